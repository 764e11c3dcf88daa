//! Check-outs: asking for one, answering, giving it back, ending it, and how they look to the people concerned. Which step may follow which is
//! decided in `domicile-model`, what a document is in `domicile-policy`; here the facts are gathered and the outcome is written.

pub(crate) mod answer;
pub(crate) mod cancel;
pub(crate) mod request;
pub(crate) mod return_;

use crate::account_reader::AccountReader;
use crate::mail::{CheckOutFacts, delivery};
use crate::page::PageRequest;
use crate::policy::{Machine, Stated, state};
use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::check_outs::{self, CheckOutRecord};
use crate::store::columns::db_time;
use crate::store::users;
use crate::store::{StoreError, Tx, accounts, former_members, versions};
use crate::transition::{StateRecord, transition};
use domicile_model::check_out::{CheckOutEvent, CheckOutState, MAX_DAYS, apply};
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;
use domicile_policy::decide::right_of;
use jiff::Timestamp;
use serde_json::{Value, json};

/// How many that are over a person still sees.
const SHOWN: usize = 20;

fn dangling_reference() -> Problem {
    Problem::internal(&"a check-out names somebody who is not there")
}

/// The check-out as it stands at `now`.
pub(crate) fn as_of(it: &CheckOutRecord, now: Timestamp) -> CheckOutRecord {
    let state = apply(it.state, CheckOutEvent::TimePassed { now, until: it.until }).unwrap_or(it.state);
    let ended = if state == it.state { it.ended } else { Some(it.until) };
    CheckOutRecord { state, ended, ..it.clone() }
}

/// What a letter says of it.
fn mail_facts<'a>(account: &'a str, it: &'a CheckOutRecord) -> CheckOutFacts<'a> {
    CheckOutFacts { account, product: &it.product.name, machine: &it.machine.name }
}

/// The administrator who answered.
async fn answerer(tx: &mut Tx, it: &CheckOutRecord) -> Result<Option<wire::Person>, Problem> {
    let Some(id) = &it.answered_by else { return Ok(None) };
    let who = users::get(tx, id).await?.ok_or_else(dangling_reference)?;
    Ok(Some(former_members::as_known_to(tx, &it.account, &who).await?))
}

/// As the person sees it.
pub(crate) async fn to_mine(tx: &mut Tx, it: CheckOutRecord) -> Result<wire::MyCheckOut, Problem> {
    let account = accounts::get(tx, &it.account).await?.ok_or_else(dangling_reference)?.to_ref();
    let answered_by = answerer(tx, &it).await?.map(|it| it.display_name);
    let told = delivery::of(tx, it.id.as_str(), &["check_out_asked"]).await?;
    Ok(wire::MyCheckOut {
        document: it.document.filter(|_| it.state == CheckOutState::CheckedOut),
        id: it.id,
        account,
        product: it.product,
        machine: it.machine,
        state: it.state.into(),
        days: it.days,
        asked: it.asked,
        answered: it.answered,
        answered_by,
        reason: it.reason,
        until: it.until,
        ended: it.ended,
        delivery: told,
    })
}

/// As the administrators of the account see it: without the document, which is the person's.
pub(crate) async fn to_wire(tx: &mut Tx, it: CheckOutRecord) -> Result<wire::CheckOut, Problem> {
    let user = users::get(tx, &it.user).await?.ok_or_else(dangling_reference)?;
    let user = former_members::as_known_to(tx, &it.account, &user).await?;
    let answered_by = answerer(tx, &it).await?;
    Ok(wire::CheckOut {
        id: it.id,
        user,
        product: it.product,
        machine: it.machine,
        state: it.state.into(),
        days: it.days,
        asked: it.asked,
        answered: it.answered,
        answered_by,
        reason: it.reason,
        until: it.until,
        ended: it.ended,
    })
}

