//! Somebody, as they are named everywhere.

use crate::id::UserId;
use serde::{Deserialize, Serialize};

/// A person by name, where the reader may know the name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Opaque id.
    pub id: UserId,
    /// Name.
    pub display_name: String,
    /// Address.
    pub email: String,
}
