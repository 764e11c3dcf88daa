//! Where log lines of the app go, and that a panic becomes one. Tasks that panic end alone; the app goes on.

use tracing_subscriber::EnvFilter;

/// Lines go to stderr; `DOMICILE_LOG` says which (`info` without it).
pub fn start() {
    let filter = EnvFilter::try_from_env("DOMICILE_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    // A line that cannot be written is lost; saying so on the same stderr would be a panic.
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, "panic: {what}");
    }));
}
