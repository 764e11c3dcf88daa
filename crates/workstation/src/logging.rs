//! Where log lines of the app go, and that a panic becomes one. Tasks that panic end alone; the app goes on.

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Lines go to stderr; `DOMICILE_LOG` says which, by level and module (`info` without it).
pub fn start() {
    // Rather than `EnvFilter`, which brings regular expressions and their tables into a program that runs all day.
    let asked = std::env::var("DOMICILE_LOG").ok().filter(|it| !it.is_empty()).and_then(|it| it.parse::<Targets>().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(Level::INFO));
    // A line that cannot be written is lost; saying so on the same stderr would be a panic.
    let lines = tracing_subscriber::fmt().with_max_level(Level::TRACE).with_writer(std::io::stderr).log_internal_errors(false).finish();
    lines.with(filter).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, "panic: {what}");
    }));
}
