//! What would change in people: looked up together, by id and by address.

use super::Planning;
use crate::import::ImportError;
use crate::import::staging::Kind;
use crate::operator::Effect;
use crate::operator::register::{id_of_erased, identity_taken, needs_account};
use crate::store::Tx;
use crate::store::sourced::{Sourced, new_people, people};
use domicile_model::id::UserId;
use domicile_model::operator::{Fault, FaultCode, IdentityRow, PersonRow};
use std::collections::{HashMap, HashSet};

/// Everybody that a chunk of a document may mean.
struct KnownPeople {
    by_id: HashMap<UserId, Sourced<PersonRow>>,
    by_email: HashMap<String, UserId>,
    identities: HashMap<(String, String), UserId>,
    /// Ids that are nobody's any more and are given to nobody else.
    of_erased: HashSet<String>,
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
        let (mut by_id, mut by_email) = (HashMap::new(), HashMap::new());
        let mut keep = |it: Sourced<PersonRow>| {
            let Some(id) = it.row.id.clone() else { return };
            by_email.insert(it.row.email.key().to_owned(), id.clone());
            by_id.insert(id, it);
        };
        let with_ids = people::among(tx, &ids).await?;
        // Most people of a document have the address that they had: it is nobody else's.
        let same: HashSet<(String, String)> =
            with_ids.iter().filter_map(|it| Some((it.row.id.as_ref()?.to_string(), it.row.email.key().to_owned()))).collect();
        let has_it = |it: &PersonRow| {
            let key = it.email.key();
            key == it.email.exact_key() && it.id.as_ref().is_some_and(|id| same.contains(&(id.to_string(), key.to_owned())))
        };
        let others = rows.iter().map(|it| &it.1).filter(|it| !has_it(it));
        let emails: Vec<String> = others.flat_map(|it| [it.email.key().to_owned(), it.email.exact_key().to_owned()]).collect();
        with_ids.into_iter().for_each(&mut keep);
        people::with_emails(tx, &emails).await?.into_iter().for_each(keep);
        let unknown: Vec<String> = ids.into_iter().filter(|it| !by_id.contains_key(&UserId::new(it.as_str()))).collect();
        let of_erased = new_people::taken(tx, &unknown).await?.into_iter().collect();
        let subjects: Vec<String> = rows.iter().flat_map(|it| it.1.identities.iter().map(|it| it.subject.clone())).collect();
        let identities = people::with_subjects(tx, &subjects).await?;
        let identities = identities.into_iter().map(|(it, user)| ((it.issuer, it.subject), user)).collect();
        Ok(Self { by_id, by_email, identities, of_erased })
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
        if known.is_none() && id.is_some_and(|it| self.of_erased.contains(it.as_str())) {
            return Err(id_of_erased());
        }
        let owner = |identity: &IdentityRow| self.identities.get(&(identity.issuer.clone(), identity.subject.clone()));
        if let Some(taken) = it.identities.iter().find(|it| owner(it).is_some_and(|owner| Some(owner) != id)) {
            return Err(identity_taken(&taken.subject, &taken.issuer));
        }
        if it.account.is_none() && known.is_none_or(|it| it.row.account.is_none()) {
            needs_account(it)?;
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
