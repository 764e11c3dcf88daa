//! Every route, asked by every kind of caller, about every account: their own, another one, and one that does not exist; with the ids of
//! things of each. What another account has is to the byte as if it did not exist, what one's role does not allow is refused without a
//! look at what it is about, and no answer holds a word of another account. The routes come from the OpenAPI document: one without a row
//! in `table.rs` fails the test.

mod operator;
mod scopes;
mod table;
mod world;

use super::harness::{Harness, TestResponse, send};
use super::identity::token;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use std::collections::BTreeSet;
use std::time::Duration;
use table::{AllowedCaller, Row, TABLE};
use tower::ServiceExt as _;
use world::{ACCOUNTS, CALLERS, Caller, MATES, NOTHING, Role, own, secrets, set};

/// Callers whose requests succeed, each with sets of their own.
const ABLE: usize = 3;
/// Who waits for no row is answered within this; a lock is waited for longer.
#[allow(dead_code, reason = "asked on PostgreSQL only")]
const AT_ONCE: Duration = Duration::from_secs(3);

fn documented() -> BTreeSet<(String, String)> {
    let document: Value = serde_json::from_str(&domicile_directory::http::description().to_json().unwrap()).unwrap();
    let mut all = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "patch", "delete"] {
            if item.get(method).is_some() {
                all.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    all
}

#[test]
fn every_route_has_its_row() {
    let rows: BTreeSet<_> = TABLE.iter().map(|it| (it.method.to_owned(), it.path.to_owned())).collect();
    assert_eq!(rows.len(), TABLE.len(), "a route has two rows");
    assert_eq!(documented(), rows, "every operation of the OpenAPI document has a row in table.rs, and every row an operation");
    for row in TABLE {
        let parameters = row.path.matches('{').count() - row.path.matches("{account}").count();
        assert_eq!(parameters, row.ids.len(), "{row:?}");
        let is_of_operator = matches!(row.who, AllowedCaller::Operator(..));
        assert_eq!(row.path.starts_with("/v1/operator/"), is_of_operator, "{row:?}");
        assert_eq!(
            row.path.contains("{account}") && !is_of_operator,
            matches!(row.who, AllowedCaller::Groups(_) | AllowedCaller::Administrators(_)),
            "{row:?}"
        );
    }
}

impl Row {
    /// The kinds of things that a request names: in the path, and in the body.
    fn references(&self) -> Vec<&'static str> {
        let in_body = ["spare", "admin"].into_iter().filter(|it| self.body.is_some_and(|body| body.contains(&format!("<{it}>"))));
        self.ids.iter().map(|it| it.1).chain(in_body).collect()
    }
}

/// What a request is about.
struct About<'a> {
    account: &'a str,
    /// The set that each place's thing is of.
    sets: Vec<(&'static str, String)>,
    /// For addresses and names.
    set: String,
    product: &'a str,
}

impl About<'_> {
    fn thing(&self, kind: &str) -> String {
        let set = &self.sets.iter().find(|it| it.0 == kind).unwrap().1;
        // To whom a request is sent has an id of the sample organisation.
        let administrator = || ACCOUNTS.iter().find(|it| set.starts_with(it.mark)).map(|it| it.administrator.to_owned());
        if kind == "admin"
            && let Some(administrator) = administrator()
        {
            administrator
        } else {
            format!("{kind}-{set}")
        }
    }

    fn filled(&self, text: &str) -> String {
        let mut text = text.replace("<set>", &self.set).replace("<product>", self.product).replace("<account>", self.account);
        for (kind, _) in &self.sets {
            text = text.replace(&format!("<{kind}>"), &self.thing(kind));
        }
        text
    }
}

/// An answer without what differs between any two.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bare {
    status: u16,
    headers: Vec<(String, HeaderValue)>,
    body: String,
}

fn bare(answer: &TestResponse) -> Bare {
    let headers =
        answer.headers.iter().filter(|it| it.0 != "x-request-id").map(|(name, value)| (name.to_string(), value.clone())).collect();
    let (text, id) = (String::from_utf8_lossy(&answer.bytes), answer.header("x-request-id"));
    Bare { status: answer.status.as_u16(), headers, body: text.replace(id, "-") }
}

pub(crate) struct Matrix {
    pub(crate) harness: Harness,
    service: Router,
    asked: usize,
    /// Told what each request writes, where a test wants to know.
    pub(crate) log: Option<SqliteLog>,
}

