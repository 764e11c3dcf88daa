//! The little that can be set, where each value comes from, and whether the person may change it.
//!
//! Strongest first: the organisation's managed file (locks), the environment, the person's file, the default.

mod managed;

use crate::atomic_file;
use crate::data_dir::{DataDir, Environment};
use crate::failure::{AddressFault, Cause, Failure};
use crate::http::is_loopback;
use crate::vocabulary::{NotificationsView, Theme};
use domicile_model::shown_address::shown_address;
use domicile_policy::operator::{Operator, operator};
use domicile_words::Language;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Deserializer};
use std::path::{Path, PathBuf};
use url::Url;

/// Where the key of the session is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoreChoice {
    /// The system's password store; without one the session is not kept.
    #[default]
    Keychain,
    /// A file that only the owner can read, beside the session. Only by explicit choice.
    File,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Set by the organisation; locked.
    Managed,
    /// Set by an environment variable; not changed by the app.
    Environment,
    /// The person's file.
    User,
    /// Nobody set it.
    Default,
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// Its source.
    pub source: Source,
}

impl<T> Value<T> {
    /// The app cannot change it: organisation or environment set it.
    pub fn is_managed(&self) -> bool {
        matches!(self.source, Source::Managed | Source::Environment)
    }
}

/// The settings in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The address of the service.
    pub service_url: Value<Option<Url>>,
    /// Theme of the window.
    pub theme: Value<Theme>,
    /// What the desktop may say outside the window.
    pub notifications: Value<NotificationsView>,
    /// Language of window and tray; `None` is the system's.
    pub language: Value<Option<Language>>,
    /// Where the key of the session is kept.
    pub secret_store: Value<StoreChoice>,
    /// Where help and support are.
    pub support_url: Value<Option<Url>>,
    /// A managed file that is ignored, and why (writable by others, broken): for logs and the window.
    pub ignored_managed: Option<String>,
    /// What is wrong with the settings; the defaults are in force then.
    pub problem: Option<Failure>,
}

/// One settings file. Unknown keys are tolerated: a newer version may have written them.
#[derive(Debug, Default, Deserialize)]
struct SettingsFile {
    service_url: Option<String>,
    #[serde(default, deserialize_with = "word")]
    theme: Option<Theme>,
    notifications: Option<NotificationsFile>,
    language: Option<String>,
    #[serde(default, deserialize_with = "word")]
    secret_store: Option<StoreChoice>,
    support_url: Option<String>,
}

/// Reads one word of several. One that this version does not know counts as none, since a newer version may have written it; anything but
/// a word is a slip.
fn word<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    let word = String::deserialize(deserializer)?;
    let known = T::deserialize(word.as_str().into_deserializer());
    Ok(known.map_err(|_: serde::de::value::Error| tracing::warn!(word, "a setting that this version does not know")).ok())
}

/// The table `notifications`; what is absent is said.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default)]
struct NotificationsFile {
    requests: Option<bool>,
    licences: Option<bool>,
    admin: Option<bool>,
}

impl From<NotificationsFile> for NotificationsView {
    fn from(it: NotificationsFile) -> Self {
        let on = |it: Option<bool>| it.unwrap_or(true);
        Self { requests: on(it.requests), licences: on(it.licences), admin: on(it.admin) }
    }
}

impl Settings {
    /// Reads the settings in force. Where something is wrong with them, [`Settings::problem`] says so (`settings_broken`,
    /// `bad_service_url`, `cannot_read`), nothing is overwritten, and what the person set does not count.
    pub fn load(data_dir: &DataDir, environment: &Environment) -> Self {
        Self::load_with(data_dir, environment, managed::file().as_deref()).unwrap_or_else(|cause| Self {
            service_url: Value { value: of_operator(operator(), |it| Some(it.service_url)), source: Source::Default },
            theme: Value { value: Theme::System, source: Source::Default },
            notifications: Value { value: NotificationsView::default(), source: Source::Default },
            language: Value { value: None, source: Source::Default },
            secret_store: Value { value: StoreChoice::default(), source: Source::Default },
            support_url: Value { value: of_operator(operator(), |it| it.support_page), source: Source::Default },
            ignored_managed: None,
            problem: Some(cause.into()),
        })
    }

