//! Who sends a request: the bearer of a good token, found among our people.

use super::middleware::RequestId;
use crate::bearer::{Claims, TokenError, bearer_token, challenge, insufficient_authentication};
use crate::identity;
use crate::problem::{Code, Problem};
use crate::service::{RequestInfo, Service};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use domicile_model::id::UserId;

/// How recent a sign-in must be for steps that change where somebody belongs, in seconds.
const RECENT: u32 = 15 * 60;

/// Who is signed in.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) user: UserId,
    pub(super) request_id: String,
    /// When the token ends, in seconds since 1970.
    pub(super) token_ends: i64,
    auth_time: Option<i64>,
}

impl Caller {
    /// Insists on a recent sign-in where the issuer says when it was (RFC 9470).
    pub(super) fn signed_in_recently(&self, service: &Service) -> Result<(), Problem> {
        let now = service.now().as_second();
        if self.auth_time.is_none_or(|at| now - at <= i64::from(RECENT)) {
            return Ok(());
        }
        let challenge = insufficient_authentication(&service.dependencies().resource_metadata, RECENT);
        Err(Problem::new(Code::SignInAgain).arg("minutes", RECENT / 60).challenge(challenge))
    }

    /// A change that the caller asks for without a body of their own.
    pub(super) fn info(&self) -> RequestInfo {
        RequestInfo { user: self.user.clone(), request_id: self.request_id.clone(), idempotency: None }
    }
}

/// The bearer of a good token, whoever that is here: perhaps nobody yet.
#[derive(Debug, Clone)]
pub(super) struct TokenBearer {
    pub(super) claims: Claims,
    pub(super) request_id: String,
}

impl FromRequestParts<Service> for TokenBearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Problem> {
        let token = token_of(&parts.headers).map_err(|it| refused(service, it))?;
        let claims =
            service.dependencies().validator.validate(token, service.now().as_second()).await.map_err(|it| refused(service, it))?;
        Ok(Self { claims, request_id: parts.extensions.get::<RequestId>().map_or_else(String::new, |it| it.0.clone()) })
    }
}

/// The access token that a request carries.
pub(super) fn token_of(headers: &HeaderMap) -> Result<&str, TokenError> {
    bearer_token(headers.get_all(AUTHORIZATION).iter().map(HeaderValue::as_bytes))
}

fn refused(service: &Service, reject: TokenError) -> Problem {
    let problem = match reject {
        TokenError::IssuerUnreachable => return Problem::new(Code::IssuerUnreachable).retry_after(30),
        TokenError::Missing => Problem::new(Code::SignInNeeded),
        other => {
            let mut cause = other.to_string();
            if let Some(first) = cause.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            Problem::new(Code::TokenRefused).code_name(other.code()).arg("cause", cause)
        }
    };
    problem.challenge(challenge(&service.dependencies().resource_metadata, reject))
}

impl FromRequestParts<Service> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Problem> {
        let token = token_of(&parts.headers).map_err(|it| refused(service, it))?;
        let claims =
            service.dependencies().validator.validate(token, service.now().as_second()).await.map_err(|it| refused(service, it))?;
        let request_id = parts.extensions.get::<RequestId>().map_or_else(String::new, |it| it.0.clone());
        let user = identity::resolve(service, &claims, token, &request_id).await?;
        Ok(Self { user, request_id, token_ends: claims.exp, auth_time: claims.auth_time })
    }
}
