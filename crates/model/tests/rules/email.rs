//! E-mail addresses: unique without regard to case and form, shown as typed, and checked.

use domicile_model::email::{Email, InvalidEmail};
use domicile_model::identifier::{Unfit, UnfitCharacter};
use proptest::prelude::*;

fn email(typed: &str) -> Email {
    Email::parse(typed).unwrap()
}

#[test]
fn an_address_is_shown_as_typed_and_unique_by_its_key() {
    for (typed, key, domain) in [
        ("ana.costa@oldbridge.example.com", "ana.costa@oldbridge.example.com", "oldbridge.example.com"),
        ("Ana.COSTA@OldBridge.Example.com", "ana.costa@oldbridge.example.com", "oldbridge.example.com"),
        ("ÉMILE@example.com", "émile@example.com", "example.com"),
        ("e\u{301}mile@example.com", "émile@example.com", "example.com"),
        ("ana@Bücher.example", "ana@xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("ana@xn--bcher-kva.example", "ana@xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("o'brien+work_1@mail.example.com", "o'brien+work_1@mail.example.com", "mail.example.com"),
    ] {
        let found = email(&format!(" \t{typed}\n"));
        assert_eq!((found.key(), found.domain()), (key, domain), "{typed}");
        assert_eq!(email(&found.to_string()), found, "{typed}");
    }
    let shown = email(" Ana.COSTA@OldBridge.Example.com ");
    assert_eq!(shown.as_str(), "Ana.COSTA@OldBridge.Example.com");
    assert_eq!(shown.to_string(), shown.as_str());
}

#[test]
fn json_carries_the_address_as_typed_and_is_checked_on_the_way_in() {
    let typed = serde_json::json!("Ana@Example.com");
    let read: Email = serde_json::from_value(typed.clone()).unwrap();
    assert_eq!(read.key(), "ana@example.com");
    assert_eq!(serde_json::to_value(read).unwrap(), typed);
    let error = serde_json::from_value::<Email>(serde_json::json!("ana")).unwrap_err();
    assert_eq!(error.to_string(), "not of the form name@domain");
}

#[test]
fn what_is_wrong_is_said() {
    for local in
        ["", ".ana", "ana.", "an..a", "a@b", "<ana>", "ana>", "a,b", "a;b", "\"ana\"", "a(b", "a)b", "a[b", "a]b", "a\\b", "mailto:ana"]
    {
        assert_eq!(Email::parse(&format!("{local}@example.com")), Err(InvalidEmail::Form), "{local:?}");
    }
    for typed in ["", "@", "ana", "ana@"] {
        assert_eq!(Email::parse(typed), Err(InvalidEmail::Form), "{typed:?}");
    }
    for typed in ["a na@example.com", "ana@exam ple.com", "a\u{a0}b@example.com", "ana\u{0}@example.com", "a\u{200f}na@example.com"] {
        assert!(matches!(Email::parse(typed), Err(InvalidEmail::Character(_))), "{typed:?}");
    }
    for domain in ["example", "example.com.", ".example.com", "exa_mple.com", "-example.com", "example..com", "exam!ple.com", "xn--a.com"] {
        assert_eq!(Email::parse(&format!("ana@{domain}")), Err(InvalidEmail::Domain), "{domain:?}");
    }
    for (why, said) in [
        (InvalidEmail::Form, "not of the form name@domain"),
        (InvalidEmail::TooLong, "longer than an address can be"),
        (InvalidEmail::Character(UnfitCharacter('\u{200b}')), "holds a character that no address has: U+200B"),
        (InvalidEmail::Domain, "the domain is not a valid name"),
    ] {
        assert_eq!(why.to_string(), said);
    }
}

/// A domain of this many octets: labels of at most 63, and `.com` at the end.
fn domain_of(length: usize) -> String {
    let mut domain = String::new();
    while domain.len() + 64 + 4 < length {
        domain.push_str(&"d".repeat(63));
        domain.push('.');
    }
    let rest = length - domain.len() - 4;
    domain + &"d".repeat(rest) + ".com"
}

#[test]
fn lengths_are_those_of_the_standard_to_the_octet() {
    let result = |local: usize, domain: usize| Email::parse(&format!("{}@{}", "a".repeat(local), domain_of(domain))).map(|_| ());
    assert_eq!(result(64, 20), Ok(()));
    assert_eq!(result(65, 20), Err(InvalidEmail::TooLong));
    assert_eq!(result(66, 20), Err(InvalidEmail::TooLong));
    assert_eq!(result(1, 253), Ok(()));
    // No name of 254 or 255 octets is valid in the DNS; from 256 on it is not looked at.
    assert_eq!(result(1, 254), Err(InvalidEmail::Domain));
    assert_eq!(result(64, 255), Err(InvalidEmail::Domain));
    assert_eq!(result(1, 256), Err(InvalidEmail::TooLong));
    assert_eq!(result(1, 257), Err(InvalidEmail::TooLong));
    // Beyond 320 octets nothing else about it is looked at.
    assert_eq!(Email::parse(&"a".repeat(320)), Err(InvalidEmail::Form));
    assert_eq!(Email::parse(&"a".repeat(321)), Err(InvalidEmail::TooLong));
    assert_eq!(Email::parse(&"a".repeat(322)), Err(InvalidEmail::TooLong));
    // Octets, not characters.
    assert_eq!(Email::parse(&format!("{}@example.com", "é".repeat(32))).map(|_| ()), Ok(()));
    assert_eq!(Email::parse(&format!("{}@example.com", "é".repeat(33))), Err(InvalidEmail::TooLong));
}

#[test]
fn one_part_in_two_alphabets_is_found() {
    for (typed, mixes) in [
        ("ana@example.com", false),
        ("ANA.zoë@example.com", false),
        ("ωmega@example.com", true),
        ("анна@example.com", false),
        // Each part for itself: a Cyrillic name at a Latin domain, or beside a Latin name, deceives nobody.
        ("анна.smith@example.com", false),
        ("αννα.анна@example.com", false),
        // The first and the last letter of each range.
        ("aа@example.com", true),
        ("zа@example.com", true),
        ("Aа@example.com", true),
        ("Zа@example.com", true),
        ("àа@example.com", true),
        ("ɏа@example.com", true),
        ("aѐ@example.com", true),
        ("aԯ@example.com", true),
        ("aͰ@example.com", true),
        ("aϿ@example.com", true),
        // Signs, digits and other scripts belong to no alphabet that looks alike.
        ("a-1_2+b@example.com", false),
        ("а-1@example.com", false),
        ("a李@example.com", false),
        ("1а@example.com", false),
        ("ana@exаmple.com", true),
        // Beyond the three: Armenian and Cherokee letters that look like Latin ones.
        ("rօbert@example.com", true),
        ("Ꭺna@example.com", true),
        // Japanese is three scripts, and writes Latin among them; so do Korean and Chinese.
        ("山田タロウさんabc@example.com", false),
        ("김abc@example.com", false),
        ("김山タ@example.com", true),
        // A domain in its ASCII form is what it stands for: exаmple.
        ("ana@xn--exmple-4nf.com", true),
    ] {
        assert_eq!(email(typed).mixes_scripts(), mixes, "{typed}");
    }
}

#[test]
fn key_ignores_case_and_form() {
    let typed = Email::parse("  Ana.Costa@OldBridge.Example.com ").unwrap();
    assert_eq!(typed.key(), "ana.costa@oldbridge.example.com");
    assert_eq!(typed.as_str(), "Ana.Costa@OldBridge.Example.com");
    assert_eq!(Email::parse("jörg@bücher.example").unwrap().key(), "jörg@xn--bcher-kva.example");
    assert_eq!(Email::parse("jo\u{308}rg@b\u{fc}cher.example").unwrap().key(), "jörg@xn--bcher-kva.example");
    assert_eq!(typed.domain(), "oldbridge.example.com");
}

#[test]
fn alphabets_that_look_alike_are_not_mixed() {
    for (typed, mixes) in [
        ("ana.costa@example.com", false),
        ("j\u{f6}rg@b\u{fc}cher.example", false),
        ("\u{43c}\u{430}\u{440}\u{438}\u{44f}@example.com", false),
        // A Cyrillic letter among Latin ones, before and after the sign.
        ("an\u{430}.costa@example.com", true),
        ("ana@ex\u{430}mple.com", true),
        ("\u{3b1}na@example.com", true),
    ] {
        assert_eq!(Email::parse(typed).unwrap().mixes_scripts(), mixes, "{typed}");
    }
}

#[test]
fn malformed_addresses_say_what_is_wrong() {
    for (typed, why) in [
        ("ana", InvalidEmail::Form),
        ("@example.com", InvalidEmail::Form),
        ("ana@", InvalidEmail::Form),
        ("a@b@example.com", InvalidEmail::Form),
        (".ana@example.com", InvalidEmail::Form),
        ("ana@example", InvalidEmail::Domain),
        ("ana@exa_mple.com", InvalidEmail::Domain),
        ("a na@example.com", InvalidEmail::Character(UnfitCharacter(' '))),
        ("ana\u{202e}@example.com", InvalidEmail::Character(UnfitCharacter('\u{202e}'))),
    ] {
        assert_eq!(Email::parse(typed), Err(why), "{typed}");
    }
    assert_eq!(Email::parse(&format!("{}@example.com", "a".repeat(400))), Err(InvalidEmail::TooLong));
    assert_eq!(Email::parse(&format!("{}@example.com", "a".repeat(65))), Err(InvalidEmail::TooLong));
}

/// Field case W07a: What nobody sees around an address is not part of it.
#[test]
fn what_nobody_sees_around_an_address_is_not_part_of_it() {
    for unseen in [
        '\u{feff}',
        '\u{200b}',
        '\u{200d}',
        '\u{2060}',
        '\u{ad}',
        '\u{2800}',
        '\u{3164}',
        '\u{e0041}',
        '\u{fe0f}',
        '\u{0}',
        '\u{a0}',
        '\u{2028}',
    ] {
        let found = email(&format!("{unseen} {unseen}ana@example.com{unseen}\n{unseen}"));
        assert_eq!((found.as_str(), found.key()), ("ana@example.com", "ana@example.com"), "{unseen:?}");
    }
}

#[test]
fn what_nobody_sees_inside_an_address_is_named() {
    for (inside, why) in [
        ('\u{200b}', Unfit::Invisible),
        ('\u{ad}', Unfit::Invisible),
        ('\u{200c}', Unfit::Invisible),
        ('\u{200d}', Unfit::Invisible),
        ('\u{34f}', Unfit::Invisible),
        ('\u{115f}', Unfit::Invisible),
        ('\u{2800}', Unfit::Invisible),
        ('\u{fe0f}', Unfit::Invisible),
        ('\u{e0100}', Unfit::Invisible),
        ('\u{7}', Unfit::Invisible),
        ('\u{a0}', Unfit::Space),
        ('\u{2003}', Unfit::Space),
        ('\u{e000}', Unfit::Undefined),
        ('\u{ffff}', Unfit::Undefined),
    ] {
        for typed in [format!("an{inside}a@example.com"), format!("ana@exam{inside}ple.com")] {
            let Err(InvalidEmail::Character(it)) = Email::parse(&typed) else { panic!("{typed:?}") };
            assert_eq!((it.0, it.why()), (inside, why), "{typed:?}");
            assert_eq!(it.to_string(), format!("U+{:04X}", u32::from(inside)));
        }
    }
}

#[test]
fn forms_of_one_letter_are_one_address_and_the_exact_one_is_known() {
    for (typed, key, exact) in [
        ("ａｎａ@example.com", "ana@example.com", "ａｎａ@example.com"),
        ("ﬁona@example.com", "fiona@example.com", "ﬁona@example.com"),
        ("Ana@Example.com", "ana@example.com", "ana@example.com"),
        ("odysseuς@example.com", "odysseuσ@example.com", "odysseuς@example.com"),
        ("ana@ｅxample。com", "ana@example.com", "ana@example.com"),
    ] {
        let found = email(typed);
        assert_eq!((found.key(), found.exact_key()), (key, exact), "{typed}");
    }
    assert_eq!(Email::parse("ana＠home@example.com"), Err(InvalidEmail::Form), "a sign in full width is that sign");
    assert!(Email::means("ＡＮＡ@example.com\u{200b}", "ana@example.com") && !Email::means("anna@example.com", "ana@example.com"));
    assert!(Email::means(" old\u{200b}one@example.com", "OLD\u{200b}one@example.com"), "who was registered so is still named so");
}

proptest! {
    #[test]
    fn case_never_makes_two_addresses(local in "[a-z0-9]([a-z0-9._+-]{0,8}[a-z0-9])?", host in "[a-z]([a-z0-9-]{0,8}[a-z0-9])?") {
        prop_assume!(!(local.contains("..") || host.len() > 3 && &host[2..4] == "--"));
        let lower = email(&format!("{local}@{host}.example"));
        let upper = email(&format!("{local}@{host}.example").to_uppercase());
        prop_assert_eq!(lower.key(), upper.key());
        let again = email(lower.key());
        prop_assert_eq!(again.key(), lower.key(), "the key is its own key");
    }
}
