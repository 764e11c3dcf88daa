//! Maria's and Nora's screens: the inbox, and a card for every verdict.

use super::*;
use domicile_model::adding::AddCode;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::id::{InvitationId, LicenceAssignmentId, RemovalId};
use domicile_model::invitation::InvitationState;
use domicile_model::wire::{
    AccountDetails, AddAnswer, Approval, Delivery, Designation, Inbox, Invitation, LicenceAssignment, Member, MyInvitation, ProductRef,
    Removal, RemovalPreflight, ServiceRequest, Transfer, words,
};
use domicile_workstation::state::{AdminState, Card, InboxState, PeopleState};
use std::collections::BTreeMap;

/// An administrator of an account, with so many open requests.
pub fn administrator_of(name: &str, id: &str, open_requests: u32, open_approvals: u32) -> Me {
    let mut me = member(name, id);
    me.roles = words(vec![Role::AccountAdmin]);
    me.inbox = Some(Inbox { open_requests, open_person_requests: 0, open_approvals, open_check_outs: 0 });
    me
}

pub fn details(id: &str) -> AccountDetails {
    let countries: &[&str] = match id {
        "old-bridge" => &["GB"],
        "northwind-rail" => &["FR", "GB"],
        _ => &[],
    };
    AccountDetails {
        id: AccountId::new(id),
        name: account(id).name,
        federation: Federation::None.into(),
        it_contact: None,
        last_synchronised: None,
        confirmed_domains: if id == "old-bridge" { vec!["oldbridge.example.com".to_owned()] } else { vec![] },
        automatic_approval: false,
        contract_countries: countries.iter().map(|it| CountryCode::parse(it).unwrap()).collect(),
        offline_days: 7,
        open_requests: 0,
        open_approvals: 0,
        limited: false,
    }
}

/// An administrator whose screens were read.
pub fn admin(name: &str, id: &str, inbox: InboxState, people: PeopleState) -> State {
    let open = u32::try_from(inbox.requests.iter().filter(|it| it.is_open()).count()).unwrap();
    let approvals = u32::try_from(inbox.approvals.len()).unwrap();
    let mut state = signed_in(administrator_of(name, id, open, approvals));
    state.admin = AdminState { account: Some(details(id)), inbox, people, licences: None, failed: None };
    state
}

/// Somebody of an account, as its administrators see them.
pub fn of_account(name: &str, id: &str) -> Member {
    let me = member(name, id);
    Member {
        user: Person { id: me.user.id.clone(), display_name: me.user.display_name.clone(), email: me.user.email.clone() },
        roles: me.roles,
        group_roles: vec![],
        groups: vec![],
        locks: vec![],
        country: me.country,
        explicit_country: None,
        provisioned: false,
        since: at("2026-01-05T08:00:00Z"),
        fulfilment_contact: None,
        licences: vec![],
        may_leave_until: None,
        request: None,
        delivery: None,
        limited: false,
    }
}

pub fn licence(product: &str, whose: &Person) -> LicenceAssignment {
    LicenceAssignment {
        id: LicenceAssignmentId::new("licence-1"),
        product: ProductRef { id: product.to_lowercase().replace(' ', "-"), name: product.to_owned() },
        user: whose.clone(),
        assigned: at("2026-02-02T08:00:00Z"),
    }
}

pub fn preflight(user: &Person, blockers: &[Blocker]) -> RemovalPreflight {
    RemovalPreflight {
        user: user.clone(),
        blockers: words(blockers.to_vec()),
        blocked: blockers.iter().any(|it| it.blocks()),
        licences: if blockers.contains(&Blocker::AssignedLicence) { vec![licence("Bridge Modeler", user)] } else { vec![] },
    }
}

/// Somebody of Old Bridge asks to leave.
pub fn asks(name: &str, state: RemovalState) -> RemovalRequest {
    let me = member(name, "old-bridge");
    let it = request(&me, state);
    RemovalRequest { id: RemovalRequestId::new(format!("request-of-{}", me.user.id.as_str())), ..it }
}

