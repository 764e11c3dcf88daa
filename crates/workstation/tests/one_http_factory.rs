//! HTTP clients are made in one place. A forgotten second one knows neither the proxy nor the trust store nor the rules about
//! redirects and plain http.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::path::{Path, PathBuf};

/// The one place.
const FACTORY: &str = "crates/workstation/src/http/mod.rs";
/// What a second one would be made with.
const MAKERS: &[&str] = &[
    "Client::builder",
    "ClientBuilder",
    "Client::new()",
    "reqwest::get",
    "reqwest::blocking",
    "Client::default()",
    "danger_accept",
    "hyper::client",
    "ureq::",
    "TlsConnector",
];

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

/// The makers that a text uses, outside comments.
fn makers(code: &str) -> Vec<&'static str> {
    let code: String = code.lines().filter(|it| !it.trim_start().starts_with("//")).flat_map(|it| [it, "\n"]).collect();
    MAKERS.iter().copied().filter(|it| code.contains(it)).collect()
}

#[test]
fn nobody_else_makes_an_http_client() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    let mut files = Vec::new();
    for folder in ["crates/workstation/src", "crates/cli/src", "src-tauri/src"] {
        sources(&root.join(folder), &mut files);
    }
    assert!(files.len() > 20, "the sources are elsewhere now");
    for file in files {
        let used = makers(&std::fs::read_to_string(&file).unwrap());
        if file == root.join(FACTORY) {
            assert_eq!(used, ["Client::builder", "ClientBuilder"]);
        } else {
            assert_eq!(used, Vec::<&str>::new(), "{}: take the client from domicile_workstation::http", file.display());
        }
    }
}

#[test]
fn a_second_one_would_be_found() {
    assert_eq!(makers("let c = reqwest::Client::builder().build();"), ["Client::builder"]);
    assert_eq!(makers("// reqwest::Client::builder()\nlet it = Client::new(http, sessions);"), Vec::<&str>::new());
}
