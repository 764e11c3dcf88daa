//! Signing in against the world of `fake`; staying signed in is in `keeping`.

#[cfg(unix)]
mod foreign;
mod keeping;
mod odd_issuers;
mod renewal;
mod returning;
mod unkept;

use crate::backend::Backend;
use crate::failure::Cause;
use crate::fake::{Mood, Return, Token, World, get};
use crate::http::{Http, Limits};
use crate::invitation::{InvitationCode, Invited};
use crate::secrets::fake::Mood as StoreMood;
use crate::session::OnPrompt;
use crate::session::{Browser, Persistence, SignInPrompt};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use url::Url;

fn quiet() -> OnPrompt {
    Box::new(|_| ())
}

/// A prompt that the test can wait for.
fn prompt_channel() -> (OnPrompt, Prompts) {
    let (tell, told) = tokio::sync::mpsc::unbounded_channel();
    (Box::new(move |prompt| drop(tell.send(prompt))), Prompts(told))
}

struct Prompts(tokio::sync::mpsc::UnboundedReceiver<SignInPrompt>);

impl Prompts {
    async fn next(&mut self) -> SignInPrompt {
        self.0.recv().await.unwrap()
    }
}

/// A browser that is opened and never comes back.
struct Idle;

impl Browser for Idle {
    fn open(&self, _url: &str) -> std::io::Result<()> {
        Ok(())
    }
}

/// A computer without a browser.
struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, _url: &str) -> std::io::Result<()> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}

fn assert_nothing_stored(world: &World) {
    assert!(!world.files().iter().any(|it| it.starts_with("session.bin") || it.ends_with(".tmp")), "{:?}", world.files());
    assert_eq!(world.store.entries(), Vec::<String>::new());
}

#[tokio::test]
async fn signs_in_through_the_browser_and_keeps_the_session_encrypted() {
    let world = World::start().await;
    let station = world.workstation();
    assert_eq!(station.session().await.unwrap(), None);
    let who = station.sign_in_browser(Some("ana.costa@oldbridge.example.com".to_owned()), quiet(), CancellationToken::new()).await.unwrap();
    assert_eq!(
        (who.subject.as_str(), who.email.as_deref(), &who.persistence),
        ("ana-costa", Some("ana.costa@oldbridge.example.com"), &Persistence::Keychain)
    );
    assert!(who.sign_in_by.is_some() && !who.ended);
    {
        let state = world.state();
        let asked = |name: &str| state.query.get(name).map(String::as_str);
        assert_eq!(asked("code_challenge_method"), Some("S256"));
        assert_eq!(asked("login_hint"), Some("ana.costa@oldbridge.example.com"));
        assert_eq!(asked("resource"), Some(world.issuer().as_str()));
        assert_eq!(asked("prompt"), Some("consent"));
        assert_eq!(asked("scope"), Some("openid profile email offline_access"));
        assert!(asked("redirect_uri").unwrap().starts_with("http://127.0.0.1:") && asked("redirect_uri").unwrap().ends_with("/callback"));
        assert_eq!(state.form.get("resource"), Some(&world.issuer()));
    }
    assert_eq!(world.store.entries().len(), 1);
    let file = std::fs::read(world.data_dir().session()).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("refresh-") && !text.contains("access-") && !text.contains("ana-costa"), "{text}");
    // Another process finds the same session.
    assert_eq!(world.workstation().session().await.unwrap(), Some(who));
}

fn invited(code: &str, elsewhere: bool) -> Invited {
    Invited { code: InvitationCode::new(code), hint: None, elsewhere }
}

#[tokio::test]
async fn an_invitation_is_redeemed_with_the_new_token_before_anything_else() {
    for elsewhere in [false, true] {
        let world = World::start().await;
        let station = world.workstation();
        let who = station.sign_in_invited(invited(" id-1.sec\nret ", elsewhere), quiet(), CancellationToken::new()).await.unwrap();
        assert_eq!((who.subject.as_str(), &who.persistence), ("ana-costa", &Persistence::Keychain));
        station.me().await.unwrap();
        let calls: Vec<String> = world.state().calls.iter().filter(|it| it.contains(" /v1/")).cloned().collect();
        assert_eq!(calls, ["POST /v1/me/invitations/id-1/accept", "GET /v1/me"]);
    }
}

