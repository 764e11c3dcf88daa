//! Tokens as providers make them: each shape is taken with the settings that `docs/providers.md` names, and with no others.

use super::*;

const CLIENT: &str = "0oa8client";

/// Takes a claim away, where `changed` would take `null` for that.
fn base(issuer: &Played) -> Value {
    json!({"iss": issuer.url, "iat": NOW - 10, "exp": NOW + 290})
}

fn with(mut claims: Value, more: Value) -> Value {
    for (name, value) in more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

async fn judged(config: IssuerConfig, token: &str) -> Result<Claims, TokenError> {
    Validator::new(vec![config], IssuerClient::new().unwrap()).validate(token, NOW).await
}

/// What Entra ID (tokens of version 2.0) makes of a delegated scope of one's own API.
fn entra(issuer: &Played) -> (Value, Value) {
    let claims = json!({
        "aud": AUDIENCE, "azp": CLIENT, "azpacr": "0", "name": "Ana Costa", "oid": "b7a1", "preferred_username": "ana@example.com",
        "rh": "1.AX", "scp": "domicile.full", "sub": "AAAAb", "tid": "9188", "uti": "x", "ver": "2.0", "email": "ana@example.com",
        "xms_edov": "1", "nbf": NOW - 10,
    });
    (json!({"alg": "EdDSA", "typ": "JWT", "kid": "one"}), with(base(issuer), claims))
}

/// What a custom authorisation server of Okta makes.
fn okta(issuer: &Played) -> (Value, Value) {
    let claims = json!({
        "ver": 1, "jti": "AT.0mP4JK", "aud": AUDIENCE, "cid": CLIENT, "uid": "00uid4BxXw6I6TV4m0g3", "scp": ["openid", "domicile.full"],
        "sub": "ana@example.com", "auth_time": NOW - 60,
    });
    (json!({"alg": "EdDSA", "kid": "one"}), with(base(issuer), claims))
}

/// What Keycloak makes; `at+jwt` where the client is set so.
fn keycloak(issuer: &Played) -> (Value, Value) {
    let claims = json!({
        "auth_time": NOW - 60, "jti": "onrtac:1", "aud": [AUDIENCE, "account"], "sub": "f5f0", "typ": "Bearer", "azp": CLIENT, "sid": "s",
        "acr": "1", "realm_access": {"roles": ["offline_access"]}, "scope": "openid email profile domicile.full", "email_verified": true,
        "name": "Ana Costa", "preferred_username": "ana", "email": "ana@example.com", "nonce": "n",
    });
    (json!({"alg": "EdDSA", "typ": "JWT", "kid": "one"}), with(base(issuer), claims))
}

/// What a user pool of Cognito makes.
fn cognito(issuer: &Played) -> (Value, Value) {
    let claims = json!({
        "sub": "aaaa-bbbb", "cognito:groups": ["x"], "version": 2, "client_id": CLIENT, "origin_jti": "o", "token_use": "access",
        "scope": "openid email domicile/full", "auth_time": NOW - 60, "jti": "j", "username": "ana", "event_id": "e",
    });
    (json!({"alg": "EdDSA", "kid": "one"}), with(base(issuer), claims))
}

/// What Auth0 makes for an API in its own profile.
fn auth0(issuer: &Played) -> (Value, Value) {
    let claims = json!({
        "sub": "auth0|123", "aud": [AUDIENCE, format!("{}/userinfo", issuer.url)], "azp": CLIENT, "scope": "openid profile email domicile.full",
    });
    (json!({"alg": "EdDSA", "typ": "JWT", "kid": "one"}), with(base(issuer), claims))
}

/// Field case D01: The tokens of Entra ID, Okta, Keycloak, Cognito and Auth0 are taken with their settings of the table, and not without.
#[tokio::test]
async fn each_provider_serves_with_its_settings_and_not_without() {
    let issuer = play().await;
    let plain = || IssuerConfig { client_id: Some(CLIENT.into()), ..issuer.config() };
    let jwt = || IssuerConfig { plain_jwt: true, ..plain() };
    let untyped = || IssuerConfig { untyped: true, ..plain() };
    let cognito_config = || IssuerConfig { without_audience: true, clients: vec![CLIENT.into()], audiences: vec![], ..untyped() };
    let entra_config = || IssuerConfig { email_verified_claim: Some("xms_edov".into()), ..jwt() };
    for (name, (header, claims), config, scope) in [
        ("Entra ID", entra(&issuer), entra_config(), "domicile.full"),
        ("Okta", okta(&issuer), untyped(), "domicile.full"),
        ("Keycloak", keycloak(&issuer), jwt(), "domicile.full"),
        ("Cognito", cognito(&issuer), cognito_config(), "domicile/full"),
        ("Auth0", auth0(&issuer), jwt(), "domicile.full"),
    ] {
        let token = sign(&header, &claims, 1);
        let good = judged(config, &token).await.unwrap_or_else(|it| panic!("{name}: {it}"));
        assert_eq!(good.client_id.as_deref(), Some(CLIENT), "{name}");
        assert!(good.scope.iter().any(|it| it == scope), "{name}: {:?}", good.scope);
        assert_eq!(judged(plain(), &token).await, Err(TokenError::WrongType), "{name} without settings");
        // As each of them makes it by its own switch for RFC 9068, nothing is needed but what is missing still.
        let standard = sign(&changed(header, json!({"typ": "at+jwt"})), &claims, 1);
        let without = if name == "Cognito" { Err(TokenError::Claim("aud")) } else { Ok(()) };
        assert_eq!(judged(plain(), &standard).await.map(|_| ()), without, "{name} with at+jwt");
    }
}

/// Field case D01: No setting makes an ID token, or a token for somebody else, an access token.
#[tokio::test]
async fn what_is_no_access_token_is_none_with_any_setting() {
    let issuer = play().await;
    let lenient = IssuerConfig {
        plain_jwt: true,
        untyped: true,
        without_audience: true,
        client_id: Some(CLIENT.into()),
        clients: vec![CLIENT.into()],
        audiences: vec![AUDIENCE.into(), CLIENT.into()],
        ..issuer.config()
    };
    for typ in [json!("JWT"), Value::Null] {
        let header = changed(json!({"alg": "EdDSA", "kid": "one"}), json!({"typ": typ}));
        for (why, claims, reject) in [
            ("an ID token", json!({"sub": "ana", "aud": CLIENT, "email": "ana@example.com"}), TokenError::WrongType),
            ("one of the code flow", json!({"sub": "ana", "aud": CLIENT, "nonce": "n", "scope": "openid"}), TokenError::WrongType),
            ("one bound to an access token", json!({"sub": "ana", "aud": AUDIENCE, "at_hash": "h"}), TokenError::WrongType),
            ("Keycloak's", json!({"sub": "ana", "aud": CLIENT, "typ": "ID", "azp": CLIENT, "scope": "openid"}), TokenError::WrongType),
            ("its refresh token", json!({"sub": "ana", "aud": AUDIENCE, "typ": "Refresh", "scope": "openid"}), TokenError::WrongType),
            ("Cognito's", json!({"sub": "ana", "aud": CLIENT, "token_use": "id"}), TokenError::WrongType),
            ("another client's", json!({"sub": "ana", "client_id": "other", "token_use": "access"}), TokenError::WrongAudience),
            ("nobody's", json!({"sub": "ana", "token_use": "access"}), TokenError::WrongAudience),
            (
                "another service's",
                json!({"sub": "ana", "aud": "https://other.example.com", "client_id": CLIENT}),
                TokenError::WrongAudience,
            ),
        ] {
            let token = sign(&header, &with(base(&issuer), claims), 1);
            assert_eq!(judged(lenient.clone(), &token).await.map(|_| ()), Err(reject), "{why}, {header}");
        }
    }
}

/// Field case S02a: A claim that decides nothing may be of any kind; "true" is true; the log names the claim, once.
#[tokio::test]
async fn a_claim_that_is_only_looked_at_keeps_nobody_out() {
    let issuer = play().await;
    for (said, verified) in [
        (json!(true), Some(true)),
        (json!("true"), Some(true)),
        (json!("True"), Some(true)),
        (json!(1), Some(true)),
        (json!("1"), Some(true)),
        (json!("false"), Some(false)),
        (json!(0), Some(false)),
        (json!("yes"), None),
        (json!(2), None),
        (json!({}), None),
        (json!([true]), None),
    ] {
        let token = issuer.token_with(json!({}), json!({"email": "ana@example.com", "email_verified": said}));
        let claims = issuer.validator().validate(&token, NOW).await.unwrap();
        assert_eq!(claims.email_verified, verified, "{said}");
    }
    let (log, _guard) = Log::start();
    let validator = issuer.validator();
    for jti in ["a", "b"] {
        for odd in [json!(7), json!({"a": 1}), json!([["x"]]), json!(true)] {
            let all = json!({
                "email": odd, "name": odd, "auth_time": odd, "scope": odd, "scp": odd, "client_id": odd, "azp": odd, "jti": format!("{jti}{odd}"),
            });
            let claims = validator.validate(&issuer.token_with(json!({}), all), NOW).await.unwrap();
            let auth_time = odd.as_i64();
            assert_eq!((claims.email, claims.name, claims.client_id, claims.auth_time), (None, None, None, auth_time), "{odd}");
            assert!(claims.scope.is_empty(), "{odd}");
        }
    }
    for claim in ["email", "name", "scope", "scp", "client_id", "azp", "auth_time"] {
        let named = log.lines(&["unexpected kind", &format!("\"claim\":\"{claim}\"")]);
        assert_eq!(named.len(), 1, "{claim}: {named:?}");
    }
    let late = issuer.token_with(json!({}), json!({"auth_time": (NOW - 5).to_string()}));
    assert_eq!(validator.validate(&late, NOW).await.unwrap().auth_time, Some(NOW - 5), "a date as text");
}

/// Field case S02b: Scopes come as text or list, under either name, or not at all.
#[tokio::test]
async fn scopes_come_as_text_or_list_or_not_at_all() {
    let issuer = play().await;
    for (changes, scope) in [
        (json!({"scope": null, "scp": ["openid", "email"]}), vec!["openid", "email"]),
        (json!({"scope": null, "scp": "openid  email"}), vec!["openid", "email"]),
        (json!({"scope": ["openid", "email profile"], "scp": null}), vec!["openid", "email", "profile"]),
        (json!({"scope": "", "scp": ["openid", 7]}), vec!["openid"]),
        (json!({"scope": "openid", "scp": ["email"]}), vec!["openid", "email"]),
        (json!({"scope": null}), vec![]),
        (json!({"scope": null, "client_id": null}), vec![]),
    ] {
        let token = issuer.token_with(json!({}), changes.clone());
        assert_eq!(issuer.validator().validate(&token, NOW).await.unwrap().scope, scope, "{changes}");
    }
}

/// Field case S26, L6: A date beyond all measure is judged alike every time.
#[tokio::test]
async fn dates_beyond_measure_are_judged_alike_every_time() {
    let issuer = play().await;
    let validator = issuer.validator();
    for (changes, expected) in [
        (r#""exp":1e19"#, Ok(())),
        (r#""exp":1e300"#, Ok(())),
        (r#""exp":9223372036854775807"#, Ok(())),
        (r#""exp":18446744073709551615"#, Ok(())),
        (r#""exp":-1e300"#, Err(TokenError::Expired)),
        (r#""exp":-9223372036854775808"#, Err(TokenError::Expired)),
        (r#""exp":1e999"#, Err(TokenError::Malformed("payload"))),
        (r#""exp":1e300,"auth_time":-1e300"#, Ok(())),
        (r#""exp":1e300,"auth_time":1e300"#, Ok(())),
        (r#""exp":1e300,"iat":-1e300"#, Ok(())),
        (r#""exp":1e300,"nbf":1e300"#, Err(TokenError::NotYetValid)),
        (r#""exp":1e300,"iat":1e300"#, Err(TokenError::NotYetValid)),
    ] {
        // Written by hand, since such numbers do not survive a value.
        let mut others = issuer.claims();
        others.as_object_mut().unwrap().retain(|name, _| !changes.contains(&format!("\"{name}\":")));
        let claims = format!("{},{changes}}}", others.to_string().trim_end_matches('}'));
        let input = format!("{}.{}", encode(&issuer.header()), URL_SAFE_NO_PAD.encode(&claims));
        let token = format!("{input}.{}", URL_SAFE_NO_PAD.encode(key(1).sign(input.as_bytes()).to_bytes()));
        for time in 1..=3 {
            assert_eq!(validator.validate(&token, NOW).await.map(|_| ()), expected, "{changes}, time {time}");
        }
    }
}

/// Field case D04: Clocks may differ by a minute, and by as much as the issuer's setting says.
#[tokio::test]
async fn the_leeway_is_a_setting() {
    let issuer = play().await;
    for (leeway, within, beyond) in [(60, 59, 60), (300, 299, 300), (0, -1, 0)] {
        let config = || IssuerConfig { leeway, ..issuer.config() };
        let ended = |ago: i64| issuer.token_with(json!({}), json!({"exp": NOW - ago}));
        assert!(judged(config(), &ended(within)).await.is_ok(), "{leeway}");
        assert_eq!(judged(config(), &ended(beyond)).await, Err(TokenError::Expired), "{leeway}");
    }
    assert_eq!(issuer.config().leeway, 60);
}
