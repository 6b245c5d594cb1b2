//! Floor 4: the page. One file for each thing that a person can point at, with a style file of the same name in
//! `style/parts`. [`app`] is the whole page, [`desk`] what it can do with a report, [`start`] where it begins.
//!
//! Files that render nothing, and so have no style: [`desk`] and [`keeper`] (files and drafts), [`intake`] (pasted tables), [`workplace`] (what the
//! Files that render nothing, and so have no style: [`desk`], [`keeper`], [`shelf`], and [`tie`] (files and drafts), [`workplace`] (what the
//! parts share), [`reviewing`] (what needs another look, and when it is shown), [`pointing`] and [`keys`] (what happens in the sheet), [`focus`], [`live`], [`live_text`], [`dialog`], [`start`].

#![allow(
    unreachable_pub,
    reason = "Leptos's `#[component]` repeats `pub(crate)` items as `pub` inside what it makes"
)]

pub(crate) mod answer_input;
pub(crate) mod app;
pub(crate) mod calculation_line;
pub(crate) mod code_choice;
pub(crate) mod contents;
pub(crate) mod desk;
pub(crate) mod dialog;
pub(crate) mod download_menu;
pub(crate) mod draft_compare;
pub(crate) mod draft_list;
mod earlier;
pub(crate) mod finding_card;
pub(crate) mod finding_list;
pub(crate) mod focus;
pub(crate) mod form_heading;
pub(crate) mod help;
pub(crate) mod history_list;
pub(crate) mod intake;
pub(crate) mod intake_dialog;
pub(crate) mod keeper;
pub(crate) mod keys;
pub(crate) mod live;
pub(crate) mod live_text;
pub(crate) mod message_bar;
pub(crate) mod note_input;
pub(crate) mod number_prompt;
pub(crate) mod office_field;
pub(crate) mod open_dialog;
pub(crate) mod paste_field;
pub(crate) mod period_field;
pub(crate) mod pointing;
pub(crate) mod readiness;
pub(crate) mod review;
pub(crate) mod reviewing;
pub(crate) mod row;
pub(crate) mod save_status;
pub(crate) mod search;
pub(crate) mod sheet;
pub(crate) mod shelf;
pub(crate) mod start;
pub(crate) mod state_words;
pub(crate) mod tab_banner;
pub(crate) mod tie;
pub(crate) mod tied_file;
pub(crate) mod todo_list;
pub(crate) mod top_bar;
pub(crate) mod unread_files;
pub(crate) mod workplace;
