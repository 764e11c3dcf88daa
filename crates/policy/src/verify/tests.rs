//! Tables of tampering: each part of a policy changed in each way, and what it is called.

use super::*;
use crate::sample;

#[test]
fn what_was_signed_verifies() {
    let policy = verify(sample::policy(10, 0).as_bytes(), &sample::keys(), &sample::expected()).unwrap();
    assert_eq!((policy.kid(), policy.claims().version, policy.grants_nothing()), ("key-1", 10, false));
    assert_eq!(policy.claims().jti.len(), 22);
}
