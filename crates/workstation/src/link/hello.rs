//! Who speaks: the system's word on whose process it is, and the first line on which version.

use super::{Lines, LinkError, PROTOCOL, write};
use serde::{Deserialize, Serialize};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};

/// The longest first line, in bytes.
const LONGEST: usize = 4096;

/// The first line, each way. Members are added and never taken away or changed: it is what tells any version from any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Hello {
    protocol: u32,
    version: String,
}

impl Hello {
    fn ours() -> Self {
        Self { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Both ends of a connection whose other side is ours.
#[derive(Debug)]
pub struct Connection {
    /// What the other side says.
    pub from: Lines<OwnedReadHalf>,
    /// Where it hears.
    pub to: OwnedWriteHalf,
    /// The number of its process, where the system tells it.
    pub process: Option<i32>,
}

/// Says who we are and hears who they are. Whoever waits for it sets a limit of time.
///
/// # Errors
/// The other side is somebody else's, of another version, or no program of ours at all.
pub async fn greet(stream: UnixStream) -> Result<Connection, LinkError> {
    let peer = stream.peer_cred()?;
    judge(peer.uid(), rustix::process::getuid().as_raw())?;
    let (from, mut to) = stream.into_split();
    // Both speak first, so that neither waits for the other.
    write(&mut to, &Hello::ours()).await?;
    let mut from = Lines::new(from, LONGEST);
    let theirs: Hello = from.next().await?;
    fits(&theirs)?;
    Ok(Connection { from, to, process: peer.pid() })
}

/// Only programs of the same person are heard; root is somebody else, too.
fn judge(theirs: u32, ours: u32) -> Result<(), LinkError> {
    if theirs == ours { Ok(()) } else { Err(LinkError::Foreign { uid: theirs }) }
}

/// Overview and requests have the shape of their version.
fn fits(theirs: &Hello) -> Result<(), LinkError> {
    if *theirs == Hello::ours() {
        return Ok(());
    }
    Err(LinkError::OtherVersion { protocol: theirs.protocol, version: theirs.version.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_else_is_heard_and_root_is_somebody_else() {
        assert!(judge(1000, 1000).is_ok());
        for (theirs, ours) in [(0, 1000), (1000, 0), (1001, 1000)] {
            assert!(matches!(judge(theirs, ours), Err(LinkError::Foreign { uid }) if uid == theirs));
        }
    }

    #[test]
    fn another_protocol_or_another_version_does_not_fit() {
        assert!(fits(&Hello::ours()).is_ok());
        assert!(fits(&Hello { protocol: PROTOCOL + 1, ..Hello::ours() }).is_err());
        assert!(fits(&Hello { version: "0.0.9".to_owned(), ..Hello::ours() }).is_err());
    }

    #[test]
    fn a_first_line_of_later_days_is_understood() {
        let later: Hello = serde_json::from_str(r#"{"protocol":7,"version":"3.1.0","wishes":["tea"]}"#).unwrap();
        assert!(matches!(fits(&later), Err(LinkError::OtherVersion { protocol: 7, version }) if version == "3.1.0"));
    }
}
