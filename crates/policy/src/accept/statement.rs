//! What a policy states, as a hash: everything that was signed but the machine's display name (a machine may be renamed within an issue
//! window) and `jti`, which follows from the rest. It is made from the signed text, so that a member which only a later build knows counts
//! in every build alike: the marks that a newer Domicile leaves are read by older products.

use crate::jws;
use crate::verify::Policy;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The hash, base64url.
pub(super) fn statement(policy: &Policy) -> String {
    // What was parsed before parses again; were it not so, the text as it is would be the statement.
    let said = unnamed(policy.json()).unwrap_or_else(|_| policy.json().to_owned());
    jws::encode(&Sha256::digest(said))
}

/// The claims with `jti` and the machine's name emptied, everything else to the letter.
fn unnamed(json: &str) -> serde_json::Result<String> {
    emptied(
        json,
        "jti",
        |name, value| if name == "machine" { emptied(value, "name", |_, it| Ok(it.to_owned())) } else { Ok(value.to_owned()) },
    )
}

/// An object with the text of one member emptied and the others passed through `rest`.
fn emptied(json: &str, member: &str, rest: impl Fn(&str, &str) -> serde_json::Result<String>) -> serde_json::Result<String> {
    let Members(members) = serde_json::from_str(json)?;
    let written = members.into_iter().map(|(name, value)| {
        let value = if name == member { "\"\"".to_owned() } else { rest(&name, value.get())? };
        Ok(format!("{}:{value}", serde_json::to_string(&name)?))
    });
    Ok(format!("{{{}}}", written.collect::<serde_json::Result<Vec<_>>>()?.join(",")))
}

/// The members of an object in their order, values as they are written.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Members<'de>, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::PolicyClaims;
    use crate::test_fixture;
    use crate::verify::verify;
    use serde_json::{Value, json};

    fn signed(document: &Value) -> Policy {
        let jws = test_fixture::signer().sign_document(crate::issue::TYP, document).unwrap();
        verify(jws.as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap()
    }

    fn with(change: impl FnOnce(&mut Value)) -> String {
        let mut document = serde_json::to_value(test_fixture::claims()).unwrap();
        change(&mut document);
        statement(&signed(&document))
    }

    #[test]
    fn a_new_name_of_the_machine_states_the_same_and_everything_else_does_not() {
        let plain = with(|_| {});
        assert_eq!(with(|it| it["machine"]["name"] = json!("renamed \"laptop\"")), plain);
        assert_eq!(with(|it| it["jti"] = json!("another")), plain);
        assert_ne!(with(|it| it["account"]["name"] = json!("renamed")), plain);
        assert_ne!(with(|it| it["machine"]["later"] = json!(1)), plain);
    }

    #[test]
    fn what_a_later_format_adds_counts_though_this_build_does_not_know_it() {
        let with_later = with(|it| it["later"] = json!({"a": [1.50, "ü\n"]}));
        assert_ne!(with_later, with(|_| {}));
        assert_ne!(with_later, with(|it| it["later"] = json!({"a": [2.5]})));
    }

    #[test]
    fn it_is_the_hash_of_what_our_signer_writes_with_two_texts_emptied() {
        let emptied = |mut it: PolicyClaims| {
            it.machine.name.clear();
            it.jti.clear();
            jws::encode(&Sha256::digest(serde_json::to_vec(&it).unwrap()))
        };
        let claims = test_fixture::standing_by(test_fixture::claims(), &["bridge-modeler"]);
        let policy =
            verify(test_fixture::signer().sign(&claims).unwrap().as_bytes(), &test_fixture::keys(), &test_fixture::expected()).unwrap();
        assert_eq!(statement(&policy), emptied(claims));
    }
}
