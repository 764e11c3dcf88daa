//! Lists come in pages: what a page is asked for by, and the opaque cursor of the next one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

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

    /// Reads what a client sends back.
    pub(crate) fn parse(cursor: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        let (number, id) = text.split_once(' ')?;
        // A NUL is text to us and an error to PostgreSQL.
        (!id.contains('\0')).then_some(())?;
        Some(Self { number: number.parse().ok()?, id: id.to_owned() })
    }
}

/// Which page of a list is asked for.
#[derive(Debug)]
pub(crate) struct PageRequest {
    pub(crate) after: PageCursor,
    pub(crate) limit: i64,
}

impl PageRequest {
    /// One more row than fits is read to know whether there is a next page.
    pub(crate) fn rows(&self) -> i64 {
        self.limit + 1
    }

    /// Cuts the extra row off; the cursor of the next page, if there is one. `place`: by what the list is sorted, a number, then an id, both
    /// falling.
    pub(crate) fn cut<T>(&self, found: &mut Vec<T>, place: impl Fn(&T) -> (i64, &str)) -> Option<String> {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        if found.len() <= limit {
            return None;
        }
        found.truncate(limit);
        let (number, id) = place(found.last()?);
        Some(URL_SAFE_NO_PAD.encode(format!("{number} {id}")))
    }
}

/// Everybody who comes after this name and id, in a list by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SearchCursor {
    pub(crate) name_key: Vec<u8>,
    pub(crate) user: String,
}

impl SearchCursor {
    /// Reads what a client sends back: name and id, with a NUL between them, which neither has.
    pub(crate) fn parse(cursor: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let at = bytes.iter().position(|it| *it == 0)?;
        let user = String::from_utf8(bytes.get(at + 1..)?.to_vec()).ok()?;
        (!user.contains('\0')).then(|| Self { name_key: bytes.get(..at).unwrap_or_default().to_vec(), user })
    }

    /// What asks for the page after this person.
    pub(crate) fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.name_key.as_slice(), &[0], self.user.as_bytes()].concat())
    }
}
