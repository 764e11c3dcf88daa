//! What nobody asks for: requests, offers, invitations and check-outs whose time is over end, requests that nothing blocks any more wait
//! again, and reminders go out. In small transactions, each for one of them; what another instance has done in the meantime is found done.

use crate::problem::Problem;
use crate::removal::expiry::{self, RequestsOf, bring_up_to_date};
use crate::removal::remind::remind;
use crate::service::{Service, WriteContext, again_while_busy};
use crate::store::{check_outs, invitations, person_requests, removal_requests, transfers, users};
use crate::{check_out, invitation, person_request, transfer};
use domicile_model::id::{AccountId, CheckOutId, InvitationId, PersonRequestId, RemovalRequestId, TransferId, UserId};
use domicile_model::removal::REMINDERS_AFTER;
use jiff::Timestamp;
use uuid::Uuid;

/// How many of each are looked at in one go.
const AT_ONCE: i64 = 100;

/// Something whose time has come.
enum Due {
    Request(RemovalRequestId, UserId),
    PersonRequest(PersonRequestId, UserId),
    Offer(TransferId, UserId, AccountId),
    Invitation(InvitationId, UserId, AccountId),
    CheckOut(CheckOutId, UserId, AccountId),
}

/// Does some of what is due; whether there may be more.
pub(crate) async fn run_batch(service: &Service) -> anyhow::Result<bool> {
    let due = find(service).await?;
    for it in &due {
        again_while_busy(|| run_one(service, it)).await.map_err(|it| anyhow::anyhow!("{it:?}"))?;
    }
    Ok(!due.is_empty())
}

async fn find(service: &Service) -> anyhow::Result<Vec<Due>> {
    let now = service.now();
    let ago = |index: usize| {
        let after = REMINDERS_AFTER.get(index).copied().unwrap_or(jiff::SignedDuration::MAX);
        now.saturating_sub(after).unwrap_or(Timestamp::MIN)
    };
    let mut tx = service.dependencies().store.read().await?;
    let mut due = Vec::new();
    for it in removal_requests::due(&mut tx, now, ago(0), ago(1), AT_ONCE).await? {
        due.push(Due::Request(it.id, it.user));
    }
    for it in person_requests::due(&mut tx, now, (ago(0), ago(1)), AT_ONCE).await? {
        due.push(Due::PersonRequest(it.id, it.user));
    }
    for stored in removal_requests::blocked(&mut tx).await? {
        if expiry::as_of(&mut tx, &stored, now).await.map_err(|it| anyhow::anyhow!("{it:?}"))?.state != stored.state {
            due.push(Due::Request(stored.id, stored.user));
        }
    }
    for it in transfers::overdue(&mut tx, now, AT_ONCE).await? {
        due.push(Due::Offer(it.id, it.user, it.account));
    }
    for it in invitations::overdue(&mut tx, now, AT_ONCE).await? {
        due.push(Due::Invitation(it.id, it.user, it.account));
    }
    for it in check_outs::overdue(&mut tx, now, AT_ONCE).await? {
        due.push(Due::CheckOut(it.id, it.user, it.account));
    }
    Ok(due)
}

async fn run_one(service: &Service, due: &Due) -> Result<(), Problem> {
    let request_id = Uuid::new_v4().to_string();
    let mut tx = service.dependencies().store.write().await?;
    let mut ctx = WriteContext::new(&mut tx, service.now(), service.ids(), &request_id, service.url());
    match due {
        Due::Request(id, user) => {
            users::get_for_change(ctx.tx, user).await?;
            bring_up_to_date(&mut ctx, &RequestsOf::User(user.clone())).await?;
            if let Some(it) = removal_requests::get(ctx.tx, id).await?.filter(|it| it.state.is_open()) {
                remind(&mut ctx, &it).await?;
            }
        }
        Due::PersonRequest(id, user) => {
            users::get_for_change(ctx.tx, user).await?;
            person_request::ending::bring_up_to_date(&mut ctx, user).await?;
            if let Some(it) = person_requests::get(ctx.tx, id).await?.filter(|it| it.state.is_open()) {
                person_request::remind::remind(&mut ctx, &it).await?;
            }
        }
        Due::Offer(id, user, account) => {
            users::get_for_change_among(ctx.tx, user, std::slice::from_ref(account)).await?;
            if let Some(it) = transfers::get(ctx.tx, id).await? {
                transfer::end::expire(&mut ctx, &it).await?;
            }
        }
        Due::Invitation(id, user, account) => {
            users::get_for_change_among(ctx.tx, user, std::slice::from_ref(account)).await?;
            if let Some(it) = invitations::get(ctx.tx, id).await? {
                invitation::expire(&mut ctx, &it).await?;
            }
        }
        Due::CheckOut(id, user, account) => {
            users::get_for_change_among(ctx.tx, user, std::slice::from_ref(account)).await?;
            if let Some(it) = check_outs::get(ctx.tx, id).await? {
                check_out::cancel::expire(&mut ctx, &it).await?;
            }
        }
    }
    let notices = ctx.notices;
    tx.commit().await?;
    service.publish(&notices);
    Ok(())
}
