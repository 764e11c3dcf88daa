//! Keys that change: what was not looked for is not called wrong, and a worse answer never takes good keys away.

use super::*;

fn signed(issuer: &Played, kid: &str, seed: u8, changes: Value) -> String {
    sign(&changed(issuer.header(), json!({"kid": kid})), &changed(issuer.claims(), changes), seed)
}

fn publish(issuer: &Played, keys: Value) {
    *issuer.keys.lock().unwrap() = json!({"keys": keys});
}

/// Field case S08a: Strangers' garbage cannot use up the look-ups of people who were here before, and whoever has to wait is told how long.
#[tokio::test]
async fn strangers_cannot_use_up_the_look_ups_of_others() {
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    let garbage = signed(&issuer, "garbage", 9, json!({"sub": "nobody"}));
    assert_eq!(validator.validate(&garbage, NOW + 100).await, Err(TokenError::UnknownKey));
    publish(&issuer, json!([jwk("one", 1), jwk("two", 2)]));
    // Somebody who comes for the first time shares the look-ups of strangers: it is not known yet whether the key is published.
    let newcomer = signed(&issuer, "two", 2, json!({"sub": "newcomer"}));
    let refused = validator.validate(&newcomer, NOW + 101).await;
    let reject = refused.unwrap_err();
    assert_eq!((reject, reject.status(), reject.code()), (TokenError::KeyNotLookedUp(9), 503, "token_key_not_looked_up"));
    // Ana was here.
    assert!(validator.validate(&signed(&issuer, "two", 2, json!({"jti": "2"})), NOW + 101).await.is_ok());
    assert!(validator.validate(&newcomer, NOW + 102).await.is_ok(), "and has found it for everybody");
    publish(&issuer, json!([jwk("three", 3)]));
    assert!(validator.validate(&signed(&issuer, "three", 3, json!({"sub": "late"})), NOW + 111).await.is_ok(), "the pause is short");
}

/// Field case S08a: While the issuer does not answer, an unknown key is not called unknown; once it answers again, it is found.
#[tokio::test]
async fn a_key_is_not_unknown_while_the_issuer_cannot_be_asked() {
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    *issuer.broken.lock().unwrap() = Some(|| StatusCode::BAD_GATEWAY.into_response());
    let token = signed(&issuer, "two", 2, json!({}));
    assert_eq!(validator.validate(&token, NOW + 100).await, Err(TokenError::IssuerUnreachable));
    assert_eq!(validator.validate(&token, NOW + 104).await, Err(TokenError::KeyNotLookedUp(6)));
    *issuer.broken.lock().unwrap() = None;
    publish(&issuer, json!([jwk("two", 2)]));
    assert!(validator.validate(&token, NOW + 110).await.is_ok());
}

/// Field case S08b: An issuer that starts anew may use an old name for a new key: a bad signature looks once, and a flood of them no more often.
#[tokio::test]
async fn a_new_key_under_an_old_name_is_found() {
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    publish(&issuer, json!([jwk("one", 2)]));
    assert!(validator.validate(&signed(&issuer, "one", 2, json!({"jti": "new"})), NOW + 1).await.is_ok(), "at once");
    assert_eq!(issuer.fetched(), 2);
    assert_eq!(validator.validate(&signed(&issuer, "one", 1, json!({"jti": "old"})), NOW + 1).await, Err(TokenError::BadSignature));
    for n in 0..100 {
        let forged = signed(&issuer, "one", 9, json!({"sub": format!("nobody {n}")}));
        assert_eq!(validator.validate(&forged, NOW + 2).await, Err(TokenError::BadSignature));
    }
    assert_eq!(issuer.fetched(), 3, "one look-up because of all those");
}

