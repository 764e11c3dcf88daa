//! The numbers that cross: results, states, reasons, usage types. Never renumbered, never reused; their names are those of the policy.

use crate::ffi::guard;
use domicile_policy::claims::{Reason, UsageType};
use domicile_policy::decide::State;
use std::ffi::{CStr, c_char};

/// Done.
pub const DOMICILE_OK: i32 = 0;
/// A pointer that must point somewhere is NULL.
pub const DOMICILE_NULL: i32 = 1;
/// A text is not UTF-8.
pub const DOMICILE_NOT_UTF8: i32 = 2;
/// `struct_size` is smaller than that of the first version of the struct.
pub const DOMICILE_SIZE: i32 = 3;
/// There is nothing with that number or index.
pub const DOMICILE_NO_SUCH: i32 = 4;
/// Something failed inside; please report it.
pub const DOMICILE_FAILED: i32 = 5;

/// May run.
pub const DOMICILE_STATE_VALID: i32 = 1;
/// May run; a refresh is due.
pub const DOMICILE_STATE_REFRESH_DUE: i32 = 2;
/// May run: the contract has ended, its grace has not.
pub const DOMICILE_STATE_GRACE: i32 = 3;
/// May run as a trial.
pub const DOMICILE_STATE_TRIAL: i32 = 4;
/// The policy's own validity is over: Refresh Policy.
pub const DOMICILE_STATE_EXPIRED: i32 = 5;
/// The policy says no; the reason stands beside.
pub const DOMICILE_STATE_NOT_ENTITLED: i32 = 6;
/// The clock is more than a day behind a time that is known to have passed.
pub const DOMICILE_STATE_CLOCK_SUSPECT: i32 = 7;
/// The file is older than one accepted before.
pub const DOMICILE_STATE_ROLLED_BACK: i32 = 8;
/// The file belongs to another machine or person.
pub const DOMICILE_STATE_WRONG_MACHINE: i32 = 9;
/// The file is signed by a key that is not known, not in use or revoked.
pub const DOMICILE_STATE_UNKNOWN_KEY: i32 = 10;
/// The file cannot be read or does not verify.
pub const DOMICILE_STATE_CORRUPT: i32 = 11;
/// There is none.
pub const DOMICILE_STATE_NO_POLICY: i32 = 12;

/// No reason: the state is not `DOMICILE_STATE_NOT_ENTITLED`.
pub const DOMICILE_REASON_NONE: i32 = 0;
/// The account does not own it.
pub const DOMICILE_REASON_NOT_OWNED: i32 = 1;
/// Owned, but not for the user's country.
pub const DOMICILE_REASON_OTHER_COUNTRY: i32 = 2;
/// The account owns nothing in the user's country.
pub const DOMICILE_REASON_COUNTRY_WITHOUT_ENTITLEMENTS: i32 = 3;
/// Restricted to groups or roles that the user lacks.
pub const DOMICILE_REASON_RESTRICTED: i32 = 4;
/// The contract has not begun.
pub const DOMICILE_REASON_NOT_YET_STARTED: i32 = 5;
/// The contract and its grace are over.
pub const DOMICILE_REASON_ENDED: i32 = 6;
/// The user is locked.
pub const DOMICILE_REASON_LOCKED: i32 = 7;
/// The user belongs to no account.
pub const DOMICILE_REASON_UNAFFILIATED: i32 = 8;
/// The product's version is not covered.
pub const DOMICILE_REASON_VERSION_NOT_COVERED: i32 = 9;
/// A reason that this library does not know.
pub const DOMICILE_REASON_OTHER: i32 = 99;

/// The policy does not name the product, or there is none.
pub const DOMICILE_USAGE_NONE: i32 = 0;
/// Ordinary work.
pub const DOMICILE_USAGE_PRODUCTION: i32 = 1;
/// Trying out before buying.
pub const DOMICILE_USAGE_EVALUATION: i32 = 2;
/// A trial period.
pub const DOMICILE_USAGE_TRIAL: i32 = 3;
/// A type that this library does not know.
pub const DOMICILE_USAGE_OTHER: i32 = 99;

/// There is no such moment: no end of the contract, for instance.
pub const DOMICILE_NO_TIME: i64 = i64::MIN;

pub(crate) fn state(state: State) -> i32 {
    match state {
        State::Valid => DOMICILE_STATE_VALID,
        State::RefreshDue => DOMICILE_STATE_REFRESH_DUE,
        State::Grace => DOMICILE_STATE_GRACE,
        State::Trial => DOMICILE_STATE_TRIAL,
        State::Expired => DOMICILE_STATE_EXPIRED,
        State::NotEntitled => DOMICILE_STATE_NOT_ENTITLED,
        State::ClockSuspect => DOMICILE_STATE_CLOCK_SUSPECT,
        State::RolledBack => DOMICILE_STATE_ROLLED_BACK,
        State::WrongMachine => DOMICILE_STATE_WRONG_MACHINE,
        State::UnknownKey => DOMICILE_STATE_UNKNOWN_KEY,
        State::Corrupt => DOMICILE_STATE_CORRUPT,
        State::NoPolicy => DOMICILE_STATE_NO_POLICY,
    }
}

