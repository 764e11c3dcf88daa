//! The keys of a real service: a folder that only the service can read, filled after a root ceremony.

use super::schedule::{date, is_current};
use super::{KeysError, PolicyKeys};
use crate::file_permissions::{self, Protection};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{PolicyKey, verify_keyset};
use domicile_policy::root::Root;
use std::path::Path;

pub(super) fn keys(folder: &Path, now: i64) -> Result<PolicyKeys, KeysError> {
    let root = Root::compiled_in();
    let path = folder.join("keyset.json");
    let published = file_permissions::need(&path, Protection::Trusted)?;
    let set = verify_keyset(published.as_bytes(), &root, 0, now).map_err(|cause| KeysError::Refused { path, cause })?;
    if let Some(last) = set.keys().iter().filter(|it| !it.revoked).map(|it| it.retires).max().filter(|last| *last <= now) {
        return Err(KeysError::AllPast { folder: folder.to_owned(), last: date(last) });
    }
    let signers = signers(folder, set.keys())?;
    if !signers.iter().any(|(key, _)| is_current(key, now)) {
        return Err(KeysError::NoneCurrent(folder.to_owned()));
    }
    Ok(PolicyKeys { issuer: root.issuer().to_owned(), published, version: set.version(), exp: set.exp(), signers })
}

/// Whether a name of a key set may become a file name.
pub(super) fn is_plain(kid: &str) -> bool {
    !kid.is_empty() && kid.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
}

/// Those of the keys whose private part is in the folder.
pub(super) fn signers(folder: &Path, keys: &[PolicyKey]) -> Result<Vec<(PolicyKey, PolicySigner)>, KeysError> {
    let mut signers = Vec::new();
    for key in keys.iter().filter(|it| is_plain(&it.kid)) {
        let path = folder.join(format!("{}.key", key.kid));
        let Some(seed) = read_seed(&path)? else { continue };
        let signer = PolicySigner::from_seed(key.kid.clone(), &seed);
        if signer.public(key.activates, key.retires).x != key.x {
            return Err(KeysError::NotAKey(path));
        }
        signers.push((key.clone(), signer));
    }
    Ok(signers)
}

/// The private key in a file; `None` where there is no such file (keys to come are kept elsewhere until they are needed).
pub(super) fn read_seed(path: &Path) -> Result<Option<[u8; 32]>, KeysError> {
    let Some(text) = file_permissions::read(path, Protection::Secret)? else { return Ok(None) };
    let seed = URL_SAFE_NO_PAD.decode(text.trim()).ok().and_then(|it| <[u8; 32]>::try_from(it).ok());
    seed.map(Some).ok_or_else(|| KeysError::NotAKey(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_permissions::PermissionError;
    use domicile_policy::keyset::{KeySetDraft, KeySetRefusal, sign_keyset};
    use domicile_policy::root::{RootSigner, demo_signers};
    use tempfile::TempDir;

    const NOW: i64 = 1_000_000;

    /// A folder as a ceremony leaves it: two keys, of which the first is current.
    fn folder(signers: &[RootSigner]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let key = |kid: &str, seed, from| PolicySigner::from_seed(kid, &[seed; 32]).public(from, from + 500_000);
        let keys: Vec<PolicyKey> = vec![key("one", 1, NOW - 1), key("two", 2, NOW + 499_999)];
        let draft = KeySetDraft { issuer: Root::compiled_in().issuer().to_owned(), version: 1, iat: NOW - 1, exp: NOW + 1_000_000, keys };
        std::fs::write(folder.path().join("keyset.json"), sign_keyset(&draft, signers).unwrap()).unwrap();
        put(&folder, "one.key", &URL_SAFE_NO_PAD.encode([1; 32]), 0o600);
        folder
    }

    fn put(folder: &TempDir, name: &str, text: &str, mode: u32) {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    }

    #[test]
    fn signs_with_the_keys_that_are_there_and_publishes_the_set_as_it_is() {
        let folder = folder(&demo_signers().unwrap());
        let keys = keys(folder.path(), NOW).unwrap();
        assert_eq!(keys.published(), std::fs::read_to_string(folder.path().join("keyset.json")).unwrap());
        assert_eq!(keys.signers.iter().map(|it| it.0.kid.as_str()).collect::<Vec<_>>(), ["one"]);
    }

    #[test]
    fn refuses_what_no_workstation_would_believe() {
        let stranger = [RootSigner::from_seed("stranger", &[9; 32])];
        assert!(matches!(keys(folder(&stranger).path(), NOW), Err(KeysError::Refused { cause: KeySetRefusal::NotSigned, .. })));
        let folder = folder(&demo_signers().unwrap());
        assert!(matches!(keys(folder.path(), NOW + 1_000_000), Err(KeysError::Refused { cause: KeySetRefusal::Expired, .. })));
        assert!(matches!(keys(folder.path(), NOW + 500_000), Err(KeysError::NoneCurrent(_))), "the second key is not here");
        assert!(matches!(keys(folder.path(), NOW + 999_999), Err(KeysError::AllPast { .. })), "every key has retired, the set has not");
        put(&folder, "one.key", &URL_SAFE_NO_PAD.encode([3; 32]), 0o600);
        assert!(matches!(keys(folder.path(), NOW), Err(KeysError::NotAKey(_))), "a key of another set");
        put(&folder, "one.key", "not a key", 0o600);
        assert!(matches!(keys(folder.path(), NOW), Err(KeysError::NotAKey(_))));
    }

    /// Security check 18: A private key that others on the machine can read, or a folder of keys that they can change, is refused.
    #[cfg(unix)]
    #[test]
    fn refuses_a_private_key_that_others_can_read_and_a_folder_that_they_can_change() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder(&demo_signers().unwrap());
        put(&folder, "one.key", &URL_SAFE_NO_PAD.encode([1; 32]), 0o640);
        assert!(matches!(keys(folder.path(), NOW), Err(KeysError::Permission(PermissionError::Readable(_)))));
        put(&folder, "one.key", &URL_SAFE_NO_PAD.encode([1; 32]), 0o600);
        put(&folder, "keyset.json", &std::fs::read_to_string(folder.path().join("keyset.json")).unwrap(), 0o666);
        assert!(matches!(keys(folder.path(), NOW), Err(KeysError::Permission(PermissionError::Writable(_)))));
        put(&folder, "keyset.json", &std::fs::read_to_string(folder.path().join("keyset.json")).unwrap(), 0o644);
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        assert!(matches!(keys(folder.path(), NOW), Err(KeysError::Permission(PermissionError::OpenFolder(_)))));
        // It is used again as soon as it is as it must be.
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
        keys(folder.path(), NOW).unwrap();
    }
}
