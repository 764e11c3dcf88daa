//! Every way in which a request can fail: its stable code, its status, who does what next. The sentences are in `service.ftl`; the JSON is
//! `domicile_model::wire::Problem`. A problem becomes an answer in `http::middleware`, which knows the request id.

use crate::store::StoreError;
use crate::words;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domicile_model::wire::{Actor, NextStep, Problem as Wire};
use domicile_words::Language;
use std::collections::BTreeMap;

/// One line per code: name, stable code, status, who does each of the next steps (`problem-<code>-do-1`, `-do-2`).
macro_rules! codes {
    ($($name:ident, $code:literal, $status:ident, [$($who:ident),*];)*) => {
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
            pub(crate) fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),* }
            }

            /// Who does each of the next steps.
            fn steps(self) -> &'static [Actor] {
                match self { $(Self::$name => &[$(Actor::$who),*]),* }
            }
        }
    };
}

codes! {
    SignInNeeded, "sign_in_needed", UNAUTHORIZED, [You];
    TokenRefused, "token_refused", UNAUTHORIZED, [You];
    SignInAgain, "insufficient_user_authentication", UNAUTHORIZED, [You];
    IdentityNotLinked, "identity_not_linked", FORBIDDEN, [You, Support];
    LimitedView, "limited_view", FORBIDDEN, [You];
    NotAllowed, "not_allowed", FORBIDDEN, [Admin];
    NotFound, "not_found", NOT_FOUND, [You];
    MethodNotAllowed, "method_not_allowed", METHOD_NOT_ALLOWED, [You];
    NotAffiliated, "not_affiliated", CONFLICT, [You];
    RequestAlreadyOpen, "request_already_open", CONFLICT, [You];
    RequestClosed, "request_closed", CONFLICT, [You];
    CannotResend, "cannot_resend", CONFLICT, [You];
    LastAdministrator, "last_administrator", CONFLICT, [You];
    InsufficientRank, "insufficient_rank", FORBIDDEN, [Admin];
    OnlyAccountAdmin, "only_account_admin", FORBIDDEN, [Admin];
    OwnRank, "own_rank", FORBIDDEN, [Admin];
    OwnGroups, "own_groups", FORBIDDEN, [Admin];
    NotYoursToLift, "not_yours_to_lift", FORBIDDEN, [Admin];
    AlreadyMember, "already_member", CONFLICT, [You];
    AffiliatedElsewhere, "affiliated_elsewhere", CONFLICT, [You];
    PendingApproval, "pending_approval", CONFLICT, [You];
    FederatedSignIn, "federated_sign_in", CONFLICT, [You];
    DirectoryManaged, "directory_managed", CONFLICT, [It];
    InvitationRequired, "invitation_required", CONFLICT, [You];
    ExistsUnaffiliated, "exists_unaffiliated", CONFLICT, [You];
    DomainOwnedElsewhere, "domain_owned_elsewhere", CONFLICT, [You];
    CanCreate, "can_create", CONFLICT, [You];
    LastFulfilmentContact, "last_fulfilment_contact", CONFLICT, [You];
    TooManyContacts, "too_many_contacts", CONFLICT, [You];
    GroupNameTaken, "group_name_taken", CONFLICT, [You];
    TooManyGroups, "too_many_groups", CONFLICT, [You];
    LicenceAssigned, "licence_assigned", CONFLICT, [You];
    TooManyLookUps, "too_many_lookups", TOO_MANY_REQUESTS, [You];
    TooManyReports, "too_many_machine_reports", TOO_MANY_REQUESTS, [You];
    LookAlikeAddress, "look_alike_address", UNPROCESSABLE_ENTITY, [You];
    NameRequired, "name_required", UNPROCESSABLE_ENTITY, [You];
    AdministratorsGroup, "administrators_group", UNPROCESSABLE_ENTITY, [You];
    ProductNotOwned, "product_not_owned", UNPROCESSABLE_ENTITY, [You];
    UnknownMember, "unknown_member", UNPROCESSABLE_ENTITY, [You];
    ReportTooLarge, "machine_report_too_large", UNPROCESSABLE_ENTITY, [You];
    OfferClosed, "offer_closed", CONFLICT, [You];
    OfferAlreadyOpen, "offer_already_open", CONFLICT, [You];
    OfferAlreadyAccepted, "offer_already_accepted", CONFLICT, [You];
    OfferNoLongerValid, "offer_no_longer_valid", CONFLICT, [You];
    FederatedAccount, "federated_account", CONFLICT, [It];
    InvitationClosed, "invitation_closed", CONFLICT, [You];
    InvitationAlreadyOpen, "invitation_already_open", CONFLICT, [You];
    InvitationNoLongerValid, "invitation_no_longer_valid", CONFLICT, [You];
    InvitationUnknown, "invitation_unknown", NOT_FOUND, [You, Admin];
    AlreadyAffiliated, "already_affiliated", CONFLICT, [You];
    IdentityInUse, "identity_in_use", CONFLICT, [You, Support];
    CannotLeaveAlone, "cannot_leave_alone", CONFLICT, [You];
    CannotUndo, "cannot_undo", CONFLICT, [Admin];
    CannotPromise, "cannot_promise", FORBIDDEN, [Admin];
    SentJustNow, "sent_just_now", TOO_MANY_REQUESTS, [You];
    BadAddress, "bad_address", UNPROCESSABLE_ENTITY, [You];
    RemovalBlocked, "removal_blocked", CONFLICT, [You];
    CheckOutNotEntitled, "check_out_not_entitled", CONFLICT, [You];
    CheckOutOpen, "check_out_open", CONFLICT, [You];
    CheckOutClosed, "check_out_closed", CONFLICT, [You];
    CheckOutTooMany, "check_out_too_many", CONFLICT, [You];
    CheckOutDays, "check_out_days", UNPROCESSABLE_ENTITY, [You];
    TooManyFilings, "too_many_filings", TOO_MANY_REQUESTS, [You];
    TooManyStreams, "too_many_streams", TOO_MANY_REQUESTS, [You];
    TooManyServiceRequests, "too_many_service_requests", TOO_MANY_REQUESTS, [You];
    BadRequest, "bad_request", BAD_REQUEST, [You];
    BadJson, "bad_json", BAD_REQUEST, [You];
    MachineRequired, "machine_required", BAD_REQUEST, [You];
    InvalidBody, "invalid_body", UNPROCESSABLE_ENTITY, [You];
    TextTooLong, "text_too_long", UNPROCESSABLE_ENTITY, [You];
    ReasonRequired, "reason_required", UNPROCESSABLE_ENTITY, [You];
    TextRequired, "text_required", UNPROCESSABLE_ENTITY, [You];
    UnknownRecipient, "unknown_recipient", UNPROCESSABLE_ENTITY, [You];
    UnknownCountry, "unknown_country", UNPROCESSABLE_ENTITY, [You];
    UnknownLanguage, "unknown_language", UNPROCESSABLE_ENTITY, [You];
    KeyReused, "idempotency_key_reused", UNPROCESSABLE_ENTITY, [You];
    TooLarge, "too_large", PAYLOAD_TOO_LARGE, [You];
    UnsupportedMediaType, "unsupported_media_type", UNSUPPORTED_MEDIA_TYPE, [You];
    IssuerUnreachable, "issuer_unreachable", SERVICE_UNAVAILABLE, [You];
    Busy, "busy", SERVICE_UNAVAILABLE, [You];
    Overloaded, "overloaded", SERVICE_UNAVAILABLE, [You];
    ClockBehind, "service_clock_behind", SERVICE_UNAVAILABLE, [You, Support];
    NoPolicyKey, "no_policy_key", SERVICE_UNAVAILABLE, [You, Support];
    TimedOut, "timed_out", SERVICE_UNAVAILABLE, [You];
    Internal, "internal", INTERNAL_SERVER_ERROR, [You, Support];
}

