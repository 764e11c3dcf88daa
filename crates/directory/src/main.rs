//! The binary `domicile-directory`: everything it does is in the library.

use std::process::ExitCode;
use std::time::Duration;

/// How long threads that wait for the system may hold up the end: for a lock of a file, for a name.
const LAST_THREADS: Duration = Duration::from_secs(1);

fn main() -> std::io::Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new()?;
    let code = runtime.block_on(domicile_directory::commands::run());
    runtime.shutdown_timeout(LAST_THREADS);
    Ok(code)
}
