//! What may follow what.

use super::*;
use crate::test_fixture::{self, T};
use crate::verify::verify;
use proptest::prelude::*;

fn policy(epoch: u64, version: u64, iat: i64, products: usize) -> Policy {
    let mut claims = test_fixture::claims();
    claims.exp += iat - claims.iat;
    claims.refresh_after += iat - claims.iat;
    (claims.epoch, claims.version, claims.iat, claims.nbf) = (epoch, version, iat, iat);
    claims.entitlements.truncate(products);
    verify(test_fixture::signer().sign(&claims).unwrap().as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap()
}

#[test]
fn never_an_older_one_and_never_two_faces() {
    let marks = Marks::of(&policy(2, 10, T, 3));
    let table = [
        (policy(2, 10, T, 3), Ok(Accepted::Same)),
        (policy(2, 10, T, 2), Err(Refusal::Equivocation)),
        (policy(2, 11, T, 2), Ok(Accepted::Newer)),
        (policy(2, 10, T + 1, 2), Ok(Accepted::Newer)),
        (policy(2, 9, T + 500, 3), Err(Refusal::RolledBack)),
        (policy(2, 11, T - 1, 3), Err(Refusal::RolledBack)),
        (policy(1, 99, T + 500, 3), Err(Refusal::RolledBack)),
        (policy(3, 1, T - 500, 3), Ok(Accepted::Newer)),
    ];
    for (at, (candidate, expected)) in table.iter().enumerate() {
        assert_eq!(accept(Some(&marks), candidate), *expected, "row {at}");
    }
    assert_eq!(accept(None, &policy(1, 1, T, 0)), Ok(Accepted::Newer));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever arrives in whatever order, what is in force only moves forward.
    #[test]
    fn what_is_in_force_never_falls(arrivals in proptest::collection::vec((1_u64..3, 1_u64..5, 0_i64..4, 1_usize..4), 1..12)) {
        let mut marks: Option<Marks> = None;
        for (epoch, version, later, products) in arrivals {
            let candidate = policy(epoch, version, T + later, products);
            if accept(marks.as_ref(), &candidate).is_ok() {
                let next = Marks::of(&candidate);
                if let Some(before) = &marks {
                    prop_assert!(next.epoch > before.epoch || (next.epoch == before.epoch && next.version >= before.version && next.iat >= before.iat));
                }
                marks = Some(next);
            }
        }
    }
}
