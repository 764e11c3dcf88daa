//! An administrator offers to take over somebody who belongs to another account. Everything that they learn of the person is that the
//! address belongs to somebody elsewhere, as they learn by looking it up.

use super::{judge, still_holds, to_wire, write};
use crate::invitation::invite::Promise;
use crate::mail::{Letter, Recipient};
use crate::person::access::administrator_of;
use crate::person::look_up::{address, does_not_fit, look_up};
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
use crate::store::transfers::{self, Stored};
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::account::Federation;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, TransferId, UserId};
use domicile_model::transfer::{OFFER_EXPIRES_AFTER, TransferState};
use domicile_model::wire::OfferTo;
use jiff::Timestamp;
use serde_json::json;

/// Makes an offer.
pub(crate) struct MakeOffer {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: OfferTo,
}

impl Change for MakeOffer {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        administrator_of(act.tx, &self.actor, &self.account).await?;
        let email = address(&self.body.email)?;
        let promise = Promise::read(&self.body.roles, self.body.country.as_deref())?;
        match users::id_by_email(act.tx, &email).await? {
            Some(id) => drop(users::get_for_change_among(act.tx, &id, std::slice::from_ref(&self.account)).await?),
            None => accounts::lock(act.tx, &self.account).await?,
        }
        let actor = administrator_of(act.tx, &self.actor, &self.account).await?;
        let account = accounts::get(act.tx, &self.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let found = look_up(act, &actor, &account, &email).await?;
        let Some(user) = found.user.as_ref().filter(|_| found.code == AddCode::AffiliatedElsewhere) else {
            return Ok(Answer::Refused(does_not_fit(&email, &found)));
        };
        match offer(act, &actor, &account, user, self.body.email.trim(), promise).await {
            Ok(it) => Answer::done(StatusCode::CREATED, &to_wire(act.tx, it).await?),
            // Nothing was written since the look, and the look stays.
            Err(problem) if !problem.is_busy() => Ok(Answer::Refused(problem)),
            Err(problem) => Err(problem),
        }
    }
}

/// Makes the offer. Whoever calls has locked the rows, and looked the address up.
pub(crate) async fn offer(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    user: &User,
    email: &str,
    promise: Promise,
) -> Result<Stored, Problem> {
    if account.federation != Federation::None {
        return Err(Problem::new(Code::FederatedAccount));
    }
    if let Some(open) = transfers::open_between(act.tx, &account.id, &user.id).await? {
        let now = judge(&open, act.now);
        if now.state.is_open() {
            let open = to_wire(act.tx, open).await?;
            return Err(Problem::new(Code::OfferAlreadyOpen).fact("transfer", &open));
        }
        write(act, &now, open.state, None, "transfer.expired").await?;
    }
    let it = Stored {
        id: TransferId::new(act.ids.next(act.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: email.to_owned(),
        state: TransferState::Offered,
        offered_by: actor.id.clone(),
        roles: promise.roles,
        country: promise.country,
        offered: whole_milliseconds(act.now),
        expires: whole_milliseconds(act.now).saturating_add(OFFER_EXPIRES_AFTER).unwrap_or(Timestamp::MAX),
        accepted: None,
        ended: None,
        request: None,
    };
    if !still_holds(act.tx, &it, account).await? {
        return Err(Problem::new(Code::NotAllowed));
    }
    if !transfers::put(act.tx, &it).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    act.record(Event {
        account: Some(&account.id),
        author: Author::User(&actor.id),
        action: "transfer.offered",
        subject: it.id.as_str(),
        before: None,
        after: Some(json!({"email": it.email, "roles": it.roles, "country": it.country, "state": it.state})),
        because: None,
    })
    .await?;
    act.mail(&Recipient::person(user), Letter::OfferWaits { expires: it.expires }).await?;
    act.tell(&user.id).await?;
    act.tell_administrators(&account.id).await?;
    Ok(it)
}
