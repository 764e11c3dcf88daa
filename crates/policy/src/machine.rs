//! The id of a machine as a policy carries it. Finding the operating system's own id is the caller's affair.

use crate::jws;
use sha2::{Digest as _, Sha256};

/// The value of the header `Domicile-Machine`: a hash of the operating system's machine id (or the random one that stands in for it),
/// the policy's issuer ([`crate::root::Root::issuer`]) and its subject. The same machine is a different id for every person and
/// operator, so ids link nobody's accounts; the machine id itself leaves the machine for nobody.
pub fn fingerprint(os_machine_id: &str, issuer: &str, subject: &str) -> String {
    let mut hash = Sha256::new_with_prefix(b"domicile machine 1\0");
    for part in [os_machine_id.trim(), issuer, subject] {
        // The length first: no two different triples run together into the same text.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    jws::encode(&hash.finalize())
}
