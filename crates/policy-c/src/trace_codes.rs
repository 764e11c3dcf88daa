//! The numbers of rules, outcomes and fixes. Never renumbered, never reused; their names are those of the policy.

use crate::ffi::guard;
use domicile_policy::decide::{Action, Outcome, Rule, Who};
use std::ffi::{CStr, c_char};

/// There is a policy on this machine.
pub const DOMICILE_RULE_PRESENT: i32 = 1;
/// Its keys are vouched for by the root that this build trusts.
pub const DOMICILE_RULE_KEYS_TRUSTED: i32 = 2;
/// It is signed, whole, and of a form that this build reads.
pub const DOMICILE_RULE_GENUINE: i32 = 3;
/// It is for this person and this machine.
pub const DOMICILE_RULE_FOR_THIS_MACHINE: i32 = 4;
/// It is not older than one accepted before.
pub const DOMICILE_RULE_NEWEST: i32 = 5;
/// The clock is not behind a time that is known to have passed.
pub const DOMICILE_RULE_CLOCK_PLAUSIBLE: i32 = 6;
/// The policy's own validity is not over; or it is, and the product is checked out.
pub const DOMICILE_RULE_IN_DATE: i32 = 7;
/// The person belongs to an account.
pub const DOMICILE_RULE_AFFILIATED: i32 = 8;
/// The person is not locked.
pub const DOMICILE_RULE_UNLOCKED: i32 = 9;
/// The account owns the product.
pub const DOMICILE_RULE_OWNED: i32 = 10;
/// It owns it for the person's country.
pub const DOMICILE_RULE_COUNTRY: i32 = 11;
/// It is not restricted to groups or roles that the person lacks.
pub const DOMICILE_RULE_UNRESTRICTED: i32 = 12;
/// What the policy says of the product is something that this build knows.
pub const DOMICILE_RULE_UNDERSTOOD: i32 = 13;
/// The contract has begun.
pub const DOMICILE_RULE_STARTED: i32 = 14;
/// The product's version is covered.
pub const DOMICILE_RULE_VERSION_COVERED: i32 = 15;
/// The contract, with its grace, is not over.
pub const DOMICILE_RULE_NOT_ENDED: i32 = 16;
/// It is a right for work, not a trial.
pub const DOMICILE_RULE_FULL_RIGHT: i32 = 17;
/// No refresh is due.
pub const DOMICILE_RULE_REFRESHED: i32 = 18;

/// Nothing to say.
pub const DOMICILE_OUTCOME_PASSED: i32 = 1;
/// It let the product run, with something to tell: in grace, as a trial, by a check-out, with a refresh due.
pub const DOMICILE_OUTCOME_NOTED: i32 = 2;
/// It refused: the last one of a chain.
pub const DOMICILE_OUTCOME_REFUSED: i32 = 3;

/// Nothing needs help.
pub const DOMICILE_ACTION_NONE: i32 = 0;
/// Refresh Policy.
pub const DOMICILE_ACTION_REFRESH_POLICY: i32 = 1;
/// Set the machine's clock, then Refresh Policy.
pub const DOMICILE_ACTION_SET_CLOCK: i32 = 2;
/// Sign in on this machine.
pub const DOMICILE_ACTION_SIGN_IN: i32 = 3;
/// Use a newer Domicile, or a newer product built with it.
pub const DOMICILE_ACTION_UPDATE: i32 = 4;
/// Be added to an account.
pub const DOMICILE_ACTION_JOIN_ACCOUNT: i32 = 5;
/// Unlock the person.
pub const DOMICILE_ACTION_UNLOCK: i32 = 6;
/// Enable the person in the company's directory.
pub const DOMICILE_ACTION_ENABLE_IN_DIRECTORY: i32 = 7;
/// Buy the product, or a right for work in place of a trial.
pub const DOMICILE_ACTION_BUY: i32 = 8;
/// Give the person a country that the account has contracts for.
pub const DOMICILE_ACTION_SET_COUNTRY: i32 = 9;
/// Put the person into a group, or give a role, that may use the product.
pub const DOMICILE_ACTION_LIFT_RESTRICTION: i32 = 10;
/// Wait for the contract to begin.
pub const DOMICILE_ACTION_WAIT_FOR_START: i32 = 11;
/// Renew the contract.
pub const DOMICILE_ACTION_RENEW: i32 = 12;
/// Start a version that is covered.
pub const DOMICILE_ACTION_USE_COVERED_VERSION: i32 = 13;

/// Nothing needs help.
pub const DOMICILE_WHO_NONE: i32 = 0;
/// The person at this machine.
pub const DOMICILE_WHO_YOU: i32 = 1;
/// An administrator: of the account, or of the one that the person is to join.
pub const DOMICILE_WHO_ADMINISTRATOR: i32 = 2;
/// Whoever runs the company's directory.
pub const DOMICILE_WHO_INTERNAL_IT: i32 = 3;

