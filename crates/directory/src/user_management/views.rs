//! The account and its people as they look to administrators.

use crate::mail::delivery;
use crate::page::NameCursor;
use crate::policy::rights;
use crate::problem::Problem;
use crate::removal;
use crate::removal::expiry;
use crate::store::accounts::{self, Account};
use crate::store::groups::Group;
use crate::store::licences::{self, Licence};
use crate::store::users::{self, User};
use crate::store::{Tx, approvals, catalogue, groups, removal_requests, search_terms};
use domicile_model::country::{DecidedBy, EffectiveCountry};
use domicile_model::entitlement::Territory;
use domicile_model::id::UserId;
use domicile_model::person::{Rank, rank};
use domicile_model::wire;
use jiff::Timestamp;
use std::collections::HashMap;

/// A group by name.
pub(crate) fn group_ref(it: &Group) -> wire::GroupRef {
    wire::GroupRef { id: it.id.clone(), name: it.name.clone() }
}

/// A named licence and its holder.
pub(crate) fn licence(it: Licence, user: wire::Person) -> wire::LicenceAssignment {
    let product = wire::ProductRef { id: it.product, name: it.product_name };
    wire::LicenceAssignment { id: it.id, product, user, assigned: it.assigned }
}

/// The person's named licences.
pub(crate) async fn licences_of(tx: &mut Tx, user: &User) -> Result<Vec<wire::LicenceAssignment>, Problem> {
    Ok(licences::of_user(tx, &user.id).await?.into_iter().map(|it| licence(it, user.to_person())).collect())
}

/// Somebody of the account, for `reader`.
pub(crate) async fn member(tx: &mut Tx, user: &User, account: &Account, reader: &User, now: Timestamp) -> Result<wire::Member, Problem> {
    let one = cards(tx, std::slice::from_ref(user), (account, reader), now).await?.pop();
    one.ok_or_else(|| Problem::internal(&"one person has one card"))
}

/// Whether somebody sees but who there is, and the groups: who may change group membership, and nothing else.
fn sees_groups_only(reader: &User) -> bool {
    rank(&reader.roles) < Rank::CoAdmin
}

/// Somebody as they look to whoever may change group membership, and nothing else.
fn limited_card(user: &User) -> wire::Member {
    wire::Member {
        user: user.to_person(),
        roles: Vec::new(),
        group_roles: Vec::new(),
        groups: user.groups.iter().map(group_ref).collect(),
        locks: Vec::new(),
        country: EffectiveCountry { code: None, decided_by: DecidedBy::None }.into(),
        explicit_country: None,
        provisioned: false,
        since: user.affiliated_since.unwrap_or(user.changed_at),
        fulfilment_contact: None,
        licences: Vec::new(),
        may_leave_until: None,
        request: None,
        delivery: None,
        limited: true,
    }
}

/// People of the account, for `reader`. As many statements for a page of people as for one.
async fn cards(tx: &mut Tx, users: &[User], (account, reader): (&Account, &User), now: Timestamp) -> Result<Vec<wire::Member>, Problem> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    if sees_groups_only(reader) {
        return Ok(users.iter().map(limited_card).collect());
    }
    let ids: Vec<UserId> = users.iter().map(|it| it.id.clone()).collect();
    let mut requests = HashMap::new();
    for stored in removal_requests::open_of_several(tx, &ids).await? {
        let stored = expiry::as_of(tx, &stored, now).await?;
        if stored.state.is_open() {
            requests.insert(stored.user.clone(), removal::to_wire(tx, stored).await?);
        }
    }
    let designations: HashMap<_, _> = accounts::designations(tx, &account.id).await?.into_iter().collect();
    let mut licences = HashMap::<UserId, Vec<Licence>>::new();
    for it in licences::of_several(tx, &ids).await? {
        licences.entry(it.user.clone()).or_default().push(it);
    }
    let contracts = accounts::contract_countries(tx, &account.id).await?;
    let mut told = delivery::of_members(tx, &ids, &account.id).await?;
    let card = |user: &User| wire::Member {
        user: user.to_person(),
        roles: wire::words(user.roles.clone()),
        group_roles: wire::words(user.group_roles()),
        groups: user.groups.iter().map(group_ref).collect(),
        locks: user.lock_entries(),
        country: rights::country(user, contracts.clone()).into(),
        explicit_country: user.explicit_country,
        provisioned: user.provisioned,
        since: user.affiliated_since.unwrap_or(user.changed_at),
        fulfilment_contact: designations.get(&user.id).map(|country| wire::Designation { country: *country }),
        licences: licences.remove(&user.id).into_iter().flatten().map(|it| licence(it, user.to_person())).collect(),
        may_leave_until: user.may_leave_until.filter(|it| *it > now),
        request: requests.remove(&user.id),
        delivery: told.remove(&user.id),
        limited: false,
    };
    Ok(users.iter().map(card).collect())
}

