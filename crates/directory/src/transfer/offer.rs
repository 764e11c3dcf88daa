//! An administrator offers to take over somebody who belongs to another account. Everything that they learn of the person is that the
//! address belongs to somebody elsewhere, as they learn by looking it up.

use super::{as_of, still_holds, to_wire};
use crate::address_lookup::{Addressee, addressee, does_not_fit, keeping_the_look};
use crate::authorisation::Locked;
use crate::mail::{Letter, Occasion, Recipient};
use crate::offered_terms::OfferedTerms;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::transfers::{self, TransferRecord};
use crate::store::users::User;
use crate::transition::transition_unseen;
use domicile_model::account::Federation;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, TransferId, UserId};
use domicile_model::transfer::{OFFER_EXPIRES_AFTER, TransferState};
use domicile_model::wire::{self, OfferTo};
use jiff::Timestamp;
use serde_json::json;

/// Makes an offer.
pub(crate) struct MakeOffer {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: OfferTo,
}

impl UseCase for MakeOffer {
    type Output = wire::Transfer;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Transfer>, Problem> {
        let Addressee { locked: Locked { actor, account }, email, terms, found } =
            addressee(ctx, &self.actor, &self.account, &self.body).await?;
        let Some(user) = found.user.as_ref().filter(|_| found.code == AddCode::AffiliatedElsewhere) else {
            return Ok(Outcome::Refused(does_not_fit(&email, &found)));
        };
        keeping_the_look(offer(ctx, &actor, &account, user, email.as_str(), terms).await)
    }
}

/// Makes the offer. Whoever calls has locked the rows, and looked the address up.
pub(crate) async fn offer(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    user: &User,
    email: &str,
    terms: OfferedTerms,
) -> Result<wire::Transfer, Problem> {
    if account.federation != Federation::None {
        return Err(Problem::new(Code::FederatedAccount));
    }
    if let Some(open) = transfers::open_between(ctx.tx, &account.id, &user.id).await? {
        let now = as_of(&open, ctx.now);
        if now.state.is_open() {
            let open = to_wire(ctx.tx, open).await?;
            return Err(Problem::new(Code::OfferAlreadyOpen).extension("transfer", &open));
        }
        transition_unseen(ctx, (&open, &now), AuditAction::TransferExpired).await?;
    }
    ctx.may_write(&Recipient::person(user), "offer_waits", &account.id).await?;
    let it = TransferRecord {
        id: TransferId::new(ctx.ids.next(ctx.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: email.to_owned(),
        state: TransferState::Offered,
        offered_by: actor.id.clone(),
        roles: terms.roles,
        country: terms.country,
        offered: db_time(ctx.now),
        expires: db_time(ctx.now).saturating_add(OFFER_EXPIRES_AFTER).unwrap_or(Timestamp::MAX),
        accepted: None,
        ended: None,
        request: None,
    };
    if !still_holds(ctx.tx, &it, account).await? {
        return Err(Problem::new(Code::NotAllowed));
    }
    if !transfers::put(ctx.tx, &it).await? {
        return Err(Problem::busy());
    }
    ctx.record(Event {
        account: Some(&account.id),
        author: Author::User(&actor.id),
        action: AuditAction::TransferOffered,
        subject: it.id.as_str(),
        before: None,
        after: Some(json!({"email": it.email, "roles": it.roles, "country": it.country, "state": it.state})),
        because: None,
    })
    .await?;
    ctx.mail(&Recipient::person(user), Letter::OfferWaits { expires: it.expires }, Occasion::of_account(&account.id, it.id.as_str()))
        .await?;
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await?;
    to_wire(ctx.tx, it).await
}
