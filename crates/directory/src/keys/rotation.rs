//! The policy keys of a folder over the years: what is there, new terms, revocation, and putting a signed key set in force. Needs no
//! network and no database; the signatures come from a ceremony elsewhere (`ceremony`).

use super::{KeysError, files, folder, schedule};
use crate::file_permissions::{self, Protection};
use crate::sha256_hex::sha256_short;
use anyhow::{Context as _, bail};
use domicile_policy::ceremony::{Document, Kind};
use domicile_policy::issue::PolicySigner;
use domicile_policy::keyset::{KeySetDraft, PolicyKey, verify_keyset};
use domicile_policy::root::Root;
use std::path::{Path, PathBuf};

/// The key set in force.
const PUBLISHED: &str = "keyset.json";
/// The one that waits for signatures.
const DRAFT: &str = "keyset.draft.json";
/// How long a private key is kept after it retired, in seconds: what is issued at the end of its term may be asked for a little later.
const KEPT_AFTER: i64 = 24 * 60 * 60;

/// 32 random bytes.
pub type Random<'a> = &'a mut dyn FnMut() -> anyhow::Result<[u8; 32]>;

/// A draft that waits for signatures.
#[derive(Debug)]
pub struct PendingKeySet {
    /// The file that goes to the holders of root keys.
    pub path: PathBuf,
    /// Its version.
    pub version: u64,
    /// How many keys are new.
    pub fresh: usize,
}

/// One key, as `keys list` tells.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its published part.
    pub key: PolicyKey,
    /// Whether its private part is in the folder.
    pub here: bool,
    /// `current`, `to come`, `retired` or `revoked`.
    pub state: &'static str,
}

/// Makes the keys that are missing for a year, and a key set for the root's holders to sign; `None` where nothing is missing. A
/// replacement of the root, if there is one, comes along, and then there is always something to sign.
///
/// # Errors
/// Where the folder or what is in it cannot be used.
pub fn rotate(
    folder: &Path,
    root: &Root,
    replacement: Option<&Path>,
    now: i64,
    random: Random<'_>,
) -> anyhow::Result<Option<PendingKeySet>> {
    let published = published(folder, root)?;
    let mut roots = published.as_ref().map(Document::roots).unwrap_or_default();
    if let Some(path) = replacement {
        let next = read_document(path)?;
        if next.kind() != Kind::Root {
            bail!("{} is not the replacement of a root.", path.display());
        }
        roots.push(next);
    }
    draft(folder, root, published.as_ref(), (roots, replacement.is_some()), None, now, random)
}

/// Marks a key as revoked in a key set for the root's holders to sign, with another key for the rest of its term.
///
/// # Errors
/// Where there is no such key, or it is revoked already.
pub fn revoke(folder: &Path, root: &Root, kid: &str, now: i64, random: Random<'_>) -> anyhow::Result<PendingKeySet> {
    let published = published(folder, root)?;
    let set = published.as_ref().and_then(Document::unverified_keyset);
    match set.iter().flat_map(|it| &it.keys).find(|it| it.kid == kid) {
        None => bail!("There is no key {kid} in {}.", folder.join(PUBLISHED).display()),
        Some(key) if key.revoked => bail!("The key {kid} is revoked already."),
        Some(_) => {}
    }
    let roots = published.as_ref().map(Document::roots).unwrap_or_default();
    let waiting = draft(folder, root, published.as_ref(), (roots, false), Some(kid), now, random)?;
    waiting.context("there is nothing to sign")
}

/// Puts a signed key set in force: whatever a workstation would refuse is refused here. A service that runs takes it within seconds.
/// Private keys that are retired or revoked are removed. The version in force now.
///
/// # Errors
/// Where the root does not vouch for it, it is not newer, or its private keys are not here.
pub fn install(folder: &Path, root: &Root, signed: &Path, now: i64) -> anyhow::Result<u64> {
    let bytes = files::need(signed)?;
    let lowest = published(folder, root)?.and_then(|it| it.unverified_keyset());
    let version = lowest.as_ref().map_or(0, |it| it.version);
    let set = verify_keyset(&bytes, root, version, now)
        .map_err(|cause| KeysError::Refused { path: signed.to_owned(), cause })
        .context("This key set cannot be put in force")?;
    if set.version() == version {
        bail!("Version {version} is in force already.");
    }
    let known: Vec<&str> = lowest.iter().flat_map(|it| &it.keys).map(|it| it.kid.as_str()).collect();
    for key in set.keys().iter().filter(|it| !it.revoked && it.retires > now && !known.contains(&it.kid.as_str())) {
        if signer(folder, key)?.is_none() {
            bail!("The private part of {} is not in {}: this is not the key set that was made here.", key.kid, folder.display());
        }
    }
    if folder::signers(folder, set.keys())?.iter().all(|(key, _)| !schedule::is_current(key, now)) {
        return Err(KeysError::NoneCurrent(folder.to_owned()).into());
    }
    files::replace(&folder.join(PUBLISHED), std::str::from_utf8(&bytes)?)?;
    for key in set.keys().iter().filter(|it| it.revoked || it.retires + KEPT_AFTER <= now) {
        files::remove(&private(folder, &key.kid))?;
    }
    files::remove(&folder.join(DRAFT))?;
    Ok(set.version())
}

