//! Which computer this is: the system's own id, or a random one kept in the data folder where the system has none; and its name.
//! The id itself is never sent: see `domicile_policy::machine::fingerprint`.

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
    platform::id().or_else(|| kept(home))
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

fn kept(home: &Home) -> Option<String> {
    usable(&String::from_utf8(durable::read(&home.machine_id()).ok()??).ok()?)
}

fn make(home: &Home) -> Result<String, Cause> {
    let path = home.machine_id();
    home.prepare()?;
    let id = uuid::Uuid::new_v4().simple().to_string();
    durable::replace(&path, format!("{id}\n").as_bytes())
        .map_err(|e| Cause::CannotWrite { path: path.display().to_string(), reason: e.to_string() })?;
    Ok(id)
}

/// A system that has not been set up says "uninitialized", or nothing.
fn usable(text: &str) -> Option<String> {
    let id = text.trim();
    (id.len() >= 16 && id.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::home::Environment;

    #[test]
    fn a_random_id_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        assert_eq!(kept(&home), None);
        let made = make(&home).unwrap();
        assert_eq!(kept(&home), Some(made));
        std::fs::write(home.machine_id(), "uninitialized").unwrap();
        assert_eq!(kept(&home), None);
    }

    #[test]
    fn the_id_of_a_system_stays_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::locate(&Environment { home: Some(dir.path().into()), service_url: None }).unwrap();
        assert_eq!(id(&home).unwrap(), id(&home).unwrap());
    }
}
