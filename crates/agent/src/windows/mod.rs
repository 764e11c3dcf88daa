//! The window, seen from the agent: at most one, in a process of its own. One loop owns what is known of it; everything else sends events.

use crate::clipboard;
use domicile_workstation::link::{FromAgent, ToAgent};
use domicile_workstation::request::Request;
use domicile_workstation::vocabulary::Screen;
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How long a window that runs may take to come up when it is asked to.
const LIMIT: Duration = Duration::from_secs(5);
/// How long nobody may show icons before a window opens instead: panels are restarted now and then.
const PANEL_RESTART: Duration = Duration::from_secs(3);

/// What happens to windows.
#[derive(Debug)]
pub(crate) enum Event {
    /// Somebody wants to look.
    Wanted(Screen),
    /// A process has connected.
    Connected(Newcomer),
    /// It says something.
    Said {
        /// Which.
        link: u64,
        /// What.
        message: ToAgent,
    },
    /// It has gone.
    Left {
        /// Which.
        link: u64,
    },
    /// A process that was started for a window has ended.
    StartEnded {
        /// Which.
        start: u64,
    },
    /// Newcomers up to this one have waited long enough for the window.
    Late {
        /// Up to which link.
        link: u64,
    },
    /// A text for the clipboard.
    Copy {
        /// The text.
        text: String,
        /// Who waits for it.
        done: oneshot::Sender<Result<(), String>>,
    },
    /// No panel shows the icon any more, or the session bus is missing.
    NobodyShowsIcons,
    /// The same, and no panel came back: without a window nobody could reach the program.
    OutOfReach,
    /// The last window closed, and nobody could reach the program.
    EndWithoutWindow,
    /// The program ends.
    End,
}

/// A process that has connected, and what it wants.
#[derive(Debug)]
pub(crate) struct Newcomer {
    /// Its number among all connections.
    pub(crate) link: u64,
    /// [`ToAgent::Open`] or [`ToAgent::Launch`].
    pub(crate) wants: ToAgent,
    /// Where it hears.
    pub(crate) to: mpsc::UnboundedSender<FromAgent>,
    /// The number of its process.
    pub(crate) process: Option<i32>,
}

/// What the loop asks of the world around it.
pub(crate) trait Surroundings: Send + 'static {
    /// Starts a process for a window; its end comes back as [`Event::StartEnded`].
    fn start(&mut self, start: u64, screen: Screen);
    /// The last window has gone, closed by the person or not: says what that means, and sends [`Event::EndWithoutWindow`] where the program
    /// has to end.
    fn last_window_gone(&mut self, closed: bool);
    /// Nobody has shown icons for a while: sends [`Event::OutOfReach`] where that is still so.
    fn look_for_icons(&mut self, after: Duration);
}

/// The window that there is.
#[derive(Debug, Default)]
enum Window {
    #[default]
    None,
    /// Its process was started and has not connected yet.
    Starting { start: u64, screen: Screen },
    /// It is connected.
    Open { link: u64, to: mpsc::UnboundedSender<FromAgent>, process: Option<i32>, closed: bool },
}

/// What is known of windows.
struct Windows<S> {
    window: Window,
    starts: u64,
    /// Processes that wait until the window has come up.
    waiting: Vec<Newcomer>,
    copies: u64,
    copying: HashMap<u64, oneshot::Sender<Result<(), String>>>,
    requests: mpsc::UnboundedSender<Request>,
    events: mpsc::UnboundedSender<Event>,
    around: S,
}

/// The loop: ends after [`Event::End`], once the window has gone.
pub(crate) async fn run(
    mut incoming: mpsc::UnboundedReceiver<Event>,
    events: mpsc::UnboundedSender<Event>,
    requests: mpsc::UnboundedSender<Request>,
    around: impl Surroundings,
) {
    let mut windows =
        Windows { window: Window::None, starts: 0, waiting: Vec::new(), copies: 0, copying: HashMap::new(), requests, events, around };
    let mut ending = false;
    while let Some(event) = incoming.recv().await {
        match event {
            Event::End => {
                ending = true;
                windows.say(FromAgent::End);
            }
            event if ending => windows.take_at_the_end(event),
            event => windows.take(event),
        }
        if ending && matches!(windows.window, Window::None) {
            return;
        }
    }
}

impl<S: Surroundings> Windows<S> {
    fn take(&mut self, event: Event) {
        match event {
            Event::Wanted(screen) => self.want(screen),
            Event::Connected(newcomer) => self.connected(newcomer),
            Event::Said { link, message } if self.is_window(link) => self.said(message),
            Event::Said { .. } => {}
            Event::Left { link } => self.left(link),
            Event::StartEnded { start } => {
                if matches!(self.window, Window::Starting { start: it, .. } if it == start) {
                    tracing::error!("the window did not open");
                    self.window = Window::None;
                }
            }
            Event::Late { link } => self.late(link),
            Event::Copy { text, done } => self.copy(text, done),
            Event::NobodyShowsIcons => self.around.look_for_icons(PANEL_RESTART),
            Event::OutOfReach if matches!(self.window, Window::None) => {
                tracing::info!("nobody shows icons: the window opens");
                self.want(Screen::Home);
            }
            Event::EndWithoutWindow if matches!(self.window, Window::None) => self.ask(Request::Quit),
            Event::OutOfReach | Event::EndWithoutWindow | Event::End => {}
        }
    }

