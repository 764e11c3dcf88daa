//! `docs/operations.md` against the program: the metrics that it lists are those that there are, the commands and their options exist, the lines of
//! the log stand in the source, and the tests that it names are there.

use super::binary::program;
use crate::sqlite::api::harness::Harness;
use axum::body::Body;
use axum::http::Request;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    std::fs::read_to_string(workspace().join("docs/operations.md")).unwrap()
}

/// The first cells of the table below a heading row.
fn first_cells(page: &str, heading: &str) -> BTreeSet<String> {
    let (_, below) = page.split_once(&format!("\n| {heading} |")).unwrap_or_else(|| panic!("no table of {heading}"));
    let rows = below.lines().skip(2).take_while(|it| it.starts_with("| "));
    rows.map(|it| it.trim_start_matches("| ").split(" | ").next().unwrap().trim_matches('`').to_owned()).collect()
}

/// Every file of Rust below these folders of the workspace, one after the other.
fn source(folders: &[&str]) -> String {
    fn walk(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
            if entry.is_dir() && !entry.ends_with("target") {
                walk(&entry, found);
            } else if entry.extension().is_some_and(|it| it == "rs") {
                found.push_str(&std::fs::read_to_string(&entry).unwrap());
            }
        }
    }
    let mut found = String::new();
    for folder in folders {
        walk(&workspace().join(folder), &mut found);
    }
    found
}

#[tokio::test]
async fn every_metric_stands_on_the_page() {
    let harness = Harness::new().await;
    harness.me("ana-costa").await;
    let metrics = harness.send(Request::get("/metrics").body(Body::empty()).unwrap()).await;
    let metrics = String::from_utf8(metrics.bytes).unwrap();
    let real: BTreeSet<String> = metrics.lines().filter_map(|it| Some(it.strip_prefix("# TYPE ")?.split(' ').next()?.to_owned())).collect();
    assert_eq!(first_cells(&page(), "Metric"), real);
}

/// The commands of the page: what follows the program's name, up to the end of the line or the code.
fn commands(page: &str) -> Vec<Vec<String>> {
    let starts = page.match_indices("domicile-directory ").map(|(at, name)| &page[at + name.len()..]);
    let of_shell = |it: &str| it.chars().next().is_some_and(|it| it.is_ascii_lowercase());
    let ends = |it: &&str| it.find(['\n', '`']).unwrap_or(it.len());
    let words = |it: &str| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    starts.filter(|it| of_shell(it)).map(|it| words(&it[..ends(&it)])).collect()
}

#[test]
fn every_command_of_the_page_exists_with_its_options() {
    let folder = tempfile::tempdir().unwrap();
    let found: BTreeSet<Vec<String>> = commands(&page()).into_iter().collect();
    assert!(found.len() >= 12, "{found:#?}");
    for words in found {
        // A verb is of one to three words; what comes then is its argument.
        let verb: Vec<&str> =
            words.iter().take_while(|it| it.chars().all(|it| it.is_ascii_lowercase() || it == '-')).map(String::as_str).collect();
        let verb: Vec<&str> = verb.into_iter().take_while(|it| !it.starts_with('-')).collect();
        let output = program(folder.path(), &[verb.as_slice(), &["--help"]].concat()).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        let help = String::from_utf8(output.stdout).unwrap();
        for option in words.iter().filter(|it| it.starts_with("--")) {
            assert!(help.contains(option.as_str()), "{words:?}: {help}");
        }
    }
}

#[test]
fn every_line_of_the_log_on_the_page_stands_in_the_source() {
    let source = source(&["crates/directory/src"]);
    let messages = first_cells(&page(), "Message");
    assert!(messages.len() >= 10, "{messages:?}");
    for message in messages {
        assert!(source.contains(&format!("\"{message}\"")), "nobody logs “{message}”");
    }
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let (page, source) = (page(), source(&["crates/directory", "tests/tests"]));
    // *Tried by* `one`, `another`.
    let mut named = 0;
    for part in page.split("*Tried by*").skip(1) {
        let list = part.split_once(".\n").map_or(part, |it| it.0);
        for test in list.split('`').skip(1).step_by(2) {
            assert!(source.contains(&format!("fn {test}(")), "there is no test {test}");
            named += 1;
        }
    }
    // One mention explains what the words mean.
    assert!(named >= 20, "{named}");
}
