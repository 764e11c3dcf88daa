//! Verbs that read find a database as it is, and leave it so; nothing found is no good answer. By the program itself, on both databases.

use super::binary::{Running, program};
use domicile_directory::keys::AuditKey;
use domicile_directory::store::Store;
use sqlx::{Connection as _, Row as _, SqliteConnection};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Every verb that only reads a database, without naming it.
const READING: &[&[&str]] = &[
    &["audit", "verify", "--demo"],
    &["export", "--account", "old-bridge"],
    &["support", "list"],
    &["mail", "list"],
    &["identity", "doubles"],
    &["person", "export", "ana.costa@oldbridge.example.com"],
];
/// Every verb that changes something in one, which must be there as well.
const WRITING: &[&[&str]] = &[
    &["identity", "link", "--issuer", "https://i.example.com", "--subject", "1", "--email", "ana.costa@oldbridge.example.com"],
    &["support", "answer", "r1", "--because", "done"],
    &["support", "remove-user", "--email", "ana.costa@oldbridge.example.com", "--because", "asked"],
    &["support", "name-admin", "--account", "quarry", "--email", "sam.quarry@quarry.example.com", "--because", "asked"],
    &["keys", "epoch", "raise", "--because", "a drill"],
    &["mail", "retry", "--all"],
    &["person", "erase", "ana.costa@oldbridge.example.com", "--because", "asked"],
    &["person", "compact"],
];
const LITE: &str = "sqlite:d.sqlite3";
const LINK: &[&str] = WRITING[0];

/// Exit code, what it printed, what it said instead.
fn run(folder: &Path, verb: &[&str], database: &str) -> (i32, String, String) {
    let output = program(folder, verb).args(["--database", database]).env("DOMICILE_LOG", "off").output().unwrap();
    let text = |it| String::from_utf8(it).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// What it says where it refuses; it prints nothing then.
fn refusal(folder: &Path, verb: &[&str], database: &str) -> String {
    let (code, printed, said) = run(folder, verb, database);
    assert_eq!((code, printed.as_str()), (1, ""), "{verb:?}: {said}");
    said
}

fn whole(folder: &Path) -> String {
    let (code, printed, said) = run(folder, READING[0], LITE);
    assert_eq!(code, 0, "{said}");
    printed
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|it| (it.file_name().to_string_lossy().into_owned(), std::fs::read(it.path()).unwrap())).collect()
}

/// The demo on this database, running.
fn serve(folder: &Path, database: &str) -> Running {
    let mut service = Running(program(folder, &["serve", "--demo", "--database", database]).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(service.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on "), "{line}");
    service
}

fn end(mut service: Running) {
    assert!(Command::new("kill").arg(service.0.id().to_string()).status().unwrap().success());
    assert_eq!(service.0.wait().unwrap().code(), Some(0));
}

/// A database with the sample organisation and one event, of a service that has ended.
fn used() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let service = serve(folder.path(), LITE);
    assert_eq!(run(folder.path(), LINK, LITE).0, 0);
    end(service);
    folder
}

async fn open(folder: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite:{}", folder.join("d.sqlite3").display())).await.unwrap()
}

async fn execute(folder: &Path, statements: &[&'static str]) {
    let mut database = open(folder).await;
    for statement in statements {
        sqlx::query(*statement).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
}

/// Field case S05a: A database that is not there is said to be missing, by every verb but those that are to make one, and nothing is made.
#[test]
fn a_mistyped_database_is_an_error_and_nothing_is_created() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("a-folder")).unwrap();
    for verb in READING.iter().chain(WRITING) {
        for database in ["sqlite:tpyo.sqlite3", "sqlite:no/such/folder/d.sqlite3", "sqlite:a-folder"] {
            assert!(refusal(folder.path(), verb, database).contains("There is no database "), "{verb:?} {database}");
        }
        let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["a-folder"], "{verb:?}");
    }
    // What is there and is none.
    std::fs::write(folder.path().join("empty"), "").unwrap();
    std::fs::write(folder.path().join("text"), "x".repeat(5_000)).unwrap();
    let before = contents_of_files(folder.path());
    for verb in READING.iter().chain(WRITING) {
        assert!(refusal(folder.path(), verb, "sqlite:empty").contains("none of this program's tables"), "{verb:?}");
        assert!(refusal(folder.path(), verb, "sqlite:text").contains("not a database"), "{verb:?}");
    }
    assert_eq!(contents_of_files(folder.path()), before);
}

