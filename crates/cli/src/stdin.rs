//! Reading what a person or another program gives us, beside the loop: whoever waits for a line still hears Ctrl-C and the end of time.

use std::io::{self, BufRead, Read};

/// One line, of at most `most` bytes.
pub(crate) async fn line(most: u64) -> io::Result<String> {
    beside(move || {
        let mut text = String::new();
        io::stdin().lock().take(most).read_line(&mut text)?;
        Ok(text)
    })
    .await
}

/// Everything, up to `most` bytes.
pub(crate) async fn all(most: u64) -> io::Result<Vec<u8>> {
    beside(move || {
        let mut bytes = Vec::new();
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
    .await
}

async fn beside<T: Send + 'static>(read: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(read).await.unwrap_or_else(|e| Err(io::Error::other(e)))
}
