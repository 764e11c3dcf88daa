//! `domicile transfer`, `domicile invitation`, `domicile leave`: what accounts offer, and what the person answers.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::admin::OfferedTerms;
use crate::admin::{AdminSession, confirm};
use crate::answer::{Answer, delivery, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::table;
use crate::pick::{Candidate, pick, short};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::Subcommand;
use domicile_model::id::TransferId;
use domicile_model::transfer::TransferState;
use domicile_model::wire::{Me, MyInvitation, Offer, OfferTo, Transfer, Word};
use domicile_workstation::present::Say;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum TransferVerb {
    Offer {
        email: String,
        #[command(flatten)]
        terms: OfferedTerms,
    },
    Accept {
        id: Option<String>,
    },
    Decline {
        id: Option<String>,
    },
    List,
    Revoke {
        id: String,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum InvitationVerb {
    Accept { id: Option<String> },
    Decline { id: Option<String> },
    List,
}

pub(crate) async fn transfer(context: &Context<'_>, verb: &TransferVerb) -> Result<Answer> {
    let say = context.say;
    match verb {
        TransferVerb::List => list(context).await,
        TransferVerb::Offer { email, terms } => {
            let admin = AdminSession::begin(context).await?;
            let offer = OfferTo { email: email.clone(), roles: terms.roles(say)?, country: terms.country(say)? };
            let offered = admin.or_problem(admin.accounts.offer(&admin.account, offer).await)?;
            let text = say.with("notice-transfer-offered", &[("name", &offered.email)]);
            Ok(Answer::new("transfer", Some(say.now())).field("transfer", made_document(&offered)).text(text))
        }
        TransferVerb::Revoke { id } => {
            let admin = AdminSession::begin(context).await?;
            let nothing = || Problem::ours(say, Exit::Blocked, "no_such_offer", &[("id", id)]);
            let before = admin.or_problem(admin.accounts.transfers(&admin.account).await)?;
            let id = made_by(say, &before, id)?.map_or_else(|| TransferId::new(id), |it| it.id.clone());
            admin.or_nothing(admin.accounts.revoke_transfer(&admin.account, &id).await, nothing)?;
            let all = admin.or_problem(admin.accounts.transfers(&admin.account).await)?;
            let now = all.iter().find(|it| it.id == id).map(made_document);
            Ok(Answer::new("transfer", Some(say.now())).field("transfer", now).text(say.text("notice-transfer-revoked")))
        }
        TransferVerb::Accept { id } => {
            let me = context.me().await?;
            let offer = find_offer(context, &me, id.as_deref(), |it| it == TransferState::Offered)?;
            let accepted = context.me_api()?.accept_offer(&offer.0).await.map_err(|it| context.problem(&it))?;
            let text = say.with("notice-offer-accepted", &[("name", &offer.1)]);
            let answer = Answer::new("transfer", Some(say.now())).field("transfer", received_document(&accepted.offer)).text(text);
            Ok(answer.next(say, "domicile journey"))
        }
        TransferVerb::Decline { id } => {
            let me = context.me().await?;
            let offer = find_offer(context, &me, id.as_deref(), TransferState::is_open)?;
            context.me_api()?.decline_offer(&offer.0).await.map_err(|it| context.problem(&it))?;
            let accepted = me.offers.iter().any(|it| it.id.as_str() == offer.0 && it.state == TransferState::Accepted);
            let notice = if accepted { "notice-acceptance-taken-back" } else { "notice-offer-declined" };
            let text = say.with(notice, &[("name", &offer.1)]);
            Ok(Answer::new("transfer", Some(say.now())).field("transfer", Value::Null).text(text))
        }
    }
}

pub(crate) async fn invitation(context: &Context<'_>, verb: &InvitationVerb) -> Result<Answer> {
    let (say, me) = (context.say, context.me().await?);
    let one = |id: &Option<String>| {
        let line = |it: &MyInvitation| format!("{}, {}", it.account.name, say.day(it.expires));
        let all = me.invitations.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.account.name], line: line(it) });
        let found = match id {
            Some(id) => pick(say, id, &all.collect::<Vec<_>>())?.and_then(|at| me.invitations.get(at)),
            None => me.invitations.first(),
        };
        found.ok_or_else(|| Problem::ours(say, Exit::Blocked, "nothing_offered", &[]))
    };
    let answered = |message: &str, name: &str| {
        let text = say.with(message, &[("name", name)]);
        Answer::new("moved", Some(say.now())).field("account", json!({ "name": name })).text(text)
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
            let answer = Answer::new("invitation-list", Some(say.now())).field("items", items);
            if me.invitations.is_empty() {
                return Ok(answer.text(say.text("cli-invitations-none")));
            }
            let head = ["cli-head-id", "cli-head-account", "cli-head-until"].map(|it| say.text(it)).to_vec();
            let ids = short(&me.invitations.iter().map(|it| it.id.as_str()).collect::<Vec<_>>());
            let rows = ids.iter().zip(&me.invitations).map(|(id, it)| vec![id.clone(), it.account.name.clone(), say.day(it.expires)]);
            let rows: Vec<_> = [head].into_iter().chain(rows).collect();
            let first = ids.first().map(String::as_str).unwrap_or_default();
            Ok(answer.text(table(&rows)).next(say, &format!("domicile invitation accept {first}")))
        }
        InvitationVerb::Accept { id } => {
            let it = one(id)?;
            context.me_api()?.accept_invitation(it.id.as_str()).await.map_err(|it| context.problem(&it))?;
            Ok(answered("notice-invitation-accepted", &it.account.name).next(say, "domicile refresh"))
        }
        InvitationVerb::Decline { id } => {
            let it = one(id)?;
            context.me_api()?.decline_invitation(it.id.as_str()).await.map_err(|it| context.problem(&it))?;
            Ok(answered("notice-invitation-declined", &it.account.name))
        }
    }
}

