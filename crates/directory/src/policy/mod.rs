//! The policy of one person on one machine: gathering what it depends on, and stating it. Its format and signature are `domicile-policy`'s,
//! verdicts and the country are `domicile-model`'s.

mod etag_cache;
mod issue;
mod last_issue;
mod machine;
pub(crate) mod rights;

pub(crate) use etag_cache::EtagCache;
pub(crate) use issue::{Machine, Stated, issue, state};
pub(crate) use last_issue::{LastIssue, moment};
pub(crate) use machine::is_machine_id;
