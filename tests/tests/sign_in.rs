//! Every way to sign in by command line: by code, without a password store, at an outside issuer; and what is refused.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

use domicile_tests::peer::{NEWCOMER, OidcProvider, UNVERIFIED};
use domicile_tests::process::eventually;
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::{Service, client};
use domicile_tests::session::Session;
use domicile_tests::smtp::SmtpServer;
use serde_json::{Value, json};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

const ANA: &str = "ana.costa@oldbridge.example.com";

async fn says(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Value {
    let (got, document) = sandbox.json(arguments).await.unwrap();
    assert_eq!(got, code, "domicile {arguments:?}: {document:#}");
    document
}

/// Opens the address that a device shows, and picks Ana on its page: by the form of the built-in issuer, at once with the other one.
async fn pick_ana(address: &str) {
    let http = client().unwrap();
    let answer = http.get(format!("{address}&login_hint={ANA}")).send().await.unwrap();
    assert!(answer.status().is_success());
    let page = answer.text().await.unwrap();
    let value = |name: &str| Some(page.split(&format!("name=\"{name}\" value=\"")).nth(1)?.split('"').next()?.to_owned());
    if let (Some(code), Some(secret)) = (value("user_code"), value("page")) {
        let form = [("user_code", code.as_str()), ("page", secret.as_str()), ("login_hint", ANA)];
        let answer = http.post(address.split('?').next().unwrap()).form(&form).send().await.unwrap();
        assert!(answer.status().is_success());
    }
}

/// Starts `domicile login --device`, answers on the page whose address it says, and waits for its end.
async fn by_code(sandbox: &Sandbox) -> (i32, Value) {
    let mut child = sandbox.command(&["login", "--device", "--json"]).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut address = None;
    while address.is_none() {
        let line = said.next_line().await.unwrap().unwrap_or_default();
        assert_ne!(line, "", "no address with the code in it");
        address = line.split_whitespace().find(|word| word.contains("user_code=")).map(str::to_owned);
    }
    pick_ana(&address.unwrap()).await;
    let rest = tokio::spawn(async move { while let Ok(Some(_)) = said.next_line().await {} });
    let mut document = String::new();
    child.stdout.take().unwrap().read_to_string(&mut document).await.unwrap();
    let code = child.wait().await.unwrap().code().unwrap();
    rest.await.unwrap();
    (code, serde_json::from_str(&document).unwrap())
}

#[tokio::test]
async fn a_code_typed_elsewhere_signs_this_machine_in() {
    let service = Service::start().unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    let (code, login) = by_code(&sandbox).await;
    assert_eq!((code, &login["user"]["email"], &login["kept"]), (0, &json!(ANA), &json!("keychain")), "{login:#}");
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);
    assert_eq!(says(&sandbox, &["whoami"], 0).await["account"]["name"], "Old Bridge Ltd");
}

#[tokio::test]
async fn without_a_password_store_the_licences_come_and_the_session_does_not_stay() {
    let service = Service::start().unwrap();
    let session = Session::without_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    let ended = sandbox.domicile(&["login", "--hint", ANA, "--json"]).await.unwrap();
    let login = ended.json().unwrap();
    assert_eq!((ended.code, &login["kept"]), (0, &json!("none")), "{login:#}");
    assert!(login["notKeptBecause"].is_string(), "{login:#}");
    assert_ne!(ended.stderr, "", "a person is told");
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);
    assert!(!sandbox.data().join("session.bin").exists());
    says(&sandbox, &["whoami"], 4).await;

    // By explicit choice, a file of one's own holds the key.
    let login = says(&sandbox, &["login", "--hint", ANA, "--store", "file"], 0).await;
    assert_eq!(login["kept"], "file");
    assert_eq!(says(&sandbox, &["whoami"], 0).await["user"]["email"], ANA);
    for (file, mode) in sandbox.files().unwrap() {
        assert_eq!(mode & 0o077, 0, "{} is for its owner alone", file.display());
    }
    says(&sandbox, &["logout"], 0).await;
    says(&sandbox, &["whoami"], 4).await;
}

#[tokio::test]
async fn without_any_bus_it_is_the_same() {
    let service = Service::start().unwrap();
    let sandbox = Sandbox::new(&service.url).unwrap();
    let login = says(&sandbox, &["login", "--hint", ANA], 0).await;
    assert_eq!(login["kept"], "none", "{login:#}");
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);
    assert_eq!(sandbox.strays().unwrap(), []);
}

