//! The vendor's order system at an outside issuer: what it sells reaches the people of an account, and what it ends is taken from them.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::peer::OidcProvider;
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";

async fn says(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Value {
    let (got, document) = sandbox.json(arguments).await.unwrap();
    assert_eq!(got, code, "domicile {arguments:?}: {document:#}");
    document
}

#[tokio::test]
async fn what_an_order_system_sells_can_be_run_and_what_it_ends_cannot() {
    let issuer = OidcProvider::start(300).unwrap();
    let url = &issuer.url;
    let service = Service::start_with_config(&format!(
        "[[issuer]]\nissuer = \"{url}\"\nclientId = \"domicile\"\n\
         [[operatorClient]]\nclient = \"orders\"\nissuer = \"{url}\"\nscopes = [\"operator.read\", \"operator.catalogue\", \"operator.accounts\"]\n",
    ))
    .unwrap();
    let scope = "operator.read operator.catalogue operator.accounts operator.people";
    let token = issuer.order_system_token(&service.url, scope).await.unwrap();
    let orders = service.bearer(&token).unwrap();
    let (status, product) = orders.put("/v1/operator/products/tunnel-planner", &json!({"name": "Tunnel Planner"})).await.unwrap();
    assert_eq!((status, &product["id"]), (201, &json!("tunnel-planner")), "{product:#}");
    let entitlement = json!({"account": "old-bridge", "product": "tunnel-planner", "countries": ["GB"], "starts": "2026-01-01"});
    assert_eq!(orders.put("/v1/operator/entitlements/E-1", &entitlement).await.unwrap().0, 201);

    let sandbox = Sandbox::new(&service.url).unwrap();
    says(&sandbox, &["login", "--hint", ANA], 0).await;
    assert_eq!(says(&sandbox, &["check", "tunnel-planner"], 0).await["mayRun"], true);
    assert_eq!(orders.delete("/v1/operator/entitlements/E-1").await.unwrap().0, 200);
    says(&sandbox, &["login", "--hint", ANA], 0).await;
    says(&sandbox, &["check", "tunnel-planner"], 3).await;

    // Its issuer would give it more than the configuration does; and neither is worth anything where the other is.
    let (status, problem) = orders.put("/v1/operator/people/x", &json!({"email": "x@example.org"})).await.unwrap();
    assert_eq!((status, &problem["code"], &problem["scope"]), (403, &json!("insufficient_scope"), &json!("operator.people")));
    let (status, problem) = orders.get("/v1/me").await.unwrap();
    assert_eq!((status, &problem["code"]), (403, &json!("not_a_person")));
    let (status, problem) = service.person(ANA).await.unwrap().get("/v1/operator/accounts").await.unwrap();
    assert_eq!((status, &problem["code"]), (403, &json!("not_an_operator_client")));
}
