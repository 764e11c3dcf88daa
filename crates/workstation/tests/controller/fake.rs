//! A backend and a shell that answer as told and record what they were asked. Time is tokio's, paused: nothing waits for real.

#![allow(unreachable_pub, reason = "shared by the tests beside it")]

use super::fake_admin_api::{Account, FakeAdminApi};
use super::fake_me_api::FakeMeApi;
use crate::sample;
use async_trait::async_trait;
use domicile_model::wire::{Me, MyCheckOut, RemovalRequest, ServiceRequest};
use domicile_words::{Language, Words};
use domicile_workstation::api::{AdminApi, Changed, MeApi, OnChange};
use domicile_workstation::backend::Backend;
use domicile_workstation::controller::{Copying, Handle, Integration, Setup, controller};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::invitation::Invited;
use domicile_workstation::notifications::NotificationCommand;
use domicile_workstation::offline_files::Imported;
use domicile_workstation::overview::Overview;
use domicile_workstation::refresh::OnPhase;
use domicile_workstation::refresh::{Granting, Outcome};
use domicile_workstation::request::Request;
use domicile_workstation::session::OnPrompt;
use domicile_workstation::session::{Persistence, SessionInfo, SignInPrompt, SignedOut};
use domicile_workstation::settings::{Settings, Source, StoreChoice, Value};
use domicile_workstation::state::PolicySnapshot;
use domicile_workstation::vocabulary::Screen;
use domicile_workstation::vocabulary::{NotificationsView, Phase, Theme};
use domicile_workstation::watch::OnFiles;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::path::Path;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

pub const PHASES: [Phase; 5] = [Phase::CheckingSignIn, Phase::Asking, Phase::Receiving, Phase::Saving, Phase::Checking];

/// What the backend answers. Tests change it while the controller runs.
pub struct Answers {
    pub session: Result<Option<SessionInfo>, Failure>,
    pub me: Result<Me, Failure>,
    pub cached_me: Option<Me>,
    pub policy: PolicySnapshot,
    pub refresh: Outcome,
    /// Seconds that each phase of a refresh takes.
    pub phase_seconds: u64,
    pub sign_in: Result<SessionInfo, Failure>,
    pub prompt: fn() -> SignInPrompt,
    pub file: Result<RemovalRequest, Failure>,
    pub withdraw: Result<(), Failure>,
    pub case: Result<ServiceRequest, Failure>,
    pub set_url: Result<(), Failure>,
    pub theme: Theme,
    pub language: Option<Language>,
    /// The language that the service is asked in.
    pub spoken: Option<Language>,
    pub shell_refuses: Option<String>,
    pub notifications: NotificationsView,
    pub removals: Vec<RemovalRequest>,
    /// What a change of language comes to.
    pub update_me: Result<(), Failure>,
    /// What each answer of the person comes to.
    pub said: Result<(), Failure>,
    /// How a stream of events begins.
    pub listen: Result<(), Failure>,
    pub account: Account,
    pub check_outs: Result<Vec<MyCheckOut>, Failure>,
    /// What every step of a check-out comes to.
    pub check_out: Result<(), Failure>,
    pub opened: Result<Imported, Failure>,
    pub save: Result<(), Failure>,
    /// Why the settings name no service, where they name none.
    pub settings_problem: Option<Failure>,
}

pub struct FakeDesk {
    pub answers: Mutex<Answers>,
    pub calls: Mutex<Vec<String>>,
    /// The person has finished in the browser, or typed the code.
    pub came_back: Notify,
    /// What listens now, and how often somebody began to.
    heard: Mutex<Vec<std::sync::Weak<OnChange>>>,
    begun: Mutex<usize>,
    stream_ends: Notify,
    /// What is called when a file changes.
    watched: Mutex<Option<OnFiles>>,
    pub check_outs_read: AtomicUsize,
    this: std::sync::Weak<Self>,
    folder: tempfile::TempDir,
}

impl FakeDesk {
    pub fn called(&self, what: impl Into<String>) {
        self.calls.lock().unwrap().push(what.into());
    }

