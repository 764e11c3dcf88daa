//! Files that the driver reads for us: its password, its key, and the authority by which it knows the server. They are as much a secret, or
//! believed as much, as our own.

use super::StoreError;
use crate::file_permissions::{self, Protection};
use std::path::PathBuf;
use url::Url;

/// What each may be called in an address, by which variable it is named else, and what is asked of it.
const FILES: &[(&[&str], &str, Protection)] = &[
    (&[], "PGPASSFILE", Protection::Secret),
    (&["sslkey", "ssl-key"], "PGSSLKEY", Protection::Secret),
    (&["sslcert", "ssl-cert"], "PGSSLCERT", Protection::Trusted),
    (&["sslrootcert", "ssl-root-cert", "ssl-ca"], "PGSSLROOTCERT", Protection::Trusted),
];

/// Refuses files that others could read, change or own.
///
/// # Errors
/// [`StoreError::Permission`]. A file that is not there is for the driver to name.
pub(super) fn check(address: &Url) -> Result<(), StoreError> {
    for (names, variable, protection) in FILES {
        let named = address.query_pairs().find(|(name, _)| names.contains(&name.as_ref())).map(|(_, file)| file.into_owned());
        let file = named.map(PathBuf::from).or_else(|| std::env::var_os(variable).map(PathBuf::from));
        // The driver takes what stands in a file as well; that has been read by then.
        let file = file.filter(|it| !it.to_string_lossy().contains("-----BEGIN"));
        if let Some(file) = file {
            file_permissions::open(&file, *protection)?;
        }
    }
    Ok(())
}
