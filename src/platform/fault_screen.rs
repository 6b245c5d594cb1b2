//! What happens when the program itself fails: the page says so in Vietnamese (the words stand in index.html, which does not
//! depend on what failed), and the draft is safe, since every change was stored when it was made.

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// From now on a panic shows the fault screen. Tests make a real one by `window.phuluc.fail()`.
pub(crate) fn install() {
    std::panic::set_hook(Box::new(|info| {
        show();
        web_sys::console::error_1(&info.to_string().into());
    }));
    let hooks = web_sys::window().and_then(|window| Reflect::get(&window, &"phuluc".into()).ok());
    if let Some(hooks) = hooks.and_then(|hooks| hooks.dyn_into::<Object>().ok()) {
        let fail: JsValue = Closure::<dyn Fn()>::new(fail).into_js_value();
        // Without the hook only a test is the poorer.
        let _offered = Reflect::set(&hooks, &"fail".into(), &fail).is_ok();
    }
}

#[allow(clippy::panic, reason = "what happens after a panic is seen only by one")]
fn fail() {
    panic!("asked for by a test");
}

/// Shows the fault screen.
pub(crate) fn show() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(element) = document.and_then(|document| document.get_element_by_id("fault")) {
        // Nothing is left to tell a second failure to.
        let _shown = element.remove_attribute("hidden").is_ok();
    }
}
