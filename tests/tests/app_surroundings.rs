//! The app where something around it is missing, foreign, full or hung: the window opens all the same, or a sentence on stderr says why not.
#![cfg(target_os = "linux")]

use anyhow::{Context, Result, ensure};
use domicile_tests::desktop::{App, Desktop, TrayHost};
use domicile_tests::process::binary;
use domicile_tests::service::Service;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixListener;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(30);

/// How a command that ends by itself ended, and what it said.
async fn ended(command: Command) -> Result<Output> {
    let mut command = tokio::process::Command::from(command);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    Ok(tokio::time::timeout(LIMIT, command.output()).await.context("it does not end by itself")??)
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn signal(app: &App, name: &str) -> Result<()> {
    let sent = Command::new("kill").arg(format!("-{name}")).arg(app.id().to_string()).status()?;
    ensure!(sent.success(), "kill: {sent}");
    Ok(())
}

/// Field case W05a, W05b: with or without a folder of the runtime that is the person's, and in whatever state other folders are, there are
/// window and tray.
#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_where_the_pictures_of_the_tray_have_no_place() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    // Files where folders are wanted: nobody can write there, root no more than others.
    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(foreign.path().join("tray-icon"), "somebody else's").unwrap();
    let runtime = foreign.path().join("tray-icon");
    for runtime in [OsStr::new(""), runtime.as_os_str()] {
        let mut command = App::command(&desktop, &[]);
        command.env("XDG_RUNTIME_DIR", runtime).env("TMPDIR", foreign.path());
        let app = App::start_by(&mut command).unwrap();
        App::window(&desktop).await.unwrap();
        App::close_window(&desktop).await.unwrap();
        assert!(app.end().await.unwrap().success());
        host.icon().await.unwrap().quit().await.unwrap();
        App::agent_ends(&desktop).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_needs_no_folder_that_others_share() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let foreign = tempfile::tempdir().unwrap();
    std::fs::write(foreign.path().join("tray-icon"), "somebody else's").unwrap();
    let mut command = App::command(&desktop, &["--hidden"]);
    command.env("XDG_RUNTIME_DIR", "").env("TMPDIR", foreign.path());
    let app = App::start_by(&mut command).unwrap();
    let icon = host.icon().await.unwrap();
    icon.entry("Sign in…").await.unwrap();
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

/// Field case W08a: the window opens on a data folder that cannot be written, its web view in memory.
#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_whatever_the_disk_says() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let data = desktop.sandbox.data();
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("webview"), "a file where a folder is wanted").unwrap();
    let app = App::start(&desktop, &[]).unwrap();
    App::window(&desktop).await.unwrap();
    App::close_window(&desktop).await.unwrap();
    assert!(app.end().await.unwrap().success());
    App::agent_ends(&desktop).await.unwrap();

    // The same on a disk that really is read-only, where the system lets a test mount one.
    let app = App::command(&desktop, &[]);
    let mut command = desktop.command("unshare");
    command.args(["--mount", "sh", "-c", "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$1\""]).arg(&data);
    command.arg(app.get_program());
    let mounts =
        desktop.command("unshare").args(["--mount", "mount", "--bind"]).args([&data, &data]).stderr(Stdio::null()).status().unwrap();
    if mounts.success() {
        let app = App::start_by(&mut command).unwrap();
        App::window(&desktop).await.unwrap();
        desktop.screenshot("app-on-a-read-only-disk").unwrap();
        App::close_window(&desktop).await.unwrap();
        assert!(app.end().await.unwrap().success());
        App::agent_ends(&desktop).await.unwrap();
    }
}

/// Field case W14c, W15f: an error that cannot be written is still the exit code; arguments are bytes; help and version are answers.
#[tokio::test(flavor = "multi_thread")]
async fn arguments_end_in_their_exit_code_whatever_they_are_and_wherever_the_answer_goes() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap());
    let status = |arguments: &[&OsStr], stdout: Stdio, stderr: Stdio| {
        App::command(&desktop, &[]).args(arguments).stdout(stdout).stderr(stderr).status().unwrap().code()
    };
    assert_eq!(status(&["bogus".as_ref()], Stdio::null(), full()), Some(2));
    assert_eq!(status(&[OsStr::from_bytes(b"\xff")], Stdio::null(), Stdio::null()), Some(2));
    assert_eq!(status(&["--version".as_ref()], full(), Stdio::null()), Some(1), "an answer that did not arrive is no success");
    for (argument, said) in [("--help", "usage: domicile-desktop"), ("--version", "domicile-desktop ")] {
        let output = ended(App::command(&desktop, &[argument])).await.unwrap();
        assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).starts_with(said), "{output:?}");
    }
    assert!(!desktop.sandbox.data().exists(), "nothing was written");
}

