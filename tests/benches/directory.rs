//! How many people the service can look after: what administrators do, per second, with a thousand and with a million people in the account,
//! on either database; the look-up beside `pgbench`'s look-up by primary key; and what the service takes of memory meanwhile.
#![expect(clippy::print_stdout, reason = "the table of the benchmarks is made of these lines")]

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("The service is measured on Linux only.");
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    linux::measure().await
}

#[cfg(target_os = "linux")]
mod linux {
    use anyhow::{Context, Result, ensure};
    use domicile_tests::desk::memory;
    use domicile_tests::postgres;
    use domicile_tests::service::{Person, Service};
    use serde_json::{Value, json};
    use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
    use std::process::Command;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::{Duration, Instant};

    const ACCOUNT: &str = "/v1/accounts/old-bridge";
    const MARIA: &str = "maria.silva@oldbridge.example.com";
    /// How long each thing is done.
    const LONG: Duration = Duration::from_secs(4);
    /// How many ask at the same time.
    const AT_ONCE: usize = 8;
    const SIZES: [u64; 2] = [1_000, 1_000_000];
    /// What a million may cost beside a thousand.
    const FLAT: &str = "0.77";

    pub(super) async fn measure() -> Result<()> {
        for kind in ["SQLite", "PostgreSQL"] {
            let mut small: Option<Vec<(&str, f64)>> = None;
            for size in SIZES {
                let done = one(kind, size).await?;
                if let Some(small) = &small {
                    for ((what, ours), (_, before)) in done.iter().zip(small) {
                        row(&format!("{kind}: {what}, 1 M beside 1 k people (1/s)"), *ours, *before, FLAT);
                    }
                }
                small = Some(done);
            }
        }
        Ok(())
    }

    /// Everything on one database with so many people; each thing with how often a second it was done.
    async fn one(kind: &str, size: u64) -> Result<Vec<(&'static str, f64)>> {
        let folder = tempfile::tempdir()?;
        let address = match kind {
            "SQLite" => format!("sqlite:{}", folder.path().join("directory.sqlite").display()),
            _ => postgres::database()?,
        };
        // The first start fills the database with the sample organisation.
        Service::start_on(&address)?.terminate().await?;
        fill(&address, size).await?;
        let service = Service::start_on(&address)?;
        let maria = Arc::new(service.person(MARIA).await?);
        let ana = service.person("ana.costa@oldbridge.example.com").await?;
        let (status, body) = ana.post("/v1/me/removal-requests", &json!({})).await?;
        ensure!(status == 201, "{status} {body}");

        let each = move |n: u64| n.wrapping_mul(7_919) % size;
        let mut done = Vec::new();
        let found = rate(&maria, move |maria, n| async move { maria.get(&format!("{ACCOUNT}/users/bulk-{}", each(n))).await }).await?;
        done.push(("look up a person", found));
        if kind == "PostgreSQL" {
            let theirs = pgbench(&address, size)?;
            row(&format!("PostgreSQL: person look-up, {size} people, beside pgbench (1/s)"), found, theirs, "0.7");
        }
        let search = move |n: u64| format!("{ACCOUNT}/users?limit=10&query=person{}@", each(n));
        done.push(("find a person by address", rate(&maria, move |maria, n| async move { maria.get(&search(n)).await }).await?));
        let inbox = rate(&maria, |maria, _| async move { maria.get(&format!("{ACCOUNT}/removal-requests")).await }).await?;
        done.push(("read the inbox", inbox));
        let remove = rate(&maria, |maria, n| async move { maria.delete(&format!("{ACCOUNT}/users/bulk-{n}")).await }).await?;
        done.push(("remove a person", remove));
        done.push(("add a person", add(&maria, &address).await?));
        println!("{kind}, {size} people: the service takes {} MiB under load", memory(service.id())? / 1024);
        service.terminate().await?;
        Ok(done)
    }

    fn row(what: &str, ours: f64, peer: f64, budget: &str) {
        println!("bench: {what} | {ours:.0} | {peer:.0} | {:.2} | {budget}", ours / peer);
    }

