//! Every rule, however it answers, and every fix, whoever does it, has its words: in all languages, for the person and for whoever looks
//! at them, with every fact there is and with none.

use super::*;
use domicile_model::entitlement::UsageType as WireUsage;
use domicile_model::wire::{Right, Rights};
use domicile_policy::claims::Versions;
use domicile_policy::decide::{Action, Fix, Who};
use domicile_words::{Language, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::LazyLock;

const HELPERS: [&str; 2] = ["Maria Silva", "Tom Becker"];

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

/// Every fact there is.
fn full() -> Why {
    Why {
        product: "Rail Designer".to_owned(),
        account: Some("Northwind Rail".to_owned()),
        country: Some("DE".to_owned()),
        countries: Some(vec!["FR".to_owned(), "GB".to_owned()]),
        version: Some("2026.1".to_owned()),
        versions: Some(Versions { from: Some("2024".to_owned()), up_to: Some("2025".to_owned()) }),
        starts: at("2026-01-01T00:00:00Z"),
        ends: at("2026-09-30T23:59:59Z"),
        grace_ends: at("2026-10-14T23:59:59Z"),
        valid_until: at("2026-05-21T12:00:00Z"),
        checked_out_until: at("2026-06-10T09:00:00Z"),
        ..Why::default()
    }
}

/// Parsed once: there are thousands of sentences below.
static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| Language::ALL.iter().map(|it| Words::new(*it)).collect());

fn shown(language: Language, why: &Why, about: About<'_>) -> WhyView {
    let words = WORDS.iter().find(|it| it.language() == language).unwrap();
    why.explain(about, Say::new(words, at("2026-05-14T09:16:00Z").unwrap(), &TimeZone::UTC))
}

fn helpers() -> Vec<String> {
    HELPERS.map(str::to_owned).to_vec()
}

/// For everybody who is told.
fn readers(helpers: &[String]) -> [About<'_>; 5] {
    let them = |card| About::Them { name: "Ana Costa", card };
    [
        About::You { helpers },
        About::You { helpers: &[] },
        them(None),
        them(Some(Offered { unlock: true })),
        them(Some(Offered { unlock: false })),
    ]
}

/// What is told with facts and without; with each reason and cause that changes the words.
fn variants() -> Vec<Why> {
    let mut all = vec![full(), Why { product: "rail-designer".to_owned(), ..Why::default() }];
    let with = |change: fn(&mut Why)| {
        let mut why = full();
        change(&mut why);
        why
    };
    all.push(with(|it| it.reason = Some("country_without_entitlements".to_owned())));
    all.push(with(|it| it.withdrawn = Some("disabled".to_owned())));
    all.push(with(|it| it.withdrawn = Some("removed".to_owned())));
    all.push(with(|it| (it.everywhere, it.countries) = (true, None)));
    all.push(with(|it| it.evaluation = true));
    all.push(with(|it| (it.version, it.grace_ends) = (None, None)));
    all.push(with(|it| it.versions = Some(Versions { from: Some("2024".to_owned()), up_to: None })));
    all.push(with(|it| it.versions = Some(Versions { from: None, up_to: Some("2024".to_owned()) })));
    all
}

/// A sentence of a person's language: words were found, every blank is filled, and nothing stands twice where a fact is missing.
fn is_a_sentence(text: &str, what: &str) {
    assert!(!text.is_empty() && text.ends_with('.') && text.contains(' '), "{what}: {text:?}");
    for left in ["rule-", "fix-", "why-", "card-line", "{", "$", "  ", " ,", " ."] {
        assert!(!text.contains(left), "{what}: {text:?} has {left:?}");
    }
}

/// Where nothing is told, and why that is right.
fn is_silent(rule: Rule, outcome: Outcome, about: About<'_>, why: &Why) -> bool {
    let of_the_file = matches!(subject(rule), Subject::File | Subject::Refresh);
    let never = match outcome {
        Outcome::Noted => !matches!(rule, Rule::InDate | Rule::NotEnded | Rule::FullRight | Rule::Refreshed),
        Outcome::Refused => matches!(rule, Rule::FullRight | Rule::Refreshed),
        // No refresh is due: the date of the file says as much.
        Outcome::Passed => rule == Rule::Refreshed,
    };
    let any_version = rule == Rule::VersionCovered && outcome == Outcome::Passed && why.version.is_none() && why.versions.is_none();
    never || any_version || (of_the_file && matches!(about, About::Them { .. }))
}

