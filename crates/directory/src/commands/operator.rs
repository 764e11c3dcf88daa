//! What whoever runs the service does by a command: audited like everything else.

use super::arguments::DatabaseArgs;
use super::doubles::doubles;
use super::print_line;
use crate::identity;
use crate::service::{Ids, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{self, Author, Recorded};
use crate::store::{Store, users, versions};
use anyhow::bail;
use clap::Subcommand;
use domicile_model::email::Email;
use domicile_model::text::{NOTE_MAX, clean};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

#[derive(Subcommand)]
pub(super) enum IdentityVerb {
    /// Bind an identity at an issuer to a person.
    Link {
        /// The issuer, as it stands in its tokens.
        #[arg(long)]
        issuer: String,
        /// The subject there.
        #[arg(long)]
        subject: String,
        /// The address under which the person is known here.
        #[arg(long)]
        email: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Print people and groups that look the same, though they are two, or that nobody could register today: kind, double or unfit, key, id,
    /// account, address or name. Changes nothing.
    Doubles {
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

pub(super) async fn run(verb: IdentityVerb) -> anyhow::Result<()> {
    match verb {
        IdentityVerb::Link { issuer, subject, email, database } => {
            let store = database.store().await?;
            let linked = link_identity(&store, &issuer, &subject, &email, Timestamp::now()).await;
            store.close().await;
            linked
        }
        IdentityVerb::Doubles { database } => {
            let store = database.read_only().await?;
            let found = doubles(&store).await;
            store.close().await?;
            found?.iter().try_for_each(|it| print_line(&it.to_string()))
        }
    }
}

/// Binds an identity (issuer and subject) to the person with this address, however many they have already.
///
/// # Errors
/// Where there is no such person, or the identity is somebody's already.
pub async fn link_identity(store: &Store, issuer: &str, subject: &str, email: &str, now: Timestamp) -> anyhow::Result<()> {
    let email = Email::parse(email)?;
    let ids = Ids::default();
    let request_id = Uuid::new_v4().to_string();
    let mut tx = store.write().await?;
    let Some(user) = users::id_by_email(&mut tx, &email).await? else { bail!("There is nobody with the address {email}.") };
    let mut ctx = WriteContext::new(&mut tx, now, &ids, &request_id, "");
    match identity::link(&mut ctx, issuer, subject, &user, Author::Operator).await {
        Ok(true) => Ok(tx.commit().await?),
        Ok(false) => bail!("This identity is linked already."),
        Err(_) => bail!("The database refused; the log says why."),
    }
}

/// Raises the epoch of policies: workstations then take versions that have fallen, as after a restored backup or a compromise. The new one.
///
/// # Errors
/// Without a reason, or where the database refuses.
pub async fn raise_epoch(store: &Store, because: &str, now: Timestamp) -> anyhow::Result<u64> {
    let because = clean(because, NOTE_MAX)?;
    if because.is_empty() {
        bail!("Say why: --because TEXT.");
    }
    let ids = Ids::default();
    let request_id = Uuid::new_v4().to_string();
    let mut tx = store.write().await?;
    let Some((before, after)) = versions::raise_epoch(&mut tx).await? else { bail!("Another raised the epoch at the same moment.") };
    let mut ctx = WriteContext::new(&mut tx, now, &ids, &request_id, "");
    let step = (json!({"epoch": before}), json!({"epoch": after}));
    let recorded = ctx.record_step(None, Author::Operator, AuditAction::PolicyEpochRaised, "policy", step, Some(&because)).await;
    if recorded.is_err() {
        bail!("The database refused; the log says why.");
    }
    tx.commit().await?;
    Ok(after)
}

/// Everything that happened to one person, request or case, oldest first.
///
/// # Errors
/// Where the database cannot be read.
pub async fn history(store: &Store, subject: &str) -> anyhow::Result<Vec<Recorded>> {
    Ok(audit_events::of_subject(&mut store.read().await?, subject).await?)
}
