//! How much one person, one address and everybody together may ask for. A person is bounded before the house is: whoever asks too much is
//! told to wait, and takes nothing from anybody else. The figures are settings (`[limits]`), and their defaults are such that no app, no
//! command line and no script of an administrator meets them in earnest: a script that adds thousands of people is slowed down, no more.

mod cached_answer;
mod places;
mod rate_limit;
mod settings;

pub(crate) use cached_answer::CachedAnswer;
pub(crate) use places::{Place, Places};
pub use settings::LimitSettings;

use domicile_model::id::UserId;
use rate_limit::RateLimit;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many people's identities are remembered in each of two generations, to name them where they are refused before anybody looked them up.
const REMEMBERED: usize = 10_000;
/// How many refusals one person may wait for at the same time; further ones are given at once.
const PAUSED: usize = 1_000;

/// Who pays for a request: an identity, or before sign-in an address. A hash, so that what it is made of is kept nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Payer([u8; 16]);

impl Payer {
    /// The identity that a good token names.
    pub(crate) fn identity(issuer: &str, subject: &str) -> Self {
        Self::of(&[b"identity", issuer.as_bytes(), subject.as_bytes()])
    }

    /// A person, however they signed in.
    pub(crate) fn person(user: &UserId) -> Self {
        Self::of(&[b"person", user.as_str().as_bytes()])
    }

    /// An order system, by what it is called where something of it is kept.
    pub(crate) fn client(key: &str) -> Self {
        Self::of(&[b"client", key.as_bytes()])
    }

    /// An address. Whoever has one of IPv6 has a whole network of them, so that counts as one.
    pub(crate) fn address(address: IpAddr) -> Self {
        let network = match address.to_canonical() {
            IpAddr::V4(it) => it.to_ipv6_mapped(),
            IpAddr::V6(it) => Ipv6Addr::from(u128::from(it) & !u128::from(u64::MAX)),
        };
        Self::of(&[b"address", &network.octets()])
    }

    fn of(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        let mut short = [0; 16];
        short.copy_from_slice(&hash.finalize()[..16]);
        Self(short)
    }
}

/// What is asked for, as far as it is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Cost {
    /// Looking at something.
    Read,
    /// Changing something.
    Write,
    /// A policy that has to be signed.
    Signature,
    /// Before sign-in: a refused token, a page behind a link.
    Anonymous,
    /// An order system that looks at something.
    OperatorRead,
    /// An order system that changes something.
    OperatorWrite,
}

/// The lanes that requests are served in; each has places of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Lane {
    /// The signed policy.
    Policy,
    /// What order systems ask for.
    Operator,
    /// Everything else that needs the database.
    Ordinary,
}

impl Lane {
    /// Every lane.
    pub(crate) const ALL: [Self; 3] = [Self::Policy, Self::Operator, Self::Ordinary];

    /// Its name in the metrics.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Operator => "operator",
            Self::Ordinary => "ordinary",
        }
    }
}

/// The limits in force, and how much of them is used.
#[derive(Debug)]
pub(crate) struct Limits {
    settings: LimitSettings,
    reads: RateLimit,
    writes: RateLimit,
    writes_a_day: RateLimit,
    signatures: RateLimit,
    anonymous: RateLimit,
    operator_reads: RateLimit,
    operator_writes: RateLimit,
    policy_places: Places<Payer>,
    ordinary_places: Places<Payer>,
    /// The places of the house, for everybody together.
    policy_lane: Semaphore,
    ordinary_lane: Semaphore,
    operator_lane: Semaphore,
    operator_places: Places<Payer>,
    pauses: Places<Payer>,
    known: Mutex<RememberedPeople>,
}

#[derive(Debug, Default)]
struct RememberedPeople {
    young: HashMap<Payer, UserId>,
    old: HashMap<Payer, UserId>,
}

impl Limits {
    /// Nothing is used yet.
    pub(crate) fn new(settings: LimitSettings) -> Self {
        Self {
            reads: RateLimit::per_second(settings.reads_per_second, settings.read_burst),
            writes: RateLimit::per_second(settings.writes_per_second, settings.write_burst),
            writes_a_day: RateLimit::per_day(settings.writes_per_day),
            signatures: RateLimit::per_second(settings.signatures_per_second, settings.signature_burst),
            anonymous: RateLimit::per_second(settings.anonymous_per_second, settings.anonymous_burst),
            operator_reads: RateLimit::per_second(settings.operator_reads_per_second, settings.operator_read_burst),
            operator_writes: RateLimit::per_second(settings.operator_writes_per_second, settings.operator_write_burst),
            policy_places: Places::new(settings.policies_at_once_per_person),
            ordinary_places: Places::new(settings.requests_at_once_per_person),
            policy_lane: Semaphore::new(settings.requests_at_once),
            ordinary_lane: Semaphore::new(settings.requests_at_once),
            operator_lane: Semaphore::new(settings.operator_requests_at_once),
            operator_places: Places::new(settings.operator_requests_at_once_per_client),
            pauses: Places::new(PAUSED),
            known: Mutex::default(),
            settings,
        }
    }

