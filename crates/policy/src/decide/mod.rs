//! The answer for one product: whether it may run now, and why or why not. A pure function of the policy, the check-outs and the time.

#[cfg(test)]
mod tests;
mod trace;
mod version;

pub use trace::{Action, Fix, Outcome, Rule, Trace, Who};

use crate::check_out::CheckOut;
use crate::claims::{DAY, PolicyClaims, Reason, UsageType, Verdict, Withdrawn};
use crate::verify::Policy;
use trace::rule_of;

/// What a product sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// May run.
    Valid,
    /// May run; a refresh is due.
    RefreshDue,
    /// May run: the contract has ended, its grace has not.
    Grace,
    /// The policy's own validity is over: Refresh Policy.
    Expired,
    /// The policy says no; the reason stands beside.
    NotEntitled,
    /// May run as a trial.
    Trial,
    /// The clock is more than a day behind a time that is known to have passed.
    ClockSuspect,
    /// The file is older than one accepted before.
    RolledBack,
    /// The file belongs to another machine or person.
    WrongMachine,
    /// The file is signed by a key that is not known, not in use or revoked.
    UnknownKey,
    /// The file cannot be read or does not verify.
    Corrupt,
    /// There is none.
    NoPolicy,
}

impl State {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::RefreshDue => "refresh_due",
            Self::Grace => "grace",
            Self::Expired => "expired",
            Self::NotEntitled => "not_entitled",
            Self::Trial => "trial",
            Self::ClockSuspect => "clock_suspect",
            Self::RolledBack => "rolled_back",
            Self::WrongMachine => "wrong_machine",
            Self::UnknownKey => "unknown_key",
            Self::Corrupt => "corrupt",
            Self::NoPolicy => "no_policy",
        }
    }

    /// Whether a product in this state may run.
    pub fn may_run(self) -> bool {
        matches!(self, Self::Valid | Self::RefreshDue | Self::Grace | Self::Trial)
    }
}

/// The answer for one product. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The state.
    pub state: State,
    /// Whether it may run: follows from the state.
    pub may_run: bool,
    /// Why not; set exactly where the state is [`State::NotEntitled`].
    pub reason: Option<Reason>,
    /// Why the policy as a whole grants nothing, where it does.
    pub withdrawn: Option<Withdrawn>,
    /// What it is for, where the policy names the product.
    pub usage_type: Option<UsageType>,
    /// The first second of the contract.
    pub contract_starts: Option<i64>,
    /// The last second of the contract.
    pub contract_ends: Option<i64>,
    /// The last second of its grace.
    pub grace_ends: Option<i64>,
    /// "Policy valid until".
    pub policy_valid_until: Option<i64>,
    /// "Checked out until": the first second in which the check-out that counts grants nothing any more.
    pub checked_out_until: Option<i64>,
    /// The rules that led here.
    pub trace: Trace,
}

impl Decision {
    /// The answer where there is no place that a policy could be in.
    pub fn no_policy() -> Self {
        Self::without_policy(State::NoPolicy)
    }

    /// The answer where no policy is in force: the state says why.
    pub(crate) fn without_policy(state: State) -> Self {
        let blank = Self {
            state,
            may_run: false,
            reason: None,
            withdrawn: None,
            usage_type: None,
            contract_starts: None,
            contract_ends: None,
            grace_ends: None,
            policy_valid_until: None,
            checked_out_until: None,
            trace: Trace::without_policy(state),
        };
        // A state that would let it run needs a policy to stand on.
        if state.may_run() { Self::without_policy(State::NoPolicy) } else { blank }
    }
}

impl Policy {
    /// The state of the policy as a whole at `now` (provable time, seconds): valid, refresh due or expired.
    pub fn state(&self, now: i64) -> State {
        let claims = self.claims();
        if now >= claims.exp {
            State::Expired
        } else if now >= claims.refresh_after {
            State::RefreshDue
        } else {
            State::Valid
        }
    }

    /// Whether `product`, in `version` if it names one, may run at `now` (provable time, seconds), by the policy alone.
    pub fn decide(&self, product: &str, version: Option<&str>, now: i64) -> Decision {
        self.decide_beside(&[], (product, version), now)
    }

