//! What several verbs take.

use crate::config::Config;
use crate::serve;
use crate::store::{Opening, Store};
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

    /// The database, open and migrated.
    pub(super) async fn store(&self) -> anyhow::Result<Store> {
        let config = self.config()?;
        let opening = Opening { serving: false, unverified_server: config.unverified_database_server };
        Ok(Store::open_for(&serve::database(self.database.as_deref(), &config), opening).await?)
    }
}
