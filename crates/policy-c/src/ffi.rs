//! The foreign function interface (FFI): pointers in, values out, no panic across. Every other file gets its pointers from here.

use crate::codes::{DOMICILE_FAILED, DOMICILE_NOT_UTF8, DOMICILE_NULL, DOMICILE_OK, DOMICILE_SIZE};
use std::ffi::{CStr, CString, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A result code that is not [`DOMICILE_OK`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErrorCode(pub(crate) i32);

/// Runs `act`; a panic inside becomes `otherwise`. What it touched is dropped or replaced as a whole, so nothing half is left.
pub(crate) fn guard<T>(otherwise: T, act: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or(otherwise)
}

/// The same for everything that answers with a result code.
pub(crate) fn result(act: impl FnOnce() -> Result<(), ErrorCode>) -> i32 {
    guard(DOMICILE_FAILED, || act().map_or_else(|refused| refused.0, |()| DOMICILE_OK))
}

/// A text that must be there.
///
/// # Safety
/// `text` is null, or points to bytes that end with zero and stay unchanged as long as the result is used.
pub(crate) unsafe fn text<'a>(text: *const c_char) -> Result<&'a str, ErrorCode> {
    // SAFETY: what the caller of this function promises is what `optional` asks for.
    unsafe { optional(text) }?.ok_or(ErrorCode(DOMICILE_NULL))
}

/// A text that may be absent.
///
/// # Safety
/// As for [`text`].
pub(crate) unsafe fn optional<'a>(text: *const c_char) -> Result<Option<&'a str>, ErrorCode> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not null, and the caller promises bytes that end with zero.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map(Some).map_err(|_| ErrorCode(DOMICILE_NOT_UTF8))
}

/// What an object pointer points to.
///
/// # Safety
/// `object` is null, or came from this library and was not freed, and is not freed as long as the result is used.
pub(crate) unsafe fn object<'a, T>(object: *const T) -> Result<&'a T, ErrorCode> {
    // SAFETY: null is `None`; the rest is what the caller promises.
    unsafe { object.as_ref() }.ok_or(ErrorCode(DOMICILE_NULL))
}

/// Where a value goes.
///
/// # Safety
/// `place` is null, or may be written as a `T`.
pub(crate) unsafe fn put<T>(place: *mut T, value: T) -> Result<(), ErrorCode> {
    if place.is_null() {
        return Err(ErrorCode(DOMICILE_NULL));
    }
    // SAFETY: not null, and the caller promises that it may be written. What stood there is not dropped: only plain data crosses.
    unsafe { place.write(value) };
    Ok(())
}

/// A struct that begins with its size: `repr(C)`, plain numbers only, no padding that anybody reads.
///
/// # Safety
/// The first member is a `u32` with the struct's size, and every member is an integer.
pub(crate) unsafe trait Sized32: Copy {
    /// The size of the first version that was ever published: smaller ones are mistakes.
    const FIRST: u32;
    /// Nothing known: it may not run.
    const BLANK: Self;
}

/// Fills a caller's struct as far as both sides know it: an older program gets the members that it knows, a newer one zeros in those that
/// this library does not know.
///
/// # Safety
/// `place` is null, or its first four bytes are a size in bytes, of which all may be written.
pub(crate) unsafe fn fill<T: Sized32>(place: *mut T, value: &T) -> Result<(), ErrorCode> {
    if place.is_null() {
        return Err(ErrorCode(DOMICILE_NULL));
    }
    let ours = size_of::<T>() as u32;
    // SAFETY: not null; four bytes are there by the caller's promise. Unaligned places are the caller's mistake, and harmless here.
    let theirs = unsafe { place.cast::<u32>().read_unaligned() };
    if theirs < T::FIRST {
        return Err(ErrorCode(DOMICILE_SIZE));
    }
    let (skip, bytes) = (size_of::<u32>(), theirs.min(ours) as usize);
    let (from, to) = (std::ptr::from_ref(value).cast::<u8>(), place.cast::<u8>());
    // SAFETY: `bytes` is within both structs, `theirs` within the caller's; they cannot overlap, since `value` is ours. The size stays.
    unsafe {
        std::ptr::copy_nonoverlapping(from.add(skip), to.add(skip), bytes - skip);
        std::ptr::write_bytes(to.add(bytes), 0, theirs as usize - bytes);
    }
    Ok(())
}

/// A text of ours that the caller frees. A zero byte inside would end it early: everything from there on is left out.
pub(crate) fn owned(text: &str) -> *mut c_char {
    let whole = text.split('\0').next().unwrap_or_default();
    CString::new(whole).map_or(std::ptr::null_mut(), CString::into_raw)
}

/// Frees a text that came out of this library through `char **`. NULL is fine.
///
/// # Safety
/// `text` is NULL, or came from this library and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_string_free(text: *mut c_char) {
    guard((), || {
        if !text.is_null() {
            // SAFETY: it came from `owned`, by the caller's promise.
            drop(unsafe { CString::from_raw(text) });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::domicile_answer;

    #[test]
    fn a_panic_stays_inside() {
        assert_eq!(result(|| panic!("planted")), DOMICILE_FAILED);
        assert_eq!(guard(7, || panic!("planted")), 7);
    }

    #[test]
    fn texts_are_checked() {
        // SAFETY: null and texts of this program, which live forever.
        unsafe {
            assert_eq!(text(std::ptr::null()), Err(ErrorCode(DOMICILE_NULL)));
            assert_eq!(optional(std::ptr::null()), Ok(None));
            assert_eq!(text(c"\xff\xfe".as_ptr()), Err(ErrorCode(DOMICILE_NOT_UTF8)));
            assert_eq!(text(c"Brücke".as_ptr()), Ok("Brücke"));
            let cut = owned("before\0after");
            assert_eq!(CStr::from_ptr(cut), c"before");
            domicile_string_free(cut);
            domicile_string_free(std::ptr::null_mut());
        }
    }

    #[test]
    fn structs_of_any_age_are_filled_as_far_as_both_know_them() {
        let full = size_of::<domicile_answer>() as u32;
        let value = domicile_answer { state: 1, may_run: 1, policy_valid_until: 77, ..domicile_answer::BLANK };
        for size in [0, 3, domicile_answer::FIRST - 1] {
            let mut place = domicile_answer { struct_size: size, ..domicile_answer::BLANK };
            // SAFETY: a struct of this program; too small ones are not written to.
            assert_eq!(unsafe { fill(&raw mut place, &value) }, Err(ErrorCode(DOMICILE_SIZE)));
            assert_eq!((place.struct_size, place.state, place.may_run), (size, domicile_answer::BLANK.state, 0));
        }
        #[repr(C)]
        struct Later {
            known: domicile_answer,
            unknown: [u8; 24],
            beyond: u64,
        }
        let mut later =
            Later { known: domicile_answer { struct_size: full + 24, ..domicile_answer::BLANK }, unknown: [0xaa; 24], beyond: 5 };
        // SAFETY: the size that it names lies within it.
        assert_eq!(unsafe { fill(&raw mut later.known, &value) }, Ok(()));
        assert_eq!((later.known.state, later.known.policy_valid_until, later.known.struct_size), (1, 77, full + 24));
        assert_eq!((later.unknown, later.beyond), ([0; 24], 5));
    }
}
