//! The body of an answer, which notes when the last of it was handed over, or was given up.

use super::table::Connection;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::Response;
use hyper::body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// While it lives, its connection is busy.
#[derive(Debug)]
pub(super) struct Answering(Arc<Connection>);

impl Answering {
    /// From the head of the request on.
    pub(super) fn new(connection: Arc<Connection>) -> Self {
        Self(connection)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.request_ended();
    }
}

/// A body, and that it is being sent.
struct AnswerBody {
    body: Body,
    _answering: Answering,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The answer; until it was sent, its connection is busy.
pub(super) fn busy_until_sent(answering: Answering, answer: Response<Body>) -> Response<Body> {
    answer.map(|body| Body::new(AnswerBody { body, _answering: answering }))
}
