//! The chains of audit events: whole whatever happens, and whoever tampers with them is found out.

use super::harness::Harness;
use domicile_directory::audit::verify::{BreakKind, ChainBreak, ChainReport, SignedHeads, verify};
use domicile_directory::commands::audit::read_heads;
use domicile_directory::keys::AuditKey;
use domicile_directory::store::Store;
use domicile_model::id::AccountId;

/// Old Bridge's chain after Ana was removed: filed, approved, removed, fulfilled.
const LENGTH: i64 = 4;

async fn removed() -> Harness {
    let harness = Harness::new().await;
    let id = harness.file_request("ana-costa").await;
    harness.answer_request("maria-silva", "old-bridge", &id, "approve").await.ok(200);
    harness
}

pub(crate) async fn verify_against(harness: &Harness, heads: &SignedHeads) -> Result<ChainReport, ChainBreak> {
    verify(&harness.store, &AuditKey::demo(), heads, None).await.unwrap()
}

/// What stands in the database alone.
async fn verify_database(harness: &Harness) -> Result<ChainReport, ChainBreak> {
    verify_against(harness, &SignedHeads::default()).await
}

async fn first_break(harness: &Harness) -> (Option<i64>, BreakKind) {
    let broken = verify_database(harness).await.unwrap_err();
    assert_eq!(broken.chain.as_deref(), Some("old-bridge"), "{broken}");
    (broken.sequence, broken.kind)
}

/// The heads that the worker has signed, as they are kept outside.
pub(crate) async fn signed_heads(harness: &Harness) -> SignedHeads {
    harness.worker.run_due().await.unwrap();
    let heads = harness.query_column("SELECT signed_head FROM audit_chains").await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads");
    std::fs::write(&file, heads.into_iter().map(|it| it.unwrap() + "\n").collect::<String>()).unwrap();
    read_heads(&[file], &AuditKey::demo()).unwrap()
}

/// Makes the database's own end of the chain say what its events say, with no signed head.
async fn forge_end(harness: &Harness) {
    let last = "SELECT MAX(sequence) FROM audit_events WHERE chain = 'old-bridge'";
    harness
        .execute(&format!(
            "UPDATE audit_chains SET length = ({last}), signed_length = 0, signed_head = NULL, \
             hash = (SELECT hash FROM audit_events WHERE chain = 'old-bridge' AND sequence = ({last})) WHERE chain = 'old-bridge'"
        ))
        .await;
}

#[tokio::test]
async fn what_the_service_wrote_is_whole() {
    let harness = removed().await;
    // Ana's and Maria's first sign-ins belong to no account.
    assert_eq!(verify_database(&harness).await.unwrap(), ChainReport { chains: 2, events: 6, heads: 0, erased: 0 });
    let heads = signed_heads(&harness).await;
    assert_eq!(verify_against(&harness, &heads).await.unwrap(), ChainReport { chains: 2, events: 6, heads: 2, erased: 0 });
    // What came after the last signature is whole as well.
    harness.file_request("piet-jansen").await;
    assert_eq!(verify_against(&harness, &heads).await.unwrap(), ChainReport { chains: 2, events: 8, heads: 2, erased: 0 });
    let one = verify(&harness.store, &AuditKey::demo(), &heads, Some(&AccountId::new("old-bridge"))).await.unwrap();
    assert_eq!(one.unwrap(), ChainReport { chains: 1, events: 5, heads: 1, erased: 0 });
}

#[tokio::test]
async fn many_writers_at_once_make_one_chain() {
    let harness = Harness::new().await;
    let other = harness.another_instance().await;
    let people = ["ana-costa", "maria-silva", "tom-becker", "piet-jansen", "nora-lindqvist", "paul-petit", "hugo-prat", "iris-novak"];
    let filing =
        people.iter().enumerate().map(|(i, person)| if i % 2 == 0 { harness.file_request(person) } else { other.file_request(person) });
    futures_util::future::join_all(filing).await;
    assert_eq!(
        verify_database(&harness).await.unwrap(),
        ChainReport { chains: 4, events: 18, heads: 0, erased: 0 },
        "and two cases for support"
    );
}

/// Security check 25: An event that was changed is found.
#[tokio::test]
async fn a_changed_column_is_found() {
    let harness = removed().await;
    harness.execute("CREATE TABLE kept AS SELECT * FROM audit_events").await;
    let second = harness.query_column("SELECT id FROM audit_events WHERE chain = 'old-bridge' AND sequence = 2").await.remove(0);
    for (change, flaw) in [
        ("at = at + 1", BreakKind::Changed),
        ("actor = 'tom-becker'", BreakKind::Changed),
        ("action = 'removal_request.declined'", BreakKind::Changed),
        ("subject = 'x'", BreakKind::Changed),
        ("before = NULL", BreakKind::Changed),
        ("after = '{}'", BreakKind::Changed),
        ("because = ''", BreakKind::Changed),
        ("request_id = 'x'", BreakKind::Changed),
        ("account_id = 'harbour'", BreakKind::Changed),
        ("account_id = NULL", BreakKind::Changed),
        ("hash = previous_hash", BreakKind::Changed),
        ("previous_hash = hash", BreakKind::NotLinked),
        ("sequence = 99", BreakKind::Missing),
    ] {
        assert_eq!(harness.execute(&format!("UPDATE audit_events SET {change} WHERE chain = 'old-bridge' AND sequence = 2")).await, 1);
        let broken = verify_database(&harness).await.unwrap_err();
        let event = second.clone().filter(|_| flaw != BreakKind::Missing);
        assert_eq!(broken, ChainBreak { chain: Some("old-bridge".into()), sequence: Some(2), event, kind: flaw }, "{change}");
        assert!(broken.to_string().starts_with("The chain of the account old-bridge is broken at event 2"), "{broken}");
        harness.execute("DELETE FROM audit_events").await;
        harness.execute("INSERT INTO audit_events SELECT * FROM kept").await;
    }
    harness.execute("UPDATE audit_events SET id = 'x' WHERE chain = 'old-bridge' AND sequence = 2").await;
    assert_eq!(verify_database(&harness).await.unwrap_err().event.as_deref(), Some("x"));
    harness.execute("UPDATE audit_events SET chain = 'harbour' WHERE id = 'x'").await;
    let moved = verify_database(&harness).await.unwrap_err();
    assert_eq!((moved.chain.as_deref(), moved.event.as_deref(), moved.kind), (Some("harbour"), Some("x"), BreakKind::Stray));
    harness.execute("UPDATE audit_events SET chain = NULL WHERE id = 'x'").await;
    assert_eq!(verify_database(&harness).await.unwrap_err().kind, BreakKind::Stray);
}