/// SQLite's log, emptied before each request: what is in it afterwards is what the request wrote.
pub(crate) struct SqliteLog {
    connection: SqliteConnection,
    path: String,
    /// The most that a request wrote, in bytes, and which that was.
    pub(crate) most: (u64, String),
}

#[allow(dead_code, reason = "asked on SQLite only")]
impl SqliteLog {
    pub(crate) async fn of(harness: &Harness) -> Self {
        let connection = SqliteConnection::connect(&harness.database).await.unwrap();
        Self { connection, path: format!("{}-wal", harness.database.trim_start_matches("sqlite:")), most: Default::default() }
    }

    pub(crate) async fn empty(&mut self) {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut self.connection).await.unwrap();
        assert_eq!(std::fs::metadata(&self.path).unwrap().len(), 0, "somebody reads");
    }

    pub(crate) fn note(&mut self, request: &str) {
        let written = std::fs::metadata(&self.path).unwrap().len();
        if written > self.most.0 {
            self.most = (written, request.to_owned());
        }
    }
}

impl Matrix {
    pub(crate) async fn new() -> Self {
        let harness = Harness::new().await;
        let with_groups = (0..TABLE.len()).filter(|it| *it == 0 || TABLE[*it].references().contains(&"group"));
        let grouped: Vec<usize> = with_groups.flat_map(|it| it * ABLE..(it + 1) * ABLE).collect();
        world::fill(&harness, TABLE.len() * ABLE, &grouped).await;
        let service = operator::service(&harness).await;
        let mut matrix = Self { harness, service, asked: 0, log: None };
        for caller in CALLERS.iter().filter(|it| it.left.is_some()) {
            let account = ACCOUNTS[0].id;
            let removal = Request::delete(format!("/v1/accounts/{account}/users/{}", caller.id));
            let admin = CALLERS.iter().find(|it| it.role == Role::AccountAdmin).unwrap();
            matrix.send(admin, removal.body(Body::empty()).unwrap()).await.ok(200);
        }
        matrix
    }

    async fn send(&mut self, caller: &Caller, mut request: Request<Body>) -> TestResponse {
        if caller.role != Role::Nobody {
            let bearer = format!("Bearer {}", token(&self.harness, json!({"sub": caller.id})));
            request.headers_mut().insert(header::AUTHORIZATION, bearer.parse().unwrap());
        }
        self.asked += 1;
        if request.uri().path() != "/v1/me/events" {
            let named = format!("{} {}", request.method(), request.uri());
            if let Some(log) = &mut self.log {
                log.empty().await;
            }
            let answer = send(&self.service, request).await;
            self.log.iter_mut().for_each(|it| it.note(&named));
            return answer;
        }
        // A stream does not end: whether it begins is all that is asked.
        let (parts, body) = self.service.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = if parts.status == 200 { Vec::new() } else { axum::body::to_bytes(body, 1 << 16).await.unwrap().to_vec() };
        TestResponse { status: parts.status, headers: parts.headers, bytes }
    }

    /// Asks, and looks for other accounts' words in the answer.
    async fn ask(&mut self, row: &Row, caller: &Caller, about: &About<'_>) -> TestResponse {
        let mut path = row.path.replace("{account}", about.account);
        for (name, kind) in row.ids {
            path = path.replace(&format!("{{{name}}}"), &about.thing(kind));
        }
        let mut request = Request::builder().method(row.method).uri(&path).header("domicile-machine", "machine-1");
        let body = row.body.map(|it| about.filled(it));
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let answer = self.send(caller, request.body(body.map_or_else(Body::empty, Body::from)).unwrap()).await;
        let mut words = String::from_utf8_lossy(&answer.bytes).to_lowercase();
        if let Some(payload) = String::from_utf8_lossy(&answer.bytes).split('.').nth(1)
            && let Ok(decoded) = URL_SAFE_NO_PAD.decode(payload)
        {
            words += &String::from_utf8_lossy(&decoded).to_lowercase();
        }
        for secret in secrets(caller) {
            assert!(!words.contains(secret), "{} {path} tells {caller:?} of “{secret}”: {answer:?}", row.method);
            assert!(!answer.headers.values().any(|it| it.to_str().unwrap().to_lowercase().contains(secret)), "{path}: {answer:?}");
        }
        answer
    }

