//! Signing in on a machine without a browser.

use super::*;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

async fn begin(run: &Running) -> Value {
    let (status, answer) = run.post("device_authorization", &[("scope", "openid email offline_access"), ("resource", &run.resource)]).await;
    assert_eq!(status, 200, "{answer}");
    answer
}

async fn ask(run: &Running, device: &Value) -> (u16, Value) {
    run.post("token", &[("grant_type", GRANT), ("device_code", text(device, "device_code"))]).await
}

#[tokio::test]
async fn a_device_waits_until_somebody_signs_in_and_then_gets_tokens_once() {
    let run = start().await;
    let device = begin(&run).await;
    assert_eq!((device["expires_in"].as_u64(), device["interval"].as_u64()), (Some(600), Some(1)));
    assert_eq!(text(&device, "verification_uri"), run.at("device"));
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "authorization_pending");
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "slow_down", "at once again");

    run.later(5);
    let hinted = format!("{}&login_hint={ANA}", text(&device, "verification_uri_complete"));
    let page = run.get(&hinted).await;
    assert_eq!(page.status().as_u16(), 200);
    assert!(page.text().await.unwrap().contains("signed in as Ana Costa"));

    let (status, tokens) = ask(&run, &device).await;
    assert_eq!(status, 200, "{tokens}");
    let claims = run.validator().validate(text(&tokens, "access_token"), run.now()).await.unwrap();
    assert_eq!((claims.sub.as_str(), claims.auth_time), ("ana-costa", Some(START + 5)));
    assert_eq!(run.refresh(text(&tokens, "refresh_token")).await.0, 200);
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "invalid_grant", "once");
    assert_eq!(run.get(&hinted).await.status().as_u16(), 400, "the code is used");
}

#[tokio::test]
async fn a_person_types_the_code_and_picks_themselves() {
    let run = start().await;
    let device = begin(&run).await;
    let empty = run.get(&run.at("device")).await.text().await.unwrap();
    assert!(empty.contains("<label for=\"code\">") && empty.contains("name=\"user_code\""));

    let typed = text(&device, "user_code").to_lowercase().replace('-', " ");
    let page = run.get(&format!("{}?user_code={typed}", run.at("device"))).await.text().await.unwrap();
    assert!(page.contains(text(&device, "user_code")) && page.contains("Maria Silva"), "the code is shown for comparison");
    let link = page.split("href=\"").find(|link| link.contains("maria.silva")).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    assert!(run.get(&format!("{}{link}", run.at("device"))).await.text().await.unwrap().contains("signed in as Maria Silva"));
    assert_eq!(ask(&run, &device).await.0, 200);
}

#[tokio::test]
async fn a_device_is_told_no_and_told_when_it_is_too_late() {
    let run = start().await;
    let device = begin(&run).await;
    run.get(&format!("{}&choice=cancel", text(&device, "verification_uri_complete"))).await;
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "access_denied");

    let device = begin(&run).await;
    run.later(600);
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "expired_token");
    let late = run.get(&format!("{}&login_hint={ANA}", text(&device, "verification_uri_complete"))).await;
    assert_eq!(late.status().as_u16(), 400);
    assert!(late.text().await.unwrap().contains("No device waits with this code"));
}

#[tokio::test]
async fn a_wrong_code_is_explained_and_a_foreign_resource_refused() {
    let run = start().await;
    let page = run.get(&format!("{}?user_code=%3Cb%3E&login_hint={ANA}", run.at("device"))).await;
    assert_eq!(page.status().as_u16(), 400);
    assert!(page.text().await.unwrap().contains("role=\"alert\""));
    let (status, answer) = run.post("device_authorization", &[("scope", "openid"), ("resource", "https://example.com")]).await;
    assert_eq!((status, text(&answer, "error")), (400, "invalid_target"));
    let (status, answer) = run.post("device_authorization", &[("scope", "email")]).await;
    assert_eq!((status, text(&answer, "error")), (400, "invalid_scope"));
}
