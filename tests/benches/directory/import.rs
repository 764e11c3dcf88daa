//! A vendor's whole business by one document: ten people's accounts by the thousand, on either database. Beside it, in the same run, what
//! the database itself takes to load the very same rows; a second run in which nothing is new; what memory it takes; and what somebody
//! who asks for their policy meanwhile notices of it.

use crate::load::{Wire, request};
use crate::people::Issuer;
use anyhow::{Context, Result, ensure};
use domicile_tests::postgres;
use domicile_tests::process::binary;
use domicile_tests::service::Service;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How many people there are, unless the environment says otherwise; a hundred in each account, with ten entitlements.
const PEOPLE: u64 = 1_000_000;
const VARIABLE: &str = "DOMICILE_BENCH_PEOPLE";
/// Which database alone is measured, where the environment names one: `SQLite` or `PostgreSQL`.
const ONLY: &str = "DOMICILE_BENCH_DATABASE";
const PER_ACCOUNT: u64 = 100;
const ENTITLEMENTS: u64 = 10;
const PRODUCTS: u64 = 20;

/// What an import may take beside the database's own way.
const BULK: &str = "<= 10";
/// What one may take in which nothing is new, beside the first.
const AGAIN: &str = "<= 0.2";
/// What a tenth may take of memory beside the whole: as much.
const FLAT: &str = "<= 1.3";
/// How long a policy may take meanwhile.
const MEANWHILE: &str = "<= 2";

/// Measures on both databases.
pub(crate) async fn measure(issuer: &Issuer) -> Result<()> {
    let people = std::env::var(VARIABLE).map_or(Ok(PEOPLE), |it| it.parse())?;
    let folder = tempfile::tempdir()?;
    let all = document(&folder.path().join("all.jsonl"), issuer, 0..people / PER_ACCOUNT)?;
    let tenth = document(&folder.path().join("tenth.jsonl"), issuer, 0..people / PER_ACCOUNT / 10)?;
    let more = document(&folder.path().join("more.jsonl"), issuer, people / PER_ACCOUNT..people / PER_ACCOUNT * 11 / 10)?;
    println!("{people} people: {} MiB", std::fs::metadata(&all)?.len() / 1024 / 1024);
    let only = std::env::var(ONLY).ok();
    for kind in ["SQLite", "PostgreSQL"].into_iter().filter(|it| only.as_deref().is_none_or(|only| only == *it)) {
        let (small, config) = (new_database(kind, folder.path(), "small")?, folder.path().join("directory.toml"));
        issuer.configure(&config)?;
        // The first start fills the database with the sample organisation: so the service of the demo serves from it.
        Service::start_on_with_config(&small, &config)?.terminate().await?;
        let part = import(&small, &tenth)?;
        let meanwhile = beside_an_import(issuer, &small, &more, &config).await?;
        row(&format!("{kind}: a policy during an import, beside one without (ms, median)"), meanwhile.0, meanwhile.1, MEANWHILE);

        let large = new_database(kind, folder.path(), "large")?;
        let first = import(&large, &all)?;
        let again = import(&large, &all)?;
        let bulk = bulk_load(kind, &large, folder.path()).await?;
        row(
            &format!("{kind}: import of {people} people (s), beside the database's own bulk load of the same rows"),
            first.seconds,
            bulk,
            BULK,
        );
        row(&format!("{kind}: the same again, nothing new (s), beside the first time"), again.seconds, first.seconds, AGAIN);
        row(&format!("{kind}: memory for {people} people (MiB), beside a tenth of them"), first.mebibytes, part.mebibytes, FLAT);
        for database in ["small", "large", "copy"] {
            drop_database(kind, folder.path(), database)?;
        }
    }
    Ok(())
}

