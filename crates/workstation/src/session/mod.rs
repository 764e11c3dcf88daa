//! Signing in, staying signed in, signing out.
//!
//! `sign_in` leads an attempt, by `browser` (back through `loopback`) or by code; `issuer` speaks with the issuer; `tokens` keeps
//! and renews the session under the `lock` between processes; `vault` is where it is kept, `stored_session` its encrypted form, `journal`
//! what a renewal leaves that is cut off. Tokens never leave this module but as a header of a request.

mod browser;
mod browser_launcher;
mod info;
mod issuer;
mod journal;
mod last_page;
mod lock;
mod loopback;
mod request_head;
mod sign_in;
mod stored_session;
mod tokens;
mod vault;

pub use browser_launcher::{Browser, SystemBrowser};
pub use info::{OnPrompt, Persistence, SessionInfo, SignInPrompt, SignedOut};
pub(crate) use last_page::Pages;
pub(crate) use sign_in::{Plan, RedeemInvitation, SignIn, Way};
pub(crate) use tokens::Sessions;
pub(crate) use vault::Vault;

/// How long a renewal that has begun may hold up the end of a program: longer than the issuer may think over it.
pub const RENEWAL_LIMIT: std::time::Duration = std::time::Duration::from_secs(75);

#[cfg(test)]
mod tests;
