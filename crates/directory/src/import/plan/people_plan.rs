//! What would change in people: looked up together, by id and by address.

use super::Planning;
use crate::import::ImportError;
use crate::import::staging::Kind;
use crate::operator::Effect;
use crate::store::Tx;
use crate::store::sourced::{Sourced, people};
use domicile_model::id::UserId;
use domicile_model::operator::{Fault, FaultCode, IdentityRow, PersonRow};
use std::collections::HashMap;

/// Everybody that a chunk of a document may mean.
struct KnownPeople {
    by_id: HashMap<UserId, Sourced<PersonRow>>,
    by_email: HashMap<String, UserId>,
    identities: HashMap<(String, String), UserId>,
}

/// Plans these people.
pub(super) async fn plan(planning: &mut Planning<'_>, tx: &mut Tx, rows: &[(u64, PersonRow)]) -> Result<(), ImportError> {
    if rows.is_empty() {
        return Ok(());
    }
    let known = KnownPeople::of(tx, rows).await?;
    for (line, it) in rows {
        match known.effect(planning, it) {
            Ok(effect) => planning.found(*line, Kind::Person, effect).await?,
            Err(fault) => planning.fault(*line, &fault),
        }
    }
    Ok(())
}

impl KnownPeople {
    async fn of(tx: &mut Tx, rows: &[(u64, PersonRow)]) -> Result<Self, ImportError> {
        let ids: Vec<String> = rows.iter().filter_map(|it| it.1.id.as_ref().map(UserId::to_string)).collect();
        let emails: Vec<String> = rows.iter().flat_map(|it| [it.1.email.key().to_owned(), it.1.email.exact_key().to_owned()]).collect();
        let (mut by_id, mut by_email) = (HashMap::new(), HashMap::new());
        for it in people::among(tx, &ids).await?.into_iter().chain(people::with_emails(tx, &emails).await?) {
            let Some(id) = it.row.id.clone() else { continue };
            by_email.insert(it.row.email.key().to_owned(), id.clone());
            by_id.insert(id, it);
        }
        let subjects: Vec<String> = rows.iter().flat_map(|it| it.1.identities.iter().map(|it| it.subject.clone())).collect();
        let identities = people::with_subjects(tx, &subjects).await?;
        let identities = identities.into_iter().map(|(it, user)| ((it.issuer, it.subject), user)).collect();
        Ok(Self { by_id, by_email, identities })
    }

    fn effect(&self, planning: &Planning<'_>, it: &PersonRow) -> Result<Effect, Fault> {
        let by_email = self.by_email.get(it.email.key());
        let id = match (&it.id, by_email) {
            (Some(id), Some(other)) if id != other => {
                let message = format!("the address is that of {other}: name that id, or leave the id out");
                return Err(Fault::of("email", FaultCode::AddressTaken, message));
            }
            (Some(id), _) => Some(id),
            (None, found) => found,
        };
        let known = id.and_then(|id| self.by_id.get(id));
        let owner = |identity: &IdentityRow| self.identities.get(&(identity.issuer.clone(), identity.subject.clone()));
        if let Some(taken) = it.identities.iter().find(|it| owner(it).is_some_and(|owner| Some(owner) != id)) {
            let message = format!("{} at {} is another person", taken.subject, taken.issuer);
            return Err(Fault::of("identities", FaultCode::IdentityTaken, message));
        }
        let Some(known) = known else { return Ok(Effect::Created) };
        if let Some(fault) = planning.is_foreign("person", known) {
            return Err(fault);
        }
        if it.account.is_some() && known.row.account.is_some() && it.account != known.row.account {
            let message = "the person belongs to another account, which has to release them first";
            return Err(Fault::of("account", FaultCode::AffiliatedElsewhere, message));
        }
        let linked = it.identities.iter().all(|it| owner(it).is_some());
        let same = linked && known.source.is_some() && is_as_said(&known.row, it);
        Ok(if same { Effect::Unchanged } else { Effect::Changed })
    }
}

/// Whether the person is as the record says, as far as it says anything.
fn is_as_said(known: &PersonRow, said: &PersonRow) -> bool {
    known.email.as_str() == said.email.as_str()
        && (said.display_name.is_none() || known.display_name == said.display_name)
        && (said.locale.is_none() || known.locale == said.locale)
        && (said.account.is_none() || known.account == said.account)
        && (said.roles.is_none() || known.roles == said.roles)
        && (said.country.is_none() || known.country == said.country)
}
