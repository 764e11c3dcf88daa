//! Check-outs after a refresh: what the policy stands by and this computer lacks is fetched; what was given back here by file is told.

use super::run::{Refresh, read};
use crate::offline_returns::OfflineReturns;
use domicile_policy::cache::{Cache, Reading};

impl Refresh<'_> {
    /// The reading with its check-outs. Asks the service nothing where nothing is missing, and where that fails the policy stands: the next
    /// contact brings them.
    pub(super) async fn with_check_outs(&self, reading: Reading) -> Reading {
        if reading.policy.is_none() {
            return reading;
        }
        let missing: Vec<String> = reading.missing_check_outs().into_iter().map(str::to_owned).collect();
        let returns = self.on_disk(|data_dir, _, _| OfflineReturns::load(data_dir)).await.unwrap_or_default();
        let (told, wanted): (Vec<_>, Vec<_>) = missing.iter().cloned().partition(|it| returns.has(it));
        for id in &told {
            if let Err(failure) = self.client.return_check_out(id).await {
                tracing::info!(%failure, "a check-out that was given back by file is not known to be so yet");
            }
        }
        let kept = self.on_disk(move |data_dir, _, _| returns.keep(data_dir, &missing)).await;
        if let Ok(Err(cause)) = kept {
            tracing::info!(%cause, "what was given back by file was not noted");
        }
        let Some(machine) = reading.expected.as_ref().map(|it| it.machine.clone()).filter(|_| !wanted.is_empty()) else { return reading };
        let documents: Vec<String> = match self.client.check_outs(Some(&machine)).await {
            Ok(all) => {
                let here = all.into_iter().filter(|it| it.machine.id == machine && !told.iter().any(|id| id == it.id.as_str()));
                here.filter_map(|it| it.document).collect()
            }
            Err(failure) => {
                tracing::info!(%failure, "the check-outs were not fetched");
                return reading;
            }
        };
        let kept = self.on_disk(move |data_dir, root, clock| {
            Cache::at(&data_dir.policy()).add_check_outs(root, &documents, clock).map(|_| read(data_dir, root, clock))
        });
        match kept.await {
            Ok(Ok(complete)) => complete,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the check-outs were not taken");
                reading
            }
            Err(cause) => {
                tracing::warn!(%cause, "the check-outs were not taken");
                reading
            }
        }
    }
}
