//! Order systems and people: every route of order systems is closed to every person and to clients without its scope, and every other route
//! is closed to order systems, which become nobody there.

use super::super::harness::{Harness, TestResponse};
use super::super::identity::{ISSUER, issuer, service_with_clients, token};
use super::table::{AllowedCaller, Row, TABLE};
use super::world::{CALLERS, Role};
use super::{Matrix, refusal};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use domicile_directory::bearer::{OperatorClient, OperatorScope};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ALL: &str = "operator.read operator.catalogue operator.accounts operator.people";

fn client(name: &str, scopes: impl Into<BTreeSet<OperatorScope>>) -> OperatorClient {
    OperatorClient { issuer_id: ISSUER.into(), client: name.into(), subject: None, source: name.into(), scopes: scopes.into() }
}

/// The service for people and two order systems, one of which only reads.
pub(super) async fn service(harness: &Harness) -> Router {
    let clients = vec![client("orders", OperatorScope::ALL), client("reader", [OperatorScope::Read])];
    service_with_clients(&harness.store, harness.clock(), vec![issuer(ISSUER)], clients).await
}

fn operator_rows() -> impl Iterator<Item = (&'static Row, &'static str, u16)> {
    TABLE.iter().filter_map(|it| if let AllowedCaller::Operator(scope, status) = it.who { Some((it, scope, status)) } else { None })
}

/// The request of a row, about something that is there.
fn request(row: &Row) -> Request<Body> {
    // One that few people belong to is closed and opened again.
    let closes = (row.method == "DELETE" && row.path.ends_with("{account}")) || row.method == "POST";
    let mut path = row.path.replace("{account}", if closes { "quarry" } else { "old-bridge" });
    for (name, kind) in row.ids {
        let thing = match *kind {
            "product" => "bridge-modeler",
            "domain" => "bridgex.example.net",
            "country" => "GB",
            "entitlement" => "old-bridge-bridge-modeler",
            "person" => "ana-costa",
            _ => "no-such-thing",
        };
        path = path.replace(&format!("{{{name}}}"), thing);
    }
    let request = Request::builder().method(row.method).uri(path).header("domicile-machine", "machine-1");
    let request = if row.body.is_some() { request.header(header::CONTENT_TYPE, "application/json") } else { request };
    request.body(row.body.map_or_else(Body::empty, Body::from)).unwrap()
}

impl Matrix {
    async fn ask_with(&mut self, row: &Row, claims: Value) -> TestResponse {
        let mut request = request(row);
        let bearer = format!("Bearer {}", token(&self.harness, claims));
        request.headers_mut().insert(header::AUTHORIZATION, bearer.parse().unwrap());
        self.send(&CALLERS[0], request).await
    }

    /// And an order system with the scopes does everything.
    pub(crate) async fn an_order_system_does(&mut self) {
        for (row, _, status) in operator_rows() {
            let answer = self.ask_with(row, json!({"sub": "orders", "client_id": "orders", "scope": ALL})).await;
            assert_eq!(answer.status.as_u16(), status, "{row:?}: {answer:?}");
        }
    }
}

/// Security check 7: Nobody but an order system with its scope uses a route of order systems, whatever else they may do.
#[tokio::test]
async fn every_route_of_order_systems_is_closed_to_people_and_to_clients_without_its_scope() {
    let mut matrix = Matrix::new().await;
    let events = "SELECT CAST(COUNT(*) AS TEXT) FROM audit_events";
    let before = matrix.harness.query_column(events).await;
    for (row, needed, _) in operator_rows() {
        for caller in &CALLERS {
            let (status, code) = refusal(row, caller, Some(0)).unwrap();
            if caller.role == Role::Nobody {
                matrix.send(caller, request(row)).await.problem(status, code);
                continue;
            }
            // With every scope that there is, and as the client itself; neither makes a person an order system.
            for more in [json!({}), json!({"scope": ALL}), json!({"scope": ALL, "client_id": "orders"})] {
                let mut claims = json!({"sub": caller.id});
                claims.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                matrix.ask_with(row, claims).await.problem(status, code);
            }
        }
        for scope in
            ["", "openid domicile.read domicile.full", "operator.read", "operator.catalogue", "operator.accounts", "operator.people"]
        {
            for name in ["scope", "scp", "roles"].into_iter().filter(|_| scope != needed) {
                let mut claims = json!({"sub": "orders", "client_id": "orders"});
                claims[name] = json!(scope.split(' ').collect::<Vec<_>>());
                let answer = matrix.ask_with(row, claims).await;
                assert_eq!(answer.problem(403, "insufficient_scope")["scope"], needed);
                let challenge = answer.header("www-authenticate");
                assert!(challenge.contains("error=\"insufficient_scope\"") && challenge.contains(&format!("scope=\"{needed}\"")));
            }
        }
        let reader = matrix.ask_with(row, json!({"sub": "reader", "client_id": "reader", "scope": ALL})).await;
        if needed == "operator.read" {
            assert_ne!(reader.status, 403, "{row:?}");
        } else {
            reader.problem(403, "insufficient_scope");
        }
        let unknown = matrix.ask_with(row, json!({"sub": "unknown", "client_id": "unknown", "scope": ALL})).await;
        unknown.problem(403, "not_an_operator_client");
    }
    assert_eq!(matrix.harness.query_column(events).await, before, "what is refused changes nothing");
    matrix.an_order_system_does().await;
    assert_ne!(matrix.harness.query_column(events).await, before);
}

/// Security check 9: The token of an order system is worth nothing on any other route, and makes nobody, whatever address is in it.
#[tokio::test]
async fn every_other_route_is_closed_to_order_systems() {
    let mut matrix = Matrix::new().await;
    let people = "SELECT id FROM users UNION ALL SELECT subject FROM identities ORDER BY 1";
    let before = matrix.harness.query_column(people).await;
    let scope = format!("domicile.read domicile.full {ALL}");
    let of_people = |it: &&Row| !matches!(it.who, AllowedCaller::Anybody | AllowedCaller::Operator(..));
    for row in TABLE.iter().filter(of_people) {
        for (subject, client, email) in [
            ("orders", "orders", "zoe@example.org"),
            ("reader", "reader", "ana.costa@oldbridge.example.com"),
            // Somebody who is known here signs in with the order system.
            ("bridgex-admin", "orders", "bridgex-admin@example.org"),
            // A client that nobody configured speaks for itself.
            ("script", "script", "script@example.org"),
        ] {
            let claims = json!({"sub": subject, "client_id": client, "scope": scope, "email": email, "email_verified": true});
            matrix.ask_with(row, claims).await.problem(403, "not_a_person");
        }
    }
    assert_eq!(matrix.harness.query_column(people).await, before, "nobody came of it");
}
