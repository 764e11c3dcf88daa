//! The session and the system's password store: a real gnome-keyring, asked by somebody else how much it holds.
#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domicile_tests::peer::OidcProvider;
use domicile_tests::process::binary;
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use domicile_tests::session::Session;
use serde_json::json;

/// Shorter than the half minute that a token must have left: every question renews.
const SECONDS: u32 = 20;

async fn run(sandbox: &Sandbox, arguments: &[&str]) -> Result<String> {
    let program = binary("examples/renew_session");
    ensure!(program.exists(), "{} is not built", program.display());
    let output = sandbox.program(&program, arguments).output().await?;
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    ensure!(output.status.success(), "{arguments:?}: {said}");
    Ok(said.trim().to_owned())
}

fn names(sandbox: &Sandbox) -> Result<Vec<String>> {
    let mut names: Vec<String> =
        sandbox.files()?.into_iter().filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    Ok(names)
}

#[tokio::test]
async fn the_key_is_in_the_password_store_and_goes_with_signing_out() -> Result<()> {
    let (session, peer) = (Session::with_keyring()?, OidcProvider::start(SECONDS)?);
    let service = Service::start_with_issuer(&peer.url)?;
    let (sandbox, other) = (Sandbox::in_session(&session, &service.url)?, Sandbox::in_session(&session, &service.url)?);
    for (sandbox, held) in [(&sandbox, 1), (&other, 2)] {
        assert_eq!(run(sandbox, &["sign-in", "ana.costa@oldbridge.example.com"]).await?, "kept in the password store");
        assert_eq!(session.stored_secrets()?, held);
    }
    // Another process finds the key, and the file says nothing without it.
    assert_eq!(run(&sandbox, &["ask", "2"]).await?, "renewed 2 times");
    assert!(sandbox.files()?.iter().all(|(_, mode)| *mode == 0o600), "{:?}", sandbox.files()?);
    // Only what belongs to this sandbox goes.
    assert_eq!(run(&sandbox, &["sign-out"]).await?, "revoked: true");
    assert_eq!(session.stored_secrets()?, 1);
    assert_eq!(names(&sandbox)?, ["session.lock"]);
    assert_eq!(run(&other, &["ask", "1"]).await?, "renewed 1 times");
    assert_eq!(sandbox.strays()?, vec![]);
    Ok(())
}

#[tokio::test]
async fn without_a_password_store_nothing_is_kept_and_that_is_said() -> Result<()> {
    let (session, peer) = (Session::without_keyring()?, OidcProvider::start(SECONDS)?);
    let service = Service::start_with_issuer(&peer.url)?;
    let sandbox = Sandbox::in_session(&session, &service.url)?;
    assert_eq!(run(&sandbox, &["sign-in", "ana.costa@oldbridge.example.com"]).await?, "not kept: no_keychain");
    assert_eq!(names(&sandbox)?, Vec::<String>::new());
    Ok(())
}

/// Field case W11a: with a locked store `status` says so, and sends nobody to sign in.
/// Field case W11b: signing in all the same keeps nothing, and leaves what was kept.
#[tokio::test]
async fn a_locked_password_store_is_told_and_loses_no_session() -> Result<()> {
    let (session, service) = (Session::with_keyring()?, Service::start()?);
    let sandbox = Sandbox::in_session(&session, &service.url)?;
    let login = ["login", "--hint", "ana.costa@oldbridge.example.com"];
    let (code, kept) = sandbox.json(&login).await?;
    assert_eq!((code, &kept["kept"]), (0, &json!("keychain")), "{kept:#}");
    let file = std::fs::read(sandbox.data().join("session.bin"))?;
    session.lock_password_store()?;
    let said = sandbox.domicile(&["status"]).await?;
    ensure!(said.stdout.starts_with("Your password store is locked\n"), "{said:?}");
    ensure!(!said.stdout.contains("Not signed in") && !said.stderr.contains("domicile login"), "{said:?}");
    let (code, status) = sandbox.json(&["status"]).await?;
    assert_eq!((code, &status["session"]["state"], &status["stale"]), (0, &json!("locked"), &json!(true)), "{status:#}");
    let (code, refused) = sandbox.json(&["request", "list"]).await?;
    assert_eq!((code, &refused["error"]["code"]), (7, &json!("keychain_locked")), "{refused:#}");
    let (code, unkept) = sandbox.json(&login).await?;
    assert_eq!((code, &unkept["kept"], &unkept["notKeptBecause"]), (0, &json!("none"), &json!("keychain_locked")), "{unkept:#}");
    assert_eq!(std::fs::read(sandbox.data().join("session.bin"))?, file);
    assert_eq!(session.stored_secrets()?, 1, "its key stays as well");
    Ok(())
}
