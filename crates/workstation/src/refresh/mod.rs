//! Refresh Policy: five named phases, exactly one outcome, and the cached policy stands unless a signed one replaced it.

mod outcome;

pub use outcome::{Change, Granting, Outcome, Product};
