//! People, for taking over those whom a vendor knows already: registered, put into their account, bound to their identities.

use super::{Change, Effect, Refusal, account, person_record, shown};
use crate::membership::{self, JoinedBy};
use crate::moves::leave::leave;
use crate::problem::{Code, Problem};
use crate::removal::blockers;
use crate::store::audit_action::AuditAction;
use crate::store::sourced::{Sourced, people};
use crate::store::users::{self, User};
use crate::store::{accounts, identities, versions};
use crate::{identity, mail};
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{Fault, FaultCode, PersonRow};
use mail::{Letter, Occasion, Recipient};

/// Who is meant, and what is known of them.
pub(crate) async fn find(change: &mut Change<'_, '_>, it: &PersonRow) -> Result<Option<UserId>, Refusal> {
    let by_address = users::id_by_email(change.ctx.tx, &it.email).await?;
    let Some(id) = &it.id else { return Ok(by_address) };
    if let Some(other) = by_address.filter(|other| other != id) {
        let message = format!("the address is that of {other}: name that id, or leave the id out");
        return Err(Fault::of("email", FaultCode::AddressTaken, message).into());
    }
    Ok(people::get(change.ctx.tx, id).await?.map(|_| id.clone()))
}

/// Makes the person so, as far as the record says.
pub(crate) async fn put(change: &mut Change<'_, '_>, it: &PersonRow) -> Result<(UserId, Effect), Refusal> {
    if let Some(account) = &it.account {
        account::need_open(change, "account", account).await?;
    }
    let (id, created) = match find(change, it).await? {
        Some(id) => (id, false),
        None => (create(change, it).await?, true),
    };
    let others: Vec<AccountId> = it.account.iter().cloned().collect();
    let user = users::get_for_change_among(change.ctx.tx, &id, &others).await?;
    let user = user.ok_or_else(|| Problem::internal(&"who is to be changed is not there"))?;
    let known = people::get(change.ctx.tx, &id).await?.ok_or_else(|| Problem::internal(&"who is to be changed is not there"))?;
    change.check_source("the person", &known)?;
    let mut changed = change_record(change, it, &known, created).await?;
    let user = belong(change, it, user, created, &mut changed).await?;
    changed |= change_rights(change, it, &user).await?;
    changed |= link(change, it, &id).await?;
    Ok((
        id,
        if created {
            Effect::Created
        } else if changed {
            Effect::Changed
        } else {
            Effect::Unchanged
        },
    ))
}

async fn create(change: &mut Change<'_, '_>, it: &PersonRow) -> Result<UserId, Refusal> {
    let id = it.id.clone().unwrap_or_else(|| UserId::new(change.ctx.ids.next(change.ctx.now)));
    let local = it.email.as_str().split('@').next().unwrap_or_default();
    let name = it.display_name.as_deref().unwrap_or(local);
    if !users::create(change.ctx.tx, &id, &it.email, name, change.ctx.now).await? {
        // The row of somebody who was erased keeps its id.
        let message = "the id was that of somebody who was erased: people do not share one";
        return Err(match &it.id {
            Some(_) => Fault::of("id", FaultCode::Twice, message).into(),
            None => Problem::busy().into(),
        });
    }
    change
        .record(it.account.as_ref(), AuditAction::UserCreated, id.as_str(), None, Some(serde_json::json!({"account": it.account})))
        .await?;
    versions::touch_user(change.ctx.tx, &id, change.ctx.now).await?;
    Ok(id)
}

/// Address, name, language, source.
async fn change_record(change: &mut Change<'_, '_>, it: &PersonRow, known: &Sourced<PersonRow>, created: bool) -> Result<bool, Refusal> {
    let Some(id) = &known.row.id else { return Ok(false) };
    let name = it.display_name.as_ref().or(known.row.display_name.as_ref());
    let locale = it.locale.as_ref().or(known.row.locale.as_ref());
    let new_name = name != known.row.display_name.as_ref() || locale != known.row.locale.as_ref();
    let new_address = it.email.as_str() != known.row.email.as_str();
    if new_name {
        let (name, locale) = (name.map(String::as_str).unwrap_or_default(), locale.map_or("en", String::as_str));
        people::set_name_and_locale(change.ctx.tx, id, name, locale).await?;
    }
    if new_address {
        people::set_email(change.ctx.tx, id, &it.email).await?;
    }
    if known.source.is_none() {
        let source = change.by.name().to_owned();
        people::set_source(change.ctx.tx, id, &source).await?;
    }
    if created || !(new_name || new_address || known.source.is_none()) {
        return Ok(false);
    }
    let source = change.by.name().to_owned();
    let after = PersonRow { email: it.email.clone(), display_name: name.cloned(), locale: locale.cloned(), ..known.row.clone() };
    let (before, after) = (shown(&person_record(&known.row), known.source.as_deref()), shown(&person_record(&after), Some(&source)));
    change.record(known.row.account.as_ref(), AuditAction::UserRecordChanged, id.as_str(), Some(before), Some(after)).await?;
    if new_name || new_address {
        versions::touch_user(change.ctx.tx, id, change.ctx.now).await?;
        change.ctx.tell(id).await?;
    }
    Ok(true)
}

