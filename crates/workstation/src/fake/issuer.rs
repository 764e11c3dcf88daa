//! The issuer of the world: discovery, authorization code with PKCE, device code, rotating refresh tokens that end the session when
//! one is used twice, revocation.

use super::service::bad;
use super::{Return, Shared, State, Token};
use axum::Router;
use axum::extract::{Form, Query, State as Of};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256, Sha512};
use std::collections::BTreeMap;

type Params = BTreeMap<String, String>;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/.well-known/oauth-protected-resource", get(resource))
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/authorize", get(authorize))
        .route("/token", post(token))
        .route("/device", post(device))
        .route("/revoke", post(revoke))
}

fn id(url: &url::Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

async fn resource(Of((url, state)): Of<Shared>) -> Response {
    let state = state.lock().unwrap();
    if let Some(bad) = bad(state.mood) {
        return bad;
    }
    let resource = state.resource.clone().unwrap_or_else(|| id(&url));
    json_of(json!({
        "resource": resource, "authorization_servers": [id(&url)], "client_id": "domicile",
        "scopes_supported": ["openid", "profile", "email", "offline_access"], "bearer_methods_supported": ["header"],
    }))
}

async fn discovery(Of((url, state)): Of<Shared>) -> Response {
    let state = state.lock().unwrap();
    let mut answer = json!({
        "issuer": if state.wrong_discovery { "https://other.example.com".to_owned() } else { id(&url) },
        "authorization_endpoint": format!("{url}authorize"), "token_endpoint": format!("{url}token"), "jwks_uri": format!("{url}jwks"),
        "revocation_endpoint": format!("{url}revoke"), "device_authorization_endpoint": format!("{url}device"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "authorization_response_iss_parameter_supported": state.promises_iss,
    });
    if state.no_device {
        answer.as_object_mut().unwrap().remove("device_authorization_endpoint");
    }
    json_of(with(answer, &state.discovery))
}

/// An answer with other members.
fn with(mut answer: Value, others: &Value) -> Value {
    let members = answer.as_object_mut().unwrap();
    for (name, other) in others.as_object().into_iter().flatten() {
        if other.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), other.clone());
        }
    }
    answer
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[9; 32])
}

