//! The licence file on this computer as presentation sees it: read and judged at one moment. What is granted is decided by crate
//! `domicile-policy` alone; `policy_now` takes its reading over.

use super::state::Named;
use super::why::Why;
use jiff::Timestamp;

/// What the licence file as a whole is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Condition {
    /// Not read yet.
    #[default]
    Unread,
    /// Good.
    Valid,
    /// Good, and a refresh is due.
    RefreshDue,
    /// Past its date.
    Expired,
    /// The clock was set back.
    ClockSuspect,
    /// Older than one that was here before.
    RolledBack,
    /// Made for another computer or another person.
    WrongMachine,
    /// Signed by a key that is not known.
    UnknownKey,
    /// Cannot be read.
    Corrupt,
    /// There is none.
    NoPolicy,
}

impl Condition {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Valid => "valid",
            Self::RefreshDue => "refresh_due",
            Self::Expired => "expired",
            Self::ClockSuspect => "clock_suspect",
            Self::RolledBack => "rolled_back",
            Self::WrongMachine => "wrong_machine",
            Self::UnknownKey => "unknown_key",
            Self::Corrupt => "corrupt",
            Self::NoPolicy => "no_policy",
        }
    }

    /// Whether the file as a whole may grant anything.
    pub fn grants(self) -> bool {
        matches!(self, Self::Valid | Self::RefreshDue)
    }
}

/// The licence file, read and judged at one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolicyNow {
    /// What it is good for.
    pub condition: Condition,
    /// Serial number.
    pub version: Option<u64>,
    /// The account that it is for.
    pub account: Option<Named>,
    /// The country that counts.
    pub country: Option<String>,
    /// The branch that decided the country (`explicit`, `directory`, ...).
    pub decided_by: Option<String>,
    /// When the service last confirmed it.
    pub refreshed: Option<Timestamp>,
    /// Valid until.
    pub valid_until: Option<Timestamp>,
    /// It grants nothing, for this cause (`removed_from_account`, `unaffiliated`, ...).
    pub withdrawn: Option<String>,
    /// Its products.
    pub products: Vec<ProductNow>,
    /// The machine that it is for: this one, as the service knows it for this person.
    pub machine: Option<String>,
    /// Licences that are checked out here.
    pub check_outs: Vec<CheckedOutHere>,
}

/// A licence that is checked out on this computer and not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOutHere {
    /// The check-out's id.
    pub id: String,
    /// The product's id.
    pub product: String,
    /// The product's name.
    pub name: String,
    /// The name of the account whose licence it is.
    pub account: String,
    /// Until when.
    pub until: Timestamp,
}

impl PolicyNow {
    /// Whether licensed software may run now. The licence file alone decides.
    pub fn can_work(&self) -> bool {
        self.withdrawn.is_none() && self.products.iter().any(|it| self.runs(it))
    }

    /// Whether this product may run: in an expired licence file only what is checked out here.
    fn runs(&self, it: &ProductNow) -> bool {
        let taken_along = self.condition == Condition::Expired && it.checked_out_until.is_some();
        it.may_run() && (self.condition.grants() || taken_along)
    }

    /// How many products may run.
    pub fn ready(&self) -> usize {
        if self.can_work() { self.products.iter().filter(|it| self.runs(it)).count() } else { 0 }
    }
}

/// What one product may do now.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductNow {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Edition.
    pub edition: Option<String>,
    /// `production`, `evaluation` or `trial`.
    pub usage: String,
    /// The answer.
    pub standing: Standing,
    /// When the contract ends; `None` for no end.
    pub contract_ends: Option<Timestamp>,
    /// When it begins.
    pub contract_starts: Option<Timestamp>,
    /// Days of grace after the end.
    pub grace_days: u16,
    /// Where it counts; `None` for everywhere.
    pub countries: Option<Vec<String>>,
    /// Checked out here until then.
    pub checked_out_until: Option<Timestamp>,
    /// The rules that led to the answer.
    pub why: Why,
}

impl ProductNow {
    /// Whether it may run.
    pub fn may_run(&self) -> bool {
        matches!(self.standing, Standing::Ready | Standing::Grace | Standing::Trial)
    }
}

/// The answer for one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// May run.
    Ready,
    /// May run; the contract has ended, grace runs.
    Grace,
    /// May run as a trial.
    Trial,
    /// May not, for this reason (the codes of the policy).
    Denied(String),
    /// Not known: the file cannot be trusted now.
    Unknown,
}