/// Writes the document with these accounts.
fn document(path: &Path, issuer: &Issuer, accounts: std::ops::Range<u64>) -> Result<PathBuf> {
    let mut out = BufWriter::new(File::create(path)?);
    for n in 0..PRODUCTS {
        writeln!(out, "{}", json!({"record": "product", "id": format!("product-{n}"), "name": format!("Product {n}")}))?;
    }
    for n in accounts {
        let account = format!("customer-{n}");
        writeln!(out, "{}", json!({"record": "account", "id": account, "name": format!("Customer {n}")}))?;
        writeln!(out, "{}", json!({"record": "domain", "account": account, "domain": format!("customer{n}.example.com")}))?;
        writeln!(out, "{}", json!({"record": "contract", "account": account, "country": "GB", "annualRevenue": 100_000 + n}))?;
        for k in 0..ENTITLEMENTS {
            let product = format!("product-{}", (n + k) % PRODUCTS);
            writeln!(
                out,
                "{}",
                json!({"record": "entitlement", "id": format!("E-{n}-{k}"), "account": account, "product": product, "seats": 50,
                    "starts": "2026-01-01", "ends": "2030-12-31", "graceDays": 14})
            )?;
        }
        for k in 0..PER_ACCOUNT {
            let roles = if k == 0 { json!(["account_admin"]) } else { json!(["download"]) };
            writeln!(
                out,
                "{}",
                json!({"record": "person", "id": format!("p-{n}-{k}"), "email": format!("person{k}@customer{n}.example.com"),
                    "displayName": format!("{} {} {k}", FIRST[usize_of(n + k) % FIRST.len()], LAST[usize_of(n * 7 + k) % LAST.len()]),
                    "account": account, "roles": roles, "country": "GB",
                    "identities": [{"issuer": issuer.url(), "subject": subject(n, k)}]})
            )?;
        }
    }
    out.flush()?;
    Ok(path.to_owned())
}

const FIRST: [&str; 8] = ["Ana", "Ben", "Chen", "Dilek", "Elif", "Fatou", "Goran", "Hana"];
const LAST: [&str; 7] = ["Costa", "Silva Pereira", "Lindqvist", "Müller", "Okafor", "Rossi", "van Dijk"];

fn usize_of(n: u64) -> usize {
    usize::try_from(n).unwrap_or_default()
}

fn subject(account: u64, person: u64) -> String {
    format!("s-{account}-{person}")
}

/// What an import took.
struct Taken {
    seconds: f64,
    mebibytes: f64,
}

fn start_import(address: &str, document: &Path) -> Result<Child> {
    let mut command = Command::new(binary("domicile-directory"));
    command.arg("import").arg(document).args(["--database", address, "--source", "order-system", "--json"]);
    Ok(command.env("DOMICILE_LOG", "warn").stdout(Stdio::null()).spawn()?)
}

/// The import by the verb, to its end.
fn import(address: &str, document: &Path) -> Result<Taken> {
    let began = Instant::now();
    let mut child = start_import(address, document)?;
    let mut most = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        most = high_water(child.id()).unwrap_or(most);
        std::thread::sleep(Duration::from_millis(20));
    };
    ensure!(status.success(), "the import ended with {status}");
    let taken = Taken { seconds: began.elapsed().as_secs_f64(), mebibytes: f64::from(most) / 1024.0 };
    println!("import of {} into {}: {:.1} s, {:.0} MiB", document.display(), kind_of(address), taken.seconds, taken.mebibytes);
    Ok(taken)
}

/// The most that the process ever held, in KiB.
fn high_water(id: u32) -> Option<u32> {
    let text = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    text.lines().find_map(|it| it.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").trim().parse().ok()
}

/// How long somebody waits for their policy (milliseconds, median) while a document is imported, and without.
async fn beside_an_import(issuer: &Issuer, address: &str, document: &Path, config: &Path) -> Result<(f64, f64)> {
    let service = Service::start_on_with_config(address, config)?;
    let asking =
        (0..20).map(|k| issuer.token(&subject(1, k)).map(|it| request("GET", "/v1/me/policy", &it, &["domicile-machine: bench".into()])));
    let asking = asking.collect::<Result<Vec<_>>>()?;
    let began = Instant::now();
    let alone = median(&service.url, &asking, || Ok(began.elapsed() > Duration::from_secs(5))).await?;
    let mut child = start_import(address, document)?;
    let beside = median(&service.url, &asking, || Ok(child.try_wait()?.is_some())).await?;
    ensure!(child.wait()?.success(), "the import failed");
    service.terminate().await?;
    Ok((beside, alone))
}

/// The median time of policies that are signed anew, asked for now and then until `enough`.
async fn median(url: &str, asking: &[String], mut enough: impl FnMut() -> Result<bool>) -> Result<f64> {
    let (mut wire, mut times) = (Wire::open(url).await?, Vec::new());
    for ask in asking.iter().cycle() {
        let start = Instant::now();
        let answer = wire.ask(ask).await?;
        times.push(start.elapsed());
        ensure!(answer.status == 200, "{answer:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
        if enough()? {
            break;
        }
    }
    times.sort();
    Ok(times.get(times.len() / 2).map_or(0.0, |it| it.as_secs_f64() * 1000.0))
}

fn kind_of(address: &str) -> &'static str {
    if address.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" }
}

/// An empty database with its tables.
fn new_database(kind: &str, folder: &Path, name: &str) -> Result<String> {
    let address = match kind {
        "SQLite" => format!("sqlite:{}", sqlite_file(folder, name).display()),
        _ => postgres::database()?,
    };
    done(Command::new(binary("domicile-directory")).args(["migrate", "--database", &address]))?;
    Ok(address)
}

fn sqlite_file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.sqlite"))
}