#[tokio::test]
async fn two_homes_share_a_password_store_and_each_forgets_only_its_own() {
    let service = Service::start().unwrap();
    let session = Session::with_keyring().unwrap();
    let one = Sandbox::in_session(&session, &service.url).unwrap();
    let other = Sandbox::in_session(&session, &service.url).unwrap();
    says(&one, &["login", "--hint", ANA], 0).await;
    says(&other, &["login", "--hint", "nora.lindqvist@northwind.example.com"], 0).await;
    assert_eq!(session.stored_secrets().unwrap(), 2);
    says(&one, &["logout"], 0).await;
    assert_eq!(session.stored_secrets().unwrap(), 1);
    assert_eq!(says(&other, &["whoami"], 0).await["account"]["id"], "northwind-rail");
}

#[tokio::test]
async fn an_outside_issuer_serves_as_well_and_its_verified_address_links_the_person() {
    let issuer = OidcProvider::start(300).unwrap();
    let service = Service::start_with_issuer(&issuer.url).unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();

    let login = says(&sandbox, &["login", "--hint", ANA], 0).await;
    assert_eq!(
        (&login["account"]["id"], &login["kept"], &login["refresh"]["outcome"]),
        (&json!("old-bridge"), &json!("keychain"), &json!("updated"))
    );
    let who = says(&sandbox, &["whoami"], 0).await;
    assert_eq!((&who["user"]["id"], &who["issuer"]), (&json!("ana-costa"), &json!(issuer.url)));
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 0).await["mayRun"], true);

    // She is bound now: the same address at another issuer is not her.
    let elsewhere = service.person_at(ANA, 1).await.unwrap();
    let (status, problem) = elsewhere.get("/v1/me").await.unwrap();
    assert_eq!((status, &problem["code"]), (403, &json!("identity_not_linked")));

    // The whole way through: asked, approved by somebody of the same issuer, withdrawn.
    says(&sandbox, &["request", "new"], 0).await;
    service.person("maria.silva@oldbridge.example.com").await.unwrap().approve_the_removal("old-bridge").await.unwrap();
    assert_eq!(says(&sandbox, &["refresh"], 0).await["outcome"], "withdrawn");
    assert_eq!(says(&sandbox, &["check", "bridge-modeler"], 3).await["reason"], "unaffiliated");
    let out = says(&sandbox, &["logout"], 0).await;
    assert_eq!(out["revoked"], true, "the issuer was told");
}

/// Field case M5: An issuer whose tokens need the scopes of this service serves app and command line, which ask for what the service tells them.
#[tokio::test]
async fn an_outside_issuer_that_grants_the_scopes_of_this_service_serves_too() {
    let issuer = OidcProvider::start(2).unwrap();
    let scopes = "scopes = { read = \"domicile.read\", full = \"domicile.full\" }";
    let config = format!("[[issuer]]\nissuer = \"{}\"\nclientId = \"domicile\"\nclients = [\"domicile\"]\n{scopes}\n", issuer.url);
    let service = Service::start_with_config(&config).unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    let login = says(&sandbox, &["login", "--hint", ANA], 0).await;
    assert_eq!((&login["account"]["id"], &login["refresh"]["outcome"]), (&json!("old-bridge"), &json!("updated")), "{login:#}");
    // With a token that was renewed, too.
    says(&sandbox, &["request", "new"], 0).await;
    // A program that asked for neither is refused, with what it lacks.
    let bare = service.person("maria.silva@oldbridge.example.com").await.unwrap();
    let (status, problem) = bare.get("/v1/me").await.unwrap();
    assert_eq!((status, &problem["code"], &problem["scope"]), (403, &json!("insufficient_scope"), &json!("domicile.read")));
}

#[tokio::test]
async fn at_an_outside_issuer_by_code() {
    let issuer = OidcProvider::start(300).unwrap();
    let service = Service::start_with_issuer(&issuer.url).unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    let (code, login) = by_code(&sandbox).await;
    assert_eq!((code, &login["account"]["id"]), (0, &json!("old-bridge")), "{login:#}");
    assert_eq!(says(&sandbox, &["whoami"], 0).await["user"]["id"], "ana-costa");
}

