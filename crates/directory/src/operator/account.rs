//! Accounts: made so, closed, opened again; their confirmed domains and contract countries.

use super::{Change, Effect, Refusal, account_record, contract_record, domain_record, shown};
use crate::mail::{Letter, Occasion, Recipient};
use crate::moves::leave::leave;
use crate::moves::restore::restore;
use crate::problem::Problem;
use crate::store::accounts::{self as account_rows, Account};
use crate::store::audit_action::AuditAction;
use crate::store::columns::db_time;
use crate::store::sourced::{accounts, people};
use crate::store::{approvals, invitations, removals, transfers, users};
use crate::{invitation, person_request, transfer};
use domicile_model::country::CountryCode;
use domicile_model::id::AccountId;
use domicile_model::operator::{AccountRow, ContractRow, DomainRow, Fault, FaultCode};
use jiff::SignedDuration;
use serde_json::json;

/// How long a closed account can be opened again: as long as what its people had is kept.
pub(crate) const REOPEN_WITHIN: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How many people are released at a time.
const PAGE: i64 = 200;
/// Why people are released by closing, as it stands in the record.
const CLOSED: &str = "account closed";

fn unknown(field: &str, id: &AccountId) -> Refusal {
    Fault::of(field, FaultCode::UnknownAccount, format!("there is no account {id}")).into()
}

/// Locks the account, which has to be there and open.
pub(crate) async fn need_open(change: &mut Change<'_, '_>, field: &str, id: &AccountId) -> Result<(), Refusal> {
    if change.open.contains(id) {
        return Ok(());
    }
    change.lock(id).await?;
    let (known, _) = accounts::get(change.ctx.tx, id).await?.ok_or_else(|| unknown(field, id))?;
    if known.row.closed {
        let message = format!("the account {id} is closed: open it again first");
        return Err(Fault::of(field, FaultCode::AccountClosed, message).into());
    }
    change.open.insert(id.clone());
    Ok(())
}

/// Makes the account so: opens, changes, closes or opens it again.
pub(crate) async fn put(change: &mut Change<'_, '_>, it: &AccountRow) -> Result<Effect, Refusal> {
    change.lock(&it.id).await?;
    let known = accounts::get(change.ctx.tx, &it.id).await?;
    let Some((known, _)) = known else {
        let source = change.by.name().to_owned();
        accounts::put(change.ctx.tx, it, &source, change.ctx.now).await?;
        if it.closed {
            accounts::set_closed(change.ctx.tx, &it.id, Some(db_time(change.ctx.now))).await?;
        }
        let after = Some(shown(&account_record(it), Some(&source)));
        change.record(Some(&it.id), AuditAction::AccountOpened, it.id.as_str(), None, after).await?;
        change.touch(&it.id);
        return Ok(Effect::Created);
    };
    change.check_source(&format!("the account {}", it.id), &known)?;
    let mut effect = Effect::Unchanged;
    if known.row.closed && !it.closed {
        reopen(change, &it.id).await?;
        effect = Effect::Changed;
    }
    let wanted = AccountRow { closed: known.row.closed, ..it.clone() };
    if known.row != wanted || known.source.is_none() {
        let source = change.by.name().to_owned();
        accounts::put(change.ctx.tx, &wanted, &source, change.ctx.now).await?;
        let before = Some(shown(&account_record(&known.row), known.source.as_deref()));
        let after = Some(shown(&account_record(&wanted), Some(&source)));
        change.record(Some(&it.id), AuditAction::AccountChanged, it.id.as_str(), before, after).await?;
        change.touch(&it.id);
        effect = Effect::Changed;
    }
    if it.closed && !known.row.closed {
        close(change, &it.id).await?;
        effect = Effect::Ended;
    }
    Ok(effect)
}