/// The files are large. Those of PostgreSQL go with its server.
fn drop_database(kind: &str, folder: &Path, name: &str) -> Result<()> {
    if kind == "SQLite" {
        std::fs::remove_file(sqlite_file(folder, name))?;
    }
    Ok(())
}

/// How many seconds the database itself takes to load the rows of another one into the same tables, with their indexes.
async fn bulk_load(kind: &str, from: &str, folder: &Path) -> Result<f64> {
    let to = new_database(kind, folder, "copy")?;
    let seconds = if kind == "SQLite" { bulk_load_sqlite(folder, &to).await? } else { bulk_load_postgres(from, &to, folder)? };
    println!("{kind}: its own bulk load: {seconds:.1} s");
    Ok(seconds)
}

/// Whole tables, by one statement each.
async fn bulk_load_sqlite(folder: &Path, to: &str) -> Result<f64> {
    let mut on = SqliteConnection::connect(to).await?;
    let attach = format!("ATTACH '{}' AS origin", sqlite_file(folder, "large").display());
    for statement in ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -500000", &attach] {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut on).await?;
    }
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    )
    .fetch_all(&mut on)
    .await?;
    for table in &tables {
        sqlx::raw_sql(AssertSqlSafe(format!("DELETE FROM main.{table}"))).execute(&mut on).await?;
    }
    let began = Instant::now();
    sqlx::raw_sql("BEGIN").execute(&mut on).await?;
    for table in &tables {
        sqlx::raw_sql(AssertSqlSafe(format!("INSERT INTO main.{table} SELECT * FROM origin.{table}"))).execute(&mut on).await?;
    }
    sqlx::raw_sql("COMMIT").execute(&mut on).await?;
    let seconds = began.elapsed().as_secs_f64();
    on.close().await?;
    Ok(seconds)
}

/// `COPY` of every table, as `pg_dump` writes it.
fn bulk_load_postgres(from: &str, to: &str, folder: &Path) -> Result<f64> {
    let programs = postgres::programs().context("PostgreSQL is missing")?;
    let dump = folder.join("rows.sql");
    let without = "--exclude-table=_sqlx_migrations";
    done(Command::new(programs.join("pg_dump")).args(["--data-only", without, "--file"]).arg(&dump).arg(from))?;
    let empty = "SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') FROM pg_tables \
                 WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations' \\gexec\n";
    let script = folder.join("empty.sql");
    std::fs::write(&script, empty)?;
    let psql = |file: &Path| {
        let mut command = Command::new(programs.join("psql"));
        command.args(["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file"]).arg(file).arg(to);
        command.env("PGOPTIONS", "-c session_replication_role=replica");
        command
    };
    done(&mut psql(&script))?;
    let began = Instant::now();
    done(&mut psql(&dump))?;
    let seconds = began.elapsed().as_secs_f64();
    std::fs::remove_file(&dump)?;
    Ok(seconds)
}

fn done(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn row(what: &str, ours: f64, peer: f64, budget: &str) {
    println!("bench: {what} | {ours:.2} | {peer:.2} | {:.2} | {budget}", ours / peer);
}
