//! IndexedDB with strict durability: measured, no acknowledged write was lost at a kill or a power cut. Texts by key.
//!
//! A connection is opened for each use and closed again: browsers close idle ones without a word, and one left open would
//! block a later layout's upgrade in another tab.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use crate::base::key_value::{Commit, Committed, StoreError};

const DATABASE: &str = "phuluc";
const TEXTS: &str = "texts";
/// A browser that has not answered by then will not: some hang on a damaged profile.
const PATIENCE_MILLIS: i32 = 8_000;

/// Everything under keys that begin like this.
///
/// # Errors
/// As [`StoreError`].
pub(crate) async fn read(prefix: String) -> Result<Vec<(String, String)>, StoreError> {
    let database = open().await?;
    let outcome = read_from(&database, &prefix).await;
    database.close();
    outcome
}

async fn read_from(database: &IdbDatabase, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
    let (_, texts) = transaction(database, "readonly")?;
    let end = format!("{prefix}\u{ffff}");
    let range = IdbKeyRange::bound(&JsValue::from_str(prefix), &JsValue::from_str(&end)).map_err(fault)?;
    let keys = texts.get_all_keys_with_key(&range).map_err(fault)?;
    let values = texts.get_all_with_key(&range).map_err(fault)?;
    let keys = js_sys::Array::from(&answer(&keys).await?);
    let values = js_sys::Array::from(&answer(&values).await?);
    Ok(keys
        .iter()
        .zip(values.iter())
        .filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?)))
        .collect())
}

/// Carries out one step in one transaction: the guard is read and compared inside it, so that no other tab can write between.
/// Done when the browser says that it is on the disk.
///
/// # Errors
/// As [`StoreError`]; then nothing of it is written, or the browser answered too late to tell.
pub(crate) async fn commit(step: Commit) -> Result<Committed, StoreError> {
    let database = open().await?;
    let outcome = commit_to(&database, step).await;
    database.close();
    outcome
}

async fn commit_to(database: &IdbDatabase, step: Commit) -> Result<Committed, StoreError> {
    let (transaction, texts) = transaction(database, "readwrite")?;
    let done = completion(&transaction);
    let held = texts.get(&JsValue::from_str(&step.guard)).map_err(fault)?;
    let outcome = Rc::new(RefCell::new(Err(StoreError::Failed)));
    let on_held = Closure::once_into_js({
        let (outcome, held) = (Rc::clone(&outcome), held.clone());
        move || {
            let found = held.result().ok().and_then(|text| text.as_string());
            let ended = if found == step.expected {
                write(&texts, &step).map(|()| Committed::Done).map_err(fault)
            } else {
                Ok(Committed::Refused(found))
            };
            if ended.is_err() {
                // Where it cannot be aborted it failed by itself.
                let _aborted = transaction.abort().is_ok();
            }
            *outcome.borrow_mut() = ended;
        }
    });
    held.set_onsuccess(Some(on_held.unchecked_ref()));
    settled(done).await?;
    outcome.replace(Err(StoreError::Failed))
}

fn write(texts: &IdbObjectStore, step: &Commit) -> Result<(), JsValue> {
    for (key, text) in &step.puts {
        texts.put_with_key(&JsValue::from_str(text), &JsValue::from_str(key))?;
    }
    for key in &step.removes {
        texts.delete(&JsValue::from_str(key))?;
    }
    Ok(())
}

/// What is no text under this key, as a file that the person chose; none where there is nothing.
///
/// # Errors
/// As [`StoreError`].
pub(crate) async fn value(key: String) -> Result<Option<JsValue>, StoreError> {
    let database = open().await?;
    let read = async {
        let (_, texts) = transaction(&database, "readonly")?;
        answer(&texts.get(&JsValue::from_str(&key)).map_err(fault)?).await
    };
    let outcome = read.await;
    database.close();
    outcome.map(|value| (!value.is_undefined()).then_some(value))
}

/// Puts what is no text under this key. It must be something that the browser can copy.
///
/// # Errors
/// As [`StoreError`].
pub(crate) async fn put_value(key: String, value: JsValue) -> Result<(), StoreError> {
    let database = open().await?;
    let put = async {
        let (transaction, texts) = transaction(&database, "readwrite")?;
        let done = completion(&transaction);
        texts.put_with_key(&value, &JsValue::from_str(&key)).map_err(fault)?;
        settled(done).await
    };
    let outcome = put.await;
    database.close();
    outcome.map(|_done| ())
}

