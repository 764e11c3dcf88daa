//! Watches the files of the data folder that several programs of one person share.

use crate::data_dir::DataDir;
use crate::failure::{Cause, Failure};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::ffi::OsString;
use std::path::Path;

/// Called whenever one of the files may have changed.
pub type OnFiles = Box<dyn Fn() + Send + Sync>;

/// A watch; ends when it is dropped.
pub(crate) struct FileWatch(#[expect(dead_code, reason = "held for what it does")] RecommendedWatcher);

impl FileWatch {
    /// Watches session, settings and licence files.
    ///
    /// # Errors
    /// [`Cause::CannotRead`] where the system watches nothing there.
    pub(crate) fn begin(data_dir: &DataDir, changed: OnFiles) -> Result<Self, Failure> {
        data_dir.prepare()?;
        let own = [data_dir.session(), data_dir.settings()];
        let own: Vec<OsString> = own.iter().filter_map(|it| it.file_name()).map(OsString::from).collect();
        let policy = data_dir.policy();
        let licences = policy.clone();
        let concerns = move |path: &Path| path.starts_with(&licences) || path.file_name().is_some_and(|it| own.iter().any(|own| own == it));
        let seen = move |event: notify::Result<Event>| match event {
            Ok(event) => {
                let written = matches!(event.kind, EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
                // Where events were lost nobody knows what they were about.
                if event.need_rescan() || (written && event.paths.iter().any(|it| concerns(it))) {
                    changed();
                }
            }
            Err(error) => tracing::warn!(%error, "the data folder cannot be watched any more"),
        };
        let mut watcher = notify::recommended_watcher(seen).map_err(|error| refused(data_dir.root(), &error))?;
        for folder in [data_dir.root(), policy.as_path()] {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| refused(folder, &error))?;
        }
        Ok(Self(watcher))
    }
}

fn refused(folder: &Path, error: &notify::Error) -> Failure {
    Cause::cannot_read(folder, &std::io::Error::other(error.to_string())).into()
}

#[cfg(test)]
mod tests;
