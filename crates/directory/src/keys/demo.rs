//! The keys of the sample organisation. Anybody can make them, as anybody can make the demo root's: so they come from the calendar alone,
//! and every demo service on earth publishes the same key set on the same day.

use super::{KeysError, PolicyKeys};
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, sign_keyset};
use domicile_policy::root::{Root, demo_signers};
use sha2::{Digest, Sha256};

/// How long a key signs, in seconds: 90 days.
const TERM: i64 = 90 * 24 * 60 * 60;
/// How many terms ahead are published: a year.
const AHEAD: i64 = 4;

pub(super) fn keys(now: i64) -> Result<PolicyKeys, KeysError> {
    let root = demo_signers().ok_or(KeysError::NoDemoKeys)?;
    let issuer = Root::compiled_in().issuer().to_owned();
    let term = now.div_euclid(TERM);
    // The one before too: a policy issued at the end of its term is still in use.
    let signers: Vec<_> = (term - 1..=term + AHEAD)
        .map(|term| {
            let seed: [u8; 32] = Sha256::digest(format!("domicile demo policy key {term}")).into();
            let signer = PolicySigner::from_seed(format!("demo-{term}"), &seed);
            (signer.public(term * TERM, (term + 1) * TERM), signer)
        })
        .collect();
    let draft = KeySetDraft {
        issuer: issuer.clone(),
        version: u64::try_from(term).unwrap_or_default(),
        iat: term * TERM,
        exp: (term + AHEAD + 1) * TERM,
        keys: signers.iter().map(|(key, _)| key.clone()).collect(),
    };
    Ok(PolicyKeys {
        issuer,
        published: sign_keyset(&draft, &root).map_err(KeysError::Demo)?,
        version: draft.version,
        exp: draft.exp,
        signers,
    })
}
