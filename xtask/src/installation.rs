//! The page of installation with programs of one's own: a root made by the ceremony, a file of the operator, both built in; then every
//! command of the page (`tests/tests/installation.rs`). Not a part of the tests, which use the programs that are built already: another
//! root is another build.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::{Context, Result};
use std::path::Path;

/// What the programs are built with.
const OPERATOR: &str = "name = \"Example Software\"\nserviceUrl = \"https://domicile.example.com\"\nroot = \"root/root.json\"\n\
                        supportContact = \"Example Support\"\nsupportAddress = \"support@example.com\"\n";
const PROGRAMS: [&str; 2] = ["domicile-directory", "domicile"];

/// Carries it out.
///
/// # Errors
/// Where a step fails.
pub(crate) fn installation(workspace: &Workspace) -> Result<()> {
    setup(workspace, Need::ALL)?;
    build::ui_once(workspace)?;
    build::npm(workspace, "tests/peers/oidc-provider")?;
    build::python(workspace)?;
    let folder = workspace.target().join("installation");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let (root, programs) = (folder.join("root"), folder.join("bin"));
    std::fs::create_dir_all(&programs)?;
    let operator = folder.join("operator.toml");
    std::fs::write(&operator, OPERATOR)?;
    ceremony(workspace, &root)?;
    let bins = ["build", "--workspace", "--bin", PROGRAMS[0], "--bin", PROGRAMS[1]];
    step(
        "Build with this root, for this operator",
        workspace.cargo(&[&bins[..], build::FEATURES].concat()).env("DOMICILE_OPERATOR", &operator),
    )?;
    for program in PROGRAMS {
        std::fs::copy(workspace.target().join("debug").join(program), programs.join(program)).with_context(|| program.to_owned())?;
    }
    let test = ["test", "--workspace", "--test", "installation"];
    let mut command = workspace.cargo(&[&test[..], build::FEATURES, &["--", "--nocapture"]].concat());
    command.env("DOMICILE_OPERATOR", &operator).env("DOMICILE_BINARIES", &programs).env("DOMICILE_INSTALLATION_ROOT", &root);
    step("The page, with these programs", &mut command)
}

/// The first ceremony is held with a program that trusts another root: it only makes keys.
fn ceremony(workspace: &Workspace, root: &Path) -> Result<()> {
    let build = ["build", "--workspace", "--bin", "domicile-directory"];
    step("Build a program for the ceremony", &mut workspace.cargo(&[&build[..], build::FEATURES].concat()))?;
    let program = workspace.target().join("debug/domicile-directory");
    let mut create = workspace.command(&program.to_string_lossy(), ".", &["keys", "root", "create", "--keys", "3", "--threshold", "2"]);
    step("The ceremony", create.args(["--issuer", "example-com", "--out"]).arg(root))
}
