//! What a machine needs besides Rust and Node, and how it gets it. Installs on Debian and Ubuntu; elsewhere prints the names.

use crate::step::{Workspace, step};
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::process::{Command, Stdio};

/// What a command may need besides Rust. Each brings its own packages, so that nobody installs a browser to test a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Node.js and npm: building and checking the UI.
    Node,
    /// Building the desktop app.
    App,
    /// A C compiler: the tests of the C interface.
    C,
    /// The UI in a browser.
    Browser,
    /// The service on PostgreSQL.
    PostgreSql,
    /// Peers and tools in Python.
    Python,
    /// A session of a desktop: bus, keychain, display, web driver.
    Session,
    /// The service installed from its package, behind a proxy.
    Installation,
    /// Programs under another clock: the long run only.
    FakeClock,
    /// A panel that shows icons: the long run of the tray only.
    Panel,
    /// A linker and a system for programs of Windows: their tests only.
    Wine,
    /// A compiler that builds the standard library for Windows, where rustup has none.
    DebianRust,
}

impl Need {
    /// Everything, for every test.
    pub(crate) const ALL: &[Self] =
        &[Self::Node, Self::App, Self::C, Self::Browser, Self::PostgreSql, Self::Python, Self::Session, Self::Installation];

    /// Debian's packages that bring it.
    fn packages(self) -> &'static [&'static str] {
        match self {
            // From wherever the developer took it: Debian's own may be too old.
            Self::Node => &[],
            Self::App => &["libwebkit2gtk-4.1-dev", "librsvg2-dev", "libdbus-1-dev", "pkg-config", "build-essential", "file"],
            Self::C => &["build-essential"],
            Self::Browser => &["chromium", "fonts-dejavu-core"],
            Self::PostgreSql => &["postgresql", "procps"],
            Self::Python => &["python3-venv", "openssl"],
            Self::Installation => &["adduser", "curl", "iproute2", "nginx-light", "openssl", "systemd", "util-linux"],
            Self::FakeClock => &["faketime", "util-linux"],
            Self::Panel => &["xfce4-panel", "xfconf"],
            Self::Wine => &["gcc-mingw-w64-x86-64", "g++-mingw-w64-x86-64", "wine64", "wine"],
            Self::DebianRust => &["rustc-web", "cargo-web", "rust-web-src"],
            Self::Session => &[
                "xvfb",
                "xauth",
                "x11-utils",
                "dbus",
                "dbus-x11",
                "openbox",
                "webkit2gtk-driver",
                "gnome-keyring",
                "libsecret-tools",
                "libglib2.0-bin",
                "python3-dbusmock",
                "python3-gi",
                "xdotool",
                "wmctrl",
                "imagemagick",
                "procps",
                "curl",
                "fonts-dejavu-core",
            ],
        }
    }
}

/// Checks Node where it is needed, installs missing system packages.
///
/// # Errors
/// Names what is missing and the command that brings it, where this program cannot.
pub(crate) fn setup(workspace: &Workspace, needs: &[Need]) -> Result<()> {
    if needs.contains(&Need::Node) {
        node()?;
    }
    if !cfg!(target_os = "linux") {
        return Ok(()); // Windows and macOS bring their web view and keychain with them.
    }
    let wanted: BTreeSet<&str> = needs.iter().flat_map(|it| it.packages()).copied().collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let wanted = Vec::from_iter(wanted);
    if !has("dpkg-query") {
        println!("This is not a Debian system. Install what corresponds to these packages:\n  {}", wanted.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|it| !installed(it)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(workspace, &missing)
}

fn install(workspace: &Workspace, missing: &[&str]) -> Result<()> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|it| it.stdout.trim_ascii() == b"0");
    let apt = |arguments: &[&str]| {
        let mut command = if root {
            workspace.command("apt-get", ".", arguments)
        } else {
            workspace.command("sudo", ".", &[&["apt-get"], arguments].concat())
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::inherit());
        command
    };
    if !root && !has("sudo") {
        bail!("Some system packages are missing and only the administrator can install them:\n  apt-get install {}", missing.join(" "));
    }
    step("Refresh the package lists", &mut apt(&["update", "-qq"]))?;
    let arguments = [&["install", "--yes", "--quiet", "--no-install-recommends"], missing].concat();
    step("Install missing system packages", &mut apt(&arguments)).with_context(|| format!("still missing: {}", missing.join(" ")))
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn installed(package: &str) -> bool {
    let answer = Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]).stderr(Stdio::null()).output();
    answer.is_ok_and(|it| it.stdout == b"installed")
}

fn node() -> Result<()> {
    let answer = Command::new("node").arg("--version").output().context("Node.js is missing: install version 20.19 or newer, with npm")?;
    let version = String::from_utf8_lossy(&answer.stdout).trim().trim_start_matches('v').to_owned();
    let mut parts = version.split('.').map(|it| it.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < (20, 19) {
        bail!("Node.js {version} is too old: version 20.19 or newer is needed");
    }
    if !has("npm") {
        bail!("npm is missing: it comes with Node.js");
    }
    Ok(())
}
