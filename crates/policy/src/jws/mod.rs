//! The envelope (RFC 7515): strict reading of a protected header, and Ed25519 over the exact bytes. Knows nothing of what is inside.

mod general;

pub(crate) use general::General;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The largest document that is looked at, in bytes: 1 MiB.
pub(crate) const MAX_BYTES: usize = 1 << 20;
/// The largest protected header, in base64url characters.
const MAX_HEADER: usize = 4096;
/// The one algorithm.
const ALG: &str = "EdDSA";

/// A protected header that passed: the algorithm and type are the ones expected, nothing critical is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    /// Which key signed.
    pub(crate) kid: String,
}

/// Why a header was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadHeader {
    /// Not base64url, not JSON, a member twice, no `kid`.
    Malformed,
    /// Another algorithm than `EdDSA`.
    Algorithm,
    /// Another type.
    Type,
    /// It asks for an extension that must be understood.
    Critical,
}

// `jwk`, `jku`, `x5u`, `x5c` fall under unknown members: never looked at. A member that is looked at may stand there once only.
#[derive(Deserialize)]
struct Wire {
    alg: Option<String>,
    typ: Option<String>,
    kid: Option<String>,
    crit: Option<serde::de::IgnoredAny>,
}

#[derive(Serialize)]
struct Written<'a> {
    alg: &'a str,
    typ: &'a str,
    kid: &'a str,
}

/// Reads a protected header; only the allow-listed algorithm and the expected type pass.
pub(crate) fn header(encoded: &[u8], typ: &str) -> Result<Header, BadHeader> {
    if encoded.len() > MAX_HEADER {
        return Err(BadHeader::Malformed);
    }
    let json = decode(encoded).ok_or(BadHeader::Malformed)?;
    // RFC 7515 says an object; serde would take a list for a struct too.
    if json.first() != Some(&b'{') {
        return Err(BadHeader::Malformed);
    }
    let wire: Wire = serde_json::from_slice(&json).map_err(|_| BadHeader::Malformed)?;
    if wire.alg.as_deref() != Some(ALG) {
        return Err(BadHeader::Algorithm);
    }
    if wire.typ.as_deref() != Some(typ) {
        return Err(BadHeader::Type);
    }
    if wire.crit.is_some() {
        return Err(BadHeader::Critical);
    }
    Ok(Header { kid: wire.kid.ok_or(BadHeader::Malformed)? })
}

/// Writes a protected header, encoded.
pub(crate) fn write_header(typ: &str, kid: &str) -> Result<String, serde_json::Error> {
    Ok(encode(&serde_json::to_vec(&Written { alg: ALG, typ, kid })?))
}

/// base64url without padding, canonical only.
pub(crate) fn decode(encoded: &[u8]) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(encoded).ok()
}

/// base64url without padding.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether the encoded signature is the key's over exactly these bytes. Strict: no small-order keys, no malleable signatures.
pub(crate) fn verifies(key: &VerifyingKey, signed: &[u8], signature: &[u8]) -> bool {
    let mut bytes = [0; Signature::BYTE_SIZE];
    // Room for the decoder's own estimate, which may round up.
    matches!(decode_signature(signature, &mut bytes), Some(())) && key.verify_strict(signed, &Signature::from_bytes(&bytes)).is_ok()
}

fn decode_signature(encoded: &[u8], into: &mut [u8; Signature::BYTE_SIZE]) -> Option<()> {
    let decoded = decode(encoded)?;
    into.copy_from_slice(<&[u8; Signature::BYTE_SIZE]>::try_from(decoded.as_slice()).ok()?);
    Some(())
}

/// The encoded signature over these bytes.
pub(crate) fn sign(key: &SigningKey, bytes: &[u8]) -> String {
    encode(&key.sign(bytes).to_bytes())
}
