//! Writing the sample organisation into an empty database.

use super::{ACCOUNTS, OWNED, PEOPLE, PRODUCTS};
use crate::store::{Store, StoreError, Tx, metadata, search_terms, versions};
use domicile_model::account::Federation;
use domicile_model::email::Email;
use domicile_model::id::{AccountId, UserId};
use domicile_model::person::LockReason;
use jiff::{SignedDuration, Timestamp};

const ACCOUNT: &str = "INSERT INTO accounts (id, name, federation, it_contact, offline_days, automatic_approval, version, changed_at) \
                       VALUES ($1, $2, $3, $4, 7, $5, $6, $7)";
const DOMAIN: &str = "INSERT INTO account_domains (domain, account_id) VALUES ($1, $2)";
const CONTRACT: &str = "INSERT INTO contract_countries (account_id, country, annual_revenue) VALUES ($1, $2, $3)";
const PRODUCT: &str = "INSERT INTO products (id, name, usage_type, free_to_all) VALUES ($1, $2, $3, $4)";
const ENTITLEMENT: &str = "INSERT INTO entitlements (id, account_id, product_id, edition, usage_type, countries, roles, seats, starts_at, ends_at, \
                           grace_days) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const USER: &str = "INSERT INTO users (id, email, email_key, display_name, locale, profile_country, account_id, affiliated_since, provisioned, \
                    explicit_country, created_at, version, changed_at) VALUES ($1, $2, $3, $4, 'en', $5, $6, $7, $8, $9, $10, $11, $12)";
const ROLE: &str = "INSERT INTO user_roles (user_id, role, account_id) VALUES ($1, $2, (SELECT account_id FROM users WHERE id = $1))";
const LOCK: &str = "INSERT INTO user_locks (user_id, reason, since) VALUES ($1, $2, $3)";
const CONTACT: &str = "INSERT INTO fulfilment_contacts (account_id, user_id) VALUES ($1, $2)";
const SYNCHRONISED: &str = "UPDATE accounts SET last_synchronised = $1 WHERE federation = 'scim'";

/// When the sample company's directory last synchronised, before the start of the service.
const SYNCHRONISED_AGO: SignedDuration = SignedDuration::from_mins(25);

/// Why the sample organisation is not here.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A database with real people in it.
    #[error("This database holds other people than the sample organisation's: --demo, which lets anybody in as anybody, leaves it alone.")]
    NotOurs,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sample itself is wrong.
    #[error("the sample organisation has a bad address")]
    Sample(#[from] domicile_model::email::InvalidEmail),
}

/// Fills an empty database; one that holds the sample organisation already keeps what happened in it.
///
/// # Errors
/// [`DemoError::NotOurs`] for a database with anybody else in it.
pub async fn fill(store: &Store, now: Timestamp) -> Result<(), DemoError> {
    let mut tx = store.write().await?;
    // Of two instances that start on an empty database, one fills it.
    metadata::lock(&mut tx).await?;
    if metadata::get(&mut tx, "demo").await?.is_none() {
        if !metadata::is_empty(&mut tx).await? {
            return Err(DemoError::NotOurs);
        }
        metadata::set(&mut tx, "demo", "sample organisation").await?;
        write(&mut tx, now).await?;
    }
    // There is no company behind the sample: its directory always synchronised a while ago. No right depends on it.
    let synchronised = now.saturating_sub(SYNCHRONISED_AGO).unwrap_or(now);
    run!(&mut tx, SYNCHRONISED, synchronised.as_millisecond())?;
    Ok(tx.commit().await?)
}

fn days_from(now: Timestamp, days: i64) -> i64 {
    // Whole days, so that a contract ends at midnight like everybody's.
    (now.as_second().div_euclid(86_400) + days) * 86_400 * 1000
}

async fn write(tx: &mut Tx, now: Timestamp) -> Result<(), DemoError> {
    let ms = now.as_millisecond();
    for it in ACCOUNTS {
        let version = versions::next(tx).await?;
        // Company sign-in without synchronisation: people appear at their first sign-in.
        let automatic_approval = it.federation == Federation::Jit;
        run!(tx, ACCOUNT, it.id, it.name, it.federation.as_str(), it.it_contact, automatic_approval, version, ms)?;
        if let Some(domain) = it.domain {
            run!(tx, DOMAIN, domain, it.id)?;
        }
        for (country, revenue) in it.contracts {
            run!(tx, CONTRACT, it.id, *country, *revenue)?;
        }
    }
    for it in PRODUCTS {
        run!(tx, PRODUCT, it.id, it.name, it.usage_type.as_str(), it.free_to_all)?;
    }
    for it in OWNED {
        let id = format!("{}-{}", it.account, it.product);
        let role = it.role.map_or("", domicile_model::person::Role::as_str);
        let (starts, ends) = (days_from(now, it.ends_in_days - 2 * 365), days_from(now, it.ends_in_days) - 1000);
        run!(
            tx,
            ENTITLEMENT,
            &id,
            it.account,
            it.product,
            it.edition,
            it.usage_type.as_str(),
            it.countries,
            role,
            it.seats,
            starts,
            ends,
            it.grace_days
        )?;
    }
    write_people(tx, now).await?;
    Ok(versions::touch_catalogue(tx, now).await?)
}

async fn write_people(tx: &mut Tx, now: Timestamp) -> Result<(), DemoError> {
    let ms = now.as_millisecond();
    let joined = days_from(now, -400);
    for it in PEOPLE {
        let email = Email::parse(it.email)?;
        let provisioned = ACCOUNTS.iter().any(|account| Some(account.id) == it.account && account.federation == Federation::Scim);
        let since = it.account.map(|_| joined);
        let version = versions::next(tx).await?;
        run!(
            tx,
            USER,
            it.id,
            email.as_str(),
            email.key(),
            it.name,
            it.profile_country,
            it.account,
            since,
            provisioned,
            it.explicit_country,
            joined,
            version,
            ms
        )?;
        for role in it.roles {
            run!(tx, ROLE, it.id, role.as_str())?;
        }
        if let Some(account) = it.account {
            search_terms::put(tx, &AccountId::new(account), &UserId::new(it.id), it.name, it.email).await?;
        }
        match it.account {
            Some(account) if it.fulfilment_contact => {
                run!(tx, CONTACT, account, it.id)?;
            }
            None => {
                run!(tx, LOCK, it.id, LockReason::RemovedFromAccount.as_str(), days_from(now, -7))?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}
