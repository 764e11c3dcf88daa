//! What ends soon: Ana's licences, and what Old Bridge owns.

use super::admin::{administrator_of, details};
use super::check_outs::of as check_out_of;
use super::*;
use domicile_model::check_out::CheckOutState;
use domicile_model::entitlement::UsageType;
use domicile_model::id::LicenceAssignmentId;
use domicile_model::wire::{LicenceAssignment, OwnedEntitlement, ProductRef};
use domicile_workstation::state::{AccountLicences, AdminState, InboxState, PeopleState};

/// Ana, whose contracts end one after the other: one is in its grace, one has a grace to come, one has none.
pub fn ends_soon() -> State {
    let mut state = signed_in(ana());
    for it in &mut state.policy.products {
        let (standing, ends, grace_days) = match it.id.as_str() {
            "archive-reader" => (LicenceState::Grace, "2026-05-05T23:59:59Z", 14),
            "bridge-modeler" => (LicenceState::Ready, "2026-05-26T23:59:59Z", 14),
            "rail-designer" => (LicenceState::Ready, "2026-07-31T23:59:59Z", 0),
            _ => continue,
        };
        (it.standing, it.contract_ends, it.grace_days) = (standing, Some(at(ends)), grace_days);
    }
    state.policy = why::explained(state.policy);
    state
}

/// An entitlement of Old Bridge.
pub fn owned(product: &str, seats: Option<u32>, ends: Option<&str>) -> OwnedEntitlement {
    let name = super::product(product, LicenceState::Ready, None, None).name;
    OwnedEntitlement {
        product: ProductRef { id: product.to_owned(), name },
        edition: None,
        usage_type: UsageType::Production.into(),
        countries: Some(vec![CountryCode::parse("GB").unwrap()]),
        seats,
        starts: at("2026-01-01T00:00:00Z"),
        ends: ends.map(at),
        grace_days: 0,
        roles: vec![],
        groups: vec![],
    }
}

/// Somebody's named licence.
pub fn assigned(product: &str, name: &str) -> LicenceAssignment {
    let user = person(name, "oldbridge.example.com");
    LicenceAssignment {
        id: LicenceAssignmentId::new(format!("{product}-{}", user.id.as_str())),
        product: owned(product, None, None).product,
        user,
        assigned: at("2026-02-02T08:00:00Z"),
    }
}

/// What Old Bridge owns: a renewed contract, one that ends in part, one that ends and has more names than seats, one without an end.
pub fn licences() -> AccountLicences {
    let bridge = OwnedEntitlement { grace_days: 14, ..owned("bridge-modeler", Some(10), Some("2026-05-26T23:59:59Z")) };
    let renewal = OwnedEntitlement { starts: at("2026-06-01T00:00:00Z"), ..owned("terrain-viewer", None, Some("2027-05-31T23:59:59Z")) };
    AccountLicences {
        read: as_of(),
        entitlements: vec![
            owned("archive-reader", Some(5), None),
            bridge,
            owned("bridge-modeler", Some(4), None),
            OwnedEntitlement { edition: Some("Pro".to_owned()), ..owned("rail-designer", Some(2), Some("2026-07-31T23:59:59Z")) },
            owned("terrain-viewer", None, Some("2026-05-31T23:59:59Z")),
            renewal,
        ],
        assignments: [
            ("bridge-modeler", "Ana Costa"),
            ("bridge-modeler", "Piet Jansen"),
            ("rail-designer", "Tom Becker"),
            ("rail-designer", "Eva Lang"),
            ("rail-designer", "Ben Moor"),
        ]
        .map(|(product, name)| assigned(product, name))
        .to_vec(),
        more: false,
    }
}

/// Maria looks at the people of Old Bridge, whose licences were read.
pub fn maria_plans(licences: AccountLicences) -> State {
    let mut state = signed_in(administrator_of("Maria Silva", "old-bridge", 0, 0));
    let mut maria = admin::of_account("Maria Silva", "old-bridge");
    maria.roles = words(vec![Role::AccountAdmin]);
    let members = vec![admin::of_account("Ana Costa", "old-bridge"), maria, admin::of_account("Piet Jansen", "old-bridge")];
    let check_outs = vec![check_out_of("Ana Costa", "bridge-modeler", CheckOutState::CheckedOut)];
    state.admin = AdminState {
        account: Some(details("old-bridge")),
        inbox: InboxState { loaded: true, check_outs, ..InboxState::default() },
        people: PeopleState { members, ..PeopleState::default() },
        licences: Some(licences),
        failed: None,
    };
    state
}

/// The same where nothing ends, and nobody has a named licence.
pub fn maria_is_calm() -> State {
    maria_plans(AccountLicences { entitlements: vec![owned("bridge-modeler", Some(10), None)], assignments: vec![], ..licences() })
}
