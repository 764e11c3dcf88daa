//! Taking in what a refresh brought: verify, compare with the marks, replace durably, read back. Refusals and failures leave the policy
//! in force as it was.

use super::disk::{self, WriteError, attempt};
use super::fault_points::FaultPoint;
use super::reading::verify_here;
use super::state::StateFile;
use super::{Cache, KEYSET, POLICY, PREVIOUS, Reading, STATE, lock};
use crate::accept::{self, Accepted};
use crate::keyset::{self, KeySet, KeySetRefusal};
use crate::root::Root;
use crate::root::replace::RootRefusal;
use crate::time::{Clock, SoftMarks};
use crate::verify::{Expected, Policy, Refusal};
use std::io;
use std::path::PathBuf;

/// What a refresh brought.
#[derive(Debug, Clone, Copy)]
pub struct Received<'a> {
    /// The exact bytes of the policy.
    pub policy: &'a [u8],
    /// The key set, where it was fetched as well.
    pub keyset: Option<&'a [u8]>,
    /// The service's name for these bytes.
    pub etag: Option<&'a str>,
    /// The service's time (header `Date`, seconds), where it said: unsigned, so told to people and never counted.
    pub server_time: Option<i64>,
}

/// A policy that is now in force, read back from disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreOutcome {
    /// Newer than before, or the same.
    pub accepted: Accepted,
    /// What is in force now.
    pub policy: Policy,
    /// What was in force before, for the same person; `None` where nothing was.
    pub previous: Option<Policy>,
    /// The cache as any product reads it now. Its state can still be `clock_suspect` or `expired`, where the wall clock is wrong.
    pub reading: Reading,
}

/// Why what a refresh brought is not in force.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The policy was refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The key set was refused.
    #[error(transparent)]
    KeySet(#[from] KeySetRefusal),
    /// It could not be written; the policy before stands.
    #[error("cannot {doing} {}", path.display())]
    CannotWrite {
        /// The file or folder.
        path: PathBuf,
        /// "create", "write", "save", "replace", ...
        doing: &'static str,
        /// The system's reason.
        source: io::Error,
    },
    /// Another process has been writing for ten seconds.
    #[error("another program is holding {}", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
}

impl StoreError {
    /// The stable name: the outcome of a refresh in the terms of the domain.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(Refusal::RolledBack | Refusal::Equivocation)
            | Self::KeySet(
                KeySetRefusal::RolledBack
                | KeySetRefusal::Equivocation
                | KeySetRefusal::Root(RootRefusal::RolledBack | RootRefusal::Equivocation),
            ) => "rolled_back",
            Self::Refused(_) | Self::KeySet(_) => "signature_invalid",
            Self::CannotWrite { .. } | Self::Busy { .. } => "cannot_write",
        }
    }
}

impl From<WriteError> for StoreError {
    fn from(failed: WriteError) -> Self {
        match (failed.point, failed.source.kind()) {
            (FaultPoint::Lock, io::ErrorKind::WouldBlock) => Self::Busy { path: failed.path },
            (point, _) => Self::CannotWrite { path: failed.path, doing: point.doing(), source: failed.source },
        }
    }
}

