//! The block that reads sources: it stands packed in the page and is run in a worker, which `phuluc.read` of the page's own
//! script makes and stops. Texts and bytes; knows no report.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn of_page(name: &str) -> Option<(JsValue, Function)> {
    let page = Reflect::get(&js_sys::global(), &"phuluc".into()).ok()?;
    let function = Reflect::get(&page, &name.into()).ok()?.dyn_into().ok()?;
    Some((page, function))
}

/// What the block answers; none where it failed, took too long, or was stopped.
pub(crate) async fn read(edition: &str, request: &str, bytes: &[u8]) -> Option<String> {
    let (page, read) = of_page("read")?;
    let promise: Promise = read
        .call3(&page, &edition.into(), &request.into(), &Uint8Array::from(bytes))
        .ok()?
        .dyn_into()
        .ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// How many hundredths of what is being read are done.
pub(crate) fn percent() -> Option<u8> {
    let page = Reflect::get(&js_sys::global(), &"phuluc".into()).ok()?;
    let percent = Reflect::get(&page, &"readPercent".into()).ok()?.as_f64()?;
    (0..=100_u8).rev().find(|whole| f64::from(*whole) <= percent)
}

/// Stops what is being read.
pub(crate) fn stop() {
    if let Some((page, stop)) = of_page("stopReading") {
        // It has nothing to refuse.
        let _stopped = stop.call0(&page).is_ok();
    }
}
