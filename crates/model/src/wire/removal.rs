//! Removal requests, as the person who files them and the administrators of their account see them.

use super::delivery::Delivery;
use super::lenient;
use super::person::Person;
use super::word::Word;
use crate::account::AccountRef;
use crate::id::{RemovalRequestId, UserId};
use crate::preflight::Blocker;
use crate::removal::{RemovalState, Route};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A removal request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RemovalRequest {
    /// Opaque id.
    pub id: RemovalRequestId,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = RemovalState))]
    pub state: Word<RemovalState>,
    /// Who can fulfil it.
    #[cfg_attr(feature = "openapi", schema(value_type = Route))]
    pub route: Word<Route>,
    /// The account to leave.
    pub account: AccountRef,
    /// Who asks.
    pub user: Person,
    /// The administrator who got the mail; `null` where all did, or where it went to IT or support.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub to: Option<Person>,
    /// Why the person wants to leave, in their words.
    pub reason: Option<String>,
    /// More words for whoever answers.
    pub note: Option<String>,
    /// When it was filed.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub submitted: Timestamp,
    /// When an administrator first opened it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub seen: Option<Timestamp>,
    /// When it was approved, fulfilled, declined, withdrawn or expired.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
    /// When it ends unanswered.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
    /// What stood in the way when it was approved.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Blocker>))]
    pub blockers: Vec<Word<Blocker>>,
    /// Why it was declined.
    pub decline_reason: Option<String>,
    /// The case at support, where the route is `support`.
    pub service_request: Option<String>,
    /// What became of the letter to whoever can answer.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
}

impl RemovalRequest {
    /// Whether it waits for somebody. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), RemovalState::is_open)
    }
}

/// The body of `POST /v1/me/removal-requests`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRemoval {
    /// Why, in the person's words; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// More words for whoever answers; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Which administrator gets the mail; all where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UserId>,
}

/// The body of `POST /v1/accounts/{account}/removal-requests/{id}/decline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineRemoval {
    /// What the person will read; at most 500 characters, not empty.
    pub reason: String,
}
