//! Who may use whom: the arrows of docs/architecture.md, held against what cargo says.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::collections::{BTreeMap, BTreeSet};

/// Each crate of ours with those of ours that it may use. An arrow that is not here is a mistake.
const ARROWS: &[(&str, &[&str])] = &[
    ("domicile-model", &[]),
    ("domicile-words", &[]),
    ("domicile-policy", &[]),
    ("domicile-policy-c", &["domicile-policy"]),
    ("domicile-workstation", &["domicile-model", "domicile-policy", "domicile-words"]),
    ("domicile-directory", &["domicile-model", "domicile-policy", "domicile-words"]),
    ("domicile-cli", &["domicile-workstation", "domicile-model", "domicile-policy", "domicile-words"]),
    ("domicile-agent", &["domicile-workstation", "domicile-words"]),
    ("domicile-desktop", &["domicile-workstation", "domicile-model", "domicile-words"]),
    ("domicile-test-disk", &[]),
    ("domicile-test-postgres", &[]),
    ("domicile-tests", &["domicile-test-disk", "domicile-test-postgres"]),
    ("xtask", &[]),
];

fn metadata() -> cargo_metadata::Metadata {
    cargo_metadata::MetadataCommand::new().manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).exec().unwrap()
}

#[test]
fn crates_use_only_whom_they_may() {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ARROWS.iter().map(|(from, to)| (*from, to.iter().copied().collect())).collect();
    let metadata = metadata();
    let ours: BTreeSet<&str> = metadata.workspace_packages().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(ours, allowed.keys().copied().collect(), "a crate without arrows, or arrows without a crate");
    for package in metadata.workspace_packages() {
        for dependency in package.dependencies.iter().filter(|it| it.kind == cargo_metadata::DependencyKind::Normal) {
            let (from, to) = (package.name.as_str(), dependency.name.as_str());
            assert!(!ours.contains(to) || allowed[from].contains(to), "{from} may not use {to}");
        }
    }
}

/// Everything that a crate brings along in its ordinary build on this machine, by name.
fn closure(metadata: &cargo_metadata::Metadata, of: &str) -> BTreeSet<String> {
    let resolve = metadata.resolve.as_ref().unwrap();
    let nodes: BTreeMap<_, _> = resolve.nodes.iter().map(|it| (&it.id, it)).collect();
    let names: BTreeMap<_, _> = metadata.packages.iter().map(|it| (&it.id, it.name.to_string())).collect();
    let start = metadata.workspace_packages().into_iter().find(|it| it.name == of).unwrap();
    let (mut seen, mut todo) = (BTreeSet::new(), vec![&start.id]);
    while let Some(id) = todo.pop() {
        if !seen.insert(names[id].clone()) {
            continue;
        }
        let kinds = |it: &&cargo_metadata::NodeDep| it.dep_kinds.iter().any(|it| it.kind == cargo_metadata::DependencyKind::Normal);
        todo.extend(nodes[id].deps.iter().filter(kinds).map(|it| &it.pkg));
    }
    seen
}

#[test]
fn command_line_and_app_never_carry_the_service_and_the_command_line_no_window() {
    let metadata = metadata();
    let cli = closure(&metadata, "domicile-cli");
    let desktop = closure(&metadata, "domicile-desktop");
    for name in ["domicile-directory", "sqlx", "axum"] {
        assert!(!cli.contains(name) && !desktop.contains(name), "{name} has no place at a workstation");
    }
    for name in ["tauri", "wry", "gtk", "webkit2gtk"] {
        assert!(desktop.contains("tauri") && !cli.contains(name), "{name} has no place on the command line");
    }
}

#[test]
fn policy_stays_small_and_without_network_or_async() {
    let metadata = metadata();
    for of in ["domicile-policy", "domicile-policy-c"] {
        let brought = closure(&metadata, of);
        for name in ["tokio", "reqwest", "hyper", "ring", "openssl-sys", "cc"] {
            assert!(!brought.contains(name), "{name} has no place in {of}");
        }
    }
}
