//! Where answers go: stdout is what was asked (a text or one JSON document), stderr is everything else. Plain ASCII apart from
//! names, no control characters from outside. A reader who has gone away is no error; an answer that cannot be written is one, since it did
//! not arrive.

use crate::answer::Answer;
use crate::exit::Exit;
use crate::global::Global;
use crate::problem::Problem;
use domicile_model::text::changes_direction;
use domicile_workstation::present::Say;
use std::io::{IsTerminal, Write};

#[derive(Debug, Clone)]
pub(crate) struct Output {
    json: bool,
    quiet: bool,
    bold: bool,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty());
        let plain = global.no_color || set("NO_COLOR") || std::env::var_os("TERM").is_some_and(|it| it == "dumb");
        Self { json: global.json, quiet: global.quiet, bold: !global.json && !plain && std::io::stdout().is_terminal() }
    }

    /// Shows an answer and gives its exit code.
    pub(crate) fn answer(&self, answer: &Answer, say: Say<'_>) -> u8 {
        let written = if self.json {
            self.document(&answer.document())
        } else if answer.text.is_empty() {
            Ok(())
        } else {
            let text = plain(&answer.text);
            let (first, rest) = text.split_once('\n').map_or((text.as_str(), None), |(first, rest)| (first, Some(rest)));
            let first = if self.bold { format!("\u{1b}[1m{first}\u{1b}[0m") } else { first.to_owned() };
            write(std::io::stdout(), &rest.map_or(first.clone(), |rest| format!("{first}\n{rest}")))
        };
        // Machines have it all in the document.
        for note in answer.notes.iter().filter(|_| !self.json) {
            self.note(note);
        }
        let failed = written.is_err();
        let exit = self.not_written(written, say);
        // What `check` was asked stands in its exit code.
        if failed && !answer.is_exit_code { exit.code() } else { answer.exit.code() }
    }

    /// Shows an answer that others follow: a text, or a document on a line of its own. False where nobody reads any more.
    pub(crate) fn line(&self, answer: &Answer) -> bool {
        let text = if self.json { serde_json::to_string(&answer.document()).unwrap_or_default() } else { plain(&answer.text) };
        write_whole(std::io::stdout(), &text).is_ok()
    }

    /// Shows a failure and gives its exit code. The document goes to stdout, as any other; the text to stderr.
    pub(crate) fn problem(&self, problem: &Problem, say: Say<'_>) -> u8 {
        if self.json {
            self.not_written(self.document(&problem.document()), say);
        } else {
            let _ = write(std::io::stderr(), &plain(&problem.text(say)));
        }
        problem.exit.code()
    }

    /// Says something beside the answer: a phase, what changed, the next command.
    pub(crate) fn note(&self, note: &str) {
        if !self.quiet {
            self.must_know(note);
        }
    }

    /// Says something without which the person cannot go on, also where little talk is wished: the address to open, the code to type.
    pub(crate) fn must_know(&self, note: &str) {
        let _ = write(std::io::stderr(), &plain(note));
    }

    /// Says that the answer did not arrive.
    fn not_written(&self, written: std::io::Result<()>, say: Say<'_>) -> Exit {
        match written {
            Ok(()) => Exit::Done,
            Err(error) => {
                self.must_know(&say.with("cli-not-written", &[("reason", &error.to_string())]));
                Exit::Unexpected
            }
        }
    }

    fn document(&self, document: &impl serde::Serialize) -> std::io::Result<()> {
        // Our own types, with text keys: there is nothing in them that JSON cannot hold.
        let text = serde_json::to_string(document).unwrap_or_default();
        write(std::io::stdout(), &text)
    }
}

/// Writes one line or several. A closed pipe means that the reader has seen enough.
fn write(to: impl Write, text: &str) -> std::io::Result<()> {
    match write_whole(to, text) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn write_whole(mut to: impl Write, text: &str) -> std::io::Result<()> {
    to.write_all(format!("{}\n", text.trim_end_matches('\n')).as_bytes()).and_then(|()| to.flush())
}

/// Typographic marks become ASCII; what could move the cursor, colour the terminal or turn text around goes away. Letters stay.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{b7}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '\u{25b8}' | '\u{203a}' | '\u{2192}' => out.push('>'),
            '\n' => out.push('\n'),
            c if c.is_control() || changes_direction(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Rows in aligned columns, two spaces apart, the first row being the heading. The last column is not padded.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|it| cell(it)).collect()).collect();
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Security check 30: Nothing that people type steers a terminal.
    #[test]
    fn names_keep_their_letters_and_nothing_reaches_the_terminal_by_force() {
        assert_eq!(plain("“Zoë” – Łódź… Users ▸ add"), "\"Zoë\" - Łódź... Users > add");
        assert_eq!(plain("Ana\u{1b}[31m\u{202e}\u{7}\r\nCosta"), "Ana[31m\nCosta");
    }

    #[test]
    fn columns_are_aligned() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let rows = [row(["Name", "Role", "E-mail"]), row(["Zoë Ärger", "Co-admin", "z@x.example"]), row(["Al\nBo", "", "b"])];
        assert_eq!(table(&rows), "Name       Role      E-mail\nZoë Ärger  Co-admin  z@x.example\nAl Bo                b");
    }
}
