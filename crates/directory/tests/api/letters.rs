//! Letters: who gets which, in the same transaction as what it tells; and “This wasn't me”.

use super::house::{Answer, House};
use axum::body::Body;
use axum::http::{Method, Request};
use domicile_directory::mail::{OutboxEntry, outbox_entries};
use domicile_words::Language;
use jiff::SignedDuration;
use serde_json::json;

const FILE: &str = "/v1/me/removal-requests";

async fn letters(house: &House) -> Vec<OutboxEntry> {
    outbox_entries(&house.store).await.unwrap()
}

/// Kinds and recipients of all letters, sorted.
async fn sent(house: &House) -> Vec<String> {
    let mut all: Vec<_> = letters(house).await.iter().map(|it| format!("{} {}", it.kind, it.recipient)).collect();
    all.sort();
    all
}

async fn letter(house: &House, kind: &str) -> OutboxEntry {
    let mut found: Vec<_> = letters(house).await.into_iter().filter(|it| it.kind == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {found:?}");
    found.remove(0)
}

#[tokio::test]
async fn filing_reaches_every_administrator_and_confirms_to_the_person() {
    let house = House::new().await;
    let body = json!({"reason": "I start elsewhere.\nSee https://evil.example.com", "note": "Thank you."});
    house.post("ana-costa", FILE, body).await.ok(201);
    assert_eq!(
        sent(&house).await,
        [
            "confirm_filed ana.costa@oldbridge.example.com",
            "request_received maria.silva@oldbridge.example.com",
            "request_received tom.becker@oldbridge.example.com"
        ]
    );
    let to_maria = letters(&house).await.into_iter().find(|it| it.recipient.starts_with("maria")).unwrap();
    assert_eq!((to_maria.subject.as_str(), to_maria.state.as_str()), ("Ana Costa asks to leave Old Bridge Ltd", "waiting"));
    assert!(to_maria.body.contains("> I start elsewhere.\n> See https[:]//evil[.]example[.]com\n"), "{}", to_maria.body);
    assert!(to_maria.body.contains("> Thank you.\n") && to_maria.body.contains("18 March 2026"), "{}", to_maria.body);
}

#[tokio::test]
async fn a_request_to_one_administrator_reaches_that_one() {
    let house = House::new().await;
    house.post("ana-costa", FILE, json!({"to": "tom-becker"})).await.ok(201);
    assert_eq!(sent(&house).await, ["confirm_filed ana.costa@oldbridge.example.com", "request_received tom.becker@oldbridge.example.com"]);
    // An administrator who leaves does not get their own request.
    house.post("tom-becker", FILE, json!({})).await.ok(201);
    let received = sent(&house).await.into_iter().filter(|it| it == "request_received tom.becker@oldbridge.example.com").count();
    assert_eq!(received, 1);
}

#[tokio::test]
async fn the_companys_it_is_asked_where_it_takes_people_out() {
    let house = House::new().await;
    house.post("lena-vogt", FILE, json!({})).await.ok(201);
    assert_eq!(sent(&house).await, ["confirm_filed lena.vogt@harbour.example.com", "request_for_it it@harbour.example.com"]);
    let to_it = letter(&house, "request_for_it").await;
    assert_eq!(
        (to_it.language.as_str(), to_it.subject.as_str()),
        ("en", "Please remove lena.vogt@harbour.example.com from the company directory")
    );
    // Support has the case itself, not a letter.
    house.post("sam-quarry", FILE, json!({})).await.ok(201);
    assert_eq!(sent(&house).await.iter().filter(|it| it.ends_with("@quarry.example.com")).count(), 1);
}

#[tokio::test]
async fn a_refused_filing_sends_nothing() {
    let house = House::new().await;
    house.file("ana-costa").await;
    let before = letters(&house).await;
    house.post("ana-costa", FILE, json!({})).await.problem(409, "request_already_open");
    house.post("hugo-prat", FILE, json!({"to": "maria-silva"})).await.problem(422, "unknown_recipient");
    assert_eq!(letters(&house).await, before);
}

#[tokio::test]
async fn answers_reach_the_person_in_their_language() {
    let house = House::new().await;
    house.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await.ok(200);
    let id = house.file("ana-costa").await;
    house.decline("maria-silva", "old-bridge", &id, "Finish the bridge first.").await.ok(200);
    let declined = letter(&house, "request_declined").await;
    assert_eq!(declined.recipient, "ana.costa@oldbridge.example.com");
    assert_eq!(Language::parse(&declined.language), Some(Language::negotiate(["de"])));
    assert!(declined.body.contains("> Finish the bridge first.\n") && declined.body.contains("Maria Silva"), "{}", declined.body);

    let id = house.file("ana-costa").await;
    house.step("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    assert_eq!(letter(&house, "request_fulfilled").await.recipient, "ana.costa@oldbridge.example.com");
}

#[tokio::test]
async fn a_request_that_nobody_answers_ends_with_a_letter() {
    let house = House::new().await;
    house.file("ana-costa").await;
    house.pass(SignedDuration::from_hours(14 * 24));
    for _ in 0..2 {
        house.me("ana-costa").await;
    }
    assert!(letter(&house, "request_expired").await.body.contains("ask another administrator"));
    house.file("ana-costa").await;
    house.pass(SignedDuration::from_hours(14 * 24));
    house.me("ana-costa").await;
    let second = letters(&house).await.into_iter().rfind(|it| it.kind == "request_expired").unwrap();
    assert!(second.body.contains("it then goes to support"), "{}", second.body);
}

/// The path of the link in the letter that confirms a filing.
async fn link(house: &House) -> String {
    let body = letter(house, "confirm_filed").await.body;
    let link = body.lines().find_map(|it| it.split_once("http://127.0.0.1:4711/")).unwrap_or_else(|| panic!("no link: {body}")).1;
    assert!(link.starts_with("not-me/") && link.len() == "not-me/".len() + 43, "{link}");
    format!("/{link}")
}

async fn open(house: &House, method: Method, path: &str) -> Answer {
    house.send(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
}

fn page(answer: &Answer, status: u16, says: &str) {
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (status, "text/html; charset=utf-8"), "{text}");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!((answer.header("cache-control"), answer.header("referrer-policy")), ("no-store", "no-referrer"));
    assert!(text.contains(says) && !text.contains("<script"), "{text}");
}

#[tokio::test]
async fn it_was_not_me_takes_the_request_back_once() {
    let house = House::new().await;
    let id = house.file("ana-costa").await;
    let path = link(&house).await;
    // Programs open links, too: looking changes nothing, however often.
    for _ in 0..2 {
        page(&open(&house, Method::GET, &path).await, 200, "<button type=\"submit\">Take the request back</button>");
    }
    assert_eq!(house.me("ana-costa").await["request"]["state"], "submitted");
    page(&open(&house, Method::POST, &path).await, 200, "The request was taken back");
    assert_eq!(house.me("ana-costa").await["request"]["state"], "withdrawn");
    assert_eq!(house.history(&id).await.last().unwrap(), "ana-costa removal_request.withdrawn");
    for method in [Method::GET, Method::POST] {
        page(&open(&house, method, &path).await, 410, "does not work any more");
    }
    // A new request is not touched by an old link.
    house.file("ana-costa").await;
    page(&open(&house, Method::POST, &path).await, 410, "does not work any more");
    assert_eq!(house.me("ana-costa").await["request"]["state"], "submitted");
}

#[tokio::test]
async fn of_two_clicks_at_once_one_takes_back() {
    let house = House::new().await;
    let id = house.file("ana-costa").await;
    let path = link(&house).await;
    let (one, two) = tokio::join!(open(&house, Method::POST, &path), open(&house, Method::POST, &path));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    assert_eq!(house.history(&id).await, ["ana-costa removal_request.filed", "ana-costa removal_request.withdrawn"]);
}

#[tokio::test]
async fn links_that_are_made_up_or_over_do_nothing() {
    let house = House::new().await;
    house.file("ana-costa").await;
    let path = link(&house).await;
    for made_up in ["/not-me/x", "/not-me/%00", "/not-me/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        for method in [Method::GET, Method::POST] {
            page(&open(&house, method, made_up).await, 404, "does not work any more");
        }
    }
    house.pass(SignedDuration::from_hours(14 * 24));
    page(&open(&house, Method::GET, &path).await, 410, "does not work any more");
    page(&open(&house, Method::POST, &path).await, 410, "does not work any more");
}

#[tokio::test]
async fn what_was_answered_before_cannot_be_taken_back_by_mail() {
    let house = House::new().await;
    let id = house.file("ana-costa").await;
    let path = link(&house).await;
    house.step("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    page(&open(&house, Method::POST, &path).await, 409, "It is too late to take this back");
    assert_eq!(house.me("ana-costa").await["request"]["state"], "fulfilled");
}

#[tokio::test]
async fn the_database_does_not_hold_what_the_link_does() {
    let house = House::new().await;
    house.file("ana-costa").await;
    let path = link(&house).await;
    let token = path.strip_prefix("/not-me/").unwrap().to_owned();
    let kept = async |which: &str| house.sql(&format!("UPDATE not_me_tokens SET used_at = used_at WHERE {which}")).await;
    assert_eq!(kept("LENGTH(token_hash) = 64").await, 1);
    assert_eq!(kept(&format!("token_hash LIKE '%{token}%'")).await, 0);
}
