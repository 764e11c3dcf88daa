//! What the issuer says about the person, once it has been checked: signature, issuer, audience, nonce, and that the access token
//! belongs to it. Its dates are the issuer's own; whether this computer's clock agrees is asked apart, and only when signing in.

use super::Issuer;
use crate::failure::Cause;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreIdToken, CoreJwsSigningAlgorithm as Alg};
use openidconnect::{AccessToken, AccessTokenHash, ClaimsVerificationError, Nonce};

/// How far beyond the end of a new ID token this computer's clock may be.
const LEEWAY: SignedDuration = SignedDuration::from_mins(5);

/// A checked identity.
pub(super) struct Identity {
    pub(super) subject: String,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
    pub(super) username: Option<String>,
    /// By the issuer's clock.
    pub(super) issued: Timestamp,
    /// By the issuer's clock.
    expires: Timestamp,
}

impl Identity {
    /// Whether this computer's clock lets a new sign-in stand. The token was made a moment ago, for this attempt: where it has ended
    /// already, it is the clock here that is ahead.
    pub(super) fn check_clock(&self, now: Timestamp) -> Result<(), Cause> {
        if now.duration_since(self.expires) <= LEEWAY {
            return Ok(());
        }
        Err(Cause::ClockAhead { by: rough_length(now.duration_since(self.issued)) })
    }
}

/// A length of time in signs that read the same in every language.
pub(in crate::session) fn rough_length(length: SignedDuration) -> String {
    let minutes = length.as_mins();
    match minutes {
        ..90 => format!("{minutes} min"),
        90..2880 => format!("{} h", (minutes + 30) / 60),
        _ => format!("{} d", (minutes + 720) / 1440),
    }
}

/// Signatures that only the issuer can make. Never `none`, and nothing symmetric: a public client has no secret.
const ALGORITHMS: [Alg; 9] = [
    Alg::RsaSsaPkcs1V15Sha256,
    Alg::RsaSsaPkcs1V15Sha384,
    Alg::RsaSsaPkcs1V15Sha512,
    Alg::RsaSsaPssSha256,
    Alg::RsaSsaPssSha384,
    Alg::RsaSsaPssSha512,
    Alg::EcdsaP256Sha256,
    Alg::EcdsaP384Sha384,
    Alg::EdDsa,
];

impl Issuer {
    /// Checks an ID token; the error says which check failed. The nonce is checked where there was an authorization request.
    pub(super) fn identity(&self, token: &CoreIdToken, nonce: Option<&Nonce>, access: &AccessToken) -> Result<Identity, String> {
        let client = self.client();
        // The beginning of time: no token has ended by then. The clock here judges nothing that cannot be asked for again.
        let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(Default::default);
        let claims = token
            .claims(&verifier, |said: Option<&Nonce>| match nonce {
                Some(nonce) => openidconnect::NonceVerifier::verify(nonce, said),
                None => Ok(()),
            })
            .map_err(|e| reason(&e))?;
        let moment = |seconds: i64| Timestamp::from_second(seconds).map_err(|_| "malformed".to_owned());
        let (issued, expires) = (moment(claims.issue_time().timestamp())?, moment(claims.expiration().timestamp())?);
        if expires <= issued {
            return Err("expired".to_owned());
        }
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|e| e.to_string())?;
            let key = token.signing_key(&verifier).map_err(|e| e.to_string())?;
            let actual = AccessTokenHash::from_token(access, algorithm, key).map_err(|e| e.to_string())?;
            if actual != *expected {
                return Err("the access token is another one".to_owned());
            }
        }
        Ok(Identity {
            subject: claims.subject().to_string(),
            email: claims.email().map(|it| it.to_string()),
            name: claims.name().and_then(|it| it.get(None)).map(|it| it.to_string()),
            username: claims.preferred_username().map(|it| it.to_string()),
            issued,
            expires,
        })
    }
}

/// Which check failed, without the values: they may be personal.
fn reason(error: &ClaimsVerificationError) -> String {
    match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "for another program",
        ClaimsVerificationError::InvalidIssuer(_) => "of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "for another attempt",
        ClaimsVerificationError::SignatureVerification(_) => "the signature is not the issuer's",
        _ => "malformed",
    }
    .to_owned()
}
