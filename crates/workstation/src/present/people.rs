//! The account and its administrators in words.

use super::roles::role_label;
use super::say::{Say, sentences};
use crate::overview::{AccountView, AdministratorView};
use domicile_model::account::Federation;
use domicile_model::country::DecidedBy;
use domicile_model::wire::{Administrator, Affiliation, Me, Word};

/// The account that the person belongs to.
pub(super) fn account(me: &Me, say: Say<'_>) -> Option<AccountView> {
    let affiliation = me.affiliation.as_ref()?;
    Some(AccountView {
        id: affiliation.account.id.as_str().to_owned(),
        name: affiliation.account.name.clone(),
        federation: me.federation.known(),
        federation_note: federation_note(&me.federation, affiliation, say),
        country_note: Some(country_note(me, &affiliation.account.name, say)),
    })
}

fn federation_note(federation: &Word<Federation>, affiliation: &Affiliation, say: Say<'_>) -> Option<String> {
    let account = affiliation.account.name.as_str();
    let note = match (federation.known(), affiliation.last_synchronised) {
        (Some(Federation::None) | None, _) => return None,
        (Some(Federation::Jit), _) => say.with("federation-jit", &[("account", account)]),
        (Some(Federation::Scim), None) => say.with("federation-scim", &[("account", account)]),
        (Some(Federation::Scim), Some(at)) => {
            say.with("federation-scim-synchronised", &[("account", account), ("date", &say.day_and_time(at))])
        }
    };
    sentences([Some(note), affiliation.it_contact.as_ref().map(|email| say.with("federation-scim-it", &[("email", email)]))])
}

/// The country and the branch that decided it.
pub(super) fn country_note(me: &Me, account: &str, say: Say<'_>) -> String {
    let country = me.country.code.as_ref().map(|it| say.country(it.as_str())).unwrap_or_default();
    let id = match me.country.decided_by.known() {
        Some(DecidedBy::Explicit) => "country-explicit",
        Some(DecidedBy::Directory) => "country-directory",
        Some(DecidedBy::Profile) => "country-profile",
        Some(DecidedBy::Revenue) => "country-revenue",
        Some(DecidedBy::None) => "country-none",
        None => "country-decided",
    };
    say.with(id, &[("country", &country), ("account", account)])
}

/// That there is nobody to ask, in a sentence; `None` where there is somebody, or where the person belongs to no account.
pub(super) fn no_administrators(me: &Me, say: Say<'_>) -> Option<String> {
    let account = me.affiliation.as_ref()?.account.name.as_str();
    if me.administrators.iter().any(|it| it.id != me.user.id) {
        return None;
    }
    let alone = !me.administrators.is_empty();
    Some(say.with(if alone { "administrators-only-you" } else { "administrators-none" }, &[("account", account)]))
}

/// Whom to ask: account administrators first, then by name.
pub(super) fn administrators(me: &Me, say: Say<'_>) -> Vec<AdministratorView> {
    // Nobody writes to themselves.
    let mut all: Vec<Administrator> = me.administrators.iter().filter(|it| it.id != me.user.id).cloned().collect();
    // A role that this version does not know comes last.
    let order = |it: &Administrator| (it.role.known().is_none(), it.role.known());
    all.sort_by(|a, b| (order(a), &a.display_name).cmp(&(order(b), &b.display_name)));
    all.into_iter()
        .map(|it| AdministratorView {
            id: it.id.as_str().to_owned(),
            name: it.display_name,
            role: role_label(&it.role, say),
            email: it.email,
        })
        .collect()
}
