//! What makes the record of events believable: each account's events are a chain of hashes (`link`), the end of which is signed and told
//! outside the database (`sign`), so that whoever rewrites the database is found out (`verify`). And what an account's administrators may
//! read of it (`shown`). Appending is in `store::audit`, in the transaction of the change itself.

mod chain_break;
mod evidence;
pub(crate) mod head;
pub(crate) mod sign;
pub mod verify;
pub(crate) mod view;
