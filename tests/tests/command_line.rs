//! Every verb of the command line against the real service: each document is what its shipped schema says, and the exit codes are
//! those of `domicile help exit-codes`.
#![allow(clippy::unwrap_used, reason = "tests may")]

#[path = "../../crates/cli/tests/sandbox/schema.rs"]
mod schema;

use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use serde_json::{Value, json};

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";

/// Runs a verb, holds its document against its schema, and looks at the exit code.
async fn says(sandbox: &Sandbox, line: &str, code: i32) -> Value {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let (got, document) = sandbox.json(&arguments).await.unwrap();
    assert_eq!(got, code, "domicile {line}: {document:#}");
    schema::assert_valid(&document, concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/cli/schemas").as_ref());
    let failed = document["schema"] == "domicile.error/1";
    assert_eq!(document["ok"], !failed);
    assert!(!failed || document["exit"] == code, "{document:#}");
    document
}

async fn sign_in(service: &Service, email: &str) -> Sandbox {
    let sandbox = Sandbox::new(&service.url).unwrap();
    says(&sandbox, &format!("login --store file --hint {email}"), 0).await;
    sandbox
}

#[tokio::test]
async fn every_verb_answers_in_words_and_as_its_schema_says() {
    let service = Service::start().unwrap();
    let sandbox = sign_in(&service, ANA).await;
    says(&sandbox, &format!("request new --to {MARIA} --note Thanks"), 0).await;
    for verb in [
        "status",
        "status --fresh --check",
        "whoami",
        "admin-contact",
        "journey",
        "message old-admin",
        "message old-it",
        "message new-admin",
        "message support",
        "request list",
        "request show",
        "refresh",
        "refresh --wait 5s",
        "licence list",
        "licence list --only problems",
        "licence show bridge-modeler",
        "licence forecast",
        "licence forecast --days 366",
        "check bridge-modeler",
        "check bridge-modeler --explain",
    ] {
        let document = says(&sandbox, verb, 0).await;
        assert_eq!(document["stale"], false, "{verb}");
        let words = sandbox.domicile(&verb.split_whitespace().collect::<Vec<_>>()).await.unwrap();
        assert_eq!(words.code, 0, "{verb}: {words:?}");
        assert!(!words.stdout.trim().is_empty() && words.stdout.is_ascii(), "{verb}: {words:?}");
        assert!(!words.stdout.contains('{'), "a blank that nobody filled: {verb}: {words:?}");
    }
    let journey = says(&sandbox, "journey", 0).await["journey"].clone();
    assert_eq!((&journey["from"], &journey["now"]), (&json!("Old Bridge Ltd"), &json!("removed")));
    let status = says(&sandbox, "status", 0).await;
    assert_eq!((&status["verdict"], &status["request"]["to"]["email"]), (&json!("waiting"), &json!(MARIA)));
    // The same sentence in every place.
    let words = sandbox.domicile(&[]).await.unwrap();
    assert_eq!(words.stdout.lines().next(), status["headline"].as_str());
}

#[tokio::test]
async fn what_cannot_be_asked_says_why_and_what_to_do() {
    let service = Service::start().unwrap();
    let sandbox = sign_in(&service, ANA).await;
    let refused = says(&sandbox, "request new --to nobody@example.com", 2).await;
    assert_eq!(refused["error"]["code"], "unknown_recipient");
    let long = format!("request new --note {}", "x".repeat(501));
    assert_eq!(says(&sandbox, &long, 2).await["error"]["code"], "note_too_long");
    assert_eq!(says(&sandbox, "request show 0", 7).await["error"]["code"], "not_found");
    assert_eq!(says(&sandbox, "request cancel 0", 7).await["error"]["code"], "not_found");
    // Nothing to do is no failure.
    assert_eq!(says(&sandbox, "request cancel", 0).await["request"], Value::Null);
    assert_eq!(says(&sandbox, "request resend", 0).await["request"], Value::Null);
    let nobody = sign_in(&service, "yara.haddad@example.com").await;
    assert_eq!(says(&nobody, "request new", 7).await["error"]["code"], "not_affiliated");
    assert_eq!(says(&nobody, "admin-contact", 0).await["account"], Value::Null);
    assert_eq!(says(&nobody, "refresh", 0).await["outcome"], "withdrawn");
    assert_eq!(says(&nobody, "status --check", 3).await["canWork"], false);
}

#[tokio::test]
async fn a_declined_request_is_sent_again() {
    let service = Service::start().unwrap();
    let sandbox = sign_in(&service, ANA).await;
    let id = says(&sandbox, "request new", 0).await["request"]["id"].as_str().unwrap().to_owned();
    let maria = service.person(MARIA).await.unwrap();
    let decline = format!("/v1/accounts/old-bridge/removal-requests/{id}/decline");
    let (status, body) = maria.post(&decline, &json!({ "reason": "Please finish the bridge first" })).await.unwrap();
    assert_eq!(status, 200, "{body:#}");
    let shown = sandbox.domicile(&["request", "show"]).await.unwrap();
    assert!(shown.stdout.contains("Please finish the bridge first"), "{shown:?}");
    assert_eq!(shown.stderr, "Next: domicile request resend\n");
    let again = says(&sandbox, "request resend", 0).await["request"].clone();
    assert_eq!((&again["state"], &again["open"]), (&json!("submitted"), &json!(true)));
}

#[tokio::test]
async fn something_else_than_leaving_is_asked_for_and_done() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    says(&ana, "request new --kind country", 2).await;
    says(&ana, "request new --kind unlock --role beta", 2).await;
    says(&ana, "request new --kind add", 7).await;
    let filed = says(&ana, "request new --kind role --role beta --note Please", 0).await["request"].clone();
    assert_eq!((&filed["kind"], &filed["role"], &filed["state"]), (&json!("role"), &json!("beta"), &json!("submitted")));
    says(&ana, "request new --kind country --country fr", 0).await;
    says(&ana, "request new --kind role --role beta", 7).await;
    assert_eq!(says(&ana, "request list", 0).await["items"].as_array().unwrap().len(), 2);
    let id = filed["id"].as_str().unwrap();
    assert_eq!(says(&ana, &format!("request show {id}"), 0).await["request"]["note"], "Please");

    let inbox = says(&maria, "inbox", 0).await;
    assert_eq!((inbox["items"].as_array().unwrap().len(), inbox["requests"].as_array().unwrap().len()), (0, 2));
    assert_eq!(says(&maria, &format!("inbox show {id}"), 0).await["request"]["state"], "seen");
    assert_eq!(says(&maria, &format!("inbox approve {id}"), 0).await["request"]["state"], "fulfilled");
    let other = inbox["requests"].as_array().unwrap().iter().find(|it| it["kind"] == "country").unwrap()["id"].as_str().unwrap().to_owned();
    let declined = says(&maria, &format!("inbox decline {other} --reason Later"), 0).await;
    assert_eq!(declined["request"]["declineReason"], "Later");
    let shown = ana.domicile(&["request", "show", &other]).await.unwrap();
    assert!(shown.stdout.contains("You asked for the licence country France. Maria Silva declined that"), "{shown:?}");
}

