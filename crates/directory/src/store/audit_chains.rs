//! Where each chain of audit events ends, and how far that is signed; reading chains from their beginning. Whoever appends takes the
//! chain's row, which lines up those who append to it, even where they hold no account's row.

use super::{Store, StoreError, Tx, audit_salts, metadata};
use crate::store::event_hash::{BEFORE_THE_FIRST, ENCODING, ErasedValue, Field, Link};
use std::collections::HashMap;

/// Starts every statement that reads whole events; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, at, actor, action, subject, before, after, because, request_id, chain, sequence, previous_hash, hash, ",
            "encoding, before_salt, after_salt, because_salt FROM audit_events ",
            $rest
        )
    };
}

const EXTEND: &str = "UPDATE audit_chains SET length = length + $2 WHERE chain = $1 RETURNING length, hash";
const BEGIN: &str = "INSERT INTO audit_chains (chain, length, hash, signed_length) VALUES ($1, 0, $2, 0) ON CONFLICT DO NOTHING";
const END_AT: &str = "UPDATE audit_chains SET hash = $1 WHERE chain = $2";
const UNSIGNED: &str = "SELECT chain, length, hash FROM audit_chains WHERE signed_length < length ORDER BY chain LIMIT $1";
const KEEP_HEAD: &str = "UPDATE audit_chains SET signed_length = $1, signed_head = $2 WHERE chain = $3 AND signed_length < $1";
const ENDS: &str = "SELECT chain, length, hash, signed_length, signed_head FROM audit_chains WHERE chain > $1 ORDER BY chain LIMIT $2";
const END: &str = "SELECT chain, length, hash, signed_length, signed_head FROM audit_chains WHERE chain = $1";
const ANY: &str = "SELECT chain FROM audit_chains LIMIT 1";
const WITHOUT_END: &str = "SELECT id, chain FROM audit_events WHERE chain IS NULL OR sequence IS NULL OR sequence < 1 \
                           OR chain NOT IN (SELECT chain FROM audit_chains) LIMIT 1";
const WITHOUT_END_OF: &str = "SELECT id, chain FROM audit_events WHERE (COALESCE(account_id, '-') = $1 OR chain = $1) AND (chain IS NULL OR chain <> $1 \
                              OR sequence IS NULL OR sequence < 1 OR chain NOT IN (SELECT chain FROM audit_chains)) LIMIT 1";
const UNCHAINED: &str = select!("WHERE chain IS NULL");
const COUNT: &str = "SELECT COUNT(*) FROM audit_events WHERE chain = $1";
const LINKS: &str = select!("WHERE chain = $1 AND sequence > $2 ORDER BY sequence LIMIT $3");
const ERASED: &str = "SELECT x.event_id, x.field, x.digest, x.erased_by FROM audit_events e JOIN erased_values x ON x.event_id = e.id \
                      WHERE e.chain = $1 AND e.sequence > $2 AND e.sequence <= $3";
const NEWEST: &str = select!("WHERE chain = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3");
const ONE: &str = select!("WHERE id = $1");
const LOCK: &str = "UPDATE audit_chains SET length = length WHERE chain = $1";
const TO_SEAL: &str = select!("WHERE encoding IS NULL AND chain = $1 AND sequence > $2 ORDER BY sequence LIMIT $3");
const PUT_IN: &str = "UPDATE audit_events SET chain = $1, sequence = $2, previous_hash = $3, hash = $4, encoding = $5, before_salt = $6, \
                      after_salt = $7, because_salt = $8 WHERE id = $9";

/// The fact that events of before the chains were put into them.
const CHAINED: &str = "audit_chained";

table_row! {
    /// A chain that grew since its last signature.
    #[derive(Debug)]
    pub(crate) struct Unsigned {
        pub(crate) chain: String,
        pub(crate) length: i64,
        pub(crate) hash: String,
    }
}

table_row! {
    /// Where a chain ends.
    #[derive(Debug)]
    pub(crate) struct End {
        pub(crate) chain: String,
        pub(crate) length: i64,
        pub(crate) hash: String,
        pub(crate) signed_length: i64,
        pub(crate) signed_head: Option<String>,
    }
}

/// Gives the event its place at the end of its chain, and the chain its new end. The event itself is written by the caller.
pub(crate) async fn extend(tx: &mut Tx, link: &mut Link) -> Result<(), StoreError> {
    extend_by(tx, std::slice::from_mut(link)).await
}

/// The same for events that all belong to one chain, in this order.
pub(super) async fn extend_by(tx: &mut Tx, links: &mut [Link]) -> Result<(), StoreError> {
    let Some(first) = links.first() else { return Ok(()) };
    let chain = Link::chain_of(first.account_id.as_deref()).to_owned();
    let many = i64::try_from(links.len()).unwrap_or(i64::MAX);
    let mut end = row!(tx, (i64, String), EXTEND, chain.as_str(), many)?;
    if end.is_none() {
        run!(tx, BEGIN, chain.as_str(), BEFORE_THE_FIRST)?;
        end = row!(tx, (i64, String), EXTEND, chain.as_str(), many)?;
    }
    let (length, mut previous) = end.ok_or_else(|| StoreError::Content(format!("no end of the audit chain {chain:?}")))?;
    for (sequence, link) in (length - many + 1..).zip(links.iter_mut()) {
        (link.sequence, link.previous_hash, link.chain) = (Some(sequence), Some(previous), Some(chain.clone()));
        let hash = link.computed_hash().ok_or_else(|| StoreError::Content(format!("audit event {} to be written", link.id)))?;
        previous = hash.clone();
        link.hash = Some(hash);
    }
    run!(tx, END_AT, previous.as_str(), chain.as_str())?;
    Ok(())
}

