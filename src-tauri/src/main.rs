//! The desktop app of Domicile: a window on demand, an icon in the tray, one instance per session. Thin: everything that is decided is
//! decided in `domicile-workstation`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod args;
mod bridge;
mod clipboard;
mod controller_handle;
#[cfg(target_os = "linux")]
mod dbus;
mod display;
mod first_instance;
mod integration;
mod last_resort;
mod last_window;
mod logging;
mod notify;
mod private_folder;
mod rendering;
mod startup_error;
mod system_language;
mod tray_host;
mod tray_theme;
mod tray_view;
mod window;

use args::Invocation;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    rendering::choose();
    logging::start();
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Invocation::Run(arguments)) => match app::run(arguments) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                startup_error::say(&format!("{error:#}"));
                ExitCode::FAILURE
            }
        },
        Ok(Invocation::Help) => answer(args::USAGE),
        Ok(Invocation::Version) => answer(concat!("domicile-desktop ", env!("CARGO_PKG_VERSION"))),
        Err(argument) => {
            startup_error::say(&format!("{argument} is not understood\n{}", args::USAGE));
            ExitCode::from(2)
        }
    }
}

/// An answer that did not arrive is no success.
fn answer(text: &str) -> ExitCode {
    match writeln!(std::io::stdout(), "{text}") {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            startup_error::say(&format!("the answer cannot be written: {error}"));
            ExitCode::FAILURE
        }
    }
}
