//! Mail that waits or was given up, for whoever runs the service.

use super::arguments::DatabaseArgs;
use super::print_line;
use crate::mail::{OutboxEntry, outbox_entries};
use crate::service::{Ids, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::{Store, outbox};
use anyhow::{anyhow, bail};
use clap::Subcommand;
use jiff::Timestamp;
use serde_json::json;
use std::fmt::Write as _;
use uuid::Uuid;

#[derive(Subcommand)]
pub(super) enum MailVerb {
    /// Print mails that wait and that were given up, oldest first: id, waiting or failed, letter, recipient, when it was written, how often it
    /// was tried, why it was given up, what the mail server said. Changes nothing.
    List {
        /// Only those that were given up.
        #[arg(long)]
        failed: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Try mails again now, as if for the first time. Each leaves an event in the record.
    Retry {
        /// The mail's id; several can be named.
        #[arg(required_unless_present = "all")]
        ids: Vec<String>,
        /// Every mail that was given up.
        #[arg(long, conflicts_with = "ids")]
        all: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

pub(super) async fn run(verb: MailVerb) -> anyhow::Result<()> {
    match verb {
        MailVerb::List { failed, database } => {
            let store = database.read_only().await?;
            let listed = list(&store).await;
            store.close().await?;
            listed?.iter().filter(|it| !failed || it.state == "failed").try_for_each(|it| print_line(&line(it)))
        }
        MailVerb::Retry { ids, all, database } => {
            let store = database.store().await?;
            let retried = if all { retry_all(&store, Timestamp::now()).await } else { retry(&store, &ids, Timestamp::now()).await };
            store.close().await;
            print_line(&format!("{} to be sent", retried?))
        }
    }
}

/// What waits and what was given up, oldest first.
///
/// # Errors
/// Where the database cannot be read.
pub async fn list(store: &Store) -> anyhow::Result<Vec<OutboxEntry>> {
    Ok(outbox_entries(store).await?)
}

/// One mail a line, whatever the server said.
fn line(it: &OutboxEntry) -> String {
    let written = Timestamp::from_millisecond(it.created_at).map_or_else(|_| "-".to_owned(), |it| it.to_string());
    let mut line = format!("{}\t{}\t{}\t{}\t{written}\t{}", it.id, it.state, it.kind, it.recipient, it.attempts);
    let said = it.reason.as_deref().unwrap_or("-").split_whitespace().collect::<Vec<_>>().join(" ");
    let said: String = said.chars().filter(|it| !it.is_control()).collect();
    let _ = write!(line, "\t{}\t{said}", it.refusal.as_deref().unwrap_or("-"));
    line
}

/// These mails are tried again now; how many. All of them, or none.
///
/// # Errors
/// Where one of them is not there, is being sent, or its text is gone.
pub async fn retry(store: &Store, ids: &[String], now: Timestamp) -> anyhow::Result<usize> {
    let (mut tx, new, request_id) = (store.write().await?, Ids::default(), Uuid::new_v4().to_string());
    let mut ctx = WriteContext::new(&mut tx, now, &new, &request_id, "");
    for id in ids {
        let id = domicile_model::identifier::trimmed(id);
        let Some(it) = outbox::get(ctx.tx, id).await? else { bail!("No mail {id} waits or was given up.") };
        if it.body.is_empty() {
            bail!(
                "The text of {id} is gone: it was kept for 7 days. What it told of has to be done again: an invitation, for one, is sent again by an administrator of the account."
            );
        }
        if !try_again(&mut ctx, &it).await? {
            bail!("{id} is being sent at this moment. See what becomes of it: domicile-directory mail list.");
        }
    }
    tx.commit().await?;
    Ok(ids.len())
}

/// Every mail that was given up and whose text is still there is tried again now; how many.
///
/// # Errors
/// Where the database refuses.
pub async fn retry_all(store: &Store, now: Timestamp) -> anyhow::Result<usize> {
    let (mut tx, new, request_id) = (store.write().await?, Ids::default(), Uuid::new_v4().to_string());
    let mut ctx = WriteContext::new(&mut tx, now, &new, &request_id, "");
    let mut count = 0;
    for it in outbox::all(ctx.tx).await?.iter().filter(|it| it.state == "failed" && !it.body.is_empty()) {
        count += usize::from(try_again(&mut ctx, it).await?);
    }
    tx.commit().await?;
    Ok(count)
}

/// One mail is tried again, and that somebody had it tried is written down; `false` where it is being sent. To whom it goes does not stand in
/// the record, which is kept for longer than the mail.
async fn try_again(ctx: &mut WriteContext<'_>, it: &OutboxEntry) -> anyhow::Result<bool> {
    if !outbox::retry(ctx.tx, &it.id, ctx.now).await? {
        return Ok(false);
    }
    let step = (json!({"letter": it.kind, "state": it.state, "attempts": it.attempts, "refusal": it.refusal}), json!({"state": "waiting"}));
    let recorded = ctx.record_step(None, Author::Operator, AuditAction::MailRetried, &it.id, step, None).await;
    recorded.map_err(|_| anyhow!("The database refused; the log says why."))?;
    Ok(true)
}