    fn load_with(data_dir: &DataDir, environment: &Environment, managed: Option<&Path>) -> Result<Self, Cause> {
        Self::load_of(data_dir, environment, managed, operator())
    }

    /// The same in a build of this operator's: what is not set otherwise is theirs.
    fn load_of(data_dir: &DataDir, environment: &Environment, managed: Option<&Path>, operator: Option<&Operator>) -> Result<Self, Cause> {
        let user: SettingsFile = match read(&data_dir.settings())? {
            Some(text) => parse(&data_dir.settings(), &text)?,
            None => SettingsFile::default(),
        };
        let (organisation, ignored_managed) = match managed.map(load_managed) {
            Some(Ok(file)) => (file, None),
            Some(Err(why)) => (SettingsFile::default(), Some(why)),
            None => (SettingsFile::default(), None),
        };
        let url = |candidates: [(Option<&String>, Source); 3], usual: Option<Url>| -> Result<Value<Option<Url>>, Cause> {
            for (text, source) in candidates {
                if let Some(text) = text {
                    return Ok(Value { value: Some(service_url(text)?), source });
                }
            }
            Ok(Value { value: usual, source: Source::Default })
        };
        Ok(Self {
            service_url: url(
                [
                    (organisation.service_url.as_ref(), Source::Managed),
                    (environment.service_url.as_ref(), Source::Environment),
                    (user.service_url.as_ref(), Source::User),
                ],
                of_operator(operator, |it| Some(it.service_url)),
            )?,
            support_url: url(
                [
                    (organisation.support_url.as_ref(), Source::Managed),
                    (None, Source::Environment),
                    (user.support_url.as_ref(), Source::User),
                ],
                of_operator(operator, |it| it.support_page),
            )?,
            theme: pick(organisation.theme, user.theme, Theme::System),
            notifications: pick(
                organisation.notifications.map(Into::into),
                user.notifications.map(Into::into),
                NotificationsView::default(),
            ),
            language: pick(organisation.language.map(language), user.language.map(language), None),
            secret_store: pick(organisation.secret_store, user.secret_store, StoreChoice::default()),
            ignored_managed,
            problem: None,
        })
    }
}

/// `system`, and what a newer version may have learnt, is the system's.
fn language(tag: String) -> Option<Language> {
    Language::ALL.iter().copied().find(|it| it.tag() == tag)
}

fn pick<T>(managed: Option<T>, user: Option<T>, default: T) -> Value<T> {
    match (managed, user) {
        (Some(value), _) => Value { value, source: Source::Managed },
        (None, Some(value)) => Value { value, source: Source::User },
        (None, None) => Value { value: default, source: Source::Default },
    }
}

/// One change of the person's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The address of the service.
    ServiceUrl(Url),
    /// The theme.
    Theme(Theme),
    /// What the desktop may say.
    Notifications(NotificationsView),
    /// The language; `None` is the system's.
    Language(Option<Language>),
    /// Where the key of the session is kept.
    SecretStore(StoreChoice),
}

