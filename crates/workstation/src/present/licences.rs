//! Licences in words: products with their verdict and why, the three dates, what is wrong with the licence file.

use super::check_outs::{check_outs, label as checked_out};
use super::forecast::{FORECAST_DAYS, forecast};
use super::licence_help::explanation;
use super::say::Say;
use crate::overview::{LicencesView, ProductState, ProductView, Verdict};
use crate::state::{LicenceState, PolicySnapshot, ProductSnapshot, State};
use crate::vocabulary::PolicyState;
use jiff::{SignedDuration, Timestamp};

/// The licences, as they are shown.
pub(super) fn licences(state: &State, say: Say<'_>) -> LicencesView {
    let policy = &state.policy;
    let (headline, detail) = headline(state, say);
    LicencesView {
        headline,
        detail,
        policy_state: policy.condition,
        policy_version: policy.version.and_then(|it| u32::try_from(it).ok()),
        valid_until: counts(policy).then_some(policy.valid_until).flatten().map(|it| say.day_and_time(it)),
        sign_in_by: state.sign_in_by.known().map(|it| say.day(*it)),
        contract_ends: contract_ends(policy, say),
        refreshed: policy.refreshed,
        refreshed_text: refreshed(policy, say),
        service_clock: policy.service_ahead.and_then(|it| service_clock(it, say)),
        products: policy.products.iter().map(|it| product(state, it, say)).collect(),
        forecast: forecast(policy, FORECAST_DAYS, say),
        check_outs: check_outs(state, say),
    }
}

/// From here on (seconds) two clocks differ by more than an answer takes.
const CLOCKS_DIFFER: u64 = 5 * 60;

/// That the service's clock is ahead of this computer's by so many seconds, or behind: told, since somebody may want to know whose is wrong.
fn service_clock(ahead: i64, say: Say<'_>) -> Option<String> {
    let seconds = ahead.unsigned_abs();
    let (unit, length) = match seconds {
        0..CLOCKS_DIFFER => return None,
        CLOCKS_DIFFER..7200 => ("minutes", 60),
        7200..172_800 => ("hours", 3600),
        172_800.. => ("days", 86_400),
    };
    let way = if ahead > 0 { "ahead" } else { "behind" };
    let count = usize::try_from(seconds / length).unwrap_or(usize::MAX);
    Some(say.with_counts("licences-service-clock", &[("unit", unit), ("way", way)], &[("count", count)]))
}

/// The earliest end among what is ready: what happens first.
pub(super) fn earliest_end(policy: &PolicySnapshot) -> Option<Timestamp> {
    policy.products.iter().filter(|it| it.may_run()).filter_map(|it| it.contract_ends).min()
}

fn contract_ends(policy: &PolicySnapshot, say: Say<'_>) -> Option<String> {
    match earliest_end(policy) {
        Some(at) => Some(say.full_date(at)),
        None => (policy.ready() > 0).then(|| say.text("no-end")),
    }
}

/// Whether a date of the file says anything: one that was withdrawn, or that is not trusted, ends nothing at it.
fn counts(policy: &PolicySnapshot) -> bool {
    let trusted = matches!(policy.condition, PolicyState::Valid | PolicyState::RefreshDue | PolicyState::Expired);
    trusted && policy.withdrawn.is_none()
}

/// When the service confirmed the file: a moment, or that it never did, or that a file which cannot be read does not say.
fn refreshed(policy: &PolicySnapshot, say: Say<'_>) -> String {
    match (policy.refreshed, policy.condition) {
        (Some(at), _) => say.moment(at),
        (None, PolicyState::NoPolicy) => say.text("refreshed-never"),
        (
            None,
            PolicyState::Unread
            | PolicyState::Valid
            | PolicyState::RefreshDue
            | PolicyState::Expired
            | PolicyState::ClockSuspect
            | PolicyState::RolledBack
            | PolicyState::WrongMachine
            | PolicyState::UnknownKey
            | PolicyState::Corrupt,
        ) => say.text("not-known"),
    }
}

