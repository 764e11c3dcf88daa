//! Every way in which a request can fail: its stable code, its status, who does what next. The sentences are in `service.ftl`; the JSON is
//! `domicile_model::wire::Problem`. A problem becomes an answer in
//! `http::problem_response`, where the request id is known.

use crate::store::{FailureClass, StoreError};
use crate::words;
use domicile_model::identifier::UnfitCharacter;
use domicile_model::text::changes_direction;
use domicile_model::wire::{Actor, NextStep, Problem as Wire};
use domicile_words::Language;
use std::collections::BTreeMap;
use std::time::Duration;

/// One line per code: name, stable code, status, who does each of the next steps (`problem-<code>-do-1`, `-do-2`).
macro_rules! codes {
    ($($name:ident, $code:literal, $status:literal, [$($who:ident),*];)*) => {
        /// What went wrong; stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Code { $($name),* }

        impl Code {
            /// Every code.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$name),*];

            /// The stable name.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The HTTP status.
            pub(crate) fn status(self) -> u16 {
                match self { $(Self::$name => $status),* }
            }

            /// Who does each of the next steps.
            fn steps(self) -> &'static [Actor] {
                match self { $(Self::$name => &[$(Actor::$who),*]),* }
            }
        }
    };
}

codes! {
    SignInNeeded, "sign_in_needed", 401, [You];
    TokenRefused, "token_refused", 401, [You];
    SignInAgain, "insufficient_user_authentication", 401, [You];
    IdentityNotLinked, "identity_not_linked", 403, [You, Support];
    InsufficientScope, "insufficient_scope", 403, [You, Support];
    ClientLacksScope, "client_lacks_scope", 403, [You];
    NotAnOperatorClient, "not_an_operator_client", 403, [You];
    NotAPerson, "not_a_person", 403, [You];
    LimitedView, "limited_view", 403, [You];
    NotAllowed, "not_allowed", 403, [Admin];
    NotFound, "not_found", 404, [You];
    MethodNotAllowed, "method_not_allowed", 405, [You];
    NotAffiliated, "not_affiliated", 409, [You];
    RequestAlreadyOpen, "request_already_open", 409, [You];
    RequestClosed, "request_closed", 409, [You];
    CannotResend, "cannot_resend", 409, [You];
    NothingToAsk, "nothing_to_ask", 409, [You];
    NotTheirsToGive, "not_theirs_to_give", 409, [You, Support];
    LastAdministrator, "last_administrator", 409, [You];
    InsufficientRank, "insufficient_rank", 403, [Admin];
    OnlyAccountAdmin, "only_account_admin", 403, [Admin];
    OwnRank, "own_rank", 403, [Admin];
    OwnGroups, "own_groups", 403, [Admin];
    NotYoursToLift, "not_yours_to_lift", 403, [Admin];
    AlreadyMember, "already_member", 409, [You];
    AffiliatedElsewhere, "affiliated_elsewhere", 409, [You];
    PendingApproval, "pending_approval", 409, [You];
    FederatedSignIn, "federated_sign_in", 409, [You];
    DirectoryManaged, "directory_managed", 409, [It];
    InvitationRequired, "invitation_required", 409, [You];
    ExistsUnaffiliated, "exists_unaffiliated", 409, [You];
    DomainOwnedElsewhere, "domain_owned_elsewhere", 409, [You];
    CanCreate, "can_create", 409, [You];
    LastFulfilmentContact, "last_fulfilment_contact", 409, [You];
    TooManyContacts, "too_many_contacts", 409, [You];
    GroupNameTaken, "group_name_taken", 409, [You];
    TooManyGroups, "too_many_groups", 409, [You];
    LicenceAssigned, "licence_assigned", 409, [You];
    TooManyLookUps, "too_many_lookups", 429, [You];
    TooManyCreated, "too_many_created", 429, [You];
    TooManyLetters, "too_many_letters", 429, [You];
    TooManyCheckOuts, "too_many_check_out_requests", 429, [You];
    TooManyReports, "too_many_machine_reports", 429, [You];
    LookAlikeAddress, "look_alike_address", 422, [You];
    NameRequired, "name_required", 422, [You];
    AdministratorsGroup, "administrators_group", 422, [You];
    ProductNotOwned, "product_not_owned", 422, [You];
    UnknownMember, "unknown_member", 422, [You];
    InvalidRecord, "invalid_record", 422, [You];
    RecordConflict, "record_conflict", 409, [You];
    InvalidDocument, "invalid_document", 422, [You];
    DocumentConflict, "document_conflict", 409, [You];
    DocumentLacksScope, "document_lacks_scope", 403, [You];
    DocumentTooLarge, "document_too_large", 413, [You];
    UnsupportedDocument, "unsupported_document", 415, [You];
    ImportRunning, "import_running", 409, [You];
    ImportEndsTooMuch, "import_ends_too_much", 409, [You];
    ImportOvertaken, "import_overtaken", 409, [You];
    ImportDiskFull, "import_disk_full", 503, [You, Support];
    PreconditionFailed, "precondition_failed", 412, [You];
    ReportTooLarge, "machine_report_too_large", 422, [You];
    OfferClosed, "offer_closed", 409, [You];
    OfferAlreadyOpen, "offer_already_open", 409, [You];
    OfferAlreadyAccepted, "offer_already_accepted", 409, [You];
    OfferNoLongerValid, "offer_no_longer_valid", 409, [You];
    FederatedAccount, "federated_account", 409, [It];
    InvitationClosed, "invitation_closed", 409, [You];
    InvitationAlreadyOpen, "invitation_already_open", 409, [You];
    InvitationNoLongerValid, "invitation_no_longer_valid", 409, [You];
    InvitationUnknown, "invitation_unknown", 404, [You, Admin];
    AlreadyAffiliated, "already_affiliated", 409, [You];
    IdentityInUse, "identity_in_use", 409, [You, Support];
    CannotLeaveAlone, "cannot_leave_alone", 409, [You];
    CannotUndo, "cannot_undo", 409, [Admin];
    CannotPromise, "cannot_promise", 403, [Admin];
    SentJustNow, "sent_just_now", 429, [You];
    BadAddress, "bad_address", 422, [You];
    RemovalBlocked, "removal_blocked", 409, [You];
    CheckOutNotEntitled, "check_out_not_entitled", 409, [You];
    CheckOutOpen, "check_out_open", 409, [You];
    CheckOutClosed, "check_out_closed", 409, [You];
    CheckOutTooMany, "check_out_too_many", 409, [You];
    CheckOutDays, "check_out_days", 422, [You];
    TooManyFilings, "too_many_filings", 429, [You];
    TooManyStreams, "too_many_streams", 429, [You];
    TooManyServiceRequests, "too_many_service_requests", 429, [You];
    TooManyRequests, "too_many_requests", 429, [You];
    BodyTooSlow, "body_too_slow", 408, [You];
    BadRequest, "bad_request", 400, [You];
    BadJson, "bad_json", 400, [You];
    MachineRequired, "machine_required", 400, [You];
    InvalidBody, "invalid_body", 422, [You];
    TextTooLong, "text_too_long", 422, [You];
    ReasonRequired, "reason_required", 422, [You];
    TextRequired, "text_required", 422, [You];
    UnknownRecipient, "unknown_recipient", 422, [You];
    UnknownCountry, "unknown_country", 422, [You];
    UnknownLanguage, "unknown_language", 422, [You];
    KeyReused, "idempotency_key_reused", 422, [You];
    TooLarge, "too_large", 413, [You];
    UnsupportedMediaType, "unsupported_media_type", 415, [You];
    IssuerUnreachable, "issuer_unreachable", 503, [You];
    KeyNotLookedUp, "token_key_not_looked_up", 503, [You];
    Busy, "busy", 503, [You];
    DatabaseUnavailable, "database_unavailable", 503, [You, Support];
    DatabaseReadOnly, "database_read_only", 503, [You, Support];
    DatabaseFull, "database_full", 503, [You, Support];
    Overloaded, "overloaded", 503, [You];
    ClockBehind, "service_clock_behind", 503, [You, Support];
    ClockAhead, "service_clock_ahead", 503, [You, Support];
    NoPolicyKey, "no_policy_key", 503, [You, Support];
    TimedOut, "timed_out", 503, [You];
    Internal, "internal", 500, [You, Support];
}