/// Two wait: Piet, who is opened and blocked, and Ana, who is opened and free to go. One was answered.
pub fn inbox_of_two() -> State {
    let (ana, piet) = (asks("Ana Costa", RemovalState::Seen), asks("Piet Jansen", RemovalState::Blocked));
    let opened = BTreeMap::from([
        (
            piet.id.as_str().to_owned(),
            preflight(&piet.user, &[Blocker::LastFulfilmentContact, Blocker::AssignedLicence, Blocker::CheckedOutLicence]),
        ),
        (ana.id.as_str().to_owned(), preflight(&ana.user, &[])),
    ]);
    let declined = RemovalRequest { submitted: at("2026-04-20T08:00:00Z"), ..asks("Eva Lang", RemovalState::Declined) };
    let piet = RemovalRequest { submitted: at("2026-05-06T08:00:00Z"), reason: None, note: Some("From June.".to_owned()), ..piet };
    let approvals = vec![Approval {
        user: UserId::new("joe-north"),
        email: "joe.north@oldbridge.example.com".to_owned(),
        asked: at("2026-05-13T08:00:00Z"),
    }];
    let inbox = InboxState { loaded: true, busy: false, requests: vec![declined, ana, piet], approvals, opened, ..InboxState::default() };
    admin("Maria Silva", "old-bridge", inbox, PeopleState::default())
}

pub fn inbox_empty() -> State {
    admin("Maria Silva", "old-bridge", InboxState { loaded: true, ..InboxState::default() }, PeopleState::default())
}

/// Everybody was answered, in every way there is.
pub fn inbox_answered() -> State {
    let ended = [
        ("Ana Costa", RemovalState::Fulfilled),
        ("Eva Lang", RemovalState::Declined),
        ("Ben Moor", RemovalState::Withdrawn),
        ("Ida Holm", RemovalState::Expired),
    ];
    let requests = ended.into_iter().map(|(name, state)| asks(name, state)).collect();
    admin("Maria Silva", "old-bridge", InboxState { loaded: true, requests, ..InboxState::default() }, PeopleState::default())
}

pub fn answer(code: AddCode) -> AddAnswer {
    AddAnswer {
        code: code.into(),
        email: "ana.costa@oldbridge.example.com".to_owned(),
        user: None,
        member: None,
        invitation: None,
        transfer: None,
    }
}

/// Nora looks an address up.
pub fn looked_up(answer: AddAnswer) -> State {
    let people = PeopleState { query: answer.email.clone(), card: Some(Card::of(answer)), ..PeopleState::default() };
    admin("Nora Lindqvist", "northwind-rail", InboxState { loaded: true, ..InboxState::default() }, people)
}

pub fn nora() -> Person {
    person("Nora Lindqvist", "northwind.example.com")
}

pub fn transfer(state: TransferState) -> Transfer {
    Transfer {
        id: TransferId::new("offer-1"),
        email: "ana.costa@oldbridge.example.com".to_owned(),
        state: state.into(),
        offered_by: nora(),
        roles: words(vec![Role::Download]),
        country: None,
        offered: at("2026-05-12T08:00:00Z"),
        expires: at("2026-06-11T08:00:00Z"),
        ended: None,
        delivery: None,
    }
}

pub fn invitation() -> Invitation {
    Invitation {
        id: InvitationId::new("invitation-1"),
        email: "yara.haddad@example.com".to_owned(),
        state: InvitationState::Invited.into(),
        invited_by: nora(),
        roles: vec![],
        country: None,
        invited: at("2026-05-13T08:00:00Z"),
        expires: at("2026-05-20T08:00:00Z"),
        ended: None,
        restores: false,
        first_sign_in: false,
        delivery: None,
    }
}

/// Ana just after Nora added her: everything is still to do.
pub fn ana_just_added() -> Member {
    Member {
        user: person("Ana Costa", "oldbridge.example.com"),
        roles: vec![],
        locks: locked(LockReason::RemovedFromAccount).unwrap().reasons,
        country: country("DE", DecidedBy::Explicit).into(),
        explicit_country: Some(CountryCode::parse("DE").unwrap()),
        since: at("2026-05-14T09:10:00Z"),
        may_leave_until: Some(at("2026-05-28T09:10:00Z")),
        ..of_account("Ana Costa", "northwind-rail")
    }
}

