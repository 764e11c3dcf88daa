//! Signs in and asks the service who one is, again and again: `renew sign-in EMAIL`, then `renew ask TIMES` from as many processes as you
//! like. With access tokens that live shorter than half a minute every question renews the session. The key of the session is kept in a
//! file, so it runs without a password store.
#![allow(clippy::print_stdout, reason = "an example prints its answer")]

use anyhow::{Context, Result, bail, ensure};
use domicile_workstation::desk::Desk;
use domicile_workstation::settings::StoreChoice;
use domicile_workstation::{Options, Workstation};
use tokio_util::sync::CancellationToken;

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options { secret_store: Some(StoreChoice::File), ..Options::of_process(domicile_words::Language::En) };
    let station = Workstation::open(options)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["sign-in", email] => {
            let who = station.sign_in_browser(Some(email.to_owned()), Box::new(|_| ()), CancellationToken::new()).await?;
            println!("{}", who.subject);
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
        _ => bail!("sign-in EMAIL | ask TIMES"),
    }
    station.settle().await;
    Ok(())
}
