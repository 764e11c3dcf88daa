//! Check-outs against the world of `fake`: what a refresh brings, and what is carried by file between two computers.

use crate::Workstation;
use crate::backend::{Backend, CheckOuts};
use crate::data_dir::DataDir;
use crate::failure::Failure;
use crate::fake::World;
use crate::machine;
use crate::offline_files::Imported;
use crate::refresh::tests::{claims, keys, now, ready, refresh, serve, signer};
use domicile_policy::check_out::CheckOutClaims;
use domicile_policy::claims::{AUDIENCE, Account, DAY, Machine, PolicyClaims, StandingCheckOut, WINDOW};
use domicile_policy::machine::fingerprint;
use domicile_policy::root::Root;
use serde_json::{Value, json};
use std::sync::atomic::Ordering;

const OUT: &str = "out-1";

/// Ana's check-out for Bridge Modeler on that machine.
fn document(machine: &str) -> String {
    let it = CheckOutClaims {
        iss: Root::compiled_in().issuer().to_owned(),
        sub: "ana-costa".to_owned(),
        aud: AUDIENCE.to_owned(),
        iat: now() - 60,
        nbf: now() - 60,
        exp: now() - 60 + 30 * DAY,
        jti: OUT.to_owned(),
        account: Account { id: "old-bridge".to_owned(), name: "Old Bridge Ltd".to_owned() },
        machine: Machine { id: machine.to_owned(), name: "ana-laptop".to_owned() },
        product: "bridge-modeler".to_owned(),
        name: "bridge-modeler".to_owned(),
    };
    signer(7).sign_check_out(&it).unwrap()
}

/// The same as the service lists it.
fn listed(machine: &str, state: &str) -> Value {
    let open = state == "checked_out";
    json!({
        "id": OUT, "account": {"id": "old-bridge", "name": "Old Bridge Ltd"},
        "product": {"id": "bridge-modeler", "name": "Bridge Modeler"}, "machine": {"id": machine, "name": "ana-laptop"},
        "state": state, "days": 30, "asked": "2026-06-01T00:00:00Z", "answered": "2026-06-01T00:00:00Z", "answeredBy": "Maria Silva",
        "reason": null, "until": "2036-06-01T00:00:00Z", "ended": null, "document": open.then(|| document(machine)),
    })
}

fn standing(mut policy: PolicyClaims, version: u64) -> PolicyClaims {
    policy.version = version;
    policy.check_outs = vec![StandingCheckOut { id: OUT.to_owned(), product: "bridge-modeler".to_owned() }];
    policy
}

/// Allowed meanwhile: the policy stands by it, and the service has the document.
fn allow(world: &World, version: u64) -> String {
    let policy = standing(claims(world, version), version);
    let machine = policy.machine.id.clone();
    serve(world, &policy);
    world.state().check_outs = vec![listed(&machine, "checked_out")];
    machine
}

fn here(station: &Workstation) -> Vec<String> {
    station.policy().check_outs.into_iter().map(|it| it.id).collect()
}

fn asked_for(world: &World) -> Vec<String> {
    world.state().calls.iter().filter(|it| it.contains("check-outs")).cloned().collect()
}

/// The code of what a file came to, where it was refused.
fn code<T: std::fmt::Debug>(result: Result<T, Failure>) -> String {
    result.unwrap_err().code().to_owned()
}

/// A computer without a network: a data folder of its own in a world of its own. Both have the id of the system that runs the tests.
struct Away {
    world: World,
    station: Workstation,
}

impl Away {
    async fn new(connected: &World) -> Self {
        let world = World::start().await;
        world.wall.store(connected.wall.load(Ordering::SeqCst), Ordering::SeqCst);
        let station = world.workstation();
        Self { world, station }
    }

    fn data_dir(&self) -> DataDir {
        self.world.data_dir()
    }

    fn machine(&self) -> String {
        fingerprint(&machine::id(&self.data_dir()).unwrap(), Root::compiled_in().issuer(), "ana-costa")
    }

    /// What the service would serve for this computer.
    fn policy(&self, connected: &World, version: u64) -> PolicyClaims {
        policy_for(&self.machine(), connected, version)
    }
}

/// What the service would serve for a computer.
fn policy_for(machine: &str, connected: &World, version: u64) -> PolicyClaims {
    let mut policy = standing(claims(connected, version), version);
    policy.machine = Machine { id: machine.to_owned(), name: String::new() };
    policy
}

#[tokio::test]
async fn a_refresh_fetches_what_the_policy_stands_by_and_asks_nothing_else() {
    let (world, station) = ready().await;
    refresh(&station).await;
    assert_eq!(asked_for(&world), Vec::<String>::new(), "nothing is missing, nothing is asked");
    let machine = allow(&world, 11);
    refresh(&station).await;
    assert_eq!(asked_for(&world), [format!("GET /v1/me/check-outs?machine={machine}")]);
    assert_eq!(here(&station), [OUT]);
    world.forget_calls();
    refresh(&station).await;
    assert_eq!(asked_for(&world), Vec::<String>::new(), "what is here is not fetched again");
}

