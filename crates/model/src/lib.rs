//! People, accounts, roles, requests: the rules of the domain as pure functions of data, and the wire types.
//!
//! What lives here: the vocabulary, every rule that the directory enforces and the helper explains, and the JSON of the HTTP
//! contract (`wire`). What does not: I/O, clocks, randomness, async, words that people read.

pub mod account;
pub mod adding;
pub mod check_out;
pub mod country;
pub mod delivery;
pub mod email;
pub mod entitlement;
pub mod forecast;
pub mod id;
pub mod identifier;
pub mod invisible;
pub mod invitation;
pub mod operator;
pub mod pasted_address;
pub mod person;
pub mod person_request;
pub mod preflight;
pub mod rank;
pub mod removal;
pub mod shown_address;
mod stable_name;
pub mod text;
pub mod transfer;
pub mod wire;
