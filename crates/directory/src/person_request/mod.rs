//! Requests to be added, to be unlocked, for a country, for a role: filing, withdrawing, how they end, and how they look to the people
//! concerned. Answering is in `user_management`, since it does what administrators do anyway. What may be asked, and which step may follow
//! which, is decided in `domicile-model`.

pub(crate) mod ending;
pub(crate) mod remind;
pub(crate) mod submit;
pub(crate) mod withdraw;

use crate::account_reader::AccountReader;
use crate::mail::delivery;
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::store::accounts::{self, Administrator};
use crate::store::person_requests::{self, PersonRequestRecord};
use crate::store::users::{self, User};
use crate::store::{StoreError, Tx, former_members};
use crate::transition::StateRecord;
use domicile_model::account::AccountRef;
use domicile_model::id::{AccountId, PersonRequestId, UserId};
use domicile_model::person::{LockReason, Rank, rank};
use domicile_model::person_request::{RequestKind, RequestedChange, RequesterFacts, may_give};
use domicile_model::removal::{RemovalEvent, RemovalState, apply};
use domicile_model::wire;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The letters to whoever can answer.
const TOLD: [&str; 1] = ["person_request_received"];

/// The request as it stands at `now`.
pub(crate) fn as_of(it: &PersonRequestRecord, now: Timestamp) -> PersonRequestRecord {
    let state = apply(it.state, &RemovalEvent::TimePassed { now, expires: it.expires }).unwrap_or(it.state);
    let ended = if state == it.state { it.ended } else { Some(it.expires) };
    PersonRequestRecord { state, ended, ..it.clone() }
}

/// Why the person is locked.
pub(crate) fn lock_reasons(user: &User) -> Vec<LockReason> {
    user.locks.iter().map(|it| it.0).collect()
}

/// Asks a rule about how the person stands, in the eyes of this account.
pub(crate) fn with_facts<T>(user: &User, account: &AccountId, ask: impl FnOnce(&RequesterFacts<'_>) -> T) -> T {
    let (locks, roles) = (lock_reasons(user), user.all_roles());
    let member = user.account.as_ref().is_some_and(|it| it.id == *account);
    ask(&RequesterFacts { member, locks: &locks, country: user.explicit_country, roles: &roles })
}

/// Who of these administrators could give the person what they ask for.
pub(crate) fn who_could_give<'a>(administrators: &'a [Administrator], user: &'a User, asked: RequestedChange) -> Vec<&'a Administrator> {
    let locks = lock_reasons(user);
    let could = |it: &&Administrator| may_give(asked, rank_of(it), false, &locks, &user.roles).is_ok();
    accounts::who_could_answer(administrators, &user.id).filter(could).collect()
}

fn rank_of(it: &Administrator) -> Rank {
    rank(&[it.role])
}

fn dangling_reference() -> Problem {
    Problem::internal(&"a request names somebody who is not there")
}

async fn known_person(tx: &mut Tx, account: &AccountId, id: Option<&UserId>) -> Result<Option<wire::Person>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let user = users::get(tx, id).await?.ok_or_else(dangling_reference)?;
    Ok(Some(former_members::as_known_to(tx, account, &user).await?))
}

/// A request as people see it. Of whoever asks to be added the account sees the address that it had itself, until they belong to it.
pub(crate) async fn to_wire(tx: &mut Tx, it: PersonRequestRecord) -> Result<wire::PersonRequest, Problem> {
    let account = accounts::get(tx, &it.account).await?.ok_or_else(dangling_reference)?;
    let user = users::get(tx, &it.user).await?.ok_or_else(dangling_reference)?;
    let belongs = user.account.as_ref().is_some_and(|at| at.id == it.account);
    let user = match it.asked {
        RequestedChange::Add if !belongs => None,
        RequestedChange::Add | RequestedChange::Unlock | RequestedChange::Country(_) | RequestedChange::Role(_) => {
            Some(former_members::as_known_to(tx, &it.account, &user).await?)
        }
    };
    let email = user.as_ref().map_or_else(|| it.email.clone(), |it| it.email.clone());
    Ok(wire::PersonRequest {
        kind: it.asked.kind().into(),
        state: it.state.into(),
        route: it.route.into(),
        account: account.to_ref(),
        email,
        user,
        country: it.asked.country(),
        role: it.asked.role().map(wire::Word::from),
        to: known_person(tx, &it.account, it.to.as_ref()).await?,
        note: it.note,
        submitted: it.submitted,
        seen: it.seen,
        ended: it.ended,
        expires: it.expires,
        answered_by: known_person(tx, &it.account, it.answered_by.as_ref()).await?,
        decline_reason: it.decline_reason,
        service_request: it.service_request.map(|it| it.to_string()),
        delivery: delivery::of(tx, it.id.as_str(), &TOLD).await?,
        id: it.id,
    })
}

