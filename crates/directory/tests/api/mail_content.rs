//! Mails: who gets which, in the same transaction as what it tells; and “This wasn't me”.

use super::harness::{Harness, TestResponse};
use axum::body::Body;
use axum::http::{Method, Request};
use domicile_directory::mail::{OutboxEntry, outbox_entries};
use domicile_words::Language;
use jiff::SignedDuration;
use serde_json::json;

const REMOVAL_REQUESTS: &str = "/v1/me/removal-requests";

async fn mails(harness: &Harness) -> Vec<OutboxEntry> {
    outbox_entries(&harness.store).await.unwrap()
}

/// Kinds and recipients of all mails, sorted.
async fn sent(harness: &Harness) -> Vec<String> {
    let mut all: Vec<_> = mails(harness).await.iter().map(|it| format!("{} {}", it.kind, it.recipient)).collect();
    all.sort();
    all
}

async fn mail(harness: &Harness, kind: &str) -> OutboxEntry {
    let mut found: Vec<_> = mails(harness).await.into_iter().filter(|it| it.kind == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {found:?}");
    found.remove(0)
}

#[tokio::test]
async fn filing_reaches_every_administrator_and_confirms_to_the_person() {
    let harness = Harness::new().await;
    let body = json!({"reason": "I start elsewhere.\nSee https://evil.example.com", "note": "Thank you."});
    harness.post("ana-costa", REMOVAL_REQUESTS, body).await.ok(201);
    assert_eq!(
        sent(&harness).await,
        [
            "confirm_filed ana.costa@oldbridge.example.com",
            "request_received maria.silva@oldbridge.example.com",
            "request_received tom.becker@oldbridge.example.com"
        ]
    );
    let to_maria = mails(&harness).await.into_iter().find(|it| it.recipient.starts_with("maria")).unwrap();
    assert_eq!((to_maria.subject.as_str(), to_maria.state.as_str()), ("Ana Costa asks to leave Old Bridge Ltd", "waiting"));
    assert!(to_maria.body.contains("> I start elsewhere.\n> See https[:]//evil[.]example[.]com\n"), "{}", to_maria.body);
    assert!(to_maria.body.contains("> Thank you.\n") && to_maria.body.contains("18 March 2026"), "{}", to_maria.body);
}

#[tokio::test]
async fn a_request_to_one_administrator_reaches_that_one() {
    let harness = Harness::new().await;
    harness.post("ana-costa", REMOVAL_REQUESTS, json!({"to": "tom-becker"})).await.ok(201);
    assert_eq!(
        sent(&harness).await,
        ["confirm_filed ana.costa@oldbridge.example.com", "request_received tom.becker@oldbridge.example.com"]
    );
    // An administrator who leaves does not get their own request.
    harness.post("tom-becker", REMOVAL_REQUESTS, json!({})).await.ok(201);
    let received = sent(&harness).await.into_iter().filter(|it| it == "request_received tom.becker@oldbridge.example.com").count();
    assert_eq!(received, 1);
}

#[tokio::test]
async fn the_companys_it_is_asked_where_it_takes_people_out() {
    let harness = Harness::new().await;
    harness.post("lena-vogt", REMOVAL_REQUESTS, json!({})).await.ok(201);
    assert_eq!(sent(&harness).await, ["confirm_filed lena.vogt@harbour.example.com", "request_for_it it@harbour.example.com"]);
    let to_it = mail(&harness, "request_for_it").await;
    assert_eq!(
        (to_it.language.as_str(), to_it.subject.as_str()),
        ("en", "Please remove lena.vogt@harbour.example.com from the company directory")
    );
    // Support has the case itself, not a mail.
    harness.post("sam-quarry", REMOVAL_REQUESTS, json!({})).await.ok(201);
    assert_eq!(sent(&harness).await.iter().filter(|it| it.ends_with("@quarry.example.com")).count(), 1);
}

#[tokio::test]
async fn a_refused_filing_sends_nothing() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let before = mails(&harness).await;
    harness.post("ana-costa", REMOVAL_REQUESTS, json!({})).await.problem(409, "request_already_open");
    harness.post("hugo-prat", REMOVAL_REQUESTS, json!({"to": "maria-silva"})).await.problem(422, "unknown_recipient");
    assert_eq!(mails(&harness).await, before);
}

#[tokio::test]
async fn answers_reach_the_person_in_their_language() {
    let harness = Harness::new().await;
    harness.call("ana-costa", Method::PATCH, "/v1/me", &[], Some(json!({"locale": "de"}))).await.ok(200);
    let id = harness.file_request("ana-costa").await;
    harness.decline("maria-silva", "old-bridge", &id, "Finish the bridge first.").await.ok(200);
    let declined = mail(&harness, "request_declined").await;
    assert_eq!(declined.recipient, "ana.costa@oldbridge.example.com");
    assert_eq!(Language::parse(&declined.language), Some(Language::negotiate(["de"])));
    assert!(declined.body.contains("> Finish the bridge first.\n") && declined.body.contains("Maria Silva"), "{}", declined.body);

    let id = harness.file_request("ana-costa").await;
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    assert_eq!(mail(&harness, "request_fulfilled").await.recipient, "ana.costa@oldbridge.example.com");
}

