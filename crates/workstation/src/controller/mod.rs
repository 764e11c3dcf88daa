//! One loop owns the state. Requests of window, tray and timers go in, overviews come out; what takes time runs beside the loop and
//! reports back as an event. Nothing here draws, and nothing here knows what the network or the keychain look like.

mod admin;
mod admin_changes;
mod admin_io;
mod answers;
mod check_outs;
mod event_stream;
mod events;
mod follow;
mod integration;
mod language;
mod poll;
mod requests;
mod rights;
mod schedule;

pub use integration::{Copying, Integration};
pub use schedule::{Jitter, chance, until_listen};

use crate::api::{Changed, MeApi};
use crate::backend::Backend;
use crate::failure::Failure;
use crate::journey;
use crate::notifications::{self, Notifier};
use crate::overview::Overview;
use crate::present::overview;
use crate::refresh::Outcome;
use crate::request::Request;
use crate::session::{RENEWAL_LIMIT, SessionInfo, SignInPrompt, SignedOut};
use crate::state::{Card, Notice, Session, State};
use crate::vocabulary::Phase;
use admin::PendingChange;
use admin_io::{AccountRead, ReadGeneration};
use check_outs::Done;
use domicile_model::id::RemovalRequestId;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{Me, Members, MyCheckOut, RemovalPreflight, RemovalRequest, ServiceRequest, Word};
use domicile_words::{Language, Words};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use poll::{Poll, Seen};
use schedule::PollRate;
use std::future::Future;
use std::sync::Arc;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The clock, as an argument.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// The longest sleep: after a suspended computer wakes, what is due is found out within this time.
const LONGEST_SLEEP: SignedDuration = SignedDuration::from_mins(10);

/// What a controller is made of.
pub struct Setup<I> {
    /// What this computer can do.
    pub backend: Arc<dyn Backend>,
    /// The shell around it.
    pub shell: I,
    /// The words of the system's language; those of another one where the settings name it.
    pub words: Words,
    /// The person's time zone.
    pub zone: TimeZone,
    /// The clock.
    pub clock: Clock,
    /// Chance, for spreading what happens by itself.
    pub jitter: Jitter,
    /// What was found wrong with this computer before the start; shown first of all.
    pub problem: Option<Failure>,
}

impl<I> Setup<I> {
    /// Says everything in this language from now on.
    fn speak(&mut self, language: Language) {
        if self.words.language() != language {
            self.words = Words::new(language);
        }
        self.backend.speak(language);
    }
}

/// How to talk to a running controller.
#[derive(Debug, Clone)]
pub struct Handle {
    /// Requests go in here.
    pub requests: mpsc::UnboundedSender<Request>,
    /// What is shown. It changes only when something that is shown does.
    pub overview: watch::Receiver<Overview>,
}

/// What is going on beside the loop reports back so. `person` counts sign-ins and sign-outs: what belongs to somebody who has left
/// since is not taken in.
#[derive(Debug)]
enum Event {
    Session(Result<Option<SessionInfo>, Failure>),
    FilesChanged,
    SessionFound {
        person: u64,
        result: Result<Option<SessionInfo>, Failure>,
    },
    Prompt {
        attempt: u64,
        prompt: SignInPrompt,
    },
    SignInEnded {
        attempt: u64,
        result: Result<SessionInfo, Failure>,
    },
    SignedOut(Result<SignedOut, Failure>),
    Me {
        person: u64,
        result: Result<Box<Me>, Failure>,
    },
    Phase {
        run: u64,
        phase: Phase,
    },
    Refreshed {
        run: u64,
        outcome: Outcome,
    },
    Filed {
        person: u64,
        result: Result<Box<RemovalRequest>, Failure>,
    },
    Withdrawn {
        person: u64,
        id: String,
        result: Result<(), Failure>,
    },
    AskAnswered {
        person: u64,
        notice: Notice,
        result: Result<(), Failure>,
    },
    CaseOpened {
        person: u64,
        result: Result<ServiceRequest, Failure>,
    },
    ServiceSet(Result<(), Failure>),
    Copied {
        notice: Notice,
        result: Result<(), String>,
    },
    LanguageTold {
        person: u64,
        told: Language,
        result: Result<Box<Me>, Failure>,
    },
    Answered {
        person: u64,
        message: &'static str,
        name: String,
        result: Result<(), Failure>,
    },
    History {
        person: u64,
        result: Result<Vec<RemovalRequest>, Failure>,
    },
    CheckOutsRead {
        person: u64,
        result: Result<Vec<MyCheckOut>, Failure>,
    },
    CheckOutDone {
        person: u64,
        result: Result<Done, Failure>,
    },
    Heard {
        person: u64,
        changed: Changed,
    },
    StreamEnded {
        person: u64,
        result: Result<(), Failure>,
    },
    AccountRead {
        person: u64,
        generation: ReadGeneration,
        result: Result<Box<AccountRead>, Failure>,
    },
    Listed {
        person: u64,
        generation: u64,
        more: bool,
        result: Result<Members, Failure>,
    },
    Searched {
        person: u64,
        generation: u64,
        result: Result<Card, Failure>,
    },
    RequestOpened {
        person: u64,
        result: Result<Box<(RemovalRequest, Option<RemovalPreflight>)>, Failure>,
    },
    Administered {
        person: u64,
        generation: ReadGeneration,
        pending: PendingChange,
        result: Result<(), Failure>,
        read: Option<Box<AccountRead>>,
    },
}

