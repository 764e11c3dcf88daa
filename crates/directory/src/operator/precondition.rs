//! What a request expects a record to be like before it is changed (RFC 9110, 13).

use crate::problem::{Code, Problem};

/// Some records by their tags, or any that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tags {
    /// Whichever it is.
    Any,
    /// One of these.
    These(Vec<String>),
}

impl Tags {
    fn name(&self, tag: Option<&str>) -> bool {
        match (self, tag) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::These(all), Some(tag)) => all.iter().any(|it| it == tag),
        }
    }
}

/// What is expected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Precondition {
    /// The record is there, and one of these.
    pub(crate) is: Option<Tags>,
    /// It is none of these; with [`Tags::Any`] it is not there.
    pub(crate) is_not: Option<Tags>,
}

impl Precondition {
    /// Whether nothing is expected.
    pub(crate) fn is_none(&self) -> bool {
        self.is.is_none() && self.is_not.is_none()
    }

    /// Holds it against the record's tag; `None` where there is no record.
    ///
    /// # Errors
    /// `precondition_failed`.
    pub(crate) fn check(&self, tag: Option<&str>) -> Result<(), Problem> {
        let fits = self.is.as_ref().is_none_or(|it| it.name(tag)) && !self.is_not.as_ref().is_some_and(|it| it.name(tag));
        if fits { Ok(()) } else { Err(Problem::new(Code::PreconditionFailed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_held_against_what_is_expected_of_it() {
        let these = |tags: &[&str]| Some(Tags::These(tags.iter().map(|it| (*it).to_owned()).collect()));
        for (is, is_not, tag, fits) in [
            (None, None, None, true),
            (None, None, Some("a"), true),
            (these(&["a", "b"]), None, Some("b"), true),
            (these(&["a"]), None, Some("b"), false),
            (these(&["a"]), None, None, false),
            (Some(Tags::Any), None, Some("b"), true),
            (Some(Tags::Any), None, None, false),
            (None, Some(Tags::Any), None, true),
            (None, Some(Tags::Any), Some("a"), false),
            (None, these(&["a"]), Some("a"), false),
            (None, these(&["a"]), Some("b"), true),
            (these(&["a"]), Some(Tags::Any), Some("a"), false),
        ] {
            let expected = Precondition { is, is_not };
            assert_eq!(expected.check(tag).is_ok(), fits, "{expected:?} {tag:?}");
        }
    }
}
