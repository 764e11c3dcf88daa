//! A sandbox: a workstation's data folder, and the command line that uses it, `domicile` as a process that knows nothing of the machine's
//! real user.

use crate::process::binary;
use anyhow::{Context, Result};
use serde_json::Value;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

/// How long one command may take.
const LIMIT: Duration = Duration::from_secs(60);

/// A data folder with its own environment.
#[derive(Debug)]
pub struct Sandbox {
    environment: Vec<(OsString, OsString)>,
    folder: TempDir,
}

/// How a command ended.
#[derive(Debug)]
pub struct CommandResult {
    /// Its exit code.
    pub code: i32,
    /// What was asked for.
    pub stdout: String,
    /// Everything else that it said.
    pub stderr: String,
}

impl CommandResult {
    /// The JSON document on stdout.
    ///
    /// # Errors
    /// There is none, or something beside it.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.stdout).with_context(|| format!("not one JSON document: {self:?}"))
    }
}

impl Sandbox {
    /// A new folder, for a service.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new(service: &str) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("sandbox").tempdir()?;
        let mut sandbox = Self { environment: Vec::new(), folder };
        // A user's folders of its own, so that nothing real is touched where DOMICILE_HOME should be forgotten somewhere.
        let user = sandbox.folder.path().join("user");
        std::fs::create_dir(&user)?;
        sandbox.set("HOME", user);
        sandbox.set("DOMICILE_HOME", sandbox.folder.path().join("domicile"));
        sandbox.set("DOMICILE_SERVICE_URL", service);
        sandbox.set("LANG", "C.UTF-8");
        sandbox.set("TZ", "UTC");
        sandbox.set("RUST_BACKTRACE", "1");
        for name in ["PATH", "DOMICILE_LOG", "SystemRoot"] {
            if let Some(value) = std::env::var_os(name) {
                sandbox.set(name, value);
            }
        }
        sandbox.browser()?;
        Ok(sandbox)
    }

    /// The same inside a D-Bus session.
    ///
    /// # Errors
    /// It cannot be made.
    #[cfg(target_os = "linux")]
    pub fn in_session(session: &crate::session::Session, service: &str) -> Result<Self> {
        let mut sandbox = Self::new(service)?;
        sandbox.environment.extend(session.environment().cloned());
        Ok(sandbox)
    }

    /// Gives every later command another variable.
    pub fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.environment.push((name.into(), value.into()));
    }

    /// The variables by which programs find this folder.
    pub fn environment(&self) -> impl Iterator<Item = &(OsString, OsString)> {
        self.environment.iter()
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("domicile")
    }

    /// A browser without a person: it follows the address that it is given, and keeps cookies on the way.
    fn browser(&mut self) -> Result<()> {
        let script = self.folder.path().join("browser");
        let text = "#!/bin/sh\n\
            exec curl --silent --show-error --location --max-time 30 --cookie-jar \"$0.cookies\" --cookie \"$0.cookies\" \
            --output \"$0.page\" \"$1\" 2>\"$0.errors\"\n";
        std::fs::write(&script, text)?;
        #[cfg(unix)]
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        self.set("BROWSER", script);
        Ok(())
    }

    /// The last page that the browser showed.
    ///
    /// # Errors
    /// It showed none.
    pub fn page(&self) -> Result<String> {
        Ok(std::fs::read_to_string(self.folder.path().join("browser.page"))?)
    }

    /// `domicile` with these arguments, not started yet.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> tokio::process::Command {
        self.program(&binary("domicile"), arguments)
    }

    /// Another program of ours with these arguments, not started yet.
    #[must_use]
    pub fn program(&self, program: &Path, arguments: &[&str]) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(program);
        command.args(arguments).env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        command
    }

    /// Runs `domicile` to its end.
    ///
    /// # Errors
    /// It does not start or does not end.
    pub async fn domicile(&self, arguments: &[&str]) -> Result<CommandResult> {
        let output = tokio::time::timeout(LIMIT, self.command(arguments).output()).await;
        let output = output.with_context(|| format!("domicile {arguments:?} does not end"))?.context("domicile cannot be started")?;
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).context("not UTF-8");
        let code = output.status.code().with_context(|| format!("domicile {arguments:?} was ended by a signal"))?;
        Ok(CommandResult { code, stdout: text(output.stdout)?, stderr: text(output.stderr)? })
    }

    /// Runs `domicile … --json`, and gives back exit code and document.
    ///
    /// # Errors
    /// It does not start or end, or prints something else than one document.
    pub async fn json(&self, arguments: &[&str]) -> Result<(i32, Value)> {
        let ended = self.domicile(&[arguments, &["--json"]].concat()).await?;
        Ok((ended.code, ended.json()?))
    }

    /// Every file below the data folder, with its permissions where the system has such.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn files(&self) -> Result<Vec<(PathBuf, u32)>> {
        let mut found = Vec::new();
        walk(&self.data(), &mut found)?;
        Ok(found)
    }

    /// What was written into the user's own folders: nothing, if all is well.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn strays(&self) -> Result<Vec<(PathBuf, u32)>> {
        let mut found = Vec::new();
        walk(&self.folder.path().join("user"), &mut found)?;
        Ok(found)
    }
}

fn walk(folder: &Path, found: &mut Vec<(PathBuf, u32)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            walk(&entry.path(), found)?;
        } else {
            found.push((entry.path(), mode(&metadata)));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn mode(metadata: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777
}

#[cfg(not(unix))]
fn mode(_metadata: &std::fs::Metadata) -> u32 {
    0o600
}
