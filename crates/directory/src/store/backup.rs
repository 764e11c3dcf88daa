//! A copy of an SQLite database, made while a service may work on it: `VACUUM INTO` reads one consistent view, and keeps nobody from
//! writing. Until the copy is whole and was looked through it has another name, so that a file of the name that was asked for is a backup.

use super::error::text_of;
use super::sqlite::{self, SqlitePool};
use super::{Opening, Pools, ReadOnlyStore, Store, StoreError, audit_chains};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempPath;

const COPY: &str = "VACUUM INTO $1";
const INTEGRITY: &str = "PRAGMA integrity_check(1)";
/// How many chains are looked at at once.
const PAGE: i64 = 500;

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BackupReport {
    /// The version of its tables.
    pub(crate) tables: i64,
    /// Chains of events and events in them; `None` where the tables are of an older version of the program.
    pub(crate) record: Option<(u64, u64)>,
}

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is a file of that name.
    #[error("{0} is there already, and a backup overwrites nothing: name another file.")]
    Exists(PathBuf),
    /// It cannot be written.
    #[error("cannot write the backup {path}: {cause}")]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// It is not what it was copied from.
    #[error("The copy is not whole and was thrown away: {0}.")]
    NotWhole(String),
}

/// Copies the database at `address`, an SQLite file, to a new file; looks the copy through.
///
/// # Errors
/// [`BackupError`]; nothing is left behind then.
pub(crate) async fn back_up(address: &str, opening: Opening, to: &Path) -> Result<BackupReport, BackupError> {
    if to.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let failed = |cause: String| BackupError::Write { path: to.to_owned(), cause };
    let partial = partial_file(to).map_err(|cause| failed(cause.to_string()))?;
    let source = ReadOnlyStore::open_any(address, opening).await?;
    let copied = copy(&source, &partial, to).await;
    // Where somebody began to write to a file that nobody had open, the copy may be half old, half new.
    source.close().await?;
    let report = look_through(&partial, copied?).await?;
    keep(partial, to).await?;
    Ok(report)
}

/// An empty file beside the one that is to be, its owner's only; removed unless it is kept.
fn partial_file(to: &Path) -> io::Result<TempPath> {
    let folder = to.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // By its whole name, which SQLite cannot take for the address of something else.
    let folder = folder.canonicalize()?;
    Ok(tempfile::Builder::new().prefix(".backup-").suffix(".partial").tempfile_in(folder)?.into_temp_path())
}

/// Copies; the version of the tables.
async fn copy(source: &ReadOnlyStore, partial: &Path, to: &Path) -> Result<i64, BackupError> {
    let tables = match source.version().await {
        // Before an upgrade the new program makes the backup as well as the old one.
        Ok(version) | Err(StoreError::Older { database: version, .. }) => version,
        Err(other) => return Err(other.into()),
    };
    let failed = |cause: String| BackupError::Write { path: to.to_owned(), cause };
    let name = partial.to_str().ok_or_else(|| failed("its name is no text".to_owned()))?;
    let on = lite(source)?.acquire().await.map_err(|error| failed(text_of(&error)))?;
    sqlite::run(&on, COPY, &[&name]).map_err(|error| failed(text_of(&error)))?;
    Ok(tables)
}

fn lite(store: &Store) -> Result<&SqlitePool, StoreError> {
    match &store.pools {
        Pools::Lite { readers, .. } => Ok(readers),
        Pools::Pg { .. } => Err(StoreError::Address("PostgreSQL has a program of its own for backups: pg_dump.".to_owned())),
    }
}

/// Opens the copy and holds it against what it must be.
async fn look_through(partial: &Path, tables: i64) -> Result<BackupReport, BackupError> {
    let copy = ReadOnlyStore::open_any(&format!("sqlite:{}", partial.display()), Opening::default()).await?;
    let judged = judge(&copy, tables).await;
    copy.close().await?;
    judged
}

async fn judge(copy: &ReadOnlyStore, tables: i64) -> Result<BackupReport, BackupError> {
    let on = lite(copy)?.acquire().await.map_err(StoreError::from)?;
    let said: Vec<(String,)> = sqlite::rows(&on, INTEGRITY, &[]).map_err(StoreError::from)?;
    drop(on);
    if !matches!(said.as_slice(), [(only,)] if only == "ok") {
        return Err(BackupError::NotWhole(said.into_iter().map(|it| it.0).collect::<Vec<_>>().join("; ")));
    }
    match copy.version().await {
        Ok(version) if version == tables => Ok(BackupReport { tables, record: Some(ends(copy).await?) }),
        Err(StoreError::Older { database: version, .. }) if version == tables => Ok(BackupReport { tables, record: None }),
        Ok(version) => Err(BackupError::NotWhole(format!("its tables are of version {version}"))),
        Err(other) => Err(other.into()),
    }
}

/// How many chains there are and how many events, each chain ending where the database says.
async fn ends(copy: &Store) -> Result<(u64, u64), BackupError> {
    let (mut tx, mut last, mut found) = (copy.read().await?, String::new(), (0, 0));
    loop {
        let page = audit_chains::ends_after(&mut tx, &last, PAGE).await?;
        let Some(end) = page.last() else { return Ok(found) };
        last.clone_from(&end.chain);
        for end in page {
            let newest = audit_chains::links_before(&mut tx, &end.chain, i64::MAX, 1).await?.pop();
            let fits = newest.is_some_and(|it| it.sequence == Some(end.length) && it.hash.as_ref() == Some(&end.hash));
            if !fits {
                let what =
                    format!("the events of “{}” do not end where the database says; domicile-directory audit verify says more", end.chain);
                return Err(BackupError::NotWhole(what));
            }
            found = (found.0 + 1, found.1 + u64::try_from(end.length).unwrap_or_default());
        }
    }
}

/// Gives the copy its name, for good.
async fn keep(partial: TempPath, to: &Path) -> Result<(), BackupError> {
    let to = to.to_owned();
    let kept = tokio::task::spawn_blocking(move || {
        let failed = |cause: String| BackupError::Write { path: to.clone(), cause };
        File::open(&partial).and_then(|it| it.sync_all()).map_err(|error| failed(error.to_string()))?;
        partial.persist_noclobber(&to).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => BackupError::Exists(to.clone()),
            _ => failed(error.error.to_string()),
        })?;
        #[cfg(unix)]
        if let Some(folder) = to.parent().map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it }) {
            File::open(folder).and_then(|it| it.sync_all()).map_err(|error| failed(error.to_string()))?;
        }
        Ok(())
    });
    kept.await.map_err(|error| BackupError::NotWhole(error.to_string()))?
}