    pub(crate) fn settings(&self) -> &LimitSettings {
        &self.settings
    }

    /// Counts a request.
    ///
    /// # Errors
    /// There were too many; how long to wait for the next.
    pub(crate) fn pay(&self, payer: Payer, cost: Cost) -> Result<(), Duration> {
        match cost {
            Cost::Read => self.reads.take(payer),
            Cost::Write => self.writes.take(payer).and_then(|()| self.writes_a_day.take(payer)),
            Cost::Signature => self.signatures.take(payer),
            Cost::Anonymous => self.anonymous.take(payer),
            Cost::OperatorRead => self.operator_reads.take(payer),
            Cost::OperatorWrite => self.operator_writes.take(payer),
        }
    }

    /// One of the payer's own places; `None` where they have taken all.
    pub(crate) fn enter(&self, payer: Payer, lane: Lane) -> Option<Place<'_, Payer>> {
        match lane {
            Lane::Policy => self.policy_places.enter(payer),
            Lane::Operator => self.operator_places.enter(payer),
            Lane::Ordinary => self.ordinary_places.enter(payer),
        }
    }

    fn lane_places(&self, lane: Lane) -> &Semaphore {
        match lane {
            Lane::Policy => &self.policy_lane,
            Lane::Ordinary => &self.ordinary_lane,
            Lane::Operator => &self.operator_lane,
        }
    }

    /// One of the places of the house; `None` where all are taken.
    pub(crate) fn take_place(&self, lane: Lane) -> Option<SemaphorePermit<'_>> {
        self.lane_places(lane).try_acquire().ok()
    }

    /// How many places of the house are taken.
    pub(crate) fn places_in_use(&self, lane: Lane) -> usize {
        self.at_once(lane).saturating_sub(self.lane_places(lane).available_permits())
    }

    /// How many requests of a lane are served at the same time.
    pub(crate) fn at_once(&self, lane: Lane) -> usize {
        match lane {
            Lane::Policy | Lane::Ordinary => self.settings.requests_at_once,
            Lane::Operator => self.settings.operator_requests_at_once,
        }
    }

    /// Lets whoever was refused wait for the answer: a program that asks again at once, without looking at what it was told, is as slow as
    /// one that listens. It takes no place meanwhile.
    pub(crate) async fn pause(&self, payer: Payer) {
        if let Some(_place) = self.pauses.enter(payer) {
            tokio::time::sleep(self.settings.refusal_pause).await;
        }
    }

    /// Notes who it is that pays.
    pub(crate) fn note_person(&self, payer: Payer, user: &UserId) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.young.contains_key(&payer) {
            return;
        }
        if known.young.len() >= REMEMBERED {
            known.old = std::mem::take(&mut known.young);
        }
        known.young.insert(payer, user.clone());
    }

    /// Who pays, if they were noted.
    pub(crate) fn person(&self, payer: Payer) -> Option<UserId> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.young.get(&payer).or_else(|| known.old.get(&payer)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payer(text: &str) -> Payer {
        Payer::address(text.parse().unwrap())
    }

    #[test]
    fn an_address_is_a_host_and_of_ipv6_a_network() {
        assert_eq!(payer("192.0.2.1"), payer("::ffff:192.0.2.1"));
        assert_ne!(payer("192.0.2.1"), payer("192.0.2.2"));
        assert_eq!(payer("2001:db8::1"), payer("2001:db8::ffff:0:0:1"));
        assert_ne!(payer("2001:db8::1"), payer("2001:db8:0:1::1"));
        assert_ne!(Payer::identity("a", "bc"), Payer::identity("ab", "c"));
    }

    #[test]
    fn one_payer_takes_nothing_from_another() {
        let limits = Limits::new(LimitSettings { write_burst: 2, requests_at_once_per_person: 1, ..LimitSettings::default() });
        let (ana, tom) = (Payer::identity("i", "ana"), Payer::identity("i", "tom"));
        assert_eq!((limits.pay(ana, Cost::Write), limits.pay(ana, Cost::Write)), (Ok(()), Ok(())));
        assert!(limits.pay(ana, Cost::Write).is_err_and(|it| it <= Duration::from_secs(1)));
        assert_eq!((limits.pay(tom, Cost::Write), limits.pay(ana, Cost::Read)), (Ok(()), Ok(())));
        let place = limits.enter(ana, Lane::Ordinary);
        assert!(place.is_some() && limits.enter(ana, Lane::Ordinary).is_none());
        assert!(limits.enter(tom, Lane::Ordinary).is_some() && limits.enter(ana, Lane::Policy).is_some());
        drop(place);
        assert!(limits.enter(ana, Lane::Ordinary).is_some());
    }

    #[test]
    fn a_days_writes_end_however_slowly_they_come() {
        let limits = Limits::new(LimitSettings { writes_per_day: 3, ..LimitSettings::default() });
        let ana = Payer::identity("i", "ana");
        assert!((0..3).all(|_| limits.pay(ana, Cost::Write).is_ok()));
        assert!(limits.pay(ana, Cost::Write).is_err_and(|it| it > Duration::from_secs(3600)));
    }
}
