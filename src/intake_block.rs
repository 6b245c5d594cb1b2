//! Entry of the block that reads sources: a program of its own, unpacked and run in a worker only when the officer brings
//! something. The worker sets `phulucRequest` (edition, request, bytes) before it starts us and takes `phulucAnswer` after;
//! in between we post how many hundredths are read.

/// Natively there is no worker; the library is what is tested.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Answers the request.
#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Function, JsString, Reflect, Uint8Array, global};
    use wasm_bindgen::JsCast;
    let part = |key: &str| {
        let request = Reflect::get(&global(), &"phulucRequest".into()).ok()?;
        Reflect::get(&request, &key.into()).ok()
    };
    let text = |key: &str| part(key).and_then(|part| part.as_string()).unwrap_or_default();
    let bytes = part("bytes").and_then(|part| part.dyn_into::<Uint8Array>().ok());
    let bytes = bytes.map(|bytes| bytes.to_vec()).unwrap_or_default();
    let composed = |text: &str| String::from(JsString::from(text).normalize("NFC"));
    let post = Reflect::get(&global(), &"postMessage".into()).ok();
    let post = post.and_then(|post| post.dyn_into::<Function>().ok());
    let progress = |percent: u8| {
        if let Some(post) = &post {
            // Nobody hears it after a stop, and then nothing is lost.
            let _told = post.call1(&global(), &percent.into()).is_ok();
        }
    };
    if let Some(answer) =
        phuluc::preview::reader::answer(&text("edition"), &text("request"), &bytes, &composed, &progress)
    {
        // Without an answer the worker says that it failed.
        let _set = Reflect::set(&global(), &"phulucAnswer".into(), &answer.into()).is_ok();
    }
}
