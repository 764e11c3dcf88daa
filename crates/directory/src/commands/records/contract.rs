//! `contract`: countries in which accounts have contracts.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::verb_failure::VerbFailure;
use crate::operator::{Act, contract_record};
use crate::store::sourced::accounts;
use clap::Subcommand;
use domicile_model::operator::{Row, parse_account_id};
use domicile_model::wire::{ContractRecord, Record};

#[derive(Subcommand)]
pub(in crate::commands) enum ContractVerb {
    /// Add a contract country, or change its revenue: domicile-directory contract set 4711 GB --revenue 120000
    Set {
        /// The account's id.
        account: String,
        /// ISO 3166-1 alpha-2.
        country: String,
        /// Annual revenue in whole units; only the order of an account's countries counts.
        #[arg(long, default_value_t = 0)]
        revenue: i64,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Take a contract country away.
    Remove {
        /// The account's id.
        account: String,
        /// ISO 3166-1 alpha-2.
        country: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print an account's contract countries.
    List {
        /// The account's id.
        account: String,
        #[command(flatten)]
        show: ShowArgs,
    },
}

pub(in crate::commands) async fn run(verb: ContractVerb) -> anyhow::Result<()> {
    match verb {
        ContractVerb::Set { account, country, revenue, act } => {
            act.run(Act::Put(checked(Record::Contract(ContractRecord { account, country, annual_revenue: revenue }))?)).await
        }
        ContractVerb::Remove { account, country, act } => {
            match checked(Record::Contract(ContractRecord { account, country, annual_revenue: 0 }))? {
                Row::Contract(it) => act.run(Act::EndContract(it.account, it.country)).await,
                other => anyhow::bail!("not a contract country: {other:?}"),
            }
        }
        ContractVerb::List { account, show } => {
            let account = parse_account_id("account", &account).map_err(|it| VerbFailure::of_fault(&it))?;
            let store = show.database.read_only().await?;
            let found = accounts::contracts(&mut store.read().await?, &account).await;
            store.close().await?;
            print_records(
                show.json,
                found?.iter().map(|it| {
                    let line = format!("{}\t{}", it.row.country, it.row.annual_revenue);
                    (Record::Contract(contract_record(&it.row)), line)
                }),
            )
        }
    }
}
