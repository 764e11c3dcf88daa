//! Codes and refresh tokens become tokens, once; and tokens are good for what they say.

use super::*;
use openidconnect::core::{CoreClient, CoreIdToken, CoreJsonWebKeySet, CoreProviderMetadata};
use openidconnect::{AccessToken, AccessTokenHash, ClientId, Nonce};
use std::str::FromStr;

#[tokio::test]
async fn a_sign_in_gives_tokens_that_the_service_and_the_client_accept() {
    let run = start().await;
    let tokens = run.tokens().await;
    assert_eq!((text(&tokens, "token_type"), tokens["expires_in"].as_u64()), ("bearer", Some(300)));

    // The service: RFC 9068, keys by discovery and keys handed over.
    let access = text(&tokens, "access_token");
    for validator in [run.validator(), run.validator_without_network()] {
        let claims = validator.validate(access, run.now()).await.unwrap();
        assert_eq!(
            (claims.issuer_id.as_str(), claims.sub.as_str(), claims.client_id.as_deref()),
            ("builtin", "ana-costa", Some("domicile"))
        );
        assert_eq!((claims.email.as_deref(), claims.email_verified), (Some(ANA), Some(true)));
        assert_eq!((claims.auth_time, claims.exp), (Some(START), START + 300));
        assert_eq!(claims.scope, ["openid", "profile", "email", "offline_access", FULL], "a client that asks for none of ours gets all");
    }

    // The client: the ID token as `openidconnect` judges it, which also reads our discovery document and keys.
    let metadata: CoreProviderMetadata = run.get(&run.at(".well-known/openid-configuration")).await.json().await.unwrap();
    let keys: CoreJsonWebKeySet = run.get(metadata.jwks_uri().as_str()).await.json().await.unwrap();
    let client = CoreClient::from_provider_metadata(metadata.set_jwks(keys), ClientId::new(CLIENT_ID.into()), None);
    let id_token = CoreIdToken::from_str(text(&tokens, "id_token")).unwrap();
    let verifier = client.id_token_verifier().set_time_fn(|| serde_json::from_value("2027-01-15T08:00:00Z".into()).unwrap());
    let claims = id_token.claims(&verifier, &Nonce::new("a nonce".into())).unwrap();
    assert_eq!(claims.subject().as_str(), "ana-costa");
    let hash = AccessTokenHash::from_token(
        &AccessToken::new(access.to_owned()),
        id_token.signing_alg().unwrap(),
        id_token.signing_key(&verifier).unwrap(),
    );
    assert_eq!(claims.access_token_hash(), Some(&hash.unwrap()));
    assert!(id_token.claims(&verifier, &Nonce::new("another".into())).is_err());

    // An ID token is no access token, though the same key signed it.
    let refused = run.validator().validate(text(&tokens, "id_token"), run.now()).await;
    assert_eq!(refused, Err(crate::bearer::TokenError::WrongType));
}

#[tokio::test]
async fn discovery_names_what_there_is() {
    let run = start().await;
    let document: Value = run.get(&run.at(".well-known/openid-configuration")).await.json().await.unwrap();
    assert_eq!(text(&document, "issuer"), run.issuer.issuer());
    for (name, path) in [
        ("authorization_endpoint", "authorize"),
        ("token_endpoint", "token"),
        ("jwks_uri", "jwks"),
        ("userinfo_endpoint", "userinfo"),
        ("device_authorization_endpoint", "device_authorization"),
        ("revocation_endpoint", "revoke"),
    ] {
        assert_eq!(text(&document, name), run.at(path));
    }
    assert_eq!(document["code_challenge_methods_supported"], serde_json::json!(["S256"]));
    assert_eq!(document["authorization_response_iss_parameter_supported"], true);
}

#[tokio::test]
async fn a_code_without_its_verifier_is_worth_nothing_and_is_burnt() {
    let run = start().await;
    let code = run.code().await;
    let (status, answer) = run.exchange(&code, &VERIFIER.replace('d', "e")).await;
    assert_eq!((status, text(&answer, "error")), (400, "invalid_grant"));
    assert_eq!(run.exchange(&code, VERIFIER).await.0, 400, "one try");

    let code = run.code().await;
    let elsewhere = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", "http://127.0.0.1:1/callback"),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(run.post("token", &elsewhere).await.0, 400, "another redirect_uri");

    let code = run.code().await;
    run.later(60);
    assert_eq!(run.exchange(&code, VERIFIER).await.0, 400, "too late");
}