#[tokio::test]
async fn an_access_token_that_ends_is_refreshed_without_a_word() {
    // Shorter than any margin, so that each command has to refresh; used twice, a refresh token would end the session.
    let issuer = OidcProvider::start(2).unwrap();
    let service = Service::start_with_issuer(&issuer.url).unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    says(&sandbox, &["login", "--hint", ANA], 0).await;
    for _ in 0..5 {
        assert_eq!(says(&sandbox, &["whoami"], 0).await["stale"], false);
    }
    let (one, other) = tokio::join!(sandbox.json(&["refresh"]), sandbox.json(&["whoami"]));
    assert_eq!((one.unwrap().0, other.unwrap().0), (0, 0), "two at once");
    says(&sandbox, &["refresh"], 0).await;
}

#[tokio::test]
async fn an_unverified_address_links_nobody_and_a_new_one_makes_a_new_person() {
    let issuer = OidcProvider::start(300).unwrap();
    let service = Service::start_with_issuer(&issuer.url).unwrap();
    let session = Session::with_keyring().unwrap();

    let piet = Sandbox::in_session(&session, &service.url).unwrap();
    let refused = says(&piet, &["login", "--hint", UNVERIFIED], 6).await;
    assert_eq!(refused["error"]["code"], "identity_not_linked");
    assert!(refused["error"]["do"].as_array().is_some_and(|it| !it.is_empty()), "{refused:#}");

    let newcomer = Sandbox::in_session(&session, &service.url).unwrap();
    let login = says(&newcomer, &["login", "--hint", NEWCOMER], 0).await;
    assert_eq!((&login["account"], &login["refresh"]["outcome"]), (&Value::Null, &json!("withdrawn")), "{login:#}");
    assert_eq!(says(&newcomer, &["check", "bridge-modeler"], 3).await["reason"], "unaffiliated");
}

/// `domicile login --invitation -` with the code on stdin.
async fn login_invited(sandbox: &Sandbox, code: &str) -> (i32, Value, String) {
    let mut command = sandbox.command(&["login", "--hint", NEWCOMER, "--invitation", "-", "--json"]);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(code.as_bytes()).await.unwrap();
    drop(stdin);
    let ended = child.wait_with_output().await.unwrap();
    let stderr = String::from_utf8(ended.stderr).unwrap();
    (ended.status.code().unwrap(), serde_json::from_slice(&ended.stdout).unwrap(), stderr)
}

#[tokio::test]
async fn the_code_of_an_invitation_binds_a_sign_in_under_another_verified_address() {
    let issuer = OidcProvider::start(300).unwrap();
    let mail = SmtpServer::start().unwrap();
    let config = format!("{}\n[[issuer]]\nissuer = \"{}\"\nclientId = \"domicile\"\n", mail.settings(), issuer.url);
    let service = Service::start_with_config(&config).unwrap();
    let nora = service.person("nora.lindqvist@northwind.example.com").await.unwrap();
    let zoe = json!({"email": "zoe@example.org", "displayName": "Zoe", "action": "create"});
    assert_eq!(nora.post("/v1/accounts/northwind-rail/users", &zoe).await.unwrap().0, 201);
    let letter = eventually("the letter", Duration::from_secs(60), async || {
        mail.received().ok()?.into_iter().find(|it| it["to"][0] == "zoe@example.org")
    })
    .await
    .unwrap();
    let letter = letter["body"].as_str().unwrap().to_owned();
    let code = letter.lines().map(str::trim).find(|it| it.len() > 60 && it.contains('.') && !it.contains([' ', '/'])).unwrap();

    // The page behind the link shows the same code.
    let link = letter.split_whitespace().find(|it| it.starts_with(&service.url)).unwrap();
    assert!(client().unwrap().get(link).send().await.unwrap().text().await.unwrap().contains(code));

    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    for (wrong, exit, says) in [("no code", 2, "bad_invitation_code"), (&*format!("{code}x"), 7, "invitation_unknown")] {
        let (got, refused, _) = login_invited(&sandbox, wrong).await;
        assert_eq!((got, &refused["error"]["code"]), (exit, &json!(says)), "{refused:#}");
        assert_eq!(session.stored_secrets().unwrap(), 0, "nothing stored");
    }
    let on_the_line = says(&sandbox, &["login", "--invitation", code], 2).await;
    assert_eq!(on_the_line["error"]["code"], "code_in_process_list");
    assert!(!on_the_line.to_string().contains(code), "{on_the_line:#}");
    assert_eq!(says(&sandbox, &["login", "--invitation"], 2).await["error"]["code"], "no_terminal_for_code");

    let (got, login, said) = login_invited(&sandbox, &format!("{code}\n")).await;
    assert_eq!(
        (got, &login["user"]["email"], &login["account"]["id"]),
        (0, &json!("zoe@example.org"), &json!("northwind-rail")),
        "{login:#}"
    );
    assert!(!said.contains(code) && !login.to_string().contains(code));
    assert_eq!(login["refresh"]["outcome"], "updated");

    // Whoever it was for may show it again; it is of no use to anybody else.
    assert_eq!(login_invited(&sandbox, code).await.0, 0);
    let (status, refused) = {
        let (id, token) = code.split_once('.').unwrap();
        nora.post(&format!("/v1/me/invitations/{id}/accept"), &json!({"token": token})).await.unwrap()
    };
    assert_eq!((status, &refused["code"]), (409, &json!("identity_in_use")));
    says(&sandbox, &["logout"], 0).await;
    for (file, _) in sandbox.files().unwrap() {
        let (_, token) = code.split_once('.').unwrap();
        assert!(!String::from_utf8_lossy(&std::fs::read(&file).unwrap()).contains(token), "{}", file.display());
    }
}

