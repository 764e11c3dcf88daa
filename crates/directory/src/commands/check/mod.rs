//! `domicile-directory check`: everything that a start needs, tried before it, without writing anything anywhere. Each group of checks has its
//! file: what is looked at there is one function, what follows from what was found another. All of them run, each within its time.

mod database;
mod files;
mod issuers;
mod keys;
mod mail;
mod public_address;
mod report;

use super::verb_failure::{USAGE, VerbFailure};
use super::{print_line, public_url_of};
use crate::bearer::IssuerClient;
use crate::config::Config;
use crate::serve;
use clap::Args;
use futures_util::future::join_all;
use jiff::Timestamp;
use report::{Check, Report};
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;

/// How long files may take: they may lie on another machine.
const FILES: Duration = Duration::from_secs(5);
/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);
/// How long an issuer may take: two documents.
const ISSUER: Duration = Duration::from_secs(12);
/// How long the mail server may take: connecting, greeting, signing in.
const MAIL: Duration = Duration::from_secs(20);
/// How long the way to ourselves may take.
const PUBLIC_ADDRESS: Duration = Duration::from_secs(8);

// No doc comment: it would stand in the help of the verb.
#[derive(Args)]
pub(super) struct CheckArgs {
    /// The configuration file of the service.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// As the service is started with, where that is not in the file.
    #[arg(long)]
    database: Option<String>,
    /// As the service is started with, where that is not in the file.
    #[arg(long)]
    public_url: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: CheckArgs) -> anyhow::Result<()> {
    let named = args.public_url.as_deref().map(public_url_of).transpose();
    let public_url = named.map_err(|it| VerbFailure::new(USAGE, format!("{it:#}")))?;
    let checks = match Config::read(&args.config) {
        Ok(config) => {
            let config = Config { public_url: public_url.or(config.public_url.clone()), ..config };
            check_all(&config, &serve::database(args.database.as_deref(), &config)).await?
        }
        // What others may have written is not followed: it could lead the mail server's password to them.
        Err(error) => vec![files::unusable_configuration(&error)],
    };
    let report = Report::new(checks);
    print_line(&if args.json { serde_json::to_string_pretty(&report)? } else { report.text() })?;
    match report.failed {
        0 => Ok(()),
        failed => Err(VerbFailure::new(1, format!("{failed} of {} checks failed", report.checks.len())).into()),
    }
}

/// Every check, in the order in which they are printed.
async fn check_all(config: &Config, database: &str) -> anyhow::Result<Vec<Check>> {
    let client = IssuerClient::new()?;
    let now = Timestamp::now().as_second();
    let issuers = config.issuers.iter().map(|it| within(ISSUER, "issuer.metadata", issuers::check(it, &client)));
    let checks = tokio::join!(
        within(
            FILES,
            "files.keys",
            blocking({
                let config = config.clone();
                move || files::check(&config)
            })
        ),
        within(DATABASE, "database", database::check(database, config.unverified_database_server)),
        within(
            FILES,
            "keys",
            blocking({
                let folder = config.keys.clone();
                move || keys::check(folder.as_deref(), now)
            })
        ),
        async { issuers::check_settings(&config.issuers) },
        async { join_all(issuers).await.concat() },
        within(MAIL, "mail.greeting", mail::check(config.mail.as_ref())),
        within(PUBLIC_ADDRESS, "public-address", public_address::check(config.public_url.as_ref(), &client)),
    );
    let (files, database, keys, settings, issuers, mail, public_address) = checks;
    Ok([files, database, keys, settings, issuers, mail, public_address].concat())
}

/// Checks within a time; what takes longer has failed.
async fn within(limit: Duration, id: &'static str, checks: impl Future<Output = Vec<Check>>) -> Vec<Check> {
    tokio::time::timeout(limit, checks).await.unwrap_or_else(|_| {
        let what = format!("There was no answer within {} seconds.", limit.as_secs());
        vec![Check::failed(id, what, "The service would wait for it as well.", "Look at what is between, and run the check again.")]
    })
}

/// Checks that wait for the system.
async fn blocking(checks: impl FnOnce() -> Vec<Check> + Send + 'static) -> Vec<Check> {
    tokio::task::spawn_blocking(checks)
        .await
        .unwrap_or_else(|error| vec![Check::failed("files.keys", "Looking at files broke off.", error.to_string(), "Run the check again.")])
}

#[cfg(test)]
mod tests {
    use super::*;
    use report::State;

    #[tokio::test(start_paused = true)]
    async fn what_takes_too_long_has_failed_and_the_others_have_not() {
        let (slow, quick) = tokio::join!(
            within(MAIL, "mail.greeting", std::future::pending()),
            within(FILES, "keys", async { vec![Check::ok("keys", "Fine.")] })
        );
        assert_eq!((slow[0].id, slow[0].state), ("mail.greeting", State::Failed));
        assert!(slow[0].what.contains("20 seconds"), "{slow:?}");
        assert_eq!(quick[0].state, State::Ok);
    }
}