/// What became of a letter of that morning.
pub fn delivery(state: DeliveryState, reason: Option<RefusalReason>) -> Option<Delivery> {
    Some(Delivery { state: state.into(), reason: reason.map(Into::into), since: Some(at("2026-05-14T09:10:00Z")) })
}

/// Ana just after she was added, whose mail was refused.
pub fn not_told(reason: RefusalReason) -> Member {
    Member { delivery: delivery(DeliveryState::Refused, Some(reason)), ..ana_just_added() }
}

/// Ana once everything is done.
pub fn ana_set_up() -> Member {
    Member {
        roles: words(vec![Role::Download, Role::Beta]),
        locks: vec![],
        country: country("FR", DecidedBy::Profile).into(),
        explicit_country: None,
        ..ana_just_added()
    }
}

/// Somebody is opened on the screen of an administrator.
pub fn opened(name: &str, id: &str, member: Member, how: Option<AddCode>, preview: Option<RemovalPreflight>) -> State {
    let card = Card::Member { member: Box::new(member), how: how.map(Into::into), preview, rights: None };
    admin(name, id, InboxState { loaded: true, ..InboxState::default() }, PeopleState { card: Some(card), ..PeopleState::default() })
}

/// Maria looks at somebody, and the service says what they may run by such a policy.
pub fn maria_looks(member: Member, policy: &PolicySnapshot) -> State {
    let rights = Some(Box::new(why::rights(policy)));
    let card = Card::Member { member: Box::new(member), how: None, preview: None, rights };
    admin(
        "Maria Silva",
        "old-bridge",
        InboxState { loaded: true, ..InboxState::default() },
        PeopleState { card: Some(card), ..PeopleState::default() },
    )
}

/// Maria looks at Ana, whom she has locked.
pub fn maria_looks_at_a_locked_one() -> State {
    let mut ana = of_account("Ana Costa", "old-bridge");
    ana.locks = locked(LockReason::Administrator).unwrap().reasons;
    maria_looks(ana, &why::locked())
}

/// Maria wants to remove Piet.
pub fn removal_blocked() -> State {
    let mut piet = of_account("Piet Jansen", "old-bridge");
    piet.fulfilment_contact = Some(Designation { country: None });
    piet.licences = vec![licence("Bridge Modeler", &piet.user)];
    let preview = preflight(&piet.user, &[Blocker::LastFulfilmentContact, Blocker::AssignedLicence]);
    opened("Maria Silva", "old-bridge", piet, None, Some(preview))
}

/// Maria wants to remove Ana.
pub fn removal_free() -> State {
    let ana = of_account("Ana Costa", "old-bridge");
    let preview = preflight(&ana.user, &[]);
    opened("Maria Silva", "old-bridge", ana, None, Some(preview))
}

/// The list, in part.
pub fn searched() -> State {
    let mut maria = of_account("Maria Silva", "old-bridge");
    maria.roles = words(vec![Role::AccountAdmin]);
    let mut ana = of_account("Ana Costa", "old-bridge");
    ana.request = Some(asks("Ana Costa", RemovalState::Seen));
    let mut piet = of_account("Piet Jansen", "old-bridge");
    piet.locks = locked(LockReason::Administrator).unwrap().reasons;
    let people =
        PeopleState { query: "an".to_owned(), members: vec![ana, maria, piet], next: Some("next".to_owned()), ..PeopleState::default() };
    admin("Maria Silva", "old-bridge", InboxState { loaded: true, ..InboxState::default() }, people)
}

pub fn nobody_found() -> State {
    let people = PeopleState { query: "zacharias".to_owned(), ..PeopleState::default() };
    admin("Maria Silva", "old-bridge", InboxState { loaded: true, ..InboxState::default() }, people)
}

