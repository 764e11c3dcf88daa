//! What licensed products use: may this product run here, now, for this person, and if not, why not. Offline, read-only, in microseconds.
//!
//! ```
//! use domicile_policy::decide::State;
//! use domicile_policy::licences::Licences;
//!
//! # let home = tempfile::tempdir()?;
//! # let licences = Licences::in_home(home.path());
//! # if false {
//! let licences = Licences::open();
//! # }
//! let answer = licences.check("bridge-modeler", Some("2025.1"));
//! if !answer.may_run {
//!     // `not_entitled` has a reason; every other state says what is wrong with the policy as a whole.
//!     println!("{}", answer.reason.map_or(answer.state.as_str(), |it| it.as_str()));
//! }
//! # // Nobody has signed in on this machine:
//! # assert_eq!((answer.state, answer.may_run), (State::NoPolicy, false));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What to know
//!
//! - Keep one [`Licences`] for the life of the process and share it between threads. It holds no file open and starts no thread.
//! - Ask whenever it matters; do not keep the answer. A question looks at the metadata of five small files and at the clocks. Only where
//!   a file changed is anything read and verified again, so that a withdrawal counts with the next question.
//! - Nothing here writes, asks a server, or starts a trial. A damaged, foreign or missing file is a [`State`], never an error or a panic.
//! - May run: [`State::may_run`], that is `valid`, `refresh_due`, `grace` and `trial`. A state that a later version adds will not
//!   be one of those.
//!
//! # Saying why
//!
//! "Trial" is never the whole story. Beside its state, an answer has the rules that led there and the single nearest fix, with who does it:
//!
//! ```
//! use domicile_policy::claims::PolicyClaims;
//! use domicile_policy::decide::{Action, Outcome, Rule, State, Who, right_of};
//!
//! # let claims: PolicyClaims = serde_json::from_str(r#"{
//! #     "iss": "i", "sub": "ana", "aud": "domicile", "iat": 0, "nbf": 0, "exp": 43200, "epoch": 1, "version": 1,
//! #     "country": {"decidedBy": "none"}, "machine": {"id": "m", "name": "laptop"}, "offlineDays": 0, "refreshAfter": 43200,
//! #     "entitlements": [{"product": "bridge-modeler", "name": "Bridge Modeler", "usageType": "trial", "verdict": "allowed",
//! #         "contractEnds": 86399, "graceDays": 1, "countries": "global"}]
//! # }"#)?;
//! // From `licences.check("bridge-modeler", None)`; here as the service sees it, at the second 100.
//! let answer = right_of(&claims, "bridge-modeler", 100);
//! assert_eq!((answer.state, answer.may_run), (State::Trial, true));
//!
//! // Every rule passed but one, which let the product run and has something to tell:
//! let told: Vec<_> = answer.trace.chain().filter(|(_, outcome)| *outcome != Outcome::Passed).collect();
//! assert_eq!(told, [(Rule::FullRight, Outcome::Noted)]);
//! let fix = answer.fix().map(|it| (it.action, it.who));
//! assert_eq!(fix, Some((Action::Buy, Who::Administrator)));
//!
//! // A day later it is a trial whose contract has ended and whose grace has not: `grace`, and a trial all the same.
//! let answer = right_of(&claims, "bridge-modeler", 100 + 86_400);
//! let told: Vec<_> = answer.trace.chain().filter(|(_, outcome)| *outcome != Outcome::Passed).collect();
//! assert_eq!(told, [(Rule::NotEnded, Outcome::Noted), (Rule::FullRight, Outcome::Noted)]);
//!
//! // Then a rule refuses. It is the last of the chain: nothing behind it was asked.
//! let answer = right_of(&claims, "bridge-modeler", 100 + 2 * 86_400);
//! assert_eq!(answer.trace.chain().last(), Some((Rule::NotEnded, Outcome::Refused)));
//! assert_eq!(answer.trace.refused_by().map(Rule::as_str), Some("not_ended"));
//! assert_eq!(answer.fix().map(|it| it.action.as_str()), Some("renew"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! The codes are stable; sentences for people are the product's own, or Domicile's ("Why?" in Licences, `domicile check --explain`).
//!
//! # Trying a product without a service
//!
//! A build that trusts the demo keys ([`crate::root::is_demo`]) takes a policy that anybody signs with them:
//!
//! ```
//! use domicile_policy::cache::{Cache, Received};
//! use domicile_policy::claims::*;
//! use domicile_policy::decide::State;
//! use domicile_policy::issue::PolicySigner;
//! use domicile_policy::keyset::{KeySetDraft, sign_keyset};
//! use domicile_policy::licences::Licences;
//! use domicile_policy::time::Clock;
//! use domicile_policy::{folder, machine, root};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let home = tempfile::tempdir()?;
//! # let Some(_) = root::demo_signers() else { return Ok(()) };
//! let (root, clock) = (root::Root::compiled_in(), Clock::system());
//! let (issuer, subject, now) = (root.issuer().to_owned(), "ana-costa".to_owned(), clock.wall);
//! let system = machine::known_id(home.path()).unwrap_or_default();
//! let machine = Machine { id: machine::fingerprint(&system, &issuer, &subject), name: "ana-laptop".into() };
//!
//! let signer = PolicySigner::from_seed("key-1", &[7; 32]);
//! let keys = vec![signer.public(now - DAY, now + 90 * DAY)];
//! let keys = KeySetDraft { issuer: issuer.clone(), version: 1, iat: now, exp: now + 90 * DAY, keys };
//! let policy = PolicyClaims {
//!     iss: issuer.clone(), sub: subject.clone(), aud: AUDIENCE.into(), iat: now, nbf: now, exp: now + WINDOW + 7 * DAY,
//!     jti: String::new(), epoch: 1, version: 1, account: None, country: Country { code: None, decided_by: "none".into() },
//!     machine: machine.clone(), offline_days: 7, refresh_after: now + WINDOW, withdrawn: None,
//!     entitlements: vec![Entitlement {
//!         product: "bridge-modeler".into(), name: "Bridge Modeler".into(), edition: None, usage_type: UsageType::Production,
//!         verdict: Verdict::Allowed, reason: None, contract_starts: None, contract_ends: None, grace_days: 0,
//!         countries: Countries::Global, versions: None,
//!     }],
//!     check_outs: Vec::new(),
//! };
//! let (policy, keys) = (signer.sign(&policy)?, sign_keyset(&keys, &root::demo_signers().unwrap_or_default())?);
//! let received = Received { policy: policy.as_bytes(), keyset: Some(keys.as_bytes()), etag: None, server_time: None };
//! let whom = domicile_policy::verify::Expected { issuer, subject, machine: machine.id };
//! Cache::at(&folder::policy_in(home.path())).store(&root, &whom, &received, &clock)?;
//!
//! let licences = Licences::in_home(home.path());
//! assert_eq!(licences.check("bridge-modeler", None).state, State::Valid);
//! assert_eq!(licences.check("rail-designer", None).state, State::NotEntitled);
//! assert_eq!(licences.list().len(), 1);
//! assert_eq!(licences.status().subject.as_deref(), Some("ana-costa"));
//! # Ok(())
//! # }
//! ```

