//! Signing in on a machine without a browser (RFC 8628): the machine asks for a code, a person types it on this page and picks themselves.

use super::authorize::{check_resources, scopes};
use super::fault::Fault;
use super::form::Form;
use super::token::client_form;
use super::{BuiltinIssuer, Inner, page};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domicile_model::identifier::typed_code;
use serde_json::{Value, json};

/// Letters of a user code: no vowels, so no words; nothing that looks like something else (RFC 8628, 6.1).
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";
/// What a code that nobody waits with is answered.
const NO_DEVICE: &str = "No device waits with this code. It may have expired: compare it with what the device shows.";

pub(super) async fn authorize(State(issuer): State<BuiltinIssuer>, headers: HeaderMap, body: String) -> Response {
    match client_form(&headers, &body).and_then(|form| begin(&issuer.0, &form)) {
        Ok(answer) => ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(answer)).into_response(),
        Err(fault) => fault.into_response(),
    }
}

fn begin(inner: &Inner, form: &Form) -> Result<Value, Fault> {
    check_resources(inner, form)?;
    let scope = scopes(form.get("scope"))?;
    let device_code = inner.secret()?;
    let bytes = (inner.sources.random)().map_err(|_| Fault::server())?;
    let user_code = user_code(&bytes).ok_or(Fault::server())?;
    let lifetimes = inner.settings.lifetimes;
    let now = inner.now();
    let ends = now + i64::from(lifetimes.device_code) * 1000;
    if !inner.grants().add_device(&device_code, &user_code, scope, i64::from(lifetimes.device_interval) * 1000, ends, now) {
        return Err(Fault::new("temporarily_unavailable", "try again"));
    }
    let shown = shown(&user_code);
    let page = format!("{}/device", inner.issuer);
    Ok(json!({
        "device_code": device_code,
        "user_code": shown,
        "verification_uri": page,
        "verification_uri_complete": format!("{page}?user_code={shown}"),
        "expires_in": lifetimes.device_code,
        "interval": lifetimes.device_interval,
    }))
}

/// Eight letters, each equally likely: bytes that would favour some are skipped.
fn user_code(random: &[u8; 32]) -> Option<String> {
    let fair = random.iter().filter(|byte| **byte < 240).take(8);
    let code: String = fair.map(|byte| char::from(LETTERS[usize::from(byte % 20)])).collect();
    (code.len() == 8).then_some(code)
}

fn shown(user_code: &str) -> String {
    let (first, second) = user_code.split_at(4);
    format!("{first}-{second}")
}

/// A code as people type it: any case, with or without the dash.
fn typed(text: &str) -> String {
    typed_code(text).chars().filter(char::is_ascii_alphanumeric).take(9).map(|c| c.to_ascii_uppercase()).collect()
}

/// Asks who it is that signs in. Opening the page answers nothing: a link to it may come from anywhere.
pub(super) async fn page(State(issuer): State<BuiltinIssuer>, RawQuery(query): RawQuery) -> Response {
    let inner = &issuer.0;
    let query = query.unwrap_or_default();
    let form = Form::parse(&query);
    let Some(code) = form.get("user_code").map(typed) else { return page::enter_code(None) };
    if form.is_repeated() || !inner.grants().is_waiting(&code, inner.now()) {
        return page::enter_code(Some(NO_DEVICE));
    }
    let hint = form.get("login_hint");
    let named = hint.and_then(|hint| inner.hinted(hint));
    let people = named.map_or(inner.settings.people.as_slice(), std::slice::from_ref);
    let hint = hint.filter(|_| named.is_none());
    page::pick_for_device(people, hint, &shown(&code), &inner.page_secret(&code))
}

/// Takes the answer of that page, and of no other: it carries what only the page knows, and comes from our own address.
pub(super) async fn answer(State(issuer): State<BuiltinIssuer>, headers: HeaderMap, body: String) -> Response {
    let inner = &issuer.0;
    let form = Form::parse(&body);
    let Some(code) = form.get("user_code").map(typed) else { return page::enter_code(None) };
    let from_page = is_own_origin(inner, &headers) && form.get("page") == Some(&inner.page_secret(&code));
    if form.is_repeated() || !from_page {
        return page::wrong(StatusCode::FORBIDDEN, "Not signed in", "This answer does not come from the page that asks for it.");
    }
    let now = inner.now();
    if form.get("choice") == Some("cancel") {
        return match inner.grants().answer(&code, None, now) {
            true => page::done(StatusCode::OK, "Not signed in", "The device was told no. You can close this page."),
            false => page::enter_code(Some(NO_DEVICE)),
        };
    }
    match form.get("login_hint").and_then(|hint| inner.hinted(hint)) {
        Some(person) if inner.grants().answer(&code, Some(&person.sub), now) => {
            page::done(StatusCode::OK, "Signed in", &format!("The device is signed in as {}. You can close this page.", person.name))
        }
        Some(_) | None => page::enter_code(Some(NO_DEVICE)),
    }
}

/// Browsers say from where a form was sent; what says nothing is no browser, and needs the page's secret all the same.
fn is_own_origin(inner: &Inner, headers: &HeaderMap) -> bool {
    let own = inner.settings.base.origin().ascii_serialization();
    headers.get_all(header::ORIGIN).iter().all(|it| it.as_bytes() == own.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_code_is_eight_letters_and_typed_freely() {
        assert_eq!(user_code(&[250; 32]), None);
        let mut bytes = [250; 32];
        bytes[4..12].copy_from_slice(&[0, 1, 19, 20, 239, 3, 4, 5]);
        let code = user_code(&bytes).unwrap();
        assert_eq!(code, "BCZBZFGH");
        assert_eq!(typed(" bczb-zfgh "), code);
        assert_eq!(shown(&code), "BCZB-ZFGH");
    }
}
