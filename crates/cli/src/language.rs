//! Which language the person reads: `--lang`, else the one chosen in Settings (or set by the organisation), else the system's.

use domicile_words::{Language, Words};
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::present::Say;
use domicile_workstation::settings::Settings;
use jiff::Timestamp;

/// Sentences in the person's language as of this moment, for the life of the process: what reports progress outlives the call that
/// began it.
pub(crate) fn speak(flag: Option<Language>) -> Say<'static> {
    speak_in(flag.or_else(chosen).unwrap_or_else(of_system))
}

/// The same in a language that is known already.
pub(crate) fn speak_in(language: Language) -> Say<'static> {
    // Nothing is parsed until a sentence is asked for.
    Say::in_system_zone(Box::leak(Box::new(Words::new(language))), Timestamp::now())
}

/// What is set in the settings file that the app writes, or by the organisation. Settings that cannot be read choose nothing here; the
/// verbs that need them say what is wrong.
fn chosen() -> Option<Language> {
    let environment = Environment::of_process();
    let home = DataDir::locate(&environment).ok()?;
    Settings::load(&home, &environment).language.value
}

fn of_system() -> Language {
    Language::from_environment(|name| std::env::var(name).ok())
}
