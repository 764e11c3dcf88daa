//! Which computer this is: its id, which `domicile_policy::machine` reads as products do, or a random one made here and kept in the data
//! folder where the system has none; and its name. The id itself is never sent.

#[cfg(target_os = "linux")]
#[path = "linux.rs"]
mod platform;
#[cfg(target_os = "macos")]
#[path = "macos.rs"]
mod platform;
#[cfg(windows)]
#[path = "windows.rs"]
mod platform;

use crate::atomic_file;
use crate::data_dir::DataDir;
use crate::failure::Cause;

/// The id of this computer, where it is known already. Reads only; what offline answers compare the policy with.
pub fn known_id(data_dir: &DataDir) -> Option<String> {
    domicile_policy::machine::known_id(data_dir.root())
}

/// The id of this computer; makes a random one where the system has none.
///
/// # Errors
/// [`Cause::CannotWrite`] where the random one cannot be kept: one that changes would make every policy foreign.
pub fn id(data_dir: &DataDir) -> Result<String, Cause> {
    match known_id(data_dir) {
        Some(id) => Ok(id),
        None => make(data_dir),
    }
}

/// The computer's name as the system has it; for people only.
pub fn name() -> String {
    platform::name().unwrap_or_default()
}

fn make(data_dir: &DataDir) -> Result<String, Cause> {
    let path = data_dir.machine_id();
    data_dir.prepare()?;
    let id = uuid::Uuid::new_v4().simple().to_string();
    atomic_file::replace(&path, format!("{id}\n").as_bytes())
        .map_err(|e| Cause::CannotWrite { path: path.display().to_string(), reason: e.to_string() })?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_dir::Environment;

    #[test]
    fn a_random_id_is_made_as_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let data_dir = DataDir::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        let made = make(&data_dir).unwrap();
        assert!(made.len() >= 16 && made.chars().all(|it| it.is_ascii_alphanumeric()), "{made}");
        assert_eq!(std::fs::read_to_string(data_dir.machine_id()).unwrap().trim(), made);
        assert_eq!(data_dir.machine_id(), dir.path().join(domicile_policy::machine::MACHINE_ID_FILE));
    }

    #[test]
    fn the_id_of_a_system_stays_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let data_dir = DataDir::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        assert_eq!(id(&data_dir).unwrap(), id(&data_dir).unwrap());
    }
}
