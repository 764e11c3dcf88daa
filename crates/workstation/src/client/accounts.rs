//! The routes of `/v1/accounts/{account}`.

use super::{Call, Client, PAGES, segment};
use crate::api::AdminApi;
use crate::failure::{Cause, Failure};
use async_trait::async_trait;
use domicile_model::adding::AddCode;
use domicile_model::id::UserId;
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{
    AccountDetails, AddAnswer, AddUser, AllowCheckOut, Approval, CheckOut, DeclineCheckOut, DeclineRemoval, DesignateContact, Invitation,
    LockUser, Member, Members, OfferTo, Page, ReassignLicence, Removal, RemovalPreflight, RemovalRequest, Rights, SetEntitlementCountry,
    SetRoles, Transfer, Undone, UnlockUser,
};
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Client {
    /// Every item of a list, page by page.
    pub(super) async fn all<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Failure> {
        self.all_of(path, &[]).await
    }

    /// The same, narrowed.
    async fn all_of<T: DeserializeOwned>(&self, path: &str, narrowed: &[(&'static str, &str)]) -> Result<Vec<T>, Failure> {
        let (mut all, mut cursor) = (Vec::new(), None);
        for _ in 0..PAGES {
            let mut call = Call::get(path);
            call.query.extend(narrowed.iter().map(|(name, value)| (*name, (*value).to_owned())));
            call.query.extend(cursor.take().map(|it| ("cursor", it)));
            let page: Page<T> = self.json(call).await?;
            all.extend(page.items);
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        Ok(all)
    }

    /// Writes, and does not need the answer.
    async fn told(&self, method: Method, path: &str) -> Result<(), Failure> {
        self.send(Call::write(method, path)).await.map(drop)
    }

    async fn told_with(&self, method: Method, path: &str, body: &(impl Serialize + Sync)) -> Result<(), Failure> {
        self.send(Call::write(method, path).json(body)?).await.map(drop)
    }
}

/// The path of something in an account.
fn path(account: &str, parts: &[&str]) -> Result<String, Failure> {
    let mut path = format!("v1/accounts/{}", segment(account)?);
    for part in parts {
        path.push('/');
        path.push_str(&segment(part)?);
    }
    Ok(path)
}

fn unknown(what: &str) -> Failure {
    Cause::Unexpected { reason: format!("no such {what}") }.into()
}

#[async_trait]
impl AdminApi for Client {
    async fn account(&self, account: &str) -> Result<AccountDetails, Failure> {
        self.json(Call::get(&path(account, &[])?)).await
    }

    async fn members(&self, account: &str, query: &str, cursor: Option<&str>) -> Result<Members, Failure> {
        let path = path(account, &["users"])?;
        let mut call = Call::get(&path);
        if !query.is_empty() {
            call.query.push(("query", query.to_owned()));
        }
        call.query.extend(cursor.map(|it| ("cursor", it.to_owned())));
        self.json(call).await
    }

    async fn member(&self, account: &str, user: &str) -> Result<Member, Failure> {
        self.json(Call::get(&path(account, &["users", user])?)).await
    }

    async fn rights(&self, account: &str, user: &str) -> Result<Rights, Failure> {
        self.json(Call::get(&path(account, &["users", user, "rights"])?)).await
    }

    async fn look_up(&self, account: &str, email: &str) -> Result<AddAnswer, Failure> {
        let ask = AddUser { email: email.to_owned(), display_name: None, action: None, roles: Vec::new(), country: None };
        match self.add(account, ask).await {
            // What stands against adding is the answer to a question.
            Err(failure) => match failure.problem().filter(|it| it.status == 409).and_then(|it| AddCode::parse(&it.code)) {
                Some(code) => Ok(AddAnswer { code, email: email.to_owned(), user: None, member: None, invitation: None, transfer: None }),
                None => Err(failure),
            },
            answer => answer,
        }
    }

    async fn add(&self, account: &str, add: AddUser) -> Result<AddAnswer, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["users"])?).json(&add)?).await
    }

    async fn preflight(&self, account: &str, user: &str) -> Result<RemovalPreflight, Failure> {
        self.json(Call::get(&path(account, &["users", user, "removal-preflight"])?)).await
    }

    async fn remove(&self, account: &str, user: &str) -> Result<(), Failure> {
        self.told(Method::DELETE, &path(account, &["users", user])?).await
    }

    async fn removals(&self, account: &str) -> Result<Vec<Removal>, Failure> {
        self.all(&path(account, &["removals"])?).await
    }

    async fn undo(&self, account: &str, removal: &str) -> Result<Undone, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removals", removal, "undo"])?)).await
    }

    async fn lock(&self, account: &str, user: &str, because: Option<String>) -> Result<(), Failure> {
        self.told_with(Method::POST, &path(account, &["users", user, "lock"])?, &LockUser { because }).await
    }

    async fn unlock(&self, account: &str, user: &str, lock: &str) -> Result<(), Failure> {
        let lock = LockReason::parse(lock).ok_or_else(|| unknown("lock"))?;
        self.told_with(Method::POST, &path(account, &["users", user, "unlock"])?, &UnlockUser { lock }).await
    }

    async fn set_roles(&self, account: &str, user: &str, roles: &[String]) -> Result<(), Failure> {
        let roles: Option<Vec<Role>> = roles.iter().map(|it| Role::parse(it)).collect();
        let body = SetRoles { roles: roles.ok_or_else(|| unknown("role"))? };
        self.told_with(Method::PUT, &path(account, &["users", user, "roles"])?, &body).await
    }

    async fn set_country(&self, account: &str, user: &str, country: Option<String>) -> Result<(), Failure> {
        self.told_with(Method::PUT, &path(account, &["users", user, "entitlement-country"])?, &SetEntitlementCountry { country }).await
    }

    async fn designate(&self, account: &str, user: &str, country: Option<String>) -> Result<(), Failure> {
        self.told_with(Method::PUT, &path(account, &["fulfilment-contacts", user])?, &DesignateContact { country }).await
    }

    async fn end_designation(&self, account: &str, user: &str) -> Result<(), Failure> {
        self.told(Method::DELETE, &path(account, &["fulfilment-contacts", user])?).await
    }

    async fn requests(&self, account: &str) -> Result<Vec<RemovalRequest>, Failure> {
        self.all(&path(account, &["removal-requests"])?).await
    }

    async fn open_request(&self, account: &str, id: &str) -> Result<RemovalRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removal-requests", id, "seen"])?)).await
    }

    async fn approve(&self, account: &str, id: &str) -> Result<RemovalRequest, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["removal-requests", id, "approve"])?)).await
    }

    async fn decline(&self, account: &str, id: &str, reason: String) -> Result<RemovalRequest, Failure> {
        let path = path(account, &["removal-requests", id, "decline"])?;
        self.json(Call::write(Method::POST, &path).json(&DeclineRemoval { reason })?).await
    }

    async fn transfers(&self, account: &str) -> Result<Vec<Transfer>, Failure> {
        self.all(&path(account, &["transfers"])?).await
    }

    async fn offer(&self, account: &str, offer: OfferTo) -> Result<Transfer, Failure> {
        self.json(Call::write(Method::POST, &path(account, &["transfers"])?).json(&offer)?).await
    }

    async fn revoke_transfer(&self, account: &str, id: &str) -> Result<(), Failure> {
        self.told(Method::DELETE, &path(account, &["transfers", id])?).await
    }

    async fn invitations(&self, account: &str) -> Result<Vec<Invitation>, Failure> {
        self.all(&path(account, &["invitations"])?).await
    }

    async fn revoke_invitation(&self, account: &str, id: &str) -> Result<(), Failure> {
        self.told(Method::DELETE, &path(account, &["invitations", id])?).await
    }

    async fn approvals(&self, account: &str) -> Result<Vec<Approval>, Failure> {
        self.all(&path(account, &["approvals"])?).await
    }

    async fn answer_approval(&self, account: &str, user: &str, let_in: bool) -> Result<(), Failure> {
        self.told(Method::POST, &path(account, &["approvals", user, if let_in { "approve" } else { "reject" }])?).await
    }

    async fn reassign_licence(&self, account: &str, id: &str, user: &str) -> Result<(), Failure> {
        let body = ReassignLicence { user: UserId::new(user) };
        self.told_with(Method::PUT, &path(account, &["licence-assignments", id])?, &body).await
    }

    async fn return_licence(&self, account: &str, id: &str) -> Result<(), Failure> {
        self.told(Method::DELETE, &path(account, &["licence-assignments", id])?).await
    }

    async fn check_outs(&self, account: &str, user: Option<&str>) -> Result<Vec<CheckOut>, Failure> {
        let narrowed: Vec<_> = [("state", "open")].into_iter().chain(user.map(|it| ("user", it))).collect();
        self.all_of(&path(account, &["check-outs"])?, &narrowed).await
    }

    async fn allow_check_out(&self, account: &str, id: &str, days: Option<u16>) -> Result<CheckOut, Failure> {
        let path = path(account, &["check-outs", id, "allow"])?;
        self.json(Call::write(Method::POST, &path).json(&AllowCheckOut { days })?).await
    }

    async fn decline_check_out(&self, account: &str, id: &str, reason: String) -> Result<CheckOut, Failure> {
        let path = path(account, &["check-outs", id, "decline"])?;
        self.json(Call::write(Method::POST, &path).json(&DeclineCheckOut { reason })?).await
    }

    async fn end_check_out(&self, account: &str, id: &str) -> Result<CheckOut, Failure> {
        self.json(Call::write(Method::DELETE, &path(account, &["check-outs", id])?)).await
    }
}
