//! Lists come in pages: `limit` and an opaque `cursor`.

use crate::page::{NameCursor, NamePageRequest, PageCursor, PageRequest};
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
        let limit = limit(asked.limit)?;
        let after = match asked.cursor {
            Some(cursor) => PageCursor::parse(&cursor).ok_or_else(bad)?,
            None => PageCursor::start(),
        };
        Ok(Self { after, limit })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for NamePageRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let bad = || Problem::new(Code::BadRequest);
        let Query(asked) = Query::<PageQuery>::from_request_parts(parts, state).await.map_err(|_| bad())?;
        let limit = usize::try_from(limit(asked.limit)?).map_err(|_| bad())?;
        let after = match asked.cursor {
            Some(cursor) => NameCursor::parse(&cursor).ok_or_else(bad)?,
            None => NameCursor::default(),
        };
        Ok(Self { after, limit })
    }
}

fn limit(asked: Option<i64>) -> Result<i64, Problem> {
    let limit = asked.unwrap_or(LIMIT);
    if (1..=MOST).contains(&limit) { Ok(limit) } else { Err(Problem::new(Code::BadRequest)) }
}
