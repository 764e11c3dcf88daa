//! What roles and locks make of a person: their rank, whether they administer the account, and how much they see.

use domicile_model::person::{LockReason, Rank, Role, has_limited_view, rank};

#[test]
fn two_roles_administer_the_account_and_give_rank() {
    for role in Role::ALL {
        let (administers, expected) = match role {
            Role::AccountAdmin => (true, Rank::AccountAdmin),
            Role::CoAdmin => (true, Rank::CoAdmin),
            Role::GroupAdmin | Role::ServicesAdmin | Role::Download | Role::SdkDownload | Role::Beta | Role::LearnAdmin => {
                (false, Rank::Member)
            }
        };
        assert_eq!(role.is_administrator(), administers, "{role:?}");
        assert_eq!(rank(&[role]), expected, "{role:?}");
        assert_eq!(rank(&[Role::Download, role, Role::Beta]), expected, "{role:?} among others");
    }
    assert_eq!(rank(&[]), Rank::Member);
    assert_eq!(rank(&[Role::CoAdmin, Role::AccountAdmin]), Rank::AccountAdmin, "the highest counts");
}

#[test]
fn ranks_stand_one_above_the_other() {
    assert!(Rank::Member < Rank::CoAdmin && Rank::CoAdmin < Rank::AccountAdmin);
}

#[test]
fn locked_or_unaffiliated_people_see_little() {
    assert!(!has_limited_view(true, &[]));
    assert!(has_limited_view(false, &[]));
    for lock in LockReason::ALL {
        assert!(has_limited_view(true, &[lock]), "{lock:?}");
        assert!(has_limited_view(false, &[lock]), "{lock:?}");
    }
}
