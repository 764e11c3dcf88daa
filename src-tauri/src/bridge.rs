//! What crosses into the web view: two commands and one event, all plain values of `domicile-workstation`. No state, no token.
//! `ui/src/platform/bindings.ts` is generated from here.

use domicile_workstation::overview::{Overview, ProblemView};
use domicile_workstation::request::Request;
use serde::{Deserialize, Serialize};
use tauri::State;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::controller_handle::ControllerHandle;

/// The overview is another one now. Subscribe first, then ask once for `overview`: no first event is lost.
#[derive(Debug, Clone, Serialize, Deserialize, specta::Type, tauri_specta::Event)]
pub(crate) struct OverviewChanged(pub(crate) Overview);

/// Everything that is shown, as it is now.
#[tauri::command]
#[specta::specta]
fn overview(controller: State<'_, ControllerHandle>) -> Overview {
    controller.overview()
}

/// Hands a request to the controller. Its effect shows in the next overview.
///
/// # Errors
/// The controller no longer runs; the problem is ready to show.
#[tauri::command]
#[specta::specta]
fn request(request: Request, controller: State<'_, ControllerHandle>) -> Result<(), ProblemView> {
    controller.request(request)
}

/// Commands and events, for the app and for the generated TypeScript. The view model has one shape in both directions, so each type
/// is written once.
pub(crate) fn bridge() -> Builder<tauri::Wry> {
    Builder::<tauri::Wry>::new()
        .disable_serde_phases()
        .commands(collect_commands![overview, request])
        .events(collect_events![OverviewChanged])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_committed_typescript_is_what_the_types_say() {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/platform/bindings.ts");
        let folder = tempfile::tempdir().unwrap();
        let fresh = folder.path().join("bindings.ts");
        bridge().export(specta_typescript::Typescript::default(), &fresh).unwrap();
        let fresh = std::fs::read_to_string(fresh).unwrap();
        if std::env::var_os("DOMICILE_RECORD").is_some() {
            std::fs::write(&committed, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(&committed).unwrap_or_default();
        assert!(
            kept == fresh,
            "ui/src/platform/bindings.ts drifted from the Rust types; run DOMICILE_RECORD=1 cargo test -p domicile-desktop"
        );
    }
}
