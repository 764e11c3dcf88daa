//! Verdict and reason per product: the root cause is named, and nothing is allowed by accident.

use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::entitlement::{Entitlement, Holder, Reason, Territory, Verdict, verdict};
use domicile_model::id::GroupId;
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

#[test]
fn the_root_cause_is_named_of_all_that_stand_in_the_way() {
    // Everything at once; then one cause after the other is mended, and the next is named.
    let nowhere = EffectiveCountry { code: None, decided_by: DecidedBy::None };
    let mut who = Holder { affiliated: false, locked: true, roles: vec![], groups: vec![], country: nowhere, owns_in_country: false };
    let mut right = Entitlement { starts: day(60), ends: Some(day(40)), grace_days: 0, restricted_to_roles: vec![Role::Beta], ..owned() };
    let reason = |who: &Holder, owned: Option<&Entitlement>| verdict(who, owned, day(50));
    assert_eq!(reason(&who, None), Verdict::Denied(Reason::Unaffiliated));
    who.affiliated = true;
    assert_eq!(reason(&who, None), Verdict::Denied(Reason::Locked));
    who.locked = false;
    assert_eq!(reason(&who, None), Verdict::Denied(Reason::NotOwned));
    assert_eq!(reason(&who, Some(&right)), Verdict::Denied(Reason::CountryWithoutEntitlements));
    who.owns_in_country = true;
    assert_eq!(reason(&who, Some(&right)), Verdict::Denied(Reason::OtherCountry));
    who.country = holder().country;
    assert_eq!(reason(&who, Some(&right)), Verdict::Denied(Reason::Restricted));
    who.roles = vec![Role::Beta];
    assert_eq!(reason(&who, Some(&right)), Verdict::Denied(Reason::NotYetStarted));
    right.starts = day(0);
    assert_eq!(reason(&who, Some(&right)), Verdict::Denied(Reason::Ended));
    right.ends = None;
    assert_eq!(reason(&who, Some(&right)), Verdict::Allowed);
}

#[test]
fn a_restriction_lets_in_by_a_role_or_by_a_group() {
    let group = |id: &str| GroupId::new(id);
    let rows: [(&[Role], &[&str], bool); 6] = [
        (&[], &[], false),
        (&[Role::Download], &["others"], false),
        (&[Role::Beta], &[], true),
        (&[], &["testers"], true),
        (&[Role::Beta], &["testers"], true),
        (&[Role::Download, Role::Beta], &["others", "testers"], true),
    ];
    let both =
        Entitlement { restricted_to_roles: vec![Role::SdkDownload, Role::Beta], restricted_to_groups: vec![group("testers")], ..owned() };
    for (roles, groups, allowed) in rows {
        let who = Holder { roles: roles.to_vec(), groups: groups.iter().map(|it| group(it)).collect(), ..holder() };
        let expected = |allowed| if allowed { Verdict::Allowed } else { Verdict::Denied(Reason::Restricted) };
        assert_eq!(verdict(&who, Some(&both), day(50)), expected(allowed), "{roles:?} {groups:?}");
        let by_roles = Entitlement { restricted_to_groups: vec![], ..both.clone() };
        assert_eq!(verdict(&who, Some(&by_roles), day(50)), expected(roles.contains(&Role::Beta)), "{roles:?} {groups:?}, roles only");
        let by_groups = Entitlement { restricted_to_roles: vec![], ..both.clone() };
        assert_eq!(verdict(&who, Some(&by_groups), day(50)), expected(groups.contains(&"testers")), "{roles:?} {groups:?}, groups only");
        assert_eq!(verdict(&who, Some(&owned()), day(50)), Verdict::Allowed, "unrestricted");
    }
}

#[test]
fn a_contract_counts_from_its_first_to_its_last_moment_and_its_grace() {
    let moment = SignedDuration::from_nanos(1);
    for (grace_days, now, expected) in [
        (0, day(0) - moment, Verdict::Denied(Reason::NotYetStarted)),
        (0, day(0), Verdict::Allowed),
        (0, day(100), Verdict::Allowed),
        (0, day(100) + moment, Verdict::Denied(Reason::Ended)),
        (1, day(101), Verdict::Allowed),
        (1, day(101) + moment, Verdict::Denied(Reason::Ended)),
        (u16::MAX, day(65_635), Verdict::Allowed),
        (u16::MAX, day(65_635) + moment, Verdict::Denied(Reason::Ended)),
    ] {
        assert_eq!(verdict(&holder(), Some(&Entitlement { grace_days, ..owned() }), now), expected, "{now}, grace {grace_days}");
    }
    let endless = Entitlement { ends: None, ..owned() };
    assert_eq!(verdict(&holder(), Some(&endless), Timestamp::MAX), Verdict::Allowed);
    let to_the_end_of_time = Entitlement { ends: Some(Timestamp::MAX), ..owned() };
    assert_eq!(verdict(&holder(), Some(&to_the_end_of_time), Timestamp::MAX), Verdict::Allowed);
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
