//! Strict verification of one policy: the envelope, the key, who and what it is for. Judges no date against a clock (that happens at
//! every reading, in [`crate::decide`]) and no age against marks (that is [`crate::accept`]).

use crate::claims::{AUDIENCE, Entitlement, PolicyClaims};
use crate::issue;
use crate::jws::{self, BadHeader};
use crate::keyset::{KeySet, PolicyKey};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod later_format;
mod partly;
#[cfg(test)]
mod tests;

/// Who and what a policy must be for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The operator's id ([`crate::root::Root::issuer`]).
    pub issuer: String,
    /// The user's opaque id.
    pub subject: String,
    /// The machine's id ([`crate::machine::fingerprint`]).
    pub machine: String,
}

/// A policy that verified. Only [`verify`] makes one; it cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    claims: PolicyClaims,
    kid: String,
    json: String,
}

impl Policy {
    /// What it says.
    pub fn claims(&self) -> &PolicyClaims {
        &self.claims
    }

    /// Which key signed it.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// What was signed, to the letter.
    pub(crate) fn json(&self) -> &str {
        &self.json
    }

    /// What it says about one product; `None` where it does not name it.
    pub fn entitlement(&self, product: &str) -> Option<&Entitlement> {
        self.claims.entitlement(product)
    }

    /// Whether it grants nothing at all: withdrawn as a whole, or not one product allowed.
    pub fn grants_nothing(&self) -> bool {
        self.claims.withdrawn.is_some() || self.claims.entitlements.iter().all(|it| it.verdict == crate::claims::Verdict::Denied)
    }
}

/// Why a policy was refused. A refusal never changes what is cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Larger than 1 MiB.
    #[error("the policy is larger than 1 MiB")]
    TooLarge,
    /// Not a policy: the envelope or what is inside cannot be read.
    #[error("the policy cannot be read")]
    Malformed,
    /// Another signature algorithm than `EdDSA`.
    #[error("the policy is signed by another algorithm than EdDSA")]
    Algorithm,
    /// Another kind of document.
    #[error("the document is not a policy")]
    Type,
    /// It asks for an extension (`crit`) that this build does not have.
    #[error("the policy asks for an extension that this version does not know")]
    Critical,
    /// No published key has that id.
    #[error("the policy is signed by a key that is not published")]
    UnknownKey,
    /// The key has been revoked.
    #[error("the policy is signed by a key that has been revoked")]
    RevokedKey,
    /// The key was not yet, or no longer, in use when the policy was issued.
    #[error("the policy is signed by a key that was not in use when it was issued")]
    KeyNotInUse,
    /// The signature does not fit the bytes.
    #[error("the policy's signature does not fit")]
    Signature,
    /// Signed, but it contradicts itself.
    #[error("the policy contradicts itself: {0}")]
    Inconsistent(crate::claims::Inconsistent),
    /// From another operator.
    #[error("the policy comes from another operator")]
    WrongIssuer,
    /// Meant for something else than Domicile.
    #[error("the policy is meant for something else")]
    WrongAudience,
    /// For another person.
    #[error("the policy is for another person")]
    WrongSubject,
    /// For another machine.
    #[error("the policy is for another machine")]
    WrongMachine,
    /// Older than one accepted before.
    #[error("the policy is older than one accepted before")]
    RolledBack,
    /// The same epoch, version and date as before, but it says something else.
    #[error("two policies of the same version say different things")]
    Equivocation,
}

impl From<crate::claims::Inconsistent> for Refusal {
    fn from(why: crate::claims::Inconsistent) -> Self {
        Self::Inconsistent(why)
    }
}

impl Refusal {
    /// The stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::Algorithm => "wrong_algorithm",
            Self::Type => "wrong_type",
            Self::Critical => "unknown_extension",
            Self::UnknownKey => "unknown_key",
            Self::RevokedKey => "revoked_key",
            Self::KeyNotInUse => "key_not_in_use",
            Self::Signature => "signature_invalid",
            Self::Inconsistent(_) => "inconsistent",
            Self::WrongIssuer => "wrong_issuer",
            Self::WrongAudience => "wrong_audience",
            Self::WrongSubject => "wrong_subject",
            Self::WrongMachine => "wrong_machine",
            Self::RolledBack => "rolled_back",
            Self::Equivocation => "equivocation",
        }
    }

    /// Whether a newer key set may cure it: fetch the keys and try again.
    pub fn wants_keys(self) -> bool {
        matches!(self, Self::UnknownKey | Self::KeyNotInUse)
    }
}

