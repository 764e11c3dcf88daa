//! Filing a removal request, and sending a declined or expired one again.

use super::expiry::{RequestsOf, bring_up_to_date};
use super::{route, to_wire};
use crate::mail::dispute_link::DisputedStep;
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::service_requests;
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::removal_requests::{self, RemovalRequestRecord};
use crate::store::users::{self, User};
use crate::text::cleaned_note;
use domicile_model::id::{RemovalRequestId, UserId};
use domicile_model::removal::{EXPIRES_AFTER, FILINGS_A_DAY, RemovalState, Route};
use domicile_model::wire::{self, FileRemoval};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// The span in which filings are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Files a new request.
pub(crate) struct SubmitRequest {
    pub(crate) user: UserId,
    pub(crate) body: FileRemoval,
}

/// Sends a declined or expired request again. What the body does not say stays as it was, but for the recipient.
pub(crate) struct Resend {
    pub(crate) user: UserId,
    pub(crate) id: RemovalRequestId,
    pub(crate) body: FileRemoval,
}

impl UseCase for SubmitRequest {
    type Output = wire::RemovalRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::RemovalRequest>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        bring_up_to_date(ctx, &RequestsOf::User(self.user.clone())).await?;
        let filed = submit(ctx, &user, self.body.reason.as_deref(), self.body.note.as_deref(), self.body.to.as_ref()).await?;
        confirm(ctx, &user, &filed).await?;
        Ok(Outcome::Done(to_wire(ctx.tx, filed).await?))
    }
}

impl UseCase for Resend {
    type Output = wire::RemovalRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::RemovalRequest>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        bring_up_to_date(ctx, &RequestsOf::User(self.user.clone())).await?;
        let before = removal_requests::get(ctx.tx, &self.id).await?.filter(|it| it.user == self.user);
        let before = before.ok_or_else(|| Problem::new(Code::NotFound))?;
        if before.state.is_open() {
            let open = to_wire(ctx.tx, before).await?;
            return Err(Problem::new(Code::RequestAlreadyOpen).extension("request", &open));
        }
        let to_this_account = user.account.as_ref().is_some_and(|it| it.id == before.account);
        if !matches!(before.state, RemovalState::Declined | RemovalState::Expired) || !to_this_account {
            return Err(Problem::new(Code::CannotResend));
        }
        let reason = self.body.reason.as_deref().or(before.reason.as_deref());
        let note = self.body.note.as_deref().or(before.note.as_deref());
        let filed = submit(ctx, &user, reason, note, self.body.to.as_ref()).await?;
        confirm(ctx, &user, &filed).await?;
        Ok(Outcome::Done(to_wire(ctx.tx, filed).await?))
    }
}

/// Files a request of a person whose row is locked, and tells whoever can answer.
pub(crate) async fn submit(
    ctx: &mut WriteContext<'_>,
    user: &User,
    reason: Option<&str>,
    note: Option<&str>,
    to: Option<&UserId>,
) -> Result<RemovalRequestRecord, Problem> {
    let (reason, note) = (cleaned_note(reason)?, cleaned_note(note)?);
    let account = user.account.as_ref().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
    if let Some(open) = removal_requests::open_of_user(ctx.tx, &user.id).await? {
        let open = to_wire(ctx.tx, open).await?;
        return Err(Problem::new(Code::RequestAlreadyOpen).extension("request", &open));
    }
    limit_filings(ctx, user).await?;
    let (route, to) = choose_route(ctx, user, account, to).await?;
    let service_request = match route {
        Route::Support => {
            // In the operator's language: support reads it.
            let text = format!(
                "Removal from {} ({}), route support.\n{}",
                account.name,
                account.id,
                reason.as_deref().unwrap_or("No reason given.")
            );
            Some(service_requests::open(ctx, user, &text).await?.id)
        }
        Route::Administrator | Route::InternalIt => None,
    };
    let stored = RemovalRequestRecord {
        id: RemovalRequestId::new(ctx.ids.next(ctx.now)),
        user: user.id.clone(),
        account: account.id.clone(),
        state: RemovalState::Submitted,
        route,
        to,
        reason,
        note,
        submitted: db_time(ctx.now),
        seen: None,
        ended: None,
        expires: db_time(ctx.now).saturating_add(EXPIRES_AFTER).unwrap_or(Timestamp::MAX),
        blockers: Vec::new(),
        blocked_by: None,
        decline_reason: None,
        service_request,
        reminders: 0,
    };
    if !removal_requests::file(ctx.tx, &stored).await? {
        // Another filing came between our look and our writing; on the next look it is there.
        return Err(Problem::busy());
    }
    ctx.record(Event {
        account: Some(&account.id),
        author: Author::User(&user.id),
        action: AuditAction::RemovalRequestFiled,
        subject: stored.id.as_str(),
        before: None,
        after: Some(json!({"state": stored.state, "route": stored.route, "to": stored.to})),
        because: stored.reason.as_deref(),
    })
    .await?;
    notify(ctx, user, account, &stored).await?;
    Ok(stored)
}

