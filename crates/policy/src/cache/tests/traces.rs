//! Why: each state and each reason with the rule that it stands for and the nearest fix, and each rule in both of its voices: the one that
//! refuses, or the one that lets run and has something to tell.

use super::states::{AWAY, Home};
use crate::cache::*;
use crate::claims::*;
use crate::decide::{Action, Decision, Outcome, Rule, State, Who, right_of};
use crate::test_fixture::{self, T};
use std::collections::BTreeSet;
use std::fs;

const PRODUCT: &str = "bridge-modeler";

/// A cache with a policy in which something is changed.
fn with(change: impl FnOnce(&mut PolicyClaims)) -> Home {
    let home = Home::new();
    let mut claims = test_fixture::claims();
    change(&mut claims);
    home.store(&test_fixture::signer().sign(&claims).unwrap()).unwrap();
    home
}

fn first(change: impl FnOnce(&mut Entitlement)) -> Home {
    with(|it| change(&mut it.entitlements[0]))
}

fn spoiled(file: &str, bytes: &[u8]) -> Home {
    let home = with(|_| ());
    fs::write(home.file(file), bytes).unwrap();
    home
}

fn denied(reason: Option<Reason>) -> Home {
    first(|it| (it.verdict, it.reason) = (Verdict::Denied, reason))
}

/// What is worth telling of a chain: everything that did not just pass.
fn noted_rules(answer: &Decision) -> Vec<(Rule, Outcome)> {
    answer.trace.chain().filter(|(_, outcome)| *outcome != Outcome::Passed).collect()
}

/// What holds for every chain: rules in their order, the one that refused last, and everything asked where nothing did.
fn hold(what: &str, answer: &Decision) {
    let chain: Vec<_> = answer.trace.chain().collect();
    let places: Vec<_> = chain.iter().map(|(rule, _)| Rule::ALL.iter().position(|it| it == rule).unwrap()).collect();
    assert!(places.is_sorted_by(|a, b| a < b) && !chain.is_empty(), "{what}: {chain:?}");
    let refused: Vec<_> = chain.iter().filter(|(_, outcome)| *outcome == Outcome::Refused).map(|it| it.0).collect();
    assert_eq!(refused.first().copied(), answer.trace.refused_by(), "{what}");
    assert_eq!(refused.len(), usize::from(!answer.may_run), "{what}: refused exactly where it may not run");
    match refused.first() {
        // What the service denied, it denied without knowing which version asks.
        Some(rule) => {
            let asked: Vec<_> = Rule::ALL.into_iter().take_while(|it| it != rule).filter(|it| *it != Rule::VersionCovered).collect();
            let found: Vec<_> = chain.iter().map(|it| it.0).filter(|it| it != rule && *it != Rule::VersionCovered).collect();
            assert_eq!((chain.last().unwrap().0, found), (*rule, asked), "{what}");
        }
        None => assert_eq!(chain.len(), Rule::ALL.len(), "{what}: every rule was asked"),
    }
    assert_eq!(answer.fix().is_none(), answer.state == State::Valid, "{what}: something would help, or nothing need");
}