fn contents_of_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::remove_dir(folder.join("a-folder")).ok();
    contents(folder)
}

/// Field case S05b, S05e: An account that does not exist is an error, for whoever verifies its record and for whoever exports it.
#[test]
fn a_mistyped_account_is_an_error() {
    let folder = used();
    for verb in [&["audit", "verify", "--demo", "--account", "old-brige"][..], &["export", "--account", "old-brige"]] {
        let said = refusal(folder.path(), verb, LITE);
        assert!(said.contains("There is no account old-brige."), "{said}");
    }
    // One that is there and has no events has nothing that could be whole; there is nothing of it to hand over either.
    let said = refusal(folder.path(), &["audit", "verify", "--demo", "--account", "old-bridge"], LITE);
    assert!(said.contains("holds no event"), "{said}");
    assert_eq!(run(folder.path(), READING[1], LITE), (0, String::new(), String::new()));
    let (code, printed, _) = run(folder.path(), &["export", "--account", "-"], LITE);
    assert_eq!((code, printed.lines().count()), (0, 1), "{printed}");
}

/// Field case S05d: An empty PostgreSQL database stays empty, and is told what to run.
#[tokio::test]
async fn an_empty_postgresql_is_not_given_tables() {
    let folder = tempfile::tempdir().unwrap();
    let database = domicile_test_postgres::database().unwrap();
    for verb in READING.iter().chain(WRITING) {
        assert!(refusal(folder.path(), verb, &database).contains("domicile-directory migrate"), "{verb:?}");
    }
    let mut connection = sqlx::PgConnection::connect(&database).await.unwrap();
    let tables = sqlx::query("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").fetch_one(&mut connection).await.unwrap();
    assert_eq!(tables.get::<i64, _>(0), 0);
    assert_eq!(run(folder.path(), &["migrate"], &database), (0, String::new(), String::new()));
    assert!(refusal(folder.path(), READING[0], &database).contains("The database is empty"));
    // What a verb reads by can write nothing, whatever it tried.
    let service = serve(folder.path(), &database);
    assert_eq!(run(folder.path(), LINK, &database).0, 0);
    let (code, printed, said) = run(folder.path(), READING[0], &database);
    assert_eq!((code, printed.as_str()), (0, "The record is whole: chains 1, events 1, signed heads 0.\n"), "{said}");
    end(service);
}

/// Field case S05d: A database of an older or a newer version is left as it is, and told which command or version it needs.
#[tokio::test]
async fn a_database_of_another_version_is_not_migrated_by_a_verb() {
    let folder = used();
    for (made, says) in [
        ("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)", "domicile-directory migrate"),
        (
            "UPDATE _sqlx_migrations SET version = 99990101000000 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)",
            "newer version",
        ),
        ("UPDATE _sqlx_migrations SET success = FALSE", "newer version"),
        ("DELETE FROM _sqlx_migrations WHERE version > 99", "broke off"),
        ("DELETE FROM _sqlx_migrations", "none of this program's tables"),
    ] {
        execute(folder.path(), &[made]).await;
        let before = contents(folder.path());
        for verb in READING.iter().chain(WRITING) {
            let said = refusal(folder.path(), verb, LITE);
            assert!(said.contains(says), "{made} {verb:?}: {said}");
        }
        assert_eq!(contents(folder.path()), before, "{made}");
    }
}

