//! What a token is good for afterwards: asking who its bearer is (OpenID Connect Core 5.3), and giving it back (RFC 7009).

use super::BuiltinIssuer;
use super::fault::Fault;
use super::token::client_form;
use crate::bearer::bearer_token;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub(super) async fn get(State(issuer): State<BuiltinIssuer>, headers: HeaderMap) -> Response {
    let inner = &issuer.0;
    let now = inner.now();
    let claims = bearer_token(headers.get_all(header::AUTHORIZATION).iter().map(HeaderValue::as_bytes))
        .ok()
        .and_then(|token| inner.read_access_token(token));
    let claims = claims.filter(|claims| claims.iss == inner.issuer && inner.grants().session(&claims.sid, now).is_some());
    let Some((claims, person)) = claims.and_then(|claims| inner.person(&claims.sub).map(|person| (claims, person))) else {
        let mut response = Fault::new("invalid_token", "the access token is not valid, or was given back").into_response();
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\""));
        return response;
    };
    let has = |name: &str| claims.scope.split(' ').any(|granted| granted == name);
    let mut answer = json!({ "sub": person.sub });
    if has("email") {
        answer["email"] = json!(person.email);
        answer["email_verified"] = json!(true);
    }
    if has("profile") {
        answer["name"] = json!(person.name);
    }
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

/// Either kind of token ends its whole session. A token that is not known is as good as given back (RFC 7009, 2.2).
pub(super) async fn revoke(State(issuer): State<BuiltinIssuer>, headers: HeaderMap, body: String) -> Response {
    let form = match client_form(&headers, &body) {
        Ok(form) => form,
        Err(fault) => return fault.into_response(),
    };
    let Some(token) = form.get("token") else { return Fault::request("token is missing").into_response() };
    match issuer.0.read_access_token(token) {
        Some(claims) => issuer.0.grants().end_session(&claims.sid),
        None => issuer.0.grants().revoke(token),
    }
    StatusCode::OK.into_response()
}
