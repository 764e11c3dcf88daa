//! Signing in for the first time with the token of an invitation: it binds the identity that shows it.

use super::link;
use crate::invitation::as_of;
use crate::invitation::sign_in::{Token, find, is_bound};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::{accounts, identities, users};
use axum::http::StatusCode;
use domicile_model::id::InvitationId;
use domicile_model::wire;

/// Somebody whose identity nobody knows shows the token.
pub(crate) struct LinkByToken {
    pub(crate) id: InvitationId,
    pub(crate) token: Token,
    pub(crate) issuer: String,
    pub(crate) subject: String,
}

impl UseCase for LinkByToken {
    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        let known = find(ctx.tx, &self.id, &self.token).await?.ok_or_else(|| Problem::new(Code::InvitationUnknown))?;
        let user = users::get_for_change_among(ctx.tx, &known.user, &[known.account]).await?.ok_or_else(not_found)?;
        let it = as_of(&find(ctx.tx, &self.id, &self.token).await?.ok_or_else(not_found)?, ctx.now);
        if identities::user(ctx.tx, &self.issuer, &self.subject).await?.is_some() {
            return Err(Problem::new(Code::IdentityInUse));
        }
        if !it.state.is_open() || is_bound(ctx.tx, &user.id).await? {
            return Err(Problem::new(Code::InvitationClosed));
        }
        // Linking ends the invitation, too.
        if !link(ctx, &self.issuer, &self.subject, &user.id, Author::User(&user.id)).await? {
            return Err(Problem::new(Code::Busy).retry_after(1));
        }
        let account = accounts::get(ctx.tx, &it.account).await?.ok_or_else(not_found)?;
        Outcome::done(StatusCode::OK, &wire::Moved { account: account.to_ref() })
    }
}
