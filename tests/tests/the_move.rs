//! The whole move between two accounts in real windows: Ana's, and each administrator's in turn. Every step of the way and every error on
//! it, then the same by transfer, and what each of them has to do for it; once on each database, in light and in dark.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::desktop::{Browser, Desktop};
use domicile_tests::postgres;
use domicile_tests::process::eventually;
use domicile_tests::service::Service;
use serde_json::{Value, json};
use std::time::Duration;

const ANA: &str = "ana.costa@oldbridge.example.com";
const MARIA: &str = "maria.silva@oldbridge.example.com";
const NORA: &str = "nora.lindqvist@northwind.example.com";

/// How long what one does may take to show at another's, well below the minute after which an open window asks by itself.
const LIMIT: Duration = Duration::from_secs(20);

/// Somebody at a window of their own.
struct Seat {
    desktop: Desktop,
    window: Browser,
    name: &'static str,
    pictures: String,
}

impl Seat {
    /// Opens the app and signs in; signing in is not counted.
    async fn take(service: &Service, email: &str, name: &'static str, theme: &str, story: &str) -> Self {
        let mut desktop = Desktop::start(service).unwrap();
        desktop.sign_in_as(email).unwrap();
        if theme == "dark" {
            desktop.sandbox.set("GTK_THEME", "Adwaita:dark");
        }
        let window = Browser::open(&desktop).await.unwrap();
        window.press("Sign in").await.unwrap();
        let seat = Self { desktop, window, name, pictures: format!("{story}-{theme}") };
        seat.window.says("You can work").await.unwrap();
        seat.window.effort();
        seat
    }

    fn screenshot(&self, what: &str) {
        self.desktop.screenshot(&format!("{}-{}-{what}", self.pictures, self.name)).unwrap();
    }

    async fn leave(self) {
        assert_eq!(self.desktop.sandbox.strays().unwrap(), [], "nothing in the person's own folders");
        self.window.quit().await.unwrap();
    }

    /// Exit code and document of a verb on the same computer.
    async fn says(&self, verb: &[&str]) -> (i32, Value) {
        self.desktop.sandbox.json(verb).await.unwrap()
    }
}

/// What somebody had to do: clicks, and fields typed into.
#[derive(Debug, PartialEq, Eq)]
struct Effort {
    ana: (u32, u32),
    maria: (u32, u32),
    nora: (u32, u32),
}

/// Everything by hand, as the support article has it.
async fn by_hand(service: &Service, theme: &str) -> Effort {
    let ana = Seat::take(service, ANA, "ana", theme, "story").await;
    let nora = Seat::take(service, NORA, "nora", theme, "story").await;

    // "Could not create user": Nora reads why, and not where.
    nora.window.go_to("People").await.unwrap();
    nora.window.type_and_enter("search", ANA).await.unwrap();
    nora.window.says("Belongs to another account").await.unwrap();
    nora.screenshot("01-elsewhere");
    let page = nora.window.text().await.unwrap();
    for secret in ["Old Bridge", "Ana Costa", "Maria"] {
        assert!(!page.contains(secret), "{secret} is not Northwind's business:\n{page}");
    }

    // Ana asks her own administrator.
    ana.window.press("Ask to leave Old Bridge Ltd").await.unwrap();
    ana.window.press("Send request to Maria Silva").await.unwrap();
    ana.window.says("Waiting for Old Bridge Ltd").await.unwrap();
    ana.screenshot("02-asked");

    // Maria is told beforehand what blocks it: Ana gets the licence e-mails.
    let asked = service.person(MARIA).await.unwrap();
    let (status, _) = asked.put("/v1/accounts/old-bridge/fulfilment-contacts/ana-costa", &json!({})).await.unwrap();
    assert_eq!(status, 200);
    let maria = Seat::take(service, MARIA, "maria", theme, "story").await;
    maria.window.go_to("Requests").await.unwrap();
    maria.window.says("Ana Costa asks to leave Old Bridge Ltd").await.unwrap();
    maria.screenshot("03-inbox");
    assert_eq!(ana.says(&["request", "show"]).await.1["request"]["state"], "submitted", "the list is not opening it");
    maria.window.open_row("Ana Costa asks").await.unwrap();
    maria.window.says("Ana Costa is a Fulfilment Contact").await.unwrap();
    maria.screenshot("04-blocked");
    assert!(!maria.window.text().await.unwrap().contains("Remove Ana Costa from account"), "nothing to press while it is blocked");
    assert_eq!(ana.says(&["request", "show"]).await.1["request"]["state"], "seen");

    // She mends it where it is told, and lets Ana go.
    maria.window.press("End as Fulfilment Contact").await.unwrap();
    maria.window.says("Nothing stands in the way.").await.unwrap();
    maria.window.press("Remove Ana Costa from account").await.unwrap();
    maria.window.says("The next company must add and unlock them").await.unwrap();
    maria.screenshot("05-ask");
    maria.window.answer("Remove Ana Costa").await.unwrap();
    maria.window.says("Removed on").await.unwrap();
    maria.screenshot("06-removed");

    // Ana's window follows by itself, well before it would ask again; what she had is withdrawn by a signed policy.
    ana.window.says("You are locked").await.unwrap();
    ana.screenshot("07-locked");
    let refused = async || ana.says(&["check", "bridge-modeler"]).await.1["reason"].as_str().filter(|it| *it == "unaffiliated").map(drop);
    eventually("the policy is withdrawn", LIMIT, refused).await.unwrap();

    // "This user already exists": Nora adds her; then unlock, country, roles.
    nora.window.type_and_enter("search", ANA).await.unwrap();
    nora.window.says("Free to join").await.unwrap();
    nora.screenshot("08-free");
    nora.window.press("Add to account").await.unwrap();
    nora.window.says("Ana Costa is locked").await.unwrap();
    nora.screenshot("09-added");
    nora.window.press("Unlock").await.unwrap();
    nora.window.says("Not locked").await.unwrap();
    nora.window.choose("Licence country", "France").await.unwrap();
    nora.window.says("France, set by an administrator").await.unwrap();
    nora.window.tick("Download").await.unwrap();
    nora.window.says("Ana Costa has the role Download now.").await.unwrap();
    nora.window.says("Ana Costa can work").await.unwrap();
    nora.screenshot("10-set-up");

    // Ana's licences come by themselves, since her app runs, and the end of the move is told once.
    ana.window.says("Welcome to Northwind Rail").await.unwrap();
    ana.screenshot("11-works");
    assert_eq!(ana.says(&["check", "rail-designer"]).await.0, 0);
    let (_, who) = ana.says(&["whoami"]).await;
    assert_eq!((&who["account"]["id"], &who["roles"]), (&json!("northwind-rail"), &json!(["download"])), "{who}");

    let effort = Effort { ana: ana.window.effort(), maria: maria.window.effort(), nora: nora.window.effort() };

    // Asked for by hand, Refresh Policy has nothing new to bring.
    ana.window.go_to("Licences").await.unwrap();
    ana.window.press("Refresh Policy").await.unwrap();
    ana.window.says("Nothing new since").await.unwrap();
    ana.screenshot("12-licences");
    for seat in [ana, maria, nora] {
        seat.leave().await;
    }
    effort
}

