//! Following the folder of keys while the service runs: what is put in force there signs a few seconds later, without a restart. What
//! cannot be used changes nothing but the log.

use super::{ActiveKeys, KeysError, PolicyKeys};
use crate::clock::Clock;
use std::ffi::OsString;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tokio::time::MissedTickBehavior;

/// How often the folder is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// Follows the folder of keys.
pub(crate) struct KeyWatcher {
    folder: PathBuf,
    /// What the folder held when its keys were taken.
    taken: Option<Contents>,
    /// What was wrong with it at the last look: said once.
    complaint: Option<String>,
}

/// What a folder holds, as far as keys depend on it.
#[derive(Debug, PartialEq, Eq)]
struct Contents {
    keyset: Vec<u8>,
    /// Each private key's file: its name, when it changed, its length.
    private: Vec<(OsString, Option<SystemTime>, u64)>,
}

impl Contents {
    fn read(folder: &Path) -> Result<Self, KeysError> {
        let path = folder.join("keyset.json");
        let keyset = std::fs::read(&path).map_err(|cause| KeysError::File { path, cause })?;
        let failed = |cause| KeysError::File { path: folder.to_owned(), cause };
        let mut private = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if Path::new(&entry.file_name()).extension().is_some_and(|it| it == "key") {
                let metadata = entry.metadata().map_err(failed)?;
                private.push((entry.file_name(), metadata.modified().ok(), metadata.len()));
            }
        }
        private.sort();
        Ok(Self { keyset, private })
    }
}

impl KeyWatcher {
    /// Follows this folder, whose keys the service has taken at its start.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), taken: None, complaint: None }
    }

    /// Looks again and again, until `stop` comes.
    pub(crate) async fn run(mut self, keys: ActiveKeys, clock: Clock, stop: impl Future<Output = ()>) {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tokio::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = look.tick() => {}
            }
            let (keys, clock) = (keys.clone(), Clock::clone(&clock));
            // A folder may lie on another machine, and keep whoever reads it waiting.
            let looked = tokio::task::spawn_blocking(move || {
                self.look(&keys, clock().as_second());
                self
            });
            match looked.await {
                Ok(it) => self = it,
                Err(error) => return tracing::error!(%error, "the folder of keys is not followed any more"),
            }
        }
    }

    /// Takes what the folder holds now, where it has changed and can be used.
    fn look(&mut self, keys: &ActiveKeys, now: i64) {
        match self.changed(keys, now) {
            Ok(taken) => {
                self.complaint = None;
                let Some(taken) = taken.filter(|it| !keys.get().is_same(it)) else { return };
                let version = taken.version;
                keys.replace(taken);
                tracing::info!(version, "the service signs by other keys from now on");
                keys.get().warn(now);
            }
            Err(error) => {
                let complaint = error.to_string();
                if self.complaint.as_ref() != Some(&complaint) {
                    tracing::error!(error = %complaint, "the folder of keys cannot be used: the keys taken before go on signing");
                    self.complaint = Some(complaint);
                }
            }
        }
    }

    /// The folder's keys; `None` where nothing has changed since they were taken.
    fn changed(&mut self, keys: &ActiveKeys, now: i64) -> Result<Option<PolicyKeys>, KeysError> {
        // Read before the keys are: what changes in between is seen at the next look.
        let contents = Contents::read(&self.folder)?;
        if self.taken.as_ref() == Some(&contents) {
            return Ok(None);
        }
        let found = PolicyKeys::from_folder(&self.folder, now)?;
        let newest = keys.get().version;
        if found.version < newest {
            // No workstation would go back, either.
            return Err(KeysError::Older { folder: self.folder.clone(), found: found.version, newest });
        }
        self.taken = Some(contents);
        Ok(Some(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use domicile_policy::issue::PolicySigner;
    use domicile_policy::keyset::{KeySetDraft, sign_keyset};
    use domicile_policy::root::{Root, demo_signers};
    use tempfile::TempDir;

    const NOW: i64 = 1_000_000;

    /// Puts a key set of this version in force, with two keys of which the private ones named are here.
    fn install(folder: &TempDir, version: u64, here: &[&str]) {
        let seed = |kid: &str| [kid.len() as u8 + version as u8; 32];
        let key = |kid: &str| PolicySigner::from_seed(kid, &seed(kid)).public(NOW - 1, NOW + 500_000);
        let issuer = Root::compiled_in().issuer().to_owned();
        let draft = KeySetDraft { issuer, version, iat: NOW - 1, exp: NOW + 1_000_000, keys: vec![key("one"), key("other")] };
        for kid in here {
            let path = folder.path().join(format!("{kid}.key"));
            std::fs::write(&path, URL_SAFE_NO_PAD.encode(seed(kid))).unwrap();
            #[cfg(unix)]
            std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        }
        std::fs::write(folder.path().join("keyset.json"), sign_keyset(&draft, &demo_signers().unwrap()).unwrap()).unwrap();
    }

    /// Looks; the version that signs, how many keys there are to sign with, and what is wrong with the folder.
    fn look(watcher: &mut KeyWatcher, keys: &ActiveKeys) -> (u64, usize, Option<String>) {
        watcher.look(keys, NOW);
        (keys.get().version, keys.get().signers.len(), watcher.complaint.clone())
    }

    #[test]
    fn takes_what_is_put_in_force_and_nothing_that_cannot_be_used() {
        let folder = tempfile::tempdir().unwrap();
        install(&folder, 1, &["one"]);
        let keys = ActiveKeys::from(PolicyKeys::from_folder(folder.path(), NOW).unwrap());
        let mut watcher = KeyWatcher::new(folder.path());
        assert_eq!(look(&mut watcher, &keys), (1, 1, None));
        let held = keys.get();
        install(&folder, 2, &["one"]);
        assert_eq!(look(&mut watcher, &keys), (2, 1, None));
        assert_ne!(held.published(), keys.get().published());
        assert_eq!(held.version, 1, "whoever is signing goes on with one set");

        std::fs::write(folder.path().join("keyset.json"), "{}").unwrap();
        let (version, _, complaint) = look(&mut watcher, &keys);
        assert!(version == 2 && complaint.unwrap().contains("refused"));
        install(&folder, 1, &["one"]);
        let (version, _, complaint) = look(&mut watcher, &keys);
        assert!(version == 2 && complaint.unwrap().contains("version 1"), "it does not go back");
        std::fs::remove_file(folder.path().join("keyset.json")).unwrap();
        let (version, _, complaint) = look(&mut watcher, &keys);
        assert!(version == 2 && complaint.unwrap().contains("cannot read"));

        install(&folder, 2, &["one"]);
        assert_eq!(look(&mut watcher, &keys), (2, 1, None));
        install(&folder, 2, &["other"]);
        assert_eq!(look(&mut watcher, &keys), (2, 2, None), "a private key that came later");
    }

    #[test]
    fn does_nothing_where_nothing_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        install(&folder, 1, &["one"]);
        let keys = ActiveKeys::from(PolicyKeys::from_folder(folder.path(), NOW).unwrap());
        let held = keys.get();
        let mut watcher = KeyWatcher::new(folder.path());
        for _ in 0..2 {
            look(&mut watcher, &keys);
            assert!(std::sync::Arc::ptr_eq(&held, &keys.get()));
        }
    }
}
