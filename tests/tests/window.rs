//! The main job in the real window: the app as it ships, under Xvfb, against the real service and a real password store.
#![cfg(target_os = "linux")]

use domicile_tests::desktop::{Browser, Desktop};
use domicile_tests::service::Service;
use serde_json::Value;

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";

#[tokio::test(flavor = "multi_thread")]
async fn ana_signs_in_asks_to_be_removed_and_refreshes_her_policy() {
    let service = Service::start().unwrap();
    let mut desktop = Desktop::start(&service).unwrap();
    desktop.sign_in_as(ANA).unwrap();
    let window = Browser::open(&desktop).await.unwrap();

    window.says("Sign in to see your account").await.unwrap();
    desktop.screenshot("1-signed-out").unwrap();
    window.press("Sign in").await.unwrap();

    // Which account she belongs to, and who looks after it.
    window.says("Old Bridge Ltd").await.unwrap();
    window.says("Maria Silva").await.unwrap();
    window.says("maria.silva@oldbridge.example.com").await.unwrap();
    window.says("Tom Becker").await.unwrap();
    desktop.screenshot("2-home").unwrap();
    assert_eq!(desktop.session.stored_secrets().unwrap(), 1, "the session's key is in the password store");

    // She asks to be removed; the command line sees the same request.
    window.press("Ask to leave Old Bridge Ltd").await.unwrap();
    window.says("Who gets the e-mail?").await.unwrap();
    desktop.screenshot("3-ask").unwrap();
    window.press("Send request to Maria Silva").await.unwrap();
    window.says("Waiting for Old Bridge Ltd").await.unwrap();
    desktop.screenshot("4-waiting").unwrap();
    let (code, listed) = desktop.sandbox.json(&["request", "list"]).await.unwrap();
    assert_eq!(code, 0, "{listed}");
    let requests = listed["items"].as_array().unwrap();
    assert_eq!(requests.len(), 1, "{listed}");
    assert_eq!(requests[0]["state"], "submitted", "{listed}");

    // Refresh Policy: what she may run stands in the signed file.
    window.go_to("Licences").await.unwrap();
    window.press("Refresh Policy").await.unwrap();
    window.says("Bridge Modeler").await.unwrap();
    window.says("Ready").await.unwrap();
    desktop.screenshot("5-licences").unwrap();
    assert_eq!(desktop.sandbox.domicile(&["check", "bridge-modeler"]).await.unwrap().code, 0);

    // An administrator lets her go; the next refresh withdraws what she had.
    let maria = service.person(MARIA).await.unwrap();
    maria.approve_the_removal("old-bridge").await.unwrap();
    window.press("Refresh Policy").await.unwrap();
    window.says("Your licences were withdrawn").await.unwrap();
    desktop.screenshot("6-withdrawn").unwrap();
    let (code, answer) = desktop.sandbox.json(&["check", "bridge-modeler"]).await.unwrap();
    assert_eq!(code, 3, "{answer}");
    assert_eq!(reason(&answer), Some("unaffiliated"), "{answer}");
    window.go_to("Home").await.unwrap();
    window.says("You are locked").await.unwrap();
    desktop.screenshot("7-locked").unwrap();

    assert_eq!(desktop.sandbox.strays().unwrap(), [], "nothing in the person's own folders");
    window.quit().await.unwrap();
}

/// The machine-readable reason of a refusal, wherever the document carries it.
fn reason(answer: &Value) -> Option<&str> {
    answer["reason"].as_str().or_else(|| answer["reason"]["code"].as_str())
}
