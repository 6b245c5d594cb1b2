//! [`Intake`]: what was pasted waits here as a plan until the officer takes it in or leaves it; takes pasted tables from anywhere
//! on the page.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlTextAreaElement};

use super::focus::{Spot, spot_of, target_of};
use super::pointing::place_of;
use super::workplace::Workplace;
use crate::editions;
use crate::platform::{reader, timer};
use crate::preview::request::{Request, text_from_request};
use crate::preview::shown::{Answer, Preview, answer_from_text, apply};
use crate::words;

/// Reading is only spoken of when it takes longer than this.
const QUIET_MILLIS: i32 = 300;

/// What is before the officer.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// A source is being read, and it takes a while: so many hundredths are done.
    Reading(u8),
    /// It was read.
    Shown(Arc<Preview>),
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Intake {
    work: Workplace,
    stage: RwSignal<Option<Stage>>,
    /// What is decided, by the place of the line; the page shows it in its lists and never needs to be told.
    chosen: StoredValue<Vec<Option<usize>>>,
    /// The column that was chosen of several.
    column: StoredValue<Option<u32>>,
    /// Wherever the report holds something else, the source's was taken.
    takes_all: StoredValue<bool>,
    /// Counts the readings, so that one that was stopped says nothing.
    reading: StoredValue<u32>,
}

/// What is said of a source that is not taken.
struct Titles {
    refused: String,
    nothing: String,
    nothing_why: String,
}

impl Intake {
    /// From now on pasted tables are taken.
    pub(crate) fn new(work: Workplace) -> Self {
        let intake = Self {
            work,
            stage: RwSignal::new(None),
            chosen: StoredValue::new(Vec::new()),
            column: StoredValue::new(None),
            takes_all: StoredValue::new(false),
            reading: StoredValue::new(0),
        };
        let paste = window_event_listener(ev::paste, move |event| intake.on_paste(&event));
        on_cleanup(move || paste.remove());
        Effect::new(move |_| {
            if let Some((name, bytes, why)) = work.desk.foreign_file() {
                intake.take_file(name, bytes, why);
            }
        });
        intake
    }

    /// What is before the officer. Tracked.
    pub(crate) fn stage(self) -> Option<Stage> {
        self.stage.get()
    }

    /// The preview. Tracked.
    pub(crate) fn preview(self) -> Option<Arc<Preview>> {
        match self.stage.get()? {
            Stage::Shown(preview) => Some(preview),
            Stage::Reading(_) => None,
        }
    }

    /// What is decided for this line.
    pub(crate) fn chosen(self, at: usize) -> Option<usize> {
        self.chosen.with_value(|chosen| chosen.get(at).copied().flatten())
    }

    /// The officer decides for this line.
    pub(crate) fn choose(self, at: usize, choice: Option<usize>) {
        self.chosen.update_value(|chosen| {
            if let Some(old) = chosen.get_mut(at) {
                *old = choice;
            }
        });
    }

    /// The column that was chosen of several.
    pub(crate) fn column(self) -> Option<u32> {
        self.column.get_value()
    }

    /// Takes the figures of one column of several. What the report holds otherwise is decided for itself.
    pub(crate) fn take_column(self, column: u32) {
        let Some(preview) = untrack(|| self.preview()) else {
            return;
        };
        for (at, line) in preview.lines.iter().enumerate().filter(|(_, line)| line.has_columns()) {
            let is_taken = !line.is_conflict || self.takes_all.get_value();
            self.choose(at, line.choice_of_column(column).filter(|_| is_taken));
        }
        self.column.set_value(Some(column));
        self.show_again(preview);
    }

    /// The same preview again: its lists show what is decided now.
    fn show_again(self, preview: Arc<Preview>) {
        self.stage.set(Some(Stage::Shown(preview)));
    }

    /// Wherever the report holds something else, the source's is taken.
    pub(crate) fn take_all_conflicts(self) {
        let Some(preview) = untrack(|| self.preview()) else {
            return;
        };
        self.takes_all.set_value(true);
        for (at, line) in preview.lines.iter().enumerate() {
            let of_column = self.column.get_value().and_then(|column| line.choice_of_column(column));
            let choice = of_column.or_else(|| (line.choices.len() == 1).then_some(0));
            if line.is_conflict && choice.is_some() {
                self.choose(at, choice);
            }
        }
        self.show_again(preview);
    }

    /// Leaves the report as it is; stops what is being read.
    pub(crate) fn dismiss(self) {
        self.reading.update_value(|count| *count = count.wrapping_add(1));
        reader::stop();
        self.stage.set(None);
    }

    /// Takes in what is decided, in one step.
    pub(crate) fn accept(self) {
        let Some(preview) = untrack(|| self.preview()) else {
            return;
        };
        self.stage.set(None);
        if untrack(|| self.work.session.is_locked()) {
            // Another tab took over meanwhile.
            let title = words::intake::REFUSED_TITLE.to_owned();
            return self.refuse(title, words::draft::WATCHING_ONLY.to_owned());
        }
        let edition = self.work.session.edition();
        let mut report = self.work.session.snapshot();
        let (mut count, mut left) = (0_usize, Vec::new());
        for (at, line) in preview.lines.iter().enumerate() {
            match self.chosen(at).and_then(|chosen| line.choices.get(chosen)) {
                Some((_, change)) => {
                    apply(&edition, &mut report, change);
                    count = count.saturating_add(1);
                }
                None if line.is_same => {}
                None => left.push(words::intake::left_out(&line.place, &line.text, &line.grade, &line.why)),
            }
        }
        if count == 0 {
            let title = words::intake::NOTHING_TAKEN.to_owned();
            return self.work.desk.say(false, title, left);
        }
        let mut lines = vec![words::intake::taken(count)];
        lines.extend(preview.repairs.iter().cloned());
        lines.extend(left);
        self.work
            .desk
            .take_in(words::intake::TAKEN_TITLE.to_owned(), report, lines);
    }

