//! Which order system sends a request, and whether it may. What a route needs is part of its handler's type, so that none can be forgotten.

use crate::bearer::{InsufficientScope, OperatorRefusal, OperatorScope, insufficient_scope};
use crate::http::caller::{refused, validated};
use crate::http::etag::precondition;
use crate::http::middleware::RequestId;
use crate::http::write_request::{Body, ReceivedWrite};
use crate::operator::decision::DecisionRequest;
use crate::operator::{Precondition, Source};
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use std::marker::PhantomData;

/// What a route needs.
pub(super) trait Needs: Send + Sync + 'static {
    /// The scope.
    const SCOPE: OperatorScope;
}

macro_rules! needs {
    ($($name:ident)+) => {$(
        /// `operator.…` of this name.
        pub(super) struct $name;

        impl Needs for $name {
            const SCOPE: OperatorScope = OperatorScope::$name;
        }
    )+};
}

needs! { Read Catalogue Accounts People }

/// An order system that may do what the route does.
pub(super) struct OperatorCaller<N> {
    client: String,
    source: Source,
    request_id: String,
    needs: PhantomData<N>,
}

impl<N: Needs> FromRequestParts<Service> for OperatorCaller<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, Problem> {
        let (claims, _) = validated(parts, service).await.map_err(|it| refused(service, it))?;
        let issuers = service.issuers();
        let client = issuers.validator.authorise_operator(&claims, N::SCOPE).map_err(|it| not_enough(service, it))?;
        let request_id = parts.extensions.get::<RequestId>().map_or_else(String::new, |it| it.0.clone());
        let source = Source::new(&client.source).map_err(|error| Problem::internal(&error))?;
        Ok(Self { client: client.key(), source, request_id, needs: PhantomData })
    }
}

fn not_enough(service: &Service, reject: OperatorRefusal) -> Problem {
    let (scope, reason) = match reject {
        OperatorRefusal::NoClient => return Problem::new(Code::NotAnOperatorClient),
        OperatorRefusal::Scope(scope) => (scope, InsufficientScope::Scope(scope.to_string())),
        // Another token would not help.
        OperatorRefusal::NotGiven(scope) => (scope, InsufficientScope::Client),
    };
    let challenge = insufficient_scope(&service.dependencies().resource_metadata, &reason);
    let problem = Problem::new(Code::ClientLacksScope).code_name(Code::InsufficientScope.as_str());
    problem.arg("scope", scope).extension("scope", &scope.as_str()).challenge(challenge)
}

/// A change that an order system asks for.
pub(super) struct OperatorWrite<N, B> {
    pub(super) request: DecisionRequest,
    pub(super) precondition: Precondition,
    pub(super) body: B,
    needs: PhantomData<N>,
}

impl<N: Needs, B: Body> FromRequest<Service> for OperatorWrite<N, B> {
    type Rejection = Problem;

    async fn from_request(request: Request, service: &Service) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let caller = OperatorCaller::<N>::from_request_parts(&mut parts, service).await?;
        let precondition = precondition(&parts.headers)?;
        let received = ReceivedWrite::of(Request::from_parts(parts, body), service).await?;
        let OperatorCaller { client, source, request_id, needs } = caller;
        let idempotency = received.idempotency.clone();
        let request = DecisionRequest { client, source, request_id, idempotency, because: None };
        Ok(Self { request, precondition, body: received.read()?, needs })
    }
}
