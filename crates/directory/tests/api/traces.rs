//! Where the bytes of a database are: its files, the log beside them, a dump of it.

use super::harness::Harness;
use sqlx::{Connection as _, PgConnection, Row as _, SqliteConnection};
use std::path::Path;
use std::process::Command;

/// Where any of these texts stands in the bytes of the database, whatever the case, as letters or as hexadecimal digits.
pub(crate) async fn found(harness: &Harness, texts: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (place, bytes) in everything(harness).await {
        let bytes = bytes.to_ascii_lowercase();
        for text in texts {
            let plain = text.to_lowercase();
            let hexadecimal: String = text.bytes().map(|it| format!("{it:02x}")).collect();
            let lower: String = plain.bytes().map(|it| format!("{it:02x}")).collect();
            if [&plain, &hexadecimal, &lower].iter().any(|it| bytes.windows(it.len()).any(|at| at == it.as_bytes())) {
                found.push(format!("{text} in {place}"));
            }
        }
    }
    found
}

/// Every place with its bytes.
async fn everything(harness: &Harness) -> Vec<(String, Vec<u8>)> {
    match harness.database.strip_prefix("sqlite:") {
        Some(path) => {
            let beside = ["", "-wal", "-journal"].map(|it| format!("{path}{it}"));
            let files = beside.into_iter().filter_map(|it| Some((it.clone(), std::fs::read(it).ok()?)));
            files.chain([("the dump".to_owned(), sqlite_dump(&harness.database).await)]).collect()
        }
        None => postgres(&harness.database).await,
    }
}

async fn sqlite_dump(database: &str) -> Vec<u8> {
    let mut connection = SqliteConnection::connect(database).await.unwrap();
    let columns = "SELECT m.name AS tbl, group_concat('quote(' || c.name || ')', ' || ') AS columns FROM sqlite_master m \
                   JOIN pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name";
    let mut dump = Vec::new();
    for table in sqlx::query(columns).fetch_all(&mut connection).await.unwrap() {
        let select = format!("SELECT {} FROM {}", table.get::<String, _>("columns"), table.get::<String, _>("tbl"));
        let rows: Vec<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(select)).fetch_all(&mut connection).await.unwrap();
        dump.extend(rows.into_iter().flat_map(|it| it.0.into_bytes()));
    }
    dump
}

#[cfg(unix)]
async fn postgres(database: &str) -> Vec<(String, Vec<u8>)> {
    let programs = domicile_test_postgres::programs().unwrap();
    let dump = Command::new(programs.join("pg_dump")).arg(database).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let mut connection = PgConnection::connect(database).await.unwrap();
    // What is in the server's memory only is nobody's to find later.
    sqlx::query("CHECKPOINT").execute(&mut connection).await.unwrap();
    let place = "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()";
    let (folder,): (String,) = sqlx::query_as(place).fetch_one(&mut connection).await.unwrap();
    let files = std::fs::read_dir(Path::new(&folder)).unwrap().map(|it| it.unwrap().path());
    let files = files.filter_map(|it| Some((it.display().to_string(), std::fs::read(&it).ok()?)));
    files.chain([("the dump".to_owned(), dump.stdout)]).collect()
}

#[cfg(not(unix))]
async fn postgres(_: &str) -> Vec<(String, Vec<u8>)> {
    Vec::new()
}