#[test]
fn every_rule_has_words_however_it_answers() {
    let helpers = helpers();
    for language in Language::ALL {
        for (why, about) in variants().iter().flat_map(|why| readers(&helpers).map(|about| (why, about))) {
            for (rule, outcome) in Rule::ALL.into_iter().flat_map(|rule| Outcome::ALL.map(|it| (rule, it))) {
                let what = format!("{language:?}, {about:?}, {} {}", rule.as_str(), outcome.as_str());
                let told = shown(*language, &Why { chain: vec![(rule, outcome)], ..why.clone() }, about);
                if is_silent(rule, outcome, about, why) {
                    assert_eq!(told.steps, [], "{what}");
                    continue;
                }
                let [step] = told.steps.as_slice() else { panic!("{what}: {:?}", told.steps) };
                is_a_sentence(&step.text, &what);
                assert!(!step.mark.is_empty() && !step.mark.contains('-'), "{what}: {}", step.mark);
                assert_eq!((step.rule.as_str(), step.outcome.as_str()), (rule.as_str(), outcome.as_str()));
            }
        }
    }
}

#[test]
fn every_fix_has_words_whoever_does_it() {
    let helpers = helpers();
    let trial_or_grace = [vec![], vec![(Rule::FullRight, Outcome::Noted)], vec![(Rule::NotEnded, Outcome::Noted)]];
    for language in Language::ALL {
        for (why, about) in variants().iter().flat_map(|why| readers(&helpers).map(|about| (why, about))) {
            for (action, who) in Action::ALL.into_iter().flat_map(|action| Who::ALL.map(|who| (action, who))) {
                for chain in &trial_or_grace {
                    let what = format!("{language:?}, {about:?}, {} by {}", action.as_str(), who.as_str());
                    let told = shown(*language, &Why { chain: chain.clone(), fix: Some(Fix { action, who }), ..why.clone() }, about);
                    let fix = told.fix.unwrap();
                    is_a_sentence(&fix.text, &what);
                    assert_eq!((fix.action.as_str(), fix.who.as_str(), fix.button), (action.as_str(), who.as_str(), None));
                }
            }
        }
    }
}

#[test]
fn the_facts_stand_in_the_sentences() {
    let helpers = helpers();
    let you = About::You { helpers: &helpers };
    let them = About::Them { name: "Ana Costa", card: None };
    let refused = |rule, action, about| {
        let who = Who::Administrator;
        let why = Why { chain: vec![(rule, Outcome::Refused)], fix: Some(Fix { action, who }), ..full() };
        let told = shown(Language::En, &why, about);
        (told.steps[0].text.clone(), told.fix.unwrap().text)
    };
    let pair = |why: &str, fix: &str| (why.to_owned(), fix.to_owned());
    assert_eq!(
        refused(Rule::Country, Action::SetCountry, you),
        pair(
            "It is valid in France and the United Kingdom; you are set to Germany.",
            "Ask Maria Silva or Tom Becker to set your licence country to one where it is valid: France and the United Kingdom."
        )
    );
    assert_eq!(
        refused(Rule::Country, Action::SetCountry, them),
        pair(
            "It is valid in France and the United Kingdom; Ana Costa is set to Germany.",
            "Set the licence country of Ana Costa to one where it is valid: France and the United Kingdom."
        )
    );
    assert_eq!(
        refused(Rule::VersionCovered, Action::UseCoveredVersion, you),
        pair("Version 2026.1 is not covered, only these: 2024 to 2025.", "Start a version that is covered: 2024 to 2025.")
    );
    assert_eq!(
        refused(Rule::Unlocked, Action::Unlock, About::You { helpers: &[] }),
        pair("You are locked.", "Ask an administrator of Northwind Rail to unlock you.")
    );
    let on_card = |unlock| About::Them { name: "Ana Costa", card: Some(Offered { unlock }) };
    assert_eq!(
        refused(Rule::Unlocked, Action::Unlock, on_card(true)),
        pair("Ana Costa is locked.", "Unlock Ana Costa. That is under “Unlock” above.")
    );
    assert_eq!(
        refused(Rule::Unlocked, Action::Unlock, on_card(false)).1,
        "Unlock Ana Costa. You cannot lift this lock; “Unlock” above says who can."
    );
    let grace = Why { chain: vec![(Rule::NotEnded, Outcome::Noted)], ..full() };
    assert_eq!(shown(Language::En, &grace, you).steps[0].text, "The contract ended on 30 September; it keeps working until 14 October.");
}

