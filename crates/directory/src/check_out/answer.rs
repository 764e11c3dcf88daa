//! What an administrator of the account does with a check-out: allows it, declines it, ends it.
//!
//! Like everything that gives somebody a licence, it needs a rank that reaches the person, and one's own is within it: whoever may name their
//! own licences gains nothing new by a check-out, which grants nothing that the policy denies. It is in the record of events like any other.

use super::{as_of, dangling_reference, days_in_reach, ended, entitled, mail_facts, to_wire, write};
use crate::authorisation::{Locked, refused};
use crate::keys::PolicyKeys;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_events::Author;
use crate::store::check_outs::{self, CheckOutRecord};
use crate::store::columns::db_time;
use crate::store::users::User;
use crate::text::cleaned_note;
use domicile_model::check_out::{CheckOutEvent, CheckOutState, apply};
use domicile_model::id::{AccountId, CheckOutId, UserId};
use domicile_model::person::rank;
use domicile_model::rank::may_change;
use domicile_model::wire;
use domicile_policy::check_out::CheckOutClaims;
use domicile_policy::claims::{self, AUDIENCE, DAY};
use jiff::Timestamp;
use std::sync::Arc;

/// What is done.
pub(crate) enum CheckOutAnswer {
    /// Yes, for so many days; as asked where nothing is said.
    Allow(Option<u16>),
    /// No, with the reason that the person will read.
    Decline(String),
    /// It is over before its time.
    End,
}

/// An administrator's step.
pub(crate) struct AnswerCheckOut {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) id: CheckOutId,
    pub(crate) answer: CheckOutAnswer,
    pub(crate) keys: Arc<PolicyKeys>,
}

/// Everybody and everything that the step is about.
struct Facts {
    actor: User,
    account: Account,
    user: User,
    before: CheckOutRecord,
}

impl UseCase for AnswerCheckOut {
    type Output = wire::CheckOut;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::CheckOut>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let checked = ctx.as_administrator(&self.actor, &self.account).await?;
        let known = check_outs::get(ctx.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let (Locked { actor, account }, user) = checked.lock_person(ctx, &known.user).await?;
        let user = user.ok_or_else(dangling_reference)?;
        let before = as_of(&check_outs::get(ctx.tx, &self.id).await?.ok_or_else(not_found)?, ctx.now);
        if user.account.as_ref().is_some_and(|it| it.id == self.account) {
            may_change(rank(&actor.roles), rank(&user.roles)).map_err(refused)?;
        }
        let it = Facts { actor, account, user, before };
        let after = match &self.answer {
            CheckOutAnswer::Allow(days) => self.allow(ctx, &it, *days).await?,
            CheckOutAnswer::Decline(reason) => decline(ctx, &it, reason).await?,
            CheckOutAnswer::End => end(ctx, &it).await?,
        };
        Ok(Outcome::Done(to_wire(ctx.tx, after).await?))
    }
}

/// The state after an event.
async fn next(ctx: &mut WriteContext<'_>, before: &CheckOutRecord, event: CheckOutEvent) -> Result<CheckOutState, Problem> {
    if let Ok(state) = apply(before.state, event) {
        return Ok(state);
    }
    let closed = to_wire(ctx.tx, before.clone()).await?;
    Err(Problem::new(Code::CheckOutClosed).extension("checkOut", &closed))
}

impl AnswerCheckOut {
    async fn allow(&self, ctx: &mut WriteContext<'_>, it: &Facts, days: Option<u16>) -> Result<CheckOutRecord, Problem> {
        let Facts { actor, account, user, before } = it;
        let days = days_in_reach(days.unwrap_or(before.days))?;
        let state = next(ctx, before, CheckOutEvent::Allowed).await?;
        // What held when it was asked for may have ended since.
        let stated = entitled(ctx, self.keys.issuer(), &user.id, (&before.product.id, &before.machine)).await?;
        let iat = stated.now.as_second();
        let exp = iat.saturating_add(i64::from(days) * DAY);
        let document = self.keys.sign_check_out(&CheckOutClaims {
            iss: stated.claims.iss,
            sub: user.id.to_string(),
            aud: AUDIENCE.to_owned(),
            iat,
            nbf: iat,
            exp,
            jti: before.id.to_string(),
            account: claims::Account { id: account.id.to_string(), name: account.name.clone() },
            machine: claims::Machine { id: before.machine.id.clone(), name: before.machine.name.clone() },
            product: before.product.id.clone(),
            name: before.product.name.clone(),
        })?;
        let after = CheckOutRecord {
            state,
            days,
            until: Timestamp::from_second(exp).map_err(|error| Problem::internal(&error))?,
            answered: Some(db_time(ctx.now)),
            answered_by: Some(actor.id.clone()),
            document: Some(document),
            ..before.clone()
        };
        write(ctx, Author::User(&actor.id), before, &after, None).await?;
        let letter = Letter::CheckOutAllowed { check_out: mail_facts(&account.name, &after), until: after.until };
        tell_by_mail(ctx, it, letter).await?;
        Ok(after)
    }
}

async fn decline(ctx: &mut WriteContext<'_>, it: &Facts, reason: &str) -> Result<CheckOutRecord, Problem> {
    let Facts { actor, account, before, .. } = it;
    let reason = cleaned_note(Some(reason))?.ok_or_else(|| Problem::new(Code::ReasonRequired))?;
    let state = next(ctx, before, CheckOutEvent::Declined).await?;
    let after = CheckOutRecord {
        answered: Some(db_time(ctx.now)),
        answered_by: Some(actor.id.clone()),
        reason: Some(reason.clone()),
        ..ended(before, state, ctx.now)
    };
    write(ctx, Author::User(&actor.id), before, &after, Some(&reason)).await?;
    let letter = Letter::CheckOutDeclined { check_out: mail_facts(&account.name, &after), by: &actor.display_name, reason: &reason };
    tell_by_mail(ctx, it, letter).await?;
    Ok(after)
}

/// Ending it twice changes nothing and is no error.
async fn end(ctx: &mut WriteContext<'_>, it: &Facts) -> Result<CheckOutRecord, Problem> {
    let Facts { actor, account, before, .. } = it;
    if before.state == CheckOutState::Ended {
        return Ok(before.clone());
    }
    let after = ended(before, next(ctx, before, CheckOutEvent::Ended).await?, ctx.now);
    write(ctx, Author::User(&actor.id), before, &after, None).await?;
    let letter = Letter::CheckOutEnded { check_out: mail_facts(&account.name, &after) };
    tell_by_mail(ctx, it, letter).await?;
    Ok(after)
}

/// Whoever did it themselves needs no letter about it.
async fn tell_by_mail(ctx: &mut WriteContext<'_>, it: &Facts, letter: Letter<'_>) -> Result<(), Problem> {
    if it.actor.id == it.user.id {
        Ok(())
    } else {
        ctx.mail(&Recipient::person(&it.user), letter, Occasion::of_account(&it.account.id, it.before.id.as_str())).await
    }
}