/// Somebody who was removed.
pub fn removal(name: &str, needs_consent: bool) -> Removal {
    Removal {
        id: RemovalId::new(format!("removal-{}", name.to_lowercase().replace(' ', "-"))),
        user: person(name, "northwind.example.com"),
        removed: at("2026-05-02T08:00:00Z"),
        undo_until: at("2026-07-31T08:00:00Z"),
        needs_consent,
    }
}

/// What waits for somebody outside, and who can be brought back.
pub fn outgoing() -> State {
    let mut accepted = transfer(TransferState::Accepted);
    accepted.id = TransferId::new("offer-2");
    accepted.email = "lena.vogt@harbour.example.com".to_owned();
    let people = PeopleState {
        members: vec![of_account("Nora Lindqvist", "northwind-rail"), of_account("Paul Petit", "northwind-rail")],
        transfers: vec![transfer(TransferState::Offered), accepted],
        invitations: vec![Invitation { delivery: delivery(DeliveryState::WaitingForMailServer, None), ..invitation() }],
        removals: vec![removal("Olaf Berg", false), removal("Rosa Klein", true)],
        ..PeopleState::default()
    };
    admin("Nora Lindqvist", "northwind-rail", InboxState { loaded: true, ..InboxState::default() }, people)
}

/// Ana, whom Northwind Rail wants.
pub fn ana_offered() -> State {
    let mut me = ana();
    me.offers = vec![Offer { country: CountryCode::parse("FR").ok(), ..offer("northwind-rail") }];
    signed_in(me)
}

/// Ana said yes; Old Bridge has to let her go.
pub fn ana_accepted() -> State {
    let mut state = ana_asks(RemovalState::Submitted);
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.offers = vec![Offer { state: TransferState::Accepted.into(), ..offer("northwind-rail") }];
        if let Some(it) = &mut me.request {
            it.to = None;
        }
    }
    state
}

/// Two requests of Ana ended without an answer.
pub fn ana_twice_unanswered() -> State {
    let mut state = ana_asks(RemovalState::Expired);
    let earlier = |id: &str, ended: RemovalState, day: &str| RemovalRequest {
        id: RemovalRequestId::new(id),
        submitted: at(day),
        ended: Some(at(day) + jiff::SignedDuration::from_hours(14 * 24)),
        ..request(&ana(), ended)
    };
    state.intent.expired = vec!["7c1".to_owned(), "8f2".to_owned()];
    state.history = vec![
        earlier("7c1", RemovalState::Expired, "2026-04-20T08:00:00Z"),
        earlier("6b0", RemovalState::Declined, "2026-03-02T08:00:00Z"),
        earlier("5a9", RemovalState::Withdrawn, "2026-02-02T08:00:00Z"),
    ];
    state
}

/// Ana was added without being asked.
pub fn ana_may_leave() -> State {
    let mut state = ana_added(false);
    if let Fact::Known { value: me, .. } = &mut state.me {
        me.may_leave_until = Some(at("2026-05-28T08:30:00Z"));
    }
    state
}

/// Yara, whom an account invites.
pub fn yara_invited() -> State {
    let mut me = nobody("Yara Haddad", "example.com");
    me.invitations = vec![MyInvitation {
        id: InvitationId::new("invitation-1"),
        account: account("northwind-rail"),
        roles: words(vec![Role::Download, Role::Beta]),
        country: None,
        invited: at("2026-05-13T08:00:00Z"),
        expires: at("2026-05-20T08:00:00Z"),
        restores: false,
    }];
    let mut state = signed_in(me);
    state.policy.withdrawn = Some("unaffiliated".to_owned());
    state
}

/// Sam's case at support, open or answered.
pub fn sam_at_support(answered: bool) -> State {
    let mut me = member("Sam Quarry", "quarry");
    me.service_request = Some(ServiceRequest {
        id: domicile_model::id::ServiceRequestId::new("C-17"),
        state: if answered { "answered" } else { "open" }.to_owned(),
        text: "Please remove me.".to_owned(),
        opened: at("2026-05-12T08:00:00Z"),
        answer: answered.then(|| "We named Rita Quarry as administrator; she can remove you.".to_owned()),
        answered: answered.then(|| at("2026-05-13T08:00:00Z")),
    });
    signed_in(me)
}
