//! Userinfo: no answer, a refusal and an answer of no use are three things, and about one identity it is asked once a minute.

use super::*;
use futures_util::FutureExt as _;

async fn asked(issuer: &Played) -> Result<UserInfo, UserInfoError> {
    let validator = issuer.validator();
    let claims = validator.validate(&issuer.token(), NOW).await.unwrap();
    validator.userinfo(&claims, &issuer.token(), NOW).await
}

/// Field case S03a, S03d: A refusal is told apart from no answer, and the log says which it was.
#[tokio::test]
async fn a_refusal_is_not_silence() {
    let issuer = play().await;
    for status in [400, 401, 403, 404, 405, 302, 204] {
        issuer.userinfo(status, "{}");
        let (log, _guard) = Log::start();
        assert_eq!(asked(&issuer).await, Err(UserInfoError::Refused(status)));
        assert_eq!(log.lines(&["WARN", "userinfo", &format!("status {status}")]).len(), 1);
    }
    for status in [408, 429, 500, 502, 503, 504] {
        issuer.userinfo(status, "{}");
        assert_eq!(asked(&issuer).await, Err(UserInfoError::NoAnswer(60)), "{status}");
    }
    for body in ["", "<html>", "[]", "{}", r#"{"sub": 7}"#, r#"{"sub": "somebody else"}"#, r#"{"email": "ana@example.com"}"#] {
        issuer.userinfo(200, body);
        assert!(matches!(asked(&issuer).await, Err(UserInfoError::Unusable(_))), "{body}");
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = format!("http://{}/userinfo", listener.local_addr().unwrap());
    drop(listener);
    issuer.discovery.lock().unwrap()["userinfo_endpoint"] = json!(gone);
    assert_eq!(asked(&issuer).await, Err(UserInfoError::NoAnswer(60)));
    issuer.discovery.lock().unwrap()["userinfo_endpoint"] = json!("http://issuer.example.com/userinfo");
    assert!(matches!(asked(&issuer).await, Err(UserInfoError::Unusable(_))), "plain http to another machine will never work");
}

/// Field case S03b: What userinfo says is read however the provider writes it.
#[tokio::test]
async fn what_userinfo_says_is_read_however_it_is_written() {
    let issuer = play().await;
    for (member, verified) in [("\"true\"", Some(true)), ("true", Some(true)), ("\"false\"", Some(false)), ("[1]", None), ("null", None)] {
        issuer.userinfo(200, &format!(r#"{{"sub": "ana", "email": "ana@example.com", "email_verified": {member}, "name": 7}}"#));
        let info = asked(&issuer).await.unwrap();
        assert_eq!((info.email.as_deref(), info.email_verified), (Some("ana@example.com"), verified), "{member}");
    }
    issuer.userinfo(200, r#"{"sub": "ana", "email": ["ana@example.com"], "email_verified": true}"#);
    assert_eq!(asked(&issuer).await.unwrap().email, None);
}

/// Field case L9: About one identity userinfo is asked at most once a minute, whatever it answers and however many ask at the same time.
#[tokio::test]
async fn userinfo_is_asked_once_a_minute_about_one_identity() {
    for (status, body) in [(200, r#"{"sub": "ana"}"#), (401, ""), (503, ""), (200, "<html>")] {
        let issuer = play().await;
        issuer.userinfo(status, body);
        let validator = Arc::new(issuer.validator());
        let claims = validator.validate(&issuer.token(), NOW).await.unwrap();
        let ask = |now: i64| {
            let (validator, claims, token) = (Arc::clone(&validator), claims.clone(), issuer.token());
            tokio::spawn(async move { validator.userinfo(&claims, &token, now).await })
        };
        let asking: Vec<_> = (0..50).map(|_| ask(NOW)).collect();
        for one in asking {
            drop(one.await.unwrap());
        }
        let later = ask(NOW + 59).await.unwrap();
        assert_eq!(issuer.asked.load(Ordering::SeqCst), 1, "{status} {body}");
        if status == 503 {
            assert_eq!(later, Err(UserInfoError::NoAnswer(1)), "the seconds that are left");
        }
        issuer.userinfo(200, r#"{"sub": "ana", "email": "ana@example.com", "email_verified": true}"#);
        assert_eq!(ask(NOW + 60).await.unwrap().unwrap().email_verified, Some(true), "and then again");
        assert_eq!(issuer.asked.load(Ordering::SeqCst), 2);
        let other = Claims { sub: "maria".into(), ..claims };
        assert!(validator.userinfo(&other, &issuer.token(), NOW + 60).await.is_err());
        assert_eq!(issuer.asked.load(Ordering::SeqCst), 3, "another identity has its own");
    }
}

/// Field case L9: Whoever hangs up does not make the next one ask again.
#[tokio::test]
async fn hanging_up_does_not_ask_again() {
    let issuer = play().await;
    let validator = issuer.validator();
    let (claims, token) = (validator.validate(&issuer.token(), NOW).await.unwrap(), issuer.token());
    for _ in 0..20 {
        assert!(validator.userinfo(&claims, &token, NOW).now_or_never().is_none(), "it is asked, and nobody waits");
    }
    assert_eq!(validator.userinfo(&claims, &token, NOW).await.unwrap().email_verified, Some(true));
    assert_eq!(issuer.asked.load(Ordering::SeqCst), 1);
}
