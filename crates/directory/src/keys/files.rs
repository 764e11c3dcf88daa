//! Private keys and documents as files: readable by their owner only, never half-written, never written over in silence.

use anyhow::{Context as _, bail};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
#[cfg(unix)]
use std::fs::File;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// A folder that only its owner may look into; one that is there already is left as it is.
pub(super) fn folder(path: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| format!("cannot create {}", path.display()))
}

/// A new file with a private key.
pub(super) fn write_seed(path: &Path, seed: &[u8; 32]) -> anyhow::Result<()> {
    write_new(path, &format!("{}\n", URL_SAFE_NO_PAD.encode(seed)))
}

/// A new file; one that is there already is an error.
pub(super) fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Replaces a file as a whole.
pub(super) fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = Path::new(&fresh);
    remove(fresh)?;
    write_new(fresh, text)?;
    fs::rename(fresh, path).with_context(|| format!("cannot replace {}", path.display()))?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        File::open(folder).and_then(|it| it.sync_all()).with_context(|| format!("cannot save {}", folder.display()))?;
    }
    Ok(())
}

/// Removes a file that may not be there.
pub(super) fn remove(path: &Path) -> anyhow::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// A file's bytes; `None` where there is no such file.
pub(super) fn read(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// A file's bytes; that it is missing is an error.
pub(super) fn need(path: &Path) -> anyhow::Result<Vec<u8>> {
    match read(path)? {
        Some(bytes) => Ok(bytes),
        None => bail!("There is no file {}.", path.display()),
    }
}
