//! `domain`: e-mail domains confirmed for accounts.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::verb_failure::VerbFailure;
use crate::operator::{Act, domain_record};
use crate::store::sourced::accounts;
use clap::Subcommand;
use domicile_model::operator::{Row, parse_account_id};
use domicile_model::wire::{DomainRecord, Record};

#[derive(Subcommand)]
pub(in crate::commands) enum DomainVerb {
    /// Confirm a domain for an account: domicile-directory domain confirm 4711 oldbridge.example.com
    Confirm {
        /// The account's id.
        account: String,
        /// The domain.
        domain: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Take a domain from an account.
    Remove {
        /// The account's id.
        account: String,
        /// The domain.
        domain: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print an account's domains.
    List {
        /// The account's id.
        account: String,
        #[command(flatten)]
        show: ShowArgs,
    },
}

pub(in crate::commands) async fn run(verb: DomainVerb) -> anyhow::Result<()> {
    match verb {
        DomainVerb::Confirm { account, domain, act } => act.run(Act::Put(checked(Record::Domain(DomainRecord { account, domain }))?)).await,
        DomainVerb::Remove { account, domain, act } => match checked(Record::Domain(DomainRecord { account, domain }))? {
            Row::Domain(it) => act.run(Act::EndDomain(it)).await,
            other => anyhow::bail!("not a domain: {other:?}"),
        },
        DomainVerb::List { account, show } => {
            let account = parse_account_id("account", &account).map_err(|it| VerbFailure::of_fault(&it))?;
            let store = show.database.read_only().await?;
            let found = accounts::domains(&mut store.read().await?, &account).await;
            store.close().await?;
            print_records(show.json, found?.iter().map(|it| (Record::Domain(domain_record(&it.row)), it.row.domain.clone())))
        }
    }
}
