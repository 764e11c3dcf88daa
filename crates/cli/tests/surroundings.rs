//! What lies between the command line and a service: proxies, addresses, settings, and where the answer goes.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod sandbox;

use sandbox::{RunOutput, Sandbox};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;

/// A service that is reached over a proxy only.
const SERVICE: &str = "https://directory.example.com";

fn run_with(sandbox: &Sandbox, line: &str, environment: &[(&str, &str)]) -> RunOutput {
    sandbox.command(line).envs(environment.iter().copied()).output().unwrap().into()
}

/// A proxy that does the same to everybody. It says what it was asked.
fn proxy(serve: impl Fn(&mut TcpStream) -> Option<String> + Send + 'static) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (asked, heard) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            if let Some(said) = serve(&mut stream.unwrap()) {
                let _ = asked.send(said);
            }
        }
    });
    (address, heard)
}

fn head(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// A proxy of HTTP that answers CONNECT so.
fn http_proxy(status: &'static str) -> (String, mpsc::Receiver<String>) {
    proxy(move |stream| {
        let said = head(stream);
        stream.write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").as_bytes()).ok()?;
        Some(said)
    })
}

fn error(ran: &RunOutput) -> (i32, String, String) {
    let json = ran.json();
    let text = |name: &str| json["error"][name].as_str().unwrap().to_owned();
    (ran.code, text("code"), text("why"))
}

/// Field case W09a: a refusal of the proxy is the proxy's, which is named without its password, with what it answered.
#[test]
fn a_proxy_that_refuses_is_named() {
    let sandbox = Sandbox::new();
    for (status, says) in [("403 Forbidden", "refused the connection to directory.example.com (403)"), ("502 Bad Gateway", "(502)")] {
        let (address, asked) = http_proxy(status);
        let ran = run_with(
            &sandbox,
            "login --json",
            &[("DOMICILE_SERVICE_URL", SERVICE), ("HTTPS_PROXY", &format!("http://ana:s3cr3t@{address}"))],
        );
        let (code, kind, why) = error(&ran);
        assert_eq!((code, kind.as_str()), (5, "proxy"), "{ran:?}");
        assert!(why.contains(&format!("http://{address}")) && why.contains(says), "{why}");
        assert!(!ran.stdout.contains("s3cr3t") && !ran.stderr.contains("s3cr3t"), "{ran:?}");
        assert!(asked.recv().unwrap().starts_with("CONNECT directory.example.com:443 "));
    }
    let (address, _) = http_proxy("407 Proxy Authentication Required");
    let ran = run_with(&sandbox, "login --json", &[("DOMICILE_SERVICE_URL", SERVICE), ("HTTPS_PROXY", &address)]);
    let (code, kind, why) = error(&ran);
    assert_eq!((code, kind.as_str()), (5, "proxy"));
    assert!(why.contains("wants a user name and a password"), "{why}");
}

/// Field case W09b: a SOCKS proxy is used, and what it does not allow is its refusal.
#[test]
fn a_socks_proxy_is_used() {
    let sandbox = Sandbox::new();
    for (reply, expected) in [(0, "cannot_connect tls truncated"), (2, "proxy")] {
        let (address, asked) = proxy(move |stream| {
            let mut greeting = [0; 3];
            stream.read_exact(&mut greeting).ok()?;
            stream.write_all(&[5, 0]).ok()?;
            let mut request = [0; 5];
            stream.read_exact(&mut request).ok()?;
            let mut target = vec![0; usize::from(request[4]) + 2];
            stream.read_exact(&mut target).ok()?;
            stream.write_all(&[5, reply, 0, 1, 0, 0, 0, 0, 0, 0]).ok()?;
            Some(String::from_utf8_lossy(&target[..target.len() - 2]).into_owned())
        });
        let ran = run_with(&sandbox, "login --json", &[("DOMICILE_SERVICE_URL", SERVICE), ("ALL_PROXY", &format!("socks5h://{address}"))]);
        let (code, kind, why) = error(&ran);
        assert_eq!(code, 5, "{ran:?}");
        assert!(expected.contains(&kind), "{kind}: {why}");
        assert_eq!(asked.recv().unwrap(), "directory.example.com", "the proxy was asked");
        assert!(reply == 0 || why.contains(&format!("socks5h://{address}")), "{why}");
    }
}

/// Field case W09c: a proxy that is not there, or whose setting names none, is said as that.
#[test]
fn a_proxy_that_is_dead_or_misspelt_is_named() {
    let sandbox = Sandbox::new();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let dead = format!("http://ana:s3cr3t@{nobody}");
    let ran = run_with(&sandbox, "login --json", &[("DOMICILE_SERVICE_URL", SERVICE), ("HTTPS_PROXY", &dead)]);
    let (code, kind, why) = error(&ran);
    assert_eq!((code, kind.as_str()), (5, "proxy"), "{ran:?}");
    assert!(why.contains(&format!("The proxy http://{nobody}")) && !why.contains("s3cr3t"), "{why}");
    // Nothing of this name is on any network, so without a proxy there is no way.
    let service = "https://directory.invalid";
    for value in ["htp://proxy.example.com:3128", "socks://127.0.0.1:1", "http://"] {
        let ran = run_with(&sandbox, "login --json", &[("DOMICILE_SERVICE_URL", service), ("HTTPS_PROXY", value)]);
        let (code, kind, why) = error(&ran);
        assert_eq!((code, kind.as_str()), (5, "proxy"), "{value}: {ran:?}");
        assert!(why.starts_with("HTTPS_PROXY does not hold the address of a proxy"), "{why}");
    }
}

/// Field case W16a: an address is never shown with its name, password, query or fragment.
#[test]
fn what_an_address_hides_is_not_shown() {
    let sandbox = Sandbox::new();
    for typed in [
        "https://ana:s3cr3tPASS@directory.example.com",
        "https://s3cr3tPASS@directory.example.com/x",
        "https://directory.example.com/?token=s3cr3tPASS",
        "https://directory.example.com/#s3cr3tPASS",
        "http://ana:s3cr3tPASS@directory.example.com",
        "https://ana:s3cr3tPASS@[::1",
        "https://ana:s3cr3t/PASS@directory.example.com",
        "https://ana:s3cr3t?PASS@directory.example.com",
        "ana:s3cr3tPASS@directory.example.com",
    ] {
        for line in ["login", "login --json", "status", "status --json", "whoami --lang de", "refresh"] {
            let ran = run_with(&sandbox, line, &[("DOMICILE_SERVICE_URL", typed), ("DOMICILE_LOG", "trace")]);
            assert_eq!(ran.code, 7, "{typed} {line}: {ran:?}");
            assert!(!ran.stdout.contains("s3cr3t") && !ran.stderr.contains("s3cr3t"), "{typed} {line}: {ran:?}");
            assert!(!ran.stdout.contains("PASS") && !ran.stderr.contains("PASS"), "{typed} {line}: {ran:?}");
        }
    }
}

/// Field case W16c: a slip in the settings file is said as that by every verb, and costs nobody their sign-in.
#[test]
fn broken_settings_are_not_nobody_being_signed_in() {
    let sandbox = Sandbox::new();
    let home = sandbox.home();
    home.prepare().unwrap();
    std::fs::write(home.settings(), "# mine\ntheme = purple\n").unwrap();
    let service = ("DOMICILE_SERVICE_URL", "http://127.0.0.1:1");
    for line in ["status", "status --fresh", "whoami", "refresh", "journey", "admin-contact", "request list", "inbox", "login"] {
        let ran = run_with(&sandbox, &format!("{line} --json"), &[service]);
        let (code, kind, why) = error(&ran);
        assert_eq!((code, kind.as_str()), (7, "settings_broken"), "{line}: {ran:?}");
        assert!(why.contains("settings.toml") && why.contains("line 2"), "{why}");
        let text = run_with(&sandbox, line, &[service]);
        assert!(!text.stderr.contains("domicile login") && !text.stdout.contains("Not signed in"), "{line}: {text:?}");
    }
    assert_eq!(std::fs::read_to_string(home.settings()).unwrap(), "# mine\ntheme = purple\n", "left as it was");
    // A word of a newer version is no slip.
    std::fs::write(home.settings(), "theme = \"purple\"\nsecret_store = \"tpm\"\nsounds = true\n").unwrap();
    assert_eq!(run_with(&sandbox, "status", &[service]).code, 0);
    // And once it is put right, all is as before.
    std::fs::write(home.settings(), "theme = \"dark\"\n").unwrap();
    assert_eq!(run_with(&sandbox, "status", &[service]).code, 0);
}

/// Field case W16e: without an address of a service, or with one that is none, that is what is said.
#[test]
fn no_service_is_not_nobody_being_signed_in() {
    let sandbox = Sandbox::new();
    for line in ["status", "whoami", "refresh", "request list"] {
        let (code, kind, _) = error(&sandbox.run(&format!("{line} --json")));
        assert_eq!((code, kind.as_str()), (7, "no_service"), "{line}");
        let ran = run_with(&sandbox, &format!("{line} --json"), &[("DOMICILE_SERVICE_URL", "localhost:8080")]);
        let (code, kind, _) = error(&ran);
        assert_eq!((code, kind.as_str()), (7, "bad_service_url"), "{line}: {ran:?}");
    }
    assert_eq!(sandbox.run("logout").code, 0, "signing out needs no service");
    assert_eq!(sandbox.run("licence list").code, 0, "and the licence file none, either");
}

/// Field case W14a: an answer that cannot be written is not success, and stderr says so; the exit code of `check` is its answer.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_did_not_arrive_is_no_success() {
    let sandbox = Sandbox::new();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for line in ["status", "status --json", "version", "version --json", "licence list --json", "help", "logout --json"] {
        let mut command = sandbox.command(line);
        let output = command.env("DOMICILE_SERVICE_URL", "http://127.0.0.1:1").stdout(full()).output().unwrap();
        let ran: RunOutput = output.into();
        assert_eq!(ran.code, 1, "{line}: {ran:?}");
        assert!(ran.stderr.contains("The answer could not be written: "), "{line}: {ran:?}");
    }
    sandbox.store_policy(|_| {});
    for (line, code) in [("check bridge-modeler", 0), ("check rail-designer --json", 3)] {
        let ran: RunOutput = sandbox.command(line).stdout(full()).output().unwrap().into();
        assert_eq!(ran.code, code, "{line}: {ran:?}");
        assert!(ran.stderr.contains("could not be written"), "{line}: {ran:?}");
    }
}

/// Field case W14d: a reader who has seen enough, and a descriptor that is closed, are no failure.
#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let sandbox = Sandbox::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = sandbox.command("help").stdout(writer).output().unwrap();
    let ran: RunOutput = output.into();
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
}

/// Field case W23b: a time zone without end holds nobody up.
#[cfg(unix)]
#[test]
fn a_time_zone_that_never_ends_is_none() {
    let sandbox = Sandbox::new();
    sandbox.store_policy(|_| {});
    for zone in ["/dev/zero", ":/dev/zero", "/dev"] {
        let ran = run_with(&sandbox, "status", &[("DOMICILE_SERVICE_URL", "http://127.0.0.1:1"), ("TZ", zone)]);
        assert_eq!(ran.code, 0, "{zone}: {ran:?}");
    }
}
