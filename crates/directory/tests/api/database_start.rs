//! Starting on a database that is not there, or not fit: within seconds, a sentence that says where and why, each cause once. And ending
//! beside one that answers nothing any more.

use super::binary::{Running, program};
use super::database_proxy::{DatabaseProxy, Way};
use domicile_directory::store::{Opening, Store};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// What `migrate` says on standard error; it fails, within seconds.
fn refusal(folder: &Path, database: &str) -> String {
    let begun = Instant::now();
    let output = program(folder, &["migrate", "--database", database]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(begun.elapsed() < Duration::from_secs(9), "after {:?}", begun.elapsed());
    String::from_utf8(output.stderr).unwrap()
}

#[track_caller]
fn expect_once(text: &str, part: &str) {
    assert_eq!(text.matches(part).count(), 1, "“{part}” once in: {text}");
}

/// Field case S15a, S24: a start without a database says within seconds which host and port, and why, once.
#[test]
fn a_server_that_is_not_there_is_named_with_the_cause() {
    let folder = tempfile::tempdir().unwrap();
    let said = refusal(folder.path(), "postgres://postgres@127.0.0.1:1/d");
    expect_once(&said, "127.0.0.1:1");
    expect_once(&said, "Connection refused");
    // One that takes connections and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    let said = refusal(folder.path(), &format!("postgres://postgres@{address}/d"));
    expect_once(&said, &address.to_string());
    expect_once(&said, "no answer within 5 seconds");
}

/// Field case S24: each cause is said once, also those of files.
#[tokio::test]
async fn each_cause_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    let said = refusal(folder.path(), "sqlite:no/such/folder/d.sqlite3");
    expect_once(&said, "No such file or directory");
    let direct = domicile_test_postgres::database().unwrap();
    let said = refusal(folder.path(), &direct.replace("/test_", "/no_such_"));
    expect_once(&said, "does not exist");
    expect_once(&said, "3D000");
    assert!(!said.contains("at line"), "{said}");
    let output = program(folder.path(), &["serve", "--config", "nowhere.toml"]).output().unwrap();
    expect_once(&String::from_utf8(output.stderr).unwrap(), "No such file or directory");
    std::fs::write(folder.path().join("c.toml"), "isuer = 1\n").unwrap();
    let output = program(folder.path(), &["serve", "--config", "c.toml"]).output().unwrap();
    expect_once(&String::from_utf8(output.stderr).unwrap(), "unknown field");
}

/// What stands in the list of table changes after this one program's.
const LATER: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES \
                     (99990101000000, 'x', TRUE, '\\x00', 0), (99990102000000, 'x', TRUE, '\\x00', 0)";
/// The newest table change of this program.
const NEWEST: &str = "SELECT MAX(version) FROM _sqlx_migrations";

/// Field case S23: a database that a newer program wrote is told from one that is broken.
#[tokio::test]
async fn a_database_of_a_newer_program_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let server = domicile_test_postgres::database().unwrap();
    for database in ["sqlite:d.sqlite3", &server] {
        assert!(program(folder.path(), &["migrate", "--database", database]).status().unwrap().success());
        let known: i64 = if database == server {
            let mut it = PgConnection::connect(database).await.unwrap();
            let known = sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap();
            sqlx::query(LATER).execute(&mut it).await.unwrap();
            known
        } else {
            let mut it = SqliteConnection::connect(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap();
            let known = sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap();
            sqlx::query(LATER).execute(&mut it).await.unwrap();
            known
        };
        let serve = program(folder.path(), &["serve", "--demo", "--database", database]).output().unwrap();
        let verify = program(folder.path(), &["audit", "verify", "--demo", "--database", database]).output().unwrap();
        for said in [refusal(folder.path(), database), text(serve.stderr), text(verify.stderr)] {
            let said = said.lines().last().unwrap_or_default();
            expect_once(said, "newer");
            expect_once(said, "99990102000000");
            expect_once(said, &format!("up to version {known}."));
            assert!(said.contains("newer version") && said.contains("backup"), "{said}");
        }
    }
}

