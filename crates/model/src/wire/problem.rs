//! Errors over HTTP: RFC 9457 with a stable code, and who does what next.

use super::word::Word;
use crate::stable_name::stable_names;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

stable_names! {
    /// Who acts next.
    pub enum Actor {
        /// The person who reads it.
        You = "you",
        /// An administrator of the person's account.
        Admin = "admin",
        /// The company's IT.
        It = "it",
        /// The operator's support.
        Support = "support",
        /// Somebody whom this version has no word for.
        Somebody = "somebody",
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NextStep {
    /// Who does it.
    #[cfg_attr(feature = "openapi", schema(value_type = Actor))]
    pub who: Word<Actor>,
    /// What, as a sentence.
    pub text: String,
    /// Where, if there is a page for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The body of every error answer (`application/problem+json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI reference that names the kind: `urn:domicile:problem:<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Why.
    pub detail: String,
    /// Stable, for machines.
    pub code: String,
    /// Finds the log lines.
    pub request_id: String,
    /// Who does what next; at most two.
    #[serde(rename = "do", default)]
    pub next: Vec<NextStep>,
    /// Facts that belong to the code: the open request for `request_already_open`, the blockers for `removal_blocked`.
    #[serde(flatten)]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub extensions: std::collections::BTreeMap<String, Value>,
}

impl Problem {
    /// Reads a problem document as far as it can be read; `None` where it is none of ours: ours have a `code`.
    pub fn read(body: &[u8]) -> Option<Self> {
        let Value::Object(mut members) = serde_json::from_slice(body).ok()? else { return None };
        let code = text(&mut members, "code").filter(|it| !it.is_empty())?;
        let status = members.remove("status").and_then(|it| u16::try_from(it.as_u64()?).ok()).unwrap_or_default();
        let next = members.remove("do").and_then(|it| super::lenient::rows(it).ok()).unwrap_or_default();
        let mut text = |name| text(&mut members, name).unwrap_or_default();
        let (kind, title, detail, request_id) = (text("type"), text("title"), text("detail"), text("requestId"));
        Some(Self { kind, title, status, detail, code, request_id, next, extensions: members.into_iter().collect() })
    }
}

/// Takes a text out of an object; anything else is as good as none.
fn text(members: &mut Map<String, Value>, name: &str) -> Option<String> {
    match members.remove(name)? {
        Value::String(text) => Some(text),
        _ => None,
    }
}
