//! A document, row by row, in a file of its own until it is applied: sorted by account, however it was written, and never whole in memory.

use super::ImportError;
use crate::store::sqlite;
use domicile_model::operator::{Fault, FaultCode, Row};
use domicile_model::wire::{Record, RecordFault};
use rusqlite::types::ToSql;
use rusqlite::{Connection, Params, params};
use std::collections::VecDeque;
use tempfile::TempDir;

/// How many statements it keeps prepared: more than there are texts.
const STATEMENTS: usize = 64;
/// How many faults are told.
pub(crate) const FAULTS: usize = 100;

/// Nothing of it is needed after a crash, and nobody else reads it: no lock to take and to give back with every statement. It keeps so much of
/// it in memory (KiB), whatever the size of the document, and its indexes are sorted by a second thread as well.
const PRAGMAS: &str = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384; \
                       PRAGMA threads = 1";
const TABLES: &str = "CREATE TABLE rows (line INTEGER PRIMARY KEY, kind INTEGER NOT NULL, account TEXT NOT NULL, key TEXT NOT NULL, \
                      email TEXT, record TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0) STRICT; \
                      CREATE TABLE identities (issuer TEXT NOT NULL, subject TEXT NOT NULL, line INTEGER NOT NULL) STRICT; \
                      CREATE TABLE ends (account TEXT NOT NULL, kind INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (account, kind, key)) STRICT";
const INDEXES: &str = "CREATE INDEX rows_by_account ON rows (account, kind, key); CREATE INDEX rows_by_key ON rows (kind, key, account); \
                       CREATE INDEX rows_by_email ON rows (email) WHERE email IS NOT NULL; CREATE INDEX identities_by_name ON identities (issuer, subject, line)";
// Each of them reads one index in its order, and of the table what stands twice. Of contract countries the key is one among those of an
// account.
const TWICE: &str = "SELECT kind, key, MIN(line) AS first, MAX(line) AS last FROM rows WHERE kind <> 3 GROUP BY kind, key HAVING COUNT(*) > 1 \
                     UNION ALL SELECT kind, key, MIN(line), MAX(line) FROM rows WHERE kind = 3 GROUP BY key, account HAVING COUNT(*) > 1 \
                     ORDER BY last LIMIT 100";
const TWICE_BY_EMAIL: &str = "SELECT email, MIN(line), MAX(line), MIN(account), MAX(account) FROM rows WHERE email IN \
                              (SELECT email FROM rows WHERE email IS NOT NULL GROUP BY email HAVING COUNT(*) > 1) \
                              GROUP BY email ORDER BY MAX(line) LIMIT 100";
const TWICE_IDENTITY: &str =
    "SELECT subject, MIN(line), MAX(line) FROM identities GROUP BY issuer, subject HAVING COUNT(*) > 1 ORDER BY MAX(line) LIMIT 100";
const SORTED: &str = "SELECT line, account, kind, key, record FROM rows WHERE (account, kind, key) > ($1, $2, $3) \
                      ORDER BY account, kind, key LIMIT $4";
const CHANGED: &str =
    "SELECT line, kind, record FROM rows WHERE account = $1 AND state = 1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4";
const TO_DO: &str = "SELECT account FROM (SELECT DISTINCT account FROM rows WHERE state = 1 AND account > $1 UNION \
                     SELECT DISTINCT account FROM ends WHERE account > $1) ORDER BY account LIMIT $2";
const ENDS: &str = "SELECT kind, key FROM ends WHERE account = $1 AND (kind, key) > ($2, $3) ORDER BY kind, key LIMIT $4";
const MARK: &str = "UPDATE rows SET state = 1 WHERE line = $1";
const ADD: &str = "INSERT INTO rows (line, kind, account, key, email, record) VALUES ($1, $2, $3, $4, $5, $6)";
const ADD_IDENTITY: &str = "INSERT INTO identities (issuer, subject, line) VALUES ($1, $2, $3)";
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
    on: Connection,
    has_ends: bool,
    count: u64,
    _folder: TempDir,
}

