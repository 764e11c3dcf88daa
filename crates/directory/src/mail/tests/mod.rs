//! Sending, against a real SMTP server (aiosmtpd, `tests/peers/smtp`), under a clock that the test moves.

mod scripted_server;
mod unanswered;

use super::letter::tests::every;
use super::server::MailServer;
use super::{Mailer, OutboxEntry, outbox_entries};
use crate::config;
use crate::service::Ids;
use crate::store::{Store, outbox};
use domicile_words::Language;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;

/// The mail server; ends with the test.
struct Peer {
    process: Child,
    address: String,
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Peer {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        // target/<profile>/deps/<test>
        let python = std::env::current_exe().unwrap().ancestors().nth(3).unwrap().join("python/bin/python");
        assert!(python.exists(), "{} is missing: cargo xtask test makes it", python.display());
        let mut command = Command::new(python);
        command.arg(root.join("tests/peers/smtp/server.py")).arg("--folder").arg(folder).args(arguments);
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { process, address }
    }
}

/// An outbox, a place for what arrives, and a clock.
struct Office {
    store: Store,
    clock: Arc<AtomicI64>,
    ids: Ids,
    folder: TempDir,
}

impl Office {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap();
        let now: Timestamp = "2026-03-04T10:00:00Z".parse().unwrap();
        std::fs::create_dir(folder.path().join("received")).unwrap();
        Self { store, clock: Arc::new(AtomicI64::new(now.as_millisecond())), ids: Ids::default(), folder }
    }

    fn received_folder(&self) -> PathBuf {
        self.folder.path().join("received")
    }

    fn peer(&self, arguments: &[&str]) -> Peer {
        Peer::start(&self.received_folder(), arguments)
    }

    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.clock.load(Ordering::SeqCst)).unwrap()
    }

    fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    fn mailer(&self, settings: config::Mail) -> Mailer {
        let clock = Arc::clone(&self.clock);
        let clock = Arc::new(move || Timestamp::from_millisecond(clock.load(Ordering::SeqCst)).unwrap());
        Mailer::new(self.store.clone(), clock, MailServer::new(&settings).unwrap())
    }

    fn mailer_to(&self, peer: &Peer) -> Mailer {
        self.mailer(settings(&format!("smtp://{}", peer.address)))
    }

    /// Puts letters into the outbox: all kinds in turn, until there are so many.
    async fn write(&self, count: usize, recipient: &str) {
        let mut tx = self.store.write().await.unwrap();
        for letter in every().into_iter().cycle().take(count) {
            let (id, written) = (self.ids.next(self.now()), letter.render(Language::En, self.now()));
            let (kind, subject, body) = (letter.kind(), written.subject.as_str(), written.body.as_str());
            outbox::put(&mut tx, new(&id, kind, recipient, subject, body), self.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn waiting(&self) -> Vec<OutboxEntry> {
        outbox_entries(&self.store).await.unwrap()
    }

    /// What arrived, in that order.
    fn received(&self) -> Vec<Value> {
        let files = std::fs::read_dir(self.received_folder()).unwrap().map(|it| it.unwrap().path());
        let mut files: Vec<_> = files.filter(|it| it.extension().is_some_and(|it| it == "json")).collect();
        files.sort();
        files.iter().map(|it| serde_json::from_slice(&std::fs::read(it).unwrap()).unwrap()).collect()
    }

    fn message_ids(&self) -> Vec<String> {
        self.received().iter().map(|it| it["headers"]["message-id"].as_str().unwrap().to_owned()).collect()
    }
}

fn new<'a>(id: &'a str, kind: &'a str, recipient: &'a str, subject: &'a str, body: &'a str) -> outbox::New<'a> {
    outbox::New {
        id,
        kind,
        recipient,
        recipient_key: recipient,
        language: "en",
        subject,
        body,
        sender: None,
        about: None,
        user: None,
        capped: false,
    }
}

fn settings(smtp: &str) -> config::Mail {
    let from = "Domicile <domicile@directory.example.com>".to_owned();
    config::Mail { smtp: smtp.parse().unwrap(), from, user: None, password_file: None, ca_file: None }
}

