//! The plain port: takes connections, bounds them in number, in all and per address, and in the time that they may take, and hands requests
//! to the router. HTTP/1.1 only: HTTP/2 is for the proxy in front, which speaks TLS.

mod accepting;
mod answer_body;
mod open_files;
mod table;
mod watched_stream;

pub(crate) use accepting::serve;

use std::net::SocketAddr;

/// The other end of the connection that a request came by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);
