//! Where Domicile keeps what it knows about one person on this computer: one rule for products, the app and the command line. Creates
//! nothing.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The name of the policy's folder inside the data folder.
pub(crate) const POLICY: &str = "policy";

/// The data folder of this process's user: `DOMICILE_HOME` where it is set, else the system's place for local data. `None` where the
/// system names no home folder.
pub fn of_user() -> Option<PathBuf> {
    of_user_at(env::var_os("DOMICILE_HOME").filter(|it| !it.is_empty()).as_deref())
}

/// The same where the value of `DOMICILE_HOME` is given.
pub fn of_user_at(home: Option<&OsStr>) -> Option<PathBuf> {
    match home {
        // Absolute, because programs are started from different folders and must name the same place.
        Some(given) => std::path::absolute(in_home(given, env::home_dir())?).ok(),
        None => system(|name| env::var_os(name), env::home_dir()),
    }
}

/// A path that begins with `~/` is in the home folder, as a shell has it: where the variable is set elsewhere nobody has put that in, and a
/// folder called `~` in whatever folder a program was started in is meant by nobody. `None` where there is no home folder.
fn in_home(given: &OsStr, home: Option<PathBuf>) -> Option<PathBuf> {
    match Path::new(given).strip_prefix("~") {
        Ok(rest) => Some(home?.join(rest)),
        Err(_) => Some(PathBuf::from(given)),
    }
}

/// Where the policy is inside a data folder.
pub fn policy_in(data_folder: &Path) -> PathBuf {
    data_folder.join(POLICY)
}

fn system(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    // The place for local data: the other one roams on Windows, and neither tokens nor policies may leave the computer.
    // Relative paths count as absent: the answer must not depend on the folder that a product was started in.
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let home = home.filter(|it| it.is_absolute());
    if cfg!(windows) {
        let local = absolute("LOCALAPPDATA").or_else(|| home.map(|it| it.join("AppData").join("Local")));
        local.map(|it| it.join("Domicile").join("data"))
    } else if cfg!(target_os = "macos") {
        home.map(|it| it.join("Library").join("Application Support").join("Domicile"))
    } else {
        let local = absolute("XDG_DATA_HOME").or_else(|| home.map(|it| it.join(".local").join("share")));
        local.map(|it| it.join("domicile"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_systems_for_local_data() {
        let theirs = directories::ProjectDirs::from("", "", "Domicile").map(|it| it.data_local_dir().to_owned());
        assert!(theirs.is_some());
        assert_eq!(system(|name| env::var_os(name), env::home_dir()), theirs);
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = || Some(PathBuf::from("/home/ana"));
        for (given, path) in [("~/d", "/home/ana/d"), ("~", "/home/ana"), ("/srv/~/d", "/srv/~/d"), ("~ana/d", "~ana/d"), ("d", "d")] {
            assert_eq!(in_home(OsStr::new(given), home()).as_deref(), Some(Path::new(path)), "{given}");
        }
        assert_eq!(in_home(OsStr::new("~/d"), None), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn relative_and_missing_places_do_not_count() {
        let home = Some(PathBuf::from("/home/ana"));
        let with = |data: Option<&str>| {
            let data = data.map(OsString::from);
            system(move |name| if name == "XDG_DATA_HOME" { data.clone() } else { None }, home.clone())
        };
        let usual = Some(PathBuf::from("/home/ana/.local/share/domicile"));
        assert_eq!((with(None), with(Some("data")), with(Some(""))), (usual.clone(), usual.clone(), usual));
        assert_eq!(with(Some("/srv/data")), Some(PathBuf::from("/srv/data/domicile")));
        assert_eq!(system(|_| None, None), None);
        assert_eq!(system(|_| None, Some("ana".into())), None);
    }

    #[cfg(windows)]
    #[test]
    fn relative_and_missing_places_do_not_count() {
        let home = Some(PathBuf::from(r"C:\Users\ana"));
        let with = |data: Option<&str>| {
            let data = data.map(OsString::from);
            system(move |name| if name == "LOCALAPPDATA" { data.clone() } else { None }, home.clone())
        };
        let usual = Some(PathBuf::from(r"C:\Users\ana\AppData\Local\Domicile\data"));
        assert_eq!((with(None), with(Some("data")), with(Some(""))), (usual.clone(), usual.clone(), usual));
        // Without a drive it is the one that a program was started on.
        assert_eq!(with(Some(r"\data")), with(None));
        assert_eq!(with(Some(r"D:\data")), Some(PathBuf::from(r"D:\data\Domicile\data")));
        assert_eq!((system(|_| None, None), system(|_| None, Some("ana".into()))), (None, None));
    }
}