#[tokio::test]
async fn a_code_used_twice_ends_what_came_of_it() {
    let run = start().await;
    let code = run.code().await;
    let (_, tokens) = run.exchange(&code, VERIFIER).await;
    assert_eq!(run.exchange(&code, VERIFIER).await.0, 400);
    assert_eq!(run.refresh(text(&tokens, "refresh_token")).await.0, 400);
    assert_eq!(run.userinfo(text(&tokens, "access_token")).await.status().as_u16(), 401);
}

/// Security check 11: At the built-in issuer a refresh token that comes twice ends all that came of it.
#[tokio::test]
async fn refresh_tokens_rotate_and_reuse_ends_the_family() {
    let run = start().await;
    let first = run.tokens().await;
    run.later(290);
    let (status, second) = run.refresh(text(&first, "refresh_token")).await;
    assert_eq!(status, 200);
    assert_ne!(text(&first, "refresh_token"), text(&second, "refresh_token"));
    let claims = run.validator().validate(text(&second, "access_token"), run.now()).await.unwrap();
    assert_eq!((claims.exp, claims.auth_time), (START + 590, Some(START)), "a refresh is no new sign-in");

    let (status, third) = run.refresh(text(&second, "refresh_token")).await;
    assert_eq!(status, 200);
    let (status, answer) = run.refresh(text(&second, "refresh_token")).await;
    assert_eq!((status, text(&answer, "error")), (400, "invalid_grant"));
    assert_eq!(run.refresh(text(&third, "refresh_token")).await.0, 400, "the whole family is dead");
}

#[tokio::test]
async fn two_refreshes_at_once_have_one_winner() {
    let run = start().await;
    let tokens = run.tokens().await;
    let token = text(&tokens, "refresh_token");
    let ((one, _), (other, _)) = tokio::join!(run.refresh(token), run.refresh(token));
    assert_eq!(one.min(other), 200);
    assert_eq!(one.max(other), 400);
}

#[tokio::test]
async fn a_session_ends_however_often_it_is_refreshed() {
    let run = start().await;
    let mut tokens = run.tokens().await;
    for _ in 0..13 {
        run.later(24 * 3600);
        tokens = run.refresh(text(&tokens, "refresh_token")).await.1;
    }
    run.later(24 * 3600);
    assert_eq!(run.refresh(text(&tokens, "refresh_token")).await.0, 400);
}

#[tokio::test]
async fn scopes_narrow_and_never_widen() {
    let run = start().await;
    let code = callback(&run.authorize(&[("scope", "openid email")]).await)["code"].clone();
    let (_, tokens) = run.exchange(&code, VERIFIER).await;
    assert_eq!(text(&tokens, "scope"), "openid email domicile.full");
    assert!(tokens.get("refresh_token").is_none(), "not asked for");

    let tokens = run.tokens().await;
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&tokens, "refresh_token")), ("scope", "openid")];
    let (_, narrow) = run.post("token", &form).await;
    let claims = run.validator().validate(text(&narrow, "access_token"), run.now()).await.unwrap();
    assert_eq!((claims.scope, claims.email), (vec!["openid".to_owned()], None));
    let form = [("grant_type", "refresh_token"), ("refresh_token", text(&narrow, "refresh_token")), ("scope", "openid admin")];
    assert_eq!(text(&run.post("token", &form).await.1, "error"), "invalid_scope");
}

#[tokio::test]
async fn userinfo_speaks_of_the_bearer_as_long_as_the_token_is_good() {
    let run = start().await;
    let tokens = run.tokens().await;
    let access = text(&tokens, "access_token");
    let info: Value = run.userinfo(access).await.json().await.unwrap();
    assert_eq!(info, serde_json::json!({"sub": "ana-costa", "email": ANA, "email_verified": true, "name": "Ana Costa"}));
    let claims = run.validator().validate(access, run.now()).await.unwrap();
    let info = run.validator().userinfo(&claims, access, run.now()).await.unwrap();
    assert_eq!((info.email.as_deref(), info.email_verified), (Some(ANA), Some(true)), "as the service asks it");
    assert_eq!(run.userinfo(text(&tokens, "id_token")).await.status().as_u16(), 401);
    run.later(300);
    assert_eq!(run.userinfo(access).await.status().as_u16(), 401);
    assert_eq!(run.validator().validate(access, run.now()).await, Err(crate::bearer::TokenError::Expired));
}

