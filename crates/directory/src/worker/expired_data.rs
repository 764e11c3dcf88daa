//! Deletes what was kept long enough (`[retention]`). What stands in the record of events stays: that is erased with the person only.

use super::Turn;
use crate::retention::{RetentionSettings, before};
use crate::store::retention::{Expiring, delete, see_former_members};
use jiff::Timestamp;

/// How many are deleted in one transaction.
const BATCH: u64 = 500;

/// Deletes everything that is over, batch by batch, as long as the job is this instance's.
pub(super) async fn delete_all(turn: &Turn<'_>, settings: &RetentionSettings) -> anyhow::Result<()> {
    let (store, now) = (&turn.service.dependencies().store, turn.service.now());
    let mut tx = store.write().await?;
    see_former_members(&mut tx, now).await?;
    tx.commit().await?;
    for what in Expiring::ALL.iter().copied() {
        let (before, mut all) = (oldest(what, settings, now), 0);
        loop {
            let mut tx = store.write().await?;
            let deleted = delete(&mut tx, what, before, i64::try_from(BATCH).unwrap_or(i64::MAX)).await?;
            tx.commit().await?;
            all += deleted;
            if deleted < BATCH {
                break;
            }
            if !turn.goes_on().await? {
                return Ok(());
            }
        }
        if all > 0 {
            tracing::info!(what = ?what, deleted = all, %before, "what was kept long enough is deleted");
        }
    }
    Ok(())
}

/// What is older than this goes.
fn oldest(what: Expiring, settings: &RetentionSettings, now: Timestamp) -> Timestamp {
    let days = match what {
        Expiring::LookUps => settings.look_ups,
        Expiring::Answers => settings.answers,
        Expiring::MachineReports => settings.machine_reports,
        Expiring::Offers => settings.offers,
        Expiring::Invitations => settings.invitations,
        Expiring::CheckOuts => settings.check_outs,
        Expiring::Requests | Expiring::PersonRequests => settings.requests,
        Expiring::Cases => settings.cases,
        Expiring::FormerMembers => settings.former_members,
        // Their rows say until when.
        Expiring::Removals | Expiring::DisputeLinks => 0,
    };
    before(now, days)
}
