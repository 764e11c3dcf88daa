//! How single values stand in columns: times in milliseconds, roles and countries as text.

use super::StoreError;
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use jiff::Timestamp;

/// Milliseconds as a time; the database never holds one outside of what a timestamp can be.
pub(crate) fn timestamp(ms: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_millisecond(ms).map_err(|_| StoreError::Content(format!("time {ms}")))
}

/// A time as the database keeps it, so that the first answer and every later one say the same.
pub(crate) fn db_time(now: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

/// Roles as one text.
pub(super) fn roles_text(roles: &[Role]) -> String {
    roles.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ")
}

/// Roles as they were kept.
pub(super) fn read_roles(text: &str) -> Result<Vec<Role>, StoreError> {
    let roles = text.split_ascii_whitespace().map(Role::parse).collect::<Option<Vec<_>>>();
    roles.ok_or_else(|| StoreError::Content(format!("roles {text:?}")))
}

/// A country as it was kept.
pub(super) fn read_country(text: Option<String>) -> Result<Option<CountryCode>, StoreError> {
    text.map(|it| CountryCode::parse(&it).map_err(|_| StoreError::Content(format!("country {it:?}")))).transpose()
}
