//! What policies are numbered by: the epoch, the latest date signed, and the one rising number. Every change that a policy depends on takes
//! the next value and writes it to the one row that changed. A policy's version is the highest value among the rows that it depends on.

use super::{Readers, Store, StoreError, Tx};
use domicile_model::id::{AccountId, UserId};
use jiff::Timestamp;

const NEXT: &str = "UPDATE sequences SET value = value + 1 WHERE name = 'version' RETURNING value";
const USER: &str = "UPDATE users SET version = $1, changed_at = $2 WHERE id = $3";
const ACCOUNT: &str = "UPDATE accounts SET version = $1, changed_at = $2 WHERE id = $3";
const EPOCH_AND_LAST_ISSUE: &str =
    "SELECT (SELECT value FROM facts WHERE name = 'epoch'), (SELECT value FROM facts WHERE name = 'last_issue')";
const ADD_LAST_ISSUE: &str = "INSERT INTO facts (name, value) VALUES ('last_issue', $1) ON CONFLICT DO NOTHING";
const RAISE_LAST_ISSUE: &str = "UPDATE facts SET value = $1 WHERE name = 'last_issue' AND value < $1";
const FORGET_LAST_ISSUE: &str = "DELETE FROM facts WHERE name = 'last_issue'";
const EPOCH: &str = "SELECT value FROM facts WHERE name = 'epoch'";
const RAISE_EPOCH: &str = "UPDATE facts SET value = $1 WHERE name = 'epoch' AND value = $2";
// Asked on PostgreSQL only.
const CLOCK: &str = "SELECT CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP)) AS BIGINT)";
const CATALOGUE: &str = "UPDATE catalogue SET version = $1, changed_at = $2 WHERE id = 1";
const LOCK_CATALOGUE: &str = "UPDATE catalogue SET version = version WHERE id = 1";
const POLICY_INPUTS: &str = "SELECT u.id, (SELECT value FROM facts WHERE name = 'epoch') AS epoch, \
                        (SELECT value FROM facts WHERE name = 'last_issue') AS last_issue, \
                        u.version, u.changed_at, a.id AS account_id, a.version AS account_version, a.changed_at AS account_changed_at, \
                        (SELECT MAX(g.version) FROM group_members m JOIN account_groups g ON g.id = m.group_id WHERE m.user_id = u.id) AS groups_version, \
                        c.version AS catalogue_version, c.changed_at AS catalogue_changed_at \
                        FROM identities i JOIN users u ON u.id = i.user_id JOIN catalogue c ON c.id = 1 LEFT JOIN accounts a ON a.id = u.account_id \
                        WHERE i.issuer = $1 AND i.subject = $2";

/// The versions of everything that somebody's policy depends on: as long as they are the same, so is what it says. With each version
/// when it was given, lest one that fell with a restored backup and rose again to the same number be taken for what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Versions {
    pub(crate) epoch: u64,
    pub(crate) user: (i64, i64),
    /// The account that the person belongs to, with its version.
    pub(crate) account: Option<(String, i64, i64)>,
    /// The highest among the person's groups; who joins or leaves one gets a new version of their own.
    pub(crate) groups: Option<i64>,
    pub(crate) catalogue: (i64, i64),
}

/// Who an identity is, and where their policy stands.
#[derive(Debug, Clone)]
pub(crate) struct PolicyInputs {
    pub(crate) user: UserId,
    /// The latest date (seconds) of any policy signed in this epoch; 0 for none.
    pub(crate) last_issued: i64,
    pub(crate) versions: Versions,
}

table_row! {
    struct PolicyInputsRow {
        id: String,
        epoch: Option<String>,
        last_issue: Option<String>,
        version: i64,
        changed_at: i64,
        account_id: Option<String>,
        account_version: Option<i64>,
        account_changed_at: Option<i64>,
        groups_version: Option<i64>,
        catalogue_version: i64,
        catalogue_changed_at: i64,
    }
}

