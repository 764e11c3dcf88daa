//! A signed head: how far a chain went at a moment, and the hash of its last event. A compact JWS of type `audit-head+jwt`.

use crate::keys::AuditKey;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// The account's id, or `-`.
    pub(crate) chain: String,
    /// The last event's place in the chain, which is the number of events.
    pub(crate) sequence: i64,
    /// The last event's hash.
    pub(crate) hash: String,
    /// When it was signed.
    pub(crate) at: Timestamp,
}

impl Head {
    pub(crate) fn sign(&self, key: &AuditKey) -> Result<String, serde_json::Error> {
        Ok(key.sign(&serde_json::to_vec(self)?))
    }

    /// The head in a JWS; `None` where the key did not sign it.
    pub(crate) fn open(jws: &str, key: &AuditKey) -> Option<Self> {
        serde_json::from_slice(&key.open(jws)?).ok()
    }
}

/// The heads in a file: one JWS a line, as the service appends them to `auditHeads`, or lines of its JSON log, of which those without a
/// head are passed over. `Err`: the number of the first line that is neither.
pub(crate) fn read_all(text: &str, key: &AuditKey) -> Result<Vec<Head>, usize> {
    let mut heads = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let jws = if line.starts_with('{') {
            let logged: serde_json::Value = serde_json::from_str(line).map_err(|_| number + 1)?;
            let Some(jws) = logged.pointer("/fields/jws").or(logged.get("jws")).and_then(serde_json::Value::as_str) else { continue };
            jws.to_owned()
        } else if line.is_empty() {
            continue;
        } else {
            line.to_owned()
        };
        heads.push(Head::open(&jws, key).ok_or(number + 1)?);
    }
    Ok(heads)
}
