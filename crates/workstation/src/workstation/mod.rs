//! The real [`Backend`]: this computer, its network, its disk, its password store.

mod check_outs;

use crate::api::{AdminApi, MeApi, OnChange};
use crate::backend::Backend;
use crate::cached_me::CachedMe;
use crate::client::Client;
use crate::data_dir::{DataDir, Environment};
use crate::failure::{Cause, Failure};
use crate::http::{Http, Limits};
use crate::invitation::{InvitationCode, Invited};
use crate::refresh::OnPhase;
use crate::refresh::{self, Clocks, Outcome, Refresh};
use crate::secrets::{KeyFile, Keychain, SecretStore, System};
use crate::session::OnPrompt;
use crate::session::{Browser, Pages, Plan, RedeemInvitation, SessionInfo, Sessions, SignIn, SignedOut, SystemBrowser, Vault, Way};
use crate::settings::{self, Change, Settings, StoreChoice, service_url};
use crate::state::PolicySnapshot;
use crate::vocabulary::{NotificationsView, Phase, Theme};
use crate::watch::{FileWatch, OnFiles};
use async_trait::async_trait;
use domicile_model::wire::Me;
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_words::{Language, Words};
use jiff::Timestamp;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use url::Url;

/// How long one call of the password store may take.
const STORE_LIMIT: Duration = crate::secrets::LIMIT;

/// How a workstation is opened.
pub struct Options {
    /// What the process was started with.
    pub environment: Environment,
    /// The language of what the browser shows and of the service's sentences.
    pub language: Language,
    /// How long to wait for the network.
    pub limits: Limits,
    /// What opens the browser.
    pub browser: Arc<dyn Browser>,
    /// Where the session's key is kept, for this run only; the settings decide where absent.
    pub secret_store: Option<StoreChoice>,
}

impl Options {
    /// What an ordinary program wants.
    pub fn of_process(language: Language) -> Self {
        Self {
            environment: Environment::of_process(),
            language,
            limits: Limits::default(),
            browser: Arc::new(SystemBrowser),
            secret_store: None,
        }
    }
}

/// This computer, for one person.
pub struct Workstation {
    data_dir: DataDir,
    environment: Environment,
    language: RwLock<Language>,
    secret_store: Option<StoreChoice>,
    settings: RwLock<Settings>,
    http: Http,
    sessions: Sessions,
    sign_in: SignIn,
    root: Root,
    clocks: Clocks,
    /// Where files for carrying go.
    downloads: Option<PathBuf>,
    /// One refresh at a time; who comes second gets an answer of its own, usually `unchanged`.
    refreshing: tokio::sync::Mutex<()>,
    watch: Mutex<Option<FileWatch>>,
}

impl Workstation {
    /// Opens the workstation. Touches nothing on disk or in the password store.
    ///
    /// # Errors
    /// `no_home` where there is no place for our files; `unexpected` where the system gives no thread.
    pub fn open(options: Options) -> Result<Self, Failure> {
        Self::open_with(options, Box::new(System), Root::compiled_in(), Arc::new(Clock::system))
    }

    /// The same with another password store, root of trust and clock.
    pub(crate) fn open_with(options: Options, store: Box<dyn SecretStore>, root: Root, clocks: Clocks) -> Result<Self, Failure> {
        let Options { environment, language, limits, browser, secret_store } = options;
        let data_dir = DataDir::locate(&environment)?;
        let settings = RwLock::new(Settings::load(&data_dir, &environment));
        let language = RwLock::new(language);
        let http = Http::new(limits);
        let keychain = |store| Keychain::new(store, STORE_LIMIT).map_err(|e| Cause::Unexpected { reason: e.to_string() });
        let vault = Vault::new(data_dir.clone(), keychain(store)?, keychain(Box::new(KeyFile::at(data_dir.session_key())))?);
        let sessions = Sessions::new(data_dir.clone(), http.clone(), vault);
        let sign_in =
            SignIn { http: http.clone(), sessions: sessions.clone(), browser, current: Mutex::default(), lingering: Default::default() };
        let refreshing = tokio::sync::Mutex::default();
        let downloads = crate::downloads::folder();
        Ok(Self {
            data_dir,
            environment,
            language,
            secret_store,
            settings,
            http,
            sessions,
            sign_in,
            root,
            clocks,
            downloads,
            refreshing,
            watch: Mutex::default(),
        })
    }

