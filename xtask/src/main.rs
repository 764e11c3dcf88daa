//! `cargo xtask …`: the few commands that people type, each doing its own set-up. One file per command; how a program is started
//! and watched is in `step`, what a machine needs in `setup`.
#![expect(clippy::print_stdout, reason = "what this program says on stdout is its purpose")]

mod bench;
mod build;
mod check;
mod dependencies;
mod installation;
mod mutants;
mod package;
mod record;
mod run;
mod runs;
mod setup;
mod soak;
mod step;
mod summary;
mod test;
mod tools;
mod ui;
mod windows;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Build, run, check and test Domicile. Each command does its own set-up.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything, start the service with the sample organisation on loopback and open the desktop app against it.
    /// Without a display: the same under Xvfb, the main job driven once, and where the screenshots are.
    Run,
    /// Form, lints, documentation, types of the UI, names: what needs no test run. Before every push.
    Check,
    /// Every test; or those of one kind, one crate, one name, with the set-up that these need.
    Test(test::Selection),
    /// Write anew what tests hold: recorded states of the UI, TypeScript types, the C header.
    Record,
    /// The UI alone in a browser, over recorded states.
    Ui,
    /// One page with every recorded state, in every language and theme.
    Gallery,
    /// Every benchmark, each against its peer in the same run; a table at the end.
    Bench {
        /// Only these.
        #[arg(value_enum)]
        parts: Vec<bench::Part>,
    },
    /// A long run: people at work while everything around them fails at random and comes back, or the tray beside a real panel.
    Soak {
        /// What runs.
        #[arg(value_enum, default_value_t = soak::Part::Service)]
        part: soak::Part,
        /// How long, in minutes: 30 where nothing is said, 10 for the tray.
        #[arg(long)]
        minutes: Option<u32>,
    },
    /// The Debian package of the service, for DOMICILE_ROOT.
    Package {
        /// What.
        #[arg(value_enum)]
        part: package::Part,
        /// A program that is built already, for trying things out.
        #[arg(long)]
        program: Option<std::path::PathBuf>,
    },
    /// The page of installation, carried out with programs of one's own root and operator.
    Installation,
    /// What runs at the workstation, built for Windows and tested in wine; the counts of each crate at the end.
    Windows {
        /// For cargo (`-- --test check`).
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Install what this machine lacks, and nothing else.
    Setup,
    /// Licences, sources, advisories, and dependencies that nothing uses.
    Dependencies,
    /// How many small faults the tests of the rules catch. Takes an hour.
    Mutants {
        /// For cargo-mutants (`-- -p domicile-model`).
        #[arg(last = true)]
        arguments: Vec<String>,
    },
}

fn main() -> Result<()> {
    let workspace = step::Workspace::find()?;
    match Arguments::parse().command {
        Command::Run => run::run(&workspace),
        Command::Check => check::check(&workspace),
        Command::Test(selection) => test::test(&workspace, &selection),
        Command::Record => record::record(&workspace),
        Command::Ui => ui::ui(&workspace),
        Command::Gallery => ui::gallery(&workspace),
        Command::Bench { parts } => bench::bench(&workspace, &parts),
        Command::Soak { part, minutes } => soak::soak(&workspace, part, minutes),
        Command::Package { part, program } => package::package(&workspace, part, program.as_deref()),
        Command::Installation => installation::installation(&workspace),
        Command::Windows { arguments } => windows::windows(&workspace, &arguments),
        Command::Setup => setup::setup(&workspace, setup::Need::ALL),
        Command::Dependencies => dependencies::dependencies(&workspace).map(drop),
        Command::Mutants { arguments } => mutants::mutants(&workspace, &arguments),
    }
}
