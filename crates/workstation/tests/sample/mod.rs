//! The sample organisation as states: the people of every story, at one morning in May.
#![allow(dead_code, unreachable_pub, reason = "each test binary uses some of it")]

pub mod admin;
pub mod asks;
pub mod check_outs;
pub mod forecast;
pub mod surroundings;
pub mod why;

use domicile_model::account::{AccountRef, Federation};
use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::id::{AccountId, PersonRequestId, RemovalRequestId, TransferId, UserId};
use domicile_model::person::{LockReason, Role};
use domicile_model::person_request::RequestKind;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::transfer::TransferState;
use domicile_model::wire::{
    Administrator, Affiliation, FulfilmentContact, LockEntry, LockState, Me, MeUser, Offer, Person, PersonRequest, RemovalOutlook,
    RemovalRequest, words,
};
use domicile_words::{Language, Words};
use domicile_workstation::overview::Overview;
use domicile_workstation::present::overview;
use domicile_workstation::state::{
    Connection, Fact, Identity, Intent, LicenceState, Named, PolicySnapshot, ProductSnapshot, Service, Session, SettingsFacts, State,
};
use domicile_workstation::vocabulary::ConnectionState;
use domicile_workstation::vocabulary::PolicyState;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A moment.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// When everything is looked at.
pub fn now() -> Timestamp {
    at("2026-05-14T09:16:00Z")
}

/// When the service last answered.
pub fn as_of() -> Timestamp {
    at("2026-05-14T09:14:00Z")
}

/// What is shown of a state now.
pub fn shown(state: &State) -> Overview {
    shown_in(state, Language::En)
}

/// What is shown of a state now, in this language.
pub fn shown_in(state: &State, language: Language) -> Overview {
    overview(state, now(), &TimeZone::UTC, &Words::new(language))
}

pub fn account(id: &str) -> AccountRef {
    let name = match id {
        "old-bridge" => "Old Bridge Ltd",
        "northwind-rail" => "Northwind Rail",
        "harbour" => "Harbour GmbH",
        "meridian" => "Meridian SA",
        "quarry" => "Quarry & Sons",
        other => other,
    };
    AccountRef { id: AccountId::new(id), name: name.to_owned() }
}

pub fn named(id: &str) -> Named {
    Named { id: id.to_owned(), name: account(id).name }
}

pub fn person(name: &str, domain: &str) -> Person {
    let id = name.to_lowercase().replace(' ', "-");
    Person { id: UserId::new(id.clone()), display_name: name.to_owned(), email: format!("{}@{domain}", id.replace('-', ".")) }
}

fn administrator(name: &str, role: Role, domain: &str) -> Administrator {
    let it = person(name, domain);
    Administrator { id: it.id, display_name: it.display_name, role: role.into(), email: it.email }
}

fn country(code: &str, decided_by: DecidedBy) -> EffectiveCountry {
    EffectiveCountry { code: (!code.is_empty()).then(|| CountryCode::parse(code).unwrap()), decided_by }
}

/// Somebody of an account, as the service answers.
pub fn member(name: &str, id: &str) -> Me {
    let (domain, administrators, federation, country) = match id {
        "old-bridge" => (
            "oldbridge.example.com",
            vec![("Maria Silva", Role::AccountAdmin), ("Tom Becker", Role::CoAdmin)],
            Federation::None,
            country("GB", DecidedBy::Revenue),
        ),
        "northwind-rail" => {
            ("northwind.example.com", vec![("Nora Lindqvist", Role::AccountAdmin)], Federation::None, country("FR", DecidedBy::Profile))
        }
        "harbour" => {
            ("harbour.example.com", vec![("Jonas Weber", Role::AccountAdmin)], Federation::Scim, country("DE", DecidedBy::Directory))
        }
        "meridian" => ("meridian.example.com", vec![("Iris Novak", Role::AccountAdmin)], Federation::Jit, country("", DecidedBy::None)),
        _ => ("quarry.example.com", vec![], Federation::None, country("", DecidedBy::None)),
    };
    let scim = federation == Federation::Scim;
    let user = person(name, if name == "Ana Costa" { "oldbridge.example.com" } else { domain });
    let route = domicile_model::removal::route(federation, scim, administrators.len());
    Me {
        as_of: as_of(),
        user: MeUser { id: user.id, email: user.email, display_name: user.display_name, locale: "en".to_owned(), profile_country: None },
        affiliation: Some(Affiliation {
            account: account(id),
            since: at("2026-01-05T08:00:00Z"),
            provisioned: scim,
            last_synchronised: scim.then(|| at("2026-05-14T08:51:00Z")),
            it_contact: scim.then(|| "it@harbour.example.com".to_owned()),
        }),
        administrators: administrators.into_iter().map(|(name, role)| administrator(name, role, domain)).collect(),
        lock: None,
        roles: words(vec![Role::Download]),
        country: country.into(),
        federation: federation.into(),
        fulfilment_contact: None,
        request: None,
        removal: Some(RemovalOutlook { route: route.into(), blockers: if scim { words([Blocker::DirectoryManaged]) } else { vec![] } }),
        offers: vec![],
        invitations: vec![],
        awaits_approval: None,
        may_leave_until: None,
        requests: vec![],
        may_ask_to_join: vec![],
        service_request: None,
        inbox: None,
        limited_view: false,
        policy_version: 7,
    }
}

