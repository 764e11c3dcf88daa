//! Every check-out that lasts on this machine, as it was at one moment.

use crate::codes::{DOMICILE_NO_SUCH, DOMICILE_NO_TIME};
use crate::ffi::{ErrorCode, guard, object, owned, put, result};
use crate::session::domicile_licences;
use domicile_policy::licences::CheckedOut;
use std::ffi::c_char;

/// The check-outs that the policy stands by and that are not over, as they were when domicile_check_outs_of was called. Freed by
/// domicile_check_outs_free.
pub struct domicile_check_outs {
    found: Vec<CheckedOut>,
}

/// The check-out's id.
pub const DOMICILE_CHECK_OUT_ID: i32 = 1;
/// The product's stable id, as domicile_check takes it.
pub const DOMICILE_CHECK_OUT_PRODUCT: i32 = 2;
/// The product's name.
pub const DOMICILE_CHECK_OUT_NAME: i32 = 3;
/// The opaque id of the account whose right it is.
pub const DOMICILE_CHECK_OUT_ACCOUNT_ID: i32 = 4;
/// That account's name.
pub const DOMICILE_CHECK_OUT_ACCOUNT_NAME: i32 = 5;

/// Lists the check-outs, in rising order of products. Whether a product runs is said by domicile_check alone.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; `check_outs` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check_outs_of(licences: *const domicile_licences, check_outs: *mut *mut domicile_check_outs) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(check_outs, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let found = unsafe { object(licences) }?.inside.check_outs();
        // SAFETY: the caller's promise. `domicile_check_outs_free` takes it back.
        unsafe { put(check_outs, Box::into_raw(Box::new(domicile_check_outs { found }))) }
    })
}

/// How many check-outs are in it; 0 for NULL.
///
/// # Safety
/// `check_outs` is NULL, or came from `domicile_check_outs_of` and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check_outs_length(check_outs: *const domicile_check_outs) -> u32 {
    // SAFETY: the caller's promise.
    guard(0, || unsafe { check_outs.as_ref() }.map_or(0, |it| u32::try_from(it.found.len()).unwrap_or(u32::MAX)))
}

/// "Checked out until": the first second in which the check-out at `index`, from 0, grants nothing any more. DOMICILE_NO_TIME where the
/// result is not DOMICILE_OK.
///
/// # Safety
/// `check_outs` came from `domicile_check_outs_of` and was not freed; `until` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check_outs_until(check_outs: *const domicile_check_outs, index: u32, until: *mut i64) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(until, DOMICILE_NO_TIME) }?;
        // SAFETY: the caller's promise.
        let found = at(unsafe { object(check_outs) }?, index)?;
        // SAFETY: the caller's promise.
        unsafe { put(until, found.until) }
    })
}

/// A text of the check-out at `index`, one of DOMICILE_CHECK_OUT_*. Free it with domicile_string_free.
///
/// # Safety
/// `check_outs` came from `domicile_check_outs_of` and was not freed; `text` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check_outs_text(
    check_outs: *const domicile_check_outs,
    index: u32,
    which: i32,
    text: *mut *mut c_char,
) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(text, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let found = at(unsafe { object(check_outs) }?, index)?;
        let found = match which {
            DOMICILE_CHECK_OUT_ID => &found.id,
            DOMICILE_CHECK_OUT_PRODUCT => &found.product,
            DOMICILE_CHECK_OUT_NAME => &found.name,
            DOMICILE_CHECK_OUT_ACCOUNT_ID => &found.account.id,
            DOMICILE_CHECK_OUT_ACCOUNT_NAME => &found.account.name,
            _ => return Err(ErrorCode(DOMICILE_NO_SUCH)),
        };
        // SAFETY: the caller's promise. `domicile_string_free` takes it back.
        unsafe { put(text, owned(found)) }
    })
}

/// Frees it. NULL is fine.
///
/// # Safety
/// `check_outs` is NULL, or came from `domicile_check_outs_of`, was not freed, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_check_outs_free(check_outs: *mut domicile_check_outs) {
    guard((), || {
        if !check_outs.is_null() {
            // SAFETY: it came from `Box::into_raw`, by the caller's promise.
            drop(unsafe { Box::from_raw(check_outs) });
        }
    });
}

fn at(check_outs: &domicile_check_outs, index: u32) -> Result<&CheckedOut, ErrorCode> {
    usize::try_from(index).ok().and_then(|it| check_outs.found.get(it)).ok_or(ErrorCode(DOMICILE_NO_SUCH))
}
