//! `person`: people, for taking over those whom a vendor knows already.

use super::{ActArgs, ShowArgs, checked, print_records};
use crate::commands::person;
use crate::commands::verb_failure::VerbFailure;
use crate::operator::act::person_with;
use crate::operator::{Act, person_record};
use crate::store::sourced::people;
use crate::store::users;
use clap::{Args, Subcommand};
use domicile_model::email::Email;
use domicile_model::id::AccountId;
use domicile_model::operator::{Fault, FaultCode, PersonRow, parse_account_id};
use domicile_model::wire::{IdentityRecord, PersonRecord, Record};

/// How many people are read at once.
const PAGE: i64 = 500;

#[derive(Subcommand)]
pub(in crate::commands) enum PersonVerb {
    /// Register somebody, or make what is given so: domicile-directory person set ana@example.com --account 4711 --role download
    Set {
        /// The address.
        email: String,
        #[command(flatten)]
        flags: PersonFlags,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Take somebody out of their account; they stay registered.
    Release {
        /// The address.
        email: String,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Print somebody.
    Show {
        /// The address.
        email: String,
        #[command(flatten)]
        show: ShowArgs,
    },
    #[command(flatten)]
    Data(person::PersonVerb),
    /// Print an account's people.
    List {
        /// The account's id.
        account: String,
        #[command(flatten)]
        show: ShowArgs,
    },
}

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(in crate::commands) struct PersonFlags {
    /// The vendor's id of the person.
    #[arg(long)]
    id: Option<String>,
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// en, de or es.
    #[arg(long)]
    locale: Option<String>,
    /// The account's id.
    #[arg(long)]
    account: Option<String>,
    /// A role in the account; again for more. Those that are given are the only ones.
    #[arg(long = "role")]
    roles: Option<Vec<String>>,
    /// The entitlement country, set explicitly.
    #[arg(long)]
    country: Option<String>,
    /// The issuer that knows the person, with --subject.
    #[arg(long, requires = "subject")]
    issuer: Option<String>,
    /// The subject there.
    #[arg(long, requires = "issuer")]
    subject: Option<String>,
}

pub(in crate::commands) async fn run(verb: PersonVerb) -> anyhow::Result<()> {
    match verb {
        PersonVerb::Set { email, flags, act } => {
            let identities = flags.issuer.zip(flags.subject).map(|(issuer, subject)| IdentityRecord { issuer, subject });
            let record = PersonRecord {
                id: flags.id,
                email,
                display_name: flags.name,
                locale: flags.locale,
                account: flags.account,
                roles: flags.roles,
                country: flags.country,
                identities: identities.into_iter().collect(),
            };
            act.run(Act::Put(checked(Record::Person(record))?)).await
        }
        PersonVerb::Release { email, act } => {
            let email = parse(&email)?;
            let acting = act.begin().await?;
            match person_with(&acting.store, &email).await {
                Ok(id) => acting.run(Act::ReleasePerson(id)).await,
                Err(refusal) => {
                    acting.store.close().await;
                    Err(VerbFailure::of_refusal(refusal).into())
                }
            }
        }
        PersonVerb::Data(verb) => person::run(verb).await,
        PersonVerb::Show { email, show } => print_person(&parse(&email)?, &show).await,
        PersonVerb::List { account, show } => {
            list(&parse_account_id("account", &account).map_err(|it| VerbFailure::of_fault(&it))?, &show).await
        }
    }
}

fn parse(email: &str) -> anyhow::Result<Email> {
    Ok(Email::parse(email).map_err(|it| VerbFailure::of_fault(&Fault::of("email", FaultCode::Invalid, it.to_string())))?)
}

fn line(it: &PersonRow) -> String {
    let roles = it.roles.iter().flatten().map(|it| it.as_str()).collect::<Vec<_>>().join(",");
    let id = it.id.as_ref().map(|it| it.as_str()).unwrap_or_default();
    let account = it.account.as_ref().map_or("-", |it| it.as_str());
    format!("{id}\t{account}\t{}\t{}\t{roles}", it.email, it.display_name.as_deref().unwrap_or_default())
}

async fn print_person(email: &Email, show: &ShowArgs) -> anyhow::Result<()> {
    let store = show.database.read_only().await?;
    let mut tx = store.read().await?;
    let found = match users::id_by_email(&mut tx, email).await? {
        Some(id) => {
            let identities = people::identities(&mut tx, &id).await?;
            people::get(&mut tx, &id).await?.map(|it| PersonRow { identities, ..it.row })
        }
        None => None,
    };
    drop(tx);
    store.close().await?;
    let nobody = || VerbFailure::of_fault(&Fault::of("email", FaultCode::Missing, format!("there is nobody with the address {email}")));
    let row = found.ok_or_else(nobody)?;
    print_records(show.json, [(Record::Person(person_record(&row)), line(&row))])
}

async fn list(account: &AccountId, show: &ShowArgs) -> anyhow::Result<()> {
    let store = show.database.read_only().await?;
    let mut after = String::new();
    loop {
        let page = people::page(&mut store.read().await?, Some(account), &after, PAGE).await?;
        let Some(last) = page.last().and_then(|it| it.row.id.as_ref()) else { break };
        after = last.to_string();
        print_records(show.json, page.iter().map(|it| (Record::Person(person_record(&it.row)), line(&it.row))))?;
    }
    Ok(store.close().await?)
}
