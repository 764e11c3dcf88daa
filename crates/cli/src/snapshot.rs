//! What is known now about the person, with its age: the service's answer, or else the last one, and the licence file here. Put
//! into words by the same function as in the window.

use crate::answer::{Answer, unknown};
use crate::context::Context;
use crate::problem::Problem;
use domicile_model::wire::{Me, RemovalRequest};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::journey::intent;
use domicile_workstation::messages::{Letter, for_buyer, letter};
use domicile_workstation::overview::{Overview, RemovalView};
use domicile_workstation::present::Say;
use domicile_workstation::present::{overview, removal};
use domicile_workstation::refresh::Outcome;
use domicile_workstation::session::SessionInfo;
use domicile_workstation::state::{AdminState, Fact, Intent, PolicySnapshot, State};
use domicile_workstation::vocabulary::Message;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::cell::OnceCell;

pub(crate) struct Snapshot {
    /// The person's record; `None` is not known.
    pub(crate) me: Option<Me>,
    say: Say<'static>,
    state: State,
    /// All of it in words: made when a verb asks for them, after the last change, so that no verb pays twice.
    overview: OnceCell<Box<Overview>>,
    /// Why there is no fresh answer, ready to be shown.
    missing: Option<Box<Problem>>,
    /// What else is worth knowing.
    warnings: Vec<Problem>,
}

/// Where the person's record comes from.
pub(crate) enum MeSource {
    /// Nobody is signed in.
    SignedOut,
    /// A session is kept and cannot be opened now.
    Locked(Failure),
    /// The service was not asked: what was known before is enough.
    LastKnown,
    /// The service answered.
    Fresh(Box<Me>),
    /// It did not, or not usefully, in the time there was.
    Failed(Failure),
}

impl Snapshot {
    /// What is known: the service's answer, or else the last one.
    pub(crate) async fn current(context: &Context<'_>) -> Self {
        Self::current_with_session(context).await.0
    }

    /// The same, with the session that was kept.
    pub(crate) async fn current_with_session(context: &Context<'_>) -> (Self, Option<SessionInfo>) {
        let session = context.backend.session().await;
        let source = match &session {
            Ok(None) => MeSource::SignedOut,
            Ok(Some(who)) if who.ended => MeSource::Failed(Cause::SignInNeeded.into()),
            Ok(Some(_)) => match tokio::time::timeout(context.patience, context.backend.me()).await {
                Ok(Ok(me)) => MeSource::Fresh(Box::new(me)),
                Ok(Err(failure)) => MeSource::Failed(failure),
                Err(_) => MeSource::Failed(Cause::Timeout { host: context.service_host() }.into()),
            },
            Err(failure) => MeSource::Locked(failure.clone()),
        };
        // Read anew: it may have been renewed, and what its renewal told is told on.
        let who = match session {
            Ok(Some(before)) => Some(context.backend.session().await.ok().flatten().unwrap_or(before)),
            Ok(None) | Err(_) => None,
        };
        (Self::of(context, who.as_ref(), source), who)
    }

    /// What is known without asking the service.
    pub(crate) async fn local(context: &Context<'_>) -> Self {
        let (who, source) = match context.backend.session().await {
            Ok(Some(who)) => (Some(who), MeSource::LastKnown),
            Ok(None) => (None, MeSource::SignedOut),
            Err(failure) => (None, MeSource::Locked(failure)),
        };
        Self::of(context, who.as_ref(), source)
    }

    /// What is known now that the service has told who the person is.
    pub(crate) async fn fresh(context: &Context<'_>, me: Me) -> Self {
        let who = context.backend.session().await.ok().flatten();
        Self::of(context, who.as_ref(), MeSource::Fresh(Box::new(me)))
    }

    /// Changes where the person wants to go, which the app goes on from.
    ///
    /// # Errors
    /// The session cannot be read, or the data folder not be written.
    pub(crate) async fn keep_intent(context: &Context<'_>, change: impl FnOnce(Intent) -> Intent) -> Result<(), Failure> {
        let Some(who) = context.backend.session().await? else { return Ok(()) };
        let folder = context.backend.data_folder();
        let before = Intent { subject: Some(who.subject.clone()), ..intent::read(folder, &who.subject) };
        intent::keep(folder, &change(before))
    }

    /// The same after the person has said where they go, which is kept.
    ///
    /// # Errors
    /// As [`Self::keep_intent`].
    pub(crate) async fn going_to(self, context: &Context<'_>, label: String) -> Result<Self, Failure> {
        Self::keep_intent(context, |it| Intent { going_to: Some(label.clone()), ..it }).await?;
        Ok(self.with(|state| state.intent.going_to = Some(label)))
    }

