//! People, as their source says: what an order system knows of them, and no more.

use super::Sourced;
use crate::store::columns::{read_country, read_roles};
use crate::store::{StoreError, Tx, search_terms};
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::{IdentityRow, PersonRow};

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT u.id, u.email, u.display_name, u.locale, u.account_id, u.explicit_country, u.source, ",
            "(SELECT string_agg(r.role, ' ') FROM user_roles r WHERE r.user_id = u.id) AS roles FROM users u ",
            $rest
        )
    };
}

const GET: &str = select!("WHERE u.id = $1 AND u.erased_at IS NULL");
const OF_ACCOUNT: &str = select!("WHERE u.account_id = $1 AND u.id > $2 ORDER BY u.id LIMIT $3");
const WITHOUT_ACCOUNT: &str = select!("WHERE u.account_id IS NULL AND u.erased_at IS NULL AND u.id > $1 ORDER BY u.id LIMIT $2");
const AMONG: &str = select!("WHERE u.erased_at IS NULL AND u.id IN ");
const WITH_EMAILS: &str = select!("WHERE u.erased_at IS NULL AND u.email_key IN ");
const OF_SOURCE: &str = select!("WHERE u.source = $1 AND u.account_id = $2 AND u.id > $3 ORDER BY u.id LIMIT $4");
const WITH_SUBJECTS: &str = "SELECT issuer, subject, user_id FROM identities WHERE subject IN ";
const IDENTITIES_AMONG: &str = "SELECT issuer, subject, user_id FROM identities WHERE user_id IN ";
const IDENTITIES: &str = "SELECT issuer, subject FROM identities WHERE user_id = $1";
const IDENTITIES_OF_PAGE: &str = "SELECT user_id, issuer, subject FROM identities WHERE user_id IN \
                                  (SELECT u.id FROM users u WHERE u.account_id = $1 AND u.id > $2 ORDER BY u.id LIMIT $3)";
const SET_SOURCE: &str = "UPDATE users SET source = $1 WHERE id = $2";
const SET_NAME_AND_LOCALE: &str = "UPDATE users SET display_name = $1, locale = $2 WHERE id = $3";
const SET_EMAIL: &str = "UPDATE users SET email = $1, email_key = $2 WHERE id = $3";

table_row! {
    struct Columns {
        id: String,
        email: String,
        display_name: String,
        locale: String,
        account_id: Option<String>,
        explicit_country: Option<String>,
        source: Option<String>,
        roles: Option<String>,
    }
}

impl Columns {
    fn read(self) -> Result<Sourced<PersonRow>, StoreError> {
        let mut roles = read_roles(&self.roles.unwrap_or_default())?;
        roles.sort();
        let row = PersonRow {
            email: Email::parse(&self.email).map_err(|_| StoreError::Content(format!("address of {}", self.id)))?,
            id: Some(UserId::new(self.id)),
            display_name: Some(self.display_name),
            locale: Some(self.locale),
            account: self.account_id.map(AccountId::new),
            roles: Some(roles),
            country: read_country(self.explicit_country)?,
            identities: Vec::new(),
        };
        Ok(Sourced { row, source: self.source })
    }
}

/// Somebody by id, without identities.
pub(crate) async fn get(tx: &mut Tx, id: &UserId) -> Result<Option<Sourced<PersonRow>>, StoreError> {
    row!(tx, Columns, GET, id.as_str())?.map(Columns::read).transpose()
}

/// People of the account after this one, by id, without identities; of no account those who belong to none.
pub(crate) async fn page(tx: &mut Tx, account: Option<&AccountId>, after: &str, limit: i64) -> Result<Vec<Sourced<PersonRow>>, StoreError> {
    let found = match account {
        Some(account) => rows!(tx, Columns, OF_ACCOUNT, account.as_str(), after, limit)?,
        None => rows!(tx, Columns, WITHOUT_ACCOUNT, after, limit)?,
    };
    found.into_iter().map(Columns::read).collect()
}

/// The people with these ids, in no order, without identities.
pub(crate) async fn among(tx: &mut Tx, ids: &[String]) -> Result<Vec<Sourced<PersonRow>>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    rows_among!(tx, Columns, AMONG, ids)?.into_iter().map(Columns::read).collect()
}

