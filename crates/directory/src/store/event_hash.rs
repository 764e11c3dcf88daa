//! One event of a chain, and its hash: over everything that it says and the hash of the one before. What it says of people stands in three
//! fields, of which the hash covers salted digests only: a value can be erased, and the chain holds. Pure; `docs/audit.md` describes the
//! encodings for independent readers, so a change here is another version of them.

use super::sqlite::FromSqliteRow;
use crate::sha256_hex::sha256_hex;
use std::fmt::Write as _;

/// The chain of events that concern no account; an account's chain has the account's id as its name.
pub(crate) const NO_ACCOUNT: &str = "-";
/// What stands before the first event.
pub(crate) const BEFORE_THE_FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The encoding of events that are written now.
pub(crate) const ENCODING: i64 = 2;
/// That of events of before whose version 2 hash a later event of their chain covers.
pub(crate) const SEALED: i64 = 1;

/// The first line of what is hashed.
const VERSION_1: &str = "domicile audit event 1\n";
const VERSION_2: &str = "domicile audit event 2\n";
/// The first line of what a digest is of.
const VALUE: &str = "domicile audit value 2\n";

/// A field whose value can be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Before,
    After,
    Because,
}

impl Field {
    /// In the order in which they are hashed.
    pub(crate) const ALL: [Self; 3] = [Self::Before, Self::After, Self::Because];

    /// The column's name; never changed.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Because => "because",
        }
    }

    /// The field of this name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == name)
    }
}

/// What is left of a value that was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErasedValue {
    pub(crate) field: Field,
    pub(crate) digest: String,
    /// The id of the event that says so.
    pub(crate) by: String,
}

/// An event as it stands in the database. What makes it a link is missing only in events written before there were chains.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
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
    /// [`ENCODING`], [`SEALED`], or none for an event of before that is not sealed yet.
    pub(crate) encoding: Option<i64>,
    pub(crate) before_salt: Option<String>,
    pub(crate) after_salt: Option<String>,
    pub(crate) because_salt: Option<String>,
    /// Of which values only the digest is left.
    #[sqlx(skip)]
    pub(crate) erased: Vec<ErasedValue>,
}

impl FromSqliteRow for Link {
    fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            account_id: row.get("account_id")?,
            at: row.get("at")?,
            actor: row.get("actor")?,
            action: row.get("action")?,
            subject: row.get("subject")?,
            before: row.get("before")?,
            after: row.get("after")?,
            because: row.get("because")?,
            request_id: row.get("request_id")?,
            chain: row.get("chain")?,
            sequence: row.get("sequence")?,
            previous_hash: row.get("previous_hash")?,
            hash: row.get("hash")?,
            encoding: row.get("encoding")?,
            before_salt: row.get("before_salt")?,
            after_salt: row.get("after_salt")?,
            because_salt: row.get("because_salt")?,
            erased: Vec::new(),
        })
    }
}

impl Link {
    /// The chain that an event of this account belongs to.
    pub(crate) fn chain_of(account: Option<&str>) -> &str {
        account.unwrap_or(NO_ACCOUNT)
    }

    /// What a field says, as long as that is there.
    pub(crate) fn value(&self, field: Field) -> Option<&str> {
        match field {
            Field::Before => self.before.as_deref(),
            Field::After => self.after.as_deref(),
            Field::Because => self.because.as_deref(),
        }
    }

    fn salt(&self, field: Field) -> Option<&str> {
        match field {
            Field::Before => self.before_salt.as_deref(),
            Field::After => self.after_salt.as_deref(),
            Field::Because => self.because_salt.as_deref(),
        }
    }

    /// What commits to a field: the digest of its value, or the one that was left when it was erased; `None` for a field without a value.
    pub(crate) fn digest(&self, field: Field) -> Option<String> {
        match self.value(field) {
            Some(value) => Some(digest(self.salt(field).unwrap_or_default(), value)),
            None => self.erased.iter().find(|it| it.field == field).map(|it| it.digest.clone()),
        }
    }

    /// Gives every field that says something a salt of its own, where it has none.
    pub(crate) fn salt_values(&mut self, mut salt: impl FnMut() -> String) {
        for field in Field::ALL {
            let needed = self.value(field).is_some();
            let slot = match field {
                Field::Before => &mut self.before_salt,
                Field::After => &mut self.after_salt,
                Field::Because => &mut self.because_salt,
            };
            if needed && slot.is_none() {
                *slot = Some(salt());
            }
        }
    }

    /// The hash that it must have, in hexadecimal; `None` where it was made of a value that was erased, or in a way that nobody knows.
    pub(crate) fn computed_hash(&self) -> Option<String> {
        match self.encoding {
            Some(ENCODING) => Some(sha256_hex(self.text_2())),
            Some(SEALED) | None if self.erased.is_empty() => Some(sha256_hex(self.text_1())),
            Some(_) | None => None,
        }
    }

    /// The version 2 hash of an event of before, which covers its own hash: what a seal is made of.
    pub(crate) fn hash_to_seal(&self) -> String {
        let mut text = self.text_2();
        put(&mut text, self.hash.as_deref());
        sha256_hex(text)
    }

