//! Issuers as they are: what need not be right may be odd, what must be is not let pass.

use super::{NoBrowser, assert_nothing_stored, prompt_channel, quiet};
use crate::backend::Backend;
use crate::fake::World;
use crate::session::SignInPrompt;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What no answer should hold in a place for something else.
fn odd() -> [Value; 8] {
    [json!(7), json!("of tomorrow"), json!(true), json!([7, {"a": 1}]), json!({"a": 1}), json!(""), json!(-1), json!(1e300)]
}

/// Every member of RFC 8414, OpenID Connect Discovery and its extensions that signing in can do without.
const UNNEEDED: [&str; 40] = [
    "userinfo_endpoint",
    "registration_endpoint",
    "scopes_supported",
    "response_types_supported",
    "response_modes_supported",
    "grant_types_supported",
    "acr_values_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
    "id_token_encryption_alg_values_supported",
    "id_token_encryption_enc_values_supported",
    "userinfo_signing_alg_values_supported",
    "userinfo_encryption_alg_values_supported",
    "userinfo_encryption_enc_values_supported",
    "request_object_signing_alg_values_supported",
    "request_object_encryption_alg_values_supported",
    "request_object_encryption_enc_values_supported",
    "token_endpoint_auth_methods_supported",
    "token_endpoint_auth_signing_alg_values_supported",
    "display_values_supported",
    "claim_types_supported",
    "claims_supported",
    "service_documentation",
    "claims_locales_supported",
    "ui_locales_supported",
    "claims_parameter_supported",
    "request_parameter_supported",
    "request_uri_parameter_supported",
    "require_request_uri_registration",
    "op_policy_uri",
    "op_tos_uri",
    "revocation_endpoint",
    "revocation_endpoint_auth_methods_supported",
    "introspection_endpoint",
    "device_authorization_endpoint",
    "code_challenge_methods_supported",
    "end_session_endpoint",
    "mtls_endpoint_aliases",
    "dpop_signing_alg_values_supported",
    "of_tomorrow",
];

#[tokio::test]
async fn an_odd_member_of_the_discovery_document_stops_no_sign_in() {
    let world = World::start().await;
    let station = world.workstation();
    for odd in odd() {
        world.state().discovery = UNNEEDED.iter().map(|name| ((*name).to_owned(), odd.clone())).collect();
        station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_or_else(|e| panic!("{odd}: {e:?}"));
    }
    world.state().discovery = UNNEEDED.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    // Words of tomorrow among known ones.
    world.state().discovery = json!({
        "scopes_supported": "openid profile", "display_values_supported": ["page", "hologram"], "claim_types_supported": ["normal", 7],
        "subject_types_supported": ["public", "of tomorrow"], "authorization_response_iss_parameter_supported": "true",
    });
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    // Renewals and signing out read it as well.
    world.state().access = None;
    station.me().await.unwrap();
    assert!(station.sign_out().await.unwrap().revoked);
}

#[tokio::test]
async fn what_must_be_right_in_the_discovery_document_is_asked_for() {
    let world = World::start().await;
    let station = world.workstation();
    let wrong = [json!("https://evil.example.com"), json!(format!("{}/", world.issuer()))];
    let cases = [
        ("issuer", wrong.to_vec(), "wrong_issuer"),
        ("issuer", vec![json!(7), Value::Null, json!([world.issuer()])], "not_understood"),
        ("authorization_endpoint", vec![json!(7), Value::Null, json!("authorize"), json!([])], "not_understood"),
        ("token_endpoint", vec![json!(7), Value::Null, json!("token"), json!([])], "not_understood"),
        ("jwks_uri", vec![json!(7), Value::Null, json!("jwks"), json!([])], "not_understood"),
        // Plain http to another computer.
        ("jwks_uri", vec![json!("http://keys.example.com/")], "bad_service_url"),
        ("token_endpoint", vec![json!("http://token.example.com/")], "bad_service_url"),
    ];
    for (member, values, code) in cases {
        for value in values {
            world.state().discovery = json!({ member: value });
            let failure = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err();
            assert_eq!(failure.code(), code, "{member}: {value}");
            assert_nothing_stored(&world);
        }
    }
}

#[tokio::test]
async fn an_odd_claim_that_nobody_needs_stops_no_sign_in_and_no_renewal() {
    let world = World::start().await;
    let station = world.workstation();
    let claims = [
        "email",
        "name",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "preferred_username",
        "profile",
        "picture",
        "website",
        "email_verified",
        "gender",
        "birthdate",
        "zoneinfo",
        "locale",
        "phone_number",
        "phone_number_verified",
        "address",
        "updated_at",
        "auth_time",
        "acr",
        "amr",
        "azp",
        "c_hash",
        "s_hash",
        "sid",
        "name#de",
        "of_tomorrow",
    ];
    for odd in odd() {
        world.state().claims = claims.iter().map(|name| ((*name).to_owned(), odd.clone())).collect();
        let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_or_else(|e| panic!("{odd}: {e:?}"));
        assert_eq!(who.subject, "ana-costa");
        world.state().access = None;
        station.me().await.unwrap_or_else(|e| panic!("{odd}: {e:?}"));
    }
    world.state().claims =
        json!({"email_verified": "true", "phone_number_verified": "false", "updated_at": "2026-01-01T00:00:00Z", "amr": "pwd"});
    let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    assert_eq!((who.email.as_deref(), who.name.as_deref()), (Some("ana.costa@oldbridge.example.com"), Some("Ana Costa")));
}

