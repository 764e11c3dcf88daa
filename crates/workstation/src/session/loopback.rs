//! The listener on 127.0.0.1: it sends the browser to the issuer, once, and is where the browser comes back to. Judges what arrives;
//! what it means is decided by the caller. Whatever comes is answered.

use super::last_page::{Pages, content_security_policy};
use super::request_head::{BadHead, RequestHead, read_head};
use crate::failure::Cause;
use crate::secrets::random_name;
use secrecy::SecretString;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

/// How long the listener goes on once the browser has been told how it went: browsers ask twice.
const LINGER: Duration = Duration::from_secs(1);

/// The listener.
pub(crate) struct Loopback {
    port: u16,
    arrivals: mpsc::Receiver<Arrival>,
    start: Arc<Mutex<Option<Start>>>,
    unexpected: String,
    // Ends every connection when the listener is dropped.
    serving: JoinSet<()>,
}

/// Something that came for us.
pub(crate) enum Arrival {
    /// An answer, whoever it is for.
    Call(Call),
    /// Something at the address of answers that is none.
    Unusable,
}

/// An answer of the issuer, with the connection that waits to be told how it went.
pub(crate) struct Call {
    params: HashMap<String, String>,
    stream: TcpStream,
}

/// The address that the browser is given, and where it sends.
struct Start {
    path: String,
    to: Url,
}

