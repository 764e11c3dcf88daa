//! Who may change, promote and unlock whom: nobody raises their own rank, nobody touches somebody above them, and only an account
//! administrator makes an account administrator.

use domicile_model::person::LockReason::{Administrator, DirectoryDisabled, RemovedFromAccount, Support};
use domicile_model::person::{LockReason, Rank, Role};
use domicile_model::rank::{
    GroupPermission, RankRefusal, group_permission, is_privileged, may_change, may_change_group, may_change_membership, may_offer,
    may_set_roles, may_unlock,
};

const RANKS: [Rank; 3] = [Rank::Member, Rank::CoAdmin, Rank::AccountAdmin];

/// Every set of these roles, the empty one included.
fn sets_of<const N: usize>(roles: [Role; N]) -> Vec<Vec<Role>> {
    (0..1_u32 << N)
        .map(|bits| roles.into_iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, role)| role).collect())
        .collect()
}

#[test]
fn nobody_changes_somebody_above_them() {
    for (actor, target, may) in [
        (Rank::Member, Rank::Member, true),
        (Rank::Member, Rank::CoAdmin, false),
        (Rank::Member, Rank::AccountAdmin, false),
        (Rank::CoAdmin, Rank::Member, true),
        (Rank::CoAdmin, Rank::CoAdmin, true),
        (Rank::CoAdmin, Rank::AccountAdmin, false),
        (Rank::AccountAdmin, Rank::Member, true),
        (Rank::AccountAdmin, Rank::CoAdmin, true),
        (Rank::AccountAdmin, Rank::AccountAdmin, true),
    ] {
        assert_eq!(may_change(actor, target), if may { Ok(()) } else { Err(RankRefusal::InsufficientRank) }, "{actor:?} {target:?}");
    }
}

#[test]
fn roles_are_given_and_taken_by_rank() {
    use RankRefusal::{InsufficientRank, OnlyAccountAdmin, OwnRank};
    /// Whose rank, whether on themselves, the roles held before and given, and the answer.
    type Row<'a> = (Rank, bool, &'a [Role], &'a [Role], Result<(), RankRefusal>);
    let rows: [Row<'_>; 17] = [
        // A co-administrator gives every role but one, and cannot touch an account administrator, not even to take something away.
        (Rank::CoAdmin, false, &[], &[Role::Download, Role::Beta], Ok(())),
        (Rank::CoAdmin, false, &[], &[Role::GroupAdmin], Ok(())),
        (Rank::CoAdmin, false, &[], &[Role::CoAdmin], Ok(())),
        (Rank::CoAdmin, false, &[Role::CoAdmin], &[], Ok(())),
        (Rank::CoAdmin, false, &[], &[Role::AccountAdmin], Err(OnlyAccountAdmin)),
        (Rank::CoAdmin, false, &[Role::CoAdmin], &[Role::CoAdmin, Role::AccountAdmin], Err(OnlyAccountAdmin)),
        (Rank::CoAdmin, false, &[Role::AccountAdmin], &[], Err(InsufficientRank)),
        (Rank::CoAdmin, false, &[Role::AccountAdmin], &[Role::AccountAdmin, Role::Beta], Err(InsufficientRank)),
        // An account administrator gives and takes everything.
        (Rank::AccountAdmin, false, &[], &[Role::AccountAdmin], Ok(())),
        (Rank::AccountAdmin, false, &[Role::CoAdmin], &[Role::AccountAdmin], Ok(())),
        (Rank::AccountAdmin, false, &[Role::AccountAdmin], &[], Ok(())),
        // Nobody raises their own rank; going down, and roles without rank, are free.
        (Rank::CoAdmin, true, &[Role::CoAdmin], &[Role::CoAdmin, Role::AccountAdmin], Err(OnlyAccountAdmin)),
        (Rank::CoAdmin, true, &[Role::CoAdmin], &[Role::CoAdmin, Role::GroupAdmin], Err(OwnRank)),
        (Rank::AccountAdmin, true, &[Role::AccountAdmin], &[Role::AccountAdmin, Role::CoAdmin], Err(OwnRank)),
        (Rank::CoAdmin, true, &[Role::CoAdmin], &[Role::CoAdmin, Role::Download], Ok(())),
        (Rank::CoAdmin, true, &[Role::CoAdmin, Role::GroupAdmin], &[Role::CoAdmin], Ok(())),
        (Rank::AccountAdmin, true, &[Role::AccountAdmin], &[], Ok(())),
    ];
    for (actor, own, before, after, expected) in rows {
        assert_eq!(may_set_roles(actor, own, before, after), expected, "{actor:?}, own: {own}, {before:?} to {after:?}");
    }
}

