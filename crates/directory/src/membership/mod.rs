//! Belonging to an account: joining, leaving, and what comes with it (locks, roles, country). Each function writes one step with its audit
//! event and the person's new policy version; it asks no rule of rank, since who may take the step differs from use case to use case.
//! Whoever calls has locked the account's row, then the person's, and read them after that.

mod join;
mod leave;
mod locks;
mod rights;

pub(crate) use join::{JoinedBy, join};
pub(crate) use leave::leave;
pub(crate) use locks::{lock, unlock};
pub(crate) use rights::{keeps_an_administrator, restore_rights, set_country, set_roles};
