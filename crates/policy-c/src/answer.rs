//! The answer for one product.

use crate::codes::{self, DOMICILE_NO_TIME, DOMICILE_REASON_NONE, DOMICILE_STATE_CORRUPT, DOMICILE_USAGE_NONE};
use crate::ffi::{Sized32, fill, object, optional, result, text};
use crate::session::domicile_licences;
use domicile_policy::decide::Decision;
use std::ffi::c_char;

/// The answer for one product. Times are seconds since 1970 UTC, or DOMICILE_NO_TIME.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct domicile_answer {
    /// The size of this struct as the caller knows it; set it before the call.
    pub struct_size: u32,
    /// 1 exactly where the product may run, else 0.
    pub may_run: u32,
    /// One of DOMICILE_STATE_*.
    pub state: i32,
    /// One of DOMICILE_REASON_*; not NONE exactly where the state is NOT_ENTITLED.
    pub reason: i32,
    /// One of DOMICILE_USAGE_*.
    pub usage_type: i32,
    /// Zero.
    pub reserved: u32,
    /// The first second of the contract.
    pub contract_starts: i64,
    /// The last second of the contract.
    pub contract_ends: i64,
    /// The last second of its grace.
    pub grace_ends: i64,
    /// "Policy valid until": the first second in which the policy grants nothing any more.
    pub policy_valid_until: i64,
    /// "Checked out until": the first second in which the check-out that counts for the product grants nothing any more. Since interface 2.
    pub checked_out_until: i64,
}

// SAFETY: `struct_size` comes first, and all members are integers.
unsafe impl Sized32 for domicile_answer {
    const FIRST: u32 = 56;
    const BLANK: Self = Self {
        struct_size: size_of::<Self>() as u32,
        may_run: 0,
        state: DOMICILE_STATE_CORRUPT,
        reason: DOMICILE_REASON_NONE,
        usage_type: DOMICILE_USAGE_NONE,
        reserved: 0,
        contract_starts: DOMICILE_NO_TIME,
        contract_ends: DOMICILE_NO_TIME,
        grace_ends: DOMICILE_NO_TIME,
        policy_valid_until: DOMICILE_NO_TIME,
        checked_out_until: DOMICILE_NO_TIME,
    };
}

impl From<&Decision> for domicile_answer {
    fn from(decision: &Decision) -> Self {
        let moment = |it: Option<i64>| it.unwrap_or(DOMICILE_NO_TIME);
        Self {
            may_run: u32::from(decision.may_run),
            state: codes::state(decision.state),
            reason: codes::reason(decision.reason),
            usage_type: codes::usage(decision.usage_type),
            contract_starts: moment(decision.contract_starts),
            contract_ends: moment(decision.contract_ends),
            grace_ends: moment(decision.grace_ends),
            policy_valid_until: moment(decision.policy_valid_until),
            checked_out_until: moment(decision.checked_out_until),
            ..Self::BLANK
        }
    }
}

/// Whether `product` may run now. `version` may be NULL: then every version counts as covered.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; texts end with zero; `answer` has as many bytes as its `struct_size` says.
/// Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check(
    licences: *const domicile_licences,
    product: *const c_char,
    version: *const c_char,
    answer: *mut domicile_answer,
) -> i32 {
    result(|| {
        // SAFETY: the caller's promise, pointer by pointer. Nothing else is left in the answer of a call that fails.
        unsafe { fill(answer, &domicile_answer::BLANK) }?;
        // SAFETY: as above.
        let (licences, product, version) = unsafe { (object(licences)?, text(product)?, optional(version)?) };
        let decision = licences.inside.check(product, version);
        // SAFETY: as above.
        unsafe { fill(answer, &(&decision).into()) }
    })
}