mod stamp;
#[cfg(test)]
mod tests;

pub use stamp::Stamp;

use crate::cache::{ClockFacts, Location, Reading};
use crate::claims::{Account, Withdrawn};
use crate::decide::{Decision, State};
use crate::folder;
use crate::root::{self, Root};
use crate::time::Clock;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often [`Licences::wait`] looks.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// The licences of one person on this machine, as products see them.
#[derive(Debug)]
pub struct Licences {
    location: Option<Location>,
    root: Root,
    clock: fn() -> Clock,
    cached: Mutex<Option<CachedReading>>,
}

/// The last reading, which answers as long as the files stay what they were.
#[derive(Debug)]
struct CachedReading {
    stamp: Stamp,
    reading: Reading,
    clock_facts: Option<ClockFacts>,
    /// Counts readings, for tests.
    count: u64,
}

/// The policy as a whole. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// `valid`, `refresh_due`, `expired`, `clock_suspect`, `rolled_back`, `wrong_machine`, `unknown_key`, `corrupt` or `no_policy`.
    pub state: State,
    /// Why a file was refused, as a stable code, where one was; `no_home` where the system names no place for files.
    pub refusal: Option<&'static str>,
    /// The provable time that this was judged at.
    pub now: i64,
    /// The user's opaque id. This and all below: where there is a policy to show, which may have expired.
    pub subject: Option<String>,
    /// The account that owns the entitlements; `None` for the unaffiliated.
    pub account: Option<Account>,
    /// The entitlement country (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// Set where the policy grants nothing, with the cause.
    pub withdrawn: Option<Withdrawn>,
    /// The policy's serial number.
    pub version: Option<u64>,
    /// When it was issued.
    pub issued: Option<i64>,
    /// "Policy valid until".
    pub valid_until: Option<i64>,
    /// From here on a refresh is due.
    pub refresh_after: Option<i64>,
    /// When the service answered last, by this machine's clock.
    pub last_contact: Option<i64>,
    /// This build trusts the public demo keys: say so wherever the product shows its licence.
    pub demo_keys: bool,
}

