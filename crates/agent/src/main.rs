//! The agent of the desktop app on Linux: it holds the controller, draws the tray and says what is news, without a window library. The window
//! (`domicile-desktop`) is a process of its own, started when somebody wants to look. On other systems one process does both.

#[cfg(target_os = "linux")]
mod agent;
#[cfg(target_os = "linux")]
mod args;
#[cfg(target_os = "linux")]
mod clipboard;
#[cfg(target_os = "linux")]
mod dbus;
#[cfg(target_os = "linux")]
mod instance;
#[cfg(target_os = "linux")]
mod integration;
#[cfg(target_os = "linux")]
mod notifications;
#[cfg(target_os = "linux")]
mod server;
#[cfg(target_os = "linux")]
mod session_end;
#[cfg(target_os = "linux")]
mod tray;
#[cfg(target_os = "linux")]
mod tray_host;
#[cfg(target_os = "linux")]
mod tray_theme;
#[cfg(target_os = "linux")]
mod windows;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    agent::few_threads();
    domicile_workstation::logging::start();
    agent::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    use std::io::Write;
    // That it cannot be written is no reason to fail otherwise than with the exit code.
    let _ = writeln!(std::io::stderr(), "domicile-agent: here the app itself holds the tray: start domicile-desktop");
    ExitCode::FAILURE
}
