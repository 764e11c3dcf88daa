//! From the state to what is shown: pure functions, one moment and one time zone at a time. Nothing here asks, stores or waits.

mod admin;
mod arrival;
mod asks;
mod check_outs;
mod delivery;
mod forecast;
mod headline;
mod history;
mod journey_words;
mod licence_help;
mod licences;
mod notice;
mod offers;
mod people;
pub mod problem;
mod refresh;
mod request;
mod roles;
mod say;
mod support_details;
mod time_zone;
pub mod why;

pub use asks::summary as ask_summary;
pub use check_outs::USUAL_DAYS;
pub use forecast::{FORECAST_DAYS, account_licences, forecast};
pub(crate) use forecast::{endings, full_name, seat_count};
pub use refresh::{SLOW_AFTER, is_safe_to_cancel, phase_id};
pub use say::{Say, cut, short};
pub(crate) use support_details::support_details;
pub use time_zone::system_zone;

use crate::journey;
use crate::overview::{
    ConnectionView, DeviceCodeView, OperatorView, Overview, RemovalView, ServiceView, SessionState, SessionView, SettingsView,
};
use crate::state::{Connection, NoKeychain, SecretStore, Session, SettingsFacts, State};
use crate::vocabulary::ConnectionState;
use domicile_policy::operator::{Operator, operator};
use domicile_words::{Language, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Everything that window, tray, notifications and CLI show of a state.
pub fn overview(state: &State, now: Timestamp, zone: &TimeZone, words: &Words) -> Overview {
    let say = Say::new(words, now, zone);
    let me = state.me.known();
    let course = journey::course(state, now).filter(|_| !matches!(state.session, Session::SignedOut | Session::Unknown));
    let headline = headline::headline(state, course.as_ref(), say);
    Overview {
        language: words.language().tag().to_owned(),
        service: ServiceView {
            url: state.service.url.clone(),
            demo_keys: state.service.demo_keys,
            support_url: state.service.support_url.clone(),
            operator: operator().map(operator_view),
        },
        session: session(state, say),
        connection: connection(&state.connection, say),
        arrival: me.zip(course.as_ref()).and_then(|(me, it)| arrival::arrival(state, me, it, headline.verdict, say)),
        headline,
        as_of: state.me.as_of(),
        stale: state.stale,
        account: me.and_then(|me| people::account(me, say)),
        administrators: me.map(|me| people::administrators(me, say)).unwrap_or_default(),
        no_administrators: me.and_then(|me| people::no_administrators(me, say)),
        journey: course.as_ref().map(|it| journey_words::journey(state, it, say)),
        request: me.and_then(|me| request::request(state, me, say)),
        removal: me.and_then(|me| request::removal(state, me, say)),
        asks: me.map(|me| asks::asks(state, me, say)).unwrap_or_default(),
        offers: me.map(|me| offers::offers(state, me, say)).unwrap_or_default(),
        history: me.map(|me| history::history(state, me, say)).unwrap_or_default(),
        leave: me.and_then(|me| history::leave(state, me, say)),
        case: me.and_then(|me| history::case(me, say)),
        admin: me.filter(|_| state.session == Session::SignedIn).and_then(|me| admin::admin(state, me, say)),
        licences: licences::licences(state, say),
        refresh: refresh::refresh(state, say),
        problem: state.problem.as_ref().map(|it| problem::problem(it, say)),
        notice: state.notice.as_ref().map(|it| notice::notice(it, say)),
        settings: settings(&state.settings, say),
    }
}

/// Whose build this is: names and addresses, which no language changes.
fn operator_view(it: &Operator) -> OperatorView {
    let support = match (it.support_contact, it.support_address) {
        (Some(contact), Some(address)) => Some(format!("{contact} <{address}>")),
        (contact, address) => contact.or(address).map(str::to_owned),
    };
    OperatorView { name: it.name.to_owned(), support, privacy_page: it.privacy_page.map(str::to_owned) }
}

/// Only what filing a removal request would do; `None` where none can be filed now.
pub fn removal(state: &State, say: Say<'_>) -> Option<RemovalView> {
    request::removal(state, state.me.known()?, say)
}

fn session(state: &State, say: Say<'_>) -> SessionView {
    let (session_state, device, sign_in_url) = match &state.session {
        Session::Starting => (SessionState::Starting, None, None),
        Session::SignedOut => (SessionState::SignedOut, None, None),
        Session::Unknown => (SessionState::Unknown, None, None),
        Session::WaitingForBrowser { url } => (SessionState::WaitingForBrowser, None, url.clone()),
        Session::WaitingForCode(code) => {
            let device = code.as_ref().map(|it| DeviceCodeView { url: it.url.clone(), code: it.code.clone(), expires: it.expires });
            (SessionState::WaitingForCode, device, None)
        }
        Session::SignedIn => (SessionState::SignedIn, None, None),
        Session::Ended => (SessionState::Ended, None, None),
        Session::Locked(_) => (SessionState::Locked, None, None),
    };
    let who = state.who.clone().unwrap_or_default();
    let user = state.me.known().map(|me| &me.user);
    SessionView {
        state: session_state,
        email: user.map(|it| it.email.clone()).or(who.email),
        name: user.map(|it| it.display_name.clone()).or(who.name),
        device,
        sign_in_url,
        this_session_only: state.this_session_only.map(|why| {
            say.text(match why {
                NoKeychain::Missing => "session-only-missing",
                NoKeychain::Locked => "session-only-locked",
                NoKeychain::Failed => "session-only-failed",
            })
        }),
    }
}

fn connection(connection: &Connection, say: Say<'_>) -> ConnectionView {
    let (with_time, without) = match connection.state {
        ConnectionState::Offline => ("connection-offline", "connection-offline-now"),
        ConnectionState::ServiceTrouble => ("connection-trouble", "connection-trouble-now"),
        ConnectionState::Intercepted => ("connection-intercepted", "connection-intercepted-now"),
        ConnectionState::IssuerTrouble => ("connection-issuer", "connection-issuer-now"),
        ConnectionState::NotUnderstood => ("connection-not-understood", "connection-not-understood-now"),
        ConnectionState::Unknown | ConnectionState::Online => ("", ""),
    };
    let text = (!with_time.is_empty()).then(|| match connection.since {
        Some(since) => say.with(with_time, &[("time", &say.moment(since))]),
        None => say.text(without),
    });
    ConnectionView { state: connection.state, since: connection.since, checking: connection.checking, text }
}

fn settings(settings: &SettingsFacts, say: Say<'_>) -> SettingsView {
    SettingsView {
        theme: settings.theme,
        language: settings.language.map_or("system", Language::tag).to_owned(),
        language_managed: settings.language_managed,
        service_url: settings.service_url.clone(),
        service_url_managed: settings.service_url_managed,
        data_folder: settings.data_folder.clone(),
        secret_store: say.text(match settings.secret_store {
            SecretStore::NotKnown => "store-not-known",
            SecretStore::System => "store-system",
            SecretStore::File => "store-file",
            SecretStore::Memory => "store-memory",
        }),
        notifications: settings.notifications,
        version: settings.version.clone(),
    }
}
