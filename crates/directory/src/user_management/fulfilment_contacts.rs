//! Fulfilment Contacts: an account keeps at least one and at most ten.

use super::{actor_and_member, views};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Author;
use crate::store::{Tx, users};
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::wire::{self, FulfilmentContactEntry};
use serde_json::json;

/// The most that an account has.
const MOST: usize = 10;

/// What is done.
pub(crate) enum ContactChange {
    /// Designates the person, for one country or for all; again: changes for which.
    Designate(Option<String>),
    /// Ends the designation.
    End,
}

/// Changes a designation; answers with the person.
pub(crate) struct ChangeContact {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) change: ContactChange,
}

/// The account's contacts.
pub(crate) async fn list(tx: &mut Tx, account: &Account) -> Result<Vec<FulfilmentContactEntry>, Problem> {
    let mut items = Vec::new();
    for (id, country) in accounts::designations(tx, &account.id).await? {
        if let Some(user) = users::get(tx, &id).await? {
            items.push(FulfilmentContactEntry { user: user.to_person(), country });
        }
    }
    Ok(items)
}

impl UseCase for ChangeContact {
    type Output = wire::Member;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::Member>, Problem> {
        let both = actor_and_member(ctx, &self.actor, &self.account, &self.user).await?;
        both.check_rank()?;
        let account = &both.account.id;
        let contacts = accounts::designations(ctx.tx, account).await?;
        let before = contacts.iter().find(|it| it.0 == both.user.id).map(|it| it.1);
        let (action, after) = match &self.change {
            ContactChange::Designate(country) => {
                let country = country.as_deref().map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
                if before.is_none() && contacts.len() >= MOST {
                    return Err(Problem::new(Code::TooManyContacts).arg("most", MOST));
                }
                accounts::designate(ctx.tx, account, &both.user.id, country).await?;
                (AuditAction::FulfilmentContactDesignated, Some(country))
            }
            ContactChange::End => {
                if before.is_none() {
                    return Err(Problem::new(Code::NotFound));
                }
                if contacts.len() <= 1 {
                    return Err(Problem::new(Code::LastFulfilmentContact));
                }
                accounts::end_designation(ctx.tx, account, &both.user.id).await?;
                (AuditAction::FulfilmentContactEnded, None)
            }
        };
        if before != after {
            let facts = |it: Option<Option<CountryCode>>| json!({"designated": it.is_some(), "country": it.flatten()});
            let step = (facts(before), facts(after));
            ctx.record_step(Some(account), Author::User(&both.actor.id), action, both.user.id.as_str(), step, None).await?;
            ctx.tell(&both.user.id).await?;
            ctx.tell_administrators(account).await?;
        }
        let member = views::member_now(ctx.tx, &both.user.id, &both.account, &both.actor, ctx.now).await?;
        Ok(Outcome::Done(member))
    }
}