/// The person as they are after a change.
pub(crate) async fn member_now(
    tx: &mut Tx,
    id: &UserId,
    account: &Account,
    reader: &User,
    now: Timestamp,
) -> Result<wire::Member, Problem> {
    let user = users::get(tx, id).await?.ok_or_else(|| Problem::internal(&"who was changed is not there"))?;
    member(tx, &user, account, reader, now).await
}

/// The people whom a search finds, and where the next page begins.
pub(crate) async fn members(
    tx: &mut Tx,
    (account, reader): (&Account, &User),
    query: &str,
    after: &NameCursor,
    limit: usize,
    now: Timestamp,
) -> Result<(Vec<wire::Member>, Option<NameCursor>), Problem> {
    // One more than fits, to know whether there is a next page.
    let rows = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let mut found = search_terms::page(tx, &account.id, query, after, rows).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let ids: Vec<UserId> = found.iter().map(|it| UserId::new(it.id.as_str())).collect();
    let users = users::several(tx, &ids).await?;
    let items = cards(tx, &users, (account, reader), now).await?;
    Ok((items, if more { found.pop() } else { None }))
}

/// The account, for `reader`.
pub(crate) async fn details(tx: &mut Tx, account: &Account, reader: &User, now: Timestamp) -> Result<wire::AccountDetails, Problem> {
    if sees_groups_only(reader) {
        return Ok(wire::AccountDetails {
            id: account.id.clone(),
            name: account.name.clone(),
            federation: account.federation.into(),
            it_contact: None,
            last_synchronised: None,
            confirmed_domains: Vec::new(),
            automatic_approval: false,
            contract_countries: Vec::new(),
            offline_days: account.offline_days,
            open_requests: 0,
            open_approvals: 0,
            limited: true,
        });
    }
    let mut countries: Vec<_> = accounts::contract_countries(tx, &account.id).await?.into_iter().map(|it| it.code).collect();
    countries.sort();
    Ok(wire::AccountDetails {
        id: account.id.clone(),
        name: account.name.clone(),
        federation: account.federation.into(),
        it_contact: account.it_contact.clone(),
        last_synchronised: account.last_synchronised,
        confirmed_domains: accounts::domains(tx, &account.id).await?,
        automatic_approval: account.automatic_approval,
        contract_countries: countries,
        offline_days: account.offline_days,
        open_requests: removal_requests::open_count(tx, &account.id, now).await?,
        open_approvals: approvals::count(tx, &account.id).await?,
        limited: false,
    })
}

/// What the account owns, by product.
pub(crate) async fn entitlements(tx: &mut Tx, account: &Account) -> Result<wire::OwnedEntitlements, Problem> {
    let products = catalogue::products(tx).await?;
    let groups = groups::of_account(tx, &account.id).await?;
    let mut items = Vec::new();
    for it in catalogue::owned(tx, &account.id).await? {
        let name = products.iter().find(|product| product.id == it.product).map_or_else(|| it.product.clone(), |it| it.name.clone());
        items.push(wire::OwnedEntitlement {
            countries: match it.right.territory {
                Territory::Global => None,
                Territory::Countries(codes) => Some(codes),
            },
            groups: groups.iter().filter(|group| it.right.restricted_to_groups.contains(&group.id)).map(group_ref).collect(),
            product: wire::ProductRef { id: it.product, name },
            edition: it.edition,
            usage_type: it.usage_type.into(),
            seats: it.seats,
            starts: it.right.starts,
            ends: it.right.ends,
            grace_days: it.right.grace_days,
            roles: wire::words(it.right.restricted_to_roles),
        });
    }
    items.sort_by(|a, b| a.product.id.cmp(&b.product.id));
    Ok(wire::OwnedEntitlements { items })
}
