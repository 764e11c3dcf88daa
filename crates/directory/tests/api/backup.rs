//! Backups and what comes after one is restored, by the program itself: made beside a service that writes, whole, never over another file; and
//! a workstation that saw more than the backup takes new policies once the epoch is raised.

use super::binary::program;
use crate::postgres::api::harness as on_postgres;
use crate::sqlite::api::harness::{Harness, send};
use axum::body::Body;
use axum::http::{Method, Request};
use domicile_policy::cache::{Cache, Received};
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_policy::verify::Expected;
use serde_json::json;
use sqlx::{Connection as _, SqliteConnection};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs a verb in a folder.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = program(folder, args).env("DOMICILE_LOG", "off").output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn file_of(database: &str) -> PathBuf {
    PathBuf::from(database.strip_prefix("sqlite:").unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_beside_a_service_that_writes_is_whole_and_its_owners_only() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("d.sqlite3").display());
    let harness = Harness::serving(&database).await;
    let id = harness.file_request("ana-costa").await;
    // Writes go on while copies are made.
    let (writing, backups) = tokio::join!(
        async {
            for step in 0..20 {
                let body = json!({"email": format!("new{step}@northwind.example.com"), "action": "create"});
                harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", body).await.ok(201);
            }
            harness.answer_request("maria-silva", "old-bridge", &id, "seen").await
        },
        async {
            let (place, database) = (folder.path().to_owned(), database.clone());
            tokio::task::spawn_blocking(move || {
                (0..3).map(|n| run(&place, &["backup", "--database", &database, "--to", &format!("b{n}")])).collect::<Vec<_>>()
            })
            .await
            .unwrap()
        }
    );
    writing.ok(200);
    for (n, (code, said, error)) in backups.into_iter().enumerate() {
        assert_eq!(code, 0, "{error}");
        assert!(said.starts_with(&format!("The backup b{n} is whole: tables of version ")), "{said}");
        let path = folder.path().join(format!("b{n}"));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let (code, whole, error) = run(folder.path(), &["audit", "verify", "--demo", "--database", &format!("sqlite:b{n}")]);
        assert!(code == 0 && whole.contains("The record is whole"), "{whole}{error}");
    }
    let left: Vec<String> = names(folder.path()).into_iter().filter(|it| !it.starts_with("d.sqlite3")).collect();
    assert_eq!(left, ["b0", "b1", "b2"], "nothing half is left, and nothing lies beside the copies");
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_one_that_is_not_whole_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("d.sqlite3").display());
    let harness = Harness::serving(&database).await;
    harness.file_request("ana-costa").await;
    harness.store.close().await;
    std::fs::write(folder.path().join("there"), "mine").unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("link")).unwrap();
    for name in ["there", "link"] {
        let (code, said, error) = run(folder.path(), &["backup", "--database", &database, "--to", name]);
        assert!(code == 2 && said.is_empty() && error.contains("is there already"), "{code} {error}");
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("there")).unwrap(), "mine");
    let before = names(folder.path());
    let refused = |args: &[&str], says: &str| {
        let (code, said, error) = run(folder.path(), args);
        assert!(code == 1 && said.is_empty() && error.contains(says), "{args:?}: {code} {error}");
        assert_eq!(names(folder.path()), before, "{args:?}");
    };
    refused(&["backup", "--database", "sqlite:tpyo", "--to", "b"], "There is no database");
    refused(&["backup", "--database", &database, "--to", "no/such/folder/b"], "cannot write the backup");
    // A record of which the end is gone would be found out too late.
    let mut file = SqliteConnection::connect(&database).await.unwrap();
    sqlx::query("DELETE FROM audit_events WHERE sequence = (SELECT MAX(sequence) FROM audit_events)").execute(&mut file).await.unwrap();
    file.close().await.unwrap();
    refused(&["backup", "--database", &database, "--to", "b"], "audit verify says more");
}

#[tokio::test]
async fn a_database_of_an_older_program_is_backed_up_before_it_is_brought_up_to_date_and_a_newer_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["migrate", "--database", "sqlite:d.sqlite3"]).0, 0);
    let address = format!("sqlite:{}", folder.path().join("d.sqlite3").display());
    let execute = async |statement: &'static str| {
        let mut file = SqliteConnection::connect(&address).await.unwrap();
        sqlx::query(statement).execute(&mut file).await.unwrap();
        file.close().await.unwrap();
    };
    execute("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)").await;
    let (code, said, error) = run(folder.path(), &["backup", "--database", "sqlite:d.sqlite3", "--to", "old"]);
    assert!(code == 0 && said.contains("of an older version"), "{said}{error}");
    execute("UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)").await;
    let (code, _, error) = run(folder.path(), &["backup", "--database", "sqlite:d.sqlite3", "--to", "new"]);
    assert!(code == 1 && error.contains("newer version") && error.contains("9999") && !folder.path().join("new").exists(), "{error}");
}

/// Ana's workstation: what it takes.
struct Workstation {
    cache: Cache,
    _folder: tempfile::TempDir,
}

