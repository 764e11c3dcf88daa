//! Removing somebody: what stands in the way, beforehand and at once; then the removal itself.

use super::{actor_and_member, views};
use crate::account_reader::AccountReader;
use crate::mail::{Letter, Occasion, Recipient};
use crate::moves::leave::{LeaveOutcome, leave};
use crate::page::PageRequest;
use crate::problem::Problem;
use crate::removal::{blocked_problem, blockers};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::Account;
use crate::store::audit_events::Author;
use crate::store::removals::{self, Removal};
use crate::store::users::{self, User};
use crate::store::{Tx, former_members};
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::rank;
use domicile_model::wire;
use jiff::Timestamp;

/// What stands in the way of removing somebody, for this administrator.
pub(crate) async fn preflight(
    tx: &mut Tx,
    actor: &User,
    user: &User,
    account: &Account,
    now: Timestamp,
) -> Result<wire::RemovalPreflight, Problem> {
    let blockers = blockers(tx, user, account, Some(rank(&actor.roles)), now).await?;
    let blocked = blockers.iter().any(|it| it.blocks());
    Ok(wire::RemovalPreflight {
        user: user.to_person(),
        blockers: wire::words(blockers),
        blocked,
        licences: views::licences_of(tx, user).await?,
    })
}

/// A removal as administrators see it.
fn to_wire(it: &Removal, user: wire::Person) -> wire::Removal {
    wire::Removal { id: it.id.clone(), user, removed: it.removed, undo_until: it.keep_until, needs_consent: it.needs_consent }
}

/// Removes somebody from the account, unless something stands in the way. Their open request is fulfilled by it.
pub(crate) struct RemoveMember {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
}

impl UseCase for RemoveMember {
    type Output = wire::Removal;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Removal>, Problem> {
        let both = actor_and_member(ctx, &self.actor, &self.account, &self.user).await?;
        let found = blockers(ctx.tx, &both.user, &both.account, Some(both.rank()), ctx.now).await?;
        if found.iter().any(|it| it.blocks()) {
            return Err(blocked_problem(&both.user, &found));
        }
        let author = Author::User(&both.actor.id);
        let LeaveOutcome { removal, fulfilled, offer } = leave(ctx, author, &both.user, &both.account, None, None).await?;
        let account = both.account.name.as_str();
        // Where an offer was accepted, the person has a letter that says what became of it.
        if offer.is_none() {
            let letter = if fulfilled.is_some() { Letter::RequestFulfilled { account } } else { Letter::Removed { account } };
            ctx.mail(&Recipient::person(&both.user), letter, Occasion::of_account(&both.account.id, removal.as_str())).await?;
        }
        let kept =
            removals::get(ctx.tx, &both.account.id, &removal).await?.ok_or_else(|| Problem::internal(&"a removal that was not kept"))?;
        Ok(Outcome::Done(to_wire(&kept, both.user.to_person())))
    }
}

/// The account's removals that can be reversed, newest first.
pub(crate) async fn list(reader: &mut AccountReader, page: &PageRequest, now: Timestamp) -> Result<wire::Removals, Problem> {
    let mut found = removals::page(&mut reader.tx, &reader.account.id, &page.after, page.rows(), now).await?;
    let next_cursor = page.cut(&mut found, |it| (it.removed.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for removal in found {
        if let Some(user) = users::get(&mut reader.tx, &removal.user).await? {
            let user = former_members::as_known_to(&mut reader.tx, &reader.account.id, &user).await?;
            items.push(to_wire(&removal, user));
        }
    }
    Ok(wire::Removals { items, next_cursor })
}
