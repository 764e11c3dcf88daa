//! Erasing somebody: nothing is left in any byte of the database, the chains hold, and what was open has ended as it always does.

use super::audit::{signed_heads, verify_against};
use super::harness::Harness;
use super::traces::found;
use crate::binary::{Running, program};
use axum::http::Method;
use domicile_directory::audit::verify::{BreakKind, SignedHeads};
use domicile_directory::person_data::erase::{Erasure, erase};
use domicile_directory::person_data::export::export;
use domicile_directory::store::{Compacted, Store};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const ANA: &str = "ana.costa@oldbridge.example.com";
/// By what nobody may find her any more.
const HER: &[&str] = &["Ana Costa", ANA, "Ana's laptop", "zeppelin-9"];
const OLD_BRIDGE: &str = "/v1/accounts/old-bridge";
const NORTHWIND: &str = "/v1/accounts/northwind-rail";

fn id(it: &Value) -> String {
    it["id"].as_str().unwrap().to_owned()
}

/// Ana has done, and others have done with her, all that there is to do; a request, an offer, an invitation and a check-out are open.
async fn in_the_middle(harness: &Harness) {
    let report = json!({"machineName": "Ana's laptop", "summary": "Slow.", "facts": {"owner": "zeppelin-9"}});
    harness.post("ana-costa", "/v1/me/machine-reports", report).await.ok(201);
    let take = |machine: &str| json!({"product": "terrain-viewer", "machine": {"id": machine, "name": "Ana's laptop"}, "days": 7});
    let allowed = id(&harness.post("ana-costa", "/v1/me/check-outs", take("zeppelin-9")).await.ok(201));
    harness.post("tom-becker", &format!("{OLD_BRIDGE}/check-outs/{allowed}/allow"), json!({"days": 7})).await.ok(200);
    harness.post("ana-costa", "/v1/me/check-outs", take("zeppelin-9-b")).await.ok(201);
    let group = id(&harness.post("maria-silva", &format!("{OLD_BRIDGE}/groups"), json!({"name": "Friends of ANA COSTA"})).await.ok(201));
    for who in ["ana-costa", "tom-becker"] {
        let path = format!("{OLD_BRIDGE}/groups/{group}/members/{who}");
        harness.call("maria-silva", Method::PUT, &path, &[], None).await.ok(200);
    }
    let licence = json!({"product": "bridge-modeler", "user": "ana-costa"});
    harness.post("maria-silva", &format!("{OLD_BRIDGE}/licence-assignments"), licence).await.ok(201);
    let case = json!({"text": "I am Ana Costa, zeppelin-9 is my seat."});
    harness.post("ana-costa", "/v1/me/service-requests", case).await.ok(201);
    let asks = json!({"kind": "role", "role": "beta", "note": "I am Ana Costa, of zeppelin-9."});
    harness.post("ana-costa", "/v1/me/requests", asks).await.ok(201);
    // Another account looks her up and offers to take her over; she accepts, which files a request.
    let add = json!({"email": "Ana.Costa@oldbridge.example.com", "action": "create"});
    harness
        .call("nora-lindqvist", Method::POST, &format!("{NORTHWIND}/users"), &[("idempotency-key", "k1")], Some(add))
        .await
        .problem(409, "affiliated_elsewhere");
    let offer =
        id(&harness.post("nora-lindqvist", &format!("{NORTHWIND}/transfers"), json!({"email": ANA, "roles": ["download"]})).await.ok(201));
    harness.post("ana-costa", &format!("/v1/me/transfers/{offer}/accept"), json!({})).await.ok(200);
    // And others write about her.
    let request = harness.post("paul-petit", "/v1/me/removal-requests", json!({"note": "Ask Ana Costa."})).await.ok(201);
    let reason = "Says ana.costa@oldbridge.example.com.";
    harness.decline("nora-lindqvist", "northwind-rail", &id(&request), reason).await.ok(200);
    harness.execute("UPDATE accounts SET it_contact = 'ana.costa@oldbridge.example.com' WHERE id = 'old-bridge'").await;
    harness.execute("INSERT INTO former_members (account_id, user_id, display_name, email) VALUES ('quarry', 'ana-costa', 'Ana Costa', 'ana.costa@oldbridge.example.com')").await;
}

