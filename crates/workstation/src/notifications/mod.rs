//! What the desktop says outside the window: which notifications stand, by the state (pure), and which of them are shown, replaced or
//! withdrawn as time goes on. Never twice for the same fact, never in the first minute, never while somebody looks at the window.

mod check_outs;

use crate::journey::{self, StepId, offers};
use crate::overview::ActionView;
use crate::present::problem::problem;
use crate::present::{Say, short};
use crate::request::{AdminQuery, Request};
use crate::state::{LicenceState, Session, State};
use crate::vocabulary::PolicyState;
use crate::vocabulary::{Message, Screen, Switch};
use domicile_model::removal::RemovalState;
use domicile_model::wire::Me;
use domicile_words::Words;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// Nothing is said so soon after the start: what stands then is seen in the window.
const QUIET_AT_START: SignedDuration = SignedDuration::from_secs(60);
/// What may heal by itself is given so much time.
const MAY_HEAL: SignedDuration = SignedDuration::from_mins(5);
/// New requests are gathered for so long.
const DIGEST: SignedDuration = SignedDuration::from_hours(24);
/// How long before its end a request is said to end.
const ENDS_SOON: SignedDuration = SignedDuration::from_hours(48);
/// Letters of a reason that a notification has room for.
const REASON_ROOM: usize = 80;
/// Letters of a name that a title has room for.
const NAME_ROOM: usize = 40;

/// A notification.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    /// What it is about: a newer one replaces an older one of the same subject.
    pub subject: &'static str,
    /// Which switch silences it.
    pub switch: Switch,
    /// First line.
    pub title: String,
    /// Second line.
    pub body: String,
    /// What a click does.
    pub action: ActionView,
    /// What it says that may not have been said before.
    facts: Vec<String>,
    /// How long it must have stood.
    settles: SignedDuration,
    /// Not more often than once a day.
    digest: bool,
}

/// What the desktop does.
#[derive(Debug, Clone, PartialEq)]
pub enum NotificationCommand {
    /// Shows it, in place of an earlier one of its subject.
    Show(Box<Notification>),
    /// Takes the one of this subject away, where the system can.
    Withdraw {
        /// Its subject.
        subject: &'static str,
    },
}

/// What stands now.
pub fn current(state: &State, now: Timestamp, zone: &TimeZone, words: &Words) -> Vec<Notification> {
    let say = Say::new(words, now, zone);
    let Some(me) = state.me.known().filter(|_| matches!(state.session, Session::SignedIn | Session::Ended)) else { return Vec::new() };
    let rules = NotificationRules { state, me, say };
    let check_outs = [rules.check_out_answered(), rules.check_outs_wait()];
    [rules.request(), rules.added(), rules.inbox(), rules.answer_failed(), rules.sign_in_again(), rules.product_ends(), rules.cannot_work()]
        .into_iter()
        .chain(check_outs)
        .flatten()
        .collect()
}

struct NotificationRules<'a> {
    state: &'a State,
    me: &'a Me,
    say: Say<'a>,
}