#[tokio::test]
async fn every_letter_arrives_as_it_was_written() {
    let office = Office::new().await;
    let peer = office.peer(&[]);
    let letters = every();
    office.write(letters.len(), "ana.costa@oldbridge.example.com").await;
    let waiting = office.waiting().await;
    // In batches, as long as there are any.
    let mailer = office.mailer_to(&peer);
    let mut sent = 0;
    while sent < letters.len() {
        let some = mailer.send_due().await;
        assert!(some > 0, "{sent} of {} were sent", letters.len());
        sent += some;
    }
    assert_eq!(office.waiting().await, Vec::new());
    let received = office.received();
    assert_eq!(received.len(), letters.len());
    for (mail, kept) in received.iter().zip(&waiting) {
        let headers = &mail["headers"];
        assert_eq!(
            (&mail["from"], &mail["to"]),
            (&"domicile@directory.example.com".into(), &vec!["ana.costa@oldbridge.example.com"].into())
        );
        assert_eq!(headers["from"], "Domicile <domicile@directory.example.com>");
        assert_eq!(headers["to"], "ana.costa@oldbridge.example.com");
        assert_eq!(headers["message-id"], format!("<{}@directory.example.com>", kept.id));
        assert_eq!(headers["date"], "Wed, 04 Mar 2026 10:00:00 +0000");
        assert_eq!((&headers["auto-submitted"], &headers["content-language"]), (&"auto-generated".into(), &"en".into()));
        assert_eq!(headers["content-type"], "text/plain; charset=\"utf-8\"");
        // Lines end in CRLF on the way, and the last one may be followed by an empty one.
        let body = mail["body"].as_str().unwrap().replace("\r\n", "\n");
        assert_eq!((headers["subject"].as_str(), body.trim_end()), (Some(kept.subject.as_str()), kept.body.trim_end()), "{}", kept.kind);
    }
}

/// Security check 30: Nothing that people type becomes a header of a mail.
#[tokio::test]
async fn nothing_in_a_letter_becomes_a_header() {
    let office = Office::new().await;
    let peer = office.peer(&[]);
    let mut tx = office.store.write().await.unwrap();
    let (subject, body) = ("Grüße\r\nBcc: all@example.com", "Hello,\r\n.\r\nMAIL FROM:<x@example.com>\r\n\n.\n–\n");
    let it = new("1", "removed", "ana@bücher.example.com", subject, body);
    outbox::put(&mut tx, it, office.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.mailer_to(&peer).send_due().await, 1);
    let received = office.received();
    assert_eq!((received.len(), &received[0]["to"]), (1, &vec!["ana@xn--bcher-kva.example.com"].into()));
    assert_eq!(received[0]["headers"]["bcc"], Value::Null);
    assert!(received[0]["headers"]["subject"].as_str().unwrap().starts_with("Grüße"));
    assert!(received[0]["body"].as_str().unwrap().contains("MAIL FROM:<x@example.com>"));
}

#[tokio::test]
async fn a_server_that_is_down_delays_and_nothing_else() {
    let office = Office::new().await;
    let address = office.peer(&[]).address.clone();
    office.write(3, "ana.costa@oldbridge.example.com").await;
    let mailer = office.mailer(settings(&format!("smtp://{address}")));
    assert_eq!(mailer.send_due().await, 0);
    let waiting = office.waiting().await;
    assert_eq!(waiting.iter().map(|it| it.attempts).collect::<Vec<_>>(), [1, 0, 0], "the others were not tried");
    assert!(waiting[0].reason.is_some() && waiting[0].due_at > office.now().as_millisecond());

    // It is back: those that were not tried go at once after the pause, the other when its time comes. None waits for more than an hour.
    let _peer = office.peer(&["--port", address.rsplit_once(':').unwrap().1]);
    office.pass(SignedDuration::from_secs(2));
    assert_eq!(mailer.send_due().await, 2);
    office.pass(SignedDuration::from_secs(12));
    assert_eq!(mailer.send_due().await, 1);
    assert_eq!(office.message_ids().len(), 3);
}

