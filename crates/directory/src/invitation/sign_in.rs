//! Invitations to sign in for the first time: a single-use token, sent to the address under which somebody was registered, binds the
//! identity that shows it. Who is bound already is never reached this way.

use super::{as_of, end, expires, put};
use crate::mail::{Letter, Occasion, Recipient};
use crate::one_time_token::OneTimeToken;
use crate::problem::{Code, Problem};
use crate::service::{Service, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_events::Author;
use crate::store::columns::db_time;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::users::{self, User};
use crate::store::{Tx, identities};
use domicile_model::id::{InvitationId, UserId};
use domicile_model::invitation::InvitationState;

/// The code that the person gives Domicile: the invitation and the token in one. Neither has a dot in it.
pub(crate) fn code(id: &InvitationId, token: &OneTimeToken) -> String {
    format!("{id}.{}", token.as_str())
}

/// Whether an identity is bound to the person.
pub(crate) async fn is_bound(tx: &mut Tx, user: &UserId) -> Result<bool, Problem> {
    Ok(identities::is_bound(tx, user).await?)
}

/// Invites somebody who was just registered under `email` to sign in.
pub(crate) async fn invite_to_sign_in(
    ctx: &mut WriteContext<'_>,
    actor: &User,
    account: &Account,
    user: &User,
) -> Result<InvitationRecord, Problem> {
    let token = OneTimeToken::new()?;
    let it = new_record(ctx, &actor.id, account, user, &token);
    put(ctx, Author::User(&actor.id), &it).await?;
    write_letter(ctx, &it, user, &token).await?;
    Ok(it)
}

fn new_record(ctx: &WriteContext<'_>, by: &UserId, account: &Account, user: &User, token: &OneTimeToken) -> InvitationRecord {
    InvitationRecord {
        id: InvitationId::new(ctx.ids.next(ctx.now)),
        account: account.id.clone(),
        user: user.id.clone(),
        email: user.email.clone(),
        state: InvitationState::Invited,
        invited_by: by.clone(),
        roles: Vec::new(),
        country: None,
        invited: db_time(ctx.now),
        sent: db_time(ctx.now),
        expires: expires(ctx.now),
        ended: None,
        restores: None,
        token_hash: Some(token.hash()),
    }
}

/// An invitation that nobody of the account sent.
pub(crate) struct Invited {
    pub(crate) id: InvitationId,
    /// The page that says how to sign in. It acts: it is for the person alone.
    pub(crate) link: String,
    /// The same for typing.
    pub(crate) code: String,
}

/// The same by whoever runs the service: the account has nobody who could. The row names the person themselves as who invited, since
/// there is no one else. One that is open is replaced: what was sent or shown before is worth nothing any more. `by_mail`: whether a letter
/// is written; without one, link and code are handed over by whoever asks for this.
pub(crate) async fn invite_on_behalf_of(
    ctx: &mut WriteContext<'_>,
    author: Author<'_>,
    account: &Account,
    user: &User,
    by_mail: bool,
) -> Result<Invited, Problem> {
    if let Some(open) = invitations::open_between(ctx.tx, &account.id, &user.id).await? {
        end(ctx, &open, InvitationState::Revoked, None).await?;
    }
    let token = OneTimeToken::new()?;
    let it = new_record(ctx, &user.id, account, user, &token);
    put(ctx, author, &it).await?;
    if by_mail {
        write_letter(ctx, &it, user, &token).await?;
    }
    Ok(Invited { link: link(ctx, &it.id, &token), code: code(&it.id, &token), id: it.id })
}

fn link(ctx: &WriteContext<'_>, id: &InvitationId, token: &OneTimeToken) -> String {
    format!("{}/invitation/{id}/{}", ctx.service_url, token.as_str())
}

/// The letter with the link.
pub(super) async fn write_letter(
    ctx: &mut WriteContext<'_>,
    it: &InvitationRecord,
    user: &User,
    token: &OneTimeToken,
) -> Result<(), Problem> {
    let account = accounts::get(ctx.tx, &it.account).await?.ok_or_else(super::dangling_reference)?;
    let link = link(ctx, &it.id, token);
    let letter = Letter::SignInInvitation { account: &account.name, link: &link, code: &code(&it.id, token), expires: it.expires };
    ctx.mail(&Recipient::person(user), letter, Occasion::of_account(&it.account, it.id.as_str())).await
}

/// The invitation that this token opens, at this moment; `None` for a wrong token as for no invitation.
pub(crate) async fn find(tx: &mut Tx, id: &InvitationId, token: &OneTimeToken) -> Result<Option<InvitationRecord>, Problem> {
    Ok(invitations::get(tx, id).await?.filter(|it| it.token_hash.as_deref() == Some(token.hash().as_str())))
}

/// The person signs in: what invited them to do so for the first time is done.
pub(crate) async fn end_of_linked(ctx: &mut WriteContext<'_>, user: &UserId) -> Result<(), Problem> {
    for it in invitations::open_of_user(ctx.tx, user).await? {
        if it.token_hash.is_some() {
            let state = as_of(&it, ctx.now).state;
            let state = if state.is_open() { InvitationState::Accepted } else { state };
            end(ctx, &it, state, None).await?;
        }
    }
    Ok(())
}

/// What the page behind the link shows.
pub(crate) struct OpenSignIn {
    pub(crate) id: InvitationId,
    pub(crate) email: String,
    /// The language that the person reads.
    pub(crate) locale: String,
}

/// The invitation that this token opens, as long as it is open.
pub(crate) async fn open_by_token(service: &Service, id: &InvitationId, token: &OneTimeToken) -> Result<Option<OpenSignIn>, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let found = find(&mut tx, id, token).await?.filter(|it| as_of(it, service.now()).state.is_open());
    let Some(it) = found else { return Ok(None) };
    let user = users::get(&mut tx, &it.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    Ok(Some(OpenSignIn { id: it.id, email: it.email, locale: user.locale }))
}
