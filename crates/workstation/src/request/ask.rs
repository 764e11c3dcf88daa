//! What a person asks administrators for, beside leaving.

use domicile_model::id::AccountId;
use domicile_model::person::Role;
use domicile_model::person_request::RequestKind;
use domicile_model::wire::FilePersonRequest;
use serde::{Deserialize, Serialize};

/// What is asked for. To whom it goes is the service's to say: to all who can answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Ask {
    /// To be added to an account that has offered or invited.
    Add {
        /// Its id.
        account: String,
    },
    /// To be unlocked.
    Unlock,
    /// Another licence country.
    Country {
        /// Its code.
        country: String,
    },
    /// One more role.
    Role {
        /// Which.
        #[cfg_attr(feature = "specta", specta(type = String))]
        role: Role,
    },
}

impl From<Ask> for FilePersonRequest {
    fn from(ask: Ask) -> Self {
        let of = |kind| Self { kind, account: None, country: None, role: None, note: None, to: None };
        match ask {
            Ask::Add { account } => Self { account: Some(AccountId::new(account)), ..of(RequestKind::Add) },
            Ask::Unlock => of(RequestKind::Unlock),
            Ask::Country { country } => Self { country: Some(country), ..of(RequestKind::Country) },
            Ask::Role { role } => Self { role: Some(role), ..of(RequestKind::Role) },
        }
    }
}
