//! What became of a letter, as those see it who caused it. A letter that was sent more than a day ago, or before there was a record of it,
//! is not known any more: then nothing is said.

use crate::problem::Problem;
use crate::store::outbox::{self, LetterFate};
use crate::store::{Tx, metadata};
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::{Delivery, Word};
use jiff::Timestamp;
use std::collections::HashMap;

/// The fact that says whether the service has a mail server to send by.
const MAIL_SERVER: &str = "mail_server";

/// The letters that tell somebody that they belong to an account.
const WELCOMES: [&str; 3] = ["sign_in_invitation", "added", "transfer_completed"];

/// Writes down whether there is a mail server, for whoever asks what became of a letter.
pub(crate) async fn note_mail_server(tx: &mut Tx, configured: bool) -> Result<(), Problem> {
    Ok(metadata::set(tx, MAIL_SERVER, if configured { "configured" } else { "none" }).await?)
}

/// Whether that is what stands there.
pub(crate) async fn is_noted(tx: &mut Tx, configured: bool) -> Result<bool, Problem> {
    Ok(metadata::get(tx, MAIL_SERVER).await?.is_some_and(|it| (it == "configured") == configured))
}

/// What became of the letters of these kinds about something. Where several people got one: whether anybody was told.
pub(crate) async fn of(tx: &mut Tx, about: &str, kinds: &[&str]) -> Result<Option<Delivery>, Problem> {
    let mut latest = HashMap::new();
    for it in outbox::about(tx, about).await?.into_iter().filter(|it| kinds.contains(&it.kind.as_str())) {
        latest.insert(it.user_id.clone(), it);
    }
    let has_server = has_server(tx).await?;
    Ok(latest.values().map(|it| delivery(it, has_server)).min_by_key(|it| it.state.known().map_or(u8::MAX, how_far)))
}

/// What became of the letter that told each of these people that they belong to the account.
pub(crate) async fn of_members(tx: &mut Tx, users: &[UserId], account: &AccountId) -> Result<HashMap<UserId, Delivery>, Problem> {
    let has_server = has_server(tx).await?;
    let mut found = HashMap::new();
    for it in outbox::to_several(tx, users).await? {
        if WELCOMES.contains(&it.kind.as_str())
            && it.sender.as_deref() == Some(account.as_str())
            && let Some(user) = &it.user_id
        {
            found.insert(UserId::new(user.as_str()), delivery(&it, has_server));
        }
    }
    Ok(found)
}

/// Whether the service has a mail server to send by.
pub(crate) async fn has_server(tx: &mut Tx) -> Result<bool, Problem> {
    Ok(metadata::get(tx, MAIL_SERVER).await?.as_deref() != Some("none"))
}

fn delivery(it: &LetterFate, has_server: bool) -> Delivery {
    let state = match it.state.as_str() {
        "sent" => DeliveryState::Sent,
        "failed" => DeliveryState::Refused,
        "capped" => DeliveryState::LimitReached,
        _ if !has_server => DeliveryState::WaitingForMailServer,
        _ => DeliveryState::Queued,
    };
    let reason = it.refusal.as_deref().map(|it| RefusalReason::parse(it).unwrap_or(RefusalReason::Other));
    let since = Timestamp::from_millisecond(it.sent_at.unwrap_or(it.created_at)).unwrap_or(Timestamp::UNIX_EPOCH);
    let reason = reason.filter(|_| state == DeliveryState::Refused).map(Word::Known);
    Delivery { state: state.into(), reason, since: Some(since) }
}

/// The best comes first.
fn how_far(state: DeliveryState) -> u8 {
    match state {
        DeliveryState::Sent => 0,
        DeliveryState::Queued => 1,
        DeliveryState::WaitingForMailServer => 2,
        DeliveryState::LimitReached => 3,
        DeliveryState::Refused => 4,
    }
}
