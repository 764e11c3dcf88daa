//! docs/dependencies.md against what cargo, npm and pip are told: every direct dependency has a line with its reason, no line lacks a
//! dependency.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The names in the first column of the table below a heading.
fn listed(heading: &str) -> BTreeSet<String> {
    let page = read_to_string(root().join("docs/dependencies.md")).unwrap();
    let below = page.split("\n## ").find(|it| it.lines().next() == Some(heading)).unwrap_or_default();
    let rows: Vec<&str> = below.lines().filter(|it| it.starts_with("| ")).collect();
    let first_cells = rows.iter().filter_map(|it| it.split('|').nth(1));
    let names: Vec<&str> = first_cells.flat_map(|it| it.split('`').skip(1).step_by(2)).collect();
    let unique: BTreeSet<String> = names.iter().map(|it| (*it).to_owned()).collect();
    assert_eq!(unique.len(), names.len(), "named twice below \"{heading}\": {names:?}");
    assert!(!unique.is_empty(), "docs/dependencies.md has no table below \"{heading}\"");
    unique
}

fn crates(manifest: &str) -> BTreeSet<String> {
    let metadata = cargo_metadata::MetadataCommand::new().manifest_path(root().join(manifest)).no_deps().exec().unwrap();
    let dependencies = metadata.packages.iter().flat_map(|it| &it.dependencies);
    dependencies.filter(|it| it.path.is_none()).map(|it| it.name.clone()).collect()
}

fn packages(folder: &str) -> BTreeSet<String> {
    let text = read_to_string(root().join(folder).join("package.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let kinds = ["dependencies", "devDependencies"].iter().filter_map(|it| manifest[it].as_object());
    kinds.flat_map(|it| it.keys().cloned()).collect()
}

fn assert_same(what: &str, told: &BTreeSet<String>, listed: &BTreeSet<String>) {
    let missing: Vec<_> = told.difference(listed).collect();
    let stale: Vec<_> = listed.difference(told).collect();
    assert!(missing.is_empty(), "docs/dependencies.md says nothing about these of {what}: {missing:?}");
    assert!(stale.is_empty(), "docs/dependencies.md lists what {what} does not use: {stale:?}");
}

#[test]
fn every_crate_that_we_use_has_its_line() {
    let fuzzers = &crates("crates/policy/fuzz/Cargo.toml") | &crates("crates/policy-c/fuzz/Cargo.toml");
    let told = &crates("Cargo.toml") | &fuzzers;
    assert!(told.contains("serde"), "cargo names nothing: {told:?}");
    assert_same("the workspace", &told, &listed("Rust"));
}

#[test]
fn every_package_of_npm_has_its_line() {
    for folder in ["ui", "tests/peers/oidc-provider"] {
        assert_same(folder, &packages(folder), &listed(&format!("npm (`{folder}`)")));
    }
}

#[test]
fn every_peer_in_python_that_is_listed_is_installed() {
    let text = read_to_string(root().join("tests/peers/requirements.txt")).unwrap();
    let installed: BTreeSet<String> = text.lines().filter_map(|it| it.split_once("==")).map(|it| it.0.to_owned()).collect();
    let stale: Vec<_> = listed("Python (`tests/peers/requirements.txt`)").difference(&installed).cloned().collect();
    assert!(stale.is_empty(), "not in tests/peers/requirements.txt: {stale:?}");
}

#[test]
fn every_tool_that_the_checks_install_has_its_line() {
    let text = read_to_string(root().join("xtask/src/tools.rs")).unwrap();
    let told = text.split("name: \"").skip(1).filter_map(|it| it.split('"').next()).map(str::to_owned).collect();
    assert_same("xtask", &told, &listed("Tools (`xtask/src/tools.rs`)"));
}