/// Where the policy of the person with this identity stands, in one look; `None` where nobody has it.
pub(crate) async fn policy_inputs(readers: Readers<'_>, issuer: &str, subject: &str) -> Result<Option<PolicyInputs>, StoreError> {
    let Some(it) = row_without_tx!(readers, PolicyInputsRow, POLICY_INPUTS, issuer, subject)? else { return Ok(None) };
    let versions = Versions {
        epoch: number(it.epoch)?,
        user: (it.version, it.changed_at),
        account: it.account_id.map(|id| (id, it.account_version.unwrap_or_default(), it.account_changed_at.unwrap_or_default())),
        groups: it.groups_version,
        catalogue: (it.catalogue_version, it.catalogue_changed_at),
    };
    Ok(Some(PolicyInputs { user: UserId::new(it.id), last_issued: date(it.last_issue)?, versions }))
}

/// The next value. Serialises writers: take it as late in the transaction as possible.
pub(crate) async fn next(tx: &mut Tx) -> Result<i64, StoreError> {
    row!(tx, (i64,), NEXT)?.map(|it| it.0).ok_or_else(|| StoreError::Content("no version sequence".into()))
}

/// Something that this user's policy depends on changed.
pub(crate) async fn touch_user(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<(), StoreError> {
    let version = next(tx).await?;
    run!(tx, USER, version, now.as_millisecond(), user.as_str())?;
    Ok(())
}

/// Something changed that the policies of all people of the account depend on.
pub(crate) async fn touch_account(tx: &mut Tx, account: &AccountId, now: Timestamp) -> Result<(), StoreError> {
    let version = next(tx).await?;
    run!(tx, ACCOUNT, version, now.as_millisecond(), account.as_str())?;
    Ok(())
}

/// The catalogue changed, and with it everybody's policy.
pub(crate) async fn touch_catalogue(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    let version = next(tx).await?;
    run!(tx, CATALOGUE, version, now.as_millisecond())?;
    Ok(())
}

/// Keeps every other change of products out until the transaction ends.
pub(crate) async fn lock_catalogue(tx: &mut Tx) -> Result<(), StoreError> {
    run!(tx, LOCK_CATALOGUE)?;
    Ok(())
}

/// The epoch of policies, and the latest date (seconds) of any policy signed in it; 0 for none.
pub(crate) async fn epoch_and_last_issue(tx: &mut Tx) -> Result<(u64, i64), StoreError> {
    let found = row!(tx, (Option<String>, Option<String>), EPOCH_AND_LAST_ISSUE)?;
    let (epoch, last_issue) = found.unwrap_or_default();
    Ok((number(epoch)?, date(last_issue)?))
}

impl Store {
    /// What the clock of the database's server shows (seconds); `None` where that is the clock of this machine, or nothing is served.
    pub(crate) async fn clock(&self) -> Result<Option<i64>, StoreError> {
        if !self.compares_clocks {
            return Ok(None);
        }
        let mut tx = self.read_reserved().await?;
        Ok(row!(&mut tx, (i64,), CLOCK)?.map(|it| it.0))
    }
}

fn date(last_issue: Option<String>) -> Result<i64, StoreError> {
    last_issue.map_or(Ok(0), |it| it.parse().map_err(|_| StoreError::Content(format!("last issue {it:?}"))))
}

/// A policy of this date (seconds) was signed.
pub(crate) async fn raise_last_issue(tx: &mut Tx, iat: i64) -> Result<(), StoreError> {
    // Of one width, so that text compares as numbers do.
    let iat = format!("{:020}", iat.max(0));
    run!(tx, ADD_LAST_ISSUE, &iat)?;
    run!(tx, RAISE_LAST_ISSUE, &iat)?;
    Ok(())
}

/// Raises the epoch by one: from here on workstations take versions and dates that have fallen, so the latest date is forgotten as well.
/// The epoch before and the new one; `None` where another raised it at the same moment.
pub(crate) async fn raise_epoch(tx: &mut Tx) -> Result<Option<(u64, u64)>, StoreError> {
    let text = row!(tx, (String,), EPOCH)?.map(|it| it.0);
    let before = number(text.clone())?;
    let after = before.checked_add(1).ok_or_else(|| StoreError::Content("the last epoch".into()))?;
    if run!(tx, RAISE_EPOCH, after.to_string(), text.unwrap_or_default())? != 1 {
        return Ok(None);
    }
    run!(tx, FORGET_LAST_ISSUE)?;
    Ok(Some((before, after)))
}

fn number(epoch: Option<String>) -> Result<u64, StoreError> {
    let text = epoch.unwrap_or_default();
    text.parse().map_err(|_| StoreError::Content(format!("epoch {text:?}")))
}
