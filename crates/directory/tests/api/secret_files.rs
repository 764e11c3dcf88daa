//! Files that hold a secret, or that are believed: whoever starts the service with one that others can read, change or own is refused, in the
//! same words for all of them.

use super::binary::program;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Two folders: of the configuration with the mail server's password and certificate, and of the keys below it.
fn installation() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str, mode| {
        std::fs::write(folder.path().join(name), text).unwrap();
        set(&folder.path().join(name), mode);
    };
    std::fs::create_dir_all(folder.path().join("etc/keys")).unwrap();
    set(&folder.path().join("etc"), 0o755);
    set(&folder.path().join("etc/keys"), 0o700);
    put("etc/password", "s3cret\n", 0o600);
    put("etc/keys/audit.key", &URL_SAFE_NO_PAD.encode([7; 32]), 0o600);
    let mail = "[mail]\nsmtp = 'smtp://127.0.0.1'\nfrom = 'a@example.com'\nuser = 'u'\npasswordFile = 'etc/password'\n";
    put("etc/mail.toml", mail, 0o644);
    put("etc/keys.toml", "keys = 'etc/keys'\n", 0o644);
    folder
}

fn set(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// What is said at the start with this configuration. It never gets far: the folder of keys has no key set, and the port is taken.
fn said(folder: &Path, config: &str, port: u16) -> String {
    let listen = format!("127.0.0.1:{port}");
    let output = program(folder, &["serve", "--demo", "--database", "sqlite:d.sqlite3", "--listen", &listen, "--config", config]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!said.contains("s3cret"), "{said}");
    said
}

/// Field case L13: Mail password, configuration and the folder of keys are refused where others can read or change them, or own them.
/// Security check 18: Secret files are their owner's only, or nothing starts.
#[test]
fn a_secret_file_that_others_can_read_change_or_own_is_refused() {
    let folder = installation();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let audit = |folder: &Path| {
        let output = program(folder, &["audit", "key", "--config", "etc/keys.toml"]).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    let start = |folder: &Path| (false, said(folder, "etc/mail.toml", port));
    assert!(start(folder.path()).1.contains("cannot listen on"), "as it must be, it gets as far as the port");
    assert_eq!(audit(folder.path()), (true, String::new()));
    type Ask<'a> = &'a dyn Fn(&Path) -> (bool, String);
    let cases: [(&str, u32, &str, Ask<'_>); 11] = [
        ("etc/mail.toml", 0o666, "can be changed by others", &start),
        ("etc/mail.toml", 0o620, "can be changed by others", &start),
        ("etc/password", 0o644, "can be read by others", &mail),
        ("etc/password", 0o640, "can be read by others", &mail),
        ("etc/password", 0o602, "can be changed by others", &mail),
        ("etc", 0o777, "make the folder writable by its owner only", &start),
        ("etc/keys", 0o777, "make the folder writable by its owner only", &audit),
        ("etc/keys", 0o770, "make the folder writable by its owner only", &audit),
        ("etc/keys/audit.key", 0o644, "can be read by others", &audit),
        ("etc/keys/audit.key", 0o604, "can be read by others", &audit),
        ("etc/keys.toml", 0o606, "can be changed by others", &audit),
    ];
    for (name, mode, says, ask) in cases {
        let path: PathBuf = folder.path().join(name);
        let before = std::fs::metadata(&path).unwrap().permissions();
        set(&path, mode);
        let (fine, said) = ask(folder.path());
        assert!(!fine && said.contains(says) && said.contains(name), "{name} {mode:o}: {said}");
        std::fs::set_permissions(&path, before).unwrap();
        if std::os::unix::fs::chown(&path, Some(54_321), None).is_ok() {
            let (fine, said) = ask(folder.path());
            assert!(!fine && said.contains("belongs to another user") && said.contains("54321"), "{name}: {said}");
            std::os::unix::fs::chown(&path, Some(0), None).unwrap();
        }
    }
    assert!(start(folder.path()).1.contains("cannot listen on"), "as soon as all is as it must be");
    assert_eq!(audit(folder.path()), (true, String::new()));
}

#[test]
fn files_that_the_drivers_read_are_held_to_the_same_rule() {
    let folder = installation();
    let key = folder.path().join("etc/keys/audit.key");
    // A server that is not there: with files that are as they must be, that is what is said.
    let said = |query: &str, variable: &str| {
        let database = format!("postgres://u@127.0.0.1:1/d{query}");
        let mut command = program(folder.path(), &["audit", "verify", "--demo", "--database", &database]);
        if !variable.is_empty() {
            command.env(variable, "etc/keys/audit.key");
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(!said("?sslkey=etc/keys/audit.key", "").contains("by others"));
    let ways = [("?sslkey=etc/keys/audit.key", "", 0o640), ("", "PGSSLKEY", 0o604), ("", "PGPASSFILE", 0o644)];
    let believed = [("?sslrootcert=etc/keys/audit.key", "", 0o622), ("?sslcert=etc/keys/audit.key", "", 0o606)];
    for (query, variable, mode) in ways.into_iter().chain(believed) {
        set(&key, mode);
        let said = said(query, variable);
        assert!(said.contains("audit.key can be ") && said.contains("by others on this machine"), "{query} {variable}: {said}");
    }
}

/// Asks for the password alone: a free port, so that the start gets as far as the mail server.
fn mail(folder: &Path) -> (bool, String) {
    (false, said(folder, "etc/mail.toml", 0))
}
