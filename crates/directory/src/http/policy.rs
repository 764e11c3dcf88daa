//! `/v1/me/policy`: the signed policy. The same bytes and the same tag for a whole issue window.

use super::caller::{TokenBearer, note, token_of};
use super::etag::matching_etag;
use super::parameters::Refused;
use crate::me::policy::{self, CurrentPolicy};
use crate::policy::{Machine, is_machine_id};
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::text::cleaned_name;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// On what the answer depends besides its address.
const VARY: &str = "authorization, domicile-machine, domicile-machine-name";

/// Your signed policy for one machine. Whoever is locked or belongs to no account gets one, too: it grants nothing and says why.
#[utoipa::path(get, path = "/v1/me/policy", tag = "me", security(("bearer" = [])), params(
    ("Domicile-Machine" = String, Header, description = "the machine's id, a hash"),
    ("Domicile-Machine-Name" = Option<String>, Header, description = "the machine's name, for people"),
    ("If-None-Match" = Option<String>, Header, description = "the ETag of the policy at hand")), responses(
    (status = 200, body = String, content_type = "application/jwt", description = "a compact JWS",
        headers(("ETag" = String, description = "strong, one per content encoding"))),
    (status = 304, description = "the policy at hand is the current one"), Refused))]
pub(super) async fn get(
    State(service): State<Service>,
    bearer: TokenBearer,
    extensions: Extensions,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = token_of(&headers).map_err(|_| Problem::new(Code::SignInNeeded))?;
    let inputs = policy::inputs(&service, &bearer.claims, token, &bearer.request_id).await?;
    note(&service, &extensions, &bearer.claims, &inputs.user);
    let machine = machine(&headers)?;
    Ok(match policy::current(&service, &inputs, &machine, |etag| matching_etag(&headers, etag)).await? {
        CurrentPolicy::Unchanged { etag } => (StatusCode::NOT_MODIFIED, common(etag)).into_response(),
        CurrentPolicy::Signed { etag, jws } => (common(etag), [(header::CONTENT_TYPE, "application/jwt")], jws).into_response(),
    })
}

fn common(tag: String) -> [(HeaderName, String); 3] {
    [(header::ETAG, tag), (header::VARY, VARY.to_owned()), (header::CACHE_CONTROL, "private, no-cache".to_owned())]
}

fn machine(headers: &HeaderMap) -> Result<Machine, Problem> {
    let mut named = headers.get_all("domicile-machine").iter();
    let id = named.next().and_then(|it| it.to_str().ok()).filter(|it| is_machine_id(it)).filter(|_| named.next().is_none());
    let id = id.ok_or_else(|| Problem::new(Code::MachineRequired))?.to_owned();
    let name = headers.get("domicile-machine-name").and_then(|it| std::str::from_utf8(it.as_bytes()).ok()).unwrap_or_default();
    Ok(Machine { id, name: cleaned_name(name)? })
}
