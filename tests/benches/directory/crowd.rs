//! The one person who asks as much as they can: a process of its own that yields to everybody else (`nice`), so that what its requests cost the
//! service is measured, and not that the asking itself takes of the same processors.

use crate::load::{Wire, request};
use anyhow::{Context, Result, bail};
use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::task::JoinSet;

/// The argument with which this program is a crowd, and nothing else; followed by the service, the token and what is asked for.
pub(crate) const CROWD: &str = "crowd";
/// How many threads the one person asks with.
pub(crate) const THREADS: usize = 60;

/// What the crowd asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attack {
    /// The policy of a machine that nobody knows, each time of another one.
    Machines,
    /// A change of their own language.
    Changes,
}

impl Attack {
    const fn name(self) -> &'static str {
        match self {
            Self::Machines => "machines",
            Self::Changes => "changes",
        }
    }

    fn request(self, token: &str, n: u64) -> String {
        match self {
            Self::Machines => request("GET", "/v1/me/policy", token, &[format!("domicile-machine: m{n}")]),
            Self::Changes => {
                let body = r#"{"locale": "de"}"#;
                let headers = ["content-type: application/json".to_owned(), format!("content-length: {}", body.len())];
                request("PATCH", "/v1/me", token, &headers) + body
            }
        }
    }
}

/// Many who ask at the same time, each one thing after the other, whatever the answer is.
pub(crate) struct Crowd(Child);

impl Crowd {
    /// Starts it; nothing and nobody waits for it.
    pub(crate) fn gather(url: &str, token: &str, attack: Attack) -> Result<Self> {
        let mut command = Command::new("nice");
        command.args(["-n", "19"]).arg(std::env::current_exe()?).args([CROWD, url, token, attack.name()]);
        Ok(Self(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("nice is missing")?))
    }

    /// Ends it; how often it was served, and how often it was refused.
    pub(crate) fn disperse(mut self) -> Result<String> {
        drop(self.0.stdin.take());
        let mut said = String::new();
        self.0.stdout.take().context("stdout was piped")?.read_to_string(&mut said)?;
        self.0.wait()?;
        Ok(said.trim().to_owned())
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Attack until nobody holds the other end of stdin any more.
pub(crate) async fn run_crowd(arguments: &[String]) -> Result<()> {
    let [url, token, attack] = arguments else { bail!("a crowd is told the service, a token, and what to ask for") };
    let attack = [Attack::Machines, Attack::Changes].into_iter().find(|it| it.name() == attack).context("what to ask for is not known")?;
    let (over, next) = (Arc::new(AtomicBool::default()), Arc::new(AtomicU64::default()));
    let (served, refused) = (Arc::new(AtomicU64::default()), Arc::new(AtomicU64::default()));
    let mut threads = JoinSet::new();
    for _ in 0..THREADS {
        let (url, token, over, next) = (url.clone(), token.clone(), Arc::clone(&over), Arc::clone(&next));
        let (served, refused) = (Arc::clone(&served), Arc::clone(&refused));
        threads.spawn(async move {
            let mut wire = Wire::open(&url).await?;
            while !over.load(Ordering::Relaxed) {
                match wire.ask(&attack.request(&token, next.fetch_add(1, Ordering::Relaxed))).await {
                    Ok(answer) if answer.status == 200 => served.fetch_add(1, Ordering::Relaxed),
                    Ok(_) => refused.fetch_add(1, Ordering::Relaxed),
                    // Whoever is hung up on knocks again.
                    Err(_) => {
                        wire = Wire::open(&url).await?;
                        refused.fetch_add(1, Ordering::Relaxed)
                    }
                };
            }
            anyhow::Ok(())
        });
    }
    tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin(), &mut std::io::sink())).await??;
    over.store(true, Ordering::Relaxed);
    while threads.join_next().await.is_some() {}
    println!("served {} times, refused {} times", served.load(Ordering::Relaxed), refused.load(Ordering::Relaxed));
    Ok(())
}
