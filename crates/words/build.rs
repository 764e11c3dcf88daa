//! Reads `locales/<language>/*.ftl`, refuses what is wrong with them, and writes the list of languages with their texts for
//! `src/language.rs` to include. Adding a language is adding a folder.
#![expect(clippy::panic, reason = "a build script ends the build by panicking: there is nobody else to tell")]

use fluent_syntax::ast::Entry;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let languages: Vec<_> = inside(&locales).into_iter().filter(|it| it.is_dir()).map(|it| Language::read(&it)).collect();
    let Some(english) = languages.iter().find(|it| it.tag == "en") else { panic!("locales/en is missing") };
    for language in &languages {
        language.nothing_beside(english);
    }
    let out = std::env::var("OUT_DIR").unwrap_or_else(|why| panic!("OUT_DIR: {why}"));
    let generated = Path::new(&out).join("languages.rs");
    std::fs::write(&generated, source(&languages)).unwrap_or_else(|why| panic!("{}: {why}", generated.display()));
}

/// What a folder holds, in a fixed order.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut found: Vec<_> = entries.map(|it| it.unwrap_or_else(|why| panic!("{}: {why}", folder.display())).path()).collect();
    found.sort();
    found
}

struct Language {
    tag: String,
    files: Vec<(PathBuf, Vec<String>)>,
    /// Each message and term with the file that holds it. Terms keep their leading `-`.
    ids: BTreeMap<String, PathBuf>,
}

impl Language {
    fn read(folder: &Path) -> Self {
        let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        assert!(tag.len() == 2 && tag.bytes().all(|it| it.is_ascii_lowercase()), "locales/{tag}: a language is two lower-case letters");
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut language = Self { tag, files: Vec::new(), ids: BTreeMap::new() };
        for file in inside(folder).into_iter().filter(|it| it.extension().is_some_and(|it| it == "ftl")) {
            println!("cargo::rerun-if-changed={}", file.display());
            let ids = language.add(&file);
            language.files.push((file, ids));
        }
        language
    }

    /// Takes a file in and gives the messages in it, sorted.
    fn add(&mut self, file: &Path) -> Vec<String> {
        let text = std::fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        let resource = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| {
            let line = errors.first().map_or(0, |it| text.get(..it.pos.start).unwrap_or_default().lines().count().max(1));
            panic!("{}:{line}: {}", file.display(), errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        });
        let mut here = Vec::new();
        for entry in resource.body {
            let id = match entry {
                Entry::Message(it) => {
                    assert!(it.value.is_some() && it.attributes.is_empty(), "{}: {}: one value, no attributes", file.display(), it.id.name);
                    it.id.name.to_owned()
                }
                Entry::Term(it) => format!("-{}", it.id.name),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => continue,
            };
            if let Some(other) = self.ids.insert(id.clone(), file.to_owned()) {
                panic!("{}: the message {id} stands in {} already", file.display(), other.display());
            }
            here.push(id);
        }
        // Each file is parsed on its own, when a message of it is first asked for.
        for referred in text.split('{').skip(1).filter_map(|it| it.split('}').next()).map(str::trim) {
            let is_reference = referred.starts_with(|it: char| it.is_ascii_lowercase() || it == '-')
                && referred.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_');
            assert!(!is_reference || here.iter().any(|it| it == referred), "{}: {referred} is not a message of this file", file.display());
        }
        here.sort();
        here
    }

    /// What it lacks is said in English; `tests/languages.rs` fails on that.
    fn nothing_beside(&self, english: &Self) {
        let foreign: Vec<_> = self.ids.keys().filter(|id| !id.starts_with('-') && !english.ids.contains_key(*id)).cloned().collect();
        assert!(foreign.is_empty(), "locales/{} has what English has not: {}", self.tag, foreign.join(", "));
    }

    /// `en` -> `En`
    fn variant(&self) -> String {
        let mut letters = self.tag.chars();
        letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
    }
}

fn source(languages: &[Language]) -> String {
    let mut code = String::from(
        "/// A language that there are messages in: one for each folder of `locales/`.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]\npub enum Language {\n",
    );
    for it in languages {
        let _ = writeln!(code, "    /// `locales/{}`\n    {},", it.tag, it.variant());
    }
    let _ = writeln!(code, "}}\n\nimpl Language {{\n    /// Every language.\n    pub const ALL: &[Self] = &[");
    for it in languages {
        let _ = writeln!(code, "        Self::{},", it.variant());
    }
    let _ = writeln!(code, "    ];\n\n    /// Its BCP 47 tag.\n    pub fn tag(self) -> &'static str {{\n        match self {{");
    for it in languages {
        let _ = writeln!(code, "            Self::{} => \"{}\",", it.variant(), it.tag);
    }
    let _ = writeln!(
        code,
        "        }}\n    }}\n\n    /// Each file: the messages in it, sorted, and its text.\n    pub(crate) fn sources(self) -> &'static [(&'static [&'static str], &'static str)] {{\n        match self {{"
    );
    for it in languages {
        let _ = writeln!(code, "            Self::{} => &[", it.variant());
        for (file, ids) in &it.files {
            let _ = writeln!(code, "                (&{ids:?}, include_str!({:?})),", file.display().to_string());
        }
        let _ = writeln!(code, "            ],");
    }
    code.push_str("        }\n    }\n}\n");
    code
}
