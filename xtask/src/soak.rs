//! The long runs: no parts of the tests, since they take as long as they are told.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, watched};
use anyhow::{Result, bail};

/// What runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Part {
    /// People at work while everything around them fails at random and comes back (`tests/tests/soak`): half an hour, half of it on each database.
    Service,
    /// The tray beside a real panel while what it shows changes (`tests/tests/tray_soak.rs`): ten minutes.
    Tray,
}

/// Runs it for so many minutes, or for as long as it usually takes, and repeats its summary at the end.
///
/// # Errors
/// Something that has to hold all the time did not.
pub(crate) fn soak(workspace: &Workspace, part: Part, minutes: Option<u32>) -> Result<()> {
    let (test, extra, minutes) = match part {
        Part::Service => ("soak", Need::FakeClock, minutes.unwrap_or(30).div_ceil(2)),
        Part::Tray => ("tray_soak", Need::Panel, minutes.unwrap_or(10)),
    };
    setup(workspace, &[&[extra], Need::ALL].concat())?;
    build::ui_once(workspace)?;
    build::npm(workspace, "tests/peers/oidc-provider")?;
    build::python(workspace)?;
    build::binaries(workspace)?;
    let run = [&["test", "--workspace"], build::FEATURES, &["--test", test, "--", "--ignored", "--nocapture", "--test-threads=1"]].concat();
    let mut command = workspace.cargo(&run);
    command.env("DOMICILE_SOAK_MINUTES", minutes.to_string());
    let (green, lines) = watched("Soak", &mut command)?;
    println!();
    lines.iter().filter(|it| it.starts_with("soak: ")).for_each(|it| println!("{it}"));
    if green { Ok(()) } else { bail!("something that has to hold all the time did not: see above") }
}
