//! What a person sees of themselves and changes of themselves.

pub(crate) mod policy;
pub(crate) mod profile;
pub(crate) mod view;
