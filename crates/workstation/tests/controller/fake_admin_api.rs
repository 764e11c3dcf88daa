//! An administrator's side that answers as told and records what it was asked.

#![allow(unreachable_pub, reason = "shared by the tests beside it")]

use super::fake::FakeDesk;
use crate::sample;
use async_trait::async_trait;
use domicile_model::id::{
    AccountId, CheckOutId, InvitationId, LicenceAssignmentId, PersonRequestId, RemovalId, RemovalRequestId, TransferId, UserId,
};
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{
    AccountDetails, AddAnswer, AddUser, Approval, CheckOut, Invitation, LicenceAssignments, Member, Members, OfferTo, OwnedEntitlement,
    PersonRequest, Removal, RemovalPreflight, RemovalRequest, Rights, Transfer, Undone, Word,
};
use domicile_workstation::api::AdminApi;
use domicile_workstation::failure::Failure;
use std::sync::Arc;
use std::time::Duration;

/// What the service says of the account.
#[derive(Clone)]
pub struct Account {
    pub requests: Vec<RemovalRequest>,
    pub asks: Vec<PersonRequest>,
    pub approvals: Vec<Approval>,
    pub check_outs: Vec<CheckOut>,
    pub members: Vec<Member>,
    /// What the account owns.
    pub entitlements: Result<Vec<OwnedEntitlement>, Failure>,
    pub next: Option<String>,
    pub look_up: Result<AddAnswer, Failure>,
    pub add: Result<AddAnswer, Failure>,
    pub preflight: RemovalPreflight,
    /// What everybody may run.
    pub rights: Result<Rights, Failure>,
    pub removals: Vec<Removal>,
    /// Who is back after a removal was undone; `None`: asked first.
    pub undone: Option<Member>,
    /// What every change comes to.
    pub change: Result<(), Failure>,
}

impl Default for Account {
    fn default() -> Self {
        let ana = sample::admin::asks("Ana Costa", domicile_model::removal::RemovalState::Submitted);
        Self {
            asks: vec![],
            approvals: vec![],
            check_outs: vec![],
            members: vec![sample::admin::of_account("Ana Costa", "old-bridge"), sample::admin::of_account("Piet Jansen", "old-bridge")],
            entitlements: Ok(sample::forecast::licences().entitlements),
            next: None,
            look_up: Ok(sample::admin::answer(domicile_model::adding::AddCode::AffiliatedElsewhere)),
            add: Ok(sample::admin::answer(domicile_model::adding::AddCode::Offered)),
            preflight: sample::admin::preflight(&ana.user, &[]),
            requests: vec![ana],
            rights: Ok(sample::why::rights(&sample::policy("old-bridge"))),
            removals: vec![sample::admin::removal("Rosa Klein", true)],
            undone: None,
            change: Ok(()),
        }
    }
}

pub struct FakeAdminApi(pub Arc<FakeDesk>);

impl FakeAdminApi {
    async fn asked<T>(&self, what: impl Into<String>, pick: impl FnOnce(&Account) -> T) -> T {
        self.0.called(what.into());
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.0.answer(|it| pick(&it.account))
    }

    async fn answered(&self, what: String) -> Result<CheckOut, Failure> {
        use domicile_model::check_out::CheckOutState;
        let it = sample::check_outs::of("Ana Costa", "bridge-modeler", CheckOutState::CheckedOut);
        self.asked(what, |now| now.change.clone()).await.map(|()| it)
    }

    /// Answers a list without a line in the record: they are read at every turn.
    async fn read<T>(&self, pick: impl FnOnce(&Account) -> T) -> T {
        tokio::time::sleep(Duration::from_millis(100)).await;
        self.0.answer(|it| pick(&it.account))
    }
}

