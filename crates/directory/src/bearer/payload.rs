//! The claims of a token, read one by one. What decides must be right; what is only looked at may be of any kind, and counts as absent where it
//! is of another one than expected: no provider's habit in a name or a scope keeps anybody out. `null` is absent.

use super::TokenError;
use serde_json::{Map, Value};
use std::cell::RefCell;

/// The claims, and which of them were passed over.
pub(super) struct Payload {
    claims: Map<String, Value>,
    odd: RefCell<Vec<String>>,
}

impl Payload {
    pub(super) fn new(claims: Map<String, Value>) -> Self {
        Self { claims, odd: RefCell::default() }
    }

    /// The claims that were of an unexpected kind.
    pub(super) fn into_odd(self) -> Vec<String> {
        self.odd.into_inner()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.claims.get(name).filter(|it| !it.is_null())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Passes a claim over.
    fn odd<T>(&self, name: &str) -> Option<T> {
        self.odd.borrow_mut().push(name.to_owned());
        None
    }

    /// A text that must be there.
    pub(super) fn needed_text(&self, name: &'static str) -> Result<&str, TokenError> {
        self.get(name).and_then(Value::as_str).ok_or(TokenError::Claim(name))
    }

    /// A date that must be there, in seconds since 1970.
    pub(super) fn needed_date(&self, name: &'static str) -> Result<i64, TokenError> {
        self.date(name)?.ok_or(TokenError::Claim(name))
    }

    /// A date that must be right where it is there.
    pub(super) fn date(&self, name: &'static str) -> Result<Option<i64>, TokenError> {
        self.get(name).map(|it| it.as_f64().map(seconds).ok_or(TokenError::Claim(name))).transpose()
    }

    /// One text or a list of texts, right where it is there.
    pub(super) fn audiences(&self, name: &'static str) -> Result<Option<Vec<&str>>, TokenError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let texts = match value {
            Value::String(one) => Some(vec![one.as_str()]),
            Value::Array(many) => many.iter().map(Value::as_str).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
        };
        texts.map(Some).ok_or(TokenError::Claim(name))
    }

    /// A text, if it is one.
    pub(super) fn string(&self, name: &str) -> Option<&str> {
        let value = self.get(name)?;
        value.as_str().or_else(|| self.odd(name))
    }

    /// The first of these texts that is there.
    pub(super) fn first_text(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.string(name))
    }

    /// A date, if it is one; also as text.
    pub(super) fn looked_at_date(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok().filter(|it: &f64| it.is_finite()));
        number.map(seconds).or_else(|| self.odd(name))
    }

    /// Yes or no, however the provider writes it.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        truth(value).or_else(|| self.odd(name))
    }

    /// Words: a text with blanks between them (RFC 6749, 3.3), or a list.
    pub(super) fn words(&self, name: &str) -> Vec<String> {
        let Some(value) = self.get(name) else { return Vec::new() };
        let split = |text: &str| text.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
        match value {
            Value::String(text) => split(text),
            Value::Array(list) => {
                if list.iter().any(|it| !it.is_string()) {
                    let _: Option<()> = self.odd(name);
                }
                list.iter().filter_map(Value::as_str).flat_map(split).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => {
                let _: Option<()> = self.odd(name);
                Vec::new()
            }
        }
    }
}

/// `true`, or what providers write for it: `"true"` (Cognito), `"1"` and `1` (Entra ID).
pub(super) fn truth(value: &Value) -> Option<bool> {
    let number = |it: Option<i64>| match it {
        Some(1) => Some(true),
        Some(0) => Some(false),
        _ => None,
    };
    match value {
        Value::Bool(it) => Some(*it),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Value::String(text) => number(text.parse().ok()),
        Value::Number(it) => number(it.as_i64()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// RFC 7519 allows fractions of a second; the cast saturates.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which is what is wanted of an absurd date")]
fn seconds(date: f64) -> i64 {
    date.floor() as i64
}