async fn jwks() -> Response {
    let x = URL_SAFE_NO_PAD.encode(key().verifying_key().as_bytes());
    json_of(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": "k", "x": x}]}))
}

async fn authorize(Of((url, state)): Of<Shared>, Query(query): Query<Params>) -> Response {
    let mut state = state.lock().unwrap();
    state.query = query.clone();
    let mut back = url::Url::parse(&query["redirect_uri"]).unwrap();
    back.query_pairs_mut().append_pair("state", &query["state"]);
    let iss = if state.back == Return::WrongIss { "https://evil.example.com".to_owned() } else { id(&url) };
    if state.back != Return::NoIss {
        back.query_pairs_mut().append_pair("iss", &iss);
    }
    match state.back {
        Return::Denied => drop(back.query_pairs_mut().append_pair("error", "access_denied")),
        Return::Refuses(code) => drop(back.query_pairs_mut().append_pair("error", code)),
        Return::NoCode => {}
        _ => {
            state.minted += 1;
            let code = format!("code-{}", state.minted);
            state.challenges.insert(code.clone(), (query["code_challenge"].clone(), query["nonce"].clone()));
            back.query_pairs_mut().append_pair("code", &code);
        }
    }
    Redirect::to(back.as_str()).into_response()
}

async fn device(Of((url, state)): Of<Shared>, Form(_): Form<Params>) -> Response {
    let state = state.lock().unwrap();
    let interval = state.interval.unwrap_or(5);
    let answer = json!({
        "device_code": "device-1", "user_code": "WDJB-MJHT", "verification_uri": format!("{url}pick"),
        "verification_uri_complete": format!("{url}pick?user_code=WDJB-MJHT"), "expires_in": 60, "interval": interval,
    });
    json_of(with(answer, &state.device))
}

async fn revoke(Of((_, state)): Of<Shared>, Form(form): Form<Params>) -> StatusCode {
    let mut state = state.lock().unwrap();
    state.revoked.push(form["token"].clone());
    state.refresh = None;
    StatusCode::OK
}

async fn token(Of((url, state)): Of<Shared>, Form(form): Form<Params>) -> Response {
    let thinks = {
        let mut state = state.lock().unwrap();
        state.calls.push(format!("token {}", form["grant_type"]));
        state.form = form.clone();
        if let Some(bad) = bad(state.token_mood) {
            return bad;
        }
        state.thinks
    };
    let mut nonce = None;
    match form["grant_type"].as_str() {
        "authorization_code" => {
            let Some((challenge, said)) = state.lock().unwrap().challenges.remove(&form["code"]) else { return error("invalid_grant") };
            if challenge != URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"])) {
                return error("invalid_grant");
            }
            nonce = Some(said);
        }
        "refresh_token" => {
            let used = {
                let mut state = state.lock().unwrap();
                let good = state.refresh.as_ref() == Some(&form["refresh_token"]);
                if state.rotates {
                    // Whoever comes with an old one ends the session for everybody.
                    state.refresh = None;
                }
                good
            };
            if !used {
                return error("invalid_grant");
            }
            tokio::time::sleep(thinks).await;
        }
        _ => {
            let waits = state.lock().unwrap().device_waits.pop();
            if let Some(wait) = waits {
                return error(wait);
            }
        }
    }
    let answer = tokens(&url, &mut state.lock().unwrap(), nonce);
    if state.lock().unwrap().loses_answers {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    json_of(answer)
}

fn tokens(url: &url::Url, state: &mut State, nonce: Option<String>) -> Value {
    state.minted += 1;
    let access = format!("access-{}", state.minted);
    let refresh = if state.rotates { format!("refresh-{}", state.minted) } else { "refresh-forever".to_owned() };
    (state.access, state.refresh) = (Some(access.clone()), Some(refresh.clone()));
    let id_token = match state.token {
        Token::Garbage => json!("no token"),
        Token::Number => json!(7),
        Token::Absent => Value::Null,
        _ => json!(id_token(url, state, nonce, &access)),
    };
    let mut answer = json!({
        "access_token": access, "token_type": "Bearer", "id_token": id_token,
        "expires_in": state.expires_in.unwrap_or(300), "refresh_expires_in": 3600,
    });
    answer["refresh_token"] = json!(refresh);
    with(answer, &state.tokens)
}

fn id_token(url: &url::Url, state: &State, nonce: Option<String>, access: &str) -> String {
    let now = jiff::Timestamp::now().as_second() + state.issuer_clock;
    let of = state.token;
    let hashed = Sha512::digest(if of == Token::OtherAccess { "other" } else { access });
    let claims = json!({
        "iss": if of == Token::OtherIssuer { "https://other.example.com".to_owned() } else { id(url) },
        "aud": if of == Token::Foreign { "another-program" } else { "domicile" },
        "sub": if of == Token::SomebodyElse { "maria-silva" } else { &state.subject }, "iat": now, "exp": if of == Token::Expired { now - 3600 } else { now + 300 },
        "nonce": if of == Token::OtherNonce { Some("other".to_owned()) } else { nonce },
        "email": "ana.costa@oldbridge.example.com", "name": "Ana Costa", "at_hash": URL_SAFE_NO_PAD.encode(&hashed[..32]),
    });
    let claims = with(claims, &state.claims);
    let header = json!({"alg": if of == Token::Unsigned { "none" } else { "EdDSA" }, "typ": "JWT", "kid": "k"});
    let [header, claims] = [header, claims].map(|it| URL_SAFE_NO_PAD.encode(it.to_string()));
    let signer = if of == Token::OtherKey { SigningKey::from_bytes(&[1; 32]) } else { key() };
    let signature = signer.sign(format!("{header}.{claims}").as_bytes()).to_bytes();
    let signature = if of == Token::Unsigned { String::new() } else { URL_SAFE_NO_PAD.encode(signature) };
    format!("{header}.{claims}.{signature}")
}

fn error(code: &str) -> Response {
    (StatusCode::BAD_REQUEST, axum::Json(json!({"error": code}))).into_response()
}

pub(super) fn json_of(value: Value) -> Response {
    axum::Json(value).into_response()
}
