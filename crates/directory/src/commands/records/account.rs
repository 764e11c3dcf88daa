//! `account`: organisations that own entitlements.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::print_line;
use crate::commands::verb_failure::VerbFailure;
use crate::operator::act::within;
use crate::operator::{Act, Change, account_record, administrator, contract_record, domain_record, entitlement_record};
use crate::store::sourced::{accounts, entitlements};
use clap::{Args, Subcommand};
use domicile_model::email::Email;
use domicile_model::id::AccountId;
use domicile_model::operator::{AccountRow, Fault, FaultCode, parse_account_id};
use domicile_model::wire::{AccountRecord, Record};
use serde_json::json;

/// How many accounts are read at once.
const PAGE: i64 = 500;

#[derive(Subcommand)]
pub(in crate::commands) enum AccountVerb {
    /// Open an account: domicile-directory account create 4711 --name "Old Bridge Ltd"
    Create {
        /// The vendor's id.
        id: String,
        #[command(flatten)]
        flags: AccountFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Change what is given, and nothing else.
    Change {
        /// Its id.
        id: String,
        #[command(flatten)]
        flags: AccountFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Make somebody the account's first administrator, or one more: by mail, or by a link that is printed once.
    Administrator {
        /// The account's id.
        id: String,
        /// The person's address.
        #[arg(long)]
        email: String,
        /// The person's name, where they are not registered yet.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Close an account: everybody is released, nothing is granted. It can be opened again within 90 days.
    Close {
        /// Its id.
        id: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Open a closed account again; those whom closing released come back.
    Reopen {
        /// Its id.
        id: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print an account with its domains, contract countries and entitlements.
    Show {
        /// Its id.
        id: String,
        #[command(flatten)]
        show: ShowArgs,
    },
    /// Print every account.
    List {
        #[command(flatten)]
        show: ShowArgs,
    },
}

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(in crate::commands) struct AccountFlags {
    /// The organisation's name.
    #[arg(long)]
    name: Option<String>,
    /// How its people sign in: none, jit or scim; none unless told.
    #[arg(long)]
    federation: Option<String>,
    /// The address of its IT; an empty text takes it away.
    #[arg(long)]
    it_contact: Option<String>,
    /// How many days licences count without the service: 0 to 30; 7 unless told.
    #[arg(long)]
    offline_days: Option<u16>,
    /// Whether people of its domains join without being approved; with jit unless told.
    #[arg(long)]
    automatic_approval: Option<bool>,
}

impl AccountFlags {
    fn onto(self, id: String, known: Option<AccountRecord>) -> Result<AccountRecord, Fault> {
        let missing = || Fault::of("--name", FaultCode::Missing, "an account needs a name");
        let name = self.name.or(known.as_ref().map(|it| it.name.clone())).ok_or_else(missing)?;
        let known = known.as_ref();
        let it_contact = self.it_contact.or(known.and_then(|it| it.it_contact.clone())).filter(|it| !it.is_empty());
        Ok(AccountRecord {
            id,
            name,
            federation: self.federation.or(known.and_then(|it| it.federation.clone())),
            it_contact,
            offline_days: self.offline_days.or(known.and_then(|it| it.offline_days)),
            automatic_approval: self.automatic_approval.or(known.and_then(|it| it.automatic_approval)),
            closed: known.is_some_and(|it| it.closed),
        })
    }
}

pub(in crate::commands) async fn run(verb: AccountVerb) -> anyhow::Result<()> {
    match verb {
        AccountVerb::Create { id, flags, act } => put(id, flags, &act, false).await,
        AccountVerb::Change { id, flags, act } => put(id, flags, &act, true).await,
        AccountVerb::Administrator { id, email, name, act } => name_administrator(&id, &email, name, &act).await,
        AccountVerb::Close { id, act } => act.run(Act::CloseAccount(parse(&id)?)).await,
        AccountVerb::Reopen { id, act } => act.run(Act::ReopenAccount(parse(&id)?)).await,
        AccountVerb::Show { id, show } => print_account(&id, &show).await,
        AccountVerb::List { show } => list(&show).await,
    }
}

fn parse(id: &str) -> anyhow::Result<AccountId> {
    Ok(parse_account_id("id", id).map_err(|it| VerbFailure::of_fault(&it))?)
}

async fn put(id: String, flags: AccountFlags, act: &ActArgs, exists: bool) -> anyhow::Result<()> {
    let acting = act.begin().await?;
    let known = accounts::get(&mut acting.store.read().await?, &parse(&id)?).await?.map(|it| account_record(&it.0.row));
    let fault = match (known.is_some(), exists) {
        (true, false) => Some(Fault::of("id", FaultCode::Twice, format!("there is an account {id} already: account change {id}"))),
        (false, true) => Some(Fault::of("id", FaultCode::UnknownAccount, format!("there is no account {id}"))),
        (true, true) | (false, false) => None,
    };
    if let Some(fault) = fault {
        return acting.refuse(&fault).await;
    }
    match flags.onto(id, known) {
        Ok(record) => acting.run(Act::Put(checked(Record::Account(record))?)).await,
        Err(fault) => acting.refuse(&fault).await,
    }
}

async fn name_administrator(id: &str, email: &str, name: Option<String>, act: &ActArgs) -> anyhow::Result<()> {
    let account = parse(id)?;
    let email = Email::parse(email).map_err(|it| VerbFailure::of_fault(&Fault::of("--email", FaultCode::Invalid, it.to_string())))?;
    let acting = act.begin().await?;
    let by_mail = acting.sends_mail;
    let naming = async |change: &mut Change<'_, '_>| administrator::name(change, &account, &email, name.clone(), by_mail).await;
    let done = within(&acting.store, &acting.decider(), naming).await;
    let (json, has_address) = (acting.json, !acting.service_url.is_empty());
    acting.store.close().await;
    let named = done.map_err(VerbFailure::of_refusal)?;
    // What is printed acts: it is for the person, and is not kept anywhere.
    let shown = named.invited.as_ref().filter(|_| !by_mail);
    if json {
        let invitation = shown.map(|it| json!({"id": it.id, "link": has_address.then_some(&it.link), "code": it.code}));
        return print_line(&json!({"effect": "named", "person": named.user.id, "mailed": by_mail, "invitation": invitation}).to_string());
    }
    print_line(&format!("named\t{}\t{}", named.user.id, named.user.email))?;
    match (&named.invited, shown) {
        (None, _) => print_line("They sign in as before."),
        (Some(_), None) => print_line("They are invited by mail."),
        (Some(it), Some(_)) => {
            if has_address {
                print_line(&format!("Give them this link, which is shown once: {}", it.link))?;
            }
            print_line(&format!("Their code for Domicile, shown once: {}", it.code))
        }
    }
}

async fn print_account(id: &str, show: &ShowArgs) -> anyhow::Result<()> {
    let id = parse(id)?;
    let store = show.database.read_only().await?;
    let mut tx = store.read().await?;
    let found = match accounts::get(&mut tx, &id).await? {
        Some((account, _)) => Some((
            account.row,
            accounts::domains(&mut tx, &id).await?,
            accounts::contracts(&mut tx, &id).await?,
            entitlements::of_account(&mut tx, &id).await?,
        )),
        None => None,
    };
    drop(tx);
    store.close().await?;
    let Some((account, domains, contracts, owned)) = found else {
        return Err(VerbFailure::of_fault(&Fault::of("id", FaultCode::UnknownAccount, format!("there is no account {id}"))).into());
    };
    let mut records = vec![account_line(&account)];
    records.extend(domains.iter().map(|it| (Record::Domain(domain_record(&it.row)), format!("domain\t{}", it.row.domain))));
    records.extend(
        contracts
            .iter()
            .map(|it| (Record::Contract(contract_record(&it.row)), format!("contract\t{}\t{}", it.row.country, it.row.annual_revenue))),
    );
    records.extend(owned.iter().map(|it| {
        let record = entitlement_record(&it.row);
        let line = super::entitlement::line(&record);
        (Record::Entitlement(record), format!("entitlement\t{line}"))
    }));
    print_records(show.json, records)
}

fn account_line(it: &AccountRow) -> (Record, String) {
    let state = if it.closed { "closed" } else { "open" };
    let line = format!("{}\t{state}\t{}\t{}", it.id, it.federation.as_str(), it.name);
    (Record::Account(account_record(it)), line)
}

async fn list(show: &ShowArgs) -> anyhow::Result<()> {
    let store = show.database.read_only().await?;
    let mut after = String::new();
    loop {
        let page = accounts::page(&mut store.read().await?, &after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = last.row.id.to_string();
        print_records(show.json, page.iter().map(|it| account_line(&it.0.row)))?;
    }
    Ok(store.close().await?)
}
