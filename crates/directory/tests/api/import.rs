//! A document of records: what it comes to, what it is refused for, and that any number of tries come to the same.

use super::audit::verify_against;
use super::harness::Harness;
use crate::binary::program;
use domicile_directory::audit::verify::SignedHeads;
use domicile_directory::import::{ImportOptions, Kinds, import as take_in};
use domicile_directory::operator::Source;
use domicile_model::operator::Guard;
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering};

const ARGS: [&str; 2] = ["import", "-"];

fn command(harness: &Harness, args: &[&str]) -> (tempfile::TempDir, Command) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program(folder.path(), &[args, &["--database", harness.database.as_str()]].concat());
    command.stdin(Stdio::piped());
    (folder, command)
}

/// Runs a verb with this on its standard input; its exit code, and what it said.
fn piped(harness: &Harness, args: &[&str], input: &[u8]) -> (i32, String) {
    let (_folder, mut command) = command(harness, args);
    let mut running = command.spawn().unwrap();
    // Whoever found faults enough does not read on.
    let _ = running.stdin.take().unwrap().write_all(input);
    let out = running.wait_with_output().unwrap();
    (out.status.code().unwrap(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

fn import(harness: &Harness, more: &[&str], document: &str) -> (i32, String) {
    piped(harness, &[&ARGS[..], more].concat(), document.as_bytes())
}

#[track_caller]
fn done(harness: &Harness, more: &[&str], document: &str, expected: &str) {
    let (code, said) = import(harness, more, document);
    assert_eq!((code, said.trim()), (0, expected));
}

fn lines(records: &[Value]) -> String {
    records.iter().map(|it| format!("{it}\n")).collect()
}

fn exported(harness: &Harness) -> String {
    let (code, said) = piped(harness, &["export", "--all"], b"");
    assert_eq!(code, 0, "{said}");
    said
}

/// A vendor's document: two accounts with all that belongs to them.
fn document() -> Vec<Value> {
    vec![
        json!({"record": "entitlement", "id": "E-1", "account": "pier", "product": "crane", "countries": ["GB"], "starts": "2026-01-01", "seats": 5}),
        json!({"record": "product", "id": "crane", "name": "Crane"}),
        json!({"record": "account", "id": "pier", "name": "Pier plc"}),
        json!({"record": "domain", "account": "pier", "domain": "pier.example.com"}),
        json!({"record": "contract", "account": "pier", "country": "GB", "annualRevenue": 10}),
        json!({"record": "person", "id": "P-1", "email": "ada@pier.example.com", "displayName": "Ada Pier", "account": "pier",
               "roles": ["account_admin"], "identities": [{"issuer": "https://id.example.com", "subject": "1"}]}),
        json!({"record": "person", "email": "bo@pier.example.com", "account": "pier", "country": "GB"}),
        json!({"record": "account", "id": "quay", "name": "Quay SA", "federation": "jit"}),
        json!({"record": "entitlement", "id": "E-2", "account": "quay", "product": "crane", "starts": "2026-01-01", "ends": "2030-12-31"}),
    ]
}

const ALL_NEW: &str = "1 product new, 2 accounts new, 1 domain new, 1 contract new, 2 entitlements new, 2 people new";

#[tokio::test]
async fn a_document_is_taken_in_and_a_second_time_changes_nothing() {
    let harness = Harness::new().await;
    let text = lines(&document());
    done(&harness, &["--source", "orders", "--dry-run"], &text, &format!("would be done: {ALL_NEW}"));
    assert_eq!(harness.query_column("SELECT id FROM accounts WHERE id = 'pier'").await, [], "a dry run writes nothing");
    done(&harness, &["--source", "orders"], &text, &format!("done: {ALL_NEW}"));
    let events = harness.query_column("SELECT actor FROM audit_events WHERE account_id = 'pier'").await;
    assert!(!events.is_empty() && events.iter().all(|it| it.as_deref() == Some("operator:orders")), "{events:?}");
    let versions = harness.query_column("SELECT CAST(value AS TEXT) FROM sequences").await;
    done(&harness, &["--source", "orders"], &text, "done: nothing changes");
    assert_eq!(harness.query_column("SELECT CAST(value AS TEXT) FROM sequences").await, versions);
}

#[tokio::test]
async fn what_is_exported_is_read_as_what_is_there() {
    let harness = Harness::new().await;
    done(&harness, &["--source", "orders"], &lines(&document()), &format!("done: {ALL_NEW}"));
    let first = exported(&harness);
    assert!(first.contains(r#""id":"ana-costa""#) && first.contains(r#""id":"E-2""#));
    let (code, said) = import(&harness, &["--dry-run", "--json"], &first);
    // Rows of the sample have no source yet: to take them over changes nothing that anybody sees. The others are another source's.
    assert_eq!(code, 2, "{said}");
    let sample: String = first
        .lines()
        .filter(|it| !it.contains("pier") && !it.contains("quay") && !it.contains("crane"))
        .map(|it| format!("{it}\n"))
        .collect();
    assert_eq!(import(&harness, &[], &sample).0, 0);
    assert_eq!(exported(&harness), first);
    done(&harness, &[], &sample, "done: nothing changes");
}

#[tokio::test]
async fn every_fault_is_named_with_its_line_and_nothing_is_written() {
    let harness = Harness::new().await;
    let mut records = document();
    records.push(json!({"record": "entitlement", "id": "E-3", "account": "pier", "product": "ship", "starts": "2026-01-01"}));
    records.push(json!({"record": "contract", "account": "pier", "country": "UK"}));
    records.push(
        json!({"record": "entitlement", "id": "E-4", "account": "pier", "product": "crane", "starts": "2026-02-01", "ends": "2026-01-01"}),
    );
    records.push(json!({"record": "product", "id": "crane", "name": "Crane again"}));
    records.push(json!({"record": "domain", "account": "quay", "domain": "Pier.example.com"}));
    records.push(json!({"record": "person", "email": "ada@PIER.example.com", "account": "quay"}));
    records.push(json!({"record": "person", "email": "ana.costa@oldbridge.example.com", "account": "quay"}));
    records.push(json!({"record": "domain", "account": "quay", "domain": "oldbridge.example.com"}));
    records.push(json!({"record": "contract", "account": "nowhere", "country": "FR"}));
    // What is wrong in itself comes first: only a document that is right by itself is held against what is here.
    let (code, said) = import(&harness, &[], &lines(&records));
    assert_eq!(code, 2, "{said}");
    for expected in ["line 11: countr", "line 12: ends"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let without = |gone: &[usize]| -> String {
        lines(&records.iter().enumerate().filter(|it| !gone.contains(&it.0)).map(|it| it.1.clone()).collect::<Vec<_>>())
    };
    let (code, said) = import(&harness, &[], &without(&[10, 11]));
    assert_eq!(code, 2, "{said}");
    for expected in [
        "line 11: id: the product crane stands in line 2",
        "line 12: id: the domain",
        "line 13: email: ada@pier.example.com stands in line 6",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    let (code, said) = import(&harness, &[], &without(&[10, 11, 12, 13, 14]));
    assert_eq!(code, 2, "{said}");
    for expected in [
        "line 10: product: there is no product ship",
        "line 11: account: the person belongs to another account",
        "line 12: domain: oldbridge.example.com is confirmed for another account",
        "line 13: account: there is no account nowhere",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(harness.query_column("SELECT id FROM accounts WHERE id = 'pier'").await, []);
}

#[tokio::test]
async fn a_source_ends_what_it_names_no_longer_and_nothing_else() {
    let harness = Harness::new().await;
    let (mut records, source) = (document(), ["--source", "orders", "--prune"]);
    done(&harness, &source, &lines(&records), &format!("done: {ALL_NEW}"));
    // The domain goes to the other account, one entitlement ends, Bo is let go.
    records.remove(0);
    records[2] = json!({"record": "domain", "account": "quay", "domain": "pier.example.com"});
    records.retain(|it| it["email"] != "bo@pier.example.com");
    done(&harness, &source, &lines(&records), "done: 1 domain new, 1 domain ends, 1 entitlement ends, 1 person ends");
    assert_eq!(
        harness.query_column("SELECT account_id FROM account_domains WHERE domain = 'pier.example.com'").await,
        [Some("quay".into())]
    );
    assert_eq!(harness.query_column("SELECT account_id FROM users WHERE email = 'bo@pier.example.com'").await, [None]);
    done(&harness, &source, &lines(&records), "done: nothing changes");
    // An account that is named no longer closes; the sample's rows are nobody's, and stay.
    records.retain(|it| it["account"] != "pier" && it["id"] != "pier");
    done(&harness, &source, &lines(&records), "done: 1 account ends");
    assert_eq!(harness.me("ana-costa").await["affiliation"]["account"]["id"], "old-bridge");
    done(&harness, &source, &lines(&records), "done: nothing changes");
}

#[tokio::test]
async fn a_run_that_would_end_too_much_waits_for_a_number() {
    let harness = Harness::new().await;
    let mut records = document();
    records.extend((10..60).map(|it| json!({"record": "contract", "account": "pier", "country": CODES[it - 10]})));
    let source = ["--source", "orders", "--prune"];
    assert_eq!(import(&harness, &source, &lines(&records)).0, 0);
    let cut: String = lines(&records[..30]);
    done(&harness, &[&source[..], &["--dry-run"]].concat(), &cut, "would be done, if it said --confirm 29: 29 contracts end");
    let (code, said) = import(&harness, &source, &cut);
    assert!(code == 7 && said.contains("--confirm 29"), "{code} {said}");
    assert_eq!(import(&harness, &[&source[..], &["--confirm", "28"]].concat(), &cut).0, 7);
    done(&harness, &[&source[..], &["--confirm", "29"]].concat(), &cut, "done: 29 contracts end");
}

const CODES: [&str; 50] = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AR", "AS", "AT", "AU", "AW", "AZ", "BA", "BB", "BD", "BE", "BF", "BG", "BH", "BI",
    "BJ", "BM", "BN", "BO", "BR", "BS", "BT", "BW", "BY", "BZ", "CA", "CD", "CF", "CG", "CH", "CI", "CL", "CM", "CN", "CO", "CR", "CU",
    "CV", "CY", "CZ", "DE", "DK", "DM",
];

#[tokio::test]
async fn tables_of_an_order_system_are_taken_in() {
    let harness = Harness::new().await;
    let table =
        "\u{feff}ID;Account;Product;Countries;Seats;Starts;Ends\r\nE-1;old-bridge;rail-designer;GB FR;\"3\";2026-01-01;2027-12-31\r\n";
    done(&harness, &["--source", "orders"], table, "done: 1 entitlement new");
    let people = "email,display name,account,roles\r\n\"zoe@oldbridge.example.com\",\"Zoe, Q\",old-bridge,download beta\r\n";
    done(&harness, &["--source", "orders"], people, "done: 1 person new");
    let found = harness.get("maria-silva", "/v1/accounts/old-bridge/users?query=zoe").await.ok(200);
    assert_eq!(found["items"][0]["user"]["displayName"], "Zoe, Q");
}

#[tokio::test]
async fn one_import_runs_at_a_time() {
    let harness = Harness::new().await;
    harness
        .execute(&format!(
            "INSERT INTO leases (name, holder, until, due_at) VALUES ('import', 'somebody', {}, 0)",
            jiff::Timestamp::now().as_millisecond() + 60_000
        ))
        .await;
    let (code, said) = import(&harness, &[], &lines(&document()));
    assert!(code == 7 && said.contains("another import is running"), "{code} {said}");
    // One that died is over after a while.
    harness.execute("UPDATE leases SET until = 1 WHERE name = 'import'").await;
    assert_eq!(import(&harness, &[], &lines(&document())).0, 0);
}

/// How often an import is killed: more of them by `DOMICILE_KILLS`.
fn kills() -> u64 {
    std::env::var("DOMICILE_KILLS").map_or(6, |it| it.parse().unwrap())
}

/// What the order system says the `round`th time: every account otherwise than before, and in each somebody new.
fn round_of(round: u64) -> String {
    let records = (0..12).flat_map(|it| {
        let account = format!("a-{it:02}");
        let person = |n: u64| {
            let identities = json!([{"issuer": "https://id.example.com", "subject": format!("{it}-{n}")}]);
            json!({"record": "person", "id": format!("p-{it:02}-{n:03}"), "email": format!("p{it}.{n}@example.net"), "account": account,
                   "displayName": format!("Person {}", round.min(n + 1)), "roles": ["download"], "country": "GB", "identities": identities})
        };
        let contract = json!({"record": "contract", "account": account, "country": "GB", "annualRevenue": round + 1});
        let account = json!({"record": "account", "id": account, "name": format!("Account {it}")});
        // Whoever came long ago is no longer named, and is released.
        [account, contract].into_iter().chain((round.saturating_sub(3)..=round).map(person)).collect::<Vec<_>>()
    });
    lines(&records.collect::<Vec<_>>())
}

#[tokio::test]
async fn what_is_granted_is_used_as_the_same_document_sells_it() {
    let harness = Harness::new().await;
    let (mut records, source) = (document(), ["--source", "orders"]);
    done(&harness, &source, &lines(&records), &format!("done: {ALL_NEW}"));
    for it in records.iter_mut().filter(|it| it["id"] == "crane") {
        it["usageType"] = json!("trial");
    }
    // They say nothing of their own, so they go with their product.
    done(&harness, &source, &lines(&records), "done: 1 product changed, 2 entitlements changed");
    done(&harness, &source, &lines(&records), "done: nothing changes");
    let used = harness.query_column("SELECT DISTINCT usage_type FROM entitlements WHERE source = 'orders'").await;
    assert_eq!(used, [Some("trial".to_owned())]);
}

#[tokio::test]
async fn an_import_that_takes_longer_than_others_wait_goes_on_where_nobody_came() {
    let harness = Harness::new().await;
    let minutes = AtomicI64::new(0);
    let clock = || harness.now() + SignedDuration::from_mins(minutes.fetch_add(5, Ordering::SeqCst));
    let options = ImportOptions {
        source: Source::new("orders").unwrap(),
        dry_run: false,
        prune: false,
        guard: Guard::default(),
        confirmed: None,
        service_url: String::new(),
        kinds: Kinds::all(),
        request_id: None,
        service: None,
    };
    let report = take_in(&harness.store, Cursor::new(lines(&document())), &options, clock).await.unwrap();
    assert_eq!(report.transactions, 3);
    let again = take_in(&harness.store, Cursor::new(lines(&document())), &options, || harness.now()).await.unwrap();
    assert_eq!(again.transactions, 0, "the next need not wait, whatever its clock says");
}

#[tokio::test]
async fn whatever_kills_an_import_the_same_document_ends_the_same() {
    let (harness, never_killed) = (Harness::new().await, Harness::new().await);
    let args = ["--source", "orders", "--prune", "--confirm", "12"];
    let (mut under_way, mut random) = (0, 0x2545_f491_4f6c_dd1d_u64);
    for round in 0..kills() {
        let text = round_of(round);
        let (_folder, mut command) = command(&harness, &[&ARGS[..], &args].concat());
        let mut running = command.spawn().unwrap();
        running.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // Until so many accounts are done.
        let reached = format!("SELECT account_id FROM contract_countries WHERE annual_revenue = {} AND source = 'orders'", round + 1);
        while (harness.query_column(&reached).await.len() as u64) < (random >> 33) % 12 && running.try_wait().unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        under_way += u64::from(running.try_wait().unwrap().is_none());
        let _ = running.kill();
        running.wait().unwrap();
        // Nobody waits for the one that is dead.
        harness.execute("UPDATE leases SET until = 1 WHERE name = 'import'").await;
        // How much is left to be ended depends on how far it came.
        let (code, said) = import(&harness, &["--source", "orders", "--prune", "--dry-run", "--json"], &text);
        let left: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{code} {said}"));
        let number = left["plan"]["person"]["ended"].as_u64().unwrap_or(0).to_string();
        assert_eq!(import(&harness, &["--source", "orders", "--prune", "--confirm", &number], &text).0, 0);
        assert_eq!(import(&never_killed, &args, &text).0, 0);
        assert_eq!(exported(&harness), exported(&never_killed), "round {round}");
    }
    assert!(under_way > 0, "none was under way");
    verify_against(&harness, &SignedHeads::default()).await.unwrap();
    done(&harness, &["--source", "orders", "--prune"], &round_of(kills() - 1), "done: nothing changes");
}

/// What a statement finds, with the rows of one account only; ids of events and moments are left out.
async fn rows_of(harness: &Harness, account: &str) -> Vec<Option<String>> {
    let of_account = format!("IN (SELECT id FROM users WHERE account_id = '{account}')");
    let mut found = Vec::new();
    for statement in [
        format!(
            "SELECT id || ' ' || email || ' ' || email_key || ' ' || display_name || ' ' || locale || ' ' || joined_how || ' ' || source || ' ' || \
             COALESCE(explicit_country, '-') FROM users WHERE account_id = '{account}'"
        ),
        format!("SELECT user_id || ' ' || role || ' ' || COALESCE(account_id, '-') FROM user_roles WHERE user_id {of_account}"),
        format!("SELECT issuer || ' ' || subject || ' ' || user_id FROM identities WHERE user_id {of_account}"),
        format!("SELECT user_id || ' ' || CAST(COUNT(*) AS TEXT) FROM user_terms WHERE account_id = '{account}' GROUP BY user_id"),
        format!("SELECT action || ' ' || subject || ' ' || COALESCE(after, '-') FROM audit_events WHERE subject {of_account}"),
    ] {
        let mut rows = harness.query_column(&statement).await;
        rows.sort();
        found.extend(rows);
    }
    found
}

#[tokio::test]
async fn many_new_people_at_once_are_as_if_they_came_one_by_one() {
    let (together, one_by_one) = (Harness::new().await, Harness::new().await);
    let people: Vec<Value> = (0..75)
        .map(|n| {
            let roles = if n == 3 { json!(["co_admin", "download"]) } else { json!(["download"]) };
            let identities: Vec<Value> = (0..n % 3).map(|k| json!({"issuer": "https://id.example.com", "subject": format!("{n}-{k}")})).collect();
            let country = if n % 2 == 0 { json!("GB") } else { Value::Null };
            json!({"record": "person", "id": format!("p-{n:02}"), "email": format!("P{n}@Pier.example.com"), "displayName": format!("Jo {n}"),
                   "account": "pier", "roles": roles, "country": country, "identities": identities})
        })
        .collect();
    for harness in [&together, &one_by_one] {
        done(harness, &["--source", "orders"], &lines(&document()), &format!("done: {ALL_NEW}"));
    }
    done(&together, &["--source", "orders"], &lines(&people), "done: 75 people new");
    for person in &people {
        done(&one_by_one, &["--source", "orders"], &lines(std::slice::from_ref(person)), "done: 1 person new");
    }
    let strangers = "SELECT id FROM users WHERE source = 'orders' AND email LIKE 'bo@%'";
    let but_strangers = |rows: Vec<Option<String>>, id: &str| {
        rows.into_iter().filter(|it| !it.as_deref().unwrap_or_default().contains(id)).collect::<Vec<_>>()
    };
    let mut rows = Vec::new();
    for harness in [&together, &one_by_one] {
        // Whoever has no id from the vendor has another one here and there.
        let bo = harness.query_column(strangers).await.remove(0).unwrap();
        rows.push(but_strangers(rows_of(harness, "pier").await, &bo));
        verify_against(harness, &SignedHeads::default()).await.unwrap();
    }
    let (one, other) = (rows.remove(0), rows.remove(0));
    assert_eq!(one.iter().zip(&other).find(|(one, other)| one != other), None);
    assert_eq!(one.len(), other.len());
    assert!(one.len() > 75 * 4, "{}", one.len());
    // And people are found by their names.
    assert_eq!(together.query_column("SELECT DISTINCT user_id FROM user_terms WHERE account_id = 'pier'").await.len(), 77);
}

#[tokio::test]
async fn nobody_gets_the_id_of_somebody_who_was_erased_however_many_come() {
    let harness = Harness::new().await;
    done(&harness, &["--source", "orders"], &lines(&document()), &format!("done: {ALL_NEW}"));
    harness.execute("UPDATE users SET account_id = NULL WHERE id = 'P-1'").await;
    harness.execute("UPDATE users SET erased_at = 1, email = 'x', email_key = 'x' WHERE id = 'P-1'").await;
    let people =
        ["P-0", "P-1", "P-2"].map(|id| json!({"record": "person", "id": id, "email": format!("{id}@pier.example.com"), "account": "pier"}));
    let (code, said) = import(&harness, &["--source", "orders"], &lines(&people));
    assert!(code == 2 && said.contains("erased"), "{code} {said}");
    assert_eq!(harness.query_column("SELECT id FROM users WHERE id IN ('P-0', 'P-2')").await, [], "none of them is there");
}

/// One administrator after the other, whichever of them stands first.
#[tokio::test]
async fn an_account_changes_its_administrator_in_one_document() {
    let harness = Harness::new().await;
    let person = |id: &str, role: &str| json!({"record": "person", "id": id, "email": format!("{id}@pier.example.com"), "account": "pier", "roles": [role]});
    let account = json!({"record": "account", "id": "pier", "name": "Pier plc"});
    for (one, other) in
        [("download", "account_admin"), ("account_admin", "download"), ("download", "co_admin"), ("account_admin", "download")]
    {
        let (code, said) = import(&harness, &["--source", "orders"], &lines(&[account.clone(), person("p-1", one), person("p-2", other)]));
        assert_eq!(code, 0, "{said}");
    }
    let (code, said) = import(&harness, &["--source", "orders"], &lines(&[person("p-1", "download"), person("p-3", "account_admin")]));
    assert_eq!(code, 0, "{said}");
    let (code, said) = import(&harness, &["--source", "orders"], &lines(&[person("p-3", "download")]));
    assert!(code != 0 && said.contains("last administrator"), "{said}");
}

/// The one who goes, and the one who comes, in whichever part of a large account they stand.
#[tokio::test]
async fn an_administrator_of_a_large_account_is_replaced_in_one_document() {
    let harness = Harness::new().await;
    let person = |id: &str, role: &str| json!({"record": "person", "id": id, "email": format!("{id}@pier.example.com"), "account": "pier", "roles": [role]});
    let account = json!({"record": "account", "id": "pier", "name": "Pier plc"});
    let many: Vec<Value> = (0..600).map(|n| person(&format!("m-{n:03}"), "download")).collect();
    let taken_in = |records: &[Value], more: &[&str]| {
        let (code, said) = import(&harness, &[&["--source", "orders"], more].concat(), &lines(&[&many[..], records].concat()));
        assert_eq!(code, 0, "{said}");
    };
    taken_in(&[account.clone(), person("a-first", "account_admin"), person("z-last", "download")], &[]);
    taken_in(&[account.clone(), person("a-first", "download"), person("z-last", "account_admin")], &[]);
    // Another one comes, and the one who was it is named no more.
    taken_in(&[account.clone(), person("a-first", "account_admin")], &["--prune", "--confirm", "1"]);
    let administrators = "SELECT user_id FROM user_roles WHERE role = 'account_admin' AND account_id = 'pier'";
    assert_eq!(harness.query_column(administrators).await, [Some("a-first".to_owned())]);
    assert_eq!(harness.query_column("SELECT id FROM users WHERE id = 'z-last' AND account_id IS NULL").await.len(), 1);
    // Nobody takes over: then the last one stays, and it is said.
    let (code, said) = import(&harness, &["--source", "orders"], &lines(&[person("a-first", "download")]));
    assert!(code != 0 && said.contains("last administrator"), "{said}");
}
