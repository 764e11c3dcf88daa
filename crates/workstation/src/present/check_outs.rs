//! Licences taken along, in words: what is checked out here and elsewhere, what waits, what was answered, and what can be asked for.

use super::say::Say;
use crate::overview::{ActionView, CheckOutView, CheckOutsView, TakeAlongView};
use crate::request::{CheckOutRequest, Request};
use crate::state::{CheckedOutHere, LicenceState, ProductSnapshot, Session, State};
use crate::vocabulary::PolicyState;
use domicile_model::check_out::CheckOutState;
use domicile_model::wire::MyCheckOut;
use jiff::SignedDuration;

/// How many days are proposed.
pub const USUAL_DAYS: u16 = 14;
/// How long something that is over is still told.
const RECENT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The check-outs, as they are shown.
pub(super) fn check_outs(state: &State, say: Say<'_>) -> CheckOutsView {
    let look = Look { state, say };
    let mine = || state.check_outs.iter();
    let allowed = |it: &&MyCheckOut| it.state == CheckOutState::CheckedOut && it.until > say.now();
    CheckOutsView {
        here: state.policy.check_outs.iter().filter(|it| it.until > say.now()).map(|it| look.here(it)).collect(),
        waiting: mine()
            .filter(|it| it.state == CheckOutState::Asked)
            .map(|it| look.asked(it))
            .chain(mine().filter_map(|it| look.unknown(it)))
            .chain(mine().filter(allowed).filter(|it| look.is_mine_here(it) && !look.has(it)).map(|it| look.not_here_yet(it)))
            .collect(),
        elsewhere: mine().filter(allowed).filter(|it| !look.is_mine_here(it)).map(|it| look.elsewhere(it)).collect(),
        past: mine().filter_map(|it| look.past(it)).collect(),
        offers: state.policy.products.iter().filter(|it| look.may_be_taken(it)).map(|it| look.offer(it)).collect(),
        by_file: look.by_file(),
    }
}

/// How many of the person's licences are checked out, wherever: what they should give back before they leave.
pub(super) fn checked_out(state: &State, say: Say<'_>) -> usize {
    let here = state.policy.check_outs.iter().filter(|it| it.until > say.now()).count();
    let known = state.check_outs.iter().filter(|it| it.state == CheckOutState::CheckedOut && it.until > say.now()).count();
    here.max(known)
}

/// "Checked out until Tue 3 June": the state of a product that was taken along here.
pub(super) fn label(it: &ProductSnapshot, say: Say<'_>) -> Option<String> {
    let until = it.checked_out_until.filter(|_| it.standing == LicenceState::Ready)?;
    Some(say.with("label-checked-out", &[("date", &say.date(until))]))
}

struct Look<'a> {
    state: &'a State,
    say: Say<'a>,
}

