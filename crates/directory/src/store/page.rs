//! Where a page of a list begins.

/// Everything that comes after this row, in a list that falls by a number (a time, or a place in a chain) and then by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageCursor {
    pub(crate) number: i64,
    pub(crate) id: String,
}

impl PageCursor {
    /// The first page.
    pub(crate) fn start() -> Self {
        Self { number: i64::MAX, id: String::new() }
    }
}