/// Security check 25: An event that was taken out or exchanged is found.
#[tokio::test]
async fn missing_and_exchanged_events_are_found() {
    let harness = removed().await;
    harness.execute("CREATE TABLE kept AS SELECT * FROM audit_events").await;
    harness.execute("DELETE FROM audit_events WHERE chain = 'old-bridge' AND sequence = 2").await;
    assert_eq!(first_break(&harness).await, (Some(2), BreakKind::Missing));
    harness.execute("DELETE FROM audit_events").await;
    harness.execute("INSERT INTO audit_events SELECT * FROM kept").await;
    for (from, to) in [(2, 99), (3, 2), (99, 3)] {
        harness.execute(&format!("UPDATE audit_events SET sequence = {to} WHERE chain = 'old-bridge' AND sequence = {from}")).await;
    }
    assert_eq!(first_break(&harness).await, (Some(2), BreakKind::NotLinked));
}

#[tokio::test]
async fn a_cut_tail_is_found() {
    let harness = removed().await;
    let heads = signed_heads(&harness).await;
    harness.execute("DELETE FROM audit_events WHERE chain = 'old-bridge' AND sequence > 2").await;
    assert_eq!(first_break(&harness).await, (Some(3), BreakKind::CutTail { written: LENGTH, signed: true }));
    harness.execute("UPDATE audit_chains SET signed_length = 0, signed_head = NULL").await;
    assert_eq!(first_break(&harness).await, (Some(3), BreakKind::CutTail { written: LENGTH, signed: false }));
    // Whoever forges the end as well is found by a head that is kept elsewhere.
    forge_end(&harness).await;
    assert!(verify_database(&harness).await.is_ok());
    let broken = verify_against(&harness, &heads).await.unwrap_err();
    assert_eq!((broken.sequence, &broken.kind), (Some(3), &BreakKind::CutTail { written: LENGTH, signed: true }), "{broken}");
    // And so is whoever takes the whole chain away.
    harness.execute("DELETE FROM audit_events WHERE chain = 'old-bridge'").await;
    harness.execute("DELETE FROM audit_chains WHERE chain = 'old-bridge'").await;
    assert!(verify_database(&harness).await.is_ok());
    let broken = verify_against(&harness, &heads).await.unwrap_err();
    assert_eq!((broken.chain.as_deref(), broken.sequence), (Some("old-bridge"), Some(1)), "{broken}");
}

/// Security check 25: A chain that was written anew is found by a head that was signed before.
#[tokio::test]
async fn a_chain_that_was_written_anew_is_found_by_a_signed_head() {
    let harness = removed().await;
    let heads = signed_heads(&harness).await;
    harness.file_request("piet-jansen").await;
    // The service itself puts events of before the chains into them: so it forges better than anybody.
    harness.execute("UPDATE audit_events SET actor = 'tom-becker' WHERE actor = 'maria-silva'").await;
    harness.execute("UPDATE audit_events SET chain = NULL, sequence = NULL, previous_hash = NULL, hash = NULL").await;
    harness.execute("DELETE FROM audit_chains").await;
    harness.execute("DELETE FROM facts WHERE name = 'audit_chained'").await;
    Store::open(&harness.database).await.unwrap().close().await;
    assert_eq!(verify_database(&harness).await.unwrap(), ChainReport { chains: 2, events: 8, heads: 0, erased: 0 });
    let broken = verify_against(&harness, &heads).await.unwrap_err();
    assert_eq!(
        (broken.chain.as_deref(), broken.sequence, &broken.kind),
        (Some("old-bridge"), Some(LENGTH), &BreakKind::Rewritten),
        "{broken}"
    );
}

#[tokio::test]
async fn a_head_counts_for_its_own_chain_and_key_only() {
    let harness = removed().await;
    signed_heads(&harness).await;
    harness.execute("UPDATE audit_chains SET signed_length = 1 WHERE chain = 'old-bridge'").await;
    assert_eq!(first_break(&harness).await, (Some(1), BreakKind::BadHead));
    let other = "(SELECT signed_head FROM audit_chains WHERE chain = '-')";
    harness.execute(&format!("UPDATE audit_chains SET signed_length = 4, signed_head = {other} WHERE chain = 'old-bridge'")).await;
    assert_eq!(first_break(&harness).await, (Some(4), BreakKind::BadHead));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads");
    for (text, says) in
        [("eyJhbGciOiJub25lIn0.e30.\n", "line 1"), ("{}\n\n", "no signed head"), ("", "no signed head"), ("{}\n{\n", "line 2")]
    {
        std::fs::write(&file, text).unwrap();
        let refused = read_heads(std::slice::from_ref(&file), &AuditKey::demo()).unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }
}
