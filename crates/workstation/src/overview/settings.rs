//! Views of the screen *Settings*.

use crate::vocabulary::{NotificationsView, Theme};
use serde::{Deserialize, Serialize};

view! {
    /// The little that can be set. A `*_managed` value is set by the organisation and shown, not editable.
    struct SettingsView {
        /// Theme.
        theme: Theme,
        /// The tag of the chosen language (`de`), or `system`.
        language: String,
        /// The language is set by the organisation.
        language_managed: bool,
        /// Address of the service as configured.
        service_url: String,
        /// The address comes from environment or organisation.
        service_url_managed: bool,
        /// Where the files of this app are.
        data_folder: String,
        /// The password store in use, in words.
        secret_store: String,
        /// What the desktop may say outside the window.
        notifications: NotificationsView,
        /// Version of the app.
        version: String,
    }
}
