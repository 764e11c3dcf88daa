//! What a verb gives back: one document for machines, a text for people, notes beside it, and how the run ends.

use crate::exit::Exit;
use domicile_model::wire::Delivery;
use domicile_workstation::present::Say;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

/// The answer of a verb that did what was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    /// Names the schema: `domicile.<verb>/1`.
    verb: &'static str,
    as_of: Option<Timestamp>,
    stale: bool,
    body: Map<String, Value>,
    /// What was asked, for stdout.
    pub(crate) text: String,
    /// What else there is to say (the next command), for stderr.
    pub(crate) notes: Vec<String>,
    /// How the run ends; a check that fails is an answer, too.
    pub(crate) exit: Exit,
    /// The exit code is the whole answer, so that it counts whether the text arrives or not.
    pub(crate) is_exit_code: bool,
}

impl Answer {
    /// An empty answer, true as of that moment (`None`: nothing is known).
    pub(crate) fn new(verb: &'static str, as_of: Option<Timestamp>) -> Self {
        Self { verb, as_of, stale: false, body: Map::new(), text: String::new(), notes: Vec::new(), exit: Exit::Done, is_exit_code: false }
    }

    pub(crate) fn stale(mut self, stale: bool) -> Self {
        self.stale = stale;
        self
    }

    pub(crate) fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.body.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// "Next: domicile refresh"
    pub(crate) fn next(self, say: Say<'_>, command: &str) -> Self {
        self.note(say.with("cli-next", &[("command", command)]))
    }

    pub(crate) fn exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    pub(crate) fn by_exit_code(self) -> Self {
        Self { is_exit_code: true, ..self }
    }

    /// Whether a list of the document has nothing in it.
    pub(crate) fn is_empty(&self, list: &str) -> bool {
        self.body.get(list).and_then(Value::as_array).is_none_or(Vec::is_empty)
    }

    /// The document for machines.
    pub(crate) fn document(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            schema: String,
            ok: bool,
            as_of: Option<Timestamp>,
            stale: bool,
            #[serde(flatten)]
            body: &'a Map<String, Value>,
        }
        let schema = format!("domicile.{}/1", self.verb);
        Document { schema, ok: true, as_of: self.as_of.map(whole_seconds), stale: self.stale, body: &self.body }
    }
}

/// What became of a letter, for machines; `null` where that is not known.
pub(crate) fn delivery(it: Option<&Delivery>) -> Value {
    it.map_or(Value::Null, |it| serde_json::json!({ "state": it.state, "reason": it.reason }))
}

/// A moment as JSON has it: UTC, whole seconds; `null` for none.
pub(crate) fn time(moment: Option<Timestamp>) -> Value {
    moment.map_or(Value::Null, |it| Value::String(whole_seconds(it).to_string()))
}

/// The same, where none means that nobody knows.
pub(crate) fn time_or_unknown(moment: Option<Timestamp>) -> Value {
    moment.map_or_else(unknown, |it| time(Some(it)))
}

/// Not known, which is something else than `null` (known to be empty).
pub(crate) fn unknown() -> Value {
    Value::from("unknown")
}

fn whole_seconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment)
}
