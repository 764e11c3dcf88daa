//! A person who signs in and asks the service who they are, again and again: `renew_session sign-in EMAIL`, `ask TIMES` from as many
//! processes as you like, `sign-out`. With access tokens that live shorter than half a minute every question renews the session.
#![allow(clippy::print_stdout, reason = "it prints its answer")]

use anyhow::{Context, Result, bail, ensure};
use domicile_workstation::backend::Backend;
use domicile_workstation::session::Persistence;
use domicile_workstation::{Options, Workstation};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<()> {
    let station = Workstation::open(Options::of_process(domicile_words::Language::En))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["sign-in", email] => {
            let who = station.sign_in_browser(Some(email.to_owned()), Box::new(|_| ()), CancellationToken::new()).await?;
            match who.persistence {
                Persistence::Keychain => println!("kept in the password store"),
                Persistence::File => println!("kept in a file"),
                Persistence::ThisProcess(why) => println!("not kept: {}", why.code()),
            }
        }
        ["ask", times] => {
            let file = station.data_folder().join("session.bin");
            for time in 1..=times.parse::<u32>()? {
                let before = std::fs::read(&file)?;
                station.me().await.with_context(|| format!("question {time}"))?;
                ensure!(std::fs::read(&file)? != before, "question {time} did not renew the session");
            }
            println!("renewed {times} times");
        }
        ["sign-out"] => {
            let done = station.sign_out().await?;
            println!("revoked: {}", done.revoked);
        }
        _ => bail!("sign-in EMAIL | ask TIMES | sign-out"),
    }
    station.finish().await;
    Ok(())
}
