//! What an account's administrators do with invitations: send, send again, take back.

use super::{end, judge, sign_in, to_wire};
use crate::mail::{Letter, Recipient};
use crate::person::access::administrator_of;
use crate::person::look_up::{address, does_not_fit, look_up};
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
use crate::store::invitations::{self, Stored};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::adding::AddCode;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, InvitationId, RemovalId, UserId};
use domicile_model::invitation::{INVITATION_EXPIRES_AFTER, InvitationState};
use domicile_model::person::Role;
use domicile_model::rank::may_offer;
use domicile_model::wire::OfferTo;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long to wait before an invitation can be sent again.
const AGAIN_AFTER: SignedDuration = SignedDuration::from_mins(10);

/// What comes with an invitation or an offer, as it was asked for and is kept.
pub(crate) struct Promise {
    pub(crate) roles: Vec<Role>,
    pub(crate) country: Option<CountryCode>,
}

impl Promise {
    /// Reads it; refuses roles that only a deliberate act of an administrator gives.
    pub(crate) fn read(roles: &[Role], country: Option<&str>) -> Result<Self, Problem> {
        may_offer(roles).map_err(|_| Problem::new(Code::CannotPromise).named("insufficient_rank"))?;
        let country = country.map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
        let mut roles = roles.to_vec();
        roles.sort();
        roles.dedup();
        Ok(Self { roles, country })
    }
}

/// When an invitation sent now ends.
pub(super) fn expires(now: Timestamp) -> Timestamp {
    whole_milliseconds(now).saturating_add(INVITATION_EXPIRES_AFTER).unwrap_or(Timestamp::MAX)
}

