//! `session.next`, beside `session.bin`: room for the session that a renewal will bring, taken before the refresh token is used, and
//! the note that it is being used. Whoever finds it under the lock knows that a renewal was cut off: by a kill, a crash, a power cut.

use crate::atomic_file;
use crate::data_dir::DataDir;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

const MAGIC: &str = "domicile-renewal-1";

/// The journal of one renewal. Dropped, it goes: nothing was used. Not so where an earlier renewal with the same token was cut off.
pub(crate) struct Journal {
    /// Closed before it is renamed: not every system renames an open file.
    file: Option<File>,
    path: PathBuf,
    target: PathBuf,
    follows_cut_off: bool,
    stays: bool,
}

impl Journal {
    /// Notes that this refresh token is about to be used, and takes room for `len` bytes.
    pub(super) fn begin(data_dir: &DataDir, refresh: &SecretString, len: usize) -> io::Result<Self> {
        let path = data_dir.session_journal();
        let follows_cut_off = read(data_dir).is_some_and(|bytes| tells_of(&bytes, refresh));
        // Never what lies there already: it may be a link, or somebody else's.
        atomic_file::remove(&path)?;
        let mut file = atomic_file::create_new(&path)?;
        let mut journal = Self { file: None, path, target: data_dir.session(), follows_cut_off, stays: follows_cut_off };
        let mut text = note(refresh).into_bytes();
        text.resize(text.len().max(len), 0);
        file.write_all(&text)?;
        file.sync_all()?;
        journal.file = Some(file);
        atomic_file::sync_folder(folder_of(&journal.path))?;
        Ok(journal)
    }

    /// Writes the next session, and puts it in the place of the old one.
    pub(super) fn commit(mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(mut file) = self.file.take() {
            file.rewind()?;
            file.write_all(bytes)?;
            file.set_len(bytes.len() as u64)?;
            file.sync_all()?;
        }
        atomic_file::rename(&self.path, &self.target)?;
        self.stays = true;
        Ok(())
    }

    /// Whether an earlier renewal with this token never ended.
    pub(super) fn follows_cut_off(&self) -> bool {
        self.follows_cut_off
    }

    /// The issuer has answered: what was under way has come to an end.
    pub(super) fn settle(mut self) {
        self.stays = false;
    }

    /// The note stays: the token may have been used, and its successor did not come.
    pub(super) fn leave(mut self) {
        self.stays = true;
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // Closed before it goes: not every system takes the name of an open file away at once.
        self.file = None;
        if !self.stays
            && let Err(error) = atomic_file::remove(&self.path)
        {
            tracing::warn!(%error, "the note of a renewal could not be deleted");
        }
    }
}

/// What a renewal that was cut off had written.
pub(super) fn read(data_dir: &DataDir) -> Option<Vec<u8>> {
    atomic_file::read(&data_dir.session_journal()).ok().flatten()
}

/// Whether these bytes tell that a renewal with this token never ended. What is neither a note nor a session was cut off while the
/// next session was being written.
fn tells_of(bytes: &[u8], refresh: &SecretString) -> bool {
    let note = note(refresh);
    bytes.starts_with(note.as_bytes()) || !bytes.starts_with(MAGIC.as_bytes())
}

/// Puts a session that had been written whole in the place of the old one.
pub(super) fn take(data_dir: &DataDir) -> io::Result<()> {
    atomic_file::rename(&data_dir.session_journal(), &data_dir.session())
}

/// Forgets what was under way: the session is another one now, or none.
pub(super) fn forget(data_dir: &DataDir) {
    if let Err(error) = atomic_file::remove(&data_dir.session_journal()) {
        tracing::warn!(%error, "the note of a renewal could not be deleted");
    }
}

/// The token is random and long: its hash tells nobody anything.
fn note(refresh: &SecretString) -> String {
    let hash = Sha256::digest(refresh.expose_secret());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{MAGIC} {hash}\n")
}

fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or_else(|| Path::new("."))
}
