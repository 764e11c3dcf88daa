//! Root keys: made, used and shown on a machine without a network. Each private root key is a file of its own, for a holder of its own;
//! documents go from hand to hand and gather signatures.

use super::rotation::Random;
use super::schedule::date;
use super::{files, folder};
use crate::file_permissions::{self, Protection};
use crate::sha256_hex::sha256_short;
use anyhow::{Context as _, bail};
use domicile_policy::ceremony::{self, Document, Kind, read_root_for_ceremony, write_root};
use domicile_policy::root::{Root, RootSigner};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The root's public document.
const ROOT: &str = "root.json";

/// Makes a root of so many keys: `root.json`, and a file for each private key. The root's file.
///
/// # Errors
/// For a threshold that cannot be reached, or where the folder holds a root already.
pub fn create(folder: &Path, keys: usize, threshold: usize, issuer: Option<&str>, random: Random<'_>) -> anyhow::Result<PathBuf> {
    let seeds = (0..keys).map(|_| random()).collect::<anyhow::Result<Vec<_>>>()?;
    let public: Vec<(String, [u8; 32])> = seeds.iter().map(|seed| named(RootSigner::from_seed("", seed).public())).collect();
    let issuer = match (issuer, public.first()) {
        (Some(issuer), _) => issuer.to_owned(),
        // No two operators must have the same id, and nobody else makes this key.
        (None, Some((_, x))) => format!("domicile-{}", sha256_short(x)),
        (None, None) => bail!("A root needs keys: --keys N."),
    };
    let Ok(root) = ceremony::root(&issuer, 1, threshold, public.clone()) else {
        bail!("{threshold} of {keys} keys cannot sign: the threshold is at least 1 and at most the number of keys.");
    };
    files::folder(folder)?;
    let path = folder.join(ROOT);
    if path.exists() {
        bail!("{} is there already: another root needs another folder.", path.display());
    }
    for ((kid, _), seed) in public.iter().zip(&seeds) {
        files::write_seed(&folder.join(format!("{kid}.key")), seed)?;
    }
    files::write_new(&path, &format!("{}\n", write_root(&root)?))?;
    Ok(path)
}

/// One holder signs a key set, in its file or into another one. What was signed, and who has signed by now.
///
/// # Errors
/// Where the key is not one of the root's, or has signed already.
pub fn sign_keyset(path: &Path, key: &Path, root: &Root, out: Option<&Path>) -> anyhow::Result<String> {
    let mut document = read(path)?;
    if document.kind() != Kind::KeySet {
        bail!("{} is not a key set: a new root is signed by domicile-directory keys root replace.", path.display());
    }
    let last = document.root_after(root)?;
    // The old holders may sign as well: programs that cannot follow a new root yet need them.
    sign(&mut document, key, &[root, &last])?;
    save(&document, path, out)?;
    tell(&document, &last)
}

/// Begins the replacement of `old` by the keys and the threshold of `new`, or takes it up where its file is there already; one holder
/// signs it, if a key is named. What it says, and who has signed by now.
///
/// # Errors
/// Where the key belongs to neither root, or the file holds another replacement.
pub fn replace(path: &Path, old: &Root, new: &Root, key: Option<&Path>) -> anyhow::Result<String> {
    let fresh = Document::replacement(old, new)?;
    let mut document = match files::read(path)? {
        None => fresh,
        Some(bytes) => {
            let begun = Document::read(&bytes).with_context(|| format!("{} cannot be used", path.display()))?;
            if begun.unverified_root() != fresh.unverified_root() {
                bail!("{} holds the replacement of another root, or by another one.", path.display());
            }
            begun
        }
    };
    let next = document.unverified_root().context("no root in it")?;
    if let Some(key) = key {
        sign(&mut document, key, &[old, &next])?;
    }
    save(&document, path, None)?;
    Ok(format!("{}\nOf the old root: {}\nOf the new root: {}", describe(&next), progress(&document, old), progress(&document, &next)))
}

