//! What the pages of this repository point at is there: every relative link, and every path in backticks.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::fs::read_to_string;
use std::path::{Path, PathBuf};

/// Folders that are made, not written.
const MADE: &[&str] = &["target", "node_modules", "dist", "dist-recorded", ".git", "test-results"];

/// Paths in the pages that are examples of somebody's own files, or made while something runs.
const EXAMPLES: &[&str] = &["root/root.json"];

/// A path in backticks may be short where the page speaks of one crate: these are tried before it.
fn bases(root: &Path, page: &Path) -> Vec<PathBuf> {
    let crates = root.join("crates");
    let mut bases =
        vec![page.parent().unwrap().to_owned(), root.to_owned(), crates.clone(), root.join("src-tauri/src"), root.join("ui/src")];
    for entry in std::fs::read_dir(crates).unwrap() {
        let folder = entry.unwrap().path();
        bases.push(folder.join("src"));
        bases.push(folder);
    }
    bases
}

fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !MADE.contains(&name.as_str()) {
            pages(&path, found);
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
}

/// The lines of a page outside its blocks of code, with their numbers.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if !inside {
            lines.push((number + 1, line));
        }
    }
    lines
}

/// Where the links of a line lead, without those out of the repository and the part after `#`.
fn links(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|it| it.split(')').next());
    targets
        .filter(|it| !it.contains("://") && !it.starts_with("mailto:"))
        .filter_map(|it| it.split('#').next())
        .filter(|it| !it.is_empty())
        .collect()
}

/// What stands in backticks and looks like the path of a file or a folder of ours.
fn paths<'a>(line: &'a str, top: &[String]) -> Vec<&'a str> {
    let plain = |it: &&str| {
        it.chars().all(|it| it.is_ascii_alphanumeric() || "._-/".contains(it))
            && !it.starts_with('/')
            && it.contains('/')
            && !it.contains("//")
    };
    let ours = |it: &&str| {
        if it.split('/').any(|it| MADE.contains(&it)) {
            return false;
        }
        let first = it.split('/').next().unwrap_or_default();
        let last = it.rsplit('/').next().unwrap_or_default();
        let extension = last.rsplit_once('.').map(|it| it.1);
        top.iter().any(|it| it == first)
            || extension
                .is_some_and(|it| ["rs", "md", "ts", "svelte", "toml", "json", "ftl", "c", "h", "py", "sql", "css", "txt"].contains(&it))
    };
    line.split('`').skip(1).step_by(2).filter(plain).filter(ours).filter(|it| !EXAMPLES.contains(it)).collect()
}

#[test]
fn every_link_and_every_path_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let top: Vec<String> = std::fs::read_dir(root).unwrap().map(|it| it.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let mut found = Vec::new();
    pages(root, &mut found);
    assert!(found.iter().any(|it| it.ends_with("README.md")), "no pages below {}", root.display());
    let mut dead = Vec::new();
    for page in &found {
        let text = read_to_string(page).unwrap();
        let bases = bases(root, page);
        for (number, line) in prose(&text) {
            let link = |it: &&&str| !page.parent().unwrap().join(it).exists();
            let path = |it: &&&str| !bases.iter().any(|base| base.join(it).exists());
            let of = |it: &&str| format!("{}:{number}: {it}", page.strip_prefix(root).unwrap().display());
            dead.extend(links(line).iter().filter(link).map(of));
            dead.extend(paths(line, &top).iter().filter(path).map(of));
        }
    }
    assert!(dead.is_empty(), "these lead nowhere:\n{}", dead.join("\n"));
}

#[test]
fn links_and_paths_are_found_in_a_line() {
    let line =
        "See [the page](docs/a.md#part), [out](https://example.com), `crates/model/src`, `GET /v1/me`, `application/json` and `b/c.rs`.";
    assert_eq!(links(line), ["docs/a.md"]);
    assert_eq!(paths(line, &["crates".to_owned()]), ["crates/model/src", "b/c.rs"]);
}