#[test]
fn rules_that_hold_are_told_in_few_lines_and_the_one_that_refuses_is_the_last() {
    let passed = |upto: Rule| Rule::ALL.into_iter().take_while(move |it| *it != upto).map(|it| (it, Outcome::Passed));
    let told = |chain: Vec<(Rule, Outcome)>| {
        let told = shown(Language::En, &Why { chain, ..full() }, About::You { helpers: &[] });
        told.steps.into_iter().map(|it| format!("{} {}", it.outcome.as_str(), it.text)).collect::<Vec<_>>()
    };
    let file = "passed The licence file is genuine, made for you and this computer, and valid until Thu 21 May.";
    assert_eq!(
        told(passed(Rule::Country).chain([(Rule::Country, Outcome::Refused)]).collect()),
        [
            file,
            "passed You belong to Northwind Rail and are not locked.",
            "passed Northwind Rail owns Rail Designer.",
            "refused It is valid in France and the United Kingdom; you are set to Germany.",
        ]
    );
    assert_eq!(
        told(passed(Rule::Unlocked).chain([(Rule::Unlocked, Outcome::Refused)]).collect()),
        [file, "passed You belong to Northwind Rail.", "refused You are locked."]
    );
    assert_eq!(
        told(passed(Rule::Genuine).chain([(Rule::Genuine, Outcome::Refused)]).collect()),
        [
            "passed There is a licence file on this computer, and its keys are trusted.",
            "refused The licence file is damaged, or not genuine."
        ]
    );
    let taken_along = Rule::ALL.into_iter().map(|it| (it, if it == Rule::InDate { Outcome::Noted } else { Outcome::Passed }));
    let taken_along = told(taken_along.collect());
    assert_eq!(
        taken_along[..2],
        [
            "passed The licence file is genuine and made for you and this computer.",
            "noted The licence file was valid until Thu 21 May, but Rail Designer is checked out until Wed 10 June.",
        ]
    );
    assert_eq!(taken_along.last().map(String::as_str), Some("passed It is a full licence."));
}

#[test]
fn what_a_newer_service_knows_is_left_out_rather_than_guessed() {
    use domicile_model::country::{DecidedBy, EffectiveCountry};
    use domicile_model::wire::{Fix, ProductRef, RuleStep};
    let step = |rule: &str, outcome: &str| RuleStep { rule: rule.to_owned(), outcome: outcome.to_owned() };
    let right = Right {
        product: ProductRef { id: "rail-designer".to_owned(), name: "Rail Designer".to_owned() },
        state: "not_entitled".to_owned(),
        may_run: false,
        reason: Some("not_owned".to_owned()),
        usage_type: WireUsage::Production.into(),
        countries: None,
        contract_starts: None,
        contract_ends: None,
        grace_ends: None,
        chain: vec![step("affiliated", "passed"), step("seat_free", "passed"), step("unlocked", "pondered"), step("owned", "refused")],
        fix: Some(Fix { action: "pray".to_owned(), who: "you".to_owned() }),
    };
    let rights = Rights {
        as_of: at("2026-05-14T09:16:00Z").unwrap(),
        policy_version: 7,
        country: EffectiveCountry { code: None, decided_by: DecidedBy::None }.into(),
        withdrawn: None,
        items: vec![],
    };
    let why = Why::of_right(&right, &rights, "Old Bridge Ltd");
    assert_eq!(why.chain, [(Rule::Affiliated, Outcome::Passed), (Rule::Owned, Outcome::Refused)]);
    assert_eq!(why.fix, None);
}

#[test]
fn one_of_several_is_said_as_people_say_it() {
    let fix = Some(Fix { action: Action::Unlock, who: Who::Administrator });
    let told = |language, names: &[&str]| {
        let helpers: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        shown(language, &Why { fix, ..full() }, About::You { helpers: &helpers }).fix.unwrap().text
    };
    assert_eq!(told(Language::En, &["Maria Silva"]), "Ask Maria Silva to unlock you.");
    assert_eq!(told(Language::En, &["A", "B", "C", "D"]), "Ask A, B or C to unlock you.");
    assert_eq!(told(Language::De, &HELPERS), "Bitten Sie Maria Silva oder Tom Becker, Sie zu entsperren.");
    assert_eq!(told(Language::Es, &["Tom Becker", "Olga Ruiz"]), "Pida a Tom Becker u Olga Ruiz que desbloquee su acceso.");
    assert_eq!(told(Language::Es, &["Tom Becker", "Hugo Prat"]), "Pida a Tom Becker o Hugo Prat que desbloquee su acceso.");
}
