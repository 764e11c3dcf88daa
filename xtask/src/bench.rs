//! Every benchmark, each beside its peer in the same run. Programs print `bench: <name> | <ours> | <peer> | <ratio> | <budget>` lines;
//! the table at the end is made of those.

use crate::build;
use crate::setup::{For, setup};
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
}

/// One selection of packages and features for every release build here, so that nothing is built twice.
const RELEASE: &[&str] = &[
    "--workspace",
    "--features",
    "domicile-desktop/custom-protocol,domicile-desktop/demo-root,domicile-directory/demo-root,domicile-policy/demo-root,domicile-policy/keygen-peer",
];

/// Runs the benchmarks of these parts, or of all where none is named, and prints the table.
pub(crate) fn bench(workspace: &Workspace, parts: &[Part]) -> Result<()> {
    let wanted = |part: Part| parts.is_empty() || parts.contains(&part);
    setup(workspace, For::Tests)?;
    build::ui(workspace)?;
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    let mut run = |what: &str, name: &str| -> Result<()> {
        let (green, lines) = watched(what, &mut workspace.cargo(&[&["bench"], RELEASE, &["--bench", name]].concat()))?;
        rows.extend(lines.iter().filter_map(|it| it.strip_prefix("bench: ")).map(str::to_owned));
        if !green {
            failed.push(what.to_owned());
        }
        Ok(())
    };
    if wanted(Part::Policy) {
        run("Policy", "answer")?;
    }
    if wanted(Part::Desktop) || wanted(Part::Directory) {
        let binaries = ["--bin", "domicile-directory", "--bin", "domicile-desktop"];
        let binaries = if wanted(Part::Desktop) { &binaries[..] } else { &binaries[..2] };
        step("Build for release", &mut workspace.cargo(&[&["build", "--release"], RELEASE, binaries].concat()))?;
    }
    if wanted(Part::Desktop) {
        run("Desktop", "desktop")?;
    }
    if wanted(Part::Directory) {
        run("Directory", "directory")?;
    }
    println!("\n{:<58} {:>14} {:>14} {:>8}  budget", "what", "ours", "peer", "ratio");
    for row in &rows {
        let mut cells = row.split('|').map(str::trim);
        let mut next = || cells.next().unwrap_or("");
        println!("{:<58} {:>14} {:>14} {:>8}  {}", next(), next(), next(), next(), next());
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join("; "));
    }
    Ok(())
}
