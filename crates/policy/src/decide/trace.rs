//! Why an answer is what it is: the rules that were asked, in their order, with the one that refused, and the single nearest fix with who
//! does it. Codes only; their words are elsewhere.

use super::{Decision, State};
use crate::claims::{Reason, Withdrawn};
use serde::{Deserialize, Serialize};

/// One rule. A question goes through them in this order and stops at the first that refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// There is a policy on this machine.
    Present,
    /// Its keys are vouched for by the root that this build trusts.
    KeysTrusted,
    /// It is signed, whole, and of a form that this build reads.
    Genuine,
    /// It is for this person and this machine.
    ForThisMachine,
    /// It is not older than one accepted before.
    Newest,
    /// The clock is not behind a time that is known to have passed.
    ClockPlausible,
    /// The policy's own validity is not over; or it is, and the product is checked out.
    InDate,
    /// The person belongs to an account.
    Affiliated,
    /// The person is not locked.
    Unlocked,
    /// The account owns the product.
    Owned,
    /// It owns it for the person's country.
    Country,
    /// It is not restricted to groups or roles that the person lacks.
    Unrestricted,
    /// What the policy says of the product is something that this build knows.
    Understood,
    /// The contract has begun.
    Started,
    /// The product's version is covered.
    VersionCovered,
    /// The contract, with its grace, is not over.
    NotEnded,
    /// It is a right for work, not a trial.
    FullRight,
    /// No refresh is due.
    Refreshed,
}

impl Rule {
    /// All of them, in order.
    pub const ALL: [Self; 18] = [
        Self::Present,
        Self::KeysTrusted,
        Self::Genuine,
        Self::ForThisMachine,
        Self::Newest,
        Self::ClockPlausible,
        Self::InDate,
        Self::Affiliated,
        Self::Unlocked,
        Self::Owned,
        Self::Country,
        Self::Unrestricted,
        Self::Understood,
        Self::Started,
        Self::VersionCovered,
        Self::NotEnded,
        Self::FullRight,
        Self::Refreshed,
    ];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::KeysTrusted => "keys_trusted",
            Self::Genuine => "genuine",
            Self::ForThisMachine => "for_this_machine",
            Self::Newest => "newest",
            Self::ClockPlausible => "clock_plausible",
            Self::InDate => "in_date",
            Self::Affiliated => "affiliated",
            Self::Unlocked => "unlocked",
            Self::Owned => "owned",
            Self::Country => "country",
            Self::Unrestricted => "unrestricted",
            Self::Understood => "understood",
            Self::Started => "started",
            Self::VersionCovered => "version_covered",
            Self::NotEnded => "not_ended",
            Self::FullRight => "full_right",
            Self::Refreshed => "refreshed",
        }
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// How one rule answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "RuleOutcome", rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing to say.
    Passed,
    /// It let the product run, with something to tell: in grace, as a trial, by a check-out, with a refresh due.
    Noted,
    /// It refused: the last one of a chain.
    Refused,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Passed, Self::Noted, Self::Refused];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Noted => "noted",
            Self::Refused => "refused",
        }
    }
}

/// The rules that were asked for one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Trace {
    passed: u32,
    noted: u32,
    refused: Option<Rule>,
}

impl Trace {
    /// Each rule that was asked, in order, with how it answered. The one that refused, if any, is the last.
    pub fn chain(&self) -> impl Iterator<Item = (Rule, Outcome)> + '_ {
        Rule::ALL.into_iter().filter_map(|rule| {
            if self.refused == Some(rule) {
                Some((rule, Outcome::Refused))
            } else if self.noted & rule.bit() != 0 {
                Some((rule, Outcome::Noted))
            } else {
                (self.passed & rule.bit() != 0).then_some((rule, Outcome::Passed))
            }
        })
    }

    /// The rule that refused; `None` where the product may run.
    pub fn refused_by(&self) -> Option<Rule> {
        self.refused
    }

    pub(super) const fn pass(mut self, rule: Rule) -> Self {
        self.passed |= rule.bit();
        self
    }

    pub(super) const fn note(mut self, rule: Rule) -> Self {
        self.noted |= rule.bit();
        self
    }

    pub(super) const fn refuse(mut self, rule: Rule) -> Self {
        self.refused = Some(rule);
        self
    }

    /// All rules from `first` up to the one before `last` passed.
    pub(super) const fn pass_until(mut self, first: Rule, last: Rule) -> Self {
        self.passed |= last.bit() - first.bit();
        self
    }

    pub(super) const fn without(mut self, rule: Rule) -> Self {
        self.passed &= !rule.bit();
        self
    }

    /// What had to hold before the contents of a policy were asked.
    pub(super) const fn of_file() -> Self {
        Self { passed: 0, noted: 0, refused: None }.pass_until(Rule::Present, Rule::InDate)
    }

    /// The chain where no policy is in force: `state` says why.
    pub(super) const fn without_policy(state: State) -> Self {
        let rule = match state {
            State::UnknownKey => Rule::KeysTrusted,
            State::Corrupt => Rule::Genuine,
            State::WrongMachine => Rule::ForThisMachine,
            State::RolledBack => Rule::Newest,
            State::ClockSuspect => Rule::ClockPlausible,
            State::Expired => Rule::InDate,
            _ => Rule::Present,
        };
        Self { passed: 0, noted: 0, refused: None }.pass_until(Rule::Present, rule).refuse(rule)
    }
}

