//! Mail end to end: the service as a process, a real mail server, and what happens to a thousand mails when either dies.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use domicile_tests::process::eventually;
use domicile_tests::service::{Service, client};
use domicile_tests::smtp::{SmtpServer, python};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(120);
const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";
const TOM: &str = "tom.becker@oldbridge.example.com";

async fn arrived(server: &SmtpServer, count: usize) -> Vec<Value> {
    let what = format!("{count} mails arrive");
    eventually(&what, LIMIT, async || server.received().ok().filter(|it| it.len() >= count)).await.unwrap()
}

fn to<'a>(mails: &'a [Value], recipient: &str, subject: &str) -> &'a Value {
    let found = mails.iter().find(|it| it["to"][0] == recipient && it["headers"]["subject"].as_str().unwrap().contains(subject));
    found.unwrap_or_else(|| panic!("no “{subject}” to {recipient}: {mails:#?}"))
}

#[tokio::test]
async fn a_request_is_told_answered_and_taken_back_by_mail() {
    let server = SmtpServer::start().unwrap();
    let service = Service::start_with_config(&server.settings()).unwrap();
    let ana = service.person(ANA).await.unwrap();
    let (status, filed) = ana.post("/v1/me/removal-requests", &json!({"to": "maria-silva", "reason": "Grüße, ich gehe."})).await.unwrap();
    assert_eq!(status, 201, "{filed}");

    let mails = arrived(&server, 2).await;
    let asked = to(&mails, MARIA, "Ana Costa asks to leave Old Bridge Ltd");
    assert!(asked["body"].as_str().unwrap().contains("> Grüße, ich gehe."), "{asked:#}");
    assert_eq!(asked["headers"]["from"], "Domicile <domicile@directory.example.com>");
    assert!(asked["headers"]["message-id"].as_str().unwrap().ends_with("@directory.example.com>"), "{asked:#}");

    // The link of the other mail leads to this very service, and takes the request back.
    let confirmed = to(&mails, ANA, "You asked to leave Old Bridge Ltd")["body"].as_str().unwrap().to_owned();
    let link = confirmed.split_whitespace().find(|it| it.starts_with(&service.url)).unwrap_or_else(|| panic!("no link: {confirmed}"));
    let http = client().unwrap();
    let page = http.get(link).send().await.unwrap();
    assert_eq!((page.status().as_u16(), page.headers()["content-type"].to_str().unwrap()), (200, "text/html; charset=utf-8"));
    assert_eq!(http.post(link).send().await.unwrap().status().as_u16(), 200);
    assert_eq!(ana.get("/v1/me").await.unwrap().1["request"]["state"], "withdrawn");

    // The next one, to everybody, is answered.
    assert_eq!(ana.post("/v1/me/removal-requests", &json!({})).await.unwrap().0, 201);
    service.person(TOM).await.unwrap().approve_the_removal("old-bridge").await.unwrap();
    let mails = arrived(&server, 6).await;
    to(&mails, MARIA, "asks to leave");
    to(&mails, TOM, "asks to leave");
    assert!(to(&mails, ANA, "You left Old Bridge Ltd")["body"].as_str().unwrap().contains("locked for safety"));
    assert!(service.terminate().await.unwrap().success());
    assert_eq!(server.count().unwrap(), 6, "each once");
}

/// A service folder whose outbox holds so many mails, copies of a real one.
async fn full_outbox(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start_at(folder.path()).unwrap();
    let filed = service.person(ANA).await.unwrap().post("/v1/me/removal-requests", &json!({"to": "tom-becker"})).await.unwrap();
    assert_eq!(filed.0, 201);
    assert!(service.terminate().await.unwrap().success());
    let copies = format!(
        "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {count}) \
         INSERT INTO outbox (id, kind, recipient, language, subject, body, created_at, state, due_at, lease_until, attempts) \
         SELECT 'copy-' || n.n, kind, recipient, language, subject, body, created_at, state, due_at, 0, 0 FROM n, \
         (SELECT * FROM outbox WHERE kind = 'request_received')"
    );
    sql(folder.path(), &format!("{copies}; DELETE FROM outbox WHERE id NOT LIKE 'copy-%'"));
    assert_eq!(left(folder.path()), count);
    folder
}

