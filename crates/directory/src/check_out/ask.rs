//! Asking for a check-out.

use super::{cancel, days_in_reach, entitled, judge, to_mine};
use crate::keys::PolicyKeys;
use crate::mail::{Letter, Recipient};
use crate::policy::is_machine_id;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
use crate::store::check_outs::{self, Stored};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::check_out::{CheckOutState, REQUEST_EXPIRES_AFTER};
use domicile_model::id::{CheckOutId, UserId};
use domicile_model::person::{Role, rank};
use domicile_model::rank::may_change;
use domicile_model::text::{NAME_MAX, TooLong, clean_line};
use domicile_model::wire::{AskCheckOut, CheckOutMachine, ProductRef};
use jiff::Timestamp;
use serde_json::json;
use std::sync::Arc;

/// How many open ones a person may have.
const MOST_OPEN: usize = 20;

/// The person asks.
pub(crate) struct Ask {
    pub(crate) user: UserId,
    pub(crate) body: AskCheckOut,
    pub(crate) keys: Arc<PolicyKeys>,
}

/// The machine as it is kept.
fn kept_machine(it: &CheckOutMachine) -> Result<CheckOutMachine, Problem> {
    if !is_machine_id(&it.id) {
        return Err(Problem::new(Code::InvalidBody).blank("cause", "machine.id is not 1 to 128 letters, digits or any of -_.~"));
    }
    let too_long = |it: TooLong| Problem::new(Code::TextTooLong).blank("found", it.found).blank("most", it.most);
    let name = clean_line(&it.name, NAME_MAX).map_err(too_long)?;
    // People read the name in letters and lists: some name there must be.
    Ok(CheckOutMachine { id: it.id.clone(), name: if name.is_empty() { it.id.clone() } else { name } })
}

impl Change for Ask {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let user = users::get_for_change(act.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
        if user.is_locked() {
            return Err(Problem::new(Code::LimitedView));
        }
        let days = days_in_reach(self.body.days)?;
        let machine = kept_machine(&self.body.machine)?;
        let mut open = Vec::new();
        for it in check_outs::open_of_user(act.tx, &user.id).await? {
            if judge(&it, act.now).state.is_open() { open.push(it) } else { cancel::expire(act, &it).await? }
        }
        if let Some(same) = open.iter().find(|it| it.machine.id == machine.id && it.product.id == self.body.product) {
            let same = to_mine(act.tx, same.clone()).await?;
            return Err(Problem::new(Code::CheckOutOpen).blank("product", &same.product.name).fact("checkOut", &same));
        }
        if open.len() >= MOST_OPEN {
            return Err(Problem::new(Code::CheckOutTooMany).blank("most", MOST_OPEN));
        }
        let stated = entitled(act, self.keys.issuer(), &user.id, (&self.body.product, &machine)).await?;
        let name = stated.claims.entitlement(&self.body.product).map_or_else(|| self.body.product.clone(), |it| it.name.clone());
        let asked = whole_milliseconds(act.now);
        let it = Stored {
            id: CheckOutId::new(act.ids.next(act.now)),
            account: account.id.clone(),
            user: user.id.clone(),
            product: ProductRef { id: self.body.product.clone(), name },
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
        if !check_outs::put(act.tx, &it).await? {
            // Another wish came between our look and our writing; on the next look it is there.
            return Err(Problem::new(Code::Busy).retry_after(1));
        }
        act.record(Event {
            account: Some(&account.id),
            author: Author::User(&user.id),
            action: "check_out.asked",
            subject: it.id.as_str(),
            before: None,
            after: Some(
                json!({"state": it.state, "days": it.days, "until": it.until, "product": it.product.id, "machine": it.machine.name}),
            ),
            because: None,
        })
        .await?;
        notify(act, &user, &account, &it).await?;
        act.tell(&user.id).await?;
        act.tell_administrators(&account.id).await?;
        Answer::done(StatusCode::CREATED, &to_mine(act.tx, it).await?)
    }
}

/// Who can answer gets a letter: not the person themselves, who may but knows already.
async fn notify(act: &mut Act<'_>, user: &User, account: &Account, it: &Stored) -> Result<(), Problem> {
    let letter = Letter::CheckOutAsked {
        person: &user.display_name,
        account: &account.name,
        product: &it.product.name,
        machine: &it.machine.name,
        days: it.days,
    };
    let reaches = |role: Role| may_change(rank(&[role]), rank(&user.roles)).is_ok();
    for to in accounts::administrators(act.tx, &account.id).await?.iter().filter(|to| !to.locked && to.id != user.id && reaches(to.role)) {
        act.mail(&Recipient::administrator(to), letter).await?;
    }
    Ok(())
}
