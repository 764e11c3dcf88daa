//! Who may use whom inside the crates: the tables of docs/architecture.md, held against the source. And no circles between files.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

mod page;
mod source;

use page::{Room, Rooms};
use source::{File, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The crates that have a table.
const CRATES: &[(&str, &str)] = &[
    ("domicile-workstation", "crates/workstation"),
    ("domicile-cli", "crates/cli"),
    ("domicile-directory", "crates/directory"),
    ("domicile-agent", "crates/agent"),
    ("domicile-desktop", "src-tauri"),
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn source(package: &str) -> Source {
    let (_, folder) = CRATES.iter().find(|(name, _)| *name == package).unwrap_or_else(|| panic!("no source for {package}"));
    Source::read(&workspace().join(folder).join("src"), package)
}

fn tables() -> Vec<Rooms> {
    page::read(&std::fs::read_to_string(workspace().join("docs/architecture.md")).unwrap())
}

/// The room of a file: the one that names its module or the nearest module around it.
fn room_of<'a>(rooms: &'a [Room], file: &File) -> Option<&'a str> {
    let path = if file.module.is_empty() { file.name.trim_end_matches(".rs").to_owned() } else { file.module.join("/") };
    let around = |module: &&String| path == **module || path.strip_prefix(module.as_str()).is_some_and(|rest| rest.starts_with('/'));
    let nearest = |room: &'a Room| room.modules.iter().filter(around).map(String::len).max().map(|it| (it, room.name.as_str()));
    rooms.iter().filter_map(nearest).max().map(|(_, name)| name)
}

/// Everything that the table and the source disagree about.
fn disagreements(table: &Rooms, source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for file in source.files.iter().filter(|it| room_of(&table.rooms, it).is_none()) {
        found.push(format!("{} is in no room", file.name));
    }
    let order: BTreeMap<&str, usize> = table.rooms.iter().enumerate().map(|(at, it)| (it.name.as_str(), at)).collect();
    for room in &table.rooms {
        for to in &room.may_use {
            match order.get(to.as_str()) {
                None => found.push(format!("`{}` may use `{to}`, which is no room", room.name)),
                Some(at) if *at >= order[room.name.as_str()] => {
                    found.push(format!("`{}` may use `{to}`, which is not below it", room.name))
                }
                Some(_) => {}
            }
        }
        for module in &room.modules {
            let there = |file: &File| room_of(std::slice::from_ref(room), file).is_some() && file_is_in(file, module);
            if !source.files.iter().any(there) {
                found.push(format!("`{module}` of the room `{}` is no module", room.name));
            }
        }
    }
    let mut used: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (from, to) in source.arrows() {
        let (from, to) = (&source.files[from], &source.files[to]);
        if let (Some(one), Some(other)) = (room_of(&table.rooms, from), room_of(&table.rooms, to))
            && one != other
        {
            used.entry((one, other)).or_default().push(format!("{} -> {}", from.name, to.name));
        }
    }
    for room in &table.rooms {
        for ((_, to), files) in used.iter().filter(|((from, _), _)| *from == room.name) {
            let allowed = if room.everything { order[*to] < order[room.name.as_str()] } else { room.may_use.contains(*to) };
            if !allowed {
                found.push(format!("`{}` may not use `{to}`: {}", room.name, files.join(", ")));
            }
        }
        for to in room.may_use.iter().filter(|to| !used.contains_key(&(room.name.as_str(), to.as_str()))) {
            found.push(format!("`{}` no longer uses `{to}`: take it out of the table", room.name));
        }
    }
    let circles = circles(source);
    found.extend(circles.difference(&table.circles).map(|it| format!("a circle of files: {}", join(it))));
    found.extend(table.circles.difference(&circles).map(|it| format!("no circle any more: {}", join(it))));
    found
}

fn file_is_in(file: &File, module: &str) -> bool {
    let path = if file.module.is_empty() { file.name.trim_end_matches(".rs").to_owned() } else { file.module.join("/") };
    path == module || path.starts_with(&format!("{module}/"))
}

fn join(files: &BTreeSet<String>) -> String {
    files.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// The sets of files that reach each other.
fn circles(source: &Source) -> BTreeSet<BTreeSet<String>> {
    let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in source.arrows() {
        next.entry(from).or_default().push(to);
    }
    let reached = |from: usize| {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
        while let Some(at) = todo.pop() {
            todo.extend(next.get(&at).into_iter().flatten().copied().filter(|it| seen.insert(*it)));
        }
        seen
    };
    let reached: Vec<BTreeSet<usize>> = (0..source.files.len()).map(reached).collect();
    let circle = |at: usize| -> BTreeSet<String> {
        reached[at].iter().filter(|it| reached[**it].contains(&at)).map(|it| source.files[*it].name.clone()).collect()
    };
    (0..source.files.len()).map(circle).filter(|it| !it.is_empty()).collect()
}

#[test]
fn files_use_only_the_rooms_that_they_may_and_none_in_a_circle() {
    let tables = tables();
    let named: Vec<&str> = tables.iter().map(|it| it.package.as_str()).collect();
    assert_eq!(named, CRATES.iter().map(|it| it.0).collect::<Vec<_>>(), "a crate without a table, or a table without a crate");
    let mut found = Vec::new();
    for table in &tables {
        let here = disagreements(table, &source(&table.package));
        found.extend(here.into_iter().map(|it| format!("{}: {it}", table.package)));
    }
    assert!(found.is_empty(), "docs/architecture.md and the source disagree:\n{}", found.join("\n"));
}

/// A crate of four files, whose `inner` uses what is given.
fn example(inner: &str) -> Source {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("a")).unwrap();
    let files = [
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a/mod.rs", "mod inner; pub(crate) use inner::*; pub(crate) fn here() {}"),
        ("a/inner.rs", &format!("use super::here; pub(crate) struct Thing; {inner}")),
        ("b.rs", "use crate::a::Thing; pub(crate) fn count() {} #[cfg(test)] mod tests { use crate::c::Other; }"),
        ("c.rs", "pub(crate) struct Other; fn show() { println!(\"{}\", crate::b::count()); }"),
    ];
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    Source::read(folder.path(), "example")
}

#[test]
fn names_are_followed_to_their_files_and_circles_found() {
    let source = example("");
    let arrows: Vec<_> =
        source.arrows().into_iter().map(|(from, to)| format!("{} {}", source.files[from].name, source.files[to].name)).collect();
    // Not `b.rs a/mod.rs`, which only shows the name; not `a/inner.rs a/mod.rs`, its parent; not `b.rs c.rs`, a test.
    assert_eq!(arrows, ["a/mod.rs a/inner.rs", "b.rs a/inner.rs", "c.rs b.rs"]);
    assert_eq!(circles(&source), BTreeSet::new());
    let source = example("#[serde(with = \"crate::c\")] pub(crate) struct Other;");
    assert_eq!(circles(&source), BTreeSet::from([["a/inner.rs", "b.rs", "c.rs"].map(str::to_owned).into()]));
}