/// Leaving alone, after a question.
pub(crate) async fn leave(context: &Context<'_>, yes: bool) -> Result<Answer> {
    let (say, me) = (context.say, context.me().await?);
    let snapshot = Snapshot::fresh(context, me).await;
    if let Some(leave) = &snapshot.overview().leave {
        confirm(context, yes, &leave.consequence).await?;
    }
    let moved = context.me_api()?.leave().await.map_err(|it| context.problem(&it))?;
    let name = moved.account.name.as_str();
    let text = say.with("notice-left", &[("name", name)]);
    let answer = Answer::new("moved", Some(say.now())).field("account", json!({ "name": name })).text(text);
    Ok(answer.next(say, "domicile refresh"))
}

/// An offer to the person by its id or the account's name, or the only one that fits: its id, and the account's name. What fits comes before
/// what is over.
fn find_offer(context: &Context<'_>, me: &Me, id: Option<&str>, fits: impl Fn(TransferState) -> bool) -> Result<(String, String)> {
    let say = context.say;
    let (fitting, others): (Vec<&Offer>, Vec<&Offer>) = me.offers.iter().partition(|it| it.state.known().is_some_and(&fits));
    let among = |offers: &[&'_ Offer], id: &str| -> Result<Option<usize>> {
        let line = |it: &Offer| format!("{}, {}", state(say, &it.state), it.account.name);
        let all = offers.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.account.name], line: line(it) });
        pick(say, id, &all.collect::<Vec<_>>())
    };
    let found = match id {
        Some(id) => match among(&fitting, id)? {
            Some(at) => fitting.get(at),
            None => among(&others, id)?.and_then(|at| others.get(at)),
        },
        None => fitting.first(),
    };
    let nothing = || Problem::ours(say, Exit::Blocked, "nothing_offered", &[]);
    found.map(|it| (it.id.as_str().to_owned(), it.account.name.clone())).ok_or_else(nothing)
}

/// An offer of the account by its id or the address that it is for; open ones first.
fn made_by<'a>(say: Say<'_>, offers: &'a [Transfer], id: &str) -> Result<Option<&'a Transfer>> {
    let is_open = |it: &&Transfer| it.state.known().is_some_and(TransferState::is_open);
    let (open, over): (Vec<&Transfer>, Vec<&Transfer>) = offers.iter().partition(is_open);
    for some in [open, over] {
        let line = |it: &Transfer| format!("{}, {}", state(say, &it.state), it.email);
        let all = some.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.email], line: line(it) });
        if let Some(at) = pick(say, id, &all.collect::<Vec<_>>())? {
            return Ok(some.get(at).copied());
        }
    }
    Ok(None)
}

fn state(say: Say<'_>, state: &Word<TransferState>) -> String {
    match state {
        Word::Known(it) => say.text(&format!("transfer-state-{}", it.as_str().replace('_', "-"))),
        Word::Unknown(word) => say.with("word-unknown", &[("word", word)]),
    }
}

/// What was offered to the person, and, for administrators, what their account offers.
async fn list(context: &Context<'_>) -> Result<Answer> {
    let (say, me) = (context.say, context.me().await?);
    let mut items: Vec<Value> = me.offers.iter().map(received_document).collect();
    let mut rows: Vec<(String, String, String)> =
        me.offers.iter().map(|it| (it.id.to_string(), state(say, &it.state), it.account.name.clone())).collect();
    if me.inbox.is_some() && !me.limited_view {
        let admin = AdminSession::begin(context).await?;
        let offered = admin.or_problem(admin.accounts.transfers(&admin.account).await)?;
        items.extend(offered.iter().map(made_document));
        rows.extend(offered.iter().map(|it| (it.id.to_string(), state(say, &it.state), it.email.clone())));
    }
    let answer = Answer::new("transfer-list", Some(say.now())).field("items", items);
    if rows.is_empty() {
        return Ok(answer.text(say.text("cli-transfers-none")));
    }
    let head = ["cli-head-id", "cli-head-state", "cli-head-with"].map(|it| say.text(it)).to_vec();
    let ids = short(&rows.iter().map(|it| it.0.as_str()).collect::<Vec<_>>());
    let rows = ids.into_iter().zip(rows).map(|(id, (_, state, with))| vec![id, state, with]);
    let answer = answer.text(table(&[head].into_iter().chain(rows).collect::<Vec<_>>()));
    let waits = me.offers.iter().any(|it| it.state == TransferState::Offered);
    Ok(if waits { answer.next(say, "domicile transfer accept") } else { answer })
}

fn received_document(it: &Offer) -> Value {
    json!({
        "id": it.id, "state": it.state, "direction": "received", "account": { "id": it.account.id, "name": it.account.name },
        "email": Value::Null, "roles": it.roles, "country": it.country, "expires": time(Some(it.expires)), "delivery": Value::Null,
    })
}

fn made_document(it: &Transfer) -> Value {
    json!({
        "id": it.id, "state": it.state, "direction": "made", "account": Value::Null, "email": it.email, "roles": it.roles,
        "country": it.country, "expires": time(Some(it.expires)), "delivery": delivery(it.delivery.as_ref()),
    })
}
