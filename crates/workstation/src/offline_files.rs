//! Files that people carry between a computer with a network and one without: a request, licences, a return. What they look like, and
//! telling them apart. Nothing here believes what is inside: `domicile-policy` verifies licences, the service everything else.

use crate::failure::Cause;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domicile_model::check_out::MAX_DAYS;
use domicile_model::text::{NAME_MAX, clean};
use domicile_model::wire::{CheckOutMachine, MyCheckOut};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The largest file, in bytes.
pub const LARGEST: usize = 2 * 1024 * 1024;
/// The most check-outs in one file: as many as one machine keeps.
const MOST: usize = 64;
/// The longest id.
const LONGEST_ID: usize = 200;

const REQUEST: &str = "domicile.check-out-request/1";
const LICENCES: &str = "domicile.licence-file/1";
const RETURN: &str = "domicile.check-out-return/1";

/// What came of a file that was opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Imported {
    /// The service was asked for a check-out on the computer that the file names.
    Asked(Box<MyCheckOut>),
    /// Licences are in place on this computer.
    Licences {
        /// Products that are checked out here now, by name.
        checked_out: Vec<String>,
        /// Until when the licence file lasts, where it says so.
        valid_until: Option<Timestamp>,
    },
    /// The service knows that these were given back.
    Returned(Vec<MyCheckOut>),
}

/// A file that was carried here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OfflineFile {
    Request(RequestFile),
    Licences(Box<LicenceFile>),
    Return(ReturnFile),
}

/// A wish of a computer without a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RequestFile {
    schema: String,
    /// The operator whose licences they are, as in the root of trust.
    pub(crate) issuer: String,
    /// The person's id.
    pub(crate) subject: String,
    /// The computer.
    pub(crate) machine: CheckOutMachine,
    /// The product's id.
    pub(crate) product: String,
    /// For how many days.
    pub(crate) days: u16,
}

/// Licences for a computer without a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LicenceFile {
    schema: String,
    /// The computer.
    pub(crate) machine: CheckOutMachine,
    /// The policy for it, a compact JWS.
    pub(crate) policy: String,
    /// The key set to read it by.
    pub(crate) keys: Value,
    /// The check-outs for it, compact JWS.
    pub(crate) check_outs: Vec<String>,
}

/// Check-outs that were given back on a computer without a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReturnFile {
    schema: String,
    /// Whose service.
    pub(crate) issuer: String,
    /// The directory's id of the person.
    pub(crate) subject: String,
    /// The computer.
    pub(crate) machine: CheckOutMachine,
    /// The check-outs.
    pub(crate) ids: Vec<String>,
}

impl RequestFile {
    pub(crate) fn new(issuer: String, subject: String, machine: CheckOutMachine, product: String, days: u16) -> Self {
        Self { schema: REQUEST.to_owned(), issuer, subject, machine, product, days }
    }
}

impl LicenceFile {
    pub(crate) fn new(machine: CheckOutMachine, policy: String, keys: Value, check_outs: Vec<String>) -> Self {
        Self { schema: LICENCES.to_owned(), machine, policy, keys, check_outs }
    }

    /// Whom the policy says it is for. Unverified: it only chooses what the policy is then verified against.
    pub(crate) fn subject(&self) -> Option<String> {
        let payload = URL_SAFE_NO_PAD.decode(self.policy.split('.').nth(1)?).ok()?;
        let claims: Value = serde_json::from_slice(&payload).ok()?;
        claims.get("sub")?.as_str().map(str::to_owned)
    }
}

impl ReturnFile {
    pub(crate) fn new(issuer: String, subject: String, machine: CheckOutMachine, ids: Vec<String>) -> Self {
        Self { schema: RETURN.to_owned(), issuer, subject, machine, ids }
    }
}

/// The text of a file.
pub(crate) fn write(file: &impl Serialize) -> Result<String, Cause> {
    let text = serde_json::to_string_pretty(file).map_err(|it| Cause::Unexpected { reason: it.to_string() })?;
    if text.len() > LARGEST { Err(Cause::FileTooLarge) } else { Ok(text + "\n") }
}

/// Reads a file of any of the three kinds.
///
/// # Errors
/// It is too large, or none of them.
pub(crate) fn parse(text: &str) -> Result<OfflineFile, Cause> {
    if text.len() > LARGEST {
        return Err(Cause::FileTooLarge);
    }
    // Editors of some systems put a mark before the text.
    let text = text.trim_start_matches('\u{feff}');
    let value: Value = serde_json::from_str(text).map_err(|_| Cause::FileNotOurs)?;
    let schema = value.get("schema").and_then(Value::as_str).unwrap_or_default().to_owned();
    let carried = match schema.as_str() {
        REQUEST => serde_json::from_value(value).map(OfflineFile::Request),
        LICENCES => serde_json::from_value(value).map(OfflineFile::Licences),
        RETURN => serde_json::from_value(value).map(OfflineFile::Return),
        other if other.starts_with("domicile.") => return Err(Cause::FileOfLaterVersion),
        _ => return Err(Cause::FileNotOurs),
    };
    carried.ok().filter(is_sound).ok_or(Cause::FileDamaged)
}

/// The computer that a request is for.
///
/// # Errors
/// It is no request.
pub fn machine_of_request(text: &str) -> Result<CheckOutMachine, Cause> {
    match parse(text)? {
        OfflineFile::Request(it) => Ok(it.machine),
        OfflineFile::Licences(_) | OfflineFile::Return(_) => Err(Cause::FileNotOurs),
    }
}

