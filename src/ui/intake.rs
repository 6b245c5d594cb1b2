//! [`Intake`]: what was pasted waits here as a plan until the officer takes it in or leaves it; takes pasted tables from anywhere
//! on the page.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, HtmlTextAreaElement};

use super::focus::{Spot, spot_of, target_of};
use super::pointing::place_of;
use super::workplace::Workplace;
use crate::exchange::intake::grid::GridError;
use crate::exchange::intake::plan::Plan;
use crate::exchange::intake::plan_from_clipboard;
use crate::model::id::RowIdx;
use crate::model::report::Report;
use crate::platform::text::composed;
use crate::words;

/// A plan that waits, and the report that it was made for.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) plan: Plan,
    pub(crate) report: Report,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Intake {
    work: Workplace,
    pending: RwSignal<Option<Arc<Pending>>>,
    /// What is decided, by the place of the proposal; the page shows it in its lists and never needs to be told.
    chosen: StoredValue<Vec<Option<usize>>>,
}

impl Intake {
    /// From now on pasted tables are taken.
    pub(crate) fn new(work: Workplace) -> Self {
        let intake = Self {
            work,
            pending: RwSignal::new(None),
            chosen: StoredValue::new(Vec::new()),
        };
        let paste = window_event_listener(ev::paste, move |event| intake.on_paste(&event));
        on_cleanup(move || paste.remove());
        intake
    }

    /// The plan that waits. Tracked.
    pub(crate) fn pending(self) -> Option<Arc<Pending>> {
        self.pending.get()
    }

    /// What is decided for this proposal.
    pub(crate) fn chosen(self, at: usize) -> Option<usize> {
        self.chosen.with_value(|chosen| chosen.get(at).copied().flatten())
    }

    /// The officer decides for this proposal.
    pub(crate) fn choose(self, at: usize, offer: Option<usize>) {
        self.chosen.update_value(|chosen| {
            if let Some(old) = chosen.get_mut(at) {
                *old = offer;
            }
        });
    }

    /// Wherever the report holds something else, the source's is taken.
    pub(crate) fn take_all_conflicts(self) {
        let Some(pending) = self.pending.get_untracked() else {
            return;
        };
        for (at, proposal) in pending.plan.proposals.iter().enumerate() {
            if proposal.is_conflict && proposal.offers.len() == 1 {
                self.choose(at, Some(0));
            }
        }
        // The same plan again: its table shows what is decided now.
        self.pending.set(Some(pending));
    }

    /// Leaves the report as it is.
    pub(crate) fn dismiss(self) {
        self.pending.set(None);
    }

    /// Takes in what is decided, in one step.
    pub(crate) fn accept(self) {
        let Some(pending) = self.pending.try_update(Option::take).flatten() else {
            return;
        };
        let edition = self.work.session.edition();
        let mut plan = pending.plan.clone();
        for (at, proposal) in plan.proposals.iter_mut().enumerate() {
            proposal.chosen = self.chosen(at);
        }
        let report = plan.applied(&edition, &self.work.session.snapshot());
        let lines = words::intake::taken(&edition, &plan);
        self.work
            .desk
            .take_in(words::intake::TAKEN_TITLE.to_owned(), report, lines);
    }

    /// Shows what a source would change; says so where it holds nothing.
    fn offer(self, plan: Result<Plan, GridError>) {
        let refused = |title: &str, line: String| {
            let lines = vec![line, words::file::NOTHING_CHANGED.to_owned()];
            self.work.desk.refuse(title.to_owned(), lines);
        };
        match plan {
            Ok(plan) if plan.is_empty() => refused(words::intake::NOT_FOUND_TITLE, words::intake::NOT_FOUND.to_owned()),
            Ok(plan) => {
                self.chosen
                    .set_value(plan.proposals.iter().map(|proposal| proposal.chosen).collect());
                let report = self.work.session.snapshot();
                self.pending.set(Some(Arc::new(Pending { plan, report })));
            }
            Err(error) => refused(words::intake::REFUSED_TITLE, words::intake::refused(error)),
        }
    }

    fn plan(self, html: &str, text: &str, from: Option<RowIdx>) -> Result<Plan, GridError> {
        let (edition, report) = (self.work.session.edition(), self.work.session.snapshot());
        plan_from_clipboard(
            &edition,
            &report,
            &composed(html),
            &composed(text),
            from,
            &words::intake::from_figure,
        )
    }

    /// A text came into the field where tables are pasted, by whatever way.
    pub(crate) fn take_text(self, text: &str) {
        self.offer(self.plan("", text, None));
    }

    fn on_paste(self, event: &ClipboardEvent) {
        let Some(data) = event.clipboard_data().filter(|_| !event.default_prevented()) else {
            return;
        };
        // A kind that is not there is an empty text.
        let get = |kind: &str| data.get_data(kind).unwrap_or_default();
        let (text, html) = (get("text/plain"), get("text/html"));
        let is_table = text.trim_end_matches(['\n', '\r']).contains(['\t', '\n', '\r']);
        let target = target_of(event);
        let is_in = |selector: &str| {
            matches!(
                target.as_ref().map(|target: &Element| target.closest(selector)),
                Some(Ok(Some(_)))
            )
        };
        if is_in("dialog") || self.pending.with_untracked(Option::is_some) {
            return;
        }
        let is_field = is_in("[data-action=paste]");
        let spot = target.as_ref().map_or(Spot::Other, spot_of);
        let plan = if is_field {
            self.plan(&html, &text, None)
        } else if matches!(spot, Spot::Figure | Spot::Codes) {
            if !is_table {
                return;
            }
            self.plan(&html, &text, place_of(self.work, event).map(|(idx, ..)| idx))
        } else if is_in("textarea, input, select") {
            // A remark may have several lines; a table of the form is none.
            match self.plan(&html, &text, None) {
                Ok(plan) if is_table && plan.proposals.len() > 2 && !plan.is_empty() => Ok(plan),
                Ok(_) | Err(_) => return,
            }
        } else if text.is_empty() && html.is_empty() {
            return;
        } else {
            self.plan(&html, &text, None)
        };
        event.prevent_default();
        self.offer(plan);
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
            intake.take_text(&text);
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
