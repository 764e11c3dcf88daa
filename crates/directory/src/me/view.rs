//! `/v1/me`: everything that a person may know of themselves, in one consistent view.

use crate::policy::rights;
use crate::problem::{Code, Problem};
use crate::removal::{self, Colleagues, expiry};
use crate::service::Service;
use crate::store::accounts;
use crate::store::users::{self, User};
use crate::store::{Tx, approvals, check_outs, person_requests, removal_requests, service_requests};
use crate::{invitation, person_request, transfer};
use domicile_model::account::Federation;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::{LockReason, Rank, has_limited_view, rank};
use domicile_model::wire::{Administrator, Affiliation, FulfilmentContact, Inbox, LockState, Me, MeUser, words};
use jiff::Timestamp;

/// The account that the person belongs to at this moment.
pub(crate) async fn account_of(service: &Service, user: &UserId) -> Result<Option<AccountId>, Problem> {
    Ok(users::account_of(&mut service.dependencies().store.read().await?, user).await?)
}

/// Reads it, as it stands at this moment.
pub(crate) async fn get(service: &Service, user: &UserId) -> Result<Me, Problem> {
    read(&mut service.dependencies().store.read().await?, user, service.now()).await
}

/// Reads it within a transaction.
pub(crate) async fn read(tx: &mut Tx, id: &UserId, now: Timestamp) -> Result<Me, Problem> {
    let user = users::get(tx, id).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    let locks: Vec<LockReason> = user.locks.iter().map(|it| it.0).collect();
    let (mut administrators, mut fulfilment_contact, mut affiliation, mut removal) = (Vec::new(), None, None, None);
    if let Some(account) = &user.account {
        let colleagues = Colleagues {
            administrators: accounts::administrators(tx, &account.id).await?,
            contacts: accounts::fulfilment_contacts(tx, &account.id).await?,
        };
        removal = Some(removal::outlook(tx, &user, account, &colleagues, now).await?);
        let Colleagues { administrators: known, contacts } = colleagues;
        // Somebody who is locked cannot answer, so there is no use in asking them.
        administrators.extend(known.into_iter().filter(|it| !it.locked).map(|it| Administrator {
            id: it.id,
            display_name: it.display_name,
            role: it.role.into(),
            email: it.email,
        }));
        fulfilment_contact = contacts.contains(&user.id).then_some(FulfilmentContact { only_one: contacts.len() == 1 });
        affiliation = Some(Affiliation {
            account: account.to_ref(),
            since: user.affiliated_since.unwrap_or(user.changed_at),
            provisioned: user.provisioned,
            last_synchronised: account.last_synchronised,
            it_contact: account.it_contact.clone(),
        });
    }
    let request = match removal_requests::newest_of_user(tx, &user.id).await? {
        Some(stored) => {
            let stored = expiry::as_of(tx, &stored, now).await?;
            Some(removal::to_wire(tx, stored).await?)
        }
        None => None,
    };
    let awaits_approval = match approvals::of_user(tx, &user.id).await? {
        Some(account) => accounts::get(tx, &account).await?.map(|it| it.to_ref()),
        None => None,
    };
    let requests = person_request::newest_of_person(tx, &user.id, now).await?;
    let may_ask_to_join = person_request::may_ask_to_join(tx, &user).await?;
    let basis = rights::basis(tx, &user).await?;
    Ok(Me {
        as_of: now,
        removal,
        lock: lock_state(&user),
        roles: words(user.all_roles()),
        country: basis.country.into(),
        federation: user.account.as_ref().map_or(Federation::None, |it| it.federation).into(),
        limited_view: has_limited_view(affiliation.is_some(), &locks),
        policy_version: basis.version,
        affiliation,
        administrators,
        fulfilment_contact,
        request,
        requests,
        may_ask_to_join,
        offers: transfer::of_person(tx, &user.id, now).await?,
        invitations: invitation::of_person(tx, &user.id, now).await?,
        awaits_approval,
        may_leave_until: user.may_leave_until.filter(|until| *until > now),
        service_request: service_requests::newest_of_user(tx, &user.id).await?,
        inbox: inbox(tx, &user, now).await?,
        user: MeUser {
            id: user.id,
            email: user.email,
            display_name: user.display_name,
            locale: user.locale,
            profile_country: user.profile_country,
        },
    })
}

async fn inbox(tx: &mut Tx, user: &User, now: Timestamp) -> Result<Option<Inbox>, Problem> {
    let Some(account) = user.account.as_ref().filter(|_| !user.is_locked() && rank(&user.roles) >= Rank::CoAdmin) else { return Ok(None) };
    let open_requests = removal_requests::open_count(tx, &account.id, now).await?;
    let open_check_outs = check_outs::asked_count(tx, &account.id, now).await?;
    let open_person_requests = person_requests::open_count(tx, &account.id, now).await?;
    Ok(Some(Inbox { open_requests, open_person_requests, open_approvals: approvals::count(tx, &account.id).await?, open_check_outs }))
}

fn lock_state(user: &User) -> Option<LockState> {
    let reasons = user.lock_entries();
    (!reasons.is_empty()).then_some(LockState { reasons })
}
