//! What every verb has in common: help, wrong usage, JSON, colours, no window library.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use sandbox::Sandbox;
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
fn help_lists_the_verbs_in_their_order() {
    let help = Sandbox::new().run("help").stdout;
    let (_, commands) = help.split_once("\nCommands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let listed: Vec<_> = commands.lines().filter_map(|it| it.split_whitespace().next()).collect();
    let expected = "status login logout whoami admin-contact journey request message refresh licence check person inbox transfer invitation \
        leave open version help";
    assert_eq!(listed, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn wrong_usage_goes_to_stderr_with_a_suggestion() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("chek bridge-modeler");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("'check'"), "{ran:?}");
    for line in
        ["request", "licence", "request new --kind nonsense", "message", "message nobody", "refresh --wait soon", "--lang xx status"]
    {
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
    assert_eq!(what("chek --json"), "That is not a command that Domicile knows.");
    assert_eq!(what("check --json"), "This command is not complete, or not right.");
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

#[test]
fn without_a_display_or_without_the_app_open_says_so() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run("open licences --json");
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("no_display")));
    if cfg!(target_os = "linux") {
        // Beside the binary under test the app may or may not have been built: a copy stands alone. Files that are to be started
        // are written by processes of their own: a test beside this one that forks while we write would keep them busy.
        let shell = |line: &str, arguments: &[&Path]| {
            assert!(Command::new("/bin/sh").args(["-c", line]).args(arguments).status().unwrap().success(), "{line}");
        };
        let alone = sandbox.folder().join("domicile");
        shell("cp \"$1\" \"$0\"", &[&alone, env!("CARGO_BIN_EXE_domicile").as_ref()]);
        let open = || -> sandbox::RunOutput {
            let mut command = Command::new(&alone);
            command.env_clear().env("DISPLAY", ":0").env("PATH", sandbox.folder()).args(["open", "licences", "--json"]);
            command.output().unwrap().into()
        };
        let ran = open();
        assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("app_missing")));
        let app = sandbox.folder().join("domicile-desktop");
        let script = |text: &str| shell("printf %s \"$1\" > \"$0\" && chmod 755 \"$0\"", &[&app, text.as_ref()]);
        let told = sandbox.folder().join("told");
        script(&format!("#!/bin/sh\necho \"$@\" > {}\n", told.display()));
        assert_eq!(open().code, 0);
        assert_eq!(std::fs::read_to_string(&told).unwrap(), "--screen licences --say-when-shown\n");
        script("#!/bin/sh\nexit 3\n");
        let ran = open();
        assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (1, Some("app_not_started")));
    }
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
