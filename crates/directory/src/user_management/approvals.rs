//! People who signed in for the first time with an address of the account's domain: they wait here, and are approved or rejected.

use super::views;
use crate::account_reader::AccountReader;
use crate::authorisation::Locked;
use crate::mail::{Letter, Occasion, Recipient};
use crate::membership::{JoinedBy, join};
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{approvals, versions};
use domicile_model::account::Federation;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;
use jiff::Timestamp;
use serde_json::json;

/// Approves somebody who waits; answers with the person.
pub(crate) struct Approve(pub(crate) Decision);

/// Rejects somebody who waits; answers with what they waited for.
pub(crate) struct Reject(pub(crate) Decision);

/// Who decides about whom.
pub(crate) struct Decision {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
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
    record(ctx, Author::System, account, AuditAction::ApprovalAsked, &user, (false, true)).await?;
    for it in accounts::administrators(ctx.tx, &account.id).await?.iter().filter(|it| !it.locked) {
        ctx.mail(
            &Recipient::administrator(it),
            Letter::ApprovalWaits { account: &account.name, email: &user.email },
            Occasion::of_person(&user.id, user.id.as_str()),
        )
        .await?;
    }
    ctx.tell_administrators(&account.id).await
}

impl UseCase for Approve {
    type Output = wire::Member;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Member>, Problem> {
        let (Locked { actor, account }, user, _) = self.0.begin(ctx).await?;
        let author = Author::User(&actor.id);
        approvals::end(ctx.tx, &user.id).await?;
        record(ctx, author, &account, AuditAction::ApprovalApproved, &user, (true, false)).await?;
        join(ctx, author, &user, &account, JoinedBy::Approved, None).await?;
        Ok(Outcome::Done(views::member_now(ctx.tx, &user.id, &account, &actor, ctx.now).await?))
    }
}

impl UseCase for Reject {
    type Output = wire::Approval;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Approval>, Problem> {
        let (Locked { actor, account }, user, asked) = self.0.begin(ctx).await?;
        approvals::end(ctx.tx, &user.id).await?;
        record(ctx, Author::User(&actor.id), &account, AuditAction::ApprovalRejected, &user, (true, false)).await?;
        versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
        ctx.tell(&user.id).await?;
        ctx.tell_administrators(&account.id).await?;
        Ok(Outcome::Done(wire::Approval { user: user.id, email: user.email, asked }))
    }
}

impl Decision {
    /// Whoever decides, who waits, and since when.
    async fn begin(&self, ctx: &mut WriteContext<'_>) -> Result<(Locked, User, Timestamp), Problem> {
        let locked = ctx.as_administrator(&self.actor, &self.account).await?.lock_account(ctx).await?;
        let not_found = || Problem::new(Code::NotFound);
        users::lock_row(ctx.tx, &self.user).await?;
        let waits = approvals::get(ctx.tx, &self.user).await?.filter(|it| it.0 == locked.account.id);
        let (_, asked) = waits.ok_or_else(not_found)?;
        let user = users::get(ctx.tx, &self.user).await?.filter(|it| it.account.is_none()).ok_or_else(not_found)?;
        Ok((locked, user, asked))
    }
}

async fn record(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    account: &Account,
    action: AuditAction,
    user: &User,
    (before, after): (bool, bool),
) -> Result<(), Problem> {
    let facts = |waits: bool| Some(json!({"waits": waits}));
    let (before, after) = (facts(before), facts(after));
    ctx.record(Event { account: Some(&account.id), author, action, subject: user.id.as_str(), before, after, because: None }).await
}

/// Who waits, newest first.
pub(crate) async fn list(reader: &mut AccountReader, page: &PageRequest) -> Result<wire::Approvals, Problem> {
    let mut found = approvals::page(&mut reader.tx, &reader.account.id, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.asked.as_millisecond(), it.user.as_str()));
    let items = found.into_iter().map(|it| wire::Approval { user: it.user, email: it.email, asked: it.asked }).collect();
    Ok(wire::Approvals { items, next_cursor })
}
