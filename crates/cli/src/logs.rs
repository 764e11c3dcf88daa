//! Logs, only where `DOMICILE_LOG` asks for them (`DOMICILE_LOG=debug`), and only to stderr.

use tracing_subscriber::EnvFilter;

pub(crate) fn start() {
    if let Some(filter) = std::env::var("DOMICILE_LOG").ok().filter(|it| !it.is_empty()) {
        let filter = EnvFilter::builder().parse_lossy(filter);
        // A second logger in one process would be a mistake of ours, and no reason to fail the person's command.
        // A line that cannot be written is lost; saying so on the same stderr would be a panic.
        let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
        let _ = lines.log_internal_errors(false).try_init();
    }
}
