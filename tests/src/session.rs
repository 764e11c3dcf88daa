//! A D-Bus session of one test's own, with or without an unlocked password store (gnome-keyring). The bus starts nothing by itself: what the
//! test does not start is not there.

use crate::process::Process;
use anyhow::{Context, Result, ensure};
use std::ffi::OsString;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=@SOCKET@</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// The session.
#[derive(Debug)]
pub struct Session {
    environment: Vec<(OsString, OsString)>,
    // CommandResult in this order: first who uses the bus, then the bus, then the folder.
    _keyring: Option<Process>,
    _bus: Process,
    folder: TempDir,
}

impl Session {
    /// A session with an unlocked password store.
    ///
    /// # Errors
    /// A part of it does not start.
    pub fn with_keyring() -> Result<Self> {
        let mut session = Self::without_keyring()?;
        let mut command = session.command("gnome-keyring-daemon");
        // Unlocked from the start: a locked one opens a dialogue and waits for it.
        command.args(["--unlock", "--foreground", "--components=secrets"]);
        command.arg(format!("--control-directory={}", session.folder.path().join("run/keyring").display())).stderr(Stdio::null());
        session._keyring = Some(Process::start_with_input(&mut command, b"test\n")?);
        let waited = session.command("gdbus").args(["wait", "--session", "--timeout", "20", "org.freedesktop.secrets"]).status()?;
        ensure!(waited.success(), "the password store does not come up: {waited}");
        Ok(session)
    }

    /// A session in which there is no password store.
    ///
    /// # Errors
    /// The bus does not start.
    pub fn without_keyring() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("session").tempdir()?;
        let below = |name: &str| folder.path().join(name);
        for name in ["home", "run"] {
            DirBuilder::new().mode(0o700).create(below(name))?;
        }
        let socket = below("run/bus");
        std::fs::write(below("bus.conf"), BUS.replace("@SOCKET@", &socket.to_string_lossy()))?;
        let mut bus = Command::new("dbus-daemon");
        bus.arg(format!("--config-file={}", below("bus.conf").display())).args(["--nofork", "--print-address=1"]).stderr(Stdio::null());
        let (bus, address) = Process::start_and_read_line(&mut bus)?;
        let environment = [
            ("HOME", below("home").into_os_string()),
            ("XDG_RUNTIME_DIR", below("run").into_os_string()),
            ("DBUS_SESSION_BUS_ADDRESS", address.into()),
        ];
        let environment = environment.map(|(name, value)| (name.into(), value)).into();
        Ok(Self { environment, _keyring: None, _bus: bus, folder })
    }

    /// The variables by which programs find this session. `HOME` is not among them: that one is the password store's.
    pub fn environment(&self) -> impl Iterator<Item = &(OsString, OsString)> {
        self.environment.iter().filter(|(name, _)| name != "HOME")
    }

    /// The address of the bus.
    #[must_use]
    pub fn address(&self) -> &str {
        self.environment
            .iter()
            .find(|(name, _)| name == "DBUS_SESSION_BUS_ADDRESS")
            .and_then(|(_, value)| value.to_str())
            .unwrap_or_default()
    }

    /// A folder that ends with the session.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// How many entries the password store holds, by its own word. This is the outside witness: no code of ours is asked.
    ///
    /// # Errors
    /// There is no store.
    pub fn stored_secrets(&self) -> Result<usize> {
        let mut command = self.command("gdbus");
        command.args(["call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets"]);
        let output = command.args(["--method", "org.freedesktop.Secret.Service.SearchItems", "{}"]).output().context("gdbus")?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).matches("/org/freedesktop/secrets/collection/").count())
    }

    /// Locks the password store, as a desktop does when nobody is there, or finds it over SSH.
    ///
    /// # Errors
    /// There is no store, or it does not lock.
    pub fn lock_password_store(&self) -> Result<()> {
        let ask = |method: &str, arguments: &[&str]| {
            let mut command = self.command("gdbus");
            command.args(["call", "--session", "--dest", "org.freedesktop.secrets", "--object-path", "/org/freedesktop/secrets"]);
            let output = command.args(["--method", method]).args(arguments).output().context("gdbus")?;
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            anyhow::Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let known = ask("org.freedesktop.DBus.Properties.Get", &["org.freedesktop.Secret.Service", "Collections"])?;
        let collections = known.split('\'').filter(|it| it.starts_with("/org/freedesktop/secrets/collection/"));
        let collections: Vec<String> = collections.map(|it| format!("objectpath '{it}'")).collect();
        let locked = ask("org.freedesktop.Secret.Service.Lock", &[&format!("[{}]", collections.join(", "))])?;
        ensure!(locked.contains("/org/freedesktop/secrets/collection/"), "{locked}");
        Ok(())
    }

    fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_witness_sees_what_another_program_stores() {
        let session = Session::with_keyring().unwrap();
        assert_eq!(session.stored_secrets().unwrap(), 0);
        let mut store = session.command("secret-tool");
        store.args(["store", "--label=a label", "service", "witness"]);
        let mut stored = store.stdin(Stdio::piped()).spawn().unwrap();
        std::io::Write::write_all(&mut stored.stdin.take().unwrap(), b"a secret").unwrap();
        assert!(stored.wait().unwrap().success());
        assert_eq!(session.stored_secrets().unwrap(), 1);
        let bare = Session::without_keyring().unwrap();
        assert!(bare.stored_secrets().is_err(), "there is no store");
    }
}
