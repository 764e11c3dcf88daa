//! "Can I work today? If not, who does what next?": one sentence, one detail, one button. The root cause speaks; what follows from it
//! is folded under it. Signing in and reaching the service come first, then the move (`journey`), then the licences (`licences`).

mod journey;
mod licences;

use super::licences::works;
use super::say::{Say, sentences, short};
use crate::failure::{Cause, Failure};
use crate::journey::Course;
use crate::overview::{ActionView, Headline, Verdict};
use crate::present::problem::problem;
use crate::request::Request;
use crate::state::{Fact, Session, State};
use crate::vocabulary::{ConnectionState, Message, Screen};
use domicile_model::wire::{Actor, Me, RemovalRequest};

/// How long a name may be inside a headline, so that the sentence stays within 60 characters.
const NAME_ROOM: usize = 34;

/// The headline.
pub(super) fn headline(state: &State, course: Option<&Course>, say: Say<'_>) -> Headline {
    let found = HeadlineRules { state, course, say }.find();
    Headline {
        verdict: found.verdict,
        can_work: state.policy.can_work(),
        text: found.text,
        detail: found.detail,
        works: works(state, found.verdict, say),
        primary: found.primary,
        secondary: found.secondary,
    }
}

/// A headline before the licence file has its word about work.
struct HeadlineDraft {
    verdict: Verdict,
    text: String,
    detail: Option<String>,
    primary: Option<ActionView>,
    secondary: Vec<ActionView>,
}

impl HeadlineDraft {
    fn new(verdict: Verdict, text: String) -> Self {
        Self { verdict, text, detail: None, primary: None, secondary: Vec::new() }
    }

    fn detail(self, detail: impl Into<Option<String>>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    fn primary(self, primary: ActionView) -> Self {
        Self { primary: Some(primary), ..self }
    }

    fn and(mut self, secondary: impl IntoIterator<Item = ActionView>) -> Self {
        self.secondary.extend(secondary);
        self
    }
}

#[derive(Clone, Copy)]
struct HeadlineRules<'a> {
    state: &'a State,
    course: Option<&'a Course>,
    say: Say<'a>,
}

