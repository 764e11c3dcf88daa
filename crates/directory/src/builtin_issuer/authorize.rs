//! The authorization endpoint (RFC 6749, 4.1; PKCE, RFC 7636; `iss` in the answer, RFC 9207): a code for whoever is named or picked.

use super::fault::Fault;
use super::form::Form;
use super::grants::{Code, Granted};
use super::{BuiltinIssuer, CLIENT_ID, FULL, Inner, Person, READ, SCOPES, page};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use url::Url;

/// An authorization request of which it is certain whom the answer goes to.
struct Ask {
    redirect_uri: Url,
    state: Option<String>,
    nonce: Option<String>,
    /// What is wanted, or what is wrong with it.
    wanted: Result<AuthorizationRequest, Fault>,
}

struct AuthorizationRequest {
    scope: Vec<String>,
    /// PKCE, S256.
    challenge: String,
    /// As it was written: the token request must repeat it to the letter.
    redirect_uri: String,
}

pub(super) async fn get(State(issuer): State<BuiltinIssuer>, RawQuery(query): RawQuery) -> Response {
    answer(&issuer.0, &query.unwrap_or_default())
}

pub(super) async fn post(State(issuer): State<BuiltinIssuer>, body: String) -> Response {
    answer(&issuer.0, &body)
}

fn answer(inner: &Inner, text: &str) -> Response {
    let form = Form::parse(text);
    let ask = match check(inner, &form) {
        Ok(ask) => ask,
        Err(why) => return page::wrong(StatusCode::BAD_REQUEST, "This sign-in link does not work", why),
    };
    let (to, state) = (ask.redirect_uri, ask.state.as_deref());
    let wanted = match ask.wanted {
        Ok(_) if form.get("choice") == Some("cancel") => {
            return refuse(inner, to, state, Fault::new("access_denied", "the person cancelled"));
        }
        Ok(wanted) => wanted,
        Err(fault) => return refuse(inner, to, state, fault),
    };
    let hint = form.get("login_hint");
    match hint.and_then(|hint| inner.hinted(hint)) {
        Some(person) => allow(inner, wanted, ask.nonce, person, to, state),
        None if prompts(&form, "none") => {
            refuse(inner, to, state, Fault::new("login_required", "nobody is named who could sign in without a page"))
        }
        None => page::pick(&inner.settings.people, text, hint),
    }
}

fn prompts(form: &Form, prompt: &str) -> bool {
    form.get("prompt").is_some_and(|prompts| prompts.split_ascii_whitespace().any(|one| one == prompt))
}

/// An error here is shown here: an answer is never sent to an address that is not the client's (RFC 6749, 4.1.2.1).
fn check(inner: &Inner, form: &Form) -> Result<Ask, &'static str> {
    if form.is_repeated() {
        return Err("A parameter comes twice.");
    }
    if form.get("client_id") != Some(CLIENT_ID) {
        return Err("The application that sent you is not known here.");
    }
    let redirect_uri = form.get("redirect_uri").and_then(callback);
    let redirect_uri = redirect_uri.ok_or("The application wants the answer sent to an address that is not its own.")?;
    let text = |name: &str| form.get(name).map(str::to_owned);
    Ok(Ask { redirect_uri, state: text("state"), nonce: text("nonce"), wanted: wanted(inner, form) })
}

fn wanted(inner: &Inner, form: &Form) -> Result<AuthorizationRequest, Fault> {
    if form.get("request").is_some() {
        return Err(Fault::new("request_not_supported", "request objects are not taken"));
    }
    if form.get("request_uri").is_some() {
        return Err(Fault::new("request_uri_not_supported", "request objects are not taken"));
    }
    if form.get("response_type") != Some("code") {
        return Err(Fault::new("unsupported_response_type", "only response_type=code is served"));
    }
    if form.get("response_mode").is_some_and(|mode| mode != "query") {
        return Err(Fault::request("only response_mode=query is served"));
    }
    if form.get("code_challenge_method") != Some("S256") {
        return Err(Fault::request("PKCE with code_challenge_method=S256 is required"));
    }
    let base64url = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
    let challenge = form.get("code_challenge").filter(|challenge| challenge.len() == 43 && challenge.bytes().all(base64url));
    let challenge = challenge.ok_or(Fault::request("code_challenge is not a SHA-256 hash in base64url"))?;
    if ["state", "nonce"].iter().any(|name| form.get(name).is_some_and(|value| value.len() > 1024)) {
        return Err(Fault::request("state or nonce is too long"));
    }
    check_resources(inner, form)?;
    Ok(AuthorizationRequest {
        scope: scopes(form.get("scope"))?,
        challenge: challenge.to_owned(),
        redirect_uri: form.get("redirect_uri").unwrap_or_default().to_owned(),
    })
}

