//! What several verbs take.

use crate::config::Config;
use crate::serve;
use crate::store::{ReadOnlyStore, Store};
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

    fn address(&self) -> anyhow::Result<String> {
        Ok(serve::database(self.database.as_deref(), &self.config()?))
    }

    /// The database for a verb that reads: it must be there, and stays as it is.
    pub(super) async fn read_only(&self) -> anyhow::Result<ReadOnlyStore> {
        Ok(ReadOnlyStore::open(&self.address()?).await?)
    }

    /// The database for a verb that writes: it must be there, and of this version.
    pub(super) async fn store(&self) -> anyhow::Result<Store> {
        Ok(Store::open_existing(&self.address()?).await?)
    }

    /// The database, made where there is none, and brought up to date.
    pub(super) async fn migrate(&self) -> anyhow::Result<Store> {
        Ok(Store::open(&self.address()?).await?)
    }
}