    /// Reads a source in the block and shows what it would change. Where it holds nothing of the form, `nothing` is said.
    fn read(self, request: &Request, bytes: Vec<u8>, titles: Titles) {
        let Some(compact) = editions::BUILT_IN.last() else {
            return;
        };
        if untrack(|| self.work.session.is_locked()) {
            return self.refuse(titles.refused, words::draft::WATCHING_ONLY.to_owned());
        }
        let request = text_from_request(request, &self.work.session.snapshot());
        self.reading.update_value(|count| *count = count.wrapping_add(1));
        let count = self.reading.get_value();
        let is_current = move || self.reading.get_value() == count;
        let is_done = StoredValue::new(false);
        spawn_local(async move {
            timer::sleep(QUIET_MILLIS).await;
            while is_current() && !is_done.get_value() {
                self.stage
                    .set(Some(Stage::Reading(reader::percent().unwrap_or_default())));
                timer::sleep(QUIET_MILLIS).await;
            }
        });
        spawn_local(async move {
            let answer = reader::read(compact, &request, &bytes).await;
            if !is_current() {
                return;
            }
            is_done.set_value(true);
            match answer.as_deref().and_then(answer_from_text) {
                Some(Answer::Preview(preview)) => {
                    self.chosen
                        .set_value(preview.lines.iter().map(|line| line.chosen).collect());
                    self.column.set_value(None);
                    self.takes_all.set_value(false);
                    self.stage.set(Some(Stage::Shown(Arc::new(preview))));
                }
                Some(Answer::Nothing) => self.refuse(titles.nothing, titles.nothing_why),
                Some(Answer::Refused(why)) => self.refuse(titles.refused, why),
                None => self.refuse(titles.refused, words::intake::FAILED.to_owned()),
            }
        });
    }

    fn refuse(self, title: String, why: String) {
        self.stage.set(None);
        self.work
            .desk
            .refuse(title, vec![why, words::file::NOTHING_CHANGED.to_owned()]);
    }

    fn read_pasted(self, request: &Request) {
        let titles = Titles {
            refused: words::intake::REFUSED_TITLE.to_owned(),
            nothing: words::intake::NOT_FOUND_TITLE.to_owned(),
            nothing_why: words::intake::NOT_FOUND.to_owned(),
        };
        // What is pasted came with no file.
        self.work.unread.set(None);
        self.read(request, Vec::new(), titles);
    }

    /// A file that is not of our own formats was opened; `why` is what is said where it holds nothing of the form.
    pub(crate) fn take_file(self, name: String, bytes: Vec<u8>, why: String) {
        let title = words::file::refused_title(&name);
        let titles = Titles {
            refused: title.clone(),
            nothing: title,
            nothing_why: why,
        };
        let request = Request {
            file: Some(name),
            ..Request::default()
        };
        self.read(&request, bytes, titles);
    }

    /// A text came into the field where tables are pasted, by whatever way.
    pub(crate) fn take_text(self, text: String) {
        let request = Request {
            text,
            ..Request::default()
        };
        self.read_pasted(&request);
    }

    fn on_paste(self, event: &ClipboardEvent) {
        let Some(data) = event.clipboard_data().filter(|_| !event.default_prevented()) else {
            return;
        };
        // A kind that is not there is an empty text.
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        let mut request = Request {
            text: get("text/plain"),
            html: get("text/html"),
            ..Request::default()
        };
        let body = request.text.trim_end_matches(['\n', '\r']);
        let has_lines = body.contains(['\n', '\r']);
        let is_table = has_lines || body.contains('\t');
        let target = target_of(event);
        let is_in = |selector: &str| {
            matches!(
                target.as_ref().map(|target: &Element| target.closest(selector)),
                Some(Ok(Some(_)))
            )
        };
        if is_in("dialog") || self.stage.with_untracked(Option::is_some) {
            return;
        }
        let spot = target.as_ref().map_or(Spot::Other, spot_of);
        let is_meant = if is_in("[data-action=paste]") {
            true
        } else if matches!(spot, Spot::Figure | Spot::Codes) {
            request.from = place_of(self.work, event).map(|(idx, ..)| idx);
            is_table
        } else if is_in("textarea, input, select") {
            // A remark may have several lines; several lines of several cells are a table.
            has_lines && body.lines().filter(|line| line.contains('\t')).count() > 2
        } else {
            !request.text.is_empty() || !request.html.is_empty()
        };
        if is_meant {
            event.prevent_default();
            self.read_pasted(&request);
        }
    }
}

/// A text came into the field.
pub(crate) fn on_field_input(intake: Intake, event: &web_sys::Event) {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field.filter(|field| !field.value().trim().is_empty()) {
        let text = field.value();
        // A table is put in at once; what is typed letter by letter is none.
        if text.contains(['\t', '\n']) {
            field.set_value("");
            intake.take_text(text);
        }
    }
}

/// The intake of this page.
pub(crate) fn use_intake() -> Intake {
    expect_context()
}

/// Closes the preview and goes back to where the officer was.
pub(crate) fn close(intake: Intake, is_accepted: bool) {
    if is_accepted {
        intake.accept();
    } else {
        intake.dismiss();
    }
    intake.work.back_to_place();
}
