//! Registering people whom nobody knows yet, with everything that their records say at once. One of them or a whole customer: the same
//! rows, and the same events.

use super::{Change, Refusal};
use crate::membership::JoinedBy;
use crate::problem::Problem;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Event;
use crate::store::columns::db_time;
use crate::store::sourced::new_people::{self, Membership, NewPerson, Registration};
use crate::store::sourced::people;
use crate::store::versions;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{Fault, FaultCode, PersonRow};
use serde_json::json;

/// The language of whoever the record names none for.
const LOCALE: &str = "en";

/// Registers people whom neither id nor address is known of, all of one account or all of none; their ids, in the same order. The account
/// is locked and open.
pub(super) async fn register(
    change: &mut Change<'_, '_>,
    account: Option<&AccountId>,
    rows: &[&PersonRow],
) -> Result<Vec<UserId>, Refusal> {
    check(change, account, rows).await?;
    let new: Vec<NewPerson<'_>> = rows.iter().map(|it| new_person(change, it)).collect();
    let author = change.by.author();
    // Events before versions and rows, as others write them: so nobody waits in a circle.
    let registered = new.iter().map(|it| {
        let after = match account {
            Some(account) => {
                json!({"account": account, "how": JoinedBy::Created.as_str(), "roles": it.roles, "country": it.country})
            }
            None => json!({"account": null}),
        };
        let action = AuditAction::UserCreated;
        Event { account, author, action, subject: it.id.as_str(), before: None, after: Some(after), because: change.because }
    });
    let registered = registered.collect();
    change.ctx.record_all(registered).await?;
    let linked = new.iter().flat_map(|it| {
        it.identities.iter().map(move |identity| Event {
            account: None,
            author,
            action: AuditAction::IdentityLinked,
            subject: it.id.as_str(),
            before: None,
            after: Some(json!({"issuer": identity.issuer, "subject": identity.subject})),
            because: None,
        })
    });
    let linked = linked.collect();
    change.ctx.record_all(linked).await?;
    let now = db_time(change.ctx.now);
    let how = JoinedBy::Created;
    let membership =
        account.map(|account| Membership { account, how: how.as_str(), since: now, may_leave_until: how.may_leave_until(now) });
    let by = Registration { source: change.by.name(), version: versions::next(change.ctx.tx).await?, now: change.ctx.now };
    if !new_people::put(change.ctx.tx, &new, membership, by).await? {
        // Somebody was quicker: on the next look the person is known.
        return Err(Problem::busy().into());
    }
    if let Some(account) = account {
        change.ctx.tell_administrators(account).await?;
    }
    Ok(new.into_iter().map(|it| it.id).collect())
}

fn new_person<'a>(change: &Change<'_, '_>, it: &'a PersonRow) -> NewPerson<'a> {
    let local = it.email.as_str().split('@').next().unwrap_or_default();
    let mut roles = it.roles.clone().unwrap_or_default();
    roles.sort();
    roles.dedup();
    NewPerson {
        id: it.id.clone().unwrap_or_else(|| UserId::new(change.ctx.ids.next(change.ctx.now))),
        email: &it.email,
        name: it.display_name.as_deref().unwrap_or(local),
        locale: it.locale.as_deref().unwrap_or(LOCALE),
        roles,
        country: it.country,
        identities: &it.identities,
    }
}

async fn check(change: &mut Change<'_, '_>, account: Option<&AccountId>, rows: &[&PersonRow]) -> Result<(), Refusal> {
    if account.is_none() {
        rows.iter().try_for_each(|it| needs_account(it))?;
    }
    let ids: Vec<String> = rows.iter().filter_map(|it| it.id.as_ref().map(UserId::to_string)).collect();
    if !new_people::taken(change.ctx.tx, &ids).await?.is_empty() {
        return Err(id_of_erased().into());
    }
    let subjects: Vec<String> = rows.iter().flat_map(|it| it.identities.iter().map(|it| it.subject.clone())).collect();
    for (known, _) in people::with_subjects(change.ctx.tx, &subjects).await? {
        if rows.iter().any(|it| it.identities.contains(&known)) {
            return Err(identity_taken(&known.subject, &known.issuer).into());
        }
    }
    Ok(())
}

/// The row of somebody who was erased keeps its id.
pub(crate) fn id_of_erased() -> Fault {
    Fault::of("id", FaultCode::Twice, "the id was that of somebody who was erased: people do not share one")
}

/// Roles and country are those of a member of an account.
pub(crate) fn needs_account(it: &PersonRow) -> Result<(), Fault> {
    let said = [("roles", it.roles.as_ref().is_some_and(|it| !it.is_empty())), ("country", it.country.is_some())];
    match said.into_iter().find(|it| it.1) {
        Some((field, _)) => {
            Err(Fault::of(field, FaultCode::Invalid, "only somebody who belongs to an account has it: name the account as well"))
        }
        None => Ok(()),
    }
}

/// The identity is bound to somebody else.
pub(crate) fn identity_taken(subject: &str, issuer: &str) -> Fault {
    Fault::of("identities", FaultCode::IdentityTaken, format!("{subject} at {issuer} is another person"))
}