    fn service(&self) -> Result<Url, Failure> {
        let settings = self.settings();
        match (settings.service_url.value, settings.problem) {
            (Some(url), _) => Ok(url),
            (None, Some(problem)) => Err(problem),
            (None, None) => Err(Cause::NoService.into()),
        }
    }

    fn client(&self) -> Result<Client, Failure> {
        Ok(Client::new(self.http.clone(), self.sessions.clone(), self.service()?, self.language().tag().to_owned()))
    }

    fn language(&self) -> Language {
        *self.language.read().unwrap_or_else(PoisonError::into_inner)
    }

    async fn who(&self) -> Result<SessionInfo, Failure> {
        let who = self.sessions.info(&self.service()?).await?;
        Ok(who.filter(|it| !it.ended).ok_or(Cause::SignInNeeded)?)
    }

    fn change(&self, change: &Change) -> Result<(), Failure> {
        settings::change(&self.data_dir, change)?;
        self.reload_settings();
        Ok(())
    }

    /// The way through the system browser.
    fn browser(&self) -> Way {
        Way::Browser(Pages::of(&Words::new(self.language())))
    }

    async fn sign_in(
        &self,
        way: Way,
        hint: Option<String>,
        code: Option<InvitationCode>,
        prompt: OnPrompt,
        cancel: CancellationToken,
    ) -> Result<SessionInfo, Failure> {
        let service = self.service()?;
        let store = self.secret_store.unwrap_or(self.settings().secret_store.value);
        let redemption = match code {
            Some(code) => Some(Box::new(Redemption { client: self.client()?, code }) as Box<dyn RedeemInvitation>),
            None => None,
        };
        let last_known = self.cached().filter(|it| it.service == service).map(|it| (it.issuer, it.subject));
        let who = self.sign_in.run(&service, Plan { store, way, hint, redemption, last_known }, prompt, cancel).await?;
        if self.cached().is_some_and(|it| !it.is_of(&service, &who)) {
            CachedMe::forget(&self.data_dir);
        }
        Ok(who)
    }

    fn cached(&self) -> Option<CachedMe> {
        CachedMe::load(&self.data_dir, Timestamp::now())
    }

    /// The directory's id of the signed-in person: known from the last answer, else asked for.
    async fn subject(&self, who: &SessionInfo) -> Result<String, Failure> {
        let service = self.service()?;
        match self.cached().filter(|it| it.is_of(&service, who)) {
            Some(known) => Ok(known.me.user.id.to_string()),
            None => Ok(self.me().await?.user.id.to_string()),
        }
    }

    async fn check_sign_in(&self) -> Result<String, Failure> {
        let who = self.who().await?;
        self.sessions.access(&self.service()?, None).await?;
        self.subject(&who).await
    }
}

/// The code of an invitation, with the client that redeems it.
struct Redemption {
    client: Client,
    code: InvitationCode,
}

#[async_trait]
impl RedeemInvitation for Redemption {
    async fn redeem(&self, token: &SecretString) -> Result<(), Failure> {
        self.client.redeem(&self.code, token).await
    }
}

