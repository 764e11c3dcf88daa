//! The published schema of one line of a document, made from the types that read it: `docs/import.schema.json`.

use domicile_model::wire::{
    AccountRecord, ContractRecord, DomainRecord, EntitlementRecord, IdentityRecord, PersonRecord, ProductRecord, Record,
};
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema, ToSchema};

fn definition<T: ToSchema>() -> (String, Value) {
    (T::name().into_owned(), serde_json::to_value(T::schema()).unwrap_or_default())
}

fn schema() -> String {
    let records = [
        definition::<ProductRecord>(),
        definition::<AccountRecord>(),
        definition::<DomainRecord>(),
        definition::<ContractRecord>(),
        definition::<EntitlementRecord>(),
        definition::<PersonRecord>(),
        definition::<IdentityRecord>(),
    ];
    let mut root = Map::new();
    root.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    root.insert("$id".into(), json!("urn:domicile:import:1"));
    root.insert("title".into(), json!("One line of a document for domicile-directory import"));
    if let Some(line) = serde_json::to_value(Record::schema()).unwrap_or_default().as_object() {
        root.extend(line.clone());
    }
    // Members of a record stand beside `record`: what one part leaves over, the other has.
    for one in root.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(it) = one.as_object_mut() {
            it.insert("unevaluatedProperties".into(), json!(false));
        }
    }
    let defs = records.into_iter().map(|(name, mut schema)| {
        // Of a record it says `oneOf` above: beside its own members there is `record`.
        if name != IdentityRecord::name() {
            schema.as_object_mut().map(|it| it.remove("additionalProperties"));
        }
        (name, schema)
    });
    root.insert("$defs".into(), Value::Object(defs.collect()));
    let text = serde_json::to_string_pretty(&root).unwrap_or_default();
    format!("{}\n", text.replace("#/components/schemas/", "#/$defs/"))
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/import.schema.json");
    if std::env::var_os("DOMICILE_RECORD").is_some() {
        std::fs::write(&path, schema()).unwrap();
    } else {
        assert_eq!(std::fs::read_to_string(&path).unwrap(), schema(), "DOMICILE_RECORD=1 writes it anew");
    }
}

#[test]
fn lines_that_are_read_fit_the_schema_and_others_do_not() {
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema()).unwrap()).unwrap();
    for line in [
        r#"{"record":"product","id":"crane","name":"Crane"}"#,
        r#"{"record":"person","email":"a@example.com","identities":[{"issuer":"https://i","subject":"1"}],"roles":["beta"]}"#,
        r#"{"record":"entitlement","id":"E","account":"a","product":"p","starts":"2026-01-01","ends":null,"seats":5}"#,
    ] {
        assert!(super::read::read_line(line.as_bytes()).is_ok() && schema.is_valid(&serde_json::from_str(line).unwrap()), "{line}");
    }
    for line in [r#"{"record":"product","id":"crane"}"#, r#"{"record":"contract","account":"a","country":"GB","colour":"red"}"#] {
        assert!(super::read::read_line(line.as_bytes()).is_err() && !schema.is_valid(&serde_json::from_str(line).unwrap()), "{line}");
    }
}
