//! One agent for a data folder: whoever comes second hands over to the first, asks one of another version to make room, and names one that
//! does not answer.

use anyhow::{Context, Result, anyhow};
use domicile_words::Words;
use domicile_workstation::last_resort;
use domicile_workstation::link::{
    Found, FromAgent, LONGEST_TO_WINDOW, Listener, Peer, Places, Taken, ToAgent, find, listen, replace, write,
};
use domicile_workstation::vocabulary::Screen;
use std::time::Duration;
use tokio::time::Instant;

/// How long one that is just starting or just ending may take.
const LIMIT: Duration = Duration::from_secs(10);
/// How often is looked again meanwhile.
const LOOK: Duration = Duration::from_millis(50);

/// Takes the place of the agent; `None` where another one has it and does what is asked.
///
/// # Errors
/// It has it and does not answer, or there is no place; in the person's language.
pub(crate) async fn take(places: &Places, screen: Option<Screen>, words: &Words) -> Result<Option<Listener>> {
    let silent = |peer: Peer| anyhow!(words.format("desktop-first-is-silent", &[("process", shown(peer.process).as_str().into())]));
    let end = Instant::now() + LIMIT;
    loop {
        match listen(places).map_err(|error| anyhow!(words.format("desktop-no-place", &[("reason", error.to_string().as_str().into())])))? {
            Taken::Ours(listener) => return Ok(Some(listener)),
            Taken::Theirs => {}
        }
        match find(places).await {
            Found::Agent(mut connection) => {
                write(&mut connection.to, &ToAgent::Launch { screen }).await?;
                let mut from = connection.from.with_limit(LONGEST_TO_WINDOW);
                let answer = from.next();
                return match tokio::time::timeout(LIMIT, answer).await.context("no answer")?? {
                    FromAgent::WindowSilent { process } => Err(silent(Peer { process })),
                    _ => Ok(None),
                };
            }
            Found::Silent(peer) => return Err(silent(peer)),
            Found::OtherVersion(peer) => replace(places, peer, last_resort::LIMIT).await.map_err(silent)?,
            Found::Nobody if Instant::now() < end => tokio::time::sleep(LOOK).await,
            Found::Nobody => return Err(silent(Peer { process: places.holder() })),
        }
    }
}

fn shown(process: Option<i32>) -> String {
    process.map_or_else(|| "?".to_owned(), |it| it.to_string())
}
