//! What ends soon: on this computer, in an account with whom it hits, and as a text for whoever buys.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_words::{Language, Words};
use domicile_workstation::messages::for_buyer;
use domicile_workstation::overview::{AccountLicencesView, ForecastView};
use domicile_workstation::present::{FORECAST_DAYS, Say, forecast};
use domicile_workstation::state::{AccountLicences, LicenceState, PolicySnapshot, State};
use domicile_workstation::vocabulary::PolicyState;
use jiff::tz::TimeZone;
use sample::forecast::{assigned, ends_soon, licences, maria_is_calm, maria_plans, owned};
use sample::*;

fn own(state: &State) -> Option<ForecastView> {
    shown(state).licences.forecast
}

fn account(state: &State) -> AccountLicencesView {
    shown(state).admin.unwrap().licences.unwrap()
}

fn letter(state: &State, language: Language) -> Option<String> {
    let words = Words::new(language);
    for_buyer(state, Say::new(&words, now(), &TimeZone::UTC)).map(|it| format!("{}\n\n{}", it.subject, it.text))
}

#[test]
fn what_ends_on_this_computer_is_told_soonest_first() {
    let found = own(&ends_soon()).unwrap();
    assert_eq!((found.text.as_str(), found.days), ("3 licences end in the next 90 days.", FORECAST_DAYS));
    let rows: Vec<_> = found.items.iter().map(|it| (it.name.as_str(), it.ends.as_str(), it.grace.as_str(), it.in_grace)).collect();
    assert_eq!(
        rows,
        [
            ("Archive Reader", "ended 5 May", "19 May, in 5 days", true),
            ("Bridge Modeler", "26 May, in 12 days", "9 June, in 26 days", false),
            ("Rail Designer", "31 July, in 78 days", "no grace period", false),
        ]
    );
}

#[test]
fn where_nothing_ends_one_sentence_says_so() {
    let found = own(&signed_in(ana())).unwrap();
    assert_eq!((found.text.as_str(), found.items.len()), ("Nothing ends in the next 90 days.", 0));
}

#[test]
fn a_file_that_grants_nothing_has_no_ends() {
    let with = |change: &dyn Fn(&mut PolicySnapshot)| {
        let mut state = ends_soon();
        change(&mut state.policy);
        own(&state)
    };
    assert!(with(&|_| ()).is_some());
    assert_eq!(with(&|it| it.withdrawn = Some("locked".to_owned())), None);
    for condition in [PolicyState::Expired, PolicyState::ClockSuspect, PolicyState::Corrupt, PolicyState::NoPolicy] {
        assert_eq!(with(&|it| it.condition = condition), None, "{condition:?}");
    }
    assert_eq!(with(&|it| it.products.iter_mut().for_each(|it| it.standing = LicenceState::Denied("restricted".to_owned()))), None);
    // What the person may not run anyway does not end for them.
    let found = with(&|it| it.products.retain(|it| it.id != "bridge-modeler")).unwrap();
    assert_eq!(found.items.len(), 2);
}

#[test]
fn tomorrow_and_a_window_of_ones_own() {
    let mut policy = ends_soon().policy;
    policy.products.retain(|it| it.id == "bridge-modeler");
    policy.products[0].contract_ends = Some(at("2026-05-15T23:59:59Z"));
    let told = |language, days| {
        let words = Words::new(language);
        let found = forecast(&policy, days, Say::new(&words, now(), &TimeZone::UTC)).unwrap();
        (found.text, found.items.first().map(|it| it.ends.clone()))
    };
    let ends = |text: &str, ends: &str| (text.to_owned(), Some(ends.to_owned()));
    assert_eq!(told(Language::En, 1), ends("1 licence ends in the next day.", "15 May, tomorrow"));
    assert_eq!(told(Language::De, 30), ends("In den nächsten 30 Tagen läuft 1 Lizenz aus.", "15. Mai, morgen"));
    assert_eq!(told(Language::Es, 30), ends("1 licencia termina en los próximos 30 días.", "15 de mayo, mañana"));
    policy.products[0].contract_ends = Some(at("2026-06-15T23:59:59Z"));
    let words = Words::new(Language::En);
    assert_eq!(forecast(&policy, 31, Say::new(&words, now(), &TimeZone::UTC)).unwrap().items, []);
}

