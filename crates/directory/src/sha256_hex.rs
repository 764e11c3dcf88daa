//! SHA-256 as text: how tokens, requests and events are compared without being kept, and how keys are named.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The hash in hexadecimal digits, 64 of them.
pub(crate) fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The first 12 digits of it: enough to tell keys apart, and short enough to read.
pub(crate) fn sha256_short(bytes: impl AsRef<[u8]>) -> String {
    sha256_hex(bytes).chars().take(12).collect()
}
