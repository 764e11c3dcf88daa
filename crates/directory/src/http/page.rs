//! Lists come in pages: `limit` and an opaque `cursor`.

use crate::problem::{Code, Problem};
use crate::store::page::PageCursor;
use crate::store::removal_requests::RemovalRequestRecord;
use crate::store::search_terms::SearchCursor;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// How many there are on a page unless told.
const LIMIT: i64 = 50;
/// The most on a page.
const MOST: i64 = 100;

/// Which page is asked for.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) before: PageCursor,
    pub(super) limit: i64,
}

#[derive(Deserialize)]
struct PageQuery {
    cursor: Option<String>,
    limit: Option<i64>,
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let bad = || Problem::new(Code::BadRequest);
        let Query(asked) = Query::<PageQuery>::from_request_parts(parts, state).await.map_err(|_| bad())?;
        let limit = asked.limit.unwrap_or(LIMIT);
        if !(1..=MOST).contains(&limit) {
            return Err(bad());
        }
        let before = match asked.cursor {
            Some(cursor) => read_cursor(&cursor).ok_or_else(bad)?,
            None => PageCursor::start(),
        };
        Ok(Self { before, limit })
    }
}

fn read_cursor(cursor: &str) -> Option<PageCursor> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (ms, id) = text.split_once(' ')?;
    // A NUL is text to us and an error to PostgreSQL.
    (!id.contains('\0')).then_some(())?;
    Some(PageCursor { number: ms.parse().ok()?, id: id.to_owned() })
}

impl Page {
    /// One more row than fits is read to know whether there is a next page.
    pub(super) fn rows(&self) -> i64 {
        self.limit + 1
    }

    /// Cuts the extra row off; the cursor of the next page, if there is one.
    pub(super) fn cut(&self, found: &mut Vec<RemovalRequestRecord>) -> Option<String> {
        self.cut_at(found, |it| (it.submitted.as_millisecond(), it.id.as_str()))
    }

    /// The same for a list of anything, which says how it is sorted: by a number, then by an id, both falling.
    pub(super) fn cut_at<T>(&self, found: &mut Vec<T>, place: impl Fn(&T) -> (i64, &str)) -> Option<String> {
        let limit = usize::try_from(self.limit).unwrap_or_default();
        if found.len() <= limit {
            return None;
        }
        found.truncate(limit);
        let (number, id) = place(found.last()?);
        Some(URL_SAFE_NO_PAD.encode(format!("{number} {id}")))
    }
}

/// Which page of a search is asked for, by name.
#[derive(Debug)]
pub(super) struct SearchPage {
    pub(super) query: String,
    pub(super) after: SearchCursor,
    pub(super) limit: usize,
}

#[derive(Deserialize)]
struct SearchQuery {
    query: Option<String>,
    cursor: Option<String>,
    limit: Option<i64>,
}

impl<S: Send + Sync> FromRequestParts<S> for SearchPage {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let bad = || Problem::new(Code::BadRequest);
        let Query(asked) = Query::<SearchQuery>::from_request_parts(parts, state).await.map_err(|_| bad())?;
        let limit = asked.limit.unwrap_or(LIMIT);
        if !(1..=MOST).contains(&limit) {
            return Err(bad());
        }
        let after = match asked.cursor {
            Some(cursor) => read_after(&cursor).ok_or_else(bad)?,
            None => SearchCursor::default(),
        };
        Ok(Self { query: asked.query.unwrap_or_default(), after, limit: usize::try_from(limit).unwrap_or_default() })
    }
}

/// Name and id, with a NUL between them, which neither has.
fn read_after(cursor: &str) -> Option<SearchCursor> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let at = bytes.iter().position(|it| *it == 0)?;
    let user = String::from_utf8(bytes.get(at + 1..)?.to_vec()).ok()?;
    (!user.contains('\0')).then(|| SearchCursor { name_key: bytes.get(..at).unwrap_or_default().to_vec(), user })
}

impl SearchPage {
    /// What asks for the page after this person.
    pub(super) fn cursor(&self, last: &SearchCursor) -> String {
        URL_SAFE_NO_PAD.encode([last.name_key.as_slice(), &[0], last.user.as_bytes()].concat())
    }
}
