//! The stable names of every enum, written out once more: they are on the wire, in the database and in signed documents, so none may change.

use domicile_model::account::Federation;
use domicile_model::adding::AddCode;
use domicile_model::check_out::CheckOutState;
use domicile_model::country::DecidedBy;
use domicile_model::entitlement::{Reason, UsageType};
use domicile_model::invitation::InvitationState;
use domicile_model::person::{LockReason, Role};
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Actor, AddAction, AuditActorKind};

/// `ALL` has these names in this order, and `as_str`, `parse` and serde agree on each.
macro_rules! has_names {
    ($enum:ident: $names:literal) => {
        assert_eq!($enum::ALL.map($enum::as_str).join(" "), $names, stringify!($enum));
        for value in $enum::ALL {
            let name = value.as_str();
            assert_eq!($enum::parse(name), Some(value), "{name}");
            assert_eq!(serde_json::to_value(value).unwrap(), name);
            assert_eq!(serde_json::from_value::<$enum>(name.into()).unwrap(), value);
        }
        for wrong in ["", "no_such_name", &$enum::ALL[0].as_str().to_uppercase(), stringify!($enum)] {
            assert_eq!($enum::parse(wrong), None, "{wrong}");
            assert!(serde_json::from_value::<$enum>(wrong.into()).is_err(), "{wrong}");
        }
    };
}

#[test]
fn every_enum_keeps_its_names() {
    has_names!(Federation: "none jit scim");
    has_names!(AddCode: "already_member affiliated_elsewhere pending_approval federated_sign_in directory_managed invitation_required \
        exists_unaffiliated domain_owned_elsewhere can_create created added invited offered");
    has_names!(AddAction: "create addToAccount invite offerTransfer");
    has_names!(CheckOutState: "asked checked_out declined withdrawn returned ended cancelled expired");
    has_names!(DecidedBy: "explicit directory profile revenue none");
    has_names!(UsageType: "production evaluation trial");
    has_names!(Reason: "not_owned other_country country_without_entitlements restricted not_yet_started ended locked unaffiliated \
        version_not_covered");
    has_names!(InvitationState: "invited accepted declined revoked expired");
    has_names!(Role: "account_admin co_admin group_admin services_admin download sdk_download beta learn_admin");
    has_names!(LockReason: "removed_from_account administrator directory_disabled support");
    has_names!(Blocker: "fulfilment_contact last_fulfilment_contact insufficient_rank last_administrator directory_managed \
        assigned_licence checked_out_licence");
    has_names!(Route: "administrator internal_it support");
    has_names!(RemovalState: "submitted seen approved fulfilled blocked declined withdrawn expired");
    has_names!(TransferState: "offered accepted completed declined revoked expired no_longer_valid");
    has_names!(AuditActorKind: "user system operator support");
    has_names!(Actor: "you admin it support somebody");
}
