//! Erasing what audit events say: the value and its salt go, its digest stays in `erased_values`, and so does what the chain is made of.

use super::event_hash::{ErasedValue, Field, Link};
use super::{StoreError, Tx, TxOn, sqlite};
use crate::store::audit_chains;
use futures_util::TryStreamExt as _;
use std::ops::ControlFlow;

const ALL: &str = "SELECT id, chain, sequence, at, actor, action, subject, before, after, because FROM audit_events";
const KEEP_DIGEST: &str = "INSERT INTO erased_values (event_id, field, digest, erased_by) VALUES ($1, $2, $3, $4)";
const DROP_BEFORE: &str = "UPDATE audit_events SET before = NULL, before_salt = NULL WHERE id = $1";
const DROP_AFTER: &str = "UPDATE audit_events SET after = NULL, after_salt = NULL WHERE id = $1";
const DROP_BECAUSE: &str = "UPDATE audit_events SET because = NULL, because_salt = NULL WHERE id = $1";

table_row! {
    /// An event as far as it says something.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub(crate) struct EventText {
        pub(crate) id: String,
        /// None for what stands in no chain.
        pub(crate) chain: Option<String>,
        pub(crate) sequence: Option<i64>,
        /// Milliseconds since 1970.
        pub(crate) at: i64,
        pub(crate) actor: String,
        pub(crate) action: String,
        pub(crate) subject: String,
        pub(crate) before: Option<String>,
        pub(crate) after: Option<String>,
        pub(crate) because: Option<String>,
    }
}

impl EventText {
    /// What a field says.
    pub(crate) fn value(&self, field: Field) -> Option<&str> {
        match field {
            Field::Before => self.before.as_deref(),
            Field::After => self.after.as_deref(),
            Field::Because => self.because.as_deref(),
        }
    }
}

/// Shows every event, one after the other, in no order.
pub(crate) async fn each(tx: &mut Tx, mut show: impl FnMut(EventText)) -> Result<(), StoreError> {
    let under_way = tx.begin_statement();
    let shown = match &mut tx.on {
        TxOn::Lite(tx) => tx.connection().and_then(|on| {
            sqlite::each(on, ALL, &[], |it| {
                show(it);
                ControlFlow::Continue(())
            })
        }),
        TxOn::Pg(tx) => {
            let mut events = sqlx::query_as::<_, EventText>(ALL).fetch(&mut **tx);
            loop {
                match events.try_next().await {
                    Ok(Some(it)) => show(it),
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            }
        }
    };
    under_way.ended(shown)
}

/// Keeps a chain from growing until the transaction ends, so that what it says is what was looked at.
pub(crate) async fn lock(tx: &mut Tx, chain: &str) -> Result<(), StoreError> {
    audit_chains::lock(tx, chain).await
}

/// What became of an event that was to lose values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// It lost so many.
    Values(i64),
    /// It is of before and not sealed yet: a service of before wrote it a moment ago.
    NotSealed,
}

/// Erases fields of an event by the erasure with this id.
pub(crate) async fn erase(tx: &mut Tx, event: &str, fields: &[Field], by: &str) -> Result<Loss, StoreError> {
    let Some(link) = audit_chains::link(tx, event).await? else { return Ok(Loss::Values(0)) };
    if link.encoding.is_none() {
        return Ok(Loss::NotSealed);
    }
    let mut lost = 0;
    for field in fields {
        if let Some(it) = left_of(&link, *field, by) {
            run!(tx, KEEP_DIGEST, event, field.as_str(), it.digest, it.by)?;
            let drop = match field {
                Field::Before => DROP_BEFORE,
                Field::After => DROP_AFTER,
                Field::Because => DROP_BECAUSE,
            };
            run!(tx, drop, event)?;
            lost += 1;
        }
    }
    Ok(Loss::Values(lost))
}

/// What stays of a value that is there.
fn left_of(link: &Link, field: Field, by: &str) -> Option<ErasedValue> {
    link.value(field)?;
    Some(ErasedValue { field, digest: link.digest(field)?, by: by.to_owned() })
}
