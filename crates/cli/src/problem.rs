//! What a verb gives back when it cannot do what was asked: code, what happened, why, who does what next, and the exit code.

use crate::exit::Exit;
use crate::speech::Speech;
use domicile_model::wire::Actor;
use domicile_workstation::failure::{Failure, Text};
use serde::Serialize;
use serde_json::{Map, Value};

/// A failure, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Problem {
    #[serde(skip)]
    pub(crate) exit: Exit,
    /// Stable, for machines.
    pub(crate) code: String,
    pub(crate) what: String,
    pub(crate) why: String,
    #[serde(rename = "do")]
    pub(crate) next: Vec<Step>,
    /// Finds the log lines of the service.
    pub(crate) request_id: Option<String>,
    /// Facts that belong to the code (the open request, the blockers).
    #[serde(flatten)]
    pub(crate) facts: Map<String, Value>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Step {
    /// `you`, `admin`, `it` or `support`.
    pub(crate) who: &'static str,
    pub(crate) text: String,
    pub(crate) url: Option<String>,
}

impl Problem {
    /// A failure that the command line finds out itself: its sentences are `cli-<name>-what`, `-why` and `-do`.
    pub(crate) fn ours(speech: &Speech, exit: Exit, code: &str, args: &[(&str, &str)]) -> Box<Self> {
        let name = code.replace('_', "-");
        let part = |part: &str| speech.with(&format!("cli-error-{name}-{part}"), args);
        let next = vec![Step { who: "you", text: part("do"), url: None }];
        let (code, what, why) = (code.to_owned(), part("what"), part("why"));
        Box::new(Self { exit, code, what, why, next, request_id: None, facts: Map::new() })
    }

    /// A failure of the workstation or the service.
    pub(crate) fn of(speech: &Speech, failure: &Failure) -> Box<Self> {
        let described = failure.described();
        let text = |text: &Text| match text {
            Text::Ours(it) => {
                let args: Vec<_> = it.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                speech.with(it.id, &args)
            }
            Text::Finished(it) => it.clone(),
        };
        let step = |(who, what, url): &(Actor, Text, Option<String>)| Step { who: name(*who), text: text(what), url: url.clone() };
        Box::new(Self {
            exit: Exit::of(failure),
            code: failure.code().to_owned(),
            what: text(&described.what),
            why: text(&described.why),
            next: instead(speech, failure.code()).unwrap_or_else(|| described.next.iter().map(step).collect()),
            request_id: failure.request_id.clone().or_else(|| failure.problem().map(|it| it.request_id.clone())),
            facts: failure.problem().map(|it| it.extensions.clone().into_iter().collect()).unwrap_or_default(),
        })
    }

    /// The same with another exit code: for verbs that a lock does not refuse.
    pub(crate) fn never_locked(mut self: Box<Self>) -> Box<Self> {
        if self.exit == Exit::Locked {
            self.exit = Exit::NotAllowed;
        }
        self
    }

    /// The document for machines.
    pub(crate) fn document(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            schema: &'static str,
            ok: bool,
            exit: u8,
            error: &'a Problem,
        }
        Document { schema: "domicile.error/1", ok: false, exit: self.exit.code(), error: self }
    }

    /// What a person reads.
    pub(crate) fn text(&self, speech: &Speech) -> String {
        let mut lines = vec![self.what.clone(), self.why.clone()];
        for step in &self.next {
            let who = match step.who {
                "admin" => speech.text("cli-who-admin"),
                "it" => speech.text("cli-who-it"),
                "support" => speech.text("cli-who-support"),
                _ => speech.text("cli-who-you"),
            };
            let url = step.url.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
            lines.push(format!("{who}: {}{url}", step.text));
        }
        let request = self.request_id.as_deref();
        lines.push(match request {
            Some(id) => speech.with("cli-details-request", &[("code", &self.code), ("id", id)]),
            None => speech.with("cli-details", &[("code", &self.code)]),
        });
        lines.retain(|it| !it.is_empty());
        lines.join("\n")
    }
}

/// What to type, where the window's advice is about the window.
fn instead(speech: &Speech, code: &str) -> Option<Vec<Step>> {
    let id = format!("cli-instead-{}", code.replace('_', "-"));
    speech.words().has(&id).then(|| vec![Step { who: "you", text: speech.text(&id), url: None }])
}

fn name(actor: Actor) -> &'static str {
    match actor {
        Actor::You => "you",
        Actor::Admin => "admin",
        Actor::It => "it",
        Actor::Support => "support",
    }
}