/// What begins a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trigger {
    /// The person asked for it.
    Person,
    /// It is due, or the service has something newer.
    Schedule,
}

/// A running refresh.
struct Run {
    number: u64,
    /// Who wants it: a failure is told to a person who asked.
    trigger: Trigger,
    /// When the service had confirmed the licence file before.
    before: Option<Timestamp>,
    cancel: CancellationToken,
    task: JoinHandle<()>,
}

/// A running sign-in.
struct Attempt {
    cancel: CancellationToken,
    /// What to return to where it comes to nothing.
    before: Session,
}

/// When what is due.
#[derive(Default)]
struct Due {
    check: Option<Timestamp>,
    refresh: Option<Timestamp>,
    listen: Option<Timestamp>,
    heard: Option<Timestamp>,
    tell: Option<Timestamp>,
    files: Option<Timestamp>,
}

struct Controller<I> {
    setup: Setup<I>,
    /// The system's language.
    system: Language,
    state: State,
    events: mpsc::UnboundedSender<Event>,
    published: watch::Sender<Overview>,
    due: Due,
    check_failures: u32,
    refresh_failures: u32,
    /// The policy version that a refresh was last begun for because the service has a newer one.
    fetched_for: Seen<u64>,
    visible: bool,
    /// A removal request, a withdrawal or a case is on its way: a second click changes nothing.
    sending: bool,
    /// Asking the service who the person is.
    me_poll: Poll,
    /// Reading the account that the person looks after.
    account_poll: Poll,
    /// The language that the person chose for everything, until the service knows it: its mails come in it, too.
    mails_in: Option<Language>,
    telling_language: bool,
    /// What the service said that changed, until it is acted on.
    heard: Changed,
    listening: Option<JoinHandle<()>>,
    stream_failures: u32,
    /// Counts what was searched for among people: only the newest counts.
    search_generation: u64,
    /// Counts requests that were opened: what was read before the newest knows nothing of it.
    opening_generation: u64,
    /// The newest request when the earlier ones were last read.
    history_of: Seen<(RemovalRequestId, Word<RemovalState>)>,
    /// The policy version at which the check-outs were last read: each of their changes raises it.
    check_outs_of: Seen<u64>,
    notifier: Notifier,
    person: u64,
    attempts: u64,
    attempt: Option<Attempt>,
    runs: u64,
    run: Option<Run>,
}

/// Makes a controller. The future is the loop: it ends after [`Request::Quit`], or when every sender of requests is gone.
/// Must be called, and its future polled, inside a tokio runtime.
pub fn controller<I: Integration>(mut setup: Setup<I>) -> (Handle, impl Future<Output = ()> + Send) {
    let (requests, requests_in) = mpsc::unbounded_channel();
    let (events, events_in) = mpsc::unbounded_channel();
    let mut state = State::default();
    state.learn_settings(&setup.backend.settings(), setup.backend.data_folder());
    state.policy = setup.backend.policy();
    if let Some(problem) = setup.problem.take() {
        state.fail(problem);
    }
    let system = setup.words.language();
    setup.speak(state.settings.language.unwrap_or(system));
    let first = overview(&state, (setup.clock)(), &setup.zone, &setup.words);
    let (published, shown) = watch::channel(first);
    let notifier = Notifier::new((setup.clock)());
    let controller = Controller {
        setup,
        system,
        state,
        events,
        published,
        due: Due::default(),
        check_failures: 0,
        refresh_failures: 0,
        fetched_for: Seen::default(),
        visible: false,
        sending: false,
        me_poll: Poll::default(),
        account_poll: Poll::default(),
        mails_in: None,
        telling_language: false,
        heard: Changed::default(),
        listening: None,
        stream_failures: 0,
        search_generation: 0,
        opening_generation: 0,
        history_of: Seen::default(),
        check_outs_of: Seen::default(),
        notifier,
        person: 0,
        attempts: 0,
        attempt: None,
        runs: 0,
        run: None,
    };
    (Handle { requests, overview: shown }, controller.run(requests_in, events_in))
}

impl<I: Integration> Controller<I> {
    async fn run(mut self, mut requests: mpsc::UnboundedReceiver<Request>, mut events: mpsc::UnboundedReceiver<Event>) {
        self.follow();
        self.beside(|backend| async move { Event::Session(backend.session().await) });
        loop {
            let sleep = tokio::time::sleep(self.until_next().unsigned_abs());
            tokio::select! {
                request = requests.recv() => match request {
                    Some(Request::Quit) | None => break,
                    Some(request) => self.request(request),
                },
                Some(event) = events.recv() => self.event(event),
                () = sleep => {}
            }
            self.what_is_due();
            self.publish();
        }
        self.end().await;
    }

