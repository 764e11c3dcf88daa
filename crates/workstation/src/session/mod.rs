//! Signing in, staying signed in, signing out.
//!
//! `sign_in` leads an attempt, by `browser` (back through `loopback`) or by code; `issuer` speaks with the issuer; `tokens` keeps
//! and renews the session under the `lock` between processes; `vault` is where it is kept and `stored_session` its encrypted form. Tokens
//! never leave this module but as a header of a request.

mod browser;
mod browser_launcher;
mod info;
mod issuer;
mod lock;
mod loopback;
mod sign_in;
mod stored_session;
mod tokens;
mod vault;

pub use browser_launcher::{Browser, SystemBrowser};
pub use info::{OnPrompt, Persistence, SessionInfo, SignInPrompt, SignedOut};
pub(crate) use loopback::Pages;
pub(crate) use sign_in::{Plan, RedeemInvitation, SignIn, Way};
pub(crate) use tokens::Sessions;
pub(crate) use vault::Vault;

#[cfg(test)]
mod tests;
