//! The entitlement country over random facts: which branch wins, and why.
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_model::country::{ContractCountry, CountryCode, CountryFacts, DecidedBy, resolve};
use proptest::prelude::*;

fn code(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn any_code() -> impl Strategy<Value = CountryCode> {
    prop::sample::select(vec!["DE", "FR", "GB", "ES", "US"]).prop_map(code)
}

fn any_facts() -> impl Strategy<Value = CountryFacts> {
    let contract = (any_code(), 0..4_i64).prop_map(|(code, annual_revenue)| ContractCountry { code, annual_revenue });
    let maybe = || prop::option::of(any_code());
    (maybe(), maybe(), maybe(), prop::collection::vec(contract, 0..4)).prop_map(|(explicit, directory, profile, contracts)| CountryFacts {
        explicit,
        directory,
        profile,
        contracts,
    })
}

#[test]
fn ana_counts_for_gb_although_her_profile_says_fr() {
    let contracts = vec![ContractCountry { code: code("GB"), annual_revenue: 100 }];
    let found = resolve(&CountryFacts { profile: Some(code("FR")), contracts, ..CountryFacts::default() });
    assert_eq!((found.code, found.decided_by), (Some(code("GB")), DecidedBy::Revenue));
}

#[test]
fn paul_keeps_de_where_northwind_owns_nothing() {
    let contracts = vec![ContractCountry { code: code("FR"), annual_revenue: 9 }, ContractCountry { code: code("GB"), annual_revenue: 5 }];
    let found = resolve(&CountryFacts { explicit: Some(code("DE")), contracts, ..CountryFacts::default() });
    assert_eq!((found.code, found.decided_by), (Some(code("DE")), DecidedBy::Explicit));
}

#[test]
fn a_tie_goes_to_the_first_by_code_whatever_the_order() {
    let (gb, fr) = (ContractCountry { code: code("GB"), annual_revenue: 5 }, ContractCountry { code: code("FR"), annual_revenue: 5 });
    for contracts in [vec![gb, fr], vec![fr, gb]] {
        assert_eq!(resolve(&CountryFacts { contracts, ..CountryFacts::default() }).code, Some(code("FR")));
    }
}

#[test]
fn only_assigned_codes_are_countries() {
    assert_eq!(CountryCode::parse(" fr ").unwrap().as_str(), "FR");
    for wrong in ["", "F", "FRA", "XX", "ZZ", "UK", "F1", "ﬀ"] {
        assert!(CountryCode::parse(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn the_branches_hold_their_order(facts in any_facts()) {
        let found = resolve(&facts);
        let contracted = |it: Option<CountryCode>| it.filter(|it| facts.contracts.iter().any(|have| have.code == *it));
        let expected = if facts.explicit.is_some() {
            (facts.explicit, DecidedBy::Explicit)
        } else if contracted(facts.directory).is_some() {
            (facts.directory, DecidedBy::Directory)
        } else if contracted(facts.profile).is_some() {
            (facts.profile, DecidedBy::Profile)
        } else if facts.contracts.is_empty() {
            (None, DecidedBy::None)
        } else {
            let most = facts.contracts.iter().map(|it| it.annual_revenue).max();
            (facts.contracts.iter().filter(|it| Some(it.annual_revenue) == most).map(|it| it.code).min(), DecidedBy::Revenue)
        };
        prop_assert_eq!((found.code, found.decided_by), expected);
    }
}
