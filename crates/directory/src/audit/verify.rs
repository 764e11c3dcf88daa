//! Walking the chains from their first event to the last, and holding them against every head that was signed: the one kept in the
//! database, and those that were told outside of it. The first thing that does not fit is named. A value that was erased is none of that,
//! as long as the chain itself says so (`evidence`).

pub use super::chain_break::{BreakKind, ChainBreak};

use super::evidence::Evidence;
use super::head::Head;
use crate::keys::AuditKey;
use crate::store::audit_chains::{self, End};
use crate::store::event_hash::{BEFORE_THE_FIRST, Link};
use crate::store::{Store, StoreError, Tx};
use domicile_model::id::AccountId;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows are read at once.
const PAGE: i64 = 500;

/// Everything fits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChainReport {
    /// How many chains.
    pub chains: u64,
    /// How many events in them.
    pub events: u64,
    /// How many signed heads they were held against.
    pub heads: u64,
    /// How many values were erased; their digests fit.
    pub erased: u64,
}

/// Walks every chain, or one account's, and holds it against these heads besides the ones in the database.
///
/// # Errors
/// Where the database cannot be read. What does not fit is no error of this function.
pub async fn verify(
    store: &Store,
    key: &AuditKey,
    heads: &SignedHeads,
    account: Option<&AccountId>,
) -> Result<Result<ChainReport, ChainBreak>, StoreError> {
    let mut tx = store.read().await?;
    let mut whole = ChainReport::default();
    let mut outside = heads.by_chain();
    if let Some(account) = account {
        if let Some((event, chain)) = audit_chains::stray_of(&mut tx, account.as_str()).await? {
            return Ok(Err(ChainBreak { chain, sequence: None, event: Some(event), kind: BreakKind::Stray }));
        }
        outside.retain(|chain, _| chain == account.as_str());
        if let Some(end) = audit_chains::end(&mut tx, account.as_str()).await?
            && let Err(broken) = walk(&mut tx, key, &end, &outside.remove(&end.chain).unwrap_or_default(), &mut whole).await?
        {
            return Ok(Err(broken));
        }
    } else {
        if let Some((event, chain)) = audit_chains::stray(&mut tx).await? {
            return Ok(Err(ChainBreak { chain, sequence: None, event: Some(event), kind: BreakKind::Stray }));
        }
        let mut last = String::new();
        loop {
            let ends = audit_chains::ends_after(&mut tx, &last, PAGE).await?;
            let Some(end) = ends.last() else { break };
            last.clone_from(&end.chain);
            for end in &ends {
                if let Err(broken) = walk(&mut tx, key, end, &outside.remove(&end.chain).unwrap_or_default(), &mut whole).await? {
                    return Ok(Err(broken));
                }
            }
        }
    }
    // A chain that somebody signed and that is not here at all.
    Ok(match outside.into_iter().find_map(|(chain, heads)| Some((chain, heads.last_key_value()?.0.to_owned()))) {
        Some((chain, written)) => {
            Err(ChainBreak { chain: Some(chain), sequence: Some(1), event: None, kind: BreakKind::CutTail { written, signed: true } })
        }
        None => Ok(whole),
    })
}

async fn walk(
    tx: &mut Tx,
    key: &AuditKey,
    end: &End,
    outside: &BTreeMap<i64, BTreeSet<String>>,
    whole: &mut ChainReport,
) -> Result<Result<(), ChainBreak>, StoreError> {
    let broken = |sequence, event: Option<&str>, kind| {
        Ok(Err(ChainBreak { chain: Some(end.chain.clone()), sequence: Some(sequence), event: event.map(str::to_owned), kind }))
    };
    let mut signed = outside.clone();
    if let Some(jws) = &end.signed_head {
        let head = Head::open(jws, key).filter(|head| head.chain == end.chain && head.sequence == end.signed_length);
        let Some(head) = head else { return broken(end.signed_length, None, BreakKind::BadHead) };
        signed.entry(head.sequence).or_default().insert(head.hash);
    }
    let (mut length, mut hash) = (0, BEFORE_THE_FIRST.to_owned());
    let mut evidence = Evidence::default();
    loop {
        let links = audit_chains::links_after(tx, &end.chain, length, PAGE).await?;
        if links.is_empty() {
            break;
        }
        for link in links {
            let expected = length + 1;
            let id = Some(link.id.as_str());
            if link.sequence != Some(expected) {
                return broken(expected, None, BreakKind::Missing);
            }
            if link.previous_hash.as_deref() != Some(&hash) {
                return broken(expected, id, BreakKind::NotLinked);
            }
            let Some(computed) = link.hash.clone().filter(|it| evidence.fits(&link, it)) else {
                return broken(expected, id, BreakKind::Changed);
            };
            if let Err(kind) = evidence.take(&link, expected) {
                return broken(expected, id, kind);
            }
            if Link::chain_of(link.account_id.as_deref()) != end.chain {
                return broken(expected, id, BreakKind::OtherAccount);
            }
            if signed.get(&expected).is_some_and(|hashes| hashes.iter().any(|it| *it != computed)) {
                return broken(expected, id, BreakKind::Rewritten);
            }
            (length, hash) = (expected, computed);
        }
    }
    let longest = signed.last_key_value().map_or(0, |(sequence, _)| *sequence);
    if longest > length {
        return broken(length + 1, None, BreakKind::CutTail { written: longest, signed: true });
    }
    if end.length > length {
        return broken(length + 1, None, BreakKind::CutTail { written: end.length, signed: false });
    }
    if end.length != length || end.hash != hash {
        return broken(length, None, BreakKind::OtherEnd);
    }
    if let Err((sequence, event, kind)) = evidence.judge() {
        return broken(sequence, event.as_deref(), kind);
    }
    if audit_chains::count(tx, &end.chain).await? != length {
        return broken(length, None, BreakKind::Surplus);
    }
    whole.chains += 1;
    whole.events += u64::try_from(length).unwrap_or_default();
    whole.erased += evidence.erased();
    whole.heads += u64::try_from(signed.values().map(BTreeSet::len).sum::<usize>()).unwrap_or_default();
    Ok(Ok(()))
}

/// Heads that were told outside the database.
#[derive(Debug, Default)]
pub struct SignedHeads(pub(crate) Vec<Head>);

impl SignedHeads {
    /// Per chain and place: what the hash there was, by each head.
    fn by_chain(&self) -> BTreeMap<String, BTreeMap<i64, BTreeSet<String>>> {
        let mut found: BTreeMap<String, BTreeMap<i64, BTreeSet<String>>> = BTreeMap::new();
        for head in &self.0 {
            found.entry(head.chain.clone()).or_default().entry(head.sequence).or_default().insert(head.hash.clone());
        }
        found
    }
}
