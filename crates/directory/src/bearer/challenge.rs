//! The two headers: reading `Authorization` (RFC 6750), and writing `WWW-Authenticate` (RFC 6750, 9728, 9470).

use super::{InsufficientScope, TokenError};
use url::Url;

/// The access token of a request, by its `Authorization` headers: exactly one, with `Bearer`. Tokens in a URL or a form are not taken.
///
/// # Errors
/// [`TokenError::Missing`] without such a header, [`TokenError::Malformed`] where there are several or the token has characters that no token has.
pub fn bearer_token<'a>(headers: impl IntoIterator<Item = &'a [u8]>) -> Result<&'a str, TokenError> {
    let mut all = headers.into_iter();
    let Some(value) = all.next() else { return Err(TokenError::Missing) };
    if all.next().is_some() {
        return Err(TokenError::Malformed("more than one Authorization header"));
    }
    let plain = value.iter().all(|it| *it == b'\t' || (b' '..=b'~').contains(it));
    let value = std::str::from_utf8(value).ok().filter(|_| plain).ok_or(TokenError::Malformed("characters that no token has"))?;
    let (scheme, token) = value.split_once(' ').ok_or(TokenError::Missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(TokenError::Missing);
    }
    let token = token.trim_matches(' ');
    let token68 = |c: u8| c.is_ascii_alphanumeric() || b"-._~+/=".contains(&c);
    if token.is_empty() || !token.bytes().all(token68) {
        return Err(TokenError::Malformed("characters that no token has"));
    }
    Ok(token)
}

/// The value of `WWW-Authenticate` for a refused request. `resource_metadata` is the address of this service's RFC 9728 document, by which a
/// client finds its issuer. A request without a token is told no error (RFC 6750, 3.1).
pub fn challenge(resource_metadata: &Url, reject: TokenError) -> String {
    match reject {
        TokenError::Missing => format!("Bearer resource_metadata=\"{resource_metadata}\""),
        other => {
            format!("Bearer error=\"invalid_token\", error_description=\"{other}\", resource_metadata=\"{resource_metadata}\"")
        }
    }
}

/// The value of `WWW-Authenticate` where the sign-in is too long ago (RFC 9470): sign in again, at most `max_age` seconds before the request.
pub fn insufficient_authentication(resource_metadata: &Url, max_age: u32) -> String {
    format!(
        "Bearer error=\"insufficient_user_authentication\", error_description=\"A more recent sign-in is needed\", max_age=\"{max_age}\", \
         resource_metadata=\"{resource_metadata}\""
    )
}

/// The value of `WWW-Authenticate` where a good token may not be used for what is asked (RFC 6750, 3.1): with the scope that it lacks.
pub fn insufficient_scope(resource_metadata: &Url, reject: &InsufficientScope) -> String {
    let scope = match reject {
        InsufficientScope::Scope(scope) => format!("scope=\"{scope}\", "),
        InsufficientScope::Client => String::new(),
    };
    let description = match reject {
        InsufficientScope::Scope(_) => "The access token lacks a scope",
        InsufficientScope::Client => "The access token was issued to another client",
    };
    format!("Bearer error=\"insufficient_scope\", error_description=\"{description}\", {scope}resource_metadata=\"{resource_metadata}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token<'a>(headers: &[&'a str]) -> Result<&'a str, TokenError> {
        bearer_token(headers.iter().map(|it| it.as_bytes()))
    }

    #[test]
    fn reads_one_bearer_token_and_nothing_else() {
        assert_eq!(token(&["Bearer a.b.c"]), Ok("a.b.c"));
        assert_eq!(token(&["bearer a.b.c"]), Ok("a.b.c"));
        assert_eq!(token(&[]), Err(TokenError::Missing));
        assert_eq!(token(&["Basic YTpi"]), Err(TokenError::Missing));
        assert_eq!(token(&["Bearer"]), Err(TokenError::Missing));
        assert!(matches!(token(&["Bearer a b"]), Err(TokenError::Malformed(_))));
        assert!(matches!(token(&["Bearer a\"b"]), Err(TokenError::Malformed(_))));
        assert!(matches!(token(&["Bearer \u{e4}"]), Err(TokenError::Malformed(_))));
        assert!(matches!(token(&["Bearer a", "Bearer b"]), Err(TokenError::Malformed(_))));
    }

    #[test]
    fn a_challenge_names_the_metadata_and_blames_only_a_token_that_came() {
        let metadata = Url::parse("https://service.example.com/.well-known/oauth-protected-resource").unwrap();
        assert_eq!(
            challenge(&metadata, TokenError::Missing),
            "Bearer resource_metadata=\"https://service.example.com/.well-known/oauth-protected-resource\""
        );
        let expired = challenge(&metadata, TokenError::Expired);
        assert!(expired.starts_with("Bearer error=\"invalid_token\", error_description=\"the access token has expired\","));
        let again = insufficient_authentication(&metadata, 900);
        assert!(again.contains("insufficient_user_authentication") && again.contains("max_age=\"900\""));
    }
}