/// An offer of this account, with a role.
pub fn offer(id: &str) -> Offer {
    Offer {
        id: TransferId::new("offer-1"),
        account: account(id),
        state: TransferState::Offered.into(),
        roles: words(vec![Role::Download]),
        country: None,
        offered: at("2026-05-11T08:00:00Z"),
        expires: at("2026-06-10T08:00:00Z"),
    }
}

/// Somebody who belongs to nobody, locked by a removal.
pub fn nobody(name: &str, domain: &str) -> Me {
    let mut me = member(name, "old-bridge");
    me.user.email = person(name, domain).email;
    me.affiliation = None;
    me.administrators = vec![];
    me.roles = vec![];
    me.country = country("", DecidedBy::None).into();
    me.removal = None;
    me.limited_view = true;
    me.lock = locked(LockReason::RemovedFromAccount);
    me.policy_version = 8;
    me
}

pub fn locked(reason: LockReason) -> Option<LockState> {
    Some(LockState { reasons: vec![LockEntry { reason: reason.into(), since: at("2026-05-13T15:30:00Z") }] })
}

/// Ana's request to Maria.
pub fn request(me: &Me, state: RemovalState) -> RemovalRequest {
    let route = me.removal.as_ref().map_or(Route::Administrator.into(), |it| it.route.clone());
    let to_administrator = route == Route::Administrator;
    let ended = (!state.is_open()).then(|| at("2026-05-13T15:30:00Z"));
    RemovalRequest {
        id: RemovalRequestId::new("8f2"),
        state: state.into(),
        route,
        account: me.affiliation.as_ref().map_or_else(|| account("old-bridge"), |it| it.account.clone()),
        user: Person { id: me.user.id.clone(), display_name: me.user.display_name.clone(), email: me.user.email.clone() },
        to: to_administrator.then(|| person("Maria Silva", "oldbridge.example.com")),
        reason: Some("I change to another company.".to_owned()),
        note: None,
        submitted: at("2026-05-12T10:00:00Z"),
        seen: (state != RemovalState::Submitted).then(|| at("2026-05-12T16:00:00Z")),
        ended,
        expires: at("2026-05-26T10:00:00Z"),
        blockers: if state == RemovalState::Blocked { words([Blocker::LastFulfilmentContact]) } else { vec![] },
        decline_reason: (state == RemovalState::Declined).then(|| "Please finish the handover first.".to_owned()),
        service_request: None,
        delivery: None,
    }
}

/// What Ana asks the administrators of her account for.
pub fn asked(me: &Me, kind: RequestKind, state: RemovalState) -> PersonRequest {
    let ended = (!state.is_open()).then(|| at("2026-05-13T15:30:00Z"));
    PersonRequest {
        id: PersonRequestId::new(format!("a-{}", kind.as_str())),
        kind: kind.into(),
        state: state.into(),
        route: Route::Administrator.into(),
        account: me.affiliation.as_ref().map_or_else(|| account("northwind-rail"), |it| it.account.clone()),
        email: me.user.email.clone(),
        user: me.affiliation.as_ref().map(|_| Person {
            id: me.user.id.clone(),
            display_name: me.user.display_name.clone(),
            email: me.user.email.clone(),
        }),
        country: (kind == RequestKind::Country).then(|| CountryCode::parse("FR").unwrap()),
        role: (kind == RequestKind::Role).then(|| Role::Beta.into()),
        to: None,
        note: None,
        submitted: at("2026-05-12T10:00:00Z"),
        seen: None,
        ended,
        expires: at("2026-05-26T10:00:00Z"),
        answered_by: ended.filter(|_| state != RemovalState::Expired).map(|_| person("Maria Silva", "oldbridge.example.com")),
        decline_reason: (state == RemovalState::Declined).then(|| "Please finish the handover first.".to_owned()),
        service_request: None,
        delivery: None,
    }
}

