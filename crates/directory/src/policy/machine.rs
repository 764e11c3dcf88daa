//! The ids that machines go by: hashes that a workstation makes, so no more than a form is known of them here.

/// The longest machine id.
const LONGEST: usize = 128;

/// Whether this may be the id of a machine: what fits into a header, a file name and an address alike.
pub(crate) fn is_machine_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= LONGEST && id.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_.~".contains(&it))
}
