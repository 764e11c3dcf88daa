//! Texts that people typed, as they are kept: cleaned, and refused where they are too long.

use crate::problem::{Code, Problem};
use domicile_model::text::{NAME_MAX, NOTE_MAX, TooLong, clean, clean_line};

/// A text as it is kept; empty is none.
pub(crate) fn cleaned_note(typed: Option<&str>) -> Result<Option<String>, Problem> {
    Ok(typed.map(|it| clean(it, NOTE_MAX)).transpose().map_err(too_long)?.filter(|it| !it.is_empty()))
}

/// A name, in one line; perhaps empty.
pub(crate) fn cleaned_name(typed: &str) -> Result<String, Problem> {
    clean_line(typed, NAME_MAX).map_err(too_long)
}

/// A text of several lines; perhaps empty.
pub(crate) fn cleaned_text(typed: &str) -> Result<String, Problem> {
    clean(typed, NOTE_MAX).map_err(too_long)
}

fn too_long(it: TooLong) -> Problem {
    Problem::new(Code::TextTooLong).arg("found", it.found).arg("most", it.most)
}
