//! Check-outs: as the person who asked sees them, and as the administrators of their account do.

use super::account::ProductRef;
use super::delivery::Delivery;
use super::lenient;
use super::person::Person;
use super::word::Word;
use crate::account::AccountRef;
use crate::check_out::CheckOutState;
use crate::id::CheckOutId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The machine of a check-out: a claim of who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CheckOutMachine {
    /// The machine's id, a hash, as in the header `Domicile-Machine`.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// The body of `POST /v1/me/check-outs`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskCheckOut {
    /// The product's id.
    pub product: String,
    /// The machine that it is for: this one, or one without a network.
    pub machine: CheckOutMachine,
    /// For how many days, 1 to 30.
    pub days: u16,
}

/// A check-out as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MyCheckOut {
    /// Opaque id; `jti` of the document.
    pub id: CheckOutId,
    /// The account whose administrators answer.
    pub account: AccountRef,
    /// The product.
    pub product: ProductRef,
    /// The machine that it is for.
    pub machine: CheckOutMachine,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = CheckOutState))]
    pub state: Word<CheckOutState>,
    /// For how many days: as asked, then as allowed.
    pub days: u16,
    /// When it was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub asked: Timestamp,
    /// When an administrator answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub answered: Option<Timestamp>,
    /// The name of who answered.
    pub answered_by: Option<String>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Until when an unanswered wish waits; once allowed, until when it counts.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
    /// When it ended, however.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
    /// The signed document, a compact JWS; only while it is `checked_out`.
    pub document: Option<String>,
    /// What became of the letter to whoever can answer.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
}

/// The answer of `GET /v1/me/check-outs`: those that are open, then the latest that ended, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MyCheckOuts {
    /// The check-outs.
    #[serde(deserialize_with = "lenient::rows")]
    pub items: Vec<MyCheckOut>,
}

/// A check-out as the administrators of the account see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CheckOut {
    /// Opaque id.
    pub id: CheckOutId,
    /// Whose it is.
    pub user: Person,
    /// The product.
    pub product: ProductRef,
    /// The machine that it is for.
    pub machine: CheckOutMachine,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = CheckOutState))]
    pub state: Word<CheckOutState>,
    /// For how many days: as asked, then as allowed.
    pub days: u16,
    /// When it was asked for.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub asked: Timestamp,
    /// When an administrator answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub answered: Option<Timestamp>,
    /// Who answered.
    pub answered_by: Option<Person>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Until when an unanswered wish waits; once allowed, until when it counts.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
    /// When it ended, however.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
}

impl MyCheckOut {
    /// Whether something may still come of it. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), CheckOutState::is_open)
    }
}

impl CheckOut {
    /// Whether something may still come of it. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), CheckOutState::is_open)
    }
}

/// The body of `POST …/check-outs/{id}/allow`; may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllowCheckOut {
    /// For how many days, 1 to 30; absent: as asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

/// The body of `POST …/check-outs/{id}/decline`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineCheckOut {
    /// What the person will read; at most 500 characters, not empty.
    pub reason: String,
}
