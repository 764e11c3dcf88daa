//! What is known now about the person, with its age: the service's answer, or else the last one, and the licence file here. Put
//! into words by the same function as in the window.

use crate::answer::Answer;
use crate::online::Place;
use crate::problem::Problem;
use crate::speech::Speech;
use domicile_model::wire::{Me, RemovalRequest};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::journey::intent;
use domicile_workstation::messages::{Letter, letter};
use domicile_workstation::overview::Overview;
use domicile_workstation::present::overview;
use domicile_workstation::refresh::Outcome;
use domicile_workstation::session::SessionInfo;
use domicile_workstation::state::{AdminState, Fact, Intent, PolicySnapshot, State};
use domicile_workstation::vocabulary::Message;
use jiff::Timestamp;
use serde_json::{Value, json};

pub(crate) struct Facts {
    /// The person's record; `None` is not known.
    pub(crate) me: Option<Me>,
    /// All of it in words.
    pub(crate) overview: Overview,
    state: State,
    /// Why there is no fresh answer, ready to be shown.
    missing: Option<Box<Problem>>,
    /// What else is worth knowing.
    warnings: Vec<Problem>,
}

/// What was asked of the service, and what came of it.
pub(crate) enum Asked {
    /// Nobody is signed in.
    SignedOut,
    /// It was not asked: what was known before is enough.
    NotNow,
    /// The service answered.
    Fresh(Box<Me>),
    /// It did not, or not usefully, in the time there was.
    Failed(Failure),
}

impl Facts {
    pub(crate) async fn of(place: &Place<'_>, who: Option<&SessionInfo>, asked: Asked) -> Self {
        let (speech, desk) = (place.speech, place.desk);
        let mut warnings = Vec::new();
        let mut missing = None;
        let mut state = place.state();
        state.learn_session(who);
        if let Some(who) = who {
            state.intent = Intent { subject: Some(who.subject.clone()), ..intent::read(desk.data_folder(), &who.subject) };
        }
        match asked {
            Asked::SignedOut => missing = Some(sign_in_needed(speech)),
            Asked::Fresh(me) => {
                state.learn_me(Ok(*me), speech.now());
                let known = intent::after(&state, speech.now());
                // The app goes on from there. A folder that cannot be written is no reason to hold the answer back.
                if known != state.intent {
                    let _ = intent::keep(desk.data_folder(), &known);
                    state.intent = known;
                }
            }
            Asked::NotNow => state.learn_cached_me(desk.cached_me()),
            Asked::Failed(failure) => {
                state.learn_cached_me(desk.cached_me());
                state.learn_me(Err(&failure), speech.now());
                let problem = Problem::of(speech, &failure).never_locked();
                warnings.push(Problem::clone(&problem));
                missing = Some(problem);
            }
        }
        let overview = overview(&state, speech.now(), speech.zone(), speech.words());
        Self { me: state.me.known().cloned(), overview, state, missing, warnings }
    }

    /// The same with this request as the newest.
    pub(crate) fn with_request(mut self, place: &Place<'_>, request: RemovalRequest) -> Self {
        if let Fact::Known { value, .. } = &mut self.state.me {
            value.request = Some(request);
        }
        self.overview = overview(&self.state, place.speech.now(), place.speech.zone(), place.speech.words());
        self.me = self.state.me.known().cloned();
        self
    }

    /// The same, with what an administrator's screens know.
    pub(crate) fn looking_after(mut self, place: &Place<'_>, admin: AdminState) -> Self {
        self.state.admin = admin;
        self.overview = overview(&self.state, place.speech.now(), place.speech.zone(), place.speech.words());
        self
    }

    /// The licence file as it reads now.
    pub(crate) fn policy(&self) -> &PolicySnapshot {
        &self.state.policy
    }

    pub(crate) fn sign_in_by(&self) -> Option<Timestamp> {
        self.state.sign_in_by.known().copied()
    }

    /// When the person's record was true.
    pub(crate) fn as_of(&self) -> Option<Timestamp> {
        self.state.me.as_of()
    }

    /// An answer made of these facts; says so where they are old.
    pub(crate) fn answer(&self, speech: &Speech, verb: &'static str) -> Answer {
        let answer = Answer::new(verb, self.as_of()).stale(self.state.stale);
        match self.as_of().filter(|_| self.state.stale) {
            Some(moment) => answer.note(speech.with("cli-stale", &[("moment", &speech.dates().moment(moment))])),
            None => answer,
        }
    }

    /// The person's record, fresh or not.
    pub(crate) fn require_me(&self, speech: &Speech) -> Result<&Me, Box<Problem>> {
        let missing = || self.missing.clone().unwrap_or_else(|| sign_in_needed(speech));
        self.me.as_ref().ok_or_else(missing)
    }

    /// An answer of the service.
    pub(crate) fn require_fresh(&self) -> Result<(), Box<Problem>> {
        self.missing.clone().map_or(Ok(()), Err)
    }

    /// The same after a Refresh Policy has ended.
    pub(crate) fn after_refresh(mut self, place: &Place<'_>, outcome: &Outcome, before: Option<Timestamp>) -> Self {
        self.state.policy = place.desk.policy();
        self.state.learn_refresh(outcome, before, place.speech.now());
        self.overview = overview(&self.state, place.speech.now(), place.speech.zone(), place.speech.words());
        self
    }

    /// The ready text for somebody; to the first administrator by name where it is for the old account.
    pub(crate) fn letter(&self, speech: &Speech, message: Message) -> Option<Letter> {
        let first = self.me.as_ref().and_then(|it| it.administrators.first()).map(|it| it.email.clone());
        let to = first.filter(|_| message == Message::OldAdmin);
        letter(&self.state, message, to.as_deref(), speech.words())
    }

    /// What else is worth knowing, for machines.
    pub(crate) fn warnings(&self) -> Vec<Value> {
        self.warnings.iter().map(|it| json!({ "code": it.code, "what": it.what, "why": it.why })).collect()
    }

    /// The same for people.
    pub(crate) fn warning_lines<'a>(&'a self, speech: &'a Speech) -> impl Iterator<Item = String> + 'a {
        self.warnings.iter().map(|it| speech.with("cli-warning", &[("why", &it.why)]))
    }
}

fn sign_in_needed(speech: &Speech) -> Box<Problem> {
    Problem::of(speech, &Cause::SignInNeeded.into())
}
