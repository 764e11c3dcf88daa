//! What the pages have in common that links in mails lead to. What fails there is a page as well, in the language of the browser:
//! nobody who clicks a link can do anything with JSON.

use super::problem_response::FailedAnswer;
use crate::html::{escaped, page};
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use domicile_words::{Language, Words};

/// What every page's path begins with.
const PREFIXES: [&str; 2] = ["/invitation/", "/not-me/"];

/// Whether a path is a page's, or what is left of a link that was cut short.
pub(super) fn is_page(path: &str) -> bool {
    PREFIXES.iter().any(|it| path.starts_with(it))
}

/// A page that says something and leaves nothing to do on it; `title` and `text` are ids of messages.
pub(super) fn message(status: StatusCode, words: &Words, title: &str, text: &str) -> Response {
    let title = words.text(title);
    let body = format!("<h1>{}</h1>\n<p role=\"status\">{}</p>\n", escaped(&title), escaped(&words.text(text)));
    page(status, words.language().tag(), &title, &body)
}

/// What a problem looks like where a person expects a page: its status and its headers, and what to do with the link.
pub(super) fn failed(problem: &FailedAnswer, language: Language) -> Response {
    let status = problem.status();
    let words = words::of(language);
    let mut response = if status.is_server_error() {
        message(status, words, "page-later-title", "page-later")
    } else {
        message(status, words, "page-broken-title", "page-broken")
    };
    problem.add_headers(response.headers_mut());
    response
}
