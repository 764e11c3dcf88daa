//! Two processes of one person renew the same session two hundred times each, against an issuer that ends a session whose refresh token is
//! used twice. Nobody is signed out.

use anyhow::{Context, Result, ensure};
use domicile_tests::peer::OidcProvider;
use domicile_tests::process::binary;
use domicile_tests::sandbox::Sandbox;
use domicile_tests::service::Service;

/// Shorter than the half minute that a token must have left: every question renews.
const SECONDS: u32 = 20;
const TIMES: &str = "200";

/// Security check 11: A refresh token is used once, however many processes share the session.
#[tokio::test]
async fn two_processes_renew_one_session_and_nobody_is_signed_out() -> Result<()> {
    let peer = OidcProvider::start(SECONDS)?;
    let service = Service::start_with_issuer(&peer.url)?;
    let sandbox = Sandbox::new(&service.url)?;
    // Without a password store: two of these are not what this is about.
    std::fs::create_dir_all(sandbox.data())?;
    std::fs::write(sandbox.data().join("settings.toml"), "secret_store = \"file\"\n")?;
    // An example of the workstation: `cargo test` builds it, `cargo build --examples` does as well.
    let program = binary("examples/renew_session");
    ensure!(program.exists(), "{} is not built", program.display());
    let run = async |arguments: &[&str]| {
        let output = sandbox.program(&program, arguments).output().await?;
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        ensure!(output.status.success(), "{arguments:?}: {said}");
        anyhow::Ok(said.trim().to_owned())
    };
    assert_eq!(run(&["sign-in", "ana.costa@oldbridge.example.com"]).await.context("sign-in")?, "kept in a file");
    let (one, other) = tokio::join!(run(&["ask", TIMES]), run(&["ask", TIMES]));
    assert_eq!([one?, other?], [format!("renewed {TIMES} times"), format!("renewed {TIMES} times")]);
    // And the session is good for more.
    run(&["ask", "1"]).await?;
    // The issuer's own word: it exchanged a token for each question, and none twice.
    let (exchanged, refused) = peer.refreshes().await?;
    assert!(exchanged >= 401 && refused == 0, "{exchanged} exchanged, {refused} refused");
    Ok(())
}