#[tokio::test]
async fn without_the_service_the_last_answer_is_told_as_such() {
    let service = Service::start().unwrap();
    let sandbox = sign_in(&service, ANA).await;
    let fresh = says(&sandbox, "status", 0).await;
    service.terminate().await.unwrap();
    let stale = says(&sandbox, "status", 0).await;
    assert_eq!((&stale["stale"], &stale["verdict"], &stale["canWork"]), (&json!(true), &json!("offline"), &json!(true)));
    assert_eq!((&stale["account"], &stale["asOf"]), (&fresh["account"], &fresh["asOf"]));
    assert_eq!(stale["warnings"][0]["code"], "cannot_connect");
    for verb in ["whoami", "admin-contact", "journey", "message old-admin"] {
        assert_eq!(says(&sandbox, verb, 0).await["stale"], true, "{verb}");
    }
    assert_eq!(says(&sandbox, "status --fresh", 5).await["error"]["code"], "cannot_connect");
    for verb in ["request new", "request list", "request cancel"] {
        assert_eq!(says(&sandbox, verb, 5).await["error"]["code"], "cannot_connect", "{verb}");
    }
    let refresh = says(&sandbox, "refresh", 5).await;
    assert_eq!((&refresh["error"]["code"], &refresh["error"]["cause"]), (&json!("unreachable"), &json!("cannot_connect")));
    assert_eq!(says(&sandbox, "refresh --wait 2s", 5).await["error"]["code"], "unreachable");
    assert_eq!(says(&sandbox, "check bridge-modeler", 0).await["mayRun"], true, "the licence file stands");
    // Signing out works without the service, too.
    assert_eq!(says(&sandbox, "logout", 0).await["wasSignedIn"], true);
    assert_eq!(says(&sandbox, "whoami", 4).await["error"]["code"], "sign_in_needed");
}

