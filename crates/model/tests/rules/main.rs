//! The rules of the domain, one file per rule, as the rule book words them. One program, so that it links once.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod adding;
mod check_out;
mod country;
mod email;
mod entitlement;
mod forecast;
mod identifier;
mod invitation;
mod pasted_address;
mod person;
mod preflight;
mod rank;
mod removal;
mod shown_address;
mod stable_names;
mod text;
mod transfer;
