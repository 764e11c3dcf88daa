//! The move from one account to another, derived from facts: which step is done, which is now, who acts next. Nothing is ticked by
//! hand. `course` finds the facts, `journey_words` puts them into sentences.

pub mod intent;
pub(crate) mod offers;

use crate::state::{Fact, Intent, LicenceState, Named, State};
use crate::vocabulary::{StepState, WaitingFor};
use domicile_model::country::DecidedBy;
use domicile_model::preflight::Blocker;
use domicile_model::removal::{RemovalState, Route};
use domicile_model::wire::{Me, RemovalRequest, Word, known};
use jiff::{SignedDuration, Timestamp};

/// How long a finished move is still shown.
const SHOWN_AFTER_FINISH: SignedDuration = SignedDuration::from_hours(24);
/// How long an answered request that led to nothing keeps the move on the page.
const SHOWN_AFTER_NO: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a move that another computer began is recognised from its fulfilled request.
const RECOGNISED_AFTER: SignedDuration = SignedDuration::from_hours(60 * 24);

/// The eight steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepId {
    /// Belonged to the old account.
    Affiliated,
    /// A removal request is open.
    Requested,
    /// No longer belongs to it.
    Removed,
    /// Belongs to the new one.
    Added,
    /// Not locked.
    Unlocked,
    /// The country is one where the new account owns something.
    Country,
    /// The roles that are needed are there.
    Roles,
    /// The licence file here is the new one.
    Refreshed,
}

impl StepId {
    /// Every step.
    pub const ALL: [Self; 8] =
        [Self::Affiliated, Self::Requested, Self::Removed, Self::Added, Self::Unlocked, Self::Country, Self::Roles, Self::Refreshed];

    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Affiliated => "affiliated",
            Self::Requested => "requested",
            Self::Removed => "removed",
            Self::Added => "added",
            Self::Unlocked => "unlocked",
            Self::Country => "country",
            Self::Roles => "roles",
            Self::Refreshed => "refreshed",
        }
    }
}

/// Who acts next on a request of this route.
fn waiting_for(route: Option<Route>) -> WaitingFor {
    match route {
        // Whoever it is, they belong to the account.
        Some(Route::Administrator) | None => WaitingFor::OldAdmin,
        Some(Route::InternalIt) => WaitingFor::OldIt,
        Some(Route::Support) => WaitingFor::Support,
    }
}

/// One step, without words.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Which.
    pub id: StepId,
    /// Where it stands.
    pub state: StepState,
    /// Who acts next.
    pub waiting: Option<WaitingFor>,
    /// When it was done.
    pub at: Option<Timestamp>,
    /// What shows it.
    pub evidence: Option<String>,
}

/// The move, without words.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The account to leave.
    pub from: Named,
    /// The account to join, by name.
    pub target: Option<String>,
    /// The eight steps, in order.
    pub steps: Vec<Step>,
    /// The branches that apply.
    pub branches: Vec<&'static str>,
}

impl Course {
    /// One step.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == id)
    }

    /// Whether a step is done (or not needed).
    pub fn is_done(&self, id: StepId) -> bool {
        self.step(id).is_some_and(|it| finished(it.state))
    }

    /// Whether every step is.
    pub fn is_finished(&self) -> bool {
        self.steps.iter().all(|it| finished(it.state))
    }
}

/// Whether nothing is left to do at a step.
pub fn finished(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::NotNeeded)
}

/// The move that is under way, if one is.
pub fn course(state: &State, now: Timestamp) -> Option<Course> {
    let Fact::Known { value: me, .. } = &state.me else { return blind(state, now) };
    let from = begun_at(state, me, now)?;
    let course = seen(state, me, from);
    (!course.is_finished() || state.intent.began.is_some()).then_some(course)
}

/// Whether the end of a move is still news: every step is done and something may run, a day has not passed, and nobody has put the welcome away.
pub fn has_arrived(state: &State, course: &Course, now: Timestamp) -> bool {
    let intent = &state.intent;
    let recent = intent.finished.is_none_or(|it| now.duration_since(it) <= SHOWN_AFTER_FINISH);
    course.is_finished() && recent && intent.arrival_dismissed.is_none() && state.policy.can_work()
}

/// What is still known of a move while the service says nothing about the person.
fn blind(state: &State, now: Timestamp) -> Option<Course> {
    let intent = &state.intent;
    intent.began?;
    if intent.finished.is_some_and(|it| now.duration_since(it) > SHOWN_AFTER_FINISH) {
        return None;
    }
    let from = intent.from.clone()?;
    let steps = StepId::ALL
        .into_iter()
        .map(|id| {
            let state = match id {
                StepId::Affiliated => StepState::Done,
                StepId::Roles => StepState::NotNeeded,
                _ => StepState::NotKnown,
            };
            Step { id, state, waiting: None, at: None, evidence: None }
        })
        .collect();
    Some(Course { from, target: intent.target.clone().or_else(|| intent.going_to.clone()), steps, branches: Vec::new() })
}

