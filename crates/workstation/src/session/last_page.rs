//! What the browser shows once it has come back: our own page, in the person's language, light or dark as the system is. Nothing is loaded
//! for it, and nothing runs in it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domicile_words::Words;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("last_page.css");

/// How it went, as far as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Done,
    Problem,
}

/// What the person reads in the browser, in their language: whole documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pages {
    /// Signed in.
    pub(crate) done: String,
    /// It did not work.
    pub(crate) failed: String,
    /// Nobody waits for this answer.
    pub(crate) unexpected: String,
}

impl Pages {
    /// The pages in these words.
    pub(crate) fn of(words: &Words) -> Self {
        let page = |mark, title, text| document(words.language().tag(), mark, &words.text(title), &words.text(text));
        Self {
            done: page(Mark::Done, "signed-in-page-title", "signed-in-page"),
            failed: page(Mark::Problem, "sign-in-failed-page-title", "sign-in-failed-page"),
            unexpected: page(Mark::Problem, "sign-in-unexpected-page-title", "sign-in-unexpected-page"),
        }
    }
}

/// What the page may do: wear its style.
pub(super) fn content_security_policy() -> String {
    let style = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
}

/// A page. All of it is ours, so nothing is escaped.
fn document(language: &str, mark: Mark, title: &str, text: &str) -> String {
    let (class, path) = match mark {
        Mark::Done => ("done", "M14 24.5l7 7 13-14"),
        Mark::Problem => ("problem", "M24 13v14M24 33.5v1"),
    };
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} - Domicile</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n<p class=\"name\">Domicile</p>\n\
         <svg class=\"{class}\" viewBox=\"0 0 48 48\" aria-hidden=\"true\"><circle cx=\"24\" cy=\"24\" r=\"22\"/><path d=\"{path}\"/></svg>\n\
         <h1>{title}</h1>\n<p>{text}</p>\n</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_words::Language;

    #[test]
    fn each_page_is_in_the_persons_language_and_loads_nothing() {
        for (language, tag, says) in [
            (Language::En, "en", "You can close this tab"),
            (Language::De, "de", "Sie können diesen Tab schließen"),
            (Language::Es, "es", "Puede cerrar esta pestaña"),
        ] {
            let pages = Pages::of(&Words::new(language));
            assert!(pages.done.contains(says), "{}", pages.done);
            for page in [&pages.done, &pages.failed, &pages.unexpected] {
                assert!(page.contains(&format!("<html lang=\"{tag}\">")) && page.contains("Domicile"), "{page}");
                for outside in ["http:", "https:", "src=", "href=", "<script", "url("] {
                    assert!(!page.contains(outside), "{outside}");
                }
            }
        }
    }

    #[test]
    fn the_policy_allows_this_style_and_nothing_else() {
        let page = Pages::of(&Words::new(Language::En)).done;
        let style = page.split_once("<style>").and_then(|it| it.1.split_once("</style>")).unwrap().0;
        let hash = STANDARD.encode(Sha256::digest(style));
        assert!(content_security_policy().starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}';")));
    }
}
