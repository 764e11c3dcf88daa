//! The command line between people: who is meant by what they type, what to type next, what is asked on a terminal, and a move that is
//! watched while it happens.
#![allow(clippy::unwrap_used, reason = "tests may")]

#[path = "../../crates/cli/tests/sandbox/schema.rs"]
mod schema;

use domicile_tests::sandbox::{CommandResult, Sandbox};
use domicile_tests::service::Service;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";
const NORA: &str = "nora.lindqvist@northwind.example.com";
const PIET: &str = "piet.jansen@oldbridge.example.com";

async fn sign_in(service: &Service, email: &str) -> Sandbox {
    let sandbox = Sandbox::new(&service.url).unwrap();
    says(&sandbox, &["login", "--store", "file", "--hint", email], 0).await;
    sandbox
}

/// The document of a verb, held against its schema.
async fn says(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Value {
    let (got, document) = sandbox.json(arguments).await.unwrap();
    assert_eq!(got, code, "domicile {arguments:?}: {document:#}");
    check(&document);
    document
}

fn check(document: &Value) {
    schema::assert_valid(document, concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/cli/schemas").as_ref());
}

/// What people read.
async fn reads(sandbox: &Sandbox, arguments: &[&str], code: i32) -> CommandResult {
    let ran = sandbox.domicile(arguments).await.unwrap();
    assert_eq!(ran.code, code, "domicile {arguments:?}: {ran:?}");
    ran
}

#[tokio::test]
async fn status_says_first_who_is_signed_in_and_where() {
    let service = Service::start().unwrap();
    let ana = sign_in(&service, ANA).await;
    let words = reads(&ana, &["status"], 0).await.stdout;
    let first: Vec<&str> = words.lines().take(6).collect();
    assert!(
        first.contains(&"Signed in as: Ana Costa (ana.costa@oldbridge.example.com)") && first.contains(&"Account: Old Bridge Ltd"),
        "{words}"
    );
    assert!(!words.contains("not known"), "{words}");
    let status = says(&ana, &["status"], 0).await;
    assert_eq!((&status["user"]["name"], &status["user"]["email"]), (&json!("Ana Costa"), &json!(ANA)));
    let account = reads(&ana, &["account"], 0).await;
    assert!(account.stdout.starts_with("Account: Old Bridge Ltd\n") && account.stdout.contains(MARIA), "{account:?}");
    assert_eq!(account.stderr, "", "nothing to do where all is well");
    assert_eq!(says(&ana, &["account"], 0).await["items"], says(&ana, &["admin-contact"], 0).await["items"]);
}

#[tokio::test]
async fn a_request_goes_by_the_beginning_of_its_id_an_address_or_a_name() {
    let service = Service::start().unwrap();
    let (ana, piet, maria) = (sign_in(&service, ANA).await, sign_in(&service, PIET).await, sign_in(&service, MARIA).await);
    let id = says(&ana, &["request", "new", "--to", "Maria Silva"], 0).await["request"]["id"].as_str().unwrap().to_owned();
    let short = &id[..8];
    let own = reads(&ana, &["request"], 0).await.stdout;
    assert!(own.contains(&format!("\n{short}  ")) && !own.contains(&id), "{own}");
    assert_eq!(says(&ana, &["request", "show", short], 0).await["request"]["id"], json!(id));

    let inbox = reads(&maria, &["inbox"], 0).await;
    assert!(inbox.stdout.contains(&format!("\n{short}  Ana Costa")) && !inbox.stdout.contains(&id), "{inbox:?}");
    assert_eq!(inbox.stderr, format!("Next: domicile inbox show {short}\n"));
    for named in [short, ANA, "Ana Costa", "ana costa", "Ana Costa <ana.costa@oldbridge.example.com>"] {
        assert_eq!(says(&maria, &["inbox", "show", named], 0).await["item"]["id"], json!(id), "{named}");
    }
    let shown = reads(&maria, &["inbox", "show", ANA], 0).await;
    assert_eq!(shown.stderr, format!("Next: domicile inbox approve {short}\n"));

    // Ids of one month begin alike.
    let other = says(&piet, &["request", "new"], 0).await["request"]["id"].as_str().unwrap().to_owned();
    let several = says(&maria, &["inbox", "approve", &id[..4]], 2).await["error"].clone();
    assert_eq!((&several["code"], several["candidates"].as_array().unwrap().len()), (&json!("ambiguous"), 2), "{several:#}");
    let several = reads(&maria, &["inbox", "approve", &id[..4]], 2).await.stderr;
    assert!(several.contains("Ana Costa") && several.contains("Piet Jansen"), "{several}");
    assert_eq!(says(&maria, &["inbox", "decline", PIET, "--reason", "Later"], 0).await["item"]["id"], json!(other));
    assert_eq!(says(&maria, &["inbox", "approve", ANA], 0).await["item"]["state"], "fulfilled");
}

#[tokio::test]
async fn declining_needs_a_reason_and_says_so_where_nobody_can_be_asked() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    says(&ana, &["request", "new"], 0).await;
    let refused = says(&maria, &["inbox", "decline", ANA], 2).await["error"].clone();
    assert_eq!(refused["code"], "reason_needed");
    for (language, says, next) in [
        ("en", "a reason is needed", "--reason \"...\""),
        ("de", "Es fehlt eine Begr\u{fc}ndung", "--reason \"...\""),
        ("es", "hace falta un motivo", "--reason \"...\""),
    ] {
        let ran = reads(&maria, &["inbox", "decline", ANA, "--no-input", "--lang", language], 2).await;
        assert!(ran.stderr.contains(says) && ran.stderr.contains(next), "{ran:?}");
    }
    assert_eq!(says(&ana, &["request", "show"], 0).await["request"]["open"], true);
}

/// `script` gives a program a terminal of its own.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn on_a_terminal_the_reason_is_asked_for() {
    use std::process::Stdio;
    use tokio::io::AsyncWriteExt as _;
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    says(&ana, &["request", "new"], 0).await;
    let line = format!("'{}' inbox decline {ANA}", domicile_tests::process::binary("domicile").display());
    let mut child = maria.program("script".as_ref(), &["-qec", &line, "/dev/null"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut typed = child.stdin.take().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let question = said.next_line().await.unwrap().unwrap();
    assert!(question.starts_with("Why? They read it word for word:"), "{question}");
    typed.write_all(b"Please finish the bridge first\n").await.unwrap();
    while let Ok(Some(_)) = said.next_line().await {}
    assert!(child.wait().await.unwrap().success());
    assert_eq!(says(&ana, &["request", "show"], 0).await["request"]["declineReason"], "Please finish the bridge first");
}

#[tokio::test]
async fn a_person_is_found_and_what_to_type_next_is_said() {
    const YARA: &str = "yara.haddad@example.com";
    let service = Service::start().unwrap();
    let (nora, maria) = (sign_in(&service, NORA).await, sign_in(&service, MARIA).await);
    let people = reads(&maria, &["person"], 0).await;
    assert!(
        people.stdout.starts_with("Name ") && people.stdout.contains(ANA) && people.stderr.starts_with("Next: domicile person "),
        "{people:?}"
    );
    let list = says(&maria, &["person"], 0).await;
    assert!(list["items"].as_array().unwrap().iter().any(|it| it["email"] == ANA) && list["more"] == false, "{list:#}");
    assert_eq!(says(&maria, &["person", "Ana Costa"], 0).await["person"]["email"], ANA);
    assert_eq!(says(&maria, &["person", "costa"], 0).await["items"][0]["email"], ANA);
    assert_eq!(says(&maria, &["person", "nobody-here"], 7).await["error"]["code"], "no_such_person");
    assert_eq!(says(&maria, &["person", "unlok"], 2).await["error"]["didYouMean"], json!(["unlock"]));
    let near = reads(&maria, &["person", "unlock", "Ana"], 7).await.stderr;
    assert!(near.contains(&format!("Did you mean: {ANA}?")), "{near}");

    for (who, next) in [(YARA, format!("domicile person add {YARA}")), (ANA, format!("domicile transfer offer {ANA}"))] {
        let looked = reads(&nora, &["person", who], 0).await;
        assert_eq!(looked.stderr, format!("Next: {next}\n"), "{looked:?}");
    }
    let added = reads(&nora, &["person", "add", YARA], 0).await;
    assert_eq!(added.stderr, format!("Next: domicile person unlock {YARA}\n"), "{added:?}");

    // What helps names the command; nothing points at a place in a window.
    says(&maria, &["person", "set-country", "Ana Costa", "FR"], 0).await;
    let card = reads(&maria, &["person", ANA], 0).await;
    assert!(card.stdout.contains(&format!("(domicile person set-country {ANA} ")), "{card:?}");
    assert!(!card.stdout.contains("above") && card.stderr.starts_with(&format!("Next: domicile person set-country {ANA} ")), "{card:?}");

    // Whoever has just locked somebody is not sent to unlock them.
    let locked = reads(&maria, &["person", "lock", ANA], 0).await;
    assert!(!locked.stderr.contains("Next: "), "{locked:?}");
    assert!(reads(&maria, &["person", ANA], 0).await.stderr.contains("person unlock"), "asked about later, that is what there is to do");
}

#[tokio::test]
async fn offers_and_invitations_go_by_the_account_s_name() {
    let service = Service::start().unwrap();
    let (ana, nora) = (sign_in(&service, ANA).await, sign_in(&service, NORA).await);
    says(&nora, &["transfer", "offer", ANA], 0).await;
    let list = reads(&ana, &["transfer"], 0).await;
    assert!(list.stdout.lines().nth(1).unwrap().find(' ').unwrap() == 8 && list.stderr == "Next: domicile transfer accept\n", "{list:?}");
    says(&ana, &["transfer", "accept", "Northwind Rail"], 0).await;
    assert_eq!(says(&nora, &["transfer", "revoke", ANA], 0).await["transfer"]["state"], "revoked");
    assert_eq!(says(&ana, &["transfer", "accept", "Nowhere Ltd"], 7).await["error"]["code"], "nothing_offered");
}

#[tokio::test]
async fn a_move_is_followed_while_it_happens() {
    let service = Service::start().unwrap();
    let (ana, maria) = (sign_in(&service, ANA).await, sign_in(&service, MARIA).await);
    // Without a move there is nothing to follow.
    assert_eq!(says(&ana, &["journey", "--watch"], 0).await["journey"], Value::Null);
    says(&ana, &["request", "new"], 0).await;

    let mut machine = ana.command(&["journey", "--watch", "--json"]).spawn().unwrap();
    let mut person = ana.command(&["journey", "--watch"]).spawn().unwrap();
    let mut documents = BufReader::new(machine.stdout.take().unwrap()).lines();
    let mut lines = BufReader::new(person.stdout.take().unwrap()).lines();
    let mut next = async || -> Value {
        let document = serde_json::from_str(&documents.next_line().await.unwrap().unwrap()).unwrap();
        check(&document);
        document
    };
    let state = |document: &Value, id: &str| {
        let steps = document["journey"]["steps"].as_array().unwrap();
        steps.iter().find(|it| it["id"] == id).unwrap()["state"].clone()
    };
    assert_eq!(state(&next().await, "removed"), "waiting");
    assert!(lines.next_line().await.unwrap().unwrap().starts_with("Waiting for"));

    says(&maria, &["inbox", "approve", ANA], 0).await;
    let removed = loop {
        let document = next().await;
        if state(&document, "removed") == "done" {
            break document;
        }
    };
    assert_eq!(removed["journey"]["now"], "added");
    let told = loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if line.contains("  1. ") {
            break line;
        }
    };
    assert!(told.contains("Done"), "one line for each step that changed: {told}");

    for mut child in [machine, person] {
        #[cfg(unix)]
        {
            let id = child.id().unwrap().to_string();
            assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
            assert_eq!(child.wait().await.unwrap().code(), Some(130));
        }
        #[cfg(not(unix))]
        child.kill().await.unwrap();
    }
}
