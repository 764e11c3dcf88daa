//! `entitlement`: what accounts own.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::verb_failure::VerbFailure;
use crate::operator::{Act, entitlement_record};
use crate::store::sourced::entitlements;
use clap::{Args, Subcommand};
use domicile_model::operator::{Fault, FaultCode, parse_account_id};
use domicile_model::wire::{EntitlementRecord, Record};

#[derive(Subcommand)]
pub(in crate::commands) enum EntitlementVerb {
    /// Grant one: domicile-directory entitlement grant E-1 --account 4711 --product bridge-modeler --country GB --starts 2026-01-01
    Grant {
        /// The vendor's id.
        id: String,
        #[command(flatten)]
        flags: EntitlementFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Change what is given, and nothing else: renew it (--ends 2027-12-31), reduce it (--seats 3).
    Change {
        /// Its id.
        id: String,
        #[command(flatten)]
        flags: EntitlementFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// End one now, without grace.
    End {
        /// Its id.
        id: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print an account's entitlements.
    List {
        /// The account's id.
        account: String,
        #[command(flatten)]
        show: ShowArgs,
    },
}

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(in crate::commands) struct EntitlementFlags {
    /// The account's id.
    #[arg(long)]
    account: Option<String>,
    /// The product's id.
    #[arg(long)]
    product: Option<String>,
    /// The edition, as people read it.
    #[arg(long)]
    edition: Option<String>,
    /// production, evaluation or trial; as the product is sold unless told.
    #[arg(long)]
    usage_type: Option<String>,
    /// A country in which it counts; again for more. None: everywhere.
    #[arg(long = "country")]
    countries: Option<Vec<String>>,
    /// Only for holders of this role; again for more.
    #[arg(long = "role")]
    roles: Option<Vec<String>>,
    /// Only for members of this group, by its id; again for more.
    #[arg(long = "group")]
    groups: Option<Vec<String>>,
    /// How many may work at once; no limit unless told. Shown, not enforced.
    #[arg(long)]
    seats: Option<u32>,
    /// The first day, or the first moment; today unless told.
    #[arg(long)]
    starts: Option<String>,
    /// The last day, or the last moment; “never” for no end.
    #[arg(long)]
    ends: Option<String>,
    /// Days after the end in which work may go on.
    #[arg(long)]
    grace_days: Option<u16>,
}

impl EntitlementFlags {
    fn onto(self, id: String, known: Option<EntitlementRecord>) -> Result<EntitlementRecord, Fault> {
        let missing = |flag: &str| Fault::of(flag, FaultCode::Missing, "a new entitlement needs it");
        let base = match known {
            Some(known) => known,
            None => EntitlementRecord {
                id,
                account: self.account.clone().ok_or_else(|| missing("--account"))?,
                product: self.product.clone().ok_or_else(|| missing("--product"))?,
                edition: None,
                usage_type: None,
                countries: Vec::new(),
                roles: Vec::new(),
                groups: Vec::new(),
                seats: None,
                starts: jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date().to_string(),
                ends: None,
                grace_days: 0,
            },
        };
        let ends = match self.ends.as_deref() {
            Some("never") => None,
            Some(ends) => Some(ends.to_owned()),
            None => base.ends,
        };
        Ok(EntitlementRecord {
            id: base.id,
            account: self.account.unwrap_or(base.account),
            product: self.product.unwrap_or(base.product),
            edition: self.edition.or(base.edition),
            usage_type: self.usage_type.or(base.usage_type),
            countries: self.countries.unwrap_or(base.countries),
            roles: self.roles.unwrap_or(base.roles),
            groups: self.groups.unwrap_or(base.groups),
            seats: self.seats.or(base.seats),
            starts: self.starts.unwrap_or(base.starts),
            ends,
            grace_days: self.grace_days.unwrap_or(base.grace_days),
        })
    }
}

pub(in crate::commands) async fn run(verb: EntitlementVerb) -> anyhow::Result<()> {
    match verb {
        EntitlementVerb::Grant { id, flags, act } => put(id, flags, &act, false).await,
        EntitlementVerb::Change { id, flags, act } => put(id, flags, &act, true).await,
        EntitlementVerb::End { id, act } => act.run(Act::EndEntitlement(id)).await,
        EntitlementVerb::List { account, show } => {
            let account = parse_account_id("account", &account).map_err(|it| VerbFailure::of_fault(&it))?;
            let store = show.database.read_only().await?;
            let found = entitlements::of_account(&mut store.read().await?, &account).await;
            store.close().await?;
            print_records(
                show.json,
                found?.iter().map(|it| {
                    let record = entitlement_record(&it.row);
                    let line = line(&record);
                    (Record::Entitlement(record), line)
                }),
            )
        }
    }
}

/// One line: id, product, where, from when to when, seats.
pub(super) fn line(it: &EntitlementRecord) -> String {
    let countries = if it.countries.is_empty() { "global".to_owned() } else { it.countries.join(",") };
    let (ends, seats) = (it.ends.as_deref().unwrap_or("-"), it.seats.map_or_else(|| "-".to_owned(), |it| it.to_string()));
    format!("{}\t{}\t{countries}\t{}\t{ends}\t{seats}", it.id, it.product, it.starts)
}

async fn put(id: String, flags: EntitlementFlags, act: &ActArgs, exists: bool) -> anyhow::Result<()> {
    let acting = act.begin().await?;
    let known = entitlements::get(&mut acting.store.read().await?, &id).await?.map(|it| entitlement_record(&it.row));
    let fault = match (known.is_some(), exists) {
        (true, false) => Some(Fault::of("id", FaultCode::Twice, format!("there is an entitlement {id} already: entitlement change {id}"))),
        (false, true) => Some(Fault::of("id", FaultCode::Missing, format!("there is no entitlement {id}"))),
        (true, true) | (false, false) => None,
    };
    if let Some(fault) = fault {
        return acting.refuse(&fault).await;
    }
    match flags.onto(id, known) {
        Ok(record) => acting.run(Act::Put(checked(Record::Entitlement(record))?)).await,
        Err(fault) => acting.refuse(&fault).await,
    }
}
