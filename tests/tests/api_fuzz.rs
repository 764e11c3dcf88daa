//! schemathesis (`tests/peers`) against the real service: what it makes up from the OpenAPI document never breaks the service, is answered
//! as the document says, and never without a token; and nobody of one account is given what somebody of another one reads. Order systems and
//! people are asked apart, since neither may do anything of the other's.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::service::{Service, client};
use domicile_tests::smtp::python;
use serde_json::{Value, json};
use std::process::Command;

const MARIA: &str = "maria.silva@oldbridge.example.com";
const NORA: &str = "nora.lindqvist@northwind.example.com";
const ANA: &str = "ana.costa@oldbridge.example.com";

const POLICY: &str = "/v1/me/policy";
const OPERATOR: &str = "^/v1/operator/";
/// Every answer is held to these.
const CHECKS: &str = "ignored_auth,not_a_server_error,status_code_conformance,content_type_conformance";
/// And every answer in JSON to these. A policy is a signed text, which they would read as JSON.
const OF_JSON: &str = "object_level_authorization,response_schema_conformance";

#[tokio::test]
async fn a_fuzzer_with_two_identities_finds_nothing() {
    // Two people ask here what a whole company does not.
    let limits = ["read", "write", "signature", "operatorRead", "operatorWrite"].map(|it| format!("{it}Burst = 100000\n")).concat();
    let service = Service::start_with_config(&format!("[limits]\n{limits}")).unwrap();
    // Something of each kind that is read by its id.
    let filed = service.person(ANA).await.unwrap().post("/v1/me/removal-requests", &json!({"reason": "New job."})).await.unwrap();
    assert_eq!(filed.0, 201);
    let (maria, nora) = (service.person(MARIA).await.unwrap(), service.person(NORA).await.unwrap());
    let identity =
        |name: &str, token: &str| json!({"name": name, "fixedHeaders": [{"name": "Authorization", "value": format!("Bearer {token}")}]});

    let folder = tempfile::tempdir().unwrap();
    let identities = json!({"auth": [identity("maria", maria.token()), identity("nora", nora.token())]});
    let file = folder.path().join("identities.json");
    std::fs::write(&file, identities.to_string()).unwrap();
    // Without an account that exists almost everything would be 404, and without a machine's id every policy 400: little would be asked.
    let config = format!(
        "[auth.wfc]\npath = \"{}\"\npeers = [\"maria\", \"nora\"]\n[parameters]\naccount = \"old-bridge\"\n\
         \"header.Domicile-Machine\" = \"the-machine-of-a-fuzzer\"\n",
        file.display()
    );
    std::fs::write(folder.path().join("schemathesis.toml"), config).unwrap();
    let fuzz = |checks: &str, paths: &[&str], seconds: &str| {
        let run = Command::new(python().unwrap().with_file_name("schemathesis"))
            .args(["--config-file", "schemathesis.toml", "run", &format!("{}/openapi.json", service.url), "--checks", checks])
            .args(["--max-time", seconds, "--seed", "1"])
            .args(paths)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
        said
    };
    // The stream of events does not end.
    let people = ["--exclude-path", "/v1/me/events", "--exclude-path", POLICY, "--exclude-path-regex", OPERATOR];
    let said = fuzz(&format!("{CHECKS},{OF_JSON}"), &people, "50");
    fuzz(CHECKS, &["--include-path", POLICY], "10");
    let reached =
        said.lines().skip_while(|it| !it.starts_with("Test cases:")).nth(1).and_then(|it| it.trim().split(' ').next()?.parse().ok());
    assert!(reached.is_some_and(|it: u32| it > 500), "it must have asked something:\n{said}");
    // The signed policy among them.
    let left_out = not_asked(&service).await;
    assert_eq!(left_out.iter().filter(|it| !it.contains("/v1/operator/")).collect::<Vec<_>>(), ["GET /v1/me/events"], "{said}");
    // What it did to Old Bridge, it did as Maria: Nora's account is as it was.
    let (status, northwind) = nora.get("/v1/accounts/northwind-rail/users").await.unwrap();
    assert_eq!((status, northwind["items"].as_array().map(Vec::len)), (200, Some(2)));
    assert_eq!(maria.get("/v1/accounts/northwind-rail").await.unwrap().0, 404);

    // At the end, since an order system closes accounts.
    let token = service.order_system().await.unwrap().token().to_owned();
    std::fs::write(folder.path().join("schemathesis.toml"), "[parameters]\naccount = \"quarry\"\n").unwrap();
    let bearer = format!("Authorization: Bearer {token}");
    let said = fuzz(&format!("{CHECKS},response_schema_conformance"), &["--include-path-regex", OPERATOR, "--header", &bearer], "30");
    assert_eq!(not_asked(&service).await, ["GET /v1/me/events"], "{said}");
}

/// The operations of the OpenAPI document that the service was never asked for.
async fn not_asked(service: &Service) -> Vec<String> {
    let http = client().unwrap();
    let get = async |path: &str| http.get(format!("{}{path}", service.url)).send().await.unwrap().text().await.unwrap();
    let document: Value = serde_json::from_str(&get("/openapi.json").await).unwrap();
    let counts = get("/metrics").await;
    let mut never = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys().map(|it| it.to_uppercase()).filter(|it| it != "PARAMETERS") {
            if !counts.contains(&format!("{{method=\"{method}\",route=\"{path}\",")) {
                never.push(format!("{method} {path}"));
            }
        }
    }
    never
}