/// Runs statements on the service's database; the first number that the last of them gives.
fn sql(folder: &Path, statements: &str) -> Option<usize> {
    let script = "import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)\n\
                  for s in sys.argv[2].split('; '):\n    r = c.execute(s).fetchone()\nprint(r[0] if r else '')";
    let output =
        Command::new(python().unwrap()).args(["-c", script]).arg(folder.join("directory.sqlite")).arg(statements).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().parse().ok()
}

fn left(folder: &Path) -> usize {
    sql(folder, "SELECT COUNT(*) FROM outbox WHERE state <> 'sent'").unwrap()
}

/// How often each mail arrived, by Message-ID.
fn times(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for mail in server.received().unwrap() {
        *times.entry(mail["headers"]["message-id"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    times
}

async fn until_all_are_sent(folder: &Path) {
    eventually("the outbox is empty", LIMIT, async || (left(folder) == 0).then_some(())).await.unwrap();
}

#[tokio::test]
async fn a_thousand_mails_survive_a_mail_server_that_is_killed_in_mid_session() {
    let folder = full_outbox(1000).await;
    let mut server = SmtpServer::start().unwrap();
    let service = Service::start_at_with_config(folder.path(), &server.settings()).unwrap();
    for seen in [150, 400] {
        eventually("some mails arrive", LIMIT, async || server.count().ok().filter(|it| *it >= seen)).await.unwrap();
        server.kill();
        assert!(server.count().unwrap() < 1000, "killed after the end");
        server.revive().unwrap();
    }
    until_all_are_sent(folder.path()).await;
    let times = times(&server);
    assert_eq!(times.len(), 1000, "lost");
    let repeated = times.values().filter(|it| **it > 1).count();
    assert!(repeated <= 2 && times.values().all(|it| *it <= 2), "only the mail whose answer was lost comes again: {repeated}");
    assert!(service.terminate().await.unwrap().success());
}

#[tokio::test]
async fn a_thousand_mails_survive_a_service_that_is_killed_in_mid_send() {
    let folder = full_outbox(1000).await;
    let server = SmtpServer::start().unwrap();
    let mut kills = 0;
    for seen in [150, 400] {
        let service = Service::start_at_with_config(folder.path(), &server.settings()).unwrap();
        eventually("some mails arrive", LIMIT, async || server.count().ok().filter(|it| *it >= seen)).await.unwrap();
        drop(service); // SIGKILL
        assert!(left(folder.path()) > 0, "killed after the end");
        kills += 1;
    }
    let service = Service::start_at_with_config(folder.path(), &server.settings()).unwrap();
    until_all_are_sent(folder.path()).await;
    let times = times(&server);
    assert_eq!(times.len(), 1000, "lost");
    let repeated = times.values().filter(|it| **it > 1).count();
    assert!(repeated <= kills && times.values().all(|it| *it <= 2), "only the mail under way comes again: {repeated}");
    assert!(service.terminate().await.unwrap().success());
}

#[tokio::test]
async fn without_a_mail_server_mails_wait_until_one_is_named() {
    let folder = full_outbox(3).await;
    let service = Service::start_at(folder.path()).unwrap();
    assert_eq!(service.person(ANA).await.unwrap().get("/v1/me").await.unwrap().0, 200);
    assert!(service.terminate().await.unwrap().success());
    assert_eq!(left(folder.path()), 3);
    let server = SmtpServer::start().unwrap();
    let _service = Service::start_at_with_config(folder.path(), &server.settings()).unwrap();
    until_all_are_sent(folder.path()).await;
    assert_eq!(server.count().unwrap(), 3);
}
