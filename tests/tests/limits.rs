//! The service's limits, at real sockets: what some do at its port keeps nobody else from being served.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use domicile_tests::process::eventually;
use domicile_tests::service::{Person, Service, client};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";
/// Much longer than anything here takes, on a machine that is busy.
const AT_MOST: Duration = Duration::from_secs(60);
/// A head that does not end.
const HALF: &str = "GET /health/live HTTP/1.1\r\nhost: directory\r\nx-half: ";

fn address(service: &Service) -> String {
    service.url.strip_prefix("http://").unwrap().to_owned()
}

/// Connects and says this.
async fn say(address: &str, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // Whoever is refused at once may have been hung up on before.
    let _ = stream.write_all(text.as_bytes()).await;
    stream
}

/// Everything that comes until the other side closes.
async fn until_closed(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    // A reset is a way to close, too.
    let _ = tokio::time::timeout(AT_MOST, stream.read_to_end(&mut all)).await.unwrap();
    String::from_utf8_lossy(&all).into_owned()
}

async fn policy(service: &Service, person: &Person) -> u16 {
    let asked = client().unwrap().get(format!("{}/v1/me/policy", service.url)).header("domicile-machine", "machine-1");
    asked.bearer_auth(person.token()).timeout(AT_MOST).send().await.unwrap().status().as_u16()
}

/// Lets this process have as many connections as it needs.
fn more_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).unwrap();
}

/// Security check 16: Half a request holds no connection for ever.
/// Field case M1: under 1,024 files 1,100 half heads keep nobody from a policy, and each is closed when its time is over.
#[tokio::test]
async fn half_a_head_holds_no_place_for_ever_and_keeps_nobody_out() {
    more_files();
    let service = Service::start_with_open_files(1024, "[limits]\nheadSeconds = 2\n").unwrap();
    let ana = service.person(ANA).await.unwrap();
    let began = Instant::now();
    let mut halves = JoinSet::new();
    for _ in 0..1_100 {
        let stream = say(&address(&service), HALF).await;
        halves.spawn(async move { (until_closed(stream).await, Instant::now()) });
    }
    assert_eq!(policy(&service, &ana).await, 200);
    while let Some(half) = halves.join_next().await {
        assert_eq!(half.unwrap().0, "", "closed, and nothing said to who asked nothing");
    }
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_eq!(policy(&service, &ana).await, 200);
}

/// How many connections are open, as the metrics say it on a connection of their own.
async fn open_connections(service: &Service) -> usize {
    let asked = say(&address(service), "GET /metrics HTTP/1.1\r\nhost: directory\r\nconnection: close\r\n\r\n").await;
    let said = until_closed(asked).await;
    let line = said.lines().find_map(|it| it.strip_prefix("domicile_open_connections "));
    line.unwrap_or_else(|| panic!("{said}")).parse().unwrap()
}

#[tokio::test]
async fn open_connections_are_counted() {
    let service = Service::start().unwrap();
    let mut halves = Vec::new();
    for _ in 0..20 {
        halves.push(say(&address(&service), HALF).await);
    }
    // They are taken in the order in which they knocked.
    assert_eq!(open_connections(&service).await, 21);
    drop(halves);
    let alone = eventually("all are gone", AT_MOST, async || (open_connections(&service).await == 1).then_some(()));
    alone.await.unwrap();
}

/// Field case S13: with 256 files and 300 half requests the service answers, works, and ends when it is told.
#[tokio::test]
async fn three_hundred_half_requests_do_not_take_the_files_that_the_service_needs() {
    more_files();
    let service = Service::start_with_open_files(256, "").unwrap();
    let mut halves = Vec::new();
    for _ in 0..300 {
        halves.push(say(&address(&service), HALF).await);
    }
    let live = client().unwrap().get(format!("{}/health/live", service.url)).timeout(AT_MOST).send().await.unwrap();
    assert_eq!(live.status().as_u16(), 200);
    let ana = service.person(ANA).await.unwrap();
    assert_eq!(ana.post("/v1/me/removal-requests", &json!({})).await.unwrap().0, 201);
    let status = service.terminate().await.unwrap();
    assert!(status.success(), "{status}");
}

