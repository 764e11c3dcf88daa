//! A service to test against: a database of its own, movable clock, people who sign in as themselves.

use super::DATABASE;
use crate::DatabaseKind;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_directory::config::Config;
use domicile_directory::serve::{Assembled, Options, assemble};
use domicile_directory::store::{Opening, Store};
use domicile_directory::worker::Worker;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use sha2::{Digest, Sha256};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tower::ServiceExt as _;
use url::Url;

/// Where the service believes to be.
pub(crate) const HOST: &str = "127.0.0.1:4711";
/// The day on which every test begins.
const BEGIN: &str = "2026-03-04T10:00:00.123Z";

pub(crate) struct Harness {
    pub(crate) router: Router,
    /// Does nothing unless a test lets it.
    pub(crate) worker: Worker,
    pub(crate) store: Store,
    /// The database's address.
    pub(crate) database: String,
    clock: Arc<AtomicI64>,
    tokens: Mutex<HashMap<String, (i64, String)>>,
    folder: Option<Arc<TempDir>>,
}

/// A new, empty database of the kind that this half of the tests is about; with the folder that it lies in, if it does.
pub(crate) fn database() -> (String, Option<TempDir>) {
    match DATABASE {
        DatabaseKind::Sqlite => sqlite_database(),
        #[cfg(unix)]
        DatabaseKind::Postgres => (domicile_test_postgres::database().unwrap(), None),
    }
}

fn sqlite_database() -> (String, Option<TempDir>) {
    // In memory where the system has such a folder: what lasts is a matter of `conflicts.rs` and the whole-system tests, and waiting for a
    // disk at every commit was most of what a test took.
    let memory = std::path::Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    (format!("sqlite:{}", folder.path().join("directory.sqlite3").display()), Some(folder))
}

/// An answer, read to its end.
#[derive(Clone)]
pub(crate) struct TestResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl std::fmt::Debug for TestResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {}", self.status, self.headers, String::from_utf8_lossy(&self.bytes))
    }
}

impl TestResponse {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    /// The answer's JSON, if it is this success.
    #[track_caller]
    pub(crate) fn ok(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// Any answer of this status.
    #[track_caller]
    pub(crate) fn expect_status(&self, status: u16) {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
    }

    /// The problem, if it is this one; its shape is checked on the way.
    #[track_caller]
    pub(crate) fn problem(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let it = self.json();
        assert_eq!((self.status.as_u16(), it["code"].as_str().unwrap()), (status, code), "{it}");
        assert_eq!(it["status"], status);
        assert_eq!(it["type"], format!("urn:domicile:problem:{code}"));
        assert_eq!(it["requestId"], self.header("x-request-id"));
        for sentence in [&it["title"], &it["detail"]] {
            let sentence = sentence.as_str().unwrap();
            assert!(sentence.contains(' ') && !sentence.contains('{'), "not a sentence: {sentence}");
        }
        let steps = it["do"].as_array().unwrap();
        assert!((1..=2).contains(&steps.len()), "{it}");
        it
    }
}

pub(crate) fn options() -> Options {
    Options { listen: HOST.parse().unwrap(), public_url: None, database: None, demo: true, config: Config::default() }
}

pub(crate) fn public() -> Url {
    Url::parse(&format!("http://{HOST}")).unwrap()
}

impl Harness {
    /// A new service with the sample organisation.
    pub(crate) async fn new() -> Self {
        Self::configured(&options(), &public()).await
    }

    /// The same, as this text of a configuration file has it.
    pub(crate) async fn with(config: &str) -> Self {
        Self::configured(&Options { config: toml::from_str(config).unwrap(), ..options() }, &public()).await
    }

    /// The same, with other options, reached at another address.
    pub(crate) async fn configured(options: &Options, public: &Url) -> Self {
        let (database, folder) = database();
        let clock = Arc::new(AtomicI64::new(BEGIN.parse::<Timestamp>().unwrap().as_millisecond()));
        let store = Store::open(&database).await.unwrap();
        let Assembled { router, worker, .. } = assemble(&store, options, public, Self::read(&clock)).await.unwrap();
        Self { router, worker, store, database, clock, tokens: Mutex::default(), folder: folder.map(Arc::new) }
    }

    /// A service with the sample organisation on this database, as `serve` opens it.
    pub(crate) async fn serving(database: &str) -> Self {
        Self::serving_at(database, BEGIN.parse().unwrap()).await
    }

