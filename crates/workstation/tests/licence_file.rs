//! A really signed policy, as presentation sees it: from the reading of the cache to what is shown, at several moments.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sample;

use domicile_policy::cache::Reading;
use domicile_policy::claims::{
    AUDIENCE, Account, Countries, Country, DAY, Entitlement, Machine, PolicyClaims, Reason, UsageType, Verdict, WINDOW, Withdrawn,
};
use domicile_policy::decide::State as Whole;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset, verify_keyset};
use domicile_policy::root::{self, Root};
use domicile_policy::verify::{Expected, Policy, verify};
use domicile_workstation::state::{LicenceState, PolicySnapshot};
use domicile_workstation::vocabulary::PolicyState;
use jiff::Timestamp;
use sample::*;

/// 14 May 2026, midnight UTC.
const ISSUED: i64 = 1_778_716_800;

fn entitlement(product: &str, verdict: Verdict, reason: Option<Reason>, ends: Option<i64>) -> Entitlement {
    Entitlement {
        product: product.to_owned(),
        name: product.to_owned(),
        edition: None,
        usage_type: UsageType::Production,
        verdict,
        reason,
        contract_starts: None,
        contract_ends: ends,
        grace_days: 2,
        countries: Countries::List(vec!["GB".to_owned()]),
        versions: None,
    }
}

fn signed(withdrawn: Option<Withdrawn>) -> Policy {
    let issuer = Root::compiled_in().issuer().to_owned();
    let signer = PolicySigner::from_seed("key-1", &[7; 32]);
    let draft = KeySetDraft {
        issuer: issuer.clone(),
        version: 1,
        iat: ISSUED - DAY,
        exp: ISSUED + 100 * DAY,
        keys: vec![signer.public(ISSUED - 10 * DAY, ISSUED + 80 * DAY)],
    };
    let keys = sign_keyset(&draft, &root::demo_signers().unwrap()).unwrap();
    let keys = verify_keyset(keys.as_bytes(), &Root::compiled_in(), 0, ISSUED).unwrap();
    let claims = PolicyClaims {
        iss: issuer.clone(),
        sub: "ana-costa".to_owned(),
        aud: AUDIENCE.to_owned(),
        iat: ISSUED,
        nbf: ISSUED,
        exp: ISSUED + WINDOW + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version: 7,
        account: withdrawn.is_none().then(|| Account { id: "old-bridge".to_owned(), name: "Old Bridge Ltd".to_owned() }),
        country: Country { code: Some("GB".to_owned()), decided_by: "revenue".to_owned() },
        machine: Machine { id: "m".to_owned(), name: "ana-laptop".to_owned() },
        offline_days: 7,
        refresh_after: ISSUED + WINDOW,
        withdrawn,
        entitlements: vec![
            entitlement("bridge-modeler", Verdict::Allowed, None, Some(ISSUED + DAY)),
            entitlement("rail-designer", Verdict::Denied, Some(Reason::NotOwned), None),
            Entitlement { countries: Countries::Global, ..entitlement("terrain-viewer", Verdict::Allowed, None, None) },
        ],
        check_outs: Vec::new(),
    };
    let jws = signer.sign(&claims).unwrap();
    let expected = Expected { issuer, subject: "ana-costa".to_owned(), machine: "m".to_owned() };
    verify(jws.as_bytes(), &keys, &expected).unwrap()
}

fn read(policy: Policy, state: Whole, now: i64) -> PolicySnapshot {
    PolicySnapshot::of(&Reading {
        check_outs: Vec::new(),
        check_out_refusal: None,
        state,
        policy: Some(policy),
        refusal: None,
        keyset_refusal: None,
        unreadable: None,
        now,
        expected: None,
        etag: None,
        last_contact: Some(ISSUED + 60),
        service_ahead: None,
        keyset_version: 1,
    })
}

fn standings(policy: &PolicySnapshot) -> Vec<LicenceState> {
    policy.products.iter().map(|it| it.standing.clone()).collect()
}

fn denied(code: &str) -> LicenceState {
    LicenceState::Denied(code.to_owned())
}

#[test]
fn a_policy_reads_as_its_claims_say() {
    let policy = read(signed(None), Whole::Valid, ISSUED + 100);
    assert_eq!((policy.condition, policy.version), (PolicyState::Valid, Some(7)));
    assert_eq!(policy.account, Some(named("old-bridge")));
    assert_eq!((policy.country.as_deref(), policy.decided_by.as_deref()), (Some("GB"), Some("revenue")));
    assert_eq!(policy.valid_until, Some(at("2026-05-21T12:00:00Z")));
    assert_eq!(policy.refreshed, Some(Timestamp::from_second(ISSUED + 60).unwrap()));
    assert_eq!(standings(&policy), [LicenceState::Ready, denied("not_owned"), LicenceState::Ready]);
    assert_eq!(policy.products[0].countries, Some(vec!["GB".to_owned()]));
    assert_eq!(policy.products[2].countries, None);
    assert!(policy.can_work());
}

#[test]
fn time_passes_through_contract_grace_and_validity() {
    let at_second = |state, now| read(signed(None), state, now);
    let in_grace = at_second(Whole::Valid, ISSUED + DAY + 10);
    assert_eq!(standings(&in_grace)[0], LicenceState::Grace);
    assert_eq!(standings(&at_second(Whole::RefreshDue, ISSUED + 4 * DAY))[0], denied("ended"));
    let expired = at_second(Whole::Expired, ISSUED + 8 * DAY);
    assert_eq!(standings(&expired), [denied("expired"), denied("expired"), denied("expired")]);
    assert!(!expired.can_work());
    let suspect = at_second(Whole::ClockSuspect, ISSUED + 100);
    assert_eq!((standings(&suspect)[0].clone(), suspect.can_work()), (LicenceState::Unknown, false));
}

#[test]
fn a_withdrawn_policy_lets_nothing_run_and_names_its_cause() {
    let policy = read(signed(Some(Withdrawn::Removed)), Whole::Valid, ISSUED + 100);
    assert_eq!((policy.withdrawn.as_deref(), policy.can_work(), policy.ready()), (Some("removed"), false, 0));
    let mut state = ana_left();
    state.policy = policy;
    let licences = shown(&state).licences;
    assert_eq!(licences.headline, "Your licences were withdrawn");
    assert_eq!(licences.detail.as_deref(), Some("You were removed from your account, so you have no licences."));
}

#[test]
fn the_next_moment_that_matters_is_the_next_that_changes_an_answer() {
    let policy = read(signed(None), Whole::Valid, ISSUED);
    let second = |it: i64| Some(Timestamp::from_second(it).unwrap());
    let next = |after: i64| policy.next_change(Timestamp::from_second(after).unwrap());
    assert_eq!(next(ISSUED), second(ISSUED + DAY + 1));
    assert_eq!(next(ISSUED + DAY + 1), second(ISSUED + 3 * DAY + 1));
    assert_eq!(next(ISSUED + 3 * DAY + 1), second(ISSUED + WINDOW + 7 * DAY));
    assert_eq!(next(ISSUED + 9 * DAY), None);
}
