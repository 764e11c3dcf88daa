//! An administrator offers to take over somebody who belongs to another account. Everything that they learn of the person is that the
//! address belongs to somebody elsewhere, as they learn by looking it up.

use super::{judge, still_holds, to_wire, write};
use crate::invitation::invite::Promise;
use crate::mail::{Letter, Recipient};
use crate::people::{
    self,
    add::{hold, look, mismatch, refusal},
};
use crate::person::access::administrator_of;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::{Act, Answer, Change};
use crate::store::accounts::Account;
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
        let promise = Promise::read(&self.body.roles, self.body.country.as_deref())?;
        hold(act, &self.body.email, &self.account).await?;
        let (actor, account) = people::actor(act, &self.actor, &self.account).await?;
        let looked = look(act, &actor, &account, &self.body.email).await?;
        let Some(id) = looked.user.as_ref().filter(|_| looked.code == AddCode::AffiliatedElsewhere) else {
            return Ok(Answer::Refused(mismatch(&looked)));
        };
        let user = users::get(act.tx, id).await?.ok_or_else(super::gone)?;
        match offer(act, &actor, &account, &user, self.body.email.trim(), promise).await {
            Ok(it) => Answer::done(StatusCode::CREATED, &to_wire(act.tx, it).await?),
            Err(problem) => refusal(problem),
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
