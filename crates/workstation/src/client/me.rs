//! The routes of `/v1/me`, apart from check-outs and the policy.

use super::{Call, Client, PAGES, segment, short_wait};
use crate::api::MeApi;
use crate::failure::{Cause, Failure};
use crate::invitation::InvitationCode;
use async_trait::async_trait;
use domicile_model::id::UserId;
use domicile_model::wire::{
    AcceptInvitation, AcceptedOffer, FilePersonRequest, FileRemoval, Me, Moved, NewServiceRequest, Page, PatchMe, PersonRequest,
    RemovalRequest, ServiceRequest,
};
use reqwest::Method;
use secrecy::SecretString;
use serde::de::DeserializeOwned;

impl Client {
    /// A whole list of the person's, as far as lists go.
    async fn pages<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Failure> {
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let mut call = Call::get(path);
            call.query.extend(cursor.take().map(|it| ("cursor", it)));
            let page: Page<T> = self.json(call).await?;
            items.extend(page.items);
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        Ok(items)
    }

    /// Who the person is.
    pub(crate) async fn me(&self) -> Result<Me, Failure> {
        self.json(Call::get("v1/me")).await
    }

    /// Binds the identity behind a token that is not kept yet to the person whom the code's invitation is for.
    pub(crate) async fn redeem(&self, code: &InvitationCode, token: &SecretString) -> Result<(), Failure> {
        let (id, secret) = code.parts().ok_or(Cause::BadInvitationCode)?;
        let path = format!("v1/me/invitations/{}/accept", segment(&id)?);
        let call = Call::write(Method::POST, &path).json(&AcceptInvitation { token: Some(secret) })?;
        match self.attempt(&call, Some(token)).await {
            Err(failure) => match short_wait(&failure) {
                Some(wait) => {
                    tokio::time::sleep(wait).await;
                    self.attempt(&call, Some(token)).await.map(drop)
                }
                None => Err(failure),
            },
            Ok(_) => Ok(()),
        }
    }
}

#[async_trait]
impl MeApi for Client {
    async fn update_me(&self, patch: PatchMe) -> Result<Me, Failure> {
        self.json(Call::write(Method::PATCH, "v1/me").json(&patch)?).await
    }

    async fn file_removal(&self, removal: FileRemoval) -> Result<RemovalRequest, Failure> {
        self.json(Call::write(Method::POST, "v1/me/removal-requests").json(&removal)?).await
    }

    async fn removals(&self) -> Result<Vec<RemovalRequest>, Failure> {
        self.pages("v1/me/removal-requests").await
    }

    async fn withdraw_removal(&self, id: &str) -> Result<(), Failure> {
        let path = format!("v1/me/removal-requests/{}", segment(id)?);
        self.send(Call::write(Method::DELETE, &path)).await.map(drop)
    }

    async fn resend_removal(&self, id: &str, to: Option<UserId>) -> Result<RemovalRequest, Failure> {
        let path = format!("v1/me/removal-requests/{}/resend", segment(id)?);
        let call = Call::write(Method::POST, &path);
        match to {
            Some(_) => self.json(call.json(&FileRemoval { to, ..FileRemoval::default() })?).await,
            None => self.json(call).await,
        }
    }

    async fn file_person_request(&self, request: FilePersonRequest) -> Result<PersonRequest, Failure> {
        self.json(Call::write(Method::POST, "v1/me/requests").json(&request)?).await
    }

    async fn person_requests(&self) -> Result<Vec<PersonRequest>, Failure> {
        match self.pages("v1/me/requests").await {
            Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Ok(Vec::new()),
            answer => answer,
        }
    }

    async fn withdraw_person_request(&self, id: &str) -> Result<(), Failure> {
        let path = format!("v1/me/requests/{}", segment(id)?);
        self.send(Call::write(Method::DELETE, &path)).await.map(drop)
    }

    async fn accept_offer(&self, id: &str) -> Result<AcceptedOffer, Failure> {
        self.json(Call::write(Method::POST, &format!("v1/me/transfers/{}/accept", segment(id)?))).await
    }

    async fn decline_offer(&self, id: &str) -> Result<(), Failure> {
        self.send(Call::write(Method::POST, &format!("v1/me/transfers/{}/decline", segment(id)?))).await.map(drop)
    }

    async fn accept_invitation(&self, id: &str) -> Result<Moved, Failure> {
        self.json(Call::write(Method::POST, &format!("v1/me/invitations/{}/accept", segment(id)?))).await
    }

    async fn decline_invitation(&self, id: &str) -> Result<(), Failure> {
        self.send(Call::write(Method::POST, &format!("v1/me/invitations/{}/decline", segment(id)?))).await.map(drop)
    }

    async fn leave(&self) -> Result<Moved, Failure> {
        self.json(Call::write(Method::POST, "v1/me/leave")).await
    }

    async fn ask_support(&self, text: String) -> Result<ServiceRequest, Failure> {
        self.json(Call::write(Method::POST, "v1/me/service-requests").json(&NewServiceRequest { text })?).await
    }
}
