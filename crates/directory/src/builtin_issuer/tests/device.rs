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

/// What the page about this device would send: the hidden members of its form.
async fn page(run: &Running, device: &Value) -> (String, Vec<(String, String)>) {
    let page = run.get(text(device, "verification_uri_complete")).await;
    assert_eq!((page.status().as_u16(), page.headers()["referrer-policy"].to_str().unwrap()), (200, "same-origin"));
    let page = page.text().await.unwrap();
    let value = |field: &str, name: &str| field.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let hidden = page.split("<input ").filter(|it| it.starts_with("type=\"hidden\""));
    let members = hidden.map(|it| (value(it, "name"), value(it, "value"))).collect();
    (page, members)
}

/// Sends the page's form with one more member, as a browser does from this origin.
async fn send(run: &Running, members: &[(String, String)], member: (&str, &str), origin: Option<&str>) -> (u16, String) {
    let mut form: Vec<(&str, &str)> = members.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.push(member);
    let mut request = run.http.post(run.at("device")).form(&form);
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
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
    let (_, form) = page(&run, &device).await;
    let (status, answer) = send(&run, &form, ("login_hint", ANA), Some(&run.resource)).await;
    assert!(status == 200 && answer.contains("signed in as Ana Costa"), "{answer}");

    let (status, tokens) = ask(&run, &device).await;
    assert_eq!(status, 200, "{tokens}");
    let claims = run.validator().validate(text(&tokens, "access_token"), run.now()).await.unwrap();
    assert_eq!((claims.sub.as_str(), claims.auth_time), ("ana-costa", Some(START + 5)));
    assert_eq!(run.refresh(text(&tokens, "refresh_token")).await.0, 200);
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "invalid_grant", "once");
    assert_eq!(send(&run, &form, ("login_hint", ANA), Some(&run.resource)).await.0, 400, "the code is used");
}

#[tokio::test]
async fn a_person_types_the_code_and_picks_themselves() {
    let run = start().await;
    let device = begin(&run).await;
    let empty = run.get(&run.at("device")).await.text().await.unwrap();
    assert!(empty.contains("<label for=\"code\">") && empty.contains("name=\"user_code\""));

    let typed = text(&device, "user_code").to_lowercase().replace('-', " ");
    let picking = run.get(&format!("{}?user_code={typed}", run.at("device"))).await.text().await.unwrap();
    assert!(picking.contains(text(&device, "user_code")) && picking.contains("Maria Silva"), "the code is shown for comparison");
    assert!(picking.contains("value=\"maria.silva@oldbridge.example.com\""), "{picking}");
    let (_, form) = page(&run, &device).await;
    assert!(send(&run, &form, ("login_hint", "maria.silva@oldbridge.example.com"), None).await.1.contains("signed in as Maria Silva"));
    assert_eq!(ask(&run, &device).await.0, 200);
}

#[tokio::test]
async fn a_device_is_told_no_and_told_when_it_is_too_late() {
    let run = start().await;
    let device = begin(&run).await;
    let (_, form) = page(&run, &device).await;
    send(&run, &form, ("choice", "cancel"), Some(&run.resource)).await;
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "access_denied");

    let device = begin(&run).await;
    run.later(600);
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "expired_token");
    let late = run.get(text(&device, "verification_uri_complete")).await;
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

/// Field case L14: A device is approved, and refused, by POST from its own page only; a link, another site and another page change nothing.
#[tokio::test]
async fn a_device_is_answered_from_its_own_page_only() {
    let run = start().await;
    let device = begin(&run).await;
    let link = text(&device, "verification_uri_complete");
    for more in [format!("&login_hint={ANA}"), "&choice=cancel".to_owned(), format!("&login_hint={ANA}&choice=cancel")] {
        assert_eq!(run.get(&format!("{link}{more}")).await.status().as_u16(), 200, "it asks");
    }
    let (shown, form) = page(&run, &device).await;
    assert!(shown.contains("method=\"post\""), "{shown}");
    let (_, other_form) = page(&run, &begin(&run).await).await;
    let code_only: Vec<_> = form.iter().filter(|it| it.0 == "user_code").cloned().collect();
    let of_another: Vec<_> = code_only.iter().chain(other_form.iter().filter(|it| it.0 != "user_code")).cloned().collect();
    let own = run.resource.as_str();
    for (why, form, origin) in [
        ("only the code", &code_only, Some(own)),
        ("only the code, without an origin", &code_only, None),
        ("the secret of another device's page", &of_another, Some(own)),
        ("another site", &form, Some("https://evil.example.com")),
        ("a site that hides itself", &form, Some("null")),
        ("another port of this machine", &form, Some("http://127.0.0.1:1")),
    ] {
        for member in [("login_hint", ANA), ("choice", "cancel")] {
            assert_eq!(send(&run, form, member, origin).await.0, 403, "{why}");
        }
    }
    run.later(5);
    assert_eq!(text(&ask(&run, &device).await.1, "error"), "authorization_pending", "nothing of that was an answer");
    assert_eq!(send(&run, &form, ("login_hint", ANA), Some(own)).await.0, 200);
}
