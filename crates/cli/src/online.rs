//! The verbs that need the session or the service: one runtime, one desk, one limit of time, and Ctrl-C.

use crate::answer::Answer;
use crate::arguments::{Global, StatusArguments, StoreName, Verb};
use crate::facts::{Asked, Facts};
use crate::limits::limited;
use crate::output::Output;
use crate::problem::Problem;
use crate::speech::Speech;
use crate::{account, inbox, journey, licence, message, person, refresh, request, session, status, transfer};
use domicile_model::wire::{Me, RemovalRequest};
use domicile_workstation::backend::Backend;
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::session::{Browser, SessionInfo};
use domicile_workstation::settings::StoreChoice;
use domicile_workstation::state::State;
use domicile_workstation::{Options, Workstation};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// How long `status` waits for the service before it falls back to the last answer.
const STATUS: Duration = Duration::from_secs(2);
/// How long other verbs wait before they fall back to it.
const BEFORE_THE_LAST: Duration = Duration::from_secs(10);
/// How long a verb may take that asks the service something: longer than one request may, so that its failure is heard.
const ORDINARY: Duration = Duration::from_secs(90);
/// How long Refresh Policy may take.
const REFRESH: Duration = Duration::from_secs(120);
/// How long a person may take to sign in.
const SIGN_IN: Duration = Duration::from_secs(600);
/// How long work that must not be cut off (a token being renewed) may hold up the end.
const SETTLE: Duration = Duration::from_secs(5);

/// Where a verb does its work.
pub(crate) struct Place<'a> {
    pub(crate) speech: &'a Speech,
    pub(crate) output: &'a Output,
    pub(crate) desk: &'a dyn Backend,
    /// Whether a question may be asked on a terminal.
    pub(crate) may_ask: bool,
    /// How long the service may take to answer.
    patience: Duration,
}

pub(crate) fn run(verb: Verb, global: &Global, speech: &Speech, output: &Output) -> Result<Answer, Box<Problem>> {
    let problem = |failure: &Failure| Problem::of(speech, failure).never_locked();
    let unexpected = |reason: String| problem(&Cause::Unexpected { reason }.into());
    let desk = open(&verb, speech).map_err(|it| problem(&it))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|it| unexpected(it.to_string()))?;
    let limit = global.timeout;
    let patience = match verb {
        Verb::Status(_) => limit.unwrap_or(STATUS),
        Verb::Whoami | Verb::AdminContact | Verb::Journey | Verb::Message { .. } => limit.unwrap_or(BEFORE_THE_LAST),
        _ => limit.unwrap_or(ORDINARY),
    };
    let place = Place { speech, output, desk: &desk, may_ask: !global.no_input, patience };
    let most = match &verb {
        // Falls back by itself when its patience ends.
        Verb::Status(_) | Verb::Whoami | Verb::AdminContact | Verb::Journey | Verb::Message { .. } => patience + ORDINARY,
        Verb::Login(_) => limit.unwrap_or(SIGN_IN),
        // Ends by itself when its waiting is over.
        Verb::Refresh(asked) => limit.or(asked.wait.map(|it| it + ORDINARY)).unwrap_or(REFRESH),
        _ => patience,
    };
    let result = runtime.block_on(async {
        let result = limited(speech, most, work(&place, &verb)).await;
        let _ = tokio::time::timeout(SETTLE, desk.settle()).await;
        result
    });
    // A password store that does not answer has a thread that waits for it; the person does not.
    runtime.shutdown_background();
    result
}