/// One product of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Stable id.
    pub product: String,
    /// Name.
    pub name: String,
    /// Edition or feature.
    pub edition: Option<String>,
    /// Whether it may run now, in any version.
    pub answer: Decision,
}

/// A check-out: one product taken along on this machine, for longer than the policy lasts. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOut {
    /// Its id, by which it is returned.
    pub id: String,
    /// The product's stable id.
    pub product: String,
    /// The product's name.
    pub name: String,
    /// The account whose right it is.
    pub account: Account,
    /// "Checked out until": the first second in which it grants nothing any more.
    pub until: i64,
}

impl Licences {
    /// The licences of this process's user ([`folder::of_user`]). Never fails: where the system names no place for files, or there are
    /// none, every answer is `no_policy`.
    pub fn open() -> Self {
        folder::of_user().map_or_else(|| Self::at(None), |home| Self::in_home(&home))
    }

    /// The licences in another data folder, as `DOMICILE_HOME` names it.
    pub fn in_home(data_folder: &Path) -> Self {
        Self::at(Some(Location::in_home(data_folder)))
    }

    fn at(location: Option<Location>) -> Self {
        Self { location, root: Root::compiled_in(), clock: Clock::system, cached: Mutex::new(None) }
    }

    /// Whether `product`, in `version` if it names one, may run now. No version: covered, since the product did not say.
    pub fn check(&self, product: &str, version: Option<&str>) -> Decision {
        self.ask(|reading| reading.decide(product, version), || Decision::without_policy(State::NoPolicy))
    }