#[test]
fn what_is_allowed_never_lifts_anybody_further_than_the_rule_says() {
    let sets = sets_of([Role::AccountAdmin, Role::CoAdmin, Role::GroupAdmin, Role::Download]);
    for (actor, own, before, after) in RANKS.into_iter().flat_map(|actor| [false, true].map(|own| (actor, own))).flat_map(|(actor, own)| {
        sets.iter().flat_map(move |before| {
            sets_of([Role::AccountAdmin, Role::CoAdmin, Role::GroupAdmin, Role::Download])
                .into_iter()
                .map(move |after| (actor, own, before, after))
        })
    }) {
        let gained: Vec<Role> = after.iter().copied().filter(|it| !before.contains(it)).collect();
        let above =
            before.contains(&Role::AccountAdmin) && actor != Rank::AccountAdmin || before.contains(&Role::CoAdmin) && actor == Rank::Member;
        let makes_account_admin = gained.contains(&Role::AccountAdmin) && actor != Rank::AccountAdmin;
        let raises_self = own && gained.iter().any(|it| *it != Role::Download);
        let allowed = may_set_roles(actor, own, before, &after).is_ok();
        assert_eq!(allowed, !above && !makes_account_admin && !raises_self, "{actor:?}, own: {own}, {before:?} to {after:?}");
    }
}

/// Security check 5: No detour by an offer, an invitation, a group or an undo makes an administrator.
#[test]
fn offers_invitations_groups_and_undo_never_give_an_administrators_role() {
    for role in Role::ALL {
        let privileged = [Role::AccountAdmin, Role::CoAdmin, Role::GroupAdmin].contains(&role);
        assert_eq!(is_privileged(role), privileged, "{role:?}");
        let expected = if privileged { Err(RankRefusal::InsufficientRank) } else { Ok(()) };
        assert_eq!(may_offer(&[role]), expected, "{role:?}");
        assert_eq!(may_offer(&[Role::Download, role]), expected, "{role:?} among others");
    }
    assert_eq!(may_offer(&[]), Ok(()));
}

#[test]
fn locks_are_lifted_by_rank_and_never_ones_own() {
    for lock in LockReason::ALL {
        for actor in RANKS {
            for target in RANKS {
                let expected = match lock {
                    RemovedFromAccount | Administrator if target <= actor => Ok(()),
                    RemovedFromAccount | Administrator => Err(RankRefusal::InsufficientRank),
                    // These are the company's directory's and support's to lift.
                    DirectoryDisabled | Support => Err(RankRefusal::NotYoursToLift),
                };
                assert_eq!(may_unlock(actor, false, target, lock), expected, "{actor:?} unlocks {target:?} of {lock:?}");
                assert_eq!(may_unlock(actor, true, target, lock), Err(RankRefusal::NotYoursToLift), "oneself: {lock:?}");
            }
        }
    }
}

#[test]
fn each_role_has_its_say_about_groups() {
    for role in Role::ALL {
        let expected = match role {
            Role::AccountAdmin => GroupPermission::Roles,
            Role::CoAdmin => GroupPermission::Groups,
            Role::GroupAdmin => GroupPermission::Members,
            Role::ServicesAdmin | Role::Download | Role::SdkDownload | Role::Beta | Role::LearnAdmin => GroupPermission::None,
        };
        assert_eq!(group_permission(&[role]), expected, "{role:?}");
    }
    assert_eq!(group_permission(&[]), GroupPermission::None);
    assert_eq!(group_permission(&[Role::GroupAdmin, Role::CoAdmin]), GroupPermission::Groups, "the highest counts");
    assert!(
        GroupPermission::None < GroupPermission::Members
            && GroupPermission::Members < GroupPermission::Groups
            && GroupPermission::Groups < GroupPermission::Roles
    );
}

