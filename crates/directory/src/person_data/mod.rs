//! What the service knows of one person: handed over, and erased. What each column holds is in `store::personal_data`; which events of the
//! record concern somebody is in `events`, and what tells of somebody in a text in `traces`.

mod ending;
pub mod erase;
mod events;
pub mod export;
mod traces;

use crate::store::users::{self, User};
use crate::store::{Tx, erasure};
use anyhow::anyhow;
use domicile_model::email::Email;
use domicile_model::id::UserId;
use traces::Traces;

/// Whose address it is, if it is anybody's.
async fn id_of(tx: &mut Tx, email: &Email) -> anyhow::Result<Option<UserId>> {
    Ok(users::id_by_email(tx, email).await?)
}

/// What tells of an address that is nobody's here: it may have been looked up, or typed into a text.
fn of_address(email: &Email) -> Traces {
    let mut traces = Traces::default();
    [email.as_str(), email.key(), email.exact_key()].into_iter().for_each(|it| traces.add_address(it));
    traces
}

fn nobody(email: &Email) -> anyhow::Error {
    anyhow!("There is nobody with the address {email}, and nothing names it.")
}

/// What tells of somebody who is registered.
async fn known_as(tx: &mut Tx, user: User) -> anyhow::Result<Traces> {
    let found = erasure::names(tx, &user.id, &user.display_name, &user.email).await?;
    let mut traces = Traces::default();
    found.addresses.iter().for_each(|it| traces.add_address(it));
    found.names.iter().for_each(|(name, shared)| traces.add_name(name, *shared));
    Ok(traces)
}
