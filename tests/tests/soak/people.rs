//! People at their command lines: what they do all day, interrupted and with clocks that are wrong.

use crate::invariants::Report;
use crate::random::Random;
use crate::world::World;
use anyhow::{Context, Result, bail, ensure};
use domicile_test_disk::SmallDisk;
use domicile_tests::process::{binary, eventually};
use domicile_tests::sandbox::Sandbox;
use serde_json::Value;
use std::ffi::OsString;
use std::process::Output;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Nothing that a person types may take longer.
const LIMIT: Duration = Duration::from_secs(120);

/// Somebody with a workstation.
pub(crate) struct Worker {
    email: &'static str,
    sandbox: Sandbox,
    /// A small disk under the home, for one of them.
    disk: Option<SmallDisk>,
    /// Counts whom an administrator adds.
    added: AtomicU64,
}

impl Worker {
    /// Those whom the issuer knows; each with a home of their own.
    pub(crate) fn everybody(service: &str) -> Result<Vec<Self>> {
        let all = [
            "ana.costa@oldbridge.example.com",
            "maria.silva@oldbridge.example.com",
            "tom.becker@oldbridge.example.com",
            "nora.lindqvist@northwind.example.com",
        ];
        all.into_iter()
            .map(|email| {
                let mut sandbox = Sandbox::new(service)?;
                let disk = if email.starts_with("tom") { SmallDisk::mount(2 * 1024)? } else { None };
                if let Some(disk) = &disk {
                    sandbox.set("DOMICILE_HOME", disk.path().join("domicile"));
                }
                Ok(Self { email, sandbox, disk, added: AtomicU64::new(0) })
            })
            .collect()
    }

    /// A command of this person, maybe at another time of the day.
    fn command(&self, clock: Option<&str>, arguments: &[&str]) -> tokio::process::Command {
        let mut line: Vec<OsString> = self.disk.as_ref().map(SmallDisk::beside).unwrap_or_default();
        if let Some(clock) = clock {
            line.extend(["env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", clock].map(OsString::from));
        }
        line.push(binary("domicile").into());
        line.extend(arguments.iter().map(OsString::from));
        let rest: Vec<&str> = line[1..].iter().filter_map(|it| it.to_str()).collect();
        let mut command = self.sandbox.program(line[0].as_ref(), &rest);
        command.current_dir("/");
        command
    }

    async fn output(&self, arguments: &[&str]) -> Result<Output> {
        let output = tokio::time::timeout(LIMIT, self.command(None, arguments).output()).await;
        output.with_context(|| format!("domicile {arguments:?} does not end"))?.context("domicile cannot be started")
    }

    /// Signs in once, for the whole run, without a password store.
    pub(crate) async fn sign_in(&self) -> Result<()> {
        let ended = self.output(&["login", "--store", "file", "--hint", self.email]).await?;
        ensure!(ended.status.success(), "{}: {ended:?}", self.email);
        Ok(())
    }

    /// Whether the person is signed in and gets answers, without having typed a password again.
    pub(crate) async fn still_works(&self) -> Result<()> {
        if let Some(disk) = &self.disk {
            disk.free()?;
        }
        let mut last = String::new();
        let asked = eventually("an answer", Duration::from_secs(40), async || {
            let ended = self.output(&["status", "--fresh", "--json"]).await.ok()?;
            last = String::from_utf8_lossy(&[ended.stdout, ended.stderr].concat()).into_owned();
            // Signed out stays signed out.
            (ended.status.success() || ended.status.code() == Some(4)).then_some(ended.status)
        });
        let status = asked.await.with_context(|| format!("{}: {last}", self.email))?;
        if !status.success() {
            bail!("{} is signed out: {last}", self.email);
        }
        Ok(())
    }
}

/// Does things until then.
pub(crate) async fn work(who: &Worker, world: &World, report: &Report, mut random: Random, end: Instant) {
    while Instant::now() < end {
        if who.disk.as_ref().is_some_and(|_| random.one_in(6)) {
            fill_and_free(who, report, &mut random).await;
        }
        let adds = who.email.starts_with("nora") && random.one_in(3);
        let address = format!("soak-{}-{}@people.example.com", world.proxy.address.port(), who.added.fetch_add(1, Ordering::Relaxed));
        let verbs: &[&[&str]] =
            &[&["status"], &["refresh"], &["whoami"], &["check", "bridge-modeler"], &["request", "list"], &["admin-contact"]];
        let chosen = if adds {
            &["person", "add", &address][..]
        } else {
            verbs[usize::try_from(random.below(verbs.len() as u64)).unwrap_or_default()]
        };
        let mut arguments = chosen.to_vec();
        arguments.push("--json");
        one(who, &arguments, report, &mut random, adds.then_some(address.clone())).await;
        tokio::time::sleep(random.millis(400)).await;
    }
}

async fn one(who: &Worker, arguments: &[&str], report: &Report, random: &mut Random, adds: Option<String>) {
    let clock = random.one_in(8).then(|| random.of(&["+6m", "+1h", "+1d", "-20m", "-1d", "+400d"]).to_owned());
    let signal = random.one_in(4).then(|| random.of(&["INT", "TERM", "HUP"]).to_owned());
    let mut child = match who.command(clock.as_deref(), arguments).spawn() {
        Ok(child) => child,
        Err(error) => return report.violated(format!("domicile cannot be started: {error}")),
    };
    if let (Some(signal), Some(process)) = (&signal, child.id()) {
        let early = tokio::time::timeout(random.millis(1500), child.wait()).await;
        if early.is_err() {
            report.interrupted.fetch_add(1, Ordering::Relaxed);
            // It may have ended in this moment.
            let _ = tokio::process::Command::new("kill").arg(format!("-{signal}")).arg(process.to_string()).status().await;
        }
    }
    let ended = match tokio::time::timeout(LIMIT, child.wait_with_output()).await {
        Ok(Ok(ended)) => ended,
        Ok(Err(error)) => return report.violated(format!("{arguments:?}: {error}")),
        Err(_) => return report.violated(format!("{} {arguments:?} does not end within {LIMIT:?}", who.email)),
    };
    report.ended(arguments[0], ended.status.code());
    let said = String::from_utf8_lossy(&[&ended.stdout[..], &ended.stderr[..]].concat()).into_owned();
    let told = || format!("{} {arguments:?} (clock {clock:?}, signal {signal:?}): {}: {said}", who.email, ended.status);
    if said.contains("panicked") || ended.status.code() == Some(101) {
        report.violated(format!("a panic: {}", told()));
    }
    // A clock that is right and a session that was never ended by its owner.
    if clock.is_none() && ended.status.code() == Some(4) {
        report.violated(format!("signed out: {}", told()));
    }
    let answered = serde_json::from_slice::<Value>(&ended.stdout).is_ok();
    if ended.status.success() && !answered {
        report.violated(format!("success without an answer: {}", told()));
    }
    if let Some(address) = adds
        && ended.status.success()
    {
        report.acknowledge(address);
    }
}

async fn fill_and_free(who: &Worker, report: &Report, random: &mut Random) {
    let Some(disk) = &who.disk else { return };
    report.fault("disk of a person full");
    report.hold("filling a disk", disk.fill());
    let mut quiet = random.fork();
    one(who, &["refresh", "--json"], report, &mut quiet, None).await;
    report.hold("making room", disk.free());
}
