//! The main job by command line, on real parts: sign in, see the account, ask to leave, follow the request, refresh, be removed.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use domicile_tests::session::Session;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";

/// What a command must answer: exit code and document.
async fn says(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Value {
    let (got, document) = sandbox.json(arguments).await.unwrap();
    assert_eq!(got, code, "domicile {arguments:?}: {document:#}");
    document
}

#[tokio::test]
async fn ana_signs_in_asks_to_leave_and_loses_her_licences_when_that_is_granted() {
    let service = Service::start().unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();

    // Nobody is signed in yet, and nothing may run.
    assert_eq!(says(&sandbox, &["whoami"], 4).await["error"]["code"], "sign_in_needed");
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 3).await["state"], "no_policy");

    // Signing in ends with the account and one refresh; the session is kept in the password store and in one encrypted file.
    let login = says(&sandbox, &["login", "--hint", ANA], 0).await;
    assert_eq!((&login["user"]["email"], &login["account"]["id"], &login["kept"]), (&json!(ANA), &json!("old-bridge"), &json!("keychain")));
    assert_eq!(login["refresh"]["outcome"], "updated");
    assert_eq!(session.stored_secrets().unwrap(), 1);
    for (file, mode) in sandbox.files().unwrap() {
        assert_eq!(mode & 0o077, 0, "{} is for its owner alone", file.display());
        let bytes = std::fs::read(&file).unwrap();
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|it| it == needle);
        let is_policy = file.components().any(|it| it.as_os_str() == "policy");
        assert!(is_policy || !holds(b"eyJ"), "{} holds a token in the clear", file.display());
    }
    assert!(sandbox.data().join("session.bin").exists());

    // Who she is, where she belongs, whom she can ask, what she may run.
    assert_eq!(says(&sandbox, &["whoami"], 0).await["user"]["email"], ANA);
    let contacts = says(&sandbox, &["admin-contact"], 0).await;
    let mut emails: Vec<_> = contacts["items"].as_array().unwrap().iter().map(|it| it["email"].as_str().unwrap()).collect();
    emails.sort_unstable();
    assert_eq!(emails, [MARIA, "tom.becker@oldbridge.example.com"]);
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);
    assert_eq!(says(&sandbox, &["check", "terrain-viewer"], 0).await["mayRun"], true);
    assert_eq!(says(&sandbox, &["check", "rail-designer"], 3).await["reason"], "not_owned");
    assert_eq!(says(&sandbox, &["check", "archive-reader"], 3).await["reason"], "ended");
    assert_eq!(says(&sandbox, &["status"], 0).await["canWork"], true);

    // She asks once; a second request shows the first.
    let asked = says(&sandbox, &["request", "new", "--to", MARIA, "--note", "I change to Northwind Rail"], 0).await;
    let request = &asked["request"];
    assert_eq!(
        (&request["state"], &request["route"], &request["to"]["email"]),
        (&json!("submitted"), &json!("administrator"), &json!(MARIA))
    );
    let id = request["id"].as_str().unwrap();
    let again = says(&sandbox, &["request", "new"], 7).await;
    assert_eq!(again["error"]["code"], "request_already_open");
    assert!(again["error"].to_string().contains(id), "the open one is named: {again:#}");
    let listed = says(&sandbox, &["request", "list"], 0).await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["state"]), (&json!(id), &json!("submitted")));

    // She takes it back and sends another.
    assert_eq!(says(&sandbox, &["request", "cancel", id], 0).await["request"]["state"], "withdrawn");
    let request = says(&sandbox, &["request", "new", "--going-to", "Harbour Works"], 0).await["request"].clone();
    let id = request["id"].as_str().unwrap();

    // Where she goes stands in the message for whoever adds her, and nowhere but on her computer.
    let message = says(&sandbox, &["message", "new-admin"], 0).await;
    assert!(message.to_string().contains("Harbour Works"), "{message:#}");

    // Looking at the list is not opening it.
    let maria = service.person(MARIA).await.unwrap();
    let sent = maria.removal_requests("old-bridge").await.unwrap();
    assert_eq!(sent.len(), 2);
    assert!(!json!([request, sent]).to_string().contains("Harbour"), "the service has heard of it");
    assert_eq!(says(&sandbox, &["request", "show"], 0).await["request"]["state"], "submitted");
    let (status, body) = maria.post(&format!("/v1/accounts/old-bridge/removal-requests/{id}/seen"), &json!({})).await.unwrap();
    assert!((200..300).contains(&status), "{status} {body}");
    assert_eq!(says(&sandbox, &["request", "show", id], 0).await["request"]["state"], "seen");
    let unchanged = says(&sandbox, &["refresh"], 0).await;
    assert!(["updated", "unchanged"].contains(&unchanged["outcome"].as_str().unwrap()), "{unchanged:#}");
    assert_eq!(unchanged["lost"], json!([]));
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);

    // Maria lets her go. What is on the computer stands until it is refreshed, and then says why it grants nothing.
    maria.approve_the_removal("old-bridge").await.unwrap();
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);
    let withdrawn = says(&sandbox, &["refresh"], 0).await;
    assert_eq!(withdrawn["outcome"], "withdrawn", "{withdrawn:#}");
    let lost: Vec<_> = withdrawn["lost"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert!(lost.contains(&"bridge-modeler"), "{withdrawn:#}");
    let refused = says(&sandbox, &["check", "bridge-modeler"], 3).await;
    assert_eq!((&refused["mayRun"], &refused["reason"]), (&json!(false), &json!("unaffiliated")));
    let in_words = sandbox.domicile(&["check", "bridge-modeler"]).await.unwrap();
    assert_eq!(in_words.code, 3);
    assert!(in_words.stdout.contains("Bridge Modeler"), "{in_words:?}");
    assert_eq!(says(&sandbox, &["refresh"], 0).await["outcome"], "withdrawn", "as long as the policy in force grants nothing");
    assert_eq!(says(&sandbox, &["request", "show", id], 0).await["request"]["state"], "fulfilled");
    let status = says(&sandbox, &["status"], 0).await;
    assert_eq!((&status["canWork"], &status["account"]), (&json!(false), &Value::Null));
    assert_eq!(says(&sandbox, &["whoami"], 0).await["locked"], true, "a locked person may still look");

    // Signing out leaves nothing in the password store, and the policy goes on to say what it said.
    let out = says(&sandbox, &["logout"], 0).await;
    assert_eq!((&out["wasSignedIn"], &out["revoked"]), (&json!(true), &json!(true)));
    assert_eq!(session.stored_secrets().unwrap(), 0);
    assert!(!sandbox.data().join("session.bin").exists());
    says(&sandbox, &["whoami"], 4).await;
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 3).await["reason"], "unaffiliated");
    assert_eq!(sandbox.strays().unwrap(), [], "nothing outside the data folder");
}
