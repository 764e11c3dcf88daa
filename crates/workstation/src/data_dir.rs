//! Where the files of one person on this computer are: the data folder and the names in it. `DOMICILE_HOME` overrides everything.

use crate::failure::Cause;
use domicile_policy::cache::Location;
use domicile_policy::{folder, owner};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the process was started with, as far as it matters here. An argument everywhere, so that tests set it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `DOMICILE_HOME`.
    pub home: Option<OsString>,
    /// `DOMICILE_SERVICE_URL`.
    pub service_url: Option<String>,
}

impl Environment {
    /// Reads the environment of this process. Empty values count as absent.
    pub fn of_process() -> Self {
        Self {
            home: std::env::var_os("DOMICILE_HOME").filter(|it| !it.is_empty()),
            service_url: std::env::var("DOMICILE_SERVICE_URL").ok().filter(|it| !it.trim().is_empty()),
        }
    }
}

/// The data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    root: PathBuf,
}

impl DataDir {
    /// Finds the data folder, by the rule by which products find it; creates nothing.
    ///
    /// # Errors
    /// [`Cause::NoHome`] where the system names no home folder and `DOMICILE_HOME` is not set.
    pub fn locate(environment: &Environment) -> Result<Self, Cause> {
        let root = folder::of_user_at(environment.home.as_deref()).ok_or(Cause::NoHome)?;
        Ok(Self { root })
    }

    /// Creates the folder and `policy/` in it, for the owner only. A folder that exists keeps its rights: it may be one that the
    /// person shares on purpose, and every file in it is for the owner only anyway.
    ///
    /// # Errors
    /// [`Cause::CannotWrite`] where that is not possible.
    pub fn prepare(&self) -> Result<(), Cause> {
        for folder in [self.root.clone(), folder::policy_in(&self.root)] {
            owner::create_private(&folder).map_err(|it| Cause::cannot_write(&folder, &it))?;
        }
        Ok(())
    }

    /// Whether anything can be kept here: makes the folder, and a file in it that is gone at once.
    ///
    /// # Errors
    /// [`Cause::CannotWrite`] where that is not possible.
    pub fn check_writable(&self) -> Result<(), Cause> {
        self.prepare()?;
        let made = tempfile::Builder::new().prefix(".domicile-").tempfile_in(&self.root);
        made.map(drop).map_err(|it| Cause::cannot_write(&self.root, &it))
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the signed policy of this machine is written.
    pub fn policy(&self) -> PathBuf {
        self.location().to_write().folder().to_owned()
    }

    /// The policy folders in it, as this machine sees them: a home may be shared by several.
    pub fn location(&self) -> Location {
        Location::in_home(&self.root)
    }

    /// The encrypted session.
    pub fn session(&self) -> PathBuf {
        self.root.join("session.bin")
    }

    /// The session that a renewal is about to bring, and the note that it is under way.
    pub fn session_journal(&self) -> PathBuf {
        self.root.join("session.next")
    }

    /// Held around the decision to refresh a token, across processes.
    pub fn session_lock(&self) -> PathBuf {
        self.root.join("session.lock")
    }

    /// The key of the session where the person chose a file over the password store.
    pub fn session_key(&self) -> PathBuf {
        self.root.join("session.key")
    }

    /// The person's settings.
    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.toml")
    }

    /// The last answer of `/v1/me`.
    pub fn cached_me(&self) -> PathBuf {
        self.root.join("last-known.json")
    }

    /// Check-outs that were given back here by file, until the service knows.
    pub fn offline_returns(&self) -> PathBuf {
        self.root.join("given-back.json")
    }

    /// On which computer that was made.
    pub fn machine_id_origin(&self) -> PathBuf {
        self.root.join(domicile_policy::machine::ORIGIN_FILE)
    }

    /// A random id of this computer, only where the system has none.
    pub fn machine_id(&self) -> PathBuf {
        self.root.join("machine-id")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domicile_home_overrides_everything() {
        let dir = tempfile::tempdir().unwrap();
        let data_dir = DataDir::locate(&Environment { home: Some(dir.path().join("new/er").into()), service_url: None }).unwrap();
        data_dir.prepare().unwrap();
        for path in [
            data_dir.policy(),
            data_dir.session(),
            data_dir.session_journal(),
            data_dir.session_lock(),
            data_dir.settings(),
            data_dir.cached_me(),
            data_dir.offline_returns(),
            data_dir.machine_id(),
        ] {
            assert!(path.starts_with(dir.path().join("new/er")), "{}", path.display());
        }
        assert!(data_dir.policy().is_dir());
    }

    #[test]
    fn the_folder_is_the_one_where_products_look() {
        let root = |home: Option<&str>| {
            let environment = Environment { home: home.map(OsString::from), service_url: None };
            DataDir::locate(&environment).ok().map(|it| it.root().to_owned())
        };
        let system = directories::ProjectDirs::from("", "", "Domicile").map(|it| it.data_local_dir().to_owned());
        assert!(system.is_some());
        assert_eq!(root(None), system);
        for home in [None, Some("/srv/domicile"), Some("beside/us"), Some("")] {
            assert_eq!(root(home), folder::of_user_at(home.map(std::ffi::OsStr::new)), "{home:?}");
        }
        assert_eq!((root(Some("beside/us")).map(|it| it.is_absolute()), root(Some(""))), (Some(true), None));
        let process = DataDir::locate(&Environment::of_process()).unwrap();
        assert_eq!(Some(process.root()), folder::of_user().as_deref());
        assert_eq!(process.policy(), folder::policy_in(process.root()));
        assert!(process.policy().ends_with("policy"));
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_the_owners_and_an_old_one_stays_as_it_is() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let dir = tempfile::tempdir().unwrap();
        let shared = dir.path().join("shared");
        std::fs::create_dir(&shared).unwrap();
        std::fs::set_permissions(&shared, std::fs::Permissions::from_mode(0o755)).unwrap();
        let root = shared.join("home");
        DataDir::locate(&Environment { home: Some(root.clone().into()), service_url: None }).unwrap().prepare().unwrap();
        assert_eq!((mode(&shared), mode(&root), mode(&root.join("policy"))), (0o755, 0o700, 0o700));
    }

    #[test]
    fn a_file_in_the_way_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        let data_dir = DataDir::locate(&Environment { home: Some(file.join("home").into()), service_url: None }).unwrap();
        assert!(matches!(data_dir.prepare(), Err(Cause::CannotWrite { .. })));
    }
}
