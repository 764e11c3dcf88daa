//! Refresh Policy against the world of `fake`: every outcome is reached, and the cached policy stands unless a signed one replaced it.

use super::Outcome;
use crate::Workstation;
use crate::backend::Backend;
use crate::fake::{Mood, World};
use crate::refresh::OnPhase;
use crate::secrets::fake::Mood as StoreMood;
use crate::vocabulary::Phase;
use domicile_policy::claims::*;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset};
use domicile_policy::root::{Root, demo_signers};
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock, Mutex};
use tokio_util::sync::CancellationToken;

/// One present moment for all that a test makes: a contract must not begin a second later than before.
pub(crate) fn now() -> i64 {
    static NOW: LazyLock<i64> = LazyLock::new(|| jiff::Timestamp::now().as_second());
    *NOW
}

pub(crate) fn signer(seed: u8) -> PolicySigner {
    PolicySigner::from_seed(format!("key-{seed}"), &[seed; 32])
}

/// A key set with these keys.
pub(crate) fn keys(version: u64, seeds: &[u8]) -> String {
    let keys = seeds.iter().map(|it| signer(*it).public(now() - 100 * DAY, now() + 100 * DAY)).collect();
    let issuer = Root::compiled_in().issuer().to_owned();
    let draft = KeySetDraft { issuer, version, iat: now() - DAY, exp: now() + 300 * DAY, keys };
    sign_keyset(&draft, &demo_signers().unwrap()[..2]).unwrap()
}

fn product(id: &str, verdict: Verdict) -> Entitlement {
    Entitlement {
        product: id.to_owned(),
        name: id.to_owned(),
        edition: None,
        usage_type: UsageType::Production,
        verdict,
        reason: (verdict == Verdict::Denied).then_some(Reason::NotOwned),
        contract_starts: Some(now() - 100 * DAY),
        contract_ends: Some(now() + 100 * DAY),
        grace_days: 0,
        countries: Countries::Global,
        versions: None,
    }
}

/// What Ana may run, for the machine that asks.
pub(crate) fn claims(world: &World, version: u64) -> PolicyClaims {
    let root = Root::compiled_in();
    let os_id = crate::machine::id(&world.data_dir()).unwrap();
    let iat = now() - 60;
    PolicyClaims {
        iss: root.issuer().to_owned(),
        sub: "ana-costa".to_owned(),
        aud: AUDIENCE.to_owned(),
        iat,
        nbf: iat,
        exp: iat + WINDOW + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version,
        account: Some(Account { id: "old-bridge".to_owned(), name: "Old Bridge Ltd".to_owned() }),
        country: Country { code: Some("GB".to_owned()), decided_by: "revenue".to_owned() },
        machine: Machine { id: domicile_policy::machine::fingerprint(&os_id, root.issuer(), "ana-costa"), name: String::new() },
        offline_days: 7,
        refresh_after: iat + WINDOW,
        withdrawn: None,
        entitlements: vec![product("bridge-modeler", Verdict::Allowed), product("rail-designer", Verdict::Denied)],
        check_outs: Vec::new(),
    }
}

pub(crate) fn serve(world: &World, claims: &PolicyClaims) {
    world.state().policy = Some(signer(7).sign(claims).unwrap());
}

/// Ana is signed in; the service has a policy and the keys to read it by.
pub(crate) async fn ready() -> (World, Workstation) {
    let world = World::start().await;
    world.state().keys = Some(keys(1, &[7]));
    serve(&world, &claims(&world, 10));
    let station = world.workstation();
    station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap();
    (world, station)
}

pub(crate) async fn refresh(station: &Workstation) -> Outcome {
    station.refresh(Box::new(|_| ()), CancellationToken::new()).await
}

/// A refresh with the phases that it told.
async fn watched(station: &Workstation, cancel: Option<Phase>) -> (Outcome, Vec<Phase>) {
    let phases = Arc::new(Mutex::new(Vec::new()));
    let (seen, token) = (phases.clone(), CancellationToken::new());
    let stop = token.clone();
    let on_phase: OnPhase = Box::new(move |phase| {
        seen.lock().unwrap().push(phase);
        if Some(phase) == cancel {
            stop.cancel();
        }
    });
    let outcome = station.refresh(on_phase, token).await;
    let phases = phases.lock().unwrap().clone();
    (outcome, phases)
}

/// The exact bytes in force.
fn in_force(world: &World) -> Option<Vec<u8>> {
    std::fs::read(world.data_dir().policy().join("policy.jws")).ok()
}

fn names(products: &[super::Product]) -> Vec<&str> {
    products.iter().map(|it| it.id.as_str()).collect()
}

