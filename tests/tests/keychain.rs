//! The session and the system's password store: a real gnome-keyring, asked by somebody else how much it holds.
#![cfg(target_os = "linux")]

use anyhow::{Result, ensure};
use domicile_tests::peer::OidcProvider;
use domicile_tests::process::binary;
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;
use domicile_tests::session::Session;

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
