//! Lists come in pages: `limit` and an opaque `cursor`.

use crate::page::{PageCursor, PageRequest, SearchCursor};
use crate::problem::{Code, Problem};
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

/// How many there are on a page unless told.
const LIMIT: i64 = 50;
/// The most on a page.
const MOST: i64 = 100;

#[derive(Deserialize)]
struct PageQuery {
    cursor: Option<String>,
    limit: Option<i64>,
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let bad = || Problem::new(Code::BadRequest);
        let Query(asked) = Query::<PageQuery>::from_request_parts(parts, state).await.map_err(|_| bad())?;
        let limit = asked.limit.unwrap_or(LIMIT);
        if !(1..=MOST).contains(&limit) {
            return Err(bad());
        }
        let after = match asked.cursor {
            Some(cursor) => PageCursor::parse(&cursor).ok_or_else(bad)?,
            None => PageCursor::start(),
        };
        Ok(Self { after, limit })
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
            Some(cursor) => SearchCursor::parse(&cursor).ok_or_else(bad)?,
            None => SearchCursor::default(),
        };
        Ok(Self { query: asked.query.unwrap_or_default(), after, limit: usize::try_from(limit).unwrap_or_default() })
    }
}
