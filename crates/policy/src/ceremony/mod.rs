//! The steps of a root ceremony, for tools on a machine without a network: documents begin unsigned, each holder of a root key adds a
//! signature, and anybody can say who signed. A product needs none of this: it trusts [`Root::compiled_in`] and nothing that is read here.

use crate::issue::IssueError;
use crate::jws::General;
use crate::keyset::{self, KeySetDraft, KeySetRefusal};
use crate::root::replace::{self, RootRefusal};
use crate::root::{Root, RootSigner};

#[cfg(test)]
mod tests;

/// What a ceremony signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A key set.
    KeySet,
    /// A replacement of the root.
    Root,
}

impl Kind {
    fn typ(self) -> &'static str {
        match self {
            Self::KeySet => keyset::TYP,
            Self::Root => replace::TYP,
        }
    }
}

/// Why a step cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum CeremonyError {
    /// Neither a key set nor a replacement of the root.
    #[error("this is neither a key set nor a new root")]
    NotADocument,
    /// Not a root.
    #[error("this is not a root: it needs an issuer, a threshold from 1 to the number of keys, and different keys")]
    NotARoot,
    /// The key's signature stands there already.
    #[error("the key {0} has signed this already")]
    SignedAlready(String),
    /// The key belongs to none of the roots that count.
    #[error("the key {0} belongs to none of the roots that must sign this")]
    NotOfTheRoot(String),
    /// Nobody would believe the root that it follows.
    #[error(transparent)]
    Root(#[from] RootRefusal),
    /// Nobody would believe the key set.
    #[error(transparent)]
    KeySet(#[from] KeySetRefusal),
    /// Every reader would refuse it.
    #[error(transparent)]
    Issue(#[from] IssueError),
    /// It could not be written as JSON.
    #[error("cannot write the document")]
    Json(#[from] serde_json::Error),
}

/// A document under way: read, not believed.
#[derive(Debug, Clone)]
pub struct Document {
    kind: Kind,
    general: General,
}

impl Document {
    /// Reads a document, signed or not. What it says is not believed by that.
    ///
    /// # Errors
    /// [`CeremonyError::NotADocument`].
    pub fn read(text: &[u8]) -> Result<Self, CeremonyError> {
        let general = General::parse(text).ok_or(CeremonyError::NotADocument)?;
        let json = general.json().ok_or(CeremonyError::NotADocument)?;
        let kind = match (keyset::read(&json), replace::read(&json)) {
            (Some(_), None) => Kind::KeySet,
            (None, Some(_)) => Kind::Root,
            // A document that could be taken for either must not be signed as either.
            _ => return Err(CeremonyError::NotADocument),
        };
        Ok(Self { kind, general })
    }

    /// A key set that nobody signed yet, with the replacements of the root that readers may need.
    ///
    /// # Errors
    /// [`CeremonyError::Issue`] for a set that every reader would refuse.
    pub fn keyset(draft: &KeySetDraft, roots: Vec<Self>) -> Result<Self, CeremonyError> {
        let mut general = keyset::unsigned(draft)?;
        general.roots = roots.into_iter().map(|it| it.general).collect();
        Ok(Self { kind: Kind::KeySet, general })
    }

    /// The replacement of `old` by the keys and the threshold of `new`, before anybody signed it.
    ///
    /// # Errors
    /// [`CeremonyError::NotARoot`] where versions have come to their end.
    pub fn replacement(old: &Root, new: &Root) -> Result<Self, CeremonyError> {
        let version = old.version().checked_add(1).ok_or(CeremonyError::NotARoot)?;
        let next = root(old.issuer(), version, new.threshold(), new.keys().to_vec())?;
        Ok(Self { kind: Kind::Root, general: General::unsigned(crate::jws::encode(&replace::write(&next)?)) })
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What the key set says, unverified; `None` for a root.
    pub fn unverified_keyset(&self) -> Option<KeySetDraft> {
        self.general.json().as_deref().and_then(keyset::read).map(|it| it.0)
    }

    /// What the new root says, unverified; `None` for a key set.
    pub fn unverified_root(&self) -> Option<Root> {
        self.general.json().as_deref().and_then(replace::read)
    }

    /// The replacements of the root that a key set brings along.
    pub fn roots(&self) -> Vec<Self> {
        self.general.roots.iter().map(|it| Self { kind: Kind::Root, general: it.clone() }).collect()
    }

    /// The root that a reader with `root` compiled in ends at, over the replacements that this key set brings along.
    ///
    /// # Errors
    /// [`CeremonyError::Root`] where they do not lead on from there.
    pub fn root_after(&self, root: &Root) -> Result<Root, CeremonyError> {
        Ok(replace::follow(root, &self.general.roots)?.pop().unwrap_or_else(|| root.clone()))
    }

    /// Which keys of this root signed it.
    pub fn signed_by(&self, root: &Root) -> Vec<String> {
        self.general.signers(self.kind.typ(), root).into_iter().map(str::to_owned).collect()
    }

    /// Adds a signature of a key of one of these roots.
    ///
    /// # Errors
    /// [`CeremonyError::NotOfTheRoot`], [`CeremonyError::SignedAlready`].
    pub fn sign(&mut self, signer: &RootSigner, roots: &[&Root]) -> Result<(), CeremonyError> {
        let belongs = |root: &&&Root| root.keys().iter().any(|(kid, x)| kid == signer.kid() && *x == signer.public());
        let Some(root) = roots.iter().find(belongs) else { return Err(CeremonyError::NotOfTheRoot(signer.kid().to_owned())) };
        if self.signed_by(root).iter().any(|it| it == signer.kid()) {
            return Err(CeremonyError::SignedAlready(signer.kid().to_owned()));
        }
        Ok(self.general.sign(self.kind.typ(), signer)?)
    }

    /// As JSON, for the next holder or for the service.
    ///
    /// # Errors
    /// [`CeremonyError::Json`].
    pub fn write(&self) -> Result<String, CeremonyError> {
        Ok(self.general.write()?)
    }
}

/// A root of these parts.
///
/// # Errors
/// [`CeremonyError::NotARoot`] for one that nobody could use.
pub fn root(issuer: &str, version: u64, threshold: usize, keys: Vec<(String, [u8; 32])>) -> Result<Root, CeremonyError> {
    replace::checked(issuer.to_owned(), version, threshold, keys).ok_or(CeremonyError::NotARoot)
}

/// Reads the plain document of a root, as `DOMICILE_ROOT` names it at build time. For ceremonies and tests: a program that believed a root
/// because it stands in a file would believe anybody.
///
/// # Errors
/// [`CeremonyError::NotARoot`].
pub fn read_root_for_ceremony(text: &[u8]) -> Result<Root, CeremonyError> {
    let mut value: serde_json::Value = serde_json::from_slice(text).map_err(|_| CeremonyError::NotARoot)?;
    // The first root need not say that it is the first.
    value.as_object_mut().ok_or(CeremonyError::NotARoot)?.entry("version").or_insert_with(|| 1.into());
    replace::read(&serde_json::to_vec(&value)?).ok_or(CeremonyError::NotARoot)
}

/// The plain document of a root.
///
/// # Errors
/// [`CeremonyError::Json`].
pub fn write_root(root: &Root) -> Result<String, CeremonyError> {
    Ok(replace::write_pretty(root)?)
}