    /// How often a second something succeeds, done by several at once; `n` counts up from 0.
    #[expect(clippy::cast_precision_loss, reason = "a count of a few thousand")]
    async fn rate<F>(person: &Arc<Person>, ask: impl Fn(Arc<Person>, u64) -> F + Clone + Send + 'static) -> Result<f64>
    where
        F: Future<Output = Result<(u16, Value)>> + Send,
    {
        let next = Arc::new(AtomicU64::new(0));
        let began = Instant::now();
        let workers: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                let (person, ask, next) = (Arc::clone(person), ask.clone(), Arc::clone(&next));
                tokio::spawn(async move {
                    let mut count = 0_u64;
                    while began.elapsed() < LONG {
                        let (status, body) = ask(Arc::clone(&person), next.fetch_add(1, Ordering::Relaxed)).await?;
                        ensure!((200..300).contains(&status), "{status} {body}");
                        count += 1;
                    }
                    anyhow::Ok(count)
                })
            })
            .collect();
        let mut sum = 0;
        for worker in workers {
            sum += worker.await??;
        }
        Ok(sum as f64 / began.elapsed().as_secs_f64())
    }

    /// Adds people one after the other. What limits look-ups to a human measure is emptied as it fills.
    #[expect(clippy::cast_precision_loss, reason = "a count of a few thousand")]
    async fn add(maria: &Person, address: &str) -> Result<f64> {
        let (began, mut spent, mut count) = (Instant::now(), Duration::ZERO, 0_u64);
        while began.elapsed() < 2 * LONG && spent < LONG {
            if count.is_multiple_of(10) {
                run(address, "DELETE FROM look_ups").await?;
            }
            let body = json!({ "email": format!("new{count}@bulk.example.com"), "action": "create" });
            let start = Instant::now();
            let (status, body) = maria.post(&format!("{ACCOUNT}/users"), &body).await?;
            spent += start.elapsed();
            ensure!(status == 201, "{status} {body}");
            count += 1;
        }
        Ok(count as f64 / spent.as_secs_f64())
    }

    /// People in bulk: SQL that both databases take.
    async fn fill(address: &str, size: u64) -> Result<()> {
        let numbers = format!("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})", size - 1);
        let bytes = |text: &str| format!("CAST({text} AS BYTEA)");
        let name = bytes("'person ' || i");
        run(
            address,
            &format!(
                "{numbers} INSERT INTO users (id, email, email_key, display_name, locale, account_id, affiliated_since, provisioned, \
                 created_at, version, changed_at) SELECT 'bulk-' || i, 'person' || i || '@bulk.example.com', 'person' || i || '@bulk.example.com', \
                 'Person ' || i, 'en', 'old-bridge', 0, FALSE, 0, 0, 0 FROM n"
            ),
        )
        .await?;
        for term in [bytes("''"), name.clone(), bytes("'person' || i || '@bulk.example.com'")] {
            let rows = format!(
                "{numbers} INSERT INTO user_terms (account_id, term, name_key, user_id) SELECT 'old-bridge', {term}, {name}, 'bulk-' || i FROM n"
            );
            run(address, &rows).await?;
        }
        run(address, "ANALYZE").await
    }

    async fn run(address: &str, statement: &str) -> Result<()> {
        if address.starts_with("sqlite:") {
            // SQLite has its own word for bytes.
            let statement = AssertSqlSafe(statement.replace("BYTEA", "BLOB"));
            sqlx::query(statement).execute(&mut SqliteConnection::connect(address).await?).await?;
        } else {
            sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut PgConnection::connect(address).await?).await?;
        }
        Ok(())
    }

    /// How often a second `pgbench` looks up a row of the same table by its key.
    fn pgbench(address: &str, size: u64) -> Result<f64> {
        let script = tempfile::NamedTempFile::new()?;
        let most = size - 1;
        std::fs::write(script.path(), format!("\\set i random(0, {most})\nSELECT * FROM users WHERE id = 'bulk-' || :i;\n"))?;
        let mut command = Command::new(postgres::programs().context("PostgreSQL is missing")?.join("pgbench"));
        let url = url::Url::parse(address)?;
        for (name, value) in url.query_pairs() {
            command.arg(format!("--{}={value}", if name == "user" { "username" } else { &name }));
        }
        command.args(["--no-vacuum", "--protocol=prepared", "--jobs=2"]).arg(format!("--time={}", LONG.as_secs()));
        command.arg(format!("--client={AT_ONCE}")).arg("--file").arg(script.path()).arg(url.path().trim_start_matches('/'));
        let said = command.output()?;
        let text = String::from_utf8_lossy(&said.stdout);
        let line = text
            .lines()
            .find_map(|it| it.strip_prefix("tps = "))
            .with_context(|| format!("{text}{}", String::from_utf8_lossy(&said.stderr)))?;
        Ok(line.split_whitespace().next().unwrap_or_default().parse()?)
    }
}
