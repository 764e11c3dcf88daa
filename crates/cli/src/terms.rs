//! `domicile help terms`: what the words mean that people meet here and nowhere else, and where support is. A word alone is a topic, too.

use crate::answer::Answer;
use domicile_policy::operator::{Operator, operator};
use domicile_workstation::present::Say;
use serde_json::{Value, json};

/// The topics: how each is typed, the word, and what it means.
const TERMS: [(&str, &str, &str); 3] = [
    ("locked", "ui-term-locked", "ui-term-locked-text"),
    ("licence-country", "ui-term-country", "ui-term-country-text"),
    ("fulfilment-contact", "ui-term-fulfilment-contact", "ui-term-fulfilment-contact-text"),
];

/// All of them for `terms`, one for its own name; `None`: that is no topic of this kind.
pub(crate) fn run(say: Say<'_>, topic: &[String]) -> Option<Answer> {
    let [topic] = topic else { return None };
    let asked: Vec<_> = TERMS.iter().filter(|(name, _, _)| topic == "terms" || topic == name).collect();
    if asked.is_empty() {
        return None;
    }
    let items: Vec<Value> =
        asked.iter().map(|(name, term, text)| json!({ "id": name, "term": say.text(term), "meaning": say.text(text) })).collect();
    let mut parts: Vec<String> = asked.iter().map(|(_, term, text)| format!("{}\n  {}", say.text(term), say.text(text))).collect();
    let lines = operator().map(|it| support_lines(it, say)).unwrap_or_default();
    if !lines.is_empty() {
        parts.push(lines.join("\n"));
    }
    let support = operator().map(|it| {
        json!({ "contact": it.support_contact, "address": it.support_address, "page": it.support_page, "privacyPage": it.privacy_page })
    });
    let answer = Answer::new("terms", Some(say.now())).field("terms", items).field("support", support).text(parts.join("\n\n"));
    Some(answer.next(say, "domicile message support"))
}

fn support_lines(it: &Operator, say: Say<'_>) -> Vec<String> {
    let who = [it.support_contact, it.support_address].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let line = |id: &str, text: Option<&str>| text.filter(|it| !it.is_empty()).map(|text| say.with(id, &[("text", text)]));
    [line("cli-terms-support", Some(&who)), line("cli-terms-page", it.support_page), line("cli-terms-privacy", it.privacy_page)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::speak_in;
    use domicile_words::Language;

    #[test]
    fn an_operator_s_support_is_named_as_far_as_it_is_known() {
        let say = speak_in(Language::En);
        let all = Operator {
            name: "Example Works",
            service_url: "https://domicile.example.com",
            support_contact: Some("Help desk"),
            support_address: Some("help@example.com"),
            support_page: Some("https://example.com/help"),
            privacy_page: Some("https://example.com/privacy"),
        };
        assert_eq!(
            support_lines(&all, say),
            [
                "Support: Help desk, help@example.com",
                "Their page: https://example.com/help",
                "What becomes of your data: https://example.com/privacy"
            ]
        );
        let none = Operator { support_contact: None, support_address: None, support_page: None, privacy_page: None, ..all };
        assert_eq!(support_lines(&none, say), Vec::<String>::new());
    }
}