fn headline(state: &State, say: Say<'_>) -> (String, Option<String>) {
    let policy = &state.policy;
    let told = |headline: &str, detail: &str| (say.text(headline), Some(say.text(detail)));
    match policy.condition {
        PolicyState::Unread => (say.text("licences-unread"), None),
        PolicyState::NoPolicy => told("licences-no-policy", "licences-no-policy-detail"),
        PolicyState::Expired if policy.can_work() => {
            let date = policy.valid_until.map_or_else(|| say.text("not-known"), |it| say.day(it));
            let text = say.with_counts("licences-checked-out", &[], &[("count", policy.ready())]);
            (text, Some(say.with("licences-checked-out-detail", &[("date", &date)])))
        }
        PolicyState::Expired => {
            let date = policy.valid_until.map_or_else(|| say.text("not-known"), |it| say.day(it));
            (say.with("licences-expired", &[("date", &date)]), Some(say.text("licences-expired-detail")))
        }
        PolicyState::ClockSuspect => told("licences-clock", "licences-clock-detail"),
        PolicyState::RolledBack => told("licences-rolled-back", "licences-rolled-back-detail"),
        PolicyState::WrongMachine => told("licences-machine", "licences-machine-detail"),
        PolicyState::UnknownKey => told("licences-unknown-key", "licences-unknown-key-detail"),
        PolicyState::Corrupt => told("licences-corrupt", "licences-corrupt-detail"),
        PolicyState::Valid | PolicyState::RefreshDue => match &policy.withdrawn {
            Some(cause) => (say.text("licences-withdrawn"), Some(withdrawn(cause, say))),
            None if policy.products.is_empty() => (say.text("licences-none-listed"), account_and_country(policy, say)),
            None => {
                // What the account never bought is no part of what could be ready.
                let owned = |it: &&ProductSnapshot| !matches!(&it.standing, LicenceState::Denied(reason) if reason == "not_owned");
                let text = match policy.products.iter().filter(owned).count() {
                    0 => say.text("headline-nothing-ready"),
                    total => say.with_counts("licences-headline", &[], &[("ready", policy.ready()), ("total", total)]),
                };
                (text, account_and_country(policy, say))
            }
        },
    }
}

/// Why a signed policy grants nothing.
pub(super) fn withdrawn(cause: &str, say: Say<'_>) -> String {
    say.text(match cause {
        "unaffiliated" => "withdrawn-unaffiliated",
        "removed" => "withdrawn-removed",
        "locked" => "withdrawn-locked",
        "disabled" => "withdrawn-disabled",
        _ => "withdrawn-other",
    })
}

fn account_and_country(policy: &PolicySnapshot, say: Say<'_>) -> Option<String> {
    let account = policy.account.as_ref()?.name.as_str();
    let country = policy.country.as_deref().map(|it| say.country(it)).unwrap_or_default();
    let id = match policy.decided_by.as_deref()? {
        "explicit" => "country-explicit",
        "directory" => "country-directory",
        "profile" => "country-profile",
        "revenue" => "country-revenue",
        _ => "country-none",
    };
    let sentence = say.with(id, &[("country", &country), ("account", account)]);
    Some(say.with("licences-account-country", &[("account", account), ("country", &sentence)]))
}

fn product(state: &State, it: &ProductSnapshot, say: Say<'_>) -> ProductView {
    let (product_state, code) = match &it.standing {
        LicenceState::Ready if it.checked_out_until.is_some() => (ProductState::Ready, "checked_out"),
        LicenceState::Ready => (ProductState::Ready, "ready"),
        LicenceState::Grace => (ProductState::Grace, "grace"),
        LicenceState::Trial => (ProductState::Trial, "trial"),
        LicenceState::Denied(reason) => (ProductState::Denied, reason.as_str()),
        LicenceState::Unknown => (ProductState::Unknown, state.policy.condition.as_str()),
    };
    ProductView {
        id: it.id.clone(),
        name: it.name.clone(),
        state: product_state,
        code: code.to_owned(),
        label: checked_out(it, say).unwrap_or_else(|| say.text(label_id(&it.standing))),
        why: why(state, it, say),
        until: until(it, say),
        explanation: explanation(state, it, say),
    }
}

pub(super) fn label_id(standing: &LicenceState) -> &'static str {
    match standing {
        LicenceState::Ready => "label-ready",
        LicenceState::Grace => "label-grace",
        LicenceState::Trial => "label-trial",
        LicenceState::Unknown => "label-unknown",
        LicenceState::Denied(reason) => match reason.as_str() {
            "not_owned" => "label-not-owned",
            "other_country" | "country_without_entitlements" => "label-other-country",
            "restricted" => "label-restricted",
            "not_yet_started" => "label-not-yet",
            "ended" => "label-ended",
            "locked" => "label-locked",
            "unaffiliated" => "label-unaffiliated",
            "version_not_covered" => "label-version",
            "expired" => "label-expired",
            _ => "label-denied",
        },
    }
}