#[tokio::test]
async fn updated_then_unchanged_then_updated_with_what_is_different() {
    let (world, station) = ready().await;
    let (outcome, phases) = watched(&station, None).await;
    let Outcome::Updated { granting, change } = outcome else { panic!("{outcome:?}") };
    assert_eq!((granting.ready, granting.of, granting.country.as_deref(), granting.version), (1, 2, Some("GB"), 10));
    assert_eq!(names(&change.gained), ["bridge-modeler"]);
    assert_eq!(phases, [Phase::CheckingSignIn, Phase::Asking, Phase::Receiving, Phase::Saving, Phase::Checking]);

    world.forget_calls();
    let (outcome, phases) = watched(&station, None).await;
    assert!(matches!(outcome, Outcome::Unchanged { .. }), "{outcome:?}");
    assert_eq!(phases, [Phase::CheckingSignIn, Phase::Asking, Phase::Receiving, Phase::Saving, Phase::Checking]);
    // One request, with the tag of what is here: nothing comes back.
    assert_eq!(world.state().calls, ["GET /v1/me/policy"]);
    assert!(world.state().headers.contains_key("if-none-match"));

    // The next window of issue alone is nothing new.
    let mut next = claims(&world, 10);
    (next.iat, next.nbf) = (next.iat + 30, next.nbf + 30);
    serve(&world, &next);
    assert!(matches!(refresh(&station).await, Outcome::Unchanged { .. }));
    assert_eq!(in_force(&world), world.state().policy.clone().map(String::into_bytes));

    let mut next = claims(&world, 11);
    next.iat = now() - 20;
    next.entitlements = vec![product("rail-designer", Verdict::Allowed), product("terrain-viewer", Verdict::Denied)];
    serve(&world, &next);
    let Outcome::Updated { change, .. } = refresh(&station).await else { panic!() };
    assert_eq!((names(&change.gained), names(&change.lost)), (vec!["rail-designer"], vec!["bridge-modeler"]));
    assert_eq!(names(&change.changed), ["terrain-viewer"]);
}

#[tokio::test]
async fn withdrawn_by_a_signed_word_and_as_long_as_it_stands() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let mut withdrawn = claims(&world, 11);
    withdrawn.iat = now() - 20;
    withdrawn.withdrawn = Some(Withdrawn::Removed);
    (withdrawn.account, withdrawn.entitlements) = (None, vec![]);
    serve(&world, &withdrawn);
    let Outcome::Withdrawn { cause, change } = refresh(&station).await else { panic!() };
    assert_eq!((cause.as_str(), names(&change.lost)), ("removed", vec!["bridge-modeler"]));
    // A 304 changes nothing about that.
    let Outcome::Withdrawn { change, .. } = refresh(&station).await else { panic!() };
    assert_eq!(change, super::Change::default());
}

#[tokio::test]
async fn what_is_no_policy_leaves_the_cached_one_alone() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let before = in_force(&world);
    assert!(before.is_some());
    for (mood, code) in [
        (Mood::Problem(403, "identity_not_linked"), "refused"),
        (Mood::Problem(404, "not_found"), "refused"),
        (Mood::Problem(401, "invalid_token"), "sign_in_needed"),
        (Mood::Status(500), "unreachable"),
        (Mood::BadGateway, "unreachable"),
        (Mood::Page, "unreachable"),
        (Mood::Redirect, "unreachable"),
        (Mood::Truncated, "unreachable"),
        (Mood::Oversized, "unreachable"),
        (Mood::NotJson, "signature_invalid"),
    ] {
        world.state().mood = mood;
        let outcome = refresh(&station).await;
        assert_eq!(outcome.code(), code, "{mood:?}: {outcome:?}");
        assert!(outcome.failure().is_some());
        assert_eq!(in_force(&world), before, "{mood:?}");
        assert!(station.policy().can_work(), "{mood:?}");
    }
    world.server_stops().await;
    assert_eq!(refresh(&station).await.code(), "unreachable");
    assert_eq!(in_force(&world), before);
}

#[tokio::test]
async fn signed_by_nobody_we_trust_or_for_somebody_else() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let before = in_force(&world);
    let fresh = || PolicyClaims { iat: now() - 20, ..claims(&world, 12) };
    let somebody = PolicyClaims { sub: "tom-becker".to_owned(), ..fresh() };
    let elsewhere = PolicyClaims { machine: Machine { id: "another".to_owned(), name: String::new() }, ..fresh() };
    for policy in [
        signer(8).sign(&fresh()).unwrap(),
        signer(7).sign(&somebody).unwrap(),
        signer(7).sign(&elsewhere).unwrap(),
        PolicySigner::from_seed("key-7", &[8; 32]).sign(&fresh()).unwrap(),
        "not.a.policy".to_owned(),
    ] {
        world.state().policy = Some(policy);
        assert_eq!(refresh(&station).await.code(), "signature_invalid");
        assert_eq!(in_force(&world), before);
    }
    // Keys that the root does not vouch for do not help.
    world.state().policy = Some(signer(8).sign(&fresh()).unwrap());
    world.state().keys = Some("{}".to_owned());
    assert_eq!(refresh(&station).await.code(), "signature_invalid");
    assert_eq!(in_force(&world), before);
}

