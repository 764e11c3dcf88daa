//! Caches with check-outs: what counts beside a policy, what does not, and until when.

use super::*;
use domicile_policy::check_out::CheckOutClaims;

const HEADER: &str = r#"{"alg":"EdDSA","typ":"check-out+jwt","kid":"key-1"}"#;
/// The policy has expired, the check-outs go on.
const AWAY: i64 = T + 10 * DAY;
/// One of each kind that the policy may have to say something about.
const PRODUCTS: [&str; 6] = ["bridge-modeler", "cable-stayed", "limited", "rail-designer", "trial-run", "unheard-of"];

fn claims(product: &str, days: i64) -> CheckOutClaims {
    support::check_out_claims(&ana(), product, T, days)
}

fn signed(product: &str, days: i64) -> String {
    support::signer().sign_check_out(&claims(product, days)).unwrap()
}

fn file(documents: &[String]) -> String {
    json!({ "format": 1, "documents": documents }).to_string()
}

fn standing() -> PolicyClaims {
    support::standing_by(numbered(11, 10), &PRODUCTS)
}

/// Versions 10 and 11, which stands by all of them; all of them there.
fn along() -> Case {
    let case = Case::empty();
    case.store(&sign(&numbered(10, 0)));
    case.store(&sign(&standing()));
    case.put("check-outs.json", file(&PRODUCTS.map(|it| signed(it, 30)))).at(AWAY)
}

/// The policy of version 12, standing by them and changed, in the place of the one in force.
fn beside(change: impl FnOnce(&mut Value)) -> Case {
    let document = forged(|it| {
        it["checkOuts"] = serde_json::to_value(&standing().check_outs).unwrap();
        change(it);
    });
    along().put("policy.jws", document)
}

/// One document alone, whatever it says.
fn lone(change: impl FnOnce(&mut Value)) -> Case {
    let mut payload = serde_json::to_value(claims("bridge-modeler", 30)).unwrap();
    change(&mut payload);
    with(signed_as(HEADER, payload.to_string().as_bytes(), support::SEED))
}

fn with(document: String) -> Case {
    along().put("check-outs.json", file(&[document]))
}

fn headed(header: &str) -> Case {
    with(signed_as(header, &serde_json::to_vec(&claims("bridge-modeler", 30)).unwrap(), support::SEED))
}

fn signed_by(kid: &str, seed: u8) -> Case {
    with(PolicySigner::from_seed(kid, &[seed; 32]).sign_check_out(&claims("bridge-modeler", 30)).unwrap())
}

