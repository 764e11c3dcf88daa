//! The audit key: says how far the record of events went. Its own key, beside the policy keys: whoever can sign policies cannot rewrite
//! history, and the other way round.

use super::{KeysError, folder};
use crate::file_permissions::{self, Protection};
use crate::sha256_hex::sha256_short;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// The type of what it signs.
const TYP: &str = "audit-head+jwt";
/// The private key, in the folder of the policy keys: 32 bytes in base64url.
const FILE: &str = "audit.key";
/// Public keys that signed before, one a line: what they signed stays good.
const FORMER: &str = "audit.former";

/// The key that signs the ends of audit chains, and those whose signatures are still believed.
pub struct AuditKey {
    key: SigningKey,
    believed: Vec<(String, VerifyingKey)>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

fn kid(key: &VerifyingKey) -> String {
    format!("audit-{}", sha256_short(key.as_bytes()))
}

impl AuditKey {
    fn new(seed: &[u8; 32], former: Vec<VerifyingKey>) -> Self {
        let key = SigningKey::from_bytes(seed);
        let believed = std::iter::once(key.verifying_key()).chain(former).map(|it| (kid(&it), it)).collect();
        Self { key, believed }
    }

    /// The key of the sample organisation, which is no secret.
    pub fn demo() -> Self {
        Self::new(&Sha256::digest("domicile demo audit key").into(), Vec::new())
    }

    /// The key in the folder of the policy keys: `audit.key`, and `audit.former` if there is one.
    ///
    /// # Errors
    /// [`KeysError`] where it is missing, readable by others, or no key; and where others can change the folder or what is believed in it.
    pub fn from_folder(place: &Path) -> Result<Self, KeysError> {
        // Also where there are no former keys: whoever can write here could put some.
        file_permissions::folder(place)?;
        let path = place.join(FILE);
        let seed = folder::read_seed(&path)?.ok_or(KeysError::NoAuditKey(path))?;
        let path = place.join(FORMER);
        let former = file_permissions::read(&path, Protection::Trusted)?.unwrap_or_default();
        let former = former.lines().map(str::trim).filter(|it| !it.is_empty()).map(public).collect::<Option<_>>();
        Ok(Self::new(&seed, former.ok_or(KeysError::NotAKey(path))?))
    }

    /// The public part, as `audit.former` holds it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.verifying_key().as_bytes())
    }

    /// A compact JWS over this payload.
    pub(crate) fn sign(&self, payload: &[u8]) -> String {
        let header = Header { alg: "EdDSA".into(), typ: TYP.into(), kid: kid(&self.key.verifying_key()) };
        let header = serde_json::to_vec(&header).unwrap_or_default();
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(self.key.sign(signed.as_bytes()).to_bytes());
        format!("{signed}.{signature}")
    }

    /// The payload of a JWS that this key or a former one signed.
    pub(crate) fn open(&self, jws: &str) -> Option<Vec<u8>> {
        let (signed, signature) = jws.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
        let key = self.believed.iter().find(|(kid, _)| *kid == header.kid).filter(|_| header.alg == "EdDSA" && header.typ == TYP)?;
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
        key.1.verify_strict(signed.as_bytes(), &signature).ok()?;
        URL_SAFE_NO_PAD.decode(payload).ok()
    }
}

fn public(encoded: &str) -> Option<VerifyingKey> {
    let bytes = <[u8; 32]>::try_from(URL_SAFE_NO_PAD.decode(encoded).ok()?.as_slice()).ok()?;
    VerifyingKey::from_bytes(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(seed: u8, former: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, URL_SAFE_NO_PAD.encode([seed; 32])).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        std::fs::write(folder.path().join(FORMER), former).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(folder.path().join(FORMER), std::os::unix::fs::PermissionsExt::from_mode(0o644)).unwrap();
        folder
    }

    #[cfg(unix)]
    #[test]
    fn former_keys_that_others_could_have_put_there_are_not_believed() {
        use crate::file_permissions::PermissionError;
        use std::fs::{Permissions, set_permissions};
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder(2, &AuditKey::demo().public());
        AuditKey::from_folder(folder.path()).unwrap();
        for (path, mode) in [(folder.path().join(FORMER), 0o664), (folder.path().join(FORMER), 0o646)] {
            set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert!(matches!(AuditKey::from_folder(folder.path()), Err(KeysError::Permission(PermissionError::Writable(_)))), "{mode:o}");
        }
        std::fs::remove_file(folder.path().join(FORMER)).unwrap();
        for mode in [0o770, 0o707, 0o777] {
            set_permissions(folder.path(), Permissions::from_mode(mode)).unwrap();
            assert!(matches!(AuditKey::from_folder(folder.path()), Err(KeysError::Permission(PermissionError::OpenFolder(_)))), "{mode:o}");
        }
        set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        AuditKey::from_folder(folder.path()).unwrap();
    }

    #[test]
    fn what_it_signed_opens_and_nothing_else_does() {
        let key = AuditKey::from_folder(folder(1, "").path()).unwrap();
        let jws = key.sign(b"payload");
        assert_eq!(key.open(&jws).unwrap(), b"payload");
        let (signed, signature) = jws.rsplit_once('.').unwrap();
        let (header, _) = signed.split_once('.').unwrap();
        for forged in [format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode("other")), signed.to_owned(), format!("{signed}.AAAA")] {
            assert_eq!(key.open(&forged), None, "{forged}");
        }
        assert_eq!(key.open(&AuditKey::demo().sign(b"payload")), None, "another key");
        for (alg, typ) in [("none", TYP), ("EdDSA", "policy+jwt")] {
            let header = Header { alg: alg.into(), typ: typ.into(), kid: kid(&key.key.verifying_key()) };
            let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(serde_json::to_vec(&header).unwrap()), URL_SAFE_NO_PAD.encode("payload"));
            let signature = URL_SAFE_NO_PAD.encode(key.key.sign(signed.as_bytes()).to_bytes());
            assert_eq!(key.open(&format!("{signed}.{signature}")), None, "{alg} {typ}");
        }
    }

    #[test]
    fn a_former_key_is_still_believed() {
        let former = AuditKey::from_folder(folder(1, "").path()).unwrap();
        let jws = former.sign(b"payload");
        assert!(AuditKey::from_folder(folder(2, "").path()).unwrap().open(&jws).is_none());
        let successor = AuditKey::from_folder(folder(2, &format!("{}\n", former.public())).path()).unwrap();
        assert_eq!(successor.open(&jws).unwrap(), b"payload");
        assert!(matches!(AuditKey::from_folder(folder(2, "no key").path()), Err(KeysError::NotAKey(_))));
        assert!(matches!(AuditKey::from_folder(tempfile::tempdir().unwrap().path()), Err(KeysError::NoAuditKey(_))));
    }
}
