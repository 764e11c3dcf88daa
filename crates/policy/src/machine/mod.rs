//! Which machine this is, and its id as a policy carries it. Makes no id where there is none: that is the app's affair.

#[cfg_attr(target_os = "linux", path = "linux.rs")]
#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(any(target_os = "linux", target_os = "macos", windows)), path = "other.rs")]
mod platform;

use crate::jws;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// The file in the data folder with the random id that stands in where the system has none.
pub const MACHINE_ID_FILE: &str = "machine-id";

/// The id of this machine, where it is known already: the operating system's own, or the random one kept in `data_folder`. Never sent
/// anywhere; see [`fingerprint`]. Reads only.
pub fn known_id(data_folder: &Path) -> Option<String> {
    platform::id().or_else(|| stored_id(data_folder))
}

fn stored_id(data_folder: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(data_folder.join(MACHINE_ID_FILE)).ok()?.take(1024).read_to_string(&mut text).ok()?;
    usable(&text)
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
        assert_eq!(stored_id(dir.path()), None);
        for (text, id) in
            [("0123456789abcdef\n", Some("0123456789abcdef")), ("uninitialized\n", None), ("", None), ("a/b/c/d/e/f/g/h/i", None)]
        {
            std::fs::write(dir.path().join(MACHINE_ID_FILE), text).unwrap();
            assert_eq!(stored_id(dir.path()).as_deref(), id, "{text:?}");
        }
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
