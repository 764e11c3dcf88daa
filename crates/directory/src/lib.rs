//! The service: HTTP API, bearer validation, store, keys. What a rule says stands in `domicile-model`; a policy's format in `domicile-policy`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may"))]

pub mod bearer;
pub mod builtin_issuer;
