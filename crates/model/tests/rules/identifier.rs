//! Texts that identify: one key for all that look the same, and codes as they were meant.

use domicile_model::identifier::{key, trimmed, typed_code};
use domicile_model::invisible::{is_invisible, is_undefined};
use proptest::prelude::*;

#[test]
fn a_key_is_what_is_seen() {
    for (text, expected) in [
        ("  Site \t Engineers ", "site engineers"),
        ("Ｓｉｔｅ", "site"),
        ("Si\u{200b}te\u{ad}", "site"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("οδυσσευς", "οδυσσευσ"),
        ("Stra\u{df}e", "stra\u{df}e"),
        ("①", "1"),
        ("e\u{301}", "é"),
        ("\u{200b}\u{2800}", ""),
    ] {
        assert_eq!(key(text), expected, "{text:?}");
    }
}

/// Nearly everything that is typed is ASCII, and takes a short way.
#[test]
fn ascii_is_its_own_normal_form() {
    let invisible: String = (0..128_u8).map(char::from).filter(|it| is_invisible(*it)).collect();
    let controls: String = (0..32_u8).chain([127]).map(char::from).filter(|it| !it.is_whitespace()).collect();
    assert_eq!(invisible, controls);
    assert!(!(0..128_u8).map(char::from).any(is_undefined));
    for first in 0..128_u8 {
        for second in [b'A', b'z', b' ', b'\t', b'7', 0, 0x1b, 0x7f] {
            let text = format!("Q{}{}w", char::from(first), char::from(second));
            // A letter that is none of ASCII sends it the long way.
            let long = key(&format!("{text}\u{df}"));
            assert_eq!(format!("{}\u{df}", key(&text)), long, "{text:?}");
        }
    }
}

#[test]
fn a_code_is_read_however_it_was_pasted() {
    for typed in ["sr-ab12", " sr-\r\n ab12 ", "\u{feff}sr\u{2011}ab12\u{200b}", "sr\u{2013}ab\u{ad}12", "ｓｒ－ａｂ１２"] {
        assert_eq!(typed_code(typed), "sr-ab12", "{typed:?}");
    }
    assert_eq!(trimmed("\u{feff} bridge-modeler\u{200b}\n"), "bridge-modeler");
}

#[test]
fn letters_signs_and_spaces_are_seen() {
    for c in ['a', 'é', '李', '-', '.', ' ', '\u{a0}', '\u{301}', '👩', '\u{600}'] {
        assert!(!is_invisible(c) && !is_undefined(c), "{c:?}");
    }
}

proptest! {
    #[test]
    fn the_key_of_a_key_is_that_key(text in "\\PC{0,12}") {
        let once = key(&text);
        prop_assert_eq!(key(&once), once);
    }
}
