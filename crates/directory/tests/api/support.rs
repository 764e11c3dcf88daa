//! Support's verbs, by the program itself, for the account that nobody looks after.

use super::harness::Harness;
use crate::binary::program;
use domicile_directory::mail::outbox_entries;
use serde_json::{Value, json};

fn support(harness: &Harness, args: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let all = [&["support"], args, &["--database", harness.database.as_str()]].concat();
    let out = program(folder.path(), &all).output().unwrap();
    (out.status.success(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

/// A second person of Quarry & Sons, who is no Fulfilment Contact.
async fn second(harness: &Harness) {
    harness.execute("UPDATE users SET account_id = 'quarry', affiliated_since = 0 WHERE id = 'yara-haddad'").await;
    harness.execute("DELETE FROM user_locks WHERE user_id = 'yara-haddad'").await;
}

#[tokio::test]
async fn support_names_an_administrator_who_then_answers() {
    let harness = Harness::new().await;
    second(&harness).await;
    let request = harness.file_request("yara-haddad").await;
    let case = harness.me("yara-haddad").await["request"]["serviceRequest"].as_str().unwrap().to_owned();
    let (good, list) = support(&harness, &["list"]);
    assert!(good && list.contains(&case) && list.contains("quarry\t0\t"), "{list}");
    let name = ["name-admin", "--account", "quarry", "--email", "sam.quarry@quarry.example.com"];
    assert!(!support(&harness, &[&name[..], &["--because", " "]].concat()).0, "a reason is needed");
    let (good, said) = support(&harness, &[&name[..], &["--because", "The owner asked by letter."]].concat());
    assert!(good, "{said}");
    assert_eq!(harness.history("sam-quarry").await[..2], ["support user.roles_changed", "support account.administrator_named"]);
    assert!(!support(&harness, &[&name[..], &["--because", "Again."]].concat()).0);
    let elsewhere = ["name-admin", "--account", "quarry", "--email", "ana.costa@oldbridge.example.com", "--because", "x"];
    assert!(support(&harness, &elsewhere).1.contains("does not belong to"));
    harness.answer_request("sam-quarry", "quarry", &request, "approve").await.ok(200);
    assert!(outbox_entries(&harness.store).await.unwrap().iter().any(|it| it.kind == "named_administrator"));
    let (good, said) = support(&harness, &["answer", &case, "--because", "You have an administrator now."]);
    assert!(good, "{said}");
    assert_eq!(harness.me("yara-haddad").await["serviceRequest"]["answer"], "You have an administrator now.");
    assert!(outbox_entries(&harness.store).await.unwrap().iter().any(|it| it.kind == "case_answered"));
    assert!(!support(&harness, &["answer", &case, "--because", "Twice."]).0);
}

#[tokio::test]
async fn support_removes_whom_nobody_else_can_and_ends_the_case() {
    let harness = Harness::new().await;
    second(&harness).await;
    let request = harness.file_request("yara-haddad").await;
    let remove = ["remove-user", "--email", "yara.haddad@example.com", "--because", "Quarry has no administrator."];
    let (good, said) = support(&harness, &remove);
    assert!(good && said.contains("removed"), "{said}");
    let me = harness.me("yara-haddad").await;
    assert_eq!((&me["affiliation"], &me["request"]["state"]), (&Value::Null, &json!("fulfilled")));
    assert_eq!(
        (&me["serviceRequest"]["state"], &me["serviceRequest"]["answer"]),
        (&json!("answered"), &json!("Quarry has no administrator."))
    );
    assert_eq!(harness.history(&request).await.last().unwrap(), "support removal_request.fulfilled");
    assert_eq!(harness.history("yara-haddad").await.last().unwrap(), "support user.removed");
    assert!(!support(&harness, &remove).0, "once");
    // The only Fulfilment Contact stays, whoever asks.
    let (good, said) = support(&harness, &["remove-user", "--email", "sam.quarry@quarry.example.com", "--because", "x"]);
    assert!(!good && said.contains("last_fulfilment_contact"), "{said}");
}

#[tokio::test]
async fn support_overrides_that_somebody_is_the_last_administrator_and_says_so() {
    let harness = Harness::new().await;
    harness.execute("DELETE FROM user_roles WHERE user_id = 'tom-becker'").await;
    let (good, said) = support(&harness, &["remove-user", "--email", "maria.silva@oldbridge.example.com", "--because", "Court order."]);
    assert!(good && said.contains("last administrator"), "{said}");
    assert_eq!(harness.me("maria-silva").await["affiliation"], Value::Null);
}
