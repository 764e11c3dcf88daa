//! Signing in, staying signed in, signing out.
//!
//! `sign_in` leads an attempt, by `browser` (back through `loopback`) or by code; `issuer` speaks with the issuer; `tokens` keeps
//! and renews the session under the `lock` between processes; `vault` is where it is kept and `held` its encrypted form. Tokens
//! never leave this module but as a header of a request.

mod browser;
mod held;
mod issuer;
mod lock;
mod loopback;
mod opener;
mod sign_in;
mod tokens;
mod vault;
mod who;

pub(crate) use loopback::Pages;
pub use opener::{Browser, SystemBrowser};
pub(crate) use sign_in::{Plan, Redemption, SignIn, Way};
pub(crate) use tokens::Sessions;
pub(crate) use vault::Vault;
pub use who::{Kept, SignInPrompt, SignedOut, Who};

#[cfg(test)]
mod tests;
