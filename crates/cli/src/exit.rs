//! The exit codes: a contract with scripts. `domicile help exit-codes` prints them.

use domicile_workstation::failure::{Failure, FailureKind};

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Unexpected = 1,
    Usage = 2,
    CheckFailed = 3,
    SignInNeeded = 4,
    Unreachable = 5,
    NotAllowed = 6,
    Blocked = 7,
    TimedOut = 8,
    Managed = 9,
    Locked = 10,
    Interrupted = 130,
}

impl Exit {
    pub(crate) const ALL: [Self; 12] = [
        Self::Done,
        Self::Unexpected,
        Self::Usage,
        Self::CheckFailed,
        Self::SignInNeeded,
        Self::Unreachable,
        Self::NotAllowed,
        Self::Blocked,
        Self::TimedOut,
        Self::Managed,
        Self::Locked,
        Self::Interrupted,
    ];

    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    /// What a failure means for scripts. A lock refuses what the limited view does not hold, by the service's code `limited_view`.
    pub(crate) fn of(failure: &Failure) -> Self {
        match (failure.code(), failure.kind()) {
            ("limited_view", FailureKind::Refused) => Self::Locked,
            ("managed", _) => Self::Managed,
            ("superseded", _) => Self::Blocked,
            // What was named is not there (any more): the state of things, not a missing right.
            (_, FailureKind::Refused) if failure.problem().is_some_and(|it| it.status == 404) => Self::Blocked,
            // Too many requests is a limit of the rules (3 filings a day), not trouble of the service.
            (_, FailureKind::ServiceTrouble) if failure.problem().is_some_and(|it| it.status == 429) => Self::Blocked,
            (_, FailureKind::Offline | FailureKind::ServiceTrouble) => Self::Unreachable,
            (_, FailureKind::SignIn) => Self::SignInNeeded,
            (_, FailureKind::Refused) => Self::NotAllowed,
            (_, FailureKind::Conflict | FailureKind::Local) => Self::Blocked,
            (_, FailureKind::Invalid) => Self::Usage,
            (_, FailureKind::Cancelled) => Self::Interrupted,
            (_, FailureKind::TimedOut) => Self::TimedOut,
            (_, FailureKind::Unexpected) => Self::Unexpected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_model::wire::Problem;
    use domicile_workstation::failure::Cause;

    fn exit_of(status: u16, code: &str) -> Exit {
        let problem = Problem {
            kind: String::new(),
            title: String::new(),
            status,
            detail: String::new(),
            code: code.to_owned(),
            request_id: String::new(),
            next: Vec::new(),
            extensions: std::collections::BTreeMap::new(),
        };
        Exit::of(&Cause::Problem(Box::new(problem)).into())
    }

    #[test]
    fn what_the_service_says_has_its_exit_code() {
        for (status, code, exit) in [
            (400, "bad_json", Exit::Usage),
            (401, "token_refused", Exit::SignInNeeded),
            (401, "insufficient_user_authentication", Exit::SignInNeeded),
            (403, "identity_not_linked", Exit::NotAllowed),
            (403, "limited_view", Exit::Locked),
            (404, "not_found", Exit::Blocked),
            (409, "request_already_open", Exit::Blocked),
            (418, "whatever", Exit::Unexpected),
            (422, "text_too_long", Exit::Usage),
            (429, "too_many_filings", Exit::Blocked),
            (503, "busy", Exit::Unreachable),
        ] {
            assert_eq!(exit_of(status, code), exit, "{status} {code}");
        }
    }

    #[test]
    fn what_goes_wrong_here_has_its_exit_code() {
        let host = || "host".to_owned();
        for (cause, exit) in [
            (Cause::NoService, Exit::Blocked),
            (Cause::NameNotFound { host: host() }, Exit::Unreachable),
            (Cause::Truncated { host: host(), reason: String::new() }, Exit::Unreachable),
            (Cause::NotUnderstood { host: host(), reason: String::new() }, Exit::Unexpected),
            (Cause::SignInNeeded, Exit::SignInNeeded),
            (Cause::ProgramRefused { host: host(), reason: String::new() }, Exit::NotAllowed),
            (Cause::BrowserTimeout, Exit::TimedOut),
            (Cause::Superseded, Exit::Blocked),
            (Cause::Cancelled, Exit::Interrupted),
            (Cause::Managed { key: "service_url" }, Exit::Managed),
            (Cause::cannot_write(std::path::Path::new("x"), &std::io::ErrorKind::StorageFull.into()), Exit::Blocked),
        ] {
            assert_eq!(Exit::of(&cause.clone().into()), exit, "{cause}");
        }
    }
}
