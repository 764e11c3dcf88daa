//! A check-out: a signed document of its own type that lets one product run on one machine after the policy's own validity is over, for
//! up to 30 days, because an administrator allowed it.
//!
//! It grants nothing by itself. It counts only beside a policy in force that stands by it ([`PolicyClaims::check_outs`]), and it moves one
//! date: where the policy has expired, its rules go on for this product until the check-out ends. Whatever the policy denies stays
//! denied, and a withdrawn policy ends every check-out on its machine.

use crate::claims::{Account, DAY, Inconsistent, LATEST, Machine, PolicyClaims};
use crate::issue::{IssueError, PolicySigner};
use crate::json;
use crate::keyset::KeySet;
use crate::verify::{self, Expected, Refusal};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The `typ` of a check-out.
pub const TYP: &str = "check-out+jwt";
/// The longest check-out, in days.
pub const MAX_DAYS: u16 = 30;
/// The largest check-out, in bytes: as many as one machine keeps fit into one file.
pub const MAX_BYTES: usize = 12 * 1024;
/// How much later than a policy that names it a check-out may be dated: far more than the clocks of two honest instances differ.
const DATED_AFTER: i64 = DAY;

/// The claims of a check-out. Times are seconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckOutClaims {
    /// The operator's id, as in the root.
    pub iss: String,
    /// The user's opaque id.
    pub sub: String,
    /// [`crate::claims::AUDIENCE`].
    pub aud: String,
    /// When it was allowed.
    pub iat: i64,
    /// Not before.
    pub nbf: i64,
    /// "Checked out until": the first second in which it grants nothing any more; at most [`MAX_DAYS`] after `iat`.
    pub exp: i64,
    /// Its id: what a policy that stands by it names.
    pub jti: String,
    /// The account whose right it is.
    #[serde(deserialize_with = "json::object")]
    pub account: Account,
    /// The machine that it is for.
    #[serde(deserialize_with = "json::object")]
    pub machine: Machine,
    /// The product's stable id.
    pub product: String,
    /// The product's name.
    pub name: String,
}

impl CheckOutClaims {
    /// Holds what every honest check-out keeps.
    fn consistent(&self) -> Result<(), Inconsistent> {
        let ordered = 0 <= self.nbf && self.nbf <= self.iat && self.iat < self.exp && self.exp <= LATEST;
        if !ordered {
            return Err(Inconsistent::Dates);
        }
        if self.exp - self.iat > i64::from(MAX_DAYS) * DAY {
            return Err(Inconsistent::TooLong);
        }
        let named = [&self.iss, &self.sub, &self.jti, &self.account.id, &self.machine.id, &self.product];
        if named.iter().all(|it| !it.is_empty()) { Ok(()) } else { Err(Inconsistent::EmptyId) }
    }
}

/// A check-out that verified, with its exact bytes. Only [`verify()`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOut {
    claims: CheckOutClaims,
    document: String,
}

impl CheckOut {
    /// What it says.
    pub fn claims(&self) -> &CheckOutClaims {
        &self.claims
    }

    /// Its exact text, a compact JWS.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Whether `policy` stands by it: not withdrawn, for the same person, machine and account, naming it, and not far older than it.
    pub fn stands_in(&self, policy: &PolicyClaims) -> bool {
        let it = &self.claims;
        let same_place = (&it.iss, &it.sub, &it.machine.id) == (&policy.iss, &policy.sub, &policy.machine.id);
        let same_account = policy.account.as_ref().is_some_and(|account| account.id == it.account.id);
        let named = policy.check_outs.iter().any(|one| one.id == it.jti && one.product == it.product);
        // What a policy names was there when it was issued. One that a service with a clock in the future signed would otherwise
        // last until that future and its days, long after the clock was put right.
        let in_time = it.iat <= policy.iat.saturating_add(DATED_AFTER);
        policy.withdrawn.is_none() && same_place && same_account && named && in_time
    }

    /// Until when it prolongs `product` in `policy`; `None` where it does not at `now` (provable time, seconds).
    pub(crate) fn until(&self, policy: &PolicyClaims, product: &str, now: i64) -> Option<i64> {
        (self.claims.product == product && now < self.claims.exp && self.stands_in(policy)).then_some(self.claims.exp)
    }
}

impl PolicySigner {
    /// Signs a check-out as a compact JWS.
    ///
    /// # Errors
    /// [`IssueError::Inconsistent`] for claims that every reader would refuse, [`IssueError::TooLarge`] above [`MAX_BYTES`].
    pub fn sign_check_out(&self, claims: &CheckOutClaims) -> Result<String, IssueError> {
        claims.consistent()?;
        let document = self.sign_document(TYP, claims)?;
        if document.len() > MAX_BYTES { Err(IssueError::TooLarge) } else { Ok(document) }
    }
}

/// Verifies the exact bytes of a check-out. Judges no date against a clock, and not whether a policy stands by it.
///
/// # Errors
/// The first reason to refuse it.
pub fn verify(jws: &[u8], keys: &KeySet, expected: &Expected) -> Result<CheckOut, Refusal> {
    if jws.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let opened = verify::open(jws, TYP, keys)?;
    let claims: CheckOutClaims = serde_json::from_str(&opened.json).map_err(|_| Refusal::Malformed)?;
    verify::meant_for(expected, &claims.iss, &claims.aud, &claims.sub, &claims.machine.id)?;
    claims.consistent()?;
    opened.in_use_at(claims.iat)?;
    // What opened is ASCII: base64url and dots.
    let document = std::str::from_utf8(jws).map_err(|_| Refusal::Malformed)?.to_owned();
    Ok(CheckOut { claims, document })
}
