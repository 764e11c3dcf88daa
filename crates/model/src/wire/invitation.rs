//! Invitations: as the account that sent them sees them, and as the person does.

use super::delivery::Delivery;
use super::lenient;
use super::person::Person;
use super::word::Word;
use crate::account::AccountRef;
use crate::country::CountryCode;
use crate::id::InvitationId;
use crate::invitation::InvitationState;
use crate::person::Role;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An invitation as the account that sent it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Opaque id.
    pub id: InvitationId,
    /// The address as it was typed.
    pub email: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = InvitationState))]
    pub state: Word<InvitationState>,
    /// The administrator who sent it.
    pub invited_by: Person,
    /// Roles that come with it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Entitlement country that comes with it; `null`: the rule decides.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub country: Option<CountryCode>,
    /// When it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub invited: Timestamp,
    /// When it ends by itself: 7 days after it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
    /// When it ended.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended: Option<Timestamp>,
    /// Accepting it undoes a removal.
    pub restores: bool,
    /// It is no invitation to join, but to sign in for the first time, of somebody who was registered by e-mail.
    #[serde(default)]
    pub first_sign_in: bool,
    /// What became of the letter with it.
    #[serde(default, deserialize_with = "lenient::fact")]
    pub delivery: Option<Delivery>,
}

impl Invitation {
    /// Whether it can still be accepted. Of a state that this version does not know its end tells.
    pub fn is_open(&self) -> bool {
        self.state.known().map_or(self.ended.is_none(), InvitationState::is_open)
    }
}

/// The body of `POST /v1/me/invitations/{id}/accept`; may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The single-use token of an invitation to sign in for the first time, as it stands in the mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// An invitation as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MyInvitation {
    /// Opaque id.
    pub id: InvitationId,
    /// The account that invites.
    pub account: AccountRef,
    /// Roles that come with it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Role>))]
    pub roles: Vec<Word<Role>>,
    /// Entitlement country that comes with it; `null`: the rule decides.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, deserialize_with = "lenient::fact")]
    pub country: Option<CountryCode>,
    /// When it was sent.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub invited: Timestamp,
    /// When it ends.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expires: Timestamp,
    /// Accepting it undoes a removal: roles and groups come back as they were.
    pub restores: bool,
}
