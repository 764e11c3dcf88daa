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

/// Somebody, and what tells of them.
struct Person {
    user: User,
    traces: Traces,
}

/// Whose address it is.
async fn id_of(tx: &mut Tx, email: &str) -> anyhow::Result<UserId> {
    let email = Email::parse(email)?;
    users::id_by_email(tx, &email).await?.ok_or_else(|| anyhow!("There is nobody with the address {email}."))
}

/// What tells of somebody.
async fn known_as(tx: &mut Tx, user: User) -> anyhow::Result<Person> {
    let found = erasure::names(tx, &user.id, &user.display_name, &user.email).await?;
    let mut traces = Traces::default();
    found.addresses.iter().for_each(|it| traces.add_address(it));
    found.names.iter().for_each(|(name, shared)| traces.add_name(name, *shared));
    Ok(Person { user, traces })
}
