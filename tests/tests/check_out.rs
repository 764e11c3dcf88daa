//! A licence taken along, from wish to return, by the real programs: with the service, and by file for a computer without a network.
#![allow(clippy::unwrap_used, reason = "tests may")]

#[path = "../../crates/cli/tests/sandbox/schema.rs"]
mod schema;

use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use serde_json::{Value, json};
use std::path::Path;

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";
const PRODUCT: &str = "bridge-modeler";

/// Runs a verb, holds its document against its schema, and looks at the exit code.
async fn says(sandbox: &Sandbox, line: &str, code: i32) -> Value {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let (got, document) = sandbox.json(&arguments).await.unwrap();
    assert_eq!(got, code, "domicile {line}: {document:#}");
    schema::assert_valid(&document, concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/cli/schemas").as_ref());
    document
}

async fn sign_in(service: &Service, email: &str) -> Sandbox {
    let sandbox = Sandbox::new(&service.url).unwrap();
    says(&sandbox, &format!("login --store file --hint {email}"), 0).await;
    sandbox
}

async fn checked_out(sandbox: &Sandbox) -> Vec<Value> {
    says(sandbox, "licence list", 0).await["checkOuts"].as_array().unwrap().clone()
}

/// The one wish that waits for Maria.
async fn wish(maria: &Sandbox) -> String {
    let inbox = says(maria, "inbox", 0).await;
    let open: Vec<_> = inbox["checkOuts"].as_array().unwrap().iter().filter(|it| it["state"] == "asked").collect();
    assert_eq!(open.len(), 1, "{inbox:#}");
    assert_eq!(open[0]["person"]["email"], ANA);
    open[0]["id"].as_str().unwrap().to_owned()
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn asked_allowed_refreshed_and_returned() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    let asked = says(&ana, &format!("licence check-out {PRODUCT} --days 30"), 0).await;
    assert_eq!((&asked["checkOut"]["state"], &asked["file"]), (&json!("asked"), &Value::Null));
    assert_eq!(says(&ana, &format!("licence check-out {PRODUCT}"), 7).await["error"]["code"], "check_out_open");
    assert_eq!(says(&ana, "licence check-out site-simulator", 7).await["error"]["code"], "check_out_not_entitled");
    assert_eq!(checked_out(&ana).await, Vec::<Value>::new());

    let id = wish(&maria).await;
    let words = maria.domicile(&["inbox"]).await.unwrap();
    assert!(words.stdout.contains("Bridge Modeler"), "{words:?}");
    assert_eq!(says(&maria, &format!("inbox show {id}"), 0).await["checkOut"]["days"], 30);
    let allowed = says(&maria, &format!("inbox approve {id} --days 20"), 0).await["checkOut"].clone();
    assert_eq!((&allowed["state"], &allowed["days"]), (&json!("checked_out"), &json!(20)));

    says(&ana, "refresh", 0).await;
    let here = checked_out(&ana).await;
    assert_eq!((here.len(), &here[0]["product"], &here[0]["until"]), (1, &json!(PRODUCT), &allowed["until"]));
    let listed = says(&ana, "licence list", 0).await;
    let product = listed["items"].as_array().unwrap().iter().find(|it| it["id"] == PRODUCT).unwrap();
    assert_eq!((&product["code"], &product["checkedOutUntil"]), (&json!("checked_out"), &allowed["until"]));
    let kept: Value = serde_json::from_slice(&std::fs::read(ana.data().join("policy/check-outs.json")).unwrap()).unwrap();
    assert_eq!(kept["documents"].as_array().unwrap().len(), 1);
    assert_eq!(says(&ana, &format!("check {PRODUCT}"), 0).await["mayRun"], true);

    assert_eq!(says(&ana, &format!("licence return {PRODUCT}"), 0).await["checkOut"]["state"], "returned");
    assert_eq!(checked_out(&ana).await, Vec::<Value>::new());
    says(&ana, "refresh", 0).await;
    assert!(!ana.data().join("policy/check-outs.json").exists());
    assert_eq!(says(&ana, &format!("licence return {PRODUCT}"), 7).await["error"]["code"], "not_checked_out");
}

#[tokio::test]
async fn declined_taken_back_and_ended_by_a_lock() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    let take = format!("licence check-out {PRODUCT}");
    says(&ana, &take, 0).await;
    let declined = says(&maria, &format!("inbox decline {} --reason Later", wish(&maria).await), 0).await;
    assert_eq!(declined["checkOut"]["state"], "declined");
    says(&ana, &take, 0).await;
    assert_eq!(says(&ana, &format!("licence return {PRODUCT}"), 0).await["checkOut"]["state"], "withdrawn");
    says(&ana, &take, 0).await;
    says(&maria, &format!("inbox approve {}", wish(&maria).await), 0).await;
    says(&ana, "refresh", 0).await;
    assert_eq!(checked_out(&ana).await.len(), 1);
    says(&maria, &format!("person lock {ANA}"), 0).await;
    assert_eq!(says(&ana, "refresh", 0).await["outcome"], "withdrawn");
    assert_eq!(checked_out(&ana).await, Vec::<Value>::new());
    assert!(!ana.data().join("policy/check-outs.json").exists(), "a withdrawn policy ends it for good");
}