/// A database of an older program is read by no verb, with the version of both.
#[tokio::test]
async fn a_database_of_an_older_program_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let server = domicile_test_postgres::database().unwrap();
    let forget = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    for database in ["sqlite:d.sqlite3", &server] {
        assert!(program(folder.path(), &["migrate", "--database", database]).status().unwrap().success());
        let (newest, kept): (i64, i64) = if database == server {
            let mut it = PgConnection::connect(database).await.unwrap();
            let newest = sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap();
            sqlx::query(forget).execute(&mut it).await.unwrap();
            (newest, sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap())
        } else {
            let mut it = SqliteConnection::connect(&format!("sqlite:{}", folder.path().join("d.sqlite3").display())).await.unwrap();
            let newest = sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap();
            sqlx::query(forget).execute(&mut it).await.unwrap();
            (newest, sqlx::query_scalar(NEWEST).fetch_one(&mut it).await.unwrap())
        };
        let said = program(folder.path(), &["support", "list", "--database", database]).output().unwrap();
        let said = text(said.stderr);
        expect_once(&said, &format!("its tables are of version {kept}, this program's of version {newest}"));
        expect_once(&said, "domicile-directory migrate");
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Field case M7: a PostgreSQL on another machine is not spoken to without proof of who it is, unless whoever runs it says so.
#[test]
fn a_server_elsewhere_needs_verified_tls() {
    let folder = tempfile::tempdir().unwrap();
    for mode in ["", "?sslmode=require"] {
        let said = refusal(folder.path(), &format!("postgres://u@192.0.2.1/d{mode}"));
        assert!(said.contains("192.0.2.1:5432") && said.contains("sslmode=verify-full"), "{said}");
    }
    std::fs::write(folder.path().join("c.toml"), "unverifiedDatabaseServer = true\n").unwrap();
    let stated = program(folder.path(), &["migrate", "--config", "c.toml", "--database", "postgres://u@192.0.2.1:1/d"]).output().unwrap();
    let said = String::from_utf8(stated.stderr).unwrap();
    assert!(!said.contains("verify-full") && said.contains("cannot be reached"), "{said}");
}

/// Field case D02: what a pooler in transaction mode says is told with what to do about it.
#[test]
fn a_pooler_in_transaction_mode_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let pooler = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = pooler.local_addr().unwrap();
    // As PgBouncer refuses the first message of a connection.
    std::thread::spawn(move || {
        for client in pooler.incoming() {
            let (mut client, mut length) = (client.unwrap(), [0; 4]);
            client.read_exact(&mut length).unwrap();
            let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
            client.read_exact(&mut rest).unwrap();
            if rest.starts_with(&80_877_103_u32.to_be_bytes()) {
                // It was asked for TLS.
                client.write_all(b"N").unwrap();
                client.read_exact(&mut length).unwrap();
                rest = vec![0; u32::from_be_bytes(length) as usize - 4];
                client.read_exact(&mut rest).unwrap();
            }
            let fields = b"SFATAL\0C08P01\0Munsupported startup parameter: extra_float_digits\0\0";
            client.write_all(b"E").unwrap();
            client.write_all(&(u32::try_from(fields.len()).unwrap() + 4).to_be_bytes()).unwrap();
            client.write_all(fields).unwrap();
        }
    });
    let said = refusal(folder.path(), &format!("postgres://u@{address}/d"));
    expect_once(&said, "unsupported startup parameter");
    assert!(said.contains("a pooler in transaction mode") && said.contains("session mode"), "{said}");
}

/// Field case D03: a database that cannot hold every name is refused before anybody types one.
#[tokio::test]
async fn a_database_of_another_encoding_is_refused() {
    let direct = domicile_test_postgres::database().unwrap();
    let mut other = PgConnection::connect(&direct).await.unwrap();
    for (encoding, name) in [("LATIN1", "latin"), ("SQL_ASCII", "ascii")] {
        let name = format!("{name}_{}", std::process::id());
        let create =
            format!("CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'");
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut other).await.unwrap();
        let from = direct.rfind("/test_").unwrap();
        let until = direct.find('?').unwrap();
        let address = format!("{}/{name}{}", &direct[..from], &direct[until..]);
        let refused = Store::open(&address).await.err().unwrap().to_string();
        assert!(refused.contains(encoding) && refused.contains("UTF8"), "{refused}");
    }
}

/// Field case D10: the connections for policies are there from the start, before others have taken what the role may have.
#[tokio::test]
async fn connections_for_policies_are_made_beforehand() {
    let direct = domicile_test_postgres::database().unwrap();
    let store = Store::open_for(&direct, Opening { serving: true, ..Opening::default() }).await.unwrap();
    let mut other = PgConnection::connect(&direct).await.unwrap();
    let sessions = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let (there,): (i64,) = sqlx::query_as(sessions).fetch_one(&mut other).await.unwrap();
    assert!(there >= 8, "{there}");
    store.close().await;
}

/// Field case S14a: a service whose database answers nothing any more ends all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_database_that_says_nothing_does_not_hold_up_the_end() {
    let (proxy, _) = DatabaseProxy::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut service = Running(program(folder.path(), &["serve", "--demo", "--database", &proxy.database]).spawn().unwrap());
    let mut out = BufReader::new(service.0.stdout.take().unwrap());
    let line = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        line
    });
    assert!(line.await.unwrap().starts_with("listening on"));
    proxy.be(Way::Swallowing);
    let begun = Instant::now();
    assert!(Command::new("kill").arg(service.0.id().to_string()).status().unwrap().success());
    let ended = tokio::task::spawn_blocking(move || service.0.wait().unwrap());
    assert_eq!(ended.await.unwrap().code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
}

/// Field case S14a: a start that waits for its database ends when told, too.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_start_under_way_ends_when_told() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let address = format!("postgres://postgres@{}/d", silent.local_addr().unwrap());
    let mut service = Running(program(folder.path(), &["serve", "--demo", "--database", &address]).spawn().unwrap());
    // It waits for an answer.
    let _waiting = silent.accept().unwrap();
    assert!(Command::new("kill").arg(service.0.id().to_string()).status().unwrap().success());
    assert_eq!(service.0.wait().unwrap().code(), Some(0));
}
