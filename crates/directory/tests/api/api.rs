//! The tests of the API, one file per subject. Stands twice in the tree of modules: once for each database.

mod adding;
mod answering;
mod audit;
mod audit_events;
mod check_outs;
mod check_outs_ending;
mod events;
mod filing;
mod groups;
pub(crate) mod house;
pub(crate) mod identity;
mod invitations;
mod leaving;
mod letters;
mod matrix;
mod me;
mod opening;
mod people;
mod policy;
mod problems;
mod races;
mod repeating;
mod rights;
mod support;
mod transfers;
mod trust;
mod worker;
