//! `domicile transfer`, `domicile invitation`, `domicile leave`: what accounts offer, and what the person answers.

use crate::answer::{Answer, time};
use crate::arguments::{InvitationVerb, TransferVerb};
use crate::exit::Exit;
use crate::looking_after::{Looking, confirmed};
use crate::online::Place;
use crate::output::table;
use crate::problem::Problem;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, OfferTo, Transfer};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

pub(crate) async fn transfer(place: &Place<'_>, verb: &TransferVerb) -> Result<Answer> {
    let speech = place.speech;
    match verb {
        TransferVerb::List => list(place).await,
        TransferVerb::Offer { email, promise } => {
            let looking = Looking::begin(place).await?;
            let offer = OfferTo { email: email.clone(), roles: promise.roles(speech)?, country: promise.country(speech)? };
            let offered = looking.tell(looking.accounts.offer(&looking.account, offer).await)?;
            let text = speech.with("notice-transfer-offered", &[("name", email)]);
            Ok(Answer::new("transfer", Some(speech.now())).field("transfer", made(&offered)).text(text))
        }
        TransferVerb::Revoke { id } => {
            let looking = Looking::begin(place).await?;
            let nothing = || Problem::ours(speech, Exit::Blocked, "no_such_offer", &[("id", id)]);
            looking.found(looking.accounts.revoke_transfer(&looking.account, id).await, nothing)?;
            let all = looking.tell(looking.accounts.transfers(&looking.account).await)?;
            let now = all.iter().find(|it| it.id.as_str() == id).map(made);
            Ok(Answer::new("transfer", Some(speech.now())).field("transfer", now).text(speech.text("notice-transfer-revoked")))
        }
        TransferVerb::Accept { id } => {
            let me = place.me().await?;
            let offer = named(place, &me, id.as_deref(), |it| it == TransferState::Offered)?;
            let accepted = place.desk.accept_offer(&offer.0).await.map_err(|it| place.problem(&it))?;
            let text = speech.with("notice-offer-accepted", &[("name", &offer.1)]);
            let answer = Answer::new("transfer", Some(speech.now())).field("transfer", received(&accepted.offer)).text(text);
            Ok(answer.note(speech.next("domicile journey")))
        }
        TransferVerb::Decline { id } => {
            let me = place.me().await?;
            let offer = named(place, &me, id.as_deref(), TransferState::is_open)?;
            place.desk.decline_offer(&offer.0).await.map_err(|it| place.problem(&it))?;
            let accepted = me.offers.iter().any(|it| it.id.as_str() == offer.0 && it.state == TransferState::Accepted);
            let notice = if accepted { "notice-acceptance-taken-back" } else { "notice-offer-declined" };
            let text = speech.with(notice, &[("name", &offer.1)]);
            Ok(Answer::new("transfer", Some(speech.now())).field("transfer", Value::Null).text(text))
        }
    }
}

pub(crate) async fn invitation(place: &Place<'_>, verb: &InvitationVerb) -> Result<Answer> {
    let (speech, me) = (place.speech, place.me().await?);
    let one = |id: &Option<String>| {
        let found = match id {
            Some(id) => me.invitations.iter().find(|it| it.id.as_str() == id),
            None => me.invitations.first(),
        };
        found.ok_or_else(|| Problem::ours(speech, Exit::Blocked, "nothing_offered", &[]))
    };
    let answered = |message: &str, name: &str| {
        let text = speech.with(message, &[("name", name)]);
        Answer::new("moved", Some(speech.now())).field("account", json!({ "name": name })).text(text)
    };
    match verb {
        InvitationVerb::List => {
            let items: Vec<Value> = me
                .invitations
                .iter()
                .map(|it| {
                    json!({
                        "id": it.id, "state": "invited", "account": { "id": it.account.id, "name": it.account.name }, "roles": it.roles,
                        "country": it.country, "expires": time(Some(it.expires)), "restores": it.restores,
                    })
                })
                .collect();
            let answer = Answer::new("invitation-list", Some(speech.now())).field("items", items);
            if me.invitations.is_empty() {
                return Ok(answer.text(speech.text("cli-invitations-none")));
            }
            let head = ["cli-head-id", "cli-head-account", "cli-head-until"].map(|it| speech.text(it)).to_vec();
            let rows = me.invitations.iter().map(|it| vec![it.id.to_string(), it.account.name.clone(), speech.dates().day(it.expires)]);
            let rows: Vec<_> = [head].into_iter().chain(rows).collect();
            Ok(answer.text(table(&rows)).note(speech.next("domicile invitation accept ID")))
        }
        InvitationVerb::Accept { id } => {
            let it = one(id)?;
            place.desk.accept_invitation(it.id.as_str()).await.map_err(|it| place.problem(&it))?;
            Ok(answered("notice-invitation-accepted", &it.account.name).note(speech.next("domicile refresh")))
        }
        InvitationVerb::Decline { id } => {
            let it = one(id)?;
            place.desk.decline_invitation(it.id.as_str()).await.map_err(|it| place.problem(&it))?;
            Ok(answered("notice-invitation-declined", &it.account.name))
        }
    }
}

