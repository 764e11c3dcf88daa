//! The languages there are (written by the build script from the folders of `locales/`), and which one a person gets.

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Language {
    /// The language of a BCP 47 tag (`en-GB`) or a POSIX locale (`en_GB.UTF-8`); `None` where there are no messages in it.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        Self::ALL.iter().copied().find(|it| it.tag() == primary)
    }

    /// The first of the wished languages that there are messages in; English where there is none.
    pub fn negotiate<'a>(wished: impl IntoIterator<Item = &'a str>) -> Self {
        wished.into_iter().find_map(Self::parse).unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_honoured_in_order_and_end_in_english() {
        assert_eq!(Language::parse("en_GB.UTF-8"), Some(Language::En));
        assert_eq!(Language::parse("EN-us"), Some(Language::En));
        assert_eq!(Language::parse("C.UTF-8"), None);
        assert_eq!(Language::parse("de_AT.UTF-8@euro"), Some(Language::De));
        assert_eq!(Language::parse("es-419"), Some(Language::Es));
        assert_eq!(Language::negotiate(["fr-CH", "de-CH", "en"]), Language::De);
        assert_eq!(Language::negotiate(["tlh", "en-GB"]), Language::En);
        assert_eq!(Language::negotiate([]), Language::En);
        assert_eq!(Language::En.tag(), "en");
    }
}
