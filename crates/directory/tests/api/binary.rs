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

/// What linking says on stdout and stderr, where it succeeds.
fn linked(folder: &Path, issuer: &str, subject: &str) -> (String, String) {
    let email = "maria.silva@oldbridge.example.com";
    let link = [
        "identity",
        "link",
        "--database",
        "sqlite:d.sqlite3",
        "--config",
        "c.toml",
        "--issuer",
        issuer,
        "--subject",
        subject,
        "--email",
        email,
    ];
    let Output { status, stdout, stderr } = program(folder, &link).output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Field case S18a, S18c: An empty or odd subject or issuer is refused, what was linked is said, and an issuer of no configuration is warned of.
#[test]
#[cfg(unix)]
fn linking_refuses_what_cannot_be_and_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    run_service_once(folder.path());
    std::fs::write(folder.path().join("c.toml"), "[[issuer]]\nissuer = 'https://i.example.com'\nclientId = 'domicile'\n").unwrap();
    let long = "x".repeat(256);
    for (issuer, subject, named) in [
        ("https://i.example.com", "", "The subject is empty"),
        ("https://i.example.com", "  ", "The subject is empty"),
        ("https://i.example.com", " 1", "The subject is empty, or has blanks"),
        ("https://i.example.com", "a\u{7}b", "control character"),
        ("https://i.example.com", long.as_str(), "longer than 255"),
        ("", "1", "The issuer is empty"),
        ("https://i.example.com ", "1", "The issuer is empty, or has blanks"),
    ] {
        let link = ["identity", "link", "--database", "sqlite:d.sqlite3", "--issuer", issuer, "--subject", subject];
        let refused = expect_refusal(folder.path(), &[&link[..], &["--email", "maria.silva@oldbridge.example.com"]].concat());
        assert!(refused.contains(named), "{issuer:?} {subject:?}: {refused}");
    }
    let said = |subject: &str, issuer: &str| {
        format!("linked: {subject} at {issuer} signs in as Maria Silva <maria.silva@oldbridge.example.com> (maria-silva)\n")
    };
    let configured = linked(folder.path(), "https://i.example.com", "1");
    assert_eq!(configured, (said("1", "https://i.example.com"), String::new()));
    let (out, warning) = linked(folder.path(), "https://i.example.com/", "2");
    assert_eq!(out, said("2", "https://i.example.com/"));
    assert!(warning.contains("warning: the configuration has https://i.example.com and not https://i.example.com/"), "{warning}");
    let (out, warning) = linked(folder.path(), "https://elsewhere.example.com", "3");
    assert_eq!(out, said("3", "https://elsewhere.example.com"));
    assert!(warning.contains("warning: the configuration has no issuer https://elsewhere.example.com"), "{warning}");
    assert_eq!(linked(folder.path(), "builtin", "4").1, "");
}

/// Field case S16b, H1: The service does not start with an issuer that cannot be one, nor with several that speak for nobody in particular.
#[test]
fn it_does_not_start_with_issuers_that_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |config: &str| {
        std::fs::write(folder.path().join("c.toml"), config).unwrap();
        expect_refusal(folder.path(), &["serve", "--demo", "--config", "c.toml", "--database", "sqlite:d.sqlite3"])
    };
    let issuer = |name: &str| format!("[[issuer]]\nissuer = '{name}'\nclientId = 'domicile'\n");
    assert!(refused(&issuer("not a url")).contains("\"not a url\" of the configuration is no address"));
    assert!(refused(&issuer("http://issuer.example.com")).contains("plain http to another machine"));
    let both = issuer("https://one.example.com") + &issuer("https://two.example.com");
    assert!(refused(&both).contains("https://one.example.com has neither “domains” nor “accounts”"));
}

/// Field case S16a: An issuer that is not there is named in the log at the start, before anybody signs in.
#[test]
fn an_issuer_that_is_not_there_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    std::fs::write(folder.path().join("c.toml"), format!("[[issuer]]\nissuer = 'http://{nobody}'\nclientId = 'domicile'\n")).unwrap();
    let serve = ["serve", "--demo", "--config", "c.toml", "--database", "sqlite:d.sqlite3"];
    let mut service = Running(program(folder.path(), &serve).spawn().unwrap());
    let log = BufReader::new(service.0.stderr.take().unwrap());
    let warning = log.lines().map_while(Result::ok).find(|it| it.contains("keys cannot be fetched"));
    assert!(warning.is_some_and(|it| it.contains("WARN") && it.contains(&nobody.to_string())));
}
