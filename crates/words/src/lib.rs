//! The messages of `locales/<language>/*.ftl` (Fluent), compiled in. One source of words for window, tray, notifications,
//! command line and mail.
//!
//! What lives here: looking a message up, filling it in, and dates in words. What does not: which message is shown when.
//!
//! # Where messages come from
//!
//! One file per room (`home.ftl`, `cli.ftl`, ...), one namespace: the build fails on a syntax error, on a message that stands in
//! two files, on a message without a value and on one that English does not have. Adding a language is adding a folder, and how it
//! speaks to people is written down in `docs/wording.md`. `tests/languages.rs` fails where a language lacks a message, leaves it in
//! English or fills in other blanks.
//!
//! # The convention that keeps them tidy
//!
//! `tests/messages.rs` reads every `.rs`, `.ts` and `.svelte` file of the workspace (tests aside) and fails on a message that is
//! asked for and missing, and on one that nobody asks for.
//!
//! - Asked for is every text literal in the first argument of `.text(..)`, `.format(..)`, `.with(..)`, `.with_counts(..)`
//!   or `.say(..)` in Rust, of `t(..)` or `tOr(..)` in the window (also in a `match` written there).
//! - In use is every message whose id stands anywhere as a whole text literal, or that another message in use refers to.
//! - Ids that are put together at run time are declared in the file that holds them, on a comment line of its own:
//!   `# dynamic: reason-` says that code appends something to `reason-` and that all messages beginning so are in use. Some
//!   literal must begin with that prefix (`format!("reason-{code}")`, `` `reason-${code}` ``, `"reason-"`).
//!
//! At run time a message that a language lacks is said in English, and one that is missing altogether shows its id: a person reads an
//! odd word rather than nothing.

mod countries;
pub mod dates;
mod language;
mod words;

pub use language::Language;
pub use words::{Arg, Words};