    pub fn answer<T>(&self, pick: impl FnOnce(&Answers) -> T) -> T {
        pick(&self.answers.lock().unwrap())
    }

    /// The service says that something changed.
    pub fn says(&self, changed: Changed) {
        for heard in self.heard.lock().unwrap().iter().filter_map(std::sync::Weak::upgrade) {
            heard(changed);
        }
    }

    /// Another program has written one of the files.
    pub fn file_changed(&self) {
        (self.watched.lock().unwrap().as_ref().unwrap())();
    }

    /// The folder that is watched was taken away: nothing is told any more.
    pub fn lose_watch(&self) {
        *self.watched.lock().unwrap() = None;
    }

    /// Ends the open stream.
    pub fn end_stream(&self) {
        self.stream_ends.notify_waiters();
    }

    /// How many streams were begun, and how many are open.
    pub fn streams(&self) -> (usize, usize) {
        (*self.begun.lock().unwrap(), self.heard.lock().unwrap().iter().filter(|it| it.strong_count() > 0).count())
    }

    async fn sign_in(&self, mut prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        prompt(self.answer(|it| (it.prompt)()));
        tokio::select! {
            () = self.came_back.notified() => self.answer(|it| it.sign_in.clone()),
            () = cancel.cancelled() => Err(Failure::new(Cause::Cancelled)),
        }
    }
}

pub async fn a_moment() {
    tokio::time::sleep(Duration::from_millis(200)).await;
}

#[async_trait]
impl Backend for FakeDesk {
    fn reload_settings(&self) {}

    fn settings(&self) -> Settings {
        let url = |text: &str| Value { value: Some(url::Url::parse(text).unwrap()), source: Source::User };
        let problem = self.answer(|it| it.settings_problem.clone());
        let none = Value { value: None, source: Source::Default };
        Settings {
            service_url: if problem.is_some() { none } else { url("https://domicile.example.com/") },
            theme: Value { value: self.answer(|it| it.theme), source: Source::User },
            notifications: Value { value: self.answer(|it| it.notifications), source: Source::User },
            language: Value { value: self.answer(|it| it.language), source: Source::User },
            secret_store: Value { value: StoreChoice::Keychain, source: Source::Default },
            support_url: url("https://support.example.com/"),
            ignored_managed: None,
            problem,
        }
    }

    fn data_folder(&self) -> &Path {
        self.folder.path()
    }

    fn watch(&self, changed: OnFiles) -> Result<(), Failure> {
        *self.watched.lock().unwrap() = Some(changed);
        Ok(())
    }

    fn set_theme(&self, theme: Theme) -> Result<(), Failure> {
        self.called(format!("theme {theme:?}"));
        self.answers.lock().unwrap().theme = theme;
        Ok(())
    }

    fn set_notifications(&self, notifications: NotificationsView) -> Result<(), Failure> {
        self.called("notifications");
        self.answers.lock().unwrap().notifications = notifications;
        Ok(())
    }

    fn set_language(&self, language: Option<Language>) -> Result<(), Failure> {
        self.called(format!("language {language:?}"));
        self.answers.lock().unwrap().language = language;
        Ok(())
    }

    fn speak(&self, language: Language) {
        self.answers.lock().unwrap().spoken = Some(language);
    }

    async fn set_service_url(&self, url: &str) -> Result<(), Failure> {
        self.called(format!("service {url}"));
        self.answer(|it| it.set_url.clone())
    }

    async fn session(&self) -> Result<Option<SessionInfo>, Failure> {
        a_moment().await;
        self.answer(|it| it.session.clone())
    }

    async fn sign_in_browser(&self, hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        self.called(format!("browser {}", hint.unwrap_or_default()).trim_end().to_owned());
        self.sign_in(prompt, cancel).await
    }

    async fn sign_in_device(&self, _hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        self.called("code");
        self.sign_in(prompt, cancel).await
    }

    async fn sign_in_invited(&self, invited: Invited, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        let code = serde_json::to_string(&invited.code).unwrap();
        self.called(format!("invited {code} {}", if invited.elsewhere { "code" } else { "browser" }));
        self.sign_in(prompt, cancel).await
    }