/// Writes one change into the person's file; keys that we do not know stay.
///
/// # Errors
/// [`Cause::SettingsBroken`] where the file is broken: it is left as it is, so that nothing is lost. [`Cause::CannotWrite`].
pub fn change(data_dir: &DataDir, change: &Change) -> Result<(), Cause> {
    let path = data_dir.settings();
    let mut table: toml::Table = match read(&path)? {
        Some(text) => parse(&path, &text)?,
        None => toml::Table::new(),
    };
    let text = |it: &str| toml::Value::String(it.to_owned());
    let (key, value) = match change {
        Change::ServiceUrl(url) => ("service_url", text(url.as_str())),
        Change::Theme(Theme::System) => ("theme", text("system")),
        Change::Theme(Theme::Light) => ("theme", text("light")),
        Change::Theme(Theme::Dark) => ("theme", text("dark")),
        Change::Notifications(it) => {
            let all = [("requests", it.requests), ("licences", it.licences), ("admin", it.admin)];
            ("notifications", toml::Value::Table(all.map(|(name, on)| (name.to_owned(), toml::Value::Boolean(on))).into_iter().collect()))
        }
        Change::Language(language) => ("language", text(language.map_or("system", Language::tag))),
        Change::SecretStore(StoreChoice::Keychain) => ("secret_store", text("keychain")),
        Change::SecretStore(StoreChoice::File) => ("secret_store", text("file")),
    };
    table.insert(key.to_owned(), value);
    data_dir.prepare()?;
    let cannot = |it: std::io::Error| Cause::cannot_write(&path, &it);
    let text = toml::to_string(&table).map_err(|it| cannot(std::io::Error::other(it)))?;
    atomic_file::replace(&path, text.as_bytes()).map_err(cannot)
}

/// An address of the operator whose build this is; it was checked when it was built.
fn of_operator(operator: Option<&Operator>, which: fn(&Operator) -> Option<&'static str>) -> Option<Url> {
    operator.and_then(which).and_then(|it| Url::parse(it).ok())
}

/// Checks the address of a service: https, or http on this computer; no user, query or fragment.
///
/// # Errors
/// [`Cause::BadServiceUrl`] says what is wrong.
pub fn service_url(text: &str) -> Result<Url, Cause> {
    let bad = |what: AddressFault| Cause::BadServiceUrl { url: shown_address(text), what };
    let mut url = Url::parse(text.trim()).map_err(|_| bad(AddressFault::NoAddress))?;
    if !(url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url)) {
        return Err(bad(AddressFault::NotHttps));
    }
    if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
        return Err(bad(AddressFault::Secret));
    }
    // With a slash at the end, so that joining keeps the last part of the path.
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

fn read(path: &Path) -> Result<Option<String>, Cause> {
    let bytes = atomic_file::read(path).map_err(|e| Cause::cannot_read(path, &e))?;
    let broken = |e: std::string::FromUtf8Error| {
        let (bytes, error) = (e.as_bytes(), e.utf8_error());
        let line = 1 + bytes.iter().take(error.valid_up_to()).filter(|it| **it == b'\n').count();
        Cause::SettingsBroken { path: path.display().to_string(), line, reason: error.to_string().into() }
    };
    bytes.map(|bytes| String::from_utf8(bytes).map_err(broken)).transpose()
}

fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Cause> {
    toml::from_str(text).map_err(|e| {
        let line = 1 + e.span().map_or(0, |span| text[..span.start].matches('\n').count());
        Cause::SettingsBroken { path: path.display().to_string(), line, reason: e.message().into() }
    })
}

fn load_managed(path: &Path) -> Result<SettingsFile, String> {
    let at = |why: String| format!("{}: {why}", path.display());
    match atomic_file::read(path) {
        Ok(None) => return Ok(SettingsFile::default()),
        Err(e) => return Err(at(e.to_string())),
        Ok(Some(_)) => managed::is_trustworthy(path).map_err(at)?,
    }
    let text = read(path).map_err(|e| e.to_string())?.unwrap_or_default();
    let file: SettingsFile = parse(path, &text).map_err(|e| e.to_string())?;
    for url in [&file.service_url, &file.support_url].into_iter().flatten() {
        service_url(url).map_err(|e| at(e.to_string()))?;
    }
    Ok(file)
}

/// Where the settings of the organisation are, for whoever explains them.
pub fn managed_file() -> Option<PathBuf> {
    managed::file()
}

#[cfg(test)]
mod tests;
