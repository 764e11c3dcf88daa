//! E-mail addresses: checked, and turned into the key that makes them unique without regard to case (NFC, lower case, IDNA).

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
    /// Holds spaces, control or direction-changing characters.
    #[error("holds a character that no address has")]
    Character,
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
}

impl Email {
    /// Checks an address. Surrounding white space is dropped.
    ///
    /// # Errors
    /// [`InvalidEmail`] says what is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, InvalidEmail> {
        let typed = typed.trim();
        if typed.len() > 320 {
            return Err(InvalidEmail::TooLong);
        }
        let shown: String = typed.nfc().collect();
        if shown.chars().any(|c| c.is_whitespace() || c.is_control() || crate::text::changes_direction(c)) {
            return Err(InvalidEmail::Character);
        }
        let (local, domain) = shown.rsplit_once('@').ok_or(InvalidEmail::Form)?;
        if local.is_empty() || domain.is_empty() || local.contains(['@', '<', '>', ',', ';', '"', '(', ')', '[', ']', '\\', ':']) {
            return Err(InvalidEmail::Form);
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(InvalidEmail::Form);
        }
        if local.len() > 64 || domain.len() > 255 {
            return Err(InvalidEmail::TooLong);
        }
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| InvalidEmail::Domain)?;
        if !ascii.contains('.') || ascii.ends_with('.') {
            return Err(InvalidEmail::Domain);
        }
        let key = format!("{}@{ascii}", local.to_lowercase().nfc().collect::<String>());
        Ok(Self { shown, key })
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// The key under which the address is unique: NFC, lower case, domain in its ASCII form.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether one part of the address mixes letters of alphabets that look alike (Latin, Greek, Cyrillic): nobody has such an address but
    /// to be taken for somebody else.
    pub fn mixes_alphabets(&self) -> bool {
        let alphabet = |c: char| match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(0),
            '\u{370}'..='\u{3ff}' => Some(1),
            '\u{400}'..='\u{52f}' => Some(2),
            _ => None,
        };
        self.shown.split(['@', '.']).any(|part| {
            let mut found = part.chars().filter_map(alphabet);
            let first = found.next();
            found.any(|it| Some(it) != first)
        })
    }

    /// The domain in its ASCII form.
    pub fn domain(&self) -> &str {
        self.key.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
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
