//! The C interface of the signed policy: `domicile_policy::licences` for products that are not written in Rust.
//!
//! What lives here: pointers, sizes and numbers, and nothing that decides. `include/domicile_policy.h` is written from this code by the
//! tests. The rules of every function: pointers may be null (that is an answer, not a crash), texts must be UTF-8, no panic leaves,
//! structs begin with their size.

#![expect(unsafe_code, reason = "a C interface is made of pointers; every block says what it relies on")]
// C has no modules: names carry the library's own, in the style of C.
#![allow(non_camel_case_types, reason = "the names of C")]

mod answer;
mod check_outs;
mod codes;
mod explain;
mod ffi;
mod list;
mod session;
mod status;
mod trace_codes;

pub use answer::*;
pub use check_outs::*;
pub use codes::*;
pub use explain::*;
pub use ffi::domicile_string_free;
pub use list::*;
pub use session::*;
pub use status::*;
pub use trace_codes::*;