fn why(state: &State, it: &ProductSnapshot, say: Say<'_>) -> String {
    let usage = say.text(match it.usage.as_str() {
        "evaluation" => "usage-evaluation",
        "trial" => "usage-trial",
        _ => "usage-production",
    });
    let account = state.policy.account.as_ref().map_or_else(|| say.text("the-account"), |it| it.name.clone());
    match &it.standing {
        LicenceState::Ready => match (&it.edition, &it.countries) {
            (Some(edition), _) => say.with("why-ready-edition", &[("usage", &usage), ("edition", edition)]),
            (None, None) => say.with("why-everywhere", &[("usage", &usage)]),
            (None, Some(_)) => say.with("why-ready", &[("usage", &usage)]),
        },
        LicenceState::Grace => {
            let date = it.contract_ends.map_or_else(|| say.text("not-known"), |at| say.date(at));
            say.with_counts("why-grace", &[("date", &date)], &[("days", usize::from(it.grace_days))])
        }
        LicenceState::Trial => say.with("why-trial", &[("account", &account)]),
        LicenceState::Unknown => say.text(if state.policy.condition == PolicyState::Expired { "why-expired" } else { "why-unknown" }),
        LicenceState::Denied(reason) => denied(state, it, reason, &account, say),
    }
}

fn denied(state: &State, it: &ProductSnapshot, reason: &str, account: &str, say: Say<'_>) -> String {
    match reason {
        "not_owned" => say.with("why-not-owned", &[("account", account)]),
        "other_country" => match (&it.countries, &state.policy.country) {
            (Some(codes), Some(country)) if !codes.is_empty() => {
                let (codes, country) = (say.countries(codes), say.country(country));
                say.with("why-other-country", &[("account", account), ("countries", &codes), ("country", &country)])
            }
            _ => say.with("why-other-country-unknown", &[("account", account)]),
        },
        "country_without_entitlements" => say.with("why-country-without", &[("account", account)]),
        "restricted" => match state.me.known().and_then(|me| me.administrators.iter().find(|it| it.id != me.user.id)) {
            Some(administrator) => say.with("why-restricted-by", &[("name", &administrator.display_name)]),
            None => say.text("why-restricted"),
        },
        "not_yet_started" => match it.contract_starts {
            Some(at) => say.with("why-not-yet-date", &[("date", &say.full_date(at))]),
            None => say.text("why-not-yet"),
        },
        "ended" => match it.contract_ends {
            Some(at) => say.with("why-ended-date", &[("date", &say.full_date(at))]),
            None => say.text("why-ended"),
        },
        "locked" => say.text("why-locked"),
        "unaffiliated" => say.text("why-unaffiliated"),
        "version_not_covered" => say.text("why-version"),
        "expired" => say.text("why-expired"),
        _ => say.text("why-denied"),
    }
}

pub(super) fn until(it: &ProductSnapshot, say: Say<'_>) -> String {
    let told = |id: &str, at: Timestamp| say.with(id, &[("date", &say.date(at))]);
    match (&it.standing, it.contract_ends) {
        (LicenceState::Denied(reason), Some(at)) if reason == "ended" => told("until-ended", at),
        (LicenceState::Denied(reason), _) if reason == "not_yet_started" => {
            it.contract_starts.map(|at| told("until-from", at)).unwrap_or_default()
        }
        (LicenceState::Denied(_), _) => String::new(),
        (LicenceState::Grace, Some(at)) => told("until-ended", at),
        (_, Some(at)) => told("until-date", at),
        (_, None) => say.text("until-no-end"),
    }
}

/// Whether licensed software starts, and until when, as the licence file says: the fixed line under every headline.
pub(super) fn works(state: &State, verdict: Verdict, say: Say<'_>) -> String {
    let policy = &state.policy;
    if policy.condition == PolicyState::Unread {
        return say.text("works-unread");
    }
    if !policy.can_work() {
        return say.text("works-not");
    }
    let Some(until) = works_until(policy) else { return say.text("works") };
    let answered = !state.connection.state.is_silent() && !state.stale;
    // What ends with a contract or a check-out comes back by nothing that this program does.
    let renews = verdict == Verdict::CanWork && answered && Some(until) == policy.valid_until;
    say.with(if renews { "works-until-renews" } else { "works-until" }, &[("date", &say.near_day(until))])
}

/// When the last thing that may run now ends, unless the service says otherwise before.
pub(super) fn works_until(policy: &PolicySnapshot) -> Option<Timestamp> {
    if policy.condition == PolicyState::Expired {
        // What is over as a whole goes on for what is checked out.
        return policy.check_outs.iter().map(|it| it.until).max();
    }
    let ends = |it: &ProductSnapshot| {
        it.contract_ends.map_or(Timestamp::MAX, |at| {
            at.saturating_add(SignedDuration::from_hours(24 * i64::from(it.grace_days))).unwrap_or(Timestamp::MAX)
        })
    };
    let last = policy.products.iter().filter(|it| it.may_run()).map(ends).max();
    [policy.valid_until, last.filter(|it| *it != Timestamp::MAX)].into_iter().flatten().min()
}
