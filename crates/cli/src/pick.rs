//! Which of several things is meant: by its id, the beginning of its id, an address or a name. And ids as short as tables show them.

use crate::exit::Exit;
use crate::problem::Problem;
use domicile_model::email::Email;
use domicile_model::identifier::trimmed;
use domicile_model::pasted_address::address_in;
use domicile_workstation::present::Say;
use serde_json::Value;

/// So much of an id is shown, and more where others begin in the same way.
const SHORT: usize = 8;
/// Fewer characters are no beginning of an id.
const LEAST: usize = 4;

/// Something that can be named.
pub(crate) struct Candidate<'a> {
    pub(crate) id: &'a str,
    /// Addresses and names that it goes by as well.
    pub(crate) names: Vec<&'a str>,
    /// What tells it from the others, for people.
    pub(crate) line: String,
}

/// Which one was meant.
#[derive(Debug, PartialEq, Eq)]
enum Meant {
    One(usize),
    Nothing,
    Several(Vec<usize>),
}

/// The place of the one that was meant; `None` where nothing is called that.
///
/// # Errors
/// Several fit: wrong usage, with their list.
pub(crate) fn pick(say: Say<'_>, typed: &str, candidates: &[Candidate<'_>]) -> Result<Option<usize>, Box<Problem>> {
    match meant(typed, candidates) {
        Meant::One(at) => Ok(Some(at)),
        Meant::Nothing => Ok(None),
        Meant::Several(all) => Err(ambiguous(say, typed, &all.iter().filter_map(|it| candidates.get(*it)).collect::<Vec<_>>())),
    }
}

fn meant(typed: &str, candidates: &[Candidate<'_>]) -> Meant {
    let typed = trimmed(address_in(typed));
    if let Some(at) = candidates.iter().position(|it| it.id == typed) {
        return Meant::One(at);
    }
    let lower = typed.to_lowercase();
    let called = |it: &Candidate<'_>| it.names.iter().any(|name| name.to_lowercase() == lower || Email::means(typed, name));
    let begins = |it: &Candidate<'_>| typed.len() >= LEAST && it.id.to_lowercase().starts_with(&lower);
    let those = |fits: &dyn Fn(&Candidate<'_>) -> bool| -> Vec<usize> {
        candidates.iter().enumerate().filter(|(_, it)| fits(it)).map(|(at, _)| at).collect()
    };
    // A name is what people mean; where nothing has it, the beginning of an id counts.
    let named = those(&called);
    let found = if named.is_empty() { those(&begins) } else { named };
    match found.as_slice() {
        [] => Meant::Nothing,
        [one] => Meant::One(*one),
        _ => Meant::Several(found),
    }
}

/// That several fit, with what tells them apart.
fn ambiguous(say: Say<'_>, typed: &str, all: &[&Candidate<'_>]) -> Box<Problem> {
    let short = short(&all.iter().map(|it| it.id).collect::<Vec<_>>());
    let mut problem = Problem::ours(say, Exit::Usage, "ambiguous", &[("typed", trimmed(typed))]);
    let lines = short.iter().zip(all).map(|(id, it)| format!("  {id}  {}", it.line));
    problem.view.why = [problem.view.why].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    problem.facts.insert("candidates".to_owned(), all.iter().map(|it| Value::from(it.id)).collect());
    problem
}

/// Each id as far as it takes to tell it from the others.
pub(crate) fn short(ids: &[&str]) -> Vec<String> {
    let longest = ids.iter().map(|it| it.chars().count()).max().unwrap_or(0);
    let cut = |length: usize| -> Vec<String> { ids.iter().map(|it| it.chars().take(length).collect()).collect() };
    let differ = |all: &[String]| {
        let mut sorted: Vec<&String> = all.iter().collect();
        sorted.sort_unstable();
        sorted.windows(2).all(|pair| pair.first() != pair.last())
    };
    (SHORT..longest).map(cut).find(|it| differ(it)).unwrap_or_else(|| cut(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> [Candidate<'static>; 3] {
        let of = |id, names: &[&'static str]| Candidate { id, names: names.to_vec(), line: String::new() };
        [
            of("019a5c11-aaaa-7000-8000-000000000001", &["ana.costa@oldbridge.example.com", "Ana Costa"]),
            of("019a5c11-bbbb-7000-8000-000000000002", &["tom.becker@oldbridge.example.com", "Tom Becker"]),
            of("019a7777-cccc-7000-8000-000000000003", &["ana.costa@oldbridge.example.com", "Ana Costa"]),
        ]
    }

    #[test]
    fn an_id_its_beginning_an_address_and_a_name_all_lead_to_it() {
        for (typed, expected) in [
            ("019a5c11-aaaa-7000-8000-000000000001", Meant::One(0)),
            ("019a7", Meant::One(2)),
            ("019A7777", Meant::One(2)),
            ("019a5c11-b", Meant::One(1)),
            ("Tom Becker", Meant::One(1)),
            ("tom becker", Meant::One(1)),
            (" Tom.Becker@oldbridge.example.com ", Meant::One(1)),
            ("Tom Becker <tom.becker@oldbridge.example.com>", Meant::One(1)),
            ("019a5c11", Meant::Several(vec![0, 1])),
            ("Ana Costa", Meant::Several(vec![0, 2])),
            ("019", Meant::Nothing),
            ("", Meant::Nothing),
            ("Tom", Meant::Nothing),
            ("9a5c11-aaaa", Meant::Nothing),
        ] {
            assert_eq!(meant(typed, &all()), expected, "{typed}");
        }
    }

    #[test]
    fn tables_show_eight_characters_and_more_only_where_that_is_not_enough() {
        assert_eq!(short(&["019a5c11-aaaa", "019a7777-cccc"]), ["019a5c11", "019a7777"]);
        assert_eq!(short(&["019a5c11-aaaa", "019a5c11-abcd"]), ["019a5c11-aa", "019a5c11-ab"]);
        assert_eq!(short(&["ana", "bo"]), ["ana", "bo"]);
        assert_eq!(short(&["same", "same"]), ["same", "same"]);
        assert_eq!(short(&[]), Vec::<String>::new());
    }
}
