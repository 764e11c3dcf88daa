//! `cargo xtask …`: the few commands that people type, each doing its own set-up. One file per command; how a program is started
//! and watched is in `step`, what a machine needs in `setup`.
#![expect(clippy::print_stdout, reason = "what this program says on stdout is its purpose")]

mod bench;
mod build;
mod run;
mod setup;
mod step;
mod summary;
mod test;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Build, run and prove Domicile. Each command does its own set-up.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, start the service with the sample organisation on loopback and open the desktop app against it.
    /// Without a display: the same under Xvfb, the main job driven once, and where the screenshots are.
    Run,
    /// Every test: formatting, lints, unit, property, UI, whole system.
    Test {
        /// Only whole-system and unit tests whose name holds this text; UI tests and lints are left out.
        filter: Option<String>,
    },
    /// Every benchmark, each against its peer in the same run; a table at the end.
    Bench {
        /// Only these.
        #[arg(value_enum)]
        parts: Vec<bench::Part>,
    },
    /// Install what this machine lacks, and nothing else.
    Setup,
    /// Licences, sources and duplicates of dependencies (installs cargo-deny into target/ first).
    Deny,
}

fn main() -> Result<()> {
    let workspace = step::Workspace::find()?;
    match Arguments::parse().command {
        Command::Run => run::run(&workspace),
        Command::Test { filter } => test::test(&workspace, filter.as_deref()),
        Command::Bench { parts } => bench::bench(&workspace, &parts),
        Command::Setup => setup::setup(&workspace, setup::For::Tests),
        Command::Deny => build::deny(&workspace),
    }
}