impl NotificationRules<'_> {
    fn open(&self, screen: Screen) -> ActionView {
        ActionView { request: Request::OpenWindow { screen }, label: self.say.text("tray-open") }
    }

    fn make(&self, subject: &'static str, switch: Switch, fact: String, title: String, body: String) -> Notification {
        let action = self.open(Screen::Home);
        Notification { subject, switch, title, body, action, facts: vec![fact], settles: SignedDuration::ZERO, digest: false }
    }

    /// How the person's own request stands, where that is news.
    fn request(&self) -> Option<Notification> {
        let (say, request) = (self.say, self.me.request.as_ref()?);
        let account = short(&request.account.name, NAME_ROOM);
        let fact = |what: &str| format!("request:{}:{what}", request.id);
        let made = |what: &str, title, body| self.make("request", Switch::Requests, fact(what), title, body);
        let ending = request.expires.duration_since(say.now()) <= ENDS_SOON;
        match request.state.known() {
            Some(RemovalState::Fulfilled) if self.me.affiliation.is_none() => {
                let target = offers::wanted_by(self.me).map(|it| it.name.clone()).or_else(|| self.state.intent.target.clone());
                let body = match target {
                    Some(target) => say.with("headline-left-detail", &[("target", &short(&target, NAME_ROOM))]),
                    None => say.text("headline-left-detail-no-target"),
                };
                let message = Request::CopyMessage { message: Message::NewAdmin, language: None };
                let action = ActionView { request: message, label: say.text("action-copy-for-administrator") };
                Some(Notification { action, ..made("left", say.with("headline-left", &[("account", &account)]), body) })
            }
            Some(RemovalState::Declined) => {
                let reason = request.decline_reason.as_deref().filter(|it| !it.trim().is_empty());
                let body = match reason {
                    Some(reason) => short(reason, REASON_ROOM),
                    None => say.with("headline-declined-plain", &[("account", &account)]),
                };
                Some(made("declined", say.text("headline-declined"), body))
            }
            Some(RemovalState::Expired) => Some(made("expired", say.text("notify-no-answer"), say.text("notify-no-answer-body"))),
            _ if request.is_open() && ending => {
                let body = say.with("notify-ends-soon-body", &[("date", &say.day(request.expires))]);
                Some(made("ends-soon", say.text("notify-no-answer"), body))
            }
            _ => None,
        }
    }

    /// The new account has added and unlocked the person.
    fn added(&self) -> Option<Notification> {
        let course = journey::course(self.state, self.say.now())?;
        if !(course.is_done(StepId::Removed) && course.is_done(StepId::Added) && course.is_done(StepId::Unlocked)) {
            return None;
        }
        let here = self.me.affiliation.as_ref()?;
        let account = short(&here.account.name, NAME_ROOM);
        let ready = course.is_done(StepId::Refreshed);
        let (what, body) = if ready { ("start", "notify-start-ready") } else { ("refresh", "notify-start-refresh") };
        let fact = format!("added:{}:{}:{what}", here.account.id, here.since);
        let body = self.say.with(body, &[("account", &account)]);
        let made = self.make("added", Switch::Requests, fact, self.say.text("notify-start"), body);
        let refresh = ActionView { request: Request::RefreshPolicy, label: self.say.text("action-refresh") };
        // Where licences are fetched by themselves, that is over in a few seconds.
        Some(if ready { made } else { Notification { action: refresh, settles: SignedDuration::from_secs(15), ..made } })
    }

    /// Requests that wait for the person as an administrator.
    fn inbox(&self) -> Option<Notification> {
        self.me.inbox.as_ref()?;
        let waiting: Vec<_> = self.state.admin.inbox.requests.iter().filter(|it| it.state == RemovalState::Submitted).collect();
        let first = waiting.first()?;
        let (title, action) = match waiting.as_slice() {
            [only] => {
                let name = short(&only.user.display_name, NAME_ROOM);
                let open = Request::Administer { request: AdminQuery::OpenRequest { id: only.id.clone() }.into() };
                let action = ActionView { request: open, label: self.say.text("action-open-request") };
                (self.say.with("notify-asks-to-leave", &[("name", &name)]), action)
            }
            many => (self.say.with_counts("notify-many-wait", &[], &[("count", many.len())]), self.open(Screen::Requests)),
        };
        let facts = waiting.iter().map(|it| format!("inbox:{}", it.id)).collect();
        let body = self.say.with("notify-asks-body", &[("account", &short(&first.account.name, NAME_ROOM))]);
        Some(Notification { facts, digest: true, action, ..self.make("inbox", Switch::Admin, String::new(), title, body) })
    }

    /// What the person did as an administrator did not work, and nobody has read so yet.
    fn answer_failed(&self) -> Option<Notification> {
        let failed = self.state.admin.failed.as_ref()?;
        let shown = self.state.problem.as_ref().filter(|it| **it == failed.failure)?;
        let problem = problem(shown, self.say);
        let fact = format!("failed:{}", failed.at);
        let made = self.make("answer", Switch::Admin, fact, problem.what, problem.why);
        Some(Notification { action: self.open(failed.screen), ..made })
    }

    /// The session ends in three days, in one, or has ended.
    fn sign_in_again(&self) -> Option<Notification> {
        let by = *self.state.sign_in_by.known()?;
        let left = days_left(by, self.say.now(), &[0, 1, 3])?;
        let title = self.say.with("notify-sign-in", &[("date", &self.say.day(by))]);
        let made = self.make("sign-in", Switch::Licences, format!("sign-in:{by}:{left}"), title, self.say.text("notify-sign-in-body"));
        let hint = Some(self.me.user.email.clone());
        Some(Notification { action: ActionView { request: Request::SignIn { hint }, label: self.say.text("tray-sign-in") }, ..made })
    }

    /// The first product that ends in fourteen days, in three, or today.
    fn product_ends(&self) -> Option<Notification> {
        let now = self.say.now();
        let ready = self.state.policy.products.iter().filter(|it| it.standing == LicenceState::Ready);
        let (ends, product) = ready.filter_map(|it| Some((it.contract_ends?, it))).min_by_key(|(ends, it)| (*ends, it.id.clone()))?;
        let left = days_left(ends, now, &[0, 3, 14])?;
        let name = short(&product.name, NAME_ROOM);
        let title = self.say.with("notify-product-ends", &[("product", &name), ("date", &self.say.date(ends))]);
        let made = self.make("product-ends", Switch::Licences, format!("ends:{}:{ends}:{left}", product.id), title, String::new());
        Some(Notification { action: self.open(Screen::Licences), ..made })
    }

    /// Licensed software may not run any more.
    fn cannot_work(&self) -> Option<Notification> {
        let policy = &self.state.policy;
        if policy.can_work() || matches!(policy.condition, PolicyState::Unread | PolicyState::NoPolicy) || self.me.affiliation.is_none() {
            return None;
        }
        let day = self.say.now().as_second() / 86_400;
        let title = self.say.text("notify-cannot-work");
        let made = self.make("work", Switch::Licences, format!("cannot-work:{day}"), title, self.say.text("notify-cannot-work-body"));
        Some(Notification { settles: MAY_HEAL, ..made })
    }
}