    /// And whoever may, does.
    pub(crate) async fn whoever_may_does(&mut self) {
        for (n, row) in TABLE.iter().enumerate() {
            let (AllowedCaller::Groups(status) | AllowedCaller::Administrators(status)) = row.who else { continue };
            for caller in &CALLERS {
                let Some(account) = caller.account.filter(|it| refusal(row, caller, Some(*it)).is_none()) else { continue };
                let nth = [Role::GroupAdmin, Role::CoAdmin, Role::AccountAdmin].iter().position(|it| *it == caller.role).unwrap();
                let about = about(row, Some(account), &set(account, n * ABLE + nth));
                if let Some(sql) = row.given {
                    self.harness.execute(&about.filled(sql)).await;
                }
                let answer = self.ask(row, caller, &about).await;
                assert_eq!(answer.status.as_u16(), status, "{row:?} {caller:?}: {answer:?}");
            }
        }
    }

    /// An administrator of one account asks every route of another one, which is as if it were not there.
    #[allow(dead_code, reason = "asked on PostgreSQL only")]
    pub(crate) async fn a_stranger_asks(&mut self) {
        let stranger = CALLERS.iter().find(|it| it.role == Role::AccountAdmin && it.account == Some(0)).unwrap();
        for row in TABLE.iter().filter(|it| matches!(it.who, AllowedCaller::Groups(_) | AllowedCaller::Administrators(_))) {
            let theirs = about(row, Some(1), &set(1, 0));
            let answer = tokio::time::timeout(AT_ONCE, Box::pin(self.ask(row, stranger, &theirs))).await;
            answer.unwrap_or_else(|_| panic!("{row:?} makes a stranger wait")).problem(404, "not_found");
        }
    }

    /// Everybody asks what they may about themselves.
    #[allow(dead_code, reason = "asked on PostgreSQL only")]
    pub(crate) async fn everybody_asks_for_themselves(&mut self) {
        for row in TABLE.iter().filter(|it| matches!(it.who, AllowedCaller::Self_(_) | AllowedCaller::Member(_))) {
            for caller in CALLERS.iter().filter(|it| refusal(row, it, None).is_none()) {
                let mut mine = about(row, caller.account, &own(caller.id));
                for place in mine.sets.iter_mut().filter(|it| it.0 == "admin") {
                    place.1 = set(caller.account.or(caller.left).unwrap_or(0), 0);
                }
                self.ask(row, caller, &mine).await;
            }
        }
    }

    /// The same request about things that are another's and about things that are nobody's, in every choice of references: nothing tells
    /// them apart.
    async fn as_if_not_there(&mut self, row: &Row, caller: &Caller, own: &About<'_>, others: &[String]) {
        let references = row.references();
        for mask in 1..1_usize << references.len() {
            let with = |set: &str| About {
                sets: own
                    .sets
                    .iter()
                    .enumerate()
                    .map(|(n, it)| if mask & 1 << n == 0 { it.clone() } else { (it.0, set.to_owned()) })
                    .collect(),
                set: own.set.clone(),
                ..*own
            };
            let unknown = self.ask(row, caller, &with(NOTHING)).await;
            let in_path = mask & ((1 << row.ids.len()) - 1) != 0;
            if in_path {
                unknown.problem(404, "not_found");
            } else {
                assert!(unknown.status.is_client_error(), "{row:?} {caller:?}: {unknown:?}");
            }
            for other in others {
                let answer = self.ask(row, caller, &with(other)).await;
                assert_eq!(bare(&answer), bare(&unknown), "{row:?} tells {caller:?} that something of {other} is there");
            }
        }
    }
}

/// What somebody of this account whom the role does not allow it is told; `None` where it is allowed.
fn refusal(row: &Row, caller: &Caller, account: Option<usize>) -> Option<(u16, &'static str)> {
    let allowed = |least: &[Role]| if least.contains(&caller.role) { None } else { Some((403, "not_allowed")) };
    match (row.who, caller.role) {
        (AllowedCaller::Anybody, _) => None,
        (_, Role::Nobody) => Some((401, "sign_in_needed")),
        (AllowedCaller::Operator(..), _) => Some((403, "not_an_operator_client")),
        (AllowedCaller::Member(_), Role::Locked) => Some((403, "limited_view")),
        (AllowedCaller::Self_(_) | AllowedCaller::Member(_), _) => None,
        _ if account.is_none() || caller.account != account => Some((404, "not_found")),
        (_, Role::Locked) => Some((403, "limited_view")),
        (AllowedCaller::Groups(_), _) => allowed(&[Role::GroupAdmin, Role::CoAdmin, Role::AccountAdmin]),
        (AllowedCaller::Administrators(_), _) => allowed(&[Role::CoAdmin, Role::AccountAdmin]),
    }
}

