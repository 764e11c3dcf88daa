//! Check-outs as they stand in the database.

use super::columns::timestamp;
use super::{StoreError, Tx};
use crate::page::PageCursor;
use domicile_model::check_out::CheckOutState;
use domicile_model::id::{AccountId, CheckOutId, UserId};
use domicile_model::wire::{CheckOutMachine, ProductRef};
use jiff::Timestamp;

/// The states in which it is open, for SQL; held against [`CheckOutState::is_open`] by a test.
macro_rules! open_states {
    () => {
        "'asked', 'checked_out'"
    };
}

/// Starts every reading statement; a macro, since a statement is one constant text.
macro_rules! select {
    ($($rest:tt)+) => {
        concat!(
            "SELECT c.id, c.account_id, c.user_id, c.product_id, p.name AS product_name, c.machine_id, c.machine_name, c.state, c.days, ",
            "c.asked_at, c.until_at, c.answered_at, c.answered_by, c.reason, c.ended_at, c.document ",
            "FROM check_outs c JOIN products p ON p.id = c.product_id ",
            $($rest)+
        )
    };
}

const GET: &str = select!("WHERE c.id = $1");
const OPEN_OF_USER: &str = select!("WHERE c.user_id = $1 AND c.state IN (", open_states!(), ") ORDER BY c.asked_at DESC, c.id DESC");
const ENDED_OF_USER: &str = select!(
    "WHERE c.user_id = $1 AND c.state NOT IN (",
    open_states!(),
    ") AND ($2 = '' OR c.machine_id = $2) \
     ORDER BY c.ended_at DESC, c.id DESC LIMIT $3"
);
const PAGE: &str = select!(
    "WHERE c.account_id = $1 AND ($2 = '' OR c.user_id = $2) AND (c.asked_at < $3 OR (c.asked_at = $3 AND c.id < $4)) \
     ORDER BY c.asked_at DESC, c.id DESC LIMIT $5"
);
const PAGE_OPEN: &str = select!(
    "WHERE c.account_id = $1 AND ($2 = '' OR c.user_id = $2) AND (c.asked_at < $3 OR (c.asked_at = $3 AND c.id < $4)) \
     AND c.state IN (",
    open_states!(),
    ") AND c.until_at > $6 ORDER BY c.asked_at DESC, c.id DESC LIMIT $5"
);
const OVERDUE: &str = select!("WHERE c.state IN (", open_states!(), ") AND c.until_at <= $1 ORDER BY c.until_at, c.id LIMIT $2");
const STANDING: &str = "SELECT id, product_id FROM check_outs WHERE user_id = $1 AND machine_id = $2 AND account_id = $3 \
                        AND state = 'checked_out' AND until_at > $4";
const ASKED_COUNT: &str = "SELECT COUNT(*) FROM check_outs WHERE account_id = $1 AND state = 'asked' AND until_at > $2";
const ASKED_SINCE: &str = "SELECT asked_at FROM check_outs WHERE user_id = $1 AND asked_at > $2 ORDER BY asked_at";
const CHECKED_OUT_COUNT: &str = "SELECT COUNT(*) FROM check_outs WHERE user_id = $1 AND state = 'checked_out' AND until_at > $2";
const PUT: &str = "INSERT INTO check_outs (id, account_id, user_id, product_id, machine_id, machine_name, state, days, asked_at, until_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7, $8, $9) ON CONFLICT DO NOTHING";
const MOVE: &str = "UPDATE check_outs SET state = $1, days = $2, until_at = $3, answered_at = $4, answered_by = $5, reason = $6, \
                    ended_at = $7, document = $8 WHERE id = $9 AND state = $10";

/// A check-out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckOutRecord {
    pub(crate) id: CheckOutId,
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) product: ProductRef,
    pub(crate) machine: CheckOutMachine,
    pub(crate) state: CheckOutState,
    /// As asked, then as allowed.
    pub(crate) days: u16,
    pub(crate) asked: Timestamp,
    /// Of an open one: when it lapses, or is over.
    pub(crate) until: Timestamp,
    pub(crate) answered: Option<Timestamp>,
    pub(crate) answered_by: Option<UserId>,
    /// Why it was declined.
    pub(crate) reason: Option<String>,
    pub(crate) ended: Option<Timestamp>,
    /// What was signed.
    pub(crate) document: Option<String>,
}

table_row! {
    struct CheckOutRow {
        id: String,
        account_id: String,
        user_id: String,
        product_id: String,
        product_name: String,
        machine_id: String,
        machine_name: String,
        state: String,
        days: i64,
        asked_at: i64,
        until_at: i64,
        answered_at: Option<i64>,
        answered_by: Option<String>,
        reason: Option<String>,
        ended_at: Option<i64>,
        document: Option<String>,
    }
}

impl TryFrom<CheckOutRow> for CheckOutRecord {
    type Error = StoreError;

    fn try_from(it: CheckOutRow) -> Result<Self, StoreError> {
        Ok(Self {
            state: CheckOutState::parse(&it.state).ok_or_else(|| StoreError::Content(format!("state {:?}", it.state)))?,
            days: u16::try_from(it.days).map_err(|_| StoreError::Content(format!("days {}", it.days)))?,
            asked: timestamp(it.asked_at)?,
            until: timestamp(it.until_at)?,
            answered: it.answered_at.map(timestamp).transpose()?,
            ended: it.ended_at.map(timestamp).transpose()?,
            id: CheckOutId::new(it.id),
            account: AccountId::new(it.account_id),
            user: UserId::new(it.user_id),
            product: ProductRef { id: it.product_id, name: it.product_name },
            machine: CheckOutMachine { id: it.machine_id, name: it.machine_name },
            answered_by: it.answered_by.map(UserId::new),
            reason: it.reason,
            document: it.document,
        })
    }
}

