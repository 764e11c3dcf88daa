//! Characters that nobody sees: Unicode's Default_Ignorable_Code_Point, controls, and the few others that draw nothing. In a text that
//! identifies (see `identifier`) they make two of what everybody takes for one; in a name they are dropped, but for those that a script or
//! an emoji needs (UTS 39 with UAX 31, 2.3: joiners in their contexts, variation selectors on what varies).

use icu_properties::props::{
    CanonicalCombiningClass, DefaultIgnorableCodePoint, Emoji, EmojiModifier, ExtendedPictographic, GeneralCategory, JoiningType,
    UnifiedIdeograph,
};
use icu_properties::{CodePointMapData, CodePointSetData};

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const BLACK_FLAG: char = '\u{1f3f4}';

/// Whether the character draws nothing, wherever it stands. White space is seen by what it keeps apart, and is not among them.
pub fn is_invisible(c: char) -> bool {
    // Most characters there are.
    if c.is_ascii() {
        return c.is_control() && !c.is_whitespace();
    }
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || (c.is_control() && !c.is_whitespace())
        // Interlinear annotation; the empty cell of Braille.
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{2800}')
}

/// Whether the character has no agreed look: unassigned, or each maker's own.
pub fn is_undefined(c: char) -> bool {
    !c.is_ascii() && matches!(CodePointMapData::<GeneralCategory>::new().get(c), GeneralCategory::Unassigned | GeneralCategory::PrivateUse)
}

/// Whether the character, in this place, is one that its script or its emoji needs. `before` and `after`: the text around it.
pub(crate) fn is_needed(c: char, before: &str, after: &str) -> bool {
    match c {
        ZERO_WIDTH_NON_JOINER => follows_virama(before) || stands_between_joining_letters(before, after),
        ZERO_WIDTH_JOINER => follows_virama(before) || stands_between_emoji(before, after),
        // Text or emoji style of what has both.
        '\u{fe0e}' | '\u{fe0f}' => before.chars().next_back().is_some_and(|it| CodePointSetData::new::<Emoji>().contains(it)),
        // The standardised and the registered variants of ideographs, as in Japanese names.
        '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
            before.chars().next_back().is_some_and(|it| CodePointSetData::new::<UnifiedIdeograph>().contains(it))
        }
        '\u{180b}'..='\u{180f}' => before.chars().next_back().is_some_and(|it| matches!(it, '\u{1820}'..='\u{18aa}')),
        // Flags of regions: a black flag, and letters that only machines read.
        '\u{e0020}'..='\u{e007f}' => before.trim_end_matches(|it| matches!(it, '\u{e0020}'..='\u{e007e}')).ends_with(BLACK_FLAG),
        _ => false,
    }
}

/// UAX 31, A2 and B: an Indic letter that was told to join the next one.
fn follows_virama(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_some_and(|it| CodePointMapData::<CanonicalCombiningClass>::new().get(it) == CanonicalCombiningClass::Virama)
}

/// UAX 31, A1: without it the letters would join, as in Persian.
fn stands_between_joining_letters(before: &str, after: &str) -> bool {
    let joining = CodePointMapData::<JoiningType>::new();
    let letter = |it: &char| joining.get(*it) != JoiningType::Transparent;
    let left = before.chars().rev().find(letter).map(|it| joining.get(it));
    let right = after.chars().find(letter).map(|it| joining.get(it));
    matches!(left, Some(JoiningType::LeftJoining | JoiningType::DualJoining))
        && matches!(right, Some(JoiningType::RightJoining | JoiningType::DualJoining))
}

fn stands_between_emoji(before: &str, after: &str) -> bool {
    let pictograph = |it: char| CodePointSetData::new::<ExtendedPictographic>().contains(it);
    let modifies = |it: &char| *it == '\u{fe0f}' || CodePointSetData::new::<EmojiModifier>().contains(*it);
    before.chars().rev().find(|it| !modifies(it)).is_some_and(pictograph) && after.chars().next().is_some_and(pictograph)
}

/// The text without characters that nobody sees, but for those that it needs.
pub(crate) fn without_invisible(text: &str) -> String {
    // Most texts hold none.
    if !text.chars().any(is_invisible) {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        if !is_invisible(c) || is_needed(c, &kept, after) {
            kept.push(c);
        }
    }
    kept
}
