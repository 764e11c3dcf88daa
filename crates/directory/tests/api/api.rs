//! The tests of the API, one file per subject. Stands twice in the tree of modules: once for each database.

use super::DATABASE;

mod adding;
mod audit;
mod audit_events;
mod check_outs;
mod check_outs_ending;
mod erasure;
pub(crate) mod events;
mod former_members;
mod groups;
pub(crate) mod harness;
mod idempotency;
pub(crate) mod identity;
mod import;
mod instances;
mod invisible_characters;
mod invitations;
mod issuers;
mod limits;
mod mail_content;
mod mail_delivery;
mod mail_limits;
pub(crate) mod matrix;
mod me;
mod odd_requests;
mod operator_histories;
mod operator_http;
mod operator_imports;
mod operator_verbs;
mod operator_writes;
mod overload;
mod people;
mod person_requests;
mod policy;
mod problems;
mod races;
mod removal_answers;
mod removal_filing;
mod retention;
mod rights;
#[path = "../../src/mail/tests/scripted_server.rs"]
#[allow(dead_code, reason = "the tests of sending, which it is from, hold its answers back as well")]
pub(crate) mod scripted_server;
mod security_events;
mod self_removal;
mod signing_guards;
mod support;
mod traces;
mod transfers;
mod upgrade;
mod worker;
