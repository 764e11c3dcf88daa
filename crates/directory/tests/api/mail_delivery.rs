//! Told is who was told: what became of the letters stands beside what they are about, and the operator finds those that were not taken.

use super::harness::Harness;
use super::scripted_server::{Answer, Script, ScriptedServer};
use crate::binary::program;
use domicile_directory::config;
use domicile_directory::mail::{MailServer, Mailer};
use domicile_directory::serve::assemble;
use jiff::SignedDuration;
use serde_json::{Value, json};

const NORTHWIND: &str = "/v1/accounts/northwind-rail";
const KIMM: &str = "kimm@new.example.org";

fn settings(server: &ScriptedServer) -> config::Mail {
    let from = "Domicile <domicile@directory.example.com>".to_owned();
    config::Mail { smtp: format!("smtp://{}", server.address).parse().unwrap(), from, user: None, password_file: None, ca_file: None }
}

/// The service starts anew with this mail server; what sends its mail.
async fn with_mail_server(harness: &Harness, server: &ScriptedServer) -> Mailer {
    let mut options = super::harness::options();
    options.config.mail = Some(settings(server));
    assemble(&harness.store, &options, &super::harness::public(), harness.clock()).await.unwrap();
    Mailer::new(harness.store.clone(), harness.clock(), MailServer::new(&settings(server)).unwrap())
}

async fn create(harness: &Harness, email: &str) -> Value {
    harness.post("nora-lindqvist", &format!("{NORTHWIND}/users"), json!({"email": email, "action": "create"})).await.ok(201)
}

/// What became of the letters to somebody, as their card and the list of invitations say it.
async fn delivery(harness: &Harness, email: &str) -> (Value, Value) {
    let card = harness.post("nora-lindqvist", &format!("{NORTHWIND}/users"), json!({"email": email})).await.ok(200);
    let list = harness.get("nora-lindqvist", &format!("{NORTHWIND}/invitations")).await.ok(200);
    let sent = list["items"].as_array().unwrap().iter().find(|it| it["email"] == email).unwrap()["delivery"].clone();
    (card["member"]["delivery"].clone(), sent)
}

