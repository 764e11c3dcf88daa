//! What whoever runs the service finds in the log: why tokens are refused, and what is wrong with an issuer before anybody signs in.

use super::*;

/// Field case S16a: A refused token stands in the log with its code, one of an unknown issuer with what that calls itself, and never the token.
#[tokio::test]
async fn a_refused_token_is_logged_with_its_code_and_its_issuer() {
    let issuer = play().await;
    let validator = issuer.validator();
    let (log, _guard) = Log::start();
    let refused = [
        ("token_expired", issuer.token_with(json!({}), json!({"exp": NOW - 100})), issuer.url.clone()),
        ("token_wrong_audience", issuer.token_with(json!({}), json!({"aud": "x"})), issuer.url.clone()),
        (
            "token_unknown_issuer",
            issuer.token_with(json!({}), json!({"iss": "https://other.example.com"})),
            "https://other.example.com".into(),
        ),
        ("token_malformed", issuer.token_with(json!({}), json!({"exp": "x"})), "claim exp".into()),
        ("token_wrong_type", issuer.token_with(json!({"typ": "JWT"}), json!({})), issuer.url.clone()),
        ("token_malformed", "opaque".to_owned(), "not three parts".into()),
    ];
    for (code, token, named) in &refused {
        assert_eq!(validator.validate(token, NOW).await.unwrap_err().code(), *code);
        let lines = log.lines(&[&format!("\"code\":\"{code}\""), named]);
        assert!(!lines.is_empty(), "{code} {named}");
        assert!(log.lines(&[&token[..token.len().min(40)]]).is_empty() || token == "opaque", "no token in the log");
    }
    let long = issuer.token_with(json!({}), json!({"iss": format!("https://{}.example.com/\n\u{1b}[31m", "x".repeat(5_000))}));
    assert_eq!(validator.validate(&long, NOW).await, Err(TokenError::UnknownIssuer));
    let lines = log.lines(&["xxxxxxxx"]);
    assert!(lines.len() == 1 && lines[0].len() < 800 && !lines[0].contains('\u{1b}'), "cut short, on one line");
}

/// Field case S16a: An issuer that differs by a slash is found out at the start, by its discovery document, and by the first token.
#[tokio::test]
async fn a_slash_too_much_is_named_at_the_start_and_at_the_first_token() {
    let issuer = play().await;
    let slashed = format!("{}/", issuer.url);
    issuer.discovery.lock().unwrap()["issuer"] = json!(slashed);
    let (log, _guard) = Log::start();
    let validator = issuer.validator();
    validator.prepare(NOW).await;
    assert_eq!(log.lines(&["WARN", &slashed, "with the slash at its end"]).len(), 1);
    let token = issuer.token_with(json!({}), json!({"iss": slashed}));
    assert_eq!(validator.validate(&token, NOW).await, Err(TokenError::UnknownIssuer));
    assert_eq!(log.lines(&["WARN", "token_unknown_issuer", &slashed, "only by the slash"]).len(), 1);

    // The other way round.
    let issuer = play().await;
    let config = IssuerConfig { issuer: format!("{}/", issuer.url), ..issuer.config() };
    Validator::new(vec![config], IssuerClient::new().unwrap()).prepare(NOW).await;
    assert_eq!(log.lines(&["WARN", &issuer.url, "without a slash at its end"]).len(), 1);
}

/// Field case S16a: An issuer that does not answer at the start is a warning, and serves as soon as it does.
#[tokio::test]
async fn an_issuer_that_is_away_at_the_start_is_a_warning_only() {
    let issuer = play().await;
    *issuer.broken.lock().unwrap() = Some(|| StatusCode::BAD_GATEWAY.into_response());
    let (log, _guard) = Log::start();
    let validator = issuer.validator();
    validator.prepare(NOW).await;
    assert_eq!(log.lines(&["WARN", &issuer.url, "cannot be fetched"]).len(), 1);
    *issuer.broken.lock().unwrap() = None;
    assert!(validator.validate(&issuer.token(), NOW + 5).await.is_ok());
}
