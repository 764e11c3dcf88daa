//! The general JSON form (RFC 7515, 7.2.1): one payload, several signatures, each by a different root key. What is signed is elsewhere.

use super::{decode, header, verifies, write_header};
use crate::json::Object;
use crate::root::{Root, RootSigner};
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};

/// The most signatures over one document: enough for every root, few enough to bound the work.
pub(crate) const MAX_SIGNATURES: usize = 64;

/// A document and who signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct General {
    /// What is signed, in base64url.
    pub(crate) payload: String,
    /// Signatures, in any order.
    #[serde(deserialize_with = "readable")]
    pub(crate) signatures: Vec<GeneralSignature>,
    /// Replacements of the root that a key set brings along. Not part of what is signed: each of them proves itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) roots: Vec<General>,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GeneralSignature {
    /// The protected header, in base64url.
    pub(crate) protected: String,
    /// The signature, in base64url.
    pub(crate) signature: String,
}

/// Signatures of a later form are passed over: like those of an unknown key, they count for nothing and spoil nothing.
fn readable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GeneralSignature>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Known(Object<GeneralSignature>),
        Other(IgnoredAny),
    }
    let written = Vec::<Written>::deserialize(deserializer)?;
    let known = written.into_iter().filter_map(|it| match it {
        Written::Known(Object(signature)) => Some(signature),
        Written::Other(_) => None,
    });
    Ok(known.collect())
}

impl General {
    /// A document that nobody signed yet.
    pub(crate) fn unsigned(payload: String) -> Self {
        Self { payload, signatures: Vec::new(), roots: Vec::new() }
    }

    /// Reads one; `None` for anything else, and for one with more signatures than anybody needs.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        // RFC 7515 says an object; serde would take a list for a struct too.
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            return None;
        }
        serde_json::from_slice(bytes).ok().filter(|it: &Self| it.signatures.len() <= MAX_SIGNATURES)
    }

    /// The payload's bytes: an object in JSON.
    pub(crate) fn json(&self) -> Option<Vec<u8>> {
        decode(self.payload.as_bytes()).filter(|json| json.first() == Some(&b'{'))
    }

    /// The different keys of this root that signed it. A signature of a key that we do not know, or a broken one, counts for nothing and
    /// spoils nothing; several by one key count once.
    pub(crate) fn signers<'a>(&self, typ: &str, root: &'a Root) -> Vec<&'a str> {
        self.first_signers(typ, root, usize::MAX)
    }

    /// Whether enough of the root's keys signed it.
    pub(crate) fn is_signed_by(&self, typ: &str, root: &Root) -> bool {
        self.first_signers(typ, root, root.threshold()).len() >= root.threshold()
    }

    /// Looks no further than `enough` signers: every reading of the cache pays for each.
    fn first_signers<'a>(&self, typ: &str, root: &'a Root, enough: usize) -> Vec<&'a str> {
        let mut signers: Vec<&str> = Vec::new();
        for one in self.signatures.iter().take(MAX_SIGNATURES) {
            let Ok(header) = header(one.protected.as_bytes(), typ) else { continue };
            let Some((kid, key)) = root.find(&header.kid) else { continue };
            let signed = [one.protected.as_bytes(), b".", self.payload.as_bytes()].concat();
            if !signers.contains(&kid) && verifies(&key, &signed, one.signature.as_bytes()) {
                signers.push(kid);
            }
            if signers.len() >= enough {
                break;
            }
        }
        signers
    }

    /// Adds a signature.
    pub(crate) fn sign(&mut self, typ: &str, signer: &RootSigner) -> Result<(), serde_json::Error> {
        let protected = write_header(typ, signer.kid())?;
        let signature = signer.sign(format!("{protected}.{}", self.payload).as_bytes());
        self.signatures.push(GeneralSignature { protected, signature });
        Ok(())
    }

    /// As JSON.
    pub(crate) fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
