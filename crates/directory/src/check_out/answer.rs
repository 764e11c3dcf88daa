//! What an administrator of the account does with a check-out: allows it, declines it, ends it.
//!
//! Like everything that gives somebody a licence, it needs a rank that reaches the person, and one's own is within it: whoever may name their
//! own licences gains nothing new by a check-out, which grants nothing that the policy denies. It is in the record of events like any other.

use super::{days_in_reach, ended, entitled, gone, judge, to_wire, write};
use crate::keys::PolicyKeys;
use crate::mail::{Letter, Recipient};
use crate::people::refused;
use crate::person::access::administrator_of;
use crate::problem::{Code, Problem};
use crate::removal::file::{kept_text, whole_milliseconds};
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::Author;
use crate::store::check_outs::{self, Stored};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::check_out::{CheckOutEvent, CheckOutState, apply};
use domicile_model::id::{AccountId, CheckOutId, UserId};
use domicile_model::person::rank;
use domicile_model::rank::may_change;
use domicile_policy::check_out::CheckOutClaims;
use domicile_policy::claims::{self, AUDIENCE, DAY};
use jiff::Timestamp;
use std::sync::Arc;

/// What is done.
pub(crate) enum Step {
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
    pub(crate) step: Step,
    pub(crate) keys: Arc<PolicyKeys>,
}

/// Everybody and everything that the step is about.
struct Facts {
    actor: User,
    account: Account,
    user: User,
    before: Stored,
}

impl Change for AnswerCheckOut {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        // Before any row is locked: nobody keeps an account busy that is not theirs.
        administrator_of(act.tx, &self.actor, &self.account).await?;
        let not_found = || Problem::new(Code::NotFound);
        let known = check_outs::get(act.tx, &self.id).await?.filter(|it| it.account == self.account).ok_or_else(not_found)?;
        let user = users::get_for_change_among(act.tx, &known.user, std::slice::from_ref(&self.account)).await?.ok_or_else(gone)?;
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        let account = accounts::get(act.tx, &self.account).await?.ok_or_else(not_found)?;
        let before = judge(&check_outs::get(act.tx, &self.id).await?.ok_or_else(not_found)?, act.now);
        if user.account.as_ref().is_some_and(|it| it.id == self.account) {
            may_change(rank(&actor.roles), rank(&user.roles)).map_err(refused)?;
        }
        let it = Facts { actor, account, user, before };
        let after = match &self.step {
            Step::Allow(days) => self.allow(act, &it, *days).await?,
            Step::Decline(reason) => decline(act, &it, reason).await?,
            Step::End => end(act, &it).await?,
        };
        Answer::done(StatusCode::OK, &to_wire(act.tx, after).await?)
    }
}

/// The state after an event.
async fn next(act: &mut Act<'_>, before: &Stored, event: CheckOutEvent) -> Result<CheckOutState, Problem> {
    if let Ok(state) = apply(before.state, event) {
        return Ok(state);
    }
    let closed = to_wire(act.tx, before.clone()).await?;
    Err(Problem::new(Code::CheckOutClosed).fact("checkOut", &closed))
}

impl AnswerCheckOut {
    async fn allow(&self, act: &mut Act<'_>, it: &Facts, days: Option<u16>) -> Result<Stored, Problem> {
        let Facts { actor, account, user, before } = it;
        let days = days_in_reach(days.unwrap_or(before.days))?;
        let state = next(act, before, CheckOutEvent::Allowed).await?;
        // What held when it was asked for may have ended since.
        let stated = entitled(act, self.keys.issuer(), &user.id, (&before.product.id, &before.machine)).await?;
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
        let after = Stored {
            state,
            days,
            until: Timestamp::from_second(exp).map_err(|error| Problem::internal(&error))?,
            answered: Some(whole_milliseconds(act.now)),
            answered_by: Some(actor.id.clone()),
            document: Some(document),
            ..before.clone()
        };
        write(act, Author::User(&actor.id), before, &after, None).await?;
        let letter = Letter::CheckOutAllowed {
            account: &account.name,
            product: &after.product.name,
            machine: &after.machine.name,
            until: after.until,
        };
        tell_by_mail(act, it, letter).await?;
        Ok(after)
    }
}

async fn decline(act: &mut Act<'_>, it: &Facts, reason: &str) -> Result<Stored, Problem> {
    let Facts { actor, account, before, .. } = it;
    let reason = kept_text(Some(reason))?.ok_or_else(|| Problem::new(Code::ReasonRequired))?;
    let state = next(act, before, CheckOutEvent::Declined).await?;
    let after = Stored {
        answered: Some(whole_milliseconds(act.now)),
        answered_by: Some(actor.id.clone()),
        reason: Some(reason.clone()),
        ..ended(before, state, act.now)
    };
    write(act, Author::User(&actor.id), before, &after, Some(&reason)).await?;
    let letter = Letter::CheckOutDeclined {
        account: &account.name,
        product: &after.product.name,
        machine: &after.machine.name,
        by: &actor.display_name,
        reason: &reason,
    };
    tell_by_mail(act, it, letter).await?;
    Ok(after)
}

/// Ending it twice changes nothing and is no error.
async fn end(act: &mut Act<'_>, it: &Facts) -> Result<Stored, Problem> {
    let Facts { actor, account, before, .. } = it;
    if before.state == CheckOutState::Ended {
        return Ok(before.clone());
    }
    let after = ended(before, next(act, before, CheckOutEvent::Ended).await?, act.now);
    write(act, Author::User(&actor.id), before, &after, None).await?;
    let letter = Letter::CheckOutEnded { account: &account.name, product: &after.product.name, machine: &after.machine.name };
    tell_by_mail(act, it, letter).await?;
    Ok(after)
}

/// Whoever did it themselves needs no letter about it.
async fn tell_by_mail(act: &mut Act<'_>, it: &Facts, letter: Letter<'_>) -> Result<(), Problem> {
    if it.actor.id == it.user.id { Ok(()) } else { act.mail(&Recipient::person(&it.user), letter).await }
}
