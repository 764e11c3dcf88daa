//! Refresh Policy: five named phases, exactly one outcome, and the cached policy stands unless a signed one replaced it.

mod check_outs;
mod compare;
mod outcome;
mod run;

/// Called at the beginning of every phase of Refresh Policy.
pub type OnPhase = Box<dyn Fn(crate::vocabulary::Phase) + Send + Sync>;

pub use outcome::{Change, Granting, Outcome, Product};
pub(crate) use run::{Clocks, Refresh, cause, failed, read};

#[cfg(test)]
pub(crate) mod tests;
