//! What asks a program to end: Ctrl-C, `kill`, a terminal or a session that closes. A signal that whoever started us has it ignore
//! (`nohup`, a job in the background) stays ignored.

use std::future::Future;
use std::io;

/// Listens from now on; the future ends with the first that comes. From then on none ends the process by itself. Inside a tokio runtime.
pub fn listen() -> impl Future<Output = ()> {
    let signals = platform::listen();
    async move {
        match signals {
            Ok(signals) => signals.await,
            // A system without signals ends us in its own way.
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(unix)]
mod platform {
    use super::io;
    use std::future::Future;
    use std::task::Poll;
    use tokio::signal::unix::{SignalKind, signal};

    pub(super) fn listen() -> io::Result<impl Future<Output = ()>> {
        let ignored = ignored();
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let heard = kinds.into_iter().filter(|it| !is_in(ignored, it.as_raw_value()));
        let mut signals = heard.map(signal).collect::<io::Result<Vec<_>>>()?;
        Ok(std::future::poll_fn(move |cx| {
            let any = signals.iter_mut().any(|it| it.poll_recv(cx).is_ready());
            if any { Poll::Ready(()) } else { Poll::Pending }
        }))
    }

    fn is_in(mask: u64, signal: i32) -> bool {
        u32::try_from(signal - 1).is_ok_and(|bit| mask.checked_shr(bit).unwrap_or(0) & 1 == 1)
    }

    /// The signals that this process was started to ignore, as Linux tells; elsewhere none is known to be.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
        u64::from_str_radix(mask.trim(), 16).unwrap_or(0)
    }
}

#[cfg(windows)]
mod platform {
    use super::io;
    use std::future::Future;
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};

    pub(super) fn listen() -> io::Result<impl Future<Output = ()>> {
        let (mut c, mut pause, mut close) = (ctrl_c()?, ctrl_break()?, ctrl_close()?);
        let (mut logoff, mut shutdown) = (ctrl_logoff()?, ctrl_shutdown()?);
        Ok(async move {
            tokio::select! {
                _ = c.recv() => {}
                _ = pause.recv() => {}
                _ = close.recv() => {}
                _ = logoff.recv() => {}
                _ = shutdown.recv() => {}
            }
        })
    }
}
