//! People: what they see of themselves, what they may see of others, and who it is that signs in.

pub(crate) mod access;
pub(crate) mod identity;
pub(crate) mod look_up;
pub(crate) mod me;
pub(crate) mod profile;
pub(crate) mod service_request;
