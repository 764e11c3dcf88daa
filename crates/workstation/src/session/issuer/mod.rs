//! The issuer: how it is found and what it offers. The grants (code, device, revocation) are in `grant`, the one that renews a session
//! in `refresh`, the checks of what it says about the person in `identity`. Only these files speak `openidconnect`.

mod grant;
mod identity;
mod refresh;
mod refusal;

pub(super) use grant::{PendingAuthorization, code_of};
pub(super) use identity::rough_length;
pub(super) use refresh::Refreshed;

use super::stored_session::StoredSession;
use crate::failure::{Cause, Intruder};
use crate::http::{Answer, Http, host_of};
use domicile_model::shown_address::shown_address;
use domicile_model::wire::ProtectedResource;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse, CoreSubjectIdentifierType,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalProviderMetadata, AsyncHttpClient, Client, ClientId, DeviceAuthorizationUrl, DiscoveryError, EmptyAdditionalClaims,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, ExtraTokenFields, IdTokenFields, IssuerUrl, ProviderMetadata, RevocationUrl,
    StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use std::pin::Pin;
use url::Url;

/// What we need beyond OpenID Connect Discovery: RFC 7009, RFC 8628, RFC 9207.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct More {
    revocation_endpoint: Option<RevocationUrl>,
    device_authorization_endpoint: Option<DeviceAuthorizationUrl>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for More {}

/// What some issuers say beside the tokens: the session's end, in seconds. Zero is "no end".
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SessionEnd {
    #[serde(default)]
    refresh_expires_in: Option<u32>,
    #[serde(default)]
    refresh_token_expires_in: Option<u32>,
}

impl ExtraTokenFields for SessionEnd {}

type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;
type Fields = IdTokenFields<EmptyAdditionalClaims, SessionEnd, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Discovered = Client<
    EmptyAdditionalClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

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
        self.metadata.issuer().as_str()
    }

    /// The issuer promises to name itself in every authorization answer (RFC 9207).
    pub(super) fn names_itself(&self) -> bool {
        self.metadata.additional_metadata().authorization_response_iss_parameter_supported
    }

    fn client(&self) -> Discovered {
        Client::from_provider_metadata(self.metadata.clone(), ClientId::new(self.resource.client_id.clone()), None)
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

async fn discover(http: &Http, issuer: &str) -> Result<Metadata, Cause> {
    // As it is spelled: an issuer with a slash at its end is another one.
    let named =
        IssuerUrl::new(issuer.to_owned()).map_err(|e| Cause::SignInInvalid { reason: format!("issuer {}: {e}", shown_address(issuer)) })?;
    let url = named.url().clone();
    Metadata::discover_async(named, http).await.map_err(|e| match e {
        DiscoveryError::Request(cause) => cause,
        DiscoveryError::Validation(_) => Cause::WrongIssuer { expected: shown_address(issuer) },
        other => not_understood(&url, &other.to_string()),
    })
}

fn not_understood(url: &Url, reason: &str) -> Cause {
    Cause::NotUnderstood { host: host_of(url), reason: reason.to_owned() }
}

impl AsyncHttpClient<'_> for Http {
    type Error = Cause;
    type Future = Pin<Box<dyn Future<Output = Result<openidconnect::HttpResponse, Cause>> + Send>>;

    fn call(&self, request: openidconnect::HttpRequest) -> Self::Future {
        let http = self.clone();
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(|e| Cause::Unexpected { reason: e.to_string() })?;
            let url = request.url().clone();
            let answer = http.fetch(request).await?;
            if let Some(cause) = answer.intruder(&url) {
                return Err(cause);
            }
            if let Some(status) = answer.trouble() {
                return Err(Cause::IssuerTrouble { host: host_of(&url), reason: status.to_string() });
            }
            let Answer { status, headers, body } = answer;
            let mut response = openidconnect::HttpResponse::new(body);
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}