    /// The same, whose clock stands at this moment.
    pub(crate) async fn serving_at(database: &str, now: Timestamp) -> Self {
        let clock = Arc::new(AtomicI64::new(now.as_millisecond()));
        let store = Store::open_for(database, Opening { serving: true, ..Opening::default() }).await.unwrap();
        let Assembled { router, worker, .. } = assemble(&store, &options(), &public(), Self::read(&clock)).await.unwrap();
        Self { router, worker, store, database: database.to_owned(), clock, tokens: Mutex::default(), folder: None }
    }

    /// A second instance of the service on the same database, under the same clock.
    pub(crate) async fn another_instance(&self) -> Self {
        let store = Store::open(&self.database).await.unwrap();
        let Assembled { router, worker, .. } = assemble(&store, &options(), &public(), self.clock()).await.unwrap();
        let (database, clock, folder) = (self.database.clone(), Arc::clone(&self.clock), self.folder.clone());
        Self { router, worker, store, database, clock, tokens: Mutex::default(), folder }
    }

    /// A second instance of the service on the same database, whose clock stands at this second.
    pub(crate) async fn another_instance_at(&self, second: i64) -> Self {
        let store = Store::open(&self.database).await.unwrap();
        let clock = Arc::new(AtomicI64::new(second * 1000));
        let Assembled { router, worker, .. } = assemble(&store, &options(), &public(), Self::read(&clock)).await.unwrap();
        let (database, folder) = (self.database.clone(), self.folder.clone());
        Self { router, worker, store, database, clock, tokens: Mutex::default(), folder }
    }

    fn read(clock: &Arc<AtomicI64>) -> domicile_directory::service::Clock {
        let clock = Arc::clone(clock);
        Arc::new(move || Timestamp::from_millisecond(clock.load(Ordering::SeqCst)).unwrap())
    }

    pub(crate) fn clock(&self) -> domicile_directory::service::Clock {
        Self::read(&self.clock)
    }

    /// The same database in a new process, as far as a test can have one.
    pub(crate) async fn restarted(self) -> Self {
        self.store.close().await;
        self.another_instance().await
    }