/// The person gets a letter that says so: somebody else may be signed in as them.
async fn confirm(ctx: &mut WriteContext<'_>, user: &User, it: &RemovalRequestRecord) -> Result<(), Problem> {
    let Some(account) = &user.account else { return Ok(()) };
    let link = ctx.dispute_link(&DisputedStep::Filed(it.id.clone()), &user.id).await?;
    ctx.mail(
        &Recipient::person(user),
        Letter::ConfirmFiled { account: &account.name, link: &link },
        Occasion::of_person(&user.id, it.id.as_str()),
    )
    .await
}

/// Whoever can answer gets a letter.
async fn notify(ctx: &mut WriteContext<'_>, user: &User, account: &Account, it: &RemovalRequestRecord) -> Result<(), Problem> {
    let (person, email, expires) = (user.display_name.as_str(), user.email.as_str(), it.expires);
    let (account_name, reason, note) = (account.name.as_str(), it.reason.as_deref(), it.note.as_deref());
    match it.route {
        Route::Administrator => {
            let letter = Letter::RequestReceived { person, email, account: account_name, reason, note, expires };
            let administrators = accounts::administrators(ctx.tx, &account.id).await?;
            for to in accounts::who_could_answer(&administrators, &user.id).filter(|admin| it.to.as_ref().is_none_or(|to| *to == admin.id))
            {
                ctx.mail(&Recipient::administrator(to), letter, Occasion::of_person(&user.id, it.id.as_str())).await?;
            }
        }
        Route::InternalIt => {
            let letter = Letter::RequestForIt { person, email, account: account_name, reason, note, expires };
            if let Some(contact) = &account.it_contact {
                ctx.mail(&Recipient::address(contact), letter, Occasion::of_person(&user.id, it.id.as_str())).await?;
            }
        }
        Route::Support => {}
    }
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await
}

async fn limit_filings(ctx: &mut WriteContext<'_>, user: &User) -> Result<(), Problem> {
    let since = ctx.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let filed = removal_requests::filed_since(ctx.tx, &user.id, since).await?;
    let most = FILINGS_A_DAY as usize;
    if filed.len() < most {
        return Ok(());
    }
    // The next one is free when the oldest of the last `most` is a day old.
    let free = filed.get(filed.len() - most).and_then(|it| it.saturating_add(DAY).ok()).unwrap_or(ctx.now);
    Err(Problem::new(Code::TooManyFilings).arg("most", most).retry_after(free.duration_since(ctx.now).as_secs() + 1))
}

async fn choose_route(
    ctx: &mut WriteContext<'_>,
    user: &User,
    account: &Account,
    to: Option<&UserId>,
) -> Result<(Route, Option<UserId>), Problem> {
    let route = route(ctx.tx, user, account, ctx.now).await?;
    let Some(to) = to else { return Ok((route, None)) };
    let administrators = accounts::administrators(ctx.tx, &account.id).await?;
    let named = accounts::who_could_answer(&administrators, &user.id).any(|it| it.id == *to);
    if !named || route == Route::InternalIt {
        return Err(Problem::new(Code::UnknownRecipient));
    }
    Ok((Route::Administrator, Some(to.clone())))
}