    /// The same beside check-outs, of which those count that this policy stands by.
    pub fn decide_beside(&self, check_outs: &[CheckOut], (product, version): (&str, Option<&str>), now: i64) -> Decision {
        let claims = self.claims();
        let mut answer = Decision {
            policy_valid_until: Some(claims.exp),
            checked_out_until: check_outs.iter().filter_map(|it| it.until(claims, product, now)).max(),
            trace: Trace::of_file(),
            ..Decision::without_policy(State::Expired)
        };
        let mut whole = self.state(now);
        answer.trace = match (whole, answer.checked_out_until) {
            (State::Expired, Some(_)) => {
                // Somebody who took it along means to be away: nothing is due before the check-out ends.
                whole = State::Valid;
                answer.trace.note(Rule::InDate)
            }
            (State::Expired, None) => answer.trace.refuse(Rule::InDate),
            _ => answer.trace.pass(Rule::InDate),
        };
        right(claims, (product, version), whole, now, answer)
    }
}

/// What `claims` say of `product` at `now` (seconds), apart from any signature, file or machine: how the service sees it.
/// The claims' products are in order.
pub fn right_of(claims: &PolicyClaims, product: &str, now: i64) -> Decision {
    let blank = Decision { policy_valid_until: None, trace: Trace::default(), ..Decision::without_policy(State::Expired) };
    right(claims, (product, None), State::Valid, now, blank)
}

/// The rules that depend on what a policy says: `whole` is its state, `answer` what is known so far.
fn right(claims: &PolicyClaims, (product, version): (&str, Option<&str>), whole: State, now: i64, answer: Decision) -> Decision {
    let mut answer = Decision { withdrawn: claims.withdrawn, ..answer };
    let found = claims.entitlement(product);
    if let Some(it) = found {
        answer.usage_type = Some(it.usage_type);
        answer.contract_starts = it.contract_starts;
        answer.contract_ends = it.contract_ends;
        answer.grace_ends = it.contract_ends.map(|end| end.saturating_add(i64::from(it.grace_days) * DAY));
    }
    if whole == State::Expired {
        return answer;
    }
    let refused = |reason| {
        let rule = rule_of(reason);
        let trace = answer.trace.pass_until(Rule::Affiliated, rule).refuse(rule);
        Decision { state: State::NotEntitled, reason: Some(reason), trace, ..answer }
    };
    // A withdrawn policy grants nothing, whatever stands in its list.
    if let Some(cause) = claims.withdrawn {
        return refused(found.and_then(|it| it.reason).unwrap_or_else(|| root_cause(cause)));
    }
    let Some(it) = found else { return refused(Reason::NotOwned) };
    if it.verdict == Verdict::Denied {
        let denied = refused(it.reason.unwrap_or(Reason::Other));
        // The service does not know which version asks.
        return Decision { trace: denied.trace.without(Rule::VersionCovered), ..denied };
    }
    if it.usage_type == UsageType::Other {
        return refused(Reason::Other);
    }
    if it.contract_starts.is_some_and(|start| now < start) {
        return refused(Reason::NotYetStarted);
    }
    if it.versions.as_ref().is_some_and(|covered| !version::covers(covered, version)) {
        return refused(Reason::VersionNotCovered);
    }
    if answer.grace_ends.is_some_and(|end| now > end) {
        return refused(Reason::Ended);
    }
    let in_grace = answer.contract_ends.is_some_and(|end| now > end);
    let is_trial = it.usage_type == UsageType::Trial;
    let tell = |trace: Trace, rule, noted| if noted { trace.note(rule) } else { trace.pass(rule) };
    let trace = answer.trace.pass_until(Rule::Affiliated, Rule::NotEnded);
    let trace = tell(trace, Rule::NotEnded, in_grace);
    let trace = tell(trace, Rule::FullRight, is_trial);
    let trace = tell(trace, Rule::Refreshed, whole == State::RefreshDue);
    let state = match (in_grace, is_trial) {
        (true, _) => State::Grace,
        (false, true) => State::Trial,
        (false, false) => whole,
    };
    Decision { state, may_run: state.may_run(), trace, ..answer }
}

fn root_cause(cause: Withdrawn) -> Reason {
    match cause {
        Withdrawn::Removed | Withdrawn::Unaffiliated => Reason::Unaffiliated,
        Withdrawn::Locked | Withdrawn::Disabled => Reason::Locked,
        Withdrawn::Other => Reason::Other,
    }
}
