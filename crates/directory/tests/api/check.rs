//! `domicile-directory check` by the program itself: everything that a start needs is tried, beside real peers, all of it even where some fails,
//! and nothing is written anywhere.

use super::binary::program;
use super::ceremony::Ceremony;
use super::outside_issuer::OutsideIssuer;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};

/// A mail server that lets `s3cret` in, and notes what it was asked for.
struct MailServer {
    address: String,
    commands: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, commands) = (listener.local_addr().unwrap().to_string(), Arc::new(Mutex::new(Vec::new())));
        let noted = Arc::clone(&commands);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let _ = stream.write_all(b"220 mx.example.com ESMTP\r\n");
                for line in lines.map_while(Result::ok) {
                    let good = format!("AUTH PLAIN {}", base64::engine::general_purpose::STANDARD.encode("\0u\0s3cret"));
                    let answer = match line.split(' ').next().unwrap_or_default() {
                        "EHLO" => "250-mx.example.com\r\n250 AUTH PLAIN\r\n",
                        "AUTH" if line == good => "235 2.7.0 welcome\r\n",
                        "AUTH" => "535 5.7.8 who are you\r\n",
                        "QUIT" => "221 bye\r\n",
                        _ => "250 ok\r\n",
                    };
                    noted.lock().unwrap().push(line.split(' ').next().unwrap_or_default().to_owned());
                    if stream.write_all(answer.as_bytes()).is_err() {
                        break;
                    }
                }
            }
        });
        Self { address, commands }
    }
}

/// An installation in which all is well.
struct Installation {
    ceremony: Ceremony,
    issuer: OutsideIssuer,
    mail: MailServer,
    database: String,
}

impl Installation {
    async fn new(database: &str) -> Self {
        let ceremony = Ceremony::new();
        ceremony.does(&["rotate", "--folder", "keys"]);
        ceremony.sign("demo1.key");
        ceremony.sign("demo2.key");
        ceremony.install();
        ceremony.put("keys/audit.key", &URL_SAFE_NO_PAD.encode([7; 32]), 0o600);
        ceremony.put("password", "s3cret\n", 0o600);
        assert!(program(&ceremony.path("."), &["migrate", "--database", database]).status().unwrap().success());
        let it = Self { ceremony, issuer: OutsideIssuer::start().await, mail: MailServer::start(), database: database.to_owned() };
        it.configure("");
        it
    }

    /// The configuration with something more at its beginning.
    fn configure(&self, more: &str) {
        let text = format!(
            "{more}\nkeys = 'keys'\nauditHeads = 'heads'\npublicUrl = '{}'\ndatabase = '{}'\n[[issuer]]\nissuer = '{}'\nclientId = 'domicile'\n\
             [mail]\nsmtp = 'smtp://{}'\nfrom = 'd@example.com'\nuser = 'u'\npasswordFile = 'password'\n",
            self.issuer.url, self.database, self.issuer.url, self.mail.address
        );
        self.ceremony.put("directory.toml", &text, 0o644);
    }

    /// Exit code and report; nothing in the folder has changed.
    async fn check(&self, more: &[&'static str]) -> (i32, Value) {
        let before = self.contents();
        let (folder, more) = (self.ceremony.path("."), more.to_vec());
        let output = tokio::task::spawn_blocking(move || {
            let args = [&["check", "--config", "directory.toml", "--json"], more.as_slice()].concat();
            program(&folder, &args).env("DOMICILE_LOG", "off").output().unwrap()
        });
        let output = output.await.unwrap();
        assert_eq!(self.contents(), before, "a check writes nothing");
        let said = String::from_utf8(output.stderr).unwrap();
        let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
        assert!(!said.contains("s3cret") && !String::from_utf8(output.stdout).unwrap().contains("s3cret"));
        (output.status.code().unwrap(), report)
    }

    fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        for folder in [".", "keys"] {
            for entry in std::fs::read_dir(self.ceremony.path(folder)).unwrap().map(Result::unwrap) {
                if entry.file_type().unwrap().is_file() {
                    found.insert(format!("{folder}/{}", entry.file_name().to_string_lossy()), std::fs::read(entry.path()).unwrap());
                }
            }
        }
        found
    }
}

/// The state of each check, by its id.
fn states(report: &Value) -> BTreeMap<String, String> {
    let of = |it: &Value, name: &str| it[name].as_str().unwrap().to_owned();
    report["checks"].as_array().unwrap().iter().map(|it| (of(it, "id"), of(it, "state"))).collect()
}

fn find<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["checks"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("no {id}: {report:#}"))
}

