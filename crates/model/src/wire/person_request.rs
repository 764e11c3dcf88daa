//! Requests to be added, to be unlocked, for a country, for a role: as the person who files them and the administrators see them.

use super::delivery::Delivery;
use super::lenient;
use super::person::Person;
use super::word::Word;
use crate::account::AccountRef;
use crate::country::CountryCode;
use crate::id::{AccountId, PersonRequestId, UserId};
use crate::person::Role;
use crate::person_request::RequestKind;
use crate::removal::{RemovalState, Route};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A request of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PersonRequest {
    /// Opaque id.
    pub id: PersonRequestId,
    /// What is asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = RequestKind))]
    pub kind: Word<RequestKind>,
    /// Where it stands: the states of a removal request. `blocked` does not come up.
    #[cfg_attr(feature = "openapi", schema(value_type = RemovalState))]
    pub state: Word<RemovalState>,
    /// Who can answer: `administrator` or `support`.
    #[cfg_attr(feature = "openapi", schema(value_type = Route))]
    pub route: Word<Route>,
    /// The account that is asked.
    pub account: AccountRef,
    /// The address of whoever asks: for `add` the one by which the account knows them.
    pub email: String,
    /// Who asks; `null` as long as they do not belong to the account.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub user: Option<Person>,
    /// The country that is asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub country: Option<CountryCode>,
    /// The role that is asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Role>))]
    #[serde(default)]
    pub role: Option<Word<Role>>,
    /// The administrator who got the mail; `null` where all did, or where it went to support.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub to: Option<Person>,
    /// Words for whoever answers.
    pub note: Option<String>,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub submitted: Timestamp,
    /// When an administrator first opened it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub seen: Option<Timestamp>,
    /// When it was fulfilled, declined, withdrawn, or expired.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
    /// When it ends unanswered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
    /// The administrator who approved or declined it.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub answered_by: Option<Person>,
    /// Why it was declined.
    pub decline_reason: Option<String>,
    /// The case at support, where the route is `support`.
    pub service_request: Option<String>,
    /// What became of the letter to whoever can answer.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
}

impl PersonRequest {
    /// Whether it waits for somebody. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), RemovalState::is_open)
    }
}

/// The body of `POST /v1/me/requests`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FilePersonRequest {
    /// What is asked for.
    pub kind: RequestKind,
    /// For `add` alone: the account, one of `mayAskToJoin` of `GET /v1/me`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// For `country` alone: ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// For `role` alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Words for whoever answers; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Which administrator gets the mail; all who can answer where absent. Not for `add`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UserId>,
}

/// The body of `POST /v1/accounts/{account}/requests/{id}/decline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclinePersonRequest {
    /// What the person will read; at most 500 characters, not empty.
    pub reason: String,
}