#[tokio::test]
async fn an_administrator_answers_removes_and_takes_back() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    assert_eq!(says(&ana, "inbox", 6).await["error"]["code"], "not_an_administrator");
    assert_eq!(says(&maria, "inbox", 0).await["items"], json!([]));

    let first = says(&ana, "request new", 0).await["request"]["id"].as_str().unwrap().to_owned();
    let list = says(&maria, "inbox list", 0).await;
    assert_eq!((&list["items"][0]["id"], &list["items"][0]["state"]), (&json!(first), &json!("submitted")), "a list opens nothing");
    let shown = says(&maria, &format!("inbox show {first}"), 0).await;
    assert_eq!((&shown["item"]["state"], &shown["item"]["blockers"]), (&json!("seen"), &json!([])));
    let declined = says(&maria, &format!("inbox decline {first} --reason Later"), 0).await;
    assert_eq!((&declined["item"]["state"], &declined["item"]["declineReason"]), (&json!("declined"), &json!("Later")));
    assert_eq!(says(&maria, &format!("inbox approve {first}"), 7).await["ok"], false, "it was answered");

    let again = says(&ana, &format!("request resend --to {MARIA}"), 0).await["request"].clone();
    assert_eq!(again["to"]["email"], MARIA);
    let approved = says(&maria, &format!("inbox approve {}", again["id"].as_str().unwrap()), 0).await;
    assert_eq!(approved["item"]["state"], "fulfilled");
    assert_eq!(says(&ana, "whoami", 0).await["account"], Value::Null);
}

#[tokio::test]
async fn an_administrator_adds_unlocks_and_sets_up() {
    const YARA: &str = "yara.haddad@example.com";
    let service = Service::start().unwrap();
    let nora = sign_in(&service, "nora.lindqvist@northwind.example.com").await;
    assert_eq!(says(&nora, &format!("person {ANA}"), 0).await["code"], "affiliated_elsewhere");
    assert_eq!(says(&nora, &format!("person add {ANA}"), 7).await["error"]["code"], "affiliated_elsewhere");
    assert_eq!(says(&nora, &format!("person {YARA}"), 0).await["code"], "exists_unaffiliated");
    let added = says(&nora, &format!("person add {YARA}"), 0).await;
    assert_eq!((&added["code"], &added["person"]["lines"][0]["done"]), (&json!("added"), &json!(false)));
    assert_eq!(says(&nora, &format!("person unlock {YARA}"), 0).await["code"], "unlocked");
    assert_eq!(says(&nora, &format!("person unlock {YARA}"), 0).await["code"], "not_locked");
    assert_eq!(says(&nora, &format!("person set-country {YARA} FR"), 0).await["code"], "country_set");
    let roles = says(&nora, &format!("person set-role {YARA} download beta"), 0).await;
    assert_eq!(roles["person"]["roles"], json!(["download", "beta"]));
    assert_eq!(says(&nora, &format!("person set-role {YARA} king"), 2).await["error"]["code"], "unknown_role");
    for (line, code, error) in [
        (format!("person set-country {YARA} Germany"), 2, "unknown_country"),
        (format!("transfer offer {ANA} --country Germany"), 2, "unknown_country"),
        ("transfer revoke nothing".to_owned(), 7, "no_such_offer"),
        ("inbox show nothing".to_owned(), 7, "no_such_request"),
        ("inbox approve nothing".to_owned(), 7, "no_such_request"),
        ("inbox decline nothing --reason No".to_owned(), 7, "no_such_request"),
        ("person lock nobody".to_owned(), 7, "no_such_person"),
    ] {
        assert_eq!(says(&nora, &line, code).await["error"]["code"], error, "{line}");
    }
    assert_eq!(says(&nora, &format!("person lock {YARA} --because Test"), 0).await["code"], "locked");
    assert_eq!(says(&nora, &format!("person remove {YARA} --no-input"), 2).await["error"]["code"], "confirmation_needed");
    assert_eq!(says(&nora, &format!("person remove {YARA} --yes"), 0).await["code"], "removed");
    assert_eq!(says(&nora, &format!("person undo {YARA}"), 0).await["code"], "undone");
    assert_eq!(says(&nora, "person add new.person@example.org", 0).await["code"], "created");
    assert_eq!(says(&nora, "person remove nobody@example.org --yes", 7).await["error"]["code"], "no_such_person");
}

