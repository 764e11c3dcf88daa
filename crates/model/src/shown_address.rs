//! An address as it may be shown or logged: what people type into addresses may hold passwords (user information) and tokens (a query).

/// The address without user information, query and fragment, in one line of at most 200 characters. Whatever was typed, also what is no
/// address: a slip must not show what a right address would not.
pub fn shown_address(typed: &str) -> String {
    let line: String = typed.trim().chars().filter(|it| !it.is_control()).collect();
    // A query may hold an `@`, and user information a `?` or `#` that was not encoded: what stands before the last `@` of the part up
    // to the path goes first.
    let (scheme, rest) = match line.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), line.as_str()),
    };
    let authority_end = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(authority_end);
    // A slash inside a password that was not encoded: then an `@` stands in what looks like the path.
    let (authority, path) = match (authority.rfind('@'), path.rfind('@')) {
        (None, Some(at)) if authority.contains(':') && !looks_like_port(authority) => ("", &path[at + 1..]),
        (Some(at), _) => (&authority[at + 1..], path),
        // It may be a password of digits with a slash in it.
        (None, Some(_)) if authority.contains(':') => (authority, "/"),
        (None, _) => (authority, path),
    };
    let shown = format!("{scheme}{authority}{path}");
    let end = shown.find(['?', '#']).unwrap_or(shown.len());
    shown[..end].chars().take(200).collect()
}

/// `host:8080`, rather than `name:secret`.
fn looks_like_port(authority: &str) -> bool {
    authority.rsplit_once(':').is_some_and(|(_, port)| !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit()))
}
