//! Tokens where they have no business: in logs, however much is logged, in what programs print, in files.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::process::{Process, binary};
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::client;
use std::path::Path;
use std::process::Command;

const ANA: &str = "ana.costa@oldbridge.example.com";
const PAIRS: [(&str, &str); 2] = [("response_type", "code"), ("client_id", "domicile")];

/// What begins every header of a JWT, and a value behind a name that only secrets have.
fn secrets(text: &str) -> Vec<&str> {
    let names = ["access_token", "refresh_token", "id_token", "code_verifier", "device_code", "Bearer ey", "client_secret"];
    let lines = text.lines().filter(|it| !it.contains("\"audit head\"")); // signed to be told
    lines
        .filter(|line| {
            let jwt = line.match_indices("eyJ").any(|(at, _)| line[at..].chars().take(120).filter(|it| *it == '.').count() >= 2);
            let named = names.iter().any(|name| {
                line.match_indices(name).any(|(at, _)| {
                    let value = line[at + name.len()..].trim_start_matches(['"', '\\', '=', ':', ' ']);
                    value.chars().take_while(|it| it.is_ascii_alphanumeric() || "-_.~".contains(*it)).count() >= 16
                })
            });
            jwt || named
        })
        .collect()
}

/// The service with everything logged into a file, and where it listens.
fn service(folder: &Path) -> (Process, String) {
    let mut command = Command::new(binary("domicile-directory"));
    let database = format!("sqlite:{}", folder.join("d.sqlite").display());
    command.args(["serve", "--demo", "--listen", "127.0.0.1:0", "--database", &database]).env("DOMICILE_LOG", "trace");
    let (process, line) = Process::start_and_read_line(command.stderr(std::fs::File::create(folder.join("log")).unwrap())).unwrap();
    (process, line.strip_prefix("listening on ").unwrap().to_owned())
}

/// Security check 17: No token, code or verifier stands in a log, however much is logged, nor in what a program prints.
#[tokio::test]
async fn no_token_is_ever_logged_or_printed() {
    assert_eq!(secrets("a eyJh.eyJi.c\nb refresh_token\":\"0123456789abcdef0\nc refresh_token expired\n").len(), 2, "they would be found");
    let folder = tempfile::tempdir().unwrap();
    let (process, url) = service(folder.path());
    let mut sandbox = Sandbox::new(&url).unwrap();
    sandbox.set("DOMICILE_LOG", "trace");
    let mut said = String::new();
    for verb in [
        &["login", "--store", "file", "--hint", ANA][..],
        &["status", "--fresh"],
        &["refresh"],
        &["whoami", "--json"],
        &["request", "new", "--json"],
        &["logout"],
    ] {
        let ended = sandbox.domicile(verb).await.unwrap();
        assert_eq!(ended.code, 0, "{verb:?}: {}", ended.stderr);
        said.push_str(&ended.stdout);
        said.push_str(&ended.stderr);
    }
    assert!(said.lines().count() > 50, "everything was logged");
    // What others send in the wrong places is not written down either.
    let forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl";
    let http = client().unwrap();
    for path in ["/v1/me", "/v1/me/policy", "/v1/accounts/old-bridge/users"] {
        http.get(format!("{url}{path}?access_token={forged}")).send().await.unwrap();
        http.get(format!("{url}{path}")).bearer_auth(forged).send().await.unwrap();
        http.get(format!("{url}{path}")).header("x-api-key", forged).header("cookie", format!("t={forged}")).send().await.unwrap();
    }
    let form = [&PAIRS[..], &[("grant_type", "refresh_token"), ("refresh_token", "0123456789abcdef0123456789abcdef")]].concat();
    http.post(format!("{url}/issuer/token")).form(&form).send().await.unwrap();
    assert!(process.terminate().await.unwrap().success());
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.lines().count() > 50, "everything was logged");
    for (whose, text) in [("the command line", &said), ("the service", &log)] {
        let found = secrets(text);
        assert!(found.is_empty(), "{whose} says: {}", found.join("\n"));
    }
}
