//! Documents held against the schema files that are shipped.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

/// JSON Schema itself, without words that it does not know: a misspelt one would allow anything.
static SCHEMAS: LazyLock<Validator> = LazyLock::new(|| {
    let draft = "https://json-schema.org/draft/2020-12/schema";
    let strict = json!({
        "$schema": draft, "$id": "urn:domicile:strict-schema", "$dynamicAnchor": "meta", "$ref": draft, "unevaluatedProperties": false,
    });
    jsonschema::validator_for(&strict).unwrap()
});

/// Fails where a document is not what the file with its schema's name says, or where it holds more. The files are in `folder`.
pub(crate) fn assert_valid(document: &Value, folder: &Path) {
    let name = document["schema"].as_str().unwrap().trim_start_matches("domicile.").replace('/', ".");
    let schema = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert_eq!(errors(&SCHEMAS, &schema), Vec::<String>::new(), "{name}");
    let options = jsonschema::options().should_validate_formats(true).with_format("date-time", is_utc);
    assert_eq!(errors(&options.build(&schema).unwrap(), document), Vec::<String>::new(), "{name}: {document:#}");
    let named = schema["properties"].as_object().unwrap();
    let new: Vec<_> = document.as_object().unwrap().keys().filter(|it| !named.contains_key(*it)).collect();
    assert!(new.is_empty(), "{name}: not in the schema: {new:?}");
}

fn errors(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|it| format!("{}: {it}", it.instance_path())).collect()
}

/// Times are in UTC, which is more than the format asks for.
fn is_utc(text: &str) -> bool {
    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
}
