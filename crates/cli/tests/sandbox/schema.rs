//! The schema files that are shipped, and as much of JSON Schema as they use.

use serde_json::Value;
use std::path::Path;

/// Fails where a document is not what the file with its schema's name says. The files are in `folder`.
pub(crate) fn assert_valid(document: &Value, folder: &Path) {
    let name = document["schema"].as_str().unwrap().trim_start_matches("domicile.").replace('/', ".");
    let schema = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut wrong = Vec::new();
    check(document, &schema, &name, &mut wrong);
    assert!(wrong.is_empty(), "{}\n{document:#}", wrong.join("\n"));
    let named = schema["properties"].as_object().unwrap();
    let new: Vec<_> = document.as_object().unwrap().keys().filter(|it| !named.contains_key(*it)).collect();
    assert!(new.is_empty(), "{name}: not in the schema: {new:?}");
}

fn check(value: &Value, schema: &Value, at: &str, wrong: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        let fine = match word.as_str() {
            "$schema" | "$id" | "description" => true,
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match rule.as_str().unwrap() {
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                "null" => value.is_null(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                other => panic!("{at}: type {other}"),
            },
            "format" => value.as_str().is_none_or(|it| it.ends_with('Z') && it.len() >= "2026-05-14T09:14:02Z".len()),
            "required" => {
                let lacking = rule.as_array().unwrap().iter().filter(|it| value.get(it.as_str().unwrap()).is_none());
                wrong.extend(lacking.map(|it| format!("{at}: lacks {it}")));
                true
            }
            "properties" => {
                for (name, inner) in rule.as_object().unwrap() {
                    if let Some(found) = value.get(name) {
                        check(found, inner, &format!("{at}.{name}"), wrong);
                    }
                }
                true
            }
            "items" => {
                for (number, found) in value.as_array().into_iter().flatten().enumerate() {
                    check(found, rule, &format!("{at}[{number}]"), wrong);
                }
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|it| {
                let mut inner = Vec::new();
                check(value, it, at, &mut inner);
                inner.is_empty()
            }),
            other => panic!("{at}: the word {other} is not read here"),
        };
        if !fine {
            wrong.push(format!("{at}: {word} wants {rule}, found {value}"));
        }
    }
}
