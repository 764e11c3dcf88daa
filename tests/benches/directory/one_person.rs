//! What one person who asks as much as they can costs another: the median time of an answer to the other, beside the same while nobody else
//! asks. The service has the limits that it has by itself, and whoever asks too much yields the processors (`crowd`).

use crate::crowd::{Attack, Crowd, THREADS};
use crate::load::{LONG, Wire, request};
use crate::people::Issuer;
use anyhow::{Result, ensure};
use domicile_tests::postgres;
use domicile_tests::service::Service;
use std::time::{Duration, Instant};

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
        let alone = [times(&service.url, &policy).await?, times(&service.url, &me).await?];
        let attacks =
            [(Attack::Machines, &policy, "a policy", "with new machines"), (Attack::Changes, &me, "/v1/me", "that change things")];
        for ((attack, ask, what, said), alone) in attacks.into_iter().zip(alone) {
            let crowd = Crowd::gather(&service.url, &greedy, attack)?;
            let beside = times(&service.url, ask).await;
            let (done, beside) = (crowd.disperse()?, beside?);
            println!(
                "{kind}: {THREADS} threads of one person {said} were {done}; 19 of 20 of the other's answers came within {:.2} ms, beside nobody {:.2} ms",
                beside.most, alone.most
            );
            row(&format!("{kind}: {what}, beside {THREADS} threads of one person {said}"), beside.median, alone.median);
            tokio::time::sleep(PAUSE).await;
        }
        service.terminate().await?;
    }
    Ok(())
}

/// How long answers take, in milliseconds.
struct Times {
    median: f64,
    /// 19 of 20 take no longer.
    most: f64,
}

/// How long answers take to somebody who asks now and then: for so long as everything is measured here.
async fn times(url: &str, ask: &str) -> Result<Times> {
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
    let at = |n: usize| times.get(n).map_or(0.0, |it| it.as_secs_f64() * 1000.0);
    Ok(Times { median: at(times.len() / 2), most: at(times.len() * 19 / 20) })
}

fn row(what: &str, ours: f64, peer: f64) {
    println!("bench: {what}, beside nobody (ms, median) | {ours:.2} | {peer:.2} | {:.2} | {BUDGET}", ours / peer);
}
