//! Who it is that signs in: issuer and subject, never an address. A record made by e-mail is bound to an identity once, by the issuer's
//! *verified* address; a record that is bound already is never reached that way.

pub(crate) mod link_by_token;

use crate::bearer::{Claims, UserInfoError};
use crate::invitation::sign_in;
use crate::problem::{Code, Problem};
use crate::service::{Service, WriteContext, again_while_busy};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{accounts, identities};
use crate::user_management::approvals;
use domicile_model::account::Federation;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::identifier::trimmed;
use domicile_model::text::{NAME_MAX, clean_line};
use serde_json::json;

/// The person with this identity, if it is bound to anybody.
pub(crate) async fn known(service: &Service, claims: &Claims) -> Result<Option<UserId>, Problem> {
    Ok(identities::known(service.dependencies().store.readers(), &claims.issuer_id, &claims.sub).await?)
}

/// The person behind a good token.
pub(crate) async fn resolve(service: &Service, claims: &Claims, token: &str, request_id: &str) -> Result<UserId, Problem> {
    if let Some(user) = known(service, claims).await? {
        return Ok(user);
    }
    need_person(claims)?;
    let email = verified_email(service, claims, token).await?.ok_or_else(|| Problem::new(Code::IdentityNotLinked))?;
    again_while_busy(|| bind(service, claims, &email, request_id)).await
}

/// A program that asks for itself becomes nobody by its first request, whatever address its token has; `identity link` may bind it.
fn need_person(claims: &Claims) -> Result<(), Problem> {
    if claims.is_client { Err(Problem::new(Code::NotAPerson)) } else { Ok(()) }
}

/// The address that the issuer vouches for: as the token has it, else as its userinfo says.
async fn verified_email(service: &Service, claims: &Claims, token: &str) -> Result<Option<Email>, Problem> {
    let (email, verified) = match (&claims.email, claims.email_verified) {
        (Some(email), Some(verified)) => (Some(email.clone()), verified),
        _ => {
            match service.issuers().validator.userinfo(claims, token, service.now().as_second()).await {
                Ok(info) => (info.email, info.email_verified == Some(true)),
                Err(UserInfoError::NoAnswer(seconds)) => return Err(Problem::new(Code::IssuerUnreachable).retry_after(seconds)),
                // It answered, and will answer the same again: there is no address to be had.
                Err(UserInfoError::Refused(_) | UserInfoError::Unusable(_)) => (None, false),
            }
        }
    };
    // The issuer vouches for the text as it stands: with something invisible around it, it is another mailbox.
    let email = email.filter(|it| verified && trimmed(it) == it.trim());
    let email = email.and_then(|it| Email::parse(&it).ok());
    if email.is_none() {
        let issuer = &claims.issuer_id;
        tracing::warn!(
            issuer,
            "somebody who is not known yet has no verified address: let the issuer put `email` and `email_verified` into access tokens or \
             userinfo, or bind them by `identity link`; docs/providers.md has the settings"
        );
    }
    Ok(email)
}

/// Whether the word of the bearer's issuer counts for this address.
fn check_vouching(service: &Service, claims: &Claims, email: &Email, account: Option<&AccountId>) -> Result<(), Problem> {
    let account = account.map(AccountId::as_str);
    if service.issuers().validator.vouches(&claims.issuer_id, email.domain(), account) {
        return Ok(());
    }
    let (issuer, domain) = (&claims.issuer_id, email.domain());
    tracing::warn!(issuer, domain, account, "an issuer does not speak for an address that it vouches for; nobody was bound to it");
    Err(Problem::new(Code::IdentityNotLinked))
}

/// Binds the identity to the free record with this address, or to a new one.
async fn bind(service: &Service, claims: &Claims, email: &Email, request_id: &str) -> Result<UserId, Problem> {
    let now = service.now();
    let mut tx = service.dependencies().store.write().await?;
    let mut ctx = WriteContext::new(&mut tx, now, service.ids(), request_id, service.url());
    if let Some(user) = identities::user(ctx.tx, &claims.issuer_id, &claims.sub).await? {
        return Ok(user);
    }
    let not_linked = || Problem::new(Code::IdentityNotLinked);
    let user = match users::id_by_email(ctx.tx, email).await? {
        Some(id) => {
            let user = users::get_for_change(ctx.tx, &id).await?.ok_or_else(not_linked)?;
            // Two first requests at once: the second, which waited for the person's row, finds what the first has bound.
            if let Some(user) = identities::user(ctx.tx, &claims.issuer_id, &claims.sub).await? {
                return Ok(user);
            }
            // The issuer vouches for this address, and for no other that only looks like it.
            if identities::is_bound(ctx.tx, &id).await? || !is_address_of(email, &user) {
                return Err(not_linked());
            }
            let of_domain = accounts::of_domain(ctx.tx, email.domain()).await?;
            let account = user.account.as_ref().map(|it| &it.id).or(of_domain.as_ref());
            check_vouching(service, claims, email, account)?;
            if let Some(account) = user.account.filter(|it| it.federation != Federation::None) {
                // A company's sign-in links its own people only: those with an address in a domain confirmed for it.
                if of_domain != Some(account.id) {
                    return Err(not_linked());
                }
            }
            id
        }
        None => {
            check_vouching(service, claims, email, accounts::of_domain(ctx.tx, email.domain()).await?.as_ref())?;
            create(&mut ctx, claims, email).await?
        }
    };
    if !link(&mut ctx, &claims.issuer_id, &claims.sub, &user, Author::System).await? {
        return Err(Problem::busy());
    }
    tx.commit().await?;
    Ok(user)
}

/// Whether it is the very address under which the person was registered, and not only one with the same key.
fn is_address_of(email: &Email, user: &User) -> bool {
    Email::parse(&user.email).is_ok_and(|it| it.exact_key() == email.exact_key())
}

/// Binds an identity and writes it down; `false` where it is bound to somebody already.
pub(crate) async fn link(
    ctx: &mut WriteContext<'_>,
    issuer: &str,
    subject: &str,
    user: &UserId,
    author: Author<'_>,
) -> Result<bool, Problem> {
    if !identities::link(ctx.tx, issuer, subject, user, ctx.now).await? {
        return Ok(false);
    }
    sign_in::end_of_linked(ctx, user).await?;
    ctx.record(Event {
        account: None,
        author,
        action: AuditAction::IdentityLinked,
        subject: user.as_str(),
        before: None,
        after: Some(json!({"issuer": issuer, "subject": subject})),
        because: None,
    })
    .await?;
    Ok(true)
}

async fn create(ctx: &mut WriteContext<'_>, claims: &Claims, email: &Email) -> Result<UserId, Problem> {
    let company = approvals::account_of_domain(ctx, email).await?;
    let id = UserId::new(ctx.ids.next(ctx.now));
    let local = email.as_str().split('@').next().unwrap_or_default();
    let name = claims.name.as_deref().and_then(|it| clean_line(it, NAME_MAX).ok()).filter(|it| !it.is_empty());
    let name = name.unwrap_or_else(|| local.to_owned());
    if !users::create(ctx.tx, &id, email, &name, ctx.now).await? {
        return Err(Problem::busy());
    }
    ctx.record(Event {
        account: None,
        author: Author::System,
        action: AuditAction::UserCreated,
        subject: id.as_str(),
        before: None,
        after: Some(json!({"account": null})),
        because: None,
    })
    .await?;
    crate::store::versions::touch_user(ctx.tx, &id, ctx.now).await?;
    if let Some(account) = company {
        approvals::first_sign_in(ctx, &account, &id).await?;
    }
    Ok(id)
}
