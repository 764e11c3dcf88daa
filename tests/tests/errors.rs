//! Errors say each cause once: a text that holds its cause has no source that says it again.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
}

/// The texts of this source whose cause is a source as well. `thiserror` takes a field named `source`, and one marked so, for one.
fn doubled(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in text.split("#[error(").skip(1) {
        let Some((message, variant)) = part.split_once(")]") else { continue };
        let variant = variant.split("#[error(").next().unwrap_or_default();
        // Up to the end of the variant's fields.
        let variant = variant.split("\n    },").next().unwrap_or_default().split("),\n").next().unwrap_or_default();
        let is_marked = variant.contains("#[from]") || variant.contains("#[source]");
        if message.contains("{source}") || is_marked && message.contains("{0}") {
            found.push(message);
        }
    }
    found
}

/// Field case S24: each cause is said once, whatever prints an error: its own text, or the chain of its sources.
#[test]
fn no_text_of_an_error_holds_what_its_source_says() {
    let planted = "#[error(\"a {path}: {source}\")]\nFile {\n    source: Error,\n    },\n#[error(\"b: {0}\")]\nB(#[from] Error),\n#[error(\"c: {0}\")]\nC(String),\n";
    assert_eq!(doubled(planted), ["\"a {path}: {source}\"", "\"b: {0}\""]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["crates", "src-tauri/src"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        assert_eq!(doubled(&text), Vec::<&str>::new(), "{}", file.display());
    }
}