#[tokio::test]
async fn a_person_who_says_no_in_the_browser_is_not_signed_in() {
    let service = Service::start().unwrap();
    let session = Session::with_keyring().unwrap();
    let sandbox = Sandbox::in_session(&session, &service.url).unwrap();
    // Without a hint the browser stops at the page; the person there chooses to cancel.
    let mut child = sandbox.command(&["login", "--json"]).spawn().unwrap();
    let page =
        eventually("the page to pick from", Duration::from_secs(20), async || sandbox.page().ok().filter(|it| it.contains("Cancel")))
            .await
            .unwrap();
    let cancel = page.split("href=\"").find(|it| it.contains("choice=cancel")).unwrap().split('"').next().unwrap().replace("&amp;", "&");
    let answer = client().unwrap().get(format!("{}/issuer/authorize{cancel}", service.url)).send().await.unwrap();
    let back = answer.headers()["location"].to_str().unwrap().to_owned();
    client().unwrap().get(back).send().await.unwrap();
    let mut document = String::new();
    child.stdout.take().unwrap().read_to_string(&mut document).await.unwrap();
    let code = child.wait().await.unwrap().code().unwrap();
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_ne!(code, 0);
    assert_eq!(document["ok"], false, "{document:#}");
    says(&sandbox, &["whoami"], 4).await;
    assert_eq!(session.stored_secrets().unwrap(), 0, "the probe left nothing behind");
}

/// Field case W06b: a folder that root made first is named with its owner and one command; where it is the person's, root's sign-in is theirs.
#[tokio::test]
async fn a_folder_of_root_is_named_and_what_root_keeps_in_ones_own_is_ones_own() {
    const SOMEBODY: &str = "123456";
    if std::fs::metadata("/proc/self").map(|it| std::os::unix::fs::MetadataExt::uid(&it)).unwrap() != 0 {
        return;
    }
    let service = Service::start().unwrap();
    let sandbox = Sandbox::new(&service.url).unwrap();
    let around = sandbox.data().parent().unwrap().to_owned();
    let change = |program: &str, arguments: &[&str]| {
        assert!(std::process::Command::new(program).args(arguments).arg(&around).status().unwrap().success());
    };
    change("chown", &["-R", SOMEBODY]);
    change("chmod", &["755"]);
    let as_somebody = async |arguments: &[&str]| {
        let program = domicile_tests::process::binary("domicile").to_string_lossy().into_owned();
        let line = [&["--reuid", SOMEBODY, "--regid", SOMEBODY, "--clear-groups", &program], arguments].concat();
        let output = sandbox.program(std::path::Path::new("setpriv"), &line).output().await.unwrap();
        (output.status.code().unwrap(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    says(&sandbox, &["login", "--hint", ANA, "--store", "file"], 0).await;
    let (code, said) = as_somebody(&["whoami"]).await;
    assert!(code == 0 && said.contains(ANA), "{said}");
    let (code, said) = as_somebody(&["refresh"]).await;
    assert_eq!(code, 0, "{said}");
    // Now the folder is root's alone.
    change("chown", &["-R", "0"]);
    change("chown", &[SOMEBODY]);
    for verb in ["status", "whoami"] {
        let (code, said) = as_somebody(&[verb]).await;
        assert!(code == 7 || verb == "status", "{code} {said}");
        assert!(said.contains("belongs to root") && said.contains("sudo chown -R") && !said.contains("Not signed in"), "{verb}: {said}");
    }
    let (code, said) = as_somebody(&["login", "--hint", ANA, "--store", "file"]).await;
    assert!(said.contains("root"), "{code} {said}");
}
