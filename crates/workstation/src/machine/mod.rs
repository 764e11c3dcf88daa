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

/// The id by which the licences here know this computer, where there is one already. Reads only; what offline answers compare the policy
/// with.
pub fn known_id(data_dir: &DataDir) -> Option<String> {
    let location = data_dir.location();
    location.machine_id(&location.to_read()).map(str::to_owned)
}

/// The id of this computer, by which the next policy is asked for: the one that the policy here was made for; makes a random one where the
/// system has none.
///
/// # Errors
/// [`Cause::CannotWrite`] where the random one cannot be kept: one that changes would make every policy foreign.
pub fn id(data_dir: &DataDir) -> Result<String, Cause> {
    let location = data_dir.location();
    match location.machine_id(&location.to_write()) {
        Some(id) => {
            note_origin(data_dir, false);
            Ok(id.to_owned())
        }
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
    atomic_file::replace(&path, format!("{id}\n").as_bytes()).map_err(|it| Cause::cannot_write(&path, &it))?;
    note_origin(data_dir, true);
    Ok(id)
}

/// Notes on which computer the random id was made. Without the note it still counts as long as the system has no id of its own.
fn note_origin(data_dir: &DataDir, new: bool) {
    let Some(text) = domicile_policy::machine::origin(data_dir.root(), new) else { return };
    if let Err(error) = atomic_file::replace(&data_dir.machine_id_origin(), text.as_bytes()) {
        tracing::warn!(%error, "where the id of this computer was made could not be noted");
    }
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