#[async_trait]
impl AdminApi for FakeAdminApi {
    async fn account(&self, account: &AccountId) -> Result<AccountDetails, Failure> {
        Ok(sample::admin::details(account.as_str()))
    }
    async fn entitlements(&self, _account: &AccountId) -> Result<Vec<OwnedEntitlement>, Failure> {
        self.read(|it| it.entitlements.clone()).await
    }
    async fn licence_assignments(&self, _account: &AccountId) -> Result<LicenceAssignments, Failure> {
        Ok(LicenceAssignments { items: self.read(|_| sample::forecast::licences().assignments).await, next_cursor: None })
    }
    async fn members(&self, _account: &AccountId, query: &str, cursor: Option<&str>) -> Result<Members, Failure> {
        if !query.is_empty() || cursor.is_some() {
            self.0.called(format!("members {query} {}", cursor.unwrap_or_default()));
        }
        let (items, next_cursor) = self.read(|it| (it.members.clone(), it.next.clone())).await;
        Ok(Members { items, next_cursor: next_cursor.filter(|_| cursor.is_none()) })
    }
    async fn member(&self, _account: &AccountId, user: &UserId) -> Result<Member, Failure> {
        let found = self.read(|it| it.members.iter().find(|it| it.user.id == *user).cloned()).await;
        found.ok_or_else(|| sample::refused(404, "not_found"))
    }
    async fn rights(&self, _account: &AccountId, _user: &UserId) -> Result<Rights, Failure> {
        self.read(|it| it.rights.clone()).await
    }
    async fn look_up(&self, _account: &AccountId, email: &str) -> Result<AddAnswer, Failure> {
        self.asked(format!("look up {email}"), |it| it.look_up.clone()).await
    }
    async fn add(&self, _account: &AccountId, add: AddUser) -> Result<AddAnswer, Failure> {
        self.asked(format!("{:?} {}", add.action.unwrap(), add.email), |it| it.add.clone()).await
    }
    async fn preflight(&self, _account: &AccountId, _user: &UserId) -> Result<RemovalPreflight, Failure> {
        Ok(self.read(|it| it.preflight.clone()).await)
    }
    async fn remove(&self, _account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.asked(format!("remove {user}"), |it| it.change.clone()).await
    }
    async fn removals(&self, _account: &AccountId) -> Result<Vec<Removal>, Failure> {
        Ok(self.read(|it| it.removals.clone()).await)
    }
    async fn restore(&self, _account: &AccountId, removal: &RemovalId) -> Result<Undone, Failure> {
        self.asked(format!("undo {removal}"), |it| it.change.clone().map(|()| Undone { member: it.undone.clone(), invitation: None })).await
    }
    async fn lock(&self, _account: &AccountId, user: &UserId, _because: Option<String>) -> Result<(), Failure> {
        self.asked(format!("lock {user}"), |it| it.change.clone()).await
    }
    async fn unlock(&self, _account: &AccountId, user: &UserId, lock: LockReason) -> Result<(), Failure> {
        self.asked(format!("unlock {user} {}", lock.as_str()), |it| it.change.clone()).await
    }
    async fn set_roles(&self, _account: &AccountId, user: &UserId, roles: &[Word<Role>]) -> Result<(), Failure> {
        self.asked(format!("roles {user} {}", roles.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" ")), |it| it.change.clone())
            .await
    }
    async fn set_country(&self, _account: &AccountId, user: &UserId, country: Option<String>) -> Result<(), Failure> {
        self.asked(format!("country {user} {}", country.unwrap_or_default()), |it| it.change.clone()).await
    }
    async fn designate(&self, _account: &AccountId, user: &UserId, _country: Option<String>) -> Result<(), Failure> {
        self.asked(format!("designate {user}"), |it| it.change.clone()).await
    }
    async fn end_designation(&self, _account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.asked(format!("end designation {user}"), |it| it.change.clone()).await
    }
    async fn requests(&self, _account: &AccountId) -> Result<Vec<RemovalRequest>, Failure> {
        Ok(self.read(|it| it.requests.clone()).await)
    }
    async fn open_request(&self, _account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure> {
        let request = self.asked(format!("open {id}"), |it| it.requests.iter().find(|it| it.id == *id).cloned()).await;
        let request = request.ok_or_else(|| sample::refused(404, "not_found"))?;
        Ok(RemovalRequest { state: domicile_model::removal::RemovalState::Seen.into(), ..request })
    }
    async fn approve(&self, _account: &AccountId, id: &RemovalRequestId) -> Result<RemovalRequest, Failure> {
        self.asked(format!("approve {id}"), |it| it.change.clone().map(|()| it.requests[0].clone())).await
    }
    async fn decline(&self, _account: &AccountId, id: &RemovalRequestId, reason: String) -> Result<RemovalRequest, Failure> {
        self.asked(format!("decline {id} {reason}"), |it| it.change.clone().map(|()| it.requests[0].clone())).await
    }
    async fn person_requests(&self, _account: &AccountId) -> Result<Vec<PersonRequest>, Failure> {
        Ok(self.read(|it| it.asks.clone()).await)
    }
    async fn open_person_request(&self, _account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure> {
        self.asked(format!("open ask {id}"), |it| it.change.clone().map(|()| it.asks[0].clone())).await
    }
    async fn approve_person_request(&self, _account: &AccountId, id: &PersonRequestId) -> Result<PersonRequest, Failure> {
        self.asked(format!("approve ask {id}"), |it| it.change.clone().map(|()| it.asks[0].clone())).await
    }
    async fn decline_person_request(&self, _account: &AccountId, id: &PersonRequestId, reason: String) -> Result<PersonRequest, Failure> {
        self.asked(format!("decline ask {id} {reason}"), |it| it.change.clone().map(|()| it.asks[0].clone())).await
    }
    async fn transfers(&self, _account: &AccountId) -> Result<Vec<Transfer>, Failure> {
        Ok(vec![])
    }
    async fn offer(&self, _account: &AccountId, _offer: OfferTo) -> Result<Transfer, Failure> {
        Ok(sample::admin::transfer(domicile_model::transfer::TransferState::Offered))
    }
    async fn revoke_transfer(&self, _account: &AccountId, id: &TransferId) -> Result<(), Failure> {
        self.asked(format!("revoke offer {id}"), |it| it.change.clone()).await
    }
    async fn invitations(&self, _account: &AccountId) -> Result<Vec<Invitation>, Failure> {
        Ok(vec![])
    }
    async fn revoke_invitation(&self, _account: &AccountId, id: &InvitationId) -> Result<(), Failure> {
        self.asked(format!("revoke invitation {id}"), |it| it.change.clone()).await
    }
    async fn approvals(&self, _account: &AccountId) -> Result<Vec<Approval>, Failure> {
        Ok(self.read(|it| it.approvals.clone()).await)
    }
    async fn approve_person(&self, _account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.asked(format!("let in {user}: true"), |it| it.change.clone()).await
    }
    async fn reject_person(&self, _account: &AccountId, user: &UserId) -> Result<(), Failure> {
        self.asked(format!("let in {user}: false"), |it| it.change.clone()).await
    }
    async fn reassign_licence(&self, _account: &AccountId, id: &LicenceAssignmentId, user: &UserId) -> Result<(), Failure> {
        self.asked(format!("reassign {id} {user}"), |it| it.change.clone()).await
    }
    async fn return_licence(&self, _account: &AccountId, id: &LicenceAssignmentId) -> Result<(), Failure> {
        self.asked(format!("return {id}"), |it| it.change.clone()).await
    }
    async fn check_outs(&self, _account: &AccountId) -> Result<Vec<CheckOut>, Failure> {
        Ok(self.read(|it| it.check_outs.clone()).await)
    }
    async fn allow_check_out(&self, _account: &AccountId, id: &CheckOutId, days: Option<u16>) -> Result<CheckOut, Failure> {
        self.answered(format!("allow {id} {}", days.unwrap_or_default())).await
    }
    async fn decline_check_out(&self, _account: &AccountId, id: &CheckOutId, reason: String) -> Result<CheckOut, Failure> {
        self.answered(format!("decline check-out {id} {reason}")).await
    }
    async fn end_check_out(&self, _account: &AccountId, id: &CheckOutId) -> Result<CheckOut, Failure> {
        self.answered(format!("end {id}")).await
    }
}
