//! What an import found and did, in numbers and in words.

use super::ImportOptions;
use super::staging::Kind;
use crate::operator::Effect;
use domicile_model::wire::{ImportCounts, ImportReport};
use std::collections::BTreeMap;

/// Counts by kind of record, as in records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts(BTreeMap<&'static str, ImportCounts>);

impl Counts {
    /// A row of the kind comes to this.
    pub(super) fn add(&mut self, kind: Kind, effect: Effect) {
        let counts = self.0.entry(kind.as_str()).or_default();
        match effect {
            Effect::Created => counts.created += 1,
            Effect::Changed => counts.changed += 1,
            Effect::Unchanged => counts.unchanged += 1,
            Effect::Ended => counts.ended += 1,
        }
    }
}

/// What was planned, before anything is done.
pub(super) fn planned(options: &ImportOptions, records: u64, plan: Counts) -> ImportReport {
    let plan = plan.0.into_iter().map(|(kind, counts)| (kind.to_owned(), counts)).collect();
    ImportReport { source: options.source.name().to_owned(), dry_run: options.dry_run, records, plan, confirm: None, transactions: 0 }
}

/// The plan in words: “3 accounts new, 12 entitlements changed, 2 entitlements end”.
pub fn in_words(report: &ImportReport) -> String {
    let mut parts = Vec::new();
    for kind in Kind::ALL {
        let Some(it) = report.plan.get(kind.as_str()) else { continue };
        for (number, what) in [(it.created, "new"), (it.changed, "changed"), (it.ended, if it.ended == 1 { "ends" } else { "end" })] {
            if number > 0 {
                parts.push(format!("{number} {} {what}", if number == 1 { kind.as_str() } else { plural(kind) }));
            }
        }
    }
    if parts.is_empty() { "nothing changes".to_owned() } else { parts.join(", ") }
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
