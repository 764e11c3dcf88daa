//! Agent and window as two processes: what each does when the other one is missing, dies, or is of another version.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

use anyhow::{Context, Result, ensure};
use domicile_tests::desktop::{App, Desktop, TrayHost, process_tree};
use domicile_tests::process::{Process, binary, eventually};
use domicile_tests::service::Service;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

fn kill(signal: &str, process: u32) -> Result<()> {
    let told = Command::new("kill").args([format!("-{signal}"), process.to_string()]).status()?;
    ensure!(told.success(), "kill: {told}");
    Ok(())
}

/// The process of the window that an agent has started.
fn window_of(agent: u32) -> Result<u32> {
    let found = process_tree(agent)?.into_iter().find(|it| it.1.starts_with("domicile-deskto"));
    Ok(found.context("no window")?.0)
}

/// The socket of the agent of a desktop.
fn socket(desktop: &Desktop) -> Result<PathBuf> {
    let folders = std::fs::read_dir(desktop.session.folder().join("run"))?.flatten().map(|it| it.path().join("agent"));
    folders.into_iter().find(|it| it.exists()).context("no socket")
}

/// What an agent holds for as long as it lives, in the data folder.
fn lock(desktop: &Desktop) -> Result<PathBuf> {
    let folders = std::fs::read_dir(desktop.sandbox.data())?.flatten().map(|it| it.path().join("lock"));
    folders.into_iter().find(|it| it.exists()).context("no lock")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_agent_links_no_window_library() {
    let listed = Command::new("ldd").arg(binary("domicile-agent")).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap().to_lowercase();
    assert!(listed.contains("libc.so"), "{listed}");
    for name in ["webkit", "gtk", "gdk", "x11", "wayland", "cairo", "appindicator"] {
        assert!(!listed.contains(name), "{name}: {listed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_says_who_it_is_and_clicks_on_it_are_told_apart() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    let icon = host.icon().await.unwrap();
    icon.entry("Not signed in").await.unwrap();
    let says = "Domicile — Not signed in";
    assert_eq!((icon.title().await.unwrap().as_str(), icon.tooltip().await.unwrap().as_str()), (says, says));
    icon.click("SecondaryActivate").await.unwrap();
    assert_eq!(desktop.windows().unwrap(), Vec::<String>::new(), "a middle click does nothing");
    icon.click("Activate").await.unwrap();
    App::window(&desktop).await.unwrap();
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_keeps_its_place_while_its_menu_changes() {
    let service = Service::start().unwrap();
    let mut desktop = Desktop::start(&service).unwrap();
    desktop.sign_in_as("ana.costa@oldbridge.example.com").unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    let icon = host.icon().await.unwrap();
    let quit = icon.entry("Quit").await.unwrap().id;
    let line = icon.entry("Not signed in").await.unwrap().id;
    icon.choose("Sign in…").await.unwrap();
    icon.entry("You can work").await.unwrap();
    assert_eq!(icon.entry("Quit").await.unwrap().id, quit);
    assert_eq!(icon.entry("Ana Costa · Old Bridge Ltd").await.unwrap().id, line, "another text in the same place");
    icon.choose("Refresh Policy").await.unwrap();
    // By the place that it had at first, in the middle of a change.
    icon.choose_by_id(quit).await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_crashes_leaves_the_agent_and_opens_again() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    let icon = host.icon().await.unwrap();
    for _ in 0..2 {
        icon.choose("Open Domicile").await.unwrap();
        App::window(&desktop).await.unwrap();
        kill("KILL", window_of(app.id()).unwrap()).unwrap();
        eventually("no window", LIMIT, async || desktop.windows().ok()?.is_empty().then_some(())).await.unwrap();
    }
    assert_eq!(host.notifications(), Vec::<String>::new(), "nobody closed it");
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_that_dies_under_an_open_window_is_started_again() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let mut window = App::start(&desktop, &[]).unwrap();
    App::window(&desktop).await.unwrap();
    let first = App::agent(&desktop).unwrap().unwrap();
    kill("KILL", first).unwrap();
    let another = async || App::agent(&desktop).ok()?.filter(|it| *it != first);
    eventually("another agent", LIMIT, another).await.unwrap();
    assert!(window.ended().unwrap().is_none(), "the window stays");
    let icon = host.another_icon(1).await.unwrap();
    icon.entry("Not signed in").await.unwrap();
    icon.quit().await.unwrap();
    assert!(window.end().await.unwrap().success(), "the window ends with the agent that it knows");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_starts_at_once_have_one_agent_and_one_window() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let mut apps = [App::start(&desktop, &[]).unwrap(), App::start(&desktop, &[]).unwrap()];
    App::window(&desktop).await.unwrap();
    let ended = async || apps.iter_mut().any(|it| it.ended().ok().flatten().is_some_and(|it| it.success())).then_some(());
    eventually("one of them ends", LIMIT, ended).await.unwrap();
    assert_eq!(desktop.windows().unwrap(), ["Domicile"]);
    host.icon().await.unwrap().quit().await.unwrap();
    App::agent_ends(&desktop).await.unwrap();
    for app in apps {
        assert!(app.end().await.unwrap().success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sigterm_ends_both_in_order() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    for (signal, to_agent) in [("TERM", true), ("HUP", true), ("TERM", false)] {
        let window = App::start(&desktop, &[]).unwrap();
        App::window(&desktop).await.unwrap();
        let agent = App::agent(&desktop).unwrap().unwrap();
        kill(signal, if to_agent { agent } else { window.id() }).unwrap();
        assert!(window.end().await.unwrap().success(), "{signal} {to_agent}");
        App::agent_ends(&desktop).await.unwrap();
    }
    drop(host);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_message_ends_its_own_connection_and_nothing_else() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    let icon = host.icon().await.unwrap();
    for said in ["no json\n", "{\"protocol\":7,\"version\":\"9.0.0\"}\n", &"x".repeat(100_000)] {
        let mut stream = UnixStream::connect(socket(&desktop).unwrap()).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        let _ = stream.write_all(said.as_bytes());
        let mut heard = Vec::new();
        // It may be cut off while it still speaks.
        let _ = stream.read_to_end(&mut heard);
        assert!(heard.starts_with(b"{\"protocol\":1,"), "the version first: {heard:?}");
    }
    icon.choose("Open Domicile").await.unwrap();
    App::window(&desktop).await.unwrap();
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_goes_away_opens_the_window() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    host.icon().await.unwrap();
    drop(host);
    App::window(&desktop).await.unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    host.icon().await.unwrap().quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

/// Over SSH, or by a service of the system, the folder of the runtime is another one or none.
#[tokio::test(flavor = "multi_thread")]
async fn a_data_folder_has_one_agent_whatever_the_folder_of_the_runtime_is() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let started = |runtime: &Path, arguments: &[&str]| App::start_by(App::command(&desktop, arguments).env("XDG_RUNTIME_DIR", runtime));
    for (icons, [first, second]) in
        [[one.path(), other.path()], [one.path(), Path::new("")], [Path::new(""), other.path()]].iter().enumerate()
    {
        let agent = started(first, &["--hidden"]).unwrap();
        let icon = host.another_icon(icons).await.unwrap();
        let again = started(second, &["--hidden"]).unwrap();
        assert!(again.end().await.unwrap().success(), "the second finds the first, and ends");
        let window = started(second, &[]).unwrap();
        App::window(&desktop).await.unwrap();
        assert_eq!(App::agents(&desktop).unwrap(), [agent.id()]);
        icon.quit().await.unwrap();
        assert!(window.end().await.unwrap().success(), "the window is that of the first");
        assert!(agent.end().await.unwrap().success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_of_another_version_is_asked_to_end_in_order_and_makes_room() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    // Where the place is shows the one that was there.
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    host.icon().await.unwrap().quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/older_agent/agent.py");
    for (icons, (line, arguments)) in
        [(r#"{"protocol":1,"version":"0.0.9"}"#, &["--hidden"][..]), (r#"{"protocol":7,"version":"9.0.0"}"#, &[])].into_iter().enumerate()
    {
        let mut other = Command::new("python3");
        other.arg(&script).arg(lock(&desktop).unwrap()).arg(socket(&desktop).unwrap()).arg(line);
        let (mut other, _ready) = Process::start_and_read_line(&mut other).unwrap();
        let app = App::start(&desktop, arguments).unwrap();
        let ended = eventually("the other version ends", LIMIT, async || other.ended().ok().flatten()).await.unwrap();
        assert!(ended.success(), "in order: {ended}");
        host.another_icon(icons + 1).await.unwrap().quit().await.unwrap();
        assert!(app.end().await.unwrap().success());
        App::agent_ends(&desktop).await.unwrap();
    }
}
