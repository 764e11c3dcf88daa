//! What every verb has in common: help, wrong usage, JSON, colours, no window library.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use sandbox::{RunOutput, Sandbox};
use std::env::consts::EXE_SUFFIX;
use std::path::Path;
use std::process::Command;

#[test]
fn help_goes_to_stdout_with_examples_first() {
    let sandbox = Sandbox::new();
    for line in ["--help", "help", "-h"] {
        let ran = sandbox.run(line);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{line}");
        let (examples, usage) = (ran.stdout.find("Examples:").unwrap(), ran.stdout.find("Usage:").unwrap());
        assert!(examples < usage && ran.stdout.contains("domicile check bridge-modeler"), "{line}: {ran:?}");
        assert!(ran.stdout.is_ascii());
    }
    for (one, other) in [("help request new", "request new --help"), ("help check", "check --help")] {
        assert_eq!(sandbox.run(one).stdout, sandbox.run(other).stdout);
    }
    let json = sandbox.run("request new --help --json").json();
    assert_eq!(json["schema"], "domicile.help/1");
    assert!(json["text"].as_str().unwrap().contains("--note"));
}

#[test]
fn help_lists_the_verbs_by_whom_they_are_for() {
    let help = Sandbox::new().run("help").stdout;
    let mut listed = Vec::new();
    for heading in ["You:", "Your move:", "Administrators:", "This computer:"] {
        let (_, group) = help.split_once(&format!("\n{heading}\n")).unwrap();
        let (group, _) = group.split_once("\n\n").unwrap();
        listed.extend(group.lines().filter_map(|it| it.split_whitespace().next()));
        assert!(group.lines().all(|it| it.starts_with("  ") && it.split("  ").filter(|it| !it.is_empty()).count() == 2), "{group}");
    }
    let expected = "status login logout whoami account admin-contact journey request message transfer invitation leave inbox person refresh \
        licence check open version help";
    assert_eq!(listed, expected.split_whitespace().collect::<Vec<_>>());
    assert!(help.contains("\nOptions:\n") && !help.contains("Commands:"), "{help}");
}

#[test]
fn wrong_usage_goes_to_stderr_with_a_suggestion() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("chek bridge-modeler");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("Did you mean: check?"), "{ran:?}");
    for line in ["request new --kind nonsense", "message", "message nobody", "refresh --wait soon", "--lang xx status"] {
        assert_eq!(sandbox.run(line).code, 2, "{line}");
    }
}

#[test]
fn wrong_usage_is_one_document_too() {
    let sandbox = Sandbox::new();
    for line in ["--json chek", "status --json --nonsense", "check --json", "help nonsense --json"] {
        let ran = sandbox.run(line);
        let json = ran.json();
        assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{line}");
        assert_eq!(
            (json["schema"].as_str(), json["ok"].as_bool(), json["exit"].as_i64()),
            (Some("domicile.error/1"), Some(false), Some(2))
        );
        let error = &json["error"];
        assert_eq!(error["code"], "usage");
        assert!(["what", "why"].iter().all(|it| !error[it].as_str().unwrap().is_empty()) && !error["do"].as_array().unwrap().is_empty());
    }
    let what = |line: &str| sandbox.run(line).json()["error"]["what"].as_str().unwrap().to_owned();
    assert_eq!(what("chek --json"), "There is no command “domicile chek”.");
    assert_eq!(what("check --json"), "domicile check needs more: PRODUCT.");
    // What stands behind `--` is not ours to read.
    assert!(sandbox.run("check a b -- --json").stdout.is_empty());
}

#[test]
fn exit_codes_are_told() {
    let sandbox = Sandbox::new();
    let json = sandbox.run("help exit-codes --json").json();
    let codes: Vec<i64> = json["exitCodes"].as_array().unwrap().iter().map(|it| it["code"].as_i64().unwrap()).collect();
    assert_eq!(codes, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 130]);
    assert!(sandbox.run("help exit-codes").stdout.contains("130   interrupted\n"));
}