#[tokio::test]
async fn a_request_that_nobody_answers_ends_with_a_mail() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    harness.advance(SignedDuration::from_hours(14 * 24));
    harness.me("ana-costa").await;
    assert!(mails(&harness).await.iter().all(|it| it.kind != "request_expired"), "reading writes nothing");
    for _ in 0..2 {
        harness.worker.run_due().await.unwrap();
        harness.advance(SignedDuration::from_mins(2));
    }
    assert!(mail(&harness, "request_expired").await.body.contains("ask another administrator"));
    harness.file_request("ana-costa").await;
    harness.advance(SignedDuration::from_hours(14 * 24));
    harness.worker.run_due().await.unwrap();
    let second = mails(&harness).await.into_iter().rfind(|it| it.kind == "request_expired").unwrap();
    assert!(second.body.contains("it then goes to support"), "{}", second.body);
}

/// The path of the link in the mail that confirms a filing.
async fn link(harness: &Harness) -> String {
    let body = mail(harness, "confirm_filed").await.body;
    let link = body.lines().find_map(|it| it.split_once("http://127.0.0.1:4711/")).unwrap_or_else(|| panic!("no link: {body}")).1;
    assert!(link.starts_with("not-me/") && link.len() == "not-me/".len() + 43, "{link}");
    format!("/{link}")
}

async fn open(harness: &Harness, method: Method, path: &str) -> TestResponse {
    harness.send(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
}

fn page(answer: &TestResponse, status: u16, says: &str) {
    let text = String::from_utf8(answer.bytes.clone()).unwrap();
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (status, "text/html; charset=utf-8"), "{text}");
    assert!(answer.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!((answer.header("cache-control"), answer.header("referrer-policy")), ("no-store", "no-referrer"));
    assert!(text.contains(says) && !text.contains("<script"), "{text}");
}

/// Security check 20: A link works once, and opening it changes nothing.
#[tokio::test]
async fn it_was_not_me_takes_the_request_back_once() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let path = link(&harness).await;
    // Programs open links, too: looking changes nothing, however often.
    for _ in 0..2 {
        page(&open(&harness, Method::GET, &path).await, 200, "<button type=\"submit\">Withdraw the request</button>");
    }
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "submitted");
    page(&open(&harness, Method::POST, &path).await, 200, "The request was withdrawn");
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "withdrawn");
    assert_eq!(harness.history(&id).await.last().unwrap(), "ana-costa removal_request.withdrawn");
    for method in [Method::GET, Method::POST] {
        page(&open(&harness, method, &path).await, 410, "no longer works");
    }
    // A new request is not touched by an old link.
    harness.file_request("ana-costa").await;
    page(&open(&harness, Method::POST, &path).await, 410, "no longer works");
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "submitted");
}

#[tokio::test]
async fn of_two_clicks_at_once_one_takes_back() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let path = link(&harness).await;
    let (one, two) = tokio::join!(open(&harness, Method::POST, &path), open(&harness, Method::POST, &path));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 410]);
    assert_eq!(harness.history(&id).await, ["ana-costa removal_request.filed", "ana-costa removal_request.withdrawn"]);
}

#[tokio::test]
async fn links_that_are_made_up_or_over_do_nothing() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let path = link(&harness).await;
    for made_up in ["/not-me/x", "/not-me/%00", "/not-me/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        for method in [Method::GET, Method::POST] {
            page(&open(&harness, method, made_up).await, 404, "no longer works");
        }
    }
    harness.advance(SignedDuration::from_hours(14 * 24));
    page(&open(&harness, Method::GET, &path).await, 410, "no longer works");
    page(&open(&harness, Method::POST, &path).await, 410, "no longer works");
}

#[tokio::test]
async fn what_was_answered_before_cannot_be_taken_back_by_mail() {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    let path = link(&harness).await;
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    page(&open(&harness, Method::POST, &path).await, 409, "It is too late to withdraw this");
    assert_eq!(harness.me("ana-costa").await["request"]["state"], "fulfilled");
}

/// Security check 20: Of links in mails the database keeps hashes only.
#[tokio::test]
async fn the_database_does_not_hold_what_the_link_does() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    let path = link(&harness).await;
    let token = path.strip_prefix("/not-me/").unwrap().to_owned();
    let kept = async |which: &str| harness.execute(&format!("UPDATE not_me_tokens SET used_at = used_at WHERE {which}")).await;
    assert_eq!(kept("LENGTH(token_hash) = 64").await, 1);
    assert_eq!(kept(&format!("token_hash LIKE '%{token}%'")).await, 0);
}

#[tokio::test]
async fn a_link_that_was_cut_short_or_used_otherwise_leads_to_a_page_too() {
    let harness = Harness::new().await;
    for (method, path, status) in [
        (Method::GET, "/not-me/", 404),
        (Method::GET, "/invitation/x", 404),
        (Method::GET, "/not-me/a/b", 404),
        (Method::GET, "/not-me/%ff", 400),
        (Method::PUT, "/not-me/x", 405),
        (Method::POST, "/invitation/x/y", 405),
    ] {
        let answer = open(&harness, method, path).await;
        page(&answer, status, "This link is not complete");
        assert_eq!(answer.header("allow").is_empty(), status != 405, "{answer:?}");
    }
    page(&open(&harness, Method::GET, "/invitation/%00/x").await, 410, "This invitation no longer works");
    let request = Request::get("/invitation/x/y").header("accept-language", "fr, es;q=0.8, de;q=0.9").body(Body::empty()).unwrap();
    page(&harness.send(request).await, 410, "Diese Einladung gilt nicht mehr");
}