#[tokio::test]
async fn the_policy_stands_where_check_outs_cannot_be_had_and_the_next_refresh_brings_them() {
    let (world, station) = ready().await;
    let machine = allow(&world, 11);
    let listed = std::mem::take(&mut world.state().check_outs);
    let mut forged = listed.clone();
    let document = forged[0]["document"].as_str().unwrap().to_owned();
    forged[0]["document"] = json!(document.replace('.', ".A"));
    world.state().check_outs = forged;
    let outcome = refresh(&station).await;
    assert_eq!(outcome.code(), "updated");
    assert_eq!((here(&station), station.policy().version), (vec![], Some(11)));
    world.state().check_outs = listed;
    assert_eq!(refresh(&station).await.code(), "unchanged");
    assert_eq!((here(&station), station.policy().machine), (vec![OUT.to_owned()], Some(machine)));
}

#[tokio::test]
async fn what_was_taken_along_runs_when_the_policy_is_over_and_not_after_its_end() {
    let (world, station) = ready().await;
    allow(&world, 11);
    refresh(&station).await;
    world.server_stops().await;
    world.wall.store(now() + WINDOW + 10 * DAY, Ordering::SeqCst);
    let policy = station.policy();
    assert_eq!((policy.condition.as_str(), policy.can_work(), policy.ready()), ("expired", true, 1));
    world.wall.store(now() + 30 * DAY + 1, Ordering::SeqCst);
    assert!(!station.policy().can_work());
}

