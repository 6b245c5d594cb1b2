//! A file of the person's own, reached past downloads: the File System Access API, which only some browsers have. What `web-sys`
//! holds for unstable is called by name.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemCreateWritableOptions, FileSystemFileHandle, FileSystemWritableFileStream};

use super::file::{FileError, bytes};
use crate::base::disk_file::{DiskFile, FileFault};

/// How a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// A new one. Whatever stands under the chosen name the browser empties, once the person agreed in its own dialog.
    New,
    /// One that is there; it is left as it is.
    Existing,
}

impl Ask {
    fn picker(self) -> &'static str {
        match self {
            Self::New => "showSaveFilePicker",
            Self::Existing => "showOpenFilePicker",
        }
    }
}

/// The function of this name, where it is there.
fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Whether files can be asked for like this.
pub(crate) fn can_ask(ask: Ask) -> bool {
    function(&js_sys::global(), ask.picker()).is_some()
}

/// Sets a value of a plain object, which refuses nothing.
fn set(object: &Object, name: &str, value: &JsValue) {
    let _set = Reflect::set(object, &name.into(), value).is_ok();
}

/// Asks the person for a JSON file. None where nothing was chosen.
///
/// # Errors
/// As [`FileFault`].
pub(crate) async fn ask_for(ask: Ask, name: &str, kind: &str) -> Result<Option<FileSystemFileHandle>, FileFault> {
    let (options, accepted, types) = (Object::new(), Object::new(), Object::new());
    set(&accepted, "application/json", &Array::of1(&".json".into()));
    set(&types, "accept", &accepted);
    set(&types, "description", &kind.into());
    set(&options, "types", &Array::of1(&types));
    // The browser opens next time where this page was last.
    set(&options, "id", &"phuluc".into());
    if ask == Ask::New {
        set(&options, "suggestedName", &name.into());
    }
    let page = js_sys::global();
    let picker = function(&page, ask.picker()).ok_or(FileFault::Failed)?;
    let chosen = match call(picker.call1(&page, &options)).await {
        Ok(chosen) => chosen,
        Err(thrown) if name_of(&thrown) == "AbortError" => return Ok(None),
        Err(thrown) => return Err(fault(&thrown)),
    };
    let chosen = if Array::is_array(&chosen) {
        Array::from(&chosen).get(0)
    } else {
        chosen
    };
    Ok(chosen.dyn_into().ok())
}

/// Whether the file may be written; `asks` the person, which only a click allows.
pub(crate) async fn may_write(handle: &FileSystemFileHandle, asks: bool) -> bool {
    let how = if asks { "requestPermission" } else { "queryPermission" };
    let Some(permission) = function(handle, how) else {
        // Where there is nothing to ask, the write itself is refused or not.
        return true;
    };
    let mode = Object::new();
    set(&mode, "mode", &"readwrite".into());
    let answer = call(permission.call1(handle, &mode)).await;
    answer.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted"))
}

/// The file as it is now.
///
/// # Errors
/// As [`FileFault`].
pub(crate) async fn file_of(handle: &FileSystemFileHandle) -> Result<File, FileFault> {
    let file = JsFuture::from(handle.get_file())
        .await
        .map_err(|thrown| fault(&thrown))?;
    file.dyn_into().map_err(|_other| FileFault::Failed)
}

/// A file of at most so many bytes.
#[derive(Clone, Debug)]
pub(crate) struct PersonsFile {
    pub(crate) handle: FileSystemFileHandle,
    pub(crate) most: usize,
}

impl DiskFile for PersonsFile {
    type Beside = FileSystemWritableFileStream;

    async fn read(&self) -> Result<Vec<u8>, FileFault> {
        let file = file_of(&self.handle).await?;
        bytes(&file, self.most).await.map_err(|error| match error {
            FileError::TooLarge => FileFault::TooLarge,
            // Moved or changed between the asking and the reading.
            FileError::Unreadable => FileFault::Busy,
        })
    }

    async fn write_beside(&self, bytes: &[u8]) -> Result<Self::Beside, FileFault> {
        let options = FileSystemCreateWritableOptions::new();
        options.set_keep_existing_data(false);
        // Where the browser knows it, no other tab of it writes meanwhile.
        set(&options, "mode", &"exclusive".into());
        let opened = JsFuture::from(self.handle.create_writable_with_options(&options)).await;
        let beside: Self::Beside = opened.map_err(|thrown| fault(&thrown))?.unchecked_into();
        // A copy: the program's memory may move while the browser writes.
        let written = beside.write_with_buffer_source(&Uint8Array::from(bytes));
        match call(written.map(JsValue::from)).await {
            Ok(_written) => Ok(beside),
            Err(thrown) => {
                self.throw_away(beside).await;
                Err(fault(&thrown))
            }
        }
    }

    async fn swap_in(&self, beside: Self::Beside) -> Result<(), FileFault> {
        let ended = JsFuture::from(beside.close()).await;
        ended.map(|_nothing| ()).map_err(|thrown| fault(&thrown))
    }

    async fn throw_away(&self, beside: Self::Beside) {
        // What cannot be thrown away was never in the file, and goes with the page.
        let _thrown_away = JsFuture::from(beside.abort()).await.is_ok();
    }
}

/// Waits for what a function gave.
async fn call(given: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&given?)).await
}

fn name_of(thrown: &JsValue) -> String {
    let name = Reflect::get(thrown, &"name".into()).ok();
    name.and_then(|name| name.as_string()).unwrap_or_default()
}

fn fault(thrown: &JsValue) -> FileFault {
    match name_of(thrown).as_str() {
        "NotAllowedError" | "SecurityError" => FileFault::NotAllowed,
        "NotFoundError" => FileFault::Missing,
        "QuotaExceededError" => FileFault::Full,
        "NoModificationAllowedError" | "InvalidStateError" | "NotReadableError" => FileFault::Busy,
        _ => FileFault::Failed,
    }
}