/// Invites somebody who belongs to no account; `restores`: the removal that accepting undoes. Whoever calls has locked the rows and looked up
/// the address.
pub(crate) async fn invite(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    user: &User,
    email: &str,
    promise: Promise,
    restores: Option<RemovalId>,
) -> Result<Stored, Problem> {
    if let Some(open) = invitations::open_between(act.tx, &account.id, &user.id).await? {
        if judge(&open, act.now).state.is_open() {
            let open = to_wire(act.tx, open).await?;
            return Err(Problem::new(Code::InvitationAlreadyOpen).fact("invitation", &open));
        }
        end(act, &open, InvitationState::Expired, None).await?;
    }
    let it = Stored {
        id: InvitationId::new(act.ids.next(act.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: email.to_owned(),
        state: InvitationState::Invited,
        invited_by: actor.id.clone(),
        roles: promise.roles,
        country: promise.country,
        invited: whole_milliseconds(act.now),
        sent: whole_milliseconds(act.now),
        expires: expires(act.now),
        ended: None,
        restores,
        token_hash: None,
    };
    put(act, &it).await?;
    act.mail(&Recipient::person(user), Letter::JoinInvitation { expires: it.expires }).await?;
    act.tell(&user.id).await?;
    Ok(it)
}

/// Keeps a new invitation and writes it down.
pub(super) async fn put(act: &mut Act<'_>, it: &Stored) -> Result<(), Problem> {
    if !invitations::put(act.tx, it).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    act.record(Event {
        account: Some(&it.account),
        author: Author::User(&it.invited_by),
        action: "invitation.sent",
        subject: it.id.as_str(),
        before: None,
        after: Some(json!({
            "email": it.email, "roles": it.roles, "country": it.country, "restores": it.restores, "firstSignIn": it.token_hash.is_some()
        })),
        because: None,
    })
    .await?;
    act.tell_administrators(&it.account).await
}

/// What an administrator does with an invitation that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Takes it back.
    Revoke,
    /// Sends it again: it waits anew.
    Resend,
}

/// An administrator's step.
pub(crate) struct Handle {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: InvitationId,
    pub(crate) step: Step,
}

impl Change for Handle {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        administrator_of(act.tx, &self.actor, &self.account).await?;
        let known = invitations::get(act.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let user = users::get_for_change_among(act.tx, &known.user, std::slice::from_ref(&self.account)).await?.ok_or_else(not_found)?;
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        let before = invitations::get(act.tx, &self.id).await?.ok_or_else(not_found)?;
        let after = match self.step {
            Step::Revoke => revoke(act, &actor, before).await?,
            Step::Resend => resend(act, &actor, &user, before).await?,
        };
        Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
    }
}

async fn closed<T>(act: &mut Act<'_>, it: Stored) -> Result<T, Problem> {
    let closed = to_wire(act.tx, it).await?;
    Err(Problem::new(Code::InvitationClosed).fact("invitation", &closed))
}

async fn revoke(act: &mut Act<'_>, actor: &User, before: Stored) -> Result<Stored, Problem> {
    let now = judge(&before, act.now);
    match now.state {
        InvitationState::Revoked => Ok(before),
        InvitationState::Invited => end(act, &before, InvitationState::Revoked, Some(&actor.id)).await,
        _ => closed(act, now).await,
    }
}

async fn resend(act: &mut Act<'_>, actor: &User, user: &User, before: Stored) -> Result<Stored, Problem> {
    let now = judge(&before, act.now);
    let free = before.sent.saturating_add(AGAIN_AFTER).unwrap_or(Timestamp::MAX);
    // One to join is over with the affiliation; one to sign in, with the first sign-in.
    let over_for_good = if before.token_hash.is_some() { sign_in::is_bound(act.tx, &user.id).await? } else { user.account.is_some() };
    if !matches!(now.state, InvitationState::Invited | InvitationState::Expired) || over_for_good {
        return closed(act, now).await;
    }
    if let Some(other) = invitations::open_between(act.tx, &before.account, &user.id).await?.filter(|it| it.id != before.id) {
        let open = to_wire(act.tx, other).await?;
        return Err(Problem::new(Code::InvitationAlreadyOpen).fact("invitation", &open));
    }
    if act.now < free {
        let wait = free.duration_since(act.now).as_secs() + 1;
        return Err(Problem::new(Code::SentJustNow).blank("minutes", AGAIN_AFTER.as_mins()).retry_after(wait));
    }
    let mut after = Stored {
        state: InvitationState::Invited,
        sent: whole_milliseconds(act.now),
        expires: expires(act.now),
        ended: None,
        ..before.clone()
    };
    if before.token_hash.is_some() {
        let token = sign_in::Token::new()?;
        after.token_hash = Some(token.hash());
        sign_in::write_letter(act, &after, user, &token).await?;
    } else {
        act.mail(&Recipient::person(user), Letter::JoinInvitation { expires: after.expires }).await?;
    }
    invitations::send_again(act.tx, &after).await?;
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    act.record_step(Some(&after.account), Author::User(&actor.id), "invitation.sent_again", after.id.as_str(), step, None).await?;
    act.tell(&user.id).await?;
    act.tell_administrators(&after.account).await?;
    Ok(after)
}

/// Invites by address, as `POST …/invitations` does.
pub(crate) struct SendInvitation {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: OfferTo,
}

impl Change for SendInvitation {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        administrator_of(act.tx, &self.actor, &self.account).await?;
        let email = address(&self.body.email)?;
        let promise = Promise::read(&self.body.roles, self.body.country.as_deref())?;
        match users::id_by_email(act.tx, &email).await? {
            Some(id) => drop(users::get_for_change_among(act.tx, &id, std::slice::from_ref(&self.account)).await?),
            None => accounts::lock(act.tx, &self.account).await?,
        }
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        let account = accounts::get(act.tx, &self.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let found = look_up(act, &actor, &account, &email).await?;
        let fits = matches!(found.code, AddCode::InvitationRequired | AddCode::ExistsUnaffiliated);
        let Some(user) = found.user.as_ref().filter(|_| fits) else {
            return Ok(Answer::Refused(does_not_fit(&email, &found)));
        };
        match invite(act, &actor, &account, user, self.body.email.trim(), promise, None).await {
            Ok(it) => Answer::done(StatusCode::CREATED, &to_wire(act.tx, it).await?),
            // Nothing was written since the look, and the look stays.
            Err(problem) if !problem.is_busy() => Ok(Answer::Refused(problem)),
            Err(problem) => Err(problem),
        }
    }
}
