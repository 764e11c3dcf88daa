//! The issuer: how it is found and what it offers. Its documents are read in `discovery` and `token_answer`, as leniently as `lenient` says;
//! the grants are in `grant`, `device` and `refresh`, the checks of what it says about the person in `identity`. Only these files speak
//! `openidconnect`.

mod device;
mod discovery;
mod grant;
mod identity;
mod lenient;
mod refresh;
mod refusal;
mod token_answer;

pub(super) use grant::PendingAuthorization;
pub(super) use identity::rough_length;
pub(super) use refresh::Refreshed;

use self::discovery::{Metadata, discover};
use super::stored_session::StoredSession;
use crate::failure::{Cause, Intruder};
use crate::http::{Answer, Http, host_of};
use domicile_model::shown_address::shown_address;
use domicile_model::wire::ProtectedResource;
use url::Url;

/// The issuer of a service, as discovered.
pub(super) struct Issuer {
    http: Http,
    service: Url,
    resource: ProtectedResource,
    metadata: Metadata,
}

impl Issuer {
    /// Asks the service for its issuer, and the issuer for its endpoints and keys.
    pub(super) async fn of_service(http: &Http, service: &Url) -> Result<Self, Cause> {
        let resource = protected_resource(http, service).await?;
        let issuer = resource.authorization_servers.first().cloned().ok_or_else(|| not_understood(service, "it names no issuer"))?;
        let metadata = discover(http, &issuer).await?;
        Ok(Self { http: http.clone(), service: service.clone(), resource, metadata })
    }

    /// The same for a session that exists: its issuer stays what it was, whatever the service says now.
    pub(super) async fn of_session(http: &Http, stored: &StoredSession) -> Result<Self, Cause> {
        let metadata = discover(http, &stored.issuer).await?;
        let resource = ProtectedResource {
            resource: stored.resource.clone(),
            authorization_servers: vec![stored.issuer.clone()],
            scopes_supported: vec![],
            bearer_methods_supported: vec![],
            client_id: stored.client_id.clone(),
        };
        Ok(Self { http: http.clone(), service: stored.service.clone(), resource, metadata })
    }

    /// The issuer's identifier.
    pub(super) fn id(&self) -> &str {
        &self.metadata.issuer
    }

    /// The issuer promises to name itself in every authorization answer (RFC 9207).
    pub(super) fn names_itself(&self) -> bool {
        self.metadata.names_itself
    }
}

/// Reads `/.well-known/oauth-protected-resource` (RFC 9728). The resource must be the service itself: otherwise a service could
/// have us fetch tokens that are meant for another, and hand them over.
async fn protected_resource(http: &Http, service: &Url) -> Result<ProtectedResource, Cause> {
    let url = service.join(".well-known/oauth-protected-resource").map_err(|e| not_understood(service, &e.to_string()))?;
    let answer = ask(http, service, &url).await?;
    if let Some(cause) = answer.intruder(&url) {
        return Err(cause);
    }
    if !answer.status.is_success() || !answer.is_json() {
        let host = host_of(&url);
        return Err(match (answer.trouble(), answer.status.as_u16()) {
            (Some(status), _) => Cause::ServerError { host, status },
            (None, status) => match name_at_the_root(http, service).await {
                Some(named) => Cause::OtherAddress { host, named: shown_address(named.as_str()) },
                None => Cause::NotTheService { host, what: Intruder::Status(status) },
            },
        });
    }
    let resource: ProtectedResource = serde_json::from_slice(&answer.body).map_err(|e| not_understood(service, &e.to_string()))?;
    let named = Url::parse(&resource.resource).map_err(|e| not_understood(service, &e.to_string()))?;
    if named.origin() != service.origin() {
        // Told, never followed: whoever answers here may call itself anything.
        return Err(Cause::OtherAddress { host: host_of(service), named: shown_address(named.as_str()) });
    }
    Ok(resource)
}

async fn ask(http: &Http, service: &Url, url: &Url) -> Result<Answer, Cause> {
    let request = http.client(url)?.get(url.clone()).header(reqwest::header::ACCEPT, "application/json").build();
    http.fetch(request.map_err(|e| not_understood(service, &e.to_string()))?).await
}

/// What the service calls itself where it was looked for below a path that is not its own.
async fn name_at_the_root(http: &Http, service: &Url) -> Option<Url> {
    if service.path() == "/" {
        return None;
    }
    let answer = ask(http, service, &service.join("/.well-known/oauth-protected-resource").ok()?).await.ok()?;
    let resource: ProtectedResource = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status.is_success())?;
    let named = Url::parse(&resource.resource).ok()?;
    (named.origin() == service.origin()).then_some(named)
}

fn not_understood(url: &Url, reason: &str) -> Cause {
    Cause::NotUnderstood { host: host_of(url), reason: reason.to_owned() }
}