    fn now(&self) -> Timestamp {
        (self.setup.clock)()
    }

    /// Runs something that takes time beside the loop.
    fn beside<F, R>(&self, work: F) -> JoinHandle<()>
    where
        F: FnOnce(Arc<dyn Backend>) -> R,
        R: Future<Output = Event> + Send + 'static,
    {
        let (work, events) = (work(Arc::clone(&self.setup.backend)), self.events.clone());
        tokio::spawn(async move {
            // The loop may have ended meanwhile: then nobody wants to know.
            let _ = events.send(work.await);
        })
    }

    /// Asks the person's side of the service beside the loop.
    fn ask<T, F, R>(&self, question: F, event: impl FnOnce(Result<T, Failure>) -> Event + Send + 'static)
    where
        T: Send,
        F: FnOnce(Box<dyn MeApi>) -> R + Send + 'static,
        R: Future<Output = Result<T, Failure>> + Send,
    {
        self.beside(|backend| async move {
            let result = match backend.me_api() {
                Ok(api) => question(api).await,
                Err(failure) => Err(failure),
            };
            event(result)
        });
    }

    /// How long nothing happens by itself.
    fn until_next(&self) -> SignedDuration {
        let now = self.now();
        let slow = self.state.refreshing.as_ref().and_then(|it| it.started.saturating_add(crate::present::SLOW_AFTER).ok());
        [
            self.due.check,
            self.due.refresh,
            self.due.listen,
            self.due.heard,
            self.due.tell,
            self.due.files,
            slow.filter(|it| *it > now),
            self.reads_differently(now),
        ]
        .into_iter()
        .flatten()
        .map(|it| it.duration_since(now).max(SignedDuration::ZERO))
        .fold(LONGEST_SLEEP, SignedDuration::min)
    }

    /// When the same facts read differently: a licence ends, or "09:14" is no longer of today.
    fn reads_differently(&self, now: Timestamp) -> Option<Timestamp> {
        let today = now.to_zoned_datetime(self.setup.zone.clone());
        let midnight = today.start_of_day().and_then(|it| it.checked_add(1.day())).ok().map(|it| it.timestamp());
        [self.state.policy.next_change(now), midnight].into_iter().flatten().filter(|it| *it > now).min()
    }

    fn what_is_due(&mut self) {
        let now = self.now();
        if self.due.check.is_some_and(|it| it <= now) {
            self.check();
        }
        if self.due.refresh.is_some_and(|it| it <= now) {
            self.refresh(Trigger::Schedule);
        }
        if self.due.listen.is_some_and(|it| it <= now) {
            self.listen();
        }
        if self.due.heard.is_some_and(|it| it <= now) {
            self.act_on_what_was_heard();
        }
        if self.due.files.is_some_and(|it| it <= now) {
            self.look_at_files();
        }
    }

    fn poll_rate(&self) -> PollRate {
        let moving = journey::course(&self.state, self.now()).is_some_and(|it| !it.is_finished());
        match (moving, self.visible) {
            (true, true) => PollRate::Watched,
            (true, false) => PollRate::Moving,
            (false, _) => PollRate::Quiet,
        }
    }

    fn after(&self, wait: SignedDuration) -> Option<Timestamp> {
        self.now().saturating_add(wait).ok()
    }

    fn publish(&mut self) {
        self.state.connection.checking = self.me_poll.is_busy();
        if self.run.is_none() {
            self.state.policy = self.setup.backend.policy();
        }
        let now = self.now();
        self.tell(now);
        let fresh = overview(&self.state, now, &self.setup.zone, &self.setup.words);
        self.published.send_if_modified(|shown| {
            let differs = *shown != fresh;
            if differs {
                *shown = fresh;
            }
            differs
        });
    }

    /// Says outside the window what is news.
    fn tell(&mut self, now: Timestamp) {
        let standing = notifications::current(&self.state, now, &self.setup.zone, &self.setup.words);
        let on = self.state.settings.notifications;
        for command in self.notifier.step(standing.clone(), now, self.visible, |switch| on.has(switch)) {
            self.setup.shell.notify(command);
        }
        self.due.tell = self.notifier.next(&standing).filter(|it| *it > now);
    }

    /// Ends in order: nothing that has begun to be saved is cut off.
    async fn end(mut self) {
        const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
        if let Some(attempt) = self.attempt.take() {
            attempt.cancel.cancel();
        }
        self.stop_listening();
        if let Some(run) = self.run.take() {
            run.cancel.cancel();
            let _ = tokio::time::timeout(PATIENCE, run.task).await;
        }
        if tokio::time::timeout(RENEWAL_LIMIT, self.setup.backend.finish()).await.is_err() {
            tracing::warn!("work was still under way when the program ended");
        }
        self.setup.shell.quit();
    }
}
