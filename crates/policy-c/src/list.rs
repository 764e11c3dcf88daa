//! Every product that the policy names, as it was at one moment.

use crate::answer::domicile_answer;
use crate::codes::DOMICILE_NO_SUCH;
use crate::ffi::{ErrorCode, Sized32, fill, guard, object, owned, put, result};
use crate::session::domicile_licences;
use domicile_policy::licences::Listed;
use std::ffi::c_char;

/// Every product that the policy names, as it was when domicile_list_of was called. Freed by domicile_list_free.
pub struct domicile_list {
    products: Vec<Listed>,
}

/// The product's stable id, as domicile_check takes it.
pub const DOMICILE_PRODUCT_ID: i32 = 1;
/// The product's name.
pub const DOMICILE_PRODUCT_NAME: i32 = 2;
/// The edition or feature.
pub const DOMICILE_PRODUCT_EDITION: i32 = 3;

/// Lists the products, allowed or not, in rising order of ids. Where there is no policy to show, the list is empty.
///
/// # Safety
/// `licences` came from `domicile_open` and was not closed; `list` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_list_of(licences: *const domicile_licences, list: *mut *mut domicile_list) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(list, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let products = unsafe { object(licences) }?.inside.list();
        // SAFETY: the caller's promise. `domicile_list_free` takes it back.
        unsafe { put(list, Box::into_raw(Box::new(domicile_list { products }))) }
    })
}

/// How many products are in it; 0 for NULL.
///
/// # Safety
/// `list` is NULL, or came from `domicile_list_of` and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_list_length(list: *const domicile_list) -> u32 {
    // SAFETY: the caller's promise.
    guard(0, || unsafe { list.as_ref() }.map_or(0, |it| u32::try_from(it.products.len()).unwrap_or(u32::MAX)))
}

/// The answer for the product at `index`, from 0.
///
/// # Safety
/// `list` came from `domicile_list_of` and was not freed; `answer` has as many bytes as its `struct_size` says. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_list_answer(list: *const domicile_list, index: u32, answer: *mut domicile_answer) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { fill(answer, &domicile_answer::BLANK) }?;
        // SAFETY: the caller's promise.
        let product = at(unsafe { object(list) }?, index)?;
        // SAFETY: the caller's promise.
        unsafe { fill(answer, &(&product.answer).into()) }
    })
}

/// A text of the product at `index`, one of DOMICILE_PRODUCT_*. `*text` becomes NULL where there is none; free it with
/// domicile_string_free.
///
/// # Safety
/// `list` came from `domicile_list_of` and was not freed; `text` may be written. Each may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_list_text(list: *const domicile_list, index: u32, which: i32, text: *mut *mut c_char) -> i32 {
    result(|| {
        // SAFETY: the caller's promise.
        unsafe { put(text, std::ptr::null_mut()) }?;
        // SAFETY: the caller's promise.
        let product = at(unsafe { object(list) }?, index)?;
        let found = match which {
            DOMICILE_PRODUCT_ID => Some(product.product.as_str()),
            DOMICILE_PRODUCT_NAME => Some(product.name.as_str()),
            DOMICILE_PRODUCT_EDITION => product.edition.as_deref(),
            _ => return Err(ErrorCode(DOMICILE_NO_SUCH)),
        };
        // SAFETY: the caller's promise. `domicile_string_free` takes it back.
        unsafe { put(text, found.map_or(std::ptr::null_mut(), owned)) }
    })
}

/// Frees it. NULL is fine.
///
/// # Safety
/// `list` is NULL, or came from `domicile_list_of`, was not freed, and nobody uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn domicile_list_free(list: *mut domicile_list) {
    guard((), || {
        if !list.is_null() {
            // SAFETY: it came from `Box::into_raw`, by the caller's promise.
            drop(unsafe { Box::from_raw(list) });
        }
    });
}

fn at(list: &domicile_list, index: u32) -> Result<&Listed, ErrorCode> {
    usize::try_from(index).ok().and_then(|it| list.products.get(it)).ok_or(ErrorCode(DOMICILE_NO_SUCH))
}
