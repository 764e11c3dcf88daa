//! Requests of other kinds than to leave: of somebody who is locked, in the wrong country, in no account; and in an inbox.

use super::admin::admin as admin_of;
use super::{account, ana, ana_locked, asked, nobody, signed_in};
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use domicile_model::person_request::RequestKind;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Me, PersonRequest};
use domicile_workstation::state::{Fact, InboxState, PeopleState, State};

/// The same, where the person has asked for something.
pub fn having_asked(mut state: State, kind: RequestKind, is: RemovalState) -> State {
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.requests = vec![asked(me, kind, is)];
    }
    state
}

/// Ana is locked, and asked to be unlocked.
pub fn locked_and_asked() -> State {
    having_asked(ana_locked(), RequestKind::Unlock, RemovalState::Submitted)
}

/// Ana asked for a role, and Maria said no.
pub fn role_declined() -> State {
    having_asked(signed_in(ana()), RequestKind::Role, RemovalState::Declined)
}

/// Yara, whom Northwind Rail has invited once.
fn yara() -> Me {
    let mut me = nobody("Yara Haddad", "example.com");
    me.may_ask_to_join = vec![account("northwind-rail")];
    me
}

fn unaffiliated(me: Me) -> State {
    let mut state = signed_in(me);
    state.policy.withdrawn = Some("unaffiliated".to_owned());
    state
}

/// Yara can ask.
pub fn may_ask_to_join() -> State {
    unaffiliated(yara())
}

/// And has.
pub fn asked_to_join() -> State {
    having_asked(unaffiliated(yara()), RequestKind::Add, RemovalState::Submitted)
}

/// What Maria is asked, of every kind, and one that she answered.
pub fn inbox_with_asks() -> State {
    let of = |kind, state| asked(&ana(), kind, state);
    let yara = PersonRequest { note: Some("I start on Monday.".to_owned()), ..of(RequestKind::Add, RemovalState::Submitted) };
    let country = PersonRequest { note: Some("I work in Lyon now.".to_owned()), ..of(RequestKind::Country, RemovalState::Seen) };
    let asks = vec![
        of(RequestKind::Unlock, RemovalState::Submitted),
        PersonRequest { country: CountryCode::parse("FR").ok(), ..country },
        PersonRequest { role: Some(Role::SdkDownload.into()), ..of(RequestKind::Role, RemovalState::Submitted) },
        PersonRequest { user: None, email: "yara.haddad@example.com".to_owned(), ..yara },
        PersonRequest { id: domicile_model::id::PersonRequestId::new("a-old"), ..of(RequestKind::Role, RemovalState::Declined) },
    ];
    let inbox = InboxState { loaded: true, asks, ..InboxState::default() };
    let mut state = admin_of("Maria Silva", "old-bridge", inbox, PeopleState::default());
    if let Fact::Known { value: me, .. } = &mut state.me
        && let Some(waiting) = &mut me.inbox
    {
        waiting.open_person_requests = 4;
    }
    state
}
