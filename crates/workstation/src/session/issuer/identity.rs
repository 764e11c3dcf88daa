//! What the issuer says about the person, once it has been checked (OpenID Connect Core 3.1.3.7): signature, issuer, audience, nonce, and
//! that the access token belongs to it. Its dates are the issuer's own; whether this computer's clock agrees is asked apart, and only when
//! signing in. The signature is checked by `openidconnect`, the claims here: it reads no token in which one claim that nobody needs is odd.

use super::{Issuer, lenient};
use crate::failure::Cause;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Alg};
use openidconnect::{AccessToken, AccessTokenHash, JsonWebKey, Nonce, NonceVerifier};
use serde_json::Value;

/// How far beyond the end of a new ID token this computer's clock may be.
const LEEWAY: SignedDuration = SignedDuration::from_mins(5);

/// A checked identity.
#[derive(Debug, PartialEq)]
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
const ALGORITHMS: [(&str, Alg); 9] = [
    ("RS256", Alg::RsaSsaPkcs1V15Sha256),
    ("RS384", Alg::RsaSsaPkcs1V15Sha384),
    ("RS512", Alg::RsaSsaPkcs1V15Sha512),
    ("PS256", Alg::RsaSsaPssSha256),
    ("PS384", Alg::RsaSsaPssSha384),
    ("PS512", Alg::RsaSsaPssSha512),
    ("ES256", Alg::EcdsaP256Sha256),
    ("ES384", Alg::EcdsaP384Sha384),
    ("EdDSA", Alg::EdDsa),
];
/// What the header may call an ID token, where it says anything (RFC 7519 5.1, RFC 7515 4.1.9): an access token says otherwise.
const TYPES: [&str; 4] = ["jwt", "application/jwt", "jose", "application/jose"];

impl Issuer {
    /// Checks an ID token; the error says which check failed. The nonce is checked where there was an authorization request.
    pub(super) fn identity(&self, token: &str, nonce: Option<&Nonce>, access: &str) -> Result<Identity, String> {
        let expected = Expected { issuer: &self.metadata.issuer, client_id: &self.resource.client_id, nonce, access };
        expected.check(token, &self.metadata.keys).map_err(str::to_owned)
    }
}

/// What an ID token must fit.
struct Expected<'a> {
    issuer: &'a str,
    client_id: &'a str,
    nonce: Option<&'a Nonce>,
    access: &'a str,
}

/// Which check failed, without the values: they may be personal.
type Reason = &'static str;

const MALFORMED: Reason = "malformed";
const FORGED: Reason = "the signature is not the issuer's";

impl Expected<'_> {
    /// The signature first: a claim that is not signed is never judged.
    fn check(&self, token: &str, keys: &CoreJsonWebKeySet) -> Result<Identity, Reason> {
        let mut parts = token.split('.');
        let (Some(header), Some(payload), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(MALFORMED);
        };
        let signed = &token[..header.len() + 1 + payload.len()];
        let (header, claims) = (json(header)?, json(payload)?);
        let typ = match &header["typ"] {
            Value::Null => TYPES[0],
            other => other.as_str().ok_or(MALFORMED)?,
        };
        // A nested token, and a rule that must be understood and is not (RFC 7515 4.1.11).
        if !TYPES.iter().any(|it| typ.eq_ignore_ascii_case(it)) || !header["cty"].is_null() || !header["crit"].is_null() {
            return Err(MALFORMED);
        }
        let (_, algorithm) = ALGORITHMS.iter().find(|(name, _)| header["alg"] == *name).ok_or(FORGED)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| MALFORMED)?;
        let kid = lenient::text(&header["kid"]);
        let named = keys.keys().iter().filter(|key| kid.is_none_or(|kid| key.key_id().is_none_or(|it| it.as_str() == kid)));
        // Whether a key is for such signatures is checked with them.
        let mut fits = named.filter(|key| key.verify_signature(algorithm, signed.as_bytes(), &signature).is_ok());
        let key = fits.next().ok_or(FORGED)?;
        self.judge(&claims, |access| AccessTokenHash::from_token(&AccessToken::new(access.to_owned()), algorithm, key).ok())
    }

    fn judge(&self, claims: &Value, hash: impl FnOnce(&str) -> Option<AccessTokenHash>) -> Result<Identity, Reason> {
        if claims["iss"] != *self.issuer {
            return Err("of another issuer");
        }
        // Another audience could pass on what it was given (OpenID Connect Core 3.1.3.7, 3).
        let for_us = match &claims["aud"] {
            Value::Array(all) => !all.is_empty() && all.iter().all(|it| *it == *self.client_id),
            one => *one == *self.client_id,
        };
        if !for_us {
            return Err("for another program");
        }
        let moment = |name: &str| {
            let seconds = claims[name].as_i64().or_else(|| claims[name].as_f64().map(|it| it as i64));
            seconds.and_then(|it| Timestamp::from_second(it).ok()).ok_or(MALFORMED)
        };
        let (issued, expires) = (moment("iat")?, moment("exp")?);
        if expires <= issued {
            return Err("expired");
        }
        if let Some(nonce) = self.nonce {
            let said = claims["nonce"].as_str().map(|it| Nonce::new(it.to_owned()));
            nonce.verify(said.as_ref()).map_err(|_| "for another attempt")?;
        }
        match &claims["at_hash"] {
            Value::Null => {}
            said if hash(self.access).is_some_and(|it| *said == **it) => {}
            _ => return Err("the access token is another one"),
        }
        let text = |name: &str| lenient::text(&claims[name]).map(str::to_owned);
        let subject = text("sub").ok_or(MALFORMED)?;
        Ok(Identity { subject, email: text("email"), name: text("name"), username: text("preferred_username"), issued, expires })
    }
}