impl StateRecord for PersonRequestRecord {
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

    async fn write(&self, tx: &mut Tx, before: &Self) -> Result<bool, StoreError> {
        person_requests::write_state(tx, self, before.state).await
    }
}

/// The newest request of each kind, as the person sees them at `now`.
pub(crate) async fn newest_of_person(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<Vec<wire::PersonRequest>, Problem> {
    let mut found = Vec::new();
    for kind in RequestKind::ALL {
        if let Some(stored) = person_requests::newest_of_user(tx, user, kind).await? {
            found.push(to_wire(tx, as_of(&stored, now)).await?);
        }
    }
    Ok(found)
}

/// The accounts that somebody who belongs to none may ask to be added to, the latest first.
pub(crate) async fn may_ask_to_join(tx: &mut Tx, user: &User) -> Result<Vec<AccountRef>, Problem> {
    if user.account.is_some() {
        return Ok(Vec::new());
    }
    let mut found: Vec<AccountRef> = Vec::new();
    for it in person_requests::known_accounts(tx, &user.id).await? {
        if found.iter().all(|known| known.id != it.account)
            && let Some(account) = accounts::get(tx, &it.account).await?
        {
            found.push(account.to_ref());
        }
    }
    Ok(found)
}

/// The person's own requests, newest first, as they stand at this moment.
pub(crate) async fn of_person(service: &Service, user: &UserId, page: &PageRequest) -> Result<wire::PersonRequests, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let mut found = person_requests::page_of_user(&mut tx, user, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.submitted.as_millisecond(), it.id.as_str()));
    Ok(wire::PersonRequests { items: seen(&mut tx, found, service.now()).await?, next_cursor })
}

/// The account's requests, newest first, as they stand at `now`. `open`: only those that wait, or only those that do not.
pub(crate) async fn of_account(
    reader: &mut AccountReader,
    open: Option<bool>,
    page: &PageRequest,
    now: Timestamp,
) -> Result<wire::PersonRequests, Problem> {
    let tx = &mut reader.tx;
    let mut found = person_requests::page_of_account(tx, &reader.account.id, (open, now), &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.submitted.as_millisecond(), it.id.as_str()));
    Ok(wire::PersonRequests { items: seen(tx, found, now).await?, next_cursor })
}

/// One of the account's requests, as it stands at `now`.
pub(crate) async fn get(reader: &mut AccountReader, id: &PersonRequestId, now: Timestamp) -> Result<wire::PersonRequest, Problem> {
    let found = person_requests::get(&mut reader.tx, id).await?.filter(|it| it.account == reader.account.id);
    let found = found.ok_or_else(|| Problem::new(Code::NotFound))?;
    to_wire(&mut reader.tx, as_of(&found, now)).await
}

async fn seen(tx: &mut Tx, found: Vec<PersonRequestRecord>, now: Timestamp) -> Result<Vec<wire::PersonRequest>, Problem> {
    let mut items = Vec::with_capacity(found.len());
    for it in &found {
        items.push(to_wire(tx, as_of(it, now)).await?);
    }
    Ok(items)
}

/// The request is over, and says so with the problem.
pub(crate) async fn closed(tx: &mut Tx, request: PersonRequestRecord) -> Problem {
    match to_wire(tx, request).await {
        Ok(request) => Problem::new(Code::RequestClosed).extension("request", &request),
        Err(problem) => problem,
    }
}

/// It has ended in this state.
fn ended(before: &PersonRequestRecord, state: RemovalState, now: Timestamp) -> PersonRequestRecord {
    PersonRequestRecord { state, ended: Some(crate::store::columns::db_time(now)), ..before.clone() }
}
