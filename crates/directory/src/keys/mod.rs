//! What signs policies: the published key set, which the root vouches for, and the private keys that belong to it (`folder`, `demo`); the
//! year of keys ahead (`year`, `rotation`); the steps of a root ceremony (`ceremony`), which the running service never takes: private root
//! keys are never where it is. And the key that signs the record of events (`audit`).

mod active;
mod audit;
pub mod ceremony;
mod demo;
mod files;
mod folder;
pub mod rotation;
mod schedule;
pub(crate) mod watch;

pub use active::ActiveKeys;
pub use audit::AuditKey;

pub use crate::file_permissions::PermissionError;
use crate::problem::{Code, Problem};
use domicile_policy::check_out::CheckOutClaims;
use domicile_policy::claims::PolicyClaims;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetRefusal, PolicyKey};
use std::path::PathBuf;

/// The key set as it is published, and the keys to sign with.
pub struct PolicyKeys {
    issuer: String,
    published: String,
    /// The key set's own version.
    version: u64,
    /// The key set's own end (seconds).
    exp: i64,
    signers: Vec<(PolicyKey, PolicySigner)>,
}

/// Why there is nothing to sign with. The texts hold their causes, so none is a source: it would be said twice.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A build with an operator's root does not contain the demo keys.
    #[error("This build trusts an operator's keys and does not contain the demo keys: it cannot run the demo.")]
    NoDemoKeys,
    /// A file cannot be read.
    #[error("cannot read {path}: {cause}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A file or the folder is another's, or others can read or change it.
    #[error(transparent)]
    Permission(#[from] PermissionError),
    /// There is no audit key.
    #[error("There is nothing to sign the record of events with: {0} is missing (how to make it: docs/audit.md)")]
    NoAuditKey(PathBuf),
    /// A private key is not one.
    #[error("{0} does not hold the 32 bytes of a key in base64url")]
    NotAKey(PathBuf),
    /// The root does not vouch for the key set.
    #[error("the key set in {path} is refused: {cause}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: KeySetRefusal,
    },
    /// Nothing in the key set fits the private keys.
    #[error("none of the private keys in {0} belongs to a key of the key set that is current now")]
    NoneCurrent(PathBuf),
    /// Every key of the key set has retired.
    #[error(
        "Every key of the key set in {folder} has retired, the last one on {last}: make new ones with domicile-directory keys rotate (docs/policy-keys.md)."
    )]
    AllPast {
        /// The folder.
        folder: PathBuf,
        /// The day.
        last: String,
    },
    /// The key set is older than the one that signs.
    #[error("the key set in {folder} is version {found}, and version {newest} signs already")]
    Older {
        /// The folder.
        folder: PathBuf,
        /// The version found.
        found: u64,
        /// The version that signs.
        newest: u64,
    },
    /// The demo key set cannot be made.
    #[error("cannot make the demo key set: {0}")]
    Demo(domicile_policy::issue::IssueError),
}

/// The day up to which keys sign, in how many days that is, and whether it is time to sign new ones.
pub(crate) fn reach_in_days(reach: i64, now: i64) -> (String, i64, bool) {
    let left = reach.saturating_sub(now);
    (schedule::date(reach), left / (24 * 60 * 60), left < schedule::WARN)
}

impl PolicyKeys {
    /// The keys of the sample organisation, vouched for by the demo root; `now` in seconds since 1970.
    ///
    /// # Errors
    /// [`KeysError::NoDemoKeys`] in a build with an operator's root.
    pub fn demo(now: i64) -> Result<Self, KeysError> {
        demo::keys(now)
    }

    /// The keys in a folder: `keyset.json`, signed by the root, and `<kid>.key` for each private key held here.
    ///
    /// # Errors
    /// [`KeysError`] where a file cannot be used, the root does not vouch for the set, or no key is current at `now` (seconds).
    pub fn from_folder(folder: &std::path::Path, now: i64) -> Result<Self, KeysError> {
        folder::keys(folder, now)
    }

    /// Whether the other one publishes the same key set and signs by the same keys.
    fn is_same(&self, other: &Self) -> bool {
        // A revoked key signs nothing, whether its private part is still there or not.
        let signs = |it: &Self| it.signers.iter().filter(|it| !it.0.revoked).map(|it| it.0.kid.clone()).collect::<Vec<_>>();
        self.published == other.published && signs(self) == signs(other)
    }

    /// The key set's own version.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// The operator's id.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The key set, as `application/jose+json`.
    pub(crate) fn published(&self) -> &str {
        &self.published
    }

    /// Signs with the key that is current at the policy's `iat`.
    pub(crate) fn sign(&self, claims: &PolicyClaims) -> Result<String, Problem> {
        self.current(claims.iat)?.sign(claims).map_err(|error| Problem::internal(&error))
    }

    /// Signs with the key that is current at the check-out's `iat`.
    pub(crate) fn sign_check_out(&self, claims: &CheckOutClaims) -> Result<String, Problem> {
        self.current(claims.iat)?.sign_check_out(claims).map_err(|error| Problem::internal(&error))
    }

    /// The id of the key that signs documents of this date (seconds).
    pub(crate) fn kid(&self, iat: i64) -> Result<&str, Problem> {
        Ok(self.current(iat)?.kid())
    }

    /// What signs documents of this date (seconds).
    fn current(&self, iat: i64) -> Result<&PolicySigner, Problem> {
        // A key set vouches for nothing that is issued past its own end.
        let current = self.signers.iter().find(|(key, _)| schedule::is_current(key, iat) && iat < self.exp);
        Ok(&current.ok_or_else(Self::missing)?.1)
    }

    /// Up to when (seconds) the keys here sign without a gap; `None` where none signs at `now`.
    pub(crate) fn reach(&self, now: i64) -> Option<i64> {
        schedule::reach(self.signers.iter().map(|it| &it.0), self.exp, now)
    }

    /// The same, if it is time to sign new keys.
    pub(crate) fn ends_soon(&self, now: i64) -> Option<String> {
        self.reach(now).filter(|reach| *reach < now.saturating_add(schedule::WARN)).map(schedule::date)
    }

    /// No key signs.
    pub(crate) fn missing() -> Problem {
        tracing::error!("no policy key is current: make new ones with domicile-directory keys rotate");
        Problem::new(Code::NoPolicyKey)
    }

    /// Says in the log what whoever runs the service must do about the keys, if anything.
    pub(crate) fn warn(&self, now: i64) {
        match (self.reach(now), self.ends_soon(now)) {
            (None, _) => tracing::error!("no policy key is current: make new ones with domicile-directory keys rotate"),
            (_, Some(day)) => {
                tracing::warn!(%day, "the policy keys signed ahead run out: make new ones with domicile-directory keys rotate, and have them signed");
            }
            _ => {}
        }
    }
}
