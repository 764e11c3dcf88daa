//! The program itself: starts, says where it listens, ends when told; and what it refuses to do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_domicile-directory"));
    command.current_dir(folder).args(args).env_remove("DOMICILE_LOG").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn refused(folder: &Path, args: &[&str]) -> String {
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

#[test]
fn it_refuses_what_would_be_unsafe_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = |args: &[&str]| refused(folder.path(), args);
    assert!(at(&["serve", "--demo", "--listen", "0.0.0.0:0"]).contains("this machine only"));
    assert!(at(&["serve", "--listen", "0.0.0.0:0"]).contains("https"));
    assert!(at(&["serve", "--demo", "--public-url", "http://directory.example.com"]).contains("plain http"));
    assert!(at(&["serve", "--demo", "--public-url", "https://directory.example.com"]).contains("loopback only"));
    assert!(at(&["serve"]).contains("--config"));
    assert!(at(&["migrate", "--database", "mysql://x"]).contains("sqlite:PATH"));
    assert!(at(&["migrate", "--database", "postgres://u:secret@h/d"]).contains("PGPASSFILE"));
    assert!(at(&["migrate", "--database", "sqlite:no/such/folder/d.sqlite3"]).contains("cannot use the database file"));
    let config = folder.path().join("c.toml");
    std::fs::write(&config, "[[issuer]]\nissuer = 'https://issuer.example.com'\nclientId = 'domicile'\n").unwrap();
    assert!(at(&["serve", "--config", "c.toml"]).contains("nothing to sign policies with"));
    std::fs::write(&config, "isuer = 1\n").unwrap();
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
    assert!(refused(folder.path(), &link).contains("nobody with the address a@example.com"));
}
