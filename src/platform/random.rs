//! Names that no other draft or tab has: 64 random bits. `randomUUID` is missing on plain http; `getRandomValues` is not.

/// 16 hex letters.
pub(crate) fn random_id() -> String {
    let mut bytes = [0_u8; 8];
    let drawn = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !drawn {
        // Without the browser's source the clock is the best there is: two tabs of one person rarely start together.
        let millis = js_sys::Date::new_0().to_iso_string().as_string().unwrap_or_default();
        return millis.chars().filter(char::is_ascii_digit).collect();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
