//! The lists of the two pages: one row for each id, with what is right and the tests that hold it.

use crate::due;
use crate::marker::{Kind, Marker};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Where a list begins and ends in its page.
const BEGIN: &str = "<!-- printed from the tests -->\n";
const END: &str = "<!-- end of print -->\n";

/// A page before its list, the list, and after it.
pub(crate) fn parts(page: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (list, after) = rest.split_once(END)?;
    Some((before, list, after))
}

/// A page with another list.
pub(crate) fn joined(before: &str, list: &str, after: &str) -> String {
    format!("{before}{BEGIN}{list}{END}{after}")
}

/// By letter, then by number: `S2` before `S10a`.
fn order(id: &str) -> (String, u32, String) {
    let letter: String = id.chars().take_while(char::is_ascii_alphabetic).collect();
    let digits: String = id[letter.len()..].chars().take_while(char::is_ascii_digit).collect();
    let rest = id[letter.len() + digits.len()..].to_owned();
    (letter, digits.parse().unwrap_or_default(), rest)
}

fn rows<'a>(markers: &[Marker], kind: Kind, ids: impl Iterator<Item = &'a str>) -> String {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_by_key(|it| order(it));
    let mut rows = String::new();
    for id in ids {
        let mine: Vec<&Marker> = markers.iter().filter(|it| it.kind == kind && it.ids.iter().any(|own| own == id)).collect();
        let mut sentences: Vec<String> = Vec::new();
        for it in &mine {
            let sentence = capital(&it.sentence);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        let tests: Vec<String> = mine.iter().map(|it| format!("`{}`: {}", it.file, name(it))).collect();
        let _ = writeln!(rows, "| {id} | {} | {} |", cell(&sentences.join(" ")), tests.join("<br>"));
    }
    rows
}

/// A test's name; sentences of TypeScript stand in quotes.
fn name(marker: &Marker) -> String {
    if marker.test.contains(' ') { format!("“{}”", cell(&marker.test)) } else { format!("`{}`", marker.test) }
}

/// A sentence begins with a capital, whoever wrote it.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The list of docs/field-cases.md.
pub(crate) fn field_cases(markers: &[Marker]) -> String {
    let ids: BTreeSet<&str> = crate::marked(markers, Kind::FieldCase);
    let mut list = String::new();
    for source in ["The workstation", "The service", "Findings of an audit"] {
        let own = ids.iter().copied().filter(|it| due::source(it) == source);
        let _ = write!(
            list,
            "\n## {source}\n\n| Case | What is right | Held by |\n| --- | --- | --- |\n{}",
            rows(markers, Kind::FieldCase, own)
        );
    }
    list
}

/// The list of docs/security-checks.md.
pub(crate) fn security_checks(markers: &[Marker]) -> String {
    let ids: BTreeSet<&str> = crate::marked(markers, Kind::SecurityCheck);
    let mut list = String::new();
    let mut first = 1;
    for (topic, last) in due::TOPICS {
        let own = ids.iter().copied().filter(|it| it.parse().is_ok_and(|it: u8| (first..=*last).contains(&it)));
        let _ = write!(
            list,
            "\n## {topic}\n\n| Check | What holds | Held by |\n| --- | --- | --- |\n{}",
            rows(markers, Kind::SecurityCheck, own)
        );
        first = last + 1;
    }
    list
}
