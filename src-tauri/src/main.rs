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
mod integration;
mod last_window;
mod logging;
mod notify;
mod rendering;
mod system_language;
mod tray_host;
mod tray_theme;
mod tray_view;
mod window;

use std::process::ExitCode;

fn main() -> ExitCode {
    rendering::choose();
    logging::start();
    let arguments = match args::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(argument) => {
            eprintln!("domicile-desktop: {argument} is not understood\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match app::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
