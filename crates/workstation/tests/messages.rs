//! The ready texts: who is asked for what, by the facts; and the mail link that carries them.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_model::person::LockReason;
use domicile_model::removal::RemovalState;
use domicile_words::{Language, Words};
use domicile_workstation::messages::{Letter, letter, mailto};
use domicile_workstation::state::{Fact, State};
use domicile_workstation::vocabulary::Message;
use sample::*;

fn written(state: &State, message: Message, to: Option<&str>) -> Letter {
    letter(state, message, to, &Words::new(Language::En)).unwrap()
}

#[test]
fn the_old_administrator_is_asked_by_name_and_told_of_the_fulfilment_contact() {
    let plain = written(&signed_in(ana()), Message::OldAdmin, Some("maria.silva@oldbridge.example.com"));
    assert_eq!(plain.subject, "Please remove ana.costa@oldbridge.example.com from Old Bridge Ltd");
    assert_eq!(
        plain.text,
        "Hello Maria Silva,\n\nPlease remove ana.costa@oldbridge.example.com from Old Bridge Ltd. If it reports an error, I may be listed \
         as a Fulfilment Contact; please remove me from that list first (add someone else if I am the only one). I need this to join \
         another account. Thank you.\n\nAna Costa\nana.costa@oldbridge.example.com"
    );
    let piet = written(&signed_in(piet()), Message::OldAdmin, None);
    assert!(piet.text.starts_with("Hello,\n\n") && piet.text.contains("I am the only Fulfilment Contact"), "{}", piet.text);
}

#[test]
fn company_sign_in_without_synchronisation_names_the_administrators_too() {
    let text = written(&signed_in(member("Hugo Prat", "meridian")), Message::OldIt, None).text;
    assert!(text.contains("An administrator of the account also has to remove me: Iris Novak."), "{text}");
    let text = written(&signed_in(member("Lena Vogt", "harbour")), Message::OldIt, None).text;
    assert!(!text.contains("An administrator"), "{text}");
}

#[test]
fn the_new_administrator_is_asked_for_what_is_missing() {
    let about = |state: &State| written(state, Message::NewAdmin, None).text;
    assert!(about(&ana_left()).contains("I have left my previous account. To let me work with your account: 1. Users"));
    assert!(about(&signed_in(ana())).contains("I still have to leave my previous account"));
    assert!(about(&ana_added(true)).contains("I am in Northwind Rail now, but still locked. Please: 1. Unlock ana.costa@"));
    let mut locked_by_hand = signed_in(ana());
    if let Fact::Known { value: me, .. } = &mut locked_by_hand.me {
        me.lock = locked(LockReason::Administrator);
    }
    assert!(about(&locked_by_hand).contains("An administrator has locked me"));
}

#[test]
fn support_reads_what_only_support_can_do() {
    let text = written(&signed_in(member("Sam Quarry", "quarry")), Message::Support, None).text;
    assert!(text.contains("Quarry & Sons has no administrator any more. Please remove sam.quarry@quarry.example.com from it"), "{text}");
}

#[test]
fn a_text_can_be_written_in_the_language_of_who_reads_it() {
    let in_ = |state: &State, message, to, language| letter(state, message, to, &Words::new(language)).unwrap();
    let maria = Some("maria.silva@oldbridge.example.com");
    let german = in_(&signed_in(ana()), Message::OldAdmin, maria, Language::De);
    assert_eq!(german.subject, "Bitte entfernen Sie ana.costa@oldbridge.example.com aus dem Konto Old Bridge Ltd");
    assert!(german.text.starts_with("Guten Tag Maria Silva,\n\nbitte entfernen Sie ana.costa@"), "{}", german.text);
    let spanish = in_(&signed_in(ana()), Message::OldAdmin, None, Language::Es);
    assert_eq!(spanish.subject, "Le pido que retire ana.costa@oldbridge.example.com de la cuenta Old Bridge Ltd");
    assert!(spanish.text.starts_with("Buenos días:\n\nLe pido que retire ana.costa@"), "{}", spanish.text);
    let (german, spanish) = (Language::De, Language::Es);
    let new_admin = |language| in_(&ana_left(), Message::NewAdmin, None, language);
    assert!(new_admin(german).text.contains("Damit ich für Ihre Organisation arbeiten kann: 1. Users"), "{}", new_admin(german).text);
    assert!(new_admin(spanish).text.contains("Para que pueda trabajar con su organización: 1. Users"), "{}", new_admin(spanish).text);
}

