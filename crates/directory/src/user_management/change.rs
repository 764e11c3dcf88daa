//! MemberChange an administrator changes of one person: locks, roles, entitlement country.

use super::{ActorAndMember, actor_and_member, views};
use crate::authorisation::refused;
use crate::membership;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::text::cleaned_note;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{LockReason, Rank, Role, rank};
use domicile_model::rank::{may_set_roles, may_unlock};
use domicile_model::wire;

/// MemberChange is changed.
pub(crate) enum MemberChange {
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
    pub(crate) change: MemberChange,
}

impl UseCase for ChangeMember {
    type Output = wire::Member;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Member>, Problem> {
        let both = actor_and_member(ctx, &self.actor, &self.account, &self.user).await?;
        match &self.change {
            MemberChange::Lock(because) => lock(ctx, &both, because.as_deref()).await?,
            MemberChange::Unlock(reason) => unlock(ctx, &both, *reason).await?,
            MemberChange::Roles(roles) => set_roles(ctx, &both, roles).await?,
            MemberChange::Country(country) => set_country(ctx, &both, country.as_deref()).await?,
        }
        let member = views::member_now(ctx.tx, &both.user.id, &both.account, &both.actor, ctx.now).await?;
        Ok(Outcome::Done(member))
    }
}

async fn lock(ctx: &mut WriteContext<'_>, both: &ActorAndMember, because: Option<&str>) -> Result<(), Problem> {
    both.check_rank()?;
    membership::keeps_an_administrator(ctx.tx, &both.user, &both.account).await?;
    let because = cleaned_note(because)?;
    membership::lock(ctx, Author::User(&both.actor.id), &both.user, &both.account, LockReason::Administrator, because.as_deref()).await
}

pub(super) async fn unlock(ctx: &mut WriteContext<'_>, both: &ActorAndMember, reason: LockReason) -> Result<(), Problem> {
    may_unlock(both.rank(), both.acts_on_self(), rank(&both.user.roles), reason).map_err(refused)?;
    membership::unlock(ctx, Author::User(&both.actor.id), &both.user, &both.account, reason).await
}

pub(super) async fn set_roles(ctx: &mut WriteContext<'_>, both: &ActorAndMember, roles: &[Role]) -> Result<(), Problem> {
    may_set_roles(both.rank(), both.acts_on_self(), &both.user.roles, roles).map_err(refused)?;
    if rank(roles) < Rank::CoAdmin {
        membership::keeps_an_administrator(ctx.tx, &both.user, &both.account).await?;
    }
    membership::set_roles(ctx, Author::User(&both.actor.id), &both.user, &both.account, roles).await
}

pub(super) async fn set_country(ctx: &mut WriteContext<'_>, both: &ActorAndMember, country: Option<&str>) -> Result<(), Problem> {
    both.check_rank()?;
    let country = country.map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
    membership::set_country(ctx, Author::User(&both.actor.id), &both.user, &both.account, country).await
}
