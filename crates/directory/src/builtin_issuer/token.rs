//! The token endpoint: codes, device codes and refresh tokens become tokens (RFC 6749, 5; RFC 8628, 3.4). The client is public and proves itself
//! by what it holds. The sample order system asks for itself: `client_credentials`.

use super::authorize::check_resources;
use super::client_credentials::CLIENT_CREDENTIALS;
use super::fault::Fault;
use super::form::Form;
use super::grants::{Granted, Secrets, Session};
use super::{BuiltinIssuer, CLIENT_ID, Inner};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use openidconnect::core::{CoreIdTokenFields, CoreTokenResponse, CoreTokenType};
use openidconnect::{AccessToken, EmptyExtraTokenFields, RefreshToken, Scope};
use std::time::Duration;

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

pub(super) async fn post(State(issuer): State<BuiltinIssuer>, headers: HeaderMap, body: String) -> Response {
    let tokens = form_body(&headers, &body).and_then(|form| match form.get("grant_type") {
        Some(CLIENT_CREDENTIALS) => issuer.0.client_credentials(&form),
        _ => {
            of_client(form).and_then(|form| exchange(&issuer.0, &form)).and_then(|it| serde_json::to_value(it).map_err(|_| Fault::server()))
        }
    });
    match tokens {
        Ok(tokens) => {
            let mut response = Json(tokens).into_response();
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(fault) => fault.into_response(),
    }
}

/// The form of a client that names itself, as every endpoint for clients wants it.
pub(super) fn client_form(headers: &HeaderMap, body: &str) -> Result<Form, Fault> {
    form_body(headers, body).and_then(of_client)
}

fn form_body(headers: &HeaderMap, body: &str) -> Result<Form, Fault> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")) {
        return Err(Fault::request("the body is not a form"));
    }
    let form = Form::parse(body);
    if form.is_repeated() {
        return Err(Fault::request("a parameter comes twice"));
    }
    Ok(form)
}

fn of_client(form: Form) -> Result<Form, Fault> {
    if form.get("client_id") != Some(CLIENT_ID) {
        return Err(Fault::new("invalid_client", "the client is not known"));
    }
    Ok(form)
}

fn exchange(inner: &Inner, form: &Form) -> Result<CoreTokenResponse, Fault> {
    check_resources(inner, form)?;
    let now = inner.now();
    let needed = |name: &str| form.get(name).ok_or(Fault::request("a parameter is missing"));
    match form.get("grant_type") {
        Some("authorization_code") => {
            let (code, secrets) = (needed("code")?, inner.secrets()?);
            let mut grants = inner.grants();
            let granted = grants.redeem(code, form.get("redirect_uri"), form.get("code_verifier"), now)?;
            let session = grants.open(granted, &secrets, inner.session_end(now), now);
            grants.spent_on(code, &session, now);
            drop(grants);
            inner.tokens(&session, &session.scope, &secrets)
        }
        Some(DEVICE_GRANT) => {
            let (device_code, secrets) = (needed("device_code")?, inner.secrets()?);
            let mut grants = inner.grants();
            let granted: Granted = grants.collect(device_code, now)?;
            let session = grants.open(granted, &secrets, inner.session_end(now), now);
            drop(grants);
            inner.tokens(&session, &session.scope, &secrets)
        }
        Some("refresh_token") => {
            let token = needed("refresh_token")?;
            let next = inner.secret()?;
            let (mut session, secrets) = inner.grants().rotate(token, next, now)?;
            session.nonce = None; // OpenID Connect Core, 12.2
            let scope = narrowed(&session, form.get("scope"))?;
            inner.tokens(&session, &scope, &secrets)
        }
        Some(_) => Err(Fault::new("unsupported_grant_type", "codes, device codes and refresh tokens are taken")),
        None => Err(Fault::request("grant_type is missing")),
    }
}

/// A refresh may ask for less than was granted, never for more (RFC 6749, 6).
fn narrowed(session: &Session, asked: Option<&str>) -> Result<Vec<String>, Fault> {
    let Some(asked) = asked else { return Ok(session.scope.clone()) };
    let asked: Vec<String> = asked.split_ascii_whitespace().map(str::to_owned).collect();
    if asked.iter().all(|scope| session.scope.contains(scope)) {
        Ok(asked)
    } else {
        Err(Fault::new("invalid_scope", "more scopes than were granted"))
    }
}

impl Inner {
    /// 256 unpredictable bits as text.
    pub(super) fn secret(&self) -> Result<String, Fault> {
        use base64::Engine as _;
        let bytes = (self.sources.random)().map_err(|_| Fault::server())?;
        Ok(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
    }

    fn secrets(&self) -> Result<Secrets, Fault> {
        Ok(Secrets { handle: self.secret()?, secret: self.secret()? })
    }

    fn session_end(&self, now: i64) -> i64 {
        now + i64::from(self.settings.lifetimes.session) * 1000
    }

    fn tokens(&self, session: &Session, scope: &[String], secrets: &Secrets) -> Result<CoreTokenResponse, Fault> {
        let person = self.person(&session.sub).ok_or(Fault::grant("the person is gone"))?;
        let access_token = self.access_token(session, person, scope)?;
        let id_token = match scope.iter().any(|scope| scope == "openid") {
            true => Some(self.id_token(session, person, scope, &access_token)?),
            false => None,
        };
        let fields = CoreIdTokenFields::new(id_token, EmptyExtraTokenFields {});
        let mut response = CoreTokenResponse::new(AccessToken::new(access_token), CoreTokenType::Bearer, fields);
        response.set_expires_in(Some(&Duration::from_secs(self.settings.lifetimes.access_token.into())));
        response.set_scopes(Some(scope.iter().cloned().map(Scope::new).collect()));
        if session.scope.iter().any(|scope| scope == "offline_access") {
            response.set_refresh_token(Some(RefreshToken::new(secrets.token())));
        }
        Ok(response)
    }
}
