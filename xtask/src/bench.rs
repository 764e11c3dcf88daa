//! Every benchmark, each beside its peer in the same run. Programs print `bench: <name> | <ours> | <peer> | <ratio> | <budget>` lines;
//! the table at the end is made of those.

use crate::build;
use crate::setup::{For, setup};
use crate::step::{Workspace, step, watched};
use anyhow::{Result, bail};
use std::process::Command;

/// Runs the benchmarks and prints the table.
pub(crate) fn bench(workspace: &Workspace, desktop: bool) -> Result<()> {
    setup(workspace, For::Tests)?;
    let mut rows = Vec::new();
    let mut failed = Vec::new();
    let mut run = |what: &str, mut command: Command| -> Result<()> {
        let (green, lines) = watched(what, &mut command)?;
        rows.extend(lines.iter().filter_map(|it| it.strip_prefix("bench: ")).map(str::to_owned));
        if !green {
            failed.push(what.to_owned());
        }
        Ok(())
    };
    run("Policy", workspace.cargo(&["bench", "--package", "domicile-policy", "--features", "domicile-policy/demo-root"]))?;
    if desktop {
        build::ui(workspace)?;
        let features = "domicile-desktop/custom-protocol,domicile-desktop/demo-root,domicile-directory/demo-root";
        let packages = ["build", "--release", "--package", "domicile-desktop", "--package", "domicile-directory", "--features", features];
        step("Build the app for release", &mut workspace.cargo(&packages))?;
        run("Desktop", workspace.cargo(&["bench", "--package", "domicile-tests", "--bench", "desktop"]))?;
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