fn about(row: &Row, account: Option<usize>, things: &str) -> About<'static> {
    let sets = row.references().into_iter().map(|it| (it, things.to_owned())).collect();
    let it = account.map(|it| &ACCOUNTS[it]);
    About { account: it.map_or("no-such-account", |it| it.id), sets, set: things.to_owned(), product: it.map_or("none", |it| it.product) }
}

/// Security check 1: Whoever asks any route about an account that is not theirs reads the same 404 as for one that does not exist.
#[tokio::test]
async fn another_account_is_as_if_it_did_not_exist_for_everybody_on_every_route() {
    let mut matrix = Matrix::new().await;
    let events = "SELECT CAST(COUNT(*) AS TEXT) FROM audit_events";
    let before = matrix.harness.query_column(events).await;
    let targets = [Some(0), Some(1), None];
    for row in TABLE.iter().filter(|it| matches!(it.who, AllowedCaller::Groups(_) | AllowedCaller::Administrators(_))) {
        for caller in &CALLERS {
            // Of every refusal there is one answer, whatever it is about.
            let mut seen: Vec<((u16, &str), Bare)> = Vec::new();
            for account in targets {
                let Some((status, code)) = refusal(row, caller, account) else {
                    let here = caller.account.unwrap();
                    matrix.as_if_not_there(row, caller, &about(row, account, &set(here, 0)), &[set(1 - here, 0)]).await;
                    continue;
                };
                let things: Vec<String> = match account {
                    _ if row.references().is_empty() => vec![NOTHING.into()],
                    Some(here) if caller.account == account => vec![set(here, 0), set(1 - here, 0), NOTHING.into()],
                    Some(there) => vec![set(there, 0), NOTHING.into()],
                    None => vec![NOTHING.into()],
                };
                for things in &things {
                    let answer = matrix.ask(row, caller, &about(row, account, things)).await;
                    assert_eq!(answer.status.as_u16(), status, "{row:?} {caller:?} about {things} of {account:?}: {answer:?}");
                    answer.problem(status, code);
                    match seen.iter().find(|it| it.0 == (status, code)) {
                        Some((_, first)) => assert_eq!(&bare(&answer), first, "{row:?} {caller:?} {account:?} {things}"),
                        None => seen.push(((status, code), bare(&answer))),
                    }
                }
            }
        }
    }
    assert_eq!(matrix.harness.query_column(events).await, before, "what is refused changes nothing");
    let refused = matrix.asked;

    matrix.whoever_may_does().await;
    assert!(refused > 1_000 && matrix.asked > refused + 100, "{refused} {}", matrix.asked);
}

/// Security check 2: Ids of somebody else, put into routes of one's own, reach nothing.
#[tokio::test]
async fn everybody_has_their_own_things_and_nobody_elses() {
    let mut matrix = Matrix::new().await;
    for row in TABLE.iter().filter(|it| matches!(it.who, AllowedCaller::Anybody | AllowedCaller::Self_(_) | AllowedCaller::Member(_))) {
        for caller in &CALLERS {
            let mut mine = about(row, caller.account, &own(caller.id));
            for place in mine.sets.iter_mut().filter(|it| it.0 == "admin") {
                place.1 = set(caller.account.or(caller.left).unwrap_or(0), 0);
            }
            if let Some((status, code)) = refusal(row, caller, None) {
                matrix.ask(row, caller, &mine).await.problem(status, code);
                continue;
            }
            if !row.ids.is_empty() {
                matrix.as_if_not_there(row, caller, &mine, &MATES.map(own)).await;
            } else if let Some(here) = caller.account.filter(|_| !row.references().is_empty()) {
                matrix.as_if_not_there(row, caller, &mine, &[set(1 - here, 0)]).await;
            }
            let answer = matrix.ask(row, caller, &mine).await;
            let fits: &[u16] = if let AllowedCaller::Self_(fits) | AllowedCaller::Member(fits) = row.who { fits } else { &[200] };
            assert!(fits.contains(&answer.status.as_u16()), "{row:?} {caller:?}: {answer:?}");
        }
    }
}