#[tokio::test]
async fn a_transfer_is_offered_accepted_and_done() {
    let service = Service::start().unwrap();
    let nora = sign_in(&service, "nora.lindqvist@northwind.example.com").await;
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    assert_eq!(says(&ana, "transfer accept", 7).await["error"]["code"], "nothing_offered");
    assert_eq!(says(&ana, "invitation list", 0).await["items"], json!([]));
    let offered = says(&nora, &format!("transfer offer {ANA} --role download --country FR"), 0).await["transfer"].clone();
    assert_eq!((&offered["state"], &offered["direction"]), (&json!("offered"), &json!("made")));
    let seen = says(&ana, "transfer list", 0).await;
    assert_eq!((&seen["items"][0]["account"]["name"], &seen["items"][0]["direction"]), (&json!("Northwind Rail"), &json!("received")));
    let status = ana.domicile(&["status"]).await.unwrap();
    assert!(status.stderr.ends_with("Next: domicile transfer accept\n"), "{status:?}");
    assert_eq!(says(&ana, "transfer accept", 0).await["transfer"]["state"], "accepted");
    let request = says(&maria, "inbox", 0).await["items"][0].clone();
    assert!(!request.to_string().contains("Northwind"), "the old account never learns who offers: {request:#}");
    says(&maria, &format!("inbox approve {}", request["id"].as_str().unwrap()), 0).await;
    assert_eq!(says(&ana, "whoami", 0).await["account"]["name"], "Northwind Rail");
    assert_eq!(says(&nora, "transfer list", 0).await["items"][0]["state"], "completed");
}

/// What both sides say of each product: state, whether it may run, reason, rules about the right, and what helps.
fn right_of(product: &Value) -> Value {
    let of_the_right = |it: &&Value| !OF_THE_FILE.contains(&it["rule"].as_str().unwrap());
    let chain: Vec<&Value> = product["chain"].as_array().unwrap().iter().filter(of_the_right).collect();
    json!({
        "state": product["state"], "mayRun": product["mayRun"], "reason": product["reason"], "fix": product["fix"],
        "contractEnds": product["contractEnds"], "graceEnds": product["graceEnds"], "chain": chain,
    })
}

/// Rules about a licence file on a machine, which the service has none of.
const OF_THE_FILE: [&str; 7] = ["present", "keys_trusted", "genuine", "for_this_machine", "newest", "clock_plausible", "in_date"];

/// Ana's computer and Maria's card of her give the same reasons for every product.
async fn agree(ana: &Sandbox, maria: &Sandbox, refused: &[(&str, &str)]) {
    says(ana, "refresh", 0).await;
    let rights = says(maria, &format!("person {ANA}"), 0).await["rights"].clone();
    let rights = rights.as_array().unwrap();
    assert!(rights.len() > 3, "{rights:#?}");
    for right in rights {
        let product = right["product"].as_str().unwrap();
        let code = if right["mayRun"] == true { 0 } else { 3 };
        let checked = says(ana, &format!("check {product} --explain"), code).await;
        assert_eq!(right_of(&checked), right_of(right), "{product}");
    }
    for (product, rule) in refused {
        let right = rights.iter().find(|it| it["product"] == *product).unwrap();
        assert_eq!(right["chain"].as_array().unwrap().last().unwrap(), &json!({ "rule": rule, "outcome": "refused" }), "{product}");
    }
}

