//! The session bus of a Linux desktop: one connection, made when first needed, and no waiting without a limit.

use std::time::Duration;
use tokio::sync::OnceCell;
use zbus::{Connection, Message};

/// How long anybody on the bus may take to answer.
const LIMIT: Duration = Duration::from_secs(2);

/// The connection; `None` where there is no bus, or none that answers in time. Such a bus is looked for again next time.
pub(crate) async fn session() -> Option<&'static Connection> {
    static BUS: OnceCell<Connection> = OnceCell::const_new();
    match tokio::time::timeout(LIMIT, BUS.get_or_try_init(Connection::session)).await {
        Ok(bus) => bus.inspect_err(|error| tracing::debug!(%error, "no session bus")).ok(),
        Err(_) => {
            tracing::debug!("the session bus does not answer");
            None
        }
    }
}

/// The answer to a call; `None` where it fails or takes too long.
pub(crate) async fn reply(call: impl Future<Output = zbus::Result<Message>>) -> Option<Message> {
    match tokio::time::timeout(LIMIT, call).await {
        Ok(answer) => answer.inspect_err(|error| tracing::debug!(%error, "a call on the session bus failed")).ok(),
        Err(_) => {
            tracing::debug!("a call on the session bus was not answered");
            None
        }
    }
}