/// A failed request.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<Details>);

/// What stands for an argument of the sentences: only whoever renders the answer knows its language.
#[derive(Debug, Clone)]
enum ArgValue {
    Text(String),
    /// Ids of messages, one after the other. Each may name the arguments that were given before.
    Messages(Vec<String>),
    /// A character that cannot be shown, by its code and its name.
    Character(UnfitCharacter),
}

impl ArgValue {
    fn text(&self, language: Language, before: &[(&'static str, String)]) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Messages(ids) => {
                let sentences = ids.iter().map(|id| words::say(language, id, before).unwrap_or_else(|| id.clone()));
                sentences.collect::<Vec<_>>().join("; ")
            }
            Self::Character(it) => match character_name(*it).and_then(|id| words::say(language, id, &[])) {
                Some(name) => format!("{it} {name}"),
                None => it.to_string(),
            },
        }
    }
}

/// The message with the name of a character that people paste without knowing; others have their code only.
fn character_name(it: UnfitCharacter) -> Option<&'static str> {
    Some(match it.0 {
        '\u{20}' => "character-space",
        '\u{a0}' => "character-no-break-space",
        '\u{ad}' => "character-soft-hyphen",
        '\u{200b}' => "character-zero-width-space",
        '\u{200c}' => "character-zero-width-non-joiner",
        '\u{200d}' => "character-zero-width-joiner",
        '\u{2060}' => "character-word-joiner",
        '\u{feff}' => "character-byte-order-mark",
        it if changes_direction(it) => "character-direction",
        it if it.is_control() => "character-control",
        _ => return None,
    })
}