    async fn sign_out(&self) -> Result<SignedOut, Failure> {
        self.called("sign out");
        Ok(SignedOut { was_signed_in: true, revoked: true })
    }

    async fn me(&self) -> Result<Me, Failure> {
        self.called("me");
        a_moment().await;
        self.answer(|it| it.me.clone())
    }

    fn cached_me(&self) -> Option<Me> {
        self.answer(|it| it.cached_me.clone())
    }

    fn me_api(&self) -> Result<Box<dyn MeApi>, Failure> {
        Ok(Box::new(FakeMeApi(self.this.upgrade().unwrap())))
    }

    fn admin_api(&self) -> Result<Box<dyn AdminApi>, Failure> {
        Ok(Box::new(FakeAdminApi(self.this.upgrade().unwrap())))
    }

    async fn listen(&self, heard: OnChange) -> Result<(), Failure> {
        *self.begun.lock().unwrap() += 1;
        a_moment().await;
        self.answer(|it| it.listen.clone())?;
        let heard = Arc::new(heard);
        self.heard.lock().unwrap().push(Arc::downgrade(&heard));
        self.stream_ends.notified().await;
        drop(heard);
        Ok(())
    }

    async fn refresh(&self, phase: OnPhase, cancel: CancellationToken) -> Outcome {
        self.called("refresh");
        for it in PHASES {
            phase(it);
            let takes = tokio::time::sleep(Duration::from_secs(self.answer(|it| it.phase_seconds)));
            if matches!(it, Phase::Saving | Phase::Checking) {
                takes.await;
            } else {
                tokio::select! {
                    () = takes => {}
                    () = cancel.cancelled() => return Outcome::Cancelled,
                }
            }
        }
        self.answer(|it| it.refresh.clone())
    }

    fn policy(&self) -> PolicySnapshot {
        self.answer(|it| it.policy.clone())
    }

    async fn finish(&self) {
        self.called("finish renewal");
    }
}

/// The shell: writes down what it was asked.
pub struct FakeShell {
    backend: Arc<FakeDesk>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl FakeShell {
    fn note(&self, what: String) -> Result<(), String> {
        self.calls.lock().unwrap().push(what);
        self.backend.answer(|it| it.shell_refuses.clone()).map_or(Ok(()), Err)
    }
}

impl Integration for FakeShell {
    fn open_link(&mut self, link: &str) -> Result<(), String> {
        self.note(format!("open {link}"))
    }

    fn copy(&mut self, text: String) -> Copying {
        let answer = self.note(format!("copy {text}"));
        Box::pin(async move { answer })
    }

    fn show_window(&mut self, screen: Screen) {
        let _ = self.note(format!("show {screen:?}"));
    }

    fn notify(&mut self, command: NotificationCommand) {
        let _ = self.note(match command {
            NotificationCommand::Show(it) => format!("notify {}", it.title),
            NotificationCommand::Withdraw { subject } => format!("withdraw {subject}"),
        });
    }