impl Staging {
    /// An empty one, in the folder for temporary files.
    pub(crate) fn new() -> Result<Self, ImportError> {
        let folder = tempfile::Builder::new().prefix("domicile-import").tempdir()?;
        let on = Connection::open(folder.path().join("rows.sqlite3")).map_err(failed)?;
        on.set_prepared_statement_cache_capacity(STATEMENTS);
        on.execute_batch(&[PRAGMAS, ";", TABLES, "; BEGIN"].concat()).map_err(failed)?;
        Ok(Self { on, has_ends: false, count: 0, _folder: folder })
    }

    /// How many rows there are.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Adds a row of the document, with the text of its record ([`text_of`]).
    pub(crate) fn add(&mut self, line: u64, row: &Row, text: &str) -> Result<(), ImportError> {
        let (account, own) = place(row);
        let line = i64::try_from(line).unwrap_or(i64::MAX);
        let person = match row {
            Row::Person(it) => Some(it),
            Row::Product(_) | Row::Account(_) | Row::Domain(_) | Row::Contract(_) | Row::Entitlement(_) => None,
        };
        let email = person.map(|it| it.email.key());
        self.insert(ADD, params![line, Kind::of(row).number(), account, own, email, text])?;
        for it in person.into_iter().flat_map(|it| &it.identities) {
            self.insert(ADD_IDENTITY, params![it.issuer, it.subject, line])?;
        }
        self.count += 1;
        Ok(())
    }

    /// Inserts a row, of which there are so many that looking for the name of each value would show.
    fn insert(&self, statement: &str, values: impl Params) -> Result<(), ImportError> {
        self.on.prepare_cached(statement).and_then(|mut it| it.execute(values)).map_err(failed)?;
        Ok(())
    }

    /// The document is complete. What stands in it twice.
    pub(crate) fn complete(&mut self) -> Result<Vec<RecordFault>, ImportError> {
        sqlite::off_the_loop(|| self.on.execute_batch(&["COMMIT; ", INDEXES].concat())).map_err(failed)?;
        let mut faults = Vec::new();
        for (kind, own, first, last) in sqlite::rows::<(i64, String, i64, i64)>(&self.on, TWICE, &[])? {
            let kind = Kind::of_number(kind).map_or("row", Kind::as_str);
            faults.push(twice("id", last, format!("the {kind} {own} stands in line {first} already")));
        }
        for (email, first, last, one, other) in sqlite::rows::<(String, i64, i64, String, String)>(&self.on, TWICE_BY_EMAIL, &[])? {
            let what =
                if one == other { String::new() } else { format!(" with another account ({one}, {other}): a person belongs to one") };
            faults.push(twice("email", last, format!("{email} stands in line {first} already{what}")));
        }
        for (subject, first, last) in sqlite::rows::<(String, i64, i64)>(&self.on, TWICE_IDENTITY, &[])? {
            faults.push(twice("identities", last, format!("the identity {subject} stands in line {first} already")));
        }
        faults.sort_by_key(|it| it.line);
        faults.dedup_by_key(|it| it.line);
        faults.truncate(FAULTS);
        Ok(faults)
    }

    /// Rows of the document after this place, by account, in the order in which they are applied, still to be read.
    pub(crate) fn sorted_after(&self, after: &DocumentCursor, limit: i64) -> Result<SortedTexts, ImportError> {
        let (account, RowCursor { kind, key }) = (&after.account, &after.row);
        Ok(SortedTexts(sqlite::rows(&self.on, SORTED, &[account, kind, key, &limit])?))
    }

