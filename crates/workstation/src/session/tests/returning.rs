//! What browsers bring back: bytes that are not ours to judge, things that are of no use, the same thing twice; and who it is that
//! comes back.

use super::{Idle, Prompts, prompt_channel, quiet};
use crate::backend::Backend;
use crate::failure::Cause;
use crate::fake::{World, get};
use crate::http::{Http, Limits};
use crate::session::{Browser, Persistence, SessionInfo, SignInPrompt};
use crate::workstation::Workstation;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::sync::CancellationToken;
use url::Url;

/// An attempt whose browser is the test.
struct Waiting {
    station: Arc<Workstation>,
    attempt: tokio::task::JoinHandle<Result<SessionInfo, crate::failure::Failure>>,
    told: Prompts,
    /// Where the issuer sent the browser: the right answer.
    answer: Url,
}

impl Waiting {
    async fn begin(world: &World) -> Self {
        let station = Arc::new(world.workstation_with(Arc::new(Idle)));
        let (prompt, mut told) = prompt_channel();
        let attempt = tokio::spawn({
            let station = station.clone();
            async move { station.sign_in_browser(None, prompt, CancellationToken::new()).await }
        });
        let SignInPrompt::Browser { url, .. } = told.next().await else { panic!() };
        let sent = get(&Http::new(Limits::default()), Url::parse(&url).unwrap()).await;
        let answer = Url::parse(sent.headers["location"].to_str().unwrap()).unwrap();
        Self { station, attempt, told, answer }
    }

    fn target(&self) -> String {
        format!("{}?{}", self.answer.path(), self.answer.query().unwrap())
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.answer.port().unwrap())
    }

    /// Sends a request with these lines after the first, and gives the whole answer.
    async fn send(&self, line: &str, headers: &[&[u8]]) -> String {
        let mut stream = tokio::net::TcpStream::connect(self.host()).await.unwrap();
        let head = [line.as_bytes(), b"\r\n", &headers.join(&b"\r\n"[..])[..], b"\r\n\r\n"].concat();
        stream.write_all(&head).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8(answer).unwrap()
    }
}

/// Field case W10a: a callback is taken whatever bytes other headers hold.
/// Field case W10b: a callback is taken however many cookies come with it.
#[tokio::test]
async fn a_right_callback_is_taken_whatever_else_the_browser_sends() {
    let cookies = [b"Cookie: ".to_vec(), vec![b'c'; 35_000]].concat();
    let many: Vec<Vec<u8>> = (0..500).map(|n| format!("X-{n}: {n}").into_bytes()).collect();
    let oddities: [Vec<&[u8]>; 4] = [
        vec![&b"Cookie: name=caf\xe9"[..]],
        vec![&cookies[..]],
        many.iter().map(Vec::as_slice).collect(),
        vec![&b"\xff\xfe"[..], &b"no colon"[..], &b"Cookie: \x00\x01"[..]],
    ];
    for odd in oddities {
        let world = World::start().await;
        let waiting = Waiting::begin(&world).await;
        let host = format!("Host: {}", waiting.host());
        let mut headers = odd.clone();
        headers.push(host.as_bytes());
        let page = waiting.send(&format!("GET {} HTTP/1.1", waiting.target()), &headers).await;
        assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("You can close this tab"), "{page}");
        waiting.attempt.await.unwrap().unwrap();
    }
}

/// Field case W10d: what cannot be used is answered, told to the person, and waited past.
#[tokio::test]
async fn what_is_of_no_use_is_answered_and_told() {
    let world = World::start().await;
    let mut waiting = Waiting::begin(&world).await;
    let (host, target) = (format!("Host: {}", waiting.host()), waiting.target());
    let localhost = host.replace("127.0.0.1", "localhost");
    for (line, host, status) in [
        ("GET /callback?error=access_denied HTTP/1.1".to_owned(), &host, "400"),
        (format!("GET {target} HTTP/1.1"), &localhost, "400"),
        (format!("GET {target}&session_state=a&session_state=b HTTP/1.1"), &host, "400"),
    ] {
        let page = waiting.send(&line, &[host.as_bytes()]).await;
        assert!(page.starts_with(&format!("HTTP/1.1 {status}")), "{line}: {page}");
        assert!(matches!(waiting.told.next().await, SignInPrompt::Unusable), "{line}");
    }
    // By then the person knows; whoever goes on sending floods nobody.
    for line in [format!("POST {} HTTP/1.1", waiting.answer.path()), "GET /favicon.ico HTTP/1.1".to_owned()] {
        assert!(waiting.send(&line, &[host.as_bytes()]).await.starts_with("HTTP/1.1 40"));
    }
    assert!(waiting.told.0.try_recv().is_err());
    assert!(waiting.send(&format!("GET {target} HTTP/1.1"), &[host.as_bytes()]).await.starts_with("HTTP/1.1 200"));
    waiting.attempt.await.unwrap().unwrap();
}

