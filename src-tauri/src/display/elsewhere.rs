//! Windows and macOS: whoever can run a program there has a screen, or gets the system's own refusal.

use domicile_words::Words;

/// Never.
pub(crate) fn missing(_words: &Words) -> Option<String> {
    None
}