    /// Rows of an account that say something new, after this one, in the order in which they are applied.
    pub(crate) fn changed_after(&self, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<StagedRow>, ImportError> {
        let found = sqlite::rows::<(i64, i64, String)>(&self.on, CHANGED, &[&account, &after.kind, &after.key, &limit])?;
        found.into_iter().map(|(line, kind, text)| read_row(line, kind, &text)).collect()
    }

    fn texts(&self, statement: &str, args: &[&dyn ToSql]) -> Result<Vec<String>, ImportError> {
        Ok(sqlite::rows::<(String,)>(&self.on, statement, args)?.into_iter().map(|it| it.0).collect())
    }

    /// Which of these keys of a kind the document names, whatever the account.
    pub(crate) fn names(&self, kind: Kind, keys: &[String]) -> Result<Vec<String>, ImportError> {
        self.found("SELECT 1 FROM rows WHERE key = $1 AND kind = $2", keys, &[&kind.number()])
    }

    /// Which of these keys of addresses the document names.
    pub(crate) fn names_email(&self, keys: &[String]) -> Result<Vec<String>, ImportError> {
        self.found("SELECT 1 FROM rows WHERE email = $1", keys, &[])
    }

    /// Which of these accounts the document says anything of.
    pub(crate) fn accounts_among(&self, ids: &[String]) -> Result<Vec<String>, ImportError> {
        self.found("SELECT 1 FROM rows WHERE account = $1 LIMIT 1", ids, &[])
    }

    /// Which of these texts, the first argument, the statement finds something for.
    fn found(&self, statement: &str, texts: &[String], others: &[&dyn ToSql]) -> Result<Vec<String>, ImportError> {
        let mut found = Vec::new();
        for text in texts {
            if self.is_there(statement, &[&[text as &dyn ToSql], others].concat())? {
                found.push(text.clone());
            }
        }
        Ok(found)
    }

    fn is_there(&self, statement: &str, args: &[&dyn ToSql]) -> Result<bool, ImportError> {
        Ok(sqlite::row::<(i64,)>(&self.on, statement, args)?.is_some())
    }

    /// Whether a domain of the account has to go.
    pub(crate) fn frees_domains(&self, account: &str) -> Result<bool, ImportError> {
        self.is_there("SELECT 1 FROM ends WHERE account = $1 AND kind = 2 LIMIT 1", &[&account])
    }

    /// Whether the document has this row of an account, and not only its own.
    pub(crate) fn has(&self, account: &str, kind: Kind, own: &str) -> Result<bool, ImportError> {
        self.is_there("SELECT 1 FROM rows WHERE account = $1 AND kind = $2 AND key = $3", &[&account, &kind.number(), &own])
    }

    /// The row says something new.
    pub(crate) fn mark(&self, line: u64) -> Result<(), ImportError> {
        sqlite::run(&self.on, MARK, &[&i64::try_from(line).unwrap_or(i64::MAX)])?;
        Ok(())
    }

    /// A row that is there and has to end.
    pub(crate) fn add_end(&mut self, account: &str, kind: Kind, own: &str) -> Result<(), ImportError> {
        self.has_ends = true;
        sqlite::run(&self.on, ADD_END, &[&account, &kind.number(), &own])?;
        Ok(())
    }

    /// Whether anything has to end.
    pub(crate) fn has_ends(&self) -> bool {
        self.has_ends
    }

    /// The marks are written together.
    pub(crate) fn begin(&self) -> Result<(), ImportError> {
        self.on.execute_batch("BEGIN").map_err(failed)
    }

    /// Makes the marks last.
    pub(crate) fn commit(&self) -> Result<(), ImportError> {
        const DONE: &str = "COMMIT; CREATE INDEX IF NOT EXISTS rows_changed ON rows (account, kind, key) WHERE state = 1";
        sqlite::off_the_loop(|| self.on.execute_batch(DONE)).map_err(failed)
    }

    /// Accounts after this one in which there is something to do, by id.
    pub(crate) fn with_work_after(&self, after: Option<&str>, limit: i64) -> Result<Vec<String>, ImportError> {
        // Nothing stands before the rows of no account.
        let Some(after) = after else {
            const FIRST: &str =
                "SELECT account FROM rows WHERE account = '' AND state = 1 UNION SELECT account FROM ends WHERE account = '' LIMIT 1";
            let first = self.texts(FIRST, &[])?;
            return if first.is_empty() { self.texts(TO_DO, &[&NO_ACCOUNT, &limit]) } else { Ok(first) };
        };
        self.texts(TO_DO, &[&after, &limit])
    }

    /// Rows of an account that have to end, after this one.
    pub(crate) fn ends_after(&self, account: &str, after: &RowCursor, limit: i64) -> Result<Vec<(Kind, String)>, ImportError> {
        let found = sqlite::rows::<(i64, String)>(&self.on, ENDS, &[&account, &after.kind, &after.key, &limit])?;
        Ok(found.into_iter().filter_map(|(kind, own)| Some((Kind::of_number(kind)?, own))).collect())
    }
}

/// Rows as they stand in the file, of one account after the other: what is left of reading them needs no file.
pub(crate) struct SortedTexts(Vec<(i64, String, i64, String, String)>);

impl SortedTexts {
    /// The place after the last; nothing where there is none.
    pub(crate) fn end(&self) -> Option<DocumentCursor> {
        self.0
            .last()
            .map(|(_, account, kind, key, _)| DocumentCursor { account: account.clone(), row: RowCursor { kind: *kind, key: key.clone() } })
    }