    /// Changes the database behind the service's back; how many rows.
    pub(crate) async fn execute(&self, statement: &str) -> u64 {
        let statement = sqlx::AssertSqlSafe(statement);
        if self.database.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.database).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
        } else {
            let mut connection = PgConnection::connect(&self.database).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap().rows_affected()
        }
    }

    /// The first column of what a query finds, as text.
    pub(crate) async fn query_column(&self, query: &str) -> Vec<Option<String>> {
        let statement = sqlx::AssertSqlSafe(query);
        let rows: Vec<(Option<String>,)> = if self.database.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(&self.database).await.unwrap();
            sqlx::query_as(statement).fetch_all(&mut connection).await.unwrap()
        } else {
            let mut connection = PgConnection::connect(&self.database).await.unwrap();
            sqlx::query_as(statement).fetch_all(&mut connection).await.unwrap()
        };
        rows.into_iter().map(|it| it.0).collect()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock()()
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, time: SignedDuration) {
        self.clock.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> TestResponse {
        send(&self.router, request).await
    }

    /// A person's access token; they sign in where they have not, or where it is over.
    pub(crate) async fn token(&self, person: &str) -> String {
        let now = self.now().as_second();
        if let Some((until, token)) = self.tokens.lock().unwrap().get(person)
            && now < *until
        {
            return token.clone();
        }
        let token = self.sign_in(person).await;
        self.tokens.lock().unwrap().insert(person.to_owned(), (now + 240, token.clone()));
        token
    }

    /// Signs in as the app does: authorization code with PKCE, `login_hint` instead of a page.
    pub(crate) async fn sign_in(&self, person: &str) -> String {
        self.sign_in_for(person, "openid profile email offline_access").await
    }

    /// The same for these scopes.
    pub(crate) async fn sign_in_for(&self, person: &str, scope: &str) -> String {
        let email = domicile_directory::demo::people().into_iter().find(|it| it.sub == person).unwrap().email;
        let verifier = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        let mut url = Url::parse(&format!("http://{HOST}/issuer/authorize")).unwrap();
        url.query_pairs_mut().extend_pairs([
            ("response_type", "code"),
            ("client_id", "domicile"),
            ("redirect_uri", "http://127.0.0.1:5000/callback"),
            ("scope", scope),
            ("state", "state"),
            ("nonce", "nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("resource", &format!("http://{HOST}")),
            ("login_hint", &email),
        ]);
        let path = format!("{}?{}", url.path(), url.query().unwrap());
        let answer = self.send(Request::get(path).header(header::HOST, HOST).body(Body::empty()).unwrap()).await;
        let back = Url::parse(answer.header("location")).unwrap_or_else(|_| panic!("no redirect: {answer:?}"));
        let code = back.query_pairs().find(|it| it.0 == "code").unwrap().1.into_owned();
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("client_id", "domicile"),
            ("redirect_uri", "http://127.0.0.1:5000/callback"),
            ("code_verifier", verifier),
            ("resource", &format!("http://{HOST}")),
        ];
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request =
            Request::post("/issuer/token").header(header::HOST, HOST).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = self.send(request.body(Body::from(form)).unwrap()).await;
        answer.ok(200)["access_token"].as_str().unwrap().to_owned()
    }

    /// An access token of the sample order system with these scopes; with all of them where none is named.
    pub(crate) async fn order_system_token(&self, scope: &str) -> String {
        let form = [("grant_type", "client_credentials"), ("client_id", "order-system"), ("scope", scope)];
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request =
            Request::post("/issuer/token").header(header::HOST, HOST).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = self.send(request.body(Body::from(form)).unwrap()).await;
        answer.ok(200)["access_token"].as_str().unwrap().to_owned()
    }

    /// Sends as the sample order system, which may do everything.
    pub(crate) async fn operate(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> TestResponse {
        let (now, known) = (self.now().as_second(), self.tokens.lock().unwrap().get("order-system").cloned());
        let token = match known.filter(|it| now < it.0) {
            Some((_, token)) => token,
            None => {
                let token = self.order_system_token("").await;
                self.tokens.lock().unwrap().insert("order-system".to_owned(), (now + 240, token.clone()));
                token
            }
        };
        self.call_with(&token, method, path, headers, body).await
    }

    /// Sends as a person; headers as pairs, a JSON body where there is one.
    pub(crate) async fn call(
        &self,
        person: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> TestResponse {
        let token = self.token(person).await;
        self.call_with(&token, method, path, headers, body).await
    }

    /// The same with this token.
    pub(crate) async fn call_with(
        &self,
        token: &str,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> TestResponse {
        let mut request = Request::builder().method(method).uri(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn get(&self, person: &str, path: &str) -> TestResponse {
        self.call(person, Method::GET, path, &[], None).await
    }

    pub(crate) async fn post(&self, person: &str, path: &str, body: Value) -> TestResponse {
        self.call(person, Method::POST, path, &[], Some(body)).await
    }

    /// A person's own record.
    pub(crate) async fn me(&self, person: &str) -> Value {
        self.get(person, "/v1/me").await.ok(200)
    }

    /// Files a request; its id.
    pub(crate) async fn file_request(&self, person: &str) -> String {
        let filed = self.post(person, "/v1/me/removal-requests", serde_json::json!({"reason": "I am leaving for another company."})).await;
        filed.ok(201)["id"].as_str().unwrap().to_owned()
    }

    /// An administrator's step.
    pub(crate) async fn answer_request(&self, person: &str, account: &str, id: &str, step: &str) -> TestResponse {
        self.call(person, Method::POST, &format!("/v1/accounts/{account}/removal-requests/{id}/{step}"), &[], None).await
    }

    /// Declines with a reason.
    pub(crate) async fn decline(&self, person: &str, account: &str, id: &str, reason: &str) -> TestResponse {
        self.post(person, &format!("/v1/accounts/{account}/removal-requests/{id}/decline"), serde_json::json!({"reason": reason})).await
    }

    /// The person's policy on a machine, as it comes.
    pub(crate) async fn policy(&self, person: &str, headers: &[(&str, &str)]) -> TestResponse {
        let headers = [&[("domicile-machine", "machine-1"), ("domicile-machine-name", "Ana's laptop")], headers].concat();
        self.call(person, Method::GET, "/v1/me/policy", &headers, None).await
    }

    /// What happened to somebody besides their first sign-in, as `actor action` lines.
    pub(crate) async fn changes(&self, subject: &str) -> Vec<String> {
        self.history(subject).await.into_iter().filter(|it| it != "system identity.linked").collect()
    }

    /// What happened to something, as `actor action` lines.
    pub(crate) async fn history(&self, subject: &str) -> Vec<String> {
        let events = domicile_directory::commands::operator::history(&self.store, subject).await.unwrap();
        events.into_iter().map(|it| format!("{} {}", it.actor, it.action)).collect()
    }
}

/// Sends a request to a router.
pub(crate) async fn send(router: &Router, request: Request<Body>) -> TestResponse {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = axum::body::to_bytes(body, 16 << 20).await.unwrap().to_vec();
    TestResponse { status: parts.status, headers: parts.headers, bytes }
}
