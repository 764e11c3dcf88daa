//! People whom nobody knew, written many at a time: the same rows as one by one, by few statements.

use crate::store::search_terms;
use crate::store::{StoreError, Tx};
use domicile_model::country::CountryCode;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::operator::IdentityRow;
use domicile_model::person::{Rank, Role, rank};
use jiff::Timestamp;

const USERS: &str = "INSERT INTO users (id, email, email_key, display_name, locale, provisioned, created_at, version, changed_at, source, \
                     account_id, affiliated_since, may_leave_until, joined_how, explicit_country) ";
const ROLES: &str = "INSERT INTO user_roles (user_id, role, account_id) ";
const IDENTITIES: &str = "INSERT INTO identities (issuer, subject, user_id, linked_at) ";
const TAKEN: &str = "SELECT id FROM users WHERE id IN ";
const NOT_TWICE: &str = " ON CONFLICT DO NOTHING";

/// Somebody new.
#[derive(Debug, Clone)]
pub(crate) struct NewPerson<'a> {
    pub(crate) id: UserId,
    pub(crate) email: &'a Email,
    pub(crate) name: &'a str,
    pub(crate) locale: &'a str,
    /// Sorted, none of them twice; none without an account.
    pub(crate) roles: Vec<Role>,
    pub(crate) country: Option<CountryCode>,
    pub(crate) identities: &'a [IdentityRow],
}

/// How all of them belong to one account.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Membership<'a> {
    pub(crate) account: &'a AccountId,
    pub(crate) how: &'static str,
    pub(crate) since: Timestamp,
    pub(crate) may_leave_until: Option<Timestamp>,
}

/// Whose word they are, and since when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registration<'a> {
    pub(crate) source: &'a str,
    pub(crate) version: i64,
    pub(crate) now: Timestamp,
}

/// Which of these ids are somebody's, or were before that person was erased.
pub(crate) async fn taken(tx: &mut Tx, ids: &[String]) -> Result<Vec<String>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(rows_among!(tx, (String,), TAKEN, ids)?.into_iter().map(|it| it.0).collect())
}

/// Writes them; `false` where an id, an address or an identity was taken meanwhile, so that nothing of it may last.
pub(crate) async fn put(
    tx: &mut Tx,
    people: &[NewPerson<'_>],
    membership: Option<Membership<'_>>,
    by: Registration<'_>,
) -> Result<bool, StoreError> {
    let now = by.now.as_millisecond();
    let account = membership.map(|it| it.account.as_str());
    let written = insert_rows!(tx, USERS, NOT_TWICE, people, |values, it| {
        values.push_bind(it.id.as_str()).push_bind(it.email.as_str()).push_bind(it.email.key()).push_bind(it.name).push_bind(it.locale);
        values.push_bind(false).push_bind(now).push_bind(by.version).push_bind(now).push_bind(by.source).push_bind(account);
        values.push_bind(membership.map(|it| it.since.as_millisecond()));
        values.push_bind(membership.and_then(|it| it.may_leave_until).map(Timestamp::as_millisecond));
        values.push_bind(membership.map(|it| it.how)).push_bind(it.country.as_ref().map(|it| it.as_str().to_owned()));
    });
    if written != people.len() as u64 {
        return Ok(false);
    }
    let roles: Vec<(&str, Role)> = people.iter().flat_map(|it| it.roles.iter().map(|role| (it.id.as_str(), *role))).collect();
    insert_rows!(tx, ROLES, "", roles.as_slice(), |values, it| {
        // The account stands beside roles of administrators only, so that the database knows how few they are.
        let of_administrator = rank(&[it.1]) >= Rank::CoAdmin;
        values.push_bind(it.0).push_bind(it.1.as_str()).push_bind(account.filter(|_| of_administrator));
    });
    if let Some(it) = membership {
        let found_by: Vec<(&UserId, &str, &str)> = people.iter().map(|it| (&it.id, it.name, it.email.as_str())).collect();
        search_terms::put_new(tx, it.account, &found_by).await?;
    }
    let identities: Vec<(&IdentityRow, &str)> =
        people.iter().flat_map(|it| it.identities.iter().map(|identity| (identity, it.id.as_str()))).collect();
    let linked = insert_rows!(tx, IDENTITIES, NOT_TWICE, identities.as_slice(), |values, it| {
        values.push_bind(it.0.issuer.as_str()).push_bind(it.0.subject.as_str()).push_bind(it.1).push_bind(now);
    });
    Ok(linked == identities.len() as u64)
}
