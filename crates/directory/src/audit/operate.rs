//! What whoever runs the service does with the record of events: verify it, hand an account's over.

use super::head;
use super::link::Link;
use super::verify::{SignedHeads, Whole, verify};
use crate::keys::AuditKey;
use crate::store::{Store, StoreError, audit_chains};
use anyhow::{Context as _, anyhow, bail};
use domicile_model::id::AccountId;
use serde_json::{Value, json};
use std::path::PathBuf;

/// How many rows are read at once.
const PAGE: i64 = 500;

/// The heads in these files, every one signed by the audit key.
///
/// # Errors
/// A file that cannot be read, that holds anything else, or that holds no head at all.
pub fn read_heads(files: &[PathBuf], key: &AuditKey) -> anyhow::Result<SignedHeads> {
    let mut heads = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let found = head::read_all(&text, key);
        let found = found.map_err(|line| anyhow!("{} line {line} is not a head that the audit key signed.", file.display()))?;
        if found.is_empty() {
            bail!("{} holds no signed head.", file.display());
        }
        heads.extend(found);
    }
    Ok(SignedHeads(heads))
}

/// Verifies the record; a sentence that says that it is whole.
///
/// # Errors
/// A sentence that names the first broken link.
pub async fn verified(store: &Store, key: &AuditKey, heads: &[PathBuf], account: Option<&AccountId>) -> anyhow::Result<String> {
    let heads = read_heads(heads, key)?;
    match verify(store, key, &heads, account).await? {
        Ok(Whole { chains, events, heads }) => Ok(format!("The record is whole: chains {chains}, events {events}, signed heads {heads}.")),
        Err(broken) => bail!("{broken}"),
    }
}

/// Hands over an account's events, oldest first, one JSON object each.
///
/// # Errors
/// Where the database cannot be read, or the receiver refuses.
pub async fn export(store: &Store, account: &AccountId, mut take: impl FnMut(&Value) -> std::io::Result<()>) -> anyhow::Result<()> {
    let mut tx = store.read().await?;
    let mut last = 0;
    loop {
        let links = audit_chains::links_after(&mut tx, account.as_str(), last, PAGE).await?;
        let Some(end) = links.last().and_then(|it| it.sequence) else { return Ok(()) };
        last = end;
        for link in links {
            take(&exported(link)?)?;
        }
    }
}

fn exported(link: Link) -> Result<Value, StoreError> {
    let parse = |it: Option<String>| it.map(|it| serde_json::from_str::<Value>(&it)).transpose();
    let bad = |_| StoreError::Content(format!("audit event {}", link.id));
    Ok(json!({
        "id": link.id,
        "account": link.account_id,
        "sequence": link.sequence,
        "at": crate::store::accounts::time(link.at)?,
        "actor": link.actor,
        "action": link.action,
        "subject": link.subject,
        "before": parse(link.before).map_err(bad)?,
        "after": parse(link.after).map_err(bad)?,
        "because": link.because,
        "requestId": link.request_id,
        "previousHash": link.previous_hash,
        "hash": link.hash,
    }))
}
