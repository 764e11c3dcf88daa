//! The app outside its window: the tray entries over D-Bus, one instance, and what closing the window means.
#![cfg(target_os = "linux")]

use anyhow::Result;
use domicile_tests::desktop::{App, Desktop, TrayHost};
use domicile_tests::process::{binary, eventually};
use domicile_tests::service::Service;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(20);

/// A desktop with a panel and a hidden app, where the browser signs Ana in.
async fn hidden(service: &Service) -> Result<(Desktop, TrayHost, App)> {
    let mut desktop = Desktop::start(service)?;
    desktop.sign_in_as("ana.costa@oldbridge.example.com")?;
    let host = TrayHost::start(&desktop).await?;
    let app = App::start(&desktop, &["--hidden"])?;
    Ok((desktop, host, app))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_says_where_things_stand_and_its_entries_open_the_window_and_quit() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &["--hidden"]).unwrap();

    let icon = host.icon().await.unwrap();
    icon.entry("Sign in…").await.unwrap();
    let texts = icon.texts().await.unwrap();
    let works = "Licensed software doesn’t start now.";
    assert_eq!(texts, ["Not signed in", works, "-", "Sign in…", "-", "Open Domicile", "Settings…", "-", "Quit"]);
    assert!(!icon.entry("Not signed in").await.unwrap().enabled, "the state is not a command");
    assert_eq!(desktop.windows().unwrap(), Vec::<String>::new(), "started hidden");
    assert!(!app.has_web_view().unwrap(), "no web view before the first window");

    icon.choose("Open Domicile").await.unwrap();
    App::window(&desktop).await.unwrap();
    assert!(app.has_web_view().unwrap());

    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tray_follows_the_person_and_signing_in_ends_at_the_window() {
    let service = Service::start().unwrap();
    let (desktop, host, app) = hidden(&service).await.unwrap();

    let icon = host.icon().await.unwrap();
    icon.entry("Sign in…").await.unwrap();
    let signed_out = icon.picture().await.unwrap();
    icon.choose("Sign in…").await.unwrap();
    icon.entry("You can work").await.unwrap();
    assert_eq!(icon.texts().await.unwrap().last().unwrap(), "Quit");
    assert!(icon.texts().await.unwrap().len() <= 12, "short enough to read at a glance");
    let later = icon.picture().await.unwrap();
    assert_ne!(later, signed_out, "another icon");
    App::window(&desktop).await.unwrap();

    let check = desktop.sandbox.domicile(&["check", "bridge-modeler"]).await.unwrap();
    assert_eq!(check.code, 0, "signing in ends with one refresh: {check:?}");
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

/// Window, tray and command line say the same sentence, whichever of them changed what is true.
#[tokio::test(flavor = "multi_thread")]
async fn the_tray_follows_what_the_command_line_does() {
    let service = Service::start().unwrap();
    let (mut desktop, host, app) = hidden(&service).await.unwrap();
    let icon = host.icon().await.unwrap();
    icon.choose("Sign in…").await.unwrap();
    icon.entry("Ana Costa · Old Bridge Ltd").await.unwrap();
    icon.entry("You can work").await.unwrap();

    let out = desktop.sandbox.domicile(&["logout"]).await.unwrap();
    assert_eq!(out.code, 0, "{out:?}");
    let changed = std::time::Instant::now();
    icon.entry("Not signed in").await.unwrap();
    assert!(changed.elapsed() < Duration::from_secs(5), "by being told, and not by asking now and then");
    assert!(!icon.texts().await.unwrap().iter().any(|it| it.contains("Ana Costa")), "nothing of the person stays");

    desktop.sign_in_as("maria.silva@oldbridge.example.com").unwrap();
    let back = desktop.command(binary("domicile")).arg("login").output().unwrap();
    assert!(back.status.success(), "{back:?}");
    icon.entry("Maria Silva · Old Bridge Ltd").await.unwrap();
    icon.quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_launch_raises_the_first_and_closing_ends_the_windows_process() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let mut app = App::start(&desktop, &["--hidden"]).unwrap();
    host.icon().await.unwrap();

    for _ in 0..2 {
        // The one that comes while there is no window is the window; the next one raises it.
        let window = App::start(&desktop, &["--screen", "licences"]).unwrap();
        App::window(&desktop).await.unwrap();
        assert!(window.has_web_view().unwrap());
        let raised = App::launch_again(&desktop, &[]).await.unwrap();
        assert!(raised.success(), "{raised}");
        App::close_window(&desktop).await.unwrap();
        assert!(window.end().await.unwrap().success());
        App::web_views_end(&desktop).await.unwrap();
        assert!(app.ended().unwrap().is_none(), "the agent stays");
        eventually("said that it stays", LIMIT, async || (!host.notifications().is_empty()).then_some(())).await.unwrap();
    }
    assert_eq!(host.notifications(), ["Domicile keeps running"], "said once");

    host.icon().await.unwrap().quit().await.unwrap();
    assert!(app.end().await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_icon_is_shown_closing_says_so_and_ends_the_app() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::without_panel(&desktop).await.unwrap();
    let app = App::start(&desktop, &[]).unwrap();

    App::window(&desktop).await.unwrap();
    App::close_window(&desktop).await.unwrap();
    assert!(app.end().await.unwrap().success());
    App::agent_ends(&desktop).await.unwrap();
    assert_eq!(host.notifications(), ["Domicile has ended"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_arguments_are_refused_before_anything_starts() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let status = App::launch_again(&desktop, &["--screen", "nowhere"]).await.unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(!desktop.sandbox.data().exists(), "nothing was written");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_keeps_its_size() {
    let service = Service::start().unwrap();
    let desktop = Desktop::start(&service).unwrap();
    let host = TrayHost::start(&desktop).await.unwrap();
    let app = App::start(&desktop, &[]).unwrap();
    App::window(&desktop).await.unwrap();
    assert_eq!(desktop.window_size().unwrap(), (760, 600));

    desktop.command("wmctrl").args(["-F", "-r", "Domicile", "-e", "0,-1,-1,500,640"]).status().unwrap();
    eventually("the window is resized", LIMIT, async || (desktop.window_size().ok()? == (500, 640)).then_some(())).await.unwrap();
    App::close_window(&desktop).await.unwrap();
    assert!(app.end().await.unwrap().success(), "the process of the window ends with it");
    let icon = host.icon().await.unwrap();
    icon.choose("Open Domicile").await.unwrap();
    App::window(&desktop).await.unwrap();
    eventually("the size of last time", LIMIT, async || (desktop.window_size().ok()? == (500, 640)).then_some(())).await.unwrap();

    icon.quit().await.unwrap();
    App::agent_ends(&desktop).await.unwrap();
}
