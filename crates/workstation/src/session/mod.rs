//! Signing in, staying signed in, signing out.
//!
//! `browser` and `device` are the two ways in; `tokens` keeps the session and renews it under a lock between processes; `sealed`
//! is the file. Tokens never leave this module but as a header of a request.

mod who;

pub use who::{Kept, SignInPrompt, SignedOut, Who};
