//! Texts that identify: addresses, names of groups, ids, codes, what is searched for. Two that look the same are the same: what nobody sees
//! is stripped around them and refused, by its name, inside; they are compared by a key (NFKC, lower case) in which forms of one letter
//! are one; and letters of scripts that are taken for each other are not mixed (UTS 39).

use crate::invisible::{is_invisible, is_undefined};
use unicode_normalization::UnicodeNormalization;
use unicode_security::MixedScript;
use unicode_security::mixed_script::AugmentedScriptSet;

/// A character that no identifier has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnfitCharacter(pub char);

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// White space.
    Space,
    /// Nobody sees it.
    Invisible,
    /// It has no agreed look.
    Undefined,
}

impl UnfitCharacter {
    /// What is wrong with it.
    pub fn why(self) -> Unfit {
        if self.0.is_whitespace() {
            Unfit::Space
        } else if is_invisible(self.0) {
            Unfit::Invisible
        } else {
            Unfit::Undefined
        }
    }
}

/// As Unicode writes it: `U+200B`.
impl std::fmt::Display for UnfitCharacter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.0))
    }
}

/// The text without what came along around it: white space, and what nobody sees.
pub fn trimmed(typed: &str) -> &str {
    typed.trim_matches(|it: char| it.is_whitespace() || is_invisible(it))
}

/// The first character that no identifier has.
///
/// # Errors
/// [`UnfitCharacter`] says which.
pub fn check_characters(text: &str) -> Result<(), UnfitCharacter> {
    let unfit = |it: &char| it.is_whitespace() || is_invisible(*it) || is_undefined(*it);
    text.chars().find(unfit).map_or(Ok(()), |it| Err(UnfitCharacter(it)))
}

/// The key under which a name or an address is compared: what nobody sees is left out, forms of one letter are one (NFKC), lower case,
/// white space is one space. The key of a key is that key.
pub fn key(text: &str) -> String {
    // ASCII is its own normal form.
    if text.is_ascii() {
        return text.to_ascii_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    // Controls stay: no text that is kept holds one, so what is asked for with one is nobody's.
    let seen = text.chars().filter(|it| it.is_control() || !is_invisible(*it));
    // A sigma looks another way at the end of a word, and only there.
    let folded: String = seen.nfkc().collect::<String>().to_lowercase().replace('ς', "σ").nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id or a code as it was meant: people paste it with line breaks and what came along, type it by keyboards of other scripts (full
/// width), and word processors make its hyphens longer. The case stays.
pub fn typed_code(typed: &str) -> String {
    if typed.bytes().all(|it| it.is_ascii_graphic()) {
        return typed.to_owned();
    }
    let meant = typed.chars().filter(|it| !it.is_whitespace() && !is_invisible(*it)).nfkc();
    meant.map(|it| if is_dash(it) { '-' } else { it }).collect()
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether a word mixes scripts beyond what UTS 39 calls highly restrictive: one script, or Latin with the scripts of Chinese, Japanese or
/// Korean. Signs and digits are of every script.
pub fn mixes_scripts(word: &str) -> bool {
    if word.is_single_script() {
        return false;
    }
    let is_latin = |it: char| {
        let mut shared = AugmentedScriptSet::for_char(it);
        shared.intersect_with('a'.into());
        !shared.is_empty()
    };
    let others: String = word.chars().filter(|it| !is_latin(*it)).collect();
    let others = others.as_str().resolve_script_set();
    !(others.hanb || others.jpan || others.kore)
}
