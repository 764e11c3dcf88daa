//! `domicile check`: what a licensed product asks at its start. Exit 0 or 3, and 2 for wrong usage; nothing else.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use domicile_policy::claims::{DAY, Reason, UsageType, Verdict};
use sandbox::{Sandbox, lock_claims};

#[test]
fn a_product_that_the_licence_file_allows_may_run() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    let ran = sandbox.run("check bridge-modeler");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.starts_with("Bridge Modeler may run here.\n"), "{ran:?}");
    let json = sandbox.run("check bridge-modeler --json").json();
    assert_eq!(json["schema"], "domicile.check/1");
    assert_eq!((&json["ok"], &json["mayRun"], &json["state"], &json["reason"]), (&true.into(), &true.into(), &"valid".into(), &().into()));
    assert_eq!(json["policyVersion"], 41);
    assert!(json["policyValidUntil"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn a_product_that_it_does_not_allow_may_not_and_the_reason_is_told() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    for (product, reason, words) in [
        ("archive-reader", "ended", "Archive Reader may not run here: its contract has ended.\n"),
        ("rail-designer", "not_owned", "Rail Designer may not run here: your account does not own it.\n"),
    ] {
        let ran = sandbox.run(&format!("check {product}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (3, words), "{ran:?}");
        let ran = sandbox.run(&format!("check {product} --json"));
        let json = ran.json();
        assert_eq!((ran.code, json["mayRun"].as_bool(), json["reason"].as_str()), (3, Some(false), Some(reason)));
        assert_eq!((json["ok"].as_bool(), json["state"].as_str()), (Some(true), Some("not_entitled")));
    }
}

#[test]
fn a_name_that_the_licence_file_does_not_have_is_a_slip_and_no_answer_about_a_licence() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    let ran = sandbox.run("check brige-modeler");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, "There is no product \"brige-modeler\" in the licence file on this computer.\n"));
    assert_eq!(ran.stderr, "Did you mean: bridge-modeler?\nNext: domicile check bridge-modeler\n");
    let ran = sandbox.run("check never-heard-of");
    assert_eq!((ran.code, ran.stderr.as_str()), (2, ""), "{ran:?}");
    for (language, says, meant) in [
        ("de", "Ein Produkt \"brige-modeler\" steht nicht in der Lizenzdatei", "Meinten Sie: bridge-modeler?"),
        ("es", "No hay ning\u{fa}n producto \"brige-modeler\"", "\u{bf}Quer\u{ed}a decir: bridge-modeler?"),
    ] {
        let ran = sandbox.run(&format!("check brige-modeler --lang {language}"));
        assert!(ran.stdout.starts_with(says) && ran.stderr.starts_with(meant), "{ran:?}");
    }
    // What a program reads means what it meant.
    let ran = sandbox.run("check brige-modeler --json");
    let json = ran.json();
    assert_eq!((ran.code, json["mayRun"].as_bool(), json["state"].as_str()), (2, Some(false), Some("not_entitled")));
    assert_eq!((json["reason"].as_str(), json["problem"].as_str()), (Some("not_owned"), Some("no_such_product")));
    assert_eq!(json["didYouMean"], serde_json::json!(["bridge-modeler"]));
    let named = sandbox.run("check rail-designer --json").json();
    assert_eq!((&named["problem"], &named["didYouMean"]), (&().into(), &serde_json::json!([])));
}

#[test]
fn where_no_product_is_known_nothing_is_said_about_names() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run("check brige-modeler");
    assert!(plain.code == 3 && plain.stdout.ends_with("there is no licence file on this computer.\n"), "{plain:?}");
    // A lock speaks before a slip, and what was meant is told beside it.
    sandbox.store_policy(lock_claims);
    let ran = sandbox.run("check brige-modeler");
    assert_eq!((ran.code, ran.stdout.as_str()), (3, "brige-modeler may not run here: you are locked.\n"));
    assert!(ran.stderr.starts_with("Did you mean: bridge-modeler?\n"), "{ran:?}");
    assert_eq!(sandbox.run("check brige-modeler --json").json()["problem"], serde_json::Value::Null);
    sandbox.store_policy(|claims| {
        claims.version += 1;
        claims.entitlements.clear();
    });
    let ran = sandbox.run("check brige-modeler");
    assert_eq!((ran.code, ran.stderr.as_str()), (3, ""), "{ran:?}");
}

#[test]
fn whoever_is_locked_runs_nothing_and_reads_why() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(lock_claims);
    let ran = sandbox.run("check bridge-modeler --json");
    assert_eq!((ran.code, ran.json()["reason"].as_str()), (3, Some("locked")));
}

