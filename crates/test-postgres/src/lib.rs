//! A private PostgreSQL for the tests of this process, and a database of its own for each, which goes with the test. Started by the first test that asks, on a Unix
//! socket in a temporary folder; a watcher beside it ends it and clears up when this process is gone, however that ended. Knows nothing
//! of what is tested on it.
#![cfg(unix)]

use anyhow::{Context, Result, ensure};
use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Who the server runs as where the tests run as root, which it refuses: Debian's package brings this user.
const USER: &str = "postgres";

/// Makes the cluster, runs the server until the other end of standard input closes, takes everything away. The rules of comparing text
/// are a language's, as on a real server, so that nobody counts on the order of bytes. What would survive a power cut is of no interest.
const WATCHER: &str = r#"
trap '' INT
bin=$1 folder=$2 server=
clear_up() { test -n "$server" && kill -INT "$server" && wait "$server"; rm -rf "$folder"; }
trap clear_up EXIT
failed() { cat "$folder/log" >&2; exit 1; }
"$bin/initdb" -D "$folder/data" -U postgres --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en \
    >"$folder/log" 2>&1 || failed
"$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_wal_size=256MB -c max_connections=400 >"$folder/log" 2>&1 &
server=$!
until "$bin/pg_isready" -q -h "$folder"; do kill -0 "$server" || failed; sleep 0.05; done
echo ready
read -r _
"#;

struct Server {
    programs: PathBuf,
    folder: PathBuf,
    /// Closed by the system when this process ends; nothing is ever written to it.
    _life: ChildStdin,
}

static SERVER: OnceLock<Result<Server, String>> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Databases of this thread. A few hundred tests would otherwise fill gigabytes of a disk until their process ends.
struct OfThread(RefCell<Vec<String>>);

thread_local! {
    static OF_THREAD: OfThread = const { OfThread(RefCell::new(Vec::new())) };
}

impl Drop for OfThread {
    fn drop(&mut self) {
        let Some(Ok(server)) = SERVER.get() else { return };
        for name in self.0.take() {
            // Where it fails the database goes with the server.
            let _ = server.client("dropdb", &["--force", "--if-exists", &name]).output();
        }
    }
}

/// A new, empty database; its address. It lasts as long as the thread that asks, which is the test's own.
///
/// # Errors
/// PostgreSQL is missing (`cargo xtask test` installs it) or does not start.
pub fn database() -> Result<String> {
    let server = SERVER.get_or_init(|| start().map_err(|error| format!("{error:#}"))).as_ref().map_err(|it| anyhow::anyhow!("{it}"))?;
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = server.folder.to_str().context("a temporary folder without a plain name")?;
    done(&server.client("createdb", &[&name]).output()?)?;
    OF_THREAD.with(|it| it.0.borrow_mut().push(name.clone()));
    Ok(format!("postgres:///{name}?host={folder}&user=postgres"))
}

impl Server {
    fn client(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.args(["--no-password", "--username", "postgres", "--host"]).arg(&self.folder).args(arguments).stdin(Stdio::null());
        command
    }
}

fn start() -> Result<Server> {
    let programs = programs().context("PostgreSQL is missing: cargo xtask test installs it")?;
    let folder = tempfile::Builder::new().prefix("domicile-postgres-").tempdir()?.keep();
    let root = std::fs::metadata(&folder)?.uid() == 0;
    let mut watcher = Command::new(if root { "setpriv" } else { "sh" });
    if root {
        done(&Command::new("chown").arg(USER).arg(&folder).output()?)?;
        watcher.arg(format!("--reuid={USER}")).arg(format!("--regid={USER}")).args(["--init-groups", "sh"]);
    }
    watcher.args(["-c", WATCHER, "watcher"]).arg(&programs).arg(&folder).current_dir("/");
    let mut watcher = watcher.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start the watcher")?;
    let (life, out) = (watcher.stdin.take().context("stdin was piped")?, watcher.stdout.take().context("stdout was piped")?);
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    ensure!(line == "ready\n", "PostgreSQL does not start");
    Ok(Server { programs, folder, _life: life })
}

/// The folder of the newest PostgreSQL's programs, which Debian keeps off the path.
#[must_use]
pub fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let newest = versions.filter_map(|it| it.file_name().to_str()?.parse::<u32>().ok()).max()?;
    Some(Path::new("/usr/lib/postgresql").join(newest.to_string()).join("bin"))
}

fn done(output: &Output) -> Result<()> {
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Child;

    #[test]
    fn a_database_goes_with_the_thread_that_asked_for_it() -> Result<()> {
        let exists = |address: &str| -> Result<bool> {
            let Some(Ok(server)) = SERVER.get() else { anyhow::bail!("no server") };
            Ok(server.client("psql", &["--dbname", address, "--command", "SELECT 1"]).output()?.status.success())
        };
        let of_thread = std::thread::spawn(|| -> Result<(String, Child)> {
            let address = database()?;
            // Somebody's connection that nobody closed keeps nothing.
            let Some(Ok(server)) = SERVER.get() else { anyhow::bail!("no server") };
            let mut open = server.client("psql", &["--dbname", &address]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
            let mut line = String::new();
            std::io::Write::write_all(open.stdin.as_mut().context("stdin was piped")?, b"SELECT 'connected';\n")?;
            BufReader::new(open.stdout.take().context("stdout was piped")?).read_line(&mut line)?;
            Ok((address, open))
        });
        let of_this = database()?;
        let (gone, mut open) = of_thread.join().map_err(|_| anyhow::anyhow!("the thread failed"))??;
        assert_eq!((exists(&of_this)?, exists(&gone)?), (true, false));
        drop(open.stdin.take());
        open.wait()?;
        Ok(())
    }
}
