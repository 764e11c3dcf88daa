//! Every letter that the service sends: who gets it and what it says. The words are in `mail.ftl`; here are the facts that `render.rs`
//! fills in. When a letter is sent is the use cases' business, how it travels the sender's.
//!
//! A letter to somebody who may still read the mail of an old company never names the organisation that wants them: the app does.

use domicile_model::person_request::RequestedChange;
use jiff::Timestamp;

/// A letter with its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter<'a> {
    /// To administrators: somebody asks to be removed.
    RequestReceived {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// Their reason.
        reason: Option<&'a str>,
        /// Their note.
        note: Option<&'a str>,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To the company's IT: somebody asks to be removed who is provisioned from the company's directory.
    RequestForIt {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// Their reason.
        reason: Option<&'a str>,
        /// Their note.
        note: Option<&'a str>,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To administrators, after 3 and 7 days: nobody has answered.
    RequestReminder {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// When they asked.
        submitted: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To the company's IT, after 3 and 7 days.
    RequestReminderForIt {
        /// Who asks: their name.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// When they asked.
        submitted: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// An administrator said no.
    RequestDeclined {
        /// The account's name.
        account: &'a str,
        /// The administrator's name.
        by: &'a str,
        /// Their reason, which is quoted.
        reason: &'a str,
    },
    /// Removed, as asked.
    RequestFulfilled {
        /// The account's name.
        account: &'a str,
    },
    /// Nobody answered.
    RequestExpired {
        /// The account's name.
        account: &'a str,
        /// Whether the next one goes to support.
        support_next: bool,
    },
    /// To administrators: somebody asks to be added, to be unlocked, for a country or for a role.
    PersonRequestReceived {
        /// Who asks: their name, or their address where the account knows no more.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// What they ask for.
        asked: RequestedChange,
        /// Their note.
        note: Option<&'a str>,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// To administrators, after 3 and 7 days: nobody has answered.
    PersonRequestReminder {
        /// Who asks: their name, or their address where the account knows no more.
        person: &'a str,
        /// Their address.
        email: &'a str,
        /// The account's name.
        account: &'a str,
        /// What they ask for.
        asked: RequestedChange,
        /// When they asked.
        submitted: Timestamp,
        /// When the request ends unanswered.
        expires: Timestamp,
    },
    /// An administrator did what was asked.
    PersonRequestFulfilled {
        /// The account's name.
        account: &'a str,
        /// What was asked for.
        asked: RequestedChange,
    },
    /// An administrator said no.
    PersonRequestDeclined {
        /// The account's name.
        account: &'a str,
        /// What was asked for.
        asked: RequestedChange,
        /// The administrator's name.
        by: &'a str,
        /// Their reason, which is quoted.
        reason: &'a str,
    },
    /// Nobody answered.
    PersonRequestExpired {
        /// The account's name.
        account: &'a str,
        /// What was asked for.
        asked: RequestedChange,
    },
    /// Added, as asked; to which account is shown in the app.
    JoinRequestFulfilled,
    /// The account does not add the person; which one, and why, is shown in the app.
    JoinRequestDeclined,
    /// The account did not answer; which one is shown in the app.
    JoinRequestExpired,
    /// An account offers to take the person over; which one is shown in the app.
    OfferWaits {
        /// When the offer ends.
        expires: Timestamp,
    },
    /// The account took the offer back that the person had accepted.
    OfferRevoked,
    /// Support made the person an administrator of their account.
    NamedAdministrator {
        /// The account's name.
        account: &'a str,
    },
    /// Released, but the accepted offer did not hold any more.
    OfferNoLongerValid,
    /// Released and added by an accepted offer.
    TransferCompleted,
    /// A new user was created: how to sign in. To a new address, so the account is named.
    SignInInvitation {
        /// The account's name.
        account: &'a str,
        /// The single-use link.
        link: &'a str,
        /// The same as a code to give the app, where the sign-in goes by another address.
        code: &'a str,
        /// When the link ends.
        expires: Timestamp,
    },
    /// Invited to join an account; which one is shown in the app.
    JoinInvitation {
        /// When the invitation ends.
        expires: Timestamp,
    },
    /// Added without having been asked; to which account is shown in the app.
    Added {
        /// Until when the person may leave alone.
        until: Timestamp,
    },
    /// Removed without having asked.
    Removed {
        /// The account's name.
        account: &'a str,
    },
    /// Filing a request was a sensitive step.
    ConfirmFiled {
        /// The account's name.
        account: &'a str,
        /// “This wasn't me”.
        link: &'a str,
    },
    /// Accepting an offer was a sensitive step.
    ConfirmAccepted {
        /// “This wasn't me”.
        link: &'a str,
    },
    /// Leaving alone was a sensitive step.
    ConfirmLeft {
        /// “This wasn't me”.
        link: &'a str,
    },
    /// To administrators: somebody with an address of the account's domain waits.
    ApprovalWaits {
        /// The account's name.
        account: &'a str,
        /// The address that signed in; never the name.
        email: &'a str,
    },
    /// To administrators: somebody would like to take a product along.
    CheckOutAsked {
        /// Who asks: their name.
        person: &'a str,
        /// Which it is.
        check_out: CheckOutFacts<'a>,
        /// For how many days.
        days: u16,
    },
    /// An administrator allowed it.
    CheckOutAllowed {
        /// Which it is.
        check_out: CheckOutFacts<'a>,
        /// Until when it counts.
        until: Timestamp,
    },
    /// An administrator said no.
    CheckOutDeclined {
        /// Which it is.
        check_out: CheckOutFacts<'a>,
        /// The administrator's name.
        by: &'a str,
        /// Their reason, which is quoted.
        reason: &'a str,
    },
    /// An administrator ended it before its time.
    CheckOutEnded {
        /// Which it is.
        check_out: CheckOutFacts<'a>,
    },
    /// Support answered a case.
    CaseAnswered {
        /// The case's number.
        number: &'a str,
        /// The answer, which is quoted.
        answer: &'a str,
    },
}

/// What every letter about a check-out says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckOutFacts<'a> {
    /// The account's name.
    pub account: &'a str,
    /// The product's name.
    pub product: &'a str,
    /// What the machine is called.
    pub machine: &'a str,
}

impl Letter<'_> {
    /// Whether it is a safeguard: it says that a sensitive step was taken in the person's name, and how to take it back. Whoever takes the step
    /// must not be able to use up the letters that would tell of it; the steps have limits of their own.
    pub(crate) fn is_safeguard(&self) -> bool {
        matches!(self, Self::ConfirmFiled { .. } | Self::ConfirmAccepted { .. } | Self::ConfirmLeft { .. })
    }

    /// Its stable name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::RequestReceived { .. } => "request_received",
            Self::RequestForIt { .. } => "request_for_it",
            Self::RequestReminder { .. } => "request_reminder",
            Self::RequestReminderForIt { .. } => "request_reminder_for_it",
            Self::RequestDeclined { .. } => "request_declined",
            Self::RequestFulfilled { .. } => "request_fulfilled",
            Self::RequestExpired { .. } => "request_expired",
            Self::PersonRequestReceived { .. } => "person_request_received",
            Self::PersonRequestReminder { .. } => "person_request_reminder",
            Self::PersonRequestFulfilled { .. } => "person_request_fulfilled",
            Self::PersonRequestDeclined { .. } => "person_request_declined",
            Self::PersonRequestExpired { .. } => "person_request_expired",
            Self::JoinRequestFulfilled => "join_request_fulfilled",
            Self::JoinRequestDeclined => "join_request_declined",
            Self::JoinRequestExpired => "join_request_expired",
            Self::OfferWaits { .. } => "offer_waits",
            Self::OfferRevoked => "offer_revoked",
            Self::NamedAdministrator { .. } => "named_administrator",
            Self::OfferNoLongerValid => "offer_no_longer_valid",
            Self::TransferCompleted => "transfer_completed",
            Self::SignInInvitation { .. } => "sign_in_invitation",
            Self::JoinInvitation { .. } => "join_invitation",
            Self::Added { .. } => "added",
            Self::Removed { .. } => "removed",
            Self::ConfirmFiled { .. } => "confirm_filed",
            Self::ConfirmAccepted { .. } => "confirm_accepted",
            Self::ConfirmLeft { .. } => "confirm_left",
            Self::ApprovalWaits { .. } => "approval_waits",
            Self::CheckOutAsked { .. } => "check_out_asked",
            Self::CheckOutAllowed { .. } => "check_out_allowed",
            Self::CheckOutDeclined { .. } => "check_out_declined",
            Self::CheckOutEnded { .. } => "check_out_ended",
            Self::CaseAnswered { .. } => "case_answered",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use domicile_model::country::CountryCode;
    use domicile_model::person::Role;

    pub(crate) const WHEN: &str = "2026-03-18T10:00:00Z";

    /// One letter of each kind, with what must be seen in it and what must not.
    pub(crate) fn every() -> Vec<Letter<'static>> {
        let when: Timestamp = WHEN.parse().unwrap();
        let (person, email, account, link) =
            ("Ana Costa", "ana.costa@oldbridge.example.com", "Old Bridge Ltd", "https://directory.example.com/not-me/x");
        let (reason, note) = (Some("I start elsewhere."), None);
        let country = RequestedChange::Country(CountryCode::parse("FR").unwrap());
        let check_out = CheckOutFacts { account, product: "Bridge Modeler", machine: "Laptop" };
        vec![
            Letter::RequestReceived { person, email, account, reason, note, expires: when },
            Letter::RequestForIt { person, email, account, reason, note, expires: when },
            Letter::RequestReminder { person, email, account, submitted: when, expires: when },
            Letter::RequestReminderForIt { person, email, account, submitted: when, expires: when },
            Letter::RequestDeclined { account, by: "Maria Silva", reason: "Not yet." },
            Letter::RequestFulfilled { account },
            Letter::RequestExpired { account, support_next: false },
            Letter::RequestExpired { account, support_next: true },
            Letter::PersonRequestReceived {
                person: email,
                email,
                account,
                asked: RequestedChange::Add,
                note: Some("I start on Monday."),
                expires: when,
            },
            Letter::PersonRequestReceived { person, email, account, asked: RequestedChange::Unlock, note, expires: when },
            Letter::PersonRequestReminder {
                person,
                email,
                account,
                asked: RequestedChange::Role(Role::Download),
                submitted: when,
                expires: when,
            },
            Letter::PersonRequestFulfilled { account, asked: country },
            Letter::PersonRequestDeclined { account, asked: country, by: "Maria Silva", reason: "Not yet." },
            Letter::PersonRequestExpired { account, asked: RequestedChange::Unlock },
            Letter::JoinRequestFulfilled,
            Letter::JoinRequestDeclined,
            Letter::JoinRequestExpired,
            Letter::OfferWaits { expires: when },
            Letter::OfferNoLongerValid,
            Letter::OfferRevoked,
            Letter::NamedAdministrator { account },
            Letter::TransferCompleted,
            Letter::SignInInvitation { account, link, code: "id.token", expires: when },
            Letter::JoinInvitation { expires: when },
            Letter::Added { until: when },
            Letter::Removed { account },
            Letter::ConfirmFiled { account, link },
            Letter::ConfirmAccepted { link },
            Letter::ConfirmLeft { link },
            Letter::ApprovalWaits { account, email },
            Letter::CheckOutAsked { person, check_out, days: 14 },
            Letter::CheckOutAllowed { check_out, until: when },
            Letter::CheckOutDeclined { check_out, by: "Maria Silva", reason: "Not yet." },
            Letter::CheckOutEnded { check_out },
            Letter::CaseAnswered { number: "SR-ABCDEFGH", answer: "Done." },
        ]
    }
}
