//! A small world for tests: an issuer and a service in one process, on a free port, with the moods that real ones have. Records what
//! is asked of it.

mod issuer;
mod service;

pub(crate) use service::{Mood, me};

use crate::data_dir::Environment;
use crate::http::{Http, Limits};
use crate::refresh::Clocks;
use crate::secrets::fake::Fake as FakeStore;
use crate::session::Browser;
use crate::{Options, Workstation};
use domicile_policy::root::Root;
use domicile_policy::time::Clock;
use domicile_words::Language;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use url::Url;

/// What can be wrong with an ID token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Token {
    #[default]
    Right,
    Expired,
    Foreign,
    OtherIssuer,
    OtherNonce,
    OtherKey,
    Unsigned,
    OtherAccess,
    /// Rightly made, for another person.
    SomebodyElse,
    /// Text that is no token.
    Garbage,
    /// Not even text.
    Number,
    /// None: a renewal need not bring one.
    Absent,
}

/// What can be wrong with the way back from the issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Return {
    #[default]
    Right,
    Denied,
    Refuses(&'static str),
    WrongIss,
    NoIss,
    NoCode,
}

/// What the world is like, and what happened to it.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) token: Token,
    pub(crate) back: Return,
    pub(crate) promises_iss: bool,
    pub(crate) wrong_discovery: bool,
    pub(crate) no_device: bool,
    pub(crate) resource: Option<String>,
    pub(crate) expires_in: Option<u64>,
    /// What the issuer's clock differs by from the one here, in seconds.
    pub(crate) issuer_clock: i64,
    pub(crate) rotates: bool,
    pub(crate) token_mood: Mood,
    /// How often a device is told to wait, and to slow down.
    pub(crate) device_waits: Vec<&'static str>,
    /// How many seconds a device is to wait between two questions; 5 where none is set.
    pub(crate) interval: Option<u64>,
    /// Members that the issuer's documents have instead of those that they would have; `null` leaves one out.
    pub(crate) discovery: serde_json::Value,
    pub(crate) tokens: serde_json::Value,
    pub(crate) claims: serde_json::Value,
    pub(crate) device: serde_json::Value,
    /// The token endpoint does what it is asked, and its answer does not arrive.
    pub(crate) loses_answers: bool,
    /// How long the token endpoint thinks.
    pub(crate) thinks: Duration,
    pub(crate) mood: Mood,
    pub(crate) subject: String,
    pub(crate) me: Option<serde_json::Value>,
    pub(crate) policy: Option<String>,
    pub(crate) keys: Option<String>,
    /// The person's check-outs, as the service lists them.
    pub(crate) check_outs: Vec<serde_json::Value>,
    /// Every request: method and path.
    pub(crate) calls: Vec<String>,
    /// What a route answers instead of what it would: by method and path.
    pub(crate) answers: BTreeMap<String, serde_json::Value>,
    /// How an invitation is answered, whatever else is.
    pub(crate) invitations: Mood,
    /// The last form at the token endpoint, the last query at the authorization endpoint.
    pub(crate) form: BTreeMap<String, String>,
    pub(crate) query: BTreeMap<String, String>,
    /// The body of the last request to the service, where it was JSON.
    pub(crate) body: serde_json::Value,
    /// Headers of the last request to the service.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) challenges: BTreeMap<String, (String, String)>,
    /// The refresh token that is good; `None` once it was used twice.
    pub(crate) refresh: Option<String>,
    pub(crate) access: Option<String>,
    pub(crate) minted: u32,
    pub(crate) revoked: Vec<String>,
}

/// A running world with a data folder, a password store and a clock.
pub(crate) struct World {
    pub(crate) url: Url,
    pub(crate) state: Arc<Mutex<State>>,
    pub(crate) store: FakeStore,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) wall: Arc<AtomicI64>,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.abort();
    }
}

pub(crate) type Shared = (Url, Arc<Mutex<State>>);

impl World {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let state = State { rotates: true, promises_iss: true, subject: "ana-costa".to_owned(), ..State::default() };
        let state = Arc::new(Mutex::new(state));
        let shared: Shared = (url.clone(), state.clone());
        let app = issuer::routes().merge(service::routes()).with_state(shared);
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let wall = Arc::new(AtomicI64::new(Clock::system().wall));
        Self { url, state, store: FakeStore::default(), folder: tempfile::tempdir().unwrap(), wall, server }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The issuer's identifier: the world's address without the slash.
    pub(crate) fn issuer(&self) -> String {
        self.url.as_str().trim_end_matches('/').to_owned()
    }

    pub(crate) fn data_dir(&self) -> crate::data_dir::DataDir {
        crate::data_dir::DataDir::locate(&self.environment()).unwrap()
    }

    pub(crate) fn environment(&self) -> Environment {
        Environment { home: Some(self.folder.path().join("home").into()), service_url: Some(self.url.to_string()) }
    }

    /// A workstation of this world, with a browser that does what the person would do.
    pub(crate) fn workstation(&self) -> Workstation {
        self.workstation_with(Arc::new(Follows(Http::new(Limits::default()))))
    }

    pub(crate) fn workstation_with(&self, browser: Arc<dyn Browser>) -> Workstation {
        let limits = Limits { connect: Duration::from_secs(5), total: Duration::from_secs(20) };
        let options = Options { environment: self.environment(), language: Language::En, limits, browser, secret_store: None };
        let wall = self.wall.clone();
        let clocks: Clocks = Arc::new(move || Clock::wall(wall.load(Ordering::SeqCst)));
        Workstation::open_with(options, Box::new(self.store.clone()), Root::compiled_in(), clocks).unwrap()
    }

    /// Every file of the data folder, by name.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path().join("home"))
            .map(|dir| dir.map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.sort();
        names
    }

    /// Nobody answers any more.
    pub(crate) async fn server_stops(&self) {
        self.server.abort();
        while !self.server.is_finished() {
            tokio::task::yield_now().await;
        }
    }

    /// Drops what was asked so far.
    pub(crate) fn forget_calls(&self) {
        self.state().calls.clear();
    }
}

/// A browser that goes where it is sent.
pub(crate) struct Follows(pub(crate) Http);

impl Browser for Follows {
    fn open(&self, url: &str) -> std::io::Result<()> {
        let (http, url) = (self.0.clone(), Url::parse(url).unwrap());
        tokio::spawn(async move {
            let mut next = Some(url);
            while let Some(url) = next {
                let answer = get(&http, url).await;
                next = answer.headers.get("location").map(|it| Url::parse(it.to_str().unwrap()).unwrap());
            }
        });
        Ok(())
    }
}

/// Gets a page.
pub(crate) async fn get(http: &Http, url: Url) -> crate::http::Answer {
    let request = http.client(&url).unwrap().get(url).build().unwrap();
    http.fetch(request).await.unwrap()
}
