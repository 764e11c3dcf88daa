//! The tray beside a real panel, for as long as it is told: what is shown changes all the time while the menu is opened and closed. Panels
//! have crashed under that, with other libraries. `cargo xtask soak tray` runs it; no part of the tests.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, reason = "the summary is what a run is for")]

use anyhow::{Context, Result, ensure};
use domicile_tests::desktop::{App, Desktop, Icon, memory, process_tree};
use domicile_tests::process::{Process, eventually};
use domicile_tests::service::Service;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(30);
/// Between two looks at memory, and at whether both still run.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How long the menu stays open, in turn: shorter than a change takes to arrive, and longer.
const OPEN_FOR: [Duration; 4] =
    [Duration::from_millis(30), Duration::from_millis(150), Duration::from_millis(400), Duration::from_millis(900)];
/// Where the first icon lies on the panel below.
const ICON: [&str; 2] = ["15", "15"];
const NAME: &str = "Ana Costa · Old Bridge Ltd";

/// A panel along the upper edge, with the place for icons and nothing else.
const PANEL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="size" type="uint" value="30"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"#;

/// The panel of Xfce with its status plugin.
struct Panel {
    panel: Process,
    _settings: Process,
}

impl Panel {
    fn start(desktop: &Desktop) -> Result<Self> {
        let settings = desktop.session.folder().join("config");
        let file = settings.join("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml");
        std::fs::create_dir_all(file.parent().context("a folder")?)?;
        std::fs::write(file, PANEL)?;
        // The bus of a test starts nothing by itself.
        let service = std::fs::read_to_string("/usr/share/dbus-1/services/org.xfce.Xfconf.service").context("xfconf is not installed")?;
        let program = service.lines().find_map(|it| it.strip_prefix("Exec=")).context("no program in its service file")?;
        let command = |program: &str| {
            let mut command = desktop.command(program);
            command.env("XDG_CONFIG_HOME", &settings).stdout(Stdio::null()).stderr(Stdio::null());
            command
        };
        let settings = Process::start(&mut command(program))?;
        let panel = Process::start(command("xfce4-panel").args(["--disable-wm-check", "--sm-client-disable"]))?;
        Ok(Self { panel, _settings: settings })
    }

    fn command(desktop: &Desktop, arguments: &[&str]) -> Result<()> {
        let done = desktop.command("xdotool").args(arguments).stdout(Stdio::null()).status()?;
        ensure!(done.success(), "xdotool {arguments:?}: {done}");
        Ok(())
    }

    /// How many windows of the status plugin are on the display: one more where a menu is open.
    fn windows(desktop: &Desktop) -> usize {
        let found = desktop.command("xdotool").args(["search", "--onlyvisible", "--class", "wrapper-2.0"]).output();
        found.map_or(0, |it| String::from_utf8_lossy(&it.stdout).lines().count())
    }
}

#[derive(Default)]
struct Count {
    changes: AtomicU32,
    opened: AtomicU32,
    clicks: AtomicU32,
}

/// Signs out and in, and refreshes, one after the other.
async fn change(desktop: &Desktop, icon: &Icon, count: &Count, end: Instant) -> Result<()> {
    while Instant::now() < end {
        for words in [["logout"], ["login"]] {
            let done =
                tokio::process::Command::from(desktop.command(domicile_tests::process::binary("domicile"))).args(words).output().await?;
            ensure!(done.status.success(), "{words:?}: {done:?}");
            count.changes.fetch_add(1, Relaxed);
        }
        icon.entry(NAME).await?;
        for _ in 0..3 {
            icon.choose("Refresh Policy").await?;
            count.clicks.fetch_add(1, Relaxed);
            tokio::time::sleep(Duration::from_millis(350)).await;
        }
    }
    Ok(())
}

