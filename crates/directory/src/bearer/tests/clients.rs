//! Tokens of client credentials as providers make them, and who may be behind them.

use super::*;
use std::collections::BTreeSet;

const CLIENT: &str = "Orders";

fn client(issuer: &Played, subject: Option<&str>) -> OperatorClient {
    OperatorClient {
        issuer_id: issuer.url.clone(),
        client: CLIENT.to_owned(),
        subject: subject.map(str::to_owned),
        source: "orders".to_owned(),
        scopes: BTreeSet::from([OperatorScope::Read, OperatorScope::Accounts]),
    }
}

/// A token with these claims besides those that all have.
async fn claims(issuer: &Played, more: Value) -> Claims {
    let mut all = json!({"iss": issuer.url, "aud": AUDIENCE, "iat": NOW - 10, "exp": NOW + 290});
    for (name, value) in more.as_object().unwrap() {
        all[name] = value.clone();
    }
    issuer.validator().validate(&sign(&issuer.header(), &all, 1), NOW).await.unwrap()
}

/// As each provider makes it: RFC 9068 and `oidc-provider`, Okta, Auth0, Entra ID with `idtyp`, Keycloak.
fn of_providers() -> [(&'static str, Value); 5] {
    let scope = "operator.read operator.accounts";
    [
        ("RFC 9068", json!({"sub": CLIENT, "client_id": CLIENT, "scope": scope})),
        ("Okta", json!({"sub": CLIENT, "cid": CLIENT, "scp": ["operator.read", "operator.accounts"], "ver": 1})),
        ("Auth0", json!({"sub": "Orders@clients", "azp": CLIENT, "gty": "client-credentials", "scope": scope})),
        (
            "Entra ID",
            json!({"sub": "0b7e", "oid": "0b7e", "azp": CLIENT, "idtyp": "app", "roles": ["operator.read", "operator.accounts"], "ver": "2.0"}),
        ),
        (
            "Keycloak",
            json!({"sub": "f5f0", "azp": CLIENT, "client_id": CLIENT, "preferred_username": "service-account-orders", "acr": "1",
                "typ": "Bearer", "email_verified": false, "scope": format!("profile email {scope}")}),
        ),
    ]
}

#[tokio::test]
async fn client_credentials_of_each_provider_speak_for_their_client() {
    let issuer = play().await;
    let validator = issuer.validator().with_operator_clients(vec![client(&issuer, None)]);
    for (provider, more) in of_providers() {
        let claims = claims(&issuer, more).await;
        assert!(claims.is_client, "{provider}");
        for (scope, expected) in [
            (OperatorScope::Read, Ok("orders")),
            (OperatorScope::Accounts, Ok("orders")),
            (OperatorScope::People, Err(OperatorRefusal::Scope(OperatorScope::People))),
        ] {
            let found = validator.authorise_operator(&claims, scope).map(|it| it.source.as_str());
            assert_eq!(found, expected, "{provider} {scope}");
        }
        assert!(!validator.may_be_a_person(&claims), "{provider}");
        assert!(issuer.validator().may_be_a_person(&claims), "{provider}, of a client that nobody configured");
        assert_eq!(issuer.validator().authorise_operator(&claims, OperatorScope::Read), Err(OperatorRefusal::NoClient), "{provider}");
    }
}

#[tokio::test]
async fn a_person_is_no_order_system_whatever_the_token_says() {
    let issuer = play().await;
    let validator = issuer.validator().with_operator_clients(vec![client(&issuer, None)]);
    let all = "operator.read operator.accounts";
    for (why, more) in [
        ("her own token of that client", json!({"sub": "ana", "azp": CLIENT, "scope": all, "auth_time": NOW - 60})),
        ("the same where nothing says that she signed in", json!({"sub": "ana", "client_id": CLIENT, "scope": all})),
        ("a subject like the client's id, and a sign-in", json!({"sub": CLIENT, "client_id": CLIENT, "scope": all, "auth_time": NOW})),
        ("at Entra ID, with roles of her own", json!({"sub": CLIENT, "azp": CLIENT, "idtyp": "user", "roles": ["operator.read"]})),
        (
            "the account of another client",
            json!({"sub": "f5f0", "azp": CLIENT, "preferred_username": "service-account-other", "scope": all}),
        ),
    ] {
        let claims = claims(&issuer, more).await;
        assert_eq!(validator.authorise_operator(&claims, OperatorScope::Read), Err(OperatorRefusal::NoClient), "{why}");
        assert!(!validator.may_be_a_person(&claims), "{why}: nobody signs in with an order system");
    }
    let hers = claims(&issuer, json!({"sub": "ana", "client_id": "domicile", "scope": all})).await;
    assert_eq!(validator.authorise_operator(&hers, OperatorScope::Read), Err(OperatorRefusal::NoClient));
    assert!(validator.may_be_a_person(&hers));
}

#[tokio::test]
async fn a_subject_that_is_configured_is_the_only_one() {
    let issuer = play().await;
    let validator = issuer.validator().with_operator_clients(vec![client(&issuer, Some("0b7e"))]);
    let of = |subject: &str, client: &str| json!({"sub": subject, "azp": client, "roles": ["operator.accounts"]});
    let right = claims(&issuer, of("0b7e", CLIENT)).await;
    assert!(validator.authorise_operator(&right, OperatorScope::Accounts).is_ok());
    for (subject, client) in [("ffff", CLIENT), (CLIENT, CLIENT), ("0b7e", "another")] {
        let claims = claims(&issuer, of(subject, client)).await;
        assert_eq!(validator.authorise_operator(&claims, OperatorScope::Accounts), Err(OperatorRefusal::NoClient), "{subject} {client}");
        assert!(!validator.may_be_a_person(&claims), "{subject} {client}");
    }
    // What the configuration does not give it, its issuer cannot give.
    let more = claims(&issuer, json!({"sub": "0b7e", "azp": CLIENT, "scope": "operator.people"})).await;
    assert_eq!(validator.authorise_operator(&more, OperatorScope::People), Err(OperatorRefusal::NotGiven(OperatorScope::People)));
}

#[tokio::test]
async fn an_issuer_of_order_systems_speaks_for_no_person() {
    let issuer = play().await;
    let nobody = IssuerConfig { vouching: Vouching::Nobody, ..issuer.config() };
    let validator = Validator::new(vec![nobody], IssuerClient::new().unwrap()).with_operator_clients(vec![client(&issuer, None)]);
    let somebody =
        claims(&issuer, json!({"sub": "ana", "client_id": "domicile", "email": "ana@example.com", "email_verified": true})).await;
    assert!(!validator.may_be_a_person(&somebody));
    assert!(!validator.vouches(&issuer.url, "example.com", None));
    assert!(!validator.vouches(&issuer.url, "example.com", Some("old-bridge")));
    assert!(!validator.signs_in_for(&issuer.url, "old-bridge"));
}