    /// Nothing opens any more; whoever is about to be the window is told so.
    fn take_at_the_end(&mut self, event: Event) {
        match event {
            Event::Connected(newcomer) => {
                tell(&newcomer.to, FromAgent::End);
                if matches!(self.window, Window::Starting { .. }) {
                    self.window = Window::None;
                }
            }
            Event::Left { link } if self.is_window(link) => self.window = Window::None,
            Event::StartEnded { start } if matches!(self.window, Window::Starting { start: it, .. } if it == start) => {
                self.window = Window::None;
            }
            Event::Left { .. }
            | Event::StartEnded { .. }
            | Event::Wanted(_)
            | Event::Said { .. }
            | Event::Late { .. }
            | Event::Copy { .. }
            | Event::NobodyShowsIcons
            | Event::OutOfReach
            | Event::EndWithoutWindow
            | Event::End => {}
        }
    }

    fn want(&mut self, screen: Screen) {
        match &mut self.window {
            Window::Open { .. } => self.say(FromAgent::Show { screen }),
            Window::Starting { screen: wanted, .. } => *wanted = screen,
            Window::None => {
                self.starts += 1;
                self.window = Window::Starting { start: self.starts, screen };
                self.around.start(self.starts, screen);
            }
        }
    }

    fn connected(&mut self, newcomer: Newcomer) {
        let (screen, would_be) = match newcomer.wants {
            ToAgent::Open { screen } => (Some(screen), true),
            ToAgent::Launch { screen } => (screen, false),
            // The server lets nothing else in.
            ToAgent::Copied { .. } | ToAgent::Request { .. } => return,
        };
        let Some(screen) = screen else { return tell(&newcomer.to, FromAgent::Done) };
        match (&self.window, would_be) {
            (Window::Open { .. }, _) => {
                self.wait(newcomer);
                self.want(screen);
            }
            (Window::None | Window::Starting { .. }, true) => self.becomes_window(newcomer, screen),
            (Window::None | Window::Starting { .. }, false) => {
                self.want(screen);
                self.wait(newcomer);
            }
        }
    }

    fn becomes_window(&mut self, newcomer: Newcomer, screen: Screen) {
        tell(&newcomer.to, FromAgent::Welcome);
        if let Window::Starting { screen: wanted, .. } = &self.window
            && *wanted != screen
        {
            tell(&newcomer.to, FromAgent::Show { screen: *wanted });
        }
        self.window = Window::Open { link: newcomer.link, to: newcomer.to, process: newcomer.process, closed: false };
    }

    fn wait(&mut self, newcomer: Newcomer) {
        let (events, link) = (self.events.clone(), newcomer.link);
        self.waiting.push(newcomer);
        tokio::spawn(async move {
            tokio::time::sleep(LIMIT).await;
            // The loop ends with the program.
            let _ = events.send(Event::Late { link });
        });
    }

    fn late(&mut self, link: u64) {
        let process = match self.window {
            Window::Open { process, .. } => process,
            Window::None | Window::Starting { .. } => None,
        };
        for newcomer in self.waiting.extract_if(.., |it| it.link <= link) {
            tell(&newcomer.to, FromAgent::WindowSilent { process });
        }
    }

    fn said(&mut self, message: ToAgent) {
        match message {
            ToAgent::Copied { number, error } => {
                if let Some(done) = self.copying.remove(&number) {
                    // The controller has ended meanwhile.
                    let _ = done.send(error.map_or(Ok(()), Err));
                }
            }
            ToAgent::Request { request } => {
                if let (Window::Open { closed, .. }, Request::WindowChanged { visible }) = (&mut self.window, &request) {
                    *closed = !visible;
                    for newcomer in self.waiting.extract_if(.., |_| *visible) {
                        tell(&newcomer.to, FromAgent::Done);
                    }
                }
                self.ask(request);
            }
            ToAgent::Open { .. } | ToAgent::Launch { .. } => tracing::warn!("a window said twice what it wants"),
        }
    }

    fn left(&mut self, link: u64) {
        self.waiting.retain(|it| it.link != link);
        let Window::Open { link: window, closed, .. } = self.window else { return };
        if window != link {
            return;
        }
        self.window = Window::None;
        for (_, done) in self.copying.drain() {
            let _ = done.send(Err("the window has closed".to_owned()));
        }
        if !closed {
            tracing::error!("the window has gone without being closed");
            self.ask(Request::WindowChanged { visible: false });
        }
        // Whoever asked for the window while it closed is the next one.
        let (would_be, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|it| matches!(it.wants, ToAgent::Open { .. }));
        for newcomer in would_be.into_iter().chain(others) {
            self.connected(newcomer);
        }
        if matches!(self.window, Window::None) {
            self.around.last_window_gone(closed);
        }
    }

    fn copy(&mut self, text: String, done: oneshot::Sender<Result<(), String>>) {
        if let Window::Open { to, .. } = &self.window {
            self.copies += 1;
            self.copying.insert(self.copies, done);
            return tell(to, FromAgent::Copy { number: self.copies, text });
        }
        let events = self.events.clone();
        tokio::spawn(async move {
            let copied = tokio::task::spawn_blocking(move || clipboard::copy(&text)).await.unwrap_or_else(|error| Err(error.to_string()));
            if copied.is_err() {
                // Nobody would see what went wrong.
                let _ = events.send(Event::Wanted(Screen::Home));
            }
            let _ = done.send(copied);
        });
    }

    fn is_window(&self, link: u64) -> bool {
        matches!(self.window, Window::Open { link: it, .. } if it == link)
    }

    fn say(&self, message: FromAgent) {
        if let Window::Open { to, .. } = &self.window {
            tell(to, message);
        }
    }

    fn ask(&self, request: Request) {
        // The controller ends with the program.
        let _ = self.requests.send(request);
    }
}

/// Whoever has left hears nothing; that comes as an event of its own.
fn tell(to: &mpsc::UnboundedSender<FromAgent>, message: FromAgent) {
    let _ = to.send(message);
}

#[cfg(test)]
mod tests;