    fn quit(&mut self) {
        let _ = self.note("quit".to_owned());
    }
}

/// A running controller with everything around it.
pub struct Table {
    pub backend: Arc<FakeDesk>,
    pub shell: Arc<Mutex<Vec<String>>>,
    pub handle: Handle,
    pub running: tokio::task::JoinHandle<()>,
    started: tokio::time::Instant,
}

pub fn who(me: &Me) -> SessionInfo {
    SessionInfo {
        issuer: "https://sign-in.example.com".to_owned(),
        subject: me.user.id.as_str().to_owned(),
        email: Some(me.user.email.clone()),
        name: Some(me.user.display_name.clone()),
        persistence: Persistence::Keychain,
        ended: false,
        sign_in_by: None,
        clock_ahead: None,
    }
}

pub fn unchanged() -> Outcome {
    Outcome::Unchanged { granting: Granting::default() }
}

pub fn unreachable() -> Failure {
    Failure::new(Cause::CannotConnect { host: "domicile.example.com".to_owned(), reason: "connection refused".to_owned() })
}

/// Answers for this person; signed in already where `kept`.
pub fn answers(me: &Me, kept: bool) -> Answers {
    let state = sample::signed_in(me.clone());
    Answers {
        session: Ok(kept.then(|| who(me))),
        me: Ok(me.clone()),
        cached_me: None,
        policy: state.policy,
        refresh: unchanged(),
        phase_seconds: 0,
        sign_in: Ok(who(me)),
        prompt: || SignInPrompt::Browser { url: "https://sign-in.example.com/authorize".to_owned(), opened: true },
        file: Ok(sample::request(me, domicile_model::removal::RemovalState::Submitted)),
        withdraw: Ok(()),
        case: Ok(ServiceRequest {
            id: domicile_model::id::ServiceRequestId::new("C-17"),
            state: "open".to_owned(),
            text: String::new(),
            opened: sample::now(),
            answer: None,
            answered: None,
        }),
        set_url: Ok(()),
        theme: Theme::System,
        language: None,
        spoken: None,
        shell_refuses: None,
        notifications: NotificationsView::default(),
        removals: vec![],
        update_me: Ok(()),
        said: Ok(()),
        listen: Ok(()),
        account: Account::default(),
        check_outs: Ok(vec![]),
        check_out: Ok(()),
        opened: Ok(Imported::Returned(vec![])),
        save: Ok(()),
        settings_problem: None,
    }
}

impl Table {
    /// Starts a controller at [`sample::now`].
    pub fn set(answers: Answers) -> Self {
        let backend = Arc::new_cyclic(|this| FakeDesk {
            this: this.clone(),
            heard: Mutex::default(),
            begun: Mutex::default(),
            check_outs_read: AtomicUsize::default(),
            stream_ends: Notify::new(),
            watched: Mutex::default(),
            answers: Mutex::new(answers),
            calls: Mutex::default(),
            came_back: Notify::new(),
            folder: tempfile::tempdir().unwrap(),
        });
        Self::again(backend)
    }

    /// Starts another controller on the same backend, as after a restart.
    pub fn again(backend: Arc<FakeDesk>) -> Self {
        Self::again_with(backend, None)
    }

    /// The same where something was found wrong with the computer.
    pub fn again_with(backend: Arc<FakeDesk>, problem: Option<Failure>) -> Self {
        let shell = Arc::new(Mutex::new(Vec::new()));
        let started = tokio::time::Instant::now();
        let (handle, run) = controller(Setup {
            problem,
            backend: Arc::clone(&backend) as Arc<dyn Backend>,
            shell: FakeShell { backend: Arc::clone(&backend), calls: Arc::clone(&shell) },
            words: Words::new(Language::En),
            zone: TimeZone::UTC,
            clock: Box::new(move || since(started)),
            jitter: Box::new(|| 0.5),
        });
        Self { backend, shell, handle, running: tokio::spawn(run), started }
    }

    pub fn now(&self) -> Timestamp {
        since(self.started)
    }

    pub fn ask(&self, request: Request) {
        self.handle.requests.send(request).unwrap();
    }

    /// Lets time pass.
    pub async fn pass(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    /// Asks, and lets a second pass.
    pub async fn asked(&self, request: Request) -> Overview {
        self.ask(request);
        self.pass(1).await;
        self.shown()
    }

    pub fn shown(&self) -> Overview {
        self.handle.overview.borrow().clone()
    }

    pub fn answer(&self, change: impl FnOnce(&mut Answers)) {
        change(&mut self.backend.answers.lock().unwrap());
    }

    /// What the backend was asked since the last look.
    pub fn backend_calls(&self) -> Vec<String> {
        std::mem::take(&mut self.backend.calls.lock().unwrap())
    }

    /// What the shell was asked since the last look.
    pub fn shell_calls(&self) -> Vec<String> {
        std::mem::take(&mut self.shell.lock().unwrap())
    }
}

fn since(started: tokio::time::Instant) -> Timestamp {
    sample::now() + SignedDuration::try_from(started.elapsed()).unwrap()
}
