//! An e-mail address as it comes out of a mail program: with a name, in angle brackets, as a link, with what stood behind it in a list.

/// The one address in what was pasted; what was pasted, without white space around it, where there is none or more than one.
pub fn address_in(pasted: &str) -> &str {
    let pasted = pasted.trim();
    if pasted.matches('@').count() != 1 {
        return pasted;
    }
    // `Ana Costa <ana@b.example>`
    let inner = match (pasted.find('<'), pasted.find('>')) {
        (Some(open), Some(close)) if open < close && pasted[open..close].contains('@') => &pasted[open + 1..close],
        _ => pasted,
    };
    let inner = inner.trim_matches(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '<' | '>' | ';' | ',' | '(' | ')'));
    // `mailto:ana@b.example?subject=…` (RFC 6068)
    let (scheme, rest) = inner.split_at_checked("mailto:".len()).unwrap_or(("", inner));
    let address = if scheme.eq_ignore_ascii_case("mailto:") { rest.split('?').next().unwrap_or(rest) } else { inner };
    let address = address.trim();
    match address.split_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() && !address.contains(char::is_whitespace) => address,
        Some(_) | None => pasted,
    }
}
