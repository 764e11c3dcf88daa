//! The database: whether it is reached, and whether its tables are this program's.

use super::files::may_write;
use super::report::Check;
use crate::store::{Opening, ReadOnlyStore, StoreError};
use domicile_model::shown_address::shown_address;
use std::path::{Path, PathBuf};

/// What was found.
struct Found {
    /// The version of its tables, or why it cannot be read, or why they are none of this program's.
    tables: Result<i64, StoreError>,
    /// A file's folder, where that is not one that can be written to.
    bad_folder: Option<PathBuf>,
    /// The file, where it cannot be written.
    bad_file: Option<PathBuf>,
}

pub(super) async fn check(address: &str, unverified_server: bool) -> Vec<Check> {
    let opening = Opening { serving: false, unverified_server };
    let tables = match ReadOnlyStore::open_any(address, opening).await {
        Ok(store) => {
            let version = store.version().await;
            // Whether a service began to work on it meanwhile is all the same.
            let _ = store.close().await;
            version
        }
        Err(error) => Err(error),
    };
    let file = address.strip_prefix("sqlite:").map(|it| it.strip_prefix("//").unwrap_or(it));
    let (bad_folder, bad_file) = file.map_or((None, None), |it| unwritable(Path::new(it)));
    judge(&shown_address(address), &Found { tables, bad_folder, bad_file })
}

/// The folder of a file that cannot be written to, and the file that cannot be.
fn unwritable(file: &Path) -> (Option<PathBuf>, Option<PathBuf>) {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = (!folder.is_dir() || !may_write(folder)).then(|| folder.to_owned());
    (folder, (file.exists() && !may_write(file)).then(|| file.to_owned()))
}

fn judge(address: &str, found: &Found) -> Vec<Check> {
    const REACH: &str = "database";
    const TABLES: &str = "database.tables";
    if let Some(folder) = &found.bad_folder {
        return vec![Check::failed(
            REACH,
            format!("{} is no folder that this user may write to.", folder.display()),
            "The service keeps its database there, and files beside it.",
            "Make the folder, and give it to the user whom the service runs as: install -d -m 700 -o USER FOLDER.",
        )];
    }
    if let Some(file) = &found.bad_file {
        return vec![Check::failed(
            REACH,
            format!("{} may not be written by this user.", file.display()),
            "The service could not start on it.",
            "Run this as the user whom the service runs as, or give the file to that user.",
        )];
    }
    let there = || Check::ok(REACH, format!("{address} answers."));
    match &found.tables {
        Ok(version) => vec![there(), Check::ok(TABLES, format!("Its tables are of version {version}, as this program's."))],
        Err(error @ StoreError::Older { .. }) => vec![
            there(),
            Check::warning(
                TABLES,
                "Its tables are of an older version.",
                error.to_string(),
                "Make a backup (domicile-directory backup); the start brings the tables up to date, and no older program opens them then.",
            ),
        ],
        Err(error @ (StoreError::Newer { .. } | StoreError::Unfinished | StoreError::Migration(_))) => vec![
            there(),
            Check::failed(
                TABLES,
                "Its tables are not this program's.",
                error.to_string(),
                "See “Upgrade and roll-back” of docs/operations.md.",
            ),
        ],
        Err(error @ (StoreError::Missing(_) | StoreError::NoTables)) => vec![Check::warning(
            REACH,
            format!("There is nothing at {address} yet."),
            error.to_string(),
            "Right before the first start, which makes the tables. Otherwise name the database that the service uses.",
        )],
        Err(
            error @ (StoreError::Address(_)
            | StoreError::File { .. }
            | StoreError::FileRefused(_)
            | StoreError::Unreachable { .. }
            | StoreError::Unfit(_)
            | StoreError::Unreadable { .. }
            | StoreError::Permission(_)
            | StoreError::Busy(_)
            | StoreError::MigrationUnderWay(_)
            | StoreError::Statement(_)
            | StoreError::NoAnswer(_)
            | StoreError::Uncertain(_)
            | StoreError::WriteFailed { .. }
            | StoreError::Content(_)),
        ) => vec![Check::failed(REACH, format!("{address} cannot be used."), error.to_string(), "See docs/database.md.")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;

    fn states(tables: Result<i64, StoreError>) -> Vec<(&'static str, State)> {
        judge("sqlite:d", &Found { tables, bad_folder: None, bad_file: None }).iter().map(|it| (it.id, it.state)).collect()
    }

    #[test]
    fn a_database_is_judged_by_whether_a_start_would_do() {
        let (ok, warning, failed) = (State::Ok, State::Warning, State::Failed);
        assert_eq!(states(Ok(11)), [("database", ok), ("database.tables", ok)]);
        assert_eq!(states(Err(StoreError::Older { database: 9, program: 11 })), [("database", ok), ("database.tables", warning)]);
        assert_eq!(states(Err(StoreError::Newer { database: 12, program: 11 })), [("database", ok), ("database.tables", failed)]);
        assert_eq!(states(Err(StoreError::Unfinished)), [("database", ok), ("database.tables", failed)]);
        assert_eq!(states(Err(StoreError::Missing("d".into()))), [("database", warning)]);
        assert_eq!(states(Err(StoreError::NoAnswer("no".into()))), [("database", failed)]);
        let versions =
            judge("d", &Found { tables: Err(StoreError::Newer { database: 12, program: 11 }), bad_folder: None, bad_file: None });
        let why = versions[1].why.as_ref().unwrap();
        assert!(why.contains("version 12") && why.contains("version 11"), "{why}");
    }

    #[test]
    fn a_folder_or_a_file_that_cannot_be_written_is_named() {
        let folder = judge("sqlite:d", &Found { tables: Ok(11), bad_folder: Some("var".into()), bad_file: None });
        assert!(folder[0].state == State::Failed && folder[0].what.contains("var"), "{folder:?}");
        let file = judge("sqlite:d", &Found { tables: Ok(11), bad_folder: None, bad_file: Some("d".into()) });
        assert_eq!(file[0].state, State::Failed);
        assert_eq!(unwritable(Path::new("/no/such/folder/d")).0, Some("/no/such/folder".into()));
    }
}
