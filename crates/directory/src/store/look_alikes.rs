//! Everybody (but who was erased) and every group, page by page, for whoever looks for those that look alike.

use super::{StoreError, Tx};

/// How many are read at once.
const PAGE: i64 = 5_000;

const PEOPLE: &str = "SELECT id, email, account_id FROM users WHERE id > $1 AND erased_at IS NULL ORDER BY id LIMIT $2";
const GROUPS: &str = "SELECT id, name, account_id FROM account_groups WHERE id > $1 ORDER BY id LIMIT $2";

/// What is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identified {
    /// People, by their addresses.
    People,
    /// Groups, by account and name.
    Groups,
}

/// A row with the text that identifies it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdentifiedRow {
    pub(crate) id: String,
    /// The address, or the name.
    pub(crate) text: String,
    pub(crate) account_id: Option<String>,
}

/// The next ones after this id; none where that was the last.
pub(crate) async fn page(tx: &mut Tx, which: Identified, after: &str) -> Result<Vec<IdentifiedRow>, StoreError> {
    let found = match which {
        Identified::People => rows!(tx, (String, String, Option<String>), PEOPLE, after, PAGE)?,
        Identified::Groups => rows!(tx, (String, String, Option<String>), GROUPS, after, PAGE)?,
    };
    Ok(found.into_iter().map(|(id, text, account_id)| IdentifiedRow { id, text, account_id }).collect())
}