#[tokio::test]
async fn a_refused_invitation_stores_nothing_and_leaves_an_earlier_session_alone() {
    let world = World::start().await;
    let station = world.workstation();
    let refused = [
        (Mood::Problem(409, "invitation_closed"), "invitation_closed"),
        (Mood::Problem(404, "invitation_unknown"), "invitation_unknown"),
        (Mood::Problem(409, "identity_in_use"), "identity_in_use"),
        (Mood::Status(500), "service_trouble"),
    ];
    for (mood, code) in refused {
        world.state().invitations = mood;
        let failure = station.sign_in_invited(invited("id-1.secret", false), quiet(), CancellationToken::new()).await.unwrap_err();
        assert_eq!(failure.code(), code);
        assert_nothing_stored(&world);
        assert_eq!(station.session().await.unwrap(), None);
    }
    let before = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.state().invitations = Mood::Problem(409, "invitation_closed");
    station.sign_in_invited(invited("id-1.secret", false), quiet(), CancellationToken::new()).await.unwrap_err();
    assert_eq!(station.session().await.unwrap(), Some(before));
}

#[tokio::test]
async fn what_is_no_code_sends_nobody_away_and_a_short_wait_is_taken() {
    let world = World::start().await;
    let station = world.workstation();
    let failure = station.sign_in_invited(invited("not a code", false), quiet(), CancellationToken::new()).await.unwrap_err();
    assert_eq!((failure.code(), world.state().calls.len()), ("bad_invitation_code", 0));
    world.state().invitations = Mood::RetryAfter(0);
    station.sign_in_invited(invited("id-1.secret", false), quiet(), CancellationToken::new()).await.unwrap();
}

#[tokio::test]
async fn a_session_is_for_its_service_only() {
    let (world, other) = (World::start().await, World::start().await);
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    let mut options = crate::Options::of_process(domicile_words::Language::En);
    options.environment = world.environment();
    options.environment.service_url = Some(other.url.to_string());
    let station = crate::Workstation::open_with(
        options,
        Box::new(world.store.clone()),
        domicile_policy::root::Root::compiled_in(),
        Arc::new(domicile_policy::time::Clock::system),
    );
    let station = station.unwrap();
    assert_eq!(station.session().await.unwrap(), None);
    assert_eq!(station.me().await.unwrap_err().cause, Cause::SignInNeeded);
    assert_eq!(other.state().calls, Vec::<String>::new());
}

/// Security check 12: A sign-in whose answer does not fit the question is thrown away.
#[tokio::test]
async fn what_is_wrong_with_the_answer_ends_it_and_nothing_is_stored() {
    let world = World::start().await;
    let station = world.workstation();
    for (token, reason) in [
        (Token::Expired, "expired"),
        (Token::Foreign, "for another program"),
        (Token::OtherIssuer, "of another issuer"),
        (Token::OtherNonce, "for another attempt"),
        (Token::OtherKey, "the signature is not the issuer's"),
        (Token::Unsigned, "the signature is not the issuer's"),
        (Token::OtherAccess, "the access token is another one"),
    ] {
        world.state().token = token;
        let failure = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err();
        assert_eq!(failure.cause, Cause::SignInInvalid { reason: reason.to_owned() }, "{token:?}");
        assert_nothing_stored(&world);
    }
    world.state().token = Token::Right;
    for (back, code) in [
        (Return::Denied, "sign_in_denied"),
        (Return::WrongIss, "wrong_issuer"),
        (Return::NoIss, "wrong_issuer"),
        (Return::NoCode, "sign_in_invalid"),
    ] {
        world.state().back = back;
        let failure = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err();
        assert_eq!(failure.code(), code, "{back:?}");
        assert_nothing_stored(&world);
    }
    assert_eq!(station.session().await.unwrap(), None);
}

#[tokio::test]
async fn an_issuer_that_promises_nothing_need_not_name_itself() {
    let world = World::start().await;
    world.state().promises_iss = false;
    world.state().back = Return::NoIss;
    world.workstation().sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
}

#[tokio::test]
async fn a_service_or_issuer_that_is_not_who_it_says_is_refused() {
    let world = World::start().await;
    let station = world.workstation();
    world.state().wrong_discovery = true;
    assert_eq!(station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err().code(), "wrong_issuer");
    world.state().wrong_discovery = false;
    world.state().resource = Some("https://directory.example.com".to_owned());
    assert_eq!(station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err().code(), "other_address");
    world.state().resource = None;
    world.state().mood = Mood::Page;
    assert_eq!(station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap_err().code(), "not_the_service");
    assert_nothing_stored(&world);
}

