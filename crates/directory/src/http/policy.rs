//! `/v1/me/policy`: the signed policy. The same bytes and the same tag for a whole issue window.

use super::caller::Caller;
use super::encoding::held;
use crate::policy::{Issued, Machine, is_machine_id, issue};
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::text::{NAME_MAX, clean_line};
use domicile_model::wire;
use sha2::{Digest, Sha256};

/// On what the answer depends besides its address.
const VARY: &str = "authorization, domicile-machine, domicile-machine-name";

/// Your signed policy for one machine. Whoever is locked or belongs to no account gets one, too: it grants nothing and says why.
#[utoipa::path(get, path = "/v1/me/policy", tag = "me", security(("bearer" = [])), params(
    ("Domicile-Machine" = String, Header, description = "the machine's id, a hash"),
    ("Domicile-Machine-Name" = Option<String>, Header, description = "the machine's name, for people"),
    ("If-None-Match" = Option<String>, Header, description = "the ETag of the policy at hand")), responses(
    (status = 200, body = String, content_type = "application/jwt", description = "a compact JWS",
        headers(("ETag" = String, description = "strong, one per content encoding"))),
    (status = 304, description = "the policy at hand is the current one"),
    (status = "4XX", body = wire::Problem, content_type = "application/problem+json")))]
pub(super) async fn get(State(service): State<Service>, caller: Caller, headers: HeaderMap) -> Result<Response, Problem> {
    let machine = machine(&headers)?;
    let mut tx = service.parts().store.read().await?;
    let Issued { jws, iat, noted } = issue(&mut tx, &service.keys(), &caller.user, machine, service.now()).await?;
    drop(tx);
    service.last_issue().signed(&service.parts().store, iat, noted).await;
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(jws.as_bytes()).get(..16).unwrap_or_default()));
    let common =
        |tag: String| [(header::ETAG, tag), (header::VARY, VARY.to_owned()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    Ok(match held(&headers, &tag) {
        Some(tag) => (StatusCode::NOT_MODIFIED, common(tag)).into_response(),
        None => (common(tag), [(header::CONTENT_TYPE, "application/jwt")], jws).into_response(),
    })
}

fn machine(headers: &HeaderMap) -> Result<Machine, Problem> {
    let mut named = headers.get_all("domicile-machine").iter();
    let id = named.next().and_then(|it| it.to_str().ok()).filter(|it| is_machine_id(it)).filter(|_| named.next().is_none());
    let id = id.ok_or_else(|| Problem::new(Code::MachineRequired))?.to_owned();
    let name = headers.get("domicile-machine-name").and_then(|it| std::str::from_utf8(it.as_bytes()).ok()).unwrap_or_default();
    Ok(Machine {
        id,
        name: clean_line(name, NAME_MAX).map_err(|it| Problem::new(Code::TextTooLong).blank("found", it.found).blank("most", it.most))?,
    })
}
