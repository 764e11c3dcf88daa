//! Lists come in pages: what a page is asked for by, and the opaque cursor of the next one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::wire::Page;

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

/// Everything that comes after this name and id, in a list by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameCursor {
    pub(crate) name_key: Vec<u8>,
    pub(crate) id: String,
}

impl NameCursor {
    /// Reads what a client sends back: name and id, with a NUL between them, which neither has.
    pub(crate) fn parse(cursor: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let at = bytes.iter().position(|it| *it == 0)?;
        let id = String::from_utf8(bytes.get(at + 1..)?.to_vec()).ok()?;
        (!id.contains('\0')).then(|| Self { name_key: bytes.get(..at).unwrap_or_default().to_vec(), id })
    }

    /// What asks for the page after it.
    pub(crate) fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode([self.name_key.as_slice(), &[0], self.id.as_bytes()].concat())
    }
}

/// Which page of a list by name is asked for.
#[derive(Debug)]
pub(crate) struct NamePageRequest {
    pub(crate) after: NameCursor,
    pub(crate) limit: usize,
}

impl NamePageRequest {
    /// The page of a list that was read whole, since an account has few of these; `place`: the name by which it is sorted, then the id.
    pub(crate) fn cut_whole<T>(&self, mut items: Vec<T>, place: impl Fn(&T) -> (&str, &str)) -> Page<T> {
        let cursor = |it: &T| {
            let (name, id) = place(it);
            NameCursor { name_key: name.to_lowercase().into_bytes(), id: id.to_owned() }
        };
        items.sort_by_cached_key(cursor);
        items.retain(|it| cursor(it) > self.after);
        let more = items.len() > self.limit;
        items.truncate(self.limit);
        let next_cursor = items.last().filter(|_| more).map(|it| cursor(it).encode());
        Page { items, next_cursor }
    }
}

/// Which page of a list by id is asked for: what comes after this one.
#[derive(Debug)]
pub(crate) struct IdPageRequest {
    pub(crate) after: String,
    pub(crate) limit: i64,
}

impl IdPageRequest {
    /// Reads what a client sends back as a cursor.
    pub(crate) fn parse_cursor(cursor: &str) -> Option<String> {
        let id = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
        // A NUL is text to us and an error to PostgreSQL.
        (!id.is_empty() && !id.contains('\0')).then_some(id)
    }

    /// One more row than fits is read to know whether there is a next page.
    pub(crate) fn rows(&self) -> i64 {
        self.limit + 1
    }

    /// Cuts the extra row off; `id`: by what the list is sorted, rising.
    pub(crate) fn cut<T, U>(&self, mut found: Vec<T>, id: impl Fn(&T) -> String, show: impl Fn(T) -> U) -> Page<U> {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        let more = found.len() > limit;
        found.truncate(limit);
        let next_cursor = found.last().filter(|_| more).map(|it| URL_SAFE_NO_PAD.encode(id(it)));
        Page { items: found.into_iter().map(show).collect(), next_cursor }
    }
}
