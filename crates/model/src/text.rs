//! Text that other people wrote: names, notes. Cleaned on input, so that it can be shown anywhere.

use crate::invisible::without_invisible;

/// The longest note or reason, in characters.
pub const NOTE_MAX: usize = 500;
/// The longest name, in characters.
pub const NAME_MAX: usize = 200;

/// Whether the character overrides or isolates the direction of text (Unicode bidirectional controls).
pub fn changes_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{found} characters, at most {most} are allowed")]
pub struct TooLong {
    /// Characters found after cleaning.
    pub found: usize,
    /// Characters allowed.
    pub most: usize,
}

/// Drops control, direction-changing and other characters that nobody sees (line breaks stay as `\n`; a joiner stays where the script or
/// the emoji needs it) and surrounding white space. What shows nothing is empty.
///
/// # Errors
/// [`TooLong`] where more than `most` characters are left. Nothing is cut in silence.
pub fn clean(typed: &str, most: usize) -> Result<String, TooLong> {
    // Most texts there are: nothing in them is to be dropped.
    if typed.bytes().all(|it| it == b' ' || it.is_ascii_graphic()) {
        return within(typed.trim().to_owned(), most);
    }
    let lines = typed.replace("\r\n", "\n").replace(['\u{2028}', '\u{2029}'], "\n");
    let kept: String = lines.chars().filter(|c| (*c == '\n' || !c.is_control()) && !changes_direction(*c)).collect();
    within(without_invisible(&kept).trim().to_owned(), most)
}

fn within(kept: String, most: usize) -> Result<String, TooLong> {
    match kept.chars().count() {
        found if found > most => Err(TooLong { found, most }),
        _ => Ok(kept),
    }
}

/// Like [`clean`], for text of one line: line breaks become spaces.
///
/// # Errors
/// [`TooLong`] as for [`clean`].
pub fn clean_line(typed: &str, most: usize) -> Result<String, TooLong> {
    clean(&typed.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " "), most)
}
