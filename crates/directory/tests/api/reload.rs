//! The configuration read again while the service runs, by the program itself: told by a signal, or by the file that has changed. What can be
//! exchanged is, under requests; what cannot is named; a broken file changes nothing.

use super::binary::{Running, program};
use super::outside_issuer::OutsideIssuer;
use crate::sqlite::api::scripted_server::{Script, ScriptedServer};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use tempfile::TempDir;

const ANA: &str = "ana.costa@oldbridge.example.com";
const TOM: &str = "tom.becker@oldbridge.example.com";
const NORA: &str = "nora.lindqvist@northwind.example.com";
/// So that nobody meets a limit who asks as often as a test does.
const LIMITS: &str = "[limits]\nreadBurst = 1000000\nwriteBurst = 1000000\n";
const READ: &str = "the configuration was read again";
/// Far longer than anything here takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// The lines of the log, read all the time, so that whoever writes them never waits.
#[derive(Clone, Default)]
struct Log(Arc<Lines>);

#[derive(Default)]
struct Lines {
    /// All of them, and how many of them were looked at.
    state: Mutex<(Vec<String>, usize)>,
    more: Condvar,
}

impl Log {
    fn follow(service: &mut Running) -> Self {
        let (log, lines) = (Self::default(), BufReader::new(service.0.stderr.take().unwrap()).lines());
        let into = log.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                into.0.state.lock().unwrap().0.push(line);
                into.0.more.notify_all();
            }
        });
        log
    }

    /// The next line that says this, of those that were not looked at yet.
    fn wait_for(&self, what: &str) -> String {
        let mut state = self.0.state.lock().unwrap();
        loop {
            let (lines, looked_at) = &mut *state;
            if let Some(at) = lines[*looked_at..].iter().position(|it| it.contains(what)) {
                *looked_at += at + 1;
                return lines[*looked_at - 1].clone();
            }
            *looked_at = lines.len();
            let (next, waited) = self.0.more.wait_timeout(state, LIMIT).unwrap();
            assert!(!waited.timed_out(), "the log does not say “{what}”: {:#?}", next.0.iter().rev().take(20).collect::<Vec<_>>());
            state = next;
        }
    }
}

/// The demo with a configuration file, running.
struct Service {
    running: Running,
    log: Log,
    address: String,
    folder: TempDir,
}

impl Service {
    fn start(database: &str, config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), config);
        let args = ["serve", "--demo", "--database", database, "--config", "directory.toml"];
        let mut running = Running(program(folder.path(), &args).spawn().unwrap());
        let log = Log::follow(&mut running);
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { running, log, address, folder }
    }

    fn audience(&self) -> String {
        format!("http://{}", self.address)
    }

    fn write(&self, config: &str) {
        write(self.folder.path(), config);
    }

    fn hang_up(&self) {
        assert!(Command::new("kill").arg("-HUP").arg(self.running.0.id().to_string()).status().unwrap().success());
    }

    /// Reads it again by a signal; the line that says so.
    fn read_again(&self, config: &str) -> String {
        self.write(config);
        self.hang_up();
        self.log.wait_for(READ)
    }

    fn get(&self, path: &str, token: &str) -> (u16, String) {
        ask(&self.address, "GET", path, token)
    }
}

fn write(folder: &Path, config: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let fresh = folder.join("directory.toml.new");
    std::fs::write(&fresh, config).unwrap();
    std::fs::set_permissions(&fresh, std::fs::Permissions::from_mode(0o644)).unwrap();
    std::fs::rename(fresh, folder.join("directory.toml")).unwrap();
}