/// Verifies the exact bytes of a policy.
///
/// # Errors
/// The first reason to refuse it. Nothing inside is believed, or even parsed, before the signature holds.
pub fn verify(jws: &[u8], keys: &KeySet, expected: &Expected) -> Result<Policy, Refusal> {
    let opened = open(jws, issue::TYP, keys)?;
    // Nearly every policy is understood as a whole, and then read once.
    let claims: PolicyClaims =
        serde_json::from_str(&opened.json).or_else(|_| partly::read(&opened.json)).map_err(|_| Refusal::Malformed)?;
    meant_for(expected, &claims.iss, &claims.aud, &claims.sub, &claims.machine.id)?;
    claims.consistent()?;
    opened.in_use_at(claims.iat)?;
    Ok(Policy { claims, kid: opened.kid, json: opened.json })
}

/// A document whose signature holds, not yet parsed.
pub(crate) struct Opened<'a> {
    kid: String,
    pub(crate) json: String,
    key: &'a PolicyKey,
    keys_end: i64,
}

impl Opened<'_> {
    /// Judged at the moment of issue: a key that has retired since vouches for what it signed in its time.
    pub(crate) fn in_use_at(&self, iat: i64) -> Result<(), Refusal> {
        let in_use = self.key.activates <= iat && iat < self.key.retires && iat < self.keys_end;
        if in_use { Ok(()) } else { Err(Refusal::KeyNotInUse) }
    }
}

/// Opens a compact JWS of that type: its envelope, its key, its signature, and that it is a JSON object.
pub(crate) fn open<'a>(jws: &[u8], typ: &str, keys: &'a KeySet) -> Result<Opened<'a>, Refusal> {
    if jws.len() > jws::MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let mut dots = jws.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at);
    let (Some(first), Some(second), None) = (dots.next(), dots.next(), dots.next()) else { return Err(Refusal::Malformed) };
    let part = |from: usize, to: usize| jws.get(from..to).ok_or(Refusal::Malformed);
    let header = jws::header(part(0, first)?, typ).map_err(|bad| match bad {
        BadHeader::Malformed => Refusal::Malformed,
        BadHeader::Algorithm => Refusal::Algorithm,
        BadHeader::Type => Refusal::Type,
        BadHeader::Critical => Refusal::Critical,
    })?;
    let (key, ready) = keys.find(&header.kid).ok_or(Refusal::UnknownKey)?;
    if key.revoked {
        return Err(Refusal::RevokedKey);
    }
    if !jws::verifies(ready, part(0, second)?, part(second + 1, jws.len())?) {
        return Err(Refusal::Signature);
    }
    let json = jws::decode(part(first + 1, second)?).ok_or(Refusal::Malformed)?;
    if json.first() != Some(&b'{') {
        return Err(Refusal::Malformed);
    }
    // Checking the text once as a whole is far cheaper than string by string.
    let json = String::from_utf8(json).map_err(|_| Refusal::Malformed)?;
    Ok(Opened { kid: header.kid, json, key, keys_end: keys.exp() })
}

/// Whether a document is for whom and what it must be for.
pub(crate) fn meant_for(expected: &Expected, issuer: &str, audience: &str, subject: &str, machine: &str) -> Result<(), Refusal> {
    if issuer != expected.issuer {
        return Err(Refusal::WrongIssuer);
    }
    if audience != AUDIENCE {
        return Err(Refusal::WrongAudience);
    }
    if subject != expected.subject {
        return Err(Refusal::WrongSubject);
    }
    if machine != expected.machine {
        return Err(Refusal::WrongMachine);
    }
    Ok(())
}
