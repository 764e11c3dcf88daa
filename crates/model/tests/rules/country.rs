//! The entitlement country over random facts: which branch wins, and why.

use domicile_model::country::{ContractCountry, CountryCode, CountryFacts, DecidedBy, EffectiveCountry, InvalidCountryCode, resolve};
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
fn the_assigned_codes_are_249_and_that_of_kosovo() {
    let letters = || 'A'..='Z';
    let all = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let assigned: Vec<String> = all.filter(|it| CountryCode::parse(it).is_ok()).collect();
    assert_eq!((assigned.len(), assigned.first().unwrap().as_str(), assigned.last().unwrap().as_str()), (250, "AD", "ZW"));
    assert_eq!(
        [" gb", "Xk", "ＤＥ"].map(|it| CountryCode::parse(it).map(|it| it.to_string())),
        ["GB", "XK", "DE"].map(|it| Ok(it.to_owned()))
    );
    for none in ["", "G", "GBR", "AA", "A ", " B", "D A", "UK", "ZZ"] {
        assert_eq!(CountryCode::parse(none), Err(InvalidCountryCode), "{none}");
    }
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

#[test]
fn each_branch_in_its_turn() {
    use DecidedBy::{Directory, Explicit, None as Nothing, Profile, Revenue};
    /// Explicit, directory and profile country; contracts as country and annual revenue; the country, and what decided it.
    type Row<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, i64)], &'a str, DecidedBy);
    let rows: [Row<'_>; 14] = [
        // 1. Set explicitly: always wins, even where the account owns nothing.
        ("DE", "FR", "GB", &[("FR", 9), ("GB", 5)], "DE", Explicit),
        ("DE", "", "", &[], "DE", Explicit),
        ("FR", "GB", "GB", &[("GB", 5)], "FR", Explicit),
        // 2. Else the company's directory, where there is a contract.
        ("", "GB", "FR", &[("FR", 9), ("GB", 5)], "GB", Directory),
        ("", "GB", "", &[("GB", 5)], "GB", Directory),
        // 3. Else the profile, where there is a contract.
        ("", "DE", "GB", &[("FR", 9), ("GB", 5)], "GB", Profile),
        ("", "", "GB", &[("FR", 9), ("GB", 5)], "GB", Profile),
        // 4. Else the highest annual revenue; of a tie the first by code.
        ("", "DE", "US", &[("FR", 9), ("GB", 5)], "FR", Revenue),
        ("", "", "", &[("GB", 5), ("FR", 9)], "FR", Revenue),
        ("", "", "", &[("US", 7), ("GB", 7), ("ES", 1)], "GB", Revenue),
        ("", "", "", &[("US", -1), ("GB", -2)], "US", Revenue),
        // 5. Else none.
        ("", "", "", &[], "", Nothing),
        ("", "DE", "", &[], "", Nothing),
        ("", "DE", "US", &[], "", Nothing),
    ];
    let maybe = |text: &str| (!text.is_empty()).then(|| code(text));
    for row in rows {
        let (explicit, directory, profile, contracts, expected, decided_by) = row;
        let contracts = contracts.iter().map(|(it, annual_revenue)| ContractCountry { code: code(it), annual_revenue: *annual_revenue });
        let facts = CountryFacts {
            explicit: maybe(explicit),
            directory: maybe(directory),
            profile: maybe(profile),
            contracts: contracts.collect(),
        };
        assert_eq!(resolve(&facts), EffectiveCountry { code: maybe(expected), decided_by }, "{row:?}");
    }
}

#[test]
fn a_code_is_two_letters_wherever_it_is_written() {
    let france = code("fR");
    assert_eq!((france.to_string(), String::from(france)), ("FR".to_owned(), "FR".to_owned()));
    assert_eq!(CountryCode::try_from("gb".to_owned()), Ok(code("GB")));
    assert_eq!(CountryCode::try_from("XX".to_owned()).unwrap().as_str(), "XX", "an answer may name one that is assigned later");
    assert_eq!(CountryCode::try_from("X1".to_owned()), Err(InvalidCountryCode));
    assert_eq!(serde_json::to_value(france).unwrap(), "FR");
    assert_eq!(serde_json::from_value::<CountryCode>("fr".into()).unwrap(), france);
    assert!(serde_json::from_value::<CountryCode>("France".into()).is_err());
    assert_eq!(InvalidCountryCode.to_string(), "not an ISO 3166-1 alpha-2 country code");
    assert_eq!(
        serde_json::to_value(EffectiveCountry { code: Some(france), decided_by: DecidedBy::Revenue }).unwrap(),
        serde_json::json!({ "code": "FR", "decidedBy": "revenue" })
    );
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
