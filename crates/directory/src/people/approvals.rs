//! People who signed in for the first time with an address of the account's domain: they wait here, and are approved or rejected.

use super::{actor, show};
use crate::mail::{Letter, Recipient};
use crate::membership::{How, join};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
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
pub(crate) async fn account_of_domain(act: &mut Act<'_>, email: &Email) -> Result<Option<Account>, Problem> {
    let Some(id) = accounts::of_domain(act.tx, email.domain()).await? else { return Ok(None) };
    accounts::lock(act.tx, &id).await?;
    Ok(accounts::get(act.tx, &id).await?)
}

/// Somebody new has signed in with a verified address of the account's domain: they join, or wait for approval. Where the company's
/// directory adds people, a sign-in adds nobody.
pub(crate) async fn first_sign_in(act: &mut Act<'_>, account: &Account, user: &UserId) -> Result<(), Problem> {
    if account.federation == Federation::Scim {
        return Ok(());
    }
    let user = users::get(act.tx, user).await?.ok_or_else(|| Problem::internal(&"who signed in is not there"))?;
    if account.automatic_approval {
        join(act, Author::System, &user, account, How::SignedIn, None).await?;
        return Ok(());
    }
    approvals::ask(act.tx, &user.id, &account.id, act.now).await?;
    record(act, Author::System, account, "approval.asked", &user, (false, true)).await?;
    for it in accounts::administrators(act.tx, &account.id).await?.iter().filter(|it| !it.locked) {
        act.mail(&Recipient::administrator(it), Letter::ApprovalWaits { account: &account.name, email: &user.email }).await?;
    }
    act.tell_administrators(&account.id).await
}

impl Change for Decide {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let (actor, account) = actor(act, &self.actor, &self.account).await?;
        let not_found = || Problem::new(Code::NotFound);
        users::lock_row(act.tx, &self.user).await?;
        let waits = approvals::get(act.tx, &self.user).await?.filter(|it| it.0 == account.id);
        let (_, asked) = waits.ok_or_else(not_found)?;
        let user = users::get(act.tx, &self.user).await?.filter(|it| it.account.is_none()).ok_or_else(not_found)?;
        let author = Author::User(&actor.id);
        if self.approve {
            approvals::end(act.tx, &user.id).await?;
            record(act, author, &account, "approval.approved", &user, (true, false)).await?;
            join(act, author, &user, &account, How::Approved, None).await?;
            let member = show::member_now(act.tx, &user.id, &account, &actor, act.now).await?;
            return Answer::done(StatusCode::OK, &member);
        }
        approvals::end(act.tx, &user.id).await?;
        record(act, author, &account, "approval.rejected", &user, (true, false)).await?;
        versions::touch_user(act.tx, &user.id, act.now).await?;
        act.tell(&user.id).await?;
        act.tell_administrators(&account.id).await?;
        Answer::done(StatusCode::OK, &Approval { user: user.id, email: user.email, asked })
    }
}

async fn record(
    act: &mut Act<'_>,
    author: Author<'_>,
    account: &Account,
    action: &'static str,
    user: &User,
    (before, after): (bool, bool),
) -> Result<(), Problem> {
    let said = |waits: bool| Some(json!({"waits": waits}));
    let (before, after) = (said(before), said(after));
    act.record(Event { account: Some(&account.id), author, action, subject: user.id.as_str(), before, after, because: None }).await
}