/// As the command does it, by connections of its own beside the service.
async fn erased(harness: &Harness, email: &str) -> Erasure {
    let store = Store::open(&harness.database).await.unwrap();
    let done = erase(&store, email, "Asked to, case 4711.", harness.now()).await.unwrap();
    // A server keeps what has gone for whoever is just connecting to it, to any of its databases: other tests do so all the time.
    let times = if harness.database.starts_with("sqlite:") { 1 } else { 3 };
    for _ in 0..times {
        let compacted = store.compact(true).await.unwrap();
        assert!(matches!(compacted, Compacted::Whole | Compacted::Rewritten), "{compacted:?}");
    }
    store.close().await;
    done
}

/// Who was erased is in no byte of the database, and the record still verifies, against heads of before as well.
#[tokio::test]
async fn nothing_is_left_of_somebody_and_the_record_is_whole() {
    let harness = Harness::new().await;
    in_the_middle(&harness).await;
    let heads = signed_heads(&harness).await;
    let before = verify_against(&harness, &heads).await.unwrap();
    for text in HER {
        let places = found(&harness, &[text]).await;
        assert!(!places.is_empty(), "{text} would not be found if it were there");
    }
    let done = erased(&harness, ANA).await;
    assert_eq!((done.user.as_str(), done.whole_row, done.vague.len(), done.still_named.len()), ("ana-costa", false, 0, 0));
    assert!(done.values > 20, "{done:?}");
    assert_eq!(found(&harness, HER).await, Vec::<String>::new());

    let after = verify_against(&harness, &heads).await.unwrap();
    assert_eq!((after.chains, after.heads, after.erased), (before.chains, before.heads, u64::try_from(done.values).unwrap()));
    assert!(after.events > before.events, "{after:?}");
    let again = signed_heads(&harness).await;
    verify_against(&harness, &again).await.unwrap();
    // What others have to do with is there, without her.
    let declined = harness.get("paul-petit", "/v1/me/removal-requests").await.ok(200);
    assert_eq!((&declined["items"][0]["note"], &declined["items"][0]["declineReason"]), (&json!("Ask […]."), &json!("Says […].")));
    let groups = harness.get("maria-silva", &format!("{OLD_BRIDGE}/groups")).await.ok(200);
    assert_eq!(groups["items"][0]["name"], "Friends of […]");
    let requests = harness.get("maria-silva", &format!("{OLD_BRIDGE}/removal-requests")).await.ok(200);
    assert_eq!(requests["items"][0]["user"], json!({"id": "ana-costa", "displayName": "[…]", "email": ""}));
    // There is nobody to erase, or to hand over, any more.
    let refused = erase(&harness.store, ANA, "x", harness.now()).await.unwrap_err().to_string();
    assert!(refused.contains("There is nobody"), "{refused}");
    assert!(export(&harness.store, ANA, harness.now()).await.is_err());
}

#[tokio::test]
async fn what_is_open_ends_as_it_always_does() {
    let harness = Harness::new().await;
    in_the_middle(&harness).await;
    erased(&harness, ANA).await;
    let states = |table: &str| format!("SELECT state FROM {table} WHERE user_id = 'ana-costa' ORDER BY state");
    let all = |found: Vec<Option<String>>| found.into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(all(harness.query_column(&states("removal_requests")).await), ["fulfilled"]);
    assert_eq!(all(harness.query_column(&states("person_requests")).await), Vec::<String>::new());
    assert_eq!(all(harness.query_column(&states("transfers")).await), ["expired"]);
    assert_eq!(all(harness.query_column(&states("check_outs")).await), ["cancelled", "cancelled"]);
    assert_eq!(all(harness.query_column(&states("service_requests")).await), ["answered"]);
    assert_eq!(all(harness.query_column("SELECT account_id FROM users WHERE id = 'ana-costa'").await), Vec::<String>::new());
    // By the operator, or by the service where an account may not know who: never as if she had done it.
    let by = "SELECT actor || ' ' || action FROM audit_events WHERE actor IN ('operator', 'system') AND action <> 'identity.linked' ORDER BY at, id";
    let events = all(harness.query_column(by).await);
    for event in [
        "system transfer.ended",
        "operator check_out.cancelled",
        "operator user.removed",
        "operator removal_request.fulfilled",
        "operator person_request.withdrawn",
        "operator service_request.answered",
        "operator person.erased",
    ] {
        assert!(events.iter().any(|it| it == event), "{event}: {events:?}");
    }
    // She was on the way there, and did not arrive.
    assert!(harness.get("nora-lindqvist", &format!("{NORTHWIND}/users?query=")).await.ok(200)["items"].as_array().unwrap().len() == 2);
}

