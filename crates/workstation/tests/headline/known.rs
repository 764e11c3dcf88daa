//! The headline by what is known: of the person, of the service, and of the licence file.

use crate::sample::*;
use domicile_words::Language;
use domicile_workstation::failure::{AddressFault, Cause, Obstacle, ProxyFault};
use domicile_workstation::overview::Verdict;
use domicile_workstation::state::{Fact, LicenceState, Session, State};
use domicile_workstation::tray::tray;
use domicile_workstation::vocabulary::{ConnectionState, PolicyState};

fn headline(state: &State) -> (Verdict, String) {
    let it = shown(state).headline;
    (it.verdict, it.text)
}

/// Somebody who can work, with the connection as it is.
fn connected(state: ConnectionState, stale: bool, checking: bool) -> State {
    let mut it = signed_in(ana());
    it.connection.state = state;
    it.connection.checking = checking;
    it.stale = stale;
    it
}

#[test]
fn what_is_known_of_the_person_is_said_until_it_is_stale_and_nobody_answers() {
    use ConnectionState::{Offline, Online, ServiceTrouble, Unknown};
    let (works, offline, trouble) = (
        (Verdict::CanWork, "You can work"),
        (Verdict::Offline, "We can’t reach the service"),
        (Verdict::Offline, "The service has a problem"),
    );
    for (connection, stale, (verdict, text)) in [
        (Online, false, works),
        (Online, true, works),
        (Unknown, false, works),
        (Unknown, true, works),
        (Offline, false, works),
        (Offline, true, offline),
        (ServiceTrouble, false, works),
        (ServiceTrouble, true, trouble),
    ] {
        for checking in [false, true] {
            let found = headline(&connected(connection, stale, checking));
            assert_eq!(found, (verdict, text.to_owned()), "{connection:?}, stale {stale}, checking {checking}");
        }
    }
}

#[test]
fn while_nothing_is_known_of_the_person_the_service_is_what_there_is_to_say() {
    use ConnectionState::{Offline, Online, ServiceTrouble, Unknown};
    let works = "Licensed software works until Thu 21 May.";
    let rows = [
        (Offline, false, Verdict::Offline, "We can’t reach the service", Some("Try again")),
        (Offline, true, Verdict::Offline, "We can’t reach the service", Some("Try again")),
        (ServiceTrouble, false, Verdict::Offline, "The service has a problem", Some("Try again")),
        (Online, false, Verdict::Unknown, "We don’t know yet", Some("Check again")),
        (Online, true, Verdict::Checking, "Checking your account", None),
        (Unknown, false, Verdict::Checking, "Checking your account", None),
        (Unknown, true, Verdict::Checking, "Checking your account", None),
    ];
    for (connection, checking, verdict, text, button) in rows {
        let mut state = connected(connection, false, checking);
        state.me = Fact::Unknown;
        let it = shown(&state).headline;
        let label = it.primary.map(|it| it.label);
        assert_eq!((it.verdict, it.text.as_str(), label.as_deref()), (verdict, text, button), "{connection:?}, checking {checking}");
        assert!(it.can_work && it.works == works, "{connection:?}: what the licence file grants is said");
    }
}

#[test]
fn licences_have_changed_where_the_account_is_newer_than_the_file() {
    for (version, text) in [
        (Some(6), "Your licences have changed"),
        (Some(5), "Your licences have changed"),
        (Some(7), "You can work"),
        (Some(8), "You can work"),
        (None, "You can work"),
    ] {
        for condition in [PolicyState::Valid, PolicyState::RefreshDue] {
            let mut state = signed_in(ana());
            state.policy.version = version;
            state.policy.condition = condition;
            assert_eq!(headline(&state).1, text, "version {version:?}, {condition:?}");
        }
    }
}

#[test]
fn a_file_that_grants_nothing_ready_sends_to_the_account() {
    let mut state = signed_in(ana());
    for it in &mut state.policy.products {
        it.standing = LicenceState::Denied("not_owned".to_owned());
    }
    let detail = "Old Bridge Ltd lists nothing that you may use. An administrator can tell you why.";
    crate::says(&state, Verdict::NeedsAttention, "No licence is ready for you", detail, &["Check again"]);
}

#[test]
fn grace_is_told_only_of_a_product_in_grace_whose_end_is_known() {
    let detail = |standing, ends: Option<&str>| {
        let mut state = signed_in(ana());
        state.policy.products[1].standing = standing;
        state.policy.products[1].contract_ends = ends.map(at);
        shown(&state).headline.detail.unwrap()
    };
    let plain = "2 licences from Old Bridge Ltd.";
    let ended = Some("2026-05-10T23:59:59Z");
    assert_eq!(detail(LicenceState::Ready, ended), plain);
    assert_eq!(detail(LicenceState::Grace, None), plain);
    let grace = format!("{plain} Bridge Modeler works for a few more days: its contract ended on 10 May.");
    assert_eq!(detail(LicenceState::Grace, ended), grace);
}

#[test]
fn an_expired_file_is_no_obstacle_while_something_is_taken_along() {
    let mut state = check_outs::away_with_one();
    (state.connection, state.stale) = (signed_in(ana()).connection, false);
    check_outs::take_along(&mut state, "terrain-viewer");
    state.policy.check_outs[0].until = at("2026-05-20T12:00:00Z");
    let actions = ["Refresh Policy"];
    let detail = "2 products are checked out here, the last until Wed 27 May. The other licences expired on Sun 10 May.";
    crate::says(&state, Verdict::CanWork, "You can work", detail, &actions);
    let mut nothing_along = state.clone();
    nothing_along.policy.check_outs.clear();
    for it in &mut nothing_along.policy.products {
        it.standing = LicenceState::Denied("expired".to_owned());
    }
    let detail = "They expired on Sun 10 May. Refresh Policy.";
    crate::says(&nothing_along, Verdict::NeedsAttention, "Your licences have expired", detail, &actions);
}

