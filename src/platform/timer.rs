//! Doing something later, once; and not waiting for ever.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How often, and how long after each other, [`look_for`] looks.
const LOOKS: usize = 40;
const LOOK_MILLIS: i32 = 50;

/// Calls `then` after this many milliseconds. Where the browser refuses a timer it is not called.
pub(crate) fn after(millis: i32, then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let callback = Closure::once_into_js(then);
        // A refusal has no one to be told to: what was planned is only ever a second try.
        let _refused = window
            .set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), millis)
            .is_err();
    }
}

/// Waits this many milliseconds.
pub(crate) async fn sleep(millis: i32) {
    let is_over = Promise::new(&mut |resolve: Function, _reject: Function| {
        after(millis, move || {
            let _heard = resolve.call0(&JsValue::NULL).is_ok();
        });
    });
    // It never rejects.
    let _slept = JsFuture::from(is_over).await.is_ok();
}

/// What `look` finds, looked for again and again through two seconds; none where it found nothing.
pub(crate) async fn look_for<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    for _ in 0..LOOKS {
        if let Some(found) = look() {
            return Some(found);
        }
        sleep(LOOK_MILLIS).await;
    }
    None
}

/// What the work gives within this many milliseconds; what it gives later goes to `late`.
pub(crate) async fn in_time<T: 'static>(
    millis: i32,
    work: impl Future<Output = T> + 'static,
    late: impl FnOnce(T) + 'static,
) -> Option<T> {
    let given: Rc<RefCell<Option<T>>> = Rc::default();
    let is_over: Rc<RefCell<bool>> = Rc::default();
    let mut hear: Option<Function> = None;
    let is_done = Promise::new(&mut |resolve: Function, _reject: Function| hear = Some(resolve));
    spawn_local({
        let (given, is_over) = (Rc::clone(&given), Rc::clone(&is_over));
        async move {
            let value = work.await;
            if *is_over.borrow() {
                late(value);
            } else {
                *given.borrow_mut() = Some(value);
                // Whoever waits also hears the clock.
                let _heard = hear.is_some_and(|hear| hear.call0(&JsValue::NULL).is_ok());
            }
        }
    });
    let is_late = Promise::new(&mut |resolve: Function, _reject: Function| {
        after(millis, move || {
            let _heard = resolve.call0(&JsValue::NULL).is_ok();
        });
    });
    // Neither promise rejects.
    let _settled = JsFuture::from(Promise::race(&Array::of2(&is_done, &is_late)))
        .await
        .is_ok();
    *is_over.borrow_mut() = true;
    given.borrow_mut().take()
}
