//! The same inputs give the same bytes; windows shift from person to person.

use super::*;
use crate::test_fixture::{self, T};
use proptest::prelude::*;

#[test]
fn every_instance_issues_the_same_bytes() {
    let mut shuffled = test_fixture::claims();
    shuffled.entitlements.reverse();
    shuffled.jti = "whatever".into();
    assert_eq!(test_fixture::signer().sign(&test_fixture::claims()).unwrap(), test_fixture::signer().sign(&shuffled).unwrap());
    let mut other = test_fixture::claims();
    other.version += 1;
    assert_ne!(test_fixture::signer().sign(&test_fixture::claims()).unwrap(), test_fixture::signer().sign(&other).unwrap());
}

#[test]
fn what_readers_refuse_is_not_signed() {
    type Row<'a> = &'a dyn Fn(&mut PolicyClaims);
    let table: &[Row<'_>] = &[
        &|it| it.exp += 1,
        &|it| it.offline_days = 31,
        &|it| it.nbf = it.iat + 1,
        &|it| it.exp = it.iat,
        &|it| it.sub.clear(),
        &|it| it.machine.id.clear(),
        &|it| it.entitlements[1].product = it.entitlements[0].product.clone(),
    ];
    for (at, change) in table.iter().enumerate() {
        let mut claims = test_fixture::claims();
        change(&mut claims);
        assert!(matches!(test_fixture::signer().sign(&claims), Err(IssueError::Inconsistent(_))), "row {at}");
    }
    let mut large = test_fixture::claims();
    large.entitlements[0].name = "x".repeat(1 << 20);
    assert!(matches!(test_fixture::signer().sign(&large), Err(IssueError::TooLarge)));
}

#[test]
fn a_change_moves_the_date_within_its_window_only() {
    let base = window("ana-costa", T, 0);
    assert_eq!(window("ana-costa", T, base.iat - 1), base);
    assert_eq!(window("ana-costa", T, base.iat + 1), Window { iat: base.iat + 1, ..base });
    assert_eq!(window("ana-costa", T, T), Window { iat: T, ..base });
    assert_eq!(window("ana-costa", T, T + 999), Window { iat: T, ..base }, "never issued from the future");
    assert_eq!(base.exp(7), base.iat + WINDOW + 7 * DAY);
    assert_eq!(base.exp(99), base.exp(30));
}

#[test]
fn people_do_not_turn_over_together() {
    let starts: std::collections::BTreeSet<i64> = (0..200).map(|it| window(&format!("user-{it}"), T, 0).iat).collect();
    assert!(starts.len() > 190, "{}", starts.len());
}

proptest! {
    #[test]
    fn a_window_holds_now_and_never_goes_back(user in "[a-z-]{1,20}", now in 0_i64..4_000_000_000, step in 0_i64..WINDOW * 2, change in 0_i64..4_000_000_000) {
        let (first, later) = (window(&user, now, change), window(&user, now + step, change));
        prop_assert!(first.iat <= now && now < first.refresh_after);
        prop_assert!(first.refresh_after - WINDOW <= first.iat);
        prop_assert!(first.iat <= later.iat && first.refresh_after <= later.refresh_after);
        prop_assert!((later.refresh_after - first.refresh_after) % WINDOW == 0);
    }
}
