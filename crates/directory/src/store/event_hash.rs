//! One event of a chain, and its hash: over everything that it says and the hash of the one before. Pure; `docs/audit.md` describes the
//! encoding for independent readers, so a change here is another version of it.

use crate::sha256_hex::sha256_hex;
use std::fmt::Write as _;

/// The chain of events that concern no account; an account's chain has the account's id as its name.
pub(crate) const NO_ACCOUNT: &str = "-";
/// What stands before the first event.
pub(crate) const BEFORE_THE_FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The first line of what is hashed.
const VERSION: &str = "domicile audit event 1\n";

/// An event as it stands in the database. What makes it a link is missing only in events written before there were chains.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) account_id: Option<String>,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) because: Option<String>,
    pub(crate) request_id: String,
    pub(crate) chain: Option<String>,
    /// From 1.
    pub(crate) sequence: Option<i64>,
    pub(crate) previous_hash: Option<String>,
    pub(crate) hash: Option<String>,
}

impl Link {
    /// The chain that an event of this account belongs to.
    pub(crate) fn chain_of(account: Option<&str>) -> &str {
        account.unwrap_or(NO_ACCOUNT)
    }

    /// The hash that it must have, in hexadecimal.
    pub(crate) fn computed_hash(&self) -> String {
        let (sequence, at) = (self.sequence.map(|it| it.to_string()), self.at.to_string());
        let fields = [
            self.previous_hash.as_deref(),
            self.chain.as_deref(),
            sequence.as_deref(),
            Some(&self.id),
            self.account_id.as_deref(),
            Some(&at),
            Some(&self.actor),
            Some(&self.action),
            Some(&self.subject),
            self.before.as_deref(),
            self.after.as_deref(),
            self.because.as_deref(),
            Some(&self.request_id),
        ];
        let mut text = VERSION.to_owned();
        for field in fields {
            // With its length before it, so that no two events are written alike.
            let _ = match field {
                Some(field) => writeln!(text, "{}:{field}", field.len()),
                None => writeln!(text, "-"),
            };
        }
        sha256_hex(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link() -> Link {
        Link {
            id: "0195".into(),
            account_id: Some("old-bridge".into()),
            at: 1_772_618_400_123,
            actor: "ana-costa".into(),
            action: "removal_request.filed".into(),
            subject: "r1".into(),
            before: None,
            after: Some(r#"{"state":"submitted"}"#.into()),
            because: Some("Ich wechsle, später.".into()),
            request_id: "q1".into(),
            chain: Some("old-bridge".into()),
            sequence: Some(1),
            previous_hash: Some(BEFORE_THE_FIRST.into()),
            hash: None,
        }
    }

    #[test]
    fn the_encoding_is_the_documented_one() {
        // The same as in docs/audit.md, where it is made with a shell.
        assert_eq!(link().computed_hash(), "3eea641299d52f2a81c52e1e2f4443de86ee439aa0c58ebaea9fde711f58887a");
    }

    #[test]
    fn what_moves_from_one_field_to_the_next_is_another_event() {
        let (mut one, mut two) = (link(), link());
        (one.subject, one.before) = ("ab".into(), Some("c".into()));
        (two.subject, two.before) = ("a".into(), Some("bc".into()));
        assert_ne!(one.computed_hash(), two.computed_hash());
        (one.subject, one.before) = ("a".into(), Some(String::new()));
        (two.subject, two.before) = ("a".into(), None);
        assert_ne!(one.computed_hash(), two.computed_hash());
    }
}
