//! The wall clock, in the machine's own time zone. For people only: order is by revision.

use crate::model::period::Date;

fn two(number: u32) -> String {
    format!("{number:02}")
}

/// Time of day: `10:42:07`.
pub(crate) fn time_of_day() -> String {
    let now = js_sys::Date::new_0();
    [now.get_hours(), now.get_minutes(), now.get_seconds()]
        .map(two)
        .join(":")
}

/// Local time: `2026-11-24T10:42:07`.
pub(crate) fn local_time() -> String {
    told(&js_sys::Date::new_0())
}

/// The local time of yesterday's day at this hour.
pub(crate) fn a_day_ago() -> String {
    let day = js_sys::Date::new_0();
    day.set_date(day.get_date().wrapping_sub(1));
    told(&day)
}

/// The local day: `2026-11-24`.
pub(crate) fn day() -> String {
    day_of(&js_sys::Date::new_0())
}

fn day_of(moment: &js_sys::Date) -> String {
    [
        moment.get_full_year(),
        moment.get_month().saturating_add(1),
        moment.get_date(),
    ]
    .map(two)
    .join("-")
}

fn told(moment: &js_sys::Date) -> String {
    let day = day_of(moment);
    let time = [moment.get_hours(), moment.get_minutes(), moment.get_seconds()]
        .map(two)
        .join(":");
    format!("{day}T{time}")
}

/// Today; none where the clock is set to a year that no report can be of.
pub(crate) fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let small = |number: u32| u8::try_from(number).ok();
    Date::new(
        u16::try_from(now.get_full_year()).ok()?,
        small(now.get_month().saturating_add(1))?,
        small(now.get_date())?,
    )
}