#[test]
fn version_names_the_demo_keys() {
    let sandbox = Sandbox::new();
    let words = format!("domicile {} (demo keys)\n", env!("CARGO_PKG_VERSION"));
    for line in ["version", "--version", "-V"] {
        assert_eq!((sandbox.run(line).code, sandbox.run(line).stdout), (0, words.clone()), "{line}");
    }
    let json = sandbox.run("version --json").json();
    assert_eq!((&json["schema"], &json["demoKeys"]), (&"domicile.version/1".into(), &true.into()));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_open_says_so() {
    let ran = Sandbox::new().run("open licences --json");
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("no_display")));
}

/// Beside the binary under test the app may or may not have been built: a copy stands alone.
fn open_alone(sandbox: &Sandbox) -> RunOutput {
    let alone = sandbox.folder().join(format!("domicile{EXE_SUFFIX}"));
    if !alone.exists() {
        copy(env!("CARGO_BIN_EXE_domicile").as_ref(), &alone);
    }
    let mut command = Command::new(&alone);
    command.env_clear().env("DISPLAY", ":0").env("PATH", sandbox.folder()).args(["open", "licences", "--json"]);
    command.output().unwrap().into()
}

/// A file that is to be started is written by a process of its own: a test beside this one that forks while we write would keep it busy.
fn copy(from: &Path, to: &Path) {
    if cfg!(unix) {
        assert!(Command::new("/bin/cp").args([from, to]).status().unwrap().success());
    } else {
        std::fs::copy(from, to).unwrap();
    }
}

#[test]
fn without_the_app_or_with_one_that_fails_open_says_so() {
    let sandbox = Sandbox::new();
    let ran = open_alone(&sandbox);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("app_missing")));
    // A program that does not understand what the app is asked.
    copy(env!("CARGO_BIN_EXE_domicile").as_ref(), &sandbox.folder().join(format!("domicile-desktop{EXE_SUFFIX}")));
    let ran = open_alone(&sandbox);
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (1, Some("app_not_started")));
}

#[cfg(target_os = "linux")]
#[test]
fn open_asks_the_app_for_the_screen() {
    let sandbox = Sandbox::new();
    let (app, told) = (sandbox.folder().join("domicile-desktop"), sandbox.folder().join("told"));
    let script = format!("#!/bin/sh\necho \"$@\" > {}\n", told.display());
    let write = Command::new("/bin/sh").args(["-c", "printf %s \"$1\" > \"$0\" && chmod 755 \"$0\""]).arg(&app).arg(script).status();
    assert!(write.unwrap().success());
    assert_eq!(open_alone(&sandbox).code, 0);
    assert_eq!(std::fs::read_to_string(&told).unwrap(), "--screen licences --say-when-shown\n");
}

#[cfg(target_os = "linux")]
#[test]
fn no_window_library_is_linked() {
    let listed = Command::new("ldd").arg(env!("CARGO_BIN_EXE_domicile")).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap().to_lowercase();
    assert!(listed.contains("libc.so"), "{listed}");
    for name in ["webkit", "gtk", "gdk", "x11", "wayland", "cairo"] {
        assert!(!listed.contains(name), "{name}: {listed}");
    }
}

#[test]
fn words_are_explained_together_and_one_by_one() {
    let sandbox = Sandbox::new();
    let all = sandbox.run("help terms");
    assert_eq!((all.code, all.stderr.as_str()), (0, "Next: domicile message support\n"), "{all:?}");
    for term in ["Locked\n  ", "Licence country\n  ", "Fulfilment Contact\n  "] {
        assert!(all.stdout.contains(term), "{all:?}");
    }
    let ids: Vec<String> = sandbox.run("help terms --json").json()["terms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["locked", "licence-country", "fulfilment-contact"]);
    for id in &ids {
        assert_eq!(sandbox.run(&format!("help {id} --json")).json()["terms"].as_array().unwrap().len(), 1, "{id}");
    }
    assert!(sandbox.run("help locked --lang de").stdout.starts_with("Gesperrt\n  Lizenzierte Software startet nicht"));
    assert!(sandbox.run("help licence").stdout.contains("domicile licence list"), "a verb is a verb");
}