/// Opens the menu with the right button and closes it again; every other time walks down in it.
async fn open_and_close(desktop: &Desktop, count: &Count, end: Instant) -> Result<()> {
    let without = Panel::windows(desktop);
    for open_for in OPEN_FOR.into_iter().cycle() {
        if Instant::now() >= end {
            return Ok(());
        }
        Panel::command(desktop, &["mousemove", ICON[0], ICON[1], "click", "3"])?;
        tokio::time::sleep(open_for).await;
        if Panel::windows(desktop) > without {
            count.opened.fetch_add(1, Relaxed);
        }
        if count.opened.load(Relaxed).is_multiple_of(2) {
            Panel::command(desktop, &["key", "Down", "Down"])?;
        }
        Panel::command(desktop, &["key", "Escape"])?;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// The process of the status plugin: the panel starts another one where it crashes.
fn plugin(panel: &Process) -> Option<u32> {
    process_tree(panel.id()).ok()?.into_iter().find(|it| it.1.contains("systray")).map(|it| it.0)
}

/// Memory of agent and panel in KiB, every few seconds. Ends with an error where one of them ends.
async fn look(agent: &mut App, panel: &mut Process, end: Instant) -> Result<Vec<[u64; 2]>> {
    let first = plugin(panel).context("no status plugin")?;
    let mut seen = Vec::new();
    while Instant::now() < end {
        tokio::time::sleep(LOOK_EVERY).await;
        ensure!(agent.ended()?.is_none(), "the agent has ended: {:?}", agent.ended()?);
        ensure!(panel.ended()?.is_none(), "the panel has ended: {:?}", panel.ended()?);
        ensure!(plugin(panel) == Some(first), "the status plugin has crashed");
        seen.push([memory(agent.id())?, memory(panel.id())?]);
    }
    Ok(seen)
}

/// Means of the first and the last third of a run after its first minute, in which everything happens for the first time; in MiB.
#[expect(clippy::cast_precision_loss, reason = "KiB of one program")]
fn thirds(seen: &[[u64; 2]], of: usize) -> [f64; 2] {
    let first_minute = usize::try_from(60 / LOOK_EVERY.as_secs()).unwrap_or(0);
    let seen = seen.get(first_minute..).filter(|it| !it.is_empty()).unwrap_or(seen);
    let third = seen.len().div_ceil(3);
    let mean = |part: &[[u64; 2]]| part.iter().map(|it| it[of] as f64).sum::<f64>() / part.len() as f64 / 1024.0;
    [mean(&seen[..third]), mean(&seen[seen.len() - third..])]
}

async fn soak(minutes: u64) -> Result<()> {
    let service = Service::start()?;
    let mut desktop = Desktop::start(&service)?;
    desktop.sign_in_as("ana.costa@oldbridge.example.com")?;
    let Panel { mut panel, _settings } = Panel::start(&desktop)?;
    let bus = desktop.bus().await?;
    let watcher = zbus::fdo::DBusProxy::new(&bus).await?;
    let there = async || watcher.name_has_owner("org.kde.StatusNotifierWatcher".try_into().ok()?).await.ok().filter(|it| *it).map(drop);
    eventually("a panel", LIMIT, there).await?;
    let mut agent = App::start(&desktop, &["--hidden"])?;
    let name = format!("org.kde.StatusNotifierItem-{}-1", agent.id());
    let icon = eventually("an icon", LIMIT, async || Icon::at(&bus, &name, "/StatusNotifierItem").await.ok()).await?;
    icon.entry("Not signed in").await?;
    let count = Count::default();
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let (seen, changed, opened) =
        tokio::join!(look(&mut agent, &mut panel, end), change(&desktop, &icon, &count, end), open_and_close(&desktop, &count, end),);
    desktop.screenshot("tray-soak")?;
    let seen = seen.and_then(|seen| changed.and(opened).map(|()| seen))?;
    icon.entry(NAME).await?;
    icon.quit().await?;
    ensure!(agent.end().await?.success(), "the agent ends in order");
    ensure!(panel.ended()?.is_none(), "the panel outlives the icon");
    let [changes, opened, clicks] = [&count.changes, &count.opened, &count.clicks].map(|it| it.load(Relaxed));
    println!(
        "soak: {minutes} min beside {}: {changes} sign-ins and sign-outs, {clicks} clicks, the menu opened {opened} times",
        version()?
    );
    for (what, of, most) in [("agent", 0, 1.15), ("panel", 1, 1.5)] {
        let [first, last] = thirds(&seen, of);
        println!("soak: memory of the {what}: {first:.1} MiB in the first third, {last:.1} MiB in the last, growth {:.2}", last / first);
        ensure!(last / first < most, "the {what} grows");
    }
    ensure!(changes > 0 && clicks > 0 && opened > 0, "nothing was done");
    Ok(())
}

fn version() -> Result<String> {
    // The program itself says it on a display only.
    let said = Command::new("dpkg-query").args(["-W", "-f", "${Package} ${Version}", "xfce4-panel"]).output()?;
    Ok(String::from_utf8_lossy(&said.stdout).into_owned())
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs for as long as it is told: cargo xtask soak tray"]
async fn neither_panel_nor_agent_crashes_and_memory_stays() {
    let minutes = std::env::var("DOMICILE_SOAK_MINUTES").ok().and_then(|it| it.parse().ok()).unwrap_or(2);
    soak(minutes).await.unwrap();
}
