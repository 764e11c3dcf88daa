//! Removal requests: filing, withdrawing, expiring, and how they look to the people concerned. What an answer brings about is in `moves`. Which step may follow which, and what stands in the way,
//! is decided in `domicile-model`; here the facts are gathered and the outcome is written.

pub(crate) mod expiry;
pub(crate) mod remind;
pub(crate) mod submit;
pub(crate) mod withdraw;

use crate::account_reader::AccountReader;
use crate::mail::delivery;
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{Service, WriteContext};
use crate::store::accounts::{self, Account, Administrator};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::removal_requests::RemovalRequestRecord;
use crate::store::users::{self, User};
use crate::store::{StoreError, Tx, check_outs, former_members, licences, removal_requests};
use crate::transition::{StateRecord, transition};
use domicile_model::id::{AccountId, RemovalRequestId, UserId};
use domicile_model::person::Rank;
use domicile_model::preflight::{self, Blocker, RemovalFacts};
use domicile_model::removal::{self, RemovalEvent, RemovalState, Route};
use domicile_model::wire;
use jiff::Timestamp;
use serde_json::{Value, json};

/// After so many requests that nobody answered, support is asked.
const EXPIRIES_BEFORE_SUPPORT: i64 = 2;

/// What stands in the way of removing the person from their account. `actor`: see [`preflight::removal`].
pub(crate) async fn blockers(
    tx: &mut Tx,
    user: &User,
    account: &Account,
    actor: Option<Rank>,
    now: Timestamp,
) -> Result<Vec<Blocker>, Problem> {
    let administrators = accounts::administrators(tx, &account.id).await?;
    let contacts = accounts::fulfilment_contacts(tx, &account.id).await?;
    blockers_beside(tx, user, account, &Colleagues { administrators, contacts }, actor, now).await
}

/// Who looks after an account, as an answer needs it in several places.
pub(crate) struct Colleagues {
    pub(crate) administrators: Vec<Administrator>,
    /// Its Fulfilment Contacts.
    pub(crate) contacts: Vec<UserId>,
}

/// The same, where it is known who looks after the account.
async fn blockers_beside(
    tx: &mut Tx,
    user: &User,
    account: &Account,
    Colleagues { administrators, contacts }: &Colleagues,
    actor: Option<Rank>,
    now: Timestamp,
) -> Result<Vec<Blocker>, Problem> {
    let facts = RemovalFacts {
        roles: user.roles.clone(),
        locked: user.is_locked(),
        is_fulfilment_contact: contacts.contains(&user.id),
        fulfilment_contacts: contacts.len(),
        other_administrators: accounts::who_could_answer(administrators, &user.id).count(),
        federation: account.federation,
        provisioned: user.provisioned,
        assigned_licences: licences::of_user(tx, &user.id).await?.len(),
        checked_out_licences: usize::try_from(check_outs::checked_out_count(tx, &user.id, now).await?).unwrap_or(usize::MAX),
    };
    Ok(preflight::removal(&facts, actor))
}

/// Who would fulfil a request that names nobody.
pub(crate) async fn route(tx: &mut Tx, user: &User, account: &Account, now: Timestamp) -> Result<Route, Problem> {
    let administrators = accounts::administrators(tx, &account.id).await?;
    route_beside(tx, user, account, &administrators, now).await
}

/// The same, where the administrators are known.
async fn route_beside(
    tx: &mut Tx,
    user: &User,
    account: &Account,
    administrators: &[Administrator],
    now: Timestamp,
) -> Result<Route, Problem> {
    let route = removal::route(account.federation, user.provisioned, accounts::who_could_answer(administrators, &user.id).count());
    let since = user.affiliated_since.unwrap_or(Timestamp::UNIX_EPOCH);
    let unanswered = removal_requests::expired_count(tx, &user.id, &account.id, since, now).await?;
    Ok(if route == Route::Administrator && unanswered >= EXPIRIES_BEFORE_SUPPORT { Route::Support } else { route })
}

/// What filing would lead to, in an account that these look after.
pub(crate) async fn outlook(
    tx: &mut Tx,
    user: &User,
    account: &Account,
    colleagues: &Colleagues,
    now: Timestamp,
) -> Result<wire::RemovalOutlook, Problem> {
    let route = route_beside(tx, user, account, &colleagues.administrators, now).await?;
    let blockers = blockers_beside(tx, user, account, colleagues, None, now).await?;
    Ok(wire::RemovalOutlook { route: route.into(), blockers: wire::words(blockers) })
}

