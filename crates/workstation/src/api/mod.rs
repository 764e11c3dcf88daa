//! What the service offers to those above the client: its routes as traits, and what its stream of events says.

mod admin;
mod me;

pub use admin::AdminApi;
pub use me::MeApi;

/// Called when the service says that something changed.
pub type OnChange = Box<dyn Fn(Changed) + Send + Sync>;

/// What may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changed {
    /// The person's own record, requests, offers or policy.
    pub me: bool,
    /// What they look after as an administrator.
    pub inbox: bool,
}