impl Workstation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { cache: Cache::at(folder.path()), _folder: folder }
    }

    /// Epoch and version of the policy, or the code of why it is not taken.
    fn take(&self, policy: &[u8], keys: &[u8], now: i64) -> Result<(u64, u64), String> {
        let root = Root::compiled_in();
        let expected = Expected { issuer: root.issuer().into(), subject: "ana-costa".into(), machine: "machine-1".into() };
        let received = Received { policy, keyset: Some(keys), etag: None, server_time: None };
        let taken = self.cache.store(&root, &expected, &received, &Clock::wall(now));
        taken.map(|it| (it.policy.claims().epoch, it.policy.claims().version)).map_err(|it| it.code().to_owned())
    }
}

/// What either database's harness shows of a service.
macro_rules! fetch {
    ($harness:expr, $workstation:expr) => {{
        let keys = send(&$harness.router, Request::get("/v1/policy-keys").body(Body::empty()).unwrap()).await.bytes;
        let policy = $harness.policy("ana-costa", &[]).await;
        policy.expect_status(200);
        $workstation.take(&policy.bytes, &keys, $harness.now().as_second())
    }};
}

/// Gives Ana's policy new versions.
macro_rules! change {
    ($harness:expr) => {{
        let path = "/v1/accounts/old-bridge/users/ana-costa";
        $harness.call("maria-silva", Method::POST, &format!("{path}/lock"), &[], None).await.ok(200);
        $harness.post("maria-silva", &format!("{path}/unlock"), json!({"lock": "administrator"})).await.ok(200);
    }};
}

#[tokio::test]
async fn a_restored_backup_of_sqlite_is_believed_once_the_epoch_is_raised() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("d.sqlite3").display());
    let (harness, workstation) = (Harness::serving(&database).await, Workstation::new());
    let (first, _) = fetch!(harness, workstation).unwrap();
    assert_eq!(first, 1);
    let (code, _, error) = run(folder.path(), &["backup", "--database", &database, "--to", "backup"]);
    assert_eq!(code, 0, "{error}");
    change!(harness);
    let (_, newest) = fetch!(harness, workstation).unwrap();
    let now = harness.now();
    harness.store.close().await;
    // As docs/operations.md has it: the file in its place, and nothing of the old one beside it.
    for name in names(folder.path()).iter().filter(|it| it.starts_with("d.sqlite3")) {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    std::fs::copy(folder.path().join("backup"), file_of(&database)).unwrap();
    let restored = Harness::serving_at(&database, now).await;
    assert_eq!(fetch!(restored, workstation).unwrap_err(), "rolled_back");
    let (code, said, error) = run(folder.path(), &["keys", "epoch", "raise", "--because", "restored", "--database", &database]);
    assert_eq!((code, said.as_str()), (0, "The epoch is 2.\n"), "{error}");
    let (epoch, version) = fetch!(restored, workstation).unwrap();
    assert!(epoch == 2 && version < newest, "an older version of a newer epoch: {version} after {newest}");
    let (code, said, error) = run(folder.path(), &["audit", "verify", "--demo", "--database", &database]);
    assert_eq!(code, 0, "{said}{error}");
}

#[tokio::test]
async fn a_restored_backup_of_postgresql_is_believed_once_the_epoch_is_raised() {
    let folder = tempfile::tempdir().unwrap();
    let (database, fresh) = (domicile_test_postgres::database().unwrap(), domicile_test_postgres::database().unwrap());
    let (harness, workstation) = (on_postgres::Harness::serving(&database).await, Workstation::new());
    fetch!(harness, workstation).unwrap();
    // The program says which command makes the backup; it is carried out as it stands there.
    let (code, said, error) = run(folder.path(), &["backup", "--database", &database, "--to", "backup.dump"]);
    assert!(code == 2 && said.is_empty(), "{code} {said}");
    let command = error.split_once("a service that runs: ").unwrap_or_else(|| panic!("{error}")).1;
    shell(folder.path(), command);
    assert_eq!(std::fs::metadata(folder.path().join("backup.dump")).unwrap().permissions().mode() & 0o777, 0o600);
    change!(harness);
    let (_, newest) = fetch!(harness, workstation).unwrap();
    let now = harness.now();
    harness.store.close().await;
    shell(folder.path(), &format!("pg_restore --no-owner --exit-on-error --dbname='{fresh}' backup.dump"));
    let restored = on_postgres::Harness::serving_at(&fresh, now).await;
    assert_eq!(fetch!(restored, workstation).unwrap_err(), "rolled_back");
    let (code, said, error) = run(folder.path(), &["keys", "epoch", "raise", "--because", "restored", "--database", &fresh]);
    assert_eq!((code, said.as_str()), (0, "The epoch is 2.\n"), "{error}");
    let (epoch, version) = fetch!(restored, workstation).unwrap();
    assert!(epoch == 2 && version < newest, "{version} after {newest}");
    restored.store.close().await;
}

/// Runs a line of a shell with PostgreSQL's programs at hand.
fn shell(folder: &Path, line: &str) {
    let programs = domicile_test_postgres::programs().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh").args(["-c", line.trim()]).current_dir(folder).env("PATH", path).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}