/// Every published key, and up to when the private keys here sign (seconds), if any does now.
///
/// # Errors
/// Where the folder or what is in it cannot be used.
pub fn list(folder: &Path, root: &Root, now: i64) -> anyhow::Result<(Vec<Listed>, Option<i64>)> {
    let Some(set) = published(folder, root)?.and_then(|it| it.unverified_keyset()) else {
        bail!("There is no {}: make keys with domicile-directory keys rotate.", folder.join(PUBLISHED).display());
    };
    let signers = folder::signers(folder, &set.keys)?;
    let reach = schedule::reach(signers.iter().map(|it| &it.0), set.exp, now);
    let listed = set.keys.into_iter().map(|key| Listed {
        here: signers.iter().any(|it| it.0.kid == key.kid),
        state: match () {
            () if key.revoked => "revoked",
            () if now < key.activates => "to come",
            () if now < key.retires => "current",
            () => "retired",
        },
        key,
    });
    Ok((listed.collect(), reach))
}

/// The key set in force. Verified, or a forged file in the folder would be signed anew by the next ceremony.
fn published(folder: &Path, root: &Root) -> anyhow::Result<Option<Document>> {
    file_permissions::folder(folder)?;
    let path = folder.join(PUBLISHED);
    let Some(bytes) = file_permissions::read(&path, Protection::Trusted)?.map(String::into_bytes) else { return Ok(None) };
    // Whether it is over is no question here: a set that has run out is what a rotation is for.
    verify_keyset(&bytes, root, 0, 0).map_err(|cause| KeysError::Refused { path, cause })?;
    Ok(Some(Document::read(&bytes)?))
}

fn read_document(path: &Path) -> anyhow::Result<Document> {
    Document::read(&files::need(path)?).with_context(|| format!("{} cannot be used", path.display()))
}

fn draft(
    folder: &Path,
    root: &Root,
    published: Option<&Document>,
    (roots, always): (Vec<Document>, bool),
    revoked: Option<&str>,
    now: i64,
    random: Random<'_>,
) -> anyhow::Result<Option<PendingKeySet>> {
    files::folder(folder)?;
    let before = published.and_then(Document::unverified_keyset);
    // Random bytes first: what makes keys cannot fail.
    let mut seeds = (0..16).map(|_| random()).collect::<anyhow::Result<Vec<_>>>()?;
    let mut fresh: Vec<(String, [u8; 32])> = Vec::new();
    let made = schedule::plan(before.as_ref(), root.issuer(), revoked, now, |activates, retires| {
        let seed = seeds.pop().unwrap_or_default();
        let signer = PolicySigner::from_seed("", &seed);
        let mut key = signer.public(activates, retires);
        key.kid = kid(&key.x);
        fresh.push((key.kid.clone(), seed));
        key
    });
    // Where only the root is new, the keys are what they were.
    let again = || before.clone().map(|it| KeySetDraft { version: it.version + 1, iat: now, ..it });
    let Some(made) = made.or_else(|| again().filter(|_| always)) else { return Ok(None) };
    let version = made.version;
    let document = Document::keyset(&made, roots)?;
    // Nobody could believe it, however many signed: better to know before they meet.
    document.root_after(root).context("The replacement of the root does not follow the root of this build")?;
    discard(folder, before.as_ref())?;
    for (kid, seed) in &fresh {
        files::write_seed(&private(folder, kid), seed)?;
    }
    let path = folder.join(DRAFT);
    files::replace(&path, &document.write()?)?;
    Ok(Some(PendingKeySet { path, version, fresh: fresh.len() }))
}

/// Removes a draft that waits, and the private keys that were made for it and published nowhere.
fn discard(folder: &Path, published: Option<&KeySetDraft>) -> anyhow::Result<()> {
    let path = folder.join(DRAFT);
    let Some(bytes) = files::read(&path)? else { return Ok(()) };
    let waiting = Document::read(&bytes).ok().and_then(|it| it.unverified_keyset());
    let is_published = |kid: &str| published.is_some_and(|it| it.keys.iter().any(|key| key.kid == kid));
    for key in waiting.iter().flat_map(|it| &it.keys).filter(|it| !is_published(&it.kid) && folder::is_plain(&it.kid)) {
        files::remove(&private(folder, &key.kid))?;
    }
    files::remove(&path)
}

fn private(folder: &Path, kid: &str) -> PathBuf {
    folder.join(format!("{kid}.key"))
}

fn signer(folder: &Path, key: &PolicyKey) -> anyhow::Result<Option<PolicySigner>> {
    Ok(folder::signers(folder, std::slice::from_ref(key))?.pop().map(|it| it.1))
}

/// A key's id: what it is, so that two keys never share one.
fn kid(x: &[u8; 32]) -> String {
    format!("policy-{}", sha256_short(x))
}