/// The answer that counts. What comes again with the same words gets the same page, until a moment after it was given.
pub(crate) struct Verdict {
    call: Call,
    page: watch::Sender<Option<(&'static str, String)>>,
    lingering: JoinHandle<()>,
}

impl Loopback {
    /// Opens the listener on a free port.
    pub(crate) async fn open(pages: &Pages) -> Result<Self, Cause> {
        let cannot = |e: std::io::Error| Cause::CannotListen { reason: e.to_string() };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(cannot)?;
        let port = listener.local_addr().map_err(cannot)?.port();
        let (found, arrivals) = mpsc::channel(4);
        let start = Arc::new(Mutex::new(None));
        let mut serving = JoinSet::new();
        let server = Server { port, start: start.clone(), unexpected: pages.unexpected.clone(), found };
        serving.spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                // Browsers open connections ahead of time: one that says nothing must not keep the others waiting.
                let Ok((stream, _)) = listener.accept().await else { continue };
                while connections.try_join_next().is_some() {}
                connections.spawn(server.clone().serve(stream));
            }
        });
        Ok(Self { port, arrivals, start, unexpected: pages.unexpected.clone(), serving })
    }

    /// Where the issuer sends the browser.
    pub(crate) fn redirect(&self) -> Result<Url, Cause> {
        self.url("/callback")
    }

    /// An address of our own for the browser, good for one time: it sends to the issuer. Arguments of programs can be read by
    /// everybody on the computer, and whoever knows the issuer's address with its `state` could answer in its place.
    pub(crate) fn start(&self, to: Url) -> Result<Url, Cause> {
        let name = random_name().ok_or_else(|| Cause::Unexpected { reason: "no randomness".to_owned() })?;
        let path = format!("/start/{name}");
        let url = self.url(&path)?;
        *self.start.lock().unwrap_or_else(PoisonError::into_inner) = Some(Start { path, to });
        Ok(url)
    }

    fn url(&self, path: &str) -> Result<Url, Cause> {
        Url::parse(&format!("http://127.0.0.1:{}{path}", self.port)).map_err(|e| Cause::CannotListen { reason: e.to_string() })
    }

    /// What comes next.
    pub(crate) async fn next(&mut self) -> Result<Arrival, Cause> {
        self.arrivals.recv().await.ok_or_else(|| Cause::CannotListen { reason: "the listener closed".to_owned() })
    }

    /// This is the answer. The listener goes on for whoever brings the same once more.
    pub(crate) fn settle(self, call: Call) -> Verdict {
        let Self { mut arrivals, unexpected, serving, .. } = self;
        let (page, given) = watch::channel(None::<(&'static str, String)>);
        let params = call.params.clone();
        let lingering = tokio::spawn(async move {
            let _serving = serving;
            let mut answers = JoinSet::new();
            let mut end = given.clone();
            let over = async move {
                // Nobody gives a page any more where the attempt was given up.
                if end.wait_for(Option::is_some).await.is_ok() {
                    tokio::time::sleep(LINGER).await;
                }
            };
            tokio::pin!(over);
            loop {
                let arrival = tokio::select! {
                    () = &mut over => break,
                    arrival = arrivals.recv() => arrival,
                };
                match arrival {
                    Some(Arrival::Call(again)) if again.params == params => {
                        let mut given = given.clone();
                        answers.spawn(async move {
                            let page = given.wait_for(Option::is_some).await.ok().and_then(|it| it.clone());
                            if let Some((status, text)) = page {
                                again.reply(status, &text).await;
                            }
                        });
                    }
                    Some(Arrival::Call(other)) => other.reply("400 Bad Request", &unexpected).await,
                    Some(Arrival::Unusable) => {}
                    None => break,
                }
            }
            while answers.join_next().await.is_some() {}
        });
        Verdict { call, page, lingering }
    }
}

impl Call {
    /// A parameter of the answer.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// The authorization code.
    pub(crate) fn code(&self) -> Option<SecretString> {
        self.get("code").map(Into::into)
    }

    /// Tells the browser how it went, by this page.
    pub(crate) async fn reply(mut self, status: &str, page: &str) {
        reply(&mut self.stream, status, &[], Some(page)).await;
    }
}

impl Verdict {
    /// What the browser brought.
    pub(crate) fn call(&self) -> &Call {
        &self.call
    }

    /// Tells the browser how it went, by this page. What is given back ends once nobody is told any more.
    pub(crate) async fn reply(self, status: &'static str, text: &str) -> JoinHandle<()> {
        let Self { call, page, lingering } = self;
        let _ = page.send(Some((status, text.to_owned())));
        call.reply(status, text).await;
        lingering
    }
}

#[derive(Clone)]
struct Server {
    port: u16,
    start: Arc<Mutex<Option<Start>>>,
    unexpected: String,
    found: mpsc::Sender<Arrival>,
}

impl Server {
    async fn serve(self, mut stream: TcpStream) {
        let head = match read_head(&mut stream).await {
            Ok(head) => head,
            Err(BadHead::Silence) => return,
            Err(BadHead::Status(status)) => {
                reply(&mut stream, status, &[], None).await;
                // Something was said to us, and it may have been the answer.
                let _ = self.found.send(Arrival::Unusable).await;
                return;
            }
        };
        match self.judge(&head) {
            Ok(Judged::Start(to)) => reply(&mut stream, "302 Found", &[("Location", to.as_str())], None).await,
            Ok(Judged::Answer(params)) => {
                let call = Arrival::Call(Call { params, stream });
                if let Err(mpsc::error::SendError(Arrival::Call(call))) = self.found.send(call).await {
                    call.reply("410 Gone", &self.unexpected).await;
                }
            }
            Err(status) => {
                let is_for_people = head.target.starts_with("/callback") || head.target.starts_with("/start/");
                reply(&mut stream, status, &[], is_for_people.then_some(self.unexpected.as_str())).await;
                if is_for_people {
                    tracing::info!(status, "an answer that cannot be used");
                    let _ = self.found.send(Arrival::Unusable).await;
                }
            }
        }
    }

    /// Takes `GET /callback?…` that is meant for us, and the address to start at, and nothing else.
    fn judge(&self, head: &RequestHead) -> Result<Judged, &'static str> {
        // A page elsewhere whose name was pointed at this computer would name itself here.
        if head.hosts != [format!("127.0.0.1:{}", self.port)] {
            return Err("400 Bad Request");
        }
        let url = Url::parse(&format!("http://127.0.0.1{}", head.target)).map_err(|_| "400 Bad Request")?;
        match (head.method.as_str(), url.path()) {
            ("GET", "/callback") => {}
            ("GET", path) if path.starts_with("/start/") => return self.begin(path).map(Judged::Start),
            (_, path) if path == "/callback" || path.starts_with("/start/") => return Err("405 Method Not Allowed"),
            _ => return Err("404 Not Found"),
        }
        let mut params = HashMap::new();
        for (name, value) in url.query_pairs() {
            if params.insert(name.into_owned(), value.into_owned()).is_some() {
                // RFC 6749 3.1: a parameter comes once.
                return Err("400 Bad Request");
            }
        }
        Ok(Judged::Answer(params))
    }

    /// Once: whoever reads it somewhere comes too late.
    fn begin(&self, path: &str) -> Result<Url, &'static str> {
        let mut start = self.start.lock().unwrap_or_else(PoisonError::into_inner);
        start.take_if(|it| it.path == path).map(|it| it.to).ok_or("410 Gone")
    }
}

/// What a request is.
enum Judged {
    Answer(HashMap<String, String>),
    Start(Url),
}

/// Answers with a page, or where nobody reads it with the status alone.
async fn reply(stream: &mut TcpStream, status: &str, headers: &[(&str, &str)], page: Option<&str>) {
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let (media_type, text) = page.map_or(("text/plain", status), |it| ("text/html", it));
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}; charset=utf-8\r\nContent-Length: {}\r\n{more}Connection: close\r\n\
         Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n\
         Content-Security-Policy: {}\r\n\r\n{text}",
        text.len(),
        content_security_policy()
    );
    // A browser that is gone does not want an answer.
    if stream.write_all(answer.as_bytes()).await.is_err() || stream.shutdown().await.is_err() {
        return;
    }
    // What is still on its way to us is read away: closing over it would take the answer back.
    let drain = async {
        let mut rest = [0; 4096];
        while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
    };
    let _ = tokio::time::timeout(LINGER, drain).await;
}
