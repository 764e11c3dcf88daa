//! The policy as a whole.

use crate::codes::{self, DOMICILE_NO_SUCH, DOMICILE_NO_TIME, DOMICILE_STATE_CORRUPT};
use crate::ffi::{ErrorCode, Sized32, fill, object, owned, put, result};
use crate::session::domicile_licences;
use domicile_policy::licences::Status;
use std::ffi::c_char;

/// The policy as a whole. Times are seconds since 1970 UTC, or DOMICILE_NO_TIME.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct domicile_status {
    /// The size of this struct as the caller knows it; set it before the call.
    pub struct_size: u32,
    /// One of DOMICILE_STATE_*, but for GRACE, TRIAL and NOT_ENTITLED, which are a product's own.
    pub state: i32,
    /// 1 where the policy grants nothing at all; domicile_text names the cause.
    pub withdrawn: u32,
    /// 1 where this library trusts the public demo keys.
    pub demo_keys: u32,
    /// The policy's serial number; 0 where there is no policy to show.
    pub policy_version: u64,
    /// The time that this was judged at.
    pub now: i64,
    /// When the policy was issued.
    pub issued: i64,
    /// "Policy valid until".
    pub valid_until: i64,
    /// From here on a refresh is due.
    pub refresh_after: i64,
    /// When the service answered last, by this machine's clock.
    pub last_contact: i64,
}

// SAFETY: `struct_size` comes first, and all members are integers.
unsafe impl Sized32 for domicile_status {
    const FIRST: u32 = 64;
    const BLANK: Self = Self {
        struct_size: size_of::<Self>() as u32,
        state: DOMICILE_STATE_CORRUPT,
        withdrawn: 0,
        demo_keys: 0,
        policy_version: 0,
        now: DOMICILE_NO_TIME,
        issued: DOMICILE_NO_TIME,
        valid_until: DOMICILE_NO_TIME,
        refresh_after: DOMICILE_NO_TIME,
        last_contact: DOMICILE_NO_TIME,
    };
}

impl From<&Status> for domicile_status {
    fn from(status: &Status) -> Self {
        let moment = |it: Option<i64>| it.unwrap_or(DOMICILE_NO_TIME);
        Self {
            state: codes::state(status.state),
            withdrawn: u32::from(status.withdrawn.is_some()),
            demo_keys: u32::from(status.demo_keys),
            policy_version: status.version.unwrap_or(0),
            now: status.now,
            issued: moment(status.issued),
            valid_until: moment(status.valid_until),
            refresh_after: moment(status.refresh_after),
            last_contact: moment(status.last_contact),
            ..Self::BLANK
        }
    }
}

/// The user's opaque id.
pub const DOMICILE_TEXT_SUBJECT: i32 = 1;
/// The account's opaque id.
pub const DOMICILE_TEXT_ACCOUNT_ID: i32 = 2;
/// The account's name.
pub const DOMICILE_TEXT_ACCOUNT_NAME: i32 = 3;
/// The entitlement country (ISO 3166-1 alpha-2).
pub const DOMICILE_TEXT_COUNTRY: i32 = 4;
/// The cause of a withdrawal ("removed", "locked", "unaffiliated", "disabled", "other").
pub const DOMICILE_TEXT_WITHDRAWN: i32 = 5;
/// Why a file was refused, as a stable code.
pub const DOMICILE_TEXT_REFUSAL: i32 = 6;

/// Whose policy this is, until when, and what is wrong with it, if anything.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; `status` has as many bytes as its `struct_size` says. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_status_of(licences: *const domicile_licences, status: *mut domicile_status) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { fill(status, &domicile_status::BLANK) }?;
        // SAFETY: the caller's promise.
        let now = unsafe { object(licences) }?.inside.status();
        // SAFETY: the caller's promise.
        unsafe { fill(status, &(&now).into()) }
    })
}

/// A text of the policy, one of DOMICILE_TEXT_*. `*text` becomes NULL where there is none; free it with domicile_string_free.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; `text` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_text(licences: *const domicile_licences, which: i32, text: *mut *mut c_char) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(text, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let status = unsafe { object(licences) }?.inside.status();
        let account = status.account.as_ref();
        let found = match which {
            DOMICILE_TEXT_SUBJECT => status.subject.as_deref(),
            DOMICILE_TEXT_ACCOUNT_ID => account.map(|it| it.id.as_str()),
            DOMICILE_TEXT_ACCOUNT_NAME => account.map(|it| it.name.as_str()),
            DOMICILE_TEXT_COUNTRY => status.country.as_deref(),
            DOMICILE_TEXT_WITHDRAWN => status.withdrawn.map(|it| it.as_str()),
            DOMICILE_TEXT_REFUSAL => status.refusal,
            _ => return Err(ErrorCode(DOMICILE_NO_SUCH)),
        };
        // SAFETY: the caller's promise. `domicile_string_free` takes it back.
        unsafe { put(text, found.map_or(std::ptr::null_mut(), owned)) }
    })
}
