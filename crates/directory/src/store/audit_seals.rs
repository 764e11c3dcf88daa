//! Sealing events of before. Their hashes (version 1) are over what they say of people in plain text, so a value that is erased would leave
//! a hash that nobody can make again. A seal is an event of the same chain that covers the version 2 hashes of those events, which are over
//! salted digests and over the hash of before. Nothing that was ever signed or told is written anew.

use super::audit_action::AuditAction;
use super::audit_events::{self, Author, Event};
use super::event_hash::{Link, NO_ACCOUNT, SEALED};
use super::{Store, StoreError, Tx, audit_chains, audit_salts};
use data_encoding::HEXLOWER;
use domicile_model::id::AccountId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// How many rows are read at once.
const PAGE: i64 = 500;
/// The first line of what a seal is made of.
const VERSION: &str = "domicile audit seal 2\n";

const UNSEALED: &str = "SELECT DISTINCT chain FROM audit_events WHERE encoding IS NULL AND chain IS NOT NULL";
const SALT: &str = "UPDATE audit_events SET before_salt = $1, after_salt = $2, because_salt = $3 WHERE id = $4";
const SEAL: &str = "UPDATE audit_events SET encoding = 1 WHERE encoding IS NULL AND chain = $1 AND sequence <= $2";

/// What a seal says: which events of before it covers, all of them between two places that no seal before covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SealFacts {
    /// The place of the first of them.
    pub(crate) from: i64,
    /// The place of the last of them.
    pub(crate) to: i64,
    /// How many they are.
    pub(crate) events: i64,
    /// Over their version 2 hashes.
    pub(crate) hash: String,
}

/// A seal that is being made, or made again by whoever verifies it.
pub(crate) struct Seal {
    hasher: Sha256,
    from: i64,
    to: i64,
    events: i64,
}

impl Default for Seal {
    fn default() -> Self {
        Self { hasher: Sha256::new_with_prefix(VERSION), from: 0, to: 0, events: 0 }
    }
}

impl Seal {
    /// The next event of before.
    pub(crate) fn take(&mut self, link: &Link) {
        self.hasher.update(format!("{}\n", link.hash_to_seal()));
        self.to = link.sequence.unwrap_or_default();
        if self.events == 0 {
            self.from = self.to;
        }
        self.events += 1;
    }

    /// The first event that it covers; `None` where it covers nothing.
    pub(crate) fn first(&self) -> Option<i64> {
        (self.events > 0).then_some(self.from)
    }

    /// What the seal says of all that it took; it begins anew.
    pub(crate) fn close(&mut self) -> SealFacts {
        let Self { hasher, from, to, events } = std::mem::take(self);
        let hash = HEXLOWER.encode(&hasher.finalize());
        SealFacts { from, to, events, hash }
    }
}

/// Seals every event of before, chain by chain. Where there is none that is one look at an empty index.
pub(super) async fn adopt(store: &Store) -> Result<(), StoreError> {
    let chains = rows!(&mut store.read().await?, (String,), UNSEALED)?;
    for (chain,) in chains {
        let mut tx = store.write().await?;
        if let Some(sealed) = seal(&mut tx, &chain).await? {
            tracing::info!(chain, sealed.from, sealed.to, sealed.events, "audit events of before are sealed");
        }
        tx.commit().await?;
    }
    Ok(())
}

async fn seal(tx: &mut Tx, chain: &str) -> Result<Option<SealFacts>, StoreError> {
    audit_chains::lock(tx, chain).await?;
    if audit_chains::end(tx, chain).await?.is_none() {
        // Whoever put them there did not append them: they stay as they are, and whoever verifies finds them.
        return Ok(None);
    }
    let (mut seal, mut last) = (Seal::default(), 0);
    loop {
        let links = audit_chains::to_seal_after(tx, chain, last, PAGE).await?;
        let Some(end) = links.last().and_then(|it| it.sequence) else { break };
        last = end;
        for mut link in links {
            audit_salts::salt(&mut link)?;
            link.encoding = Some(SEALED);
            let salts = [&link.before_salt, &link.after_salt, &link.because_salt].map(Option::as_deref);
            if salts.iter().any(Option::is_some) {
                run!(tx, SALT, salts[0], salts[1], salts[2], link.id.as_str())?;
            }
            seal.take(&link);
        }
    }
    if seal.first().is_none() {
        return Ok(None);
    }
    run!(tx, SEAL, chain, last)?;
    let facts = seal.close();
    let account = (chain != NO_ACCOUNT).then(|| AccountId::new(chain));
    let after = serde_json::to_value(&facts).map_err(|error| StoreError::Content(format!("a seal: {error}")))?;
    let event = Event {
        account: account.as_ref(),
        author: Author::System,
        action: AuditAction::AuditSealed,
        subject: chain,
        before: None,
        after: Some(after),
        because: None,
    };
    let (id, request_id) = (Uuid::now_v7().to_string(), Uuid::new_v4().to_string());
    audit_events::append(tx, &id, Timestamp::now(), &request_id, event).await?;
    Ok(Some(facts))
}