/// Field case S08a, S08b: Good keys are never replaced by a worse answer.
#[tokio::test]
async fn good_keys_outlive_worse_answers() {
    let issuer = play().await;
    let validator = issuer.validator();
    let token = |jti: i64| issuer.token_with(json!({}), json!({"exp": NOW + 90_000, "jti": jti.to_string()}));
    assert!(validator.validate(&token(0), NOW).await.is_ok());
    let mut now = NOW;
    for (what, fault) in [
        ("no keys", (|| axum::Json(json!({"keys": []})).into_response()) as fn() -> Response),
        ("none that can be used", || axum::Json(json!({"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}]})).into_response()),
        ("another document", || axum::Json(json!({"error": "maintenance"})).into_response()),
        ("a list of nothing", || axum::Json(json!({"keys": null})).into_response()),
        ("HTML", || axum::response::Html("<h1>Maintenance</h1>").into_response()),
        ("half of it", || "{\"keys\": [".into_response()),
        ("nothing", || "".into_response()),
        ("too much", || "x".repeat(600 * 1024).into_response()),
        ("a sign-in page", || (StatusCode::FOUND, [("location", "/login")]).into_response()),
    ] {
        *issuer.broken.lock().unwrap() = Some(fault);
        now += 3_600; // old enough to be fetched before anybody goes by them
        assert!(validator.validate(&token(now), now).await.is_ok(), "{what}");
        assert_eq!(
            validator.validate(&signed(&issuer, "x", 9, json!({"sub": "no"})), now).await,
            Err(TokenError::IssuerUnreachable),
            "{what}"
        );
    }
    *issuer.broken.lock().unwrap() = None;
    publish(&issuer, json!([jwk("two", 2)]));
    now += 3_600;
    assert_eq!(validator.validate(&token(1), now).await, Err(TokenError::UnknownKey), "a good answer counts again");
}

/// Field case L18: A withdrawn key counts for ten minutes while somebody signs in, and for nobody who comes later.
#[tokio::test]
async fn a_withdrawn_key_stops_counting() {
    let issuer = play().await;
    let validator = issuer.validator();
    let token = |jti: &str| issuer.token_with(json!({}), json!({"exp": NOW + 90_000, "jti": jti}));
    assert!(validator.validate(&token("a"), NOW).await.is_ok());
    publish(&issuer, json!([jwk("two", 2)]));
    assert!(validator.validate(&token("b"), NOW + 599).await.is_ok());
    assert_eq!(validator.validate(&token("c"), NOW + 1_200).await, Err(TokenError::UnknownKey), "nobody goes by keys this old unasked");
}

/// Field case D09: A key need not have a name: one without is tried for a token with any.
#[tokio::test]
async fn a_key_without_a_name_is_tried() {
    let issuer = play().await;
    let nameless = |seed| changed(jwk("", seed), json!({"kid": null}));
    publish(&issuer, json!([nameless(1)]));
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    assert_eq!(validator.validate(&signed(&issuer, "one", 9, json!({})), NOW).await, Err(TokenError::BadSignature));
    publish(&issuer, json!([nameless(2), jwk("one", 1)]));
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    assert_eq!(
        validator.validate(&signed(&issuer, "one", 2, json!({})), NOW).await,
        Err(TokenError::BadSignature),
        "a name that fits is that key's"
    );
}

/// Field case S17a: An optional member of discovery that is no address is passed over, named in the log, and takes nobody down.
#[tokio::test]
async fn an_odd_optional_member_of_discovery_is_passed_over() {
    for odd in [json!(""), json!("not an address"), json!(7), json!([]), json!({}), json!(true), json!("javascript:alert(1)")] {
        let issuer = play().await;
        let (log, _guard) = Log::start();
        issuer.discovery.lock().unwrap()["userinfo_endpoint"] = odd.clone();
        let validator = issuer.validator();
        let claims = validator.validate(&issuer.token(), NOW).await.unwrap();
        assert_eq!(validator.userinfo(&claims, &issuer.token(), NOW).await, Ok(UserInfo::default()), "{odd}");
        assert_eq!(log.lines(&["WARN", "userinfo_endpoint", &issuer.url]).len(), 1, "{odd}");
    }
    // One that was known before stays known.
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    issuer.discovery.lock().unwrap()["userinfo_endpoint"] = json!("");
    publish(&issuer, json!([jwk("two", 2)]));
    let token = signed(&issuer, "two", 2, json!({}));
    let claims = validator.validate(&token, NOW + 100).await.unwrap();
    assert_eq!(validator.userinfo(&claims, &token, NOW + 100).await.unwrap().email.as_deref(), Some("ana@example.com"));
}
