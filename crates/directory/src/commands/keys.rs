//! `domicile-directory keys …`: the policy keys of a folder, and the ceremonies of the root. Only `epoch` needs the database, and nothing
//! here needs a network. What each does is in `crate::keys`; here is what is typed and what is printed.

use super::arguments::{DatabaseArgs, read_config};
use super::{operator, print_line};
use crate::keys::{ceremony, rotation};
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use domicile_policy::root::Root;
use jiff::Timestamp;
use std::path::PathBuf;

#[derive(Subcommand)]
pub(crate) enum KeysVerb {
    /// Make the policy keys that are missing for a year ahead, and a key set for the holders of root keys to sign.
    Rotate {
        #[command(flatten)]
        folder: Folder,
        /// The signed replacement of the root that comes into force with this key set.
        #[arg(long)]
        root_replacement: Option<PathBuf>,
        /// Why, for the log.
        #[arg(long)]
        because: Option<String>,
    },
    /// Print every published key, its dates, its state, and whether its private part is here; and when the keys run out.
    List {
        #[command(flatten)]
        folder: Folder,
    },
    /// Revoke a key in a new key set for the holders of root keys to sign: nothing that it ever signed counts once that is in force.
    Revoke {
        /// The key's id.
        kid: String,
        /// Why, for the log.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Put a key set in force that enough holders of root keys signed; the service takes it at its next start.
    Install {
        /// The signed key set.
        keyset: PathBuf,
        #[command(flatten)]
        folder: Folder,
    },
    /// The root keys: on a machine without a network.
    #[command(subcommand)]
    Root(RootVerb),
    /// The epoch of policies.
    #[command(subcommand)]
    Epoch(EpochVerb),
}

#[derive(Subcommand)]
pub(crate) enum RootVerb {
    /// Make a root: root.json to build in (DOMICILE_ROOT), and each private key in a file of its own.
    Create {
        /// How many keys.
        #[arg(long)]
        keys: usize,
        /// How many of them must sign.
        #[arg(long)]
        threshold: usize,
        /// The folder for them.
        #[arg(long)]
        out: PathBuf,
        /// The operator's id, which stands in every policy; made from a key unless told.
        #[arg(long)]
        issuer: Option<String>,
    },
    /// Sign a key set with one root key. Holders sign one after the other, wherever each of them is.
    SignKeyset {
        /// The key set.
        keyset: PathBuf,
        /// The file of the private root key.
        #[arg(long)]
        key: PathBuf,
        /// The root that the signature is for (root.json); the root of this build unless told.
        #[arg(long)]
        root: Option<PathBuf>,
        /// Where to write it; in its own place unless told.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Replace a root by another one: begin the document, or sign it with one key. It needs enough keys of both.
    Replace {
        /// The document of the replacement; begun where it is not there yet.
        #[arg(long)]
        out: PathBuf,
        /// The new root: the root.json of its keys. Its operator's id and version follow from the old root.
        #[arg(long)]
        new: PathBuf,
        /// The old root (root.json, or the replacement that made it); the root of this build unless told.
        #[arg(long)]
        old: Option<PathBuf>,
        /// The file of the private root key to sign with, of the old root or the new one.
        #[arg(long)]
        key: Option<PathBuf>,
    },
    /// Say what a root, a key set or a replacement holds, and who has signed it; without a file, which root this build trusts.
    Show {
        /// The file.
        file: Option<PathBuf>,
        /// The root to hold signatures against; the root of this build unless told.
        #[arg(long)]
        root: Option<PathBuf>,
        /// Print the root as a plain document instead, for DOMICILE_ROOT.
        #[arg(long)]
        plain: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum EpochVerb {
    /// Raise it after a restored backup or a compromise: workstations then take versions that have fallen.
    Raise {
        /// Why, for the record.
        #[arg(long)]
        because: String,
        #[command(flatten)]
        database: DatabaseArgs,
    },
}

#[derive(Args)]
pub(crate) struct Folder {
    /// The folder of the policy keys.
    #[arg(long = "folder")]
    path: Option<PathBuf>,
    /// The configuration file that names it as “keys”.
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Folder {
    fn path(&self) -> anyhow::Result<PathBuf> {
        match &self.path {
            Some(path) => Ok(path.clone()),
            None => {
                read_config(self.config.as_deref())?.keys.context("Name the folder of the policy keys: --folder DIR, or --config FILE.")
            }
        }
    }
}

pub(crate) async fn run(verb: KeysVerb) -> anyhow::Result<()> {
    let (root, now) = (Root::compiled_in(), Timestamp::now().as_second());
    match verb {
        KeysVerb::Rotate { folder, root_replacement, because } => {
            let folder = folder.path()?;
            let Some(waiting) = rotation::rotate(&folder, &root, root_replacement.as_deref(), now, &mut random)? else {
                return print_line("Keys for a year are there already; nothing to sign.");
            };
            let because = because.unwrap_or_default();
            tracing::info!(
                action = "policy_keys.rotated",
                version = waiting.version,
                fresh = waiting.fresh,
                because,
                "a key set waits for signatures"
            );
            tell(&waiting)
        }
        KeysVerb::List { folder } => {
            let (keys, reach) = rotation::list(&folder.path()?, &root, now)?;
            for it in keys {
                let here = if it.here { "here" } else { "-" };
                print_line(&format!("{}\t{}\t{}\t{}\t{here}", it.key.kid, day(it.key.activates), day(it.key.retires), it.state))?;
            }
            print_line(&reach.map_or_else(
                || "No key signs now: domicile-directory keys rotate.".to_owned(),
                |until| format!("The keys here sign until {}.", day(until)),
            ))
        }
        KeysVerb::Revoke { kid, because, folder } => {
            let because = reason(&because)?;
            let waiting = rotation::revoke(&folder.path()?, &root, &kid, now, &mut random)?;
            tracing::warn!(action = "policy_key.revoked", kid, version = waiting.version, because, "a key set waits for signatures");
            tell(&waiting)
        }
        KeysVerb::Install { keyset, folder } => {
            let version = rotation::install(&folder.path()?, &root, &keyset, now)?;
            tracing::info!(action = "policy_keys.installed", version, "a key set is in force");
            print_line(&format!("Key set {version} is in force. A service that runs takes it within seconds."))
        }
        KeysVerb::Root(verb) => run_root(verb),
        KeysVerb::Epoch(EpochVerb::Raise { because, database }) => {
            let store = database.store().await?;
            let raised = operator::raise_epoch(&store, &because, Timestamp::now()).await;
            store.close().await;
            print_line(&format!("The epoch is {}.", raised?))
        }
    }
}

fn run_root(verb: RootVerb) -> anyhow::Result<()> {
    match verb {
        RootVerb::Create { keys, threshold, out, issuer } => {
            let root = ceremony::create(&out, keys, threshold, issuer.as_deref(), &mut random)?;
            print_line(&ceremony::show(Some(&root), &Root::compiled_in())?)?;
            print_line(&format!("Give each key file in {} to a holder of its own, and keep none here.", out.display()))
        }
        RootVerb::SignKeyset { keyset, key, root, out } => {
            print_line(&ceremony::sign_keyset(&keyset, &key, &ceremony::read_root(root.as_deref())?, out.as_deref())?)
        }
        RootVerb::Replace { out, new, old, key } => {
            let (old, new) = (ceremony::read_root(old.as_deref())?, ceremony::read_root(Some(&new))?);
            print_line(&ceremony::replace(&out, &old, &new, key.as_deref())?)
        }
        RootVerb::Show { file, plain: true, .. } => print_line(&ceremony::plain(file.as_deref())?),
        RootVerb::Show { file, root, plain: false } => {
            print_line(&ceremony::show(file.as_deref(), &ceremony::read_root(root.as_deref())?)?)
        }
    }
}

fn tell(waiting: &rotation::PendingKeySet) -> anyhow::Result<()> {
    print_line(&format!("Key set {} waits for signatures: {} ({} new keys)", waiting.version, waiting.path.display(), waiting.fresh))?;
    print_line(
        "Each holder of a root key: domicile-directory keys root sign-keyset FILE --key KEY. Then: domicile-directory keys install FILE.",
    )
}

fn reason(because: &str) -> anyhow::Result<&str> {
    match because.trim() {
        "" => bail!("Say why: --because TEXT."),
        because => Ok(because),
    }
}

fn day(second: i64) -> String {
    Timestamp::from_second(second).map_or_else(|_| second.to_string(), |it| it.strftime("%Y-%m-%d").to_string())
}

fn random() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).context("the system has no random bytes")?;
    Ok(bytes)
}
