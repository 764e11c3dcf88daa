//! What the service is measured beside: the same framework with nothing to do, and the database without a service.

use crate::load::{AT_ONCE, LONG, rate, request};
use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use domicile_tests::postgres;
use domicile_tests::process::Process;
use std::process::Command;

/// The argument with which this program serves empty answers, and nothing else.
pub(crate) const EMPTY: &str = "serve-empty-answers";

/// A process of its own, like the service: axum, one route, no layers, an empty 200.
pub(crate) struct Empty {
    url: String,
    _process: Process,
}

impl Empty {
    /// Starts it.
    pub(crate) fn start() -> Result<Self> {
        let (process, line) = Process::start_and_read_line(Command::new(std::env::current_exe()?).arg(EMPTY))?;
        Ok(Self { url: line, _process: process })
    }

    /// How often a second it answers. The request is as large as one to the service.
    pub(crate) async fn rate(&self, token: &str) -> Result<f64> {
        let request = request("GET", "/", token, &[]);
        rate(&self.url, 200, move |_| request.clone()).await
    }
}

/// Serves empty answers until the process is ended.
pub(crate) async fn serve_empty() -> Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(|| async {}))).await?;
    Ok(())
}

/// How often a second `pgbench`, with as many clients, looks up a row of the same table by its key.
pub(crate) fn pgbench(address: &str, size: u64) -> Result<f64> {
    let script = tempfile::NamedTempFile::new()?;
    let most = size - 1;
    std::fs::write(script.path(), format!("\\set i random(0, {most})\nSELECT * FROM users WHERE id = 'bulk-' || :i;\n"))?;
    let mut command = Command::new(postgres::programs().context("PostgreSQL is missing")?.join("pgbench"));
    let url = url::Url::parse(address)?;
    for (name, value) in url.query_pairs() {
        command.arg(format!("--{}={value}", if name == "user" { "username" } else { &name }));
    }
    command.args(["--no-vacuum", "--protocol=prepared", "--jobs=2"]).arg(format!("--time={}", LONG.as_secs()));
    command.arg(format!("--client={AT_ONCE}")).arg("--file").arg(script.path()).arg(url.path().trim_start_matches('/'));
    let said = command.output()?;
    let text = String::from_utf8_lossy(&said.stdout);
    let line = text
        .lines()
        .find_map(|it| it.strip_prefix("tps = "))
        .with_context(|| format!("{text}{}", String::from_utf8_lossy(&said.stderr)))?;
    Ok(line.split_whitespace().next().unwrap_or_default().parse()?)
}
