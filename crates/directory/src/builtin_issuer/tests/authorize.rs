//! The authorization endpoint and its page.

use super::*;

#[tokio::test]
async fn a_named_person_needs_no_page() {
    let run = start().await;
    let answer = run.authorize(&[]).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let carried = callback(&answer);
    assert_eq!(carried["state"], "a state");
    assert_eq!(carried["iss"], run.issuer.issuer());
    assert!(carried["code"].len() >= 43);
    let shouted = run.authorize(&[("login_hint", "ANA.Costa@OldBridge.example.com"), ("prompt", "consent")]).await;
    assert!(callback(&shouted).contains_key("code"), "addresses are compared without regard to case");
}

#[tokio::test]
async fn by_post_as_well() {
    let run = start().await;
    let form = run.request(&[]);
    let request = run.http.post(run.at("authorize")).header("content-type", "application/x-www-form-urlencoded").body(form);
    assert!(callback(&request.send().await.unwrap()).contains_key("code"));
}

#[tokio::test]
async fn without_a_name_there_is_a_page_to_pick_from() {
    let run = start().await;
    let answer = run.authorize(&[("login_hint", "")]).await;
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    let page = answer.text().await.unwrap();
    assert!(page.contains("<html lang=\"en\">") && page.contains("Ana Costa") && page.contains(ANA));
    assert!(!page.contains("<script") && page.contains("Bobby &lt;script&gt;"), "names are escaped");

    // What a click on the second person does.
    let links: Vec<&str> = page.split("<a ").skip(1).filter_map(|rest| rest.split("href=\"").nth(1)?.split('"').next()).collect();
    let maria = links.iter().find(|link| link.contains("maria.silva")).unwrap().replace("&amp;", "&");
    assert!(callback(&run.get(&format!("{}{maria}", run.at("authorize"))).await).contains_key("code"));

    let cancel = links.last().unwrap().replace("&amp;", "&");
    let cancelled = callback(&run.get(&format!("{}{cancel}", run.at("authorize"))).await);
    assert_eq!((cancelled["error"].as_str(), cancelled["state"].as_str()), ("access_denied", "a state"));
    assert_eq!(cancelled["iss"], run.issuer.issuer());
}

#[tokio::test]
async fn a_stranger_is_told_that_nobody_has_that_address() {
    let run = start().await;
    let page = run.authorize(&[("login_hint", "<i>@example.com")]).await.text().await.unwrap();
    assert!(page.contains("Nobody here has the address &lt;i&gt;@example.com."));
    let silent = callback(&run.authorize(&[("login_hint", ""), ("prompt", "none")]).await);
    assert_eq!(silent["error"], "login_required");
}

#[tokio::test]
async fn a_request_that_is_not_in_order_is_refused_at_the_clients_address() {
    let run = start().await;
    let foreign = run.resource.replace("http:", "https:");
    for (changes, error) in [
        (vec![("response_type", "token")], "unsupported_response_type"),
        (vec![("code_challenge", "")], "invalid_request"),
        (vec![("code_challenge", "short")], "invalid_request"),
        (vec![("code_challenge_method", "plain")], "invalid_request"),
        (vec![("code_challenge_method", "")], "invalid_request"),
        (vec![("scope", "email")], "invalid_scope"),
        (vec![("resource", foreign.as_str())], "invalid_target"),
        (vec![("request", "a.b.c")], "request_not_supported"),
        (vec![("request_uri", "https://example.com")], "request_uri_not_supported"),
        (vec![("response_mode", "fragment")], "invalid_request"),
    ] {
        let carried = callback(&run.authorize(&changes).await);
        assert_eq!(carried["error"], error, "{changes:?}");
        assert!(!carried.contains_key("code") && carried["state"] == "a state" && carried["iss"] == run.issuer.issuer());
    }
}

#[tokio::test]
async fn nothing_is_ever_sent_to_a_foreign_address() {
    let run = start().await;
    for changes in [
        vec![("redirect_uri", "http://evil.example.com:80/callback")],
        vec![("redirect_uri", "http://127.0.0.1:41873/elsewhere")],
        vec![("redirect_uri", "")],
        vec![("client_id", "somebody-else")],
        vec![("client_id", "")],
    ] {
        let answer = run.authorize(&changes).await;
        assert_eq!(answer.status().as_u16(), 400, "{changes:?}");
        assert!(!answer.headers().contains_key("location"), "{changes:?}");
    }
    let twice = format!("{}?{}&state=another", run.at("authorize"), run.request(&[]));
    assert_eq!(run.get(&twice).await.status().as_u16(), 400);
}