fn mail_verb(harness: &Harness, args: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let all = [&["mail"], args, &["--database", harness.database.as_str()]].concat();
    let out = program(folder.path(), &all).output().unwrap();
    (out.status.success(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

/// Field case S11c: Without a mail server nobody was told, and that is what is said.
#[tokio::test]
async fn without_a_mail_server_letters_wait_for_one() {
    let harness = Harness::new().await;
    let made = create(&harness, KIMM).await;
    let waits = json!({"state": "waiting_for_mail_server", "reason": null, "since": made["member"]["delivery"]["since"]});
    assert_eq!((&made["member"]["delivery"], &made["invitation"]["delivery"]), (&waits, &waits));
    assert_eq!(delivery(&harness, KIMM).await, (waits.clone(), waits));
    let offer = json!({"email": "ana.costa@oldbridge.example.com"});
    let offer = harness.post("nora-lindqvist", &format!("{NORTHWIND}/transfers"), offer).await.ok(201);
    assert_eq!(offer["delivery"]["state"], "waiting_for_mail_server");
    harness.file_request("ana-costa").await;
    assert_eq!(harness.me("ana-costa").await["request"]["delivery"]["state"], "waiting_for_mail_server");
    // One is configured, and takes them: then they were told.
    let server = ScriptedServer::start(Script::default()).await;
    let mailer = with_mail_server(&harness, &server).await;
    assert_eq!(delivery(&harness, KIMM).await.0["state"], "queued");
    assert!(mailer.send_due().await >= 4);
    let (card, invitation) = delivery(&harness, KIMM).await;
    assert_eq!((&card["state"], &invitation["state"]), (&json!("sent"), &json!("sent")));
    assert_eq!(harness.me("ana-costa").await["request"]["delivery"]["state"], "sent");
}

/// Field case S11a: A letter that was refused is no news that was told; the invitation, the card and the operator's list say so, and after
/// the address works it is sent again.
#[tokio::test]
async fn what_was_refused_is_seen_by_whoever_sent_it_and_by_the_operator() {
    let harness = Harness::new().await;
    let refusing = Script { recipient: Answer::Say(b"550 5.1.1 no such user here\r\n"), ..Script::default() };
    let server = ScriptedServer::start(refusing).await;
    let mailer = with_mail_server(&harness, &server).await;
    create(&harness, KIMM).await;
    assert_eq!(mailer.send_due().await, 0);
    let (card, invitation) = delivery(&harness, KIMM).await;
    assert_eq!((&card["state"], &card["reason"]), (&json!("refused"), &json!("unknown_address")));
    assert_eq!(invitation, card);
    // The other account sees nothing of it.
    assert!(!harness.get("maria-silva", "/v1/accounts/old-bridge/invitations").await.ok(200).to_string().contains("refused"));

    let (good, list) = mail_verb(&harness, &["list"]);
    let line = list.lines().next().unwrap().to_owned();
    let fields: Vec<&str> = line.split('\t').collect();
    assert!(good, "{list}");
    assert_eq!(fields[1..4], ["failed", "sign_in_invitation", KIMM]);
    assert!(fields[6] == "unknown_address" && fields[7].contains("no such user here"), "{line}");
    assert!(!list.contains("/invitation/"), "what acts is not printed");
    assert!(!mail_verb(&harness, &["retry", "nothing-of-that-id"]).0);

    // The mailbox is made, and the operator tries it again.
    server.change(Script::default());
    assert_eq!(harness.history(fields[0]).await, Vec::<String>::new());
    assert_eq!(mail_verb(&harness, &["retry", fields[0]]), (true, "1 to be sent\n".to_owned()));
    assert_eq!(harness.history(fields[0]).await, ["operator mail.retried"]);
    assert_eq!(delivery(&harness, KIMM).await.0["state"], "queued");
    // The program's clock is the real one, this service's the test's: the mail is due as soon as both are there.
    harness.execute("UPDATE outbox SET due_at = 0").await;
    assert_eq!((mailer.send_due().await, server.count()), (1, 1));
    assert_eq!(delivery(&harness, KIMM).await.0["state"], "sent");
    assert_eq!(mail_verb(&harness, &["list"]), (true, String::new()));
    assert_eq!(mail_verb(&harness, &["retry", "--all"]), (true, "0 to be sent\n".to_owned()));
    assert_eq!(harness.history(fields[0]).await.len(), 1, "nothing was tried again");
}

/// An operator's act leaves an event, also where it is done to all mails at once; whom they go to is not in it.
#[tokio::test]
async fn every_mail_that_an_operator_tries_again_leaves_an_event() {
    let harness = Harness::new().await;
    let refusing = Script { recipient: Answer::Say(b"550 5.1.1 no such user here\r\n"), ..Script::default() };
    let server = ScriptedServer::start(refusing).await;
    let mailer = with_mail_server(&harness, &server).await;
    create(&harness, KIMM).await;
    create(&harness, "noor@new.example.org").await;
    mailer.send_due().await;
    assert_eq!(mail_verb(&harness, &["retry", "--all"]), (true, "2 to be sent\n".to_owned()));
    let said = "SELECT COALESCE(account_id, '-') || actor || before || after FROM audit_events WHERE action = 'mail.retried'";
    let events = harness.query_column(said).await;
    assert_eq!(events.len(), 2);
    for event in events.into_iter().flatten() {
        assert!(event.starts_with("-operator") && event.contains("unknown_address") && event.contains("waiting"), "{event}");
        assert!(!event.contains('@'), "{event}");
    }
}

#[tokio::test]
async fn a_request_counts_as_told_where_one_of_those_who_can_answer_was() {
    let harness = Harness::new().await;
    let server = ScriptedServer::start(Script { recipient: Answer::Say(b"550 no\r\n"), ..Script::default() }).await;
    let mailer = with_mail_server(&harness, &server).await;
    harness.file_request("ana-costa").await;
    mailer.send_due().await;
    assert_eq!(harness.me("ana-costa").await["request"]["delivery"]["state"], "refused");
    harness.execute("UPDATE outbox SET state = 'sent' WHERE recipient LIKE 'tom%'").await;
    assert_eq!(harness.me("ana-costa").await["request"]["delivery"]["state"], "sent");
}

#[tokio::test]
async fn of_a_letter_of_long_ago_nothing_is_said_and_its_text_is_gone() {
    let harness = Harness::new().await;
    let refusing = Script { recipient: Answer::Say(b"550 5.1.1 no such user here\r\n"), ..Script::default() };
    let server = ScriptedServer::start(refusing).await;
    let mailer = with_mail_server(&harness, &server).await;
    create(&harness, KIMM).await;
    mailer.send_due().await;
    harness.advance(SignedDuration::from_hours(8 * 24));
    mailer.send_due().await;
    let (good, said) = mail_verb(&harness, &["retry", "--all"]);
    assert!(good && said.starts_with("0 "), "{said}");
    let id = harness.query_column("SELECT id FROM outbox WHERE state = 'failed'").await.remove(0).unwrap();
    let (good, said) = mail_verb(&harness, &["retry", &id]);
    assert!(!good && said.contains("is gone"), "{said}");
}
