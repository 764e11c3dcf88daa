//! Licences taken along: Ana's, and what Maria sees of them.

use super::admin::{self, admin as admin_of};
use super::*;
use domicile_model::check_out::CheckOutState;
use domicile_model::id::CheckOutId;
use domicile_model::wire::{CheckOut, CheckOutMachine, MyCheckOut, ProductRef};
use domicile_workstation::state::{CheckedOutHere, InboxState, PeopleState};

/// This computer, as the service knows it.
pub const HERE: &str = "m-laptop";

fn machine(id: &str) -> CheckOutMachine {
    let name = if id == HERE { "ana-laptop" } else { "ana-tower" };
    CheckOutMachine { id: id.to_owned(), name: name.to_owned() }
}

fn product_ref(id: &str) -> ProductRef {
    ProductRef { id: id.to_owned(), name: product(id, LicenceState::Ready, None, None).name }
}

/// A check-out of Ana's.
pub fn mine(product: &str, state: CheckOutState, machine_id: &str) -> MyCheckOut {
    let answered = !matches!(state, CheckOutState::Asked | CheckOutState::Withdrawn);
    let declined = state == CheckOutState::Declined;
    MyCheckOut {
        id: CheckOutId::new(format!("out-{product}-{}", state.as_str())),
        account: account("old-bridge"),
        product: product_ref(product),
        machine: machine(machine_id),
        state: state.into(),
        days: 14,
        asked: at("2026-05-12T10:00:00Z"),
        answered: answered.then(|| at("2026-05-13T15:30:00Z")),
        answered_by: answered.then(|| "Maria Silva".to_owned()),
        reason: declined.then(|| "Please take the train with Wi-Fi.".to_owned()),
        until: if answered { at("2026-05-27T15:30:00Z") } else { at("2026-06-11T10:00:00Z") },
        ended: (!state.is_open()).then(|| at("2026-05-13T15:30:00Z")),
        document: None,
        delivery: None,
    }
}

/// The same as its account's administrators see it.
pub fn of(name: &str, product: &str, state: CheckOutState) -> CheckOut {
    let it = mine(product, state, HERE);
    CheckOut {
        id: CheckOutId::new(format!("{}-of-{}", it.id.as_str(), name.to_lowercase().replace(' ', "-"))),
        user: person(name, "oldbridge.example.com"),
        product: it.product,
        machine: it.machine,
        state: state.into(),
        days: it.days,
        asked: it.asked,
        answered: it.answered,
        answered_by: it.answered_by.map(|_| person("Maria Silva", "oldbridge.example.com")),
        reason: it.reason,
        until: it.until,
        ended: it.ended,
    }
}

/// Puts a check-out on this computer.
pub fn take_along(state: &mut State, product: &str) {
    let it = mine(product, CheckOutState::CheckedOut, HERE);
    let here = CheckedOutHere {
        id: it.id.as_str().to_owned(),
        product: it.product.id.clone(),
        name: it.product.name.clone(),
        account: it.account.name.clone(),
        until: it.until,
    };
    state.policy.check_outs.push(here);
    for known in state.policy.products.iter_mut().filter(|known| known.id == product) {
        known.checked_out_until = Some(it.until);
        known.standing = LicenceState::Ready;
    }
    state.check_outs.push(it);
}

/// Ana took one licence along here and one on another computer.
pub fn checked_out() -> State {
    let mut state = signed_in(ana());
    take_along(&mut state, "bridge-modeler");
    state.check_outs.push(mine("terrain-viewer", CheckOutState::CheckedOut, "m-tower"));
    state
}

/// Ana waits for an answer, here and for another computer.
pub fn wish_waits() -> State {
    let mut state = signed_in(ana());
    state.check_outs = vec![mine("bridge-modeler", CheckOutState::Asked, HERE), MyCheckOut { machine: machine("m-tower"), ..other_wish() }];
    state
}

fn other_wish() -> MyCheckOut {
    MyCheckOut { id: CheckOutId::new("out-tower"), ..mine("terrain-viewer", CheckOutState::Asked, "m-tower") }
}

/// One was declined, one ended before its time.
pub fn wish_declined() -> State {
    let mut state = signed_in(ana());
    state.check_outs = vec![mine("bridge-modeler", CheckOutState::Declined, HERE), mine("terrain-viewer", CheckOutState::Ended, "m-tower")];
    state
}

/// The licence file here is over, and one product goes on; there is no network.
pub fn away_with_one() -> State {
    let mut state = offline(signed_in(ana()), ConnectionState::Offline);
    state.policy.condition = PolicyState::Expired;
    state.policy.valid_until = Some(at("2026-05-10T12:00:00Z"));
    for it in &mut state.policy.products {
        it.standing = LicenceState::Denied("expired".to_owned());
    }
    take_along(&mut state, "bridge-modeler");
    state
}

/// Two people want to take something along; one asks to leave besides.
pub fn inbox_with_wishes() -> State {
    let inbox = InboxState {
        loaded: true,
        requests: vec![admin::asks("Ana Costa", RemovalState::Seen)],
        check_outs: vec![
            of("Piet Jansen", "bridge-modeler", CheckOutState::Asked),
            of("Ana Costa", "terrain-viewer", CheckOutState::Asked),
            of("Ana Costa", "bridge-modeler", CheckOutState::CheckedOut),
        ],
        ..InboxState::default()
    };
    let mut state = admin_of("Maria Silva", "old-bridge", inbox, PeopleState::default());
    if let Fact::Known { value: me, .. } = &mut state.me
        && let Some(waiting) = &mut me.inbox
    {
        waiting.open_check_outs = 2;
    }
    state
}

/// Maria looks at Ana, who has something checked out, and at what removing her would do.
pub fn card_with_check_outs() -> State {
    use domicile_workstation::state::Card;
    let mut state = inbox_with_wishes();
    let ana = admin::of_account("Ana Costa", "old-bridge");
    let preview = admin::preflight(&ana.user, &[Blocker::CheckedOutLicence]);
    state.admin.people.card = Some(Card::Member { member: Box::new(ana), rights: None, how: None, preview: Some(preview) });
    state
}
