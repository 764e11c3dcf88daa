//! How many connections the system lets the service have: each is an open file, and the database, the mail and the issuers need some, too.

/// The most that is kept for what is no connection of the port.
#[cfg(unix)]
const RESERVED: u64 = 128;

/// How many connections there is room for; `None` where the system sets no limit. Raises the limit as far as whoever started the service
/// allowed.
#[cfg(unix)]
pub(super) fn left_for_connections() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where it may not be raised, it stays.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    let files = getrlimit(Resource::Nofile).current?;
    usize::try_from(files - RESERVED.min(files / 2)).ok()
}

/// Sockets are no files here.
#[cfg(not(unix))]
pub(super) fn left_for_connections() -> Option<usize> {
    None
}
