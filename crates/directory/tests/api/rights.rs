//! What an administrator reads of somebody's rights is what that person's own machine says: the same codes, product by product.

use super::check_outs::policy;
use super::harness::Harness;
use axum::http::Method;
use domicile_policy::decide::{Decision, Rule};
use domicile_policy::verify::Policy;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Each account's administrator and people.
const PEOPLE: [(&str, &str, &[&str]); 4] = [
    ("old-bridge", "maria-silva", &["maria-silva", "tom-becker", "ana-costa", "piet-jansen"]),
    ("northwind-rail", "nora-lindqvist", &["nora-lindqvist", "paul-petit"]),
    ("harbour", "jonas-weber", &["jonas-weber", "lena-vogt"]),
    ("meridian", "iris-novak", &["iris-novak", "hugo-prat"]),
];

fn time(second: Option<i64>) -> Value {
    second.map_or(Value::Null, |it| json!(Timestamp::from_second(it).unwrap()))
}

/// What the machine says, in the words of the wire. It has looked at the file before it looks at what that says.
fn decision_json(decision: &Decision) -> Value {
    let chain = decision.trace.chain().skip_while(|it| it.0 != Rule::Affiliated);
    json!({
        "state": decision.state.as_str(),
        "mayRun": decision.may_run,
        "reason": decision.reason.map(|it| it.as_str()),
        "contractStarts": time(decision.contract_starts),
        "contractEnds": time(decision.contract_ends),
        "graceEnds": time(decision.grace_ends),
        "chain": chain.map(|(rule, outcome)| json!({"rule": rule.as_str(), "outcome": outcome.as_str()})).collect::<Vec<_>>(),
        "fix": decision.fix().map(|it| json!({"action": it.action.as_str(), "who": it.who.as_str()})),
    })
}

/// Holds an answer against the policy of the same moment; the states in it.
fn same(rights: &Value, policy: &Policy, now: i64) -> Vec<String> {
    let claims = policy.claims();
    assert_eq!(rights["policyVersion"], claims.version);
    assert_eq!(rights["withdrawn"], json!(claims.withdrawn.map(|it| it.as_str())));
    assert_eq!(rights["country"]["code"], json!(claims.country.code));
    assert_eq!(rights["asOf"].as_str().unwrap().parse::<Timestamp>().unwrap().as_second(), now);
    let items = rights["items"].as_array().unwrap();
    let products: Vec<&str> = items.iter().map(|it| it["product"]["id"].as_str().unwrap()).collect();
    assert_eq!(products, claims.entitlements.iter().map(|it| it.product.as_str()).collect::<Vec<_>>());
    for (item, product) in items.iter().zip(products) {
        let expected = decision_json(&policy.decide(product, None, now));
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&item[name], value, "{} {product} {name}", claims.sub);
        }
    }
    items.iter().map(|it| it["reason"].as_str().or(it["state"].as_str()).unwrap().to_owned()).collect()
}

async fn rights(harness: &Harness, reader: &str, account: &str, person: &str) -> Value {
    harness.get(reader, &format!("/v1/accounts/{account}/users/{person}/rights")).await.ok(200)
}

#[tokio::test]
async fn everybodys_rights_are_those_of_their_policy() {
    let harness = Harness::new().await;
    let now = harness.now().as_second();
    let mut seen = std::collections::BTreeSet::new();
    for (account, administrator, people) in PEOPLE {
        for person in people {
            let answer = rights(&harness, administrator, account, person).await;
            seen.extend(same(&answer, &policy(&harness, person, "one").await, now));
        }
    }
    for code in ["valid", "not_owned", "ended", "restricted", "country_without_entitlements"] {
        assert!(seen.contains(code), "{code} is not among {seen:?}");
    }
    let ana = rights(&harness, "tom-becker", "old-bridge", "ana-costa").await;
    assert_eq!(ana["items"][1]["product"], json!({"id": "bridge-modeler", "name": "Bridge Modeler"}));
    assert_eq!((&ana["items"][1]["countries"], &ana["items"][1]["fix"]), (&json!(["GB"]), &Value::Null));
    assert_eq!(ana["items"][0]["fix"], json!({"action": "renew", "who": "administrator"}));
    assert_eq!(ana["items"][4]["countries"], Value::Null, "everywhere");
}

#[tokio::test]
async fn who_is_locked_has_one_reason_for_everything() {
    let harness = Harness::new().await;
    harness.call("maria-silva", Method::POST, "/v1/accounts/old-bridge/users/ana-costa/lock", &[], None).await.ok(200);
    let answer = rights(&harness, "maria-silva", "old-bridge", "ana-costa").await;
    let said = same(&answer, &policy(&harness, "ana-costa", "one").await, harness.now().as_second());
    assert!(answer["withdrawn"] == "locked" && said.iter().all(|it| it == "locked"), "{answer}");
    assert_eq!(answer["items"][1]["fix"], json!({"action": "unlock", "who": "administrator"}));
}

#[tokio::test]
async fn only_administrators_of_the_account_read_them() {
    let harness = Harness::new().await;
    let path = "/v1/accounts/old-bridge/users/ana-costa/rights";
    harness.get("ana-costa", path).await.problem(403, "not_allowed");
    harness.get("nora-lindqvist", path).await.problem(404, "not_found");
    harness.get("maria-silva", "/v1/accounts/old-bridge/users/nora-lindqvist/rights").await.problem(404, "not_found");
    let roles = "/v1/accounts/old-bridge/users/piet-jansen/roles";
    harness.call("maria-silva", Method::PUT, roles, &[], Some(json!({"roles": ["group_admin"]}))).await.ok(200);
    harness.get("piet-jansen", path).await.problem(403, "not_allowed");
}