/// The smallest of these numbers of days that covers what is left; `None` while more is left than all of them.
fn days_left(end: Timestamp, now: Timestamp, steps: &[i64]) -> Option<i64> {
    let left = end.duration_since(now);
    steps.iter().copied().find(|days| left <= SignedDuration::from_hours(24 * days))
}

/// Remembers what was said.
#[derive(Debug)]
pub struct Notifier {
    started: Timestamp,
    told: BTreeSet<String>,
    /// Since when a fact has stood that was not told yet.
    since: BTreeMap<String, Timestamp>,
    live: BTreeSet<&'static str>,
    digest: Option<Timestamp>,
}

impl Notifier {
    /// Begins to listen.
    pub fn new(now: Timestamp) -> Self {
        Self { started: now, told: BTreeSet::new(), since: BTreeMap::new(), live: BTreeSet::new(), digest: None }
    }

    /// What the desktop does about what stands now.
    pub fn step(
        &mut self,
        standing: Vec<Notification>,
        now: Timestamp,
        in_front: bool,
        on: impl Fn(Switch) -> bool,
    ) -> Vec<NotificationCommand> {
        let mut commands = Vec::new();
        let facts: BTreeSet<String> = standing.iter().flat_map(|it| it.facts.iter().cloned()).collect();
        self.since.retain(|fact, _| facts.contains(fact));
        let subjects: BTreeSet<&'static str> = standing.iter().map(|it| it.subject).collect();
        for gone in self.live.iter().copied().filter(|it| !subjects.contains(it)).collect::<Vec<_>>() {
            self.live.remove(gone);
            commands.push(NotificationCommand::Withdraw { subject: gone });
        }
        for it in standing {
            let news: Vec<String> = it.facts.iter().filter(|fact| !self.told.contains(*fact)).cloned().collect();
            if news.is_empty() {
                continue;
            }
            let since = news.iter().map(|fact| *self.since.entry(fact.clone()).or_insert(now)).min().unwrap_or(now);
            if now.duration_since(since) < it.settles {
                continue;
            }
            let quiet = in_front || now.duration_since(self.started) < QUIET_AT_START || !on(it.switch);
            let waits = it.digest && self.digest.is_some_and(|last| now.duration_since(last) < DIGEST);
            if waits && !quiet {
                continue;
            }
            self.told.extend(news);
            if quiet {
                if self.live.remove(it.subject) {
                    commands.push(NotificationCommand::Withdraw { subject: it.subject });
                }
                continue;
            }
            if it.digest {
                self.digest = Some(now);
            }
            self.live.insert(it.subject);
            commands.push(NotificationCommand::Show(Box::new(it)));
        }
        commands
    }

    /// When something that stands will have stood long enough.
    pub(crate) fn next(&self, standing: &[Notification]) -> Option<Timestamp> {
        standing.iter().flat_map(|it| it.facts.iter().filter_map(|fact| self.since.get(fact)?.saturating_add(it.settles).ok())).min()
    }
}
