//! Against a desktop's notification service that writes down what it is asked, on a bus of the test's own.

use super::*;
use domicile_workstation::vocabulary::Screen;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use zbus::interface;
use zbus::zvariant::OwnedValue;

struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut daemon =
            Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { daemon, address: address.trim().to_owned() }
    }

    async fn connect(&self) -> Connection {
        zbus::connection::Builder::address(self.address.as_str()).unwrap().build().await.unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// Numbers start at 11, and a message that replaces another keeps its number.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Vec<String>>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Recorder {
    #[expect(clippy::too_many_arguments, reason = "the desktop's own signature")]
    fn notify(
        &self,
        app: &str,
        replaces: u32,
        _icon: &str,
        summary: &str,
        body: &str,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        expires: i32,
    ) -> u32 {
        let mut asked = self.0.lock().unwrap();
        assert_eq!((app, expires, hints.len()), ("Domicile", -1, 1));
        asked.push(format!("{replaces}: {summary} / {body} [{}]", actions.join(" ")));
        if replaces == 0 { 10 + u32::try_from(asked.len()).unwrap() } else { replaces }
    }

    fn close_notification(&self, id: u32) {
        self.0.lock().unwrap().push(format!("close {id}"));
    }
}

struct Desktop {
    _bus: Bus,
    service: Connection,
    recorder: Recorder,
    client: NotificationClient,
}

impl Desktop {
    async fn start() -> Self {
        let (bus, recorder) = (Bus::start(), Recorder::default());
        let service = bus.connect().await;
        service.object_server().at(PATH, recorder.clone()).await.unwrap();
        service.request_name(NAME).await.unwrap();
        let client = NotificationClient::on(bus.connect().await).await;
        Self { _bus: bus, service, recorder, client }
    }

    /// What the service was asked since the last look.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.recorder.0.lock().unwrap())
    }

    async fn click(&self, id: u32) {
        self.service.emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &(id, "default")).await.unwrap();
    }
}

fn open(screen: Screen) -> ActionView {
    ActionView { request: Request::OpenWindow { screen }, label: "Open".to_owned() }
}

#[tokio::test]
async fn a_newer_message_replaces_the_one_of_its_subject_and_what_is_over_is_taken_away() {
    let mut desk = Desktop::start().await;
    desk.client.show("request", "Declined", "Tom & <b>Ana</b>", &open(Screen::Home)).await;
    desk.client.show("inbox", "Ana asks", "", &open(Screen::Requests)).await;
    desk.client.show("request", "You left", "", &open(Screen::Home)).await;
    let expected = [
        "0: Declined / Tom &amp; &lt;b&gt;Ana&lt;/b&gt; [default Open do Open]",
        "0: Ana asks /  [default Open do Open]",
        "11: You left /  [default Open do Open]",
    ];
    assert_eq!(desk.asked(), expected);
    desk.client.withdraw("request").await;
    desk.client.withdraw("request").await;
    assert_eq!(desk.asked(), ["close 11"], "once");
    desk.client.show("request", "You left", "", &open(Screen::Home)).await;
    assert_eq!(desk.asked(), ["0: You left /  [default Open do Open]"], "what is gone is not replaced");
}

#[tokio::test]
async fn a_click_asks_for_what_the_message_offers() {
    let mut desk = Desktop::start().await;
    desk.client.show("inbox", "Ana asks", "", &open(Screen::Requests)).await;
    desk.client.show("request", "You left", "", &open(Screen::Home)).await;
    desk.click(99).await;
    desk.click(11).await;
    let clicked = tokio::time::timeout(Duration::from_secs(10), desk.client.clicked()).await.unwrap();
    assert_eq!(clicked, Some(Request::OpenWindow { screen: Screen::Requests }), "a click on somebody else's message is not ours");
}

#[tokio::test]
async fn a_desktop_without_notifications_is_no_trouble() {
    let bus = Bus::start();
    let mut client = NotificationClient::on(bus.connect().await).await;
    client.show("request", "You left", "", &open(Screen::Home)).await;
    client.withdraw("request").await;
    assert_eq!(client.shown.len(), 0);
}
