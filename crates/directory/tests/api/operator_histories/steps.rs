//! What an order system says at random: records and their ends, about few things, so that they meet.

use super::super::identity::ISSUER;
use domicile_directory::operator::Act;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{DomainRow, check_record};
use domicile_model::wire::{
    AccountRecord, ContractRecord, DomainRecord, EntitlementRecord, IdentityRecord, PersonRecord, ProductRecord, Record,
};
use proptest::prelude::*;
use serde_json::json;

/// Something that the order system says.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Put(Record),
    /// What this names ends.
    End(Record),
}

fn one_of(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(words).prop_map(str::to_owned)
}

fn maybe(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(one_of(words))
}

fn account() -> impl Strategy<Value = String> {
    // More at home than elsewhere, so that something happens.
    prop_oneof![3 => Just("pier".to_owned()), 1 => Just("quay".to_owned()), 1 => Just("dock".to_owned())]
}

fn rarely() -> impl Strategy<Value = bool> {
    proptest::bool::weighted(0.15)
}

fn record() -> impl Strategy<Value = Record> {
    let usage = || maybe(&["evaluation", "trial"]);
    prop_oneof![
        2 => (one_of(&["crane", "tower"]), one_of(&["A", "B"]), usage(), rarely(), rarely()).prop_map(|(id, name, usage_type, free_to_all, retired)| {
            Record::Product(ProductRecord { id, name, usage_type, free_to_all, retired })
        }),
        3 => (account(), one_of(&["A", "B"]), proptest::option::of(0..3_u16), maybe(&["jit"]), rarely()).prop_map(
            |(id, name, offline_days, federation, closed)| {
                Record::Account(AccountRecord { id, name, federation, it_contact: None, offline_days, automatic_approval: None, closed })
            }
        ),
        2 => (account(), one_of(&["pier.example.com", "quay.example.com"])).prop_map(|(account, domain)| Record::Domain(DomainRecord { account, domain })),
        2 => (account(), one_of(&["GB", "DE"]), 0..2_i64).prop_map(|(account, country, annual_revenue)| {
            Record::Contract(ContractRecord { account, country, annual_revenue })
        }),
        4 => (one_of(&["E-1", "E-2", "E-3"]), account(), one_of(&["crane", "tower"]), usage(), maybe(&["2026-03-01", "2027-01-01"]), 0..3_u32).prop_map(
            |(id, account, product, usage_type, ends, few)| {
                Record::Entitlement(EntitlementRecord {
                    id,
                    account,
                    product,
                    edition: (few == 1).then(|| "Pro".to_owned()),
                    usage_type,
                    countries: if few == 2 { vec!["GB".to_owned()] } else { Vec::new() },
                    roles: if few == 1 { vec!["beta".to_owned()] } else { Vec::new() },
                    groups: Vec::new(),
                    seats: (few > 0).then_some(few),
                    starts: "2026-01-01".to_owned(),
                    ends,
                    grace_days: 0,
                })
            }
        ),
        5 => (one_of(&["ada", "bo", "cy"]), proptest::option::weighted(0.7, account()), maybe(&["A", "B"]), roles(), maybe(&["GB", "DE"]), rarely())
            .prop_map(|(id, account, display_name, roles, country, linked)| {
                Record::Person(PersonRecord {
                    email: format!("{id}@example.com"),
                    identities: if linked { vec![IdentityRecord { issuer: ISSUER.into(), subject: id.clone() }] } else { Vec::new() },
                    id: Some(id),
                    display_name,
                    locale: None,
                    account,
                    roles,
                    country,
                })
            }),
    ]
}

fn roles() -> impl Strategy<Value = Option<Vec<String>>> {
    let roles: &'static [&'static [&'static str]] = &[&[], &["download"], &["account_admin"], &["download", "co_admin"]];
    proptest::option::of(proptest::sample::select(roles).prop_map(|it| it.iter().map(|it| (*it).to_owned()).collect()))
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![3 => record().prop_map(Step::Put), 1 => record().prop_map(Step::End)]
}

/// A history that begins with something to be about.
pub(super) fn history() -> impl Strategy<Value = Vec<Step>> {
    let product = |id: &str| Record::Product(serde_json::from_value(json!({"id": id, "name": "A"})).unwrap());
    let account = |id: &str| Record::Account(serde_json::from_value(json!({"id": id, "name": "A"})).unwrap());
    let first: Vec<Step> = vec![Step::Put(product("crane")), Step::Put(account("pier")), Step::Put(account("quay"))];
    proptest::collection::vec(step(), 6..18).prop_map(move |steps| [first.clone(), steps].concat())
}

/// The kind of a record, and the address below `/v1/operator` that names it.
pub(super) fn named(record: &Record) -> (&'static str, String) {
    match record {
        Record::Product(it) => ("product", format!("products/{}", it.id)),
        Record::Account(it) => ("account", format!("accounts/{}", it.id)),
        Record::Domain(it) => ("domain", format!("accounts/{}/domains/{}", it.account, it.domain)),
        Record::Contract(it) => ("contract", format!("accounts/{}/contracts/{}", it.account, it.country)),
        Record::Entitlement(it) => ("entitlement", format!("entitlements/{}", it.id)),
        Record::Person(it) => ("person", format!("people/{}", it.id.as_deref().unwrap())),
    }
}

/// The account that a record is about.
pub(super) fn account_of(record: &Record) -> Option<&str> {
    match record {
        Record::Product(_) => None,
        Record::Account(it) => Some(&it.id),
        Record::Domain(it) => Some(&it.account),
        Record::Contract(it) => Some(&it.account),
        Record::Entitlement(it) => Some(&it.account),
        Record::Person(it) => it.account.as_deref(),
    }
}

pub(super) fn act_of(step: &Step) -> Act {
    match step {
        Step::Put(record) => Act::Put(check_record(record).unwrap()),
        Step::End(Record::Product(it)) => Act::RetireProduct(it.id.clone()),
        Step::End(Record::Account(it)) => Act::CloseAccount(AccountId::new(it.id.clone())),
        Step::End(Record::Domain(it)) => {
            Act::EndDomain(DomainRow { account: AccountId::new(it.account.clone()), domain: it.domain.clone() })
        }
        Step::End(Record::Contract(it)) => Act::EndContract(AccountId::new(it.account.clone()), CountryCode::parse(&it.country).unwrap()),
        Step::End(Record::Entitlement(it)) => Act::EndEntitlement(it.id.clone()),
        Step::End(Record::Person(it)) => Act::ReleasePerson(UserId::new(it.id.clone().unwrap())),
    }
}
