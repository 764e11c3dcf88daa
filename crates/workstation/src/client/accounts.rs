//! The routes of `/v1/accounts/{account}`.

use super::{Call, Client, PAGES, segment};
use crate::api::AdminApi;
use crate::failure::Failure;
use async_trait::async_trait;
use domicile_model::adding::AddCode;
use domicile_model::id::{
    AccountId, CheckOutId, InvitationId, LicenceAssignmentId, PersonRequestId, RemovalId, RemovalRequestId, TransferId, UserId,
};
use domicile_model::pasted_address::address_in;
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{
    AccountDetails, AddAnswer, AddUser, AllowCheckOut, Approval, Approvals, CheckOut, CheckOuts, DeclineCheckOut, DeclinePersonRequest,
    DeclineRemoval, DesignateContact, Invitation, Invitations, LicenceAssignments, LockUser, Member, Members, OfferTo, OwnedEntitlement,
    OwnedEntitlements, PersonRequest, PersonRequests, ReassignLicence, Removal, RemovalPreflight, RemovalRequest, RemovalRequests,
    Removals, Rights, SetEntitlementCountry, Transfer, Transfers, Undone, UnlockUser, Word,
};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest page that the service gives.
const LONG_PAGE: &str = "100";

/// A page of a list.
trait Page: DeserializeOwned {
    type Item;
    fn parts(self) -> (Vec<Self::Item>, Option<String>);
}

macro_rules! pages {
    ($($page:ty => $item:ty),* $(,)?) => {$(
        impl Page for $page {
            type Item = $item;
            fn parts(self) -> (Vec<$item>, Option<String>) { (self.items, self.next_cursor) }
        }
    )*};
}

pages!(RemovalRequests => RemovalRequest, Transfers => Transfer, Invitations => Invitation, Approvals => Approval, Removals => Removal, CheckOuts => CheckOut, PersonRequests => PersonRequest);

impl Client {
    async fn all<P: Page>(&self, path: &str) -> Result<Vec<P::Item>, Failure> {
        self.all_of::<P>(path, &[]).await
    }

