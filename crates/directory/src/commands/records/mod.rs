//! Accounts, products, entitlements and people by command, for whoever runs the service. Each noun has its file: what is typed, and which
//! act it is; what an act does is in `operator`. Exit codes are those of `domicile`: 2 for what cannot be, 5 where the database cannot be
//! had, 7 where something stands in the way.

pub(super) mod account;
pub(super) mod contract;
pub(super) mod document;
pub(super) mod domain;
pub(super) mod entitlement;
pub(super) mod person;
pub(super) mod product;

pub(super) use account::AccountVerb;
pub(super) use contract::ContractVerb;
pub(super) use domain::DomainVerb;
pub(super) use entitlement::EntitlementVerb;
pub(super) use person::PersonVerb;
pub(super) use product::ProductVerb;

use super::arguments::DatabaseArgs;
use super::print_line;
use super::verb_failure::VerbFailure;
use crate::operator::act::decide;
use crate::operator::{Act, Decider, Source};
use crate::store::Store;
use clap::Args;
use domicile_model::operator::{Fault, Row, check_record};
use domicile_model::text::{NOTE_MAX, clean};
use domicile_model::wire::Record;
use jiff::Timestamp;
use serde_json::json;

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(super) struct ActArgs {
    /// On whose behalf: a row that another source has spoken for is left alone.
    #[arg(long, default_value = Source::USUAL)]
    source: String,
    /// Why, for the record.
    #[arg(long)]
    because: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

// No doc comment, as above.
#[derive(Args)]
pub(super) struct ShowArgs {
    /// Print JSON, one record a line.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// What a verb needs to act.
struct Acting {
    store: Store,
    source: Source,
    because: Option<String>,
    service_url: String,
    sends_mail: bool,
    json: bool,
}

impl ActArgs {
    async fn begin(&self) -> anyhow::Result<Acting> {
        let source = Source::new(&self.source).map_err(|it| VerbFailure::of_fault(&it))?;
        let because = self.because.as_deref().map(|it| clean(it, NOTE_MAX)).transpose()?.filter(|it| !it.is_empty());
        let config = self.database.config()?;
        let service_url = config.public_url.as_ref().map(|it| it.as_str().trim_end_matches('/').to_owned()).unwrap_or_default();
        Ok(Acting { store: self.database.store().await?, source, because, service_url, sends_mail: config.mail.is_some(), json: self.json })
    }

    /// Does it, and prints what became of the row.
    async fn run(&self, act: Act) -> anyhow::Result<()> {
        self.begin().await?.run(act).await
    }
}

impl Acting {
    fn decider(&self) -> Decider<'_> {
        let because = self.because.as_deref();
        Decider { source: &self.source, because, service_url: &self.service_url, now: Timestamp::now() }
    }

    async fn run(self, act: Act) -> anyhow::Result<()> {
        let done = decide(&self.store, &self.decider(), &act).await;
        self.store.close().await;
        let effect = done.map_err(VerbFailure::of_refusal)?;
        if self.json { print_line(&json!({"effect": effect.as_str()}).to_string()) } else { print_line(effect.as_str()) }
    }

    /// Ends without having done anything.
    async fn refuse<T>(self, fault: &Fault) -> anyhow::Result<T> {
        self.store.close().await;
        Err(VerbFailure::of_fault(fault).into())
    }
}

/// The row of a record that was typed.
fn checked(record: Record) -> anyhow::Result<Row> {
    check_record(&record).map_err(|faults| VerbFailure::of_faults(&faults).into())
}

/// Prints records: each on a line, as JSON or its most telling parts.
fn print_records(json: bool, records: impl IntoIterator<Item = (Record, String)>) -> anyhow::Result<()> {
    records.into_iter().try_for_each(|(record, line)| if json { print_line(&serde_json::to_string(&record)?) } else { print_line(&line) })
}