pub fn product(id: &str, standing: LicenceState, ends: Option<&str>, countries: Option<&[&str]>) -> ProductSnapshot {
    let name = id.split('-').map(|it| it[..1].to_uppercase() + &it[1..]).collect::<Vec<_>>().join(" ");
    ProductSnapshot {
        id: id.to_owned(),
        name,
        edition: None,
        usage: if id == "site-simulator" { "evaluation" } else { "production" }.to_owned(),
        standing,
        contract_ends: ends.map(at),
        contract_starts: Some(at("2026-01-01T00:00:00Z")),
        grace_days: 0,
        countries: countries.map(|it| it.iter().map(|it| (*it).to_owned()).collect()),
        checked_out_until: None,
        why: Default::default(),
    }
}

fn no(reason: &str) -> LicenceState {
    LicenceState::Denied(reason.to_owned())
}

/// The licence file of an account.
pub fn policy(id: &str) -> PolicySnapshot {
    let (country, decided_by) = match id {
        "old-bridge" => (Some("GB"), "revenue"),
        "northwind-rail" => (Some("FR"), "profile"),
        "harbour" => (Some("DE"), "directory"),
        _ => (None, "none"),
    };
    let end = Some("2026-12-31T23:59:59Z");
    let ended = Some("2026-04-30T23:59:59Z");
    let products = match id {
        "northwind-rail" => vec![
            product("archive-reader", no("not_owned"), None, None),
            product("bridge-modeler", no("not_owned"), None, None),
            product("rail-designer", LicenceState::Ready, end, Some(&["FR", "GB"])),
            product("site-simulator", no("restricted"), end, Some(&["FR", "GB"])),
            product("terrain-viewer", LicenceState::Ready, None, None),
        ],
        "old-bridge" | "harbour" | "meridian" => vec![
            product(
                "archive-reader",
                if id == "old-bridge" { no("ended") } else { no("not_owned") },
                ended.filter(|_| id == "old-bridge"),
                Some(&["GB"]),
            ),
            product("bridge-modeler", LicenceState::Ready, end, Some(&["GB"])),
            product(
                "rail-designer",
                if id == "old-bridge" { no("not_owned") } else { LicenceState::Ready },
                end.filter(|_| id != "old-bridge"),
                None,
            ),
            product("site-simulator", no("not_owned"), None, None),
            product("terrain-viewer", LicenceState::Ready, None, None),
        ],
        _ => vec![product("terrain-viewer", LicenceState::Ready, None, None)],
    };
    why::explained(PolicySnapshot {
        condition: PolicyState::Valid,
        version: Some(7),
        account: Some(named(id)),
        country: country.map(ToOwned::to_owned),
        decided_by: Some(decided_by.to_owned()),
        refreshed: Some(as_of()),
        service_ahead: None,
        valid_until: Some(at("2026-05-21T12:00:00Z")),
        withdrawn: None,
        products,
        machine: Some(check_outs::HERE.to_owned()),
        check_outs: vec![],
    })
}

/// A signed licence file that grants nothing.
pub fn withdrawn_policy() -> PolicySnapshot {
    let products = ["archive-reader", "bridge-modeler", "rail-designer", "site-simulator", "terrain-viewer"];
    why::explained(PolicySnapshot {
        version: Some(8),
        account: None,
        country: None,
        decided_by: Some("none".to_owned()),
        withdrawn: Some("removed".to_owned()),
        products: products.iter().map(|it| product(it, no("unaffiliated"), None, None)).collect(),
        ..policy("old-bridge")
    })
}

/// Nobody is signed in.
pub fn signed_out() -> State {
    State {
        service: Service {
            problem: None,
            url: Some("https://domicile.example.com/".to_owned()),
            demo_keys: false,
            support_url: Some("https://support.example.com/".to_owned()),
        },
        session: Session::SignedOut,
        policy: PolicySnapshot { condition: PolicyState::NoPolicy, ..PolicySnapshot::default() },
        settings: SettingsFacts {
            service_url: "https://domicile.example.com/".to_owned(),
            data_folder: "/home/ana/.local/share/domicile".to_owned(),
            version: "0.1.0".to_owned(),
            ..SettingsFacts::default()
        },
        ..State::default()
    }
}

