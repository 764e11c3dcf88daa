//! The way to the agent: what crosses it looks, on this side, like a controller in this process. An agent that dies is started again.

use anyhow::{Result, anyhow};
use domicile_words::{Language, Words};
use domicile_workstation::controller::Handle;
use domicile_workstation::last_resort;
use domicile_workstation::link::{Connection, Found, FromAgent, LONGEST_TO_WINDOW, LinkError, Peer, Places, ToAgent, find, replace, write};
use domicile_workstation::overview::Overview;
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use std::time::Duration;
use tauri::AppHandle;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

use crate::agent_process;
use crate::clipboard;
use crate::shown::show_window;

/// How long an agent that was started may take until it answers.
const LIMIT: Duration = Duration::from_secs(15);
/// How often is looked for it meanwhile.
const LOOK: Duration = Duration::from_millis(20);
/// How long the last words may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// One that dies this often is not started again.
const DEATHS: usize = 3;
/// Within this time.
const WITHIN: Duration = Duration::from_secs(60);

/// A connection over which this process is the window, and the first overview.
pub(crate) struct Joined {
    connection: Connection,
    overview: Overview,
}

/// Connects as the window, and starts the agent where there is none; `None` where another window shows what is asked for.
///
/// # Errors
/// No agent comes up, or one that runs does not answer; in the person's language.
pub(crate) async fn join(places: &Places, screen: Screen, words: &Words) -> Result<Option<Joined>> {
    let silent = |peer: Peer| {
        let process = peer.process.map_or_else(|| "?".to_owned(), |it| it.to_string());
        anyhow!(words.format("desktop-first-is-silent", &[("process", process.as_str().into())]))
    };
    let (mut started, end) = (None, Instant::now() + LIMIT);
    loop {
        match find(places).await {
            Found::Agent(connection) => match opened(connection, screen).await {
                Ok(Opened::Joined(joined)) => return Ok(Some(*joined)),
                Ok(Opened::Elsewhere) => return Ok(None),
                Ok(Opened::Silent(peer)) => return Err(silent(peer)),
                Err(error) if Instant::now() < end => tracing::info!(%error, "the agent went away while it was asked"),
                Err(error) => return Err(error.into()),
            },
            Found::Silent(peer) => return Err(silent(peer)),
            Found::OtherVersion(peer) => replace(places, peer, last_resort::LIMIT).await.map_err(silent)?,
            Found::Nobody if Instant::now() >= end => return Err(silent(Peer { process: None })),
            Found::Nobody => match &started {
                None => started = Some(agent_process::start(words)?),
                // One that ended well found another, which is about to answer.
                Some(ended) => match ended.try_recv() {
                    Ok(status) if !status.success() => return Err(agent_process::ended(words, status)),
                    _ => tokio::time::sleep(LOOK).await,
                },
            },
        }
    }
}

enum Opened {
    Joined(Box<Joined>),
    Elsewhere,
    Silent(Peer),
}

async fn opened(connection: Connection, screen: Screen) -> Result<Opened, LinkError> {
    let mut connection = Connection { from: connection.from.with_limit(LONGEST_TO_WINDOW), ..connection };
    write(&mut connection.to, &ToAgent::Open { screen }).await?;
    loop {
        match connection.from.next().await? {
            // What else comes before the first overview can wait for it: it is asked for again, or over.
            FromAgent::Welcome | FromAgent::Show { .. } | FromAgent::Copy { .. } => {}
            FromAgent::Overview { overview } => return Ok(Opened::Joined(Box::new(Joined { connection, overview: *overview }))),
            FromAgent::Done | FromAgent::End => return Ok(Opened::Elsewhere),
            FromAgent::WindowSilent { process } => return Ok(Opened::Silent(Peer { process })),
        }
    }
}

/// The link of a running window; kept as state of the app.
pub(crate) struct AgentLink {
    closing: mpsc::UnboundedSender<oneshot::Sender<()>>,
}