    /// The same, narrowed.
    async fn all_of<P: Page>(&self, path: &str, narrowed: &[(&'static str, &str)]) -> Result<Vec<P::Item>, Failure> {
        let (mut all, mut cursor) = (Vec::new(), None);
        for _ in 0..PAGES {
            let mut call = Call::get(path);
            call.query.extend(narrowed.iter().map(|(name, value)| (*name, (*value).to_owned())));
            call.query.extend(cursor.take().map(|it| ("cursor", it)));
            let (items, next) = self.json::<P>(call).await?.parts();
            all.extend(items);
            match next {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        Ok(all)
    }

    /// Writes, and does not need the answer.
    async fn write(&self, method: Method, path: &str) -> Result<(), Failure> {
        self.send(Call::write(method, path)).await.map(drop)
    }

    async fn write_json(&self, method: Method, path: &str, body: &(impl Serialize + Sync)) -> Result<(), Failure> {
        self.send(Call::write(method, path).json(body)?).await.map(drop)
    }
}

/// The body that sets roles (`SetRoles`, which the service reads strictly): with words that this version does not know.
#[derive(Serialize)]
struct AllRoles<'a> {
    roles: &'a [Word<Role>],
}

/// The path of something in an account.
fn path(account: &AccountId, parts: &[&str]) -> Result<String, Failure> {
    let mut path = format!("v1/accounts/{}", segment(account.as_str())?);
    for part in parts {
        path.push('/');
        path.push_str(&segment(part)?);
    }
    Ok(path)
}

#[async_trait]
impl AdminApi for Client {
    async fn account(&self, account: &AccountId) -> Result<AccountDetails, Failure> {
        self.json(Call::get(&path(account, &[])?)).await
    }

    async fn entitlements(&self, account: &AccountId) -> Result<Vec<OwnedEntitlement>, Failure> {
        self.json::<OwnedEntitlements>(Call::get(&path(account, &["entitlements"])?)).await.map(|it| it.items)
    }

    async fn licence_assignments(&self, account: &AccountId) -> Result<LicenceAssignments, Failure> {
        let path = path(account, &["licence-assignments"])?;
        let mut all = LicenceAssignments { items: Vec::new(), next_cursor: None };
        for _ in 0..PAGES {
            let mut call = Call::get(&path);
            call.query.push(("limit", LONG_PAGE.to_owned()));
            call.query.extend(all.next_cursor.take().map(|it| ("cursor", it)));
            let page: LicenceAssignments = self.json(call).await?;
            all.items.extend(page.items);
            all.next_cursor = page.next_cursor;
            if all.next_cursor.is_none() {
                break;
            }
        }
        Ok(all)
    }

    async fn members(&self, account: &AccountId, query: &str, cursor: Option<&str>) -> Result<Members, Failure> {
        let path = path(account, &["users"])?;
        let mut call = Call::get(&path);
        if !query.is_empty() {
            call.query.push(("query", address_in(query).to_owned()));
        }
        call.query.extend(cursor.map(|it| ("cursor", it.to_owned())));
        self.json(call).await
    }

    async fn member(&self, account: &AccountId, user: &UserId) -> Result<Member, Failure> {
        self.json(Call::get(&path(account, &["users", user.as_str()])?)).await
    }

    async fn rights(&self, account: &AccountId, user: &UserId) -> Result<Rights, Failure> {
        self.json(Call::get(&path(account, &["users", user.as_str(), "rights"])?)).await
    }

    async fn look_up(&self, account: &AccountId, email: &str) -> Result<AddAnswer, Failure> {
        let email = address_in(email);
        let ask = AddUser { email: email.to_owned(), display_name: None, action: None, roles: Vec::new(), country: None };
        match self.add(account, ask).await {
            // What stands against adding is the answer to a question.
            Err(failure) => match failure.problem().filter(|it| it.status == 409).and_then(|it| AddCode::parse(&it.code)) {
                Some(code) => {
                    Ok(AddAnswer { code: code.into(), email: email.to_owned(), user: None, member: None, invitation: None, transfer: None })
                }
                None => Err(failure),
            },
            answer => answer,
        }
    }

    async fn add(&self, account: &AccountId, mut add: AddUser) -> Result<AddAnswer, Failure> {
        add.email = address_in(&add.email).to_owned();
        self.json(Call::write(Method::POST, &path(account, &["users"])?).json(&add)?).await
    }

    async fn preflight(&self, account: &AccountId, user: &UserId) -> Result<RemovalPreflight, Failure> {
        self.json(Call::get(&path(account, &["users", user.as_str(), "removal-preflight"])?)).await
    }

    async fn remove(&self, account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.write(Method::DELETE, &path(account, &["users", user.as_str()])?).await
    }

    async fn removals(&self, account: &AccountId) -> Result<Vec<Removal>, Failure> {
        self.all::<Removals>(&path(account, &["removals"])?).await
    }

    async fn restore(&self, account: &AccountId, removal: &RemovalId) -> Result<Undone, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removals", removal.as_str(), "undo"])?)).await
    }

    async fn lock(&self, account: &AccountId, user: &UserId, because: Option<String>) -> Result<(), Failure> {
        self.write_json(Method::POST, &path(account, &["users", user.as_str(), "lock"])?, &LockUser { because }).await
    }

    async fn unlock(&self, account: &AccountId, user: &UserId, lock: LockReason) -> Result<(), Failure> {
        self.write_json(Method::POST, &path(account, &["users", user.as_str(), "unlock"])?, &UnlockUser { lock }).await
    }

    async fn set_roles(&self, account: &AccountId, user: &UserId, roles: &[Word<Role>]) -> Result<(), Failure> {
        let body = AllRoles { roles };
        self.write_json(Method::PUT, &path(account, &["users", user.as_str(), "roles"])?, &body).await
    }

    async fn set_country(&self, account: &AccountId, user: &UserId, country: Option<String>) -> Result<(), Failure> {
        self.write_json(Method::PUT, &path(account, &["users", user.as_str(), "entitlement-country"])?, &SetEntitlementCountry { country })
            .await
    }

    async fn designate(&self, account: &AccountId, user: &UserId, country: Option<String>) -> Result<(), Failure> {
        self.write_json(Method::PUT, &path(account, &["fulfilment-contacts", user.as_str()])?, &DesignateContact { country }).await
    }

    async fn end_designation(&self, account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.write(Method::DELETE, &path(account, &["fulfilment-contacts", user.as_str()])?).await
    }

    async fn requests(&self, account: &AccountId) -> Result<Vec<RemovalRequest>, Failure> {
        self.all::<RemovalRequests>(&path(account, &["removal-requests"])?).await
    }

    async fn open_request(&self, account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removal-requests", id.as_str(), "seen"])?)).await
    }

    async fn approve(&self, account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removal-requests", id.as_str(), "approve"])?)).await
    }

    async fn decline(&self, account: &AccountId, id: &RemovalRequestId, reason: String) -> Result<RemovalRequest, Failure> {
        let path = path(account, &["removal-requests", id.as_str(), "decline"])?;
        self.json(Call::write(Method::POST, &path).json(&DeclineRemoval { reason })?).await
    }

    async fn person_requests(&self, account: &AccountId) -> Result<Vec<PersonRequest>, Failure> {
        self.all::<PersonRequests>(&path(account, &["requests"])?).await
    }

    async fn open_person_request(&self, account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["requests", id.as_str(), "seen"])?)).await
    }

    async fn approve_person_request(&self, account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["requests", id.as_str(), "approve"])?)).await
    }

    async fn decline_person_request(&self, account: &AccountId, id: &PersonRequestId, reason: String) -> Result<PersonRequest, Failure> {
        let path = path(account, &["requests", id.as_str(), "decline"])?;
        self.json(Call::write(Method::POST, &path).json(&DeclinePersonRequest { reason })?).await
    }

    async fn transfers(&self, account: &AccountId) -> Result<Vec<Transfer>, Failure> {
        self.all::<Transfers>(&path(account, &["transfers"])?).await
    }

    async fn offer(&self, account: &AccountId, mut offer: OfferTo) -> Result<Transfer, Failure> {
        offer.email = address_in(&offer.email).to_owned();
        self.json(Call::write(Method::POST, &path(account, &["transfers"])?).json(&offer)?).await
    }

    async fn revoke_transfer(&self, account: &AccountId, id: &TransferId) -> Result<(), Failure> {
        self.write(Method::DELETE, &path(account, &["transfers", id.as_str()])?).await
    }

    async fn invitations(&self, account: &AccountId) -> Result<Vec<Invitation>, Failure> {
        self.all::<Invitations>(&path(account, &["invitations"])?).await
    }

    async fn revoke_invitation(&self, account: &AccountId, id: &InvitationId) -> Result<(), Failure> {
        self.write(Method::DELETE, &path(account, &["invitations", id.as_str()])?).await
    }

    async fn approvals(&self, account: &AccountId) -> Result<Vec<Approval>, Failure> {
        self.all::<Approvals>(&path(account, &["approvals"])?).await
    }

    async fn approve_person(&self, account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.write(Method::POST, &path(account, &["approvals", user.as_str(), "approve"])?).await
    }

    async fn reject_person(&self, account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.write(Method::POST, &path(account, &["approvals", user.as_str(), "reject"])?).await
    }

    async fn reassign_licence(&self, account: &AccountId, id: &LicenceAssignmentId, user: &UserId) -> Result<(), Failure> {
        let body = ReassignLicence { user: user.clone() };
        self.write_json(Method::PUT, &path(account, &["licence-assignments", id.as_str()])?, &body).await
    }

    async fn return_licence(&self, account: &AccountId, id: &LicenceAssignmentId) -> Result<(), Failure> {
        self.write(Method::DELETE, &path(account, &["licence-assignments", id.as_str()])?).await
    }

    async fn check_outs(&self, account: &AccountId) -> Result<Vec<CheckOut>, Failure> {
        self.all_of::<CheckOuts>(&path(account, &["check-outs"])?, &[("state", "open")]).await
    }

    async fn allow_check_out(&self, account: &AccountId, id: &CheckOutId, days: Option<u16>) -> Result<CheckOut, Failure> {
        let path = path(account, &["check-outs", id.as_str(), "allow"])?;
        self.json(Call::write(Method::POST, &path).json(&AllowCheckOut { days })?).await
    }

    async fn decline_check_out(&self, account: &AccountId, id: &CheckOutId, reason: String) -> Result<CheckOut, Failure> {
        let path = path(account, &["check-outs", id.as_str(), "decline"])?;
        self.json(Call::write(Method::POST, &path).json(&DeclineCheckOut { reason })?).await
    }

    async fn end_check_out(&self, account: &AccountId, id: &CheckOutId) -> Result<CheckOut, Failure> {
        self.json(Call::write(Method::DELETE, &path(account, &["check-outs", id.as_str()])?)).await
    }
}