/// What a file holds: a root, a key set, or the replacement of a root; without a file, the root of this build. `root` is what signatures
/// are held against.
///
/// # Errors
/// For any other file.
pub fn show(path: Option<&Path>, root: &Root) -> anyhow::Result<String> {
    let Some(path) = path else { return Ok(describe(root)) };
    let bytes = files::need(path)?;
    if let Ok(document) = Document::read(&bytes) {
        return match document.unverified_root() {
            None => tell(&document, &document.root_after(root)?),
            Some(next) => Ok(format!(
                "{}\nOf the old root: {}\nOf the new root: {}",
                describe(&next),
                progress(&document, root),
                progress(&document, &next)
            )),
        };
    }
    let shown = read_root_for_ceremony(&bytes).with_context(|| format!("{} cannot be used", path.display()))?;
    Ok(describe(&shown))
}

/// The root in a file, or the one that the replacement in it makes, or the root of this build: as a plain document, for `DOMICILE_ROOT`.
///
/// # Errors
/// Where there is none.
pub fn plain(path: Option<&Path>) -> anyhow::Result<String> {
    Ok(write_root(&read_root(path)?)?)
}

/// The root in a file, or the root of this build.
///
/// # Errors
/// Where the file holds none.
pub fn read_root(path: Option<&Path>) -> anyhow::Result<Root> {
    let Some(path) = path else { return Ok(Root::compiled_in()) };
    // A root is what everything else is held against.
    let bytes = file_permissions::need(path, Protection::Trusted)?.into_bytes();
    let replacement = Document::read(&bytes).ok().and_then(|it| it.unverified_root());
    match replacement {
        Some(root) => Ok(root),
        None => read_root_for_ceremony(&bytes).with_context(|| format!("{} cannot be used", path.display())),
    }
}

fn named(x: [u8; 32]) -> (String, [u8; 32]) {
    (format!("root-{}", sha256_short(x)), x)
}

fn read(path: &Path) -> anyhow::Result<Document> {
    Document::read(&files::need(path)?).with_context(|| format!("{} cannot be used", path.display()))
}

/// Signs with the key in a file, under the id that the roots know it by.
fn sign(document: &mut Document, key: &Path, roots: &[&Root]) -> anyhow::Result<()> {
    let Some(seed) = folder::read_seed(key)? else { bail!("There is no file {}.", key.display()) };
    let public = RootSigner::from_seed("", &seed).public();
    let known = roots.iter().flat_map(|it| it.keys()).find(|it| it.1 == public);
    let Some((kid, _)) = known else { bail!("The key in {} belongs to none of the roots that must sign this.", key.display()) };
    Ok(document.sign(&RootSigner::from_seed(kid.clone(), &seed), roots)?)
}

fn save(document: &Document, path: &Path, out: Option<&Path>) -> anyhow::Result<()> {
    let text = document.write()?;
    match out.filter(|it| *it != path) {
        Some(out) => files::write_new(out, &text),
        None => files::replace(path, &text),
    }
}

/// What a key set says, for whoever is asked to sign it.
fn tell(document: &Document, root: &Root) -> anyhow::Result<String> {
    let set = document.unverified_keyset().context("no key set in it")?;
    let mut text = format!("Key set of {}, version {}, from {} to {}\n", set.issuer, set.version, date(set.iat), date(set.exp));
    for key in &set.keys {
        let revoked = if key.revoked { ", revoked" } else { "" };
        let _ = writeln!(text, "  {}  {} to {}{revoked}", key.kid, date(key.activates), date(key.retires));
    }
    for next in document.roots().iter().filter_map(Document::unverified_root) {
        let _ = writeln!(text, "  brings root version {}: {} of {} keys", next.version(), next.threshold(), next.keys().len());
    }
    Ok(format!("{text}{}", progress(document, root)))
}

fn describe(root: &Root) -> String {
    let mut text =
        format!("Root of {}, version {}: {} of {} keys must sign", root.issuer(), root.version(), root.threshold(), root.keys().len());
    for (kid, x) in root.keys() {
        let _ = write!(text, "\n  {kid}  {}", sha256_short(x));
    }
    text
}

fn progress(document: &Document, root: &Root) -> String {
    let signed = document.signed_by(root);
    let missing = root.threshold().saturating_sub(signed.len());
    let who = if signed.is_empty() { "nobody".to_owned() } else { signed.join(", ") };
    let rest = if missing == 0 { "enough".to_owned() } else { format!("{missing} more needed") };
    format!("signed by {who}; {rest}")
}