pub(crate) fn rule(rule: Rule) -> i32 {
    match rule {
        Rule::Present => DOMICILE_RULE_PRESENT,
        Rule::KeysTrusted => DOMICILE_RULE_KEYS_TRUSTED,
        Rule::Genuine => DOMICILE_RULE_GENUINE,
        Rule::ForThisMachine => DOMICILE_RULE_FOR_THIS_MACHINE,
        Rule::Newest => DOMICILE_RULE_NEWEST,
        Rule::ClockPlausible => DOMICILE_RULE_CLOCK_PLAUSIBLE,
        Rule::InDate => DOMICILE_RULE_IN_DATE,
        Rule::Affiliated => DOMICILE_RULE_AFFILIATED,
        Rule::Unlocked => DOMICILE_RULE_UNLOCKED,
        Rule::Owned => DOMICILE_RULE_OWNED,
        Rule::Country => DOMICILE_RULE_COUNTRY,
        Rule::Unrestricted => DOMICILE_RULE_UNRESTRICTED,
        Rule::Understood => DOMICILE_RULE_UNDERSTOOD,
        Rule::Started => DOMICILE_RULE_STARTED,
        Rule::VersionCovered => DOMICILE_RULE_VERSION_COVERED,
        Rule::NotEnded => DOMICILE_RULE_NOT_ENDED,
        Rule::FullRight => DOMICILE_RULE_FULL_RIGHT,
        Rule::Refreshed => DOMICILE_RULE_REFRESHED,
    }
}

pub(crate) fn outcome(outcome: Outcome) -> i32 {
    match outcome {
        Outcome::Passed => DOMICILE_OUTCOME_PASSED,
        Outcome::Noted => DOMICILE_OUTCOME_NOTED,
        Outcome::Refused => DOMICILE_OUTCOME_REFUSED,
    }
}

pub(crate) fn action(action: Option<Action>) -> i32 {
    match action {
        None => DOMICILE_ACTION_NONE,
        Some(Action::RefreshPolicy) => DOMICILE_ACTION_REFRESH_POLICY,
        Some(Action::SetClock) => DOMICILE_ACTION_SET_CLOCK,
        Some(Action::SignIn) => DOMICILE_ACTION_SIGN_IN,
        Some(Action::Update) => DOMICILE_ACTION_UPDATE,
        Some(Action::JoinAccount) => DOMICILE_ACTION_JOIN_ACCOUNT,
        Some(Action::Unlock) => DOMICILE_ACTION_UNLOCK,
        Some(Action::EnableInDirectory) => DOMICILE_ACTION_ENABLE_IN_DIRECTORY,
        Some(Action::Buy) => DOMICILE_ACTION_BUY,
        Some(Action::SetCountry) => DOMICILE_ACTION_SET_COUNTRY,
        Some(Action::LiftRestriction) => DOMICILE_ACTION_LIFT_RESTRICTION,
        Some(Action::WaitForStart) => DOMICILE_ACTION_WAIT_FOR_START,
        Some(Action::Renew) => DOMICILE_ACTION_RENEW,
        Some(Action::UseCoveredVersion) => DOMICILE_ACTION_USE_COVERED_VERSION,
    }
}

pub(crate) fn who(who: Option<Who>) -> i32 {
    match who {
        None => DOMICILE_WHO_NONE,
        Some(Who::You) => DOMICILE_WHO_YOU,
        Some(Who::Administrator) => DOMICILE_WHO_ADMINISTRATOR,
        Some(Who::InternalIt) => DOMICILE_WHO_INTERNAL_IT,
    }
}

/// The stable name of a rule, as `domicile check --explain --json` has it; "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_rule_name(rule: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || name_of_rule(rule).as_ptr())
}

/// The stable name of an outcome, as `domicile check --explain --json` has it; "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_outcome_name(outcome: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || name_of_outcome(outcome).as_ptr())
}

/// The stable name of a fix, as `domicile check --explain --json` has it; "none" for none; "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_action_name(action: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || name_of_action(action).as_ptr())
}

/// The stable name of whoever does it, as `domicile check --explain --json` has it; "none" for none; "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_who_name(who: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || name_of_who(who).as_ptr())
}

