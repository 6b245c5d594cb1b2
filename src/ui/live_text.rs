//! Keeps a control in step with a text without ever rewriting what stands there already: a value is written only where it is
//! another one, so neither the caret nor an input method is disturbed.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// A control with a text.
pub(crate) trait TextControl {
    /// The text that stands in it.
    fn text(&self) -> String;
    /// Writes another text.
    fn set_text(&self, text: &str);
}

impl TextControl for HtmlInputElement {
    fn text(&self) -> String {
        self.value()
    }
    fn set_text(&self, text: &str) {
        self.set_value(text);
    }
}

impl TextControl for HtmlTextAreaElement {
    fn text(&self) -> String {
        self.value()
    }
    fn set_text(&self, text: &str) {
        self.set_value(text);
    }
}

impl TextControl for HtmlSelectElement {
    fn text(&self) -> String {
        self.value()
    }
    fn set_text(&self, text: &str) {
        self.set_value(text);
    }
}

/// Writes the text where the control holds another one.
pub(crate) fn write(control: &impl TextControl, text: &str) {
    if control.text() != text {
        control.set_text(text);
    }
}

/// From now on the control follows the text; where that is none, it is left alone.
pub(crate) fn keep<E>(node: NodeRef<E>, text: impl Fn() -> Option<String> + 'static)
where
    E: ElementType + 'static,
    E::Output: TextControl + JsCast + Clone + 'static,
{
    // Boxed, so that the effect is in the page once for each kind of control, not for each text.
    let text: Box<dyn Fn() -> Option<String>> = Box::new(text);
    Effect::new(move |_| {
        if let (Some(control), Some(text)) = (node.get(), text()) {
            write(&control, &text);
        }
    });
}
