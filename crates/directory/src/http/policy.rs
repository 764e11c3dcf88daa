//! `/v1/me/policy`: the signed policy. The same bytes and the same tag for a whole issue window.

use super::caller::TokenBearer;
use super::etag::matching_etag;
use crate::bearer::bearer_token;
use crate::identity;
use crate::policy::{Machine, is_machine_id, issue};
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::store::versions::{self, PolicyInputs};
use crate::text::cleaned_name;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domicile_model::wire;

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
pub(super) async fn get(State(service): State<Service>, bearer: TokenBearer, headers: HeaderMap) -> Result<Response, Problem> {
    let inputs = inputs(&service, &bearer, &headers).await?;
    let machine = machine(&headers)?;
    let (store, keys) = (&service.dependencies().store, service.keys());
    if let Some(cached) = service.etag_cache().get(&inputs, &machine, &keys, service.now())?
        && let Some(tag) = matching_etag(&headers, &cached.etag)
    {
        service.last_issue().signed(store, cached.iat, inputs.last_issued).await;
        return Ok((StatusCode::NOT_MODIFIED, common(tag)).into_response());
    }
    let mut tx = store.read_reserved().await?;
    let issued = issue(&mut tx, &keys, &inputs.user, &machine, service.now()).await?;
    drop(tx);
    service.etag_cache().put(&inputs, &machine, &issued);
    service.last_issue().signed(store, issued.iat, issued.last_issued).await;
    let etag = issued.etag();
    Ok(match matching_etag(&headers, &etag) {
        Some(tag) => (StatusCode::NOT_MODIFIED, common(tag)).into_response(),
        None => (common(etag), [(header::CONTENT_TYPE, "application/jwt")], issued.jws).into_response(),
    })
}

fn common(tag: String) -> [(HeaderName, String); 3] {
    [(header::ETAG, tag), (header::VARY, VARY.to_owned()), (header::CACHE_CONTROL, "private, no-cache".to_owned())]
}

/// Who asks, and where their policy stands. Whoever is known already is found on the connections that are kept for policies; the first
/// request of an identity binds it, which is a write like any other.
async fn inputs(service: &Service, bearer: &TokenBearer, headers: &HeaderMap) -> Result<PolicyInputs, Problem> {
    let find = || versions::policy_inputs(service.dependencies().store.reserved(), &bearer.claims.issuer_id, &bearer.claims.sub);
    if let Some(known) = find().await? {
        return Ok(known);
    }
    let token = bearer_token(headers).map_err(|_| Problem::new(Code::SignInNeeded))?;
    identity::resolve(service, &bearer.claims, token, &bearer.request_id).await?;
    find().await?.ok_or_else(|| Problem::new(Code::NotFound))
}

fn machine(headers: &HeaderMap) -> Result<Machine, Problem> {
    let mut named = headers.get_all("domicile-machine").iter();
    let id = named.next().and_then(|it| it.to_str().ok()).filter(|it| is_machine_id(it)).filter(|_| named.next().is_none());
    let id = id.ok_or_else(|| Problem::new(Code::MachineRequired))?.to_owned();
    let name = headers.get("domicile-machine-name").and_then(|it| std::str::from_utf8(it.as_bytes()).ok()).unwrap_or_default();
    Ok(Machine { id, name: cleaned_name(name)? })
}
