//! Members of an issuer's answers as they are sent: what can be read of one is read, anything else counts as absent. For what need not be
//! right; what must be is compared by whoever needs it.

use jiff::SignedDuration;
use serde_json::Value;
use url::Url;

/// Text that says something.
pub(super) fn text(said: &Value) -> Option<&str> {
    said.as_str().filter(|it| !it.is_empty())
}

/// An address.
pub(super) fn address(said: &Value) -> Option<Url> {
    Url::parse(text(said)?.trim()).ok()
}

/// A length of time in seconds, as a number or as the text of one.
pub(super) fn seconds(said: &Value) -> Option<SignedDuration> {
    let number = said.as_i64().or_else(|| said.as_f64().map(|it| it as i64)).or_else(|| said.as_str()?.trim().parse().ok())?;
    Some(SignedDuration::from_secs(number))
}

/// Whether it is said to be so, in one of the ways in which issuers say it.
pub(super) fn flag(said: &Value) -> bool {
    match said {
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_i64() == Some(1),
        Value::String(text) => text.trim() == "1" || text.trim().eq_ignore_ascii_case("true"),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_can_be_read_is_read_and_the_rest_is_absent() {
        for said in [json!(300), json!(300.0), json!("300"), json!(" 300 ")] {
            assert_eq!(seconds(&said), Some(SignedDuration::from_secs(300)), "{said}");
        }
        for said in [json!(true), json!(1), json!("true"), json!("True"), json!("1")] {
            assert!(flag(&said), "{said}");
        }
        assert_eq!((text(&json!("a")), address(&json!("https://id.example.com/a")).is_some()), (Some("a"), true));
        for said in [json!(null), json!(false), json!(0), json!("false"), json!(""), json!([]), json!({}), json!(["true"])] {
            assert!(!flag(&said) && address(&said).is_none(), "{said}");
        }
        for said in [json!(null), json!(""), json!("soon"), json!([300]), json!({"seconds": 300})] {
            assert_eq!(seconds(&said), None, "{said}");
        }
        assert_eq!([json!(7), json!(""), json!(["a"])].iter().filter_map(text).count(), 0);
    }
}
