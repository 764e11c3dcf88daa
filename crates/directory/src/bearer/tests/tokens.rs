//! One token at a time: the table of refusals.

use super::*;

#[tokio::test]
async fn a_good_token_says_who_its_bearer_is() {
    let issuer = play().await;
    let claims = issuer.validator().validate(&issuer.token(), NOW).await.unwrap();
    assert_eq!(
        (claims.issuer_id.as_str(), claims.sub.as_str(), claims.client_id.as_deref()),
        (issuer.url.as_str(), "ana", Some("domicile"))
    );
    assert_eq!((claims.exp, claims.auth_time, claims.email), (NOW + 290, None, None));
    assert_eq!(claims.scope, ["openid", "email"]);

    let rich =
        json!({"aud": ["https://other.example.com", AUDIENCE], "auth_time": NOW - 60, "email": "ana@example.com", "email_verified": true});
    let rich = sign(&changed(issuer.header(), json!({"typ": "application/AT+JWT"})), &changed(issuer.claims(), rich), 1);
    let claims = issuer.validator().validate(&rich, NOW).await.unwrap();
    assert_eq!((claims.auth_time, claims.email.as_deref(), claims.email_verified), (Some(NOW - 60), Some("ana@example.com"), Some(true)));
}

/// Security check 7: A token that is over, not yet good, or made for somebody else lets nobody in.
#[tokio::test]
async fn each_bad_claim_has_its_own_reason() {
    let issuer = play().await;
    let validator = issuer.validator();
    for (changes, reason) in [
        (json!({"exp": NOW - 60}), TokenError::Expired),
        (json!({"exp": NOW - 100_000}), TokenError::Expired),
        (json!({"nbf": NOW + 61}), TokenError::NotYetValid),
        (json!({"iat": NOW + 61}), TokenError::NotYetValid),
        (json!({"aud": "https://other.example.com"}), TokenError::WrongAudience),
        (json!({"aud": []}), TokenError::WrongAudience),
        (json!({"aud": format!("{AUDIENCE}/")}), TokenError::WrongAudience),
        (json!({"iss": "https://foreign.example.com"}), TokenError::UnknownIssuer),
        (json!({"iss": format!("{}/", issuer.url)}), TokenError::UnknownIssuer),
        (json!({"exp": null}), TokenError::Claim("exp")),
        (json!({"exp": "tomorrow"}), TokenError::Claim("exp")),
        (json!({"exp": (NOW + 60).to_string()}), TokenError::Claim("exp")),
        (json!({"nbf": "now"}), TokenError::Claim("nbf")),
        (json!({"sub": null}), TokenError::Claim("sub")),
        (json!({"sub": 7}), TokenError::Claim("sub")),
        (json!({"sub": ""}), TokenError::Claim("sub")),
        (json!({"sub": "a\u{0}b"}), TokenError::Claim("sub")),
        (json!({"aud": null}), TokenError::Claim("aud")),
        (json!({"aud": [AUDIENCE, 7]}), TokenError::Claim("aud")),
        (json!({"aud": {"is": AUDIENCE}}), TokenError::Claim("aud")),
        (json!({"iat": null}), TokenError::Claim("iat")),
        (json!({"iss": null}), TokenError::Claim("iss")),
        (json!({"iss": ["x"]}), TokenError::Claim("iss")),
    ] {
        let token = sign(&issuer.header(), &changed(issuer.claims(), changes.clone()), 1);
        assert_eq!(validator.validate(&token, NOW).await, Err(reason), "{changes}");
    }
}

#[tokio::test]
async fn clocks_may_differ_a_little() {
    let issuer = play().await;
    for changes in [json!({"exp": NOW - 59}), json!({"nbf": NOW + 60}), json!({"iat": NOW + 60})] {
        let token = sign(&issuer.header(), &changed(issuer.claims(), changes.clone()), 1);
        assert!(issuer.validator().validate(&token, NOW).await.is_ok(), "{changes}");
    }
}

/// Security check 8: No algorithm, a key sent along, another type: refused by the header.
#[tokio::test]
async fn each_bad_header_has_its_own_reason() {
    let issuer = play().await;
    let validator = issuer.validator();
    for (changes, reason) in [
        (json!({"typ": "JWT"}), TokenError::WrongType),
        (json!({"typ": null}), TokenError::WrongType),
        (json!({"typ": "id_token+jwt"}), TokenError::WrongType),
        (json!({"alg": "none"}), TokenError::Algorithm),
        (json!({"alg": "None"}), TokenError::Algorithm),
        (json!({"alg": "HS256"}), TokenError::Algorithm),
        (json!({"alg": "ES256K"}), TokenError::Algorithm),
        (json!({"alg": "RS256"}), TokenError::UnknownKey),
        (json!({"alg": null}), TokenError::Malformed("header")),
        (json!({"crit": ["exp"]}), TokenError::Malformed("an unknown critical header")),
    ] {
        let token = sign(&changed(issuer.header(), changes.clone()), &issuer.claims(), 1);
        assert_eq!(validator.validate(&token, NOW).await, Err(reason), "{changes}");
    }
}

