//! Who is served now, and who is told to come again. In this order, so that nobody takes anything from anybody else:
//!
//! 1. Whose request it is: the identity that a good token names, or else the address that it comes from.
//! 2. How often they ask: beyond their rate they are told when to come again, and wait a moment for hearing it.
//! 3. How much of theirs is under way: each person has so many places of their own.
//! 4. The body arrives, in a bounded time. What has not arrived takes no place of the house.
//! 5. A place of the house. Where all are taken, whoever comes is told so at once rather than made to wait in a queue that only grows.
//!
//! Order systems have a lane of their own, with few places, so that people find theirs free however much is taken over at once.
//! The signed policy has a lane of its own with places and connections of its own (`store`): it is served however many people search, and
//! its own crowd takes nothing from anybody else. What needs no database is not bounded here. A request counts until its answer begins: a
//! stream of events is bounded by the person (`hub::MAX_STREAMS`).

use super::body_arrival::arrived;
use super::caller::{ValidatedToken, note, token_of};
use super::middleware::RequestOrigin;
use super::pages::is_page;
use crate::identity;
use crate::limits::{Cost, Lane, Payer};
use crate::problem::{Code, Problem};
use crate::service::Service;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::time::Duration;

/// When whoever finds the house full may come again, in seconds.
const LATER: i64 = 2;
/// When whoever has taken all their own places may come again.
const SOON: Duration = Duration::from_secs(1);

/// One lane of requests.
#[derive(Clone)]
pub(super) struct Admission {
    service: Service,
    lane: Lane,
}

impl Admission {
    /// This lane of a service.
    pub(super) fn new(service: Service, lane: Lane) -> Self {
        Self { service, lane }
    }
}

/// Serves a request when its turn is now.
pub(super) async fn admit(State(admission): State<Admission>, mut request: Request, next: Next) -> Response {
    let Admission { service, lane } = &admission;
    let sender = sender(service, &mut request).await;
    let cost = match (&sender, request.method()) {
        (Sender::Unknown(_), _) => Cost::Anonymous,
        (Sender::Client(_), &Method::GET | &Method::HEAD) => Cost::OperatorRead,
        (Sender::Client(_), _) => Cost::OperatorWrite,
        (Sender::Known(_), &Method::GET | &Method::HEAD) => Cost::Read,
        (Sender::Known(_), _) => Cost::Write,
    };
    let payer = sender.payer();
    if let Some(payer) = payer
        && let Err(wait) = service.limits().pay(payer, cost)
    {
        return refused(service, payer, wait).await;
    }
    let has_a_lane = match (&sender, *lane) {
        (Sender::Unknown(_), _) => is_page(request.uri().path()),
        (Sender::Client(_), Lane::Operator) | (Sender::Known(_), Lane::Policy | Lane::Ordinary) => true,
        (Sender::Client(_), Lane::Policy | Lane::Ordinary) => false,
        (Sender::Known(_), Lane::Operator) => {
            name(service, &mut request, payer).await;
            false
        }
    };
    if !has_a_lane {
        // Nothing but the refusal of its token comes of it, for which neither its body nor a place is needed.
        return next.run(request).await;
    }
    let mut _own = None;
    if let Some(payer) = payer {
        _own = service.limits().enter(payer, *lane);
        if _own.is_none() {
            return refused(service, payer, SOON).await;
        }
    }
    if *lane == Lane::Ordinary {
        // So that a refusal from here on has a name. For policies that is the handler's matter, on connections of its own.
        name(service, &mut request, payer).await;
    }
    let request = match arrived(request, service.limits().settings()).await {
        Ok(request) => request,
        Err(problem) => return problem.into_response(),
    };
    let Some(_place) = service.limits().take_place(*lane) else {
        return Problem::new(Code::Overloaded).retry_after(LATER).into_response();
    };
    next.run(request).await
}

/// Notes who pays, where this instance has not met them yet.
async fn name(service: &Service, request: &mut Request, payer: Option<Payer>) {
    if payer.is_none_or(|it| service.limits().person(it).is_some()) {
        return;
    }
    let Some(ValidatedToken(Ok(claims))) = request.extensions().get().cloned() else { return };
    if let Ok(Some(user)) = identity::known(service, &claims).await {
        note(service, request.extensions(), &claims, &user);
    }
}

/// Who sends a request.
enum Sender {
    /// The bearer of a good token.
    Known(Payer),
    /// An order system.
    Client(Payer),
    /// Somebody without one, from this address, if from any.
    Unknown(Option<Payer>),
}

impl Sender {
    fn payer(&self) -> Option<Payer> {
        match self {
            Self::Known(it) | Self::Client(it) => Some(*it),
            Self::Unknown(it) => *it,
        }
    }
}

async fn sender(service: &Service, request: &mut Request) -> Sender {
    let origin = request.extensions().get::<RequestOrigin>().cloned().unwrap_or_default();
    let unknown = Sender::Unknown(origin.source.map(Payer::address));
    if is_page(request.uri().path()) {
        return unknown;
    }
    let validated = match token_of(request.headers()) {
        Ok(token) => service.issuers().validator.validate(token, service.now().as_second()).await,
        Err(reject) => Err(reject),
    };
    let client = validated.as_ref().ok().and_then(|it| service.issuers().validator.operator_client(it).cloned());
    if let Some(client) = client {
        origin.note_client(&client.source);
        request.extensions_mut().insert(ValidatedToken(validated));
        return Sender::Client(Payer::client(&client.key()));
    }
    let payer = validated.as_ref().ok().map(|it| Payer::identity(&it.issuer_id, &it.sub));
    request.extensions_mut().insert(ValidatedToken(validated));
    let Some(payer) = payer else { return unknown };
    // So that a refusal has a name even where nobody looked them up for this request.
    origin.note(service.limits().person(payer));
    Sender::Known(payer)
}

async fn refused(service: &Service, payer: Payer, wait: Duration) -> Response {
    service.limits().pause(payer).await;
    Problem::too_many_requests(wait).into_response()
}
