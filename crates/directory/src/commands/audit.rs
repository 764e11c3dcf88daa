//! What whoever runs the service does with the record of events: verify it, hand an account's over, print the public key.

use super::arguments::{DatabaseArgs, read_config};
use super::print_line;
use crate::audit::head;
use crate::audit::verify::{ChainReport, SignedHeads, verify};
use crate::file_permissions::{self, Protection};
use crate::keys::AuditKey;
use crate::serve;
use crate::store::event_hash::{Link, NO_ACCOUNT};
use crate::store::{Store, StoreError, Tx, accounts, audit_chains, metadata};
use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};
use domicile_model::id::AccountId;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// How many rows are read at once.
const PAGE: i64 = 500;

#[derive(Subcommand)]
pub(super) enum AuditVerb {
    /// Walk the chains of events, hold them against their signed heads, and name the first broken link.
    Verify {
        /// A file with heads that were signed before: the one named by auditHeads, or a log of the service. May be given several times.
        #[arg(long)]
        head: Vec<PathBuf>,
        /// One account's chain only.
        #[arg(long)]
        account: Option<String>,
        #[command(flatten)]
        key: AuditKeyArgs,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Print the public part of the audit key.
    Key {
        #[command(flatten)]
        key: AuditKeyArgs,
        /// The configuration file that names the folder of keys.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(super) struct AuditKeyArgs {
    /// Use the sample organisation's audit key, where no folder of keys is configured.
    #[arg(long)]
    demo: bool,
}

pub(super) async fn run(verb: AuditVerb) -> anyhow::Result<()> {
    match verb {
        AuditVerb::Verify { head, account, key, database } => {
            let key = serve::audit_key(&database.config()?, key.demo)?;
            let store = database.read_only().await?;
            let verified = verified(&store, &key, &head, account.map(AccountId::new).as_ref()).await;
            store.close().await?;
            print_line(&verified?)
        }
        AuditVerb::Key { key, config } => print_line(&serve::audit_key(&read_config(config.as_deref())?, key.demo)?.public()),
    }
}

/// The heads in these files, every one signed by the audit key.
///
/// # Errors
/// A file that cannot be read, that others could have written, that holds anything else, or that holds no head at all.
pub fn read_heads(files: &[PathBuf], key: &AuditKey) -> anyhow::Result<SignedHeads> {
    let mut heads = Vec::new();
    for file in files {
        let text = if is_handed_over(file) {
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?
        } else {
            // Whoever can change it can leave out the head that would tell.
            file_permissions::need(file, Protection::Trusted)?
        };
        let found = head::read_all(&text, key);
        let found = found.map_err(|line| anyhow!("{} line {line} is not a head that the audit key signed.", file.display()))?;
        if found.is_empty() {
            bail!("{} holds no signed head.", file.display());
        }
        heads.extend(found);
    }
    Ok(SignedHeads(heads))
}

/// Whether whoever started us opened it already, as for `--head <(ssh logs cat heads)`: nobody else can put something in its place.
fn is_handed_over(file: &Path) -> bool {
    file == Path::new("/dev/stdin") || ["/dev/fd", "/proc/self/fd"].iter().any(|it| file.starts_with(it))
}

/// Verifies the record; a sentence that says that it is whole.
///
/// # Errors
/// A sentence that names the first broken link, or says that there is nothing that could be whole.
pub async fn verified(store: &Store, key: &AuditKey, heads: &[PathBuf], account: Option<&AccountId>) -> anyhow::Result<String> {
    let heads = read_heads(heads, key)?;
    if let Some(account) = account {
        known(&mut store.read().await?, account).await?;
    }
    match verify(store, key, &heads, account).await? {
        Ok(ChainReport { chains: 0, .. }) => bail!("{}", nothing(store, account).await?),
        Ok(ChainReport { chains, events, heads, erased: 0 }) => {
            Ok(format!("The record is whole: chains {chains}, events {events}, signed heads {heads}."))
        }
        Ok(ChainReport { chains, events, heads, erased }) => {
            Ok(format!("The record is whole: chains {chains}, events {events}, signed heads {heads}, erased values {erased}."))
        }
        Err(broken) => bail!("{broken}"),
    }
}

/// Refuses an account that is none, so that a mistyped one is not taken for one without events.
async fn known(tx: &mut Tx, account: &AccountId) -> anyhow::Result<()> {
    let is_known = account.as_str() == NO_ACCOUNT
        || accounts::get(tx, account).await?.is_some()
        // An account's events outlive it.
        || audit_chains::end(tx, account.as_str()).await?.is_some()
        || !audit_chains::links_after(tx, account.as_str(), 0, 1).await?.is_empty();
    if !is_known {
        bail!("There is no account {account}.");
    }
    Ok(())
}

/// Why there is not one chain to verify.
async fn nothing(store: &Store, account: Option<&AccountId>) -> anyhow::Result<String> {
    Ok(match account {
        Some(account) => format!("The record of {account} holds no event: there is nothing to verify."),
        None if metadata::is_empty(&mut store.read().await?).await? => "The database is empty: there is nothing to verify.".to_owned(),
        None => "The record holds no event, though there are accounts: either nothing has happened yet, or its events are gone. \
                 A copy of an SQLite file that was in use lacks what stood in the file beside it (-wal); heads that were signed (--head) \
                 say how many events there were."
            .to_owned(),
    })
}

/// Hands over an account's events, oldest first, one JSON object each.
///
/// # Errors
/// Where there is no such account, the database cannot be read, or the receiver refuses.
pub async fn export(store: &Store, account: &AccountId, mut take: impl FnMut(&Value) -> std::io::Result<()>) -> anyhow::Result<()> {
    let mut tx = store.read().await?;
    known(&mut tx, account).await?;
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
    let erased = link.erased.iter().map(|it| (it.field.as_str().to_owned(), json!({"digest": it.digest, "by": it.by})));
    let erased: Map<String, Value> = erased.collect();
    Ok(json!({
        "id": link.id,
        "account": link.account_id,
        "sequence": link.sequence,
        "at": crate::store::columns::timestamp(link.at)?,
        "actor": link.actor,
        "action": link.action,
        "subject": link.subject,
        "before": parse(link.before).map_err(bad)?,
        "after": parse(link.after).map_err(bad)?,
        "because": link.because,
        "requestId": link.request_id,
        "previousHash": link.previous_hash,
        "hash": link.hash,
        "encoding": link.encoding,
        "salts": {"before": link.before_salt, "after": link.after_salt, "because": link.because_salt},
        "erased": erased,
    }))
}
