//! A long run: people at their command lines, while service, database, mail server, issuer, network, clocks and disks fail at random and
//! come back. `cargo xtask soak` runs it for half an hour; what has to hold all the time is in `invariants`.
//!
//! Everything random comes from one seed, which is printed; `DOMICILE_SOAK_SEED` repeats a run as far as processes are repeatable.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the summary is what a run is for")]

mod faults;
mod invariants;
mod people;
mod random;
mod tcp_proxy;
mod world;

use anyhow::{Result, ensure};
use domicile_tests::process::eventually;
use invariants::Report;
use random::Random;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use world::{Database, World};

/// Between two looks at whether everything is well again.
const CALM_EVERY: Duration = Duration::from_secs(60);
/// How long being well again may take once nothing fails any more.
const WELL_WITHIN: Duration = Duration::from_secs(60);

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

async fn soak(database: Database) -> Result<()> {
    let minutes = number("DOMICILE_SOAK_MINUTES").unwrap_or(1);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos();
    let seed = number("DOMICILE_SOAK_SEED").unwrap_or(u64::try_from(clock % 1_000_000_007)?);
    println!("soak: {database:?}, {minutes} min, DOMICILE_SOAK_SEED={seed}");
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let mut random = Random::from_seed(seed);
    let world = Arc::new(World::start(database).await?);
    let report = Arc::new(Report::default());
    for person in &world.people {
        person.sign_in().await?;
    }
    while Instant::now() < end {
        let until = end.min(Instant::now() + CALM_EVERY);
        let working = world.people.iter().map(|person| {
            let (world, report, random, who) = (world.clone(), report.clone(), random.fork(), person.clone());
            tokio::spawn(async move { people::work(&who, &world, &report, random, until).await })
        });
        let working: Vec<_> = working.collect();
        faults::until(&world, &report, &mut random, until).await;
        for person in working {
            person.await?;
        }
        // Nothing fails any more: everybody is well again, and still signed in.
        world.heal().await?;
        let well = eventually("the service is ready", WELL_WITHIN, async || world.ready().await.then_some(())).await;
        report.hold("the service is well again once nothing fails", well);
        for person in &world.people {
            report.hold("nobody is signed out", person.still_works().await);
        }
        report.measure(&world);
        if report.is_broken() {
            break;
        }
    }
    world.finish(&report).await;
    report.print(&world.proxy.statuses(), world.issuer.refreshes().await?);
    ensure!(!report.is_broken(), "see above; DOMICILE_SOAK_SEED={seed}");
    ensure!(report.commands.load(Ordering::Relaxed) > 0, "nobody did anything");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs for as long as it is told: cargo xtask soak"]
async fn everything_fails_and_recovers_on_sqlite() {
    soak(Database::Sqlite).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs for as long as it is told: cargo xtask soak"]
async fn everything_fails_and_recovers_on_postgresql() {
    soak(Database::Postgres).await.unwrap();
}