fn json(part: &str) -> Result<Value, Reason> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| MALFORMED)?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object).ok_or(MALFORMED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer, SigningKey};
    use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier};
    use openidconnect::{ClientId, IssuerUrl};
    use serde_json::json;
    use std::str::FromStr;

    const ISSUER: &str = "https://id.example.com/realms/work";

    fn keys() -> CoreJsonWebKeySet {
        let x = |seed: u8| URL_SAFE_NO_PAD.encode(SigningKey::from_bytes(&[seed; 32]).verifying_key().as_bytes());
        let key = |seed: u8, kid: &str, of_use: &str| json!({"kty": "OKP", "crv": "Ed25519", "use": of_use, "kid": kid, "x": x(seed)});
        serde_json::from_value(json!({"keys": [key(9, "k", "sig"), key(8, "other", "sig"), key(7, "enc", "enc")]})).unwrap()
    }

    fn sign(header: &Value, claims: &Value, seed: u8) -> String {
        let signed = [header, claims].map(|it| URL_SAFE_NO_PAD.encode(it.to_string())).join(".");
        let signature = SigningKey::from_bytes(&[seed; 32]).sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    fn right() -> (Value, Value) {
        let claims = json!({"iss": ISSUER, "aud": "domicile", "sub": "ana", "iat": 1_780_000_000, "exp": 1_780_000_300, "nonce": "n"});
        (json!({"alg": "EdDSA", "typ": "JWT", "kid": "k"}), claims)
    }

    fn ours(token: &str) -> Result<Identity, Reason> {
        let nonce = Nonce::new("n".to_owned());
        Expected { issuer: ISSUER, client_id: "domicile", nonce: Some(&nonce), access: "access" }.check(token, &keys())
    }

    /// What `openidconnect` makes of it.
    fn theirs(token: &str) -> bool {
        let verifier = CoreIdTokenVerifier::new_public_client(
            ClientId::new("domicile".to_owned()),
            IssuerUrl::new(ISSUER.to_owned()).unwrap(),
            keys(),
        );
        let verifier = verifier.set_allowed_algs(ALGORITHMS.map(|(_, it)| it)).set_time_fn(Default::default);
        CoreIdToken::from_str(token).is_ok_and(|it| it.claims(&verifier, &Nonce::new("n".to_owned())).is_ok())
    }

    /// The library is the oracle: what it refuses of a well-formed token is refused here, and what it takes is taken.
    #[test]
    fn an_id_token_is_judged_as_openidconnect_does() {
        let (header, claims) = right();
        let other = |of: &Value, name: &str, value: &Value| {
            let mut other = of.clone();
            other[name] = value.clone();
            other
        };
        let mut tokens = vec![(true, sign(&header, &claims, 9))];
        for (taken, name, value) in [
            (true, "typ", json!("application/jwt")),
            (true, "typ", json!("jwt")),
            (true, "typ", Value::Null),
            (false, "typ", json!("at+jwt")),
            (false, "typ", json!("application/at+jwt")),
            (false, "typ", json!(7)),
            (false, "cty", json!("JWT")),
            (false, "crit", json!(["b64"])),
            (false, "crit", json!([])),
            (false, "kid", json!("other")),
            (false, "kid", json!("enc")),
            (false, "kid", json!("gone")),
            (false, "alg", json!("none")),
            (false, "alg", json!("HS256")),
            (false, "alg", json!("RS256")),
            (false, "alg", json!("ES256")),
            (false, "alg", json!("EdDSA ")),
            (false, "alg", Value::Null),
            (false, "alg", json!(["EdDSA"])),
        ] {
            tokens.push((taken, sign(&other(&header, name, &value), &claims, 9)));
        }
        for (taken, name, value) in [
            (true, "aud", json!(["domicile"])),
            (true, "azp", json!("somebody")),
            (true, "email", json!("ana@example.com")),
            (false, "aud", json!(["domicile", "other"])),
            (false, "aud", json!([])),
            (false, "aud", json!("other")),
            (false, "iss", json!(format!("{ISSUER}/"))),
            (false, "iss", Value::Null),
            (false, "nonce", json!("m")),
            (false, "nonce", Value::Null),
            (false, "sub", Value::Null),
            (false, "iat", Value::Null),
            (false, "exp", Value::Null),
            (false, "exp", json!(-1)),
        ] {
            tokens.push((taken, sign(&header, &other(&claims, name, &value), 9)));
        }
        // A key of somebody else, a key that is not for signatures, no signature, and every character of the right one changed.
        tokens.extend([1, 7, 8].map(|seed| (false, sign(&header, &claims, seed))));
        let right = sign(&header, &claims, 9);
        tokens.push((false, right[..right.rfind('.').unwrap()].to_owned() + "."));
        tokens.push((false, format!("{right}.{right}")));
        for at in 0..right.len() {
            let mut changed = right.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            tokens.push((false, String::from_utf8(changed).unwrap()));
        }
        for (taken, token) in tokens {
            assert_eq!((ours(&token).is_ok(), theirs(&token)), (taken, taken), "{token}: {:?}", ours(&token));
        }
    }

    #[test]
    fn any_key_of_the_issuer_may_have_signed_where_the_token_names_none() {
        let (_, claims) = right();
        let header = json!({"alg": "EdDSA"});
        assert!(ours(&sign(&header, &claims, 8)).is_ok());
        assert_eq!(ours(&sign(&header, &claims, 7)), Err(FORGED), "a key for another use");
    }
}
