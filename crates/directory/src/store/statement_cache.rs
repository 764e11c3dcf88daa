//! Statements that connections keep prepared.

/// How many statements a connection keeps prepared: more than there are texts that one task goes through again and again. An import that has
/// more of them than this prepares every one anew each time, which takes far longer than carrying it out.
pub(super) const STATEMENTS: usize = 400;
