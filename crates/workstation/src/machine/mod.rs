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

use crate::durable;
use crate::failure::Cause;
use crate::home::Home;

/// The id of this computer, where it is known already. Reads only; what offline answers compare the policy with.
pub fn known_id(home: &Home) -> Option<String> {
    domicile_policy::machine::known_id(home.root())
}

/// The id of this computer; makes a random one where the system has none.
///
/// # Errors
/// [`Cause::CannotWrite`] where the random one cannot be kept: one that changes would make every policy foreign.
pub fn id(home: &Home) -> Result<String, Cause> {
    match known_id(home) {
        Some(id) => Ok(id),
        None => make(home),
    }
}

/// The computer's name as the system has it; for people only.
pub fn name() -> String {
    platform::name().unwrap_or_default()
}

fn make(home: &Home) -> Result<String, Cause> {
    let path = home.machine_id();
    home.prepare()?;
    let id = uuid::Uuid::new_v4().simple().to_string();
    durable::replace(&path, format!("{id}\n").as_bytes())
        .map_err(|e| Cause::CannotWrite { path: path.display().to_string(), reason: e.to_string() })?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Environment;

    #[test]
    fn a_random_id_is_made_as_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        let made = make(&home).unwrap();
        assert!(made.len() >= 16 && made.chars().all(|it| it.is_ascii_alphanumeric()), "{made}");
        assert_eq!(std::fs::read_to_string(home.machine_id()).unwrap().trim(), made);
        assert_eq!(home.machine_id(), dir.path().join(domicile_policy::machine::MACHINE_ID_FILE));
    }

    #[test]
    fn the_id_of_a_system_stays_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        assert_eq!(id(&home).unwrap(), id(&home).unwrap());
    }
}
