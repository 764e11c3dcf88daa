//! Opaque identifiers. Only the directory makes them; everybody else passes them on unread.

use serde::{Deserialize, Serialize};

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an identifier as the directory gave it.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

opaque_id!(
    /// An account (an organisation that owns entitlements).
    AccountId
);
opaque_id!(
    /// A user, whatever e-mail address or account they have at the moment.
    UserId
);
opaque_id!(
    /// A removal request.
    RemovalRequestId
);
opaque_id!(
    /// A request of a person to be added, to be unlocked, for a country or for a role.
    PersonRequestId
);
opaque_id!(
    /// A case for support.
    ServiceRequestId
);
opaque_id!(
    /// An offer to take somebody over.
    TransferId
);
opaque_id!(
    /// An invitation to join an account.
    InvitationId
);
opaque_id!(
    /// A removal that was done.
    RemovalId
);
opaque_id!(
    /// A group of an account's people.
    GroupId
);
opaque_id!(
    /// A named licence.
    LicenceAssignmentId
);
opaque_id!(
    /// A report about somebody's computer.
    MachineReportId
);
opaque_id!(
    /// A check-out.
    CheckOutId
);