#[tokio::test]
async fn the_waits_grow_to_an_hour_and_no_further() {
    let office = Office::new().await;
    let peer = office.peer(&["--busy", "1000"]);
    office.write(1, "ana.costa@oldbridge.example.com").await;
    let mailer = office.mailer_to(&peer);
    let mut waits = Vec::new();
    for attempt in 1..=14 {
        assert_eq!(mailer.send_due().await, 0);
        let mail = office.waiting().await.remove(0);
        assert_eq!((mail.attempts, mail.state.as_str()), (attempt, "waiting"));
        assert!(mail.reason.unwrap().contains("try again later"));
        let wait = mail.due_at - office.now().as_millisecond();
        waits.push(wait);
        // A moment too early nothing is tried.
        office.pass(SignedDuration::from_millis(wait - 1));
        assert_eq!(mailer.send_due().await, 0);
        assert_eq!(office.waiting().await[0].attempts, attempt);
        office.pass(SignedDuration::from_millis(1));
    }
    let second = 1000;
    assert!((8 * second..=12 * second).contains(&waits[0]) && (16 * second..=24 * second).contains(&waits[1]), "{waits:?}");
    assert!(waits.iter().all(|it| *it <= 72 * 60 * second) && waits[13] >= 48 * 60 * second, "{waits:?}");
}

#[tokio::test]
async fn a_mail_that_is_refused_for_good_is_kept_with_its_reason_and_holds_nobody_up() {
    let office = Office::new().await;
    let peer = office.peer(&["--refuse", "nobody@example.com"]);
    office.write(1, "nobody@example.com").await;
    office.write(1, "ana.costa@oldbridge.example.com").await;
    office.write(1, "grüße@example.com").await;
    let mailer = office.mailer_to(&peer);
    assert_eq!(mailer.send_due().await, 2);
    let failed = office.waiting().await;
    assert_eq!((failed.len(), failed[0].state.as_str(), failed[0].refusal.as_deref()), (1, "failed", Some("unknown_address")));
    assert!(!failed[0].body.is_empty(), "it can be tried again");
    assert!(failed[0].reason.as_deref().unwrap().contains("is not known here"), "{failed:?}");
    office.pass(SignedDuration::from_hours(24));
    assert_eq!(mailer.send_due().await, 0);
    assert_eq!(office.received().len(), 2);
    // Its text may hold a link that acts: it is gone once nobody can need it any more.
    office.pass(SignedDuration::from_hours(6 * 24 + 1));
    mailer.send_due().await;
    assert_eq!(office.waiting().await[0].body, "");
}

