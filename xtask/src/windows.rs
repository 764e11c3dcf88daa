//! What runs at the workstation, built for Windows and tested in wine. Not a part of the tests: wine answers for Windows' interfaces, not
//! for Windows, and the compiler has to build everything once more.

use crate::runs::Runs;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use crate::summary::Summary;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "x86_64-pc-windows-gnu";

/// The crates of the workstation that need neither a web view nor a desktop.
const CRATES: &[&str] = &["domicile-model", "domicile-words", "domicile-policy", "domicile-workstation", "domicile-cli"];

/// A test that is left out elsewhere: nobody's own password store is written to.
const PASSWORD_STORE: &str = "the_credential_manager_";

/// Tells in the output whose tests begin.
const MARK: &str = "In wine: ";

/// Rust's standard library asks this of a library that wine has from version 9 on only; before it nothing starts.
const RANDOM: &str = r"#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return length <= 0xffffffff && SystemFunction036(buffer, (ULONG)length);
}
";

/// Builds the tests for Windows, runs them in a prefix of their own and prints the counts of each crate.
///
/// # Errors
/// A test failed, or wrote outside of its temporary folder.
pub(crate) fn windows(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        bail!("wine is run on Linux; on Windows itself it is `cargo xtask test`");
    }
    setup(workspace, &[Need::Wine])?;
    let compiler = Compiler::find(workspace)?;
    let folder = workspace.target().join("windows");
    std::fs::create_dir_all(&folder)?;
    let wine = Wine::start(workspace, &folder)?;

    let tests = |arguments: &[&str]| {
        let mut command = compiler.cargo(workspace, &["test", "--no-fail-fast", "--target", TARGET]);
        command.args(CRATES.iter().flat_map(|it| ["--package", *it])).args(arguments);
        command.env("CARGO_TARGET_DIR", &folder).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        command.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &wine.runner);
        wine.environment(&mut command);
        command
    };
    let mut runs = Runs::new(workspace)?;
    let arguments = Vec::from_iter(arguments.iter().map(String::as_str));
    let mut lines = runs.run("Tests for Windows, in wine", tests(&arguments))?;
    if arguments.is_empty() {
        lines.extend(runs.run("Its password store", tests(&["--lib", "--bins", "--", "--ignored", PASSWORD_STORE]))?);
    }
    runs.check("no folder of the user of wine touched", !wine.is_touched()?);
    println!("\n{TARGET}, {}, {}", compiler.version(), wine.version);
    for (name, summary) in by_crate(&lines) {
        println!("  {name:22} {summary}");
    }
    runs.finish()
}

/// A prefix with what Rust's programs want of it, and the program that starts them there.
struct Wine {
    prefix: PathBuf,
    runner: PathBuf,
    version: String,
}

impl Wine {
    fn start(workspace: &Workspace, folder: &Path) -> Result<Self> {
        let (prefix, runner) = (folder.join("prefix"), folder.join("runner.sh"));
        if prefix.exists() {
            std::fs::remove_dir_all(&prefix).context("the prefix of the run before")?;
        }
        std::fs::write(&runner, format!("#!/bin/sh\necho \"{MARK}$CARGO_PKG_NAME\"\nexec wine \"$@\"\n"))?;
        step("A program that starts programs of Windows", &mut workspace.command("chmod", ".", &["+x", &runner.to_string_lossy()]))?;
        let version = String::from_utf8_lossy(&Command::new("wine").arg("--version").output()?.stdout).trim().to_owned();
        let wine = Self { prefix, runner, version };
        let mut boot = workspace.command("wineboot", ".", &["--init"]);
        wine.environment(&mut boot);
        step("A prefix for wine", &mut boot)?;
        let library = wine.prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
        if !library.exists() {
            let source = folder.join("random.c");
            std::fs::write(&source, RANDOM)?;
            let mut build = workspace.command("x86_64-w64-mingw32-gcc", ".", &["-shared", "-O1", "-o"]);
            step("The library that this wine lacks", build.arg(&library).arg(&source).arg("-ladvapi32"))?;
        }
        Ok(wine)
    }

    fn environment(&self, command: &mut Command) {
        // Neither menus for the desktop nor questions whether to download a browser; no display, whoever types this.
        command.env("WINEDLLOVERRIDES", "winemenubuilder.exe,mscoree,mshtml=").env("WINEDEBUG", "-all").env_remove("DISPLAY");
        command.env("WINEPREFIX", &self.prefix);
    }

    /// Whether a test wrote where the person's own data would be.
    fn is_touched(&self) -> Result<bool> {
        for user in std::fs::read_dir(self.prefix.join("drive_c/users"))? {
            let data = user?.path().join("AppData");
            if ["Local", "LocalLow", "Roaming"].iter().any(|it| data.join(it).join("Domicile").exists()) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Who compiles for Windows.
enum Compiler {
    /// The one that compiles everything else.
    Ours,
    /// Debian's, where no standard library for Windows can be had: it builds that as well, from Debian's sources.
    Debian,
}

impl Compiler {
    fn find(workspace: &Workspace) -> Result<Self> {
        if has_library(workspace) {
            return Ok(Self::Ours);
        }
        let added = step("Rust's library for Windows", &mut workspace.command("rustup", ".", &["target", "add", TARGET]));
        if added.is_ok() && has_library(workspace) {
            return Ok(Self::Ours);
        }
        println!("   rustup does not have it; Debian's compiler builds it");
        setup(workspace, &[Need::DebianRust])?;
        Ok(Self::Debian)
    }

    fn cargo(&self, workspace: &Workspace, arguments: &[&str]) -> Command {
        match self {
            Self::Ours => workspace.cargo(arguments),
            Self::Debian => {
                let mut command = workspace.command("/usr/bin/cargo", ".", arguments);
                command.arg("-Zbuild-std=std,panic_abort,panic_unwind,test");
                command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc").env("RUSTDOC", "/usr/bin/rustdoc");
                command
            }
        }
    }

    fn version(&self) -> String {
        let program = match self {
            Self::Ours => "rustc",
            Self::Debian => "/usr/bin/rustc",
        };
        let answer = Command::new(program).arg("--version").output();
        answer.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned()).unwrap_or_default()
    }
}

fn has_library(workspace: &Workspace) -> bool {
    let answer = workspace.command("rustc", ".", &["--print", "target-libdir", "--target", TARGET]).output();
    answer.is_ok_and(|it| Path::new(String::from_utf8_lossy(&it.stdout).trim()).is_dir())
}

/// The counts of each crate, in the order in which their tests ran.
fn by_crate(lines: &[String]) -> Vec<(String, Summary)> {
    let mut found: Vec<(String, Summary)> = Vec::new();
    let mut at = None;
    for line in lines {
        if let Some(name) = line.trim().strip_prefix(MARK) {
            let known = found.iter().position(|(it, _)| it == name);
            at = known.or_else(|| {
                found.push((name.to_owned(), Summary::default()));
                found.len().checked_sub(1)
            });
        } else if let Some((_, summary)) = at.and_then(|it| found.get_mut(it)) {
            summary.add(std::slice::from_ref(line));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_has_its_own_counts() {
        let lines = [
            "In wine: domicile-model",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s",
            "In wine: domicile-cli\r",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s\r",
            "In wine: domicile-model",
            "test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.03s",
        ];
        let found = by_crate(&lines.map(str::to_owned)).into_iter().map(|(name, it)| format!("{name}: {it}"));
        let expected = ["domicile-model: 7 passed, 0 failed, 1 skipped", "domicile-cli: 1 passed, 2 failed, 0 skipped"];
        assert_eq!(Vec::from_iter(found), expected);
    }
}
