//! Text from other people: loses control and direction-changing characters, keeps everything else, and is never cut in silence.

use domicile_model::text::{NAME_MAX, NOTE_MAX, TooLong, changes_direction, clean, clean_line};
use proptest::prelude::*;

#[test]
fn notes_have_five_hundred_characters_at_most_and_names_two_hundred() {
    assert_eq!((NOTE_MAX, NAME_MAX), (500, 200));
}

#[test]
fn these_and_no_others_change_the_direction() {
    // The Bidi_Control characters of Unicode 16.
    let bidi_control = [
        '\u{061c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
        '\u{2069}',
    ];
    let found: Vec<char> = ('\0'..=char::MAX).filter(|it| changes_direction(*it)).collect();
    assert_eq!(found, bidi_control);
}

#[test]
fn what_is_cleaned() {
    for (typed, note, line) in [
        ("Ana Costa", "Ana Costa", "Ana Costa"),
        ("  Ana \t", "Ana", "Ana"),
        ("first\nsecond", "first\nsecond", "first second"),
        ("first\r\nsecond", "first\nsecond", "first  second"),
        ("first\rsecond", "firstsecond", "first second"),
        ("a\tb", "ab", "a b"),
        ("\n\nlast\n\n", "last", "last"),
        ("be\u{7}ll \u{1b}[31mred", "bell [31mred", "bell [31mred"),
        ("next\u{85}line", "nextline", "nextline"),
        ("exe\u{202e}fdp", "exefdp", "exefdp"),
        ("\u{2066}in\u{2069}", "in", "in"),
        ("Jörg 李 שלום 👩‍💻", "Jörg 李 שלום 👩‍💻", "Jörg 李 שלום 👩‍💻"),
        // Persian keeps letters apart, Devanagari and Malayalam shape them, Japanese names have variants, emoji and flags are composed.
        ("می\u{200c}خواهم", "می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("क्\u{200d}ष", "क्\u{200d}ष", "क्\u{200d}ष"),
        ("അവന്\u{200d}", "അവന്\u{200d}", "അവന്\u{200d}"),
        ("葛\u{e0100}城", "葛\u{e0100}城", "葛\u{e0100}城"),
        ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
        (
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ),
        // Elsewhere the same characters are only there to make two of one.
        ("An\u{200c}a", "Ana", "Ana"),
        ("Ana\u{200d}\u{fe0f}", "Ana", "Ana"),
        ("An\u{ad}a\u{200b} \u{2060}Co\u{3164}sta\u{e0041}", "Ana Costa", "Ana Costa"),
        ("first\u{2028}second", "first\nsecond", "first second"),
        ("", "", ""),
        ("\u{200b}\u{200b}", "", ""),
        ("\u{2800} \u{3164}\u{feff}\u{fe0f}\u{200d}", "", ""),
        (" \u{202e} ", "", ""),
    ] {
        assert_eq!(clean(typed, NOTE_MAX).unwrap(), note, "{typed:?}");
        assert_eq!(clean_line(typed, NOTE_MAX).unwrap(), line, "{typed:?}");
    }
}

#[test]
fn length_counts_characters_after_cleaning_and_nothing_is_cut() {
    for cleaned in [clean as fn(&str, usize) -> Result<String, TooLong>, clean_line] {
        assert_eq!(cleaned("äöü", 3).unwrap(), "äöü");
        assert_eq!(cleaned("  ab\u{202e}c  ", 3).unwrap(), "abc");
        assert_eq!(cleaned("abcd", 3), Err(TooLong { found: 4, most: 3 }));
        assert_eq!(cleaned("", 0).unwrap(), "");
    }
    assert_eq!(TooLong { found: 4, most: 3 }.to_string(), "4 characters, at most 3 are allowed");
}

/// Security check 30: Words of other people lose what could deceive whoever reads them.
#[test]
fn drops_what_could_deceive_and_keeps_the_rest() {
    assert_eq!(clean(" Gr\u{202e}üße\u{7}\r\nAna ", 500).unwrap(), "Grüße\nAna");
    assert_eq!(clean_line("Ana\nCosta", 200).unwrap(), "Ana Costa");
    assert_eq!(clean(&"x".repeat(501), 500), Err(TooLong { found: 501, most: 500 }));
    assert_eq!(clean("שלום", 500).unwrap(), "שלום");
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(typed in "\\PC{0,20}[\r\n\t\u{7}\u{202e} ]{0,3}\\PC{0,20}") {
        let once = clean(&typed, NOTE_MAX).unwrap();
        prop_assert!(!once.chars().any(|it| changes_direction(it) || (it.is_control() && it != '\n')));
        prop_assert_eq!(clean(&once, NOTE_MAX).unwrap(), once);
        let line = clean_line(&typed, NOTE_MAX).unwrap();
        prop_assert!(!line.contains('\n'));
        prop_assert_eq!(clean_line(&line, NOTE_MAX).unwrap(), line);
    }
}
