//! A person's side that answers as told and records what it was asked.

#![allow(unreachable_pub, reason = "shared by the tests beside it")]

use super::fake::{FakeDesk, a_moment};
use crate::sample;
use async_trait::async_trait;
use domicile_model::id::UserId;
use domicile_model::removal::RemovalState;
use domicile_model::wire::{
    AcceptedOffer, FilePersonRequest, FileRemoval, Me, Moved, PatchMe, PersonRequest, RemovalRequest, ServiceRequest,
};
use domicile_workstation::api::MeApi;
use domicile_workstation::failure::Failure;
use std::sync::Arc;

pub struct FakeMeApi(pub Arc<FakeDesk>);

#[async_trait]
impl MeApi for FakeMeApi {
    async fn update_me(&self, patch: PatchMe) -> Result<Me, Failure> {
        self.0.called(format!("mails in {}", patch.locale.unwrap_or_default()));
        a_moment().await;
        self.0.answer(|it| it.update_me.clone())?;
        self.0.answer(|it| it.me.clone())
    }

    async fn file_removal(&self, removal: FileRemoval) -> Result<RemovalRequest, Failure> {
        self.0.called(format!("file {}", removal.to.map(|it| it.to_string()).unwrap_or_default()));
        a_moment().await;
        self.0.answer(|it| it.file.clone())
    }

    async fn removals(&self) -> Result<Vec<RemovalRequest>, Failure> {
        self.0.called("removals");
        Ok(self.0.answer(|it| it.removals.clone()))
    }

    async fn withdraw_removal(&self, id: &str) -> Result<(), Failure> {
        self.0.called(format!("withdraw {id}"));
        a_moment().await;
        self.0.answer(|it| it.withdraw.clone())
    }

    async fn resend_removal(&self, _id: &str, _to: Option<UserId>) -> Result<RemovalRequest, Failure> {
        self.0.answer(|it| it.file.clone())
    }

    async fn file_person_request(&self, request: FilePersonRequest) -> Result<PersonRequest, Failure> {
        self.0.called(format!("ask {} {}", request.kind.as_str(), request.country.unwrap_or_default()));
        a_moment().await;
        self.0.answer(|it| it.said.clone()).map(|()| sample::asked(&sample::ana(), request.kind, RemovalState::Submitted))
    }

    async fn person_requests(&self) -> Result<Vec<PersonRequest>, Failure> {
        Ok(Vec::new())
    }

    async fn withdraw_person_request(&self, id: &str) -> Result<(), Failure> {
        self.0.called(format!("withdraw ask {id}"));
        a_moment().await;
        self.0.answer(|it| it.said.clone())
    }

    async fn accept_offer(&self, id: &str) -> Result<AcceptedOffer, Failure> {
        self.0.called(format!("accept offer {id}"));
        a_moment().await;
        self.0.answer(|it| it.said.clone()).map(|()| AcceptedOffer { offer: sample::offer("northwind-rail"), request: None })
    }

    async fn decline_offer(&self, id: &str) -> Result<(), Failure> {
        self.0.called(format!("decline offer {id}"));
        self.0.answer(|it| it.said.clone())
    }

    async fn accept_invitation(&self, id: &str) -> Result<Moved, Failure> {
        self.0.called(format!("accept invitation {id}"));
        self.0.answer(|it| it.said.clone()).map(|()| Moved { account: sample::account("northwind-rail") })
    }

    async fn decline_invitation(&self, id: &str) -> Result<(), Failure> {
        self.0.called(format!("decline invitation {id}"));
        self.0.answer(|it| it.said.clone())
    }

    async fn leave(&self) -> Result<Moved, Failure> {
        self.0.called("leave");
        a_moment().await;
        self.0.answer(|it| it.said.clone()).map(|()| Moved { account: sample::account("old-bridge") })
    }

    async fn ask_support(&self, text: String) -> Result<ServiceRequest, Failure> {
        self.0.called(format!("support {text}"));
        self.0.answer(|it| it.case.clone())
    }
}