impl AgentLink {
    /// Says what is still to be said, and ends the link.
    pub(crate) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.closing.send(done).is_ok() && tokio::time::timeout(PATIENCE, closed).await.is_err() {
            tracing::warn!("the agent did not hear the last words");
        }
    }
}

impl Joined {
    /// A handle to the agent's controller, the link, and the loop that speaks over it until the app ends.
    pub(crate) fn link(self, app: AppHandle, places: Places) -> (Handle, AgentLink, impl Future<Output = ()> + Send) {
        let (requests, asked) = mpsc::unbounded_channel();
        let (published, overview) = watch::channel(self.overview);
        let (closing, close) = mpsc::unbounded_channel();
        let speaker = Speaker { app, places, published, asked, close, deaths: Vec::new() };
        (Handle { requests, overview }, AgentLink { closing }, speaker.run(self.connection))
    }
}

struct Speaker {
    app: AppHandle,
    places: Places,
    published: watch::Sender<Overview>,
    asked: mpsc::UnboundedReceiver<Request>,
    close: mpsc::UnboundedReceiver<oneshot::Sender<()>>,
    deaths: Vec<Instant>,
}

impl Speaker {
    async fn run(mut self, mut connection: Connection) {
        loop {
            let error = match self.speak(&mut connection).await {
                Ok(()) => return,
                Err(error) => error,
            };
            tracing::error!(%error, "the agent has gone: it is started again");
            drop(connection);
            match self.again().await {
                Ok(Some(joined)) => {
                    self.published.send_replace(joined.overview);
                    connection = joined.connection;
                }
                Ok(None) => return self.app.exit(0),
                // Whoever asks for something from now on is told that it can't be done.
                Err(error) => return tracing::error!("the agent does not come back: {error:#}"),
            }
        }
    }

    /// Both ways, until the app ends.
    async fn speak(&mut self, connection: &mut Connection) -> Result<(), LinkError> {
        let (told, mut tell) = mpsc::unbounded_channel();
        loop {
            tokio::select! {
                message = connection.from.next() => match message? {
                    FromAgent::Overview { overview } => drop(self.published.send_replace(*overview)),
                    FromAgent::Show { screen } => show_window(&self.app, screen),
                    FromAgent::Copy { number, text } => self.copy(number, text, told.clone()),
                    FromAgent::End => {
                        self.app.exit(0);
                        return Ok(());
                    }
                    FromAgent::Welcome | FromAgent::Done | FromAgent::WindowSilent { .. } => {}
                },
                Some(request) = self.asked.recv() => write(&mut connection.to, &ToAgent::Request { request }).await?,
                Some(answer) = tell.recv() => write(&mut connection.to, &answer).await?,
                Some(done) = self.close.recv() => {
                    while let Ok(request) = self.asked.try_recv() {
                        write(&mut connection.to, &ToAgent::Request { request }).await?;
                    }
                    // Nobody waits any more where it took too long.
                    let _ = done.send(());
                    return Ok(());
                }
            }
        }
    }

    fn copy(&self, number: u64, text: String, told: mpsc::UnboundedSender<ToAgent>) {
        let app = self.app.clone();
        tauri::async_runtime::spawn(async move {
            let error = clipboard::copy(&app, text).await.err().map(|error| format!("{error:#}"));
            // The agent may have gone meanwhile.
            let _ = told.send(ToAgent::Copied { number, error });
        });
    }

    /// Another agent, unless they die one after the other.
    async fn again(&mut self) -> Result<Option<Joined>> {
        let now = Instant::now();
        self.deaths.retain(|it| now.duration_since(*it) < WITHIN);
        self.deaths.push(now);
        if self.deaths.len() >= DEATHS {
            return Err(anyhow!("it died {DEATHS} times within {WITHIN:?}"));
        }
        let words = Words::new(Language::negotiate([self.published.borrow().language.as_str()]));
        let mut joined = join(&self.places, Screen::Home, &words).await?;
        if let Some(joined) = &mut joined {
            write(&mut joined.connection.to, &ToAgent::Request { request: Request::WindowChanged { visible: true } }).await?;
        }
        Ok(joined)
    }
}
