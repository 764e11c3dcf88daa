//! Parameters of a request, from a query or a form: each at most once (RFC 6749, 3.1), an empty one as if it were absent.

use std::collections::HashMap;

/// The parameters by name. `resource` may be repeated (RFC 8707).
#[derive(Debug, Default)]
pub(super) struct Form {
    values: HashMap<String, String>,
    resources: Vec<String>,
    repeated: bool,
}

impl Form {
    pub(super) fn parse(text: &str) -> Self {
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
            if value.is_empty() {
                continue;
            }
            if name == "resource" {
                form.resources.push(value.into_owned());
            } else if form.values.insert(name.into_owned(), value.into_owned()).is_some() {
                form.repeated = true;
            }
        }
        form
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub(super) fn resources(&self) -> &[String] {
        &self.resources
    }

    /// True where a parameter came twice: it is not for us to choose one.
    pub(super) fn is_repeated(&self) -> bool {
        self.repeated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_a_parameter_that_comes_twice() {
        assert!(Form::parse("a=1&a=1").is_repeated());
        assert!(!Form::parse("a=1&b=1&resource=x&resource=y").is_repeated());
        assert_eq!(Form::parse("a=&b=x%20y").get("a"), None);
        assert_eq!(Form::parse("a=&b=x%20y").get("b"), Some("x y"));
    }
}