#[test]
fn no_text_names_the_account_to_join_to_the_old_side() {
    let mut state = ana_asks(RemovalState::Seen);
    state.intent.target = Some("Northwind Rail".to_owned());
    for message in [Message::OldAdmin, Message::OldIt, Message::Support] {
        assert!(!written(&state, message, None).text.contains("Northwind"));
    }
    let to_new = written(&ana_left(), Message::NewAdmin, None).text;
    assert!(!to_new.contains("Old Bridge"), "nor the account that was left to the new one");
}

#[test]
fn a_mail_link_carries_everything_and_nothing_slips_into_its_headers() {
    let letter = Letter { subject: "A & B?".to_owned(), text: "Grüße,\nzwei=1".to_owned() };
    let link = mailto("maria@example.com?bcc=eve@example.com", &letter);
    assert_eq!(link, "mailto:maria@example.com%3Fbcc%3Deve@example.com?subject=A%20%26%20B%3F&body=Gr%C3%BC%C3%9Fe%2C%0D%0Azwei%3D1");
}

#[test]
fn nothing_is_written_while_nothing_is_known() {
    let state = State { me: Fact::Unknown, ..signed_in(ana()) };
    assert_eq!(letter(&state, Message::OldAdmin, None, &Words::new(Language::En)), None);
}

#[test]
fn support_is_told_versions_states_and_codes_and_no_other_name() {
    let mut state = ana_asks(RemovalState::Seen);
    state.problem =
        Some(domicile_workstation::failure::Failure { request_id: Some("01J9Z5".to_owned()), ..refused(409, "request_already_open") });
    let text = written(&state, Message::Support, None).text;
    let (_, details) = text.split_once("\n\nFor support:\n").unwrap();
    for line in [
        "session: signed_in",
        "connection: online",
        "person: ana-costa",
        "account: old-bridge",
        "request: 8f2 seen",
        "licence country: GB by revenue",
        "licence file: valid, version 7, valid until 2026-05-21T12:00:00Z, refreshed 2026-05-14T09:14:00Z",
        "products: 2 of 5 may run",
        "problem: request_already_open (request 01J9Z5)",
        "as of: 2026-05-14T09:14:00Z",
    ] {
        assert!(details.lines().any(|it| it == line), "{line} is missing in\n{details}");
    }
    assert!(details.starts_with("Domicile: 0.1.0 "), "{details}");
    for other in ["Maria", "Tom", "I change to another company"] {
        assert!(!text.contains(other), "{other} in\n{text}");
    }
    let locked = written(&ana_left(), Message::Support, None).text;
    assert!(locked.contains("\nlocks: removed_from_account\n") && locked.contains("withdrawn removed"), "{locked}");
}

#[test]
fn support_can_be_written_to_before_anything_is_known() {
    let state = State { me: Fact::Unknown, ..offline(signed_in(ana()), domicile_workstation::vocabulary::ConnectionState::Offline) };
    let text = written(&state, Message::Support, None).text;
    assert!(
        text.starts_with("Hello,\n\nI need help with Domicile. Thank you.\n\nana.costa@oldbridge.example.com\n\nFor support:\n"),
        "{text}"
    );
    assert!(text.contains("\nconnection: offline\n"), "{text}");
    let german = letter(&signed_out(), Message::Support, None, &Words::new(Language::De)).unwrap().text;
    assert!(german.contains("Für den Support:") && german.contains("session: signed_out"), "{german}");
}
