//! Wrong usage: what was typed, what was meant, and a command that goes on, in the person's language and without the parser's own words.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use sandbox::{RunOutput, Sandbox};
use serde_json::Value;

/// What the parser would say itself.
const PARSER: [&str; 9] =
    ["error:", "tip:", "Usage:", "unrecognized", "unexpected", "required arguments", "invalid value", "[OPTIONS]", "For more information"];

fn wrong(sandbox: &Sandbox, line: &str) -> RunOutput {
    let ran = sandbox.run(line);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{line}: {ran:?}");
    for theirs in PARSER {
        assert!(!ran.stderr.contains(theirs), "{line}: {theirs:?} in {}", ran.stderr);
    }
    ran
}

fn error(sandbox: &Sandbox, line: &str) -> Value {
    let ran = sandbox.run(&format!("{line} --json"));
    assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{line}: {ran:?}");
    let error = ran.json()["error"].clone();
    assert_eq!(error["code"], "usage", "{line}");
    error
}

#[test]
fn a_slip_is_answered_with_what_was_meant_and_the_line_that_does_it() {
    let sandbox = Sandbox::new();
    for (line, kind, meant, next) in [
        ("statsu --check", "unknown_command", "status", "domicile status --check"),
        ("chek bridge-modeler", "unknown_command", "check", "domicile check bridge-modeler"),
        ("license", "unknown_command", "licence", "domicile licence"),
        ("sign-in", "unknown_command", "login", "domicile login"),
        ("approve ana", "unknown_command", "inbox approve", "domicile inbox approve ana"),
        ("request nwe", "unknown_command", "new", "domicile request new"),
        ("inbox aprove 019a5c11", "unknown_command", "approve", "domicile inbox approve 019a5c11"),
        ("person ad ana@b.example", "unknown_command", "add", "domicile person add ana@b.example"),
        ("status --chek", "unknown_option", "--check", "domicile status --check"),
        ("licence list --onyl problems", "unknown_option", "--only", "domicile licence list --only problems"),
        ("status --jso", "unknown_option", "--json", "domicile status --json"),
        ("licence list --only problem", "invalid_value", "problems", "domicile licence list --only problems"),
        ("message old-admn", "invalid_value", "old-admin", "domicile message old-admin"),
        ("open licence", "invalid_value", "licences", "domicile open licences"),
    ] {
        let ran = wrong(&sandbox, line);
        assert!(ran.stderr.contains(&format!("\nDid you mean: {meant}?\n")), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!("\nNext: {next}\n")), "{line}: {}", ran.stderr);
        let error = error(&sandbox, line);
        assert_eq!((error["kind"].as_str(), error["didYouMean"][0].as_str()), (Some(kind), Some(meant)), "{line}");
    }
}

#[test]
fn what_resembles_nothing_leads_to_what_there_is() {
    let sandbox = Sandbox::new();
    for (line, kind, says, next) in [
        ("doctor", "unknown_command", "There is no command \"domicile doctor\".", "domicile help"),
        ("request frobnicate", "unknown_command", "Possible: new, list, show, cancel, resend", "domicile help request"),
        ("status --frobnicate", "unknown_option", "domicile status has no option --frobnicate.", "domicile help status"),
        ("licence --only problems", "unknown_option", "domicile licence has no option --only.", "domicile licence list --only"),
        ("logout now", "unexpected_argument", "domicile logout has no use for \"now\".", "domicile help logout"),
        ("check", "missing_argument", "domicile check needs more: PRODUCT.", "domicile licence list"),
        ("inbox approve", "missing_argument", "domicile inbox approve needs more: ID.", "domicile help inbox approve"),
        (
            "person set-country ana@b.example",
            "missing_argument",
            "COUNTRY: A country such as FR, or: default",
            "domicile help person set-country",
        ),
        ("message", "missing_argument", "domicile message needs more: TO.", "domicile message old-admin"),
        ("message nobody", "invalid_value", "Possible: old-admin, old-it, new-admin, support, buyer", "domicile help message"),
        ("refresh --wait soon", "invalid_value", "\"soon\" is not possible for --wait.", "domicile help refresh"),
        ("--lang xx status", "invalid_value", "--lang: Language of the sentences: en, de or es", "domicile help status"),
        ("inbox approve a --days 99", "invalid_value", "--days: For a check-out", "domicile help inbox approve"),
        ("status --timeout", "missing_value", "--timeout needs a value.", "domicile help status"),
        ("login --device --no-browser", "conflict", "can't be combined with", "domicile help login"),
        ("status --check --check", "repeated", "--check can be given only once.", "domicile help status"),
        ("help nonsense", "unknown_command", "There is no command \"domicile nonsense\".", "domicile help"),
    ] {
        let ran = wrong(&sandbox, line);
        assert!(ran.stderr.contains(says), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(&format!("\nNext: {next}\n")), "{line}: {}", ran.stderr);
        assert_eq!(error(&sandbox, line)["kind"], kind, "{line}");
    }
}