fn work<'a>(place: &'a Place<'a>, verb: &'a Verb) -> Pin<Box<dyn Future<Output = Result<Answer, Box<Problem>>> + 'a>> {
    Box::pin(async move {
        match verb {
            Verb::Login(asked) => session::login(place, asked).await,
            Verb::Logout => session::logout(place).await,
            Verb::Whoami => {
                let (facts, who) = place.facts_and_who().await;
                session::whoami(place, &facts, who.as_ref())
            }
            Verb::AdminContact => account::contacts(place.speech, &place.facts().await),
            Verb::Journey => journey::run(place.speech, &place.facts().await),
            Verb::Message { to } => message::run(place.speech, &place.facts().await, *to),
            Verb::Request { verb } => request::run(place, verb).await,
            Verb::Person(asked) => person::run(place, asked).await,
            Verb::Inbox { verb } => inbox::run(place, verb.as_ref()).await,
            Verb::Transfer { verb } => transfer::transfer(place, verb).await,
            Verb::Invitation { verb } => transfer::invitation(place, verb).await,
            Verb::Leave { yes } => transfer::leave(place, *yes).await,
            Verb::Refresh(asked) => refresh::run(place, asked).await,
            Verb::Licence { verb } => licence::run(place, verb).await,
            Verb::Status(asked) => status::run(place.speech, &place.facts().await, asked),
            // These never come here: they need neither session nor service.
            Verb::Check(_) | Verb::Open { .. } | Verb::Version | Verb::Help { .. } => {
                status::run(place.speech, &place.facts().await, &StatusArguments::default())
            }
        }
    })
}

impl Place<'_> {
    pub(crate) fn problem(&self, failure: &Failure) -> Box<Problem> {
        Problem::of(self.speech, failure)
    }

    /// The service's address, where one is set.
    pub(crate) fn service_url(&self) -> Option<String> {
        self.desk.settings().service_url.value.map(|it| it.to_string())
    }

    /// The person's record, fresh from the service.
    pub(crate) async fn me(&self) -> Result<Me, Box<Problem>> {
        self.desk.me().await.map_err(|it| self.problem(&it))
    }

    pub(crate) async fn removals(&self) -> Result<Vec<RemovalRequest>, Box<Problem>> {
        self.desk.removals().await.map_err(|it| self.problem(&it))
    }

    /// What is known: the service's answer, or else the last one.
    pub(crate) async fn facts(&self) -> Facts {
        self.facts_and_who().await.0
    }

    pub(crate) async fn facts_and_who(&self) -> (Facts, Option<SessionInfo>) {
        let session = self.desk.session().await;
        let asked = match &session {
            Ok(None) => Asked::SignedOut,
            Ok(Some(who)) if who.ended => Asked::Failed(Cause::SignInNeeded.into()),
            Ok(Some(_)) => match tokio::time::timeout(self.patience, self.desk.me()).await {
                Ok(Ok(me)) => Asked::Fresh(Box::new(me)),
                Ok(Err(failure)) => Asked::Failed(failure),
                Err(_) => Asked::Failed(Cause::Timeout { host: self.host() }.into()),
            },
            Err(failure) => Asked::Failed(failure.clone()),
        };
        let who = session.as_ref().ok().cloned().flatten();
        (Facts::of(self, who.as_ref(), asked).await, who)
    }

    /// What is known without asking the service.
    pub(crate) async fn local_facts(&self) -> Facts {
        let who = self.desk.session().await.ok().flatten();
        let asked = if who.is_some() { Asked::NotNow } else { Asked::SignedOut };
        Facts::of(self, who.as_ref(), asked).await
    }

    /// What is known now that the service has told who the person is.
    pub(crate) async fn facts_of(&self, me: Me) -> Facts {
        let who = self.desk.session().await.ok().flatten();
        Facts::of(self, who.as_ref(), Asked::Fresh(Box::new(me))).await
    }

    fn host(&self) -> String {
        self.desk.settings().service_url.value.and_then(|it| it.host_str().map(str::to_owned)).unwrap_or_default()
    }

    /// What this computer knows before anybody asks for the session or the service.
    pub(crate) fn state(&self) -> State {
        let mut state = State { policy: self.desk.policy(), ..State::default() };
        state.learn_settings(&self.desk.settings(), self.desk.data_folder());
        state
    }
}

/// Opens the desk as the verb wants it.
fn open(verb: &Verb, speech: &Speech) -> Result<Workstation, Failure> {
    let mut options = Options::of_process(speech.words().language());
    if let Verb::Login(asked) = verb {
        options.secret_store = asked.store.map(|it| match it {
            StoreName::Keychain => StoreChoice::Keychain,
            StoreName::File => StoreChoice::File,
        });
        if asked.no_browser {
            options.browser = Arc::new(NoBrowser);
        }
    }
    Workstation::open(options)
}

/// Opens nothing: the person gets the address.
struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, _url: &str) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::NotFound, "--no-browser"))
    }
}
