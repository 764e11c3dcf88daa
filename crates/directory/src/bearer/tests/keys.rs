//! Keys: fetched once, again when they rotate, and never more often than an issuer can bear.

use super::*;

fn with_kid(issuer: &Played, kid: &str, seed: u8) -> String {
    sign(&changed(issuer.header(), json!({"kid": kid})), &issuer.claims(), seed)
}

#[tokio::test]
async fn keys_are_fetched_once_however_many_ask_at_the_same_time() {
    let issuer = play().await;
    let validator = Arc::new(issuer.validator());
    let asking: Vec<_> = (0..50)
        .map(|i| {
            let (validator, token) =
                (Arc::clone(&validator), sign(&issuer.header(), &changed(issuer.claims(), json!({"jti": i.to_string()})), 1));
            tokio::spawn(async move { validator.validate(&token, NOW).await })
        })
        .collect();
    for one in asking {
        assert!(one.await.unwrap().is_ok());
    }
    assert_eq!(issuer.fetched(), 1);
}

#[tokio::test]
async fn a_rotated_key_is_found_and_the_withdrawn_one_is_not() {
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    *issuer.keys.lock().unwrap() = json!({"keys": [jwk("two", 2)]});
    assert!(validator.validate(&with_kid(&issuer, "two", 2), NOW + 60).await.is_ok());
    assert_eq!(issuer.fetched(), 2);
    let old = sign(&issuer.header(), &changed(issuer.claims(), json!({"jti": "old"})), 1);
    assert_eq!(validator.validate(&old, NOW + 70).await, Err(TokenError::UnknownKey));
}

#[tokio::test]
async fn a_flood_of_unknown_keys_is_no_flood_for_the_issuer() {
    let issuer = play().await;
    let validator = issuer.validator();
    assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
    let stranger = |i: usize| {
        let claims = changed(issuer.claims(), json!({"sub": format!("nobody {i}")}));
        sign(&changed(issuer.header(), json!({"kid": format!("unknown {i}")})), &claims, 9)
    };
    for (round, now) in [NOW + 61, NOW + 71].into_iter().enumerate() {
        assert_eq!(validator.validate(&stranger(0), now).await, Err(TokenError::UnknownKey), "it was looked for");
        for i in 1..100 {
            assert_eq!(validator.validate(&stranger(i), now + 3).await, Err(TokenError::KeyNotLookedUp(7)), "it was not");
        }
        assert_eq!(issuer.fetched(), 2 + round, "the first fetch, and one in each ten seconds");
    }
    assert!(validator.validate(&issuer.token(), NOW + 74).await.is_ok(), "good tokens are served meanwhile");
}

#[tokio::test]
async fn an_issuer_that_cannot_be_reached_is_nobodys_fault_but_its_own() {
    let issuer = play().await;
    let validator = issuer.validator();
    for fault in [
        (|| StatusCode::INTERNAL_SERVER_ERROR.into_response()) as fn() -> Response,
        || (StatusCode::FOUND, [("location", "https://elsewhere.example.com/jwks")]).into_response(),
        || "not JSON".into_response(),
        || "x".repeat(600 * 1024).into_response(),
    ] {
        *issuer.broken.lock().unwrap() = Some(fault);
        let fresh = issuer.validator();
        let refused = fresh.validate(&issuer.token(), NOW).await;
        assert_eq!(refused, Err(TokenError::IssuerUnreachable));
        assert_eq!(refused.unwrap_err().status(), 503);
    }
    assert_eq!(validator.validate(&issuer.token(), NOW).await, Err(TokenError::IssuerUnreachable));
    *issuer.broken.lock().unwrap() = None;
    assert_eq!(validator.validate(&issuer.token(), NOW + 4).await, Err(TokenError::IssuerUnreachable), "not asked again at once");
    assert!(validator.validate(&issuer.token(), NOW + 5).await.is_ok(), "but soon");
}

#[tokio::test]
async fn nobody_listening_and_a_document_of_another_issuer_are_unreachable_too() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let other = play().await;
    let aliased = other.url.replace("127.0.0.1", "localhost");
    for issuer in [gone, aliased] {
        let validator = Validator::new(vec![IssuerConfig::new(&issuer, AUDIENCE)], IssuerClient::new().unwrap());
        let token = sign(&other.header(), &changed(other.claims(), json!({"iss": issuer})), 1);
        assert_eq!(validator.validate(&token, NOW).await, Err(TokenError::IssuerUnreachable));
    }
}

#[tokio::test]
async fn old_keys_are_looked_at_again_and_die_if_the_issuer_stays_away() {
    let issuer = play().await;
    let validator = issuer.validator();
    let token = |jti: &str| sign(&issuer.header(), &changed(issuer.claims(), json!({"exp": NOW + 200_000, "jti": jti})), 1);
    assert!(validator.validate(&token("a"), NOW).await.is_ok());
    *issuer.broken.lock().unwrap() = Some(|| StatusCode::BAD_GATEWAY.into_response());
    assert!(validator.validate(&token("b"), NOW + 3_600).await.is_ok(), "an hour's outage signs nobody out");
    assert!(validator.validate(&token("c"), NOW + 86_399).await.is_ok());
    assert_eq!(validator.validate(&token("d"), NOW + 86_400).await, Err(TokenError::IssuerUnreachable));
}

#[tokio::test]
async fn one_unreadable_key_does_not_hide_the_others_and_a_missing_kid_tries_them_all() {
    let issuer = play().await;
    let encryption = changed(jwk("one", 3), json!({"use": "enc"}));
    *issuer.keys.lock().unwrap() =
        json!({"keys": [{"kty": "strange"}, {"kty": "OKP", "crv": "Ed448", "x": "AA"}, encryption, jwk("two", 2), jwk("one", 1)]});
    assert!(issuer.validator().validate(&issuer.token(), NOW).await.is_ok());
    let nameless = sign(&changed(issuer.header(), json!({"kid": null})), &issuer.claims(), 2);
    assert!(issuer.validator().validate(&nameless, NOW).await.is_ok());
    let foreign = sign(&changed(issuer.header(), json!({"kid": null})), &issuer.claims(), 3);
    assert_eq!(issuer.validator().validate(&foreign, NOW).await, Err(TokenError::BadSignature), "a key for encryption signs nothing");
}

#[tokio::test]
async fn keys_come_from_a_configured_address_or_are_given() {
    let issuer = play().await;
    let address = KeySource::JwksUri(Url::parse(&format!("{}/jwks", issuer.url)).unwrap());
    let given = KeySource::Given(vec![serde_json::from_value(jwk("one", 1)).unwrap()]);
    for (source, fetched) in [(address, 1), (given, 1)] {
        let validator = Validator::new(vec![IssuerConfig { keys: source, ..issuer.config() }], IssuerClient::new().unwrap());
        assert!(validator.validate(&issuer.token(), NOW).await.is_ok());
        assert_eq!(issuer.fetched(), fetched);
        let claims = validator.validate(&issuer.token(), NOW).await.unwrap();
        assert_eq!(validator.userinfo(&claims, &issuer.token(), NOW).await.unwrap().email, None, "no endpoint is known");
    }
}
