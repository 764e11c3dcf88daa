//! One thing that a source decides, as a value: what verbs, `/v1/operator` and documents have in common.

use super::{Change, Effect, Refusal, Source, account, entitlement, person, product};
use crate::problem::Problem;
use crate::service::{Ids, WriteContext, again_while_busy};
use crate::store::Store;
use crate::store::users;
use domicile_model::country::CountryCode;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{DomainRow, Fault, FaultCode, Row};
use jiff::Timestamp;
use uuid::Uuid;

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The row is so from now on.
    Put(Row),
    /// The account closes, and everybody is released.
    CloseAccount(AccountId),
    /// A closed account opens again.
    ReopenAccount(AccountId),
    /// The domain is the account's no longer.
    EndDomain(DomainRow),
    /// The account has no contracts there any more.
    EndContract(AccountId, CountryCode),
    /// The product is no longer sold.
    RetireProduct(String),
    /// The entitlement ends now.
    EndEntitlement(String),
    /// The person belongs to no account any more.
    ReleasePerson(UserId),
}

/// Whose decision it is.
#[derive(Debug, Clone)]
pub struct Decider<'a> {
    /// On whose behalf.
    pub source: &'a Source,
    /// Why, for the record.
    pub because: Option<&'a str>,
    /// Where people reach the service, for links in mails; without a slash at its end.
    pub service_url: &'a str,
    /// The present moment.
    pub now: Timestamp,
}

/// Does it within a change.
pub(crate) async fn act(change: &mut Change<'_, '_>, it: &Act) -> Result<Effect, Refusal> {
    match it {
        Act::Put(Row::Product(it)) => product::put(change, it).await,
        Act::Put(Row::Account(it)) => account::put(change, it).await,
        Act::Put(Row::Domain(it)) => account::put_domain(change, it).await,
        Act::Put(Row::Contract(it)) => account::put_contract(change, it).await,
        Act::Put(Row::Entitlement(it)) => entitlement::put(change, it).await,
        Act::Put(Row::Person(it)) => person::put(change, it).await.map(|it| it.1),
        Act::CloseAccount(id) => account::close(change, id).await,
        Act::ReopenAccount(id) => account::reopen(change, id).await,
        Act::EndDomain(it) => account::end_domain(change, it).await,
        Act::EndContract(account, country) => account::end_contract(change, account, *country).await,
        Act::RetireProduct(id) => product::retire(change, id).await,
        Act::EndEntitlement(id) => entitlement::end(change, id).await,
        Act::ReleasePerson(id) => person::release(change, id).await,
    }
}

/// Does it in a transaction of its own, at once or not at all.
pub(crate) async fn decide(store: &Store, by: &Decider<'_>, it: &Act) -> Result<Effect, Refusal> {
    within(store, by, async |change| act(change, it).await).await
}

/// Something in a transaction of its own, done again as a whole while others are in its way.
pub(crate) async fn within<T>(
    store: &Store,
    by: &Decider<'_>,
    doing: impl AsyncFn(&mut Change<'_, '_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let ids = Ids::default();
    let request_id = Uuid::new_v4().to_string();
    let attempt = async || -> Result<Result<T, Fault>, Problem> {
        let mut tx = store.write().await?;
        let mut ctx = WriteContext::new(&mut tx, by.now, &ids, &request_id, by.service_url);
        let mut change = Change::new(&mut ctx, by.source, by.because);
        match doing(&mut change).await {
            Ok(done) => {
                change.finish().await?;
                tx.commit().await?;
                Ok(Ok(done))
            }
            Err(Refusal::Problem(problem)) => Err(problem),
            Err(Refusal::Fault(fault)) => Ok(Err(fault)),
        }
    };
    Ok(again_while_busy(attempt).await??)
}

/// The person with this address.
pub(crate) async fn person_with(store: &Store, email: &Email) -> Result<UserId, Refusal> {
    let found = users::id_by_email(&mut store.read().await?, email).await?;
    found.ok_or_else(|| Fault::of("email", FaultCode::Missing, format!("there is nobody with the address {email}")).into())
}
