//! Reading the cache: verifies everything anew, judges the clock, and names the state. Never fails, never writes.

use super::lock;
use super::state::StateFile;
use super::{CHECK_OUTS, Cache, KEYSET, POLICY, PREVIOUS, STATE, check_outs, disk};
use crate::accept;
use crate::check_out::CheckOut;
use crate::claims::READABLE_AFTER_EXPIRY;
use crate::decide::{Decision, State};
use crate::keyset::{self, KeySetRefusal};
use crate::machine;
use crate::owner;
use crate::root::Root;
use crate::root::replace::RootRefusal;
use crate::time::{Clock, SoftMarks, provable};
use crate::verify::{self, Expected, Policy, Refusal};

/// What the cache holds at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The state of the policy as a whole: `valid`, `refresh_due`, `expired`, `clock_suspect`, `rolled_back`, `wrong_machine`,
    /// `unknown_key`, `corrupt` or `no_policy`.
    pub state: State,
    /// The policy: for answers in `valid` and `refresh_due`, for display only in `expired` (21 days) and `clock_suspect`; else `None`.
    /// Ask [`Reading::decide`], which heeds the state.
    pub policy: Option<Policy>,
    /// The check-outs that the policy stands by, over or not.
    pub check_outs: Vec<CheckOut>,
    /// Why a check-out was refused, where one was.
    pub check_out_refusal: Option<Refusal>,
    /// Why the file was refused, where it was.
    pub refusal: Option<Refusal>,
    /// Why the key set was refused, where it was.
    pub keyset_refusal: Option<KeySetRefusal>,
    /// The system's words where a file could not be read at all.
    pub unreadable: Option<String>,
    /// The provable time (seconds) that all of this was judged at.
    pub now: i64,
    /// Whom and which machine the cache is for.
    pub expected: Option<Expected>,
    /// What to send as `If-None-Match`; only where the policy needs no replacement.
    pub etag: Option<String>,
    /// When the service answered last (seconds), by this machine's clock.
    pub last_contact: Option<i64>,
    /// By how many seconds the service's clock was ahead of this machine's then (below 0: behind), where it said. It decides nothing.
    pub service_ahead: Option<i64>,
    /// The highest key set taken; 0 for none.
    pub keyset_version: u64,
}

impl Reading {
    /// Whether `product`, in `version` if it names one, may run.
    pub fn decide(&self, product: &str, version: Option<&str>) -> Decision {
        match (&self.policy, self.state) {
            (Some(policy), State::Valid | State::RefreshDue | State::Expired) => {
                policy.decide_beside(&self.check_outs, (product, version), self.now)
            }
            (policy, state) => {
                Decision { policy_valid_until: policy.as_ref().map(|it| it.claims().exp), ..Decision::without_policy(state) }
            }
        }
    }

    /// Judges the same files anew by what the clocks say now; false where that takes reading them.
    pub(crate) fn judge_again(&mut self, facts: Option<&ClockFacts>, clock: &Clock) -> bool {
        match (&self.policy, facts, self.state) {
            // Bytes that were refused stay refused, whatever the time.
            (None, _, State::Corrupt) => self.unreadable.is_none(),
            (None, _, State::UnknownKey | State::WrongMachine | State::RolledBack) => true,
            (Some(policy), Some(facts), _) => {
                let (state, now) = facts.judge(policy, clock);
                (self.state, self.now) = (state, now);
                if state == State::NoPolicy {
                    (self.policy, self.etag) = (None, None);
                    self.check_outs.clear();
                }
                true
            }
            _ => false,
        }
    }

    /// The ids of check-outs that the policy stands by and this machine does not have: to be fetched.
    pub fn missing_check_outs(&self) -> Vec<&str> {
        let named = self.policy.iter().flat_map(|it| &it.claims().check_outs).map(|it| it.id.as_str());
        named.filter(|id| self.check_outs.iter().all(|it| it.claims().jti != *id)).collect()
    }

    fn blank(state: State, now: i64) -> Self {
        Self {
            state,
            policy: None,
            check_outs: Vec::new(),
            check_out_refusal: None,
            refusal: None,
            keyset_refusal: None,
            unreadable: None,
            now,
            expected: None,
            etag: None,
            last_contact: None,
            service_ahead: None,
            keyset_version: 0,
        }
    }
}

/// What is known of time beside the policy in force.
#[derive(Debug, Clone)]
pub(crate) struct ClockFacts {
    signed: i64,
    soft: SoftMarks,
    /// From here on the policy is not even shown any more.
    readable_until: i64,
}

