//! The first administrator of an account: nobody is there yet who could invite them.

use super::{Change, Refusal, account, person};
use crate::invitation::sign_in::{self, Invited};
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::Problem;
use crate::store::audit_action::AuditAction;
use crate::store::users::{self, User};
use crate::store::{accounts, identities};
use domicile_model::email::Email;
use domicile_model::id::AccountId;
use domicile_model::operator::{Fault, FaultCode, PersonRow};
use domicile_model::person::Role;
use serde_json::json;

/// What was done for an account that needs an administrator.
pub(crate) struct Named {
    /// The person, as they are now.
    pub(crate) user: User,
    /// How they sign in for the first time; `None` where they did before.
    pub(crate) invited: Option<Invited>,
}

/// Makes the person with this address an account administrator, registers them where they are not, and invites them to sign in.
///
/// `by_mail`: whether a letter invites them; without one, whoever asks for this hands link and code over.
pub(crate) async fn name(
    change: &mut Change<'_, '_>,
    id: &AccountId,
    email: &Email,
    name: Option<String>,
    by_mail: bool,
) -> Result<Named, Refusal> {
    account::need_open(change, "account", id).await?;
    let row = PersonRow {
        id: None,
        email: email.clone(),
        display_name: name,
        locale: None,
        account: Some(id.clone()),
        roles: None,
        country: None,
        identities: Vec::new(),
    };
    // Whose row it is does not matter here: a role is given, nothing of the record is changed.
    let user = match person::find(change, &row).await? {
        Some(user) => user,
        None => person::put(change, &row).await?.0,
    };
    let user = users::get_for_change_among(change.ctx.tx, &user, std::slice::from_ref(id)).await?;
    let user = user.ok_or_else(|| Problem::internal(&"who is to be named is not there"))?;
    let user = if user.account.is_none() { person::join(change, &user, id).await? } else { user };
    if user.account.as_ref().is_none_or(|it| it.id != *id) {
        let message = "the person belongs to another account, which has to release them first";
        return Err(Fault::of("email", FaultCode::AffiliatedElsewhere, message).into());
    }
    let account = accounts::get(change.ctx.tx, id).await?.ok_or_else(|| Problem::internal(&"the account is not there"))?;
    let author = change.by.author();
    for (lock, _) in &user.locks {
        crate::membership::unlock(change.ctx, author, &user, &account, *lock).await?;
    }
    let user = users::get(change.ctx.tx, &user.id).await?.ok_or_else(|| Problem::internal(&"who is to be named is not there"))?;
    if !user.roles.contains(&Role::AccountAdmin) {
        let roles = [user.roles.as_slice(), &[Role::AccountAdmin]].concat();
        crate::membership::set_roles(change.ctx, author, &user, &account, &roles).await?;
        let step = (Some(json!({"administrator": false})), Some(json!({"administrator": true})));
        change.record(Some(id), AuditAction::AccountAdministratorNamed, user.id.as_str(), step.0, step.1).await?;
    }
    if identities::is_bound(change.ctx.tx, &user.id).await? {
        let letter = Letter::NamedAdministrator { account: &account.name };
        change.ctx.mail(&Recipient::person(&user), letter, Occasion::of_service(user.id.as_str())).await?;
        return Ok(Named { user, invited: None });
    }
    let invited = sign_in::invite_on_behalf_of(change.ctx, author, &account, &user, by_mail).await?;
    Ok(Named { user, invited: Some(invited) })
}
