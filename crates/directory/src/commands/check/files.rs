//! Files and folders: whose they are, and who else could read or change them.

use super::report::Check;
use crate::config::{Config, ConfigError};
use crate::file_permissions::{self, PermissionError, Protection};
use crate::security_events::Target;
use std::path::{Path, PathBuf};

/// The configuration file cannot be used, so nothing is known.
pub(super) fn unusable_configuration(error: &ConfigError) -> Check {
    let action = match error {
        ConfigError::File(error) => action_for(error),
        ConfigError::Content { .. } => "Correct that line; docs/configuration.md lists every setting.".to_owned(),
    };
    Check::failed("files.config", "The configuration file cannot be used, so nothing else was tried.", error.to_string(), action)
}

/// What was found at one file.
enum Found {
    /// As it must be, or not there and not needed yet.
    AsItMustBe,
    /// It is not.
    Refused(PermissionError),
    /// Its folder is none, or may not be written to.
    NoPlace(PathBuf),
}

/// Something that a setting names.
struct Named {
    id: &'static str,
    what: &'static str,
    path: PathBuf,
    found: Found,
}

/// Looks at every file that the configuration names.
pub(super) fn check(config: &Config) -> Vec<Check> {
    let mut named = Vec::new();
    let mut look = |id, what, path: &Path, found| named.push(Named { id, what, path: path.to_owned(), found });
    if let Some(file) = &config.file {
        look("files.config", "The configuration file", &file.path, Found::AsItMustBe);
    }
    if let Some(folder) = &config.keys {
        look("files.keys", "The folder of keys", folder, keys(folder));
    }
    if let Some(mail) = &config.mail {
        if let Some(path) = &mail.password_file {
            look("files.mail-password", "The mail server's password", path, needed(path, Protection::Secret));
        }
        if let Some(path) = &mail.ca_file {
            look("files.mail-ca", "The certificate for the mail server", path, needed(path, Protection::Trusted));
        }
    }
    if let Some(path) = &config.audit_heads {
        look("files.audit-heads", "The file of signed heads", path, appended(path, Protection::Trusted));
    }
    if let Target::File(path) = &config.security_events.to {
        look("files.security-events", "The file of security events", path, appended(path, Protection::Secret));
    }
    named.iter().map(judge).collect()
}

fn needed(path: &Path, protection: Protection) -> Found {
    file_permissions::need(path, protection).map_or_else(Found::Refused, |_| Found::AsItMustBe)
}

/// A file that the service appends to, and makes where it is not there.
fn appended(path: &Path, protection: Protection) -> Found {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() || !may_write(if path.exists() { path } else { folder }) {
        return Found::NoPlace(folder.to_owned());
    }
    file_permissions::open(path, protection).map_or_else(Found::Refused, |_| Found::AsItMustBe)
}

/// The folder itself, every private key in it, and what is believed of it. That something is missing is a matter of the keys.
fn keys(folder: &Path) -> Found {
    let look = || {
        file_permissions::folder(folder)?;
        for name in ["keyset.json", "audit.former"] {
            file_permissions::open(&folder.join(name), Protection::Trusted)?;
        }
        let failed = |cause| PermissionError::File { path: folder.to_owned(), cause };
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|it| it == "key") {
                file_permissions::open(&path, Protection::Secret)?;
            }
        }
        Ok(())
    };
    look().map_or_else(Found::Refused, |()| Found::AsItMustBe)
}

/// Whether this user may write there; asked, not tried.
#[cfg(unix)]
pub(super) fn may_write(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

/// Whether this user may write there, as far as that can be asked.
#[cfg(not(unix))]
pub(super) fn may_write(path: &Path) -> bool {
    path.metadata().is_ok_and(|it| !it.permissions().readonly())
}

fn judge(it: &Named) -> Check {
    let path = it.path.display();
    match &it.found {
        Found::AsItMustBe => Check::ok(it.id, format!("{} is as it must be: {path}.", it.what)),
        Found::Refused(error) => {
            Check::failed(it.id, format!("{} is not as it must be: {path}.", it.what), error.to_string(), action_for(error))
        }
        Found::NoPlace(folder) => Check::failed(
            it.id,
            format!("{} cannot be written: {path}.", it.what),
            format!("{} is no folder, or this user may not write there.", folder.display()),
            format!("install -d -m 700 -o USER {}, with the user whom the service runs as.", folder.display()),
        ),
    }
}

/// What to do about a file that is refused.
fn action_for(error: &PermissionError) -> String {
    match error {
        PermissionError::File { path, .. } => format!("Name a file that is there and that this user may read: {}.", path.display()),
        PermissionError::NotAFile(path) => format!("Put a file there: {}.", path.display()),
        PermissionError::Readable(path) => format!("chmod 600 {}", path.display()),
        PermissionError::Writable(path) | PermissionError::OpenFolder(path) => format!("chmod go-w {}", path.display()),
        PermissionError::Foreign { path, .. } => {
            format!("Run this as the user whom the service runs as; or chown it to that user: {}.", path.display())
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::commands::check::report::State;
    use std::os::unix::fs::PermissionsExt as _;

    fn set(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_file_that_others_could_read_or_change_is_named_with_what_to_do() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("keys");
        std::fs::create_dir(&folder).unwrap();
        set(&folder, 0o700);
        for (name, mode) in [("one.key", 0o600), ("keyset.json", 0o644)] {
            std::fs::write(folder.join(name), "x").unwrap();
            set(&folder.join(name), mode);
        }
        let heads = place.path().join("heads/file");
        let look = || check(&Config { keys: Some(folder.clone()), audit_heads: Some(heads.clone()), ..Config::default() });
        let told = |checks: &[Check]| checks.iter().map(|it| (it.id, it.state, it.action.clone().unwrap_or_default())).collect::<Vec<_>>();
        let found = told(&look());
        assert_eq!(found[0], ("files.keys", State::Ok, String::new()));
        assert_eq!((found[1].0, found[1].1), ("files.audit-heads", State::Failed), "its folder is not there");
        std::fs::create_dir(place.path().join("heads")).unwrap();
        set(&place.path().join("heads"), 0o700);
        assert_eq!(told(&look())[1], ("files.audit-heads", State::Ok, String::new()), "the file is made by the service");
        assert!(!heads.exists(), "and not by the check");
        set(&folder.join("one.key"), 0o640);
        assert_eq!(told(&look())[0].2, format!("chmod 600 {}", folder.join("one.key").display()));
        set(&folder.join("one.key"), 0o600);
        set(&folder.join("keyset.json"), 0o666);
        assert_eq!(told(&look())[0].2, format!("chmod go-w {}", folder.join("keyset.json").display()));
        set(&folder, 0o777);
        assert_eq!(told(&look())[0].2, format!("chmod go-w {}", folder.display()));
    }
}
