//! `import` and `export --all`: everything as one document.

use crate::commands::arguments::DatabaseArgs;
use crate::commands::print_line;
use crate::commands::verb_failure::VerbFailure;
use crate::import::export::export;
use crate::import::{ImportError, ImportOptions, ImportReport, import};
use crate::operator::Source;
use anyhow::Context as _;
use clap::Args;
use domicile_model::wire::RecordFault;
use jiff::Timestamp;
use serde_json::json;
use std::fs::File;
use std::io::{BufReader, Write as _};
use std::path::PathBuf;

// No doc comment: it would stand in the help of the verb.
#[derive(Args)]
pub(in crate::commands) struct ImportArgs {
    /// The document: JSON Lines, or a table (CSV) of entitlements or people; “-” for standard input.
    file: PathBuf,
    /// On whose behalf: rows belong to their source.
    #[arg(long, default_value = Source::USUAL)]
    source: String,
    /// Only check, and say what would be done.
    #[arg(long)]
    dry_run: bool,
    /// End what the source has and the document does not name.
    #[arg(long)]
    prune: bool,
    /// End that many rows, though it is more than the configuration allows without being asked.
    #[arg(long, value_name = "NUMBER")]
    confirm: Option<u64>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(in crate::commands) async fn run(args: ImportArgs) -> anyhow::Result<()> {
    let source = Source::new(&args.source).map_err(|it| VerbFailure::of_fault(&it))?;
    let config = args.database.config()?;
    let options = ImportOptions {
        source,
        dry_run: args.dry_run,
        prune: args.prune,
        guard: config.import.guard(),
        confirmed: args.confirm,
        service_url: config.public_url.as_ref().map(|it| it.as_str().trim_end_matches('/').to_owned()).unwrap_or_default(),
    };
    let store = args.database.store().await?;
    let done = if args.file.as_os_str() == "-" {
        import(&store, BufReader::new(std::io::stdin()), &options, Timestamp::now).await
    } else {
        match File::open(&args.file).with_context(|| format!("{} cannot be opened", args.file.display())) {
            Ok(file) => import(&store, BufReader::new(file), &options, Timestamp::now).await,
            Err(error) => {
                store.close().await;
                return Err(error);
            }
        }
    };
    store.close().await;
    match done {
        Ok(report) if args.json => print_line(&serde_json::to_string(&report)?),
        Ok(report) => print_line(&said(&report)),
        Err(error) => Err(failed(&error, args.json)?),
    }
}

fn said(report: &ImportReport) -> String {
    let what = report.in_words();
    if report.dry_run { format!("would be done: {what}") } else { format!("done: {what}") }
}

/// Prints what stands in the way, and fails.
fn failed(error: &ImportError, as_json: bool) -> anyhow::Result<anyhow::Error> {
    if let ImportError::Faults(faults) = error {
        for it in faults {
            print_line(&if as_json { serde_json::to_string(it)? } else { fault_line(it) })?;
        }
    } else if let (ImportError::Guard(it), true) = (error, as_json) {
        print_line(&json!({"ends": it.ends, "of": it.of}).to_string())?;
    }
    Ok(VerbFailure::of_import(error).into())
}

/// `7312: country: “UK” is no …`.
fn fault_line(it: &RecordFault) -> String {
    let line = it.line.map(|it| format!("line {it}: ")).unwrap_or_default();
    let field = it.field.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
    format!("{line}{field}{}", it.message)
}

/// `export --all`.
pub(in crate::commands) async fn export_all(database: &DatabaseArgs) -> anyhow::Result<()> {
    let store = database.read_only().await?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let exported = export(&store, |record| {
        serde_json::to_writer(&mut out, record)?;
        out.write_all(b"\n")
    })
    .await;
    store.close().await?;
    exported?;
    Ok(out.flush()?)
}
