//! A check as data, and how checks are printed.

use serde::Serialize;
use std::fmt::Write as _;

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// As it must be.
    Ok,
    /// The service can start, and somebody should look.
    Warning,
    /// The service does not start, or somebody could not work.
    Failed,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Check {
    /// Never changed, for scripts.
    pub(super) id: &'static str,
    /// Which of several it is about.
    pub(super) about: Option<String>,
    pub(super) state: State,
    /// What was found.
    pub(super) what: String,
    /// Why that is so, or why it matters.
    pub(super) why: Option<String>,
    /// What to do.
    #[serde(rename = "do")]
    pub(super) action: Option<String>,
}

impl Check {
    /// All is well.
    pub(super) fn ok(id: &'static str, what: impl Into<String>) -> Self {
        Self { id, about: None, state: State::Ok, what: what.into(), why: None, action: None }
    }

    /// Somebody should look.
    pub(super) fn warning(id: &'static str, what: impl Into<String>, why: impl Into<String>, action: impl Into<String>) -> Self {
        let (why, action) = (Some(why.into()), Some(action.into()));
        Self { state: State::Warning, why, action, ..Self::ok(id, what) }
    }

    /// It cannot be so.
    pub(super) fn failed(id: &'static str, what: impl Into<String>, why: impl Into<String>, action: impl Into<String>) -> Self {
        Self { state: State::Failed, ..Self::warning(id, what, why, action) }
    }

    /// The same about one of several.
    pub(super) fn about(self, about: &str) -> Self {
        Self { about: Some(about.to_owned()), ..self }
    }
}

/// What came of all of them.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    pub(super) checks: Vec<Check>,
    ok: usize,
    warnings: usize,
    pub(super) failed: usize,
}

impl Report {
    pub(super) fn new(checks: Vec<Check>) -> Self {
        let count = |state| checks.iter().filter(|it| it.state == state).count();
        Self { ok: count(State::Ok), warnings: count(State::Warning), failed: count(State::Failed), checks }
    }

    /// For people: what is not well with why and what to do.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for it in &self.checks {
            let state = match it.state {
                State::Ok => "ok",
                State::Warning => "warning",
                State::Failed => "failed",
            };
            let about = it.about.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
            let _ = writeln!(text, "{state:<8} {:<22} {about}{}", it.id, it.what);
            for (label, more) in [("why", &it.why), ("do", &it.action)] {
                if let Some(more) = more {
                    let _ = writeln!(text, "         {label:>4}: {more}");
                }
            }
        }
        let _ = write!(text, "{} checks: {} ok, {} warnings, {} failed", self.checks.len(), self.ok, self.warnings, self.failed);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_is_not_well_with_why_and_what_to_do() {
        let checks = vec![
            Check::ok("a", "Fine."),
            Check::warning("b", "Soon.", "It ends.", "Renew it."),
            Check::failed("c", "No.", "Gone.", "Put it back.").about("x"),
        ];
        let report = Report::new(checks);
        assert_eq!(
            report.text(),
            "ok       a                      Fine.\n\
             warning  b                      Soon.\n          why: It ends.\n           do: Renew it.\n\
             failed   c                      x: No.\n          why: Gone.\n           do: Put it back.\n\
             3 checks: 1 ok, 1 warnings, 1 failed"
        );
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!((&json["failed"], &json["checks"][2]["about"]), (&1.into(), &"x".into()));
        assert_eq!(
            json["checks"][1],
            serde_json::json!({"id": "b", "about": null, "state": "warning", "what": "Soon.", "why": "It ends.", "do": "Renew it."})
        );
    }
}
