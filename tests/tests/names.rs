//! Names, as docs/names.md has them: each term of the glossary finds its file by the file's name, and a word that is not to be a name is
//! none.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where our code is.
const ROOTS: &[&str] = &["crates", "src-tauri", "tests", "ui", "xtask"];
/// What a build or an installation leaves there.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist", "gen", "artifacts", "corpus"];
/// In Rust, what the next word names.
const RUST: &[&str] = &["struct", "enum", "union", "trait", "type", "fn", "mod", "macro_rules"];
/// The same in TypeScript and Svelte.
const SCRIPT: &[&str] = &["class", "interface", "enum", "type", "function"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file of ours, by its path from the workspace, with `/`.
fn files() -> Vec<String> {
    let mut found = Vec::new();
    for root in ROOTS {
        walk(&workspace().join(root), root, &mut found);
    }
    found
}

fn walk(folder: &Path, name: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let own = entry.file_name().to_string_lossy().into_owned();
        if own.starts_with('.') || NOT_OURS.contains(&own.as_str()) {
            continue;
        }
        let path = format!("{name}/{own}");
        if entry.file_type().unwrap().is_dir() { walk(&entry.path(), &path, found) } else { found.push(path) }
    }
}

/// What somebody sees in a list of files: its name, or for `foo/mod.rs` and `foo/main.rs` that of the folder. Without its ending.
fn stem(path: &str) -> &str {
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let own = parts.next().unwrap_or_default().split('.').next().unwrap_or_default();
    if ["mod", "main", "lib"].contains(&own) { parts.next().unwrap_or_default() } else { own }
}

/// `ETag cache` is looked for as `etagcache`: case and how words are joined do not count.
fn key(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// A section of the page, from its heading to the next.
fn section(heading: &str) -> String {
    let page = std::fs::read_to_string(workspace().join("docs/names.md")).unwrap();
    let (_, rest) = page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    rest.split("\n## ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_term_of_the_glossary_finds_its_file_by_name() {
    let files = files();
    let mut terms = BTreeSet::new();
    for row in section("Glossary").lines().filter(|it| it.starts_with("| ") && it.contains('`')) {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let (term, path) = (key(cells[0]), cells[1].trim_matches('`'));
        let there = files.iter().any(|it| it == path || path.ends_with('/') && it.starts_with(path));
        assert!(there, "{}: there is no {path}", cells[0]);
        assert!(key(stem(path)).contains(&term), "{}: who looks for it does not find {path}", cells[0]);
        assert!(terms.insert(term), "{} stands there twice", cells[0]);
    }
    assert!(terms.len() >= 30, "{} terms only", terms.len());
}

#[test]
fn a_word_that_is_not_to_be_a_name_is_none() {
    let section = section("Not a name");
    let words: BTreeSet<&str> = section
        .lines()
        .filter(|it| it.starts_with("| `"))
        .flat_map(|it| it.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .collect();
    assert!(words.len() >= 20, "{} words only", words.len());
    let mut found = Vec::new();
    for path in files() {
        let keywords = match Path::new(&path).extension().and_then(|it| it.to_str()) {
            Some("rs") => RUST,
            Some("ts" | "svelte" | "mjs") => SCRIPT,
            _ => continue,
        };
        if words.contains(stem(&path)) {
            found.push(format!("{path} is a file of that name"));
        }
        let text = std::fs::read_to_string(workspace().join(&path)).unwrap();
        for (line, text) in text.lines().enumerate().filter(|(_, it)| !it.trim_start().starts_with("//")) {
            let parts: Vec<&str> = text.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty()).collect();
            for pair in parts.windows(2).filter(|it| keywords.contains(&it[0]) && words.contains(it[1])) {
                found.push(format!("{path}:{}: {} {}", line + 1, pair[0], pair[1]));
            }
        }
    }
    assert!(found.is_empty(), "docs/names.md says what to call it instead:\n{}", found.join("\n"));
}
