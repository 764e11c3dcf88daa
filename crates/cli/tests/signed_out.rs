//! What the verbs say while nobody is signed in, and where the service is not to be had.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use domicile_policy::claims::DAY;
use sandbox::{RunOutput, Sandbox, lock_claims};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// An address where nobody listens.
fn nobody() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn run(sandbox: &Sandbox, line: &str) -> RunOutput {
    sandbox.command(line).env("DOMICILE_SERVICE_URL", nobody()).output().unwrap().into()
}

#[test]
fn status_is_the_verb_without_a_verb_and_says_what_to_do() {
    let sandbox = Sandbox::new();
    let (bare, named) = (run(&sandbox, ""), run(&sandbox, "status"));
    assert_eq!((bare.code, &bare.stdout, &bare.stderr), (0, &named.stdout, &named.stderr));
    assert!(bare.stdout.starts_with("Not signed in\n"), "{bare:?}");
    assert_eq!(bare.stderr, "Next: domicile login\n");
    assert!(bare.stdout.is_ascii());
    assert_eq!(run(&sandbox, "status --quiet").stderr, "");
    let ran = run(&sandbox, "status --json");
    let json = ran.json();
    assert_eq!((ran.code, ran.stderr.as_str(), json["verdict"].as_str()), (0, "", Some("signed_out")));
    // Nobody told whether there is an account: that is not the same as none.
    assert_eq!((&json["account"], &json["journey"], &json["asOf"]), (&"unknown".into(), &"unknown".into(), &().into()));
}

#[test]
fn verbs_that_read_make_no_files() {
    let sandbox = Sandbox::new();
    let before: Vec<_> = std::fs::read_dir(sandbox.folder()).unwrap().map(|it| it.unwrap().file_name()).collect();
    for line in
        ["", "status --fresh", "whoami", "admin-contact", "journey", "request list", "licence list", "inbox", "check bridge-modeler"]
    {
        run(&sandbox, line);
        let after: Vec<_> = std::fs::read_dir(sandbox.folder()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(after, before, "{line}");
    }
}

#[test]
fn status_check_follows_the_licence_file() {
    let sandbox = Sandbox::new();
    assert_eq!(run(&sandbox, "status --check --json").code, 3);
    sandbox.store_policy(|_| {});
    let ran = run(&sandbox, "status --check --json");
    let json = ran.json();
    assert_eq!((ran.code, json["canWork"].as_bool(), json["licences"]["ready"].as_i64()), (0, Some(true), Some(1)));
    sandbox.store_policy(|claims| {
        claims.version += 1;
        lock_claims(claims);
    });
    let ran = run(&sandbox, "status --check --json");
    assert_eq!((ran.code, ran.json()["canWork"].as_bool()), (3, Some(false)));
    assert_eq!(run(&sandbox, "status").code, 0, "without --check the answer itself is success");
}

#[test]
fn verbs_that_need_a_person_end_with_exit_4() {
    let sandbox = Sandbox::new();
    let verbs = [
        "status --fresh",
        "whoami",
        "admin-contact",
        "journey",
        "message old-admin",
        "request new",
        "request list",
        "request show",
        "request cancel",
        "request resend",
        "refresh",
    ];
    for verb in verbs {
        let ran = run(&sandbox, &format!("{verb} --json"));
        let json = ran.json();
        assert_eq!((ran.code, json["error"]["code"].as_str()), (4, Some("sign_in_needed")), "{verb}");
        assert!(json["error"]["do"][0]["text"].as_str().unwrap().starts_with("domicile login"), "{verb}");
        let ran = run(&sandbox, verb);
        assert_eq!((ran.code, ran.stdout.as_str()), (4, ""), "{verb}");
        assert!(ran.stderr.contains("Next: domicile login"), "{verb}: {ran:?}");
    }
}

#[test]
fn logging_out_when_nobody_is_signed_in_is_nothing_to_do() {
    let sandbox = Sandbox::new();
    let ran = run(&sandbox, "logout");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", "Nobody was signed in.\n"));
    assert_eq!(run(&sandbox, "logout --json").json()["wasSignedIn"], false);
}

#[test]
fn licences_are_read_without_anybody_signed_in() {
    let sandbox = Sandbox::new();
    let ran = run(&sandbox, "licence list --json");
    assert_eq!((ran.code, ran.json()["licences"]["policyState"].as_str()), (0, Some("no_policy")));
    sandbox.store_policy(|claims| claims.entitlements[1].contract_ends = Some(claims.iat + 30 * DAY));
    let json = run(&sandbox, "licence list --json").json();
    let items: Vec<_> =
        json["items"].as_array().unwrap().iter().map(|it| (it["id"].as_str().unwrap(), it["state"].as_str().unwrap())).collect();
    assert_eq!(items, [("archive-reader", "denied"), ("bridge-modeler", "ready"), ("rail-designer", "denied")]);
    assert_eq!(json["licences"]["contractEnds"], json["items"][1]["contractEnds"]);
    let problems = run(&sandbox, "licence list --only problems --json").json();
    assert_eq!(problems["items"].as_array().unwrap().len(), 2);
    let text = run(&sandbox, "licence list").stdout;
    let columns: Vec<_> = text.lines().filter_map(|it| it.find("Ready").or(it.find("State"))).collect();
    assert!(columns.len() == 2 && columns[0] == columns[1], "aligned:\n{text}");
}

#[test]
fn a_service_that_is_not_there_is_exit_5_and_no_address_is_exit_7() {
    let sandbox = Sandbox::new();
    for line in ["login --json", "login --device --json"] {
        let ran = run(&sandbox, line);
        assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (5, Some("cannot_connect")), "{line}");
    }
    let ran = sandbox.run("login --json");
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("no_service")));
    assert!(ran.json()["error"]["do"][0]["text"].as_str().unwrap().contains("DOMICILE_SERVICE_URL"));
    let ran: RunOutput = sandbox.command("login --json").env("DOMICILE_SERVICE_URL", "http://example.com").output().unwrap().into();
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (7, Some("bad_service_url")));
}

