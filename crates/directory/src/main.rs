//! The binary `domicile-directory`: reads the command line, calls the library, prints what whoever started it waits for.

mod keys_verbs;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use domicile_directory::audit::operate;
use domicile_directory::config::Config;
use domicile_directory::operator;
use domicile_directory::serve::{self, Options};
use domicile_directory::store::Store;
use domicile_directory::support;
use domicile_model::id::AccountId;
use jiff::Timestamp;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tracing_subscriber::EnvFilter;
use url::Url;

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
        public_url: Option<Url>,
        /// Fill an empty database with the sample organisation, and let people sign in by picking themselves. On this machine only.
        #[arg(long)]
        demo: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Bring the database up to date and end.
    Migrate {
        #[command(flatten)]
        place: Place,
    },
    /// The record of everything that happened.
    #[command(subcommand)]
    Audit(AuditVerb),
    /// Hand over an account's record: one JSON object a line, oldest first.
    Export {
        /// The account's id.
        #[arg(long)]
        account: String,
        #[command(flatten)]
        place: Place,
    },
    /// The keys that sign policies, and the root that vouches for them.
    #[command(subcommand)]
    Keys(keys_verbs::KeysVerb),
    /// Who signs in as whom.
    #[command(subcommand)]
    Identity(IdentityVerb),
    /// Help people whose account nobody looks after.
    #[command(subcommand)]
    Support(SupportVerb),
}

#[derive(Subcommand)]
enum SupportVerb {
    /// Print the cases that wait, oldest first: number, when, who, account, how many administrators it has, what they wrote.
    List {
        #[command(flatten)]
        place: Place,
    },
    /// Answer a case.
    Answer {
        /// The case's number.
        number: String,
        /// What the person reads.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        place: Place,
    },
    /// Take somebody out of their account, though they may be its last administrator.
    RemoveUser {
        /// Their address.
        #[arg(long)]
        email: String,
        /// Why, for the record; who waits for it reads it, too.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        place: Place,
    },
    /// Make somebody of an account its account administrator.
    NameAdmin {
        /// The account's id.
        #[arg(long)]
        account: String,
        /// Their address.
        #[arg(long)]
        email: String,
        /// Why, for the record.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Subcommand)]
enum AuditVerb {
    /// Walk the chains of events, hold them against their signed heads, and name the first broken link.
    Verify {
        /// A file with heads that were signed before: the one named by auditHeads, or a log of the service. May be given several times.
        #[arg(long)]
        head: Vec<PathBuf>,
        /// One account's chain only.
        #[arg(long)]
        account: Option<String>,
        #[command(flatten)]
        key: Key,
        #[command(flatten)]
        place: Place,
    },
    /// Print the public part of the audit key.
    Key {
        #[command(flatten)]
        key: Key,
        /// The configuration file that names the folder of keys.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

#[derive(Args)]
struct Key {
    /// Use the sample organisation's audit key, where no folder of keys is configured.
    #[arg(long)]
    demo: bool,
}

#[derive(Subcommand)]
enum IdentityVerb {
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
        place: Place,
    },
}

#[derive(Args)]
struct Place {
    /// sqlite:PATH or postgres://user@host/database; domicile-directory.sqlite3 in this folder unless told.
    #[arg(long)]
    database: Option<String>,
    /// The configuration file (TOML): issuers, keys, and defaults for these options.
    #[arg(long)]
    config: Option<PathBuf>,
}

fn read(config: Option<&Path>) -> anyhow::Result<Config> {
    Ok(config.map(Config::read).transpose()?.unwrap_or_default())
}

impl Place {
    fn config(&self) -> anyhow::Result<Config> {
        read(self.config.as_deref())
    }

    async fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&serve::database(self.database.as_deref(), &self.config()?)).await?)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_env("DOMICILE_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "domicile-directory: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.verb {
        Verb::Serve { listen, public_url, demo, place } => {
            let config = place.config()?;
            let options = Options { listen, public_url, database: place.database, demo, config };
            let stop = told_to_end()?;
            serve::serve(options, Arc::new(Timestamp::now), |url| say(&format!("listening on {url}")), stop).await
        }
        Verb::Migrate { place } => {
            place.store().await?.close().await;
            Ok(())
        }
        Verb::Audit(AuditVerb::Verify { head, account, key, place }) => {
            let key = serve::audit_key(&place.config()?, key.demo)?;
            let store = place.store().await?;
            let verified = operate::verified(&store, &key, &head, account.map(AccountId::new).as_ref()).await;
            store.close().await;
            say(&verified?);
            Ok(())
        }
        Verb::Audit(AuditVerb::Key { key, config }) => {
            say(&serve::audit_key(&read(config.as_deref())?, key.demo)?.public());
            Ok(())
        }
        Verb::Export { account, place } => {
            let store = place.store().await?;
            let mut out = std::io::stdout().lock();
            let exported = operate::export(&store, &AccountId::new(account), |event| writeln!(out, "{event}")).await;
            store.close().await;
            exported
        }
        Verb::Identity(IdentityVerb::Link { issuer, subject, email, place }) => {
            let store = place.store().await?;
            let linked = operator::link_identity(&store, &issuer, &subject, &email, Timestamp::now()).await;
            store.close().await;
            linked
        }
        Verb::Keys(verb) => keys_verbs::run(verb).await,
        Verb::Support(verb) => help(verb).await,
    }
}

async fn help(verb: SupportVerb) -> anyhow::Result<()> {
    let (SupportVerb::List { place }
    | SupportVerb::Answer { place, .. }
    | SupportVerb::RemoveUser { place, .. }
    | SupportVerb::NameAdmin { place, .. }) = &verb;
    let store = place.store().await?;
    let now = Timestamp::now();
    let done = match &verb {
        SupportVerb::List { .. } => support::list(&store).await.map(|cases| {
            for it in &cases {
                let account = it.account.as_deref().unwrap_or("-");
                // One case a line, whatever people wrote.
                let text = it.text.split_whitespace().collect::<Vec<_>>().join(" ");
                say(&format!("{}\t{}\t{}\t{account}\t{}\t{text}", it.number, it.opened, it.email, it.administrators));
            }
        }),
        SupportVerb::Answer { number, because, .. } => support::answer(&store, number, because, now).await.map(|()| say("answered")),
        SupportVerb::RemoveUser { email, because, .. } => {
            support::remove_user(&store, email, because, now).await.map(|noted| say(noted.unwrap_or("removed")))
        }
        SupportVerb::NameAdmin { account, email, because, .. } => {
            support::name_admin(&store, account, email, because, now).await.map(|()| say("named"))
        }
    };
    store.close().await;
    done
}

/// Whoever started us may have stopped listening; that is no reason to end.
fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{}", line.trim_end_matches('/')).and_then(|()| out.flush());
}

/// Waits for the signal to end: SIGTERM or Ctrl-C.
#[cfg(unix)]
fn told_to_end() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

/// Waits for Ctrl-C, or for the console to close.
#[cfg(windows)]
fn told_to_end() -> anyhow::Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = tokio::signal::windows::ctrl_c().context("cannot listen for Ctrl-C")?;
    let mut closed = tokio::signal::windows::ctrl_close().context("cannot listen for the console to close")?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = closed.recv() => {} }
    })
}