/// Field case W15a: an instance that does not answer is named, with its process; nobody waits for it.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_instance_that_hangs_is_named() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();
    let icon = host.icon().await.unwrap();
    signal(&app, "STOP").unwrap();
    let second = ended(App::command(&desktop, &[])).await.unwrap();
    let sentence = format!("Domicile is already running but does not answer (process {}).", app.id());
    assert_eq!(second.status.code(), Some(1));
    assert!(stderr(&second).contains(&sentence), "{second:?}");
    // `domicile open` passes it on.
    let mut open = desktop.command(binary("domicile"));
    open.args(["open", "--json"]);
    let open = ended(open).await.unwrap();
    assert_eq!(open.status.code(), Some(1), "{open:?}");
    assert!(String::from_utf8_lossy(&open.stdout).contains(&sentence), "{open:?}");
    // It answers again: the next launch shows its window.
    signal(&app, "CONT").unwrap();
    let window = App::start(&desktop, &[]).unwrap();
    App::window(&desktop).await.unwrap();
    icon.quit().await.unwrap();
    assert!(window.end().await.unwrap().success());
    assert!(app.end().await.unwrap().success());
}

/// Field case W15c: the app of another home runs beside the first, each with its own window.
#[tokio::test(flavor = "multi_thread")]
async fn two_homes_on_one_desktop_have_an_app_each() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let first = App::start(&desktop, &["--hidden"]).unwrap();
    host.icon().await.unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut command = App::command(&desktop, &[]);
    command.env("DOMICILE_HOME", home.path().join("other"));
    let mut second = App::start_by(&mut command).unwrap();
    App::window(&desktop).await.unwrap();
    assert!(second.ended().unwrap().is_none() && second.has_web_view().unwrap());
    assert!(!first.has_web_view().unwrap(), "the first one's window stays closed");
}

/// Field case W15e: a session bus that takes connections and never answers delays the window by seconds, no more.
#[tokio::test(flavor = "multi_thread")]
async fn the_window_opens_where_the_session_bus_never_answers() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("bus");
    let _silent = UnixListener::bind(&socket).unwrap();
    let mut command = App::command(&desktop, &[]);
    command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display())).env_remove("NO_AT_BRIDGE");
    let app = App::start_by(&mut command).unwrap();
    App::window(&desktop).await.unwrap();
    App::close_window(&desktop).await.unwrap();
    assert!(app.end().await.unwrap().success());
    App::agent_ends(&desktop).await.unwrap();
}

/// Field case W22a: without a screen, or with one that does not answer, a sentence says so.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_without_a_screen_says_so_in_a_sentence() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    for (display, said) in [(None, "neither DISPLAY nor WAYLAND_DISPLAY is set"), (Some(":59999"), "DISPLAY=:59999 names does not answer")]
    {
        let mut command = App::command(&desktop, &[]);
        match display {
            Some(display) => command.env("DISPLAY", display),
            None => command.env_remove("DISPLAY"),
        };
        let output = ended(command).await.unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let stderr = stderr(&output);
        assert!(stderr.contains(said) && !stderr.contains("panic"), "{stderr}");
    }
    // `domicile open` passes the app's own sentence on.
    let mut open = desktop.command(binary("domicile"));
    open.args(["open", "--json"]).env("DISPLAY", ":59999");
    let open = ended(open).await.unwrap();
    assert!(String::from_utf8_lossy(&open.stdout).contains("DISPLAY=:59999"), "{open:?}");
}

/// Field case W08d: without any place for files the app says what to set.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_without_a_home_says_so_in_a_sentence() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let mut command = App::command(&desktop, &[]);
    // A user that the system does not know, with nothing that names a folder.
    command.env_remove("HOME").env_remove("DOMICILE_HOME").env_remove("XDG_DATA_HOME");
    std::os::unix::process::CommandExt::uid(&mut command, 123_456);
    let output = ended(command).await.unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(stderr(&output).contains("DOMICILE_HOME"), "{output:?}");
}