#[tokio::test]
async fn a_key_that_is_not_known_yet_is_fetched() {
    let (world, station) = ready().await;
    refresh(&station).await;
    world.forget_calls();
    world.state().keys = Some(keys(2, &[7, 8]));
    let next = PolicyClaims { iat: now() - 20, ..claims(&world, 12) };
    world.state().policy = Some(signer(8).sign(&next).unwrap());
    let outcome = refresh(&station).await;
    assert!(matches!(outcome, Outcome::Unchanged { .. }), "{outcome:?}");
    assert_eq!(world.state().calls, ["GET /v1/me/policy", "GET /v1/policy-keys"]);
    assert_eq!(in_force(&world), world.state().policy.clone().map(String::into_bytes));
}

#[tokio::test]
async fn older_than_before_is_rolled_back() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let before = in_force(&world);
    serve(&world, &claims(&world, 9));
    assert_eq!(refresh(&station).await.code(), "rolled_back");
    assert_eq!(in_force(&world), before);
}

#[tokio::test]
async fn a_clock_that_contradicts_what_is_known_is_said() {
    let (world, station) = ready().await;
    for days in [-30, 30] {
        world.wall.store(now() + days * DAY, Ordering::SeqCst);
        assert_eq!(refresh(&station).await.code(), "clock_suspect", "{days}");
    }
    world.wall.store(now(), Ordering::SeqCst);
    assert!(matches!(refresh(&station).await.code(), "updated" | "unchanged"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_said() {
    let (world, station) = ready().await;
    // Root may write anywhere, so a file stands where the folder should be.
    std::fs::remove_dir_all(world.data_dir().policy()).unwrap();
    std::fs::write(world.data_dir().policy(), "in the way").unwrap();
    let outcome = refresh(&station).await;
    assert_eq!(outcome.code(), "cannot_write");
    assert_eq!(outcome.failure().unwrap().code(), "cannot_write");
}

#[tokio::test]
async fn nobody_signed_in_or_no_longer() {
    let (world, station) = ready().await;
    (world.state().access, world.state().refresh) = (None, None);
    assert_eq!(refresh(&station).await.code(), "sign_in_needed");
    station.sign_out().await.unwrap();
    assert_eq!(refresh(&station).await.code(), "sign_in_needed");
    station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap();
    world.store.set_mood(StoreMood::Locked);
    let outcome = refresh(&world.workstation()).await;
    assert_eq!((outcome.code(), outcome.failure().unwrap().code()), ("sign_in_needed", "keychain_locked"));
}

#[tokio::test]
async fn cancel_is_heard_until_saving_begins() {
    let (world, station) = ready().await;
    for phase in [Phase::CheckingSignIn, Phase::Asking, Phase::Receiving] {
        let (outcome, phases) = watched(&station, Some(phase)).await;
        assert_eq!(outcome, Outcome::Cancelled, "{phase:?}");
        assert_eq!(phases.last(), Some(&phase));
        assert_eq!(in_force(&world), None);
    }
    let (outcome, _) = watched(&station, Some(Phase::Saving)).await;
    assert!(matches!(outcome, Outcome::Updated { .. }), "{outcome:?}");
}

#[tokio::test]
async fn somebody_else_at_the_same_home_gets_their_own() {
    let (world, station) = ready().await;
    refresh(&station).await;
    // Tom signs in where Ana was: her policy is not his, and does not count as what he had.
    world.state().subject = "tom-becker".to_owned();
    let mut me = crate::fake::me();
    me["user"]["id"] = "tom-becker".into();
    world.state().me = Some(me);
    station.sign_in_browser(None, Box::new(|_| ()), CancellationToken::new()).await.unwrap();
    assert_eq!(station.cached_me(), None);
    let os_id = crate::machine::id(&world.data_dir()).unwrap();
    let root = Root::compiled_in();
    let id = domicile_policy::machine::fingerprint(&os_id, root.issuer(), "tom-becker");
    let tom = PolicyClaims { sub: "tom-becker".to_owned(), machine: Machine { id, name: String::new() }, ..claims(&world, 3) };
    serve(&world, &tom);
    let Outcome::Updated { change, .. } = refresh(&station).await else { panic!() };
    assert_eq!((names(&change.gained), change.lost.len()), (vec!["bridge-modeler"], 0));
}
