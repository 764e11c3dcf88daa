//! The four lines after somebody was added: unlock, country, roles, tell the person.

use super::AdminPresenter;
use crate::overview::{ActionView, CardLineId, CardLineView};
use crate::present::delivery;
use crate::request::{AdminChange, AdminQuery};
use domicile_model::country::DecidedBy;
use domicile_model::person::LockReason;
use domicile_model::wire::Member;

impl AdminPresenter<'_> {
    pub(super) fn lines(&self, it: &Member) -> Vec<CardLineView> {
        vec![self.unlock_line(it), self.country_line(it), self.roles_line(it), self.tell_line(it)]
    }

    fn line(&self, id: CardLineId, title: &str, done: bool, state: String) -> CardLineView {
        CardLineView { id, title: self.say.text(title), state, done, detail: None, action: None }
    }

    fn unlock_line(&self, it: &Member) -> CardLineView {
        let say = self.say;
        let Some(first) = self.first_lock(it) else {
            return self.line(CardLineId::Unlock, "card-line-unlock", true, say.text("card-not-locked"));
        };
        let since = it.locks.iter().filter(|it| it.reason == first.reason).map(|it| it.since).min();
        let since = since.map_or_else(|| say.text("people-locked"), |since| say.with("card-locked-since", &[("date", &say.day(since))]));
        let id = match first.reason.known() {
            Some(LockReason::RemovedFromAccount) => "card-locked-removed",
            Some(LockReason::Administrator) => "card-locked-administrator",
            Some(LockReason::DirectoryDisabled) => "card-locked-directory",
            Some(LockReason::Support) => "card-locked-support",
            None => "card-locked-unknown",
        };
        let detail = say.with(id, &[("word", first.reason.as_str())]);
        CardLineView { detail: Some(detail), action: self.liftable(it), ..self.line(CardLineId::Unlock, "card-line-unlock", false, since) }
    }

    fn country_line(&self, it: &Member) -> CardLineView {
        let say = self.say;
        let country = it.country.code.map(|it| say.country_label(it.as_str())).unwrap_or_default();
        let state = say.with(
            match it.country.decided_by.known() {
                Some(DecidedBy::Explicit) => "card-country-explicit",
                Some(DecidedBy::Directory) => "card-country-directory",
                Some(DecidedBy::Profile) => "card-country-profile",
                Some(DecidedBy::Revenue) => "card-country-revenue",
                Some(DecidedBy::None) => "card-country-none",
                None => "card-country-decided",
            },
            &[("country", &country)],
        );
        if !self.wrong_country(it) {
            return self.line(CardLineId::Country, "card-line-country", true, state);
        }
        let owned: Vec<String> =
            self.details().map(|it| it.contract_countries.iter().map(|it| it.as_str().to_owned()).collect()).unwrap_or_default();
        let rule = AdminChange::SetCountry { user: it.user.id.clone(), country: None };
        CardLineView {
            detail: Some(say.with("card-country-wrong", &[("account", self.account_name), ("countries", &say.countries(&owned))])),
            action: Some(self.ask("action-country-by-rule", rule)),
            ..self.line(CardLineId::Country, "card-line-country", false, state)
        }
    }

    fn roles_line(&self, it: &Member) -> CardLineView {
        let roles = self.roles_in_words(it);
        if roles.is_empty() {
            let none = self.line(CardLineId::Roles, "card-line-roles", false, self.say.text("card-no-roles"));
            return CardLineView { detail: Some(self.say.text("card-no-roles-detail")), ..none };
        }
        self.line(CardLineId::Roles, "card-line-roles", true, roles)
    }

    /// The service sends a mail with the affiliation, and told is who got it; the text to copy is for everybody else, and for whoever wants
    /// to say it in their own way.
    fn tell_line(&self, it: &Member) -> CardLineView {
        let tell = AdminQuery::CopyWelcome { email: it.user.email.clone(), language: None };
        let action: ActionView = self.ask("action-copy-for-person", tell);
        let told = it.delivery.as_ref();
        CardLineView {
            detail: Some(delivery::detail(told, &it.user.email, self.say)),
            action: Some(action),
            ..self.line(CardLineId::Tell, "card-line-tell", delivery::is_told(told), delivery::short(told, self.say))
        }
    }
}
