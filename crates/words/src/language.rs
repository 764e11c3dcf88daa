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

    /// The language that the environment of a process asks for. As in POSIX, the first variable that is set decides, whether or not
    /// there are messages in its language. As in GNU programs, a list in `LANGUAGE` goes before it, but for the locale `C`.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(&variable).find(|it| !it.is_empty());
        let Some(locale) = locale else { return Self::En };
        let plain = matches!(locale.split('.').next(), Some("C" | "POSIX"));
        let list = variable("LANGUAGE").filter(|_| !plain).unwrap_or_default();
        Self::negotiate(list.split(':').filter(|it| !it.is_empty()).chain([locale.as_str()]))
    }

    /// The language that an `Accept-Language` header (RFC 9110) asks for: the one with the highest weight that there are messages in,
    /// the first of equals; English where there is none. What is malformed counts for nothing.
    pub fn from_accept_language(header: &str) -> Self {
        let mut wished: Vec<(u16, &str)> = header.split(',').filter_map(parse_language_range).collect();
        wished.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        Self::negotiate(wished.into_iter().map(|(_, tag)| tag))
    }
}

/// `de-AT;q=0.8` with its weight in thousandths; `None` where it is not wished for.
fn parse_language_range(range: &str) -> Option<(u16, &str)> {
    let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
    let weight = match parameters.trim().strip_prefix("q=") {
        None if parameters.trim().is_empty() => 1000,
        None => return None,
        Some(text) => {
            let weight: f32 = text.parse().ok().filter(|it| (0.0..=1.0).contains(it))?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000, as checked")]
            let thousandths = (weight * 1000.0).round() as u16;
            thousandths
        }
    };
    (weight > 0).then_some((weight, tag.trim()))
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

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let asked = |set: &[(&str, &str)]| {
            Language::from_environment(|name| set.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(asked(&[("LANG", "de_DE.UTF-8")]), Language::De);
        assert_eq!(asked(&[("LC_ALL", ""), ("LC_MESSAGES", "es_ES"), ("LANG", "de_DE.UTF-8")]), Language::Es);
        assert_eq!(asked(&[("LC_ALL", "C.UTF-8"), ("LANG", "de_DE.UTF-8")]), Language::En);
        assert_eq!(asked(&[]), Language::En);
    }

    /// Field case W23b: as in GNU programs, the list in `LANGUAGE` counts first where there is a locale.
    #[test]
    fn a_list_of_languages_goes_before_the_locale() {
        for (language, locale, expected) in [
            ("de", "en_US.UTF-8", Language::De),
            ("fr:es:de", "en_US.UTF-8", Language::Es),
            ("fr", "de_DE.UTF-8", Language::De),
            ("", "de_DE.UTF-8", Language::De),
            ("de", "C.UTF-8", Language::En),
            ("de", "POSIX", Language::En),
            ("de", "", Language::En),
        ] {
            let variable = |name: &str| match name {
                "LANGUAGE" => Some(language.to_owned()),
                "LANG" => Some(locale.to_owned()),
                _ => None,
            };
            assert_eq!(Language::from_environment(variable), expected, "{language} {locale}");
        }
    }

    #[test]
    fn a_header_is_read_by_its_weights() {
        for (header, language) in [
            ("de", Language::De),
            ("es-419,es;q=0.9,en;q=0.8", Language::Es),
            ("en;q=0.5, de-AT ; q=0.9", Language::De),
            ("en;q=0.5, de-AT;q=0.9", Language::De),
            ("fr, tlh;q=0.9, es;q=0.1", Language::Es),
            ("de;q=0, es;q=0.001", Language::Es),
            ("de;q=0", Language::En),
            ("de;level=1, es", Language::Es),
            ("de;q=2, es", Language::Es),
            ("de;q=NaN", Language::En),
            ("*", Language::En),
            ("fr", Language::En),
            ("", Language::En),
            (",;q=,\u{0};;", Language::En),
        ] {
            assert_eq!(Language::from_accept_language(header), language, "{header}");
        }
    }
}