/// The account that the move began at: a move begins with a request.
fn begun_at(state: &State, me: &Me, now: Timestamp) -> Option<Named> {
    let intent = &state.intent;
    let belongs_to = me.affiliation.as_ref().map(|it| it.account.id.as_str());
    if let Some(request) = &me.request {
        let account = Named { id: request.account.id.as_str().to_owned(), name: request.account.name.clone() };
        let still_there = belongs_to == Some(account.id.as_str());
        let this_intent = intent.request.as_deref() == Some(request.id.as_str());
        let done_for = intent.finished.filter(|_| this_intent);
        let recent = |limit| request.ended.is_none_or(|it| now.duration_since(it) <= limit);
        return match request.state.known() {
            _ if request.is_open() && still_there => Some(account),
            Some(RemovalState::Declined | RemovalState::Expired) if still_there && stays(intent, request) => None,
            Some(RemovalState::Declined | RemovalState::Expired) if still_there => recent(SHOWN_AFTER_NO).then_some(account),
            _ if still_there => None,
            _ if belongs_to.is_none() => Some(account),
            _ if done_for.is_some() => done_for.is_some_and(|it| now.duration_since(it) <= SHOWN_AFTER_FINISH).then_some(account),
            Some(RemovalState::Withdrawn | RemovalState::Declined | RemovalState::Expired) if !this_intent => None,
            _ => (this_intent || recent(RECOGNISED_AFTER)).then_some(account),
        };
    }
    let shown = intent.finished.is_none_or(|it| now.duration_since(it) <= SHOWN_AFTER_FINISH);
    let from = intent.from.clone().filter(|_| intent.began.is_some() && shown)?;
    (belongs_to != Some(from.id.as_str())).then_some(from)
}

/// Whether the person is done with a request that came to nothing.
pub(crate) fn stays(intent: &Intent, request: &RemovalRequest) -> bool {
    intent.stayed.as_deref() == Some(request.id.as_str())
}

fn seen(state: &State, me: &Me, from: Named) -> Course {
    let affiliation = me.affiliation.as_ref().filter(|it| it.account.id.as_str() != from.id);
    let removed = me.affiliation.as_ref().is_none_or(|it| it.account.id.as_str() != from.id);
    let request = me.request.as_ref().filter(|it| it.account.id.as_str() == from.id);
    let target = affiliation
        .map(|it| it.account.name.clone())
        .or_else(|| offers::wanted_by(me).filter(|it| it.id.as_str() != from.id).map(|it| it.name.clone()))
        .or_else(|| state.intent.target.clone())
        .or_else(|| state.intent.going_to.clone());

    let mut steps = vec![
        done(StepId::Affiliated, None, Some(format!("account:{}", from.id))),
        requested(request, removed),
        removal(me, request, removed),
        match affiliation {
            Some(it) => done(StepId::Added, Some(it.since), Some(format!("account:{}", it.account.id))),
            None => {
                let asks = offers::accepted(me).is_none() && offers::wanted_by(me).is_some();
                open(StepId::Added, if asks { WaitingFor::You } else { WaitingFor::NewAdmin })
            }
        },
        match affiliation {
            Some(_) if me.lock.is_none() => done(StepId::Unlocked, None, Some("lock:none".to_owned())),
            _ => open(StepId::Unlocked, WaitingFor::NewAdmin),
        },
        country(state, me, affiliation.is_some()),
        Step { id: StepId::Roles, state: StepState::NotNeeded, waiting: None, at: None, evidence: None },
        refreshed(state, me, affiliation.map(|it| it.account.id.as_str())),
    ];
    let mut current_found = false;
    for step in &mut steps {
        // What is not known does not hold up what can be done.
        if finished(step.state) || step.state == StepState::NotKnown {
            continue;
        }
        if current_found {
            *step = Step { state: StepState::NotYet, waiting: None, ..step.clone() };
        }
        current_found = true;
    }
    Course { branches: branches(me, request, removed), from, target, steps }
}

fn done(id: StepId, at: Option<Timestamp>, evidence: Option<String>) -> Step {
    Step { id, state: StepState::Done, waiting: None, at, evidence }
}

fn open(id: StepId, waiting: WaitingFor) -> Step {
    Step { id, state: StepState::Now, waiting: Some(waiting), at: None, evidence: None }
}

fn requested(request: Option<&RemovalRequest>, removed: bool) -> Step {
    let evidence = request.map(|it| format!("request:{}", it.id));
    let counts = removed || request.is_some_and(RemovalRequest::is_open);
    if counts {
        done(StepId::Requested, request.map(|it| it.submitted), evidence)
    } else {
        Step { evidence, ..open(StepId::Requested, WaitingFor::You) }
    }
}