/// Field case W10d: a form is told as well.
#[tokio::test]
async fn an_answer_by_form_is_told() {
    let world = World::start().await;
    let mut waiting = Waiting::begin(&world).await;
    let host = format!("Host: {}", waiting.host());
    let page = waiting.send("POST /callback HTTP/1.1", &[host.as_bytes(), b"Content-Length: 0"]).await;
    assert!(page.starts_with("HTTP/1.1 405"), "{page}");
    assert!(matches!(waiting.told.next().await, SignInPrompt::Unusable));
    waiting.attempt.abort();
}

/// Field case W10f: the same callback twice at once, and once more right after, gets the same page; the program that ends waits that long.
#[tokio::test]
async fn the_same_callback_again_gets_the_same_page() {
    let world = World::start().await;
    let waiting = Waiting::begin(&world).await;
    let host = format!("Host: {}", waiting.host());
    let line = format!("GET {} HTTP/1.1", waiting.target());
    let headers = [host.as_bytes()];
    let (one, other) = tokio::join!(waiting.send(&line, &headers), waiting.send(&line, &headers));
    assert!(one.contains("You can close this tab"), "{one}");
    assert_eq!(one, other);
    assert_eq!(waiting.send(&line, &headers).await, one);
    let foreign = waiting.send("GET /callback?state=x HTTP/1.1", &headers).await;
    assert!(foreign.starts_with("HTTP/1.1 400"), "{foreign}");
    let station = waiting.station.clone();
    station.finish().await;
    assert!(tokio::net::TcpStream::connect(waiting.host()).await.is_err(), "and then nobody listens any more");
    assert_eq!(world.state().calls.iter().filter(|it| *it == "token authorization_code").count(), 1);
}

/// A browser that only remembers what it was given.
#[derive(Default)]
struct Remembers(Mutex<Option<String>>);

impl Browser for Remembers {
    fn open(&self, url: &str) -> std::io::Result<()> {
        *self.0.lock().unwrap() = Some(url.to_owned());
        Ok(())
    }
}

/// Field case L3: what stands in the list of processes is an address of our own that works once; it holds no `state`.
#[tokio::test]
async fn the_browser_is_given_an_address_that_works_once() {
    let world = World::start().await;
    let browser = Arc::new(Remembers::default());
    let station = Arc::new(world.workstation_with(browser.clone()));
    let (prompt, mut told) = prompt_channel();
    let attempt = tokio::spawn(async move { station.sign_in_browser(None, prompt, CancellationToken::new()).await });
    let SignInPrompt::Browser { url, .. } = told.next().await else { panic!() };
    let state = Url::parse(&url).unwrap().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let given = Url::parse(&browser.0.lock().unwrap().clone().unwrap()).unwrap();
    assert_eq!(given.host_str(), Some("127.0.0.1"));
    assert!(!given.as_str().contains(&state) && given.query().is_none(), "{given}");
    let http = Http::new(Limits::default());
    let sent = get(&http, given.clone()).await;
    assert_eq!((sent.status.as_u16(), sent.headers["location"].to_str().unwrap()), (302, url.as_str()));
    // Whoever read it somewhere comes too late, and the person is told that somebody came.
    assert_eq!(get(&http, given.clone()).await.status, 410);
    assert!(matches!(told.next().await, SignInPrompt::Unusable));
    assert_eq!(get(&http, given.join("/start/guessed").unwrap()).await.status, 410);
    let back = get(&http, Url::parse(&url).unwrap()).await.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(get(&http, Url::parse(&back).unwrap()).await.status, 200);
    attempt.await.unwrap().unwrap();
}

/// Field case L3: somebody else than hinted is asked about before anything is kept; a no keeps nothing and revokes what came.
#[tokio::test]
async fn somebody_else_than_hinted_is_asked_about_before_it_is_kept() {
    let ana = "ana.costa@oldbridge.example.com";
    for (hint, asked) in [(ana, false), (" ANA.Costa@oldbridge.example.com", false), ("maria.silva@oldbridge.example.com", true)] {
        for keep in [true, false] {
            let world = World::start().await;
            let station = world.workstation();
            let seen = Arc::new(Mutex::new(None));
            let prompt = {
                let (seen, files) = (seen.clone(), world.data_dir().session());
                Box::new(move |prompt| {
                    if let SignInPrompt::SomebodyElse { hinted, came, keep: answer } = prompt {
                        *seen.lock().unwrap() = Some((hinted, came, files.exists()));
                        answer.send(keep).unwrap();
                    }
                })
            };
            let result = station.sign_in_browser(Some(hint.to_owned()), prompt, CancellationToken::new()).await;
            assert_eq!(*seen.lock().unwrap(), asked.then(|| (hint.to_owned(), ana.to_owned(), false)));
            if asked && !keep {
                assert_eq!(result.unwrap_err().cause, Cause::SomebodyElse { hinted: hint.to_owned(), came: ana.to_owned() });
                super::assert_nothing_stored(&world);
                assert_eq!(world.state().revoked.len(), 1);
            } else {
                assert_eq!(result.unwrap().persistence, Persistence::Keychain);
            }
        }
    }
    // Who does not answer is only told.
    let world = World::start().await;
    let hint = Some("maria.silva@oldbridge.example.com".to_owned());
    world.workstation().sign_in_browser(hint, quiet(), CancellationToken::new()).await.unwrap();
}
