//! Invitations: to join an account, for somebody who belongs to none; and to sign in for the first time, for somebody who was registered by
//! e-mail. How they look, and how they end when the person joins somewhere.

pub(crate) mod invite;
pub(crate) mod sign_in;

use crate::account_reader::AccountReader;
use crate::mail::delivery;
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::{StoreError, Tx, accounts, former_members, users};
use crate::transition::{StateRecord, transition, transition_unseen};
use domicile_model::id::{AccountId, UserId};
use domicile_model::invitation::{INVITATION_EXPIRES_AFTER, InvitationState};
use domicile_model::person::{Rank, rank};
use domicile_model::wire;
use jiff::Timestamp;
use serde_json::{Value, json};

fn dangling_reference() -> Problem {
    Problem::internal(&"an invitation names somebody who is not there")
}

/// The invitation as it stands at `now`.
pub(crate) fn as_of(it: &InvitationRecord, now: Timestamp) -> InvitationRecord {
    let state = it.state.at(now, it.expires);
    let ended = if state == it.state { it.ended } else { Some(it.expires) };
    InvitationRecord { state, ended, ..it.clone() }
}

/// As the account that sent it sees it.
pub(crate) async fn to_wire(tx: &mut Tx, it: InvitationRecord) -> Result<wire::Invitation, Problem> {
    let invited_by = users::get(tx, &it.invited_by).await?.ok_or_else(dangling_reference)?;
    let invited_by = former_members::as_known_to(tx, &it.account, &invited_by).await?;
    let told = delivery::of(tx, it.id.as_str(), &["sign_in_invitation", "join_invitation"]).await?;
    Ok(wire::Invitation {
        id: it.id,
        email: it.email,
        state: it.state.into(),
        invited_by,
        roles: wire::words(it.roles),
        country: it.country,
        invited: it.invited,
        expires: it.expires,
        ended: it.ended,
        restores: it.restores.is_some(),
        first_sign_in: it.token_hash.is_some(),
        delivery: told,
    })
}

/// What the person sees: invitations to join that wait. Who reads this has signed in already.
pub(crate) async fn of_person(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<Vec<wire::MyInvitation>, Problem> {
    let mut mine = Vec::new();
    for it in invitations::open_of_user(tx, user).await? {
        if !as_of(&it, now).state.is_open() || it.token_hash.is_some() {
            continue;
        }
        let account = accounts::get(tx, &it.account).await?.ok_or_else(dangling_reference)?.to_ref();
        mine.push(wire::MyInvitation {
            id: it.id,
            account,
            roles: wire::words(it.roles),
            country: it.country,
            invited: it.invited,
            expires: it.expires,
            restores: it.restores.is_some(),
        });
    }
    Ok(mine)
}

/// Whether who sent it could still send it.
pub(crate) async fn still_holds(tx: &mut Tx, it: &InvitationRecord) -> Result<bool, Problem> {
    let who = users::get(tx, &it.invited_by).await?.filter(|who| who.account.as_ref().is_some_and(|at| at.id == it.account));
    Ok(who.is_some_and(|who| !who.is_locked() && rank(&who.roles) >= Rank::CoAdmin))
}

/// When an invitation sent now ends.
fn expires(now: Timestamp) -> Timestamp {
    db_time(now).saturating_add(INVITATION_EXPIRES_AFTER).unwrap_or(Timestamp::MAX)
}

/// Keeps a new invitation and writes it down.
async fn put(ctx: &mut WriteContext<'_>, author: Author<'_>, it: &InvitationRecord) -> Result<(), Problem> {
    if !invitations::put(ctx.tx, it).await? {
        return Err(Problem::busy());
    }
    ctx.record(Event {
        account: Some(&it.account),
        author,
        action: AuditAction::InvitationSent,
        subject: it.id.as_str(),
        before: None,
        after: Some(json!({
            "email": it.email, "roles": it.roles, "country": it.country, "restores": it.restores, "firstSignIn": it.token_hash.is_some()
        })),
        because: None,
    })
    .await?;
    ctx.tell_administrators(&it.account).await
}

impl StateRecord for InvitationRecord {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn account(&self) -> &AccountId {
        &self.account
    }

    fn user(&self) -> &UserId {
        &self.user
    }

    fn facts(&self) -> Value {
        json!({"state": self.state})
    }

    async fn write(&self, tx: &mut Tx, _: &Self) -> Result<bool, StoreError> {
        // One that is sent again waits anew, whatever it was before.
        if self.state.is_open() { invitations::send_again(tx, self).await.map(|()| true) } else { invitations::end(tx, self).await }
    }
}

/// Ends an invitation: its row, and an event in the history of the account that sent it. `author`: `None` where it is not one of that
/// account's people; then the event stands apart from the request at hand.
pub(crate) async fn end(
    ctx: &mut WriteContext<'_>,
    before: &InvitationRecord,
    state: InvitationState,
    author: Option<&UserId>,
) -> Result<InvitationRecord, Problem> {
    let over = state == InvitationState::Expired && ctx.now >= before.expires;
    let ended = if over { before.expires } else { db_time(ctx.now) };
    let after = InvitationRecord { state, ended: Some(ended), ..before.clone() };
    let action = match state {
        InvitationState::Accepted => AuditAction::InvitationAccepted,
        InvitationState::Declined => AuditAction::InvitationDeclined,
        InvitationState::Revoked => AuditAction::InvitationRevoked,
        InvitationState::Expired | InvitationState::Invited => AuditAction::InvitationExpired,
    };
    match author {
        Some(actor) => transition(ctx, Author::User(actor), (before, &after), action, None).await?,
        None => transition_unseen(ctx, (before, &after), action).await?,
    }
    Ok(after)
}

/// Writes off an invitation whose time is over; nothing where it is not.
pub(crate) async fn expire(ctx: &mut WriteContext<'_>, before: &InvitationRecord) -> Result<(), Problem> {
    if before.state.is_open() && !as_of(before, ctx.now).state.is_open() {
        end(ctx, before, InvitationState::Expired, None).await?;
    }
    Ok(())
}

/// The account that sent the invitation is closed.
pub(crate) async fn end_by_closing(ctx: &mut WriteContext<'_>, author: Author<'_>, before: &InvitationRecord) -> Result<(), Problem> {
    let after = InvitationRecord { state: InvitationState::Revoked, ended: Some(db_time(ctx.now)), ..before.clone() };
    transition(ctx, author, (before, &after), AuditAction::InvitationRevoked, None).await
}

/// The person has joined an account: every invitation to join ends.
pub(crate) async fn end_on_joining(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    for it in invitations::open_of_user(ctx.tx, user).await? {
        if it.token_hash.is_none() {
            end(ctx, &it, InvitationState::Expired, None).await?;
        }
    }
    Ok(())
}

/// What the account's administrators see of its invitations, newest first.
pub(crate) async fn of_account(reader: &mut AccountReader, page: &PageRequest, now: Timestamp) -> Result<wire::Invitations, Problem> {
    let mut found = invitations::page(&mut reader.tx, &reader.account.id, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.invited.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for it in &found {
        items.push(to_wire(&mut reader.tx, as_of(it, now)).await?);
    }
    Ok(wire::Invitations { items, next_cursor })
}
