//! Rows that the operator or the vendor's order system decides, each with the source that says how it has to be.

pub(crate) mod accounts;
pub(crate) mod counts;
pub(crate) mod entitlements;
pub(crate) mod new_people;
pub(crate) mod people;
pub(crate) mod products;

/// A row, and whose word it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sourced<T> {
    pub(crate) row: T,
    /// `None`: the row was here before there were sources, or people of the account made it.
    pub(crate) source: Option<String>,
}

impl<T> Sourced<T> {
    /// Whether this source may change the row: its own, or one that nobody has spoken for.
    pub(crate) fn is_free_for(&self, source: &str) -> bool {
        self.source.as_deref().is_none_or(|it| it == source)
    }
}
