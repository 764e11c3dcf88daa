//! The way out that is left where something hangs. From the first signal on none ends the process by itself, so that nothing is cut off in the
//! middle; then nobody but us can end it by being asked.

use crate::interruption;
use crate::session::RENEWAL_LIMIT;
use std::time::Duration;

/// How long the app may take to end once it was asked: a renewal that was begun comes to its end first, and the rest has as long again.
pub const LIMIT: Duration = Duration::from_secs(2 * RENEWAL_LIMIT.as_secs());

/// Quits in order when the system asks the app to end (a session closes, `kill`), and ends the process where that does not come about.
pub fn watch(quit: impl FnOnce() + Send + 'static) {
    watch_for(LIMIT, quit);
}

fn watch_for(limit: Duration, quit: impl FnOnce() + Send + 'static) {
    // A thread and a runtime of their own: those of the app may be what hangs.
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tracing::error!(%error, "nobody listens to what asks the app to end"),
    };
    let asked = {
        let _inside = runtime.enter();
        interruption::listen()
    };
    std::thread::spawn(move || {
        runtime.block_on(out_of_time(asked, quit, limit));
        tracing::error!("the app did not end in time");
        std::process::exit(1);
    });
}

/// Comes back once the time is over that the app has after it was asked.
async fn out_of_time(asked: impl Future<Output = ()>, quit: impl FnOnce(), limit: Duration) {
    asked.await;
    quit();
    tokio::time::sleep(limit).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use tokio::sync::oneshot;

    #[tokio::test(start_paused = true)]
    async fn the_app_has_twice_the_time_of_a_renewal_and_no_more() {
        let (ask, asked) = oneshot::channel::<()>();
        let quit = Arc::new(AtomicBool::new(false));
        let heard = quit.clone();
        let end = tokio::spawn(out_of_time(async { drop(asked.await) }, move || heard.store(true, Ordering::SeqCst), LIMIT));
        let after = async |time: Duration| {
            tokio::time::advance(time).await;
            // What is due runs now.
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            (quit.load(Ordering::SeqCst), end.is_finished())
        };
        assert_eq!(after(LIMIT * 10).await, (false, false), "nobody asked");
        ask.send(()).unwrap();
        assert_eq!(after(Duration::ZERO).await, (true, false), "in order, at once");
        assert_eq!(after(RENEWAL_LIMIT * 2 - Duration::from_secs(1)).await, (true, false), "it may still end in order");
        assert_eq!(after(Duration::from_secs(2)).await, (true, true));
    }

    /// A process in which everything hangs, asked to end by a real signal.
    #[cfg(unix)]
    #[test]
    fn a_process_in_which_everything_hangs_ends_when_it_is_asked() {
        use std::io::{BufRead, BufReader, Write, stdout};
        use std::process::{Command, Stdio};
        const HANGS: &str = "DOMICILE_TEST_HANGS";
        let said = |line: &str| writeln!(stdout(), "\n{line}").and_then(|()| stdout().flush()).unwrap();
        if std::env::var_os(HANGS).is_some() {
            watch_for(Duration::ZERO, move || said("asked"));
            said("listening");
            loop {
                std::thread::park();
            }
        }
        let name = "last_resort::tests::a_process_in_which_everything_hangs_ends_when_it_is_asked";
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args(["--exact", name, "--nocapture"]).env(HANGS, "1").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = process.spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|it| it == "listening"), "it began");
        let kill = Command::new("kill").args(["-TERM", &process.id().to_string()]).status().unwrap();
        assert!(kill.success());
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || tell.send(lines.collect::<Vec<_>>()));
        // Its output ends with it. Nobody waits for the end of this time unless it hangs.
        let Ok(rest) = told.recv_timeout(Duration::from_secs(60)) else {
            process.kill().unwrap();
            panic!("it hangs, and goes on hanging");
        };
        assert!(rest.iter().any(|it| it == "asked"), "first in order");
        assert_eq!(process.wait().unwrap().code(), Some(1), "then all the same");
    }
}
