//! What tabs tell each other of a draft. Courtesy only: a browser may deliver nothing of it, late, or twice.

/// What is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// "I opened it."
    Opened,
    /// "I am writing it."
    Held,
    /// "I wrote it."
    Wrote,
    /// "I want to go on with it."
    Take,
    /// "All that I had is stored: go on."
    Free,
    /// "I am being closed."
    Bye,
    /// "I write it: who watches?"
    Ask,
    /// "I do."
    Here,
}

const WORDS: [(Saying, &str); 8] = [
    (Saying::Opened, "opened"),
    (Saying::Held, "held"),
    (Saying::Wrote, "wrote"),
    (Saying::Take, "take"),
    (Saying::Free, "free"),
    (Saying::Bye, "bye"),
    (Saying::Ask, "ask"),
    (Saying::Here, "here"),
];

/// One thing that one tab says of one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TabNote {
    /// What.
    pub saying: Saying,
    /// Of which draft.
    pub draft_id: String,
    /// Who.
    pub tab_id: String,
    /// The newest revision that it knows: what is older than one's own is no news.
    pub revision: u64,
}

impl TabNote {
    /// As it is sent.
    #[must_use]
    pub fn to_text(&self) -> String {
        let word = WORDS.iter().find(|(saying, _)| *saying == self.saying);
        let word = word.map_or("", |(_, word)| word);
        format!("{word} {} {} {}", self.draft_id, self.tab_id, self.revision)
    }

    /// Reads what came; none where it is not ours: other pages may speak on the same channel.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let word = parts.next()?;
        let saying = WORDS.iter().find(|(_, known)| *known == word)?.0;
        let (draft_id, tab_id) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let revision = parts.next()?.parse().ok()?;
        parts.next().is_none().then_some(Self {
            saying,
            draft_id,
            tab_id,
            revision,
        })
    }
}
