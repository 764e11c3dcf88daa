//! What an administrator changes of one person: locks, roles, entitlement country.

use super::{Both, both, refused, show};
use crate::membership;
use crate::problem::{Code, Problem};
use crate::removal::file::kept_text;
use crate::service::{Act, Answer, Change};
use crate::store::audit::Author;
use axum::http::StatusCode;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{LockReason, Rank, Role, rank};
use domicile_model::rank::{may_set_roles, may_unlock};

/// What is changed.
pub(crate) enum What {
    /// Locks the person, with a reason for the audit.
    Lock(Option<String>),
    /// Lifts one lock.
    Unlock(LockReason),
    /// Gives these roles directly, and no others.
    Roles(Vec<Role>),
    /// Sets the country explicitly, or takes an explicit one away.
    Country(Option<String>),
}

/// Changes somebody of the account; answers with the person.
pub(crate) struct ChangeMember {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) what: What,
}

impl Change for ChangeMember {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let both = both(act, &self.actor, &self.account, &self.user).await?;
        match &self.what {
            What::Lock(because) => lock(act, &both, because.as_deref()).await?,
            What::Unlock(reason) => unlock(act, &both, *reason).await?,
            What::Roles(roles) => set_roles(act, &both, roles).await?,
            What::Country(country) => set_country(act, &both, country.as_deref()).await?,
        }
        let member = show::member_now(act.tx, &both.user.id, &both.account, &both.actor, act.now).await?;
        Answer::done(StatusCode::OK, &member)
    }
}

async fn lock(act: &mut Act<'_>, both: &Both, because: Option<&str>) -> Result<(), Problem> {
    both.check_rank()?;
    membership::keeps_an_administrator(act.tx, &both.user, &both.account).await?;
    let because = kept_text(because)?;
    membership::lock(act, Author::User(&both.actor.id), &both.user, &both.account, LockReason::Administrator, because.as_deref()).await
}

async fn unlock(act: &mut Act<'_>, both: &Both, reason: LockReason) -> Result<(), Problem> {
    may_unlock(both.rank(), both.own(), rank(&both.user.roles), reason).map_err(refused)?;
    membership::unlock(act, Author::User(&both.actor.id), &both.user, &both.account, reason).await
}

async fn set_roles(act: &mut Act<'_>, both: &Both, roles: &[Role]) -> Result<(), Problem> {
    may_set_roles(both.rank(), both.own(), &both.user.roles, roles).map_err(refused)?;
    if rank(roles) < Rank::CoAdmin {
        membership::keeps_an_administrator(act.tx, &both.user, &both.account).await?;
    }
    membership::set_roles(act, Author::User(&both.actor.id), &both.user, &both.account, roles).await
}

async fn set_country(act: &mut Act<'_>, both: &Both, country: Option<&str>) -> Result<(), Problem> {
    both.check_rank()?;
    let country = country.map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
    membership::set_country(act, Author::User(&both.actor.id), &both.user, &both.account, country).await
}