pub(super) fn caches() -> Vec<(&'static str, Case)> {
    let exp = standing().exp;
    let short = Case::empty();
    let mut no_days = standing();
    (no_days.offline_days, no_days.exp) = (0, no_days.iat + WINDOW);
    short.store(&sign(&no_days));
    let short = short.put("check-outs.json", file(&[signed("bridge-modeler", 30), signed("trial-run", 20)]));
    let at = |wall: i64| {
        let case = Case::empty();
        case.store(&sign(&no_days));
        case.put("check-outs.json", file(&[signed("bridge-modeler", 30), signed("trial-run", 20)])).at(wall)
    };
    let raw = |bytes: &str| along().put("check-outs.json", bytes);
    let good = file(&[signed("bridge-modeler", 30)]);
    let mut cases = vec![
        ("taken along, in date", along().at(T + 60)),
        ("taken along, refresh due", along().at(T + 10 + WINDOW)),
        ("taken along, last second of the policy", along().at(exp - 1)),
        ("taken along, away", along().at(exp)),
        ("taken along, a contract ends meanwhile", along().at(T + 21 * DAY)),
        ("taken along, grace is over meanwhile", along().at(T + 29 * DAY + 1)),
        ("taken along, last second", along().at(T + 30 * DAY - 1)),
        ("taken along, over, the policy is still there", along().at(exp + 21 * DAY - 1)),
        ("taken along, clock far back", along().at(T - 2 * DAY)),
        ("taken along, a later time was noted", along().state(|it| it["soft"] = json!({ "wallSeen": T + 20 * DAY }))),
        ("no offline days, away", short.at(T + WINDOW + 10)),
        ("no offline days, one over", at(T + 20 * DAY)),
        ("no offline days, read as long as one lasts", at(T + 30 * DAY - 1)),
        ("no offline days, then nothing here", at(T + 30 * DAY)),
        ("two for one product", along().put("check-outs.json", file(&[signed("bridge-modeler", 12), signed("bridge-modeler", 20)]))),
        ("missing", along().without("check-outs.json")),
        ("missing, in date", along().without("check-outs.json").at(T + 60)),
        ("empty", raw("")),
        ("a list", raw(&json!([1, [signed("bridge-modeler", 30)]]).to_string())),
        ("space before it", raw(&format!(" {good}"))),
        ("space behind it", raw(&format!("{good} "))),
        ("a later format", raw(&good.replace("\"format\":1", "\"format\":2"))),
        ("members of a later format", raw(&good.replacen('{', "{\"later\":[1.5],", 1))),
        ("a member twice", raw(&good.replacen('{', "{\"format\":1,", 1))),
        ("65 documents", raw(&file(&vec![signed("bridge-modeler", 30); 65]))),
        ("64 documents", raw(&file(&vec![signed("bridge-modeler", 30); 64]))),
        ("a file that is too large", raw(&format!("{good}{}", " ".repeat(1 << 20)))),
        ("a bad one beside a good one", raw(&file(&["a.b.c".into(), signed("bridge-modeler", 30)]))),
        ("a document as it is", lone(|_| ())),
        ("a document with members of a later format", lone(|it| it["later"] = json!({ "a": null }))),
        ("a document of a renamed machine", lone(|it| it["machine"]["name"] = "new".into())),
        ("a document of another person", lone(|it| it["sub"] = "tom-becker".into())),
        ("a document of another machine", lone(|it| it["machine"]["id"] = "elsewhere".into())),
        ("a document of another operator", lone(|it| it["iss"] = "elsewhere".into())),
        ("a document of another audience", lone(|it| it["aud"] = "elsewhere".into())),
        ("a document of another account", lone(|it| it["account"]["id"] = "elsewhere".into())),
        ("a document of another name", lone(|it| it["jti"] = "another".into())),
        ("a document under another's name", lone(|it| it["jti"] = "out-limited".into())),
        ("a document without a name", lone(|it| it["name"] = "".into())),
        ("a document without an id", lone(|it| it["jti"] = "".into())),
        ("a document that is over", lone(|it| it["exp"] = json!(AWAY))),
        ("a second too long", lone(|it| it["exp"] = json!(T + 30 * DAY + 1))),
        ("dates out of order", lone(|it| it["nbf"] = json!(T + 1))),
        ("no days at all", lone(|it| it["exp"] = json!(T))),
        ("a date that is a text", lone(|it| it["exp"] = "2026".into())),
        ("dated a day after the policy", lone(|it| (it["iat"], it["exp"]) = (json!(T + 10 + DAY), json!(T + 20 * DAY)))),
        ("dated later than that", lone(|it| (it["iat"], it["exp"]) = (json!(T + 11 + DAY), json!(T + 20 * DAY)))),
        ("a document that is too large", lone(|it| it["name"] = "x".repeat(12_288).into())),
        ("a document of a retired key", signed_by("key-0", 6)),
        ("a document of a revoked key", signed_by("key-x", 8)),
        ("a document of an unknown key", signed_by("key-9", 9)),
        ("a document under another key's name", signed_by("key-1", 9)),
        ("a policy among the documents", with(sign(&standing()))),
        ("the type of a policy", headed(r#"{"alg":"EdDSA","typ":"policy+jwt","kid":"key-1"}"#)),
        ("no type", headed(r#"{"alg":"EdDSA","kid":"key-1"}"#)),
        ("crit", headed(r#"{"alg":"EdDSA","typ":"check-out+jwt","kid":"key-1","crit":["exp"]}"#)),
        ("a check-out in the place of the policy", along().put("policy.jws", signed("bridge-modeler", 30))),
        ("a policy of 12 that stands by them", beside(|_| ())),
        ("withdrawn", beside(|it| it["withdrawn"] = "locked".into())),
        ("without an account", beside(|it| remove(it, "account"))),
        ("of another account", beside(|it| it["account"]["id"] = "elsewhere".into())),
        ("names none", beside(|it| it["checkOuts"] = json!([]))),
        ("does not say", beside(|it| remove(it, "checkOuts"))),
        ("names others", beside(|it| it["checkOuts"][0]["id"] = "another".into())),
        ("names it for another product", beside(|it| it["checkOuts"][0]["product"] = "limited".into())),
        ("names it twice", beside(|it| it["checkOuts"][1] = it["checkOuts"][0].clone())),
        ("names are null", beside(|it| it["checkOuts"] = Value::Null)),
        ("a name without a product", beside(|it| remove(&mut it["checkOuts"][0], "product"))),
        ("the policy before put back with them", along().put("policy.jws", sign(&numbered(10, 0)))),
    ];
    for name in ["iss", "sub", "aud", "iat", "nbf", "exp", "jti", "account", "machine", "product", "name"] {
        cases.push((name, lone(|it| remove(it, name))));
    }
    cases
}

#[test]
fn the_caches_say_what_they_are_meant_to() {
    let until = |wanted: &str, product: &str| {
        let (_, case) = caches().into_iter().find(|(name, _)| *name == wanted).unwrap();
        let reading = Cache::at(&case.folder()).read(&Root::compiled_in(), &Clock::wall(case.wall), case.machine);
        let answer = reading.decide(product, None);
        (answer.state.as_str(), answer.checked_out_until.map(|it| (it - T) / DAY))
    };
    assert_eq!(until("taken along, away", "bridge-modeler"), ("valid", Some(30)));
    assert_eq!(until("taken along, away", "rail-designer"), ("not_entitled", Some(30)));
    assert_eq!(until("taken along, away", "evaluated"), ("expired", None));
    assert_eq!(until("two for one product", "bridge-modeler"), ("valid", Some(20)));
    assert_eq!(until("a document as it is", "bridge-modeler"), ("valid", Some(30)));
    assert_eq!(until("dated later than that", "bridge-modeler"), ("expired", None));
    assert_eq!(until("no offline days, then nothing here", "bridge-modeler"), ("no_policy", None));
}
