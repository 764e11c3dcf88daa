//! What belongs to a cause: its code, its kind, and the ids of its sentences with their arguments.

use super::{Cause, FailureKind as K, Obstacle};
use domicile_model::wire::Actor;

/// Code, kind and sentences of a cause.
pub(super) struct Entry {
    pub(super) code: &'static str,
    pub(super) kind: K,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) next: &'static [(Actor, &'static str)],
}

macro_rules! entry {
    ($code:literal, $kind:ident, $what:literal, $why:literal $(, $who:ident $next:literal)*) => {
        Entry { code: $code, kind: K::$kind, what: $what, why: $why, next: &[$((Actor::$who, $next)),*] }
    };
}

impl Cause {
    pub(super) fn entry(&self) -> Entry {
        use Cause as C;
        match self {
            C::NoService => entry!("no_service", Local, "error-no-service-what", "error-no-service-why", You "error-no-service-do"),
            C::BadInvitationCode => {
                entry!("bad_invitation_code", Invalid, "error-bad-invitation-code-what", "error-bad-invitation-code-why", You "error-bad-invitation-code-do")
            }
            C::BadServiceUrl { .. } => {
                entry!("bad_service_url", Local, "error-bad-service-url-what", "error-bad-service-url-why", You "error-bad-service-url-do")
            }
            C::NameNotFound { .. } => {
                entry!("name_not_found", Offline, "error-unreachable-what", "error-name-not-found-why", You "error-check-network-do", It "error-name-not-found-do")
            }
            C::CannotConnect { .. } => {
                entry!("cannot_connect", Offline, "error-unreachable-what", "error-cannot-connect-why", You "error-check-network-do")
            }
            C::Tls { .. } => entry!("tls", Offline, "error-unreachable-what", "error-tls-why", It "error-tls-do"),
            C::OtherAddress { .. } => {
                entry!("other_address", Local, "error-other-address-what", "error-other-address-why", You "error-other-address-do")
            }
            C::Proxy { .. } => entry!("proxy", Offline, "error-unreachable-what", "error-proxy-why", It "error-proxy-do"),
            C::Timeout { .. } => entry!("timeout", Offline, "error-unreachable-what", "error-timeout-why", You "error-try-later-do"),
            C::Truncated { .. } => {
                entry!("truncated", ServiceTrouble, "error-answer-unusable-what", "error-truncated-why", You "error-try-later-do")
            }
            C::Oversized { .. } => {
                entry!("oversized", ServiceTrouble, "error-answer-unusable-what", "error-oversized-why", Support "error-tell-support-do")
            }
            C::ServerError { .. } => {
                entry!("service_trouble", ServiceTrouble, "error-service-trouble-what", "error-service-trouble-why", You "error-try-later-do")
            }
            C::NotTheService { .. } => {
                entry!("not_the_service", ServiceTrouble, "error-not-the-service-what", "error-not-the-service-why", You "error-not-the-service-do", It "error-check-address-do")
            }
            C::IssuerTrouble { .. } => {
                entry!("issuer_trouble", ServiceTrouble, "error-issuer-trouble-what", "error-issuer-trouble-why", You "error-try-later-do")
            }
            C::NotUnderstood { .. } => {
                entry!("not_understood", Unexpected, "error-answer-unusable-what", "error-not-understood-why", Support "error-tell-support-do")
            }
            // A problem document speaks for itself; `Failure` never asks for its card.
            C::Problem(_) => {
                entry!("problem", Unexpected, "error-unexpected-what", "error-unexpected-why", Support "error-tell-support-do")
            }
            C::SignInNeeded => {
                entry!("sign_in_needed", SignIn, "error-sign-in-needed-what", "error-sign-in-needed-why", You "error-sign-in-do")
            }
            C::SignInInvalid { .. } => {
                entry!("sign_in_invalid", SignIn, "error-sign-in-failed-what", "error-sign-in-invalid-why", You "error-sign-in-clock-do", It "error-sign-in-it-do")
            }
            C::ClockAhead { .. } => {
                entry!("clock_ahead", SignIn, "error-sign-in-failed-what", "error-clock-ahead-why", You "error-sign-in-clock-do")
            }
            C::SomebodyElse { .. } => {
                entry!("somebody_else", Conflict, "error-somebody-else-what", "error-somebody-else-why", You "error-somebody-else-do")
            }
            C::RenewalNotConfirmed { .. } => {
                entry!("renewal_not_confirmed", ServiceTrouble, "error-renewal-what", "error-renewal-not-confirmed-why", You "error-try-later-do", It "error-sign-in-it-do")
            }
            C::RenewalCutOff => {
                entry!("renewal_cut_off", SignIn, "error-sign-in-needed-what", "error-renewal-cut-off-why", You "error-sign-in-do")
            }
            C::WrongIssuer { .. } => {
                entry!("wrong_issuer", SignIn, "error-sign-in-failed-what", "error-wrong-issuer-why", It "error-wrong-issuer-do")
            }
            C::SignInDenied { .. } => {
                entry!("sign_in_denied", SignIn, "error-sign-in-failed-what", "error-sign-in-denied-why", You "error-sign-in-do", It "error-sign-in-it-do")
            }
            C::ProgramRefused { .. } => {
                entry!("program_refused", Refused, "error-program-refused-what", "error-program-refused-why", Support "error-program-refused-do")
            }
            C::BrowserTimeout => {
                entry!("browser_timeout", TimedOut, "error-sign-in-failed-what", "error-browser-timeout-why", You "error-sign-in-do", You "error-use-code-do")
            }
            C::DeviceExpired => {
                entry!("device_expired", TimedOut, "error-sign-in-failed-what", "error-device-expired-why", You "error-sign-in-do")
            }
            C::DeviceUnsupported => {
                entry!("device_unsupported", Refused, "error-sign-in-failed-what", "error-device-unsupported-why", You "error-use-browser-do")
            }
            C::CannotListen { .. } => {
                entry!("cannot_listen", Local, "error-sign-in-failed-what", "error-cannot-listen-why", You "error-use-code-do")
            }
            C::Cancelled => entry!("cancelled", Cancelled, "error-cancelled-what", "error-cancelled-why"),
            C::Superseded => entry!("superseded", Cancelled, "error-superseded-what", "error-superseded-why"),
            C::NoKeychain { .. } => {
                entry!("no_keychain", Local, "error-keychain-what", "error-no-keychain-why", You "error-no-keychain-do")
            }
            C::KeychainLocked { .. } => {
                entry!("keychain_locked", Local, "error-keychain-what", "error-keychain-locked-why", You "error-keychain-locked-do")
            }
            C::KeychainTimeout { .. } => {
                entry!("keychain_timeout", Local, "error-keychain-what", "error-keychain-timeout-why", You "error-keychain-locked-do")
            }
            C::CannotWrite { obstacle, .. } => match **obstacle {
                Obstacle::Full => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-full-why", You "error-cannot-write-full-do")
                }
                Obstacle::ReadOnly => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-read-only-why", You "error-cannot-write-elsewhere-do", It "error-cannot-write-read-only-do")
                }
                Obstacle::Rights => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-rights-why", You "error-cannot-write-rights-do")
                }
                Obstacle::Foreign { .. } => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-foreign-why", You "error-cannot-write-foreign-do")
                }
                Obstacle::Elsewhere { .. } => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-not-yours-why", You "error-cannot-write-elsewhere-do")
                }
                Obstacle::NoLocks => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-no-locks-why", You "error-cannot-write-elsewhere-do", It "error-cannot-write-no-locks-do")
                }
                Obstacle::Held => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-why", You "error-cannot-write-held-do")
                }
                Obstacle::InTheWay => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-why", You "error-cannot-write-in-the-way-do")
                }
                Obstacle::Other => {
                    entry!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-why", You "error-cannot-write-do")
                }
            },
            C::CannotRead { obstacle, .. } => match **obstacle {
                Obstacle::Rights => {
                    entry!("cannot_read", Local, "error-cannot-read-what", "error-cannot-read-why", You "error-cannot-read-rights-do")
                }
                Obstacle::Foreign { .. } | Obstacle::Elsewhere { .. } => {
                    entry!("cannot_read", Local, "error-cannot-read-what", "error-cannot-read-theirs-why", You "error-cannot-read-theirs-do")
                }
                Obstacle::InTheWay => {
                    entry!("cannot_read", Local, "error-cannot-read-what", "error-cannot-read-why", You "error-cannot-write-in-the-way-do")
                }
                Obstacle::Full | Obstacle::ReadOnly | Obstacle::NoLocks | Obstacle::Held | Obstacle::Other => {
                    entry!("cannot_read", Local, "error-cannot-read-what", "error-cannot-read-why", You "error-cannot-read-do")
                }
            },
            C::NotYours { theirs, .. } => match theirs.place {
                Some(_) => {
                    entry!("not_yours", Local, "error-cannot-read-what", "error-not-yours-why", You "error-cannot-write-foreign-do")
                }
                None => {
                    entry!("not_yours", Local, "error-cannot-read-what", "error-not-yours-why", You "error-cannot-write-elsewhere-do")
                }
            },
            C::NoHome => entry!("no_home", Local, "error-no-home-what", "error-no-home-why", You "error-no-home-do"),
            C::SettingsBroken { .. } => {
                entry!("settings_broken", Local, "error-settings-broken-what", "error-settings-broken-why", You "error-settings-broken-do")
            }
            C::Managed { .. } => entry!("managed", Refused, "error-managed-what", "error-managed-why", It "error-managed-do"),
            C::SignedInAlready => entry!("signed_in", Conflict, "error-signed-in-what", "error-signed-in-why", You "error-signed-in-do"),
            C::SessionBusy => entry!("session_busy", Local, "error-session-busy-what", "error-session-busy-why", You "error-try-later-do"),
            C::CannotCopy { .. } => {
                entry!("cannot_copy", Local, "error-cannot-copy-what", "error-cannot-copy-why", You "error-cannot-copy-do")
            }
            C::CannotOpen { .. } => {
                entry!("cannot_open", Local, "error-cannot-open-what", "error-cannot-open-why", You "error-cannot-open-do")
            }
            C::PolicyInvalid { .. } => {
                entry!("signature_invalid", Unexpected, "error-policy-refused-what", "error-signature-invalid-why", Support "error-tell-support-do")
            }
            C::PolicyRolledBack => {
                entry!("rolled_back", Local, "error-policy-refused-what", "error-rolled-back-why", Support "error-tell-support-do")
            }
            C::PolicyNotSaved { .. } => {
                entry!("cannot_write", Local, "error-cannot-write-what", "error-not-saved-why", You "error-try-later-do")
            }
            C::ClockSuspect => entry!("clock_suspect", Local, "error-clock-what", "error-clock-why", You "error-clock-do"),
            C::FileTooLarge => entry!("file_too_large", Invalid, "error-file-what", "error-file-too-large-why", You "error-file-do"),
            C::FileNotOurs => entry!("file_not_ours", Invalid, "error-file-what", "error-file-not-ours-why", You "error-file-do"),
            C::FileDamaged => entry!("file_damaged", Invalid, "error-file-what", "error-file-damaged-why", You "error-file-damaged-do"),
            C::FileOfLaterVersion => {
                entry!("file_of_later_version", Invalid, "error-file-what", "error-file-later-why", It "error-file-later-do")
            }
            C::FileOfAnotherService { .. } => {
                entry!("file_of_another_service", Conflict, "error-file-other-what", "error-file-other-service-why", You "error-file-other-service-do")
            }
            C::FileOfAnotherPerson { .. } => {
                entry!("file_of_another_person", Conflict, "error-file-other-what", "error-file-other-person-why", You "error-file-other-person-do")
            }
            C::FileOfAnotherMachine { .. } => {
                entry!("file_of_another_machine", Conflict, "error-file-other-what", "error-file-other-machine-why", You "error-file-other-machine-do")
            }
            C::PersonNotKnown => {
                entry!("person_not_known", Conflict, "error-person-not-known-what", "error-person-not-known-why", You "error-person-not-known-do")
            }
            C::NotCheckedOut { .. } => {
                entry!("not_checked_out", Conflict, "error-not-checked-out-what", "error-not-checked-out-why", You "error-not-checked-out-do")
            }
            C::Unexpected { .. } => {
                entry!("unexpected", Unexpected, "error-unexpected-what", "error-unexpected-why", Support "error-tell-support-do")
            }
        }
    }

    /// The arguments that all sentences of the cause may use.
    pub(super) fn args(&self) -> Vec<(&'static str, String)> {
        use Cause as C;
        match self {
            C::BadServiceUrl { url, what } => vec![("url", url.clone()), ("what", what.selector().to_owned())],
            C::OtherAddress { host, named } => vec![("host", host.clone()), ("named", named.clone())],
            C::Proxy { host, proxy, what } => {
                vec![("host", host.clone()), ("proxy", proxy.clone()), ("what", what.selector().to_owned()), ("status", what.status())]
            }
            C::NotTheService { host, what } => {
                vec![("host", host.clone()), ("what", what.selector().to_owned()), ("status", what.status())]
            }
            C::NameNotFound { host } | C::Timeout { host } => vec![("host", host.clone())],
            C::CannotConnect { host, reason }
            | C::Tls { host, reason }
            | C::Truncated { host, reason }
            | C::IssuerTrouble { host, reason }
            | C::ProgramRefused { host, reason }
            | C::NotUnderstood { host, reason } => vec![("host", host.clone()), ("reason", reason.clone())],
            C::Oversized { host, .. } => vec![("host", host.clone())],
            C::ServerError { host, status } => vec![("host", host.clone()), ("status", status.to_string())],
            C::SomebodyElse { hinted, came } => vec![("hinted", hinted.clone()), ("came", came.clone())],
            C::NotYours { path, reason, theirs } => {
                let place = theirs.place.as_ref().unwrap_or(path);
                vec![("path", path.clone()), ("place", place.clone()), ("owner", theirs.owner.clone()), ("reason", in_words(reason))]
            }
            C::ClockAhead { by } => vec![("by", by.clone())],
            C::SignInInvalid { reason }
            | C::RenewalNotConfirmed { reason }
            | C::SignInDenied { reason }
            | C::CannotListen { reason }
            | C::NoKeychain { reason }
            | C::KeychainLocked { reason }
            | C::CannotCopy { reason }
            | C::CannotOpen { reason, .. }
            | C::PolicyInvalid { reason }
            | C::PolicyNotSaved { reason }
            | C::Unexpected { reason } => vec![("reason", reason.clone())],
            C::WrongIssuer { expected } => vec![("issuer", expected.clone())],
            C::KeychainTimeout { seconds } => vec![("seconds", seconds.to_string())],
            C::CannotWrite { path, reason, obstacle } | C::CannotRead { path, reason, obstacle } => {
                [vec![("path", path.clone()), ("reason", in_words(reason))], obstacle.args()].concat()
            }
            C::SettingsBroken { path, line, reason } => {
                vec![("path", path.clone()), ("line", line.to_string()), ("reason", reason.to_string())]
            }
            C::Managed { key } => vec![("key", (*key).to_owned())],
            C::FileOfAnotherService { issuer } => vec![("issuer", issuer.clone())],
            C::FileOfAnotherPerson { person } => vec![("person", person.clone())],
            C::FileOfAnotherMachine { name } => vec![("name", name.clone())],
            C::NotCheckedOut { product } => vec![("product", product.clone())],
            C::NoService
            | C::BadInvitationCode
            | C::Problem(_)
            | C::SignInNeeded
            | C::RenewalCutOff
            | C::BrowserTimeout
            | C::DeviceExpired
            | C::DeviceUnsupported
            | C::Cancelled
            | C::Superseded
            | C::NoHome
            | C::SignedInAlready
            | C::PolicyRolledBack
            | C::ClockSuspect
            | C::FileTooLarge
            | C::FileNotOurs
            | C::FileDamaged
            | C::FileOfLaterVersion
            | C::PersonNotKnown
            | C::SessionBusy => vec![],
        }
    }
}

/// What the system said, without its number, which the log has.
fn in_words(reason: &str) -> String {
    reason.split(" (os error ").next().unwrap_or(reason).to_owned()
}