/// Closes the account: everybody is released, what it sent out ends, its domains are free. Contracts and entitlements stay for an opening.
pub(crate) async fn close(change: &mut Change<'_, '_>, id: &AccountId) -> Result<Effect, Refusal> {
    change.lock(id).await?;
    let (known, _) = accounts::get(change.ctx.tx, id).await?.ok_or_else(|| unknown("id", id))?;
    change.check_source(&format!("the account {id}"), &known)?;
    if known.row.closed {
        return Ok(Effect::Unchanged);
    }
    let account = account_rows::get(change.ctx.tx, id).await?.ok_or_else(|| unknown("id", id))?;
    // First, so that nobody who is released on the way joins again by what is still open.
    end_what_is_open(change, &account).await?;
    release_everybody(change, &account).await?;
    for domain in accounts::domains(change.ctx.tx, id).await? {
        free(change, &domain.row, domain.source.as_deref()).await?;
    }
    accounts::set_closed(change.ctx.tx, id, Some(db_time(change.ctx.now))).await?;
    change.open.remove(id);
    change.record(Some(id), AuditAction::AccountClosed, id.as_str(), Some(json!({"closed": false})), Some(json!({"closed": true}))).await?;
    change.touch(id);
    Ok(Effect::Ended)
}

async fn end_what_is_open(change: &mut Change<'_, '_>, account: &Account) -> Result<(), Problem> {
    let author = change.by.author();
    for it in invitations::open_of_account(change.ctx.tx, &account.id).await? {
        invitation::end_by_closing(change.ctx, author, &it).await?;
    }
    for it in transfers::open_of_account(change.ctx.tx, &account.id).await? {
        transfer::end::end_by_closing(change.ctx, author, &it).await?;
    }
    person_request::ending::end_by_closing(change.ctx, author, &account.id).await?;
    for user in approvals::of_account(change.ctx.tx, &account.id).await? {
        approvals::end(change.ctx.tx, &user).await?;
        change.ctx.tell(&user).await?;
    }
    Ok(())
}

