//! Everything in the repository that a test writes and then holds: made anew where `DOMICILE_RECORD` is set.

use crate::build;
use crate::setup::{Need, setup};
use crate::step::{Workspace, step};
use anyhow::Result;

/// What is recorded, by the test in which file, and how cargo calls that test. A new recording test goes here, so that one command writes all.
const RECORDINGS: &[(&str, &str, &[&str])] = &[
    (
        "States of the UI (ui/recorded)",
        "crates/workstation/tests/recorded.rs",
        &["--package", "domicile-workstation", "--test", "recorded"],
    ),
    ("The C header (crates/policy-c/include)", "crates/policy-c/tests/header.rs", &["--package", "domicile-policy-c", "--test", "header"]),
    (
        "Actions of the record of events (docs/audit.md)",
        "crates/directory/src/store/audit_action.rs",
        &["--package", "domicile-directory", "--lib", "audit_action"],
    ),
    (
        "What columns hold of people (docs/privacy.md)",
        "crates/directory/src/store/personal_data/mod.rs",
        &["--package", "domicile-directory", "--lib", "personal_data"],
    ),
    (
        "The schema of import documents (docs/import.schema.json)",
        "crates/directory/src/import/schema.rs",
        &["--package", "domicile-directory", "--lib", "import::schema"],
    ),
    (
        "TypeScript types (ui/src/platform/bindings.ts)",
        "src-tauri/src/bridge.rs",
        &["--package", "domicile-desktop", "the_committed_typescript"],
    ),
    (
        "Which test holds what (docs/field-cases.md, docs/security-checks.md)",
        "tests/tests/traceability/main.rs",
        &["--package", "domicile-tests", "--test", "traceability"],
    ),
];

/// Writes every recording; `git diff` then shows what changed.
pub(crate) fn record(workspace: &Workspace) -> Result<()> {
    setup(workspace, &[Need::Node, Need::App])?;
    build::ui_once(workspace)?;
    for (what, _, chosen) in RECORDINGS {
        let mut command = workspace.cargo(&[&["test", "--quiet"], *chosen].concat());
        step(what, command.env("DOMICILE_RECORD", "1"))?;
    }
    println!("\nRecorded. `git diff --stat` says what changed; look at it before it is committed.");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !["target", "node_modules", "gen"].iter().any(|it| path.ends_with(it)) {
                sources(&path, found);
            } else if path.extension().is_some_and(|it| it == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_test_that_records_is_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut found = Vec::new();
        ["crates", "src-tauri", "tests"].iter().for_each(|it| sources(&root.join(it), &mut found));
        found.retain(|it| std::fs::read_to_string(it).unwrap().contains("var_os(\"DOMICILE_RECORD\")"));
        let found: BTreeSet<String> = found.iter().map(|it| it.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")).collect();
        assert_eq!(found, RECORDINGS.iter().map(|it| it.1.to_owned()).collect());
    }
}