    fn text_1(&self) -> String {
        self.text(VERSION_1, [self.before.as_deref(), self.after.as_deref(), self.because.as_deref()])
    }

    fn text_2(&self) -> String {
        let digests = Field::ALL.map(|it| self.digest(it));
        self.text(VERSION_2, digests.each_ref().map(|it| it.as_deref()))
    }

    /// The fields in the order of the encodings, each with its length before it, so that no two events are written alike.
    fn text(&self, version: &str, [before, after, because]: [Option<&str>; 3]) -> String {
        let (sequence, at) = (self.sequence.map(|it| it.to_string()), self.at.to_string());
        let mut text = version.to_owned();
        for field in [
            self.previous_hash.as_deref(),
            self.chain.as_deref(),
            sequence.as_deref(),
            Some(&self.id),
            self.account_id.as_deref(),
            Some(&at),
            Some(&self.actor),
            Some(&self.action),
            Some(&self.subject),
            before,
            after,
            because,
            Some(&self.request_id),
        ] {
            put(&mut text, field);
        }
        text
    }
}

fn put(text: &mut String, field: Option<&str>) {
    let _ = match field {
        Some(field) => writeln!(text, "{}:{field}", field.len()),
        None => writeln!(text, "-"),
    };
}

/// The digest of a value under its salt, in hexadecimal.
fn digest(salt: &str, value: &str) -> String {
    let mut text = format!("{VALUE}{salt}\n");
    put(&mut text, Some(value));
    sha256_hex(text)
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
            encoding: Some(ENCODING),
            after_salt: Some("a".repeat(64)),
            because_salt: Some("b".repeat(64)),
            ..Link::default()
        }
    }

    /// The page's own commands are run, and print what the page says.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_encoding_is_the_documented_one() {
        let page = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/audit.md")).unwrap();
        let scripts: Vec<&str> = page.split("```sh\n").skip(1).filter_map(|it| it.split("```").next()).collect();
        let script = scripts.iter().find(|it| it.contains("domicile audit value 2")).unwrap();
        let run = std::process::Command::new("sh").args(["-ec", script]).output().unwrap();
        let printed = String::from_utf8(run.stdout).unwrap();
        let printed: Vec<&str> = printed.lines().map(|it| it.split(' ').next().unwrap()).collect();
        let mut before = link();
        (before.encoding, before.hash) = (Some(SEALED), Some(Link { encoding: None, ..link() }.computed_hash().unwrap()));
        let made = [
            link().digest(Field::After).unwrap(),
            link().digest(Field::Because).unwrap(),
            link().computed_hash().unwrap(),
            before.hash.clone().unwrap(),
            before.hash_to_seal(),
        ];
        assert_eq!(printed, made, "{}", String::from_utf8_lossy(&run.stderr));
        for it in &made {
            assert!(script.contains(it.as_str()), "the page says {it}");
        }
        // It was so from the beginning, and what was signed then stays good.
        assert_eq!(made[3], "3eea641299d52f2a81c52e1e2f4443de86ee439aa0c58ebaea9fde711f58887a");
    }

    #[test]
    fn what_moves_from_one_field_to_the_next_is_another_event() {
        for encoding in [Some(ENCODING), Some(SEALED), None] {
            let hash = |subject: &str, before: Option<&str>| {
                let it = Link { subject: subject.into(), before: before.map(str::to_owned), encoding, ..link() };
                it.computed_hash().unwrap()
            };
            assert_ne!(hash("ab", Some("c")), hash("a", Some("bc")));
            assert_ne!(hash("a", Some("")), hash("a", None));
        }
        assert_ne!(digest("ab", "c"), digest("a", "bc"));
    }

    #[test]
    fn an_erased_value_leaves_the_hash_as_it_was() {
        let whole = link();
        let digest = whole.digest(Field::Because).unwrap();
        let mut erased = Link { because: None, because_salt: None, ..whole.clone() };
        assert_ne!(erased.computed_hash(), whole.computed_hash(), "missing is not erased");
        erased.erased.push(ErasedValue { field: Field::Because, digest, by: "e".into() });
        assert_eq!(erased.computed_hash(), whole.computed_hash());
        // Of an event of before the hash cannot be made any more, what a seal is made of can.
        let (whole, erased) = (
            Link { encoding: Some(SEALED), hash: Some("h".into()), ..whole },
            Link { encoding: Some(SEALED), hash: Some("h".into()), ..erased },
        );
        assert_eq!((erased.computed_hash(), erased.hash_to_seal()), (None, whole.hash_to_seal()));
        assert_ne!(Link { hash: Some("i".into()), ..erased.clone() }.hash_to_seal(), erased.hash_to_seal());
    }

    #[test]
    fn only_what_says_something_gets_a_salt_and_only_once() {
        let mut salts = ["1", "2", "3"].into_iter().map(str::to_owned);
        let mut it = Link { before_salt: None, after_salt: None, ..link() };
        it.salt_values(|| salts.next().unwrap());
        assert_eq!((it.before_salt.as_deref(), it.after_salt.as_deref(), it.because_salt.unwrap().len()), (None, Some("1"), 64));
    }
}
