//! Check-outs as an administrator reads them: wishes in the inbox, and on the card of a person what they have.

use super::AdminPresenter;
use crate::overview::{ActionView, AdministratorView, CheckOutItemView};
use crate::request::{AdminChange, Request};
use domicile_model::check_out::CheckOutState;
use domicile_model::wire::CheckOut;

impl AdminPresenter<'_> {
    /// Everything open: wishes first, those that have waited longest before others.
    pub(super) fn check_outs(&self) -> Vec<CheckOutItemView> {
        let mut all: Vec<&CheckOut> = self.open().collect();
        all.sort_by_key(|it| (it.state != CheckOutState::Asked, it.asked));
        all.into_iter().map(|it| self.check_out(it)).collect()
    }

    /// What somebody has checked out or wants to.
    pub(super) fn check_outs_of(&self, user: &str) -> Vec<CheckOutItemView> {
        self.open().filter(|it| it.user.id.as_str() == user).map(|it| self.check_out(it)).collect()
    }

    /// What somebody has checked out now.
    pub(super) fn checked_out_by(&self, user: &str) -> impl Iterator<Item = &CheckOut> {
        self.open().filter(move |it| it.state == CheckOutState::CheckedOut && it.user.id.as_str() == user)
    }

    fn open(&self) -> impl Iterator<Item = &CheckOut> {
        let now = self.say.now();
        self.state.admin.inbox.check_outs.iter().filter(move |it| it.is_open() && it.until > now)
    }

    fn check_out(&self, it: &CheckOut) -> CheckOutItemView {
        let say = self.say;
        let (name, product) = (it.user.display_name.as_str(), it.product.name.as_str());
        let (until, days) = (say.day(it.until), usize::from(it.days));
        let texts = [("name", name), ("product", product), ("machine", &*it.machine.name), ("date", &*until)];
        let told = |id: &str| say.with_counts(id, &texts, &[("days", days)]);
        let id = it.id.clone();
        let (asked, unknown) = (it.state == CheckOutState::Asked, it.state.known().is_none());
        let waits = usize::try_from(say.now().duration_since(it.asked).as_hours().max(0) / 24).unwrap_or_default();
        CheckOutItemView {
            id: id.as_str().to_owned(),
            person: AdministratorView {
                id: it.user.id.as_str().to_owned(),
                name: name.to_owned(),
                role: String::new(),
                email: it.user.email.clone(),
            },
            product: product.to_owned(),
            machine: it.machine.name.clone(),
            state: it.state.known(),
            title: told("inbox-wants-check-out"),
            text: told(if asked { "inbox-check-out-for" } else { "inbox-checked-out" }),
            state_text: match asked {
                _ if unknown => say.with("state-unknown", &[("word", it.state.as_str())]),
                true => say.with_counts("inbox-waiting", &[], &[("days", waits)]),
                false => say.with("label-checked-out", &[("date", &until)]),
            },
            days: it.days,
            consequence: told(if asked { "inbox-check-out-consequence" } else { "inbox-check-out-end-consequence" }),
            actions: match asked {
                _ if unknown => Vec::new(),
                true => vec![
                    self.ask("action-allow-check-out", AdminChange::AllowCheckOut { id: id.clone(), days: Some(it.days) }),
                    self.ask("action-decline-check-out", AdminChange::DeclineCheckOut { id, reason: String::new() }),
                ],
                false => vec![self.ask("action-end-check-out", AdminChange::EndCheckOut { id })],
            },
        }
    }

    /// Ends what somebody has checked out, a button each.
    pub(super) fn ends(&self, user: &str) -> Vec<ActionView> {
        let end = |it: &CheckOut| ActionView {
            request: Request::Administer { request: AdminChange::EndCheckOut { id: it.id.clone() }.into() },
            label: self.say.with("action-end-check-out-of", &[("product", &it.product.name)]),
        };
        self.checked_out_by(user).map(end).collect()
    }
}