#[tokio::test]
async fn an_invitation_and_somebody_of_no_account_end_as_well() {
    let harness = Harness::new().await;
    harness.post("tom-becker", &format!("{OLD_BRIDGE}/invitations"), json!({"email": "yara.haddad@example.com"})).await.ok(201);
    let create = json!({"email": "new.one@example.org", "displayName": "New One", "action": "create"});
    harness.post("maria-silva", &format!("{OLD_BRIDGE}/users"), create).await.ok(201);
    erased(&harness, "yara.haddad@example.com").await;
    erased(&harness, "new.one@example.org").await;
    let open = harness.query_column("SELECT id FROM invitations WHERE state = 'invited'").await;
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(found(&harness, &["yara.haddad@", "new.one@", "New One", "Yara Haddad"]).await, Vec::<String>::new());
    verify_against(&harness, &SignedHeads::default()).await.unwrap();
    // Nobody else had to do with him: the row is gone as well.
    assert!(erased(&harness, "hugo.prat@meridian.example.com").await.whole_row);
}

#[tokio::test]
async fn an_account_is_never_left_without_what_it_needs() {
    let harness = Harness::new().await;
    harness.execute("DELETE FROM user_roles WHERE user_id = 'tom-becker'").await;
    for (email, blocker, first) in [
        ("maria.silva@oldbridge.example.com", "last_administrator", "support name-admin"),
        ("piet.jansen@oldbridge.example.com", "last_fulfilment_contact", "designates another"),
        ("lena.vogt@harbour.example.com", "directory_managed", "own IT"),
    ] {
        let refused = erase(&harness.store, email, "Asked to.", harness.now()).await.unwrap_err().to_string();
        assert!(refused.contains(blocker) && refused.contains(first), "{refused}");
        assert_eq!(
            harness.query_column(&format!("SELECT id FROM users WHERE email = '{email}' AND account_id IS NOT NULL")).await.len(),
            1
        );
    }
    assert_eq!(harness.query_column("SELECT id FROM audit_events WHERE action <> 'identity.linked'").await.len(), 0, "nothing was done");
}

#[tokio::test]
async fn the_reason_is_asked_for_and_names_nobody() {
    let harness = Harness::new().await;
    for (reason, says) in
        [(" ", "Say why"), ("Ana Costa asked", "names the person"), ("ana.COSTA@oldbridge.example.com", "names the person")]
    {
        let refused = erase(&harness.store, ANA, reason, harness.now()).await.unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }
}

/// PostgreSQL keeps samples of columns for its planner: taken anew, she is in none. And an account that is called like her keeps its name.
#[tokio::test]
async fn samples_hold_nobody_and_an_account_keeps_its_name() {
    let harness = Harness::new().await;
    harness.execute("UPDATE accounts SET name = 'Ana Costa & Sons' WHERE id = 'quarry'").await;
    let samples = "SELECT CAST(histogram_bounds AS TEXT) FROM pg_stats WHERE tablename = 'users' AND attname IN ('email', 'display_name') \
                   AND histogram_bounds IS NOT NULL";
    let server = harness.database.starts_with("postgres");
    if server {
        harness.execute("ANALYZE").await;
        assert!(harness.query_column(samples).await.iter().flatten().any(|it| it.contains(ANA)), "there would be samples of her");
    }
    let done = erased(&harness, ANA).await;
    assert_eq!(done.still_named, ["accounts.name"]);
    if server {
        let samples = harness.query_column(samples).await;
        assert!(!samples.is_empty() && samples.iter().flatten().all(|it| !it.contains(ANA) && !it.contains("Ana Costa")), "{samples:?}");
    }
}

/// An address that is nobody's may have been looked up all the same.
#[tokio::test]
async fn an_address_that_is_nobodys_is_handed_over_and_erased_as_well() {
    let harness = Harness::new().await;
    let offer = json!({"email": "somebody@elsewhere.example.com"});
    harness.post("tom-becker", &format!("{OLD_BRIDGE}/transfers"), offer).await;
    let stranger = "Somebody@elsewhere.example.com";
    let known = export(&harness.store, stranger, harness.now()).await.unwrap();
    assert_eq!((&known["person"], known["lookedUp"].as_array().unwrap().len()), (&Value::Null, 1), "{known}");
    let done = erased(&harness, stranger).await;
    assert_eq!((done.values, found(&harness, &[stranger]).await), (1, Vec::<String>::new()));
    assert_eq!(verify_against(&harness, &SignedHeads::default()).await.unwrap().erased, 1);
    for refused in
        [export(&harness.store, stranger, harness.now()).await.err(), erase(&harness.store, stranger, "x", harness.now()).await.err()]
    {
        assert!(refused.unwrap().to_string().contains("nothing names it"));
    }
}

