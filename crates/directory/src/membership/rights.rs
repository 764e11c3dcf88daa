//! Roles and entitlement country of somebody who belongs to an account, and restoring what a removal took.

use crate::person_request::ending::fulfil_what_is_met;
use crate::problem::{Code, Problem};
use crate::service::WriteContext;
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::removals::Removal;
use crate::store::users::{self, User};
use crate::store::{Tx, groups, versions};
use domicile_model::country::CountryCode;
use domicile_model::person::{Rank, Role, rank};
use domicile_model::rank::is_privileged;
use serde_json::json;

/// Refuses what would leave the account without an administrator who is not locked, where the person is one.
pub(crate) async fn keeps_an_administrator(tx: &mut Tx, user: &User, account: &Account) -> Result<(), Problem> {
    if rank(&user.roles) < Rank::CoAdmin || user.is_locked() {
        return Ok(());
    }
    let administrators = accounts::administrators(tx, &account.id).await?;
    if accounts::who_could_answer(&administrators, &user.id).next().is_some() { Ok(()) } else { Err(Problem::new(Code::LastAdministrator)) }
}

/// Gives these roles directly, and no others. The same ones change nothing.
pub(crate) async fn set_roles(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    roles: &[Role],
) -> Result<(), Problem> {
    let mut wished = roles.to_vec();
    wished.sort();
    wished.dedup();
    if wished == user.roles {
        return Ok(());
    }
    users::set_roles(ctx.tx, &user.id, &wished).await?;
    let step = (json!({"roles": user.roles}), json!({"roles": wished}));
    ctx.record_step(Some(&account.id), author, AuditAction::UserRolesChanged, user.id.as_str(), step, None).await?;
    touch_and_tell(ctx, author, user, account).await
}

/// Sets the country explicitly, or takes an explicit one away. The same one changes nothing.
pub(crate) async fn set_country(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    country: Option<CountryCode>,
) -> Result<(), Problem> {
    if country == user.explicit_country {
        return Ok(());
    }
    users::set_country(ctx.tx, &user.id, country).await?;
    let step = (json!({"country": user.explicit_country}), json!({"country": country}));
    ctx.record_step(Some(&account.id), author, AuditAction::UserCountryChanged, user.id.as_str(), step, None).await?;
    touch_and_tell(ctx, author, user, account).await
}

/// Restores what a removal took from somebody who has joined again: countries, groups that are still there, and the roles that are no
/// administrator's.
pub(crate) async fn restore_rights(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    user: &User,
    account: &Account,
    removal: &Removal,
) -> Result<(), Problem> {
    let roles: Vec<Role> = removal.roles.iter().copied().filter(|it| !is_privileged(*it)).collect();
    users::set_roles(ctx.tx, &user.id, &roles).await?;
    users::set_country(ctx.tx, &user.id, removal.explicit_country).await?;
    users::set_directory_country(ctx.tx, &user.id, removal.directory_country).await?;
    let mut back = Vec::new();
    for group in &removal.groups {
        if groups::get(ctx.tx, &account.id, group).await?.is_some() {
            groups::join(ctx.tx, group, &user.id).await?;
            back.push(group);
        }
    }
    let before = json!({"removal": removal.id, "roles": user.roles, "groups": [], "country": user.explicit_country});
    let after = json!({"roles": roles, "groups": back, "country": removal.explicit_country});
    ctx.record_step(Some(&account.id), author, AuditAction::UserRestored, user.id.as_str(), (before, after), None).await?;
    touch_and_tell(ctx, author, user, account).await
}

/// The person's policy is another one from now on, and what they asked for may be so.
async fn touch_and_tell(ctx: &mut WriteContext<'_>, author: Author<'_>, user: &User, account: &Account) -> Result<(), Problem> {
    versions::touch_user(ctx.tx, &user.id, ctx.now).await?;
    fulfil_what_is_met(ctx, author, &user.id).await?;
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await
}
