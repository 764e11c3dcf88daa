//! What an account's administrators do with invitations: send, send again, take back.

use super::{as_of, end, expires, put, sign_in, to_wire};
use crate::address_lookup::{address, does_not_fit, look_up};
use crate::authorisation::administrator_of;
use crate::mail::{Letter, Recipient};
use crate::offered_terms::OfferedTerms;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, InvitationId, RemovalId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::wire::OfferTo;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long to wait before an invitation can be sent again.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// Invites somebody who belongs to no account; `restores`: the removal that accepting undoes. Whoever calls has locked the rows and looked up
/// the address.
pub(crate) async fn invite(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    user: &User,
    email: &str,
    promise: OfferedTerms,
    restores: Option<RemovalId>,
) -> Result<InvitationRecord, Problem> {
    if let Some(open) = invitations::open_between(ctx.tx, &account.id, &user.id).await? {
        if as_of(&open, ctx.now).state.is_open() {
            let open = to_wire(ctx.tx, open).await?;
            return Err(Problem::new(Code::InvitationAlreadyOpen).extension("invitation", &open));
        }
        end(ctx, &open, InvitationState::Expired, None).await?;
    }
    let it = InvitationRecord {
        id: InvitationId::new(ctx.ids.next(ctx.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: email.to_owned(),
        state: InvitationState::Invited,
        invited_by: actor.id.clone(),
        roles: promise.roles,
        country: promise.country,
        invited: db_time(ctx.now),
        sent: db_time(ctx.now),
        expires: expires(ctx.now),
        ended: None,
        restores,
        token_hash: None,
    };
    put(ctx, &it).await?;
    ctx.mail(&Recipient::person(user), Letter::JoinInvitation { expires: it.expires }).await?;
    ctx.tell(&user.id).await?;
    Ok(it)
}

/// What an administrator does with an invitation that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InvitationAction {
    /// Takes it back.
    Revoke,
    /// Sends it again: it waits anew.
    Resend,
}

/// An administrator's step.
pub(crate) struct ManageInvitation {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: InvitationId,
    pub(crate) action: InvitationAction,
}

impl UseCase for ManageInvitation {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let known = invitations::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let user = users::get_for_change_among(ctx.tx, &known.user, std::slice::from_ref(&self.account)).await?.ok_or_else(not_found)?;
        let actor = administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let before = invitations::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?;
        let after = match self.action {
            InvitationAction::Revoke => revoke(ctx, &actor, before).await?,
            InvitationAction::Resend => resend(ctx, &actor, &user, before).await?,
        };
        Outcome::done(StatusCode::OK, &to_wire(ctx.tx, after).await?)
    }
}

async fn closed<T>(ctx: &mut WriteContext<'_>, it: InvitationRecord) -> Result<T, Problem> {
    let closed = to_wire(ctx.tx, it).await?;
    Err(Problem::new(Code::InvitationClosed).extension("invitation", &closed))
}

async fn revoke(ctx: &mut WriteContext<'_>, actor: &User, before: InvitationRecord) -> Result<InvitationRecord, Problem> {
    let now = as_of(&before, ctx.now);
    match now.state {
        InvitationState::Revoked => Ok(before),
        InvitationState::Invited => end(ctx, &before, InvitationState::Revoked, Some(&actor.id)).await,
        _ => closed(ctx, now).await,
    }
}

async fn resend(ctx: &mut WriteContext<'_>, actor: &User, user: &User, before: InvitationRecord) -> Result<InvitationRecord, Problem> {
    let now = as_of(&before, ctx.now);
    let free = before.sent.saturating_add(AGAIN_AFTER).unwrap_or(Timestamp::MAX);
    // One to join is over with the affiliation; one to sign in, with the first sign-in.
    let over_for_good = if before.token_hash.is_some() { sign_in::is_bound(ctx.tx, &user.id).await? } else { user.account.is_some() };
    if !matches!(now.state, InvitationState::Invited | InvitationState::Expired) || over_for_good {
        return closed(ctx, now).await;
    }
    if let Some(other) = invitations::open_between(ctx.tx, &before.account, &user.id).await?.filter(|it| it.id != before.id) {
        let open = to_wire(ctx.tx, other).await?;
        return Err(Problem::new(Code::InvitationAlreadyOpen).extension("invitation", &open));
    }
    if ctx.now < free {
        let wait = free.duration_since(ctx.now).as_secs() + 1;
        return Err(Problem::new(Code::SentJustNow).arg("minutes", AGAIN_AFTER.as_mins()).retry_after(wait));
    }
    let mut after = InvitationRecord {
        state: InvitationState::Invited,
        sent: db_time(ctx.now),
        expires: expires(ctx.now),
        ended: None,
        ..before.clone()
    };
    if before.token_hash.is_some() {
        let token = sign_in::Token::new()?;
        after.token_hash = Some(token.hash());
        sign_in::write_letter(ctx, &after, user, &token).await?;
    } else {
        ctx.mail(&Recipient::person(user), Letter::JoinInvitation { expires: after.expires }).await?;
    }
    invitations::send_again(ctx.tx, &after).await?;
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    ctx.record_step(Some(&after.account), Author::User(&actor.id), "invitation.sent_again", after.id.as_str(), step, None).await?;
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&after.account).await?;
    Ok(after)
}

/// Invites by address, as `POST …/invitations` does.
pub(crate) struct SendInvitation {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: OfferTo,
}

impl UseCase for SendInvitation {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let email = address(&self.body.email)?;
        let promise = OfferedTerms::read(&self.body.roles, self.body.country.as_deref())?;
        match users::id_by_email(ctx.tx, &email).await? {
            Some(id) => drop(users::get_for_change_among(ctx.tx, &id, std::slice::from_ref(&self.account)).await?),
            None => accounts::lock(ctx.tx, &self.account).await?,
        }
        let actor = administrator_of(ctx.tx, &self.actor, &self.account).await?;
        let account = accounts::get(ctx.tx, &self.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let found = look_up(ctx, &actor, &account, &email).await?;
        let fits = matches!(found.code, AddCode::InvitationRequired | AddCode::ExistsUnaffiliated);
        let Some(user) = found.user.as_ref().filter(|_| fits) else {
            return Ok(Outcome::Refused(does_not_fit(&email, &found)));
        };
        match invite(ctx, &actor, &account, user, self.body.email.trim(), promise, None).await {
            Ok(it) => Outcome::done(StatusCode::CREATED, &to_wire(ctx.tx, it).await?),
            // Nothing was written since the look, and the look stays.
            Err(problem) if !problem.is_busy() => Ok(Outcome::Refused(problem)),
            Err(problem) => Err(problem),
        }
    }
}
