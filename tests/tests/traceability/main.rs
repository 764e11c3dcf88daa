//! Traceability: which test holds which field case and which security check. The lines above the tests say it (`marker`), `due` says what
//! must be held; the two pages in `docs` are printed from both, and a case without a test fails here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod due;
mod marker;
mod page;

use marker::{Kind, Marker};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where tests are.
const ROOTS: &[&str] = &["crates", "src-tauri", "tests", "ui", "xtask"];
/// What a build or an installation leaves there, and this test, which speaks of markers without being one.
const PASSED_OVER: &[&str] = &["target", "node_modules", "dist", "gen", "artifacts", "corpus", "traceability"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn walk(folder: &Path, name: &str, found: &mut Vec<Marker>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let own = entry.file_name().to_string_lossy().into_owned();
        if own.starts_with('.') || PASSED_OVER.contains(&own.as_str()) {
            continue;
        }
        let path = format!("{name}/{own}");
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &path, found);
        } else if let Some(language) = marker::Language::of(&own) {
            found.extend(marker::read(&path, &std::fs::read_to_string(entry.path()).unwrap(), language).unwrap());
        }
    }
}

/// Every marker of the workspace, in the order of files and lines.
fn markers() -> Vec<Marker> {
    let mut found = Vec::new();
    for root in ROOTS {
        walk(&workspace().join(root), root, &mut found);
    }
    found
}

/// The ids that tests are marked with.
fn marked(markers: &[Marker], kind: Kind) -> BTreeSet<&str> {
    markers.iter().filter(|it| it.kind == kind).flat_map(|it| &it.ids).map(String::as_str).collect()
}

#[test]
fn every_field_case_that_is_due_is_held_by_a_test() {
    let markers = markers();
    let marked = marked(&markers, Kind::FieldCase);
    let due = due::field_cases();
    let missing: Vec<_> = due.iter().filter(|it| !marked.contains(*it) && !due::NOT_HELD_YET.contains(it)).collect();
    assert!(missing.is_empty(), "no test says /// Field case …: of {missing:?}");
    let unknown: Vec<_> = marked.iter().filter(|it| !due.contains(*it) && !due::MORE.contains(it)).collect();
    assert!(unknown.is_empty(), "nobody knows these cases: {unknown:?}");
}

#[test]
fn every_security_check_is_held_by_a_test() {
    let markers = markers();
    let marked = marked(&markers, Kind::SecurityCheck);
    let due = due::security_checks();
    let missing: Vec<_> = due.iter().filter(|it| !marked.contains(it.as_str())).collect();
    assert!(missing.is_empty(), "no test says /// Security check …: of {missing:?}");
    let unknown: Vec<_> = marked.iter().filter(|it| !due.contains(**it)).collect();
    assert!(unknown.is_empty(), "there are no such checks: {unknown:?}");
}

#[test]
fn the_pages_print_every_marker() {
    let markers = markers();
    for (name, list) in [("docs/field-cases.md", page::field_cases(&markers)), ("docs/security-checks.md", page::security_checks(&markers))]
    {
        let path = workspace().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, printed, after) = page::parts(&text).unwrap_or_else(|| panic!("{name} has no place for the list"));
        if std::env::var_os("DOMICILE_RECORD").is_some() {
            std::fs::write(&path, page::joined(before, &list, after)).unwrap();
        } else {
            assert_eq!(printed, list, "{name} is not what the tests say: DOMICILE_RECORD=1 writes it anew");
        }
    }
}