fn removal(me: &Me, request: Option<&RemovalRequest>, removed: bool) -> Step {
    let evidence = request.map(|it| format!("request:{}", it.id));
    if removed {
        let at = request.filter(|it| it.state == RemovalState::Fulfilled).and_then(|it| it.ended);
        return done(StepId::Removed, at, evidence.or(Some("account:none".to_owned())));
    }
    let route = request.map(|it| &it.route).or(me.removal.as_ref().map(|it| &it.route)).and_then(Word::known);
    let state = if request.is_some_and(|it| it.state == RemovalState::Blocked) { StepState::Blocked } else { StepState::Now };
    Step { state, evidence, ..open(StepId::Removed, waiting_for(route)) }
}

/// By the rule of the domain, a country that was not set by hand is one where the account owns something.
fn country(state: &State, me: &Me, added: bool) -> Step {
    if !added {
        return open(StepId::Country, WaitingFor::NewAdmin);
    }
    let evidence = Some(format!("country:{}", me.country.code.map_or_else(|| "none".to_owned(), |it| it.as_str().to_owned())));
    if me.country.decided_by != DecidedBy::Explicit {
        return done(StepId::Country, None, evidence);
    }
    match wrong_country(state, me) {
        Some(true) => Step { state: StepState::Blocked, evidence, ..open(StepId::Country, WaitingFor::NewAdmin) },
        Some(false) => done(StepId::Country, None, evidence),
        None => Step { state: StepState::NotKnown, waiting: None, evidence, ..open(StepId::Country, WaitingFor::You) },
    }
}

/// Whether the person's own country is one where the account owns nothing; `None` while no licence file of that account says so.
pub fn wrong_country(state: &State, me: &Me) -> Option<bool> {
    let account = me.affiliation.as_ref()?.account.id.as_str();
    let policy = &state.policy;
    let tells = policy.condition.grants() && policy.withdrawn.is_none() && policy.account.as_ref().is_some_and(|it| it.id == account);
    let same = policy.country.as_deref() == me.country.code.as_ref().map(|it| it.as_str());
    let newest = policy.version.is_some_and(|it| it >= me.policy_version);
    (tells && (same || newest))
        .then(|| policy.products.iter().any(|it| it.standing == LicenceState::Denied("country_without_entitlements".to_owned())))
}

/// Whether the licence file here is the newest one of that account.
fn has_current_policy(state: &State, me: &Me, account: Option<&str>) -> bool {
    let policy = &state.policy;
    account.is_some()
        && policy.account.as_ref().map(|it| it.id.as_str()) == account
        && policy.version.is_some_and(|it| it >= me.policy_version)
        && policy.condition.grants()
        && policy.withdrawn.is_none()
}

fn refreshed(state: &State, me: &Me, account: Option<&str>) -> Step {
    let policy = &state.policy;
    if has_current_policy(state, me, account) {
        done(StepId::Refreshed, policy.refreshed, policy.version.map(|it| format!("policy:{it}")))
    } else {
        open(StepId::Refreshed, WaitingFor::You)
    }
}

/// The branches of the path that apply to leaving.
pub fn branches(me: &Me, request: Option<&RemovalRequest>, removed: bool) -> Vec<&'static str> {
    use domicile_model::account::Federation;
    let mut found = Vec::new();
    if !removed {
        match (me.federation.known(), me.administrators.is_empty()) {
            (Some(Federation::Jit | Federation::Scim), _) => found.push("F"),
            (Some(Federation::None) | None, true) => {}
            (Some(Federation::None) | None, false) => found.push("N"),
        }
        let route = request.map(|it| &it.route).or(me.removal.as_ref().map(|it| &it.route));
        if route.is_some_and(|it| *it == Route::Support) {
            found.push("0");
        }
        let blockers: Vec<Blocker> = request
            .filter(|it| it.state == RemovalState::Blocked)
            .map(|it| known(&it.blockers))
            .or_else(|| me.removal.as_ref().map(|it| known(&it.blockers)))
            .unwrap_or_default();
        if me.fulfilment_contact.is_some()
            || blockers.iter().any(|it| matches!(it, Blocker::FulfilmentContact | Blocker::LastFulfilmentContact))
        {
            found.push("FC");
        }
        if blockers.contains(&Blocker::LastAdministrator) {
            found.push("Self");
        }
        match request.and_then(|it| it.state.known()) {
            Some(RemovalState::Declined) => found.push("D"),
            Some(RemovalState::Expired) => found.push("E"),
            Some(RemovalState::Withdrawn) => found.push("X"),
            _ => {}
        }
    }
    let expected = removed
        && me
            .lock
            .as_ref()
            .is_some_and(|it| it.reasons.iter().all(|it| it.reason == domicile_model::person::LockReason::RemovedFromAccount));
    if me.lock.is_some() && !expected {
        found.push("L");
    }
    if me.country.decided_by == DecidedBy::Directory {
        found.push("C");
    }
    found
}