    /// Reads them: each with its account.
    pub(crate) fn read(self) -> Result<VecDeque<(String, StagedRow)>, ImportError> {
        self.0.into_iter().map(|(line, account, kind, _, text)| Ok((account, read_row(line, kind, &text)?))).collect()
    }
}

/// How far the document was read.
pub(crate) struct DocumentCursor {
    account: String,
    row: RowCursor,
}

impl DocumentCursor {
    /// Before the first row.
    pub(crate) fn start() -> Self {
        Self { account: NO_ACCOUNT.to_owned(), row: RowCursor::start() }
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

/// What a record says, for [`Staging::add`]: without its kind, which stands beside it.
pub(crate) fn text_of(record: &Record) -> String {
    let text = match record {
        Record::Product(it) => serde_json::to_string(it),
        Record::Account(it) => serde_json::to_string(it),
        Record::Domain(it) => serde_json::to_string(it),
        Record::Contract(it) => serde_json::to_string(it),
        Record::Entitlement(it) => serde_json::to_string(it),
        Record::Person(it) => serde_json::to_string(it),
    };
    // Texts, numbers and lists of them always make a text; were one missing, it could not be read again, which is told.
    text.unwrap_or_default()
}

/// Reads what a row of the document said.
fn read_row(line: i64, kind: i64, text: &str) -> Result<StagedRow, ImportError> {
    let broken = || ImportError::Internal(format!("line {line} cannot be read again"));
    let record = match Kind::of_number(kind).ok_or_else(broken)? {
        Kind::Product => serde_json::from_str(text).map(Record::Product),
        Kind::Account => serde_json::from_str(text).map(Record::Account),
        Kind::Domain => serde_json::from_str(text).map(Record::Domain),
        Kind::Contract => serde_json::from_str(text).map(Record::Contract),
        Kind::Entitlement => serde_json::from_str(text).map(Record::Entitlement),
        Kind::Person => serde_json::from_str(text).map(Record::Person),
    };
    let record = record.map_err(|_| broken())?;
    let row = domicile_model::operator::check_record(&record).map_err(|_| broken())?;
    Ok(StagedRow { line: line.try_into().map_err(|_| broken())?, row })
}

fn failed(error: rusqlite::Error) -> ImportError {
    sqlite::failure_of(error).into()
}

fn twice(field: &str, line: i64, message: String) -> RecordFault {
    Fault::of(field, FaultCode::Twice, message).to_wire(u64::try_from(line).ok())
}
