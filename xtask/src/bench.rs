//! Every benchmark, each beside its peer in the same run. Programs print `bench: <name> | <ours> | <peer> | <ratio> | <budget>` lines;
//! the table at the end is made of those.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step, watched};
use anyhow::{Result, bail};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// The signed policy.
    Policy,
    /// The desktop app, whose release build takes minutes.
    Desktop,
    /// The service with a thousand and a million people; filling the databases takes minutes.
    Directory,
    /// What one person's crowd costs another, and nothing else of the service.
    OnePerson,
    /// A document with a million people (`DOMICILE_BENCH_PEOPLE`): half an hour, and 15 GB for a while in the folder for temporary files.
    Import,
}

/// One selection of packages and features for every release build here, so that nothing is built twice.
const RELEASE: &[&str] = &[
    "--workspace",
    "--features",
    "domicile-desktop/custom-protocol,domicile-desktop/demo-root,domicile-agent/demo-root,domicile-directory/demo-root,domicile-policy/demo-root,domicile-policy/keygen-peer",
];

/// The head of the table, which goes into docs/performance.md as it is printed.
const TABLE: &str = "| What | Ours | Peer | Ratio | Budget | |\n| --- | ---: | ---: | ---: | --- | --- |";

/// Runs the benchmarks of these parts, or of all where none is named, and prints the table.
pub(crate) fn bench(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    let usual = [Part::Policy, Part::Desktop, Part::Directory];
    let wanted = |part: Part| (parts.is_empty() && usual.contains(&part)) || parts.contains(&part);
    setup(workspace, Need::ALL)?;
    build::ui(workspace)?;
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    let mut run = |what: &str, name: &str, only: &[&str]| -> Result<()> {
        let (green, lines) = watched(what, &mut workspace.cargo(&[&["bench"], RELEASE, &["--bench", name, "--"], only].concat()))?;
        rows.extend(lines.iter().filter_map(|it| it.strip_prefix("bench: ")).map(str::to_owned));
        if !green {
            failed.push(what.to_owned());
        }
        Ok(())
    };
    if wanted(Part::Policy) {
        run("Policy", "answer", &[])?;
    }
    let service = [Part::Directory, Part::OnePerson, Part::Import];
    if wanted(Part::Desktop) || service.into_iter().any(wanted) {
        let binaries = ["--bin", "domicile-directory", "--bin", "domicile-agent", "--bin", "domicile-desktop"];
        let binaries = if wanted(Part::Desktop) { &binaries[..] } else { &binaries[..2] };
        step("Build for release", &mut workspace.cargo(&[&["build", "--release"], RELEASE, binaries].concat()))?;
    }
    if wanted(Part::Desktop) {
        run("Desktop", "desktop", &[])?;
    }
    if wanted(Part::Directory) {
        run("Directory", "directory", &[])?;
    }
    if wanted(Part::OnePerson) {
        run("One person", "directory", &["one-person"])?;
    }
    if wanted(Part::Import) {
        run("Import", "directory", &["import"])?;
    }
    println!("\n{TABLE}");
    rows.iter().for_each(|row| println!("{}", in_table(row)));
    if !failed.is_empty() {
        bail!("failed: {}", failed.join("; "));
    }
    Ok(())
}

/// A line of the table, with what the ratio comes to in the light of the budget.
fn in_table(row: &str) -> String {
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    let judged = match cells.as_slice() {
        [_, _, _, ratio, budget] => judged(ratio, budget).unwrap_or_default(),
        _ => String::new(),
    };
    let budget = |it: &str| it.replace("<=", "≤").replace(">=", "≥");
    format!("| {} | {judged} |", budget(&cells.join(" | ")))
}

/// Whether a budget is met, and else by how much it is missed; `None` where there is none.
fn judged(ratio: &str, budget: &str) -> Option<String> {
    let ratio: f64 = ratio.parse().ok()?;
    let (most, limit) = if let Some(limit) = budget.strip_prefix("<=") { (true, limit) } else { (false, budget.strip_prefix(">=")?) };
    let limit: f64 = limit.trim().parse().ok()?;
    let met = if most { ratio <= limit } else { ratio >= limit };
    Some(if met { "met".to_owned() } else { format!("missed by {:.0} %", (ratio - limit).abs() / limit * 100.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_whether_its_budget_is_met() {
        for (row, line) in [
            ("304 (1/s) | 60 | 100 | 0.60 | >= 0.5", "| 304 (1/s) | 60 | 100 | 0.60 | ≥ 0.5 | met |"),
            ("card | 35 | 100 | 0.35 | >= 0.7", "| card | 35 | 100 | 0.35 | ≥ 0.7 | missed by 50 % |"),
            ("window | 3 | 2 | 1.50 | <= 1", "| window | 3 | 2 | 1.50 | ≤ 1 | missed by 50 % |"),
            ("whole store | 3 ms | 2 ms | 1.50 | ", "| whole store | 3 ms | 2 ms | 1.50 |  |  |"),
        ] {
            assert_eq!(in_table(row), line);
        }
    }
}
