//! Whether the app runs already, and answers: a second launch hands over to the first, and must not wait for one that hangs.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "elsewhere.rs")]
mod platform;

pub(crate) use platform::{look, without_bus};

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// What is known of an earlier launch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "Windows and macOS are never in doubt")]
pub(crate) enum FirstInstance {
    /// There is none, or it answers.
    Fine,
    /// One runs and does not answer; its process, where that is known.
    Silent {
        /// The number of the process.
        process: Option<u32>,
    },
    /// Nobody can say: the session bus takes connections, or not even these, and does not answer.
    BusSilent,
}

/// The name that one instance of the app has on the session bus: one for a data folder, so that the app of another home runs beside it.
pub(crate) fn bus_id(identifier: &str, folder: &Path, usual: Option<&Path>) -> String {
    if usual == Some(folder) {
        return identifier.to_owned();
    }
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{identifier}.home{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::bus_id;
    use std::path::Path;

    #[test]
    fn each_home_has_an_instance_of_its_own_and_the_usual_one_the_usual_name() {
        let of = |folder: &str| bus_id("org.example", Path::new(folder), Some(Path::new("/home/ana/.local/share/domicile")));
        assert_eq!(of("/home/ana/.local/share/domicile"), "org.example");
        assert_eq!(of("/srv/a"), of("/srv/a"));
        assert_ne!(of("/srv/a"), of("/srv/b"));
        assert!(of("/srv/a").starts_with("org.example.home"));
    }
}
