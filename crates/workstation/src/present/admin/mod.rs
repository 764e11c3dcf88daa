//! An administrator's two screens in words: pure functions of what is known of the account.

mod address_card;
mod asks;
mod blockers;
mod check_outs;
mod choices;
mod inbox;
mod member_card;
mod onboarding_steps;
mod people;
mod rights;

use super::forecast::{FORECAST_DAYS, account_licences};
use super::say::Say;
use crate::overview::{ActionView, AdminView, DoView};
use crate::request::{AdminRequest, Request};
use crate::state::State;
use domicile_model::person::{Rank, rank};
use domicile_model::wire::{AccountDetails, Actor, Me, known};

/// Who looks, and with what words.
#[derive(Clone, Copy)]
struct AdminPresenter<'a> {
    state: &'a State,
    me: &'a Me,
    account: &'a str,
    account_name: &'a str,
    say: Say<'a>,
}

/// The screens, for somebody who has them.
pub(super) fn admin(state: &State, me: &Me, say: Say<'_>) -> Option<AdminView> {
    let waiting = me.inbox.as_ref()?;
    let here = &me.affiliation.as_ref().filter(|_| !me.limited_view)?.account;
    let presenter = AdminPresenter { state, me, account: here.id.as_str(), account_name: &here.name, say };
    Some(AdminView {
        account: presenter.account.to_owned(),
        account_name: presenter.account_name.to_owned(),
        waiting: [waiting.open_person_requests, waiting.open_approvals, waiting.open_check_outs]
            .into_iter()
            .fold(waiting.open_requests, u32::saturating_add),
        inbox: presenter.inbox(),
        people: presenter.people(),
        licences: state
            .admin
            .licences
            .as_ref()
            .map(|it| account_licences(&here.name, it, &state.admin.inbox.check_outs, FORECAST_DAYS, say)),
    })
}

impl<'a> AdminPresenter<'a> {
    fn rank(&self) -> Rank {
        rank(&known(&self.me.roles))
    }

    fn is_me(&self, user: &str) -> bool {
        self.me.user.id.as_str() == user
    }

    fn details(&self) -> Option<&'a AccountDetails> {
        self.state.admin.account.as_ref().filter(|it| it.id.as_str() == self.account)
    }

    fn ask(&self, label: &str, request: impl Into<AdminRequest>) -> ActionView {
        ActionView { request: Request::Administer { request: request.into() }, label: self.say.text(label) }
    }

    fn by(&self, who: Actor, text: &str) -> DoView {
        DoView { who, text: self.say.with(text, &[("account", self.account_name)]), url: None }
    }
}