/// Leaving alone, after a question.
pub(crate) async fn leave(place: &Place<'_>, yes: bool) -> Result<Answer> {
    let (speech, me) = (place.speech, place.me().await?);
    let facts = place.facts_of(me).await;
    if let Some(leave) = &facts.overview.leave {
        confirmed(place, yes, &leave.consequence)?;
    }
    let moved = place.desk.leave().await.map_err(|it| place.problem(&it))?;
    let name = moved.account.name.as_str();
    let text = speech.with("notice-left", &[("name", name)]);
    let answer = Answer::new("moved", Some(speech.now())).field("account", json!({ "name": name })).text(text);
    Ok(answer.note(speech.next("domicile refresh")))
}

/// An offer to the person by its id, or the only one that fits: its id, and the account's name.
fn named(place: &Place<'_>, me: &Me, id: Option<&str>, fits: impl Fn(TransferState) -> bool) -> Result<(String, String)> {
    let found = match id {
        Some(id) => me.offers.iter().find(|it| it.id.as_str() == id),
        None => me.offers.iter().find(|it| fits(it.state)),
    };
    let nothing = || Problem::ours(place.speech, Exit::Blocked, "nothing_offered", &[]);
    found.map(|it| (it.id.as_str().to_owned(), it.account.name.clone())).ok_or_else(nothing)
}

/// What was offered to the person, and, for administrators, what their account offers.
async fn list(place: &Place<'_>) -> Result<Answer> {
    let (speech, me) = (place.speech, place.me().await?);
    let mut items: Vec<Value> = me.offers.iter().map(received).collect();
    let state = |it: TransferState| speech.text(&format!("transfer-state-{}", it.as_str().replace('_', "-")));
    let mut rows: Vec<Vec<String>> = me.offers.iter().map(|it| vec![it.id.to_string(), state(it.state), it.account.name.clone()]).collect();
    if me.inbox.is_some() && !me.limited_view {
        let looking = Looking::begin(place).await?;
        let offered = looking.tell(looking.accounts.transfers(&looking.account).await)?;
        items.extend(offered.iter().map(made));
        rows.extend(offered.iter().map(|it| vec![it.id.to_string(), state(it.state), it.email.clone()]));
    }
    let answer = Answer::new("transfer-list", Some(speech.now())).field("items", items);
    if rows.is_empty() {
        return Ok(answer.text(speech.text("cli-transfers-none")));
    }
    let head = ["cli-head-id", "cli-head-state", "cli-head-with"].map(|it| speech.text(it)).to_vec();
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    Ok(answer.text(table(&rows)))
}

fn received(it: &domicile_model::wire::Offer) -> Value {
    json!({
        "id": it.id, "state": it.state, "direction": "received", "account": { "id": it.account.id, "name": it.account.name },
        "email": Value::Null, "roles": it.roles, "country": it.country, "expires": time(Some(it.expires)),
    })
}

fn made(it: &Transfer) -> Value {
    json!({
        "id": it.id, "state": it.state, "direction": "made", "account": Value::Null, "email": it.email, "roles": it.roles,
        "country": it.country, "expires": time(Some(it.expires)),
    })
}