#[tokio::test]
async fn a_person_and_their_administrator_read_the_same_reasons() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    agree(&ana, &maria, &[("archive-reader", "not_ended"), ("rail-designer", "owned")]).await;
    let shown = maria.domicile(&["person", ANA]).await.unwrap();
    assert!(shown.stdout.contains("\nWhat Ana Costa may run:\n"), "{shown:?}");
    assert!(shown.stdout.contains("What helps: Buy Rail Designer for Old Bridge Ltd."), "{shown:?}");

    says(&maria, &format!("person set-country {ANA} FR"), 0).await;
    agree(&ana, &maria, &[("bridge-modeler", "country")]).await;
    says(&maria, &format!("person lock {ANA}"), 0).await;
    agree(&ana, &maria, &[("bridge-modeler", "unlocked"), ("rail-designer", "unlocked")]).await;
    let shown = maria.domicile(&["person", ANA]).await.unwrap();
    assert!(shown.stdout.contains("Ana Costa is locked. What helps: Unlock Ana Costa."), "{shown:?}");

    // Somebody of another account has no rights that Nora could see.
    let nora = sign_in(&service, "nora.lindqvist@northwind.example.com").await;
    assert_eq!(says(&nora, &format!("person {ANA}"), 0).await["rights"], Value::Null);
}

#[tokio::test]
async fn what_ends_in_an_account_and_whom_it_hits_is_told_to_its_administrators() {
    const NORA: &str = "nora.lindqvist@northwind.example.com";
    let service = Service::start().unwrap();
    let (ana, maria, nora) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await, sign_in(&service, NORA).await);
    let body = json!({ "product": "site-simulator", "user": "paul-petit" });
    let assigned = service.person(NORA).await.unwrap().post("/v1/accounts/northwind-rail/licence-assignments", &body).await.unwrap();
    assert_eq!(assigned.0, 201, "{assigned:?}");

    let ends = says(&nora, "licence forecast --account", 0).await;
    assert_eq!(ends["account"], json!({ "id": "northwind-rail", "name": "Northwind Rail" }));
    let items = ends["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{ends:#}");
    assert_eq!((&items[0]["product"], &items[0]["seats"], &items[0]["seatsLeft"]), (&json!("site-simulator"), &json!(3), &json!(0)));
    assert_eq!(items[0]["people"][0]["name"], "Paul Petit");
    let seats = ends["seats"].as_array().unwrap().iter().find(|it| it["product"] == "site-simulator").unwrap();
    assert_eq!((&seats["owned"], &seats["assigned"], &seats["checkedOut"]), (&json!(3), &json!(1), &json!(0)));

    let words = nora.domicile(&["licence", "forecast", "--account"]).await.unwrap();
    assert!(words.stdout.starts_with("1 licence of Northwind Rail ends in the next 90 days.\n"), "{words:?}");
    assert!(words.stdout.contains("Named licences: Paul Petit.") && words.stderr == "Next: domicile message buyer\n", "{words:?}");
    let letter = says(&nora, "message buyer", 0).await;
    assert!(letter["text"].as_str().unwrap().contains("- Site Simulator: 3 seats, contract ends on "), "{letter:#}");

    // Nothing of Old Bridge ends in 90 days, and nobody but its administrators is told what it owns.
    assert_eq!(says(&maria, "licence forecast --account", 0).await["items"], json!([]));
    assert_eq!(says(&maria, "message buyer", 0).await["text"], "");
    assert_eq!(says(&ana, "licence forecast --account", 6).await["error"]["code"], "not_an_administrator");
    assert_eq!(says(&ana, "message buyer", 6).await["error"]["code"], "not_an_administrator");
}
