//! What the issuer says about the person, once it has been checked: signature, issuer, audience, time, nonce, and that the access
//! token belongs to it.

use super::Issuer;
use crate::failure::Cause;
use openidconnect::core::{CoreIdToken, CoreJwsSigningAlgorithm as Alg};
use openidconnect::{AccessToken, AccessTokenHash, ClaimsVerificationError, Nonce};

/// A checked identity.
pub(super) struct Identity {
    pub(super) subject: String,
    pub(super) email: Option<String>,
    pub(super) name: Option<String>,
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
    /// Checks an ID token. The nonce is checked where there was an authorization request.
    pub(super) fn identity(&self, token: &CoreIdToken, nonce: Option<Nonce>, access: &AccessToken) -> Result<Identity, Cause> {
        let client = self.client();
        let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS);
        let claims = token
            .claims(&verifier, |said: Option<&Nonce>| match &nonce {
                Some(nonce) => openidconnect::NonceVerifier::verify(nonce, said),
                None => Ok(()),
            })
            .map_err(|e| Cause::SignInInvalid { reason: reason(&e) })?;
        if let Some(expected) = claims.access_token_hash() {
            let invalid = |reason: String| Cause::SignInInvalid { reason };
            let algorithm = token.signing_alg().map_err(|e| invalid(e.to_string()))?;
            let key = token.signing_key(&verifier).map_err(|e| invalid(e.to_string()))?;
            let actual = AccessTokenHash::from_token(access, algorithm, key).map_err(|e| invalid(e.to_string()))?;
            if actual != *expected {
                return Err(invalid("the access token is another one".to_owned()));
            }
        }
        Ok(Identity {
            subject: claims.subject().to_string(),
            email: claims.email().map(|it| it.to_string()),
            name: claims.name().and_then(|it| it.get(None)).map(|it| it.to_string()),
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