impl Cache {
    /// Takes in a policy for `expected`. Returns only after the saved bytes were read back and verified.
    ///
    /// # Errors
    /// [`StoreError::Refused`] or [`StoreError::KeySet`] before anything is touched; [`StoreError::CannotWrite`] where the disk is full
    /// or not ours to write: the policy before stays in force. A refusal that [`Refusal::wants_keys`] may be cured by a fresh key set.
    pub fn store(&self, root: &Root, expected: &Expected, received: &Received<'_>, clock: &Clock) -> Result<StoreOutcome, StoreError> {
        // What can be refused without the folder is refused without the folder.
        disk::prepare(self.folder())?;
        let _held = lock::exclusive(self.folder())?;
        let read = |name| attempt(FaultPoint::ReadBack, &self.folder().join(name), || disk::read_to_replace(self.folder(), name));
        let mut state = read(STATE)?.as_deref().and_then(StateFile::parse).unwrap_or_default();
        // One that somebody put there, of an older root or an older version, is not what we kept: it must not bar the way to the real one.
        let kept_keys = read(KEYSET)?
            .and_then(|bytes| keyset::verify_kept_keyset(&bytes, root).ok())
            .filter(|it| it.version() >= state.keyset_version && it.root_version() >= state.root_version);
        let keys = self.choose_keys(root, received, &state, kept_keys.as_ref())?;
        let policy = verify_here(received.policy, &keys, expected, root, None)?;
        // A key set fresh from the network is not past its end. The wall clock may be far ahead: beyond the end of the policy that the
        // keys signed it shows nothing about them.
        if received.keyset.is_some() && clock.wall.min(policy.claims().exp) >= keys.exp() {
            return Err(KeySetRefusal::Expired.into());
        }

        let on_disk = read(POLICY)?;
        let previous = on_disk.as_deref().and_then(|bytes| verify_here(bytes, &keys, expected, root, None).ok());
        if let Some(previous) = &previous {
            // An interrupted write may have left the marks behind the policy.
            state.raise(expected, previous);
        }
        let accepted = accept::accept(state.marks(expected), &policy)?;

        // 1. Nobody must meet a policy before it is written down whom it is for.
        if state.expected.as_ref() != Some(expected) {
            state.next = Some(expected.clone());
            self.write_state(&state)?;
        }
        // 2. Keys before what they sign.
        if let Some(bytes) = received.keyset
            && kept_keys.is_none_or(|kept| (kept.version(), kept.root_version()) < (keys.version(), keys.root_version()))
        {
            disk::replace(self.folder(), KEYSET, bytes)?;
        }
        // 3. The policy, with the one before kept.
        if on_disk.as_deref() != Some(received.policy) {
            if previous.is_some() {
                disk::keep_as(self.folder(), POLICY, PREVIOUS)?;
            }
            disk::replace(self.folder(), POLICY, received.policy)?;
            if previous.is_none() {
                // Somebody else's, or damaged.
                disk::remove(self.folder(), PREVIOUS)?;
            }
        }
        // A policy that does not stand by a check-out ends it here for good, above all one that is withdrawn.
        self.prune_check_outs(&keys, expected, &policy)?;
        // 4. The marks after the policy: a crash in between leaves marks that are too low for a moment, never a policy below its marks.
        state.raise(expected, &policy);
        state.expected = Some(expected.clone());
        state.next = None;
        state.keyset_version = state.keyset_version.max(keys.version());
        state.root_version = state.root_version.max(keys.root_version());
        state.etag = received.etag.map(str::to_owned);
        state.soft = SoftMarks::after(policy.claims().iat, received.server_time, clock);
        self.write_state(&state)?;
        // 5. Only what can be read again counts as saved.
        let saved = read(POLICY)?;
        let reading = self.read_once(root, clock, None);
        attempt(FaultPoint::Done, &self.policy_file(), || {
            let same = saved.as_deref() == Some(received.policy) && reading.refusal.is_none() && reading.keyset_refusal.is_none();
            if same { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidData, "the saved file is not what was written")) }
        })?;
        Ok(StoreOutcome { accepted, policy, previous, reading })
    }

    /// Notes that the service answered "not modified", and what it said of time, for people. No mark moves: nothing of it is signed.
    ///
    /// # Errors
    /// [`StoreError::CannotWrite`], [`StoreError::Busy`].
    pub fn note_contact(&self, server_time: Option<i64>, clock: &Clock) -> Result<(), StoreError> {
        self.change_state(|state| {
            state.soft.note_contact(server_time, clock);
            true
        })
    }

    /// Notes the wall clock while nobody answers, so that winding it back later is noticed. Writes at most once an hour.
    ///
    /// # Errors
    /// [`StoreError::CannotWrite`], [`StoreError::Busy`].
    pub fn note_time(&self, clock: &Clock) -> Result<(), StoreError> {
        self.change_state(|state| {
            let later = state.soft.wall_seen.or(state.soft.signed_time).is_none_or(|seen| clock.wall >= seen.saturating_add(3600));
            if later {
                state.soft.wall_seen = Some(clock.wall);
            }
            later
        })
    }

    fn change_state(&self, change: impl FnOnce(&mut StateFile) -> bool) -> Result<(), StoreError> {
        if !self.folder().exists() {
            return Ok(());
        }
        disk::prepare(self.folder())?;
        let _held = lock::exclusive(self.folder())?;
        let bytes = attempt(FaultPoint::ReadBack, &self.folder().join(STATE), || disk::read_to_replace(self.folder(), STATE))?;
        // A damaged file is left for the next policy to replace: inventing marks would hide the damage.
        let Some(mut state) = bytes.as_deref().and_then(StateFile::parse) else { return Ok(()) };
        if change(&mut state) { self.write_state(&state) } else { Ok(()) }
    }

    fn choose_keys(&self, root: &Root, received: &Received<'_>, state: &StateFile, kept: Option<&KeySet>) -> Result<KeySet, StoreError> {
        let Some(bytes) = received.keyset else { return kept.cloned().ok_or(StoreError::Refused(Refusal::UnknownKey)) };
        let lowest = state.keyset_version.max(kept.map_or(0, KeySet::version));
        let fresh = keyset::verify_keyset_of_any_age(bytes, root, lowest)?;
        if fresh.root_version() < state.root_version {
            return Err(KeySetRefusal::from(RootRefusal::RolledBack).into());
        }
        if let Some(kept) = kept {
            fresh.follows(kept).map_err(KeySetRefusal::from)?;
            if kept.version() == fresh.version() && !kept.says_the_same_as(&fresh) {
                return Err(KeySetRefusal::Equivocation.into());
            }
        }
        Ok(fresh)
    }

    fn write_state(&self, state: &StateFile) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(state).map_err(|error| WriteError {
            path: self.folder().join(STATE),
            point: FaultPoint::Write,
            source: error.into(),
        })?;
        Ok(disk::replace(self.folder(), STATE, &bytes)?)
    }
}
