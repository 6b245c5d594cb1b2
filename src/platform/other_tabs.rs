//! Talking with the other tabs of this page. Courtesy: what is said may be heard late, twice, or not at all.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

const NAME: &str = "phuluc";

/// The channel, where the browser has one. What is said on it is given to `hear`, by any page of this origin: not to be
/// trusted.
pub(crate) fn join(hear: impl Fn(String) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(NAME).ok()?;
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            hear(text);
        }
    });
    channel.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    Some(channel)
}

/// Says something to the others.
pub(crate) fn tell(channel: Option<&BroadcastChannel>, text: &str) {
    // Who cannot be told sees it in the store.
    let _told = channel.is_some_and(|channel| channel.post_message(&JsValue::from_str(text)).is_ok());
}

/// Gives the key of each text that another tab writes into local storage.
pub(crate) fn hear_writes(hear: impl Fn(String) + 'static) {
    let on_storage = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        if let Some(key) = event.key().filter(|_| event.new_value().is_some()) {
            hear(key);
        }
    });
    listen("storage", on_storage.into_js_value());
}

/// Calls `leave` when the page is left. What it starts need not come to its end.
pub(crate) fn on_leave(leave: impl Fn() + 'static) {
    listen("pagehide", Closure::<dyn Fn()>::new(leave).into_js_value());
}

fn listen(event: &str, listener: JsValue) {
    if let Some(window) = web_sys::window() {
        // An event without a listener is courtesy not received.
        let _listening = window
            .add_event_listener_with_callback(event, listener.unchecked_ref())
            .is_ok();
    }
}
