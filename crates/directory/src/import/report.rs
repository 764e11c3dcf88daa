//! What an import found and did, in numbers.

use super::ImportOptions;
use super::staging::Kind;
use crate::operator::Effect;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many rows of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KindCounts {
    /// New.
    pub created: u64,
    /// Otherwise than they were.
    pub changed: u64,
    /// As they were.
    pub unchanged: u64,
    /// They count no more.
    pub ended: u64,
}

impl KindCounts {
    pub(super) fn add(&mut self, effect: Effect) {
        match effect {
            Effect::Created => self.created += 1,
            Effect::Changed => self.changed += 1,
            Effect::Unchanged => self.unchanged += 1,
            Effect::Ended => self.ended += 1,
        }
    }
}

/// Counts by kind of record, as in records.
pub(crate) type Counts = BTreeMap<&'static str, KindCounts>;

/// What an import found and did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// On whose behalf.
    pub source: String,
    /// Nothing was written.
    pub dry_run: bool,
    /// How many records the document has.
    pub records: u64,
    /// What is to be done, by kind of record.
    pub plan: Counts,
    /// How many transactions were needed: one for each account in which something changed, and one for what belongs to none.
    pub transactions: u64,
}

impl ImportReport {
    pub(super) fn new(options: &ImportOptions, records: u64, plan: Counts) -> Self {
        Self { source: options.source.name().to_owned(), dry_run: options.dry_run, records, plan, transactions: 0 }
    }

    /// The plan in words: “3 accounts new, 12 entitlements changed, 2 entitlements end”.
    pub fn in_words(&self) -> String {
        let mut parts = Vec::new();
        for kind in Kind::ALL {
            let Some(it) = self.plan.get(kind.as_str()) else { continue };
            for (number, what) in [(it.created, "new"), (it.changed, "changed"), (it.ended, if it.ended == 1 { "ends" } else { "end" })] {
                if number > 0 {
                    parts.push(format!("{number} {} {what}", if number == 1 { kind.as_str() } else { plural(kind) }));
                }
            }
        }
        if parts.is_empty() { "nothing changes".to_owned() } else { parts.join(", ") }
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Product => "products",
        Kind::Account => "accounts",
        Kind::Domain => "domains",
        Kind::Contract => "contracts",
        Kind::Entitlement => "entitlements",
        Kind::Person => "people",
    }
}
