//! `POST /v1/operator/imports`: the document of `import.rs` over HTTP. What a document comes to is the same as there; here is what a request adds:
//! who may send what, how large and how slow it may be, and what happens where whoever sends it goes away.

use super::audit::verify_against;
use super::events::Stream;
use super::harness::{Harness, TestResponse, send};
use super::operator_http::{became, faults, get, put};
use super::operator_writes::TurnHolder;
use crate::binary::program;
use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use domicile_directory::audit::verify::SignedHeads;
use futures_util::{FutureExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const AT: &str = "/v1/operator/imports";
const JSON_LINES: &str = "application/jsonl";

fn lines(records: &[Value]) -> String {
    records.iter().map(|it| format!("{it}\n")).collect()
}

fn document() -> Vec<Value> {
    vec![
        json!({"record": "entitlement", "id": "E-1", "account": "pier", "product": "crane", "seats": 5, "starts": "2026-01-01"}),
        json!({"record": "product", "id": "crane", "name": "Crane"}),
        json!({"record": "account", "id": "pier", "name": "New Pier AG"}),
        json!({"record": "contract", "account": "pier", "country": "DE", "annualRevenue": 7}),
        json!({"record": "domain", "account": "pier", "domain": "pier.example.com"}),
        json!({"record": "person", "id": "ada", "email": "ada@pier.example.com", "account": "pier", "roles": ["download"]}),
    ]
}

/// Many accounts, one transaction each.
fn many() -> String {
    let of = |n: usize| [json!({"record": "account", "id": format!("a-{n:03}"), "name": format!("Account {n}")})];
    lines(&(0..150).flat_map(of).collect::<Vec<_>>())
}

fn request(token: &str, query: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::post(format!("{AT}{query}")).header(header::AUTHORIZATION, format!("Bearer {token}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

async fn send_as(harness: &Harness, scope: &str, query: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> TestResponse {
    let token = harness.order_system_token(scope).await;
    harness.send(request(&token, query, &[headers, &[("content-type", JSON_LINES)]].concat(), body)).await
}

async fn import(harness: &Harness, query: &str, body: impl Into<Body>) -> TestResponse {
    send_as(harness, "", query, &[], body).await
}

/// What a database holds of documents, as text.
async fn rows(harness: &Harness) -> Vec<Option<String>> {
    let query = "SELECT id FROM accounts WHERE source IS NOT NULL UNION ALL SELECT id FROM products WHERE source IS NOT NULL UNION ALL \
                 SELECT id FROM users WHERE source IS NOT NULL ORDER BY 1";
    harness.query_column(query).await
}

/// A body that comes in these pieces and then, perhaps, breaks off.
fn pieces(pieces: Vec<String>, breaks_off: bool) -> Body {
    let whole = futures_util::stream::iter(pieces).map(|it| Ok(Bytes::from(it)));
    let end = futures_util::stream::iter(breaks_off.then(|| Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))));
    Body::from_stream(whole.chain(end))
}

/// A body of which so much comes, and then nothing; how often it was asked for more.
fn stuck(first: String) -> (Body, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let rest = futures_util::stream::poll_fn(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
        std::task::Poll::<Option<Result<Bytes, std::io::Error>>>::Pending
    });
    (Body::from_stream(futures_util::stream::iter([Ok(Bytes::from(first))]).chain(rest)), asked)
}

#[tokio::test]
async fn a_document_is_taken_in_and_a_second_time_changes_nothing() {
    let harness = Harness::new().await;
    let mut ana = Stream::open(&harness, "ana-costa").await;
    let text = lines(&document());
    let counts = |created: u64, unchanged: u64| json!({"created": created, "changed": 0, "unchanged": unchanged, "ended": 0});
    let kinds = ["account", "contract", "domain", "entitlement", "person", "product"];
    let plan = |each: Value| kinds.iter().map(|it| ((*it).to_owned(), each.clone())).collect::<serde_json::Map<_, _>>();
    let planned = import(&harness, "?dryRun=true", text.clone()).await.ok(200);
    assert_eq!(planned, json!({"source": "order-system", "dryRun": true, "records": 6, "plan": plan(counts(1, 0)), "transactions": 0}));
    assert_eq!(rows(&harness).await, [], "a dry run writes nothing");
    assert!(ana.is_quiet().await);
    let done = import(&harness, "?dryRun=false", text.clone()).await;
    assert_eq!(
        done.ok(200),
        json!({"source": "order-system", "dryRun": false, "records": 6, "plan": plan(counts(1, 0)), "transactions": 2})
    );
    // Who listens at this instance hears of the new product.
    assert_eq!(ana.changed().await, json!(["me"]));
    let events = harness.query_column("SELECT DISTINCT actor || ' ' || request_id FROM audit_events WHERE account_id = 'pier'").await;
    assert_eq!(events, [Some(format!("operator:order-system {}", done.header("x-request-id")))]);
    get(&harness, "/entitlements/E-1").await.ok(200);
    let again = import(&harness, "?prune=true", text).await.ok(200);
    assert_eq!((&again["plan"], &again["transactions"]), (&json!(plan(counts(0, 1))), &json!(0)));
    assert!(ana.is_quiet().await);
    let table = "ID;Account;Product;Starts\r\nE-2;pier;crane;2026-02-01\r\n";
    for kind in ["text/csv", "text/csv; charset=UTF-8"] {
        let token = harness.order_system_token("").await;
        harness.send(request(&token, "", &[("content-type", kind)], table)).await.ok(200);
    }
    assert_eq!(get(&harness, "/entitlements/E-2").await.ok(200)["starts"], "2026-02-01");
}

#[tokio::test]
async fn the_verb_and_the_route_answer_alike() {
    let harness = Harness::new().await;
    let text = lines(&document());
    let folder = tempfile::tempdir().unwrap();
    let args = ["import", "-", "--dry-run", "--json", "--source", "order-system", "--database", &harness.database];
    let mut running = program(folder.path(), &args).stdin(Stdio::piped()).spawn().unwrap();
    running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let said = running.wait_with_output().unwrap();
    let by_verb: Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(import(&harness, "?dryRun=true", text).await.ok(200), by_verb);
}

#[tokio::test]
async fn every_fault_is_named_with_its_line_and_nothing_is_written() {
    let harness = Harness::new().await;
    let mut records = document();
    records.push(json!({"record": "contract", "account": "pier", "country": "UK"}));
    records.push(json!({"record": "product", "id": "x"}));
    let refused = import(&harness, "", lines(&records)).await.problem(422, "invalid_document");
    let found = faults(&refused);
    assert_eq!(found, [("country".to_owned(), "unknown_country".to_owned()), ("name".to_owned(), "missing".to_owned())]);
    assert_eq!((&refused["faults"][0]["line"], &refused["faults"][1]["line"]), (&json!(7), &json!(8)));
    assert!(refused["detail"].as_str().unwrap().contains("line 7: country: “UK”"), "{refused}");
    // More than a hundred: the rest of what comes is taken and thrown away, so that whoever sends it reads the answer.
    let (wrong, after) = (vec!["{}\n".to_owned(); 300], Arc::new(AtomicUsize::new(0)));
    let counter = Arc::clone(&after);
    let counted = futures_util::stream::iter(wrong).inspect(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let body = Body::from_stream(counted.map(|it| Ok::<_, std::io::Error>(Bytes::from(it))));
    let refused = import(&harness, "", body).await.problem(422, "invalid_document");
    assert_eq!((refused["faults"].as_array().unwrap().len(), after.load(Ordering::SeqCst)), (100, 300));
    // What is right by itself, and not beside what is here.
    records.truncate(6);
    records.push(json!({"record": "domain", "account": "pier", "domain": "oldbridge.example.com"}));
    let refused = import(&harness, "", lines(&records)).await.problem(409, "document_conflict");
    assert_eq!((faults(&refused)[0].1.as_str(), &refused["faults"][0]["line"]), ("domain_taken", &json!(7)));
    assert_eq!(rows(&harness).await, []);
}

#[tokio::test]
async fn what_is_no_document_is_refused_before_it_is_read() {
    let harness = Harness::new().await;
    let token = harness.order_system_token("").await;
    for (name, value) in [
        ("content-type", "application/json"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("content-type", "text/csv; charset=iso-8859-1"),
        ("content-encoding", "gzip"),
    ] {
        let (body, asked) = stuck(lines(&document()));
        harness.send(request(&token, "", &[(name, value)], body)).await.problem(415, "unsupported_media_type");
        assert_eq!(asked.load(Ordering::SeqCst), 0, "{value}");
    }
    for (query, part) in [
        ("?dryrun=true", "query"),
        ("?dryRun=yes", "dryRun"),
        ("?dryRun=true&dryRun=true", "query"),
        ("?prune=1", "prune"),
        ("?confirm=-1", "confirm"),
        ("?confirm=", "confirm"),
    ] {
        assert_eq!(import(&harness, query, lines(&document())).await.problem(400, "bad_request")["part"], part, "{query}");
    }
    assert_eq!(rows(&harness).await, []);
    // Without a type its first line says what it is.
    harness.send(request(&token, "", &[], lines(&document()))).await.ok(200);
}

/// Security check 15: A document of an order system has a largest size, and a time in which something of it has to come.
#[tokio::test]
async fn a_document_beyond_the_limit_is_refused_with_the_limit() {
    let text = lines(&document());
    let harness = Harness::with(&format!("[import]\nmaxBytes = {}\n", text.len())).await;
    let token = harness.order_system_token("").await;
    let longer = format!("{text}\n");
    // Its length is announced.
    let refused = harness.send(request(&token, "", &[("content-type", JSON_LINES)], longer.clone())).await;
    assert_eq!(refused.problem(413, "document_too_large")["maxBytes"], text.len());
    assert!(refused.json()["detail"].as_str().unwrap().contains(&text.len().to_string()), "{refused:?}");
    // It is not.
    import(&harness, "", pieces(vec![longer], false)).await.problem(413, "document_too_large");
    import(&harness, "", pieces(vec![text.clone(), "\n".to_owned()], false)).await.problem(413, "document_too_large");
    import(&harness, "", text).await.ok(200);
}

#[tokio::test]
async fn a_slow_document_has_all_the_time_but_no_pauses() {
    let harness = Harness::with("[limits]\nbodySeconds = 0.01\nbodyIdleSeconds = 0.3\n").await;
    let (body, _) = stuck(lines(&document()));
    import(&harness, "", body).await.problem(408, "body_too_slow");
    assert_eq!(rows(&harness).await, []);
    // Longer in all than any other body may take.
    let began = Instant::now();
    let document = document().into_iter().enumerate();
    let slowly = futures_util::stream::iter(document).then(move |(n, it)| async move {
        let due = Duration::from_millis(10 * (n as u64 + 1));
        while began.elapsed() < due {
            tokio::task::yield_now().await;
        }
        Ok::<_, std::io::Error>(Bytes::from(format!("{it}\n")))
    });
    import(&harness, "", Body::from_stream(slowly)).await.ok(200);
    assert!(began.elapsed() > Duration::from_millis(50));
}

/// Security check 7: A document is refused whole where a line of it needs a scope that the client lacks.
#[tokio::test]
async fn every_kind_of_record_needs_the_scope_of_its_own_route() {
    let harness = Harness::new().await;
    let scopes = ["operator.catalogue", "operator.accounts", "operator.people"];
    for record in document() {
        let needed = match record["record"].as_str().unwrap() {
            "product" => "operator.catalogue",
            "person" => "operator.people",
            _ => "operator.accounts",
        };
        for scope in scopes.into_iter().filter(|it| *it != needed) {
            let allowed = match scope {
                "operator.catalogue" => json!({"record": "product", "id": "tower", "name": "Tower"}),
                "operator.accounts" => json!({"record": "account", "id": "quay", "name": "Quay"}),
                _ => json!({"record": "person", "email": "bo@quay.example.com"}),
            };
            for query in ["", "?dryRun=true"] {
                let answer = send_as(&harness, scope, query, &[], lines(&[allowed.clone(), record.clone()])).await;
                let refused = answer.problem(403, "insufficient_scope");
                assert_eq!((&refused["scope"], &refused["line"]), (&json!(needed), &json!(2)), "{refused}");
                assert!(answer.header("www-authenticate").contains(&format!("scope=\"{needed}\"")), "{answer:?}");
            }
        }
    }
    send_as(&harness, "operator.read", "", &[], lines(&document())).await.problem(403, "insufficient_scope");
    assert_eq!(rows(&harness).await, [], "the document is refused whole");
    for (scope, kinds) in [("operator.catalogue", &["product"][..]), ("operator.accounts", &["account", "domain", "contract"])] {
        let some: Vec<Value> = document().into_iter().filter(|it| kinds.contains(&it["record"].as_str().unwrap())).collect();
        send_as(&harness, scope, "", &[], lines(&some)).await.ok(200);
    }
    harness.get("ana-costa", AT).await.expect_status(405);
    let person = harness.token("maria-silva").await;
    harness.send(request(&person, "", &[], lines(&document()))).await.problem(403, "not_an_operator_client");
}

#[tokio::test]
async fn what_a_client_may_not_change_it_does_not_end_by_leaving_it_out() {
    let harness = Harness::new().await;
    import(&harness, "", lines(&document())).await.ok(200);
    let tower = json!({"record": "product", "id": "tower", "name": "Tower"});
    let answer = send_as(&harness, "operator.catalogue", "?prune=true", &[], lines(&[tower])).await.ok(200);
    let one = json!({"created": 0, "changed": 0, "unchanged": 0, "ended": 1});
    assert_eq!(answer["plan"], json!({"product": {"created": 1, "changed": 0, "unchanged": 0, "ended": 1}}));
    let affiliated = "SELECT account_id FROM users WHERE id = 'ada'";
    assert_eq!(harness.query_column(affiliated).await, [Some("pier".to_owned())]);
    // People alone: Ada is let go, her account stays.
    let bo = json!({"record": "person", "email": "bo@quay.example.com"});
    let answer = send_as(&harness, "operator.people", "?prune=true", &[], lines(&[bo])).await.ok(200);
    assert_eq!((&answer["plan"]["person"]["ended"], &answer["plan"]["account"]), (&json!(1), &Value::Null));
    get(&harness, "/accounts/pier/domains/pier.example.com").await.ok(200);
    // Accounts alone: what is in them ends, and nothing is said of people.
    let pier = json!({"record": "account", "id": "pier", "name": "New Pier AG"});
    let answer = send_as(&harness, "operator.accounts", "?prune=true", &[], lines(&[pier])).await.ok(200);
    let ended = |kind: &str| answer["plan"][kind].clone();
    assert_eq!((ended("domain"), ended("contract"), ended("entitlement")), (one.clone(), one.clone(), one));
    assert_eq!(ended("person"), Value::Null);
}

#[tokio::test]
async fn a_document_that_would_end_too_much_waits_for_the_number() {
    let harness = Harness::with("[import]\nguardCount = 2\n").await;
    import(&harness, "", lines(&document())).await.ok(200);
    let rest = lines(&document()[1..3]);
    let refused = import(&harness, "?prune=true", rest.clone()).await.problem(409, "import_ends_too_much");
    assert_eq!((&refused["ends"], &refused["of"]), (&json!(4), &json!(6)));
    // The plan is there to be looked at.
    let planned = import(&harness, "?prune=true&dryRun=true", rest.clone()).await.ok(200);
    assert_eq!((&planned["confirm"], &planned["plan"]["contract"]["ended"]), (&json!(4), &json!(1)));
    import(&harness, "?prune=true&confirm=3", rest.clone()).await.problem(409, "import_ends_too_much");
    let done = import(&harness, "?prune=true&confirm=4", rest).await.ok(200);
    assert_eq!((&done["plan"]["person"]["ended"], &done["confirm"]), (&json!(1), &Value::Null));
    // A document that says nothing is taken for a mistake, however little there is to end.
    let refused = import(&harness, "?prune=true", "").await.problem(409, "import_ends_too_much");
    assert_eq!(import(&harness, "", "\n").await.ok(200)["records"], 0);
    import(&harness, &format!("?prune=true&confirm={}", refused["ends"]), "").await.ok(200);
    assert_eq!(get(&harness, "/accounts/pier").await.ok(200)["closed"], true);
}

#[tokio::test]
async fn one_document_at_a_time() {
    let harness = Arc::new(Harness::new().await);
    let lease = |until: jiff::Timestamp| {
        format!("INSERT INTO leases (name, holder, until, due_at) VALUES ('import', 'x', {}, 0)", until.as_millisecond())
    };
    harness.execute(&lease(harness.now() + jiff::SignedDuration::from_secs(60))).await;
    let (body, asked) = stuck(String::new());
    let refused = import(&harness, "", body).await;
    refused.problem(409, "import_running");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    assert_eq!(asked.load(Ordering::SeqCst), 0, "it is not sent in vain");
    harness.execute("UPDATE leases SET until = 1 WHERE name = 'import'").await;
    // One is on its way to this instance.
    let (body, asked) = stuck(lines(&document()));
    let other = Arc::clone(&harness);
    let first = tokio::spawn(async move { import(&other, "", body).await });
    while asked.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let refused = import(&harness, "", lines(&document())).await;
    refused.problem(409, "import_running");
    // It takes no place of single records, and goes away with whoever sends it.
    get(&harness, "/products").await.ok(200);
    first.abort();
    first.await.unwrap_err();
    import(&harness, "", lines(&document())).await.ok(200);
}

#[tokio::test]
async fn a_document_that_breaks_off_was_never_there() {
    let harness = Harness::new().await;
    import(&harness, "", pieces(vec![lines(&document())], true)).await.problem(400, "bad_request");
    let cut = lines(&document());
    import(&harness, "", pieces(vec![cut[..cut.len() - 20].to_owned()], true)).await.problem(400, "bad_request");
    // Whoever sends it goes away in the middle.
    let token = harness.order_system_token("").await;
    let (body, asked) = stuck(lines(&document()));
    let sending = send(&harness.router, request(&token, "", &[("content-type", JSON_LINES)], body));
    tokio::select! {
        it = sending => panic!("{it:?}"),
        () = async { while asked.load(Ordering::SeqCst) == 0 { tokio::task::yield_now().await } } => {}
    }
    assert_eq!(rows(&harness).await, []);
    import(&harness, "", lines(&document())).await.ok(200);
}

#[tokio::test]
async fn before_the_first_change_whoever_goes_away_takes_the_document_along() {
    let harness = Harness::new().await;
    get(&harness, "/products").await.ok(200);
    let token = harness.order_system_token("").await;
    let holder = TurnHolder::take_leases(&harness).await;
    let has_arrived = Arc::new(AtomicUsize::new(0));
    let end = Arc::clone(&has_arrived);
    let end = futures_util::stream::poll_fn(move |_| {
        end.fetch_add(1, Ordering::SeqCst);
        std::task::Poll::Ready(None)
    });
    let whole = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(many()))]).chain(end);
    let mut sending = Box::pin(send(&harness.router, request(&token, "", &[("content-type", JSON_LINES)], Body::from_stream(whole))));
    // It has arrived whole; a little later it waits, beside the request, to be the one that runs.
    let mut arrived = Instant::now();
    while has_arrived.load(Ordering::SeqCst) == 0 || arrived.elapsed() < Duration::from_millis(300) {
        assert!(sending.as_mut().now_or_never().is_none());
        if has_arrived.load(Ordering::SeqCst) == 0 {
            arrived = Instant::now();
        }
        tokio::task::yield_now().await;
    }
    drop(sending);
    holder.release().await;
    // It is looked at, and left; another one finds its turn.
    while import(&harness, "?dryRun=true", many()).await.status == 409 {
        tokio::task::yield_now().await;
    }
    assert_eq!(rows(&harness).await, []);
}

#[tokio::test]
async fn from_the_first_change_on_a_document_goes_to_its_end_whoever_listens() {
    let harness = Harness::new().await;
    let token = harness.order_system_token("").await;
    let headers = [("content-type", JSON_LINES), ("idempotency-key", "k")];
    let mut sending = Box::pin(send(&harness.router, request(&token, "", &headers, many())));
    while rows(&harness).await.is_empty() {
        assert!(sending.as_mut().now_or_never().is_none(), "it was too quick to be interrupted");
    }
    drop(sending);
    while rows(&harness).await.len() < 150 {
        tokio::task::yield_now().await;
    }
    // The last thing that it does.
    while harness.query_column("SELECT idempotency_key FROM operator_answers").await.is_empty() {
        tokio::task::yield_now().await;
    }
    let again = import(&harness, "", many()).await.ok(200);
    assert_eq!((&again["plan"]["account"]["unchanged"], &again["transactions"]), (&json!(150), &json!(0)));
    // What nobody read is there for whoever asks again.
    let first = send_as(&harness, "", "", &headers[1..], many()).await;
    assert_eq!((first.header("idempotency-replayed"), &first.ok(200)["transactions"]), ("true", &json!(150)));
}

/// Security check 29: A document that is repeated under its key is answered as the first time, even where newer ones came between.
#[tokio::test]
async fn a_repeated_document_gets_the_first_answer() {
    let harness = Harness::new().await;
    let key = [("idempotency-key", "night-1")];
    let named = |name: &str| lines(&[json!({"record": "product", "id": "crane", "name": name})]);
    let first = send_as(&harness, "", "", &key, named("Crane")).await.ok(200);
    import(&harness, "", named("Crane 2")).await.ok(200);
    let again = send_as(&harness, "", "", &key, pieces(named("Crane").split_inclusive(',').map(str::to_owned).collect(), false)).await;
    assert_eq!((again.ok(200), again.header("idempotency-replayed")), (first, "true"));
    assert_eq!(get(&harness, "/products/crane").await.ok(200)["name"], "Crane 2", "it was not taken in again");
    send_as(&harness, "", "", &key, named("Crane 3")).await.problem(422, "idempotency_key_reused");
    send_as(&harness, "", "?dryRun=true", &key, named("Crane")).await.problem(422, "idempotency_key_reused");
    // Without a key it is the newest word again.
    import(&harness, "", named("Crane")).await.ok(200);
    assert_eq!(get(&harness, "/products/crane").await.ok(200)["name"], "Crane");
}

/// An order system sells while its own document of everybody is taken in: neither is in the other's way for good, and nothing is lost.
#[tokio::test]
async fn single_writes_and_a_document_at_once_all_last() {
    let harness = Harness::with("[limits]\nrefusalPauseSeconds = 0\noperatorWriteBurst = 1000\n").await;
    let accounts = 0..30;
    let account = |n: usize| json!({"record": "account", "id": format!("a-{n:02}"), "name": format!("Account {n}")});
    let product = json!({"record": "product", "id": "crane", "name": "Crane"});
    let first: Vec<Value> = [product].into_iter().chain(accounts.clone().map(account)).collect();
    import(&harness, "", lines(&first)).await.ok(200);
    let of_account = |n: usize| {
        let at = format!("a-{n:02}");
        let person = |k: usize| json!({"record": "person", "id": format!("p-{n:02}-{k}"), "email": format!("p{k}@{at}.example.com"), "account": at, "roles": ["download"]});
        let owned = |k: usize| json!({"record": "entitlement", "id": format!("E-{n:02}-{k}"), "account": at, "product": "crane", "starts": "2026-01-01"});
        (0..10).map(person).chain((0..3).map(owned)).collect::<Vec<_>>()
    };
    let document = lines(&first.into_iter().chain(accounts.clone().flat_map(of_account)).collect::<Vec<_>>());
    // As a good client does: again, where the service says that it is too busy just now.
    let write = async |path: String, body: Value| {
        for _ in 0..20 {
            let answer = put(&harness, &path, body.clone()).await;
            if answer.status != 503 {
                return became(&answer, 201, "created");
            }
        }
        panic!("{path} was busy for ever");
    };
    // From both ends, and in the middle of it: other rows of the same accounts, and the catalogue.
    let singles = accounts.clone().rev().map(|n| {
        let write = &write;
        async move {
            let owned = json!({"account": format!("a-{n:02}"), "product": "crane", "starts": "2026-01-01", "seats": n + 1});
            write(format!("/entitlements/S-{n:02}"), owned).await;
            let person = json!({"email": format!("single@a-{n:02}.example.com"), "account": format!("a-{n:02}"), "roles": ["beta"]});
            write(format!("/people/s-{n:02}"), person).await;
            write(format!("/products/tool-{n:02}"), json!({"name": format!("Tool {n}")})).await;
        }
    });
    // As many at once as one client may.
    let singles = futures_util::stream::iter(singles).buffer_unordered(3).count();
    let (answer, written) = tokio::join!(import(&harness, "", document.clone()), singles);
    assert_eq!(written, 30);
    answer.ok(200);
    for (statement, expected) in [
        ("SELECT id FROM users WHERE id LIKE 'p-%' AND account_id LIKE 'a-%'", 300),
        ("SELECT id FROM users WHERE id LIKE 's-%' AND account_id LIKE 'a-%'", 30),
        ("SELECT id FROM entitlements WHERE id LIKE 'E-%'", 90),
        ("SELECT id FROM entitlements WHERE id LIKE 'S-%'", 30),
        ("SELECT id FROM products WHERE id LIKE 'tool-%'", 30),
        ("SELECT id FROM audit_events WHERE action = 'user.created' AND account_id LIKE 'a-%'", 330),
    ] {
        assert_eq!(harness.query_column(statement).await.len(), expected, "{statement}");
    }
    verify_against(&harness, &SignedHeads::default()).await.unwrap();
    assert_eq!(import(&harness, "", document).await.ok(200)["transactions"], 0, "nothing is left to be done");
}
