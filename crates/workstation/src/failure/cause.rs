//! Every cause that this side finds out itself: its code, its kind and the ids of its sentences.

use super::FailureKind as K;
use domicile_model::wire::{Actor, Problem};
use thiserror::Error;

/// What went wrong. The text of each is for logs.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Cause {
    /// No address of a service is set.
    #[error("no service address is set")]
    NoService,
    /// The address of the service is not one we may use.
    #[error("the service address cannot be used: {reason}")]
    BadServiceUrl {
        /// The address as given.
        url: String,
        /// Why not.
        reason: String,
    },
    /// The name of the host is unknown.
    #[error("{host}: name not found")]
    NameNotFound {
        /// The host.
        host: String,
    },
    /// There is no way to the host: no network, nobody listens, a cut connection.
    #[error("{host}: cannot connect: {reason}")]
    CannotConnect {
        /// The host.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The host's certificate is not trusted here.
    #[error("{host}: TLS: {reason}")]
    Tls {
        /// The host.
        host: String,
        /// What TLS said.
        reason: String,
    },
    /// The proxy says no.
    #[error("{host}: the proxy refuses: {reason}")]
    Proxy {
        /// The host.
        host: String,
        /// What it said.
        reason: String,
    },
    /// No answer in time.
    #[error("{host}: no answer in time")]
    Timeout {
        /// The host.
        host: String,
    },
    /// The answer broke off.
    #[error("{host}: the answer broke off: {reason}")]
    Truncated {
        /// The host.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The answer is larger than any right one.
    #[error("{host}: the answer is larger than {limit} bytes")]
    Oversized {
        /// The host.
        host: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// An error of the server without a problem document.
    #[error("{host}: status {status}")]
    ServerError {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// Something else answers in the service's place (a sign-in page of a network, a proxy page, a redirect).
    #[error("{host}: not an answer of the service: {reason}")]
    NotTheService {
        /// The host.
        host: String,
        /// What it was.
        reason: String,
    },
    /// The answer is JSON, but not what was agreed.
    #[error("{host}: an answer that we do not understand: {reason}")]
    NotUnderstood {
        /// The host.
        host: String,
        /// What was wrong.
        reason: String,
    },
    /// The service answered with a problem document.
    #[error("status {}: {}", .0.status, .0.title)]
    Problem(Box<Problem>),
    /// Nobody is signed in, or the session ended.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Signing in: the issuer is not the one that the service names, or a token is foreign, expired or forged.
    #[error("the sign-in answer is not valid: {reason}")]
    SignInInvalid {
        /// Which check failed.
        reason: String,
    },
    /// The answer came from another issuer than the one asked (RFC 9207).
    #[error("the sign-in answer came from another issuer")]
    WrongIssuer {
        /// The issuer asked.
        expected: String,
    },
    /// The person or the issuer said no.
    #[error("sign-in refused: {reason}")]
    SignInDenied {
        /// The issuer's code.
        reason: String,
    },
    /// The browser never came back.
    #[error("the browser did not come back in time")]
    BrowserTimeout,
    /// The code was not used in time.
    #[error("the code was not used in time")]
    DeviceExpired,
    /// The issuer offers no sign-in by code.
    #[error("the issuer offers no device sign-in")]
    DeviceUnsupported,
    /// The loopback listener could not be opened.
    #[error("cannot listen on 127.0.0.1: {reason}")]
    CannotListen {
        /// What the system said.
        reason: String,
    },
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A newer attempt replaced this one.
    #[error("a newer attempt replaced this one")]
    Superseded,
    /// There is no password store on this computer.
    #[error("no password store: {reason}")]
    NoKeychain {
        /// What the system said.
        reason: String,
    },
    /// The password store is locked.
    #[error("the password store is locked: {reason}")]
    KeychainLocked {
        /// What the system said.
        reason: String,
    },
    /// The password store does not answer.
    #[error("the password store did not answer within {seconds} s")]
    KeychainTimeout {
        /// How long we waited.
        seconds: u64,
    },
    /// The folder or a file in it cannot be written.
    #[error("{path}: cannot write: {reason}")]
    CannotWrite {
        /// Where.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// A file cannot be read.
    #[error("{path}: cannot read: {reason}")]
    CannotRead {
        /// Where.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// There is no place for our files: neither a home folder nor `DOMICILE_HOME`.
    #[error("no data folder: neither a home folder nor DOMICILE_HOME")]
    NoHome,
    /// The settings file does not say what settings can say. It is left as it is.
    #[error("{path}: broken settings: {reason}")]
    SettingsBroken {
        /// Where.
        path: String,
        /// What and where in the file.
        reason: String,
    },
    /// The setting is set by the organisation or the environment.
    #[error("{key} is managed")]
    Managed {
        /// Which setting.
        key: &'static str,
    },
    /// The setting can be changed only while nobody is signed in.
    #[error("signed in: the service address stays")]
    SignedInAlready,
    /// Another process holds the session for too long.
    #[error("another process holds the session")]
    SessionBusy,
    /// The clipboard cannot be used.
    #[error("cannot copy: {reason}")]
    CannotCopy {
        /// What the system said.
        reason: String,
    },
    /// No program opens the link: no browser, no mail program.
    #[error("cannot open {what}: {reason}")]
    CannotOpen {
        /// What was to be opened, without personal data.
        what: &'static str,
        /// What the system said.
        reason: String,
    },
    /// The policy that came is not signed by a key that is trusted, or is for somebody else.
    #[error("the policy is refused: {reason}")]
    PolicyInvalid {
        /// Which check failed.
        reason: String,
    },
    /// The policy that came is older than what was accepted before.
    #[error("the policy is older than one accepted before")]
    PolicyRolledBack,
    /// The policy was saved, but does not read back.
    #[error("the saved policy does not read back: {reason}")]
    PolicyNotSaved {
        /// What was found instead.
        reason: String,
    },
    /// The clock of this computer contradicts a time that is known to have passed.
    #[error("the clock is wrong")]
    ClockSuspect,
    /// A mistake of ours.
    #[error("unexpected: {reason}")]
    Unexpected {
        /// What.
        reason: String,
    },
}

/// Code, kind and sentences of a cause.
pub(super) struct Card {
    pub(super) code: &'static str,
    pub(super) kind: K,
    pub(super) what: &'static str,
    pub(super) why: &'static str,
    pub(super) next: &'static [(Actor, &'static str)],
}

macro_rules! card {
    ($code:literal, $kind:ident, $what:literal, $why:literal $(, $who:ident $next:literal)*) => {
        Card { code: $code, kind: K::$kind, what: $what, why: $why, next: &[$((Actor::$who, $next)),*] }
    };
}

impl Cause {
    pub(super) fn card(&self) -> Card {
        use Cause as C;
        match self {
            C::NoService => card!("no_service", Local, "error-no-service-what", "error-no-service-why", You "error-no-service-do"),
            C::BadServiceUrl { .. } => {
                card!("bad_service_url", Local, "error-bad-service-url-what", "error-bad-service-url-why", You "error-bad-service-url-do")
            }
            C::NameNotFound { .. } => {
                card!("name_not_found", Offline, "error-unreachable-what", "error-name-not-found-why", You "error-check-network-do", It "error-name-not-found-do")
            }
            C::CannotConnect { .. } => {
                card!("cannot_connect", Offline, "error-unreachable-what", "error-cannot-connect-why", You "error-check-network-do")
            }
            C::Tls { .. } => card!("tls", Offline, "error-unreachable-what", "error-tls-why", It "error-tls-do"),
            C::Proxy { .. } => card!("proxy", Offline, "error-unreachable-what", "error-proxy-why", It "error-proxy-do"),
            C::Timeout { .. } => card!("timeout", Offline, "error-unreachable-what", "error-timeout-why", You "error-try-later-do"),
            C::Truncated { .. } => {
                card!("truncated", ServiceTrouble, "error-answer-unusable-what", "error-truncated-why", You "error-try-later-do")
            }
            C::Oversized { .. } => {
                card!("oversized", ServiceTrouble, "error-answer-unusable-what", "error-oversized-why", Support "error-tell-support-do")
            }
            C::ServerError { .. } => {
                card!("service_trouble", ServiceTrouble, "error-service-trouble-what", "error-service-trouble-why", You "error-try-later-do")
            }
            C::NotTheService { .. } => {
                card!("not_the_service", ServiceTrouble, "error-not-the-service-what", "error-not-the-service-why", You "error-not-the-service-do", It "error-check-address-do")
            }
            C::NotUnderstood { .. } => {
                card!("not_understood", Unexpected, "error-answer-unusable-what", "error-not-understood-why", Support "error-tell-support-do")
            }
            // A problem document speaks for itself; `Failure` never asks for its card.
            C::Problem(_) => card!("problem", Unexpected, "error-unexpected-what", "error-unexpected-why", Support "error-tell-support-do"),
            C::SignInNeeded => {
                card!("sign_in_needed", SignIn, "error-sign-in-needed-what", "error-sign-in-needed-why", You "error-sign-in-do")
            }
            C::SignInInvalid { .. } => {
                card!("sign_in_invalid", SignIn, "error-sign-in-failed-what", "error-sign-in-invalid-why", You "error-sign-in-clock-do", It "error-sign-in-it-do")
            }
            C::WrongIssuer { .. } => {
                card!("wrong_issuer", SignIn, "error-sign-in-failed-what", "error-wrong-issuer-why", It "error-wrong-issuer-do")
            }
            C::SignInDenied { .. } => {
                card!("sign_in_denied", SignIn, "error-sign-in-failed-what", "error-sign-in-denied-why", You "error-sign-in-do", It "error-sign-in-it-do")
            }
            C::BrowserTimeout => {
                card!("browser_timeout", TimedOut, "error-sign-in-failed-what", "error-browser-timeout-why", You "error-sign-in-do", You "error-use-code-do")
            }
            C::DeviceExpired => {
                card!("device_expired", TimedOut, "error-sign-in-failed-what", "error-device-expired-why", You "error-sign-in-do")
            }
            C::DeviceUnsupported => {
                card!("device_unsupported", Refused, "error-sign-in-failed-what", "error-device-unsupported-why", You "error-use-browser-do")
            }
            C::CannotListen { .. } => {
                card!("cannot_listen", Local, "error-sign-in-failed-what", "error-cannot-listen-why", You "error-use-code-do")
            }
            C::Cancelled => card!("cancelled", Cancelled, "error-cancelled-what", "error-cancelled-why"),
            C::Superseded => card!("superseded", Cancelled, "error-superseded-what", "error-superseded-why"),
            C::NoKeychain { .. } => {
                card!("no_keychain", Local, "error-session-only-what", "error-no-keychain-why", You "error-no-keychain-do")
            }
            C::KeychainLocked { .. } => {
                card!("keychain_locked", Local, "error-session-only-what", "error-keychain-locked-why", You "error-keychain-locked-do")
            }
            C::KeychainTimeout { .. } => {
                card!("keychain_timeout", Local, "error-session-only-what", "error-keychain-timeout-why", You "error-keychain-locked-do")
            }
            C::CannotWrite { .. } => {
                card!("cannot_write", Local, "error-cannot-write-what", "error-cannot-write-why", You "error-cannot-write-do")
            }
            C::CannotRead { .. } => {
                card!("cannot_read", Local, "error-cannot-read-what", "error-cannot-read-why", You "error-cannot-read-do")
            }
            C::NoHome => card!("no_home", Local, "error-no-home-what", "error-no-home-why", You "error-no-home-do"),
            C::SettingsBroken { .. } => {
                card!("settings_broken", Local, "error-settings-broken-what", "error-settings-broken-why", You "error-settings-broken-do")
            }
            C::Managed { .. } => card!("managed", Refused, "error-managed-what", "error-managed-why", It "error-managed-do"),
            C::SignedInAlready => card!("signed_in", Conflict, "error-signed-in-what", "error-signed-in-why", You "error-signed-in-do"),
            C::SessionBusy => card!("session_busy", Local, "error-session-busy-what", "error-session-busy-why", You "error-try-later-do"),
            C::CannotCopy { .. } => {
                card!("cannot_copy", Local, "error-cannot-copy-what", "error-cannot-copy-why", You "error-cannot-copy-do")
            }
            C::CannotOpen { .. } => {
                card!("cannot_open", Local, "error-cannot-open-what", "error-cannot-open-why", You "error-cannot-open-do")
            }
            C::PolicyInvalid { .. } => {
                card!("signature_invalid", Unexpected, "error-policy-refused-what", "error-signature-invalid-why", Support "error-tell-support-do")
            }
            C::PolicyRolledBack => {
                card!("rolled_back", Local, "error-policy-refused-what", "error-rolled-back-why", Support "error-tell-support-do")
            }
            C::PolicyNotSaved { .. } => {
                card!("cannot_write", Local, "error-cannot-write-what", "error-not-saved-why", You "error-try-later-do")
            }
            C::ClockSuspect => card!("clock_suspect", Local, "error-clock-what", "error-clock-why", You "error-clock-do"),
            C::Unexpected { .. } => {
                card!("unexpected", Unexpected, "error-unexpected-what", "error-unexpected-why", Support "error-tell-support-do")
            }
        }
    }

    /// The arguments that all sentences of the cause may use.
    pub(super) fn args(&self) -> Vec<(&'static str, String)> {
        use Cause as C;
        match self {
            C::BadServiceUrl { url, reason } => vec![("url", url.clone()), ("reason", reason.clone())],
            C::NameNotFound { host } | C::Timeout { host } => vec![("host", host.clone())],
            C::CannotConnect { host, reason }
            | C::Tls { host, reason }
            | C::Proxy { host, reason }
            | C::Truncated { host, reason }
            | C::NotTheService { host, reason }
            | C::NotUnderstood { host, reason } => vec![("host", host.clone()), ("reason", reason.clone())],
            C::Oversized { host, .. } => vec![("host", host.clone())],
            C::ServerError { host, status } => vec![("host", host.clone()), ("status", status.to_string())],
            C::SignInInvalid { reason }
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
            C::CannotWrite { path, reason } | C::CannotRead { path, reason } | C::SettingsBroken { path, reason } => {
                vec![("path", path.clone()), ("reason", reason.clone())]
            }
            C::Managed { key } => vec![("key", (*key).to_owned())],
            C::NoService
            | C::Problem(_)
            | C::SignInNeeded
            | C::BrowserTimeout
            | C::DeviceExpired
            | C::DeviceUnsupported
            | C::Cancelled
            | C::Superseded
            | C::NoHome
            | C::SignedInAlready
            | C::PolicyRolledBack
            | C::ClockSuspect
            | C::SessionBusy => vec![],
        }
    }
}
