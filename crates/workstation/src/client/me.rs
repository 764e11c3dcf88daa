//! The routes of `/v1/me`, apart from check-outs and the policy.

use super::{Call, Client, PAGES, segment, short_wait};
use crate::api::MeApi;
use crate::failure::{Cause, Failure};
use crate::invitation::InvitationCode;
use async_trait::async_trait;
use domicile_model::id::UserId;
use domicile_model::wire::{
    AcceptInvitation, AcceptedOffer, FileRemoval, Me, Moved, NewServiceRequest, PatchMe, RemovalRequest, RemovalRequests, ServiceRequest,
};
use reqwest::Method;
use secrecy::SecretString;

impl Client {
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
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..PAGES {
            let mut call = Call::get("v1/me/removal-requests");
            call.query.extend(cursor.take().map(|it| ("cursor", it)));
            let page: RemovalRequests = self.json(call).await?;
            items.extend(page.items);
            match page.next_cursor {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        Ok(items)
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
