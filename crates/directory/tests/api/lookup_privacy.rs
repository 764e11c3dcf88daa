//! What a look-up of an address asks of the database is the same, whichever other account the person belongs to, so that neither the answer
//! nor the work behind it tells them apart. On PostgreSQL, whose statements are logged by the thread that sends them.

use crate::postgres::api::harness::Harness;
use serde_json::json;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps the statements that this thread sends.
#[derive(Clone, Default)]
pub(crate) struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    /// What was sent since the last time.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        self.0.lock().unwrap().push(if statement.whole.is_empty() { statement.summary } else { statement.whole });
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A short statement is its own summary.
#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.trim().clone_into(&mut self.whole),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

/// Security check 3: The way in which a look-up is answered tells nobody either.
#[tokio::test]
async fn a_look_up_works_the_same_whichever_account_somebody_belongs_to() {
    let harness = Harness::new().await;
    let statements = Statements::default();
    // An account with a confirmed domain; one whose directory adds people; one with company sign-in; one that nobody looks after.
    let elsewhere = [
        "ana.costa@oldbridge.example.com",
        "lena.vogt@harbour.example.com",
        "hugo.prat@meridian.example.com",
        "sam.quarry@quarry.example.com",
        "jonas.weber@harbour.example.com",
    ];
    let mut seen = Vec::new();
    harness.token("nora-lindqvist").await;
    // Two listeners, of which one hears nothing: a single one is asked only by its own thread whether it wants to hear of a statement, and
    // then misses those that another thread has sent first.
    let (listener, _deaf) = (tracing::Dispatch::new(statements.clone()), tracing::Dispatch::new(Statements::default()));
    let _here = tracing::dispatcher::set_default(&listener);
    // The first event of an account begins its chain, and each kind of step logs its statements once before they count.
    for action in [json!(null), json!("create"), json!("invite")] {
        harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", json!({"email": elsewhere[0], "action": action})).await;
    }
    statements.take();
    for email in elsewhere {
        for body in [json!({ "email": email }), json!({"email": email, "action": "create"}), json!({"email": email, "action": "invite"})] {
            let answer = harness.post("nora-lindqvist", "/v1/accounts/northwind-rail/users", body).await;
            let said = String::from_utf8_lossy(&answer.bytes).replace(email, "-").replace(answer.header("x-request-id"), "-");
            seen.push((answer.status, said, statements.take()));
        }
    }
    for others in seen.chunks(3).skip(1) {
        assert_eq!(others, &seen[..3]);
    }
    assert!(seen[0].1.contains("affiliated_elsewhere") && seen.iter().all(|it| it.2.len() > 10), "{seen:?}");
}
