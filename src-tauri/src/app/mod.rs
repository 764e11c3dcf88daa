//! Puts the parts together: the toolkit, the window, and the way to the controller, which is this process's own (Windows, macOS) or the
//! agent's (Linux). What differs is in the two files beside this one, of which a build has one.

#[cfg_attr(target_os = "linux", path = "of_agent.rs")]
#[cfg_attr(not(target_os = "linux"), path = "alone.rs")]
mod shape;

use domicile_words::Words;
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::failure::Failure;
use domicile_workstation::present::problem::in_one_line;
use domicile_workstation::present::{Say, system_zone};
use domicile_workstation::request::Request;
use domicile_workstation::startup_error;
use tauri::{Manager, RunEvent, WindowEvent};

use crate::args::Arguments;
use crate::bridge;
use crate::controller_handle;
use crate::system_language::system_language;
use crate::window::{MAIN, Windows};

/// The name before every sentence that says why the app does not start.
pub(crate) const NAME: &str = "domicile-desktop";

/// Runs the app until it is quit.
///
/// # Errors
/// There is no place for the data folder, no screen, or another instance that does not answer; in the person's language.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    let language = system_language();
    let words = Words::new(language);
    let folder = DataDir::locate(&Environment::of_process()).map_err(|cause| spoken(&cause.into(), &words))?;
    let Some(begun) = shape::begin(arguments, &folder, &words)? else { return Ok(()) };
    let bridge = bridge::bridge();
    let app = shape::plugins(tauri::Builder::default()).invoke_handler(bridge.invoke_handler()).setup(move |app| {
        bridge.mount_events(app);
        app.manage(Windows::under(folder.root(), arguments.say_when_shown));
        if let Err(failure) = shape::start(app, begun, arguments, language, &folder) {
            // An error that is handed back here would end in a panic of the toolkit.
            startup_error::say(NAME, &format!("{:#}", spoken(&failure, &Words::new(language))));
            app.handle().cleanup_before_exit();
            std::process::exit(1);
        }
        Ok(())
    });
    app.build(tauri::generate_context!())?.run(|app, event| match event {
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } if label == MAIN => {
            controller_handle::send(app, Request::WindowChanged { visible: false });
        }
        // No window is left.
        RunEvent::ExitRequested { code: None, api, .. } => {
            api.prevent_exit();
            shape::without_window(app.clone());
        }
        RunEvent::ExitRequested { .. } => app.state::<Windows>().end(app),
        _ => {}
    });
    Ok(())
}

/// A failure as people read it, on one line.
fn spoken(failure: &Failure, words: &Words) -> anyhow::Error {
    anyhow::Error::msg(in_one_line(failure, Say::new(words, jiff::Timestamp::now(), &system_zone())))
}
