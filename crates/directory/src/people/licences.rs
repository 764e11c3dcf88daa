//! Named licences: a product that the account owns is assigned to one of its people, by name.

use super::{actor, member_for_change, refused, show};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::accounts::Account;
use crate::store::audit::{Author, Event};
use crate::store::licences::{self, Licence};
use crate::store::users::{self, User};
use crate::store::{Tx, catalogue};
use axum::http::StatusCode;
use domicile_model::id::{AccountId, LicenceAssignmentId, UserId};
use domicile_model::person::rank;
use domicile_model::rank::may_change;
use domicile_model::wire::{self, AssignLicence};
use serde_json::json;

/// What is done.
pub(crate) enum Step {
    /// Assigns a product to somebody.
    Assign(AssignLicence),
    /// The licence goes to somebody else.
    Reassign(LicenceAssignmentId, UserId),
    /// The licence is nobody's again.
    GiveBack(LicenceAssignmentId),
}

/// Changes a named licence; answers with it, as it is or was.
pub(crate) struct ChangeLicence {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) step: Step,
}

/// A licence with its holder.
pub(crate) async fn to_wire(tx: &mut Tx, it: Licence) -> Result<wire::LicenceAssignment, Problem> {
    let user = users::get(tx, &it.user).await?.ok_or_else(|| Problem::internal(&"a licence of somebody who is not there"))?;
    Ok(show::licence(it, user.to_person()))
}

impl Change for ChangeLicence {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let (actor, account) = actor(act, &self.actor, &self.account).await?;
        match &self.step {
            Step::Assign(body) => assign(act, &actor, &account, body).await,
            Step::Reassign(id, user) => reassign(act, &actor, &account, id, user).await,
            Step::GiveBack(id) => give_back(act, &actor, &account, id).await,
        }
    }
}

/// Somebody of the account whom the actor may touch and who does not have the product.
async fn receiver(act: &mut Act<'_>, actor: &User, account: &Account, user: &UserId, product: &str) -> Result<User, Problem> {
    let user = member_for_change(act, account, user).await?.ok_or_else(|| Problem::new(Code::UnknownMember))?;
    may_change(rank(&actor.roles), rank(&user.roles)).map_err(refused)?;
    if licences::holds(act.tx, &user.id, product).await? {
        return Err(Problem::new(Code::LicenceAssigned).blank("person", &user.display_name));
    }
    Ok(user)
}

async fn assign(act: &mut Act<'_>, actor: &User, account: &Account, body: &AssignLicence) -> Result<Answer, Problem> {
    if !catalogue::owned(act.tx, &account.id).await?.iter().any(|it| it.product == body.product) {
        return Err(Problem::new(Code::ProductNotOwned));
    }
    let user = receiver(act, actor, account, &body.user, &body.product).await?;
    let id = LicenceAssignmentId::new(act.ids.next(act.now));
    if !licences::assign(act.tx, &id, &account.id, &body.product, &user.id, act.now).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let step = (None, Some(json!({"product": body.product, "user": user.id})));
    record(act, actor, account, ("licence.assigned", &id), step).await?;
    act.tell_administrators(&account.id).await?;
    answer(act, account, &id, StatusCode::CREATED).await
}

async fn reassign(act: &mut Act<'_>, actor: &User, account: &Account, id: &LicenceAssignmentId, to: &UserId) -> Result<Answer, Problem> {
    let before = get(act, actor, account, id).await?;
    if before.user != *to {
        let user = receiver(act, actor, account, to, &before.product).await?;
        licences::reassign(act.tx, id, &user.id, act.now).await?;
        let step = (Some(json!({"user": before.user})), Some(json!({"user": user.id})));
        record(act, actor, account, ("licence.reassigned", id), step).await?;
        act.tell_administrators(&account.id).await?;
    }
    answer(act, account, id, StatusCode::OK).await
}

async fn give_back(act: &mut Act<'_>, actor: &User, account: &Account, id: &LicenceAssignmentId) -> Result<Answer, Problem> {
    let before = get(act, actor, account, id).await?;
    licences::give_back(act.tx, id).await?;
    let step = (Some(json!({"product": before.product, "user": before.user})), None);
    record(act, actor, account, ("licence.given_back", id), step).await?;
    act.tell_administrators(&account.id).await?;
    Answer::done(StatusCode::OK, &to_wire(act.tx, before).await?)
}

/// A licence of the account whose holder the actor may touch.
async fn get(act: &mut Act<'_>, actor: &User, account: &Account, id: &LicenceAssignmentId) -> Result<Licence, Problem> {
    let found = licences::get(act.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    if let Some(holder) = member_for_change(act, account, &found.user).await? {
        may_change(rank(&actor.roles), rank(&holder.roles)).map_err(refused)?;
    }
    Ok(found)
}

async fn answer(act: &mut Act<'_>, account: &Account, id: &LicenceAssignmentId, status: StatusCode) -> Result<Answer, Problem> {
    let found = licences::get(act.tx, &account.id, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    Answer::done(status, &to_wire(act.tx, found).await?)
}

async fn record(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    (action, id): (&'static str, &LicenceAssignmentId),
    (before, after): (Option<serde_json::Value>, Option<serde_json::Value>),
) -> Result<(), Problem> {
    let (author, subject) = (Author::User(&actor.id), id.as_str());
    act.record(Event { account: Some(&account.id), author, action, subject, before, after, because: None }).await
}
