//! The binary `domicile-directory`: everything it does is in the library.

use domicile_directory::store::SQLITE_CONNECTIONS;
use std::process::ExitCode;
use std::time::Duration;

/// How often a thread that has nothing to do is woken. What comes from outside is heard by the one that was busy last, and while that one waits
/// for a disk, nobody would hear it.
const WAKE: Duration = Duration::from_secs(1);
/// How long threads that wait for the system may hold up the end: for a lock of a file, for a name.
const LAST_THREADS: Duration = Duration::from_secs(1);

fn main() -> std::io::Result<ExitCode> {
    // A statement on a file is carried out by the thread that asks. Were the disk to hang under all of its connections, as many threads would
    // wait for it, and there are still some who answer that the service is not ready.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().worker_threads(cores + SQLITE_CONNECTIONS).build()?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new().name("wake".into()).spawn(move || {
        loop {
            std::thread::sleep(WAKE);
            handle.spawn(async {});
        }
    })?;
    let code = runtime.block_on(domicile_directory::commands::run());
    runtime.shutdown_timeout(LAST_THREADS);
    Ok(code)
}
