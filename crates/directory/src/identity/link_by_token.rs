//! Signing in for the first time with the token of an invitation: it binds the identity that shows it.

use super::{link, need_person};
use crate::bearer::Claims;
use crate::invitation::as_of;
use crate::invitation::sign_in::{find, is_bound};
use crate::one_time_token::OneTimeToken;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, Service, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::{accounts, identities, users};
use domicile_model::account::AccountRef;
use domicile_model::id::{InvitationId, UserId};
use domicile_model::wire;

/// Somebody whose identity nobody knows shows the token.
pub(crate) struct LinkByToken {
    pub(crate) id: InvitationId,
    pub(crate) token: OneTimeToken,
    pub(crate) issuer: String,
    pub(crate) subject: String,
}

impl UseCase for LinkByToken {
    type Output = wire::Moved;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Moved>, Problem> {
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
            return Err(Problem::busy());
        }
        let account = accounts::get(ctx.tx, &it.account).await?.ok_or_else(not_found)?;
        Ok(Outcome::Done(wire::Moved { account: account.to_ref() }))
    }
}

/// Whom a token is for.
pub(crate) enum TokenOwner {
    /// The bearer, who showed it before: an answer can be lost on its way. The account that invited them.
    Linked(AccountRef),
    /// This person, to whom nobody has been linked by it.
    Unlinked(UserId),
}

/// Whom the token is for that the bearer shows.
pub(crate) async fn whose(service: &Service, id: &InvitationId, token: &OneTimeToken, bearer: &Claims) -> Result<TokenOwner, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let found = find(&mut tx, id, token).await?;
    if let Some(known) = identities::user(&mut tx, &bearer.issuer_id, &bearer.sub).await? {
        let Some(it) = found.filter(|it| it.user == known) else { return Err(Problem::new(Code::IdentityInUse)) };
        let account = accounts::get(&mut tx, &it.account).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        return Ok(TokenOwner::Linked(account.to_ref()));
    }
    need_person(bearer)?;
    let found = found.ok_or_else(|| Problem::new(Code::InvitationUnknown))?;
    if !service.issuers().validator.signs_in_for(&bearer.issuer_id, found.account.as_str()) {
        let (issuer, account) = (&bearer.issuer_id, &found.account);
        tracing::warn!(issuer, %account, "an issuer does not speak for the account of an invitation; nobody was bound to it");
        return Err(Problem::new(Code::IdentityNotLinked));
    }
    Ok(TokenOwner::Unlinked(found.user))
}
