//! “This wasn't me”: somebody opened the link in a mail (`mail::dispute_link`), and the sensitive step that the mail told of is taken back.

use super::decline_offer::decline;
use super::restore::restore;
use crate::mail::dispute_link::DisputedStep;
use crate::one_time_token::OneTimeToken;
use crate::problem::{Code, Problem};
use crate::removal::withdraw;
use crate::service::{Outcome, Service, UseCase, WriteContext};
use crate::store::audit_events::Author;
use crate::store::{accounts, dispute_links, removals, users};
use domicile_model::id::{RemovalId, UserId};

/// What stands in the audit beside a step that was taken back this way.
const BECAUSE: &str = "The person said by mail: this wasn't me.";

/// Somebody opened a link and said: that was not me.
pub(crate) struct Dispute {
    pub(crate) user: UserId,
    pub(crate) token_hash: String,
}

impl UseCase for Dispute {
    type Output = ();

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<()>, Problem> {
        let not_found = || Problem::new(Code::NotFound);
        users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(not_found)?;
        // First, so that of two clicks at once the second finds it used.
        if !dispute_links::use_up(ctx.tx, &self.token_hash, ctx.now).await? {
            return Err(not_found());
        }
        let link = dispute_links::get(ctx.tx, &self.token_hash).await?.filter(|it| it.user == self.user).ok_or_else(not_found)?;
        match DisputedStep::parse(&link.kind, &link.subject).ok_or_else(not_found)? {
            DisputedStep::Filed(request) => drop(withdraw::withdraw(ctx, &self.user, &request, Some(BECAUSE)).await?),
            DisputedStep::Accepted(offer) => drop(decline(ctx, &self.user, &offer, Some(BECAUSE)).await?),
            DisputedStep::Left(removal) => restore_by_mail(ctx, &self.user, &removal).await?,
        };
        Ok(Outcome::Done(()))
    }
}

/// Who had left without approval is back in the account.
async fn restore_by_mail(ctx: &mut WriteContext<'_>, id: &UserId, removal: &RemovalId) -> Result<(), Problem> {
    let too_late = || Problem::new(Code::RequestClosed);
    let removal = removals::newest_of_user(ctx.tx, id).await?.filter(|it| it.id == *removal).ok_or_else(too_late)?;
    let user = users::get_for_change_among(ctx.tx, id, std::slice::from_ref(&removal.account)).await?.ok_or_else(too_late)?;
    let account = accounts::get(ctx.tx, &removal.account).await?.ok_or_else(too_late)?;
    restore(ctx, Author::User(id), &user, &account, &removal.id).await
}

/// A link of “This wasn't me”, as its page needs it.
pub(crate) struct OpenedLink {
    pub(crate) user: UserId,
    /// The language that the person reads.
    pub(crate) locale: String,
    /// What it takes back; `None` where it was used or is over.
    pub(crate) step: Option<DisputedStep>,
}

/// The link with this token, if there is one.
pub(crate) async fn find(service: &Service, token: &str) -> Result<Option<OpenedLink>, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let Some(link) = dispute_links::get(&mut tx, &OneTimeToken::shown(token).hash()).await? else { return Ok(None) };
    let user = users::get(&mut tx, &link.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
    let works = link.used.is_none() && link.expires > service.now();
    let step = DisputedStep::parse(&link.kind, &link.subject).filter(|_| works);
    Ok(Some(OpenedLink { user: user.id, locale: user.locale, step }))
}
