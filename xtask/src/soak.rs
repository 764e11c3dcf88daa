//! The long run: everything fails at random and comes back, while people work (`tests/tests/soak`). Not a part of the tests: it takes as
//! long as it is told.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, watched};
use anyhow::{Result, bail};

/// Runs it for so many minutes on SQLite and on PostgreSQL, half of the time each, and repeats its summary at the end.
///
/// # Errors
/// Something that has to hold all the time did not.
pub(crate) fn soak(workspace: &Workspace, minutes: u32) -> Result<()> {
    setup(workspace, &[&[Need::FakeClock], Need::ALL].concat())?;
    build::ui_once(workspace)?;
    build::npm(workspace, "tests/peers/oidc-provider")?;
    build::python(workspace)?;
    build::binaries(workspace)?;
    let run =
        [&["test", "--workspace"], build::FEATURES, &["--test", "soak", "--", "--ignored", "--nocapture", "--test-threads=1"]].concat();
    let mut command = workspace.cargo(&run);
    command.env("DOMICILE_SOAK_MINUTES", minutes.div_ceil(2).to_string());
    let (green, lines) = watched("Soak", &mut command)?;
    println!();
    lines.iter().filter(|it| it.starts_with("soak: ")).for_each(|it| println!("{it}"));
    if green { Ok(()) } else { bail!("something that has to hold all the time did not: see above") }
}
