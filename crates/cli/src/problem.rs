//! What a verb gives back when it cannot do what was asked: code, what happened, why, who does what next, and the exit code.

use crate::exit::Exit;
use domicile_workstation::failure::Failure;
use domicile_workstation::overview::{DoView, ProblemView};
use domicile_workstation::present::Say;
use domicile_workstation::present::problem::problem;
use serde::Serialize;
use serde_json::{Map, Value};

/// A failure, ready to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Problem {
    #[serde(skip)]
    pub(crate) exit: Exit,
    /// The same as in the window.
    #[serde(flatten)]
    pub(crate) view: ProblemView,
    /// Facts that belong to the code (the open request, the blockers).
    #[serde(flatten)]
    pub(crate) facts: Map<String, Value>,
}

impl Problem {
    /// A failure whose sentences are ready.
    pub(crate) fn new(exit: Exit, code: &str, what: String, why: String, next: Vec<DoView>) -> Box<Self> {
        let view = ProblemView { code: code.to_owned(), what, why, next, request_id: None };
        Box::new(Self { exit, view, facts: Map::new() })
    }

    /// A failure that the command line finds out itself: its sentences are `cli-error-<name>-what`, `-why` and `-do`.
    pub(crate) fn ours(say: Say<'_>, exit: Exit, code: &str, args: &[(&str, &str)]) -> Box<Self> {
        let name = code.replace('_', "-");
        let part = |part: &str| say.with(&format!("cli-error-{name}-{part}"), args);
        Self::new(exit, code, part("what"), part("why"), vec![DoView::you(part("do"))])
    }

    /// A failure of the workstation or the service.
    pub(crate) fn of(say: Say<'_>, failure: &Failure) -> Box<Self> {
        let mut view = problem(failure, say);
        if let Some(command) = instead(say, failure.code()) {
            view.next = vec![DoView::you(command)];
        }
        view.request_id = view.request_id.or_else(|| failure.problem().map(|it| it.request_id.clone()));
        let facts = failure.problem().map(|it| it.extensions.clone().into_iter().collect()).unwrap_or_default();
        Box::new(Self { exit: Exit::of(failure), view, facts })
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
    pub(crate) fn text(&self, say: Say<'_>) -> String {
        let view = &self.view;
        let mut lines = vec![view.what.clone(), view.why.clone()];
        for step in &view.next {
            let who = say.text(&format!("cli-who-{}", step.who.as_str()));
            let url = step.url.as_ref().map(|it| format!(" {it}")).unwrap_or_default();
            lines.push(format!("{who}: {}{url}", step.text));
        }
        lines.push(match &view.request_id {
            Some(id) => say.with("cli-details-request", &[("code", &view.code), ("id", id)]),
            None => say.with("cli-details", &[("code", &view.code)]),
        });
        lines.retain(|it| !it.is_empty());
        lines.join("\n")
    }
}

/// What to type, where the window's advice is about the window.
fn instead(say: Say<'_>, code: &str) -> Option<String> {
    let id = format!("cli-instead-{}", code.replace('_', "-"));
    say.words().has(&id).then(|| say.text(&id))
}