#[test]
fn no_language_shows_the_words_of_the_parser() {
    let sandbox = Sandbox::new();
    for (language, what, meant, next) in [
        ("de", "Den Befehl \"domicile statsu\" gibt es nicht.\n", "Meinten Sie: status?\n", "Als N\u{e4}chstes: domicile status"),
        ("es", "La orden \"domicile statsu\" no existe.\n", "\u{bf}Quer\u{ed}a decir: status?\n", "A continuaci\u{f3}n: domicile status"),
    ] {
        let ran = wrong(&sandbox, &format!("statsu --lang {language}"));
        assert!(ran.stderr.starts_with(&format!("{what}{meant}{next}")), "{ran:?}");
        for line in [
            "request nwe",
            "status --chek",
            "check",
            "check a b",
            "message nobody",
            "status --timeout",
            "refresh --wait soon",
            "--lang xx status",
        ] {
            let ran = wrong(&sandbox, &format!("--lang {language} {line}"));
            for english in ["There is", "Did you", "Possible:", "needs", "Next:", "has no"] {
                assert!(!ran.stderr.contains(english), "{ran:?}");
            }
        }
    }
}

#[test]
fn a_code_that_was_typed_is_not_repeated() {
    let ran = wrong(&Sandbox::new(), "login --invitation SECRET-CODE --hnt a@b.example");
    assert!(!ran.stderr.contains("SECRET-CODE"), "{ran:?}");
    assert!(ran.stderr.contains("Did you mean: --hint?"), "{ran:?}");
}

#[test]
fn a_noun_alone_lists_instead_of_failing() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    let (bare, named) = (sandbox.run("licence"), sandbox.run("licence list"));
    assert_eq!((bare.code, &bare.stdout), (0, &named.stdout));
    // The others need somebody who is signed in, and say that rather than that they are incomplete.
    for noun in ["request", "transfer", "invitation", "person", "account", "inbox"] {
        let ran: RunOutput =
            sandbox.command(&format!("{noun} --json")).env("DOMICILE_SERVICE_URL", "http://127.0.0.1:9").output().unwrap().into();
        assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (4, Some("sign_in_needed")), "{noun}: {ran:?}");
    }
}

#[test]
fn the_column_until_holds_dates() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|claims| {
        claims.entitlements[0].contract_ends = Some(1_770_000_000);
        claims.entitlements[1].contract_ends = Some(4_000_000_000);
    });
    for (language, word, date) in
        [("en", "until", "2 October 2096"), ("de", "bis", "2. Oktober 2096"), ("es", "hasta", "2 de octubre de 2096")]
    {
        let text = sandbox.run(&format!("licence list --lang {language}")).stdout;
        let row = text.lines().find(|it| it.starts_with("bridge-modeler")).unwrap();
        assert!(row.contains(&format!("  {date}")) && !row.contains(&format!("{word} ")), "{text}");
        let ended = text.lines().find(|it| it.starts_with("archive-reader")).unwrap();
        assert!(ended.contains("2026") || ended.contains("Feb"), "{text}");
    }
}
