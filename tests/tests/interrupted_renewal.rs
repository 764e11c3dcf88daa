//! Programs that are ended while they renew the session, by whatever ends programs, against an issuer that ends a session whose refresh
//! token is used twice.
#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domicile_tests::peer::OidcProvider;
use domicile_tests::process::{binary, eventually};
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use serde_json::json;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

/// Shorter than the half minute that a token must have left: every question renews.
const SECONDS: u32 = 20;
/// How many programs each of the two lanes starts; `DOMICILE_SOAK=1000` is the long run.
const TIMES: u32 = 25;
/// No program takes longer to end once it was told to.
const LIMIT: Duration = Duration::from_secs(100);
const ANA: &str = "ana.costa@oldbridge.example.com";

struct Scene {
    peer: OidcProvider,
    sandbox: Sandbox,
    _service: Service,
}

impl Scene {
    /// Somebody who is signed in at an issuer whose answers take their time.
    async fn start(refresh_delay: Range<u32>) -> Result<Self> {
        let peer = OidcProvider::start_slow(SECONDS, refresh_delay)?;
        let service = Service::start_with_issuer(&peer.url)?;
        let sandbox = Sandbox::new(&service.url)?;
        let (code, login) = sandbox.json(&["login", "--hint", ANA, "--store", "file"]).await?;
        ensure!(code == 0 && login["kept"] == "file", "{login:#}");
        Ok(Self { peer, sandbox, _service: service })
    }

    /// The issuer has exchanged one more refresh token, and has not answered yet.
    async fn exchanged(&self, before: u64) -> Result<()> {
        eventually("the token is exchanged", LIMIT, async || self.peer.refreshes().await.ok().filter(|it| it.0 > before)).await.map(drop)
    }

    fn leftovers(&self) -> Result<Vec<String>> {
        let names = self.sandbox.files()?.into_iter().filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()));
        Ok(names.filter(|it| it == "session.next" || it.ends_with(".tmp")).collect())
    }
}

/// `domicile` with these arguments, hearing every signal whatever the tests themselves were started to ignore.
fn command(sandbox: &Sandbox, arguments: &[&str]) -> tokio::process::Command {
    let program = binary("domicile").to_string_lossy().into_owned();
    sandbox.program(Path::new("env"), &[&["--default-signal=INT,TERM,HUP", &program], arguments].concat())
}

fn send(signal: &str, process: u32) -> Result<()> {
    // It may have ended by itself in this moment.
    Command::new("kill").args([&format!("-{signal}"), &process.to_string()]).output().context("kill")?;
    Ok(())
}

/// Chance that can be repeated: `DOMICILE_SEED`.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Starts programs one after the other, and tells three of four to end at some moment.
async fn lane(sandbox: &Sandbox, mut chance: Chance, times: u32) -> Result<()> {
    const VERBS: [&[&str]; 4] = [&["status"], &["refresh"], &["whoami", "--timeout", "1"], &["status", "--timeout", "1"]];
    const SIGNALS: [&str; 3] = ["INT", "TERM", "HUP"];
    for time in 0..times {
        let verb = VERBS[chance.below(4) as usize];
        let mut child = command(sandbox, verb).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let process = child.id().context("it runs")?;
        if chance.below(4) > 0 {
            let moment = Duration::from_millis(chance.below(600));
            if tokio::time::timeout(moment, child.wait()).await.is_err() {
                send(SIGNALS[chance.below(3) as usize], process)?;
            }
        }
        let ended = tokio::time::timeout(LIMIT, child.wait()).await.with_context(|| format!("{time}: {verb:?} does not end"))??;
        ensure!(ended.code() != Some(4), "{time}: {verb:?} was signed out");
    }
    Ok(())
}

