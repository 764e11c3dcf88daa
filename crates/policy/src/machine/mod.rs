//! Which machine this is, and its id as a policy carries it. Makes no id where there is none: that is the app's affair.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(any(target_os = "linux", target_os = "macos", windows)), path = "other.rs")]
mod platform;

use crate::jws;
use crate::owner;
use crate::time::Clock;
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use std::path::Path;

/// The file in the data folder with the random id that stands in where the system has none.
pub const MACHINE_ID_FILE: &str = "machine-id";

/// The file beside it that says on which machine the random id was made.
pub const ORIGIN_FILE: &str = "machine-id-origin";

/// The id of this machine, where it is known already: the operating system's own, or the random one kept in `data_folder`. Never sent
/// anywhere; see [`fingerprint`]. Reads only.
pub fn known_id(data_folder: &Path) -> Option<String> {
    known_ids(data_folder).into_iter().next()
}

/// Every id by which this machine may be known, the preferred one first: the random one stays one where the system got an id of its own
/// later (at the end of its first start, say), as long as it is sure that it was made on this very machine. Reads only.
pub fn known_ids(data_folder: &Path) -> Vec<String> {
    ids(platform::id(), data_folder, boot_id().as_deref())
}

fn ids(system: Option<String>, data_folder: &Path, boot: Option<&str>) -> Vec<String> {
    let stored = stored(data_folder, MACHINE_ID_FILE).as_deref().and_then(usable);
    let Some(system) = system else { return stored.into_iter().collect() };
    let origin = stored_origin(data_folder);
    let made_here = |line: &str| match line.split_once(' ') {
        Some(("boot", it)) => Some(it) == boot,
        Some(("machine", it)) => it == origin_of(&system),
        _ => false,
    };
    let also = stored.filter(|it| *it != system && origin.lines().any(made_here));
    [Some(system), also].into_iter().flatten().collect()
}

/// What to write into [`ORIGIN_FILE`] now, where there is a random id that was made on this machine and that does not stand there yet; a new
/// one is told by `new`. From then on it is known by the system's own id as well, when that is there.
pub fn origin(data_folder: &Path, new: bool) -> Option<String> {
    let known = known_ids(data_folder);
    let boot = boot_id().map(|it| format!("boot {it}\n"));
    if new {
        return boot;
    }
    let (system, _random) = (known.first()?, known.get(1)?);
    let line = format!("machine {}\n", origin_of(system));
    (!stored_origin(data_folder).contains(&line)).then_some(line)
}

/// Tells whether it is the same machine, and nothing else of it.
fn origin_of(system: &str) -> String {
    jws::encode(&Sha256::new_with_prefix(b"domicile machine origin 1\0").chain_update(system).finalize())
}

fn boot_id() -> Option<String> {
    Clock::system().boot?.id
}

fn stored_origin(data_folder: &Path) -> String {
    stored(data_folder, ORIGIN_FILE).unwrap_or_default()
}

fn stored(data_folder: &Path, name: &str) -> Option<String> {
    let mut text = String::new();
    owner::open(&data_folder.join(name)).ok()?.take(1024).read_to_string(&mut text).ok()?;
    Some(text)
}

/// A system that has not been set up says "uninitialized", or nothing.
fn usable(text: &str) -> Option<String> {
    let id = text.trim();
    (id.len() >= 16 && id.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')).then(|| id.to_owned())
}

/// The value of the header `Domicile-Machine`: a hash of the operating system's machine id (or the random one that stands in for it),
/// the policy's issuer ([`crate::root::Root::issuer`]) and its subject. The same machine is a different id for every person and
/// operator, so ids link nobody's accounts; the machine id itself leaves the machine for nobody.
pub fn fingerprint(os_machine_id: &str, issuer: &str, subject: &str) -> String {
    let mut hash = Sha256::new_with_prefix(b"domicile machine 1\0");
    for part in [os_machine_id.trim(), issuer, subject] {
        // The length first: no two different triples run together into the same text.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    jws::encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_random_id_counts_only_where_it_is_one() {
        let dir = tempfile::tempdir().unwrap();
        assert!(ids(None, dir.path(), None).is_empty());
        for (text, id) in
            [("0123456789abcdef\n", Some("0123456789abcdef")), ("uninitialized\n", None), ("", None), ("a/b/c/d/e/f/g/h/i", None)]
        {
            std::fs::write(dir.path().join(MACHINE_ID_FILE), text).unwrap();
            assert_eq!(ids(None, dir.path(), None).first().map(String::as_str), id, "{text:?}");
        }
    }

    /// Field case W19c: an id that the system got later leaves the random one in force, on the machine where that was made and nowhere else.
    #[test]
    fn the_random_id_stays_one_on_the_machine_where_it_was_made() {
        let (random, system) = ("0123456789abcdef", "fedcba9876543210");
        let (here, elsewhere) = (Some(system.to_owned()), Some("00000000000000000000".to_owned()));
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(MACHINE_ID_FILE), random).unwrap();
        let write = |text: &str| std::fs::write(dir.path().join(ORIGIN_FILE), text).unwrap();
        assert_eq!(ids(here.clone(), dir.path(), Some("boot-1")), [system], "nobody knows where it was made");
        write("boot boot-1\n");
        assert_eq!(ids(here.clone(), dir.path(), Some("boot-1")), [system, random], "the same run of the machine");
        assert_eq!(ids(here.clone(), dir.path(), Some("boot-2")), [system]);
        assert_eq!(ids(here.clone(), dir.path(), None), [system]);
        write(&format!("boot boot-1\nmachine {}\n", origin_of(system)));
        assert_eq!(ids(here, dir.path(), Some("boot-2")), [system, random], "noted with the system's id");
        assert_eq!(ids(elsewhere, dir.path(), Some("boot-2")), ["00000000000000000000"], "a folder that was carried away");
        assert_eq!(ids(None, dir.path(), None), [random]);
    }

    #[test]
    fn an_id_of_the_system_stays_the_same() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(MACHINE_ID_FILE), "0123456789abcdef").unwrap();
        let first = known_id(dir.path());
        assert!(first.is_some());
        assert_eq!(first, known_id(dir.path()));
    }
}
