//! Named licences: a product that the account owns is assigned to one of its people, by name.

use super::{member_for_change, views};
use crate::account_reader::AccountReader;
use crate::authorisation::{Locked, refused};
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::licences::{self, Licence};
use crate::store::users::{self, User};
use crate::store::{Tx, catalogue};
use domicile_model::id::{AccountId, LicenceAssignmentId, UserId};
use domicile_model::identifier::trimmed;
use domicile_model::person::rank;
use domicile_model::rank::may_change;
use domicile_model::wire::{self, AssignLicence};
use serde_json::json;

/// What is done.
pub(crate) enum LicenceChange {
    /// Assigns a product to somebody.
    Assign(AssignLicence),
    /// The licence goes to somebody else.
    Reassign(LicenceAssignmentId, UserId),
    /// The licence is returned: it is nobody's again.
    Return(LicenceAssignmentId),
}

/// Changes a named licence; answers with it, as it is or was.
pub(crate) struct ChangeLicence {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) change: LicenceChange,
}

/// A licence with its holder.
pub(crate) async fn to_wire(tx: &mut Tx, it: Licence) -> Result<wire::LicenceAssignment, Problem> {
    let user = users::get(tx, &it.user).await?.ok_or_else(|| Problem::internal(&"a licence of somebody who is not there"))?;
    Ok(views::licence(it, user.to_person()))
}

impl UseCase for ChangeLicence {
    type Output = wire::LicenceAssignment;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::LicenceAssignment>, Problem> {
        let Locked { actor, account } = ctx.as_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        match &self.change {
            LicenceChange::Assign(body) => assign(ctx, &actor, &account, body).await,
            LicenceChange::Reassign(id, user) => reassign(ctx, &actor, &account, id, user).await,
            LicenceChange::Return(id) => return_licence(ctx, &actor, &account, id).await,
        }
    }
}

/// Somebody of the account whom the actor may touch and who does not have the product.
async fn receiver(ctx: &mut WriteContext<'_>, actor: &User, account: &Account, user: &UserId, product: &str) -> Result<User, Problem> {
    let user = member_for_change(ctx, account, user).await?.ok_or_else(|| Problem::new(Code::UnknownMember))?;
    may_change(rank(&actor.roles), rank(&user.roles)).map_err(refused)?;
    if licences::holds(ctx.tx, &user.id, product).await? {
        return Err(Problem::new(Code::LicenceAssigned).arg("person", &user.display_name));
    }
    Ok(user)
}

async fn assign(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    body: &AssignLicence,
) -> Result<Outcome<wire::LicenceAssignment>, Problem> {
    let product = trimmed(&body.product);
    if !catalogue::owned(ctx.tx, &account.id).await?.iter().any(|it| it.product == product) {
        return Err(Problem::new(Code::ProductNotOwned));
    }
    let user = receiver(ctx, actor, account, &body.user, product).await?;
    let id = LicenceAssignmentId::new(ctx.ids.next(ctx.now));
    if !licences::assign(ctx.tx, &id, &account.id, product, &user.id, ctx.now).await? {
        return Err(Problem::busy());
    }
    let step = (None, Some(json!({"product": product, "user": user.id})));
    record(ctx, actor, account, (AuditAction::LicenceAssigned, &id), step).await?;
    ctx.tell_administrators(&account.id).await?;
    answer(ctx, account, &id).await
}

async fn reassign(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    id: &LicenceAssignmentId,
    to: &UserId,
) -> Result<Outcome<wire::LicenceAssignment>, Problem> {
    let before = get(ctx, actor, account, id).await?;
    if before.user != *to {
        let user = receiver(ctx, actor, account, to, &before.product).await?;
        licences::reassign(ctx.tx, id, &user.id, ctx.now).await?;
        let step = (Some(json!({"user": before.user})), Some(json!({"user": user.id})));
        record(ctx, actor, account, (AuditAction::LicenceReassigned, id), step).await?;
        ctx.tell_administrators(&account.id).await?;
    }
    answer(ctx, account, id).await
}

async fn return_licence(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    id: &LicenceAssignmentId,
) -> Result<Outcome<wire::LicenceAssignment>, Problem> {
    let before = get(ctx, actor, account, id).await?;
    licences::return_licence(ctx.tx, id).await?;
    let step = (Some(json!({"product": before.product, "user": before.user})), None);
    record(ctx, actor, account, (AuditAction::LicenceGivenBack, id), step).await?;
    ctx.tell_administrators(&account.id).await?;
    Ok(Outcome::Done(to_wire(ctx.tx, before).await?))
}

/// A licence of the account whose holder the actor may touch.
async fn get(ctx: &mut WriteContext<'_>, actor: &User, account: &Account, id: &LicenceAssignmentId) -> Result<Licence, Problem> {
    let found = licences::get(ctx.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    if let Some(holder) = member_for_change(ctx, account, &found.user).await? {
        may_change(rank(&actor.roles), rank(&holder.roles)).map_err(refused)?;
    }
    Ok(found)
}

async fn answer(
    ctx: &mut WriteContext<'_>,
    account: &Account,
    id: &LicenceAssignmentId,
) -> Result<Outcome<wire::LicenceAssignment>, Problem> {
    let found = licences::get(ctx.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(Outcome::Done(to_wire(ctx.tx, found).await?))
}

async fn record(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    (action, id): (AuditAction, &LicenceAssignmentId),
    (before, after): (Option<serde_json::Value>, Option<serde_json::Value>),
) -> Result<(), Problem> {
    let (author, subject) = (Author::User(&actor.id), id.as_str());
    ctx.record(Event { account: Some(&account.id), author, action, subject, before, after, because: None }).await
}

/// The account's named licences, newest first.
pub(crate) async fn list(reader: &mut AccountReader, page: &PageRequest) -> Result<wire::LicenceAssignments, Problem> {
    let mut found = licences::page(&mut reader.tx, &reader.account.id, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.assigned.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for licence in found {
        items.push(to_wire(&mut reader.tx, licence).await?);
    }
    Ok(wire::LicenceAssignments { items, next_cursor })
}
