//! Local storage behind [`KeyValue`]. `gloo-storage` panics where storage is blocked (measured, 3 of 3 configurations), so
//! each call first asks the browser whether it is there.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;

use crate::base::key_value::{KeyValue, StoreError};

/// The browser's local storage.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuickStore;

/// Local storage where it may be used. Firefox gives `null` where it is switched off, Chromium throws.
fn storage() -> Result<web_sys::Storage, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    window
        .local_storage()
        .map_err(|_thrown| StoreError::Blocked)?
        .ok_or(StoreError::Blocked)
}

impl KeyValue for QuickStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        storage()?;
        match LocalStorage::get(key) {
            Ok(text) => Ok(Some(text)),
            Err(StorageError::KeyNotFound(_)) => Ok(None),
            // A value under our key that is no text of ours reads as what it is: not a draft.
            Err(StorageError::SerdeError(_)) => Ok(storage()?.get_item(key).map_err(|_thrown| StoreError::Failed)?),
            Err(StorageError::JsError(_)) => Err(StoreError::Failed),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), StoreError> {
        storage()?;
        LocalStorage::set(key, text).map_err(|error| match error {
            StorageError::JsError(error)
                if error.name == "QuotaExceededError" || error.name == "NS_ERROR_DOM_QUOTA_REACHED" =>
            {
                StoreError::Full
            }
            StorageError::JsError(_) | StorageError::SerdeError(_) | StorageError::KeyNotFound(_) => StoreError::Failed,
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        storage()?.remove_item(key).map_err(|_thrown| StoreError::Failed)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = storage()?;
        let keys = js_sys::Object::keys(storage.unchecked_ref::<js_sys::Object>());
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }
}

/// What this tab alone remembers over a reload; nothing where that is not allowed.
pub(crate) fn tab_memory(key: &str) -> Option<String> {
    web_sys::window()?.session_storage().ok()??.get_item(key).ok()?
}

/// Lets this tab remember it. A convenience: where it is not allowed, a reload opens the draft that was last used by any tab.
pub(crate) fn remember_in_tab(key: &str, text: &str) {
    let storage = web_sys::window().and_then(|window| window.session_storage().ok()?);
    let _remembered = storage.is_some_and(|storage| storage.set_item(key, text).is_ok());
}
