//! What a chain itself has to say for values that are not there, and for the hashes of events of before: its erasures and its seals, gathered
//! on the way from the first event to the last, and judged at the end. Pure.

use super::chain_break::BreakKind;
use crate::store::audit_action::AuditAction;
use crate::store::audit_seals::{Seal, SealFacts};
use crate::store::event_hash::{ENCODING, Link, SEALED};
use serde_json::Value;
use std::collections::BTreeMap;

/// What was gathered so far.
#[derive(Default)]
pub(super) struct Evidence {
    seal: Seal,
    /// By the id of an erasure: the first event that lacks a value by it, and how many values are lacking.
    lacking: BTreeMap<String, (i64, String, i64)>,
    /// By their ids: the places of the erasures, and how many values each says that it took.
    erasures: BTreeMap<String, (i64, i64)>,
}

impl Evidence {
    /// Whether the event's own hash is the one that it must have. Of an event of before that lacks a value it cannot be made again: there the
    /// seal, which covers it, has to answer for it.
    pub(super) fn fits(&self, link: &Link, hash: &str) -> bool {
        match link.computed_hash() {
            Some(computed) => computed == hash,
            None => link.encoding == Some(SEALED),
        }
    }

    /// The next event of the chain.
    pub(super) fn take(&mut self, link: &Link, sequence: i64) -> Result<(), BreakKind> {
        if link.encoding == Some(SEALED) {
            self.seal.take(link);
        }
        for it in &link.erased {
            if link.value(it.field).is_some() {
                return Err(BreakKind::Changed);
            }
            self.lacking.entry(it.by.clone()).or_insert_with(|| (sequence, link.id.clone(), 0)).2 += 1;
        }
        let written_now = link.encoding == Some(ENCODING);
        if written_now && link.action == AuditAction::AuditSealed.as_str() {
            let says = link.after.as_deref().and_then(|it| serde_json::from_str::<SealFacts>(it).ok());
            if says != Some(self.seal.close()) {
                return Err(BreakKind::BrokenSeal);
            }
        }
        if written_now && link.action == AuditAction::PersonErased.as_str() {
            let says = link.after.as_deref().and_then(|it| serde_json::from_str::<Value>(it).ok());
            let values = says.and_then(|it| it.get("values")?.as_i64()).unwrap_or_default();
            self.erasures.insert(link.id.clone(), (sequence, values));
        }
        Ok(())
    }

    /// Judges all of it, once the chain is at its end; what does not fit: the place, the event there, what is wrong.
    pub(super) fn judge(&self) -> Result<(), (i64, Option<String>, BreakKind)> {
        if let Some(first) = self.seal.first() {
            return Err((first, None, BreakKind::Unsealed));
        }
        for (by, (sequence, event, _)) in &self.lacking {
            if self.erasures.get(by).is_none_or(|(erased_at, _)| erased_at <= sequence) {
                return Err((*sequence, Some(event.clone()), BreakKind::NotErased));
            }
        }
        for (id, (sequence, values)) in &self.erasures {
            let found = self.lacking.get(id).map_or(0, |it| it.2);
            if found != *values {
                return Err((*sequence, Some(id.clone()), BreakKind::OtherErasure { found }));
            }
        }
        Ok(())
    }

    /// How many values were erased.
    pub(super) fn erased(&self) -> u64 {
        self.lacking.values().map(|it| u64::try_from(it.2).unwrap_or_default()).sum()
    }
}
