//! How many requests were answered, by method, route and status, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

/// The counts since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<BTreeMap<(String, String, u16), u64>>);

impl Metrics {
    /// One more. Bounded: routes are patterns, and an unknown method counts as `other`.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16) {
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
        let method = if known.contains(&method) { method } else { "other" };
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((method.to_owned(), route.to_owned(), status)).or_default() += 1;
    }

    /// The counts as text.
    pub(crate) fn text(&self) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = "# HELP domicile_requests_total Requests answered.\n# TYPE domicile_requests_total counter\n".to_owned();
        for ((method, route, status), count) in counts.iter() {
            let _ = writeln!(text, "domicile_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}");
        }
        text
    }
}
