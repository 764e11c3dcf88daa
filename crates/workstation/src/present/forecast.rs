//! What ends soon, in words: the licences of this computer as its licence file says, and what an account owns.

use super::say::Say;
use crate::overview::{AccountEndingView, AccountLicencesView, ActionView, EndingView, ForecastView, HolderView, SeatsView};
use crate::request::{AdminQuery, Request};
use crate::state::{AccountLicences, PolicySnapshot, ProductSnapshot};
use domicile_model::check_out::CheckOutState;
use domicile_model::country::CountryCode;
use domicile_model::entitlement::Territory;
use domicile_model::forecast::{self, Ending, Term, WINDOWS, seats_owned};
use domicile_model::wire::{CheckOut, LicenceAssignment, OwnedEntitlement, ProductRef};
use jiff::Timestamp;

/// How many days are looked ahead: the widest of the windows.
pub const FORECAST_DAYS: u16 = WINDOWS[WINDOWS.len() - 1];
/// How many people are named in a line; the others are counted.
const NAMED: usize = 5;

/// What ends on this computer within so many days. `None` where the licence file grants nothing now, so that nothing can end.
pub fn forecast(policy: &PolicySnapshot, days: u16, say: Say<'_>) -> Option<ForecastView> {
    let grants = policy.condition.grants() && policy.can_work();
    let running: Vec<&ProductSnapshot> = policy.products.iter().filter(|it| it.may_run()).collect();
    let terms: Vec<Term> = running.iter().map(|it| term(it)).collect();
    let items: Vec<EndingView> = forecast::forecast(&terms, say.now(), say.zone(), days)
        .iter()
        .filter_map(|it| {
            running.get(it.term).map(|product| ending(it, &product.id, &product.name, product.edition.as_deref(), product.grace_days, say))
        })
        .collect();
    let text = text("forecast-some", "forecast-none", "", items.len(), days, say);
    grants.then_some(ForecastView { text, days, items })
}

/// A product of the licence file, which the service has decided on for this person: one right to each, without seats.
fn term(it: &ProductSnapshot) -> Term {
    Term {
        product: it.id.clone(),
        edition: it.edition.clone(),
        usage_type: it.usage.clone(),
        territory: Territory::Global,
        restricted_to: Vec::new(),
        seats: None,
        starts: it.contract_starts.unwrap_or(Timestamp::MIN),
        ends: it.contract_ends,
        grace_days: it.grace_days,
    }
}

fn text(some: &str, none: &str, account: &str, count: usize, days: u16, say: Say<'_>) -> String {
    let id = if count == 0 { none } else { some };
    say.with_counts(id, &[("account", account)], &[("count", count), ("days", days.into())])
}

fn ending(it: &Ending, product: &str, name: &str, edition: Option<&str>, grace_days: u16, say: Say<'_>) -> EndingView {
    let day = |at: Timestamp, days: u16| {
        let near = say.with_counts("date-in-days", &[], &[("count", days.into())]);
        say.with("forecast-day", &[("date", &say.date(at)), ("near", &near)])
    };
    EndingView {
        product: product.to_owned(),
        name: full_name(name, edition),
        in_grace: it.in_grace,
        days: it.days,
        days_to_stop: it.days_to_stop,
        grace_days,
        contract_ends: it.ends,
        grace_ends: it.stops,
        ends: if it.in_grace { say.with("until-ended", &[("date", &say.date(it.ends))]) } else { day(it.ends, it.days) },
        grace: if grace_days == 0 { say.text("forecast-no-grace") } else { day(it.stops, it.days_to_stop) },
    }
}

/// "Rail Designer, Pro"
pub(crate) fn full_name(name: &str, edition: Option<&str>) -> String {
    edition.map_or_else(|| name.to_owned(), |edition| format!("{name}, {edition}"))
}

/// What an account owns: what of it ends within so many days and whom that hits, and its seats.
pub fn account_licences(
    account: &str,
    licences: &AccountLicences,
    check_outs: &[CheckOut],
    days: u16,
    say: Say<'_>,
) -> AccountLicencesView {
    let items: Vec<AccountEndingView> =
        endings(licences, days, say).into_iter().map(|(it, owned)| account_ending(&it, owned, &licences.assignments, say)).collect();
    let copy = Request::Administer { request: AdminQuery::CopyForBuyer { language: None }.into() };
    AccountLicencesView {
        text: text("forecast-account-some", "forecast-account-none", account, items.len(), days, say),
        days,
        copy: (!items.is_empty()).then(|| ActionView::new(copy, say.text("action-copy-for-buyer"))),
        items,
        seats: if licences.more { Vec::new() } else { seats(licences, check_outs, say) },
        uncounted: licences.more.then(|| say.text("seats-uncounted")),
    }
}

