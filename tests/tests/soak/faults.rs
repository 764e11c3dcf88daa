//! What fails, one thing at a time or several, and is put right again.

use crate::invariants::Report;
use crate::random::Random;
use crate::tcp_proxy::Network;
use crate::world::{Database, World};
use anyhow::Result;
use std::time::{Duration, Instant};

/// Between two faults.
const PAUSE: u64 = 4_000;
/// The longest that one lasts.
const LASTS: u64 = 6_000;

/// Lets things fail until then.
pub(crate) async fn until(world: &World, report: &Report, random: &mut Random, end: Instant) {
    while Instant::now() < end {
        tokio::time::sleep(random.millis(PAUSE)).await;
        let (name, done) = one(world, random).await;
        report.fault(name);
        report.hold(name, done);
    }
}

async fn one(world: &World, random: &mut Random) -> (&'static str, Result<()>) {
    let lasts = Duration::from_millis(500) + random.millis(LASTS);
    match random.below(11) {
        0 => {
            world.proxy.cut();
            ("connections cut", Ok(()))
        }
        1 => ("network slow", for_a_while(world, Network::Slow(random.millis(700)), lasts).await),
        2 => ("network silent", for_a_while(world, Network::Silent, lasts).await),
        3 => ("service killed", restart(world, true, lasts).await),
        4 => ("service terminated", restart(world, false, lasts).await),
        5 => (
            "mail server killed",
            async {
                world.set_mail(false)?;
                tokio::time::sleep(lasts).await;
                world.set_mail(true)
            }
            .await,
        ),
        6 | 7 => (
            "issuer stopped",
            async {
                world.signal_issuer("STOP")?;
                tokio::time::sleep(lasts).await;
                world.signal_issuer("CONT")
            }
            .await,
        ),
        // A kind of its own for each database.
        _ if world.database == Database::Postgres && random.one_in(2) => ("database sessions ended", world.disturb_postgres(None).await),
        _ if world.database == Database::Postgres => (
            "database read-only",
            async {
                world.disturb_postgres(Some(true)).await?;
                tokio::time::sleep(lasts).await;
                world.disturb_postgres(Some(false)).await
            }
            .await,
        ),
        _ => match &world.disk {
            Some(disk) => (
                "disk full",
                async {
                    disk.fill()?;
                    tokio::time::sleep(lasts).await;
                    disk.free()
                }
                .await,
            ),
            None => ("no disk to fill", Ok(())),
        },
    }
}

async fn for_a_while(world: &World, network: Network, lasts: Duration) -> Result<()> {
    world.proxy.set(network);
    tokio::time::sleep(lasts).await;
    world.proxy.set(Network::Fine);
    Ok(())
}

async fn restart(world: &World, at_once: bool, lasts: Duration) -> Result<()> {
    world.end_service(at_once).await?;
    tokio::time::sleep(lasts / 4).await;
    world.start_service()
}
