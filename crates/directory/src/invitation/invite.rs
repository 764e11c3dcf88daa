//! What an account's administrators do with invitations: send, send again, revoke.

use super::{as_of, end, expires, put, sign_in, to_wire};
use crate::address_lookup::{Addressee, addressee, does_not_fit, keeping_the_look};
use crate::authorisation::Locked;
use crate::mail::{Letter, Occasion, Recipient};
use crate::offered_terms::OfferedTerms;
use crate::one_time_token::OneTimeToken;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::users::User;
use crate::transition::transition;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, InvitationId, RemovalId, UserId};
use domicile_model::invitation::InvitationState;
use domicile_model::wire::{self, OfferTo};
use jiff::{SignedDuration, Timestamp};

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
    terms: OfferedTerms,
    restores: Option<RemovalId>,
) -> Result<wire::Invitation, Problem> {
    if let Some(open) = invitations::open_between(ctx.tx, &account.id, &user.id).await? {
        if as_of(&open, ctx.now).state.is_open() {
            let open = to_wire(ctx.tx, open).await?;
            return Err(Problem::new(Code::InvitationAlreadyOpen).extension("invitation", &open));
        }
        end(ctx, &open, InvitationState::Expired, None).await?;
    }
    ctx.may_write(&Recipient::person(user), "join_invitation", &account.id).await?;
    let it = InvitationRecord {
        id: InvitationId::new(ctx.ids.next(ctx.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: email.to_owned(),
        state: InvitationState::Invited,
        invited_by: actor.id.clone(),
        roles: terms.roles,
        country: terms.country,
        invited: db_time(ctx.now),
        sent: db_time(ctx.now),
        expires: expires(ctx.now),
        ended: None,
        restores,
        token_hash: None,
    };
    put(ctx, Author::User(&actor.id), &it).await?;
    ctx.mail(&Recipient::person(user), Letter::JoinInvitation { expires: it.expires }, Occasion::of_account(&account.id, it.id.as_str()))
        .await?;
    ctx.tell(&user.id).await?;
    to_wire(ctx.tx, it).await
}

/// What an administrator does with an invitation that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InvitationAction {
    /// Revokes it.
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
    type Output = wire::Invitation;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Invitation>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let checked = ctx.as_administrator(&self.actor, &self.account).await?;
        let known = invitations::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let (Locked { actor, .. }, user) = checked.lock_person(ctx, &known.user).await?;
        let user = user.ok_or_else(not_found)?;
        let before = invitations::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?;
        let after = match self.action {
            InvitationAction::Revoke => revoke(ctx, &actor, before).await?,
            InvitationAction::Resend => resend(ctx, &actor, &user, before).await?,
        };
        Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
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
    let kind = if before.token_hash.is_some() { "sign_in_invitation" } else { "join_invitation" };
    ctx.may_write(&Recipient::person(user), kind, &before.account).await?;
    let mut after = InvitationRecord {
        state: InvitationState::Invited,
        sent: db_time(ctx.now),
        expires: expires(ctx.now),
        ended: None,
        ..before.clone()
    };
    if before.token_hash.is_some() {
        let token = OneTimeToken::new()?;
        after.token_hash = Some(token.hash());
        sign_in::write_letter(ctx, &after, user, &token).await?;
    } else {
        ctx.mail(
            &Recipient::person(user),
            Letter::JoinInvitation { expires: after.expires },
            Occasion::of_account(&after.account, after.id.as_str()),
        )
        .await?;
    }
    transition(ctx, Author::User(&actor.id), (&before, &after), AuditAction::InvitationSentAgain, None).await?;
    Ok(after)
}

/// Invites by address, as `POST …/invitations` does.
pub(crate) struct SendInvitation {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: OfferTo,
}

impl UseCase for SendInvitation {
    type Output = wire::Invitation;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Invitation>, Problem> {
        let Addressee { locked: Locked { actor, account }, email, terms, found } =
            addressee(ctx, &self.actor, &self.account, &self.body).await?;
        let fits = matches!(found.code, AddCode::InvitationRequired | AddCode::ExistsUnaffiliated);
        let Some(user) = found.user.as_ref().filter(|_| fits) else {
            return Ok(Outcome::Refused(does_not_fit(&email, &found)));
        };
        keeping_the_look(invite(ctx, &actor, &account, user, email.as_str(), terms, None).await)
    }
}
