//! One line of JSON Lines.

use domicile_model::operator::{Fault, FaultCode};
use domicile_model::wire::Record;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The member that says which kind of record it is.
const KIND: &str = "record";

/// Reads it.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn read(line: &[u8]) -> Result<Record, Vec<Fault>> {
    // A list with the members in their order would be taken as well.
    let is_object = line.trim_ascii_start().starts_with(b"{");
    match serde_json::from_slice(line) {
        Ok(record) if is_object => Ok(record),
        // What is wrong with it is found by reading it once more, member by member.
        Ok(_) | Err(_) => read_object(line),
    }
    .map_err(|fault| vec![fault])
}

fn read_object(line: &[u8]) -> Result<Record, Fault> {
    let mut object: Map<String, Value> = serde_json::from_slice(line).map_err(|error| {
        let message = if error.is_eof() {
            "the line is cut off: it ends in the middle of an object".to_owned()
        } else {
            format!("the line is no JSON object, column {}: one object a line", error.column())
        };
        Fault::whole(FaultCode::Malformed, message)
    })?;
    let kind = object.remove(KIND);
    let kind = kind.as_ref().and_then(Value::as_str);
    match kind {
        Some("product") => member(object).map(Record::Product),
        Some("account") => member(object).map(Record::Account),
        Some("domain") => member(object).map(Record::Domain),
        Some("contract") => member(object).map(Record::Contract),
        Some("entitlement") => member(object).map(Record::Entitlement),
        Some("person") => member(object).map(Record::Person),
        Some(other) => {
            let message = format!("“{other}” is no kind of record: product, account, domain, contract, entitlement, person");
            Err(Fault::of(KIND, FaultCode::UnknownRecord, message))
        }
        None => Err(Fault::of(KIND, FaultCode::Missing, "which kind of record is it? product, account, domain, …")),
    }
}

fn member<T: DeserializeOwned>(object: Map<String, Value>) -> Result<T, Fault> {
    serde_path_to_error::deserialize(Value::Object(object)).map_err(|error| {
        let path = error.path().to_string();
        let said = error.inner().to_string();
        let named = |what: &str| said.strip_prefix(what).and_then(|it| it.split('`').next()).map(str::to_owned);
        if let Some(field) = named("missing field `") {
            return Fault::of(&field, FaultCode::Missing, "it has to be there");
        }
        if let Some(field) = named("unknown field `") {
            return Fault::of(&field, FaultCode::UnknownMember, "there is no such member");
        }
        // Only what is wrong, never the value: a line may hold anything.
        Fault { field: (path != ".").then_some(path), code: FaultCode::Invalid, message: said }
    })
}
