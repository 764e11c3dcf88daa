//! The system's time zone, whatever `TZ` says: a path in it may lead to a device that never ends.

use jiff::tz::TimeZone;
use std::ffi::OsStr;
use std::path::Path;

/// No file of a time zone is larger.
const LIMIT: u64 = 1024 * 1024;

/// The time zone of this computer; UTC where `TZ` names a file that is no file of a time zone.
pub fn system_zone() -> TimeZone {
    match std::env::var_os("TZ") {
        Some(value) if !may_be_read(&value) => TimeZone::UTC,
        _ => TimeZone::system(),
    }
}

/// Whether the value names no path, or one to a file of bounded size. As in POSIX, a colon may stand before a path.
fn may_be_read(value: &OsStr) -> bool {
    let bytes = value.as_encoded_bytes();
    let text = String::from_utf8_lossy(bytes.strip_prefix(b":").unwrap_or(bytes));
    let path = Path::new(text.as_ref());
    !path.is_absolute() || path.metadata().is_ok_and(|it| it.is_file() && it.len() <= LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_no_time_zone() {
        let folder = tempfile::tempdir().unwrap();
        let (small, large) = (folder.path().join("small"), folder.path().join("large"));
        std::fs::write(&small, "TZif").unwrap();
        std::fs::File::create(&large).unwrap().set_len(LIMIT + 1).unwrap();
        for read in ["", "Europe/Berlin", "CET-1CEST", ":UTC", small.to_str().unwrap()] {
            assert!(may_be_read(OsStr::new(read)), "{read}");
        }
        for not in [folder.path(), &large, &folder.path().join("nothing")] {
            assert!(!may_be_read(not.as_os_str()), "{}", not.display());
        }
        #[cfg(unix)]
        assert!(!may_be_read(OsStr::new("/dev/zero")) && !may_be_read(OsStr::new(":/dev/zero")));
    }
}
