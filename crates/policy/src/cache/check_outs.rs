//! The check-outs beside the policy: one file with the exact documents. It grants nothing that the policy in force does not stand by, so a
//! missing or damaged one costs check-outs only, and the next contact with the service brings them again.

use super::disk::{self, WriteError, attempt};
use super::fault_points::FaultPoint;
use super::{CHECK_OUTS, Cache, KEYSET, Reading, StoreError, lock};
use crate::check_out::{self, CheckOut};
use crate::jws;
use crate::keyset::{self, KeySet};
use crate::root::Root;
use crate::time::Clock;
use crate::verify::{Expected, Policy, Refusal};
use serde::{Deserialize, Serialize};

/// The format that this build writes.
const FORMAT: u32 = 1;
/// How many check-outs one machine keeps.
const MOST: usize = 64;

#[derive(Debug, Serialize)]
pub(super) struct CheckOutsFile {
    format: u32,
    documents: Vec<String>,
}

/// The same as it is read: what a later build put among the documents is passed over.
#[derive(Deserialize)]
struct WrittenFile {
    format: u32,
    documents: Vec<serde_json::Value>,
}

impl CheckOutsFile {
    /// Reads it; `None` where it is damaged, too large or of a later format.
    fn parse(bytes: &[u8]) -> Option<Self> {
        // An object: serde would take a list for a struct too.
        let fits = bytes.len() <= jws::MAX_BYTES && bytes.first() == Some(&b'{');
        let read = || serde_json::from_slice(bytes).ok().filter(|it: &WrittenFile| it.format == FORMAT && it.documents.len() <= MOST);
        let written = if fits { read()? } else { return None };
        let documents = written.documents.into_iter().filter_map(|it| match it {
            serde_json::Value::String(document) => Some(document),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::Array(_)
            | serde_json::Value::Object(_) => None,
        });
        Some(Self { format: written.format, documents: documents.collect() })
    }
}

/// What a check-out file holds for one policy: those that count, and why the first of the others was refused.
pub(super) fn standing(bytes: &[u8], keys: &KeySet, whom: &Expected, policy: &Policy) -> (Vec<CheckOut>, Option<Refusal>) {
    let Some(file) = CheckOutsFile::parse(bytes) else { return (Vec::new(), Some(Refusal::Malformed)) };
    let mut refused = None;
    let mut found = Vec::new();
    for document in &file.documents {
        match check_out::verify(document.as_bytes(), keys, whom) {
            // One that was returned or ended since is no fault.
            Ok(it) if it.stands_in(policy.claims()) => found.push(it),
            Ok(_) => {}
            Err(refusal) => {
                refused.get_or_insert(refusal);
            }
        }
    }
    (found, refused)
}

/// Whether an unverified document says that this is its id. Good enough to throw it away, for nothing else.
fn is_named(document: &str, id: &str) -> bool {
    #[derive(Deserialize)]
    struct Named {
        jti: String,
    }
    let payload = document.split('.').nth(1).and_then(|it| jws::decode(it.as_bytes()));
    payload.and_then(|it| serde_json::from_slice(&it).ok()).is_some_and(|it: Named| it.jti == id)
}

impl Cache {
    /// Puts these check-outs in place of those that are there. What the policy in force does not stand by, and what a
    /// revoked key signed, is left out. Returns the cache
    /// as one reads it who does not know this machine's own id: in a folder that was copied here, that is still the other machine's,
    /// and products, who know better, go on refusing it.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where one does not verify for the person and machine of the policy in force, or there is none:
    /// nothing is changed. [`StoreError::CannotWrite`], [`StoreError::Busy`].
    pub fn keep_check_outs(&self, root: &Root, documents: &[String], clock: &Clock) -> Result<Reading, StoreError> {
        disk::prepare(self.folder())?;
        let _held = lock::exclusive(self.folder())?;
        let reading = self.read_once(root, clock, None);
        let (Some(policy), Some(whom)) = (&reading.policy, &reading.expected) else { return Err(Refusal::WrongMachine.into()) };
        let keys = self.kept_keys(root)?.ok_or(StoreError::Refused(Refusal::UnknownKey))?;
        let mut kept: Vec<String> = Vec::new();
        for document in documents {
            let it = match check_out::verify(document.as_bytes(), &keys, whom) {
                // A key that was revoked takes with it what it signed, and nothing else.
                Err(Refusal::RevokedKey) => continue,
                other => other?,
            };
            if it.stands_in(policy.claims()) && kept.len() < MOST && !kept.contains(document) {
                kept.push(it.document().to_owned());
            }
        }
        self.write_check_outs(kept)?;
        Ok(self.read_once(root, clock, None))
    }