/// Field case W16c, W16e: where the settings name no service that can be asked, window and tray say why, and not that nobody is signed in.
#[test]
fn settings_that_name_no_service_are_the_headline() {
    let broken = Cause::SettingsBroken { path: "/home/ana/settings.toml".to_owned(), line: 2, reason: "string expected".into() };
    let typed = Cause::BadServiceUrl { url: "http://directory.example.com".to_owned(), what: AddressFault::NotHttps };
    let there: &[&str] = &["Open Settings", "Check again"];
    for (cause, text, detail, buttons) in [
        // Nothing can be set while the file is broken.
        (broken, "The settings file can’t be read", "/home/ana/settings.toml, line 2: string expected.", &there[1..]),
        (Cause::NoService, "No service address is set", "Domicile doesn’t know which service to ask.", there),
        (typed, "The service address can’t be used", "http://directory.example.com does not begin with https://.", there),
    ] {
        let mut state = signed_in(ana());
        state.forget_person();
        state.session = Session::Unknown;
        state.service.url = None;
        state.service.problem = Some(cause.into());
        let overview = shown(&state);
        let headline = &overview.headline;
        assert_eq!((headline.verdict, headline.text.as_str()), (Verdict::NeedsAttention, text));
        assert!(headline.detail.as_deref().unwrap().starts_with(detail), "{headline:?}");
        assert!(headline.can_work, "the licence file counts all the same");
        let labels: Vec<&str> = headline.primary.iter().chain(&headline.secondary).map(|it| it.label.as_str()).collect();
        assert_eq!(labels, buttons);
        let menu = serde_json::to_string(&tray(&overview, &domicile_words::Words::new(Language::En))).unwrap();
        assert!(menu.contains(text) && menu.contains(buttons[0]) && !menu.contains("Sign in"), "{menu}");
    }
}

/// Field case W09a, W09c: what the proxy does stands in the headline with who mends it, until the service answers or something else is wrong.
#[test]
fn a_proxy_in_the_way_is_named_with_who_mends_it() {
    let offline = "We can’t reach the service";
    let knew = "This is what we knew at 09:14.";
    for (what, says) in [
        (
            ProxyFault::Refused(403),
            "The proxy http://proxy.oldbridge.example.com:3128 refused the connection to domicile.example.com (403). \
             Your IT: Allow domicile.example.com on the proxy.",
        ),
        (
            ProxyFault::WantsPassword,
            "The proxy http://proxy.oldbridge.example.com:3128 wants a user name and a password for domicile.example.com. \
             Your IT: Put the proxy’s user name and password into the proxy settings of this computer.",
        ),
        (
            ProxyFault::Dead,
            "The proxy http://proxy.oldbridge.example.com:3128, by which domicile.example.com is reached, can’t be reached itself. \
             Your IT: Check the proxy settings of this computer, and that the proxy runs.",
        ),
    ] {
        let mut state = surroundings::behind_a_proxy(what);
        crate::says(&state, Verdict::Offline, offline, &format!("{says} {knew}"), &["Try again"]);
        let later = state.connection.since.unwrap();
        state.learn_me(Err(&Cause::Timeout { host: "domicile.example.com".to_owned() }.into()), later);
        crate::says(&state, Verdict::Offline, offline, knew, &["Try again"]);
        state.learn_me(Err(&Cause::Proxy { host: String::new(), proxy: String::new(), what }.into()), later);
        state.learn_me(Ok(ana()), later);
        assert_eq!((headline(&state), state.connection.obstacle), ((Verdict::CanWork, "You can work".to_owned()), None));
    }
    let first = "Your IT: Allow domicile.example.com on the proxy. Nothing is known about your account yet. Try again later.";
    assert!(shown(&surroundings::behind_a_proxy_at_first()).headline.detail.unwrap().contains(first), "there is a network");
}

#[test]
fn a_sign_in_service_that_refuses_the_program_is_for_support_to_mend() {
    let detail = "id.example.com lets nobody sign in with this program. Signing in again won’t change that. \
                  Support: Check how Domicile is registered with the sign-in service (invalid_client). \
                  This is what we knew at 09:14.";
    crate::says(&surroundings::refused_program(), Verdict::Offline, "The sign-in service refuses Domicile", detail, &["Try again"]);
}

/// Field case W20a: a disk that takes nothing is told in the person's own words, without the number of the system.
#[test]
fn a_read_only_disk_is_told_in_words() {
    for (language, why) in [
        (Language::En, "/home/ana/.local/share/domicile/policy: the disk can only be read."),
        (Language::De, "/home/ana/.local/share/domicile/policy: Der Datenträger lässt sich nur lesen."),
        (Language::Es, "/home/ana/.local/share/domicile/policy: el disco es de solo lectura."),
    ] {
        assert_eq!(shown_in(&surroundings::on_a_read_only_disk(), language).problem.unwrap().why, why);
    }
    let held = |obstacle| {
        let mut state = signed_in(ana());
        let reason = "Text file busy (os error 26)".into();
        state.fail(Cause::CannotWrite { path: "/home/ana/d".to_owned(), reason, obstacle: Box::new(obstacle) }.into());
        shown(&state).problem.unwrap().why
    };
    assert_eq!(held(Obstacle::Held), "/home/ana/d: Text file busy.");
}