/// What the person sees: those that are open, then the latest that ended; of one machine, if one is named.
pub(crate) async fn of_person(tx: &mut Tx, user: &UserId, machine: Option<&str>, now: Timestamp) -> Result<wire::MyCheckOuts, Problem> {
    let written = check_outs::open_of_user(tx, user).await?.into_iter().filter(|it| machine.is_none_or(|id| it.machine.id == id));
    let (open, mut ended): (Vec<_>, Vec<_>) = written.map(|it| as_of(&it, now)).partition(|it| it.state.is_open());
    ended.extend(check_outs::ended_of_user(tx, user, machine, i64::try_from(SHOWN).unwrap_or(i64::MAX)).await?);
    ended.sort_by(|a, b| (b.ended, &b.id).cmp(&(a.ended, &a.id)));
    ended.truncate(SHOWN);
    let mut items = Vec::with_capacity(open.len() + ended.len());
    for it in open.into_iter().chain(ended) {
        items.push(to_mine(tx, it).await?);
    }
    Ok(wire::MyCheckOuts { items })
}

/// The number of days, if it is one that a check-out may have.
fn days_in_reach(days: u16) -> Result<u16, Problem> {
    if (1..=MAX_DAYS).contains(&days) { Ok(days) } else { Err(Problem::new(Code::CheckOutDays).arg("most", MAX_DAYS)) }
}

/// What the person's policy says now, if it lets the product run on the machine: trials and evaluation included.
async fn entitled(ctx: &mut WriteContext<'_>, issuer: &str, user: &UserId, it: (&str, &wire::CheckOutMachine)) -> Result<Stated, Problem> {
    let (product, machine) = (it.0, Machine { id: it.1.id.clone(), name: it.1.name.clone() });
    let stated = state(ctx.tx, issuer, user, &machine, ctx.now).await?;
    let decision = right_of(&stated.claims, product, stated.now.as_second());
    if decision.may_run {
        return Ok(stated);
    }
    let reason = decision.reason.map_or("other", |it| it.as_str());
    let messages = vec![format!("check-out-reason-{}", reason.replace('_', "-"))];
    let name = stated.claims.entitlement(product).map_or(product, |it| it.name.as_str());
    Err(Problem::new(Code::CheckOutNotEntitled)
        .arg("person", &stated.user.display_name)
        .arg("product", name)
        .arg_messages("reason", messages)
        .extension("reason", &reason))
}

impl StateRecord for CheckOutRecord {
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
        json!({"state": self.state, "days": self.days, "until": self.until})
    }

    async fn write(&self, tx: &mut Tx, before: &Self) -> Result<bool, StoreError> {
        check_outs::write_state(tx, self, before.state).await
    }
}

/// Writes one step, and a new version of the person's policy where that lists the check-out or did.
async fn write(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    before: &CheckOutRecord,
    after: &CheckOutRecord,
    because: Option<&str>,
) -> Result<(), Problem> {
    let action = match after.state {
        CheckOutState::Asked => AuditAction::CheckOutAsked,
        CheckOutState::CheckedOut => AuditAction::CheckOutAllowed,
        CheckOutState::Declined => AuditAction::CheckOutDeclined,
        CheckOutState::Withdrawn => AuditAction::CheckOutWithdrawn,
        CheckOutState::Returned => AuditAction::CheckOutReturned,
        CheckOutState::Ended => AuditAction::CheckOutEnded,
        CheckOutState::Cancelled => AuditAction::CheckOutCancelled,
        CheckOutState::Expired => AuditAction::CheckOutExpired,
    };
    transition(ctx, author, (before, after), action, because).await?;
    if [before.state, after.state].contains(&CheckOutState::CheckedOut) {
        versions::touch_user(ctx.tx, &after.user, ctx.now).await?;
    }
    Ok(())
}

/// What the account's administrators see, newest first. `user`: only this person's; `open_at`: only what is open at that moment.
pub(crate) async fn of_account(
    reader: &mut AccountReader,
    which: (Option<&UserId>, Option<Timestamp>),
    page: &PageRequest,
    now: Timestamp,
) -> Result<wire::CheckOuts, Problem> {
    let mut found = check_outs::page_of_account(&mut reader.tx, &reader.account.id, which, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.asked.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for it in &found {
        items.push(to_wire(&mut reader.tx, as_of(it, now)).await?);
    }
    Ok(wire::CheckOuts { items, next_cursor })
}

/// It has ended in this state.
fn ended(before: &CheckOutRecord, state: CheckOutState, now: Timestamp) -> CheckOutRecord {
    CheckOutRecord { state, ended: Some(db_time(now)), ..before.clone() }
}
