//! Who and what is there twice: people and groups whose addresses or names look the same, as they could be made before such texts were
//! compared by what is seen of them. Reads only; what is to be done about a double is for people to decide.

use crate::store::look_alikes::{Identified, IdentifiedRow, page};
use crate::store::{Store, StoreError};
use domicile_model::email::Email;
use domicile_model::identifier;
use domicile_model::invisible::{is_invisible, is_undefined};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Why a row is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Another row looks the same.
    Double,
    /// No other looks the same, but the text holds what nobody sees and could not be registered today.
    Unfit,
}

/// A person or a group that is there twice, or could not be registered today.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Double {
    /// `person` or `group`.
    pub kind: &'static str,
    /// The same for all that look the same.
    pub key: String,
    /// Why it is listed.
    pub finding: Finding,
    /// The id.
    pub id: String,
    /// The account that they belong to.
    pub account: Option<String>,
    /// The address or the name; what nobody sees is written by its code.
    pub text: String,
}

impl std::fmt::Display for Double {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let finding = match self.finding {
            Finding::Double => "double",
            Finding::Unfit => "unfit",
        };
        write!(f, "{}\t{finding}\t{}\t{}\t{}\t{}", self.kind, self.key, self.id, self.account.as_deref().unwrap_or("-"), self.text)
    }
}

/// Everything that is there twice or could not be registered today, sorted so that what looks the same stands together.
///
/// # Errors
/// Where the database cannot be read.
pub async fn doubles(store: &Store) -> Result<Vec<Double>, StoreError> {
    let mut found = Vec::new();
    for which in [Identified::People, Identified::Groups] {
        // Twice through, so that of each row only a number has to be remembered.
        let mut seen = HashMap::<u64, u32>::new();
        each(store, which, |it| *seen.entry(hash(&look(which, &it))).or_default() += 1).await?;
        each(store, which, |it| {
            let key = look(which, &it);
            let finding = if seen.get(&hash(&key)).is_some_and(|it| *it > 1) { Finding::Double } else { Finding::Unfit };
            if finding == Finding::Double || is_unfit(which, &it.text) {
                let kind = match which {
                    Identified::People => "person",
                    Identified::Groups => "group",
                };
                found.push(Double { kind, key: key.1, finding, id: it.id, account: it.account_id, text: shown(&it.text) });
            }
        })
        .await?;
    }
    found.sort();
    Ok(found)
}

async fn each(store: &Store, which: Identified, mut look: impl FnMut(IdentifiedRow)) -> Result<(), StoreError> {
    let (mut tx, mut after) = (store.read().await?, String::new());
    loop {
        let rows = page(&mut tx, which, &after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.id);
        rows.into_iter().for_each(&mut look);
    }
}

/// Where names are apart (groups of two accounts may have one name), and the key of what is seen.
fn look(which: Identified, it: &IdentifiedRow) -> (Option<String>, String) {
    match which {
        Identified::People => {
            let seen: String = it.text.chars().filter(|it| !is_invisible(*it)).collect();
            (None, Email::parse(&seen).map_or_else(|_| identifier::key(&seen), |it| it.key().to_owned()))
        }
        Identified::Groups => (it.account_id.clone(), identifier::key(&it.text)),
    }
}

/// Whether such a text is refused today, or would be kept otherwise.
fn is_unfit(which: Identified, text: &str) -> bool {
    match which {
        Identified::People => !Email::parse(text).is_ok_and(|it| it.as_str() == text),
        Identified::Groups => identifier::key(text).is_empty(),
    }
}

fn hash(key: &(Option<String>, String)) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn shown(text: &str) -> String {
    let unseen = |it: char| is_invisible(it) || is_undefined(it) || it.is_control();
    text.chars().map(|it| if unseen(it) { it.escape_unicode().to_string() } else { it.to_string() }).collect()
}