pub(crate) fn reason(reason: Option<Reason>) -> i32 {
    match reason {
        None => DOMICILE_REASON_NONE,
        Some(Reason::NotOwned) => DOMICILE_REASON_NOT_OWNED,
        Some(Reason::OtherCountry) => DOMICILE_REASON_OTHER_COUNTRY,
        Some(Reason::CountryWithoutEntitlements) => DOMICILE_REASON_COUNTRY_WITHOUT_ENTITLEMENTS,
        Some(Reason::Restricted) => DOMICILE_REASON_RESTRICTED,
        Some(Reason::NotYetStarted) => DOMICILE_REASON_NOT_YET_STARTED,
        Some(Reason::Ended) => DOMICILE_REASON_ENDED,
        Some(Reason::Locked) => DOMICILE_REASON_LOCKED,
        Some(Reason::Unaffiliated) => DOMICILE_REASON_UNAFFILIATED,
        Some(Reason::VersionNotCovered) => DOMICILE_REASON_VERSION_NOT_COVERED,
        Some(Reason::Other) => DOMICILE_REASON_OTHER,
    }
}

pub(crate) fn usage(usage: Option<UsageType>) -> i32 {
    match usage {
        None => DOMICILE_USAGE_NONE,
        Some(UsageType::Production) => DOMICILE_USAGE_PRODUCTION,
        Some(UsageType::Evaluation) => DOMICILE_USAGE_EVALUATION,
        Some(UsageType::Trial) => DOMICILE_USAGE_TRIAL,
        Some(UsageType::Other) => DOMICILE_USAGE_OTHER,
    }
}

/// The stable name of a state, as `domicile check --json` has it; "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_state_name(state: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || state_name(state).as_ptr())
}

/// The stable name of a reason; "none" for no reason, "unknown" for a number that this library does not know.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_reason_name(reason: i32) -> *const c_char {
    guard(c"unknown".as_ptr(), || reason_name(reason).as_ptr())
}

fn state_name(state: i32) -> &'static CStr {
    match state {
        DOMICILE_STATE_VALID => c"valid",
        DOMICILE_STATE_REFRESH_DUE => c"refresh_due",
        DOMICILE_STATE_GRACE => c"grace",
        DOMICILE_STATE_TRIAL => c"trial",
        DOMICILE_STATE_EXPIRED => c"expired",
        DOMICILE_STATE_NOT_ENTITLED => c"not_entitled",
        DOMICILE_STATE_CLOCK_SUSPECT => c"clock_suspect",
        DOMICILE_STATE_ROLLED_BACK => c"rolled_back",
        DOMICILE_STATE_WRONG_MACHINE => c"wrong_machine",
        DOMICILE_STATE_UNKNOWN_KEY => c"unknown_key",
        DOMICILE_STATE_CORRUPT => c"corrupt",
        DOMICILE_STATE_NO_POLICY => c"no_policy",
        _ => c"unknown",
    }
}

fn reason_name(reason: i32) -> &'static CStr {
    match reason {
        DOMICILE_REASON_NONE => c"none",
        DOMICILE_REASON_NOT_OWNED => c"not_owned",
        DOMICILE_REASON_OTHER_COUNTRY => c"other_country",
        DOMICILE_REASON_COUNTRY_WITHOUT_ENTITLEMENTS => c"country_without_entitlements",
        DOMICILE_REASON_RESTRICTED => c"restricted",
        DOMICILE_REASON_NOT_YET_STARTED => c"not_yet_started",
        DOMICILE_REASON_ENDED => c"ended",
        DOMICILE_REASON_LOCKED => c"locked",
        DOMICILE_REASON_UNAFFILIATED => c"unaffiliated",
        DOMICILE_REASON_VERSION_NOT_COVERED => c"version_not_covered",
        DOMICILE_REASON_OTHER => c"other",
        _ => c"unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table itself: a number that changes its meaning breaks every product that is built already.
    #[test]
    fn numbers_keep_their_meaning() {
        let states = [
            (State::Valid, 1),
            (State::RefreshDue, 2),
            (State::Grace, 3),
            (State::Trial, 4),
            (State::Expired, 5),
            (State::NotEntitled, 6),
            (State::ClockSuspect, 7),
            (State::RolledBack, 8),
            (State::WrongMachine, 9),
            (State::UnknownKey, 10),
            (State::Corrupt, 11),
            (State::NoPolicy, 12),
        ];
        for (it, number) in states {
            assert_eq!((state(it), state_name(number).to_str().unwrap()), (number, it.as_str()));
        }
        let reasons = [
            (Reason::NotOwned, 1),
            (Reason::OtherCountry, 2),
            (Reason::CountryWithoutEntitlements, 3),
            (Reason::Restricted, 4),
            (Reason::NotYetStarted, 5),
            (Reason::Ended, 6),
            (Reason::Locked, 7),
            (Reason::Unaffiliated, 8),
            (Reason::VersionNotCovered, 9),
            (Reason::Other, 99),
        ];
        for (it, number) in reasons {
            assert_eq!((reason(Some(it)), reason_name(number).to_str().unwrap()), (number, it.as_str()));
        }
        assert_eq!((reason(None), reason_name(0), reason_name(-1), state_name(0)), (0, c"none", c"unknown", c"unknown"));
        let usages = [(UsageType::Production, 1), (UsageType::Evaluation, 2), (UsageType::Trial, 3), (UsageType::Other, 99)];
        assert!(usage(None) == 0 && usages.into_iter().all(|(it, number)| usage(Some(it)) == number));
        let results = [DOMICILE_OK, DOMICILE_NULL, DOMICILE_NOT_UTF8, DOMICILE_SIZE, DOMICILE_NO_SUCH, DOMICILE_FAILED];
        assert_eq!(results, [0, 1, 2, 3, 4, 5]);
    }
}
