//! The desktop app of Domicile: a window on demand, and an icon in the tray, which on Linux is drawn by the agent (`domicile-agent`). Thin:
//! everything that is decided is decided in `domicile-workstation`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(target_os = "linux")]
mod agent_link;
#[cfg(target_os = "linux")]
mod agent_process;
mod app;
mod args;
mod bridge;
mod clipboard;
mod controller_handle;
#[cfg(target_os = "linux")]
mod display;
#[cfg(not(target_os = "linux"))]
mod integration;
#[cfg(not(target_os = "linux"))]
mod notify;
mod rendering;
mod shown;
mod system_language;
#[cfg(not(target_os = "linux"))]
mod tray_theme;
#[cfg(not(target_os = "linux"))]
mod tray_view;
mod window;

use app::NAME;
use args::Invocation;
use domicile_workstation::{logging, startup_error};
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    rendering::choose();
    logging::start();
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Invocation::Run(arguments)) => match app::run(arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                startup_error::say(NAME, &format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
        Ok(Invocation::Help) => answer(args::USAGE),
        Ok(Invocation::Version) => answer(concat!("domicile-desktop ", env!("CARGO_PKG_VERSION"))),
        Err(argument) => {
            startup_error::say(NAME, &format!("{argument} is not understood\n{}", args::USAGE));
            ExitCode::from(2)
        }
    }
}

/// An answer that did not arrive is no success.
fn answer(text: &str) -> ExitCode {
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            startup_error::say(NAME, &format!("the answer cannot be written: {error}"));
            ExitCode::FAILURE
        }
    }
}
