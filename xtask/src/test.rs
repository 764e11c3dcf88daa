//! Every test in one run, or those of one kind, one crate, one name, with the set-up that these need and no more.

use crate::build::{self, FEATURES};
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use crate::{check, dependencies, runs::Runs};
use anyhow::{Result, bail};

/// A kind of tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Kind {
    /// Rules, units, properties, APIs: beside the code and in each crate's `tests`.
    Rust,
    /// The UI's modules and components, in Node.
    Ui,
    /// The UI in a browser, over recorded states.
    E2e,
    /// Real programs, a real window, real peers: the crate `domicile-tests`.
    System,
}

/// Which tests.
#[derive(Debug, clap::Args)]
pub(crate) struct Selection {
    /// Only this kind.
    #[arg(long, value_enum, value_name = "KIND")]
    only: Option<Kind>,
    /// Only those of this crate, as cargo calls it (`domicile-model`).
    #[arg(short, long, value_name = "CRATE")]
    package: Option<String>,
    /// Only tests whose name holds this text; without a kind: of all Rust tests, the whole-system ones among them.
    name: Option<String>,
}

/// The crate of the whole-system tests.
const SYSTEM: &str = "domicile-tests";

/// Runs what is chosen, ends with one line of counts.
pub(crate) fn test(workspace: &Workspace, selection: &Selection) -> Result<()> {
    let name = selection.name.as_deref();
    match (selection.only, selection.package.as_deref()) {
        (None, None) if name.is_none() => everything(workspace),
        (None, None) => named(workspace, name),
        (None | Some(Kind::System), Some(SYSTEM)) | (Some(Kind::System), None) => system(workspace, name),
        (None | Some(Kind::Rust), Some(package)) => package_tests(workspace, package, name),
        (Some(Kind::Rust), None) => rust(workspace, name),
        (Some(Kind::Ui), None) => ui(workspace, name),
        (Some(Kind::E2e), None) => e2e(workspace, name),
        (Some(kind), Some(package)) => bail!("the tests of {package} are not of the kind {kind:?}"),
    }
}

fn everything(workspace: &Workspace) -> Result<()> {
    prepare(workspace, Need::ALL)?;
    build::ui(workspace)?;
    check::checks(workspace)?;
    let silent = dependencies::dependencies(workspace)?;
    build_tests(workspace)?;
    let mut runs = Runs::new(workspace)?;
    runs.skip(silent.len());
    runs.npm("UI units", "test", &[])?;
    runs.npm("UI in a browser", "e2e", &[])?;
    runs.cargo("Unit, property and whole-system tests", &[&["--workspace"], FEATURES].concat())?;
    runs.finish()
}

fn named(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    prepare(workspace, Need::ALL)?;
    build::ui(workspace)?;
    build_tests(workspace)?;
    cargo_alone(workspace, &[&["--workspace"], FEATURES, name.as_slice()].concat())
}

fn rust(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    prepare(workspace, &[Need::Node, Need::App, Need::C, Need::PostgreSql, Need::Python, Need::Session])?;
    build::ui_once(workspace)?;
    cargo_alone(workspace, &[&["--workspace", "--exclude", SYSTEM], FEATURES, name.as_slice()].concat())
}

fn package_tests(workspace: &Workspace, package: &str, name: Option<&str>) -> Result<()> {
    prepare(workspace, needs(package))?;
    if needs(package).contains(&Need::App) {
        build::ui_once(workspace)?;
    }
    cargo_alone(workspace, &[&["--package", package], name.as_slice()].concat())
}

/// What the tests of a crate need. Rules, words, command line and workstation need Rust alone.
fn needs(package: &str) -> &'static [Need] {
    match package {
        "domicile-policy" => &[Need::Python],
        "domicile-policy-c" => &[Need::C],
        "domicile-directory" => &[Need::PostgreSql, Need::Python],
        "domicile-test-postgres" => &[Need::PostgreSql],
        "domicile-desktop" => &[Need::Node, Need::App, Need::Session],
        _ => &[],
    }
}

fn system(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    prepare(workspace, Need::ALL)?;
    build::ui(workspace)?;
    build::binaries(workspace)?;
    cargo_alone(workspace, &[&["--package", SYSTEM], name.as_slice()].concat())
}

fn ui(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    prepare(workspace, &[Need::Node])?;
    build::npm(workspace, "ui")?;
    let mut runs = Runs::new(workspace)?;
    runs.npm("UI units", "test", &name.map_or(vec![], |it| vec!["--testNamePattern", it]))?;
    runs.finish()
}

fn e2e(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    prepare(workspace, &[Need::Node, Need::Browser])?;
    build::npm(workspace, "ui")?;
    let mut runs = Runs::new(workspace)?;
    runs.npm("UI in a browser", "e2e", &name.map_or(vec![], |it| vec!["--grep", it]))?;
    runs.finish()
}

/// What the machine lacks, and the peers' packages.
fn prepare(workspace: &Workspace, needs: &[Need]) -> Result<()> {
    setup(workspace, needs)?;
    if needs.contains(&Need::Python) {
        build::python(workspace)?;
    }
    if needs == Need::ALL {
        build::npm(workspace, "tests/peers/oidc-provider")?;
    }
    Ok(())
}

fn build_tests(workspace: &Workspace) -> Result<()> {
    // One selection of packages and targets: another one would unify features differently and build dependencies twice.
    step("Build the binaries and the tests", &mut workspace.cargo(&[&["build", "--workspace", "--all-targets"], FEATURES].concat()))
}

fn cargo_alone(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let mut runs = Runs::new(workspace)?;
    runs.cargo("Tests", arguments)?;
    runs.finish()
}
