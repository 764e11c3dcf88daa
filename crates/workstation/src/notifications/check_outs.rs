//! What is said about check-outs: the answer to a wish, and to administrators that somebody waits for one.

use super::{NAME_ROOM, Notification, NotificationRules, REASON_ROOM};
use crate::overview::ActionView;
use crate::present::short;
use crate::request::Request;
use crate::vocabulary::Screen;
use crate::vocabulary::Switch;
use domicile_model::check_out::CheckOutState;
use domicile_model::wire::MyCheckOut;
use jiff::SignedDuration;

/// An older answer was seen in the window, or nobody waits for it any more.
const NEWS: SignedDuration = SignedDuration::from_hours(7 * 24);

impl NotificationRules<'_> {
    /// The newest answer to a wish.
    pub(super) fn check_out_answered(&self) -> Option<Notification> {
        let say = self.say;
        let answered = |it: &&MyCheckOut| matches!(it.state.known(), Some(CheckOutState::CheckedOut | CheckOutState::Declined));
        let all = self.state.check_outs.iter().filter(answered);
        let (at, it) = all.filter_map(|it| Some((it.answered?, it))).max_by_key(|(at, _)| *at)?;
        if say.now().duration_since(at) > NEWS {
            return None;
        }
        let product = short(&it.product.name, NAME_ROOM);
        let (title, body) = match (it.state.known(), it.reason.as_deref()) {
            (Some(CheckOutState::Declined), Some(reason)) => ("notify-check-out-declined", short(reason, REASON_ROOM)),
            (Some(CheckOutState::Declined), None) => ("notify-check-out-declined", String::new()),
            _ => {
                let texts = [("date", &*say.day(it.until)), ("machine", &*short(&it.machine.name, NAME_ROOM))];
                ("notify-check-out-allowed", say.with("notify-check-out-allowed-body", &texts))
            }
        };
        let fact = format!("check-out:{}:{}", it.id, it.state.as_str());
        let made = self.make("check-out", Switch::Requests, fact, say.with(title, &[("product", &product)]), body);
        Some(Notification { action: self.open(Screen::Licences), ..made })
    }

    /// Wishes that wait for the person as an administrator.
    pub(super) fn check_outs_wait(&self) -> Option<Notification> {
        let (say, me) = (self.say, self.me);
        me.inbox.as_ref()?;
        let waiting: Vec<_> = self.state.admin.inbox.check_outs.iter().filter(|it| it.state == CheckOutState::Asked).collect();
        let title = match waiting.as_slice() {
            [] => return None,
            [only] => {
                let [name, product] = [&only.user.display_name, &only.product.name].map(|it| short(it, NAME_ROOM));
                say.with("inbox-wants-check-out", &[("name", &name), ("product", &product)])
            }
            many => say.with_counts("notify-many-wait", &[], &[("count", many.len())]),
        };
        let account = me.affiliation.as_ref().map(|it| short(&it.account.name, NAME_ROOM)).unwrap_or_default();
        let facts = waiting.iter().map(|it| format!("inbox-check-out:{}", it.id)).collect();
        let body = say.with("notify-asks-body", &[("account", &account)]);
        let open = Request::OpenWindow { screen: Screen::Requests };
        let action = ActionView { request: open, label: say.text("tray-open") };
        Some(Notification { facts, digest: true, action, ..self.make("inbox-check-out", Switch::Admin, String::new(), title, body) })
    }
}