/// The people whose addresses have these keys, in no order, without identities.
pub(crate) async fn with_emails(tx: &mut Tx, keys: &[String]) -> Result<Vec<Sourced<PersonRow>>, StoreError> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    rows_among!(tx, Columns, WITH_EMAILS, keys)?.into_iter().map(Columns::read).collect()
}

/// People of the account that are the word of this source, after this one, by id.
pub(crate) async fn of_source(
    tx: &mut Tx,
    source: &str,
    account: &AccountId,
    after: &str,
    limit: i64,
) -> Result<Vec<PersonRow>, StoreError> {
    let found = rows!(tx, Columns, OF_SOURCE, source, account.as_str(), after, limit)?;
    found.into_iter().map(|it| Ok(it.read()?.row)).collect()
}

/// Identities with these subjects, at whatever issuer, and whose they are.
pub(crate) async fn with_subjects(tx: &mut Tx, subjects: &[String]) -> Result<Vec<(IdentityRow, UserId)>, StoreError> {
    if subjects.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows_among!(tx, (String, String, String), WITH_SUBJECTS, subjects)?;
    Ok(found.into_iter().map(|(issuer, subject, user)| (IdentityRow { issuer, subject }, UserId::new(user))).collect())
}

/// Who these people are at issuers, in no order.
pub(crate) async fn identities_among(tx: &mut Tx, ids: &[String]) -> Result<Vec<(IdentityRow, UserId)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = rows_among!(tx, (String, String, String), IDENTITIES_AMONG, ids)?;
    Ok(found.into_iter().map(|(issuer, subject, user)| (IdentityRow { issuer, subject }, UserId::new(user))).collect())
}

/// People of the account after this one, by id, with who they are at issuers.
pub(crate) async fn page_with_identities(
    tx: &mut Tx,
    account: &AccountId,
    after: &str,
    limit: i64,
) -> Result<Vec<Sourced<PersonRow>>, StoreError> {
    let mut people = page(tx, Some(account), after, limit).await?;
    let mut found: Vec<_> = rows!(tx, (String, String, String), IDENTITIES_OF_PAGE, account.as_str(), after, limit)?;
    found.sort();
    for (user, issuer, subject) in found {
        if let Some(it) = people.iter_mut().find(|it| it.row.id.as_ref().is_some_and(|id| id.as_str() == user)) {
            it.row.identities.push(IdentityRow { issuer, subject });
        }
    }
    Ok(people)
}

/// Who the person is at issuers, sorted.
pub(crate) async fn identities(tx: &mut Tx, id: &UserId) -> Result<Vec<IdentityRow>, StoreError> {
    let mut found: Vec<_> = rows!(tx, (String, String), IDENTITIES, id.as_str())?;
    found.sort();
    Ok(found.into_iter().map(|(issuer, subject)| IdentityRow { issuer, subject }).collect())
}

/// Whose word the person's row is.
pub(crate) async fn set_source(tx: &mut Tx, id: &UserId, source: &str) -> Result<(), StoreError> {
    run!(tx, SET_SOURCE, source, id.as_str())?;
    Ok(())
}

/// Name and language; somebody who belongs to an account is found by the new name.
pub(crate) async fn set_name_and_locale(tx: &mut Tx, id: &UserId, name: &str, locale: &str) -> Result<(), StoreError> {
    run!(tx, SET_NAME_AND_LOCALE, name, locale, id.as_str())?;
    find_again(tx, id).await
}

/// The address. Whoever calls has made sure that it is nobody else's.
pub(crate) async fn set_email(tx: &mut Tx, id: &UserId, email: &Email) -> Result<(), StoreError> {
    run!(tx, SET_EMAIL, email.as_str(), email.key(), id.as_str())?;
    find_again(tx, id).await
}

async fn find_again(tx: &mut Tx, id: &UserId) -> Result<(), StoreError> {
    let Some(it) = row!(tx, Columns, GET, id.as_str())? else { return Ok(()) };
    match it.account_id.map(AccountId::new) {
        Some(account) => search_terms::put(tx, &account, id, &it.display_name, &it.email).await,
        None => Ok(()),
    }
}
