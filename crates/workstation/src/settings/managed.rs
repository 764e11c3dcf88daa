//! The organisation's settings file: where it is on this system, and whether it can be trusted.

use std::path::{Path, PathBuf};

/// The file, on systems that have one.
pub(super) fn file() -> Option<PathBuf> {
    cfg!(target_os = "linux").then(|| PathBuf::from("/etc/domicile/managed.toml"))
}

/// A file that somebody else than the administrator can write is nobody's order.
#[cfg(unix)]
pub(super) fn is_trustworthy(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let meta = std::fs::metadata(path).map_err(|e| e.to_string())?;
    if meta.uid() != 0 {
        return Err("not owned by root, ignored".to_owned());
    }
    if meta.mode() & 0o022 != 0 {
        return Err("writable by others, ignored".to_owned());
    }
    Ok(())
}

/// Elsewhere there is no such file yet.
#[cfg(not(unix))]
pub(super) fn is_trustworthy(_path: &Path) -> Result<(), String> {
    Ok(())
}