fn all(rows: Vec<CheckOutRow>) -> Result<Vec<CheckOutRecord>, StoreError> {
    rows.into_iter().map(CheckOutRecord::try_from).collect()
}

fn count(found: Option<(i64,)>) -> u32 {
    u32::try_from(found.map_or(0, |it| it.0)).unwrap_or(u32::MAX)
}

/// A check-out by id.
pub(crate) async fn get(tx: &mut Tx, id: &CheckOutId) -> Result<Option<CheckOutRecord>, StoreError> {
    row!(tx, CheckOutRow, GET, id.as_str())?.map(CheckOutRecord::try_from).transpose()
}

/// The person's that are written as open, newest first.
pub(crate) async fn open_of_user(tx: &mut Tx, user: &UserId) -> Result<Vec<CheckOutRecord>, StoreError> {
    all(rows!(tx, CheckOutRow, OPEN_OF_USER, user.as_str())?)
}

/// The person's that ended last, newest first; of this machine only, if one is named.
pub(crate) async fn ended_of_user(tx: &mut Tx, user: &UserId, machine: Option<&str>, most: i64) -> Result<Vec<CheckOutRecord>, StoreError> {
    all(rows!(tx, CheckOutRow, ENDED_OF_USER, user.as_str(), machine.unwrap_or_default(), most)?)
}

/// The account's, newest first. `user`: only this person's; `open_at`: only what is open at that moment.
pub(crate) async fn page_of_account(
    tx: &mut Tx,
    account: &AccountId,
    (user, open_at): (Option<&UserId>, Option<Timestamp>),
    before: &PageCursor,
    limit: i64,
) -> Result<Vec<CheckOutRecord>, StoreError> {
    let (account, user, before_ms, before_id) = (account.as_str(), user.map_or("", UserId::as_str), before.number, before.id.as_str());
    all(match open_at {
        None => rows!(tx, CheckOutRow, PAGE, account, user, before_ms, before_id, limit)?,
        Some(now) => rows!(tx, CheckOutRow, PAGE_OPEN, account, user, before_ms, before_id, limit, now.as_millisecond())?,
    })
}

/// Those whose time is over and that nobody has written off, at most `most`.
pub(crate) async fn overdue(tx: &mut Tx, now: Timestamp, most: i64) -> Result<Vec<CheckOutRecord>, StoreError> {
    all(rows!(tx, CheckOutRow, OVERDUE, now.as_millisecond(), most)?)
}

/// Id and product of what the person of this account has checked out on the machine at that moment, by id.
pub(crate) async fn standing(
    tx: &mut Tx,
    user: &UserId,
    account: &AccountId,
    machine: &str,
    at: Timestamp,
) -> Result<Vec<(String, String)>, StoreError> {
    let mut found = rows!(tx, (String, String), STANDING, user.as_str(), machine, account.as_str(), at.as_millisecond())?;
    found.sort();
    Ok(found)
}

/// How many wishes to the account wait at this moment.
pub(crate) async fn asked_count(tx: &mut Tx, account: &AccountId, now: Timestamp) -> Result<u32, StoreError> {
    Ok(count(row!(tx, (i64,), ASKED_COUNT, account.as_str(), now.as_millisecond())?))
}

/// When the person asked since then, oldest first, whatever became of it.
pub(crate) async fn asked_since(tx: &mut Tx, user: &UserId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
    let found = rows!(tx, (i64,), ASKED_SINCE, user.as_str(), since.as_millisecond())?;
    found.into_iter().map(|it| timestamp(it.0)).collect()
}

/// How many products the person has checked out at this moment.
pub(crate) async fn checked_out_count(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<u32, StoreError> {
    Ok(count(row!(tx, (i64,), CHECKED_OUT_COUNT, user.as_str(), now.as_millisecond())?))
}

/// Keeps a new wish; `false` where one for that product and machine is open.
pub(crate) async fn put(tx: &mut Tx, it: &CheckOutRecord) -> Result<bool, StoreError> {
    let put = run!(
        tx,
        PUT,
        it.id.as_str(),
        it.account.as_str(),
        it.user.as_str(),
        it.product.id.as_str(),
        it.machine.id.as_str(),
        it.machine.name.as_str(),
        i64::from(it.days),
        it.asked.as_millisecond(),
        it.until.as_millisecond(),
    )?;
    Ok(put == 1)
}

/// Writes the new state; `false` where somebody else moved it away from `from` in the meantime.
pub(crate) async fn write_state(tx: &mut Tx, it: &CheckOutRecord, from: CheckOutState) -> Result<bool, StoreError> {
    let moved = run!(
        tx,
        MOVE,
        it.state.as_str(),
        i64::from(it.days),
        it.until.as_millisecond(),
        it.answered.map(Timestamp::as_millisecond),
        it.answered_by.as_ref().map(UserId::as_str),
        it.reason.as_deref(),
        it.ended.map(Timestamp::as_millisecond),
        it.document.as_deref(),
        it.id.as_str(),
        from.as_str(),
    )?;
    Ok(moved == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_takes_for_open_what_the_rules_do() {
        let open: Vec<String> = CheckOutState::ALL.iter().filter(|it| it.is_open()).map(|it| format!("'{}'", it.as_str())).collect();
        assert_eq!(open_states!(), open.join(", "));
    }
}