fn ask(address: &str, method: &str, path: &str, token: &str) -> (u16, String) {
    let mut peer = TcpStream::connect(address).unwrap();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n");
    let body = if method == "POST" { "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}" } else { "\r\n" };
    peer.write_all(format!("{head}{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    peer.read_to_string(&mut answer).unwrap();
    (answer.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("{answer:?}")), answer)
}

fn issuer(it: &OutsideIssuer, domain: &str) -> String {
    format!("[[issuer]]\nissuer = '{}'\nclientId = 'domicile'\ndomains = ['{domain}']\n", it.url)
}

/// Work that waits for processes, beside the runtime that answers as issuer and mail server.
async fn waiting<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_issuer_is_added_and_taken_away_under_requests_and_none_of_them_fails() {
    let (one, other) = (OutsideIssuer::start().await, OutsideIssuer::start().await);
    waiting(move || {
        let first = format!("{}{LIMITS}", issuer(&one, "oldbridge.example.com"));
        let both = format!("{}{first}", issuer(&other, "northwind.example.com"));
        let service = Service::start("sqlite:d.sqlite3", &first);
        let (ana, nora) = (one.token(&service.audience(), ANA), other.token(&service.audience(), NORA));
        assert_eq!(service.get("/v1/me", &ana).0, 200);
        assert!(service.get("/v1/me", &nora).1.contains("token_unknown_issuer"));
        let (stop, answered) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let asking: Vec<_> = (0..4)
            .map(|_| {
                let (address, ana, stop, answered) = (service.address.clone(), ana.clone(), Arc::clone(&stop), Arc::clone(&answered));
                std::thread::spawn(move || {
                    while !stop.load(Ordering::SeqCst) {
                        let (status, answer) = ask(&address, "GET", "/v1/me", &ana);
                        assert_eq!(status, 200, "{answer}");
                        answered.fetch_add(1, Ordering::SeqCst);
                    }
                })
            })
            .collect();
        for _ in 0..3 {
            service.read_again(&both);
            let told = service.get("/.well-known/oauth-protected-resource", &ana).1;
            assert!(told.contains(&format!("\"authorization_servers\":[\"{}\",\"{}\"", other.url, one.url)), "{told}");
            assert_eq!(service.get("/v1/me", &nora).0, 200, "whom the new one vouches for");
            service.read_again(&first);
            assert!(service.get("/v1/me", &nora).1.contains("token_unknown_issuer"), "and no longer");
        }
        // Told without a change, it reads and says so.
        service.hang_up();
        assert!(service.log.wait_for(READ).contains("nothing in it has changed"));
        stop.store(true, Ordering::SeqCst);
        for it in asking {
            it.join().unwrap();
        }
        assert!(answered.load(Ordering::SeqCst) > 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_file_is_read_without_being_told_and_mail_goes_by_another_server() {
    for database in ["sqlite:d.sqlite3".to_owned(), domicile_test_postgres::database().unwrap()] {
        let outside = Arc::new(OutsideIssuer::start().await);
        let (one, other) = (ScriptedServer::start(Script::default()).await, ScriptedServer::start(Script::default()).await);
        let config = |server: Option<&ScriptedServer>| {
            let mail = server.map(|it| format!("[mail]\nsmtp = 'smtp://{}'\nfrom = 'd@example.com'\n", it.address)).unwrap_or_default();
            format!("{}{mail}", issuer(&outside, "oldbridge.example.com"))
        };
        let (without, first, second) = (config(None), config(Some(&one)), config(Some(&other)));
        let service = Arc::new(waiting(move || Service::start(&database, &without)).await);
        let files = |email: &'static str| {
            let (service, outside) = (Arc::clone(&service), Arc::clone(&outside));
            waiting(move || {
                let token = outside.token(&service.audience(), email);
                let (status, answer) = ask(&service.address, "POST", "/v1/me/removal-requests", &token);
                assert_eq!(status, 201, "{answer}");
            })
        };
        let changes = |config: String| {
            let service = Arc::clone(&service);
            waiting(move || {
                service.write(&config);
                service.log.wait_for(READ)
            })
        };
        // What was written while there was no server goes as soon as there is one.
        files(ANA).await;
        let line = changes(first).await;
        assert!(line.contains("mail.smtp"), "{line}");
        one.got(2).await;
        changes(second).await;
        let before = one.count();
        files(TOM).await;
        other.got(2).await;
        assert_eq!(one.count(), before, "nothing goes by the server of before");
        drop(service);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_used_changes_nothing_and_says_why() {
    let outside = OutsideIssuer::start().await;
    waiting(move || {
        let good = issuer(&outside, "oldbridge.example.com");
        let service = Service::start("sqlite:d.sqlite3", &good);
        let ana = outside.token(&service.audience(), ANA);
        let refused = "the configuration cannot be used: what was read before goes on";
        for (broken, why) in [
            ("isuer = 1\n".to_owned(), "isuer"),
            (good[..good.len() / 2].to_owned(), "line"),
            // No part of a file counts of which another part cannot.
            ("[mail]\nsmtp = 'smtp://mx.example.com'\nfrom = 'd@example.com'\n".to_owned(), "plain smtp to another machine"),
            (format!("{good}{good}"), "twice"),
        ] {
            service.write(&broken);
            service.hang_up();
            let line = service.log.wait_for(refused);
            assert!(line.contains("ERROR") && line.contains(why), "{line}");
            assert_eq!(service.get("/v1/me", &ana).0, 200, "{broken}");
        }
        std::fs::remove_file(service.folder.path().join("directory.toml")).unwrap();
        service.hang_up();
        assert!(service.log.wait_for(refused).contains("No such file"));
        assert_eq!(service.get("/v1/me", &ana).0, 200);
        service.read_again(&good);
    })
    .await;
}

#[test]
fn what_needs_a_restart_is_named_and_waits_for_it() {
    let service = Service::start("sqlite:d.sqlite3", "[limits]\nreadBurst = 5\n");
    let changed = "auditHeads = 'heads'\n[limits]\nreadBurst = 6\n";
    for _ in 0..2 {
        service.read_again(changed);
        let lines = [service.log.wait_for("needs a restart"), service.log.wait_for("needs a restart")];
        assert!(lines[0].contains("\"setting\":\"auditHeads\"") && lines[1].contains("\"setting\":\"limits.readBurst\""), "{lines:?}");
    }
    assert!(service.read_again("[limits]\nreadBurst = 5\n").contains("nothing in it has changed"));
}

#[test]
fn a_service_without_a_configuration_file_survives_the_signal() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Running(program(folder.path(), &["serve", "--demo", "--database", "sqlite:d.sqlite3"]).spawn().unwrap());
    let log = Log::follow(&mut running);
    let mut line = String::new();
    BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(Command::new("kill").arg("-HUP").arg(running.0.id().to_string()).status().unwrap().success());
    log.wait_for("there is no configuration file to read again");
    assert_eq!(ask(line.trim_end().strip_prefix("listening on http://").unwrap(), "GET", "/health/ready", "").0, 200);
}
