//! What several verbs take.

use crate::config::Config;
use crate::serve;
use crate::store::{Opening, ReadOnlyStore, Store};
use clap::Args;
use std::path::{Path, PathBuf};

// No doc comment: it would stand in the help of whatever takes these.
#[derive(Args)]
pub(super) struct DatabaseArgs {
    /// sqlite:PATH or postgres://user@host/database; domicile-directory.sqlite3 in this folder unless told.
    #[arg(long)]
    pub(super) database: Option<String>,
    /// The configuration file (TOML): issuers, keys, and defaults for these options.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// The configuration in a file, or an empty one.
pub(super) fn read_config(config: Option<&Path>) -> anyhow::Result<Config> {
    Ok(config.map(Config::read).transpose()?.unwrap_or_default())
}

impl DatabaseArgs {
    /// The configuration.
    pub(super) fn config(&self) -> anyhow::Result<Config> {
        read_config(self.config.as_deref())
    }

    /// The address, and how it is opened.
    pub(super) fn address(&self) -> anyhow::Result<(String, Opening)> {
        let config = self.config()?;
        let opening = Opening { serving: false, unverified_server: config.unverified_database_server };
        Ok((serve::database(self.database.as_deref(), &config), opening))
    }

    /// The database for a verb that reads: it must be there, and stays as it is.
    pub(super) async fn read_only(&self) -> anyhow::Result<ReadOnlyStore> {
        let (address, opening) = self.address()?;
        Ok(ReadOnlyStore::open(&address, opening).await?)
    }

    /// The database for a verb that writes: it must be there, and of this version.
    pub(super) async fn store(&self) -> anyhow::Result<Store> {
        let (address, opening) = self.address()?;
        Ok(Store::open_existing(&address, opening).await?)
    }

    /// The database, made where there is none, and brought up to date.
    pub(super) async fn migrate(&self) -> anyhow::Result<Store> {
        let (address, opening) = self.address()?;
        Ok(Store::open_for(&address, opening).await?)
    }
}
