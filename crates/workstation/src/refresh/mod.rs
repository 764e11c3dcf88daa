//! Refresh Policy: five named phases, exactly one outcome, and the cached policy stands unless a signed one replaced it.

mod check_outs;
mod compare;
mod outcome;
mod run;

pub use outcome::{Change, Granting, Outcome, Product};
pub(crate) use run::{Clocks, Refresh, cause, failed, read};

#[cfg(test)]
pub(crate) mod tests;
