//! Words of answers. A service that is newer than its reader may have learnt one more: the reader keeps it as it came, shows it or passes
//! it on, and lets it decide nothing. What the service itself is asked stays closed.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An enum whose variants have stable names.
pub trait StableName: Copy {
    /// The stable name.
    fn stable_name(self) -> &'static str;

    /// Reads the stable name; `None` for any other text.
    fn from_stable_name(name: &str) -> Option<Self>;
}

/// A word of an answer: one that this version knows, or one that a newer service has learnt since.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Word<T> {
    /// One that this version knows.
    Known(T),
    /// Another one, as it came.
    Unknown(String),
}

impl<T: StableName> Word<T> {
    /// The variant, where this version knows the word.
    pub fn known(&self) -> Option<T> {
        match self {
            Self::Known(it) => Some(*it),
            Self::Unknown(_) => None,
        }
    }

    /// The word itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(it) => it.stable_name(),
            Self::Unknown(word) => word,
        }
    }
}

/// The words that this version knows, in their order: for rules, which no other word may decide.
pub fn known<'a, T: StableName + 'a>(words: impl IntoIterator<Item = &'a Word<T>>) -> Vec<T> {
    words.into_iter().filter_map(Word::known).collect()
}

/// Words of an answer from what the service knows.
pub fn words<T>(known: impl IntoIterator<Item = T>) -> Vec<Word<T>> {
    known.into_iter().map(Word::Known).collect()
}

impl<T> From<T> for Word<T> {
    fn from(known: T) -> Self {
        Self::Known(known)
    }
}

impl<T: PartialEq> PartialEq<T> for Word<T> {
    fn eq(&self, other: &T) -> bool {
        matches!(self, Self::Known(it) if it == other)
    }
}

impl<T: StableName> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: StableName> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(T::from_stable_name(&word).map_or(Self::Unknown(word), Self::Known))
    }
}