/// Everything about a problem, on its way to whoever renders it.
#[derive(Debug, Clone)]
pub(crate) struct Details {
    code: Code,
    /// Where several codes share their sentences (the ways in which a token is refused).
    code_name: &'static str,
    args: Vec<(&'static str, ArgValue)>,
    extensions: BTreeMap<String, serde_json::Value>,
    /// Nothing was written, and another connection may fare better: worth one more attempt at once.
    may_succeed_at_once: bool,
    /// How many seconds to wait.
    pub(crate) retry_after: Option<i64>,
    /// How to sign in: the value of `WWW-Authenticate`.
    pub(crate) challenge: Option<String>,
}

impl Problem {
    /// A problem of this kind.
    pub(crate) fn new(code: Code) -> Self {
        Self(Box::new(Details {
            code,
            code_name: code.as_str(),
            args: Vec::new(),
            extensions: BTreeMap::new(),
            may_succeed_at_once: false,
            retry_after: None,
            challenge: None,
        }))
    }

    /// Somebody was quicker: done again from the beginning, the whole transaction finds what they wrote.
    pub(crate) fn busy() -> Self {
        Self::new(Code::Busy).retry_after(1)
    }

    /// A part of the request (a parameter, a header) is not what it may be.
    pub(crate) fn bad_part(part: &'static str) -> Self {
        Self::new(Code::BadRequest).arg("part", part).extension("part", &part)
    }

    /// Somebody asks more than their share; so long until the next.
    pub(crate) fn too_many_requests(wait: Duration) -> Self {
        // Whole seconds, so that whoever waits so long does not come too early.
        let seconds = i64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(i64::MAX).max(1);
        Self::new(Code::TooManyRequests).arg("seconds", seconds).retry_after(seconds)
    }

    /// With a narrower code that shares the sentences.
    pub(crate) fn code_name(mut self, code_name: &'static str) -> Self {
        self.0.code_name = code_name;
        self
    }

    /// Gives the sentences an argument.
    pub(crate) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.args.push((name, ArgValue::Text(value.to_string())));
        self
    }

    /// Gives the sentences an argument of messages, in the language of the answer.
    pub(crate) fn arg_messages(mut self, name: &'static str, ids: Vec<String>) -> Self {
        self.0.args.push((name, ArgValue::Messages(ids)));
        self
    }

    /// Gives the sentences a character by its name.
    pub(crate) fn arg_character(mut self, name: &'static str, it: UnfitCharacter) -> Self {
        self.0.args.push((name, ArgValue::Character(it)));
        self
    }

    /// Adds a fact for machines.
    pub(crate) fn extension(mut self, name: &str, value: &impl serde::Serialize) -> Self {
        self.0.extensions.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }

    /// Says how to sign in.
    pub(crate) fn challenge(mut self, challenge: String) -> Self {
        self.0.challenge = Some(challenge);
        self
    }

    /// Asks to wait so many seconds.
    pub(crate) fn retry_after(mut self, seconds: i64) -> Self {
        self.0.retry_after = Some(seconds.max(1));
        self
    }

    /// Something broke here; the cause goes to the log, not to the reader.
    pub(crate) fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed inside");
        Self::new(Code::Internal)
    }

    /// Which it is.
    pub(crate) fn code(&self) -> Code {
        self.0.code
    }

    /// Whether doing the whole transaction again may help.
    pub(crate) fn is_busy(&self) -> bool {
        self.0.code == Code::Busy
    }

    /// Whether one more attempt at once, on another connection, may succeed.
    pub(crate) fn may_succeed_at_once(&self) -> bool {
        self.0.may_succeed_at_once
    }

    /// Whether it is not known if what was asked for was done.
    pub(crate) fn is_uncertain(&self) -> bool {
        self.0.code == Code::DatabaseUnavailable && !self.0.may_succeed_at_once
    }

    /// Everything about it.
    pub(crate) fn into_details(self) -> Details {
        *self.0
    }
}

impl Details {
    /// As [`Problem::may_succeed_at_once`].
    pub(crate) fn may_succeed_at_once(&self) -> bool {
        self.may_succeed_at_once
    }

    /// The stable code.
    pub(crate) fn code_name(&self) -> &'static str {
        self.code_name
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> u16 {
        self.code.status()
    }

    /// The problem in words, for the request with this id, in this language.
    pub(crate) fn to_wire(&self, request_id: &str, language: Language) -> Wire {
        let id = format!("problem-{}", self.code.as_str().replace('_', "-"));
        let mut args: Vec<(&'static str, String)> = Vec::with_capacity(self.args.len());
        for (name, it) in &self.args {
            args.push((*name, it.text(language, &args)));
        }
        let say = |suffix: &str| words::say(language, &format!("{id}{suffix}"), &args).unwrap_or_else(|| self.code_name.to_owned());
        let steps = self.code.steps().iter().enumerate();
        Wire {
            kind: format!("urn:domicile:problem:{}", self.code_name),
            title: say(""),
            status: self.status(),
            detail: say("-why"),
            code: self.code_name.to_owned(),
            request_id: request_id.to_owned(),
            next: steps.map(|(i, who)| NextStep { who: (*who).into(), text: say(&format!("-do-{}", i + 1)), url: None }).collect(),
            extensions: self.extensions.clone(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let (code, wait) = match error.class() {
            FailureClass::Conflict => return Self::new(Code::Busy).retry_after(2),
            FailureClass::Fault => return Self::internal(&error),
            FailureClass::Unavailable => (Code::DatabaseUnavailable, 5),
            FailureClass::ReadOnly => (Code::DatabaseReadOnly, 10),
            FailureClass::Full => (Code::DatabaseFull, 30),
        };
        // That writing fails is an error in the log already (`store::health`), once.
        tracing::info!(%error, "a request failed for want of the database");
        let mut problem = Self::new(code).retry_after(wait);
        // Somebody who has waited for a connection in vain has waited long enough, and no other connection makes room on a disk.
        problem.0.may_succeed_at_once = error.wrote_nothing()
            && code != Code::DatabaseFull
            && !matches!(error, StoreError::NoAnswer(_) | StoreError::WriteFailed { .. });
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_sentences() {
        for (code, language) in Code::ALL.iter().flat_map(|code| Language::ALL.iter().map(move |it| (code, *it))) {
            let said = |id: &str| words::say(language, id, &[]);
            let id = format!("problem-{}", code.as_str().replace('_', "-"));
            let title = said(&id).unwrap_or_else(|| panic!("{id} is missing"));
            assert!(title.chars().count() <= 60, "{id} is longer than 60 characters in {language:?}");
            assert!(said(&format!("{id}-why")).is_some(), "{id}-why is missing");
            for step in 1..=code.steps().len() {
                assert!(said(&format!("{id}-do-{step}")).is_some(), "{id}-do-{step} is missing");
            }
            assert!(said(&format!("{id}-do-{}", code.steps().len() + 1)).is_none(), "{id} has a step too many");
        }
    }
}
