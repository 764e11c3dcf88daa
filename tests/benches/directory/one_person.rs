//! What one person who asks as much as they can costs another: the median time of an answer to the other, beside the same while nobody else
//! asks. The service has the limits that it has by itself.

use crate::load::{LONG, Wire, request};
use crate::people::Issuer;
use anyhow::{Result, ensure};
use domicile_tests::postgres;
use domicile_tests::service::Service;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many threads the one person asks with.
const THREADS: usize = 60;
/// How long another person may wait beside that.
const BUDGET: &str = "<= 1.5";
/// How long nobody asks anything between two measurements.
const PAUSE: Duration = Duration::from_secs(1);

/// Measures on both databases.
pub(crate) async fn measure(issuer: &Issuer) -> Result<()> {
    for kind in ["SQLite", "PostgreSQL"] {
        let folder = tempfile::tempdir()?;
        let address = match kind {
            "SQLite" => format!("sqlite:{}", folder.path().join("directory.sqlite").display()),
            _ => postgres::database()?,
        };
        let config = folder.path().join("directory.toml");
        issuer.configure_with_default_limits(&config)?;
        Service::start_on_with_config(&address, &config)?.terminate().await?;
        issuer.fill(&address, 1_000).await?;
        let service = Service::start_on_with_config(&address, &config)?;
        let (other, greedy) = (issuer.token("bulk-1")?, issuer.token("bulk-2")?);
        // As a machine asks that has its policy.
        let machine = "domicile-machine: bench".to_owned();
        let first = Wire::open(&service.url).await?.ask(&request("GET", "/v1/me/policy", &other, std::slice::from_ref(&machine))).await?;
        let held = format!("if-none-match: {}", first.tag.unwrap_or_default());
        let policy = request("GET", "/v1/me/policy", &other, &[machine, held]);
        let me = request("GET", "/v1/me", &other, &[]);
        let machines = {
            let greedy = greedy.clone();
            move |n: u64| request("GET", "/v1/me/policy", &greedy, &[format!("domicile-machine: m{n}")])
        };
        let changes = move |_| {
            let body = r#"{"locale": "de"}"#;
            let headers = ["content-type: application/json".to_owned(), format!("content-length: {}", body.len())];
            request("PATCH", "/v1/me", &greedy, &headers) + body
        };
        let alone = [median(&service.url, &policy).await?, median(&service.url, &me).await?];
        let crowd = Crowd::gather(&service.url, machines);
        row(
            &format!("{kind}: a policy, beside {THREADS} threads of one person with new machines"),
            median(&service.url, &policy).await?,
            alone[0],
        );
        crowd.disperse().await;
        tokio::time::sleep(PAUSE).await;
        let crowd = Crowd::gather(&service.url, changes);
        row(
            &format!("{kind}: /v1/me, beside {THREADS} threads of one person that change things"),
            median(&service.url, &me).await?,
            alone[1],
        );
        crowd.disperse().await;
        service.terminate().await?;
    }
    Ok(())
}

/// Many who ask at the same time, each one thing after the other, whatever the answer is.
struct Crowd {
    over: Arc<AtomicBool>,
    threads: JoinSet<Result<()>>,
}

impl Crowd {
    fn gather(url: &str, ask: impl Fn(u64) -> String + Send + Sync + 'static) -> Self {
        let (over, ask, next) = (Arc::new(AtomicBool::default()), Arc::new(ask), Arc::new(AtomicU64::default()));
        let mut threads = JoinSet::new();
        for _ in 0..THREADS {
            let (url, over, ask, next) = (url.to_owned(), Arc::clone(&over), Arc::clone(&ask), Arc::clone(&next));
            threads.spawn(async move {
                let mut wire = Wire::open(&url).await?;
                while !over.load(Ordering::Relaxed) {
                    wire.ask(&ask(next.fetch_add(1, Ordering::Relaxed))).await?;
                }
                Ok(())
            });
        }
        Self { over, threads }
    }

    async fn disperse(mut self) {
        self.over.store(true, Ordering::Relaxed);
        while self.threads.join_next().await.is_some() {}
    }
}

/// The median time of an answer, in milliseconds, to somebody who asks now and then: for so long as everything is measured here.
async fn median(url: &str, ask: &str) -> Result<f64> {
    let (mut wire, mut times, began) = (Wire::open(url).await?, Vec::new(), Instant::now());
    while began.elapsed() < LONG {
        let start = Instant::now();
        let answer = wire.ask(ask).await?;
        times.push(start.elapsed());
        ensure!(answer.status == 200 || answer.status == 304, "{answer:?}");
        // Slower than one person's share.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    times.sort();
    Ok(times.get(times.len() / 2).map_or(0.0, |it| it.as_secs_f64() * 1000.0))
}

fn row(what: &str, ours: f64, peer: f64) {
    println!("bench: {what}, beside nobody (ms, median) | {ours:.2} | {peer:.2} | {:.2} | {BUDGET}", ours / peer);
}
