//! Why an answer is what it is: the rules that were asked, and the nearest fix.

use crate::answer::domicile_answer;
use crate::ffi::{Sized32, fill, object, optional, result, text};
use crate::session::domicile_licences;
use crate::trace_codes::{self, DOMICILE_ACTION_NONE, DOMICILE_WHO_NONE};
use domicile_policy::decide::Decision;
use std::ffi::c_char;

/// The rules that led to an answer, in the order in which they were asked, and what would help first.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct domicile_explanation {
    /// The size of this struct as the caller knows it; set it before the call.
    pub struct_size: u32,
    /// How many rules were asked; the arrays hold so many, and zeros behind them.
    pub length: u32,
    /// One of DOMICILE_ACTION_*: the nearest fix.
    pub action: i32,
    /// One of DOMICILE_WHO_*: who does it.
    pub who: i32,
    /// DOMICILE_RULE_*, one for each rule that was asked.
    pub rules: [i32; 32],
    /// DOMICILE_OUTCOME_*, one for each of these rules. The one that refused, if any, is the last.
    pub outcomes: [i32; 32],
}

// SAFETY: `struct_size` comes first, and all members are integers or arrays of them, without padding.
unsafe impl Sized32 for domicile_explanation {
    const FIRST: u32 = 272;
    const BLANK: Self = Self {
        struct_size: size_of::<Self>() as u32,
        length: 0,
        action: DOMICILE_ACTION_NONE,
        who: DOMICILE_WHO_NONE,
        rules: [0; 32],
        outcomes: [0; 32],
    };
}

impl From<&Decision> for domicile_explanation {
    fn from(decision: &Decision) -> Self {
        let fix = decision.fix();
        let mut it =
            Self { action: trace_codes::action(fix.map(|it| it.action)), who: trace_codes::who(fix.map(|it| it.who)), ..Self::BLANK };
        for (place, (rule, outcome)) in it.rules.iter_mut().zip(&mut it.outcomes).zip(decision.trace.chain()) {
            (*place.0, *place.1) = (trace_codes::rule(rule), trace_codes::outcome(outcome));
            it.length += 1;
        }
        it
    }
}

/// Whether `product` may run now, as domicile_check says it, and why: the rules that were asked and the nearest fix, of the same moment.
/// `answer` may be NULL for those who need the explanation only.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; texts end with zero; `answer` and `explanation` have as many bytes as their
/// `struct_size` says. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_explain(
    licences: *const domicile_licences,
    product: *const c_char,
    version: *const c_char,
    answer: *mut domicile_answer,
    explanation: *mut domicile_explanation,
) -> i32 {
    result(|| {
        if !answer.is_null() {
            // SAFETY: the caller's promise.
            unsafe { fill(answer, &domicile_answer::BLANK) }?;
        }
        // SAFETY: the caller's promise.
        unsafe { fill(explanation, &domicile_explanation::BLANK) }?;
        // SAFETY: the caller's promise, pointer by pointer.
        let (licences, product, version) = unsafe { (object(licences)?, text(product)?, optional(version)?) };
        let decision = licences.inside.check(product, version);
        if !answer.is_null() {
            // SAFETY: the caller's promise.
            unsafe { fill(answer, &(&decision).into()) }?;
        }
        // SAFETY: the caller's promise.
        unsafe { fill(explanation, &(&decision).into()) }
    })
}