/// Whether everything in it is within what such a file may say.
fn is_sound(carried: &OfflineFile) -> bool {
    let id = |it: &str| !it.trim().is_empty() && it.len() <= LONGEST_ID && !it.chars().any(char::is_control);
    // The same that the service does with other people's text: what it would refuse is refused here.
    let named = |it: &CheckOutMachine| id(&it.id) && clean(&it.name, NAME_MAX).is_ok();
    match carried {
        OfflineFile::Request(it) => {
            named(&it.machine) && id(&it.issuer) && id(&it.subject) && id(&it.product) && (1..=MAX_DAYS).contains(&it.days)
        }
        OfflineFile::Licences(it) => named(&it.machine) && it.check_outs.len() <= MOST,
        OfflineFile::Return(it) => {
            let some = !it.ids.is_empty() && it.ids.len() <= MOST && it.ids.iter().all(|it| id(it));
            named(&it.machine) && id(&it.issuer) && id(&it.subject) && some
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn machine() -> CheckOutMachine {
        CheckOutMachine { id: "m-1".to_owned(), name: "ana-tower".to_owned() }
    }

    fn mark_returned(ids: Vec<String>) -> ReturnFile {
        ReturnFile::new("domicile-demo".to_owned(), "ana-costa".to_owned(), machine(), ids)
    }

    fn request() -> RequestFile {
        RequestFile::new("domicile-demo".to_owned(), "ana-costa".to_owned(), machine(), "bridge-modeler".to_owned(), 14)
    }

    fn with(change: impl FnOnce(&mut Value)) -> Result<OfflineFile, Cause> {
        let mut value = serde_json::to_value(request()).unwrap();
        change(&mut value);
        parse(&value.to_string())
    }

    #[test]
    fn each_kind_reads_back_as_it_was_written() {
        let licences = LicenceFile::new(machine(), "a.e30.c".to_owned(), json!({"payload": "p"}), vec!["x.y.z".to_owned()]);
        let back = mark_returned(vec!["out-1".to_owned()]);
        assert_eq!(parse(&write(&request()).unwrap()), Ok(OfflineFile::Request(request())));
        assert_eq!(parse(&write(&licences).unwrap()), Ok(OfflineFile::Licences(Box::new(licences))));
        assert_eq!(parse(&write(&back).unwrap()), Ok(OfflineFile::Return(back)));
    }

    #[test]
    fn the_members_are_those_that_others_write() {
        let value: Value = serde_json::from_str(&write(&request()).unwrap()).unwrap();
        assert_eq!(
            value,
            json!({
                "schema": "domicile.check-out-request/1", "issuer": "domicile-demo", "subject": "ana-costa",
                "machine": {"id": "m-1", "name": "ana-tower"}, "product": "bridge-modeler", "days": 14,
            })
        );
        let licences = LicenceFile::new(machine(), String::new(), Value::Null, vec![]);
        let value = serde_json::to_value(licences).unwrap();
        assert_eq!(value["schema"], "domicile.licence-file/1");
        assert!(value["checkOuts"].is_array() && value["keys"].is_null());
        assert_eq!(serde_json::to_value(mark_returned(vec![])).unwrap()["schema"], "domicile.check-out-return/1");
    }

    #[test]
    fn what_is_none_of_them_says_which_way() {
        assert_eq!(parse(""), Err(Cause::FileNotOurs));
        assert_eq!(parse("[1, 2]"), Err(Cause::FileNotOurs));
        assert_eq!(parse("{\"schema\": \"cargo/1\"}"), Err(Cause::FileNotOurs));
        assert_eq!(parse("{\"schema\": \"domicile.licence-file/2\"}"), Err(Cause::FileOfLaterVersion));
        assert_eq!(parse("{\"schema\": \"domicile.licence-file/1\"}"), Err(Cause::FileDamaged));
        assert_eq!(parse(&" ".repeat(LARGEST + 1)), Err(Cause::FileTooLarge));
    }

    #[test]
    fn what_no_such_file_says_is_damage() {
        assert!(with(|_| ()).is_ok());
        assert!(with(|it| it["later"] = json!(1)).is_ok(), "what a later version adds is not read");
        for (member, value) in [
            ("days", json!(0)),
            ("days", json!(31)),
            ("days", json!(-1)),
            ("product", json!(" ")),
            ("product", json!("a\nb")),
            ("subject", json!("x".repeat(201))),
            ("issuer", json!("")),
            ("machine", json!({"id": "", "name": "x"})),
            ("machine", json!({"id": "m"})),
        ] {
            assert_eq!(with(|it| it[member] = value.clone()), Err(Cause::FileDamaged), "{member} {value}");
        }
        let none = mark_returned(vec![]);
        assert_eq!(parse(&write(&none).unwrap()), Err(Cause::FileDamaged));
        let many = mark_returned(vec!["x".to_owned(); MOST + 1]);
        assert_eq!(parse(&write(&many).unwrap()), Err(Cause::FileDamaged));
    }

    #[test]
    fn whom_licences_are_for_is_read_from_the_policy() {
        let policy = |claims: Value| format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let subject = |policy: String| LicenceFile::new(machine(), policy, Value::Null, vec![]).subject();
        assert_eq!(subject(policy(json!({"sub": "ana-costa"}))).as_deref(), Some("ana-costa"));
        for bad in ["", "a", "a.b.c", "a.!.c", &policy(json!({})), &policy(json!({"sub": 7}))] {
            assert_eq!(subject(bad.to_owned()), None, "{bad}");
        }
    }
}
