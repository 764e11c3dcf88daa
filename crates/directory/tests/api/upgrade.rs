//! A small database of a service of before what events say could be erased (`tests/fixtures/upgrade`): made by that service with `--demo`, used
//! by the sample people, with the heads that it signed and the policies that it gave.

use super::DATABASE;
use super::audit::verify_against;
use super::harness::{Harness, database};
use super::traces::found;
use crate::DatabaseKind;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::audit::verify::{BreakKind, SignedHeads};
use domicile_directory::commands::audit::read_heads;
use domicile_directory::keys::AuditKey;
use domicile_directory::person_data::erase::erase;
use flate2::read::GzDecoder;
use serde_json::Value;
use std::io::Read as _;
use std::path::PathBuf;

/// A moment after the last thing that happened in it.
const NOW: &str = "2026-11-29T18:36:00Z";
const ANA: &str = "ana.costa@oldbridge.example.com";
/// What of a policy is a date, of its issue only, or of the machine that asked.
const DATES: &[&str] = &["iat", "nbf", "exp", "refreshAfter", "jti", "machine"];

fn fixture(name: &str) -> PathBuf {
    let kind = match DATABASE {
        DatabaseKind::Sqlite => "sqlite",
        #[cfg(unix)]
        DatabaseKind::Postgres => "postgres",
    };
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/upgrade").join(format!("{kind}.{name}"))
}

fn unpacked(name: &str) -> String {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(fixture(name)).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// The database of before, opened by this service.
async fn upgraded() -> (Harness, Option<tempfile::TempDir>) {
    let (database, folder) = database();
    let dump = unpacked("sql.gz");
    match DATABASE {
        DatabaseKind::Sqlite => {
            use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
            let options: sqlx::sqlite::SqliteConnectOptions = database.parse().unwrap();
            let mut connection = options.create_if_missing(true).foreign_keys(false).connect().await.unwrap();
            connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(dump))).await.unwrap();
            connection.close().await.unwrap();
        }
        #[cfg(unix)]
        DatabaseKind::Postgres => {
            use std::io::Write as _;
            let psql = domicile_test_postgres::programs().unwrap().join("psql");
            let quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--dbname", &database];
            let mut load = std::process::Command::new(psql)
                .args(quiet)
                .stdin(std::process::Stdio::piped())
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap();
            load.stdin.take().unwrap().write_all(dump.as_bytes()).unwrap();
            assert!(load.wait().unwrap().success());
        }
    }
    (Harness::serving_at(&database, NOW.parse().unwrap()).await, folder)
}

/// The heads that the service of before told outside of its database, some of them in the middle of a chain.
fn heads_of_before() -> SignedHeads {
    let folder = tempfile::tempdir().unwrap();
    // As it lies in a working copy, others may be able to write it.
    let file = folder.path().join("heads");
    std::fs::write(&file, std::fs::read(fixture("heads")).unwrap()).unwrap();
    read_heads(&[file], &AuditKey::demo()).unwrap()
}

/// A policy's claims without its dates.
fn undated(mut claims: Value) -> Value {
    if let Some(fields) = claims.as_object_mut() {
        fields.retain(|name, _| !DATES.contains(&name.as_str()));
    }
    claims
}

async fn policy(harness: &Harness, person: &str) -> Value {
    let answer = harness.policy(person, &[]).await;
    let jws = String::from_utf8(answer.bytes).unwrap();
    undated(serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).unwrap()).unwrap()).unwrap())
}

#[tokio::test]
async fn chains_and_policies_of_before_are_what_they_were() {
    let (harness, _folder) = upgraded().await;
    let report = verify_against(&harness, &heads_of_before()).await.unwrap();
    // Three chains, each with a seal more than it had events.
    assert_eq!((report.chains, report.events, report.heads, report.erased), (3, 33 + 3, 6, 0));
    assert_eq!(harness.query_column("SELECT id FROM audit_events WHERE encoding IS NULL").await.len(), 0);
    // Nothing that was signed was written anew.
    assert_eq!(harness.query_column("SELECT action FROM audit_events WHERE encoding = 2").await.len(), 3);
    let before: Value = serde_json::from_str(&unpacked("policies.json.gz")).unwrap();
    for (person, claims) in before.as_object().unwrap() {
        assert_eq!(policy(&harness, person).await, undated(claims.clone()), "{person}");
    }
    // And the next start finds nothing to do.
    let harness = harness.restarted().await;
    assert_eq!(verify_against(&harness, &heads_of_before()).await.unwrap().events, 36);
}

#[tokio::test]
async fn somebody_of_before_is_erased_and_the_heads_of_before_hold() {
    let (harness, _folder) = upgraded().await;
    let before = policy(&harness, "tom-becker").await;
    let done = erase(&harness.store, ANA, "Asked to.", harness.now()).await.unwrap();
    harness.store.compact(true).await.unwrap();
    assert_eq!(found(&harness, &["Ana Costa", ANA, "Ana's laptop"]).await, Vec::<String>::new());
    let report = verify_against(&harness, &heads_of_before()).await.unwrap();
    assert_eq!((report.chains, report.heads, report.erased), (3, 6, u64::try_from(done.values).unwrap()));
    assert_eq!(policy(&harness, "tom-becker").await, before);
    // What is left of an event of before is held by its seal, what is whole by its own hash as ever.
    let lacking = "(SELECT event_id FROM erased_values)";
    for (which, kind) in [("NOT IN", BreakKind::Changed), ("IN", BreakKind::BrokenSeal)] {
        let one = format!(
            "SELECT id FROM audit_events WHERE chain = 'old-bridge' AND encoding = 1 AND id {which} {lacking} ORDER BY sequence LIMIT 1"
        );
        let id = harness.query_column(&one).await.remove(0).unwrap();
        harness.execute(&format!("UPDATE audit_events SET at = at + 1 WHERE id = '{id}'")).await;
        assert_eq!(verify_against(&harness, &heads_of_before()).await.unwrap_err().kind, kind, "{which}");
        harness.execute(&format!("UPDATE audit_events SET at = at - 1 WHERE id = '{id}'")).await;
    }
    // A seal that is taken away leaves what it covered without one.
    harness.execute("CREATE TABLE kept AS SELECT * FROM audit_events").await;
    harness.execute("UPDATE audit_events SET encoding = NULL WHERE encoding = 1 AND sequence = 1 AND chain = 'old-bridge'").await;
    let broken = verify_against(&harness, &heads_of_before()).await.unwrap_err();
    assert!(matches!(broken.kind, BreakKind::Changed | BreakKind::BrokenSeal), "{broken}");
}