/// Which rule a reason of the service's stands for.
pub(super) const fn rule_of(reason: Reason) -> Rule {
    match reason {
        Reason::Unaffiliated => Rule::Affiliated,
        Reason::Locked => Rule::Unlocked,
        Reason::NotOwned => Rule::Owned,
        Reason::OtherCountry | Reason::CountryWithoutEntitlements => Rule::Country,
        Reason::Restricted => Rule::Unrestricted,
        Reason::NotYetStarted => Rule::Started,
        Reason::VersionNotCovered => Rule::VersionCovered,
        Reason::Ended => Rule::NotEnded,
        Reason::Other => Rule::Understood,
    }
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "FixActor", rename_all = "snake_case")]
pub enum Who {
    /// The person at this machine.
    You,
    /// An administrator: of the account, or of the one that the person is to join.
    Administrator,
    /// Whoever runs the company's directory.
    InternalIt,
}

impl Who {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::You, Self::Administrator, Self::InternalIt];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Administrator => "administrator",
            Self::InternalIt => "internal_it",
        }
    }
}

/// What would help first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "FixAction", rename_all = "snake_case")]
pub enum Action {
    /// Refresh Policy.
    RefreshPolicy,
    /// Set the machine's clock, then Refresh Policy.
    SetClock,
    /// Sign in on this machine.
    SignIn,
    /// Use a newer Domicile, or a newer product built with it.
    Update,
    /// Be added to an account.
    JoinAccount,
    /// Unlock the person.
    Unlock,
    /// Enable the person in the company's directory.
    EnableInDirectory,
    /// Buy the product, or a right for work in place of a trial.
    Buy,
    /// Give the person a country that the account has contracts for.
    SetCountry,
    /// Put the person into a group, or give a role, that may use the product.
    LiftRestriction,
    /// Wait for the contract to begin.
    WaitForStart,
    /// Renew the contract.
    Renew,
    /// Start a version that is covered.
    UseCoveredVersion,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::RefreshPolicy,
        Self::SetClock,
        Self::SignIn,
        Self::Update,
        Self::JoinAccount,
        Self::Unlock,
        Self::EnableInDirectory,
        Self::Buy,
        Self::SetCountry,
        Self::LiftRestriction,
        Self::WaitForStart,
        Self::Renew,
        Self::UseCoveredVersion,
    ];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RefreshPolicy => "refresh_policy",
            Self::SetClock => "set_clock",
            Self::SignIn => "sign_in",
            Self::Update => "update",
            Self::JoinAccount => "join_account",
            Self::Unlock => "unlock",
            Self::EnableInDirectory => "enable_in_directory",
            Self::Buy => "buy",
            Self::SetCountry => "set_country",
            Self::LiftRestriction => "lift_restriction",
            Self::WaitForStart => "wait_for_start",
            Self::Renew => "renew",
            Self::UseCoveredVersion => "use_covered_version",
        }
    }

    /// Who does it.
    fn who(self) -> Who {
        match self {
            Self::RefreshPolicy | Self::SetClock | Self::SignIn | Self::Update | Self::WaitForStart | Self::UseCoveredVersion => Who::You,
            Self::JoinAccount | Self::Unlock | Self::Buy | Self::SetCountry | Self::LiftRestriction | Self::Renew => Who::Administrator,
            Self::EnableInDirectory => Who::InternalIt,
        }
    }
}

/// The single nearest fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What to do.
    pub action: Action,
    /// Who does it.
    pub who: Who,
}

impl Decision {
    /// What would help first, and who does it; `None` where nothing needs help.
    pub fn fix(&self) -> Option<Fix> {
        let action = match self.state {
            State::Valid => return None,
            State::RefreshDue | State::Expired | State::RolledBack | State::UnknownKey | State::Corrupt | State::NoPolicy => {
                Action::RefreshPolicy
            }
            State::Grace => Action::Renew,
            State::Trial => Action::Buy,
            State::ClockSuspect => Action::SetClock,
            State::WrongMachine => Action::SignIn,
            State::NotEntitled => self.fix_of_reason(),
        };
        Some(Fix { action, who: action.who() })
    }

    fn fix_of_reason(&self) -> Action {
        match (self.reason, self.withdrawn) {
            (Some(Reason::Locked), Some(Withdrawn::Disabled)) => Action::EnableInDirectory,
            (Some(Reason::Locked), _) => Action::Unlock,
            (Some(Reason::Unaffiliated), _) => Action::JoinAccount,
            (Some(Reason::NotOwned), _) => Action::Buy,
            (Some(Reason::OtherCountry | Reason::CountryWithoutEntitlements), _) => Action::SetCountry,
            (Some(Reason::Restricted), _) => Action::LiftRestriction,
            (Some(Reason::NotYetStarted), _) => Action::WaitForStart,
            (Some(Reason::Ended), _) => Action::Renew,
            (Some(Reason::VersionNotCovered), _) => Action::UseCoveredVersion,
            (Some(Reason::Other) | None, _) => Action::Update,
        }
    }
}