impl ClockFacts {
    /// The state as a whole, and the provable time that it was judged at.
    fn judge(&self, policy: &Policy, clock: &Clock) -> (State, i64) {
        let time = provable(clock, Some(self.signed), &self.soft);
        let state = if time.suspect {
            State::ClockSuspect
        } else if time.now >= self.readable_until {
            State::NoPolicy
        } else {
            policy.state(time.now)
        };
        (state, time.now)
    }
}

impl Cache {
    /// Reads and judges the cache. `os_machine_id`, where known, is what [`machine::fingerprint`] was made of: a folder copied from
    /// another machine is noticed by it.
    pub fn read(&self, root: &Root, clock: &Clock, os_machine_id: Option<&str>) -> Reading {
        self.read_to_keep(root, clock, os_machine_id).0
    }

    /// The same, with what it takes to judge it again later ([`Reading::judge_again`]).
    pub(crate) fn read_to_keep(&self, root: &Root, clock: &Clock, os_machine_id: Option<&str>) -> (Reading, Option<ClockFacts>) {
        let read = || {
            let mut facts = None;
            let reading = self.look(root, clock, os_machine_id, &mut facts);
            (reading, facts)
        };
        // An old policy beside the check-outs of a new one answers as neither of them would.
        let settled = |(it, _): &(Reading, Option<ClockFacts>)| match it.state {
            State::Valid | State::RefreshDue | State::ClockSuspect => true,
            State::Expired => it.missing_check_outs().is_empty(),
            _ => false,
        };
        let first = read();
        if settled(&first) {
            return first;
        }
        // A write may have been under way between two of the files.
        lock::settle(self.folder(), read, settled).unwrap_or(first)
    }

    pub(super) fn read_once(&self, root: &Root, clock: &Clock, os_machine_id: Option<&str>) -> Reading {
        self.look(root, clock, os_machine_id, &mut None)
    }

    fn look(&self, root: &Root, clock: &Clock, os_machine_id: Option<&str>, facts: &mut Option<ClockFacts>) -> Reading {
        if let Err(error) = owner::check_folder(self.folder()) {
            return Reading { unreadable: Some(error.to_string()), ..Reading::blank(State::Corrupt, clock.wall) };
        }
        let read = |name| disk::read(self.folder(), name);
        let (policy, keys, state) = match (read(POLICY), read(KEYSET), read(STATE)) {
            (Ok(policy), Ok(keys), Ok(state)) => (policy, keys, state),
            (Err(error), ..) | (_, Err(error), _) | (_, _, Err(error)) => {
                return Reading { unreadable: Some(error.to_string()), ..Reading::blank(State::Corrupt, clock.wall) };
            }
        };
        // Looked at only where the file in force does not answer.
        let previous = || read(PREVIOUS).ok().flatten();
        let parsed = state.as_deref().map(StateFile::parse);
        let file = parsed.clone().flatten().unwrap_or_default();
        let mut reading = Reading {
            expected: file.expected.clone(),
            last_contact: file.soft.last_contact(clock),
            service_ahead: file.soft.service_ahead,
            keyset_version: file.keyset_version,
            ..Reading::blank(State::NoPolicy, clock.wall)
        };
        if policy.is_none() && previous().is_none() {
            return reading;
        }
        if parsed.flatten().is_none() {
            // A policy whose person and machine nobody wrote down: one refresh restores it.
            return Reading { state: State::Corrupt, ..reading };
        }
        let known = match keys.as_deref().map(|bytes| keyset::verify_kept_keyset(bytes, root)) {
            Some(Ok(set)) if set.version() < file.keyset_version => Err(Some(KeySetRefusal::RolledBack)),
            Some(Ok(set)) if set.root_version() < file.root_version => Err(Some(RootRefusal::RolledBack.into())),
            Some(Ok(set)) => Ok(set),
            Some(Err(refusal)) => Err(Some(refusal)),
            None => Err(None),
        };
        let known = match known {
            Ok(set) => set,
            Err(refusal) => return Reading { state: state_of_keys(refusal), keyset_refusal: refusal, ..reading },
        };
        let candidate = |bytes: &[u8]| {
            let mut refused = Refusal::WrongMachine;
            for whom in [&file.expected, &file.next].into_iter().flatten() {
                let policy = match verify_here(bytes, &known, whom, root, os_machine_id) {
                    Ok(policy) => policy,
                    Err(refusal) => {
                        refused = refusal;
                        continue;
                    }
                };
                return accept::accept(file.marks(whom), &policy).map(|_| (policy, whom.clone()));
            }
            Err(refused)
        };
        let first = policy.as_deref().map(candidate);
        let found = match &first {
            Some(Ok(_)) => first.clone(),
            // Otherwise the one before, if it may still grant; else what is wrong with the file in force is the thing to tell.
            Some(Err(_)) | None => previous().as_deref().map(candidate).filter(Result::is_ok).or_else(|| first.clone()),
        };
        let (policy, whom) = match found {
            Some(Ok(found)) => found,
            Some(Err(refusal)) => return Reading { state: state_of(refusal), refusal: Some(refusal), ..reading },
            None => return reading,
        };
        let signed = file.marks(&whom).map_or(policy.claims().iat, |marks| {
            if marks.epoch == policy.claims().epoch { marks.iat.max(policy.claims().iat) } else { policy.claims().iat }
        });
        let mut readable_until = policy.claims().exp.saturating_add(READABLE_AFTER_EXPIRY);
        if !policy.claims().check_outs.is_empty() {
            (reading.check_outs, reading.check_out_refusal) = match read(CHECK_OUTS) {
                Ok(Some(bytes)) => check_outs::standing(&bytes, &known, &whom, &policy),
                Ok(None) => (Vec::new(), None),
                Err(_) => (Vec::new(), Some(Refusal::Malformed)),
            };
        }
        for it in &reading.check_outs {
            readable_until = readable_until.max(it.claims().exp);
        }
        let kept = facts.insert(ClockFacts { signed, soft: file.soft, readable_until });
        (reading.state, reading.now) = kept.judge(&policy, clock);
        reading.expected = Some(whom);
        if reading.state == State::NoPolicy {
            reading.check_outs.clear();
            return reading;
        }
        if matches!(reading.state, State::Valid | State::RefreshDue) && matches!(first, Some(Ok(_))) {
            reading.etag = file.etag;
        }
        reading.policy = Some(policy);
        reading
    }
}