/// What of an account ends within so many days, soonest first, each with its entitlement.
pub(crate) fn endings<'a>(licences: &'a AccountLicences, days: u16, say: Say<'_>) -> Vec<(Ending, &'a OwnedEntitlement)> {
    let terms: Vec<Term> = licences.entitlements.iter().map(OwnedEntitlement::term).collect();
    let found = forecast::forecast(&terms, say.now(), say.zone(), days);
    found.into_iter().filter_map(|it| licences.entitlements.get(it.term).map(|owned| (it.clone(), owned))).collect()
}

fn account_ending(it: &Ending, owned: &OwnedEntitlement, assignments: &[LicenceAssignment], say: Say<'_>) -> AccountEndingView {
    let people: Vec<HolderView> = assignments
        .iter()
        .filter(|it| it.product.id == owned.product.id)
        .map(|it| HolderView { id: it.user.id.as_str().to_owned(), name: it.user.display_name.clone(), email: it.user.email.clone() })
        .collect();
    AccountEndingView {
        ending: ending(it, &owned.product.id, &owned.product.name, owned.edition.as_deref(), owned.grace_days, say),
        seats: owned.seats,
        seats_left: it.seats_left,
        seats_text: seats_text(it, owned, say),
        people_text: people_text(&people, say),
        people,
    }
}

/// "10 seats for France. 5 seats go on."
fn seats_text(it: &Ending, owned: &OwnedEntitlement, say: Say<'_>) -> String {
    let seats = seat_count(owned.seats, say);
    let seats = match &owned.countries {
        Some(codes) => {
            let codes: Vec<String> = codes.iter().map(CountryCode::to_string).collect();
            say.with("forecast-seats-in", &[("seats", &seats), ("countries", &say.countries(&codes))])
        }
        None => say.with("forecast-seats", &[("seats", &seats)]),
    };
    match it.seats_left {
        Some(left) if left > 0 => {
            let left = usize::try_from(left).unwrap_or(usize::MAX);
            format!("{seats} {}", say.with_counts("forecast-seats-left", &[], &[("count", left)]))
        }
        Some(_) | None => seats,
    }
}

/// "10 seats"
pub(crate) fn seat_count(seats: Option<u32>, say: Say<'_>) -> String {
    match seats {
        Some(count) => say.with_counts("seat-count", &[], &[("count", usize::try_from(count).unwrap_or(usize::MAX))]),
        None => say.text("seat-count-unlimited"),
    }
}

fn people_text(people: &[HolderView], say: Say<'_>) -> String {
    if people.is_empty() {
        return say.text("forecast-nobody");
    }
    let names = people.iter().take(NAMED).map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    let others = people.len().saturating_sub(NAMED);
    say.with_counts("forecast-people", &[("names", &names)], &[("others", others)])
}

/// The seats of every product that runs now, by name.
fn seats(licences: &AccountLicences, check_outs: &[CheckOut], say: Say<'_>) -> Vec<SeatsView> {
    let terms: Vec<Term> = licences.entitlements.iter().map(OwnedEntitlement::term).collect();
    let mut products: Vec<&ProductRef> = licences.entitlements.iter().map(|it| &it.product).collect();
    products.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    products.dedup_by(|a, b| a.id == b.id);
    let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
    let view = |product: &ProductRef| {
        let owned = seats_owned(&terms, &product.id, say.now());
        let assigned = count(licences.assignments.iter().filter(|it| it.product.id == product.id).count());
        let out = |it: &&CheckOut| it.product.id == product.id && it.state == CheckOutState::CheckedOut && it.until > say.now();
        let checked_out = count(check_outs.iter().filter(out).count());
        SeatsView {
            product: product.id.clone(),
            name: product.name.clone(),
            owned,
            assigned,
            checked_out,
            over: owned.is_some_and(|owned| assigned > owned),
            text: seats_sentence(owned, assigned, checked_out, say),
        }
    };
    // What is over has no seats; a name that still stands on it is worth seeing.
    products.into_iter().map(view).filter(|it| it.owned != Some(0) || it.assigned > 0).collect()
}

fn seats_sentence(owned: Option<u32>, assigned: u32, checked_out: u32, say: Say<'_>) -> String {
    let number = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    let (id, owned) = match owned {
        None => ("seats-unlimited", 0),
        Some(owned) if assigned > owned => ("seats-over", owned),
        Some(owned) => ("seats-assigned", owned),
    };
    let sentence = say.with_counts(id, &[], &[("assigned", number(assigned)), ("owned", number(owned))]);
    if checked_out == 0 {
        return sentence;
    }
    format!("{sentence} {}", say.with_counts("seats-checked-out", &[], &[("count", number(checked_out))]))
}
