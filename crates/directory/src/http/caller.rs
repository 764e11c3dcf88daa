//! Who sends a request: the bearer of a good token, found among our people.

use super::middleware::{RequestId, RequestOrigin};
use crate::bearer::{
    Access, Claims, InsufficientScope, TokenError, bearer_token, challenge, insufficient_authentication, insufficient_scope,
};
use crate::identity;
use crate::limits::Payer;
use crate::problem::{Code, Problem};
use crate::service::{AnswerRight, RequestInfo, Service};
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, Method};
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
        if self.auth_time.is_none_or(|at| now.saturating_sub(at) <= i64::from(RECENT)) {
            return Ok(());
        }
        let challenge = insufficient_authentication(&service.dependencies().resource_metadata, RECENT);
        Err(Problem::new(Code::SignInAgain).arg("minutes", RECENT / 60).challenge(challenge))
    }

    /// A change that the caller asks for without a body of their own.
    pub(super) fn info(&self) -> RequestInfo {
        RequestInfo { user: self.user.clone(), request_id: self.request_id.clone(), idempotency: None, answer_right: AnswerRight::Own }
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
        let (claims, _) = checked(parts, service).await?;
        Ok(Self { claims, request_id: parts.extensions.get::<RequestId>().map_or_else(String::new, |it| it.0.clone()) })
    }
}

/// The claims of the request's token, which is a person's and may be used for what the request does; and the token.
async fn checked<'a>(parts: &'a Parts, service: &Service) -> Result<(Claims, &'a str), Problem> {
    let (claims, token) = validated(parts, service).await.map_err(|it| refused(service, it))?;
    // Before anything else: an order system must never become somebody here, whatever address its token has.
    if !service.issuers().validator.may_be_a_person(&claims) {
        return Err(Problem::new(Code::NotAPerson));
    }
    // By the method, so that no new route is forgotten: GET changes nothing.
    let access = if matches!(parts.method, Method::GET | Method::HEAD) { Access::Read } else { Access::Change };
    service.issuers().validator.authorise(&claims, access).map_err(|it| not_enough(service, &it))?;
    Ok((claims, token))
}

fn not_enough(service: &Service, reject: &InsufficientScope) -> Problem {
    let problem = Problem::new(Code::InsufficientScope).challenge(insufficient_scope(&service.dependencies().resource_metadata, reject));
    match reject {
        InsufficientScope::Scope(scope) => problem.extension("scope", scope),
        InsufficientScope::Client => problem,
    }
}

/// What came of the token of a request, where that was found out before its handler was called.
#[derive(Clone)]
pub(super) struct ValidatedToken(pub(super) Result<Claims, TokenError>);

/// The claims of a request's token, and the token.
pub(super) async fn validated<'a>(parts: &'a Parts, service: &Service) -> Result<(Claims, &'a str), TokenError> {
    let token = token_of(&parts.headers)?;
    let claims = match parts.extensions.get::<ValidatedToken>() {
        Some(ValidatedToken(validated)) => validated.clone()?,
        None => service.issuers().validator.validate(token, service.now().as_second()).await?,
    };
    Ok((claims, token))
}

/// Notes who sends a request, for the log of security events.
pub(super) fn note(service: &Service, extensions: &Extensions, claims: &Claims, user: &UserId) {
    service.limits().note_person(Payer::identity(&claims.issuer_id, &claims.sub), user);
    if let Some(origin) = extensions.get::<RequestOrigin>() {
        origin.note(Some(user.clone()));
    }
}

/// The access token that a request carries.
pub(super) fn token_of(headers: &HeaderMap) -> Result<&str, TokenError> {
    bearer_token(headers.get_all(AUTHORIZATION).iter().map(HeaderValue::as_bytes))
}

/// Why the token is not taken, and how to get one that is.
pub(super) fn refused(service: &Service, reject: TokenError) -> Problem {
    let problem = match reject {
        TokenError::IssuerUnreachable => return Problem::new(Code::IssuerUnreachable).retry_after(30),
        TokenError::KeyNotLookedUp(seconds) => return Problem::new(Code::KeyNotLookedUp).retry_after(seconds),
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
        let (claims, token) = checked(parts, service).await?;
        let request_id = parts.extensions.get::<RequestId>().map_or_else(String::new, |it| it.0.clone());
        let user = identity::resolve(service, &claims, token, &request_id).await?;
        note(service, &parts.extensions, &claims, &user);
        Ok(Self { user, request_id, token_ends: claims.exp, auth_time: claims.auth_time })
    }
}