/// Field case L7: the plain port does not speak HTTP/2; its preface is answered with nothing or a plain 400.
#[tokio::test]
async fn http_2_is_refused_at_the_plain_port() {
    let service = Service::start().unwrap();
    let preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u{4}\0\0\0\0\0";
    let answer = until_closed(say(&address(&service), preface).await).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer:?}");
    let upgrade = "GET /health/live HTTP/1.1\r\nhost: d\r\nconnection: upgrade, http2-settings, close\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n";
    assert!(until_closed(say(&address(&service), upgrade).await).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn an_idle_connection_is_closed_and_a_stream_that_is_idle_goes_on() {
    let service = Service::start_with_config("[limits]\nheadSeconds = 0.3\nidleSeconds = 0.5\n").unwrap();
    let ana = service.person(ANA).await.unwrap();
    let mut events = ana.events().await.unwrap();
    let mut idle = say(&address(&service), "GET /health/live HTTP/1.1\r\nhost: d\r\n\r\n").await;
    let mut some = [0; 64];
    assert!(idle.read(&mut some).await.unwrap() > 0);
    // Idle connections, and those on which never anything comes, are closed one after the other; the stream outlives them all.
    until_closed(idle).await;
    until_closed(say(&address(&service), "").await).await;
    until_closed(say(&address(&service), HALF).await).await;
    assert_eq!(ana.post("/v1/me/removal-requests", &json!({})).await.unwrap().0, 201);
    let mut heard = String::new();
    while !heard.contains("changed") {
        heard += std::str::from_utf8(&events.chunk().await.unwrap().unwrap()).unwrap();
    }
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let service = Service::start().unwrap();
    let head =
        |bytes: usize| format!("GET /health/live HTTP/1.1\r\nhost: d\r\nconnection: close\r\nx-large: {}\r\n\r\n", "a".repeat(bytes));
    assert!(until_closed(say(&address(&service), &head(20_000)).await).await.starts_with("HTTP/1.1 200"));
    assert!(until_closed(say(&address(&service), &head(40_000)).await).await.starts_with("HTTP/1.1 431"));
}

/// Security check 15: What has not arrived takes no place of anybody else.
/// Field case H2: 600 bodies of one person that do not arrive leave everybody else served, and are themselves refused with 408 or 429.
#[tokio::test]
async fn bodies_that_do_not_arrive_take_no_place_of_anybody_else() {
    more_files();
    let service =
        Service::start_with_config("[limits]\nbodyIdleSeconds = 1\nrefusalPauseSeconds = 0\n[securityEvents]\nto = \"/dev/null\"\n")
            .unwrap();
    let (piet, ana) = (service.person("piet.jansen@oldbridge.example.com").await.unwrap(), service.person(ANA).await.unwrap());
    let half = format!(
        "POST /v1/me/service-requests HTTP/1.1\r\nhost: d\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{{\"te",
        piet.token()
    );
    let mut bodies = JoinSet::new();
    for _ in 0..600 {
        let mut stream = say(&address(&service), &half).await;
        bodies.spawn(async move {
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).await.unwrap();
            String::from_utf8_lossy(&answer).into_owned()
        });
        if bodies.len() % 100 == 0 {
            assert_eq!(ana.get("/v1/me").await.unwrap().0, 200);
        }
    }
    assert_eq!(ana.get("/v1/me").await.unwrap().0, 200);
    let (mut slow, mut many) = (0, 0);
    while let Some(answer) = bodies.join_next().await {
        match answer.unwrap().as_str() {
            "HTTP/1.1 408" => slow += 1,
            "HTTP/1.1 429" => many += 1,
            other => panic!("{other}"),
        }
    }
    assert!(slow > 0 && many > 0, "{slow} too slow, {many} too many");
    assert_eq!(piet.get("/v1/me").await.unwrap().0, 200, "and whoever did it is served again");
}

/// Field case S13: where something is being answered on every connection there may be, a further one is told to come again, and is served once one ended.
#[tokio::test]
async fn beyond_the_last_connection_one_is_told_to_come_again() {
    let service = Service::start_with_config("[limits]\nconnections = 6\n").unwrap();
    let ana = service.person(ANA).await.unwrap();
    let mut streams = Vec::new();
    for _ in 0..6 {
        streams.push(ana.events().await.unwrap());
    }
    let ask =
        async || until_closed(say(&address(&service), "GET /health/live HTTP/1.1\r\nhost: d\r\nconnection: close\r\n\r\n").await).await;
    let full = ask().await;
    // Who is hung up on may lose what was said to them.
    assert!(full.is_empty() || full.starts_with("HTTP/1.1 503") && full.contains("retry-after: "), "{full:?}");
    streams.pop();
    let served = async || Some(ask().await).filter(|it| it.starts_with("HTTP/1.1 200"));
    eventually("the place is free again", AT_MOST, served).await.unwrap();
}