/// Security check 12: An answer that was not asked for is no answer.
#[tokio::test]
async fn a_wrong_state_gets_400_and_we_go_on_waiting() {
    let world = World::start().await;
    let station = Arc::new(world.workstation_with(Arc::new(Idle)));
    let (prompt, mut told) = prompt_channel();
    let attempt = tokio::spawn({
        let station = station.clone();
        async move { station.sign_in_browser(None, prompt, CancellationToken::new()).await }
    });
    let SignInPrompt::Browser { url, opened: true } = told.next().await else { panic!() };
    let http = Http::new(Limits::default());
    let url = Url::parse(&url).unwrap();
    let back = Url::parse(&url.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1).unwrap();
    let with = |query: &str| Url::parse(&format!("{back}?{query}")).unwrap();
    for (bad, status) in [
        (with("code=x&state=wrong"), 400),
        (with("code=x"), 400),
        (with("code=x&state=a&state=b"), 400),
        (with("error=access_denied&state=wrong"), 400),
        (back.join("/favicon.ico").unwrap(), 404),
    ] {
        let answer = get(&http, bad.clone()).await;
        assert_eq!(answer.status, status, "{bad}");
        assert_eq!(answer.headers["connection"], "close");
    }
    // A page of somebody else that was pointed here.
    let port = back.port().unwrap();
    let foreign = http.client(&back).unwrap().get(with("code=x&state=y")).header("host", format!("evil.example.com:{port}"));
    assert_eq!(http.fetch(foreign.build().unwrap()).await.unwrap().status, 400);
    let post = http.client(&back).unwrap().post(back.clone()).build().unwrap();
    assert_eq!(http.fetch(post).await.unwrap().status, 405);
    assert!(!attempt.is_finished());
    // The right one still comes through, and the person reads that it worked.
    let sent = get(&http, url).await.headers["location"].to_str().unwrap().to_owned();
    let page = get(&http, Url::parse(&sent).unwrap()).await;
    assert_eq!((page.status.as_u16(), page.media_type().as_str()), (200, "text/html"));
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.headers["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(String::from_utf8(page.body).unwrap().contains("You can close this tab"));
    attempt.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_second_attempt_ends_the_first_and_cancel_ends_it_too() {
    let world = World::start().await;
    let station = Arc::new(world.workstation_with(Arc::new(Idle)));
    let begin = |cancel: CancellationToken| {
        let ((prompt, told), station) = (prompt_channel(), station.clone());
        (tokio::spawn(async move { station.sign_in_browser(None, prompt, cancel).await }), told)
    };
    let (first, mut prompted) = begin(CancellationToken::new());
    let SignInPrompt::Browser { url, .. } = prompted.next().await else { panic!() };
    let cancel = CancellationToken::new();
    let (second, mut prompted) = begin(cancel.clone());
    assert_eq!(first.await.unwrap().unwrap_err().cause, Cause::Superseded);
    prompted.next().await;
    cancel.cancel();
    assert_eq!(second.await.unwrap().unwrap_err().cause, Cause::Cancelled);
    // Nobody listens any more.
    let url = Url::parse(&url).unwrap();
    let back = Url::parse(&url.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1).unwrap();
    let http = Http::new(Limits::default());
    let request = http.client(&back).unwrap().get(back.clone()).build().unwrap();
    assert!(matches!(http.fetch(request).await, Err(Cause::CannotConnect { .. })));
    assert_nothing_stored(&world);
}

#[tokio::test]
async fn a_browser_that_never_comes_back_is_given_up_after_five_minutes() {
    let world = World::start().await;
    let station = Arc::new(world.workstation_with(Arc::new(NoBrowser)));
    let (prompt, mut told) = prompt_channel();
    let attempt = tokio::spawn({
        let station = station.clone();
        async move { station.sign_in_browser(None, prompt, CancellationToken::new()).await }
    });
    assert!(matches!(told.next().await, SignInPrompt::Browser { opened: false, .. }));
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    assert_eq!(attempt.await.unwrap().unwrap_err().cause, Cause::BrowserTimeout);
    assert!(before.elapsed() >= Duration::from_secs(299) && before.elapsed() < Duration::from_secs(310), "{:?}", before.elapsed());
}

#[tokio::test]
async fn signs_in_with_a_code_as_patiently_as_the_issuer_wants() {
    let world = World::start().await;
    world.state().device_waits = vec!["authorization_pending", "slow_down", "authorization_pending"];
    let station = Arc::new(world.workstation());
    let (prompt, mut told) = prompt_channel();
    let attempt = tokio::spawn({
        let station = station.clone();
        async move { station.sign_in_device(Some("ana.costa@oldbridge.example.com".to_owned()), prompt, CancellationToken::new()).await }
    });
    let SignInPrompt::Code { code, url_complete, .. } = told.next().await else { panic!() };
    assert_eq!(code, "WDJB-MJHT");
    assert!(url_complete.unwrap().ends_with("user_code=WDJB-MJHT&login_hint=ana.costa%40oldbridge.example.com"));
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    let who = attempt.await.unwrap().unwrap();
    assert_eq!(who.persistence, Persistence::Keychain);
    // 5 s, then 5 s more since it was told to slow down, then as slow again.
    assert!(before.elapsed() >= Duration::from_secs(20), "{:?}", before.elapsed());
}

/// Field case W12a: an issuer that names no pause is not asked without one.
#[tokio::test]
async fn an_issuer_that_names_no_pause_is_not_asked_without_one() {
    let world = World::start().await;
    world.state().interval = Some(0);
    world.state().device_waits = vec!["authorization_pending"; 5];
    let station = Arc::new(world.workstation());
    let (prompt, mut told) = prompt_channel();
    let attempt = tokio::spawn({
        let station = station.clone();
        async move { station.sign_in_device(None, prompt, CancellationToken::new()).await }
    });
    assert!(matches!(told.next().await, SignInPrompt::Code { .. }));
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    attempt.await.unwrap().unwrap();
    assert!(before.elapsed() >= Duration::from_secs(4), "{:?}", before.elapsed());
}

#[tokio::test]
async fn a_code_can_be_refused_or_end_or_not_be_offered() {
    let world = World::start().await;
    let station = world.workstation();
    for (said, code) in [("access_denied", "sign_in_denied"), ("expired_token", "device_expired")] {
        world.state().device_waits = vec![said];
        assert_eq!(station.sign_in_device(None, quiet(), CancellationToken::new()).await.unwrap_err().code(), code);
    }
    world.state().no_device = true;
    assert_eq!(station.sign_in_device(None, quiet(), CancellationToken::new()).await.unwrap_err().code(), "device_unsupported");
    assert_nothing_stored(&world);
}

#[tokio::test]
async fn without_a_password_store_the_session_lasts_as_long_as_the_process() {
    let world = World::start().await;
    for (mood, code) in [(StoreMood::Missing, "no_keychain"), (StoreMood::Locked, "keychain_locked"), (StoreMood::ReadOnly, "no_keychain")]
    {
        world.store.set_mood(mood);
        let station = world.workstation();
        let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
        let Persistence::ThisProcess(why) = &who.persistence else { panic!("{mood:?}") };
        assert_eq!(why.code(), code);
        assert_eq!(station.session().await.unwrap(), Some(who));
        station.me().await.unwrap();
        assert!(!world.data_dir().session().exists());
        // It can be renewed as well.
        world.state().access = None;
        station.me().await.unwrap();
        // Another process knows nothing of it.
        world.store.set_mood(StoreMood::Fine);
        assert_eq!(world.workstation().session().await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_store_that_locks_later_is_said_and_loses_nothing() {
    let world = World::start().await;
    let station = world.workstation();
    station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    world.store.set_mood(StoreMood::Locked);
    // SessionInfo is running goes on; who starts now is told why not.
    station.me().await.unwrap();
    assert_eq!(world.workstation().session().await.unwrap_err().code(), "keychain_locked");
    world.store.set_mood(StoreMood::Fine);
    assert!(world.workstation().session().await.unwrap().is_some());
}

#[tokio::test]
async fn a_file_keeps_the_key_by_explicit_choice() {
    let world = World::start().await;
    crate::settings::change(&world.data_dir(), &crate::settings::Change::SecretStore(crate::settings::StoreChoice::File)).unwrap();
    let station = world.workstation();
    let who = station.sign_in_browser(None, quiet(), CancellationToken::new()).await.unwrap();
    assert_eq!(who.persistence, Persistence::File);
    assert_eq!(world.store.calls(), Vec::<String>::new());
    assert_eq!(world.workstation().session().await.unwrap(), Some(who));
    station.sign_out().await.unwrap();
    assert_eq!(world.files(), ["policy", "session.lock", "settings.toml"]);
}