/// `rule outcome` of each step, and `action who`.
fn reasons(json: &serde_json::Value) -> (Vec<String>, Option<String>) {
    let code = |it: &serde_json::Value, name: &str| it[name].as_str().unwrap().to_owned();
    let chain = json["chain"].as_array().unwrap().iter().map(|it| format!("{} {}", code(it, "rule"), code(it, "outcome"))).collect();
    let fix = &json["fix"];
    (chain, (!fix.is_null()).then(|| format!("{} {}", code(fix, "action"), code(fix, "who"))))
}

#[test]
fn the_rules_behind_an_answer_are_told_to_machines_always_and_to_people_who_ask() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|claims| {
        claims.entitlements[2].reason = Some(Reason::OtherCountry);
        claims.entitlements[2].countries = domicile_policy::claims::Countries::List(vec!["FR".to_owned(), "IE".to_owned()]);
    });
    let (chain, fix) = reasons(&sandbox.run("check rail-designer --json").json());
    let all = [
        "present",
        "keys_trusted",
        "genuine",
        "for_this_machine",
        "newest",
        "clock_plausible",
        "in_date",
        "affiliated",
        "unlocked",
        "owned",
    ];
    let mut expected: Vec<String> = all.iter().map(|it| format!("{it} passed")).collect();
    expected.push("country refused".to_owned());
    assert_eq!((chain, fix.as_deref()), (expected, Some("set_country administrator")));
    let (chain, fix) = reasons(&sandbox.run("check bridge-modeler --json").json());
    assert_eq!((chain.last().map(String::as_str), fix), (Some("refreshed passed"), None));

    let plain = sandbox.run("check rail-designer");
    let told = sandbox.run("check rail-designer --explain");
    assert_eq!((plain.code, told.code), (3, 3));
    let more = told.stdout.strip_prefix(&plain.stdout).unwrap();
    assert!(more.starts_with("  Holds: The licence file is genuine, made for you and this computer, and valid until "), "{more}");
    let rest: Vec<&str> = more.lines().skip(1).collect();
    assert_eq!(
        rest,
        [
            "  Holds: You belong to Old Bridge Ltd and are not locked.",
            "  Holds: Old Bridge Ltd owns Rail Designer.",
            "  Stops here: It is valid in France and Ireland; you are set to the United Kingdom.",
            "What helps: Ask an administrator of Old Bridge Ltd to set your licence country to one where it is valid: France and Ireland.",
        ]
    );
    let german = sandbox.run("check rail-designer --explain --lang de").stdout;
    assert!(german.contains("Hier endet es: Es gilt in diesen Ländern: Frankreich und Irland."), "{german}");
    let json = (sandbox.run("check rail-designer --json").json(), sandbox.run("check rail-designer --explain --json").json());
    assert_eq!(json.0["chain"], json.1["chain"], "the document is the same either way");
}

#[test]
fn a_trial_says_why_it_is_only_that_and_what_makes_it_more() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|claims| claims.entitlements[1].usage_type = UsageType::Trial);
    let told = sandbox.run("check bridge-modeler --explain").stdout;
    assert!(
        told.contains("  Note: Old Bridge Ltd has Bridge Modeler as a trial only: to try it out, not for production work.\n"),
        "{told}"
    );
    assert!(
        told.contains("What helps: Ask an administrator of Old Bridge Ltd to buy Bridge Modeler: a full licence replaces the trial."),
        "{told}"
    );
}

#[test]
fn the_version_that_was_asked_about_stands_in_the_reasons() {
    let sandbox = Sandbox::new();
    let versions = domicile_policy::claims::Versions { from: Some("2024".to_owned()), up_to: Some("2025".to_owned()) };
    sandbox.store_policy(|claims| claims.entitlements[1].versions = Some(versions));
    let told = sandbox.run("check bridge-modeler --version 2026.1 --explain").stdout;
    assert!(told.contains("  Stops here: Version 2026.1 is not covered, only these: 2024 to 2025.\n"), "{told}");
    assert!(told.ends_with("What helps: Start a version that is covered: 2024 to 2025.\n"), "{told}");
    let told = sandbox.run("check bridge-modeler --version 2024.3 --explain").stdout;
    assert!(told.contains("  Holds: Version 2024.3 is covered.\n"), "{told}");
}

#[test]
fn what_is_wrong_with_the_licence_file_is_told_by_the_rule_that_stopped_it() {
    let sandbox = Sandbox::new();
    let last = || {
        let (chain, fix) = reasons(&sandbox.run("check bridge-modeler --json").json());
        (chain.last().unwrap().clone(), fix.unwrap())
    };
    let pair = |rule: &str, fix: &str| (rule.to_owned(), fix.to_owned());
    assert_eq!(last(), pair("present refused", "refresh_policy you"));
    sandbox.store_policy(lock_claims);
    assert_eq!(last(), pair("unlocked refused", "unlock administrator"));
    std::fs::write(sandbox.home().policy().join("policy.jws"), "not.a.policy").unwrap();
    assert_eq!(last(), pair("genuine refused", "refresh_policy you"));
    let told = sandbox.run("check bridge-modeler --explain").stdout;
    assert!(told.ends_with("  Stops here: The licence file is damaged, or not genuine.\nWhat helps: Run Refresh Policy.\n"), "{told}");
}