#[tokio::test]
async fn a_return_is_told_and_gone_and_one_that_ended_is_gone_too() {
    let (world, station) = ready().await;
    allow(&world, 11);
    refresh(&station).await;
    assert_eq!(station.return_check_out(OUT).await.unwrap().state.as_str(), "returned");
    assert_eq!(here(&station), Vec::<String>::new());

    let (world, station) = ready().await;
    let machine = allow(&world, 11);
    refresh(&station).await;
    world.state().check_outs = vec![listed(&machine, "ended")];
    assert_eq!(code(station.return_check_out(OUT).await), "check_out_closed");
    assert_eq!(here(&station), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_given_back_by_file_stays_so_and_is_told_by_whoever_comes_first() {
    let (world, station) = ready().await;
    allow(&world, 11);
    refresh(&station).await;
    let ids = [OUT.to_owned()];
    station.return_file(&ids).await.unwrap();
    assert_eq!(here(&station), [OUT], "a file alone gives nothing back");
    station.mark_returned(&ids).await.unwrap();
    assert_eq!(here(&station), Vec::<String>::new());
    world.forget_calls();
    refresh(&station).await;
    assert_eq!(asked_for(&world), [format!("POST /v1/me/check-outs/{OUT}/return")], "told by this computer, which was online first");
    assert_eq!(here(&station), Vec::<String>::new());
    // The policy names it no more: there is nothing left to remember.
    serve(&world, &claims(&world, 12));
    refresh(&station).await;
    assert!(!world.files().contains(&"given-back.json".to_owned()), "{:?}", world.files());
}

#[tokio::test]
async fn a_request_licences_and_a_return_are_carried_between_two_computers() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let away = Away::new(&world).await;
    assert_eq!(code(away.station.request_file("bridge-modeler", 30, None).await), "person_not_known");
    let request = away.station.request_file("bridge-modeler", 30, Some("ana-costa")).await.unwrap();
    let Imported::Asked(asked) = station.import_file(&request).await.unwrap() else { panic!("{request}") };
    assert_eq!((asked.machine.id.clone(), asked.days), (away.machine(), 30));

    serve(&world, &away.policy(&world, 11));
    world.state().check_outs = vec![listed(&away.machine(), "checked_out")];
    let licences = station.licence_file(&asked.machine).await.unwrap();
    let opened = away.station.import_file(&licences).await.unwrap();
    let Imported::Licences { checked_out, valid_until } = opened else { panic!("{opened:?}") };
    assert_eq!((checked_out, valid_until.is_some()), (vec!["bridge-modeler".to_owned()], true));
    assert_eq!(here(&away.station), [OUT]);
    assert!(away.station.policy().can_work());

    // The connected computer's own licences are as they were.
    assert_eq!((here(&station), station.policy().version), (vec![], Some(10)));

    let back = away.station.return_file(&[OUT.to_owned()]).await.unwrap();
    away.station.mark_returned(&[OUT.to_owned()]).await.unwrap();
    assert_eq!(here(&away.station), Vec::<String>::new());
    away.station.import_file(&licences).await.unwrap();
    assert_eq!(here(&away.station), Vec::<String>::new(), "an older file does not bring back what was given back");
    let Imported::Returned(returned) = station.import_file(&back).await.unwrap() else { panic!("{back}") };
    assert_eq!(returned.len(), 1);
    assert_eq!(station.import_file(&back).await.unwrap(), Imported::Returned(vec![]), "twice is once");
}

#[tokio::test]
async fn signing_in_and_refreshing_go_on_from_licences_that_were_carried() {
    let (world, station) = ready().await;
    let away = Away::new(&world).await;
    serve(&world, &away.policy(&world, 11));
    world.state().check_outs = vec![listed(&away.machine(), "checked_out")];
    let machine = domicile_model::wire::CheckOutMachine { id: away.machine(), name: "ana-tower".to_owned() };
    let licences = station.licence_file(&machine).await.unwrap();
    away.station.import_file(&licences).await.unwrap();

    away.world.state().keys = Some(keys(1, &[7]));
    away.world.state().policy = Some(signer(7).sign(&away.policy(&world, 11)).unwrap());
    let cancel = tokio_util::sync::CancellationToken::new();
    away.station.sign_in_browser(None, Box::new(|_| ()), cancel).await.unwrap();
    assert_eq!(refresh(&away.station).await.code(), "unchanged", "the same policy under another way in");
    serve(&away.world, &away.policy(&world, 12));
    refresh(&away.station).await;
    assert_eq!((away.station.policy().version, here(&away.station)), (Some(12), vec![OUT.to_owned()]));
}

#[tokio::test]
async fn a_file_for_somebody_or_something_else_is_refused_and_changes_nothing() {
    let (world, station) = ready().await;
    refresh(&station).await;
    let before = std::fs::read(world.data_dir().policy().join("policy.jws")).unwrap();
    let away = Away::new(&world).await;
    let request: Value = serde_json::from_str(&away.station.request_file("bridge-modeler", 3, Some("piet-jansen")).await.unwrap()).unwrap();
    assert_eq!(code(station.import_file(&request.to_string()).await), "file_of_another_person");
    let mut foreign = request.clone();
    foreign["issuer"] = json!("another-operator");
    assert_eq!(code(station.import_file(&foreign.to_string()).await), "file_of_another_service");

    serve(&world, &policy_for("m-tower", &world, 11));
    world.state().check_outs = vec![listed("m-tower", "checked_out")];
    let machine = domicile_model::wire::CheckOutMachine { id: "m-tower".to_owned(), name: "ana-tower".to_owned() };
    let licences = station.licence_file(&machine).await.unwrap();
    let refused = station.import_file(&licences).await.unwrap_err();
    assert_eq!(refused.code(), "file_of_another_machine", "for the other computer");

    // Made for this computer, by its id in the file, but not in what is signed.
    let mut lied: Value = serde_json::from_str(&licences).unwrap();
    lied["machine"]["id"] = json!(claims(&world, 11).machine.id);
    assert_eq!(code(station.import_file(&lied.to_string()).await), "signature_invalid");

    // Somebody else's licences where Ana is signed in.
    let mut piet = claims(&world, 11);
    piet.sub = "piet-jansen".to_owned();
    lied["policy"] = json!(signer(7).sign(&piet).unwrap());
    assert_eq!(code(station.import_file(&lied.to_string()).await), "file_of_another_person");
    // Where nobody is signed in, the computer itself has to fit.
    assert_eq!(code(away.station.import_file(&lied.to_string()).await), "file_of_another_machine");
    assert_eq!(std::fs::read(world.data_dir().policy().join("policy.jws")).unwrap(), before);
    assert_eq!(away.station.policy().version, None);
}

#[tokio::test]
async fn a_forged_or_older_licence_file_is_refused_and_the_policy_stands() {
    let (world, station) = ready().await;
    let away = Away::new(&world).await;
    let machine = domicile_model::wire::CheckOutMachine { id: away.machine(), name: "ana-tower".to_owned() };
    serve(&world, &away.policy(&world, 11));
    world.state().check_outs = vec![listed(&away.machine(), "checked_out")];
    let older = station.licence_file(&machine).await.unwrap();
    serve(&world, &away.policy(&world, 12));
    let newer = station.licence_file(&machine).await.unwrap();
    away.station.import_file(&newer).await.unwrap();
    assert_eq!(code(away.station.import_file(&older).await), "rolled_back");
    let mut forged: Value = serde_json::from_str(&newer).unwrap();
    forged["policy"] = json!(signer(9).sign(&away.policy(&world, 13)).unwrap());
    assert_eq!(code(away.station.import_file(&forged.to_string()).await), "signature_invalid");
    let mut unsigned: Value = serde_json::from_str(&newer).unwrap();
    unsigned["keys"] = json!({"payload": "e30", "signatures": []});
    assert_eq!(code(away.station.import_file(&unsigned.to_string()).await), "signature_invalid");
    assert_eq!((away.station.policy().version, here(&away.station)), (Some(12), vec![OUT.to_owned()]));
}
