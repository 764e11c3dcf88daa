//! What does not fit in a chain of events, and how that is said.

use crate::store::event_hash::NO_ACCOUNT;

/// The first thing that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainBreak {
    /// The account's id, or `-` for events of no account; `None` for an event that stands in no chain.
    pub chain: Option<String>,
    /// The place in the chain, from 1.
    pub sequence: Option<i64>,
    /// The event's id, where there is one.
    pub event: Option<String>,
    /// What is wrong.
    pub kind: BreakKind,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BreakKind {
    /// The event says something else than its hash says.
    Changed,
    /// The event's link is not the hash of the event before.
    NotLinked,
    /// The account column and the chain disagree.
    OtherAccount,
    /// The next event is not here, though later ones are.
    Missing,
    /// Events at the end are missing: so many there were, by the database's own end or a signed head.
    CutTail {
        /// How many there were.
        written: i64,
        /// Who says so.
        signed: bool,
    },
    /// More events than the database's own end says, or another hash than it says.
    OtherEnd,
    /// The hashes fit each other, but not the signed head: everything was written anew.
    Rewritten,
    /// The head kept in the database is not one that the audit key signed for this chain.
    BadHead,
    /// The event stands in no chain, in no place of it, or in one that has no end.
    Stray,
    /// More events say that they are in the chain than it has places.
    Surplus,
    /// A value is not there, and no erasure of the chain accounts for it.
    NotErased,
    /// The erasure says that it took so many values; the chain lacks others.
    OtherErasure {
        /// How many the chain lacks by this erasure.
        found: i64,
    },
    /// The seal does not fit the events of before that it covers.
    BrokenSeal,
    /// The event of before is covered by no seal.
    Unsealed,
}

impl std::fmt::Display for ChainBreak {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.chain.as_deref() {
            Some(NO_ACCOUNT) => write!(f, "The chain of events without an account is broken")?,
            Some(account) => write!(f, "The chain of the account {account} is broken")?,
            None => write!(f, "The record is broken")?,
        }
        if let Some(sequence) = self.sequence {
            write!(f, " at event {sequence}")?;
        }
        if let Some(event) = &self.event {
            write!(f, " ({event})")?;
        }
        f.write_str(": ")?;
        match &self.kind {
            BreakKind::Changed => f.write_str("its content is not what its hash was made of, so it was changed after it was written."),
            BreakKind::NotLinked => f.write_str("it does not follow the event before, so one of the two was exchanged."),
            BreakKind::OtherAccount => f.write_str("it names another account than its chain."),
            BreakKind::Missing => f.write_str("it is missing, though later events are there."),
            BreakKind::CutTail { written, signed: true } => {
                write!(f, "it is missing, and so is all after it: a signed head says that there were {written} events.")
            }
            BreakKind::CutTail { written, signed: false } => {
                write!(f, "it is missing, and so is all after it: {written} events were written.")
            }
            BreakKind::OtherEnd => f.write_str("the chain does not end where the database says that it ends."),
            BreakKind::Rewritten => f.write_str("its hash is not the one in the signed head, so everything up to it was written anew."),
            BreakKind::BadHead => f.write_str("the signed head kept in the database is not one that the audit key signed for this chain."),
            BreakKind::Stray => f.write_str("it stands in no chain, so it was not written by the service."),
            BreakKind::Surplus => f.write_str("more events are in the chain than it has places, so some were not written by the service."),
            BreakKind::NotErased => f.write_str("a value is missing, and no erasure in the chain accounts for it."),
            BreakKind::OtherErasure { found } => {
                write!(f, "{found} values are missing by this erasure, and it says that it took another number.")
            }
            BreakKind::BrokenSeal => {
                f.write_str("the events of before that it seals are not what it was made of, so one of them was changed after that.")
            }
            BreakKind::Unsealed => f.write_str("it is of before and said to be sealed, and no later event of the chain seals it."),
        }
    }
}
