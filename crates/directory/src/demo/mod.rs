//! The sample organisation that `--demo` fills an empty database with: the same people in tests, screenshots and documents. Here is who they
//! are and what they own; writing it down is in `fill`.

mod fill;

pub use fill::{DemoError, fill};

use crate::builtin_issuer::Person;
use domicile_model::account::Federation;
use domicile_model::entitlement::UsageType;
use domicile_model::person::Role;

/// An account of the sample organisation.
pub(super) struct Account {
    id: &'static str,
    name: &'static str,
    federation: Federation,
    it_contact: Option<&'static str>,
    domain: Option<&'static str>,
    /// Code and annual revenue of each contract country.
    contracts: &'static [(&'static str, i64)],
}

/// Somebody in it.
pub(super) struct Someone {
    id: &'static str,
    name: &'static str,
    email: &'static str,
    account: Option<&'static str>,
    roles: &'static [Role],
    fulfilment_contact: bool,
    profile_country: Option<&'static str>,
    explicit_country: Option<&'static str>,
}

/// A product of the catalogue.
pub(super) struct Product {
    id: &'static str,
    name: &'static str,
    usage_type: UsageType,
    free_to_all: bool,
}

/// What an account owns.
pub(super) struct Owned {
    account: &'static str,
    product: &'static str,
    edition: Option<&'static str>,
    usage_type: UsageType,
    /// Codes separated by spaces; empty for everywhere.
    countries: &'static str,
    /// Only for holders of this role.
    role: Option<Role>,
    seats: i64,
    /// Days from the day of filling to the contract's end; negative is over.
    ends_in_days: i64,
    grace_days: i64,
}

pub(super) const ACCOUNTS: &[Account] = &[
    Account {
        id: "old-bridge",
        name: "Old Bridge Ltd",
        federation: Federation::None,
        it_contact: None,
        domain: Some("oldbridge.example.com"),
        contracts: &[("GB", 120_000)],
    },
    Account {
        id: "northwind-rail",
        name: "Northwind Rail",
        federation: Federation::None,
        it_contact: None,
        domain: None,
        contracts: &[("FR", 900_000), ("GB", 300_000)],
    },
    Account {
        id: "harbour",
        name: "Harbour GmbH",
        federation: Federation::Scim,
        it_contact: Some("it@harbour.example.com"),
        domain: Some("harbour.example.com"),
        contracts: &[("DE", 250_000)],
    },
    Account {
        id: "meridian",
        name: "Meridian SA",
        federation: Federation::Jit,
        it_contact: None,
        domain: Some("meridian.example.com"),
        contracts: &[],
    },
    Account { id: "quarry", name: "Quarry & Sons", federation: Federation::None, it_contact: None, domain: None, contracts: &[] },
];

const fn someone(
    id: &'static str,
    name: &'static str,
    email: &'static str,
    account: Option<&'static str>,
    roles: &'static [Role],
) -> Someone {
    Someone { id, name, email, account, roles, fulfilment_contact: false, profile_country: None, explicit_country: None }
}

pub(super) const PEOPLE: &[Someone] = &[
    Someone {
        profile_country: Some("FR"),
        ..someone("ana-costa", "Ana Costa", "ana.costa@oldbridge.example.com", Some("old-bridge"), &[Role::Download])
    },
    someone("maria-silva", "Maria Silva", "maria.silva@oldbridge.example.com", Some("old-bridge"), &[Role::AccountAdmin]),
    someone("tom-becker", "Tom Becker", "tom.becker@oldbridge.example.com", Some("old-bridge"), &[Role::CoAdmin]),
    Someone {
        fulfilment_contact: true,
        ..someone("piet-jansen", "Piet Jansen", "piet.jansen@oldbridge.example.com", Some("old-bridge"), &[])
    },
    Someone {
        fulfilment_contact: true,
        ..someone("nora-lindqvist", "Nora Lindqvist", "nora.lindqvist@northwind.example.com", Some("northwind-rail"), &[Role::AccountAdmin])
    },
    Someone {
        explicit_country: Some("DE"),
        ..someone("paul-petit", "Paul Petit", "paul.petit@northwind.example.com", Some("northwind-rail"), &[])
    },
    Someone {
        fulfilment_contact: true,
        ..someone("jonas-weber", "Jonas Weber", "jonas.weber@harbour.example.com", Some("harbour"), &[Role::AccountAdmin])
    },
    someone("lena-vogt", "Lena Vogt", "lena.vogt@harbour.example.com", Some("harbour"), &[]),
    Someone {
        fulfilment_contact: true,
        ..someone("iris-novak", "Iris Novak", "iris.novak@meridian.example.com", Some("meridian"), &[Role::AccountAdmin])
    },
    someone("hugo-prat", "Hugo Prat", "hugo.prat@meridian.example.com", Some("meridian"), &[]),
    Someone { fulfilment_contact: true, ..someone("sam-quarry", "Sam Quarry", "sam.quarry@quarry.example.com", Some("quarry"), &[]) },
    someone("yara-haddad", "Yara Haddad", "yara.haddad@example.com", None, &[]),
];

pub(super) const PRODUCTS: &[Product] = &[
    Product { id: "archive-reader", name: "Archive Reader", usage_type: UsageType::Production, free_to_all: false },
    Product { id: "bridge-modeler", name: "Bridge Modeler", usage_type: UsageType::Production, free_to_all: false },
    Product { id: "rail-designer", name: "Rail Designer", usage_type: UsageType::Production, free_to_all: false },
    Product { id: "site-simulator", name: "Site Simulator", usage_type: UsageType::Evaluation, free_to_all: false },
    Product { id: "terrain-viewer", name: "Terrain Viewer", usage_type: UsageType::Production, free_to_all: true },
];

const fn owned(account: &'static str, product: &'static str, countries: &'static str) -> Owned {
    Owned {
        account,
        product,
        edition: Some("Professional"),
        usage_type: UsageType::Production,
        countries,
        role: None,
        seats: 10,
        ends_in_days: 365,
        grace_days: 14,
    }
}

pub(super) const OWNED: &[Owned] = &[
    owned("old-bridge", "bridge-modeler", "GB"),
    Owned { edition: None, seats: 5, ends_in_days: -30, grace_days: 0, ..owned("old-bridge", "archive-reader", "GB") },
    owned("northwind-rail", "rail-designer", "FR GB"),
    Owned {
        edition: None,
        usage_type: UsageType::Evaluation,
        role: Some(Role::Beta),
        seats: 3,
        ends_in_days: 90,
        grace_days: 0,
        ..owned("northwind-rail", "site-simulator", "FR GB")
    },
    owned("harbour", "bridge-modeler", "DE"),
    owned("harbour", "rail-designer", "DE"),
    owned("meridian", "bridge-modeler", ""),
    owned("meridian", "rail-designer", ""),
];

/// Who can sign in at the built-in issuer, in the order of its page.
pub fn people() -> Vec<Person> {
    PEOPLE.iter().map(|it| Person { sub: it.id.to_owned(), email: it.email.to_owned(), name: it.name.to_owned() }).collect()
}
