//! Reading what can be read of an answer: one odd row never hides the others, one odd fact never the rest.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads a list row by row; a row that cannot be read is left out. `null` is an empty list.
///
/// # Errors
/// Where it is no list at all.
pub fn rows<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let rows = Option::<Vec<Value>>::deserialize(deserializer)?.unwrap_or_default();
    Ok(rows.into_iter().filter_map(|row| serde_json::from_value(row).ok()).collect())
}

/// Reads a fact; one that cannot be read is as good as none.
///
/// # Errors
/// Where the text around it is no JSON.
pub fn fact<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}
