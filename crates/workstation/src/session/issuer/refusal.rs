//! What an error code of the issuer means (RFC 6749 5.2, OpenID Connect Core 3.1.2.6): whether the session is over, whether it is the
//! issuer's own trouble, whether it is about the program, or a no.

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The session is over: the person has to sign in again.
    SessionOver,
    /// The issuer cannot do it now; the same request may work in a minute.
    TryLater,
    /// It does not let this program in, whoever signs in with it: whoever runs the service has to see to it.
    Program,
    /// It says no. Nothing is said of the session by it.
    Denied,
}

impl Refusal {
    pub(super) fn of(code: &str) -> Self {
        match code {
            "invalid_grant" | "interaction_required" | "login_required" | "consent_required" | "account_selection_required" => {
                Self::SessionOver
            }
            "temporarily_unavailable" | "server_error" | "slow_down" | "too_many_requests" => Self::TryLater,
            "invalid_client" | "unauthorized_client" => Self::Program,
            _ => Self::Denied,
        }
    }
}