    /// The policy as a whole: whose it is, until when, and what is wrong with it, if anything.
    ///
    /// ```
    /// # let home = tempfile::tempdir()?;
    /// # let licences = domicile_policy::licences::Licences::in_home(home.path());
    /// let status = licences.status();
    /// println!("{} for {}", status.state.as_str(), status.account.map_or("nobody".into(), |it| it.name));
    /// # assert_eq!(status.state.as_str(), "no_policy");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn status(&self) -> Status {
        self.ask(status_of, || Status { refusal: Some("no_home"), ..status_of_nothing(State::NoPolicy, (self.clock)().wall) })
    }

    /// Every product that the policy names, allowed or not, in rising order of ids. Empty where there is no policy to show.
    ///
    /// ```
    /// # let home = tempfile::tempdir()?;
    /// # let licences = domicile_policy::licences::Licences::in_home(home.path());
    /// for it in licences.list() {
    ///     println!("{}: {}", it.name, it.answer.state.as_str());
    /// }
    /// # assert!(licences.list().is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn list(&self) -> Vec<Listed> {
        let listed = |reading: &Reading| {
            let entries = reading.policy.iter().flat_map(|it| &it.claims().entitlements).map(|it| Listed {
                product: it.product.clone(),
                name: it.name.clone(),
                edition: it.edition.clone(),
                answer: reading.decide(&it.product, None),
            });
            entries.collect()
        };
        self.ask(listed, Vec::new)
    }

    /// The check-outs on this machine that the policy stands by and that are not over, in rising order of products. The one with the
    /// latest end counts, and [`Decision::checked_out_until`] names its end. Whether the product runs is said by
    /// [`Self::check`] alone: a check-out widens nothing that the policy denies.
    ///
    /// ```
    /// # let home = tempfile::tempdir()?;
    /// # let licences = domicile_policy::licences::Licences::in_home(home.path());
    /// for it in licences.check_outs() {
    ///     println!("{} is checked out from {} until {}", it.name, it.account.name, it.until);
    /// }
    /// # assert!(licences.check_outs().is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn check_outs(&self) -> Vec<CheckedOut> {
        self.ask(check_outs_of, Vec::new)
    }

    /// What the files look like now; to compare with later. Looks at metadata only.
    ///
    /// ```
    /// # let home = tempfile::tempdir()?;
    /// # let licences = domicile_policy::licences::Licences::in_home(home.path());
    /// let before = licences.stamp();
    /// // ... later, for instance whenever the product's window gets the focus:
    /// if licences.changed_since(before) {
    ///     println!("{}", licences.status().state.as_str());
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn stamp(&self) -> Stamp {
        self.location.as_ref().map_or_else(Stamp::default, |it| Stamp::of(&it.to_read()))
    }

    /// Whether any file was replaced, appeared or went since `before`. A policy that expires changes no file: the dates in [`Status`]
    /// say when to look again.
    pub fn changed_since(&self, before: Stamp) -> bool {
        self.stamp() != before
    }

    /// Waits in this thread until a file changes, for `longest` at most; whether one did. Looks at the files' metadata five times a
    /// second rather than asking the system for notices: those are silent on network homes, and would take a thread of their own.
    ///
    /// ```
    /// # let home = tempfile::tempdir()?;
    /// # let licences = domicile_policy::licences::Licences::in_home(home.path());
    /// let before = licences.stamp();
    /// let changed = licences.wait(before, std::time::Duration::ZERO);
    /// # assert!(!changed);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn wait(&self, before: Stamp, longest: Duration) -> bool {
        let began = Instant::now();
        loop {
            if self.changed_since(before) {
                return true;
            }
            let left = longest.saturating_sub(began.elapsed());
            if left.is_zero() {
                return false;
            }
            std::thread::sleep(left.min(LOOK_EVERY));
        }
    }

    /// Answers from the last reading where the files are still the same, by what the clocks say now; else reads them again.
    fn ask<T>(&self, answer: impl FnOnce(&Reading) -> T, nowhere: impl FnOnce() -> T) -> T {
        let Some(location) = &self.location else { return nowhere() };
        let clock = (self.clock)();
        // Before reading: what changes meanwhile is noticed with the next question.
        let cache = location.to_read();
        let stamp = Stamp::of(&cache);
        let mut cached = self.cached();
        if let Some(it) = cached.as_mut()
            && it.stamp == stamp
            && stamp.is_settled()
            && it.reading.judge_again(it.clock_facts.as_ref(), &clock)
        {
            return answer(&it.reading);
        }
        let (reading, clock_facts) = cache.read_to_keep(&self.root, &clock, location.machine_id(&cache));
        let count = cached.as_ref().map_or(1, |it| it.count + 1);
        let cached = cached.insert(CachedReading { stamp, reading, clock_facts, count });
        answer(&cached.reading)
    }

    fn cached(&self) -> MutexGuard<'_, Option<CachedReading>> {
        // Whatever a panicking thread left there is a whole reading: it is replaced as a whole.
        self.cached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn status_of_nothing(state: State, now: i64) -> Status {
    Status {
        state,
        refusal: None,
        now,
        subject: None,
        account: None,
        country: None,
        withdrawn: None,
        version: None,
        issued: None,
        valid_until: None,
        refresh_after: None,
        last_contact: None,
        demo_keys: root::is_demo(),
    }
}

fn check_outs_of(reading: &Reading) -> Vec<CheckedOut> {
    let lasting = reading.check_outs.iter().map(|it| it.claims()).filter(|it| reading.now < it.exp);
    let mut found: Vec<_> = lasting
        .map(|it| CheckedOut {
            id: it.jti.clone(),
            product: it.product.clone(),
            name: it.name.clone(),
            account: it.account.clone(),
            until: it.exp,
        })
        .collect();
    found.sort_by(|a, b| (&a.product, &a.id).cmp(&(&b.product, &b.id)));
    found
}

fn status_of(reading: &Reading) -> Status {
    let refusal = reading.refusal.map(|it| it.code()).or_else(|| reading.keyset_refusal.map(|it| it.code()));
    let blank = Status { refusal, last_contact: reading.last_contact, ..status_of_nothing(reading.state, reading.now) };
    let Some(claims) = reading.policy.as_ref().map(|it| it.claims()) else { return blank };
    Status {
        subject: Some(claims.sub.clone()),
        account: claims.account.clone(),
        country: claims.country.code.clone(),
        withdrawn: claims.withdrawn,
        version: Some(claims.version),
        issued: Some(claims.iat),
        valid_until: Some(claims.exp),
        refresh_after: Some(claims.refresh_after),
        ..blank
    }
}
