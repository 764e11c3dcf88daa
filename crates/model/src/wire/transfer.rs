//! Offers to take somebody over: as the account that made them sees them, and as the person does.

use super::delivery::Delivery;
use super::lenient;
use super::person::Person;
use super::removal::RemovalRequest;
use super::word::Word;
use crate::account::AccountRef;
use crate::country::CountryCode;
use crate::id::TransferId;
use crate::person::Role;
use crate::transfer::TransferState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An offer as the account that made it sees it. The person is known to it by the address that was typed, and by nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// Opaque id.
    pub id: TransferId,
    /// The address as it was typed.
    pub email: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = TransferState))]
    pub state: Word<TransferState>,
    /// The administrator who made it.
    pub offered_by: Person,
    /// Roles that come with it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Entitlement country that comes with it; `null`: the rule decides.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub country: Option<CountryCode>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub offered: Timestamp,
    /// When it ends by itself. An accepted one lives as long as its request.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
    /// When it ended.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
    /// What became of the letter that says so.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
}

impl Transfer {
    /// Whether something may still come of it. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), TransferState::is_open)
    }
}

/// The body of `POST /v1/accounts/{account}/transfers` and of `POST …/invitations`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferTo {
    /// The address.
    pub email: String,
    /// Roles that come with it.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Entitlement country that comes with it; absent: the rule decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// An offer as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// Opaque id.
    pub id: TransferId,
    /// The account that offers.
    pub account: AccountRef,
    /// `offered` or `accepted`: those that ended are not listed, but for one that ended after it was accepted.
    #[cfg_attr(feature = "openapi", schema(value_type = TransferState))]
    pub state: Word<TransferState>,
    /// Roles that come with it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Entitlement country that comes with it; `null`: the rule decides.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub country: Option<CountryCode>,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub offered: Timestamp,
    /// When it ends.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
}

/// The answer to accepting an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AcceptedOffer {
    /// The offer: `accepted` while the old account has to let go, `completed` where there was none to ask.
    pub offer: Offer,
    /// The removal request that was filed with the old account.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub request: Option<RemovalRequest>,
}

/// The answer to accepting an invitation, and to leaving: the account that was joined or left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Moved {
    /// The account.
    pub account: AccountRef,
}