/// Security check 26: Verifying changes no byte of what it verifies, nor of what lies beside it.
/// Field case M6: Evidence is opened for reading only: verifying leaves the file as it was, after a clean end, after a crash, from a copy.
#[tokio::test]
async fn reading_leaves_every_byte_as_it_was() {
    let folder = used();
    let read_all = || READING.iter().map(|it| run(folder.path(), it, LITE)).collect::<Vec<_>>();
    let before = contents(folder.path());
    let answers = read_all();
    assert!(answers.iter().all(|it| it.0 == 0), "{answers:?}");
    assert!(contents(folder.path()) == before, "after a clean end");
    std::fs::write(folder.path().join("d.sqlite3-wal"), "").unwrap();
    assert!(read_all().iter().all(|it| it.0 == 0), "an empty log that was left over holds nothing up");
    std::fs::remove_file(folder.path().join("d.sqlite3-wal")).unwrap();
    // By a link, from another folder.
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(folder.path().join("d.sqlite3"), elsewhere.path().join("link")).unwrap();
    assert_eq!(run(elsewhere.path(), READING[0], "sqlite:link").0, 0);
    assert!(contents(folder.path()) == before && contents(elsewhere.path()).len() == 1, "by a link");

    // What stands only in the log beside the file is read, and stays there: the service was killed before it folded the log in.
    let service = serve(folder.path(), LITE);
    assert_eq!(run(folder.path(), &[&LINK[..5], &["2"], &LINK[6..]].concat(), LITE).0, 0);
    assert_eq!(whole(folder.path()), "The record is whole: chains 1, events 2, signed heads 1.\n", "beside a service that runs");
    let running = contents(folder.path());
    read_all();
    let after = contents(folder.path());
    for part in ["d.sqlite3", "d.sqlite3-wal"] {
        assert!(running[part] == after[part], "{part} beside a service that runs");
    }
    drop(service);
    let before = contents(folder.path());
    assert!(!before["d.sqlite3-wal"].is_empty(), "the crash left a log");
    assert_eq!(whole(folder.path()), "The record is whole: chains 1, events 2, signed heads 1.\n");
    read_all();
    assert!(contents(folder.path()) == before, "after a crash");
    // Carried elsewhere with its log, but without the index.
    let copy = tempfile::tempdir().unwrap();
    for part in ["d.sqlite3", "d.sqlite3-wal"] {
        std::fs::write(copy.path().join(part), &before[part]).unwrap();
    }
    let before = contents(copy.path());
    assert_eq!(whole(copy.path()), "The record is whole: chains 1, events 2, signed heads 1.\n");
    assert!(contents(copy.path()) == before, "in a copy");
    // And then the service starts again, as if nothing had been.
    end(serve(folder.path(), LITE));
    assert_eq!(whole(folder.path()), "The record is whole: chains 1, events 2, signed heads 1.\n");
}

/// Field case M6: An event that was written past the service stands in no chain, however often somebody verifies or starts it.
#[tokio::test]
async fn a_forged_event_is_never_adopted() {
    let folder = used();
    let forge = "INSERT INTO audit_events (id, account_id, at, actor, action, subject, request_id) \
                 VALUES ('forged', 'old-bridge', 1, 'maria-silva', 'user.removed', 'ana-costa', 'r')";
    execute(folder.path(), &[forge, "DELETE FROM facts WHERE name = 'audit_chained'"]).await;
    let account = ["audit", "verify", "--demo", "--account", "old-bridge"];
    for _ in 0..2 {
        for verb in [READING[0], &account] {
            let said = refusal(folder.path(), verb, LITE);
            assert!(said.contains("(forged): it stands in no chain"), "{verb:?}: {said}");
        }
        end(serve(folder.path(), LITE));
    }
    // Put into a chain where nobody looks: at a place that is none, or at one twice.
    for (place, twice) in [("NULL", false), ("0", false), ("-1", false), ("1", true)] {
        let chain = if twice { "DROP INDEX audit_events_by_chain" } else { "SELECT 1" };
        execute(folder.path(), &[chain]).await;
        let mut database = open(folder.path()).await;
        let moved = format!("UPDATE audit_events SET account_id = NULL, chain = '-', sequence = {place} WHERE id = 'forged'");
        sqlx::query(sqlx::AssertSqlSafe(moved)).execute(&mut database).await.unwrap();
        database.close().await.unwrap();
        for verb in [READING[0], &["audit", "verify", "--demo", "--account", "-"]] {
            refusal(folder.path(), verb, LITE);
        }
    }
}

