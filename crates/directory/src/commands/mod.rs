//! The command line: `serve`, `migrate`, and what whoever runs the service does by a command. One file for each group of verbs: what is
//! typed, what it does, what is printed.

mod arguments;
pub mod audit;
mod backup;
mod check;
pub mod doubles;
mod keys;
pub mod mail;
pub mod operator;
mod person;
mod records;
pub mod support;
mod verb_failure;

use crate::serve::{self, Options};
use anyhow::Context as _;
use arguments::DatabaseArgs;
use clap::{Parser, Subcommand};
use domicile_model::id::AccountId;
use domicile_model::shown_address::shown_address;
use jiff::Timestamp;
use std::io::Write as _;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::Notify;
use tracing_subscriber::EnvFilter;
use url::Url;
use verb_failure::VerbFailure;

/// The service of Domicile: who belongs to which account, and what they may run.
#[derive(Parser)]
#[command(name = "domicile-directory", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Answer requests until told to end.
    Serve {
        /// Where to listen; port 0 takes a free one.
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// How clients reach the service, if not under the address it listens on.
        #[arg(long)]
        public_url: Option<String>,
        /// Fill an empty database with the sample organisation, and let people sign in by picking themselves. On this machine only.
        #[arg(long)]
        demo: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Try everything that a start needs, before it: database, issuers, clock, keys, mail server, public address, files. Changes nothing; exit 1
    /// where something fails.
    Check(check::CheckArgs),
    /// Bring the database up to date and end.
    Migrate {
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Copy an SQLite database to a new file, beside a service that runs, and look the copy through. Restoring: docs/operations.md.
    Backup(backup::BackupArgs),
    /// The record of everything that happened.
    #[command(subcommand)]
    Audit(audit::AuditVerb),
    /// Hand over an account's record of events (--account), or everything as a document for import (--all): one JSON object a line.
    Export {
        /// The account's id: its events, oldest first.
        #[arg(long, required_unless_present = "all", conflicts_with = "all")]
        account: Option<String>,
        /// Products, accounts, what they own, and people: importing it changes nothing.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        database: DatabaseArgs,
    },
    /// Take a document of accounts, products, entitlements and people in: checked whole, planned, then one transaction per account.
    Import(records::document::ImportArgs),
    /// The keys that sign policies, and the root that vouches for them.
    #[command(subcommand)]
    Keys(keys::KeysVerb),
    /// Who signs in as whom.
    #[command(subcommand)]
    Identity(operator::IdentityVerb),
    /// Mail that waits, or that the mail server did not take.
    #[command(subcommand)]
    Mail(mail::MailVerb),
    /// Organisations that own entitlements.
    #[command(subcommand)]
    Account(records::AccountVerb),
    /// E-mail domains confirmed for accounts.
    #[command(subcommand)]
    Domain(records::DomainVerb),
    /// Countries in which accounts have contracts.
    #[command(subcommand)]
    Contract(records::ContractVerb),
    /// What is sold.
    #[command(subcommand)]
    Product(records::ProductVerb),
    /// What accounts own.
    #[command(subcommand)]
    Entitlement(records::EntitlementVerb),
    /// People: taking over those whom a vendor knows already, handing over and erasing what is known of one.
    #[command(subcommand)]
    Person(records::PersonVerb),
    /// Help people whose account nobody looks after.
    #[command(subcommand)]
    Support(support::SupportVerb),
}

/// Reads the command line, does what it asks for, and prints what whoever started it waits for.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("DOMICILE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    // A line that cannot be written is lost; saying so on the same stderr would be a panic.
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false).init();
    match run_verb(cli.verb).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "domicile-directory: {error:#}");
            error.downcast_ref::<VerbFailure>().map_or(ExitCode::FAILURE, |it| ExitCode::from(it.exit))
        }
    }
}

async fn run_verb(verb: Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Serve { listen, public_url, demo, database } => {
            let config = database.config()?;
            let public_url = public_url.as_deref().map(public_url_of).transpose()?;
            let options = Options { listen, public_url, database: database.database, demo, config };
            let (stop, reload) = (stop_signal()?, reload_signal()?);
            serve::serve(
                options,
                Arc::new(Timestamp::now),
                |url| say(&format!("listening on {}", url.as_str().trim_end_matches('/'))),
                reload,
                stop,
            )
            .await
        }
        Verb::Migrate { database } => {
            database.migrate().await?.close().await;
            Ok(())
        }
        Verb::Check(args) => check::run(args).await,
        Verb::Backup(args) => backup::run(args).await,
        Verb::Audit(verb) => audit::run(verb).await,
        Verb::Import(args) => records::document::run(args).await,
        Verb::Export { account, database, .. } => {
            let Some(account) = account else { return records::document::export_all(&database).await };
            let store = database.read_only().await?;
            let exported = audit::export(&store, &AccountId::new(account), |event| writeln!(std::io::stdout(), "{event}")).await;
            store.close().await?;
            exported?;
            Ok(std::io::stdout().flush()?)
        }
        Verb::Identity(verb) => operator::run(verb).await,
        Verb::Mail(verb) => mail::run(verb).await,
        Verb::Keys(verb) => keys::run(verb).await,
        Verb::Support(verb) => support::run(verb).await,
        Verb::Account(verb) => records::account::run(verb).await,
        Verb::Domain(verb) => records::domain::run(verb).await,
        Verb::Contract(verb) => records::contract::run(verb).await,
        Verb::Product(verb) => records::product::run(verb).await,
        Verb::Entitlement(verb) => records::entitlement::run(verb).await,
        Verb::Person(verb) => records::person::run(verb).await,
    }
}

/// A line that whoever started us may wait for. They may have stopped listening; that is no reason to end.
fn say(line: &str) {
    let _ = print(line);
}

/// A line that was asked for.
///
/// # Errors
/// Where it cannot be written: an answer that nobody got is none. Whoever closed the pipe has read enough.
fn print_line(line: &str) -> anyhow::Result<()> {
    match print(line) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).context("the answer cannot be written"),
        _ => Ok(()),
    }
}

fn print(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").and_then(|()| out.flush())
}

/// Waits for the signal to end: SIGTERM or Ctrl-C.
#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

/// Waits for Ctrl-C, or for the console to close.
#[cfg(windows)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c().context("cannot listen for Ctrl-C")?;
    let mut closed = tokio::signal::windows::ctrl_close().context("cannot listen for the console to close")?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = closed.recv() => {} }
    })
}

/// Tells when the configuration is to be read again: SIGHUP.
#[cfg(unix)]
fn reload_signal() -> anyhow::Result<Arc<Notify>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hangup = signal(SignalKind::hangup()).context("cannot listen for SIGHUP")?;
    let reload = Arc::new(Notify::new());
    let told = Arc::clone(&reload);
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            told.notify_one()
        }
    });
    Ok(reload)
}

/// There is no such signal here: a changed file is seen all the same.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn reload_signal() -> anyhow::Result<Arc<Notify>> {
    Ok(Arc::new(Notify::new()))
}

/// Reads the public URL here rather than by the grammar, which would print what was typed, a password in it included.
fn public_url_of(typed: &str) -> anyhow::Result<Url> {
    Url::parse(typed).with_context(|| format!("--public-url: {} is not an address", shown_address(typed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }
}
