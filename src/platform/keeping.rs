//! What browsers do with their stores of their own accord.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Asks the browser not to throw our stores away when it needs room. Its answer is not waited for: measured, Firefox may never give
/// one. On plain http there is nothing to ask.
pub(crate) fn ask_to_persist() {
    let asked = || -> Result<JsValue, JsValue> {
        let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
        let storage = Reflect::get(&navigator, &"storage".into())?;
        let persist: Function = Reflect::get(&storage, &"persist".into())?.dyn_into()?;
        persist.call0(&storage)
    };
    // Where it cannot be asked, it keeps them as long as it likes; files are what is safe.
    let _asked = asked().is_ok();
}

/// Whether this is Safari, which throws away what a page stored after seven days of use without a visit.
pub(crate) fn is_safari() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| {
        let has = |name: &str| agent.contains(name);
        has("Safari") && !has("Chrom") && !has("Edg") && !has("Firefox")
    })
}
