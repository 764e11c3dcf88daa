//! A document, row by row, in a file of its own until it is applied: sorted by account, however it was written, and never whole in memory.

use super::ImportError;
use domicile_model::operator::{Fault, FaultCode, Row};
use domicile_model::wire::{Record, RecordFault};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tempfile::TempDir;

/// How many rows are written at once.
const BATCH: usize = 64;
/// How many are marked at once.
const MARKS: usize = 512;
/// How many faults are told.
pub(crate) const FAULTS: usize = 100;

const TABLES: &str = "CREATE TABLE rows (line INTEGER PRIMARY KEY, kind INTEGER NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, \
                      email TEXT, record TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0) STRICT; \
                      CREATE TABLE identities (issuer TEXT NOT NULL, subject TEXT NOT NULL, line INTEGER NOT NULL) STRICT; \
                      CREATE TABLE ends (account TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (account, kind, key)) STRICT";
const INDEXES: &str = "CREATE INDEX rows_by_account ON rows (account, kind, key); CREATE INDEX rows_by_key ON rows (kind, key, account); \
                       CREATE INDEX rows_by_email ON rows (email) WHERE email IS NOT NULL; CREATE INDEX identities_by_name ON identities (issuer, subject)";
// Of contract countries the key is one among those of an account.
const TWICE: &str = "SELECT kind, key, MIN(line), MAX(line) FROM rows GROUP BY kind, key, CASE kind WHEN 3 THEN account ELSE '' END \
                     HAVING COUNT(*) > 1 ORDER BY MAX(line) LIMIT 100";
const TWICE_BY_EMAIL: &str = "SELECT email, MIN(line), MAX(line), MIN(account), MAX(account) FROM rows WHERE email IS NOT NULL GROUP BY email \
                              HAVING COUNT(*) > 1 ORDER BY MAX(line) LIMIT 100";
const TWICE_IDENTITY: &str =
    "SELECT subject, MIN(line), MAX(line) FROM identities GROUP BY issuer, subject HAVING COUNT(*) > 1 ORDER BY MAX(line) LIMIT 100";
const ACCOUNTS: &str = "SELECT DISTINCT account FROM rows WHERE account > $1 ORDER BY account LIMIT $2";
// One text, a line for each row: records have no line breaks, and one row is handed over far faster than hundreds.
const CHUNK: &str = "SELECT group_concat(line || ' ' || record, char(10) ORDER BY kind, key) FROM (SELECT line, record, kind, key FROM rows \
                     WHERE account = $1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4)";
const CHANGED: &str = "SELECT group_concat(line || ' ' || record, char(10) ORDER BY kind, key) FROM (SELECT line, record, kind, key FROM rows \
                       WHERE account = $1 AND state = 1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4)";
const TO_DO: &str = "SELECT account FROM (SELECT DISTINCT account FROM rows WHERE state = 1 AND account > $1 UNION \
                     SELECT DISTINCT account FROM ends WHERE account > $1) ORDER BY account LIMIT $2";
const ENDS: &str = "SELECT kind, key FROM ends WHERE account = $1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4";
const MARK: &str = "UPDATE rows SET state = 1 WHERE line IN ";
const ADD_END: &str = "INSERT INTO ends (account, kind, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// Which kind of record, in the order in which they are applied: what others refer to comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Product,
    Account,
    Domain,
    Contract,
    Entitlement,
    Person,
}

impl Kind {
    pub(crate) const ALL: [Self; 6] = [Self::Product, Self::Account, Self::Domain, Self::Contract, Self::Entitlement, Self::Person];

    /// As it stands in the staging file.
    fn number(self) -> i64 {
        match self {
            Self::Product => 0,
            Self::Account => 1,
            Self::Domain => 2,
            Self::Contract => 3,
            Self::Entitlement => 4,
            Self::Person => 5,
        }
    }

    fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.number() == number)
    }

    /// As in records.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Account => "account",
            Self::Domain => "domain",
            Self::Contract => "contract",
            Self::Entitlement => "entitlement",
            Self::Person => "person",
        }
    }

    pub(crate) fn of(row: &Row) -> Self {
        match row {
            Row::Product(_) => Self::Product,
            Row::Account(_) => Self::Account,
            Row::Domain(_) => Self::Domain,
            Row::Contract(_) => Self::Contract,
            Row::Entitlement(_) => Self::Entitlement,
            Row::Person(_) => Self::Person,
        }
    }
}

/// The account whose rows are those of no account: products, and people who belong to none.
pub(crate) const NO_ACCOUNT: &str = "";