#[test]
fn a_service_that_never_answers_ends_in_time() {
    let sandbox = Sandbox::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let begun = Instant::now();
    let ran: RunOutput = sandbox.command("login --json --timeout 300ms").env("DOMICILE_SERVICE_URL", &url).output().unwrap().into();
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (8, Some("timed_out")), "{ran:?}");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn ctrl_c_ends_a_verb_with_130() {
    if !interruption::is_alone("ctrl_c_ends_a_verb_with_130") {
        return;
    }
    let sandbox = Sandbox::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let mut command = sandbox.command("login --json");
    let child = command.env("DOMICILE_SERVICE_URL", &url).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Once it asks the service, it listens for Ctrl-C.
    let _asked = listener.accept().unwrap();
    interruption::send(&child);
    let ran: RunOutput = child.wait_with_output().unwrap().into();
    assert_eq!((ran.code, ran.json()["error"]["code"].as_str()), (130, Some("interrupted")), "{ran:?}");
}

#[cfg(unix)]
mod interruption {
    use std::process::{Child, Command};

    pub(crate) fn is_alone(_test: &str) -> bool {
        true
    }

    pub(crate) fn send(child: &Child) {
        let sent = Command::new("/bin/sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
        assert!(sent.success());
    }
}

#[cfg(windows)]
#[expect(unsafe_code, reason = "the standard library sends no Ctrl-C")]
mod interruption {
    use std::os::windows::process::CommandExt as _;
    use std::process::{Child, Command};
    use windows_sys::Win32::System::Console::{CTRL_C_EVENT, GenerateConsoleCtrlEvent, SetConsoleCtrlHandler};

    const ALONE: &str = "DOMICILE_TEST_ALONE";
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;

    /// Ctrl-C comes to every program of a console. So this test runs as a process of its own, with a console of its own.
    pub(crate) fn is_alone(test: &str) -> bool {
        if std::env::var_os(ALONE).is_some() {
            return true;
        }
        let mut command = Command::new(std::env::current_exe().unwrap());
        let ran = command.args(["--exact", "--nocapture", test]).env(ALONE, "1").creation_flags(CREATE_NO_WINDOW).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&ran.stderr));
        false
    }

    pub(crate) fn send(_child: &Child) {
        // SAFETY: numbers only. After the start of the others, which would ignore it as well.
        let sent = unsafe { SetConsoleCtrlHandler(None, 1) != 0 && GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0) != 0 };
        assert!(sent, "{}", std::io::Error::last_os_error());
    }
}

#[test]
fn logs_go_to_stderr_and_only_where_they_are_asked_for() {
    let sandbox = Sandbox::new();
    let quiet = run(&sandbox, "login --json");
    assert_eq!(quiet.stderr, "");
    let mut command = sandbox.command("login --json");
    let loud: RunOutput = command.env("DOMICILE_LOG", "trace").env("DOMICILE_SERVICE_URL", nobody()).output().unwrap().into();
    assert_eq!(loud.json()["error"]["code"], quiet.json()["error"]["code"]);
    assert!(loud.stderr.contains("TRACE") || loud.stderr.contains("DEBUG"), "{loud:?}");
}

#[test]
fn one_product_is_shown_with_the_rules_behind_its_answer() {
    let sandbox = Sandbox::new();
    let nothing = run(&sandbox, "licence show bridge-modeler --json");
    assert_eq!((nothing.code, nothing.json()["error"]["code"].as_str()), (7, Some("no_such_product")));
    assert_eq!(nothing.json()["error"]["do"][0]["text"], "domicile refresh");
    sandbox.store_policy(|_| {});
    let ran = run(&sandbox, "licence show rail-designer");
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with("Rail Designer: Not owned\n  Holds: The licence file is genuine"), "{ran:?}");
    assert!(ran.stdout.contains("\n  Stops here: Old Bridge Ltd does not own Rail Designer.\n"), "{ran:?}");
    assert!(ran.stdout.contains("\nWhat helps: Ask an administrator of Old Bridge Ltd to buy Rail Designer.\n"), "{ran:?}");
    let (shown, checked) = (run(&sandbox, "licence show rail-designer --json").json(), run(&sandbox, "check rail-designer --json").json());
    for name in ["chain", "fix", "mayRun", "contractEnds", "graceEnds", "policyValidUntil"] {
        assert_eq!(shown["licence"][name], checked[name], "{name}");
    }
    assert_eq!(run(&sandbox, "licence show never-heard-of --json").json()["error"]["do"][0]["text"], "domicile licence list");
    let slip = run(&sandbox, "licence show rail-desinger");
    assert!(
        slip.code == 7 && slip.stderr.contains("Did you mean: rail-designer?\nNext: domicile licence show rail-designer\n"),
        "{slip:?}"
    );
}