/// A transaction with strict durability. Called by name, since `web-sys` holds the options for unstable; a browser that
/// does not know them ignores them.
fn transaction(database: &IdbDatabase, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), StoreError> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(fault)?;
    let open: Function = Reflect::get(database, &"transaction".into())
        .and_then(JsValue::dyn_into)
        .map_err(fault)?;
    let opened = open
        .call3(database, &TEXTS.into(), &mode.into(), &options)
        .map_err(fault)?;
    let transaction: IdbTransaction = opened.dyn_into().map_err(fault)?;
    let texts = transaction.object_store(TEXTS).map_err(fault)?;
    Ok((transaction, texts))
}

async fn open() -> Result<IdbDatabase, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    let factory: IdbFactory = window
        .indexed_db()
        .map_err(|_thrown| StoreError::Blocked)?
        .ok_or(StoreError::Blocked)?;
    let request: IdbOpenDbRequest = factory
        .open_with_u32(DATABASE, 1)
        .map_err(|_thrown| StoreError::Blocked)?;
    // Most often it is never called; then it goes with this function.
    let upgrade = Closure::once({
        let request = request.clone();
        move || {
            if let Ok(database) = request.result().and_then(JsValue::dyn_into::<IdbDatabase>) {
                // Where this fails the open request fails, and that is answered below.
                let _created = database.create_object_store(TEXTS).is_ok();
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = answer(&request).await.map_err(|error| match error {
        // Chromium says `UnknownError`, Firefox `InvalidStateError`, where storage is not allowed.
        StoreError::Failed => StoreError::Blocked,
        other @ (StoreError::Full | StoreError::Blocked) => other,
    })?;
    opened.dyn_into().map_err(|_other| StoreError::Failed)
}

/// The result of a request. One function hears both ends, since one that is never called is never freed (measured: the page's
/// memory grew with every write).
async fn answer(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let asked = request.clone();
    let promise = Promise::new(&mut move |resolve: Function, reject: Function| {
        let ended = asked.clone();
        let on_end = Closure::once_into_js(move |event: Event| {
            if event.type_() == "success" {
                let result = ended.result().unwrap_or(JsValue::UNDEFINED);
                resolve.call1(&JsValue::NULL, &result)
            } else {
                let error = ended.error().ok().flatten().map_or(JsValue::NULL, JsValue::from);
                reject.call1(&JsValue::NULL, &error)
            }
        });
        asked.set_onsuccess(Some(on_end.unchecked_ref()));
        asked.set_onerror(Some(on_end.unchecked_ref()));
    });
    settled(promise).await
}

/// Settles when the transaction does.
fn completion(transaction: &IdbTransaction) -> Promise {
    let transaction = transaction.clone();
    Promise::new(&mut move |resolve: Function, reject: Function| {
        let ended = transaction.clone();
        let on_end = Closure::once_into_js(move |event: Event| {
            if event.type_() == "complete" {
                resolve.call0(&JsValue::NULL)
            } else {
                let error = ended.error().map_or(JsValue::NULL, JsValue::from);
                reject.call1(&JsValue::NULL, &error)
            }
        });
        transaction.set_oncomplete(Some(on_end.unchecked_ref()));
        transaction.set_onabort(Some(on_end.unchecked_ref()));
    })
}

/// Waits, but not for ever.
async fn settled(promise: Promise) -> Result<JsValue, StoreError> {
    let too_late = Promise::new(&mut |_resolve: Function, reject: Function| {
        super::timer::after(PATIENCE_MILLIS, move || {
            // Where the race is over already, this is heard by no one.
            let _heard = reject.call0(&JsValue::NULL).is_ok();
        });
    });
    let race = Promise::race(&js_sys::Array::of2(&promise, &too_late));
    JsFuture::from(race).await.map_err(fault)
}

fn fault(thrown: JsValue) -> StoreError {
    let name = Reflect::get(&thrown, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("SecurityError") => StoreError::Blocked,
        Some(_) | None => StoreError::Failed,
    }
}