/// Security check 16: Refused tokens are bounded by the address that they come from.
/// Field case M8: before sign-in an address is bounded, and only that address; who is signed in is served from there all the same.
#[tokio::test]
async fn refused_tokens_are_bounded_by_the_address_that_they_come_from() {
    let config = "[limits]\nanonymousBurst = 3\nanonymousPerSecond = 0.001\nrefusalPauseSeconds = 0\n";
    let service = Service::start_with_config(config).unwrap();
    let ana = service.person(ANA).await.unwrap();
    let ask = async |path: &str, token: &str, from: &str| {
        let asked = client().unwrap().get(format!("{}{path}", service.url)).bearer_auth(token).header("x-forwarded-for", from);
        asked.send().await.unwrap().status().as_u16()
    };
    for expected in [401, 401, 401, 429, 429] {
        assert_eq!(ask("/v1/me", "not.a.token", "192.0.2.7").await, expected);
    }
    assert_eq!(ask("/not-me/x", "", "192.0.2.7").await, 429, "guessing at links counts as well");
    assert_eq!(ask("/v1/me", "not.a.token", "192.0.2.8").await, 401);
    assert_eq!(ask("/v1/me", ana.token(), "192.0.2.7").await, 200);
    assert_eq!(ask("/health/live", "", "192.0.2.7").await, 200);
}

/// The lines of a log of security events.
fn lines(file: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

/// Field case L15, M4: a change is written down with our own id, the caller's beside it, and where it came from, behind a proxy that is trusted.
#[tokio::test]
async fn changes_and_refusals_are_written_down_with_where_they_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("security.jsonl");
    let config = format!("[securityEvents]\nto = \"{}\"\n", log.display());
    let service = Service::start_with_config(&config).unwrap();
    let (ana, maria) = (service.person(ANA).await.unwrap(), service.person(MARIA).await.unwrap());
    let change = |person: &Person, id: &str, from: &str| {
        let asked = client().unwrap().patch(format!("{}/v1/me", service.url)).bearer_auth(person.token());
        asked.header("x-request-id", id).header("x-forwarded-for", from).json(&json!({"locale": "de"})).send()
    };
    let first = change(&ana, "mine", "203.0.113.9, 192.0.2.7").await.unwrap();
    assert_eq!((first.status().as_u16(), first.headers()["x-request-id"].to_str().unwrap()), (200, "mine"));
    let second = change(&maria, "mine", "2001:db8::7").await.unwrap();
    let own = [&first, &second].map(|it| it.headers()["domicile-request-id"].to_str().unwrap().to_owned());
    assert_ne!(own[0], own[1], "two callers chose the same id");
    let refused =
        client().unwrap().get(format!("{}/v1/me", service.url)).bearer_auth("not.a.token").header("x-forwarded-for", "198.51.100.1");
    assert_eq!(refused.send().await.unwrap().status().as_u16(), 401);
    let found = eventually("the lines are written", AT_MOST, async || Some(lines(&log)).filter(|it| it.len() >= 3)).await.unwrap();
    for (line, id, person, source) in [(0, &own[0], "ana-costa", "192.0.2.7"), (1, &own[1], "maria-silva", "2001:db8::7")] {
        let it = &found[line];
        assert_eq!((&it["event"], &it["requestId"], &it["callerRequestId"]), (&json!("changed"), &json!(id), &json!("mine")), "{it}");
        assert_eq!((&it["person"], &it["source"], &it["route"]), (&json!(person), &json!(source), &json!("/v1/me")), "{it}");
    }
    assert_eq!((&found[2]["kind"], &found[2]["code"]), (&json!("unauthenticated"), &json!("token_malformed")));
    assert_eq!((&found[2]["source"], &found[2]["person"]), (&json!("198.51.100.1"), &Value::Null));
}

/// Field case M8: a script of an administrator that is told to wait waits by itself, and loses nothing.
#[tokio::test]
async fn a_script_that_adds_people_is_slowed_down_and_loses_nothing() {
    let config = "[limits]\nwriteBurst = 3\nwritesPerSecond = 2\n";
    let service = Service::start_with_config(config).unwrap();
    let sandbox = domicile_tests::sandbox::Sandbox::new(&service.url).unwrap();
    assert_eq!(sandbox.domicile(&["login", "--store", "file", "--hint", MARIA]).await.unwrap().code, 0);
    for n in 0..8 {
        let added = sandbox.domicile(&["person", "add", &format!("new-{n}@oldbridge.example.com")]).await.unwrap();
        assert_eq!(added.code, 0, "{added:?}");
    }
}
