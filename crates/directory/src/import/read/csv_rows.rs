//! A table: its header says what it holds.

use super::Read1;
use csv::{ByteRecord, ReaderBuilder, Terminator};
use domicile_model::operator::{Fault, FaultCode};
use domicile_model::wire::{EntitlementRecord, IdentityRecord, PersonRecord, Record};
use std::io::{BufRead, Read as _};

/// What stands between the values of a cell that holds several.
const SEVERAL: [char; 3] = [' ', '|', ','];
/// Columns of tables of entitlements.
const OF_ENTITLEMENTS: &[&str] =
    &["id", "account", "product", "edition", "usageType", "countries", "roles", "groups", "seats", "starts", "ends", "graceDays"];
/// Columns of tables of people.
const OF_PEOPLE: &[&str] = &["id", "email", "displayName", "locale", "account", "roles", "country", "issuer", "subject"];

/// Reads a table whose header is this line.
pub(super) fn read<E: From<std::io::Error>>(
    header: &[u8],
    line: u64,
    rest: impl BufRead,
    mut each: impl FnMut(Read1) -> Result<(), E>,
) -> Result<(), E> {
    let delimiter = delimiter(header);
    // With the line feed alone as the end: a carriage return before it goes with the blanks around the last cell, and lines are counted right.
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .has_headers(false)
        .flexible(true)
        .from_reader(header.chain(rest));
    let mut row = ByteRecord::new();
    let Ok(true) = reader.read_byte_record(&mut row) else { return each((line, Err(vec![no_table()]))) };
    let columns = match columns(&row) {
        Ok(it) => it,
        Err(faults) => return each((line, Err(faults))),
    };
    loop {
        match reader.read_byte_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) if row.iter().all(|it| it.iter().all(u8::is_ascii_whitespace)) => {}
            Ok(true) => {
                let at = row.position().map_or(0, csv::Position::line) + line - 1;
                each((at, columns.record(&row).map_err(|fault| vec![fault])))?;
            }
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(error.into()),
                other => {
                    let message = format!("the row cannot be read: {other:?}");
                    return each((reader.position().line() + line - 1, Err(vec![Fault::whole(FaultCode::Malformed, message)])));
                }
            },
        }
    }
}

/// Whatever separates most columns.
fn delimiter(header: &[u8]) -> u8 {
    let count = |it: u8| header.iter().filter(|byte| **byte == it).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|it| (count(*it), std::cmp::Reverse(*it))).unwrap_or(b',')
}

fn no_table() -> Fault {
    let message =
        "it is neither JSON Lines nor a table with a header of entitlements (id, account, product, starts, …) or people (email, …)";
    Fault::whole(FaultCode::Malformed, message)
}

/// Which column holds what.
struct Columns {
    names: Vec<&'static str>,
    people: bool,
}

/// A name as it is compared: `Display name`, `display_name` and `displayName` are one.
fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

fn columns(header: &ByteRecord) -> Result<Columns, Vec<Fault>> {
    let typed: Vec<String> = header.iter().map(|it| String::from_utf8_lossy(it).trim().to_owned()).collect();
    let has = |name: &str| typed.iter().any(|it| bare(it) == name);
    let (known, people) = match (has("product"), has("email")) {
        (true, false) => (OF_ENTITLEMENTS, false),
        (false, true) => (OF_PEOPLE, true),
        (true, true) | (false, false) => return Err(vec![no_table()]),
    };
    let mut faults = Vec::new();
    let mut names = Vec::new();
    for it in &typed {
        match known.iter().find(|name| bare(name) == bare(it)) {
            Some(name) if names.contains(name) => faults.push(Fault::of(it, FaultCode::Twice, "two columns have this name")),
            Some(name) => names.push(*name),
            None => {
                faults.push(Fault::of(it, FaultCode::UnknownMember, format!("there is no such column: {}", known.join(", "))));
            }
        }
    }
    let needed: &[&str] = if people { &["email"] } else { &["id", "account", "product", "starts"] };
    for name in needed.iter().filter(|it| !names.contains(it)) {
        faults.push(Fault::of(name, FaultCode::Missing, "the table has no such column"));
    }
    if faults.is_empty() { Ok(Columns { names, people }) } else { Err(faults) }
}

impl Columns {
    fn record(&self, row: &ByteRecord) -> Result<Record, Fault> {
        if row.len() != self.names.len() {
            let message = format!("the row has {} cells, the header {}", row.len(), self.names.len());
            return Err(Fault::whole(FaultCode::Malformed, message));
        }
        let mut cells = Vec::with_capacity(self.names.len());
        for (name, cell) in self.names.iter().zip(row.iter()) {
            let cell = std::str::from_utf8(cell)
                .map_err(|_| Fault::of(name, FaultCode::Malformed, "the cell is not UTF-8: save the table as UTF-8"))?;
            cells.push((*name, cell.trim()));
        }
        let row = Cells(cells);
        if self.people { row.person().map(Record::Person) } else { row.entitlement().map(Record::Entitlement) }
    }
}

/// The cells of a row, each with its column.
struct Cells<'a>(Vec<(&'static str, &'a str)>);

impl Cells<'_> {
    /// What the cell holds; an empty one holds nothing.
    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1).filter(|it| !it.is_empty()).map(str::to_owned)
    }

    fn need(&self, name: &'static str) -> Result<String, Fault> {
        self.get(name).ok_or_else(|| Fault::of(name, FaultCode::Missing, "the cell is empty"))
    }

    fn several(&self, name: &str) -> Vec<String> {
        self.get(name).iter().flat_map(|it| it.split(SEVERAL)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    fn number<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>, Fault> {
        let parse = |it: String| it.parse().map_err(|_| Fault::of(name, FaultCode::Invalid, format!("“{it}” is no number here")));
        self.get(name).map(parse).transpose()
    }

    fn entitlement(&self) -> Result<EntitlementRecord, Fault> {
        Ok(EntitlementRecord {
            id: self.need("id")?,
            account: self.need("account")?,
            product: self.need("product")?,
            edition: self.get("edition"),
            usage_type: self.get("usageType"),
            countries: self.several("countries"),
            roles: self.several("roles"),
            groups: self.several("groups"),
            seats: self.number("seats")?,
            starts: self.need("starts")?,
            ends: self.get("ends"),
            grace_days: self.number("graceDays")?.unwrap_or_default(),
        })
    }

    fn person(&self) -> Result<PersonRecord, Fault> {
        let identity = match (self.get("issuer"), self.get("subject")) {
            (Some(issuer), Some(subject)) => Some(IdentityRecord { issuer, subject }),
            (None, None) => None,
            (Some(_), None) => return Err(Fault::of("subject", FaultCode::Missing, "an issuer without a subject says nothing")),
            (None, Some(_)) => return Err(Fault::of("issuer", FaultCode::Missing, "a subject without its issuer says nothing")),
        };
        let roles = self.several("roles");
        Ok(PersonRecord {
            id: self.get("id"),
            email: self.need("email")?,
            display_name: self.get("displayName"),
            locale: self.get("locale"),
            account: self.get("account"),
            roles: (!roles.is_empty()).then_some(roles),
            country: self.get("country"),
            identities: identity.into_iter().collect(),
        })
    }
}