impl Look<'_> {
    /// The service cannot be asked now.
    fn by_file(&self) -> bool {
        let silent = self.state.connection.state.is_silent();
        self.state.session != Session::SignedIn || silent
    }

    fn ask(&self, label: &str, request: CheckOutRequest) -> ActionView {
        ActionView::new(Request::CheckOut { request }, self.say.text(label))
    }

    fn is_mine_here(&self, it: &MyCheckOut) -> bool {
        self.state.policy.machine.as_deref() == Some(it.machine.id.as_str())
    }

    /// The document is on this computer.
    fn has(&self, it: &MyCheckOut) -> bool {
        self.state.policy.check_outs.iter().any(|here| here.id == it.id.as_str())
    }

    fn here(&self, it: &CheckedOutHere) -> CheckOutView {
        let say = self.say;
        let id = it.id.clone();
        let give_back = match self.by_file() {
            true => self.ask("action-return-by-file", CheckOutRequest::SaveReturn { id }),
            false => self.ask("action-return-check-out", CheckOutRequest::Return { id }),
        };
        CheckOutView {
            id: it.id.clone(),
            product: it.product.clone(),
            name: it.name.clone(),
            state: Some(CheckOutState::CheckedOut),
            text: say.with("check-out-here", &[("date", &say.day(it.until)), ("account", &it.account)]),
            reason: None,
            until: it.until,
            actions: vec![give_back],
        }
    }

    fn view(&self, it: &MyCheckOut, text: String, actions: Vec<ActionView>) -> CheckOutView {
        CheckOutView {
            id: it.id.as_str().to_owned(),
            product: it.product.id.clone(),
            name: it.product.name.clone(),
            state: it.state.known(),
            text,
            reason: it.reason.clone(),
            until: it.until,
            actions,
        }
    }

    fn asked(&self, it: &MyCheckOut) -> CheckOutView {
        let say = self.say;
        let (date, name) = (say.day(it.asked), self.answerer(it));
        let text = match self.is_mine_here(it) {
            true => say.with("check-out-asked", &[("date", &date), ("name", &name)]),
            false => say.with("check-out-asked-elsewhere", &[("date", &date), ("name", &name), ("machine", &it.machine.name)]),
        };
        self.view(it, text, vec![self.ask("action-withdraw-check-out", CheckOutRequest::Withdraw { id: it.id.as_str().to_owned() })])
    }

    /// Whose answer is waited for: the only administrator there is, or the account.
    fn answerer(&self, it: &MyCheckOut) -> String {
        let all = self.state.me.known().map(|me| me.administrators.iter().filter(|it| it.id != me.user.id).collect::<Vec<_>>());
        match all.unwrap_or_default().as_slice() {
            [only] => only.display_name.clone(),
            _ => it.account.name.clone(),
        }
    }

    /// Of a state that this version does not know: shown as it is, with nothing to press.
    fn unknown(&self, it: &MyCheckOut) -> Option<CheckOutView> {
        let unknown = it.state.known().is_none() && it.is_open();
        unknown.then(|| self.view(it, self.say.with("state-unknown", &[("word", it.state.as_str())]), Vec::new()))
    }

    fn not_here_yet(&self, it: &MyCheckOut) -> CheckOutView {
        let say = self.say;
        let text = say.with("check-out-not-here-yet", &[("date", &say.day(it.until))]);
        self.view(it, text, vec![ActionView::new(Request::RefreshPolicy, say.text("action-refresh"))])
    }

    fn elsewhere(&self, it: &MyCheckOut) -> CheckOutView {
        let say = self.say;
        let text = say.with("check-out-elsewhere", &[("date", &say.day(it.until)), ("machine", &it.machine.name)]);
        self.view(it, text, vec![self.ask("action-save-licences", CheckOutRequest::SaveLicences { id: it.id.as_str().to_owned() })])
    }

    /// What was answered with no, or ended without the person's doing.
    fn past(&self, it: &MyCheckOut) -> Option<CheckOutView> {
        let say = self.say;
        let at = it.ended.or(it.answered)?;
        if say.now().duration_since(at) > RECENT {
            return None;
        }
        let name = it.answered_by.clone().unwrap_or_else(|| it.account.name.clone());
        let told = |id: &str| say.with(id, &[("date", &say.day(at)), ("name", &name), ("account", &it.account.name)]);
        let text = match it.state.known()? {
            CheckOutState::Declined => told("check-out-declined"),
            CheckOutState::Ended => told("check-out-ended"),
            CheckOutState::Cancelled => told("check-out-cancelled"),
            CheckOutState::Expired if it.answered.is_none() => told("check-out-unanswered"),
            CheckOutState::Expired => told("check-out-over"),
            CheckOutState::Asked | CheckOutState::CheckedOut | CheckOutState::Withdrawn | CheckOutState::Returned => return None,
        };
        Some(self.view(it, text, Vec::new()))
    }

    /// Ready here, or only out of date, and nothing is open for it on this computer.
    fn may_be_taken(&self, it: &ProductSnapshot) -> bool {
        let policy = &self.state.policy;
        let limited = self.state.me.known().is_some_and(|me| me.limited_view || me.affiliation.is_none());
        let open = self.state.check_outs.iter().any(|out| out.is_open() && out.product.id == it.id && self.is_mine_here(out));
        let here = policy.check_outs.iter().any(|out| out.product == it.id);
        let out_of_date = policy.condition == PolicyState::Expired && it.standing == LicenceState::Denied("expired".to_owned());
        let ready = policy.condition.grants() && it.standing == LicenceState::Ready;
        policy.withdrawn.is_none() && policy.machine.is_some() && !limited && !open && !here && (ready || (out_of_date && self.by_file()))
    }

    fn offer(&self, it: &ProductSnapshot) -> TakeAlongView {
        let (product, days) = (it.id.clone(), USUAL_DAYS);
        let action = match self.by_file() {
            true => self.ask("action-save-request", CheckOutRequest::SaveRequest { product, days }),
            false => self.ask("action-take-along", CheckOutRequest::Ask { product, days }),
        };
        TakeAlongView { product: it.id.clone(), action }
    }
}
