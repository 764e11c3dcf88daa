//! Who answered. Decided by the cause, once, for exit codes, headlines and whatever else follows from it: what something in between said
//! is no word of the service, and what the issuer cannot do is not the service's fault.

use super::Cause;

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responder {
    /// The service, in a way that can be read.
    Service,
    /// The service, as far as can be told, in a way that this version cannot read.
    ServiceUnread,
    /// The issuer, where people sign in.
    Issuer,
    /// Something in between: a sign-in page of a network.
    Between,
    /// Nobody: there is no way there, or none back.
    Nobody,
    /// Nobody was asked: it is an affair of this computer.
    Here,
}

impl Cause {
    /// Who answered.
    pub fn responder(&self) -> Responder {
        use Cause as C;
        match self {
            C::Problem(_) | C::ServerError { .. } => Responder::Service,
            C::NotUnderstood { .. } | C::Oversized { .. } => Responder::ServiceUnread,
            C::ClockAhead { .. }
            | C::RenewalNotConfirmed { .. }
            | C::IssuerTrouble { .. }
            | C::ProgramRefused { .. }
            | C::SignInDenied { .. }
            | C::SignInInvalid { .. }
            | C::WrongIssuer { .. } => Responder::Issuer,
            C::NotTheService { .. } => Responder::Between,
            C::NameNotFound { .. }
            | C::CannotConnect { .. }
            | C::Tls { .. }
            | C::Proxy { .. }
            | C::Timeout { .. }
            // Cut off on the way.
            | C::Truncated { .. } => Responder::Nobody,
            C::NoService
            | C::BadInvitationCode
            | C::BadServiceUrl { .. }
            | C::OtherAddress { .. }
            | C::SignInNeeded
            | C::RenewalCutOff
            | C::SomebodyElse { .. }
            | C::BrowserTimeout
            | C::DeviceExpired
            | C::DeviceUnsupported
            | C::CannotListen { .. }
            | C::Cancelled
            | C::Superseded
            | C::NoKeychain { .. }
            | C::KeychainLocked { .. }
            | C::KeychainTimeout { .. }
            | C::CannotWrite { .. }
            | C::CannotRead { .. }
            | C::NotYours { .. }
            | C::NoHome
            | C::SettingsBroken { .. }
            | C::Managed { .. }
            | C::SignedInAlready
            | C::SessionBusy
            | C::CannotCopy { .. }
            | C::CannotOpen { .. }
            | C::PolicyInvalid { .. }
            | C::PolicyRolledBack
            | C::PolicyNotSaved { .. }
            | C::ClockSuspect
            | C::FileTooLarge
            | C::FileNotOurs
            | C::FileDamaged
            | C::FileOfLaterVersion
            | C::FileOfAnotherService { .. }
            | C::FileOfAnotherPerson { .. }
            | C::FileOfAnotherMachine { .. }
            | C::PersonNotKnown
            | C::NotCheckedOut { .. }
            | C::Unexpected { .. } => Responder::Here,
        }
    }
}