/// Where a row belongs: its account, and what it is known by there.
fn place(row: &Row) -> (&str, String) {
    match row {
        Row::Product(it) => (NO_ACCOUNT, it.id.clone()),
        Row::Account(it) => (it.id.as_str(), it.id.to_string()),
        Row::Domain(it) => (it.account.as_str(), it.domain.clone()),
        Row::Contract(it) => (it.account.as_str(), it.country.to_string()),
        Row::Entitlement(it) => (it.account.as_str(), it.id.clone()),
        Row::Person(it) => {
            let account = it.account.as_ref().map_or(NO_ACCOUNT, |it| it.as_str());
            // No id has an @, so ids and addresses do not meet.
            (account, it.id.as_ref().map_or_else(|| it.email.key().to_owned(), |it| it.as_str().to_owned()))
        }
    }
}

/// A row, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StagedRow {
    pub(crate) line: u64,
    pub(crate) row: Row,
}

/// The document in its file; the file goes with it.
pub(crate) struct Staging {
    on: SqliteConnection,
    waiting: Vec<(i64, i64, String, String, Option<String>, String)>,
    identities: Vec<(String, String, i64)>,
    marks: Vec<i64>,
    has_ends: bool,
    count: u64,
    _folder: TempDir,
}

impl Staging {
    /// An empty one, in the folder for temporary files.
    pub(crate) async fn new() -> Result<Self, ImportError> {
        let folder = tempfile::Builder::new().prefix("domicile-import").tempdir()?;
        let options = SqliteConnectOptions::new()
            .filename(folder.path().join("rows.sqlite3"))
            .create_if_missing(true)
            // Nothing of it is needed after a crash.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            // Nobody else reads it: no lock to take and to give back with every statement.
            .locking_mode(SqliteLockingMode::Exclusive)
            // KiB, whatever the size of the document.
            .pragma("cache_size", "-32768")
            .disable_statement_logging();
        let mut on = options.connect().await?;
        sqlx::raw_sql(TABLES).execute(&mut on).await?;
        sqlx::raw_sql("BEGIN").execute(&mut on).await?;
        Ok(Self {
            on,
            waiting: Vec::with_capacity(BATCH),
            identities: Vec::new(),
            marks: Vec::new(),
            has_ends: false,
            count: 0,
            _folder: folder,
        })
    }