/// The short way: one offer, one acceptance, one removal.
async fn by_transfer(service: &Service, theme: &str) -> Effort {
    let ana = Seat::take(service, ANA, "ana", theme, "transfer").await;
    let nora = Seat::take(service, NORA, "nora", theme, "transfer").await;

    nora.window.go_to("People").await.unwrap();
    nora.window.type_and_enter("search", ANA).await.unwrap();
    nora.window.says("Belongs to another account").await.unwrap();
    nora.window.tick("Download").await.unwrap();
    nora.window.press("Offer to add them").await.unwrap();
    nora.window.says("Offer sent").await.unwrap();
    nora.screenshot("01-offered");

    ana.window.says("Northwind Rail wants to add you").await.unwrap();
    ana.screenshot("02-offer");
    ana.window.press("Accept the offer").await.unwrap();
    ana.window.says("They never learn who made you the offer").await.unwrap();
    ana.screenshot("03-ask");
    ana.window.answer("Accept offer").await.unwrap();
    ana.window.says("You accepted the offer of Northwind Rail").await.unwrap();
    ana.screenshot("04-accepted");
    nora.window.says("Offer accepted").await.unwrap();

    // What Maria sees is an ordinary request.
    let maria = Seat::take(service, MARIA, "maria", theme, "transfer").await;
    maria.window.go_to("Requests").await.unwrap();
    maria.window.open_row("Ana Costa asks").await.unwrap();
    maria.window.says("Nothing stands in the way.").await.unwrap();
    assert!(!maria.window.text().await.unwrap().contains("Northwind"), "Old Bridge never learns who offered");
    maria.window.press("Remove Ana Costa from account").await.unwrap();
    maria.window.answer("Remove Ana Costa").await.unwrap();
    maria.window.says("Removed on").await.unwrap();

    // Added, unlocked, with country and roles, in the same moment.
    ana.window.says("Welcome to Northwind Rail").await.unwrap();
    ana.screenshot("05-works");
    assert_eq!(ana.says(&["check", "rail-designer"]).await.0, 0);
    let (_, who) = ana.says(&["whoami"]).await;
    assert_eq!((&who["account"]["id"], &who["locked"]), (&json!("northwind-rail"), &json!(false)), "{who}");

    let effort = Effort { ana: ana.window.effort(), maria: maria.window.effort(), nora: nora.window.effort() };
    for seat in [ana, maria, nora] {
        seat.leave().await;
    }
    effort
}

async fn both_ways(address: impl Fn() -> String, theme: &str) {
    let service = Service::start_on(&address()).unwrap();
    let hand = by_hand(&service, theme).await;
    drop(service);
    let service = Service::start_on(&address()).unwrap();
    let transfer = by_transfer(&service, theme).await;
    // As `docs/the-move.md` says.
    assert_eq!(hand, Effort { ana: (2, 0), maria: (5, 0), nora: (5, 2) });
    assert_eq!(transfer, Effort { ana: (2, 0), maria: (4, 0), nora: (3, 1) });
}

#[tokio::test(flavor = "multi_thread")]
async fn ana_moves_from_old_bridge_to_northwind_rail_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::sync::atomic::AtomicU32::new(0);
    let address = || {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        format!("sqlite:{}", folder.path().join(format!("directory-{number}.sqlite")).display())
    };
    both_ways(address, "light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ana_moves_from_old_bridge_to_northwind_rail_on_postgresql() {
    both_ways(|| postgres::database().unwrap(), "dark").await;
}