#[test]
fn versions_trials_and_grace_are_heeded() {
    let sandbox = Sandbox::new();
    let now = domicile_policy::time::Clock::system().wall;
    sandbox.store_policy(|claims| {
        claims.entitlements[1].usage_type = UsageType::Trial;
        claims.entitlements[2].verdict = Verdict::Allowed;
        claims.entitlements[2].reason = None;
        claims.entitlements[2].contract_ends = Some(now - DAY);
        claims.entitlements[2].grace_days = 30;
        claims.entitlements[0].reason = Some(Reason::VersionNotCovered);
    });
    let state = |line: &str| {
        let ran = sandbox.run(&format!("check {line} --json"));
        (ran.code, ran.json()["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state("bridge-modeler --version 24.1"), (0, "trial".to_owned()));
    assert_eq!(state("rail-designer"), (0, "grace".to_owned()));
    assert_eq!(state("archive-reader --version 1"), (3, "not_entitled".to_owned()));
}

#[test]
fn without_a_licence_file_or_with_a_spoilt_one_nothing_runs() {
    let sandbox = Sandbox::new();
    let state = || {
        let ran = sandbox.run("check bridge-modeler --json");
        (ran.code, ran.json()["state"].as_str().unwrap().to_owned())
    };
    assert_eq!(state(), (3, "no_policy".to_owned()));
    assert!(!sandbox.home().root().exists(), "asking creates nothing");
    sandbox.store_policy(|_| {});
    assert_eq!(state(), (0, "valid".to_owned()));
    std::fs::write(sandbox.home().policy().join("policy.jws"), "not.a.policy").unwrap();
    assert_eq!(state(), (3, "corrupt".to_owned()));
    let ran = sandbox.run("check bridge-modeler");
    assert_eq!((ran.code, ran.stderr.as_str()), (3, "Next: domicile refresh\n"));
}

#[test]
fn an_expired_licence_file_grants_nothing() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|claims| {
        claims.iat -= 20 * DAY;
        claims.nbf = claims.iat;
        claims.exp = claims.iat + 7 * DAY;
        claims.refresh_after = claims.iat + DAY / 2;
    });
    let ran = sandbox.run("check bridge-modeler --json");
    assert_eq!((ran.code, ran.json()["state"].as_str()), (3, Some("expired")));
}

#[test]
fn no_place_for_files_is_no_licence_file() {
    let sandbox = Sandbox::new();
    let ran: sandbox::RunOutput =
        sandbox.command("check bridge-modeler --json").env("DOMICILE_HOME", "").env_remove("HOME").output().unwrap().into();
    // The system may know another home folder for this user; there is no licence file in it either way.
    assert_eq!((ran.code, ran.json()["mayRun"].as_bool()), (3, Some(false)), "{ran:?}");
}

/// Field case W08d: a user of whom the system knows no home folder is told so, and the exit code stays that of a check.
#[cfg(unix)]
#[test]
fn a_user_without_a_home_folder_is_told() {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    let sandbox = Sandbox::new();
    // Another user can be had as root only.
    if std::fs::metadata(sandbox.folder()).unwrap().uid() != 0 {
        return;
    }
    let as_nobody = |line: &str| -> sandbox::RunOutput {
        let mut command = sandbox.command(line);
        command.env_remove("DOMICILE_HOME").env_remove("HOME").current_dir("/").uid(123_456).gid(123_456);
        command.output().unwrap().into()
    };
    let ran = as_nobody("check bridge-modeler");
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains("there is no place for Domicile's files"), "{ran:?}");
    assert!(ran.stderr.contains("DOMICILE_HOME") && !ran.stderr.contains("domicile refresh"), "{ran:?}");
    let json = as_nobody("check bridge-modeler --json").json();
    assert_eq!((&json["state"], &json["problem"]), (&"no_policy".into(), &"no_home".into()));
    let status = as_nobody("status");
    assert!(status.stderr.contains("DOMICILE_HOME") && status.code == 7, "{status:?}");
}

#[test]
fn wrong_usage_is_exit_2_and_a_closed_pipe_changes_nothing() {
    let sandbox = Sandbox::new();
    for line in ["check", "check a b", "check a --nonsense", "check --version 2", "check a --timeout never"] {
        assert_eq!(sandbox.run(line).code, 2, "{line}");
    }
    let empty: sandbox::RunOutput = sandbox.command("check").arg("").output().unwrap().into();
    assert_eq!(empty.code, 2);
    sandbox.store_policy(|_| {});
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = sandbox.command("check bridge-modeler").stdout(writer).status().unwrap();
    assert_eq!(status.code(), Some(0));
}