/// A request as people see it.
pub(crate) async fn to_wire(tx: &mut Tx, it: RemovalRequestRecord) -> Result<wire::RemovalRequest, Problem> {
    let gone = || Problem::internal(&"a removal request names somebody who is not there");
    let user = users::get(tx, &it.user).await?.ok_or_else(gone)?;
    let account = accounts::get(tx, &it.account).await?.ok_or_else(gone)?;
    let to = match &it.to {
        Some(id) => {
            let to = users::get(tx, id).await?.ok_or_else(gone)?;
            Some(former_members::as_known_to(tx, &it.account, &to).await?)
        }
        None => None,
    };
    let told = delivery::of(tx, it.id.as_str(), &["request_received", "request_for_it"]).await?;
    let user = former_members::as_known_to(tx, &it.account, &user).await?;
    Ok(wire::RemovalRequest {
        id: it.id,
        state: it.state.into(),
        route: it.route.into(),
        account: account.to_ref(),
        user,
        to,
        reason: it.reason,
        note: it.note,
        submitted: it.submitted,
        seen: it.seen,
        ended: it.ended,
        expires: it.expires,
        blockers: wire::words(it.blockers),
        decline_reason: it.decline_reason,
        service_request: it.service_request.map(|it| it.to_string()),
        delivery: told,
    })
}

/// Names everything that stands in the way of removing somebody.
pub(crate) fn blocked_problem(user: &User, blockers: &[Blocker]) -> Problem {
    let blocking = blockers.iter().filter(|it| it.blocks());
    let sentences = blocking.map(|it| format!("removal-blocker-{}", it.as_str().replace('_', "-"))).collect();
    Problem::new(Code::RemovalBlocked)
        .arg("person", &user.display_name)
        .arg_messages("blockers", sentences)
        .extension("blockers", &blockers)
}

/// The request is fulfilled: the person was, or is now, removed. The one place that writes this state.
pub(crate) async fn fulfil(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &RemovalRequestRecord,
) -> Result<RemovalRequestRecord, Problem> {
    let mut after = before.clone();
    after.state = removal::apply(before.state, &RemovalEvent::Removed).unwrap_or(RemovalState::Fulfilled);
    after.ended = Some(db_time(ctx.now));
    after.blockers.clear();
    after.blocked_by = None;
    transition(ctx, author, (before, &after), AuditAction::RemovalRequestFulfilled, None).await?;
    Ok(after)
}

impl StateRecord for RemovalRequestRecord {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn account(&self) -> &AccountId {
        &self.account
    }

    fn user(&self) -> &UserId {
        &self.user
    }

    fn facts(&self) -> Value {
        json!({"state": self.state})
    }

    fn facts_after(&self) -> Value {
        match self.state {
            RemovalState::Blocked => json!({"state": self.state, "blockers": self.blockers}),
            RemovalState::Submitted
            | RemovalState::Seen
            | RemovalState::Approved
            | RemovalState::Declined
            | RemovalState::Withdrawn
            | RemovalState::Expired
            | RemovalState::Fulfilled => self.facts(),
        }
    }

    async fn write(&self, tx: &mut Tx, before: &Self) -> Result<bool, StoreError> {
        removal_requests::write_state(tx, self, before.state).await
    }
}

/// The person's own requests, newest first, as they stand at this moment.
pub(crate) async fn of_person(service: &Service, user: &UserId, page: &PageRequest) -> Result<wire::RemovalRequests, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let mut found = removal_requests::page_of_user(&mut tx, user, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.submitted.as_millisecond(), it.id.as_str()));
    Ok(wire::RemovalRequests { items: seen(&mut tx, found, service.now()).await?, next_cursor })
}

/// The account's requests, newest first, as they stand at `now`. `open`: only those that wait, or only those that do not.
pub(crate) async fn of_account(
    reader: &mut AccountReader,
    open: Option<bool>,
    page: &PageRequest,
    now: Timestamp,
) -> Result<wire::RemovalRequests, Problem> {
    let tx = &mut reader.tx;
    let mut found = removal_requests::page_of_account(tx, &reader.account.id, (open, now), &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.submitted.as_millisecond(), it.id.as_str()));
    Ok(wire::RemovalRequests { items: seen(tx, found, now).await?, next_cursor })
}

/// One of the account's requests, as it stands at `now`.
pub(crate) async fn get(reader: &mut AccountReader, id: &RemovalRequestId, now: Timestamp) -> Result<wire::RemovalRequest, Problem> {
    let found = removal_requests::get(&mut reader.tx, id).await?.filter(|it| it.account == reader.account.id);
    let found = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    let it = expiry::as_of(&mut reader.tx, &found, now).await?;
    to_wire(&mut reader.tx, it).await
}

async fn seen(tx: &mut Tx, found: Vec<RemovalRequestRecord>, now: Timestamp) -> Result<Vec<wire::RemovalRequest>, Problem> {
    let mut items = Vec::with_capacity(found.len());
    for it in &found {
        let it = expiry::as_of(tx, it, now).await?;
        items.push(to_wire(tx, it).await?);
    }
    Ok(items)
}
