//! People who signed in for the first time with an address of the account's domain: they wait here, and are approved or rejected.

use super::{actor, views};
use crate::mail::{Letter, Recipient};
use crate::membership::{JoinedBy, join};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_events::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{approvals, versions};
use axum::http::StatusCode;
use domicile_model::account::Federation;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::Approval;
use serde_json::json;

/// Approves or rejects somebody who waits.
pub(crate) struct Decide {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) approve: bool,
}

/// The account of a new person's confirmed domain, locked. Before the person is registered: accounts come before people.
pub(crate) async fn account_of_domain(ctx: &mut WriteContext<'_>, email: &Email) -> Result<Option<Account>, Problem> {
    let Some(id) = accounts::of_domain(ctx.tx, email.domain()).await? else { return Ok(None) };
    accounts::lock(ctx.tx, &id).await?;
    Ok(accounts::get(ctx.tx, &id).await?)
}

/// Somebody new has signed in with a verified address of the account's domain: they join, or wait for approval. Where the company's
/// directory adds people, a sign-in adds nobody.
pub(crate) async fn first_sign_in(ctx: &mut WriteContext<'_>, account: &Account, user: &UserId) -> Result<(), Problem> {
    if account.federation == Federation::Scim {
        return Ok(());
    }
    let user = users::get(ctx.tx, user).await?.ok_or_else(|| Problem::internal(&"who signed in is not there"))?;
    if account.automatic_approval {
        join(ctx, Author::System, &user, account, JoinedBy::SignedIn, None).await?;
        return Ok(());
    }
    approvals::ask(ctx.tx, &user.id, &account.id, ctx.now).await?;
    record(ctx, Author::System, account, "approval.asked", &user, (false, true)).await?;
    for it in accounts::administrators(ctx.tx, &account.id).await?.iter().filter(|it| !it.locked) {
        ctx.mail(&Recipient::administrator(it), Letter::ApprovalWaits { account: &account.name, email: &user.email }).await?;
    }
    ctx.tell_administrators(&account.id).await
}

impl UseCase for Decide {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        let (actor, account) = actor(ctx, &self.actor, &self.account).await?;
        let not_found = || Problem::new(Code::NotFound);
        users::lock_row(ctx.tx, &self.user).await?;
        let waits = approvals::get(ctx.tx, &self.user).await?.filter(|it| it.0 == account.id);
        let (_, asked) = waits.ok_or_else(not_found)?;
        let user = users::get(ctx.tx, &self.user).await?.filter(|it| it.account.is_none()).ok_or_else(not_found)?;
        let author = Author::User(&actor.id);
        if self.approve {
            approvals::end(ctx.tx, &user.id).await?;
            record(ctx, author, &account, "approval.approved", &user, (true, false)).await?;
            join(ctx, author, &user, &account, JoinedBy::Approved, None).await?;
            let member = views::member_now(ctx.tx, &user.id, &account, &actor, ctx.now).await?;
            return Outcome::done(StatusCode::OK, &member);
        }
        approvals::end(ctx.tx, &user.id).await?;
        record(ctx, author, &account, "approval.rejected", &user, (true, false)).await?;
        versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
        ctx.tell(&user.id).await?;
        ctx.tell_administrators(&account.id).await?;
        Outcome::done(StatusCode::OK, &Approval { user: user.id, email: user.email, asked })
    }
}

async fn record(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    account: &Account,
    action: &'static str,
    user: &User,
    (before, after): (bool, bool),
) -> Result<(), Problem> {
    let said = |waits: bool| Some(json!({"waits": waits}));
    let (before, after) = (said(before), said(after));
    ctx.record(Event { account: Some(&account.id), author, action, subject: user.id.as_str(), before, after, because: None }).await
}