/// A failed request.
#[derive(Debug)]
pub(crate) struct Problem(Box<Facts>);

/// What fills a blank: only whoever renders the answer knows its language.
#[derive(Debug, Clone)]
enum ArgValue {
    Text(String),
    /// Ids of messages, said one after the other.
    Said(Vec<String>),
}

impl ArgValue {
    fn text(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Said(ids) => {
                let said = ids.iter().map(|id| words::say(language, id, &[]).unwrap_or_else(|| id.clone()));
                said.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// A problem on its way to `http::middleware`, as a response extension.
#[derive(Debug, Clone)]
struct Facts {
    code: Code,
    /// Where several codes share their sentences (the ways in which a token is refused).
    code_name: &'static str,
    args: Vec<(&'static str, ArgValue)>,
    extensions: BTreeMap<String, serde_json::Value>,
    headers: HeaderMap,
    busy: bool,
}

impl Problem {
    /// A problem of this kind.
    pub(crate) fn new(code: Code) -> Self {
        Self(Box::new(Facts {
            code,
            code_name: code.as_str(),
            args: Vec::new(),
            extensions: BTreeMap::new(),
            headers: HeaderMap::new(),
            busy: code == Code::Busy,
        }))
    }

    /// With a narrower code that shares the sentences.
    pub(crate) fn code_name(mut self, code_name: &'static str) -> Self {
        self.0.code_name = code_name;
        self
    }

    /// Fills a blank of the sentences.
    pub(crate) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.args.push((name, ArgValue::Text(value.to_string())));
        self
    }

    /// Fills a blank with messages, in the language of the answer.
    pub(crate) fn arg_messages(mut self, name: &'static str, ids: Vec<String>) -> Self {
        self.0.args.push((name, ArgValue::Said(ids)));
        self
    }

    /// Adds a fact for machines.
    pub(crate) fn extension(mut self, name: &str, value: &impl serde::Serialize) -> Self {
        self.0.extensions.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
        self
    }

    /// Adds a header to the answer.
    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }

    /// Asks to wait so many seconds.
    pub(crate) fn retry_after(self, seconds: i64) -> Self {
        self.header(axum::http::header::RETRY_AFTER, HeaderValue::from(seconds.max(1)))
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
        self.0.busy
    }

    /// The problem of a failed answer, whoever it came from: one of ours, or a bare status of the framework. `None` for an answer that did not
    /// fail, and for a page that says itself what failed.
    pub(crate) fn of(answer: &mut Response) -> Option<Self> {
        if let Some(facts) = answer.extensions_mut().remove::<Facts>() {
            return Some(Self(Box::new(facts)));
        }
        let status = answer.status();
        let is_page = answer.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
        if is_page || (!status.is_client_error() && !status.is_server_error()) {
            return None;
        }
        let code = match status {
            StatusCode::NOT_FOUND => Code::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
            StatusCode::SERVICE_UNAVAILABLE => Code::TimedOut,
            it if it.is_client_error() => Code::BadRequest,
            _ => Code::Internal,
        };
        let mut problem = Self::new(code);
        if code == Code::TimedOut {
            // Whoever waited for a row that many want may well be served the next time.
            problem = problem.retry_after(5);
        }
        if let Some(allow) = answer.headers().get(axum::http::header::ALLOW) {
            problem = problem.header(axum::http::header::ALLOW, allow.clone());
        }
        Some(problem)
    }

    /// What it adds to the headers of its answer.
    pub(crate) fn into_headers(self) -> HeaderMap {
        self.0.headers
    }

    /// The answer, for the request with this id, in this language.
    pub(crate) fn render(self, request_id: &str, language: Language) -> Response {
        let facts = *self.0;
        let status = facts.code.status();
        let id = format!("problem-{}", facts.code.as_str().replace('_', "-"));
        let args: Vec<(&'static str, String)> = facts.args.iter().map(|(name, it)| (*name, it.text(language))).collect();
        let say = |suffix: &str| words::say(language, &format!("{id}{suffix}"), &args).unwrap_or_else(|| facts.code_name.to_owned());
        let steps = facts.code.steps().iter().enumerate();
        let body = Wire {
            kind: format!("urn:domicile:problem:{}", facts.code_name),
            title: say(""),
            status: status.as_u16(),
            detail: say("-why"),
            code: facts.code_name.to_owned(),
            request_id: request_id.to_owned(),
            next: steps.map(|(i, who)| NextStep { who: *who, text: say(&format!("-do-{}", i + 1)), url: None }).collect(),
            extensions: facts.extensions,
        };
        let json = serde_json::to_vec(&body).unwrap_or_default();
        let mut answer = (status, json).into_response();
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        answer.headers_mut().insert(axum::http::header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        answer.headers_mut().insert(axum::http::header::VARY, HeaderValue::from_static("Accept-Language"));
        answer.headers_mut().extend(facts.headers);
        answer
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error.is_busy() {
            let mut it = Self::new(Code::Busy).retry_after(2);
            it.0.busy = true;
            return it;
        }
        Self::internal(&error)
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut answer = self.0.code.status().into_response();
        answer.extensions_mut().insert(*self.0);
        answer
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
