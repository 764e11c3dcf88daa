//! Verdict and reason per product: the root cause is named, and nothing is allowed by accident.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::entitlement::{Entitlement, Holder, Reason, Territory, Verdict, verdict};
use domicile_model::person::Role;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

fn day(number: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * number)
}

fn country(text: &str) -> CountryCode {
    CountryCode::parse(text).unwrap()
}

fn holder() -> Holder {
    let country = EffectiveCountry { code: Some(country("GB")), decided_by: DecidedBy::Revenue };
    Holder { affiliated: true, locked: false, roles: vec![Role::Download], groups: Vec::new(), country, owns_in_country: true }
}

fn owned() -> Entitlement {
    let territory = Territory::Countries(vec![country("GB")]);
    Entitlement {
        territory,
        starts: day(0),
        ends: Some(day(100)),
        grace_days: 10,
        restricted_to_roles: Vec::new(),
        restricted_to_groups: Vec::new(),
    }
}

#[test]
fn each_reason_is_reached_and_the_root_cause_wins() {
    let denied = |holder: &Holder, owned: Option<&Entitlement>, now| match verdict(holder, owned, now) {
        Verdict::Denied(reason) => reason,
        Verdict::Allowed => panic!("allowed"),
    };
    assert_eq!(verdict(&holder(), Some(&owned()), day(50)), Verdict::Allowed);
    assert_eq!(denied(&holder(), None, day(50)), Reason::NotOwned);
    let nobody = Holder { affiliated: false, locked: true, ..holder() };
    assert_eq!(denied(&nobody, Some(&owned()), day(50)), Reason::Unaffiliated, "before locked");
    assert_eq!(denied(&Holder { locked: true, ..holder() }, None, day(50)), Reason::Locked);
    let abroad = Entitlement { territory: Territory::Countries(vec![country("FR")]), ..owned() };
    assert_eq!(denied(&holder(), Some(&abroad), day(50)), Reason::OtherCountry);
    let stranded = Holder { owns_in_country: false, ..holder() };
    assert_eq!(denied(&stranded, Some(&abroad), day(50)), Reason::CountryWithoutEntitlements);
    let beta = Entitlement { restricted_to_roles: vec![Role::Beta], ..owned() };
    assert_eq!(denied(&holder(), Some(&beta), day(50)), Reason::Restricted);
    assert_eq!(denied(&holder(), Some(&owned()), day(-1)), Reason::NotYetStarted);
    assert_eq!(denied(&holder(), Some(&owned()), day(111)), Reason::Ended);
}

#[test]
fn grace_follows_the_end_to_the_moment() {
    let last = day(110);
    assert_eq!(verdict(&holder(), Some(&owned()), last), Verdict::Allowed);
    assert_eq!(verdict(&holder(), Some(&owned()), last + SignedDuration::from_secs(1)), Verdict::Denied(Reason::Ended));
}

#[test]
fn global_products_count_everywhere() {
    let global = Entitlement { territory: Territory::Global, ..owned() };
    let nowhere = EffectiveCountry { code: None, decided_by: DecidedBy::None };
    let stranded = Holder { owns_in_country: false, country: nowhere, ..holder() };
    assert_eq!(verdict(&stranded, Some(&global), day(50)), Verdict::Allowed);
    assert_eq!(verdict(&stranded, Some(&owned()), day(50)), Verdict::Denied(Reason::CountryWithoutEntitlements));
}

proptest! {
    #[test]
    fn nothing_is_allowed_by_accident(
        affiliated in any::<bool>(), locked in any::<bool>(), here in any::<bool>(), global in any::<bool>(),
        restricted in any::<bool>(), beta in any::<bool>(), has in any::<bool>(), now in -10..130_i64,
    ) {
        let mut who = Holder { affiliated, locked, ..holder() };
        if beta {
            who.roles.push(Role::Beta);
        }
        let codes = if here { vec![country("GB")] } else { vec![country("FR")] };
        let territory = if global { Territory::Global } else { Territory::Countries(codes) };
        let restricted_to_roles = if restricted { vec![Role::Beta] } else { Vec::new() };
        let right = Entitlement { territory, restricted_to_roles, ..owned() };
        let allowed = verdict(&who, has.then_some(&right), day(now)) == Verdict::Allowed;
        let expected = affiliated && !locked && has && (global || here) && (!restricted || beta) && (0..=110).contains(&now);
        prop_assert_eq!(allowed, expected);
    }
}