#[tokio::test]
async fn either_token_given_back_ends_the_session() {
    let run = start().await;
    for given in ["refresh_token", "access_token"] {
        let tokens = run.tokens().await;
        assert_eq!(run.post("revoke", &[("token", text(&tokens, given))]).await.0, 200);
        assert_eq!(run.refresh(text(&tokens, "refresh_token")).await.0, 400, "{given}");
        assert_eq!(run.userinfo(text(&tokens, "access_token")).await.status().as_u16(), 401, "{given}");
    }
    assert_eq!(run.post("revoke", &[("token", "unknown")]).await.0, 200, "as good as given back");
    assert_eq!(run.post("revoke", &[]).await.0, 400);
}

#[tokio::test]
async fn the_token_endpoint_says_what_is_wrong_as_oauth_says_it() {
    let run = start().await;
    for (form, status, error) in [
        (vec![("grant_type", "password")], 400, "unsupported_grant_type"),
        (vec![], 400, "invalid_request"),
        (vec![("grant_type", "authorization_code")], 400, "invalid_request"),
        (vec![("grant_type", "refresh_token"), ("refresh_token", "a.b")], 400, "invalid_grant"),
        (vec![("grant_type", "refresh_token"), ("refresh_token", "x"), ("resource", "https://example.com")], 400, "invalid_target"),
        (vec![("grant_type", "a"), ("grant_type", "b")], 400, "invalid_request"),
    ] {
        let (got, answer) = run.post("token", &form).await;
        assert_eq!((got, text(&answer, "error")), (status, error), "{form:?}");
    }
    let stranger = run.http.post(run.at("token")).form(&[("client_id", "other"), ("grant_type", "refresh_token")]).send().await.unwrap();
    assert_eq!((stranger.status().as_u16(), stranger.headers()["cache-control"].to_str().unwrap()), (401, "no-store"));
    let not_a_form = run.http.post(run.at("token")).body("client_id=domicile").send().await.unwrap();
    assert_eq!(not_a_form.status().as_u16(), 400);
    let huge = run.http.post(run.at("token")).form(&[("client_id", "x".repeat(LARGEST_FORM).as_str())]).send().await.unwrap();
    assert_eq!(huge.status().as_u16(), 413);
}

#[tokio::test]
async fn the_sample_order_system_asks_for_itself_and_nobody_else_does() {
    let run = start().await;
    let ask = async |form: &[(&str, &str)]| {
        let all = [&[("grant_type", "client_credentials")], form].concat();
        let answer = run.http.post(run.at("token")).form(&all).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    let (status, tokens) = ask(&[("client_id", ORDER_SYSTEM), ("scope", "operator.read operator.people")]).await;
    assert_eq!((status, text(&tokens, "token_type"), text(&tokens, "scope")), (200, "Bearer", "operator.read operator.people"));
    let access = text(&tokens, "access_token");
    let claims = run.validator().validate(access, run.now()).await.unwrap();
    assert_eq!((claims.sub.as_str(), claims.client_id.as_deref(), claims.is_client), (ORDER_SYSTEM, Some(ORDER_SYSTEM), true));
    assert_eq!((claims.email, claims.auth_time), (None, None));
    assert_eq!(run.userinfo(access).await.status().as_u16(), 401, "there is nobody behind it");
    let (_, all) = ask(&[("client_id", ORDER_SYSTEM)]).await;
    assert_eq!(text(&all, "scope"), "operator.read operator.catalogue operator.accounts operator.people");
    for (form, error) in [
        (vec![("client_id", CLIENT_ID)], "unauthorized_client"),
        (vec![], "unauthorized_client"),
        (vec![("client_id", ORDER_SYSTEM), ("scope", "openid")], "invalid_scope"),
        (vec![("client_id", ORDER_SYSTEM), ("resource", "https://example.com")], "invalid_target"),
    ] {
        let (status, answer) = ask(&form).await;
        assert_eq!((status, text(&answer, "error")), (400, error), "{form:?}");
    }
}