fn name_of_rule(rule: i32) -> &'static CStr {
    match rule {
        DOMICILE_RULE_PRESENT => c"present",
        DOMICILE_RULE_KEYS_TRUSTED => c"keys_trusted",
        DOMICILE_RULE_GENUINE => c"genuine",
        DOMICILE_RULE_FOR_THIS_MACHINE => c"for_this_machine",
        DOMICILE_RULE_NEWEST => c"newest",
        DOMICILE_RULE_CLOCK_PLAUSIBLE => c"clock_plausible",
        DOMICILE_RULE_IN_DATE => c"in_date",
        DOMICILE_RULE_AFFILIATED => c"affiliated",
        DOMICILE_RULE_UNLOCKED => c"unlocked",
        DOMICILE_RULE_OWNED => c"owned",
        DOMICILE_RULE_COUNTRY => c"country",
        DOMICILE_RULE_UNRESTRICTED => c"unrestricted",
        DOMICILE_RULE_UNDERSTOOD => c"understood",
        DOMICILE_RULE_STARTED => c"started",
        DOMICILE_RULE_VERSION_COVERED => c"version_covered",
        DOMICILE_RULE_NOT_ENDED => c"not_ended",
        DOMICILE_RULE_FULL_RIGHT => c"full_right",
        DOMICILE_RULE_REFRESHED => c"refreshed",
        _ => c"unknown",
    }
}

fn name_of_outcome(outcome: i32) -> &'static CStr {
    match outcome {
        DOMICILE_OUTCOME_PASSED => c"passed",
        DOMICILE_OUTCOME_NOTED => c"noted",
        DOMICILE_OUTCOME_REFUSED => c"refused",
        _ => c"unknown",
    }
}

fn name_of_action(action: i32) -> &'static CStr {
    match action {
        DOMICILE_ACTION_NONE => c"none",
        DOMICILE_ACTION_REFRESH_POLICY => c"refresh_policy",
        DOMICILE_ACTION_SET_CLOCK => c"set_clock",
        DOMICILE_ACTION_SIGN_IN => c"sign_in",
        DOMICILE_ACTION_UPDATE => c"update",
        DOMICILE_ACTION_JOIN_ACCOUNT => c"join_account",
        DOMICILE_ACTION_UNLOCK => c"unlock",
        DOMICILE_ACTION_ENABLE_IN_DIRECTORY => c"enable_in_directory",
        DOMICILE_ACTION_BUY => c"buy",
        DOMICILE_ACTION_SET_COUNTRY => c"set_country",
        DOMICILE_ACTION_LIFT_RESTRICTION => c"lift_restriction",
        DOMICILE_ACTION_WAIT_FOR_START => c"wait_for_start",
        DOMICILE_ACTION_RENEW => c"renew",
        DOMICILE_ACTION_USE_COVERED_VERSION => c"use_covered_version",
        _ => c"unknown",
    }
}

fn name_of_who(who: i32) -> &'static CStr {
    match who {
        DOMICILE_WHO_NONE => c"none",
        DOMICILE_WHO_YOU => c"you",
        DOMICILE_WHO_ADMINISTRATOR => c"administrator",
        DOMICILE_WHO_INTERNAL_IT => c"internal_it",
        _ => c"unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table itself: a number that changes its meaning breaks every product that is built already.
    #[test]
    fn numbers_keep_their_meaning() {
        for (at, it) in Rule::ALL.into_iter().enumerate() {
            let number = rule(it);
            assert_eq!((number, name_of_rule(number).to_str().unwrap()), (at as i32 + 1, it.as_str()));
        }
        let outcomes = [(Outcome::Passed, 1), (Outcome::Noted, 2), (Outcome::Refused, 3)];
        for (it, number) in outcomes {
            assert_eq!((outcome(it), name_of_outcome(number).to_str().unwrap()), (number, it.as_str()));
        }
        let actions = [
            (Action::RefreshPolicy, 1),
            (Action::SetClock, 2),
            (Action::SignIn, 3),
            (Action::Update, 4),
            (Action::JoinAccount, 5),
            (Action::Unlock, 6),
            (Action::EnableInDirectory, 7),
            (Action::Buy, 8),
            (Action::SetCountry, 9),
            (Action::LiftRestriction, 10),
            (Action::WaitForStart, 11),
            (Action::Renew, 12),
            (Action::UseCoveredVersion, 13),
        ];
        for (it, number) in actions {
            assert_eq!((action(Some(it)), name_of_action(number).to_str().unwrap()), (number, it.as_str()));
        }
        for (it, number) in [(Who::You, 1), (Who::Administrator, 2), (Who::InternalIt, 3)] {
            assert_eq!((who(Some(it)), name_of_who(number).to_str().unwrap()), (number, it.as_str()));
        }
        assert_eq!((action(None), who(None), name_of_action(0), name_of_who(0)), (0, 0, c"none", c"none"));
        for name in [name_of_rule, name_of_outcome] {
            assert_eq!((name(0), name(-1), name(99)), (c"unknown", c"unknown", c"unknown"));
        }
        assert_eq!((name_of_action(99), name_of_who(-1)), (c"unknown", c"unknown"));
    }
}