/// Field case W04a: a verb that gives up waiting, or is told to end, never signs anybody out, however slow the token endpoint is.
#[tokio::test]
async fn two_processes_that_are_ended_at_any_moment_lose_no_session() -> Result<()> {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let times = number("DOMICILE_SOAK").and_then(|it| u32::try_from(it).ok()).unwrap_or(TIMES);
    let now = SystemTime::UNIX_EPOCH.elapsed()?.as_nanos() as u64;
    let seed = number("DOMICILE_SEED").unwrap_or(now);
    let scene = Scene::start(0..300).await?;
    let lanes = tokio::join!(lane(&scene.sandbox, Chance(seed), times), lane(&scene.sandbox, Chance(!seed), times));
    lanes.0.and(lanes.1).with_context(|| format!("DOMICILE_SEED={seed}"))?;
    let (code, status) = scene.sandbox.json(&["status", "--fresh"]).await?;
    ensure!(code == 0, "DOMICILE_SEED={seed}: {status:#}");
    // The issuer's own word: none was used twice.
    let (exchanged, refused) = scene.peer.refreshes().await?;
    ensure!(exchanged > u64::from(times) / 4 && refused == 0, "DOMICILE_SEED={seed}: {exchanged} exchanged, {refused} refused");
    assert_eq!(scene.leftovers()?, Vec::<String>::new(), "DOMICILE_SEED={seed}");
    Ok(())
}

/// Field case W04b: an interrupted program says that it waits for the renewal, ends with 130 once it has come, and promises nothing.
#[tokio::test]
async fn an_interrupted_program_waits_for_its_renewal_and_says_so() -> Result<()> {
    let scene = Scene::start(3000..3000).await?;
    for signal in ["INT", "TERM", "HUP"] {
        let before = scene.peer.refreshes().await?.0;
        let child = command(&scene.sandbox, &["refresh"]).spawn()?;
        let process = child.id().context("it runs")?;
        scene.exchanged(before).await?;
        send(signal, process)?;
        let ended = child.wait_with_output().await?;
        let said = String::from_utf8_lossy(&ended.stderr);
        ensure!(ended.status.code() == Some(130), "{signal}: {:?} {said}", ended.status);
        ensure!(said.contains("It was interrupted") && !said.contains("half done"), "{signal}: {said}");
        ensure!(said.contains("Your session is being renewed"), "{signal}: {said}");
    }
    let (code, status) = scene.sandbox.json(&["refresh"]).await?;
    ensure!(code == 0, "{status:#}");
    ensure!(scene.peer.refreshes().await?.1 == 0, "a token was used twice");
    Ok(())
}

/// Field case W04a: `status` answers after its two seconds, and the renewal comes to its end behind it.
#[tokio::test]
async fn a_verb_that_gives_up_waiting_signs_nobody_out() -> Result<()> {
    let scene = Scene::start(4000..4000).await?;
    let (code, status) = scene.sandbox.json(&["status"]).await?;
    assert_eq!((code, &status["stale"], &status["session"]["state"]), (0, &json!(true), &json!("signed_in")), "{status:#}");
    let (code, status) = scene.sandbox.json(&["refresh"]).await?;
    ensure!(code == 0, "{status:#}");
    Ok(())
}

/// `kill -9`: before the token is sent nothing is lost; after that this issuer does not forgive, and the reason is told as it is.
#[tokio::test]
async fn a_killed_program_loses_the_session_only_once_the_token_was_used_and_that_is_told() -> Result<()> {
    let scene = Scene::start(5000..5000).await?;
    // An issuer that does not say where its endpoints are has got no token.
    send("STOP", scene.peer.id())?;
    let locked = scene.sandbox.data().join("session.lock");
    std::fs::remove_file(&locked)?;
    let mut child = command(&scene.sandbox, &["refresh"]).spawn()?;
    eventually("it is about to renew", LIMIT, async || locked.exists().then_some(())).await?;
    child.kill().await?;
    send("CONT", scene.peer.id())?;

    let before = scene.peer.refreshes().await?.0;
    let mut child = command(&scene.sandbox, &["refresh"]).spawn()?;
    scene.exchanged(before).await?;
    child.kill().await?;
    let (code, refused) = scene.sandbox.json(&["refresh"]).await?;
    assert_eq!((code, &refused["error"]["cause"]), (4, &json!("renewal_cut_off")), "{refused:#}");
    assert_eq!(scene.leftovers()?, Vec::<String>::new());
    let (code, login) = scene.sandbox.json(&["login", "--hint", ANA, "--store", "file"]).await?;
    ensure!(code == 0, "{login:#}");
    Ok(())
}