/// A fault that is planted is seen: one term by which she was found, left behind.
#[tokio::test]
async fn a_search_term_that_was_left_would_be_found() {
    let harness = Harness::new().await;
    in_the_middle(&harness).await;
    erased(&harness, ANA).await;
    let bytes = if harness.database.starts_with("sqlite:") { "BLOB" } else { "BYTEA" };
    let term = format!("CAST('ana costa' AS {bytes})");
    harness
        .execute(&format!(
            "INSERT INTO user_terms (account_id, term, name_key, user_id) VALUES ('old-bridge', {term}, {term}, 'ana-costa')"
        ))
        .await;
    assert!(!found(&harness, &["Ana Costa"]).await.is_empty());
}

/// The program itself, beside the service that has the database open.
#[cfg(unix)]
#[tokio::test]
async fn the_command_works_beside_a_running_service() {
    use std::io::{BufRead as _, BufReader};
    let (database, _folder) = super::harness::database();
    let folder = tempfile::tempdir().unwrap();
    let run = |verb: &[&str]| {
        let output = program(folder.path(), verb).args(["--database", &database]).env("DOMICILE_LOG", "off").output().unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let mut service = Running(program(folder.path(), &["serve", "--demo", "--database", &database]).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(service.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on "), "{line}");
    let (good, exported, said) = run(&["person", "export", ANA, "--json"]);
    assert!(good && exported.lines().count() == 1 && exported.contains("Ana Costa"), "{said}");
    let (good, printed, said) = run(&["person", "erase", ANA, "--because", "Asked to, case 4711.", "--rewrite"]);
    assert!(good && printed.starts_with("erased: ana-costa (") && printed.contains("written anew"), "{printed} {said}");
    assert!(!printed.contains("Ana Costa") && !printed.contains(ANA));
    let (good, _, said) = run(&["person", "export", ANA]);
    assert!(!good && said.contains("There is nobody"), "{said}");
    let (good, printed, said) = run(&["audit", "verify", "--demo"]);
    assert!(good && printed.contains("The record is whole") && !printed.contains("erased values 0"), "{printed} {said}");
    let (good, printed, said) = run(&["person", "erase", "piet.jansen@oldbridge.example.com", "--because", "Asked to."]);
    assert!(!good && printed.is_empty() && said.contains("last_fulfilment_contact"), "{printed} {said}");
    let (good, printed, said) = run(&["person", "compact"]);
    assert!(good && printed.lines().count() == 1, "{printed} {said}");
    assert!(service.0.try_wait().unwrap().is_none(), "the service goes on");
}

/// A name of one word, or one that two people bear, is not searched for in the words of others.
#[tokio::test]
async fn a_namesake_keeps_what_is_theirs() {
    let harness = Harness::new().await;
    harness.execute("UPDATE users SET display_name = 'Ana Costa' WHERE id = 'paul-petit'").await;
    let request = harness.post("paul-petit", "/v1/me/removal-requests", json!({"note": "I am Ana Costa."})).await.ok(201);
    let done = erased(&harness, ANA).await;
    assert_eq!(done.vague, ["Ana Costa"]);
    let mine = harness.get("paul-petit", "/v1/me/removal-requests").await.ok(200);
    assert_eq!((&mine["items"][0]["id"], &mine["items"][0]["note"]), (&request["id"], &json!("I am Ana Costa.")));
    assert_eq!(found(&harness, &[ANA]).await, Vec::<String>::new());
}

/// Security check 25: A value that somebody took away is told from one that was erased.
#[tokio::test]
async fn a_forged_erasure_is_found() {
    let harness = Harness::new().await;
    in_the_middle(&harness).await;
    erased(&harness, ANA).await;
    harness.execute("CREATE TABLE kept AS SELECT * FROM audit_events").await;
    harness.execute("CREATE TABLE kept_values AS SELECT * FROM erased_values").await;
    let there = "SELECT id FROM audit_events WHERE chain = 'old-bridge' AND action = 'group.joined' AND subject = 'tom-becker'";
    let event = harness.query_column(there).await.remove(0).unwrap();
    let erasure = "(SELECT id FROM audit_events WHERE chain = 'old-bridge' AND action = 'person.erased')";
    let (value, salt) = ("SELECT before FROM audit_events WHERE id", "SELECT before_salt FROM audit_events WHERE id");
    let value = harness.query_column(&format!("{value} = '{event}'")).await.remove(0).unwrap();
    let salt = harness.query_column(&format!("{salt} = '{event}'")).await.remove(0).unwrap();
    let digest: String =
        Sha256::digest(format!("domicile audit value 2\n{salt}\n{}:{value}\n", value.len())).iter().map(|it| format!("{it:02x}")).collect();
    let take_away = format!("UPDATE audit_events SET before = NULL, before_salt = NULL WHERE id = '{event}'");
    let forged =
        |by: &str| format!("INSERT INTO erased_values (event_id, field, digest, erased_by) VALUES ('{event}', 'before', '{digest}', {by})");
    for (statements, kind) in [
        (vec![take_away.clone()], BreakKind::Changed),
        (vec![take_away.clone(), forged("'nothing'")], BreakKind::NotErased),
        (
            vec![take_away.clone(), forged("(SELECT id FROM audit_events WHERE chain = '-' AND action = 'person.erased')")],
            BreakKind::NotErased,
        ),
        (vec!["DELETE FROM erased_values WHERE field = 'because'".to_owned()], BreakKind::Changed),
        (vec![format!("UPDATE erased_values SET digest = '{digest}' WHERE field = 'after'")], BreakKind::Changed),
        (vec![format!("UPDATE audit_events SET before_salt = NULL WHERE id = '{event}'")], BreakKind::Changed),
        (vec!["UPDATE audit_events SET encoding = 1".to_owned()], BreakKind::Changed),
    ] {
        for statement in &statements {
            harness.execute(statement).await;
        }
        let broken = verify_against(&harness, &SignedHeads::default()).await.unwrap_err();
        assert_eq!(broken.kind, kind, "{statements:?}: {broken}");
        for (table, kept) in [("audit_events", "kept"), ("erased_values", "kept_values")] {
            harness.execute(&format!("DELETE FROM {table}")).await;
            harness.execute(&format!("INSERT INTO {table} SELECT * FROM {kept}")).await;
        }
        verify_against(&harness, &SignedHeads::default()).await.unwrap();
    }
    // With a digest that fits and an erasure that is there, the number does not fit.
    harness.execute(&take_away).await;
    harness.execute(&forged(erasure)).await;
    let broken = verify_against(&harness, &SignedHeads::default()).await.unwrap_err();
    assert!(matches!(broken.kind, BreakKind::OtherErasure { .. }), "{broken}");
}

#[tokio::test]
async fn everything_about_somebody_is_handed_over_and_nothing_of_others() {
    let harness = Harness::new().await;
    in_the_middle(&harness).await;
    let ana = export(&harness.store, ANA, harness.now()).await.unwrap();
    let about = &ana["about"];
    assert_eq!(about["users"][0]["displayName"], "Ana Costa");
    assert_eq!(about["users"][0]["provisioned"], false);
    assert!(about["users"][0]["createdAt"].as_str().unwrap().ends_with('Z'));
    assert_eq!(about["machineReports"][0]["facts"], json!({"owner": "zeppelin-9"}));
    for table in [
        "identities",
        "userRoles",
        "groupMembers",
        "licenceAssignments",
        "removalRequests",
        "transfers",
        "checkOuts",
        "serviceRequests",
        "formerMembers",
        "outbox",
    ] {
        assert!(!about[table].as_array().unwrap().is_empty(), "{table}");
    }
    assert_eq!((&ana["lookedUp"][0]["accountId"], &ana["accounts"]["old-bridge"]), (&json!("northwind-rail"), &json!("Old Bridge Ltd")));
    let actions: Vec<_> = ana["events"]["about"].as_array().unwrap().iter().map(|it| it["action"].as_str().unwrap()).collect();
    for action in
        ["identity.linked", "transfer.offered", "removal_request.declined", "group.joined", "machine_report.sent", "address.looked_up"]
    {
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
    // What an administrator did to others says nothing of those.
    let maria = export(&harness.store, "maria.silva@oldbridge.example.com", harness.now()).await.unwrap();
    let text = maria["by"].to_string() + &maria["events"]["by"].to_string();
    assert!(text.contains("group.created") && !text.contains("Ana Costa") && !text.contains(ANA), "{text}");
    let tom = export(&harness.store, "tom.becker@oldbridge.example.com", harness.now()).await.unwrap();
    assert_eq!(tom["by"]["checkOuts"][0]["answeredBy"], "tom-becker");
    assert!(tom["by"]["checkOuts"][0].get("machineName").is_none(), "{}", tom["by"]);
}

/// What an older service beside this one appends is sealed before it is erased.
#[tokio::test]
async fn events_of_an_older_service_beside_this_one_are_sealed_and_erased() {
    let harness = Harness::new().await;
    harness.file_request("ana-costa").await;
    append_as_before(&harness, "ana-costa", "user.profile_changed", r#"{"name":"Ana Costa"}"#).await;
    assert_eq!(verify_against(&harness, &SignedHeads::default()).await.unwrap().erased, 0);
    let heads = signed_heads(&harness).await;
    let done = erased(&harness, ANA).await;
    let report = verify_against(&harness, &heads).await.unwrap();
    assert_eq!((report.erased, report.heads), (u64::try_from(done.values).unwrap(), 2));
    assert_eq!(found(&harness, &[ANA, "Ana Costa"]).await, Vec::<String>::new());
    let seals = harness.query_column("SELECT after FROM audit_events WHERE action = 'audit.sealed'").await;
    let seal: Value = serde_json::from_str(seals[0].as_deref().unwrap()).unwrap();
    assert_eq!((seals.len(), &seal["events"], &seal["from"], &seal["to"]), (1, &json!(1), &json!(2), &json!(2)));
    // Who changes it after that is found by the seal: its own hash cannot be made any more.
    harness.execute("UPDATE audit_events SET subject = 'tom-becker' WHERE encoding = 1").await;
    let broken = verify_against(&harness, &heads).await.unwrap_err();
    assert_eq!((broken.sequence, &broken.kind), (Some(3), &BreakKind::BrokenSeal), "{broken}");
}

/// Appends to Old Bridge's chain what a service of before would.
async fn append_as_before(harness: &Harness, actor: &str, action: &str, after: &str) {
    let end = |column: &str| format!("SELECT CAST({column} AS TEXT) FROM audit_chains WHERE chain = 'old-bridge'");
    let previous = harness.query_column(&end("hash")).await.remove(0).unwrap();
    let sequence: i64 = harness.query_column(&end("length")).await.remove(0).unwrap().parse::<i64>().unwrap() + 1;
    let mut text = "domicile audit event 1\n".to_owned();
    let (place, at) = (sequence.to_string(), harness.now().as_millisecond().to_string());
    for field in [&previous, "old-bridge", &place, "late", "old-bridge", &at, actor, action, actor, "-", after, "-", "q"] {
        let line = if field == "-" { "-\n".to_owned() } else { format!("{}:{field}\n", field.len()) };
        text.push_str(&line);
    }
    let hash: String = Sha256::digest(text).iter().map(|it| format!("{it:02x}")).collect();
    let insert = "INSERT INTO audit_events (id, account_id, at, actor, action, subject, after, request_id, chain, sequence, previous_hash, hash) VALUES";
    harness
        .execute(&format!("{insert} ('late', 'old-bridge', {at}, '{actor}', '{action}', '{actor}', '{after}', 'q', 'old-bridge', {place}, '{previous}', '{hash}')"))
        .await;
    harness.execute(&format!("UPDATE audit_chains SET length = {place}, hash = '{hash}' WHERE chain = 'old-bridge'")).await;
}

/// Somebody who reads keeps the log beside the file from being emptied; they are told, and nobody is kept from working.
#[tokio::test]
async fn a_reader_can_hold_back_the_emptying_of_the_log_and_it_is_said() {
    use sqlx::{Connection as _, SqliteConnection};
    let harness = Harness::new().await;
    if !harness.database.starts_with("sqlite:") {
        return;
    }
    let mut reader = SqliteConnection::connect(&harness.database).await.unwrap();
    sqlx::query("BEGIN").execute(&mut reader).await.unwrap();
    sqlx::query("SELECT COUNT(*) FROM users").fetch_one(&mut reader).await.unwrap();
    let store = Store::open(&harness.database).await.unwrap();
    erase(&store, ANA, "Asked to.", harness.now()).await.unwrap();
    assert_eq!(store.compact(false).await.unwrap(), Compacted::InUse);
    harness.me("piet-jansen").await;
    sqlx::query("COMMIT").execute(&mut reader).await.unwrap();
    assert_eq!(store.compact(false).await.unwrap(), Compacted::Whole);
    assert_eq!(found(&harness, &[ANA, "Ana Costa"]).await, Vec::<String>::new());
    // The service, which had the file open all along, goes on.
    harness.file_request("piet-jansen").await;
}
