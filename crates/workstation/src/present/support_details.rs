//! What support wants to know first: versions, states and codes, as this computer sees them. Codes are never translated; nothing here is a
//! secret, and nobody but the person is named.

use crate::failure::Failure;
use crate::state::{Session, State};
use domicile_model::wire::Me;
use jiff::Timestamp;

/// Lines of `name: value`, one fact each; what is not known is left out.
pub(crate) fn support_details(state: &State) -> String {
    let me = state.me.known();
    let policy = &state.policy;
    let file = [
        Some(policy.condition.as_str().to_owned()),
        policy.version.map(|it| format!("version {it}")),
        policy.withdrawn.as_ref().map(|it| format!("withdrawn {it}")),
        policy.valid_until.map(|it| format!("valid until {}", utc(it))),
        policy.refreshed.map(|it| format!("refreshed {}", utc(it))),
    ];
    let refusal = state.connection.obstacle.as_ref().map(code);
    let facts = [
        ("Domicile", Some(format!("{} {} {}", state.settings.version, std::env::consts::OS, std::env::consts::ARCH))),
        ("session", Some(session(&state.session))),
        ("connection", Some([Some(word(state.connection.state)), refusal].into_iter().flatten().collect::<Vec<_>>().join(" "))),
        ("person", me.map(|it| it.user.id.as_str().to_owned())),
        ("account", me.and_then(|it| it.affiliation.as_ref()).map(|it| it.account.id.as_str().to_owned())),
        ("locks", me.and_then(locks)),
        ("request", me.and_then(|it| it.request.as_ref()).map(|it| format!("{} {}", it.id, it.state.as_str()))),
        ("licence country", me.map(country)),
        ("licence file", Some(file.into_iter().flatten().collect::<Vec<_>>().join(", "))),
        ("products", (!policy.products.is_empty()).then(|| format!("{} of {} may run", policy.ready(), policy.products.len()))),
        ("last refresh", state.refreshed.as_ref().map(|it| it.outcome.as_str().to_owned())),
        ("problem", state.problem.as_ref().map(code)),
        ("as of", state.me.as_of().map(utc)),
    ];
    let lines = facts.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value.filter(|it| !it.is_empty())?)));
    lines.collect::<Vec<_>>().join("\n")
}

/// A failure by its code, and the id by which the service finds it in its log.
fn code(it: &Failure) -> String {
    match &it.request_id {
        Some(id) => format!("{} (request {id})", it.code()),
        None => it.code().to_owned(),
    }
}

fn session(it: &Session) -> String {
    match it {
        Session::Starting => "starting".to_owned(),
        Session::SignedOut => "signed_out".to_owned(),
        Session::Unknown => "unknown".to_owned(),
        Session::WaitingForBrowser { .. } => "waiting_for_browser".to_owned(),
        Session::WaitingForCode(_) => "waiting_for_code".to_owned(),
        Session::SignedIn => "signed_in".to_owned(),
        Session::Ended => "ended".to_owned(),
        Session::Locked(why) => format!("locked {}", code(why)),
    }
}

fn locks(me: &Me) -> Option<String> {
    let reasons: Vec<&str> = me.lock.as_ref()?.reasons.iter().map(|it| it.reason.as_str()).collect();
    Some(reasons.join(" "))
}

fn country(me: &Me) -> String {
    let code = me.country.code.as_ref().map(|it| it.as_str()).unwrap_or("none");
    format!("{code} by {}", me.country.decided_by.as_str())
}

/// The stable name of a state, as JSON has it.
fn word(it: impl serde::Serialize) -> String {
    serde_json::to_value(it).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}

fn utc(it: Timestamp) -> String {
    Timestamp::from_second(it.as_second()).unwrap_or(it).to_string()
}
