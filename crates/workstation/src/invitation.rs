//! The code of an invitation to sign in for the first time: what the person pastes, and how a sign-in is asked for with it. Redeeming it is
//! `client`'s, when to do so `session`'s.

use domicile_model::identifier::typed_code;
use serde::{Deserialize, Serialize};

/// What the person pasted. It is a secret until it is used: it cannot be printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct InvitationCode(String);

impl InvitationCode {
    /// As pasted: a mail program may have broken the line.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The invitation's id and its token; `None` where this is no such code.
    pub(crate) fn parts(&self) -> Option<(String, String)> {
        let code = typed_code(&self.0);
        let is_part = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_'));
        let (id, token) = code.split_once('.')?;
        (is_part(id) && is_part(token)).then(|| (id.to_owned(), token.to_owned()))
    }
}

impl std::fmt::Debug for InvitationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InvitationCode")
    }
}

/// A sign-in with an invitation's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The code.
    pub code: InvitationCode,
    /// Sent as `login_hint`.
    pub hint: Option<String>,
    /// With a code on another machine instead of the system browser.
    pub elsewhere: bool,
}

#[cfg(test)]
mod tests {
    use super::InvitationCode;

    #[test]
    fn a_code_has_two_parts_however_it_was_pasted_and_is_never_printed() {
        let parts = |text: &str| InvitationCode::new(text).parts();
        let both = Some(("id-1".to_owned(), "To_k-en".to_owned()));
        assert_eq!([parts("id-1.To_k-en"), parts("  id-1.To_\r\n k-en\n")], [both.clone(), both.clone()]);
        // What comes along from a mail or a word processor, and full width.
        assert_eq!([parts("\u{feff}id\u{2011}1.To_\u{200b}k\u{2013}en\u{ad}"), parts("ｉｄ－１．To_k-en")], [both.clone(), both]);
        for wrong in ["", ".", "id-1", "id-1.", ".token", "a.b.c", "https://example.com/invitation/id/token", "id.tok/en", "id.tökén"] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
        assert!(!format!("{:?}", InvitationCode::new("id-1.secret")).contains("secret"));
    }
}
