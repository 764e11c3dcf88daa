//! The keys of a real service: a folder that only the service can read, filled after a root ceremony.

use super::{KeysError, PolicyKeys, is_current};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::verify_keyset;
use domicile_policy::root::Root;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

pub(super) fn keys(folder: &Path, now: i64) -> Result<PolicyKeys, KeysError> {
    let root = Root::compiled_in();
    let path = folder.join("keyset.json");
    let published = std::fs::read_to_string(&path).map_err(|source| KeysError::File { path: path.clone(), source })?;
    let set = verify_keyset(published.as_bytes(), &root, 0, now).map_err(|source| KeysError::Refused { path, source })?;
    let mut signers = Vec::new();
    for key in set.keys() {
        // A name of the key set becomes a file name: nothing but a plain one.
        if !key.kid.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it)) {
            continue;
        }
        let path = folder.join(format!("{}.key", key.kid));
        let Some(seed) = read_seed(&path)? else { continue };
        let signer = PolicySigner::from_seed(key.kid.clone(), &seed);
        if signer.public(key.activates, key.retires).x != key.x {
            return Err(KeysError::NotAKey(path));
        }
        signers.push((key.clone(), signer));
    }
    if !signers.iter().any(|(key, _)| is_current(key, now)) {
        return Err(KeysError::NoneCurrent(folder.to_owned()));
    }
    Ok(PolicyKeys { issuer: root.issuer().to_owned(), published, signers })
}

/// The private key in a file; `None` where there is no such file (keys to come are kept elsewhere until they are needed).
fn read_seed(path: &PathBuf) -> Result<Option<[u8; 32]>, KeysError> {
    let failed = |source| KeysError::File { path: path.clone(), source };
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if file.metadata().map_err(failed)?.permissions().mode() & 0o077 != 0 {
            return Err(KeysError::Open(path.clone()));
        }
    }
    let mut text = String::new();
    file.read_to_string(&mut text).map_err(failed)?;
    let seed = URL_SAFE_NO_PAD.decode(text.trim()).ok().and_then(|it| <[u8; 32]>::try_from(it).ok());
    seed.map(Some).ok_or_else(|| KeysError::NotAKey(path.clone()))
}