const ALL: &[&str] = &[
    "clock",
    "database",
    "database.tables",
    "files.audit-heads",
    "files.config",
    "files.keys",
    "files.mail-password",
    "issuer.keys",
    "issuer.metadata",
    "issuers",
    "keys",
    "keys.audit",
    "mail.greeting",
    "mail.sign-in",
    "public-address",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_all_is_well_every_check_says_so_and_nothing_is_written() {
    for database in ["sqlite:d.sqlite3".to_owned(), domicile_test_postgres::database().unwrap()] {
        let it = Installation::new(&database).await;
        let (code, report) = it.check(&[]).await;
        assert_eq!(states(&report).keys().map(String::as_str).collect::<Vec<_>>(), ALL);
        assert!(code == 0 && states(&report).values().all(|it| it == "ok"), "{report:#}");
        assert_eq!((&report["failed"], &report["warnings"]), (&json!(0), &json!(0)));
        let commands = it.mail.commands.lock().unwrap().clone();
        assert!(commands.contains(&"AUTH".to_owned()) && !commands.contains(&"MAIL".to_owned()), "no letter: {commands:?}");
        let folder = it.ceremony.path(".");
        let text = tokio::task::spawn_blocking(move || program(&folder, &["check", "--config", "directory.toml"]).output().unwrap());
        let text = String::from_utf8(text.await.unwrap().stdout).unwrap();
        assert!(text.ends_with("15 checks: 15 ok, 0 warnings, 0 failed\n") && text.contains("ok       database.tables"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_checks_run_where_some_fail_and_each_says_what_why_and_what_to_do() {
    let it = Installation::new("sqlite:d.sqlite3").await;
    let kid = it.ceremony.lines("current")[0].split('\t').next().unwrap().to_owned();
    it.ceremony.put("password", "wrong\n", 0o600);
    std::fs::set_permissions(it.ceremony.path(&format!("keys/{kid}.key")), std::fs::Permissions::from_mode(0o644)).unwrap();
    it.issuer.says_that_it_is(Some("Mon, 16 Mar 2026 10:00:00 GMT"));
    it.issuer.publishes(json!({"keys": [{"kty": "oct", "k": "AA"}]}));
    let file = format!("sqlite:{}", it.ceremony.path("d.sqlite3").display());
    let mut file = SqliteConnection::connect(&file).await.unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)")
        .execute(&mut file)
        .await
        .unwrap();
    file.close().await.unwrap();
    let (code, report) = it.check(&["--public-url", "http://127.0.0.1:1/"]).await;
    assert_eq!(code, 1);
    let found = states(&report);
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), ALL);
    let failed: Vec<_> = found.iter().filter(|it| it.1 == "failed").map(|it| it.0.as_str()).collect();
    assert_eq!(failed, ["clock", "database.tables", "files.keys", "issuer.keys", "keys", "mail.sign-in"], "{report:#}");
    assert_eq!(found["public-address"], "warning", "nobody listens there yet");
    for it in report["checks"].as_array().unwrap().iter().filter(|it| it["state"] != "ok") {
        assert!(it["why"].as_str().is_some_and(|it| !it.is_empty()) && it["do"].as_str().is_some_and(|it| !it.is_empty()), "{it:#}");
    }
    assert!(find(&report, "database.tables")["why"].as_str().unwrap().contains("of version 9999"));
    assert!(find(&report, "mail.sign-in")["why"].as_str().unwrap().contains("who are you"));
    assert!(find(&report, "files.keys")["do"].as_str().unwrap().starts_with("chmod 600 "));
    assert_eq!(find(&report, "clock")["about"], it.issuer.url);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_yet_is_told_from_what_cannot_be() {
    let it = Installation::new("sqlite:d.sqlite3").await;
    // Before the first start there is no database, and a proxy finds nobody.
    let (code, report) = it.check(&["--database", "sqlite:new.sqlite3"]).await;
    assert!(code == 0 && states(&report)["database"] == "warning" && !it.ceremony.path("new.sqlite3").exists(), "{report:#}");
    let (code, report) = it.check(&["--database", "sqlite:no/such/folder/d.sqlite3"]).await;
    assert!(code == 1 && states(&report)["database"] == "failed", "{report:#}");
    let (code, report) = it.check(&["--database", "postgres://u@127.0.0.1:1/d"]).await;
    assert!(code == 1 && find(&report, "database")["why"].as_str().unwrap().contains("127.0.0.1:1"), "{report:#}");
    let empty: &'static str = Box::leak(domicile_test_postgres::database().unwrap().into_boxed_str());
    let (code, report) = it.check(&["--database", empty]).await;
    assert!(code == 0 && states(&report)["database"] == "warning", "{report:#}");
    let mut server = PgConnection::connect(empty).await.unwrap();
    let tables: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").fetch_one(&mut server).await.unwrap();
    assert_eq!(tables, 0, "a check makes no tables");
    for (path, state) in [("/starting", "warning"), ("/elsewhere", "failed")] {
        let url: &'static str = Box::leak(format!("{}{path}", it.issuer.url).into_boxed_str());
        let (_, report) = it.check(&["--public-url", url]).await;
        assert_eq!(states(&report)["public-address"], state, "{path}: {report:#}");
    }
    for (url, says) in [("http://example.com", "plain http"), ("https://example.com/?a=b", "query")] {
        let (code, report) = it.check(&["--public-url", url]).await;
        assert!(code == 1 && find(&report, "public-address")["why"].as_str().unwrap().contains(says), "{report:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_configuration_that_others_may_have_written_is_not_followed() {
    let it = Installation::new("sqlite:d.sqlite3").await;
    std::fs::set_permissions(it.ceremony.path("directory.toml"), std::fs::Permissions::from_mode(0o666)).unwrap();
    let (code, report) = it.check(&[]).await;
    assert_eq!((code, states(&report).keys().map(String::as_str).collect::<Vec<_>>()), (1, vec!["files.config"]));
    assert!(find(&report, "files.config")["do"].as_str().unwrap().starts_with("chmod go-w "), "{report:#}");
    assert!(it.mail.commands.lock().unwrap().is_empty(), "the password went nowhere");
    it.configure("isuer = 1");
    let (code, report) = it.check(&[]).await;
    assert!(code == 1 && find(&report, "files.config")["why"].as_str().unwrap().contains("isuer"), "{report:#}");
    let folder = it.ceremony.path(".");
    let usage = |args: &[&str]| program(&folder, args).output().unwrap().status.code();
    assert_eq!((usage(&["check"]), usage(&["check", "--config", "directory.toml", "--public-url", "no address"])), (Some(2), Some(2)));
}
