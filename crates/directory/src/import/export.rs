//! Everything that there is, as a document that [`super::import`] reads: importing it again changes nothing.

use crate::operator::{account_record, contract_record, domain_record, entitlement_record, person_record, product_record};
use crate::store::sourced::{accounts, entitlements, people, products};
use crate::store::{ReadOnlyStore, StoreError, Tx};
use domicile_model::id::AccountId;
use domicile_model::operator::PersonRow;
use domicile_model::wire::Record;
use std::collections::HashMap;

/// How many rows are read at once.
const PAGE: i64 = 500;

/// Why not everything was handed over.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The records cannot be written where they should go.
    #[error("the document cannot be written")]
    Write(#[from] std::io::Error),
}

/// Hands every record over, in the order in which they can be taken in: products, then each account with what is its own, then people who
/// belong to none.
///
/// # Errors
/// [`ExportError`]; what was handed over before is no whole document.
pub async fn export(store: &ReadOnlyStore, mut each: impl FnMut(&Record) -> std::io::Result<()>) -> Result<(), ExportError> {
    // One view of everything, however long it takes.
    let mut tx = store.read().await?;
    for it in products::all(&mut tx).await? {
        each(&Record::Product(product_record(&it.row)))?;
    }
    let mut after = String::new();
    loop {
        let page = accounts::page(&mut tx, &after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = last.row.id.to_string();
        for (account, closed) in &page {
            each(&Record::Account(account_record(&account.row)))?;
            // Nothing can be put into a closed account.
            if closed.is_none() {
                one_account(&mut tx, &account.row.id, &mut each).await?;
            }
        }
    }
    everybody_of(&mut tx, None, &mut each).await
}

async fn one_account(tx: &mut Tx, id: &AccountId, each: &mut impl FnMut(&Record) -> std::io::Result<()>) -> Result<(), ExportError> {
    for it in accounts::domains(tx, id).await? {
        each(&Record::Domain(domain_record(&it.row)))?;
    }
    for it in accounts::contracts(tx, id).await? {
        each(&Record::Contract(contract_record(&it.row)))?;
    }
    for it in entitlements::of_account(tx, id).await? {
        each(&Record::Entitlement(entitlement_record(&it.row)))?;
    }
    everybody_of(tx, Some(id), each).await
}

async fn everybody_of(
    tx: &mut Tx,
    account: Option<&AccountId>,
    each: &mut impl FnMut(&Record) -> std::io::Result<()>,
) -> Result<(), ExportError> {
    let mut after = String::new();
    loop {
        let page = people::page(tx, account, &after, PAGE).await?;
        let Some(last) = page.last().and_then(|it| it.row.id.as_ref()) else { return Ok(()) };
        after = last.to_string();
        let ids: Vec<String> = page.iter().filter_map(|it| it.row.id.as_ref().map(ToString::to_string)).collect();
        let mut identities = HashMap::<_, Vec<_>>::new();
        for (identity, user) in people::identities_among(tx, &ids).await? {
            identities.entry(user).or_default().push(identity);
        }
        for it in page {
            let mut own = it.row.id.as_ref().and_then(|id| identities.remove(id)).unwrap_or_default();
            own.sort_by(|a, b| (&a.issuer, &a.subject).cmp(&(&b.issuer, &b.subject)));
            each(&Record::Person(person_record(&PersonRow { identities: own, ..it.row })))?;
        }
    }
}