/// RFC 8707: tokens are issued for the service alone.
pub(super) fn check_resources(inner: &Inner, form: &Form) -> Result<(), Fault> {
    let ours = inner.settings.resource.trim_end_matches('/');
    if form.resources().iter().all(|asked| asked.trim_end_matches('/') == ours) {
        Ok(())
    } else {
        Err(Fault::new("invalid_target", "tokens are issued for this service alone"))
    }
}

/// The scopes that are asked for and known; `openid` must be among them. A client that asks for none of the service's own gets all it may do.
pub(super) fn scopes(asked: Option<&str>) -> Result<Vec<String>, Fault> {
    let asked = asked.unwrap_or_default();
    let mut granted: Vec<String> =
        SCOPES.iter().filter(|known| asked.split_ascii_whitespace().any(|one| one == **known)).map(|&known| known.to_owned()).collect();
    if !granted.iter().any(|scope| scope == READ || scope == FULL) {
        granted.push(FULL.to_owned());
    }
    if granted.iter().any(|scope| scope == "openid") {
        Ok(granted)
    } else {
        Err(Fault::new("invalid_scope", "the scope openid is required"))
    }
}

/// `http://127.0.0.1:<any port>/callback`, and nothing that only looks like it (RFC 8252, 7.3).
fn callback(text: &str) -> Option<Url> {
    let port = text.strip_prefix("http://127.0.0.1:")?.strip_suffix("/callback")?;
    let is_port = port.bytes().all(|c| c.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    if is_port { Url::parse(text).ok() } else { None }
}

fn allow(
    inner: &Inner,
    wanted: AuthorizationRequest,
    nonce: Option<String>,
    person: &Person,
    mut to: Url,
    state: Option<&str>,
) -> Response {
    let Ok(code) = inner.secret() else { return refuse(inner, to, state, Fault::server()) };
    let now = inner.now();
    let granted = Granted { sub: person.sub.clone(), scope: wanted.scope, nonce, auth_time: now / 1000 };
    let what = Code { granted, redirect_uri: wanted.redirect_uri, challenge: wanted.challenge };
    inner.grants().add_code(&code, what, now + i64::from(inner.settings.lifetimes.code) * 1000, now);
    to.query_pairs_mut().append_pair("code", &code);
    send(inner, to, state)
}

fn refuse(inner: &Inner, mut to: Url, state: Option<&str>, fault: Fault) -> Response {
    to.query_pairs_mut().append_pair("error", fault.code).append_pair("error_description", fault.why);
    send(inner, to, state)
}

fn send(inner: &Inner, mut to: Url, state: Option<&str>) -> Response {
    if let Some(state) = state {
        to.query_pairs_mut().append_pair("state", state);
    }
    to.query_pairs_mut().append_pair("iss", &inner.issuer);
    let Ok(location) = HeaderValue::from_str(to.as_str()) else { return Fault::server().into_response() };
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, location);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sends_answers_to_a_loopback_callback_only() {
        assert!(callback("http://127.0.0.1:41873/callback").is_some());
        for foreign in [
            "http://127.0.0.1/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:+80/callback",
            "http://127.0.0.1:99999/callback",
            "https://127.0.0.1:80/callback",
            "http://127.0.0.1:80/callback?x=1",
            "http://127.0.0.1:80/callback/",
            "http://127.0.0.1:80/other",
            "http://127.0.0.1:80@evil.example.com/callback",
            "http://localhost:80/callback",
            "http://evil.example.com:80/callback",
        ] {
            assert!(callback(foreign).is_none(), "{foreign}");
        }
    }
}