    /// How many rows there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Adds a row of the document, as its record said it.
    pub(crate) async fn add(&mut self, line: u64, row: &Row, record: &Record) -> Result<(), ImportError> {
        let (account, own) = place(row);
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        let email = match row {
            Row::Person(it) => {
                self.identities.extend(it.identities.iter().map(|it| (it.issuer.clone(), it.subject.clone(), line)));
                Some(it.email.key().to_owned())
            }
            Row::Product(_) | Row::Account(_) | Row::Domain(_) | Row::Contract(_) | Row::Entitlement(_) => None,
        };
        let text = serde_json::to_string(record).map_err(|it| ImportError::Internal(it.to_string()))?;
        self.waiting.push((line, Kind::of(row).number(), account.to_owned(), own, email, text));
        self.count += 1;
        if self.waiting.len() >= BATCH { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<(), ImportError> {
        if !self.waiting.is_empty() {
            let mut insert = sqlx::QueryBuilder::new("INSERT INTO rows (line, kind, account, key, email, record) ");
            insert.push_values(self.waiting.drain(..), |mut values, (line, kind, account, own, email, record)| {
                values.push_bind(line).push_bind(kind).push_bind(account).push_bind(own).push_bind(email).push_bind(record);
            });
            insert.build().execute(&mut self.on).await?;
        }
        if !self.identities.is_empty() {
            let mut insert = sqlx::QueryBuilder::new("INSERT INTO identities (issuer, subject, line) ");
            insert.push_values(self.identities.drain(..), |mut values, (issuer, subject, line)| {
                values.push_bind(issuer).push_bind(subject).push_bind(line);
            });
            insert.build().execute(&mut self.on).await?;
        }
        Ok(())
    }

    /// The document is complete. What stands in it twice.
    pub(crate) async fn complete(&mut self) -> Result<Vec<RecordFault>, ImportError> {
        self.flush().await?;
        sqlx::raw_sql("COMMIT").execute(&mut self.on).await?;
        sqlx::raw_sql(INDEXES).execute(&mut self.on).await?;
        let mut faults = Vec::new();
        for (kind, own, first, last) in sqlx::query_as::<_, (i64, String, i64, i64)>(TWICE).fetch_all(&mut self.on).await? {
            let kind = Kind::of_number(kind).map_or("row", Kind::as_str);
            faults.push(twice("id", last, format!("the {kind} {own} stands in line {first} already")));
        }
        let by_email = sqlx::query_as::<_, (String, i64, i64, String, String)>(TWICE_BY_EMAIL).fetch_all(&mut self.on).await?;
        for (email, first, last, one, other) in by_email {
            let what =
                if one == other { String::new() } else { format!(" with another account ({one}, {other}): a person belongs to one") };
            faults.push(twice("email", last, format!("{email} stands in line {first} already{what}")));
        }
        for (subject, first, last) in sqlx::query_as::<_, (String, i64, i64)>(TWICE_IDENTITY).fetch_all(&mut self.on).await? {
            faults.push(twice("identities", last, format!("the identity {subject} stands in line {first} already")));
        }
        faults.sort_by_key(|it| it.line);
        faults.dedup_by_key(|it| it.line);
        faults.truncate(FAULTS);
        Ok(faults)
    }

    /// Accounts of the document after this one, by id.
    pub(crate) async fn accounts_after(&mut self, after: &str, limit: i64) -> Result<Vec<String>, ImportError> {
        Ok(sqlx::query_scalar(ACCOUNTS).bind(after).bind(limit).fetch_all(&mut self.on).await?)
    }

    /// Rows of an account after this one, in the order in which they are applied.
    pub(crate) async fn rows_after(&mut self, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<StagedRow>, ImportError> {
        self.read(CHUNK, account, after, limit).await
    }

    /// The same among rows that say something new.
    pub(crate) async fn changed_after(&mut self, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<StagedRow>, ImportError> {
        self.read(CHANGED, account, after, limit).await
    }

    async fn read(&mut self, statement: &'static str, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<StagedRow>, ImportError> {
        let query = sqlx::query_scalar::<_, Option<String>>(statement);
        let found = query.bind(account).bind(after.kind).bind(after.key.as_str()).bind(limit).fetch_one(&mut self.on).await?;
        found.as_deref().unwrap_or_default().lines().map(read_row).collect()
    }

    /// Which of these keys of a kind the document names, whatever the account.
    pub(crate) async fn names(&mut self, kind: Kind, keys: &[String]) -> Result<Vec<String>, ImportError> {
        self.among("SELECT key FROM rows WHERE kind = ", Some(kind), " AND key IN (", keys).await
    }

    /// Which of these keys of addresses the document names.
    pub(crate) async fn names_email(&mut self, keys: &[String]) -> Result<Vec<String>, ImportError> {
        self.among("SELECT email FROM rows WHERE 1", None, " AND email IN (", keys).await
    }

    async fn among(
        &mut self,
        start: &'static str,
        kind: Option<Kind>,
        list: &'static str,
        keys: &[String],
    ) -> Result<Vec<String>, ImportError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = sqlx::QueryBuilder::new(start);
        if let Some(kind) = kind {
            query.push_bind(kind.number());
        }
        query.push(list);
        let mut values = query.separated(", ");
        for it in keys {
            values.push_bind(it);
        }
        query.push(")");
        Ok(query.build_query_scalar().fetch_all(&mut self.on).await?)
    }

    /// Which of these accounts the document says anything of.
    pub(crate) async fn accounts_among(&mut self, ids: &[String]) -> Result<Vec<String>, ImportError> {
        self.among("SELECT DISTINCT account FROM rows WHERE 1", None, " AND account IN (", ids).await
    }

    /// Whether a domain of the account has to go.
    pub(crate) async fn frees_domains(&mut self, account: &str) -> Result<bool, ImportError> {
        const FREES: &str = "SELECT 1 FROM ends WHERE account = $1 AND kind = 2 LIMIT 1";
        let found: Option<i64> = sqlx::query_scalar(FREES).bind(account).fetch_optional(&mut self.on).await?;
        Ok(found.is_some())
    }

    /// Whether the document has this row of an account, and not only its own.
    pub(crate) async fn has(&mut self, account: &str, kind: Kind, own: &str) -> Result<bool, ImportError> {
        const HAS: &str = "SELECT 1 FROM rows WHERE account = $1 AND kind = $2 AND key = $3";
        let found: Option<i64> = sqlx::query_scalar(HAS).bind(account).bind(kind.number()).bind(own).fetch_optional(&mut self.on).await?;
        Ok(found.is_some())
    }

    /// The row says something new.
    pub(crate) async fn mark(&mut self, line: u64) -> Result<(), ImportError> {
        self.marks.push(i64::try_from(line).unwrap_or(i64::MAX));
        if self.marks.len() >= MARKS { self.write_marks().await } else { Ok(()) }
    }

    async fn write_marks(&mut self) -> Result<(), ImportError> {
        if !self.marks.is_empty() {
            let mut update = sqlx::QueryBuilder::new(MARK);
            update.push_tuples(self.marks.drain(..), |mut values, line| {
                values.push_bind(line);
            });
            update.build().execute(&mut self.on).await?;
        }
        Ok(())
    }

    /// A row that is there and has to end.
    pub(crate) async fn add_end(&mut self, account: &str, kind: Kind, own: &str) -> Result<(), ImportError> {
        self.has_ends = true;
        sqlx::query(ADD_END).bind(account).bind(kind.number()).bind(own).execute(&mut self.on).await?;
        Ok(())
    }

    /// Whether anything has to end.
    pub(crate) fn has_ends(&self) -> bool {
        self.has_ends
    }

    /// The marks are written together.
    pub(crate) async fn begin(&mut self) -> Result<(), ImportError> {
        sqlx::raw_sql("BEGIN").execute(&mut self.on).await?;
        Ok(())
    }

    /// Makes the marks last.
    pub(crate) async fn commit(&mut self) -> Result<(), ImportError> {
        self.write_marks().await?;
        sqlx::raw_sql("COMMIT; CREATE INDEX IF NOT EXISTS rows_changed ON rows (account, kind, key) WHERE state = 1")
            .execute(&mut self.on)
            .await?;
        Ok(())
    }

    /// Accounts after this one in which there is something to do, by id.
    pub(crate) async fn with_work_after(&mut self, after: Option<&str>, limit: i64) -> Result<Vec<String>, ImportError> {
        // Nothing stands before the rows of no account.
        let Some(after) = after else {
            const FIRST: &str =
                "SELECT account FROM rows WHERE account = '' AND state = 1 UNION SELECT account FROM ends WHERE account = '' LIMIT 1";
            let first: Option<String> = sqlx::query_scalar(FIRST).fetch_optional(&mut self.on).await?;
            return match first {
                Some(it) => Ok(vec![it]),
                None => Ok(sqlx::query_scalar(TO_DO).bind("").bind(limit).fetch_all(&mut self.on).await?),
            };
        };
        Ok(sqlx::query_scalar(TO_DO).bind(after).bind(limit).fetch_all(&mut self.on).await?)
    }

    /// Rows of an account that have to end, after this one.
    pub(crate) async fn ends_after(&mut self, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<(Kind, String)>, ImportError> {
        let query = sqlx::query_as::<_, (i64, String)>(ENDS);
        let found = query.bind(account).bind(after.kind).bind(after.key.as_str()).bind(limit).fetch_all(&mut self.on).await?;
        Ok(found.into_iter().filter_map(|(kind, own)| Some((Kind::of_number(kind)?, own))).collect())
    }

    /// Gives the file up.
    pub(crate) async fn close(self) -> Result<(), ImportError> {
        Ok(self.on.close().await?)
    }
}

/// How far rows of an account were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowCursor {
    kind: i64,
    key: String,
}

impl RowCursor {
    /// Before the first.
    pub(crate) fn start() -> Self {
        Self { kind: -1, key: String::new() }
    }

    /// After this row.
    pub(crate) fn after(row: &Row) -> Self {
        Self { kind: Kind::of(row).number(), key: place(row).1 }
    }

    /// After this end.
    pub(crate) fn after_end(kind: Kind, own: &str) -> Self {
        Self { kind: kind.number(), key: own.to_owned() }
    }
}

/// Reads a line that has the number of the document's line and the record.
fn read_row(text: &str) -> Result<StagedRow, ImportError> {
    let (line, record) = text.split_once(' ').unwrap_or_default();
    let broken = || ImportError::Internal(format!("line {line} cannot be read again"));
    let record = super::read::read_line(record.as_bytes()).map_err(|_| broken())?;
    let row = domicile_model::operator::check_record(&record).map_err(|_| broken())?;
    Ok(StagedRow { line: line.parse().map_err(|_| broken())?, row })
}

fn twice(field: &str, line: i64, message: String) -> RecordFault {
    Fault::of(field, FaultCode::Twice, message).to_wire(u64::try_from(line).ok())
}