/// Nothing stands in the way any more: there will be no account that needs an administrator or a Fulfilment Contact.
async fn release_everybody(change: &mut Change<'_, '_>, account: &Account) -> Result<(), Problem> {
    for (user, _) in account_rows::designations(change.ctx.tx, &account.id).await? {
        account_rows::end_designation(change.ctx.tx, &account.id, &user).await?;
    }
    let because = change.because.unwrap_or(CLOSED);
    let author = change.by.author();
    loop {
        // Whoever was released is not among the first any more.
        let page = people::page(change.ctx.tx, Some(&account.id), "", PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        for id in page.into_iter().filter_map(|it| it.row.id) {
            let Some(user) = users::get_for_change(change.ctx.tx, &id).await? else { continue };
            let left = leave(change.ctx, author, &user, account, None, Some(because)).await?;
            // The letter about an offer that was carried out says it all.
            if left.offer.is_none() {
                let letter = Letter::Removed { account: &account.name };
                change.ctx.mail(&Recipient::person(&user), letter, Occasion::of_service(left.removal.as_str())).await?;
            }
        }
    }
}

/// Opens a closed account again. Those whom closing released and who belong to no other account come back, without administrators' roles.
pub(crate) async fn reopen(change: &mut Change<'_, '_>, id: &AccountId) -> Result<Effect, Refusal> {
    change.lock(id).await?;
    let (known, closed) = accounts::get(change.ctx.tx, id).await?.ok_or_else(|| unknown("id", id))?;
    change.check_source(&format!("the account {id}"), &known)?;
    let Some(closed) = closed else { return Ok(Effect::Unchanged) };
    if change.ctx.now > closed.saturating_add(REOPEN_WITHIN).unwrap_or(jiff::Timestamp::MAX) {
        let message = format!("the account {id} was closed on {closed}, more than 90 days ago: open one with another id");
        return Err(Fault::of("closed", FaultCode::ReopenTooLate, message).into());
    }
    accounts::set_closed(change.ctx.tx, id, None).await?;
    change
        .record(Some(id), AuditAction::AccountReopened, id.as_str(), Some(json!({"closed": true})), Some(json!({"closed": false})))
        .await?;
    change.touch(id);
    let account = account_rows::get(change.ctx.tx, id).await?.ok_or_else(|| unknown("id", id))?;
    let author = change.by.author();
    for removal in removals::of_moment(change.ctx.tx, id, closed).await? {
        let Some(user) = users::get_for_change(change.ctx.tx, &removal.user).await? else { continue };
        let newest = removals::newest_of_user(change.ctx.tx, &user.id).await?;
        // Whoever belongs elsewhere, or did in between, stays as they are.
        if user.account.is_none() && newest.is_some_and(|it| it.id == removal.id) {
            restore(change.ctx, author, &user, &account, &removal.id).await?;
        }
    }
    Ok(Effect::Changed)
}

/// Confirms a domain for the account.
pub(crate) async fn put_domain(change: &mut Change<'_, '_>, it: &DomainRow) -> Result<Effect, Refusal> {
    need_open(change, "account", &it.account).await?;
    let known = accounts::domain(change.ctx.tx, &it.domain).await?;
    if let Some(known) = &known {
        if known.row.account != it.account {
            let message = format!("{} is confirmed for another account: take it from there first", it.domain);
            return Err(Fault::of("domain", FaultCode::DomainTaken, message).into());
        }
        change.check_source(&format!("the domain {}", it.domain), known)?;
        if known.source.is_some() {
            return Ok(Effect::Unchanged);
        }
    }
    let source = change.by.name().to_owned();
    accounts::put_domain(change.ctx.tx, it, &source).await?;
    let before = known.as_ref().map(|it| shown(&domain_record(&it.row), it.source.as_deref()));
    let after = Some(shown(&domain_record(it), Some(&source)));
    change.record(Some(&it.account), AuditAction::DomainConfirmed, &it.domain, before, after).await?;
    change.touch(&it.account);
    Ok(if known.is_some() { Effect::Changed } else { Effect::Created })
}

/// Takes a domain from the account.
pub(crate) async fn end_domain(change: &mut Change<'_, '_>, it: &DomainRow) -> Result<Effect, Refusal> {
    change.lock(&it.account).await?;
    let Some(known) = accounts::domain(change.ctx.tx, &it.domain).await?.filter(|known| known.row.account == it.account) else {
        return Ok(Effect::Unchanged);
    };
    change.check_source(&format!("the domain {}", it.domain), &known)?;
    free(change, it, known.source.as_deref()).await?;
    Ok(Effect::Ended)
}

async fn free(change: &mut Change<'_, '_>, it: &DomainRow, source: Option<&str>) -> Result<(), Problem> {
    accounts::drop_domain(change.ctx.tx, &it.domain).await?;
    let before = Some(shown(&domain_record(it), source));
    change.record(Some(&it.account), AuditAction::DomainFreed, &it.domain, before, None).await?;
    change.touch(&it.account);
    Ok(())
}

/// Makes the contract country so.
pub(crate) async fn put_contract(change: &mut Change<'_, '_>, it: &ContractRow) -> Result<Effect, Refusal> {
    need_open(change, "account", &it.account).await?;
    let known = accounts::contract(change.ctx.tx, &it.account, it.country).await?;
    if let Some(known) = &known {
        change.check_source(&format!("the contract country {}", it.country), known)?;
        if known.row == *it && known.source.is_some() {
            return Ok(Effect::Unchanged);
        }
    }
    let source = change.by.name().to_owned();
    accounts::put_contract(change.ctx.tx, it, &source).await?;
    let before = known.as_ref().map(|it| shown(&contract_record(&it.row), it.source.as_deref()));
    let after = Some(shown(&contract_record(it), Some(&source)));
    change.record(Some(&it.account), AuditAction::ContractChanged, it.country.as_str(), before, after).await?;
    change.touch(&it.account);
    Ok(if known.is_some() { Effect::Changed } else { Effect::Created })
}

/// The account has no contracts in the country any more.
pub(crate) async fn end_contract(change: &mut Change<'_, '_>, account: &AccountId, country: CountryCode) -> Result<Effect, Refusal> {
    change.lock(account).await?;
    let Some(known) = accounts::contract(change.ctx.tx, account, country).await? else { return Ok(Effect::Unchanged) };
    change.check_source(&format!("the contract country {country}"), &known)?;
    accounts::drop_contract(change.ctx.tx, account, country).await?;
    let before = Some(shown(&contract_record(&known.row), known.source.as_deref()));
    change.record(Some(account), AuditAction::ContractEnded, country.as_str(), before, None).await?;
    change.touch(account);
    Ok(Effect::Ended)
}
