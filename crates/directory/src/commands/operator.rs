//! What whoever runs the service does by a command: audited like everything else.

use super::arguments::DatabaseArgs;
use super::doubles::doubles;
use super::{print_line, say};
use crate::builtin_issuer;
use crate::config::Config;
use crate::identity;
use crate::service::{Ids, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{self, Author, Recorded};
use crate::store::{Store, users, versions};
use anyhow::{anyhow, bail};
use clap::Subcommand;
use domicile_model::email::Email;
use domicile_model::id::UserId;
use domicile_model::text::{NOTE_MAX, clean};
use jiff::Timestamp;
use serde_json::json;
use std::io::Write as _;
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
    let (issuer, subject, email, database) = match verb {
        IdentityVerb::Link { issuer, subject, email, database } => (issuer, subject, email, database),
        IdentityVerb::Doubles { database } => {
            let store = database.read_only().await?;
            let found = doubles(&store).await;
            store.close().await?;
            return found?.iter().try_for_each(|it| print_line(&it.to_string()));
        }
    };
    let config = database.config()?;
    let store = database.store().await?;
    let linked = link_identity(&store, &issuer, &subject, &email, Timestamp::now()).await;
    store.close().await;
    let linked = linked?;
    say(&format!("linked: {subject} at {issuer} signs in as {} <{}> ({})", linked.name, linked.email, linked.user));
    if let Some(warning) = unknown_issuer(&issuer, &config) {
        let _ = writeln!(std::io::stderr(), "domicile-directory: {warning}");
    }
    Ok(())
}

/// Who signs in by an identity from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedPerson {
    /// The person's id.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// The longest issuer or subject.
const LONGEST: usize = 255;

/// A text that an issuer or a subject can be.
fn identifier(what: &str, text: &str) -> anyhow::Result<()> {
    if text.trim() != text || text.is_empty() {
        bail!("The {what} is empty, or has blanks around it: write it exactly as it stands in the tokens.");
    }
    if text.len() > LONGEST || text.contains(char::is_control) {
        bail!("The {what} is longer than {LONGEST} bytes or holds a control character: no issuer has such a one.");
    }
    Ok(())
}

/// What to say where the configuration has no such issuer: nobody can sign in by the identity then.
fn unknown_issuer(issuer: &str, config: &Config) -> Option<String> {
    if issuer == builtin_issuer::ISSUER_ID || config.issuers.iter().any(|it| it.issuer == issuer) {
        return None;
    }
    let bare = |it: &str| it.trim_end_matches('/').to_owned();
    Some(match config.issuers.iter().find(|it| bare(&it.issuer) == bare(issuer)) {
        Some(near) => format!("warning: the configuration has {} and not {issuer}: tokens have to name it exactly so.", near.issuer),
        None => format!(
            "warning: the configuration has no issuer {issuer} (--config FILE names it): nobody signs in by this identity until it has."
        ),
    })
}

/// Binds an identity (issuer and subject) to the person with this address, however many they have already.
///
/// # Errors
/// Where issuer or subject cannot be one, there is no such person, or the identity is somebody's already.
pub async fn link_identity(store: &Store, issuer: &str, subject: &str, email: &str, now: Timestamp) -> anyhow::Result<LinkedPerson> {
    identifier("issuer", issuer)?;
    identifier("subject", subject)?;
    let email = Email::parse(email)?;
    let ids = Ids::default();
    let request_id = Uuid::new_v4().to_string();
    let mut tx = store.write().await?;
    let nobody = || anyhow!("There is nobody with the address {email}.");
    let id = users::id_by_email(&mut tx, &email).await?.ok_or_else(nobody)?;
    let person = users::get(&mut tx, &id).await?.ok_or_else(nobody)?;
    let mut ctx = WriteContext::new(&mut tx, now, &ids, &request_id, "");
    match identity::link(&mut ctx, issuer, subject, &id, Author::Operator).await {
        Ok(true) => tx.commit().await?,
        Ok(false) => bail!("This identity is linked already."),
        Err(_) => bail!("The database refused; the log says why."),
    }
    Ok(LinkedPerson { user: id, name: person.display_name, email: person.email })
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