/// Security check 8: A token signed with the public key as if it were a secret is refused.
#[tokio::test]
async fn the_public_key_is_no_shared_secret() {
    let issuer = play().await;
    let public = issuer.keys.lock().unwrap()["keys"][0]["x"].as_str().unwrap().to_owned();
    let header = jsonwebtoken::Header {
        typ: Some("at+jwt".into()),
        kid: Some("one".into()),
        ..jsonwebtoken::Header::new(jsonwebtoken::Algorithm::HS256)
    };
    for secret in [public.as_bytes().to_vec(), URL_SAFE_NO_PAD.decode(&public).unwrap()] {
        let forged = jsonwebtoken::encode(&header, &issuer.claims(), &jsonwebtoken::EncodingKey::from_secret(&secret)).unwrap();
        assert_eq!(issuer.validator().validate(&forged, NOW).await, Err(TokenError::Algorithm));
    }
    // Nor is a symmetric key taken that an issuer publishes by mistake.
    *issuer.keys.lock().unwrap() = json!({"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}]});
    assert_eq!(issuer.validator().validate(&issuer.token(), NOW).await, Err(TokenError::UnknownKey));
}

#[tokio::test]
async fn a_changed_or_foreign_signature_is_noticed() {
    let issuer = play().await;
    let validator = issuer.validator();
    let foreign = sign(&issuer.header(), &issuer.claims(), 2);
    assert_eq!(validator.validate(&foreign, NOW).await, Err(TokenError::BadSignature));

    let good = issuer.token();
    assert!(validator.validate(&good, NOW).await.is_ok());
    let parts: Vec<&str> = good.split('.').collect();
    let widened = format!("{}.{}.{}", parts[0], encode(&changed(issuer.claims(), json!({"sub": "maria"}))), parts[2]);
    assert_eq!(validator.validate(&widened, NOW).await, Err(TokenError::BadSignature), "also after the good one was remembered");
    let unsigned = format!("{}.{}.", parts[0], parts[1]);
    assert!(matches!(validator.validate(&unsigned, NOW).await, Err(TokenError::BadSignature | TokenError::Malformed(_))));
}

#[tokio::test]
async fn what_is_no_token_is_malformed() {
    let issuer = play().await;
    let validator = issuer.validator();
    let long = format!("{}.{}.x", encode(&issuer.header()), "a".repeat(20_000));
    for text in ["", "opaque", "a.b", "a.b.c", "a.b.c.d", "....", long.as_str()] {
        assert!(matches!(validator.validate(text, NOW).await, Err(TokenError::Malformed(_))), "{text:.20}");
    }
    assert_eq!(issuer.fetched(), 0, "nobody was asked because of these");
}

#[tokio::test]
async fn plain_jwt_is_taken_only_where_an_issuer_is_configured_so() {
    let issuer = play().await;
    let entra = Validator::new(vec![IssuerConfig { plain_jwt: true, ..issuer.config() }], IssuerClient::new().unwrap());
    let claims = changed(issuer.claims(), json!({"client_id": null, "azp": "app", "scope": null, "scp": "access"}));
    let token = sign(&changed(issuer.header(), json!({"typ": "JWT"})), &claims, 1);
    let claims = entra.validate(&token, NOW).await.unwrap();
    assert_eq!((claims.client_id.as_deref(), claims.scope), (Some("app"), vec!["access".to_owned()]));
    assert_eq!(issuer.validator().validate(&token, NOW).await, Err(TokenError::WrongType));
    let untyped = sign(&changed(issuer.header(), json!({"typ": null})), &issuer.claims(), 1);
    assert_eq!(entra.validate(&untyped, NOW).await, Err(TokenError::WrongType));
}

#[tokio::test]
async fn a_remembered_token_still_ends_in_time() {
    let issuer = play().await;
    let validator = issuer.validator();
    let token = sign(&issuer.header(), &changed(issuer.claims(), json!({"exp": NOW + 5})), 1);
    assert!(validator.validate(&token, NOW).await.is_ok());
    assert!(validator.validate(&token, NOW + 59).await.is_ok(), "within the leeway");
    assert_eq!(validator.validate(&token, NOW + 65).await, Err(TokenError::Expired));
}

#[tokio::test]
async fn of_several_issuers_each_answers_for_itself() {
    let (one, other) = (play().await, play().await);
    *other.keys.lock().unwrap() = json!({"keys": [jwk("one", 2)]});
    let both = Validator::new(vec![one.config(), IssuerConfig { id: "second".into(), ..other.config() }], IssuerClient::new().unwrap());
    assert_eq!(both.validate(&one.token(), NOW).await.unwrap().issuer_id, one.url);
    assert_eq!(both.validate(&sign(&other.header(), &other.claims(), 2), NOW).await.unwrap().issuer_id, "second");
    // A key of one issuer signs nothing for the other, though both call theirs "one".
    assert_eq!(both.validate(&sign(&other.header(), &other.claims(), 1), NOW).await, Err(TokenError::BadSignature));
}

#[tokio::test]
async fn userinfo_counts_only_for_the_bearer_of_the_token() {
    let issuer = play().await;
    let validator = issuer.validator();
    let token = issuer.token();
    let claims = validator.validate(&token, NOW).await.unwrap();
    let info = validator.userinfo(&claims, &token, NOW).await.unwrap();
    assert_eq!((info.email.as_deref(), info.email_verified), (Some("ana@example.com"), Some(true)));
    let somebody = Claims { sub: "maria".into(), ..claims };
    assert_eq!(validator.userinfo(&somebody, &token, NOW).await, Err(UserInfoError::Unusable("it speaks of another subject")));
}
