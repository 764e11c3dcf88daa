//! Who left an account, as that account knew them when they left. What changes later is known to where they went.

use super::users::User;
use super::{StoreError, Tx};
use domicile_model::id::AccountId;
use domicile_model::wire::Person;
use jiff::Timestamp;

const KEEP: &str = "INSERT INTO former_members (account_id, user_id, display_name, email, left_at) VALUES ($1, $2, $3, $4, $5) \
                    ON CONFLICT (account_id, user_id) \
                    DO UPDATE SET display_name = excluded.display_name, email = excluded.email, left_at = excluded.left_at";
const GET: &str = "SELECT display_name, email FROM former_members WHERE account_id = $1 AND user_id = $2";

/// Keeps what the account knows of somebody who leaves it.
pub(crate) async fn keep(tx: &mut Tx, account: &AccountId, user: &User, now: Timestamp) -> Result<(), StoreError> {
    let (id, name, email) = (user.id.as_str(), user.display_name.as_str(), user.email.as_str());
    run!(tx, KEEP, account.as_str(), id, name, email, now.as_millisecond())?;
    Ok(())
}

/// Somebody as the account knows them: as they are, if they belong to it, or else as they were when they left.
pub(crate) async fn as_known_to(tx: &mut Tx, account: &AccountId, user: &User) -> Result<Person, StoreError> {
    let now = user.to_person();
    if user.account.as_ref().is_some_and(|it| it.id == *account) {
        return Ok(now);
    }
    let then = row!(tx, (String, String), GET, account.as_str(), user.id.as_str())?;
    Ok(then.map_or(now, |(display_name, email)| Person { id: user.id.clone(), display_name, email }))
}