#[test]
fn an_administrator_sees_whom_it_hits_and_what_goes_on() {
    let found = account(&maria_plans(licences()));
    assert_eq!(found.text, "2 licences of Old Bridge Ltd end in the next 90 days.");
    let rows: Vec<_> = found.items.iter().map(|it| (it.ending.name.as_str(), it.seats_text.as_str(), it.people_text.as_str())).collect();
    assert_eq!(
        rows,
        [
            ("Bridge Modeler", "10 seats for the United Kingdom. 4 seats go on.", "Named licences: Ana Costa, Piet Jansen."),
            ("Rail Designer, Pro", "2 seats for the United Kingdom.", "Named licences: Tom Becker, Eva Lang, Ben Moor."),
        ],
        "what was renewed is not among them"
    );
    assert!(found.copy.is_some());
    let calm = account(&maria_is_calm());
    assert_eq!((calm.text.as_str(), calm.items.len()), ("No licence of Old Bridge Ltd ends in the next 90 days.", 0));
    assert_eq!(calm.copy, None, "nothing to write to anybody");
}

#[test]
fn many_names_are_counted_after_the_fifth() {
    let names = ["Ana Costa", "Ben Moor", "Eva Lang", "Ida Holm", "Joe North", "Piet Jansen", "Tom Becker"];
    let assignments = names.map(|it| assigned("bridge-modeler", it)).to_vec();
    let found = account(&maria_plans(AccountLicences { assignments, ..licences() }));
    assert_eq!(found.items[0].people_text, "Named licences: Ana Costa, Ben Moor, Eva Lang, Ida Holm, Joe North and 2 others.");
    assert_eq!((found.items[0].people.len(), found.items[1].people_text.as_str()), (7, "Nobody has a named licence for it."));
}

#[test]
fn seats_are_counted_by_product() {
    let found = account(&maria_plans(licences()));
    let rows: Vec<_> = found.seats.iter().map(|it| (it.name.as_str(), it.owned, it.assigned, it.checked_out, it.over)).collect();
    assert_eq!(
        rows,
        [
            ("Archive Reader", Some(5), 0, 0, false),
            ("Bridge Modeler", Some(14), 2, 1, false),
            ("Rail Designer", Some(2), 3, 0, true),
            ("Terrain Viewer", None, 0, 0, false),
        ]
    );
    let texts: Vec<_> = found.seats.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "0 of 5 seats are assigned to people.",
            "2 of 14 seats are assigned to people. 1 is checked out for offline use.",
            "3 seats are assigned to people, but the account owns 2.",
            "Any number of seats; none is assigned to a person.",
        ]
    );
    let over = AccountLicences { entitlements: vec![owned("bridge-modeler", Some(9), Some("2026-04-30T23:59:59Z"))], ..licences() };
    assert_eq!(
        account(&maria_plans(over)).seats[0].text,
        "2 seats are assigned to people, but the account owns 0. 1 is checked out for offline use."
    );
    let many = account(&maria_plans(AccountLicences { more: true, ..licences() }));
    assert_eq!((many.seats.len(), many.uncounted.as_deref()), (0, Some("There are too many named licences to count them here.")));
}

#[test]
fn the_buyer_reads_product_seats_end_and_grace() {
    let state = maria_plans(licences());
    assert_eq!(
        letter(&state, Language::En).unwrap(),
        "Licences of Old Bridge Ltd that end soon\n\nHello,\n\nThese licences of Old Bridge Ltd end in the next 90 days:\n\n\
         - Bridge Modeler: 10 seats, contract ends on 26 May 2026, 14 days of grace until 9 June 2026. 4 seats go on after that\n\
         - Rail Designer, Pro: 2 seats, contract ends on 31 July 2026, no grace period\n\n\
         Please renew what we still need in time, or tell me what ends on purpose. Thank you.\n\n\
         Maria Silva\nmaria.silva@oldbridge.example.com"
    );
    assert!(letter(&state, Language::De).unwrap().contains(
        "- Bridge Modeler: 10 Plätze, Vertragsende am 26. Mai 2026, 14 Tage Nachfrist bis 9. Juni 2026. 4 Plätze bleiben danach"
    ));
    assert!(
        letter(&state, Language::Es)
            .unwrap()
            .contains("- Rail Designer, Pro: 2 puestos, el contrato termina el 31 de julio de 2026, sin periodo de gracia")
    );
    assert_eq!(letter(&maria_is_calm(), Language::En), None, "nothing ends");
    assert_eq!(letter(&signed_in(ana()), Language::En), None, "whoever looks after no account has nothing to buy for");
}
