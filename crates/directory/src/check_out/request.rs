//! Asking for a check-out.

use super::{as_of, cancel, days_in_reach, entitled, mail_facts, to_mine};
use crate::keys::PolicyKeys;
use crate::mail::{Letter, Occasion, Recipient};
use crate::policy::is_machine_id;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::check_outs::{self, CheckOutRecord};
use crate::store::columns::db_time;
use crate::store::users::{self, User};
use crate::text::cleaned_name;
use domicile_model::check_out::{CheckOutState, REQUEST_EXPIRES_AFTER};
use domicile_model::id::{CheckOutId, UserId};
use domicile_model::identifier::trimmed;
use domicile_model::person::{Role, rank};
use domicile_model::rank::may_change;
use domicile_model::wire::{self, AskCheckOut, CheckOutMachine, ProductRef};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::sync::Arc;

/// How many open ones a person may have.
const MOST_OPEN: usize = 20;

/// How often a person may ask in a day, whatever became of it.
const MOST_A_DAY: usize = 30;
/// The span in which that is counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The person asks.
pub(crate) struct RequestCheckOut {
    pub(crate) user: UserId,
    pub(crate) body: AskCheckOut,
    pub(crate) keys: Arc<PolicyKeys>,
}

/// The machine as it is kept.
fn kept_machine(it: &CheckOutMachine) -> Result<CheckOutMachine, Problem> {
    if !is_machine_id(&it.id) {
        return Err(Problem::new(Code::InvalidBody).arg("cause", "machine.id is not 1 to 128 letters, digits or any of -_.~"));
    }
    let name = cleaned_name(&it.name)?;
    // People read the name in letters and lists: some name there must be.
    Ok(CheckOutMachine { id: it.id.clone(), name: if name.is_empty() { it.id.clone() } else { name } })
}

impl UseCase for RequestCheckOut {
    type Output = wire::MyCheckOut;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::MyCheckOut>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
        if user.is_locked() {
            return Err(Problem::new(Code::LimitedView));
        }
        let product = trimmed(&self.body.product);
        let days = days_in_reach(self.body.days)?;
        let machine = kept_machine(&self.body.machine)?;
        let mut open = Vec::new();
        for it in check_outs::open_of_user(ctx.tx, &user.id).await? {
            if as_of(&it, ctx.now).state.is_open() { open.push(it) } else { cancel::expire(ctx, &it).await? }
        }
        if let Some(same) = open.iter().find(|it| it.machine.id == machine.id && it.product.id == product) {
            let same = to_mine(ctx.tx, same.clone()).await?;
            return Err(Problem::new(Code::CheckOutOpen).arg("product", &same.product.name).extension("checkOut", &same));
        }
        if open.len() >= MOST_OPEN {
            return Err(Problem::new(Code::CheckOutTooMany).arg("most", MOST_OPEN));
        }
        limit(ctx, &user).await?;
        let stated = entitled(ctx, self.keys.issuer(), &user.id, (product, &machine)).await?;
        let name = stated.claims.entitlement(product).map_or_else(|| product.to_owned(), |it| it.name.clone());
        let asked = db_time(ctx.now);
        let it = CheckOutRecord {
            id: CheckOutId::new(ctx.ids.next(ctx.now)),
            account: account.id.clone(),
            user: user.id.clone(),
            product: ProductRef { id: product.to_owned(), name },
            machine,
            state: CheckOutState::Asked,
            days,
            asked,
            until: asked.saturating_add(REQUEST_EXPIRES_AFTER).unwrap_or(Timestamp::MAX),
            answered: None,
            answered_by: None,
            reason: None,
            ended: None,
            document: None,
        };
        if !check_outs::put(ctx.tx, &it).await? {
            // Another wish came between our look and our writing; on the next look it is there.
            return Err(Problem::busy());
        }
        ctx.record(Event {
            account: Some(&account.id),
            author: Author::User(&user.id),
            action: AuditAction::CheckOutAsked,
            subject: it.id.as_str(),
            before: None,
            after: Some(
                json!({"state": it.state, "days": it.days, "until": it.until, "product": it.product.id, "machine": it.machine.name}),
            ),
            because: None,
        })
        .await?;
        notify(ctx, &user, &account, &it).await?;
        ctx.tell(&user.id).await?;
        ctx.tell_administrators(&account.id).await?;
        Ok(Outcome::Done(to_mine(ctx.tx, it).await?))
    }
}

/// However often somebody asks and withdraws, others have to read it.
async fn limit(ctx: &mut WriteContext<'_>, user: &User) -> Result<(), Problem> {
    let since = ctx.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let asked = check_outs::asked_since(ctx.tx, &user.id, since).await?;
    let Some(oldest) = asked.len().checked_sub(MOST_A_DAY).and_then(|it| asked.get(it)) else { return Ok(()) };
    let free = oldest.saturating_add(DAY).unwrap_or(ctx.now);
    Err(Problem::new(Code::TooManyCheckOuts).arg("most", MOST_A_DAY).retry_after(free.duration_since(ctx.now).as_secs() + 1))
}

/// Who can answer gets a letter: not the person themselves, who may but knows already.
async fn notify(ctx: &mut WriteContext<'_>, user: &User, account: &Account, it: &CheckOutRecord) -> Result<(), Problem> {
    let letter = Letter::CheckOutAsked { person: &user.display_name, check_out: mail_facts(&account.name, it), days: it.days };
    let reaches = |role: Role| may_change(rank(&[role]), rank(&user.roles)).is_ok();
    for to in accounts::administrators(ctx.tx, &account.id).await?.iter().filter(|to| !to.locked && to.id != user.id && reaches(to.role)) {
        ctx.mail(&Recipient::administrator(to), letter, Occasion::of_person(&user.id, it.id.as_str())).await?;
    }
    Ok(())
}
