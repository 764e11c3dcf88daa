//! The way between the agent, which holds the controller and the tray, and the window, which is a process of its own (Linux). Lines of JSON
//! over a unix socket that only this person can reach; the first line each way says who speaks. What crosses are the same values that cross
//! inside one process: an [`Overview`] one way, a [`Request`] the other.

mod find;
mod hello;
mod lines;
mod listen;
mod place;

pub use find::{Found, Peer, find, replace};
pub use hello::{Connection, greet};
pub use lines::{Lines, write};
pub use listen::{Listener, Taken, listen};
pub use place::Places;

use crate::overview::Overview;
use crate::request::Request;
use crate::vocabulary::Screen;
use serde::{Deserialize, Serialize};
use std::io;

/// The version of what crosses here, without the shape of overview and requests: these are of the program's version.
pub const PROTOCOL: u32 = 1;

/// The longest line to the window, in bytes: the overview of an administrator with long lists is far below it.
pub const LONGEST_TO_WINDOW: usize = 16 * 1024 * 1024;
/// The longest line to the agent, in bytes: a request holds a few texts that people typed.
pub const LONGEST_TO_AGENT: usize = 1024 * 1024;

/// What comes to the agent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToAgent {
    /// First: whoever connects would be the window, on this screen.
    Open {
        /// Which.
        screen: Screen,
    },
    /// First: whoever connects only makes sure that the agent runs, and that this screen is shown.
    Launch {
        /// Which; `None` shows nothing.
        screen: Option<Screen>,
    },
    /// What became of a text for the clipboard.
    Copied {
        /// The number that it came with.
        number: u64,
        /// The system's own words, where it is not there.
        error: Option<String>,
    },
    /// A request to the controller. That the window is shown or closed is one, too.
    Request {
        /// What is asked.
        request: Request,
    },
}

/// What comes from the agent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FromAgent {
    /// The answer to [`ToAgent::Open`]: you are the window. The first overview follows.
    Welcome,
    /// Nothing is left to do for whoever connected: the agent runs, and what was asked for is shown.
    Done,
    /// Another window runs already and does not answer.
    WindowSilent {
        /// The number of its process, where the system told it.
        process: Option<i32>,
    },
    /// Everything that is shown now.
    Overview {
        /// The newest.
        overview: Box<Overview>,
    },
    /// Show this screen, and raise the window.
    Show {
        /// Which.
        screen: Screen,
    },
    /// Put this on the clipboard.
    Copy {
        /// Comes back with the answer.
        number: u64,
        /// The text.
        text: String,
    },
    /// The program ends: end, too.
    End,
}

/// Why a connection came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The system's own words.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The other side has ended.
    #[error("the other side has closed the connection")]
    Closed,
    /// A line without an end.
    #[error("a line is longer than {limit} bytes")]
    TooLong {
        /// The longest, in bytes.
        limit: usize,
    },
    /// A line that holds no message. What it holds is nobody's business in a log.
    #[error("a line of {length} bytes is no message")]
    Odd {
        /// Its length in bytes.
        length: usize,
    },
    /// A process of somebody else.
    #[error("the other side belongs to user {uid}")]
    Foreign {
        /// Whose.
        uid: u32,
    },
    /// A program of another version.
    #[error("the other side is version {version} with protocol {protocol}")]
    OtherVersion {
        /// Of the link.
        protocol: u32,
        /// Of the program.
        version: String,
    },
}

#[cfg(test)]
mod tests;