/// The actor's roles, whether on themselves, roles before (of the person, of the group), roles that the group gives, and the answer.
type MembershipRow<'a> = (&'a [Role], bool, &'a [Role], &'a [Role], Result<(), RankRefusal>);

#[test]
fn group_membership_is_changed_by_rank_and_never_ones_own() {
    use RankRefusal::{InsufficientRank, OnlyAccountAdmin, OwnGroups};
    let rows: [MembershipRow<'_>; 11] = [
        (&[Role::GroupAdmin], false, &[], &[], Ok(())),
        (&[Role::GroupAdmin], false, &[Role::CoAdmin], &[], Err(InsufficientRank)),
        (&[Role::GroupAdmin], false, &[Role::AccountAdmin], &[], Err(InsufficientRank)),
        (&[Role::GroupAdmin], false, &[], &[Role::Beta], Err(OnlyAccountAdmin)),
        (&[Role::CoAdmin], false, &[Role::CoAdmin], &[], Ok(())),
        (&[Role::CoAdmin], false, &[Role::AccountAdmin], &[], Err(InsufficientRank)),
        (&[Role::CoAdmin], false, &[], &[Role::Beta], Err(OnlyAccountAdmin)),
        (&[Role::AccountAdmin], false, &[Role::AccountAdmin], &[Role::Beta], Ok(())),
        (&[Role::AccountAdmin], true, &[Role::AccountAdmin], &[], Err(OwnGroups)),
        (&[Role::AccountAdmin], true, &[Role::AccountAdmin], &[Role::Beta], Err(OwnGroups)),
        (&[Role::GroupAdmin], true, &[Role::GroupAdmin], &[], Err(OwnGroups)),
    ];
    for (actor, own, target, gives, expected) in rows {
        assert_eq!(may_change_membership(actor, own, target, gives), expected, "{actor:?}, own: {own}, {target:?} into {gives:?}");
    }
}

#[test]
fn groups_that_give_roles_are_an_account_administrators() {
    use RankRefusal::{OnlyAccountAdmin, OwnGroups};
    let rows: [MembershipRow<'_>; 10] = [
        (&[Role::CoAdmin], false, &[], &[], Ok(())),
        (&[Role::CoAdmin], true, &[], &[], Ok(())),
        (&[Role::CoAdmin], false, &[], &[Role::Beta], Err(OnlyAccountAdmin)),
        (&[Role::CoAdmin], false, &[Role::Beta], &[], Err(OnlyAccountAdmin)),
        (&[Role::CoAdmin], true, &[Role::Beta], &[Role::Beta], Err(OnlyAccountAdmin)),
        (&[Role::AccountAdmin], false, &[], &[Role::Beta], Ok(())),
        (&[Role::AccountAdmin], false, &[Role::Beta], &[], Ok(())),
        // Whoever is in the group may rename it, but not change what it gives them.
        (&[Role::AccountAdmin], true, &[Role::Beta], &[Role::Beta], Ok(())),
        (&[Role::AccountAdmin], true, &[Role::Beta], &[], Err(OwnGroups)),
        (&[Role::AccountAdmin], true, &[], &[Role::Beta], Err(OwnGroups)),
    ];
    for (actor, own, before, after, expected) in rows {
        assert_eq!(may_change_group(actor, own, before, after), expected, "{actor:?}, own: {own}, {before:?} to {after:?}");
    }
}

#[test]
fn a_refusal_is_known_by_its_code() {
    for (refusal, code) in [
        (RankRefusal::InsufficientRank, "insufficient_rank"),
        (RankRefusal::OnlyAccountAdmin, "only_account_admin"),
        (RankRefusal::OwnRank, "own_rank"),
        (RankRefusal::OwnGroups, "own_groups"),
        (RankRefusal::NotYoursToLift, "not_yours_to_lift"),
    ] {
        assert_eq!(refusal.to_string(), code);
    }
}