    pub(crate) fn of(context: &Context<'_>, who: Option<&SessionInfo>, source: MeSource) -> Self {
        let (say, backend) = (context.say, context.backend);
        let mut warnings = Vec::new();
        let mut missing = None;
        let mut state = State { policy: backend.policy(), ..State::default() };
        state.learn_settings(&backend.settings(), backend.data_folder());
        state.learn_session(who);
        if let Some(who) = who {
            if let Some(by) = who.clock_ahead.clone() {
                warnings.push(*Problem::of(say, &Cause::ClockAhead { by }.into()));
            }
            state.intent = Intent { subject: Some(who.subject.clone()), ..intent::read(backend.data_folder(), &who.subject) };
        }
        match source {
            MeSource::Locked(failure) => {
                state.learn_cached_me(backend.cached_me());
                state.learn_locked(&failure);
                let problem = Problem::of(say, &failure).never_locked();
                warnings.push(Problem::clone(&problem));
                missing = Some(problem);
            }
            MeSource::SignedOut => missing = Some(sign_in_needed(say)),
            MeSource::Fresh(me) => {
                state.learn_me(Ok(*me), say.now());
                let known = intent::after(&state, say.now());
                // The app goes on from there. A folder that cannot be written is no reason to hold the answer back.
                if known != state.intent {
                    let _ = intent::keep(backend.data_folder(), &known);
                    state.intent = known;
                }
            }
            MeSource::LastKnown => state.learn_cached_me(backend.cached_me()),
            MeSource::Failed(failure) => {
                state.learn_cached_me(backend.cached_me());
                state.learn_me(Err(&failure), say.now());
                let problem = Problem::of(say, &failure).never_locked();
                warnings.push(Problem::clone(&problem));
                missing = Some(problem);
            }
        }
        Self { me: state.me.known().cloned(), say, state, overview: OnceCell::new(), missing, warnings }
    }

    /// All of it in words.
    pub(crate) fn overview(&self) -> &Overview {
        self.overview.get_or_init(|| Box::new(overview(&self.state, self.say.now(), self.say.zone(), self.say.words())))
    }

    /// What filing a removal request would do, without the rest of the overview; `None` where none can be filed.
    pub(crate) fn removal(&self) -> Option<RemovalView> {
        removal(&self.state, self.say)
    }

    fn with(mut self, change: impl FnOnce(&mut State)) -> Self {
        change(&mut self.state);
        Self { me: self.state.me.known().cloned(), overview: OnceCell::new(), ..self }
    }

    /// The same with this request as the newest.
    pub(crate) fn with_request(self, request: RemovalRequest) -> Self {
        self.with(|state| {
            if let Fact::Known { value, .. } = &mut state.me {
                value.request = Some(request);
            }
        })
    }

    /// The same, with what an administrator's screens know.
    pub(crate) fn with_admin(self, administering: AdminState) -> Self {
        self.with(|state| state.admin = administering)
    }

    /// The same after a Refresh Policy has ended.
    pub(crate) fn after_refresh(self, context: &Context<'_>, outcome: &Outcome, before: Option<Timestamp>) -> Self {
        let now = self.say.now();
        self.with(|state| {
            state.policy = context.backend.policy();
            state.learn_refresh(outcome, before, now);
        })
    }

    /// The licence file as it reads now.
    pub(crate) fn policy(&self) -> &PolicySnapshot {
        &self.state.policy
    }

    /// How far (seconds) the service's clock was ahead of the one here when it last answered, for machines.
    pub(crate) fn clock_difference(&self) -> Value {
        self.state.policy.service_ahead.map_or_else(unknown, Value::from)
    }

    pub(crate) fn sign_in_by(&self) -> Option<Timestamp> {
        self.state.sign_in_by.known().copied()
    }

    /// When the person's record was true.
    pub(crate) fn as_of(&self) -> Option<Timestamp> {
        self.state.me.as_of()
    }

    /// An answer made of these facts; says so where they are old.
    pub(crate) fn answer(&self, verb: &'static str) -> Answer {
        let answer = Answer::new(verb, self.as_of()).stale(self.state.stale);
        match self.as_of().filter(|_| self.state.stale) {
            Some(moment) => answer.note(self.say.with("cli-stale", &[("moment", &self.say.moment(moment))])),
            None => answer,
        }
    }

    /// The person's record, fresh or not.
    pub(crate) fn require_me(&self) -> Result<&Me, Box<Problem>> {
        let missing = || self.missing.clone().unwrap_or_else(|| sign_in_needed(self.say));
        self.me.as_ref().ok_or_else(missing)
    }

    /// An answer of the service.
    pub(crate) fn require_fresh(&self) -> Result<(), Box<Problem>> {
        self.missing.clone().map_or(Ok(()), Err)
    }

    /// The ready text for somebody; to the first administrator by name where it is for the old account.
    pub(crate) fn letter(&self, message: Message) -> Option<Letter> {
        let first = self.me.as_ref().and_then(|it| it.administrators.first()).map(|it| it.email.clone());
        let to = first.filter(|_| message == Message::OldAdmin);
        letter(&self.state, message, to.as_deref(), self.say.words())
    }

    /// What an administrator sends to whoever buys; `None` where nothing ends, or what the account owns was not read.
    pub(crate) fn letter_for_buyer(&self) -> Option<Letter> {
        for_buyer(&self.state, self.say)
    }

    /// What else is worth knowing, for machines.
    pub(crate) fn warnings(&self) -> Vec<Value> {
        self.warnings.iter().map(|it| json!({ "code": it.view.code, "what": it.view.what, "why": it.view.why })).collect()
    }

    /// The same for people.
    pub(crate) fn warning_lines(&self) -> impl Iterator<Item = String> {
        self.warnings.iter().map(|it| self.say.with("cli-warning", &[("why", &it.view.why)]))
    }
}

fn sign_in_needed(say: Say<'_>) -> Box<Problem> {
    Problem::of(say, &Cause::SignInNeeded.into())
}
