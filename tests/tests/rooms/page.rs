//! The tables of docs/architecture.md: a section per crate, a row per room, bottom to top.

use std::collections::BTreeSet;

/// The heading above the tables.
const HEADING: &str = "## Rooms inside the crates";
/// What a room may use that stands above everything: the crate's root, which puts the parts together.
const EVERYTHING: &str = "everything";
/// Before a circle of files that is still to be cut.
const CIRCLE: &str = "Circle left: ";

/// A room: some modules, and the rooms that these may use.
pub(crate) struct Room {
    /// How the table names it.
    pub(crate) name: String,
    /// Modules, with `/` below the top; the first names the room.
    pub(crate) modules: Vec<String>,
    /// The rooms that it may use, each by its first module.
    pub(crate) may_use: BTreeSet<String>,
    /// Whether it may use every room above it in the table.
    pub(crate) everything: bool,
}

/// What the page says of one crate.
pub(crate) struct Rooms {
    /// The package.
    pub(crate) package: String,
    /// Bottom to top.
    pub(crate) rooms: Vec<Room>,
    /// Circles that are known and still to be cut, as names of files.
    pub(crate) circles: BTreeSet<BTreeSet<String>>,
}

/// Reads the tables.
pub(crate) fn read(page: &str) -> Vec<Rooms> {
    let (_, section) = page.split_once(HEADING).unwrap_or_else(|| panic!("no heading {HEADING}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    section.split("\n### ").skip(1).map(crate_of).collect()
}

fn crate_of(text: &str) -> Rooms {
    let (heading, body) = text.split_once('\n').unwrap_or((text, ""));
    let package = names(heading).first().unwrap_or_else(|| panic!("no package in {heading}")).clone();
    let rows = body.lines().filter(|it| it.starts_with("| `"));
    let circles = body.lines().filter_map(|it| it.strip_prefix(CIRCLE)).map(|it| names(it).into_iter().collect()).collect();
    Rooms { package, rooms: rows.map(room).collect(), circles }
}

fn room(row: &str) -> Room {
    let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
    let [modules, _, may_use] = cells[..] else { panic!("a row has three cells: {row}") };
    let modules = names(modules);
    Room { name: modules[0].clone(), modules, may_use: names(may_use).into_iter().collect(), everything: may_use == EVERYTHING }
}

/// Everything between backticks.
fn names(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