type Row = (&'static str, Home, i64, State, Option<Reason>, Vec<(Rule, Outcome)>, Option<(Action, Who)>);

fn table() -> Vec<Row> {
    use Outcome::{Noted, Refused};
    use Who::{Administrator, InternalIt, You};
    let (soon, exp) = (T + 60, test_fixture::claims().exp);
    let older = || {
        let home = with(|_| ());
        home.store(&test_fixture::policy(11, 10)).unwrap();
        fs::write(home.file(POLICY), test_fixture::policy(10, 0)).unwrap();
        home
    };
    let toms = test_fixture::signer().sign(&test_fixture::claims_for("tom-becker")).unwrap();
    let unknown = crate::issue::PolicySigner::from_seed("key-9", &[9; 32]).sign(&test_fixture::claims()).unwrap();
    let refresh = Some((Action::RefreshPolicy, You));
    let refused = |rule| vec![(rule, Refused)];
    // A state of the policy as a whole.
    let whole = |what, home, at, state, rule, fix| (what, home, at, state, None, refused(rule), fix);
    let not =
        |what, home, reason, rule, action, who| (what, home, soon, State::NotEntitled, Some(reason), refused(rule), Some((action, who)));
    let ended = |it: &mut Entitlement, grace: u16| (it.contract_ends, it.grace_days) = (Some(T - DAY), grace);
    let withdrawn = |cause| with(move |it| it.withdrawn = Some(cause));
    vec![
        whole("nothing", Home::new(), soon, State::NoPolicy, Rule::Present, refresh),
        whole("long over", with(|_| ()), exp + 21 * DAY, State::NoPolicy, Rule::Present, refresh),
        whole("no keys", spoiled(KEYSET, b"{\"payload\":\"\",\"signatures\":[]}"), soon, State::UnknownKey, Rule::KeysTrusted, refresh),
        whole("an unknown key", spoiled(POLICY, unknown.as_bytes()), soon, State::UnknownKey, Rule::KeysTrusted, refresh),
        whole("damaged", spoiled(POLICY, b"x"), soon, State::Corrupt, Rule::Genuine, refresh),
        whole("Tom's", spoiled(POLICY, toms.as_bytes()), soon, State::WrongMachine, Rule::ForThisMachine, Some((Action::SignIn, You))),
        whole("an older one", older(), soon, State::RolledBack, Rule::Newest, refresh),
        whole("the clock back", with(|_| ()), T - 2 * DAY, State::ClockSuspect, Rule::ClockPlausible, Some((Action::SetClock, You))),
        whole("over", with(|_| ()), exp, State::Expired, Rule::InDate, refresh),
        ("valid", with(|_| ()), soon, State::Valid, None, vec![], None),
        ("refresh due", with(|_| ()), T + WINDOW, State::RefreshDue, None, vec![(Rule::Refreshed, Noted)], refresh),
        ("taken along", Home::taken_along(), AWAY, State::Valid, None, vec![(Rule::InDate, Noted)], None),
        ("grace", first(|it| ended(it, 9)), soon, State::Grace, None, vec![(Rule::NotEnded, Noted)], Some((Action::Renew, Administrator))),
        (
            "a trial in its grace, with a refresh due",
            first(|it| (ended(it, 9), it.usage_type = UsageType::Trial).1),
            T + WINDOW,
            State::Grace,
            None,
            vec![(Rule::NotEnded, Noted), (Rule::FullRight, Noted), (Rule::Refreshed, Noted)],
            Some((Action::Renew, Administrator)),
        ),
        (
            "a trial",
            first(|it| it.usage_type = UsageType::Trial),
            soon,
            State::Trial,
            None,
            vec![(Rule::FullRight, Noted)],
            Some((Action::Buy, Administrator)),
        ),
        not("removed", withdrawn(Withdrawn::Removed), Reason::Unaffiliated, Rule::Affiliated, Action::JoinAccount, Administrator),
        not("unaffiliated", withdrawn(Withdrawn::Unaffiliated), Reason::Unaffiliated, Rule::Affiliated, Action::JoinAccount, Administrator),
        not("locked", withdrawn(Withdrawn::Locked), Reason::Locked, Rule::Unlocked, Action::Unlock, Administrator),
        not("disabled", withdrawn(Withdrawn::Disabled), Reason::Locked, Rule::Unlocked, Action::EnableInDirectory, InternalIt),
        not("withdrawn, who knows why", withdrawn(Withdrawn::Other), Reason::Other, Rule::Understood, Action::Update, You),
        not("not named", with(|it| drop(it.entitlements.remove(0))), Reason::NotOwned, Rule::Owned, Action::Buy, Administrator),
        not("not owned", denied(Some(Reason::NotOwned)), Reason::NotOwned, Rule::Owned, Action::Buy, Administrator),
        not("elsewhere", denied(Some(Reason::OtherCountry)), Reason::OtherCountry, Rule::Country, Action::SetCountry, Administrator),
        not(
            "a country without any",
            denied(Some(Reason::CountryWithoutEntitlements)),
            Reason::CountryWithoutEntitlements,
            Rule::Country,
            Action::SetCountry,
            Administrator,
        ),
        not("restricted", denied(Some(Reason::Restricted)), Reason::Restricted, Rule::Unrestricted, Action::LiftRestriction, Administrator),
        not("denied, who knows why", denied(None), Reason::Other, Rule::Understood, Action::Update, You),
        not("an unknown use", first(|it| it.usage_type = UsageType::Other), Reason::Other, Rule::Understood, Action::Update, You),
        not("not begun", first(|it| it.contract_starts = Some(T + DAY)), Reason::NotYetStarted, Rule::Started, Action::WaitForStart, You),
        not("ended", first(|it| ended(it, 0)), Reason::Ended, Rule::NotEnded, Action::Renew, Administrator),
        not("ended, says the service", denied(Some(Reason::Ended)), Reason::Ended, Rule::NotEnded, Action::Renew, Administrator),
        not(
            "a version that is not covered",
            first(|it| it.versions = Some(Versions { from: Some("2030".into()), up_to: None })),
            Reason::VersionNotCovered,
            Rule::VersionCovered,
            Action::UseCoveredVersion,
            You,
        ),
    ]
}

#[test]
fn every_state_and_every_reason_has_the_rule_that_led_there_and_a_fix() {
    let (mut states, mut reasons, mut voices) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (what, home, at, state, reason, tells, fix) in table() {
        let answer = home.read(at).decide(PRODUCT, Some("2026.1"));
        assert_eq!((answer.state, answer.reason), (state, reason), "{what}");
        hold(what, &answer);
        assert_eq!(noted_rules(&answer), tells, "{what}");
        assert_eq!(answer.fix().map(|it| (it.action, it.who)), fix, "{what}");
        states.insert(state.as_str());
        reasons.extend(reason.map(Reason::as_str));
        voices.extend(tells.into_iter().map(|(rule, _)| rule.as_str()));
    }
    assert_eq!((states.len(), reasons.len()), (12, 10), "{states:?} {reasons:?}");
    assert_eq!(voices, Rule::ALL.map(Rule::as_str).into(), "each of the rules has had its say");
}

#[test]
fn the_service_sees_the_same_rules_as_the_machine_but_for_those_of_the_file() {
    for (what, home, at, state, reason, tells, fix) in table() {
        let Some(policy) = home.read(at).policy else { continue };
        let answer = right_of(policy.claims(), PRODUCT, at);
        assert!(answer.trace.chain().all(|(rule, _)| rule == Rule::Refreshed || Rule::ALL[7..].contains(&rule)), "{what}");
        // What hangs on the clock, the policy's own dates or the version is the machine's to say.
        let own = [Rule::InDate, Rule::ClockPlausible, Rule::Refreshed, Rule::VersionCovered];
        if tells.iter().all(|(rule, _)| !own.contains(rule)) {
            assert_eq!((answer.state, answer.reason, noted_rules(&answer)), (state, reason, tells), "{what}");
            assert_eq!(answer.fix().map(|it| (it.action, it.who)), fix, "{what}");
        }
    }
}

/// Words for these codes are written elsewhere, and products are built with them.
#[test]
fn the_names_are_stable() {
    assert_eq!(
        Rule::ALL.map(Rule::as_str).join(" "),
        "present keys_trusted genuine for_this_machine newest clock_plausible in_date affiliated unlocked owned country unrestricted \
         understood started version_covered not_ended full_right refreshed"
    );
    assert_eq!([Outcome::Passed, Outcome::Noted, Outcome::Refused].map(Outcome::as_str), ["passed", "noted", "refused"]);
    assert_eq!([Who::You, Who::Administrator, Who::InternalIt].map(Who::as_str), ["you", "administrator", "internal_it"]);
    let actions: BTreeSet<_> = table().into_iter().filter_map(|it| it.6).map(|(action, _)| action.as_str()).collect();
    let named = "refresh_policy set_clock sign_in update join_account unlock enable_in_directory buy set_country lift_restriction \
                 wait_for_start renew use_covered_version";
    assert_eq!(actions, named.split_whitespace().collect(), "each fix is somebody's, and named so");
}
