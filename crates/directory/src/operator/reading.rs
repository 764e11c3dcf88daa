//! What an order system reads: one record, or a page of a list.

use super::record_key::{record_json, tag};
use super::{RecordKey, account_record, contract_record, domain_record, entitlement_record, person_record, product_record};
use crate::page::IdPageRequest;
use crate::problem::{Code, Problem};
use crate::service::Service;
use crate::store::Tx;
use crate::store::sourced::{accounts, entitlements, people, products};
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire;
use serde_json::Value;

/// The record as it is, and its tag.
pub(crate) async fn record(service: &Service, key: &RecordKey) -> Result<(Value, String), Problem> {
    let found = key.find(&mut service.dependencies().store.read().await?).await?;
    let body = record_json(&found.ok_or_else(|| Problem::new(Code::NotFound))?)?;
    let tag = tag(&body);
    Ok((body, tag))
}

/// A page of all products.
pub(crate) async fn products(service: &Service, page: &IdPageRequest) -> Result<wire::ProductRecords, Problem> {
    let found = products::page(&mut service.dependencies().store.read().await?, &page.after, page.rows()).await?;
    Ok(page.cut(found, |it| it.row.id.clone(), |it| product_record(&it.row)))
}

/// A page of all accounts.
pub(crate) async fn accounts(service: &Service, page: &IdPageRequest) -> Result<wire::AccountRecords, Problem> {
    let found = accounts::page(&mut service.dependencies().store.read().await?, &page.after, page.rows()).await?;
    Ok(page.cut(found, |(it, _)| it.row.id.to_string(), |(it, _)| account_record(&it.row)))
}

/// A page of the account's domains.
pub(crate) async fn domains(service: &Service, account: &AccountId, page: &IdPageRequest) -> Result<wire::DomainRecords, Problem> {
    let mut tx = of_account(service, account).await?;
    let found = accounts::domains_page(&mut tx, account, &page.after, page.rows()).await?;
    Ok(page.cut(found, |it| it.row.domain.clone(), |it| domain_record(&it.row)))
}

/// A page of the account's contract countries.
pub(crate) async fn contracts(service: &Service, account: &AccountId, page: &IdPageRequest) -> Result<wire::ContractRecords, Problem> {
    let mut tx = of_account(service, account).await?;
    let found = accounts::contracts_page(&mut tx, account, &page.after, page.rows()).await?;
    Ok(page.cut(found, |it| it.row.country.to_string(), |it| contract_record(&it.row)))
}

/// A page of the account's entitlements.
pub(crate) async fn entitlements(
    service: &Service,
    account: &AccountId,
    page: &IdPageRequest,
) -> Result<wire::EntitlementRecords, Problem> {
    let mut tx = of_account(service, account).await?;
    let found = entitlements::page(&mut tx, account, &page.after, page.rows()).await?;
    Ok(page.cut(found, |it| it.row.id.clone(), |it| entitlement_record(&it.row)))
}

/// A page of the account's people.
pub(crate) async fn people(service: &Service, account: &AccountId, page: &IdPageRequest) -> Result<wire::PersonRecords, Problem> {
    let mut tx = of_account(service, account).await?;
    let found = people::page_with_identities(&mut tx, account, &page.after, page.rows()).await?;
    let id = |it: Option<&UserId>| it.map(ToString::to_string).unwrap_or_default();
    Ok(page.cut(found, |it| id(it.row.id.as_ref()), |it| person_record(&it.row)))
}

/// A view for reading what an account has, where there is such an account.
async fn of_account(service: &Service, account: &AccountId) -> Result<Tx, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    accounts::get(&mut tx, account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(tx)
}