/// Chains that grew since their last signature.
pub(crate) async fn unsigned(tx: &mut Tx, limit: i64) -> Result<Vec<Unsigned>, StoreError> {
    Ok(rows!(tx, Unsigned, UNSIGNED, limit)?)
}

/// Keeps a signed head.
pub(crate) async fn keep_head(tx: &mut Tx, signed: &Unsigned, jws: &str) -> Result<(), StoreError> {
    run!(tx, KEEP_HEAD, signed.length, jws, signed.chain.as_str())?;
    Ok(())
}

/// Ends of chains after this one, by name.
pub(crate) async fn ends_after(tx: &mut Tx, chain: &str, limit: i64) -> Result<Vec<End>, StoreError> {
    Ok(rows!(tx, End, ENDS, chain, limit)?)
}

/// The end of one chain.
pub(crate) async fn end(tx: &mut Tx, chain: &str) -> Result<Option<End>, StoreError> {
    Ok(row!(tx, End, END, chain)?)
}

/// An event that stands in no chain, or in one without an end: its id, its chain.
pub(crate) async fn stray(tx: &mut Tx) -> Result<Option<(String, Option<String>)>, StoreError> {
    Ok(row!(tx, (String, Option<String>), WITHOUT_END)?)
}

/// The same among the events of one account, or of its chain.
pub(crate) async fn stray_of(tx: &mut Tx, account: &str) -> Result<Option<(String, Option<String>)>, StoreError> {
    Ok(row!(tx, (String, Option<String>), WITHOUT_END_OF, account)?)
}

/// How many events say that they are in this chain.
pub(crate) async fn count(tx: &mut Tx, chain: &str) -> Result<i64, StoreError> {
    Ok(row!(tx, (i64,), COUNT, chain)?.map_or(0, |it| it.0))
}

/// Events of a chain after this place, in order.
pub(crate) async fn links_after(tx: &mut Tx, chain: &str, sequence: i64, limit: i64) -> Result<Vec<Link>, StoreError> {
    let mut links = rows!(tx, Link, LINKS, chain, sequence, limit)?;
    let Some(last) = links.last().and_then(|it| it.sequence) else { return Ok(links) };
    let mut erased = HashMap::<String, Vec<ErasedValue>>::new();
    for (event, field, digest, by) in rows!(tx, (String, String, String, String), ERASED, chain, sequence, last)? {
        let field = Field::parse(&field).ok_or_else(|| StoreError::Content(format!("the erased field {field:?}")))?;
        erased.entry(event).or_default().push(ErasedValue { field, digest, by });
    }
    for link in &mut links {
        link.erased = erased.remove(&link.id).unwrap_or_default();
    }
    Ok(links)
}

/// One event as it stands there; of which values only digests are left is not said.
pub(super) async fn link(tx: &mut Tx, id: &str) -> Result<Option<Link>, StoreError> {
    Ok(row!(tx, Link, ONE, id)?)
}

/// Keeps everybody else from appending to a chain until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, chain: &str) -> Result<(), StoreError> {
    run!(tx, LOCK, chain)?;
    Ok(())
}

/// Events of a chain after this place that are of before and not sealed yet, in order.
pub(super) async fn to_seal_after(tx: &mut Tx, chain: &str, sequence: i64, limit: i64) -> Result<Vec<Link>, StoreError> {
    Ok(rows!(tx, Link, TO_SEAL, chain, sequence, limit)?)
}

/// Events of a chain before this place, the newest first.
pub(crate) async fn links_before(tx: &mut Tx, chain: &str, sequence: i64, limit: i64) -> Result<Vec<Link>, StoreError> {
    Ok(rows!(tx, Link, NEWEST, chain, sequence, limit)?)
}

/// Puts events that were written before there were chains into them, in the order in which they happened; once in a database's life. Where
/// there is a chain already they were not written before there were chains: whoever put them there finds them left out, and whoever
/// verifies finds them.
pub(super) async fn adopt(store: &Store) -> Result<(), StoreError> {
    if metadata::get(&mut store.read().await?, CHAINED).await?.is_some() {
        return Ok(());
    }
    let mut tx = store.write().await?;
    metadata::lock(&mut tx).await?;
    if metadata::get(&mut tx, CHAINED).await?.is_some() {
        return Ok(());
    }
    if row!(&mut tx, (String,), ANY)?.is_some() {
        tracing::error!(
            "the fact that events are in chains is missing, though there are chains: domicile-directory audit verify says what else is wrong"
        );
        return Ok(());
    }
    let mut events = rows!(&mut tx, Link, UNCHAINED)?;
    events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    for mut link in events {
        link.encoding = Some(ENCODING);
        audit_salts::salt(&mut link)?;
        extend(&mut tx, &mut link).await?;
        run!(
            &mut tx,
            PUT_IN,
            link.chain.as_deref(),
            link.sequence,
            link.previous_hash.as_deref(),
            link.hash.as_deref(),
            link.encoding,
            link.before_salt.as_deref(),
            link.after_salt.as_deref(),
            link.because_salt.as_deref(),
            link.id.as_str()
        )?;
    }
    metadata::set(&mut tx, CHAINED, "yes").await?;
    tx.commit().await
}
