//! The program itself: starts, says where it listens, ends when told; and what it refuses to do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub(crate) fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_domicile-directory"));
    command.current_dir(folder).args(args).env_remove("DOMICILE_LOG").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends with the test, however that ends.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn expect_refusal(folder: &Path, args: &[&str]) -> String {
    let Output { status, stderr, stdout } = program(folder, args).output().unwrap();
    assert_eq!((status.code(), stdout.as_slice()), (Some(1), &b""[..]), "{args:?}");
    String::from_utf8(stderr).unwrap()
}

#[test]
#[cfg(unix)]
fn it_says_where_it_listens_answers_and_ends_when_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    // Twice on the same database: the second start finds the first one's people.
    for _ in 0..2 {
        let mut service = Running(program(folder.path(), &["serve", "--demo", "--database", "sqlite:d.sqlite3"]).spawn().unwrap());
        let mut stdout = BufReader::new(service.0.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
        let mut peer = TcpStream::connect(&address).unwrap();
        write!(peer, "GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        peer.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(Command::new("kill").arg(service.0.id().to_string()).status().unwrap().success());
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        assert_eq!((service.0.wait().unwrap().code(), rest.as_str()), (Some(0), ""));
    }
    let mode = std::fs::metadata(folder.path().join("d.sqlite3")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the database is its owner's only");
}

/// Writes a configuration file that nobody else may change, whatever the umask.
fn write_config(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
    #[cfg(unix)]
    std::fs::set_permissions(file, std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
}

/// Starts the demo on `d.sqlite3` in this folder, files a request as Ana would, ends it.
#[cfg(unix)]
fn run_service_once(folder: &Path) {
    let config = folder.join("directory.toml");
    write_config(&config, "auditHeads = 'heads'\n");
    let serve = ["serve", "--demo", "--database", "sqlite:d.sqlite3", "--config", "directory.toml"];
    let mut service = Running(program(folder, &serve).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(service.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let link = ["identity", "link", "--issuer", "i", "--subject", "1", "--email", "ana.costa@oldbridge.example.com"];
    assert!(program(folder, &link).args(["--database", "sqlite:d.sqlite3"]).status().unwrap().success());
    assert!(Command::new("kill").arg(service.0.id().to_string()).status().unwrap().success());
    assert_eq!(service.0.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    service.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    std::fs::write(folder.join("log"), log).unwrap();
}

#[tokio::test]
#[cfg(unix)]
async fn the_record_is_signed_when_the_service_ends_and_verified_by_the_operator() {
    use sqlx::{Connection as _, SqliteConnection};
    let folder = tempfile::tempdir().unwrap();
    run_service_once(folder.path());
    let verify = ["audit", "verify", "--demo", "--database", "sqlite:d.sqlite3", "--head", "heads"];
    // The file and the log tell the same.
    for verify in [&verify[..], &[&verify[..6], &["log"]].concat()] {
        let output = program(folder.path(), verify).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "The record is whole: chains 1, events 1, signed heads 1.\n");
    }
    assert!(expect_refusal(folder.path(), &["audit", "verify", "--database", "sqlite:d.sqlite3"]).contains("no audit key"));
    assert!(expect_refusal(folder.path(), &[&verify[..], &["--head", "nowhere"]].concat()).contains("cannot read nowhere"));

    let export = program(folder.path(), &["export", "--account", "-", "--database", "sqlite:d.sqlite3"]).output().unwrap();
    let event: serde_json::Value = serde_json::from_slice(&export.stdout).unwrap();
    assert_eq!((&event["actor"], &event["action"], &event["sequence"]), (&"operator".into(), &"identity.linked".into(), &1.into()));

    let mut database = SqliteConnection::connect(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap();
    sqlx::query("UPDATE audit_events SET subject = 'maria-silva'").execute(&mut database).await.unwrap();
    let broken = expect_refusal(folder.path(), &verify);
    assert!(broken.contains("The chain of events without an account is broken at event 1 ("), "{broken}");
    sqlx::query("DELETE FROM audit_events").execute(&mut database).await.unwrap();
    sqlx::query("DELETE FROM audit_chains").execute(&mut database).await.unwrap();
    let broken = expect_refusal(folder.path(), &verify);
    assert!(broken.contains("a signed head says that there were 1 events"), "{broken}");
}

/// Security check 19: A password on the command line, plain http to others, a demo for others: nothing of it starts.
#[test]
fn it_refuses_what_would_be_unsafe_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |args: &[&str]| expect_refusal(folder.path(), args);
    assert!(at(&["serve", "--demo", "--listen", "0.0.0.0:0"]).contains("this machine only"));
    assert!(at(&["serve", "--listen", "0.0.0.0:0"]).contains("https"));
    assert!(at(&["serve", "--demo", "--public-url", "http://directory.example.com"]).contains("plain http"));
    assert!(at(&["serve", "--demo", "--public-url", "https://directory.example.com"]).contains("loopback only"));
    assert!(at(&["serve"]).contains("--config"));
    assert!(at(&["migrate", "--database", "mysql://x"]).contains("sqlite:PATH"));
    assert!(at(&["migrate", "--database", "postgres://u:secret@h/d"]).contains("PGPASSFILE"));
    assert!(at(&["migrate", "--database", "sqlite:no/such/folder/d.sqlite3"]).contains("cannot use the database file"));
    let config = folder.path().join("c.toml");
    write_config(&config, "[[issuer]]\nissuer = 'https://issuer.example.com'\nclientId = 'domicile'\n");
    assert!(at(&["serve", "--config", "c.toml"]).contains("nothing to sign policies with"));
    write_config(&config, "isuer = 1\n");
    assert!(at(&["serve", "--config", "c.toml"]).contains("isuer"));
}

#[test]
fn identities_are_linked_by_the_operator() {
    let folder = tempfile::tempdir().unwrap();
    assert!(program(folder.path(), &["migrate", "--database", "sqlite:d.sqlite3"]).status().unwrap().success());
    let link = [
        "identity",
        "link",
        "--database",
        "sqlite:d.sqlite3",
        "--issuer",
        "https://i.example.com",
        "--subject",
        "1",
        "--email",
        "a@example.com",
    ];
    assert!(expect_refusal(folder.path(), &link).contains("nobody with the address a@example.com"));
}