#[tokio::test]
async fn a_lost_answer_brings_the_same_mail_again_and_only_that_one() {
    let office = Office::new().await;
    let peer = office.peer(&["--lose", "3"]);
    office.write(5, "ana.costa@oldbridge.example.com").await;
    let mailer = office.mailer_to(&peer);
    let mut sent = 0;
    while !office.waiting().await.is_empty() {
        sent += mailer.send_due().await;
        office.pass(SignedDuration::from_secs(20));
    }
    let (ids, received) = (office.message_ids(), office.received());
    assert_eq!((sent, ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (5, 6, 5));
    let repeated: Vec<_> = received.iter().filter(|it| it["headers"]["message-id"] == ids[2].as_str()).collect();
    assert_eq!(repeated.len(), 2);
    assert_eq!(repeated[0]["raw"], repeated[1]["raw"], "the same bytes");
}

#[tokio::test]
async fn what_one_sender_has_claimed_no_other_sends() {
    let office = Office::new().await;
    let peer = office.peer(&[]);
    office.write(60, "ana.costa@oldbridge.example.com").await;
    let senders: Vec<_> = (0..6).map(|_| office.mailer_to(&peer)).collect();
    let sent: usize = futures_util::future::join_all(senders.iter().map(Mailer::send_due)).await.into_iter().sum();
    let ids = office.message_ids();
    assert_eq!((sent, ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (60, 60, 60));

    // Who claimed and died leaves its mails to the others, once the claim is over.
    office.write(1, "ana.costa@oldbridge.example.com").await;
    let mut tx = office.store.write().await.unwrap();
    let until = office.now().saturating_add(SignedDuration::from_secs(90)).unwrap();
    assert_eq!(outbox::claim(&mut tx, 5, office.now(), until).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
    assert_eq!(senders[0].send_due().await, 0);
    office.pass(SignedDuration::from_secs(90));
    assert_eq!(senders[0].send_due().await, 1);
}

#[tokio::test]
async fn it_signs_in_and_protects_the_connection() {
    let office = Office::new().await;
    let at = |name: &str| office.folder.path().join(name);
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
        ])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .args([at("key.pem"), "-out".into(), at("cert.pem")])
        .stderr(Stdio::null())
        .status();
    assert!(made.unwrap().success());
    let both = [std::fs::read(at("cert.pem")).unwrap(), std::fs::read(at("key.pem")).unwrap()].concat();
    std::fs::write(at("both.pem"), both).unwrap();
    let secret = |name: &str, text: &str| {
        std::fs::write(at(name), text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(at(name), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    };
    secret("password", "correct horse\n");
    let certificate = at("both.pem").display().to_string();
    for (scheme, tls) in [("smtps", "always"), ("smtp+starttls", "starttls")] {
        let peer = office.peer(&["--tls", tls, "--certificate", &certificate, "--password", "correct horse"]);
        let smtp = format!("{scheme}://localhost:{}", peer.address.rsplit_once(':').unwrap().1);
        let good = config::Mail {
            user: Some("domicile".to_owned()),
            password_file: Some(at("password")),
            ca_file: Some(at("cert.pem")),
            ..settings(&smtp)
        };
        office.write(1, "ana.costa@oldbridge.example.com").await;
        // A certificate that nobody vouches for, no sign-in, a wrong password: nothing is sent, and nothing is lost.
        secret("wrong", "battery staple");
        for bad in [
            config::Mail { ca_file: None, ..good.clone() },
            config::Mail { user: None, password_file: None, ..good.clone() },
            config::Mail { password_file: Some(at("wrong")), ..good.clone() },
        ] {
            assert_eq!(office.mailer(bad.clone()).send_due().await, 0, "{bad:?}");
            assert_eq!(office.waiting().await[0].state, "waiting", "{bad:?}");
            office.pass(SignedDuration::from_hours(2));
        }
        assert_eq!(office.mailer(good).send_due().await, 1, "{scheme}: {:?}", office.waiting().await);
    }
}

/// Security check 19: No mail goes out in the clear to another machine.
#[test]
fn a_mail_server_that_cannot_be_used_safely_is_refused() {
    let refused = |settings: config::Mail| match MailServer::new(&settings) {
        Err(error) => format!("{error:#}"),
        Ok(_) => panic!("taken: {settings:?}"),
    };
    assert!(refused(settings("smtp://mail.example.com")).contains("in the open"));
    assert!(refused(settings("smtp://localhost.example.com:25")).contains("in the open"));
    assert!(refused(settings("http://127.0.0.1")).contains("no way to send mail"));
    assert!(refused(settings("smtps://user:secret@mail.example.com")).contains("passwordFile"));
    assert!(
        refused(config::Mail { user: Some("u".into()), ..settings("smtps://mail.example.com") }).contains("both user and passwordFile")
    );
    assert!(refused(config::Mail { from: "nobody".into(), ..settings("smtps://mail.example.com") }).contains("nobody"));
    let missing =
        config::Mail { user: Some("u".into()), password_file: Some("/no/such/file".into()), ..settings("smtps://mail.example.com") };
    assert!(refused(missing).contains("/no/such/file"));
    for good in [
        "smtp://127.0.0.1:1025",
        "smtp://localhost",
        "smtp://[::1]:25",
        "smtps://mail.example.com",
        "smtp+starttls://mail.example.com:2525",
    ] {
        assert!(MailServer::new(&settings(good)).is_ok(), "{good}");
    }
}
