//! People, for taking over those whom a vendor knows already: registered, put into their account, bound to their identities.

use super::register::{identity_taken, needs_account, register};
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
use domicile_model::person::{Rank, rank};
use mail::{Letter, Occasion, Recipient};
use std::collections::HashSet;

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
    match find(change, it).await? {
        Some(id) => put_known(change, it, &id).await.map(|effect| (id, effect)),
        None => {
            let id = register(change, it.account.as_ref(), &[it]).await?.pop();
            Ok((id.ok_or_else(|| Problem::internal(&"who is to be registered is not there"))?, Effect::Created))
        }
    }
}

/// The same for people who are all of one account, or all of none: whoever is new is registered together. Returned are those who cannot give
/// up their role yet, since they are the last administrator but for those who come later.
pub(crate) async fn put_all(change: &mut Change<'_, '_>, rows: &[PersonRow]) -> Result<Vec<PersonRow>, Refusal> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    if let Some(account) = &first.account {
        account::need_open(change, "account", account).await?;
    }
    let ids: Vec<String> = rows.iter().filter_map(|it| it.id.as_ref().map(UserId::to_string)).collect();
    let keys: Vec<String> = rows.iter().flat_map(|it| [it.email.key().to_owned(), it.email.exact_key().to_owned()]).collect();
    let (mut known_ids, mut known_keys) = (HashSet::new(), HashSet::new());
    for it in people::among(change.ctx.tx, &ids).await?.into_iter().chain(people::with_emails(change.ctx.tx, &keys).await?) {
        known_keys.extend([it.row.email.key().to_owned(), it.row.email.exact_key().to_owned()]);
        known_ids.extend(it.row.id);
    }
    let is_known = |it: &PersonRow| {
        it.id.as_ref().is_some_and(|id| known_ids.contains(id))
            || known_keys.contains(it.email.key())
            || known_keys.contains(it.email.exact_key())
    };
    let (known, new): (Vec<&PersonRow>, Vec<&PersonRow>) = rows.iter().partition(|it| is_known(it));
    // Administrators first: an account that gets another one may lose the one it had.
    let (administrators, others): (Vec<&PersonRow>, Vec<&PersonRow>) =
        known.into_iter().partition(|it| it.roles.as_ref().is_some_and(|it| rank(it) >= Rank::CoAdmin));
    for it in administrators {
        put(change, it).await?;
    }
    if !new.is_empty() {
        register(change, first.account.as_ref(), &new).await?;
    }
    let mut postponed = Vec::new();
    for it in others {
        match put(change, it).await {
            Err(Refusal::Fault(fault)) if fault.code == FaultCode::LastAdministrator => postponed.push(it.clone()),
            other => {
                other?;
            }
        }
    }
    Ok(postponed)
}

async fn put_known(change: &mut Change<'_, '_>, it: &PersonRow, id: &UserId) -> Result<Effect, Refusal> {
    let others: Vec<AccountId> = it.account.iter().cloned().collect();
    let user = users::get_for_change_among(change.ctx.tx, id, &others).await?;
    let user = user.ok_or_else(|| Problem::internal(&"who is to be changed is not there"))?;
    let known = people::get(change.ctx.tx, id).await?.ok_or_else(|| Problem::internal(&"who is to be changed is not there"))?;
    change.check_source("the person", &known)?;
    let mut changed = change_record(change, it, &known).await?;
    let user = belong(change, it, user, &mut changed).await?;
    changed |= change_rights(change, it, &user).await?;
    changed |= link(change, it, id).await?;
    Ok(if changed { Effect::Changed } else { Effect::Unchanged })
}

/// Address, name, language, source.
async fn change_record(change: &mut Change<'_, '_>, it: &PersonRow, known: &Sourced<PersonRow>) -> Result<bool, Refusal> {
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
    if !(new_name || new_address || known.source.is_none()) {
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
async fn belong(change: &mut Change<'_, '_>, it: &PersonRow, user: User, changed: &mut bool) -> Result<User, Refusal> {
    let Some(wanted) = &it.account else { return Ok(user) };
    match &user.account {
        Some(at) if at.id == *wanted => Ok(user),
        Some(_) => {
            // Not which: whoever asks may not know.
            let message = "the person belongs to another account, which has to release them first";
            Err(Fault::of("account", FaultCode::AffiliatedElsewhere, message).into())
        }
        None => {
            *changed = true;
            join(change, &user, wanted).await
        }
    }
}

async fn change_rights(change: &mut Change<'_, '_>, it: &PersonRow, user: &User) -> Result<bool, Refusal> {
    let Some(account) = &user.account else {
        needs_account(it)?;
        return Ok(false);
    };
    let author = change.by.author();
    let mut changed = false;
    if let Some(roles) = it.roles.as_ref().filter(|it| **it != user.roles) {
        if rank(roles) < rank(&user.roles) {
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
                return Err(identity_taken(&identity.subject, &identity.issuer).into());
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