/// Field case D08: A record without an event is not called whole where there are accounts, as in a copy that lacks its log.
#[test]
fn a_record_without_events_is_not_called_whole() {
    let folder = tempfile::tempdir().unwrap();
    let service = serve(folder.path(), LITE);
    let said = refusal(folder.path(), READING[0], LITE);
    assert!(said.contains("though there are accounts") && said.contains("-wal") && said.contains("--head"), "{said}");
    // A copy without its log may lack even the tables.
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(folder.path().join("d.sqlite3"), copy.path().join("d.sqlite3")).unwrap();
    refusal(copy.path(), READING[0], LITE);
    end(service);
    assert!(refusal(folder.path(), READING[0], LITE).contains("though there are accounts"));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_no_success() {
    let folder = used();
    for verb in [READING[0], &["audit", "key", "--demo"], &["export", "--account", "-"]] {
        let mut command = program(folder.path(), verb);
        if verb != ["audit", "key", "--demo"] {
            command.args(["--database", LITE]);
        }
        let output = command.stdout(std::fs::File::options().write(true).open("/dev/full").unwrap()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{verb:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// What one key signed counts with its folder only as long as nobody else could have put it there.
struct Anchors {
    folder: TempDir,
}

impl Anchors {
    /// A record whose heads the key of the demo signed, and a folder with another key that believes the one of the demo.
    fn new() -> Self {
        let it = Self { folder: used() };
        std::fs::create_dir(it.path("keys")).unwrap();
        it.set("keys", 0o700);
        it.put("keys/audit.key", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE", 0o600);
        it.put("keys/audit.former", &AuditKey::demo().public(), 0o644);
        it.put("c.toml", "keys = 'keys'\n", 0o644);
        it
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str, mode: u32) {
        std::fs::write(self.path(name), text).unwrap();
        self.set(name, mode);
    }

    fn set(&self, name: &str, mode: u32) {
        std::fs::set_permissions(self.path(name), std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    }

    fn verify(&self) -> (i32, String, String) {
        run(self.folder.path(), &["audit", "verify", "--config", "c.toml", "--head", "keys/heads"], LITE)
    }
}

/// Security check 26: What is believed when a record is verified is believed only where nobody else could have written it.
/// Field case M6: Former keys and heads that others may change, or a folder in which they may, are refused, and so is another's key.
#[tokio::test]
async fn trust_anchors_are_checked_like_private_keys() {
    let it = Anchors::new();
    let mut database = open(it.folder.path()).await;
    let head = sqlx::query("SELECT signed_head FROM audit_chains").fetch_one(&mut database).await.unwrap().get::<String, _>(0);
    database.close().await.unwrap();
    it.put("keys/heads", &head, 0o644);
    let good = it.verify();
    assert_eq!((good.0, good.1.as_str()), (0, "The record is whole: chains 1, events 1, signed heads 1.\n"), "{}", good.2);
    // From another machine, by a pipe.
    let verify = ["audit", "verify", "--config", "c.toml", "--database", LITE, "--head", "/dev/stdin"];
    let mut child = program(it.folder.path(), &verify).stdin(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), head.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    for (name, mode, says) in [
        ("keys/audit.former", 0o666, "audit.former can be changed by others"),
        ("keys/heads", 0o646, "heads can be changed by others"),
        ("keys/audit.key", 0o644, "audit.key can be read by others"),
        ("c.toml", 0o664, "c.toml can be changed by others"),
        ("keys", 0o777, "keys can be changed by others"),
    ] {
        let before = std::fs::metadata(it.path(name)).unwrap().permissions();
        it.set(name, mode);
        let (code, printed, said) = it.verify();
        assert!(code == 1 && printed.is_empty() && said.contains(says), "{name} {mode:o}: {said}");
        std::fs::set_permissions(it.path(name), before).unwrap();
        assert_eq!(it.verify().0, 0, "{name} is as it must be again");
        // Another's, where this test may give files away.
        if std::os::unix::fs::chown(it.path(name), Some(54_321), None).is_ok() {
            let (code, _, said) = it.verify();
            assert!(code == 1 && said.contains("belongs to another user"), "{name}: {said}");
            std::os::unix::fs::chown(it.path(name), Some(0), None).unwrap();
        }
    }
}

/// Only opening it to be used adopts what was written before there were chains, and only where there is no chain yet.
#[tokio::test]
async fn events_of_before_the_chains_are_put_into_them_once() {
    let folder = used();
    execute(
        folder.path(),
        &[
            "UPDATE audit_events SET chain = NULL, sequence = NULL, previous_hash = NULL, hash = NULL",
            "DELETE FROM audit_chains",
            "DELETE FROM facts WHERE name = 'audit_chained'",
        ],
    )
    .await;
    assert!(refusal(folder.path(), READING[0], LITE).contains("it stands in no chain"), "verifying adopts nothing");
    Store::open(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap().close().await;
    assert_eq!(whole(folder.path()), "The record is whole: chains 1, events 1, signed heads 0.\n");
}
