//! E-mail addresses: checked, and turned into the key that makes them unique without regard to case and form (NFKC, lower case, IDNA).

use crate::identifier::{self, UnfitCharacter};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// Not of the form `local@domain`.
    #[error("not of the form name@domain")]
    Form,
    /// Longer than RFC 5321 allows (64 + 1 + 255 octets).
    #[error("longer than an address can be")]
    TooLong,
    /// Holds white space, or a character that nobody sees or knows.
    #[error("holds a character that no address has: {0}")]
    Character(UnfitCharacter),
    /// The domain is no valid (internationalised) domain name.
    #[error("the domain is not a valid name")]
    Domain,
}

/// A well-formed address, as typed, with its comparison key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email {
    shown: String,
    key: String,
    exact_key: String,
}

impl Email {
    /// Checks an address. White space and characters that nobody sees are dropped around it, and refused inside.
    ///
    /// # Errors
    /// [`InvalidEmail`] says what is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, InvalidEmail> {
        let typed = identifier::trimmed(typed);
        if typed.len() > 320 {
            return Err(InvalidEmail::TooLong);
        }
        let shown = composed(typed);
        identifier::check_characters(&shown).map_err(InvalidEmail::Character)?;
        let (local, domain) = shown.rsplit_once('@').ok_or(InvalidEmail::Form)?;
        if local.is_empty() || domain.is_empty() {
            return Err(InvalidEmail::Form);
        }
        // A sign in another form (full width) is that sign.
        let folded = identifier::key(local).replace(' ', "");
        if [local, folded.as_str()].iter().any(|it| !is_local_part(it)) {
            return Err(InvalidEmail::Form);
        }
        if local.len() > 64 || domain.len() > 255 {
            return Err(InvalidEmail::TooLong);
        }
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| InvalidEmail::Domain)?;
        if !ascii.contains('.') || ascii.ends_with('.') {
            return Err(InvalidEmail::Domain);
        }
        let exact_key = format!("{}@{ascii}", composed(&local.to_lowercase()));
        let key = format!("{folded}@{ascii}");
        Ok(Self { shown, key, exact_key })
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// The key under which the address is unique: NFKC, lower case, domain in its ASCII form.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The address itself without regard to case only: what a mail server tells from a look-alike. Whoever proves that an address is
    /// theirs has proved this one, and no other with the same [`Email::key`]. It was the key before there was NFKC in it.
    pub fn exact_key(&self) -> &str {
        &self.exact_key
    }

    /// Whether somebody who typed this means the address that stands there. Where one of them is none, they are compared as texts.
    pub fn means(typed: &str, stands: &str) -> bool {
        match (Self::parse(typed), Self::parse(stands)) {
            (Ok(typed), Ok(stands)) => typed.key == stands.key,
            _ => identifier::trimmed(typed).eq_ignore_ascii_case(stands),
        }
    }

    /// Whether one part of the address mixes scripts that are taken for each other: nobody has such an address but to be taken for
    /// somebody else.
    pub fn mixes_scripts(&self) -> bool {
        let (local, domain) = self.shown.rsplit_once('@').unwrap_or((self.shown.as_str(), ""));
        let (domain, _) = idna::domain_to_unicode(domain);
        local.split('.').chain(domain.split('.')).any(identifier::mixes_scripts)
    }

    /// The domain in its ASCII form.
    pub fn domain(&self) -> &str {
        self.key.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// The text in its composed form (NFC). ASCII is its own.
fn composed(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// Whether the text can stand before the `@`, unquoted.
fn is_local_part(text: &str) -> bool {
    let quoted_only = ['@', '<', '>', ',', ';', '"', '(', ')', '[', ']', '\\', ':'];
    // Words with a dot between any two of them.
    !text.contains(quoted_only) && text.split('.').all(|it| !it.is_empty())
}

impl TryFrom<String> for Email {
    type Error = InvalidEmail;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        Self::parse(&typed)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.shown
    }
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}
