//! The service: HTTP API, bearer validation, store, keys. What a rule says stands in `domicile-model`; a policy's format in `domicile-policy`.
//!
//! A request comes in at `http`, which finds out who sends it (`bearer`, `identity`), and calls a use case (`removal`, `user_management`,
//! `me`, …); that asks the rules of the model, and reads and writes through `store`, in one transaction with its audit event.

mod account_reader;
mod address_lookup;
pub mod audit;
mod authorisation;
pub mod bearer;
pub mod builtin_issuer;
mod check_out;
pub mod client_address;
mod clock;
pub mod commands;
pub mod config;
mod connections;
#[macro_use]
pub mod store;
pub mod demo;
mod file_permissions;
mod html;
pub mod http;
mod hub;
mod identity;
pub mod import;
mod invitation;
pub mod keys;
pub mod limits;
pub mod mail;
mod me;
mod membership;
mod metrics;
mod moves;
mod notice;
mod offered_terms;
mod one_time_token;
pub mod operator;
mod page;
pub mod person_data;
mod person_request;
mod policy;
mod problem;
mod reload;
mod removal;
mod retention;
pub mod security_events;
pub mod serve;
pub mod service;
mod service_requests;
mod sha256_hex;
mod tell;
mod text;
mod transfer;
mod transition;
mod user_management;
mod words;
pub mod worker;