/// Security check 12: A claim that must be right and is of another kind is not right.
#[tokio::test]
async fn what_must_be_right_in_an_id_token_is_asked_for() {
    let world = World::start().await;
    let station = world.workstation();
    let (us, issuer) = (json!("domicile"), json!(world.issuer()));
    let cases = [
        ("iss", vec![Value::Null, json!(7), json!([issuer]), json!(format!("{}/", world.issuer()))], "of another issuer"),
        ("aud", vec![Value::Null, json!(7), json!([]), json!(["other"]), json!([us, "other"]), json!({"a": us})], "for another program"),
        ("sub", vec![Value::Null, json!(7), json!(""), json!(["ana-costa"])], "malformed"),
        ("iat", vec![Value::Null, json!("soon"), json!([]), json!(1e300)], "malformed"),
        ("exp", vec![Value::Null, json!("soon"), json!([])], "malformed"),
        ("exp", vec![json!(0), json!(-1)], "expired"),
        ("nonce", vec![Value::Null, json!(7), json!(""), json!([])], "for another attempt"),
        ("at_hash", vec![json!(7), json!(""), json!([])], "the access token is another one"),
    ];
    for (claim, values, expected) in cases {
        for value in values {
            world.state().claims = json!({ claim: value });
            let failure = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err();
            let reason = crate::failure::Cause::SignInInvalid { reason: expected.to_owned() };
            assert_eq!(failure.cause, reason, "{claim}: {value}");
            assert_nothing_stored(&world);
        }
    }
    for right in [json!({"aud": [us]}), json!({"at_hash": null})] {
        world.state().claims = right;
        station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    }
}

#[tokio::test]
async fn lengths_of_time_may_be_text_and_odd_ones_are_not_known() {
    let world = World::start().await;
    let station = world.workstation();
    let near = |end: Option<Timestamp>| end.is_some_and(|it| it.duration_since(Timestamp::now()) > SignedDuration::from_mins(55));
    for ends in [json!({"refresh_expires_in": "3600"}), json!({"refresh_expires_in": null, "refresh_token_expires_in": "3600"})] {
        world.state().tokens = ends;
        world.state().tokens["expires_in"] = json!("300");
        let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
        assert!(near(who.sign_in_by), "{who:?}");
        // It was read: the token is good for longer than the margin, and nobody renews it.
        world.forget_calls();
        station.me().await.unwrap();
        assert_eq!(world.state().calls, ["GET /v1/me"]);
    }
    for odd in odd() {
        let members =
            ["expires_in", "refresh_expires_in", "refresh_token_expires_in", "token_type", "scope", "session_state", "of_tomorrow"];
        world.state().tokens = members.iter().map(|name| ((*name).to_owned(), odd.clone())).collect();
        station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_or_else(|e| panic!("{odd}: {e:?}"));
        world.state().access = None;
        station.me().await.unwrap_or_else(|e| panic!("{odd}: {e:?}"));
    }
}

#[tokio::test]
async fn an_answer_without_what_a_session_needs_is_none() {
    let world = World::start().await;
    let station = world.workstation();
    for (tokens, code) in [
        (json!({"access_token": null}), "sign_in_invalid"),
        (json!({"access_token": 7}), "sign_in_invalid"),
        (json!({"access_token": null, "refresh_token": null}), "issuer_trouble"),
        (json!({"id_token": null}), "sign_in_invalid"),
        (json!({"id_token": 7}), "sign_in_invalid"),
        (json!({"id_token": "a.b"}), "sign_in_invalid"),
        (json!({"id_token": "a.b.c"}), "sign_in_invalid"),
    ] {
        world.state().tokens = tokens.clone();
        let failure = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err();
        assert_eq!(failure.code(), code, "{tokens}");
        assert_nothing_stored(&world);
    }
}

#[tokio::test]
async fn a_code_is_shown_whatever_stands_beside_it() {
    let world = World::start().await;
    let station = Arc::new(world.workstation_with(Arc::new(NoBrowser)));
    for device in [
        json!({"expires_in": "60", "interval": "5"}),
        json!({"expires_in": "soon", "interval": [], "verification_uri_complete": 7, "message": 7}),
        json!({"expires_in": null, "interval": null, "verification_uri_complete": null}),
        json!({"verification_uri": null, "verification_url": world.url.join("pick").unwrap()}),
    ] {
        world.state().device = device.clone();
        let (prompt, mut told) = prompt_channel();
        station.sign_in_device(None, prompt, CancellationToken::new()).await.unwrap_or_else(|e| panic!("{device}: {e:?}"));
        let SignInPrompt::Code { url, code, .. } = told.next().await else { panic!() };
        assert_eq!((url, code.as_str()), (world.url.join("pick").unwrap().to_string(), "WDJB-MJHT"));
    }
    for device in [json!({"device_code": null}), json!({"user_code": 7}), json!({"verification_uri": "pick"})] {
        world.state().device = device.clone();
        let failure = station.sign_in_device(None, quiet(), CancellationToken::new()).await.unwrap_err();
        assert_eq!(failure.code(), "issuer_trouble", "{device}");
    }
}