/// Puts somebody who is registered and free into the account, whoever's word their record is.
pub(super) async fn join(change: &mut Change<'_, '_>, user: &User, id: &AccountId) -> Result<User, Refusal> {
    let account = accounts::get(change.ctx.tx, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    let author = change.by.author();
    Ok(membership::join(change.ctx, author, user, &account, JoinedBy::Added, None).await?)
}

/// Puts the person into the account, where the record names one.
async fn belong(change: &mut Change<'_, '_>, it: &PersonRow, user: User, created: bool, changed: &mut bool) -> Result<User, Refusal> {
    let Some(wanted) = &it.account else { return Ok(user) };
    match &user.account {
        Some(at) if at.id == *wanted => Ok(user),
        Some(_) => {
            // Not which: whoever asks may not know.
            let message = "the person belongs to another account, which has to release them first";
            Err(Fault::of("account", FaultCode::AffiliatedElsewhere, message).into())
        }
        None => {
            let account = accounts::get(change.ctx.tx, wanted).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
            let how = if created { JoinedBy::Created } else { JoinedBy::Added };
            let author = change.by.author();
            *changed = true;
            Ok(membership::join(change.ctx, author, &user, &account, how, None).await?)
        }
    }
}

async fn change_rights(change: &mut Change<'_, '_>, it: &PersonRow, user: &User) -> Result<bool, Refusal> {
    let Some(account) = &user.account else {
        let said = [("roles", it.roles.as_ref().is_some_and(|it| !it.is_empty())), ("country", it.country.is_some())];
        return match said.into_iter().find(|it| it.1) {
            Some((field, _)) => {
                let message = "only somebody who belongs to an account has it: name the account as well";
                Err(Fault::of(field, FaultCode::Invalid, message).into())
            }
            None => Ok(false),
        };
    };
    let author = change.by.author();
    let mut changed = false;
    if let Some(roles) = it.roles.as_ref().filter(|it| **it != user.roles) {
        if domicile_model::person::rank(roles) < domicile_model::person::rank(&user.roles) {
            membership::keeps_an_administrator(change.ctx.tx, user, account).await.map_err(|problem| match problem.code() {
                Code::LastAdministrator => {
                    let message = format!("the person is the last administrator of {}: name another one first", account.id);
                    Refusal::Fault(Fault::of("roles", FaultCode::LastAdministrator, message))
                }
                _ => Refusal::Problem(problem),
            })?;
        }
        membership::set_roles(change.ctx, author, user, account, roles).await?;
        changed = true;
    }
    if let Some(country) = it.country.filter(|it| Some(*it) != user.explicit_country) {
        membership::set_country(change.ctx, author, user, account, Some(country)).await?;
        changed = true;
    }
    Ok(changed)
}

async fn link(change: &mut Change<'_, '_>, it: &PersonRow, id: &UserId) -> Result<bool, Refusal> {
    let author = change.by.author();
    let mut changed = false;
    for identity in &it.identities {
        match identities::user(change.ctx.tx, &identity.issuer, &identity.subject).await? {
            Some(other) if other == *id => {}
            Some(_) => {
                let message = format!("{} at {} is another person", identity.subject, identity.issuer);
                return Err(Fault::of("identities", FaultCode::IdentityTaken, message).into());
            }
            None => {
                if !identity::link(change.ctx, &identity.issuer, &identity.subject, id, author).await? {
                    return Err(Problem::busy().into());
                }
                changed = true;
            }
        }
    }
    Ok(changed)
}

/// Takes the person out of their account; the person stays registered. Nothing where they belong to none.
pub(crate) async fn release(change: &mut Change<'_, '_>, id: &UserId) -> Result<Effect, Refusal> {
    let nobody = || Refusal::Fault(Fault::of("id", FaultCode::Missing, format!("there is nobody with the id {id}")));
    let user = users::get_for_change(change.ctx.tx, id).await?.ok_or_else(nobody)?;
    let known = people::get(change.ctx.tx, id).await?.ok_or_else(nobody)?;
    change.check_source("the person", &known)?;
    let Some(account) = user.account.clone() else { return Ok(Effect::Unchanged) };
    let found = blockers(change.ctx.tx, &user, &account, None, change.ctx.now).await?;
    let stays: Vec<&str> = found.iter().filter(|it| it.blocks()).map(|it| it.as_str()).collect();
    if !stays.is_empty() {
        let message = format!("the person cannot be taken out of the account yet: {}", stays.join(", "));
        return Err(Fault::of("account", FaultCode::RemovalBlocked, message).into());
    }
    let (author, because) = (change.by.author(), change.because);
    let left = leave(change.ctx, author, &user, &account, None, because).await?;
    if left.offer.is_none() {
        let letter = match &left.fulfilled {
            Some(_) => Letter::RequestFulfilled { account: &account.name },
            None => Letter::Removed { account: &account.name },
        };
        change.ctx.mail(&Recipient::person(&user), letter, Occasion::of_service(left.removal.as_str())).await?;
    }
    Ok(Effect::Ended)
}
