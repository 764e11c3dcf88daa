//! Which root a build takes, and what a root document must look like. Shared by the build script and its tests; reads no file itself.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// Where the root comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The file that the operator names.
    Operator(String),
    /// The public demo root.
    Demo,
}

/// A root document, checked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RootDocument {
    /// The operator's id.
    pub(crate) issuer: String,
    /// Its serial number: 1 where none stands there; a root that replaced another has the next one.
    pub(crate) version: u64,
    /// How many root keys must sign.
    pub(crate) threshold: usize,
    /// Key id and raw public key.
    pub(crate) keys: Vec<(String, [u8; 32])>,
}

/// An operator's root wins; a debug build or one that names the feature takes the demo root; any other build has nothing to trust.
pub(crate) fn choose(named: Option<&str>, debug: bool, demo_feature: bool) -> Result<Choice, String> {
    match named {
        Some(path) => Ok(Choice::Operator(path.to_owned())),
        None if debug || demo_feature => Ok(Choice::Demo),
        None => Err("a release build needs a root of trust: set DOMICILE_ROOT to the absolute path of the operator's root document, \
                     or name the feature `demo-root` for a build that trusts the public demo keys"
            .to_owned()),
    }
}

/// Reads a root document.
pub(crate) fn parse(text: &str) -> Result<RootDocument, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("not JSON: {error}"))?;
    let issuer = value["issuer"].as_str().filter(|it| !it.is_empty()).ok_or("`issuer` must be a text")?.to_owned();
    let version =
        value.get("version").map_or(Some(1), Value::as_u64).filter(|it| *it > 0).ok_or("`version` must be a whole number from 1")?;
    let threshold = value["threshold"].as_u64().and_then(|it| usize::try_from(it).ok()).ok_or("`threshold` must be a whole number")?;
    let mut keys: Vec<(String, [u8; 32])> = Vec::new();
    for key in value["keys"].as_array().ok_or("`keys` must be a list")? {
        if key["kty"] != "OKP" || key["crv"] != "Ed25519" {
            return Err("every key must be `kty: OKP`, `crv: Ed25519`".to_owned());
        }
        if key.get("d").is_some() {
            return Err("a key carries its private part `d`: take it out, and take that key for lost".to_owned());
        }
        let kid = key["kid"].as_str().filter(|it| !it.is_empty()).ok_or("every key needs a `kid`")?;
        let x = key["x"].as_str().and_then(|it| URL_SAFE_NO_PAD.decode(it).ok()).and_then(|it| <[u8; 32]>::try_from(it).ok());
        let x = x.ok_or_else(|| format!("`x` of key {kid} is not 32 bytes in base64url"))?;
        if keys.iter().any(|(other, bytes)| other == kid || *bytes == x) {
            return Err(format!("key {kid} stands there twice"));
        }
        keys.push((kid.to_owned(), x));
    }
    if threshold == 0 || threshold > keys.len() {
        return Err(format!("`threshold` {threshold} cannot be reached with {} keys", keys.len()));
    }
    Ok(RootDocument { issuer, version, threshold, keys })
}
