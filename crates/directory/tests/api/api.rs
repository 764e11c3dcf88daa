//! The tests of the API, one file per subject. Stands twice in the tree of modules: once for each database.

mod answering;
mod audit;
mod audit_events;
mod events;
mod filing;
pub(crate) mod house;
mod identity;
mod letters;
mod me;
mod opening;
mod policy;
mod problems;
mod repeating;
mod transfers;
mod worker;