impl HeadlineRules<'_> {
    fn find(&self) -> HeadlineDraft {
        self.not_signed_in().unwrap_or_else(|| match &self.state.me {
            Fact::Unknown => self.nothing_known(),
            Fact::Known { value: me, as_of } => match self.state.connection.state {
                connection if connection.is_silent() && self.state.stale => self.last_known(*as_of),
                _ => self.moving(me).unwrap_or_else(|| self.settled(me)),
            },
        })
    }

    fn not_signed_in(&self) -> Option<HeadlineDraft> {
        let (say, email) = (self.say, self.state.who.as_ref().and_then(|it| it.email.clone()));
        let sign_in = |label: &str| ActionView::new(Request::SignIn { hint: email.clone() }, say.text(label));
        let with_code = || ActionView::new(Request::SignInWithCode, say.text("action-sign-in-code"));
        let cancel = || ActionView::new(Request::CancelSignIn, say.text("action-cancel-sign-in"));
        let copy_address = || ActionView::new(Request::CopySignInAddress, say.text("action-copy-address"));
        Some(match &self.state.session {
            Session::SignedIn => return None,
            Session::Unknown => self.no_service(),
            Session::Starting => HeadlineDraft::new(Verdict::Checking, say.text("headline-starting")),
            Session::SignedOut => HeadlineDraft::new(Verdict::SignedOut, say.text("headline-signed-out"))
                .detail(say.text("headline-signed-out-detail"))
                .primary(sign_in("action-sign-in"))
                .and([with_code()]),
            Session::WaitingForBrowser { url } => HeadlineDraft::new(Verdict::SignedOut, say.text("headline-browser"))
                .detail(say.text("headline-browser-detail"))
                .primary(sign_in("action-sign-in-again"))
                .and(url.as_ref().map(|_| copy_address()))
                .and([with_code(), cancel()]),
            Session::WaitingForCode(None) => HeadlineDraft::new(Verdict::SignedOut, say.text("headline-code-asking")).primary(cancel()),
            Session::WaitingForCode(Some(it)) => {
                let time = say.time(it.expires);
                HeadlineDraft::new(Verdict::SignedOut, say.text("headline-code"))
                    .detail(say.with("headline-code-detail", &[("url", &it.url), ("code", &it.code), ("time", &time)]))
                    .primary(ActionView::new(Request::CopyCode, say.text("action-copy-code")))
                    .and([copy_address(), cancel()])
            }
            Session::Ended => HeadlineDraft::new(Verdict::SignedOut, say.text("headline-ended"))
                .detail(say.text("headline-ended-detail"))
                .primary(sign_in("action-sign-in"))
                .and([with_code()]),
            Session::Locked(why) => HeadlineDraft::new(Verdict::NeedsAttention, say.text(headline_of_lock(why)))
                .detail(sentences([self.remedy_of_lock(why), Some(say.text("headline-session-kept-detail"))]))
                .primary(self.again("action-try-again"))
                .and([sign_in("action-sign-in")]),
        })
    }

    /// What a file that cannot be read needs; of a store the headline says enough.
    fn remedy_of_lock(&self, why: &Failure) -> Option<String> {
        matches!(why.cause, Cause::CannotRead { .. } | Cause::NotYours { .. }).then(|| self.why_and_next(why)).flatten()
    }

    /// Why it failed, and who does what first.
    fn why_and_next(&self, failure: &Failure) -> Option<String> {
        let shown = problem(failure, self.say);
        let next = shown.next.into_iter().next().map(|it| {
            let says = |id: &str| self.say.with(id, &[("text", &it.text)]);
            match it.who {
                Actor::You => it.text,
                Actor::Admin => says("headline-next-admin"),
                Actor::It => says("headline-next-it"),
                Actor::Support => says("headline-next-support"),
                Actor::Somebody => says("headline-next-somebody"),
            }
        });
        sentences([Some(shown.why), next])
    }

    /// What stands in the way to the service, where somebody can do something about exactly that; then what is known all the same.
    fn obstacle(&self, known: String) -> Option<HeadlineDraft> {
        let failure = self.state.connection.obstacle.as_ref()?;
        let draft = HeadlineDraft::new(Verdict::Offline, problem(failure, self.say).what)
            .detail(sentences([self.why_and_next(failure), Some(known)]))
            .primary(self.again("action-try-again"));
        Some(draft)
    }

    /// The settings name no service that can be asked: the same words as the failure has, where it is met. An address is set in Settings;
    /// a file that cannot be read is mended outside, and then read again.
    fn no_service(&self) -> HeadlineDraft {
        let say = self.say;
        let no_address = Failure::new(Cause::NoService);
        let failure = self.state.service.problem.as_ref().unwrap_or(&no_address);
        let draft = HeadlineDraft::new(Verdict::NeedsAttention, problem(failure, say).what).detail(self.why_and_next(failure));
        let again = self.again("action-check-again");
        if !matches!(failure.cause, Cause::NoService | Cause::BadServiceUrl { .. }) {
            return draft.primary(again);
        }
        let settings = ActionView::new(Request::OpenWindow { screen: Screen::Settings }, say.text("action-open-settings"));
        draft.primary(settings).and([again])
    }

    fn nothing_known(&self) -> HeadlineDraft {
        let say = self.say;
        if let Some(draft) = self.obstacle(say.text("headline-nothing-known-trouble")) {
            return draft;
        }
        match self.state.connection.state {
            ConnectionState::Offline => HeadlineDraft::new(Verdict::Offline, say.text("headline-offline"))
                .detail(say.text("headline-nothing-known"))
                .primary(self.again("action-try-again")),
            connection @ (ConnectionState::ServiceTrouble
            | ConnectionState::Intercepted
            | ConnectionState::IssuerTrouble
            | ConnectionState::NotUnderstood) => {
                let (text, detail) = trouble(connection);
                let detail = detail.filter(|_| connection != ConnectionState::ServiceTrouble).map(|it| say.text(it));
                HeadlineDraft::new(Verdict::Offline, say.text(text))
                    .detail(sentences([detail, Some(say.text("headline-nothing-known-trouble"))]))
                    .primary(self.again("action-try-again"))
            }
            ConnectionState::Online if !self.state.connection.checking => {
                HeadlineDraft::new(Verdict::Unknown, say.text("headline-unknown"))
                    .detail(say.text("headline-unknown-detail"))
                    .primary(self.again("action-check-again"))
            }
            ConnectionState::Unknown | ConnectionState::Online => HeadlineDraft::new(Verdict::Checking, say.text("headline-checking")),
        }
    }

    fn last_known(&self, as_of: jiff::Timestamp) -> HeadlineDraft {
        let say = self.say;
        let knew = say.with("headline-knew-at", &[("time", &say.moment(as_of))]);
        self.obstacle(knew.clone()).unwrap_or_else(|| {
            let (text, detail) = trouble(self.state.connection.state);
            HeadlineDraft::new(Verdict::Offline, say.text(text))
                .detail(sentences([detail.map(|it| say.text(it)), Some(knew)]))
                .primary(self.again("action-try-again"))
        })
    }

    fn again(&self, label: &str) -> ActionView {
        ActionView::new(Request::CheckAgain, self.say.text(label))
    }

    fn refresh(&self) -> ActionView {
        ActionView::new(Request::RefreshPolicy, self.say.text("action-refresh"))
    }

    fn copy(&self, message: Message, label: String) -> ActionView {
        ActionView::new(Request::CopyMessage { message, language: None }, label)
    }

    fn copy_for_new_admin(&self) -> ActionView {
        let label = match self.course.and_then(|it| it.target.as_ref()) {
            Some(target) => self.say.with("action-copy-for", &[("name", &short(target, NAME_ROOM))]),
            None => self.say.text("action-copy-for-administrator"),
        };
        self.copy(Message::NewAdmin, label)
    }

    /// The message for whoever can fulfil a request.
    fn copy_for_old_admin(&self, request: Option<&RemovalRequest>) -> ActionView {
        let label = match request.and_then(|it| it.to.as_ref()) {
            Some(to) => self.say.with("action-copy-for", &[("name", crate::present::journey_words::first_name(&to.display_name))]),
            None => self.say.text("action-copy-for-administrator"),
        };
        self.copy(Message::OldAdmin, label)
    }

    fn copy_for_it(&self) -> ActionView {
        self.copy(Message::OldIt, self.say.text("action-copy-for-it"))
    }

    fn copy_for_support(&self) -> ActionView {
        self.copy(Message::Support, self.say.text("action-copy-for-support"))
    }

    fn open_support(&self) -> Option<ActionView> {
        self.state.service.support_url.as_ref().map(|_| ActionView::new(Request::OpenSupport, self.say.text("action-open-support")))
    }

    /// Filing a request, as a proposal; `avoid` is an administrator who said no.
    fn file(&self, me: &Me, label: &str, avoid: Option<&str>) -> ActionView {
        use domicile_model::removal::Route;
        let to = me.removal.as_ref().filter(|it| it.route == Route::Administrator).and_then(|_| {
            let others = || me.administrators.iter().filter(|it| it.id != me.user.id);
            others().find(|it| Some(it.id.as_str()) != avoid).or_else(|| others().next()).map(|it| it.id.as_str().to_owned())
        });
        ActionView::new(Request::FileRemoval { to, reason: None, note: None, going_to: None }, self.say.text(label))
    }

    fn account(&self, me: &Me) -> String {
        me.affiliation.as_ref().map_or_else(|| self.say.text("your-old-account"), |it| short(&it.account.name, NAME_ROOM))
    }
}

/// What keeps a session from being opened.
fn headline_of_lock(why: &Failure) -> &'static str {
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else it is, the session cannot be read")]
    match why.cause {
        Cause::KeychainLocked { .. } => "headline-store-locked",
        Cause::KeychainTimeout { .. } => "headline-store-silent",
        Cause::NoKeychain { .. } => "headline-store-missing",
        _ => "headline-session-unreadable",
    }
}

/// The headline of a service that gives no answer that helps, and its detail: by who answered.
fn trouble(connection: ConnectionState) -> (&'static str, Option<&'static str>) {
    match connection {
        ConnectionState::ServiceTrouble => ("headline-trouble", Some("headline-trouble-detail")),
        ConnectionState::Intercepted => ("headline-intercepted", Some("headline-intercepted-detail")),
        ConnectionState::IssuerTrouble => ("headline-issuer", Some("headline-issuer-detail")),
        ConnectionState::NotUnderstood => ("headline-not-understood", Some("headline-not-understood-detail")),
        ConnectionState::Offline | ConnectionState::Unknown | ConnectionState::Online => ("headline-offline", None),
    }
}
