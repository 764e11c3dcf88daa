//! Which kinds of records somebody may name, and end by leaving them out.

use super::staging::Kind;
use domicile_model::wire::Record;
use std::collections::BTreeSet;

/// A set of kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds(BTreeSet<Kind>);

impl Kinds {
    /// Every kind.
    pub fn all() -> Self {
        Self(Kind::ALL.into())
    }

    /// Those of which this is true.
    pub(crate) fn only(may: impl Fn(Kind) -> bool) -> Self {
        Self(Kind::ALL.into_iter().filter(|it| may(*it)).collect())
    }

    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.0.contains(&kind)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A record of a kind that whoever sent the document may not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line} names a {}, which is not theirs to change", kind.as_str())]
pub struct KindRefusal {
    /// The line of the document, from 1.
    pub line: u64,
    pub(crate) kind: Kind,
}

/// The kind of a record.
pub(super) fn kind_of(record: &Record) -> Kind {
    match record {
        Record::Product(_) => Kind::Product,
        Record::Account(_) => Kind::Account,
        Record::Domain(_) => Kind::Domain,
        Record::Contract(_) => Kind::Contract,
        Record::Entitlement(_) => Kind::Entitlement,
        Record::Person(_) => Kind::Person,
    }
}