#[tokio::test]
async fn by_file_for_a_computer_without_a_network() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (request, licences, back) = (file("request.json"), file("licences.json"), file("return.json"));
    // Nobody listens there.
    let away = Sandbox::new("http://127.0.0.1:9").unwrap();
    let take = format!("licence check-out {PRODUCT} --days 30");
    assert_eq!(says(&away, &format!("{take} -o {request}"), 7).await["error"]["code"], "person_not_known");
    let me = says(&ana, "whoami", 0).await["user"]["id"].as_str().unwrap().to_owned();
    assert_eq!(says(&away, &format!("{take} --user {me} -o {request}"), 0).await["file"], json!(request));
    assert_eq!(says(&away, &format!("{take} --user {me} -o {request}"), 7).await["error"]["code"], "file_exists");

    let asked = says(&ana, &format!("licence open {request}"), 0).await;
    assert_eq!((&asked["kind"], &asked["checkOuts"][0]["state"]), (&json!("request"), &json!("asked")));
    assert_eq!(says(&maria, &format!("licence open {request}"), 7).await["error"]["code"], "file_of_another_person");
    says(&maria, &format!("inbox approve {}", wish(&maria).await), 0).await;
    says(&ana, &format!("licence export --for {request} -o {licences}"), 0).await;
    assert_eq!(mode(licences.as_ref()), 0o600);

    let opened = says(&away, &format!("licence open {licences}"), 0).await;
    assert_eq!((&opened["kind"], &opened["checkedOut"]), (&json!("licences"), &json!(["Bridge Modeler"])));
    assert_eq!(says(&maria, &format!("licence open {licences}"), 7).await["error"]["code"], "file_of_another_person");
    assert_eq!(says(&away, &format!("check {PRODUCT}"), 0).await["mayRun"], true);
    assert_eq!(checked_out(&away).await.len(), 1);

    assert_eq!(says(&away, &format!("licence return {PRODUCT} -o {back}"), 0).await["file"], json!(back));
    assert_eq!(checked_out(&away).await, Vec::<Value>::new());
    let told = says(&ana, &format!("licence open {back}"), 0).await;
    assert_eq!((&told["kind"], &told["checkOuts"][0]["state"]), (&json!("return"), &json!("returned")));
    assert!(says(&maria, "inbox", 0).await["checkOuts"].as_array().unwrap().is_empty());

    // Later that computer has a network and signs in: it goes on from there.
    let mut later = away;
    later.set("DOMICILE_SERVICE_URL", service.url.as_str());
    says(&later, &format!("login --store file --hint {ANA}"), 0).await;
    assert_eq!(checked_out(&later).await, Vec::<Value>::new());
    assert_eq!(says(&later, &format!("check {PRODUCT}"), 0).await["mayRun"], true);
}
