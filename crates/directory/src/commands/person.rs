//! What whoever runs the service does about one person.

use super::arguments::DatabaseArgs;
use super::print_line;
use crate::person_data::erase::{Erasure, erase};
use crate::person_data::export::export;
use crate::store::{Compacted, Store};
use anyhow::bail;
use clap::Subcommand;
use jiff::Timestamp;

#[derive(Subcommand)]
pub(super) enum PersonVerb {
    /// Print everything that is known of somebody, as JSON. Changes nothing.
    Export {
        /// Their address.
        email: String,
        /// In one line.
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Erase somebody: name, address and everything else that is theirs, in every table, in the record of events, in mail that waits, in
    /// free pages of the database and in the log beside it. What is open ends first. It cannot be taken back.
    Erase {
        /// Their address.
        email: String,
        /// Why, for the record; without their name and address.
        #[arg(long)]
        because: String,
        /// Write the tables of PostgreSQL anew, each while nobody else can use it.
        #[arg(long)]
        rewrite: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Write the database anew, so that free pages and the log beside it hold nothing of what was deleted; where that was not possible while
    /// somebody was erased.
    Compact {
        /// Write the tables of PostgreSQL anew, each while nobody else can use it.
        #[arg(long)]
        rewrite: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

pub(super) async fn run(verb: PersonVerb) -> anyhow::Result<()> {
    match verb {
        PersonVerb::Export { email, json, database } => {
            let store = database.read_only().await?;
            let exported = export(&store, &email, Timestamp::now()).await;
            store.close().await?;
            let exported = exported?;
            print_line(&if json { exported.to_string() } else { format!("{exported:#}") })
        }
        PersonVerb::Erase { email, because, rewrite, database } => {
            let store = database.store().await?;
            let erased = erase(&store, &email, &because, Timestamp::now()).await;
            let compacted = if erased.is_ok() { Some(compact(&store, rewrite).await) } else { None };
            store.close().await;
            sentences(&erased?).iter().try_for_each(|it| print_line(it))?;
            compacted.map_or(Ok(()), |it| it.and_then(print_line))
        }
        PersonVerb::Compact { rewrite, database } => {
            let store = database.store().await?;
            let compacted = compact(&store, rewrite).await;
            store.close().await;
            print_line(compacted?)
        }
    }
}

/// What was done, and what is left to do elsewhere.
fn sentences(it: &Erasure) -> Vec<String> {
    let mut text = vec![format!("erased: {} ({} values of the record)", it.user, it.values)];
    if !it.vague.is_empty() {
        // Not the name itself: what is printed is kept by terminals and logs.
        text.push("Texts of other people were searched for the address only: the name is one word, or somebody else's as well.".to_owned());
    }
    if !it.still_named.is_empty() {
        text.push(format!("Still named, since it is not theirs to be erased: {}.", it.still_named.join(", ")));
    }
    text.push("Backups, copies and logs outside of the database, and the issuer, are yours to look after: docs/privacy.md.".to_owned());
    text
}

/// Writes the database anew; what to say of it.
async fn compact(store: &Store, rewrite: bool) -> anyhow::Result<&'static str> {
    match store.compact(rewrite).await? {
        Compacted::Whole => Ok("The file was written anew and its log is empty: nothing of what was deleted is left in them."),
        Compacted::Rewritten => Ok("The tables were written anew. The server's own log (WAL) keeps what it keeps: docs/privacy.md."),
        Compacted::DeadRows => Ok(
            "Dead rows are free room now, and their bytes are gone once it is used. To have them gone at once, at a quiet time: domicile-directory person compact --rewrite.",
        ),
        Compacted::InUse => bail!(
            "What was deleted is deleted, but somebody had the database open for so long that the file could not be written anew: free pages or the log beside it (-wal) may still hold it. End backups and other programs that read the file (the service may run), then: domicile-directory person compact."
        ),
    }
}
