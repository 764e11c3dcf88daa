//! Markers in the sources of tests: `Field case ID, ID: sentence` and `Security check NUMBER: sentence` in the comment above a test, and
//! the name of the test that follows.

/// What a marker speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A fault that the field found.
    FieldCase,
    /// One of the security checks.
    SecurityCheck,
}

/// Where the marker stands, in whose comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    TypeScript,
}

impl Language {
    pub(crate) fn of(file: &str) -> Option<Self> {
        match file.rsplit_once('.')?.1 {
            "rs" => Some(Self::Rust),
            "ts" => Some(Self::TypeScript),
            _ => None,
        }
    }

    /// What stands in a line of comment.
    fn comment(self, line: &str) -> Option<&str> {
        let sign = match self {
            Self::Rust => "///",
            Self::TypeScript => "//",
        };
        line.trim_start().strip_prefix(sign).map(str::trim)
    }
}

/// One marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) kind: Kind,
    pub(crate) ids: Vec<String>,
    pub(crate) sentence: String,
    /// The file, from the workspace.
    pub(crate) file: String,
    /// The test's name: of the function, or as it is given to `test(…)`.
    pub(crate) test: String,
}

/// The markers of a file. `Err`: one that says nothing, or that no test follows.
pub(crate) fn read(file: &str, text: &str, language: Language) -> Result<Vec<Marker>, String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut number = 0;
    while number < lines.len() {
        let Some((kind, ids, first)) = language.comment(lines[number]).and_then(begin) else {
            number += 1;
            continue;
        };
        let place = format!("{file}:{}", number + 1);
        let mut sentence = first.to_owned();
        number += 1;
        // A sentence may go on in the next lines, up to its end.
        while !sentence.ends_with('.')
            && let Some(more) = lines.get(number).and_then(|it| language.comment(it)).filter(|it| !it.is_empty() && begin(it).is_none())
        {
            sentence = format!("{sentence} {more}");
            number += 1;
        }
        if sentence.trim().is_empty() || ids.iter().any(String::is_empty) {
            return Err(format!("{place}: a marker names its ids and says a sentence"));
        }
        let test = test_after(&lines[number..], language).ok_or_else(|| format!("{place}: no test stands below the marker"))?;
        found.push(Marker { kind, ids, sentence, file: file.to_owned(), test });
    }
    Ok(found)
}

/// The ids and the beginning of the sentence, where a comment is the beginning of a marker.
fn begin(comment: &str) -> Option<(Kind, Vec<String>, &str)> {
    let (kind, rest) = [("Field case ", Kind::FieldCase), ("Security check ", Kind::SecurityCheck)]
        .iter()
        .find_map(|(start, kind)| Some((*kind, comment.strip_prefix(start)?)))?;
    let (ids, sentence) = rest.split_once(':')?;
    Some((kind, ids.split(',').map(|it| it.trim().to_owned()).collect(), sentence.trim()))
}

/// The name of the test below: past other comments and attributes.
fn test_after(lines: &[&str], language: Language) -> Option<String> {
    let mut attributes = String::new();
    let mut inside = false;
    for (number, line) in lines.iter().map(|it| it.trim()).enumerate() {
        if line.starts_with("//") || line.is_empty() {
            continue;
        }
        if language == Language::TypeScript {
            let call = lines[number..].iter().take(3).map(|it| it.trim()).collect::<String>();
            let (head, rest) = call.split_once('(')?;
            let head = head.split('.').next()?;
            return (["test", "it", "describe"].contains(&head)).then(|| quoted(rest)).flatten();
        }
        if inside || line.starts_with("#[") {
            attributes.push_str(line);
            inside = !line.ends_with(']');
            continue;
        }
        let words: Vec<&str> = line.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty()).collect();
        if let Some(at) = words.iter().position(|it| *it == "fn") {
            return attributes.contains("test").then(|| words.get(at + 1).map(|it| (*it).to_owned())).flatten();
        }
        // A macro that makes the test: what it is given first is the name.
        return line.contains('!').then(|| words.get(1).map(|it| (*it).to_owned())).flatten();
    }
    None
}

/// The text in quotes that an argument begins with.
fn quoted(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|it| "\"'`".contains(*it))?;
    Some(rest[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(text: &str) -> Result<Vec<(Vec<String>, String, String)>, String> {
        Ok(read("a.rs", text, Language::Rust)?.into_iter().map(|it| (it.ids, it.sentence, it.test)).collect())
    }

    #[test]
    fn markers_name_ids_a_sentence_and_the_test_below() {
        let text = [
            "    /// Field case W01a, W01b: licences",
            "    /// stand.",
            "    #[cfg(unix)]",
            "    #[tokio::test(",
            "    )]",
            "    async fn they_do() {",
        ];
        assert_eq!(rust(&text.join("\n")).unwrap(), [(vec!["W01a".into(), "W01b".into()], "licences stand.".into(), "they_do".into())]);
        let two = ["/// Security check 3: one.", "/// Field case S1: two.", "/// More of it.", "#[test]", "fn both() {}"].join("\n");
        let both = read("a.rs", &two, Language::Rust).unwrap();
        assert_eq!(
            both.iter().map(|it| (it.kind, it.test.as_str())).collect::<Vec<_>>(),
            [(Kind::SecurityCheck, "both"), (Kind::FieldCase, "both")]
        );
        assert_eq!(both[1].sentence, "two.");
        assert_eq!(rust("/// Field case S1: made.\non_both!(made_by_a_macro, 3);").unwrap()[0].2, "made_by_a_macro");
        let script = ["// Field case W1: seen.", "test(", "  \"it (really) is\",", "  async () => {"].join("\n");
        assert_eq!(read("a.ts", &script, Language::TypeScript).unwrap()[0].test, "it (really) is");
    }

    #[test]
    fn a_marker_without_a_sentence_or_a_test_is_refused() {
        for wrong in [
            "/// Field case S1:\n#[test]\nfn a() {}",
            "/// Field case S1: said.\nfn no_test() {}",
            "/// Field case S1: said.",
            "/// Field case : said.\n#[test]\nfn a() {}",
        ] {
            rust(wrong).unwrap_err();
        }
        assert_eq!(rust("/// Fields of a case: none.\nfn a() {}").unwrap(), []);
    }
}