/// Signed in, asked and answered just now.
pub fn signed_in(me: Me) -> State {
    let policy = match me.affiliation.as_ref().map(|it| it.account.id.as_str().to_owned()) {
        Some(id) => policy(&id),
        None => withdrawn_policy(),
    };
    State {
        session: Session::SignedIn,
        who: Some(Identity { email: Some(me.user.email.clone()), name: Some(me.user.display_name.clone()) }),
        connection: Connection { state: ConnectionState::Online, since: Some(as_of()), checking: false, obstacle: None },
        me: Fact::Known { value: me, as_of: as_of() },
        policy,
        settings: SettingsFacts { secret_store: domicile_workstation::state::SecretStore::System, ..signed_out().settings },
        ..signed_out()
    }
}

/// Ana in her old account.
pub fn ana() -> Me {
    member("Ana Costa", "old-bridge")
}

/// Ana, whom an administrator of her account locked.
pub fn ana_locked() -> State {
    let mut me = ana();
    me.lock = locked(LockReason::Administrator);
    me.limited_view = true;
    let mut it = signed_in(me);
    it.policy = why::locked();
    it
}

/// Ana with a request to leave.
pub fn ana_asks(state: RemovalState) -> State {
    let mut me = ana();
    me.request = Some(request(&me, state));
    let mut it = signed_in(me);
    it.intent = moving();
    it
}

/// Ana after the removal.
pub fn ana_left() -> State {
    let mut me = nobody("Ana Costa", "oldbridge.example.com");
    me.request = Some(request(&me, RemovalState::Fulfilled));
    let mut it = signed_in(me);
    it.intent = moving();
    it
}

/// Ana in her new account; locked until Nora unlocks her.
pub fn ana_added(is_locked: bool) -> State {
    let mut me = member("Ana Costa", "northwind-rail");
    me.request = Some(RemovalRequest { account: account("old-bridge"), ..request(&me, RemovalState::Fulfilled) });
    me.policy_version = 9;
    if let Some(it) = &mut me.affiliation {
        it.since = at("2026-05-14T08:30:00Z");
    }
    if is_locked {
        me.lock = locked(LockReason::RemovedFromAccount);
        me.limited_view = true;
    }
    let mut it = signed_in(me);
    it.policy = withdrawn_policy();
    it.intent = moving();
    it
}

/// Ana in her new account, with its licences: every step is done.
pub fn ana_arrived() -> State {
    let mut it = ana_added(false);
    it.policy = PolicySnapshot { version: Some(9), ..policy("northwind-rail") };
    it
}

pub fn moving() -> Intent {
    Intent {
        subject: Some("ana-costa".to_owned()),
        from: Some(named("old-bridge")),
        target: None,
        request: Some("8f2".to_owned()),
        began: Some(at("2026-05-12T10:00:00Z")),
        finished: None,
        arrival_dismissed: None,
        expired: vec![],
        ..Intent::default()
    }
}

/// Piet, the only Fulfilment Contact.
pub fn piet() -> Me {
    let mut me = member("Piet Jansen", "old-bridge");
    me.fulfilment_contact = Some(FulfilmentContact { only_one: true });
    me.removal = Some(RemovalOutlook { route: Route::Administrator.into(), blockers: words([Blocker::LastFulfilmentContact]) });
    me
}

/// Maria, were she alone.
pub fn only_administrator() -> Me {
    let mut me = member("Maria Silva", "old-bridge");
    me.administrators.retain(|it| it.display_name == "Maria Silva");
    me.roles = words([Role::AccountAdmin]);
    me.removal = Some(RemovalOutlook { route: Route::Administrator.into(), blockers: words([Blocker::LastAdministrator]) });
    me
}

/// Not reachable since a quarter past nine; everything is from before.
pub fn offline(mut state: State, how: ConnectionState) -> State {
    state.connection = Connection { state: how, since: Some(at("2026-05-14T09:15:00Z")), checking: false, obstacle: None };
    state.stale = true;
    state
}

/// The service's no.
pub fn refused(status: u16, code: &str) -> domicile_workstation::failure::Failure {
    let problem = domicile_model::wire::Problem {
        kind: format!("urn:domicile:problem:{code}"),
        title: "That did not work".to_owned(),
        status,
        detail: "Something stands against it.".to_owned(),
        code: code.to_owned(),
        request_id: "01J9Z5".to_owned(),
        next: vec![],
        extensions: Default::default(),
    };
    domicile_workstation::failure::Failure::new(domicile_workstation::failure::Cause::Problem(Box::new(problem)))
}
