//! Entry: mounts the page. Everything else is in the library, so that it is tested natively.

/// Natively there is no page; the library is what is tested.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Starts the page.
#[cfg(target_arch = "wasm32")]
fn main() {
    phuluc::start();
}
