//! `domicile-directory backup`: a copy of the database beside a service that runs. PostgreSQL has a program of its own for that, whose
//! command is said. How a backup is restored: `docs/operations.md`.

use super::arguments::DatabaseArgs;
use super::print_line;
use super::verb_failure::{USAGE, VerbFailure};
use crate::store::backup::{BackupError, BackupReport, back_up};
use crate::store::is_postgres;
use clap::Args;
use domicile_model::shown_address::shown_address;
use std::path::{Path, PathBuf};
use url::Url;

// No doc comment: it would stand in the help of the verb.
#[derive(Args)]
pub(super) struct BackupArgs {
    /// The new file; one that is there is not overwritten.
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) async fn run(args: BackupArgs) -> anyhow::Result<()> {
    let (address, opening) = args.database.address()?;
    if is_postgres(&address)? {
        let said = format!("PostgreSQL makes its backups itself, beside a service that runs: {}", dump_command(&address, &args.to));
        return Err(VerbFailure::new(USAGE, said).into());
    }
    match back_up(&address, opening, &args.to).await {
        Ok(report) => print_line(&said(&args.to, report)),
        Err(error @ BackupError::Exists(_)) => Err(VerbFailure::new(USAGE, error.to_string()).into()),
        Err(error) => Err(error.into()),
    }
}

fn said(to: &Path, report: BackupReport) -> String {
    let record = match report.record {
        Some((chains, events)) => format!("chains {chains}, events {events}"),
        None => "of an older version of this program, so the ends of its chains were not looked at".to_owned(),
    };
    format!("The backup {} is whole: tables of version {}, {record}.", to.display(), report.tables)
}

/// What makes the same of a PostgreSQL database, ready for a shell.
fn dump_command(address: &str, to: &Path) -> String {
    // One with a password is refused by everything else, and not repeated here.
    let has_password = Url::parse(address).is_ok_and(|it| it.password().is_some() || it.query_pairs().any(|it| it.0 == "password"));
    let address = if has_password { shown_address(address) } else { address.to_owned() };
    format!("umask 077 && pg_dump --format=custom --file={} --dbname={}", quoted(&to.to_string_lossy()), quoted(&address))
}

/// As a shell takes it for one word.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_for_postgresql_is_ready_for_a_shell_and_holds_no_password() {
        let of = |address: &str| dump_command(address, Path::new("it's.dump"));
        assert_eq!(
            of("postgres:///d?host=/run/postgresql&user=u"),
            r"umask 077 && pg_dump --format=custom --file='it'\''s.dump' --dbname='postgres:///d?host=/run/postgresql&user=u'"
        );
        for address in ["postgres://u:s3cret@db.example.com/d", "postgres://db.example.com/d?password=s3cret"] {
            assert!(!of(address).contains("s3cret"), "{}", of(address));
        }
    }

    #[test]
    fn what_a_backup_holds_is_said() {
        let report = |record| BackupReport { tables: 11, record };
        assert_eq!(said(Path::new("b"), report(Some((2, 7)))), "The backup b is whole: tables of version 11, chains 2, events 7.");
        assert!(said(Path::new("b"), report(None)).contains("older version"));
    }
}
