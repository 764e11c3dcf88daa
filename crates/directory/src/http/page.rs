//! Lists come in pages: `limit` and an opaque `cursor`.

use crate::page::{IdPageRequest, NameCursor, NamePageRequest, PageCursor, PageRequest};
use crate::problem::Problem;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;

/// How many there are on a page unless told.
const LIMIT: i64 = 50;
/// The most on a page.
const MOST: i64 = 100;

/// Both as text, so that a failure names the one that is wrong.
#[derive(Deserialize)]
struct PageQuery {
    cursor: Option<String>,
    limit: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let (cursor, limit) = page_query(parts, state).await?;
        let after = match cursor {
            Some(cursor) => PageCursor::parse(&cursor).ok_or_else(bad_cursor)?,
            None => PageCursor::start(),
        };
        Ok(Self { after, limit })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for NamePageRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let (cursor, limit) = page_query(parts, state).await?;
        let after = match cursor {
            Some(cursor) => NameCursor::parse(&cursor).ok_or_else(bad_cursor)?,
            None => NameCursor::default(),
        };
        Ok(Self { after, limit: usize::try_from(limit).map_err(|_| bad_limit())? })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdPageRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let (cursor, limit) = page_query(parts, state).await?;
        let after = cursor.map_or(Ok(String::new()), |it| Self::parse_cursor(&it).ok_or_else(bad_cursor))?;
        Ok(Self { after, limit })
    }
}

/// The cursor as it was sent, and the limit.
async fn page_query<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<(Option<String>, i64), Problem> {
    // Each once at most; which of them stands there twice is not told.
    let asked = Query::<PageQuery>::from_request_parts(parts, state).await;
    let Query(PageQuery { cursor, limit }) = asked.map_err(|_| Problem::bad_part("query"))?;
    let limit = limit.map_or(Ok(LIMIT), |it| it.parse().map_err(|_| bad_limit()))?;
    if (1..=MOST).contains(&limit) { Ok((cursor, limit)) } else { Err(bad_limit()) }
}

fn bad_cursor() -> Problem {
    Problem::bad_part("cursor")
}

fn bad_limit() -> Problem {
    Problem::bad_part("limit")
}
