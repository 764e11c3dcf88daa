//! Leaving an account: the person stays registered, belongs to nobody, is locked, and their policy ends with the same transaction.

use crate::check_out::cancel;
use crate::problem::{Code, Problem};
use crate::removal::file::whole_milliseconds;
use crate::service::Act;
use crate::store::accounts::Account;
use crate::store::audit::Author;
use crate::store::removal_requests::{self, Stored};
use crate::store::users::{self, User};
use crate::store::{removals, versions};
use crate::transfer::release::released;
use domicile_model::id::{RemovalId, RemovalRequestId};
use domicile_model::removal::{RemovalEvent, apply};
use domicile_model::transfer::TransferState;
use serde_json::json;

/// What leaving has come to.
pub(crate) struct Left {
    /// The removal's id.
    pub(crate) removal: RemovalId,
    /// The request that was fulfilled on the way.
    pub(crate) fulfilled: Option<Stored>,
    /// What became of the offer that the person had accepted.
    pub(crate) offer: Option<TransferState>,
}

/// Takes `user` out of `account`. Whoever calls has run the pre-flight. `request`: the one that the caller fulfils; without it an open
/// one is fulfilled here. An offer that the person accepted is carried out.
pub(crate) async fn leave(
    act: &mut Act<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    request: Option<&RemovalRequestId>,
    because: Option<&str>,
) -> Result<Left, Problem> {
    let id = RemovalId::new(act.ids.next(act.now));
    let fulfilled = match request {
        Some(_) => None,
        None => fulfil_open(act, author, user, account).await?,
    };
    let request = request.or(fulfilled.as_ref().map(|it| &it.id));
    cancel::policy_withdrawn(act, author, &user.id).await?;
    removals::keep(act.tx, &id, user, &account.id, author.as_str(), request, act.now).await?;
    users::end_affiliation(act.tx, &user.id, act.now).await?;
    let groups: Vec<_> = user.groups.iter().map(|it| &it.id).collect();
    let before = json!({"account": account.id, "roles": user.roles, "groups": groups, "country": user.explicit_country});
    let after = json!({"account": null, "lock": "removed_from_account", "removal": id});
    act.record_step(Some(&account.id), author, "user.removed", user.id.as_str(), (before, after), because).await?;
    versions::touch_user(act.tx, &user.id, act.now).await?;
    act.tell(&user.id).await?;
    act.tell_administrators(&account.id).await?;
    let offer = released(act, &user.id).await?;
    Ok(Left { removal: id, fulfilled, offer })
}

/// Removal by any way fulfils the person's open request.
async fn fulfil_open(act: &mut Act<'_>, author: Author<'_>, user: &User, account: &Account) -> Result<Option<Stored>, Problem> {
    let open = removal_requests::open_of_user(act.tx, &user.id).await?;
    let Some(before) = open.filter(|it| it.account == account.id) else { return Ok(None) };
    let mut after = before.clone();
    after.state = apply(before.state, &RemovalEvent::Removed).unwrap_or(before.state);
    after.ended = Some(whole_milliseconds(act.now));
    after.blockers.clear();
    after.blocked_by = None;
    if !removal_requests::write_state(act.tx, &after, before.state).await? {
        return Err(Problem::new(Code::Busy).retry_after(1));
    }
    let step = (json!({"state": before.state}), json!({"state": after.state}));
    act.record_step(Some(&account.id), author, "removal_request.fulfilled", after.id.as_str(), step, None).await?;
    Ok(Some(after))
}