#[async_trait]
impl Backend for Workstation {
    fn settings(&self) -> Settings {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn reload_settings(&self) {
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Settings::load(&self.data_dir, &self.environment);
    }

    fn data_folder(&self) -> &Path {
        self.data_dir.root()
    }

    fn set_theme(&self, theme: Theme) -> Result<(), Failure> {
        if self.settings().theme.is_managed() {
            return Err(Cause::Managed { key: "theme" }.into());
        }
        self.change(&Change::Theme(theme))
    }

    fn set_notifications(&self, notifications: NotificationsView) -> Result<(), Failure> {
        if self.settings().notifications.is_managed() {
            return Err(Cause::Managed { key: "notifications" }.into());
        }
        self.change(&Change::Notifications(notifications))
    }

    fn set_language(&self, language: Option<Language>) -> Result<(), Failure> {
        if self.settings().language.is_managed() {
            return Err(Cause::Managed { key: "language" }.into());
        }
        self.change(&Change::Language(language))
    }

    fn speak(&self, language: Language) {
        *self.language.write().unwrap_or_else(PoisonError::into_inner) = language;
    }

    async fn set_service_url(&self, url: &str) -> Result<(), Failure> {
        let url = service_url(url)?;
        let now = self.settings().service_url;
        if now.is_managed() {
            return Err(Cause::Managed { key: "service_url" }.into());
        }
        if now.value.as_ref() == Some(&url) {
            return Ok(());
        }
        if let Some(service) = now.value
            && self.sessions.info(&service).await?.is_some_and(|it| !it.ended)
        {
            return Err(Cause::SignedInAlready.into());
        }
        self.change(&Change::ServiceUrl(url))
    }

    async fn session(&self) -> Result<Option<SessionInfo>, Failure> {
        // Without a service that is known nobody knows whether somebody is signed in there.
        Ok(self.sessions.info(&self.service()?).await?)
    }

    async fn sign_in_browser(&self, hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        self.sign_in(self.browser(), hint, None, prompt, cancel).await
    }

    async fn sign_in_device(&self, hint: Option<String>, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        self.sign_in(Way::Code, hint, None, prompt, cancel).await
    }

    async fn sign_in_invited(&self, invited: Invited, prompt: OnPrompt, cancel: CancellationToken) -> Result<SessionInfo, Failure> {
        let Invited { code, hint, elsewhere } = invited;
        // Before anybody is sent away.
        code.parts().ok_or(Cause::BadInvitationCode)?;
        let way = if elsewhere { Way::Code } else { self.browser() };
        self.sign_in(way, hint, Some(code), prompt, cancel).await
    }

    async fn sign_out(&self) -> Result<SignedOut, Failure> {
        let done = self.sessions.sign_out().await?;
        CachedMe::forget(&self.data_dir);
        Ok(done)
    }

    async fn me(&self) -> Result<Me, Failure> {
        let who = self.who().await?;
        let me = self.client()?.me().await?;
        CachedMe::new(self.service()?, &who, me.clone()).save(&self.data_dir);
        Ok(me)
    }

    fn cached_me(&self) -> Option<Me> {
        let service = self.settings().service_url.value?;
        self.cached().filter(|it| it.service == service).map(|it| it.me)
    }

    fn me_api(&self) -> Result<Box<dyn MeApi>, Failure> {
        Ok(Box::new(self.client()?))
    }

    fn admin_api(&self) -> Result<Box<dyn AdminApi>, Failure> {
        Ok(Box::new(self.client()?))
    }

    async fn listen(&self, heard: OnChange) -> Result<(), Failure> {
        self.client()?.listen(&*heard).await
    }

    fn watch(&self, changed: OnFiles) -> Result<(), Failure> {
        let watch = FileWatch::begin(&self.data_dir, changed)?;
        *self.watch.lock().unwrap_or_else(PoisonError::into_inner) = Some(watch);
        Ok(())
    }

    fn policy(&self) -> PolicySnapshot {
        PolicySnapshot::of(&refresh::read(&self.data_dir, &self.root, &(self.clocks)()))
    }

    async fn refresh(&self, phase: OnPhase, cancel: CancellationToken) -> Outcome {
        phase(Phase::CheckingSignIn);
        let ready = async {
            let turn = self.refreshing.lock().await;
            Ok::<_, Failure>((turn, self.client()?, self.check_sign_in().await?))
        };
        let ready = tokio::select! {
            biased;
            () = cancel.cancelled() => return Outcome::Cancelled,
            ready = ready => ready,
        };
        match ready {
            Ok((_turn, client, subject)) => {
                let (data_dir, root, clocks) = (&self.data_dir, &self.root, &self.clocks);
                Refresh { client: &client, data_dir, root, clocks, subject: &subject, phase: &phase }.run(&cancel).await
            }
            Err(failure) => refresh::failed(failure),
        }
    }

    async fn finish(&self) {
        self.sessions.finish().await;
        self.sign_in.finish().await;
    }
}
