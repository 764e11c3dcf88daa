//! How many requests were answered, by method, route and status, and how many connections are open, in the text format of Prometheus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What is counted.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    answered: Mutex<BTreeMap<(String, String, u16), u64>>,
    connections: Gauge,
}

/// How many there are of something at this moment; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gauge(Arc<AtomicUsize>);

/// One of them, until it is dropped.
#[derive(Debug)]
pub(crate) struct GaugeGuard(Gauge);

impl Gauge {
    /// There is one more.
    pub(crate) fn increment(&self) -> GaugeGuard {
        self.0.fetch_add(1, Ordering::Relaxed);
        GaugeGuard(self.clone())
    }

    /// How many there are.
    pub(crate) fn value(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for GaugeGuard {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// The connections of the port.
    pub(crate) fn connections(&self) -> &Gauge {
        &self.connections
    }

    /// One more. Bounded: routes are patterns, and an unknown method counts as `other`.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16) {
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
        let method = if known.contains(&method) { method } else { "other" };
        let mut counts = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((method.to_owned(), route.to_owned(), status)).or_default() += 1;
    }

    /// What is counted as text.
    pub(crate) fn text(&self) -> String {
        let counts = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let mut text = "# HELP domicile_requests_total Requests answered.\n# TYPE domicile_requests_total counter\n".to_owned();
        for ((method, route, status), count) in counts.iter() {
            let _ = writeln!(text, "domicile_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}");
        }
        let _ = write!(
            text,
            "# HELP domicile_open_connections Connections of the port that are open.\n# TYPE domicile_open_connections gauge\n\
             domicile_open_connections {}\n",
            self.connections.value()
        );
        text
    }
}
