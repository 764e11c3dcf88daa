//! What can be chosen for somebody: roles that the administrator may give, countries in which the account owns something.

use super::AdminPresenter;
use crate::overview::{ChoiceView, OfferDraftView};
use crate::present::roles::role_name;
use domicile_model::person::{Role, rank};
use domicile_model::rank::{is_privileged, may_change, may_set_roles};
use domicile_model::wire::{Member, known};

impl AdminPresenter<'_> {
    pub(super) fn roles_in_words(&self, it: &Member) -> String {
        let held = |role: &Role| it.roles.iter().chain(&it.group_roles).any(|it| it == role);
        let known = Role::ALL.into_iter().filter(held).map(|role| self.say.text(role_name(role)));
        let unknown = it.roles.iter().chain(&it.group_roles).filter(|it| it.known().is_none()).map(|it| it.as_str().to_owned());
        known.chain(unknown).collect::<Vec<_>>().join(", ")
    }

    /// Roles that can be given or taken, one by one; none for somebody above.
    pub(super) fn roles(&self, it: &Member) -> Vec<ChoiceView> {
        let (given, by_group) = (known(&it.roles), known(&it.group_roles));
        if may_change(self.rank(), rank(&given)).is_err() {
            return Vec::new();
        }
        let own = self.is_me(it.user.id.as_str());
        // A role that this version does not know stays as it is: it can be neither given nor taken here.
        let unknown = it.roles.iter().filter(|it| it.known().is_none()).map(|it| ChoiceView {
            id: it.as_str().to_owned(),
            label: it.as_str().to_owned(),
            note: Some(self.say.text("role-note-unknown")),
            chosen: true,
            enabled: false,
        });
        Role::ALL
            .into_iter()
            .map(|role| {
                let chosen = given.contains(&role);
                let after: Vec<Role> = given.iter().copied().filter(|held| *held != role).chain((!chosen).then_some(role)).collect();
                let refused = may_set_roles(self.rank(), own, &given, &after).is_err();
                let note = if by_group.contains(&role) {
                    Some("role-note-group")
                } else if refused {
                    Some(if own { "role-note-own" } else { "role-note-account-admin" })
                } else {
                    None
                };
                ChoiceView {
                    id: role.as_str().to_owned(),
                    label: self.say.text(role_name(role)),
                    note: note.map(|it| self.say.text(it)),
                    chosen,
                    enabled: !refused,
                }
            })
            .chain(unknown)
            .collect()
    }

    /// "Automatic" first, then the countries with licences; one that was set although nothing is owned there comes last.
    pub(super) fn countries(&self, it: &Member) -> Vec<ChoiceView> {
        let chosen = it.explicit_country.map(|it| it.as_str().to_owned());
        let mut all = self.with_licences(chosen.as_deref());
        if let Some(code) = chosen.filter(|code| !all.iter().any(|it| it.id == *code)) {
            let note = self.wrong_country(it).then(|| self.say.text("country-note-nothing-owned"));
            all.push(ChoiceView { label: self.say.country_label(&code), id: code, note, chosen: true, enabled: true });
        }
        all
    }

    fn with_licences(&self, chosen: Option<&str>) -> Vec<ChoiceView> {
        let rule = ChoiceView {
            id: String::new(),
            label: self.say.text("country-by-rule"),
            note: Some(self.say.text("country-by-rule-note")),
            chosen: chosen.is_none(),
            enabled: true,
        };
        let owned = self.details().map(|it| it.contract_countries.as_slice()).unwrap_or_default();
        let owned = owned.iter().map(|it| ChoiceView {
            id: it.as_str().to_owned(),
            label: self.say.country_label(it.as_str()),
            note: None,
            chosen: chosen == Some(it.as_str()),
            enabled: true,
        });
        std::iter::once(rule).chain(owned).collect()
    }

    /// What can be promised to somebody who is not here yet.
    pub(super) fn draft(&self) -> OfferDraftView {
        let roles = Role::ALL.into_iter().filter(|it| !is_privileged(*it)).map(|role| ChoiceView {
            id: role.as_str().to_owned(),
            label: self.say.text(role_name(role)),
            note: None,
            chosen: false,
            enabled: true,
        });
        OfferDraftView { roles: roles.collect(), countries: self.with_licences(None) }
    }

    /// A country was set in which the account owns nothing.
    pub(super) fn wrong_country(&self, it: &Member) -> bool {
        let owned = self.details().map(|it| it.contract_countries.as_slice()).unwrap_or_default();
        it.explicit_country.is_some_and(|code| !owned.is_empty() && !owned.contains(&code))
    }
}