    /// Puts these beside those that are there, as an answer of the service brought them: unsigned as a whole, so that what it lacks says
    /// nothing, and what does not verify is passed over.
    ///
    /// # Errors
    /// [`StoreError::CannotWrite`], [`StoreError::Busy`].
    pub fn add_check_outs(&self, root: &Root, documents: &[String], clock: &Clock) -> Result<Reading, StoreError> {
        disk::prepare(self.folder())?;
        let _held = lock::exclusive(self.folder())?;
        let reading = self.read_once(root, clock, None);
        let keys = self.kept_keys(root)?;
        let (Some(policy), Some(whom), Some(keys)) = (&reading.policy, &reading.expected, keys) else { return Ok(reading) };
        let mut kept: Vec<String> = reading.check_outs.iter().map(|it| it.document().to_owned()).collect();
        let before = kept.len();
        for document in documents {
            let found = check_out::verify(document.as_bytes(), &keys, whom).is_ok_and(|it| it.stands_in(policy.claims()));
            if found && kept.len() < MOST && !kept.contains(document) {
                kept.push(document.clone());
            }
        }
        if kept.len() == before {
            return Ok(reading);
        }
        self.write_check_outs(kept)?;
        Ok(self.read_once(root, clock, None))
    }

    /// Takes one check-out away: it was returned. The others stay, also those that nothing stands by at this moment.
    ///
    /// # Errors
    /// [`StoreError::CannotWrite`], [`StoreError::Busy`].
    pub fn drop_check_out(&self, root: &Root, id: &str, clock: &Clock) -> Result<Reading, StoreError> {
        disk::prepare(self.folder())?;
        let _held = lock::exclusive(self.folder())?;
        let bytes = attempt(FaultPoint::ReadBack, &self.folder().join(CHECK_OUTS), || disk::read_to_replace(self.folder(), CHECK_OUTS))?;
        let documents = bytes.as_deref().and_then(CheckOutsFile::parse).map_or_else(Vec::new, |it| it.documents);
        self.write_check_outs(documents.into_iter().filter(|it| !is_named(it, id)).collect())?;
        Ok(self.read_once(root, clock, None))
    }

    /// Takes away what a new policy does not stand by. The caller holds the lock.
    pub(super) fn prune_check_outs(&self, keys: &KeySet, whom: &Expected, policy: &Policy) -> Result<(), WriteError> {
        let bytes = attempt(FaultPoint::ReadBack, &self.folder().join(CHECK_OUTS), || disk::read(self.folder(), CHECK_OUTS));
        // What cannot be read counts for nobody, and must not keep the marks of the new policy from being written down.
        let Ok(Some(bytes)) = bytes else { return Ok(()) };
        let before = CheckOutsFile::parse(&bytes).map_or(usize::MAX, |it| it.documents.len());
        let (kept, _) = standing(&bytes, keys, whom, policy);
        if kept.len() == before { Ok(()) } else { self.write_check_outs(kept.iter().map(|it| it.document().to_owned()).collect()) }
    }

    fn write_check_outs(&self, documents: Vec<String>) -> Result<(), WriteError> {
        if documents.is_empty() {
            return disk::remove(self.folder(), CHECK_OUTS);
        }
        let bytes = serde_json::to_vec(&CheckOutsFile { format: FORMAT, documents });
        let bytes =
            bytes.map_err(|error| WriteError { path: self.folder().join(CHECK_OUTS), point: FaultPoint::Write, source: error.into() })?;
        disk::replace(self.folder(), CHECK_OUTS, &bytes)
    }

    fn kept_keys(&self, root: &Root) -> Result<Option<KeySet>, WriteError> {
        let bytes = attempt(FaultPoint::ReadBack, &self.folder().join(KEYSET), || disk::read_to_replace(self.folder(), KEYSET))?;
        Ok(bytes.and_then(|it| keyset::verify_kept_keyset(&it, root).ok()))
    }
}
