//! Opening and closing, noticing a change, and which library this is.

use crate::codes::DOMICILE_NULL;
use crate::ffi::{ErrorCode, guard, object, optional, put, result};
use domicile_policy::licences::{Licences, Stamp};
use domicile_policy::root;
use std::ffi::{CStr, c_char};
use std::path::Path;
use std::time::Duration;

/// The licences of one person on this machine. Opened by domicile_open, closed by domicile_close.
pub struct domicile_licences {
    pub(crate) inside: Licences,
}

// Promised in the header: every function may be called from any thread, several at once.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<domicile_licences>();
};

/// Opens the licences in the data folder `home`, or those of this process's user where `home` is NULL. A folder that does not exist, is
/// empty or damaged opens as well: the answers say so.
///
/// # Safety
/// `home` is NULL or ends with zero; `licences` is NULL or may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_open(home: *const c_char, licences: *mut *mut domicile_licences) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(licences, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let home = unsafe { optional(home) }?;
        let inside = home.map_or_else(Licences::open, |it| Licences::in_home(Path::new(it)));
        // SAFETY: the caller's promise. `domicile_close` takes it back.
        unsafe { put(licences, Box::into_raw(Box::new(domicile_licences { inside }))) }
    })
}

/// Closes it. NULL is fine.
///
/// # Safety
/// `licences` is NULL, or came from `domicile_open`, was not closed, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_close(licences: *mut domicile_licences) {
    guard((), || {
        if !licences.is_null() {
            // SAFETY: it came from `Box::into_raw`, by the caller's promise.
            drop(unsafe { Box::from_raw(licences) });
        }
    });
}

/// Waits in this thread until a file of the policy changes compared with `*stamp`, for `milliseconds` at most; 0 only looks, at metadata
/// alone. `*changed` becomes 1 or 0, and `*stamp` what the files look like now. Begin with a `*stamp` of 0, which differs from everything.
/// A policy that expires changes no file.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; `stamp` and `changed` may be read and written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_wait(licences: *const domicile_licences, milliseconds: u32, stamp: *mut u64, changed: *mut u32) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(changed, 0) }?;
        // SAFETY: the caller's promise.
        let licences = &unsafe { object(licences) }?.inside;
        // SAFETY: the caller's promise.
        let before = unsafe { stamp.as_ref() }.copied().ok_or(ErrorCode(DOMICILE_NULL))?;
        let differs = licences.wait(Stamp::from_number(before), Duration::from_millis(u64::from(milliseconds)));
        // SAFETY: the caller's promise.
        unsafe { put(stamp, licences.stamp().to_number()) }?;
        // SAFETY: the caller's promise.
        unsafe { put(changed, u32::from(differs)) }
    })
}

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"unknown",
};

/// The version of this library, for messages.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The version of this interface. It rises when something is added; what was there stays as it is.
pub const DOMICILE_INTERFACE: u32 = 2;

/// The DOMICILE_INTERFACE that this library has. A program needs one that is not lower than that of the header it was built with.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_interface() -> u32 {
    DOMICILE_INTERFACE
}

/// 1 where this library trusts the public demo keys, so that anybody can issue policies to it: say so wherever a licence is shown.
#[unsafe(no_mangle)]
pub extern "C" fn domicile_demo_keys() -> u32 {
    guard(1, || u32::from(root::is_demo()))
}
