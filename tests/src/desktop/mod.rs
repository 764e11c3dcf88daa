//! A desktop of one test's own: session, password store, X display, window manager, folders. Nothing is shared with other tests or with the
//! person who runs them, and everything ends with the test.

mod app;
mod driver;
mod process_tree;
mod tray;

pub use app::App;
pub use driver::Browser;
pub use process_tree::{memory, process_tree};
pub use tray::{Entry, Icon, TrayHost};

use crate::process::{Process, target};
use crate::sandbox::Sandbox;
use crate::service::Service;
use crate::session::Session;
use anyhow::{Context, Result, ensure};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The desktop.
#[derive(Debug)]
pub struct Desktop {
    /// The person's data folder, and the command line that uses it.
    pub sandbox: Sandbox,
    display: String,
    // CommandResult in this order: first the window manager, then what it runs on.
    _manager: Process,
    _display: Process,
    /// The session, with its password store.
    pub session: Session,
}

/// A display of its own, by a number that no other test of this machine takes at the same moment. Letting the server choose one is a race:
/// while a server with a number ends, the next one that gets it loses its socket.
fn display() -> Result<(Process, String)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let mut last = None;
    for _ in 0..4 {
        let number = 100 + std::process::id() % 3000 * 16 + NEXT.fetch_add(1, Ordering::Relaxed) % 16;
        let display = format!(":{number}");
        let mut server = Command::new("Xvfb");
        // Without -noreset it starts anew whenever its last client leaves, and refuses whoever comes in that moment.
        server.arg(&display).args(["-displayfd", "1", "-noreset", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]).stderr(Stdio::null());
        match Process::start_and_read_line(&mut server).and_then(|(server, _)| answers(&display).map(|()| server)) {
            Ok(server) => return Ok((server, display)),
            // The number of a server that was killed and left its lock, or of somebody else's.
            Err(error) => last = Some(error),
        }
    }
    Err(last.context("no display was tried")?)
}

fn answers(display: &str) -> Result<()> {
    let asked =
        Command::new("xdpyinfo").args(["-display", display]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    ensure!(asked.success(), "the display {display} does not answer");
    Ok(())
}

impl Desktop {
    /// Starts a desktop with a window manager and an unlocked password store, for a service.
    ///
    /// # Errors
    /// A part of it does not start.
    pub fn start(service: &Service) -> Result<Self> {
        // One choice of cryptography for every HTTP client of a test process; the second test finds it made.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let session = Session::with_keyring()?;
        let sandbox = Sandbox::in_session(&session, &service.url)?;
        let (server, display) = display()?;
        // A home of its own: the window manager keeps a cache, and the person's folders are watched for what the app leaves there.
        let mut manager = Command::new("openbox");
        manager.env_clear().envs(session.environment().cloned()).env("DISPLAY", &display).env("HOME", session.folder());
        let manager = Process::start(manager.envs(std::env::var_os("PATH").map(|path| ("PATH", path))).stderr(Stdio::null()))?;
        Ok(Self { sandbox, display, _manager: manager, _display: server, session })
    }

    /// A command that lives on this desktop and knows nothing of the one the test was started from.
    #[must_use]
    pub fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().envs(self.sandbox.environment().cloned()).env("DISPLAY", &self.display).stdin(Stdio::null());
        // No settings of the machine, no accessibility bus that nobody answers on.
        command.envs([("GDK_BACKEND", "x11"), ("GSETTINGS_BACKEND", "memory"), ("NO_AT_BRIDGE", "1")]);
        command
    }

    /// A connection to the session bus.
    ///
    /// # Errors
    /// The bus is gone.
    pub async fn bus(&self) -> Result<zbus::Connection> {
        Ok(zbus::connection::Builder::address(self.session.address()).build().await?)
    }

    /// A browser in which a person signs in at once, because the page knows who it is: follows the address with `login_hint`.
    ///
    /// # Errors
    /// The script cannot be written.
    pub fn sign_in_as(&mut self, email: &str) -> Result<()> {
        let script = self.session.folder().join("browser");
        let hint = email.replace('@', "%40");
        // The address leads to the issuer; only there does the hint count.
        let text = format!(
            "#!/bin/sh\nset -e\nthere=$(curl --silent --show-error --max-time 20 --output /dev/null --write-out '%{{redirect_url}}' \"$1\")\n\
             exec curl --silent --show-error --location --max-time 20 --output /dev/null \"${{there:-$1}}&login_hint={hint}\"\n"
        );
        std::fs::write(&script, text)?;
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755))?;
        self.sandbox.set("BROWSER", script);
        Ok(())
    }

    /// Keeps a picture of the whole display under `target/screenshots` (or `DOMICILE_SCREENSHOTS`).
    ///
    /// # Errors
    /// No picture can be taken.
    pub fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = std::env::var_os("DOMICILE_SCREENSHOTS").map_or_else(|| target().join("screenshots"), PathBuf::from);
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        let taken = self.command("import").args(["-window", "root"]).arg(&file).status()?;
        ensure!(taken.success(), "no picture of the display: {taken}");
        Ok(file)
    }

    /// The titles of the windows on the display.
    ///
    /// # Errors
    /// The window manager does not answer.
    pub fn windows(&self) -> Result<Vec<String>> {
        let listed = self.command("wmctrl").arg("-l").output()?;
        // Each line: id, desktop, host, title.
        let title = |line: &str| line.split_whitespace().skip(3).collect::<Vec<_>>().join(" ");
        Ok(String::from_utf8_lossy(&listed.stdout).lines().map(title).collect())
    }

    /// Width and height of the content of the app's window.
    ///
    /// # Errors
    /// There is no window.
    pub fn window_size(&self) -> Result<(u32, u32)> {
        let told = self.command("xwininfo").args(["-name", "Domicile"]).output()?;
        let text = String::from_utf8_lossy(&told.stdout);
        let number = |name: &str| {
            let value = text.lines().find_map(|line| line.trim().strip_prefix(name)).with_context(|| format!("no {name} in {text}"))?;
            anyhow::Ok(value.trim().parse()?)
        };
        Ok((number("Width:")?, number("Height:")?))
    }
}
