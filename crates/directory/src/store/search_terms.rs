//! What an account's people are found by. Kept as bytes and searched by their beginning, so that a look-up reads what it finds and nothing
//! else, however many people there are, and both databases compare alike.

use super::{StoreError, Tx};
use crate::page::NameCursor;
use domicile_model::id::{AccountId, UserId};
use domicile_model::identifier;

const PUT: &str = "INSERT INTO user_terms (account_id, term, name_key, user_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const PUT_MANY: &str = "INSERT INTO user_terms (account_id, term, name_key, user_id) ";
const DROP: &str = "DELETE FROM user_terms WHERE user_id = $1";
const ALL: &str = "SELECT name_key, user_id FROM user_terms WHERE account_id = $1 AND term = $2 \
                   AND (name_key > $3 OR (name_key = $3 AND user_id > $4)) ORDER BY name_key, user_id LIMIT $5";
const FOUND: &str = "SELECT DISTINCT name_key, user_id FROM user_terms WHERE account_id = $1 AND term >= $2 AND term < $3 \
                     AND (name_key > $4 OR (name_key = $4 AND user_id > $5)) ORDER BY name_key, user_id LIMIT $6";

const FOUND_BY_EITHER: &str = "SELECT DISTINCT name_key, user_id FROM user_terms WHERE account_id = $1 \
                               AND ((term >= $2 AND term < $3) OR (term >= $7 AND term < $8)) \
                               AND (name_key > $4 OR (name_key = $4 AND user_id > $5)) ORDER BY name_key, user_id LIMIT $6";

/// The longest term that is kept, in bytes: PostgreSQL indexes no row of more than a third of a page.
const LONGEST: usize = 400;

/// A text as it is compared: by its key, the end cut.
fn key(text: &str) -> Vec<u8> {
    identifier::key(text).into_bytes().into_iter().take(LONGEST).collect()
}

/// The same as people of before were made findable: in lower case only. For most texts it is no other.
fn former_key(text: &str) -> Vec<u8> {
    let lower = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    lower.into_bytes().into_iter().take(LONGEST).collect()
}

/// Everything that begins with `from`, as a range. No UTF-8 holds this byte, so it comes after everything that does.
fn range(from: &[u8]) -> (&[u8], Vec<u8>) {
    (from, [from, &[0xff]].concat())
}

/// Everything that somebody is found by: the name from the beginning of each of its words, the address, and nothing (to list everybody).
fn terms(name: &str, email: &str) -> Vec<Vec<u8>> {
    let name = key(name);
    let begins = |at: &usize| *at == 0 || name.get(at - 1).is_some_and(|it| matches!(it, b' ' | b'-'));
    let mut found: Vec<Vec<u8>> = (0..name.len()).filter(begins).filter_map(|at| name.get(at..).map(<[u8]>::to_vec)).take(8).collect();
    found.push(key(email));
    found.push(Vec::new());
    found
}

/// Makes somebody findable in the account, under this name and address only.
pub(crate) async fn put(tx: &mut Tx, account: &AccountId, user: &UserId, name: &str, email: &str) -> Result<(), StoreError> {
    drop(tx, user).await?;
    let name_key = key(name);
    for term in terms(name, email) {
        run!(tx, PUT, account.as_str(), term.as_slice(), name_key.as_slice(), user.as_str())?;
    }
    Ok(())
}

/// Makes people findable in the account whom nobody could find before: each with name and address.
pub(crate) async fn put_new(tx: &mut Tx, account: &AccountId, people: &[(&UserId, &str, &str)]) -> Result<(), StoreError> {
    let mut rows: Vec<(Vec<u8>, Vec<u8>, &str)> = Vec::with_capacity(people.len() * 6);
    for (user, name, email) in people {
        let name_key = key(name);
        rows.extend(terms(name, email).into_iter().map(|term| (term, name_key.clone(), user.as_str())));
    }
    insert_rows!(tx, PUT_MANY, " ON CONFLICT DO NOTHING", rows.as_slice(), |values, it| {
        values.push_bind(account.as_str()).push_bind(it.0.as_slice()).push_bind(it.1.as_slice()).push_bind(it.2);
    });
    Ok(())
}

/// Makes somebody unfindable.
pub(crate) async fn drop(tx: &mut Tx, user: &UserId) -> Result<(), StoreError> {
    run!(tx, DROP, user.as_str())?;
    Ok(())
}

/// The account's people whose name, a word of it, or address begins with `query`; by name, then id, each with where the next page begins.
pub(crate) async fn page(
    tx: &mut Tx,
    account: &AccountId,
    query: &str,
    after: &NameCursor,
    limit: i64,
) -> Result<Vec<NameCursor>, StoreError> {
    let (from, name_key, user) = (key(query), after.name_key.as_slice(), after.id.as_str());
    let found = if from.is_empty() {
        rows!(tx, (Vec<u8>, String), ALL, account.as_str(), from.as_slice(), name_key, user, limit)?
    } else {
        let (former, (from, to)) = (former_key(query), range(&from));
        if former == from {
            rows!(tx, (Vec<u8>, String), FOUND, account.as_str(), from, to.as_slice(), name_key, user, limit)?
        } else {
            let (former, end) = range(&former);
            let ends = (to.as_slice(), end.as_slice());
            rows!(tx, (Vec<u8>, String), FOUND_BY_EITHER, account.as_str(), from, ends.0, name_key, user, limit, former, ends.1)?
        }
    };
    Ok(found.into_iter().map(|(name_key, id)| NameCursor { name_key, id }).collect())
}
