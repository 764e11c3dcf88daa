//! Countries in a row. Their names, in a sentence and on their own, are messages: `country-name`, `country-label`.

use crate::Words;

impl Words {
    /// Countries by their codes, as they stand in a sentence: "Austria, France and the United Kingdom".
    pub fn countries(&self, codes: &[String]) -> String {
        let mut names: Vec<String> = codes.iter().map(|it| self.format("country-name", &[("code", it.into())])).collect();
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return last;
        }
        let message = if last.starts_with(['I', 'Í']) { "country-list-before-i" } else { "country-list" };
        self.format(message, &[("rest", names.join(", ").into()), ("last", last.into())])
    }
}

#[cfg(test)]
mod tests {
    use crate::{Language, Words};

    fn in_a_row(language: Language, codes: &[&str]) -> String {
        Words::new(language).countries(&codes.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn countries_stand_in_a_row_as_people_say_them() {
        assert_eq!(in_a_row(Language::En, &[]), "");
        assert_eq!(in_a_row(Language::En, &["GB"]), "the United Kingdom");
        assert_eq!(in_a_row(Language::En, &["FR", "GB"]), "France and the United Kingdom");
        assert_eq!(in_a_row(Language::En, &["AT", "FR", "IT"]), "Austria, France and Italy");
        assert_eq!(in_a_row(Language::De, &["FR", "GB"]), "Frankreich und das Vereinigte Königreich");
        assert_eq!(in_a_row(Language::Es, &["AT", "FR", "GB"]), "Austria, Francia y el Reino Unido");
        assert_eq!(in_a_row(Language::Es, &["FR", "IT"]), "Francia e Italia");
    }

    #[test]
    fn a_country_on_its_own_has_no_article() {
        let label = |language, code: &str| Words::new(language).format("country-label", &[("code", code.into())]);
        assert_eq!(label(Language::En, "GB"), "United Kingdom");
        assert_eq!(label(Language::De, "GB"), "Vereinigtes Königreich");
        assert_eq!(label(Language::Es, "AX"), "Islas Åland");
        for language in Language::ALL {
            assert_eq!(label(*language, "AD"), "Andorra");
            assert_eq!(label(*language, "??"), "??");
        }
    }
}