/// Verification with what only this machine knows: whose root it trusts and which machine it is.
pub(super) fn verify_here(
    bytes: &[u8],
    keys: &keyset::KeySet,
    whom: &Expected,
    root: &Root,
    os_machine_id: Option<&str>,
) -> Result<Policy, Refusal> {
    let policy = verify::verify(bytes, keys, whom)?;
    if whom.issuer != root.issuer() {
        return Err(Refusal::WrongIssuer);
    }
    match os_machine_id {
        Some(id) if machine::fingerprint(id, &whom.issuer, &whom.subject) != whom.machine => Err(Refusal::WrongMachine),
        _ => Ok(policy),
    }
}

fn state_of(refusal: Refusal) -> State {
    match refusal {
        Refusal::UnknownKey | Refusal::RevokedKey | Refusal::KeyNotInUse => State::UnknownKey,
        Refusal::WrongSubject | Refusal::WrongMachine => State::WrongMachine,
        Refusal::RolledBack | Refusal::Equivocation => State::RolledBack,
        Refusal::TooLarge
        | Refusal::Malformed
        | Refusal::Algorithm
        | Refusal::Type
        | Refusal::Critical
        | Refusal::Signature
        | Refusal::Inconsistent(_)
        | Refusal::WrongIssuer
        | Refusal::WrongAudience => State::Corrupt,
    }
}

fn state_of_keys(refusal: Option<KeySetRefusal>) -> State {
    match refusal {
        Some(
            KeySetRefusal::RolledBack
            | KeySetRefusal::Equivocation
            | KeySetRefusal::Root(RootRefusal::RolledBack | RootRefusal::Equivocation),
        ) => State::RolledBack,
        Some(KeySetRefusal::TooLarge | KeySetRefusal::Malformed | KeySetRefusal::Root(RootRefusal::Malformed)) => State::Corrupt,
        // No keys at all, or keys that this build's root does not vouch for, nor any root that it leads to.
        None
        | Some(
            KeySetRefusal::NotSigned
            | KeySetRefusal::WrongIssuer
            | KeySetRefusal::Expired
            | KeySetRefusal::Root(
                RootRefusal::OutOfOrder | RootRefusal::WrongIssuer | RootRefusal::NotSignedByOld | RootRefusal::NotSignedByNew,
            ),
        ) => State::UnknownKey,
    }
}
