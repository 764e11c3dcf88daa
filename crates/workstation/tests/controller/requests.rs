//! What the person asks for: requests, texts, settings; and the move that begins with it.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_request_is_sent_once_shown_at_once_and_the_move_begins() {
    let table = started(ana()).await;
    let mut asked = ana();
    asked.request = Some(request(&asked, RemovalState::Submitted));
    table.answer(|it| it.me = Ok(asked.clone()));
    let file = Request::FileRemoval { to: Some("maria-silva".to_owned()), reason: None, note: None, going_to: None };
    table.ask(file.clone());
    let shown = table.asked(file).await;
    assert_eq!(table.backend_calls(), ["file maria-silva", "me", "removals"], "a second click sends nothing");
    let mut state = after_start(&table, asked);
    state.notice = Some(Notice::RequestSent);
    state.intent = moving();
    assert_eq!(Overview { connection: expected(&table, &state).connection, ..shown }, expected(&table, &state));
    let kept = std::fs::read_to_string(domicile_workstation::backend::Backend::data_folder(&*table.backend).join("intent.json")).unwrap();
    assert!(kept.contains("old-bridge"), "{kept}");
}

#[tokio::test(start_paused = true)]
async fn a_refused_request_becomes_the_problem_and_nothing_else_changes() {
    let table = started(ana()).await;
    let before = table.shown();
    table.answer(|it| it.file = Err(unreachable()));
    let shown = table.asked(Request::FileRemoval { to: None, reason: None, note: None, going_to: None }).await;
    assert_eq!(shown.problem.clone().map(|it| it.code).as_deref(), Some("cannot_connect"));
    assert_eq!(shown.connection.state, ConnectionState::Online, "the check after it reached the service again");
    assert_eq!(Overview { problem: None, connection: before.connection.clone(), ..shown }, before);
}

#[tokio::test(start_paused = true)]
async fn where_the_person_goes_stays_here_and_names_the_move() {
    let table = started(ana()).await;
    let mut asked = ana();
    asked.request = Some(request(&asked, RemovalState::Submitted));
    table.answer(|it| it.me = Ok(asked.clone()));
    let said = Some("  Northwind\n Rail ".to_owned());
    let shown = table.asked(Request::FileRemoval { to: None, reason: None, note: None, going_to: said }).await;
    assert_eq!(shown.journey.and_then(|it| it.target).as_deref(), Some("Northwind Rail"));
    assert!(table.backend_calls().iter().all(|it| !it.contains("Northwind")), "nobody is told");
}

#[tokio::test(start_paused = true)]
async fn whoever_stays_after_a_refusal_reads_no_more_of_it() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Declined));
    let table = started(me.clone()).await;
    assert_eq!(table.shown().headline.text, "Your request was declined");
    let shown = table.asked(Request::Stay { id: "8f2".to_owned() }).await;
    assert_eq!((shown.headline.verdict, shown.journey), (Verdict::CanWork, None));
    assert_eq!(shown.request.map(|it| it.settled), Some(true), "it stays readable");
    // The next look, and the next start, know it.
    assert_eq!(table.asked(Request::CheckAgain).await.headline.verdict, Verdict::CanWork);
    let kept = std::fs::read_to_string(domicile_workstation::backend::Backend::data_folder(&*table.backend).join("intent.json")).unwrap();
    assert!(kept.contains("\"stayed\": \"8f2\""), "{kept}");
    // Another request is another matter.
    me.request.iter_mut().for_each(|it| it.id = domicile_model::id::RemovalRequestId::new("9c4"));
    table.answer(|it| it.me = Ok(me));
    assert_eq!(table.asked(Request::CheckAgain).await.headline.text, "Your request was declined");
}

#[tokio::test(start_paused = true)]
async fn withdrawing_ends_the_move() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Seen));
    let table = started(me.clone()).await;
    assert!(table.shown().journey.is_some());
    if let Some(it) = &mut me.request {
        it.state = RemovalState::Withdrawn.into();
    }
    table.answer(|it| it.me = Ok(me));
    let shown = table.asked(Request::WithdrawRemoval { id: "8f2".to_owned() }).await;
    assert_eq!((shown.journey, shown.notice.as_deref()), (None, Some("Request withdrawn.")));
    assert_eq!(shown.headline.verdict, Verdict::CanWork);
    assert_eq!(table.backend_calls(), ["withdraw 8f2", "me", "removals"]);
}

#[tokio::test(start_paused = true)]
async fn support_gives_a_number() {
    let table = started(member("Sam Quarry", "quarry")).await;
    let shown = table.asked(Request::AskSupport { text: "Please remove me.".to_owned() }).await;
    assert_eq!(shown.notice.as_deref(), Some("Case C-17 opened with support."));
    assert_eq!(table.backend_calls(), ["support Please remove me.", "me"]);
}

#[tokio::test(start_paused = true)]
async fn the_move_goes_on_after_a_restart_and_is_put_away_a_day_after_its_end() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Seen));
    let table = started(me).await;
    table.asked(Request::Quit).await;

    // Meanwhile she left, was added and unlocked; the service no longer names the request.
    let mut there = member("Ana Costa", "northwind-rail");
    there.user.id = ana().user.id;
    table.answer(|it| {
        it.me = Ok(there);
        it.policy = policy("northwind-rail");
    });
    let table = Table::again(std::sync::Arc::clone(&table.backend));
    table.pass(2).await;
    let journey = table.shown().journey.unwrap();
    assert_eq!((journey.from.as_deref(), journey.target.as_deref()), (Some("Old Bridge Ltd"), Some("Northwind Rail")));
    assert!(journey.lines.iter().all(|it| it.state == domicile_workstation::vocabulary::StepState::Done));
    table.pass(30 * 3600).await;
    assert_eq!(table.shown().journey, None);
}

#[tokio::test(start_paused = true)]
async fn ready_texts_and_addresses_are_copied_mailed_and_opened() {
    let table = started(ana()).await;
    let shown = table.asked(Request::CopyMessage { message: Message::OldAdmin, language: None }).await;
    assert_eq!(shown.notice.as_deref(), Some("Message copied."));
    let email = "maria.silva@oldbridge.example.com".to_owned();
    table.asked(Request::CopyEmail { email: email.clone() }).await;
    table.asked(Request::WriteEmail { email: email.clone(), message: Message::OldAdmin }).await;
    table.asked(Request::OpenSupport).await;
    table.asked(Request::OpenWindow { screen: Screen::Licences }).await;
    let calls = table.shell_calls();
    assert!(calls[0].starts_with("copy Hello,\n\nPlease remove ana.costa@oldbridge.example.com from Old Bridge Ltd."), "{}", calls[0]);
    assert_eq!(calls[1], format!("copy {email}"));
    assert!(calls[2].starts_with(&format!("open mailto:{email}?subject=Please%20remove%20ana.costa@")), "{}", calls[2]);
    assert!(calls[2].contains("&body=Hello%20Maria%20Silva%2C%0D%0A"), "{}", calls[2]);
    assert_eq!(calls[3..], ["open https://support.example.com/", "show Licences"]);
}

#[tokio::test(start_paused = true)]
async fn a_desktop_that_refuses_is_told_with_what_to_do() {
    let table = started(ana()).await;
    table.answer(|it| it.shell_refuses = Some("no clipboard".to_owned()));
    let shown = table.asked(Request::CopyMessage { message: Message::OldAdmin, language: None }).await;
    assert_eq!(
        shown.problem.map(|it| (it.code, it.why)),
        Some(("cannot_copy".to_owned(), "The clipboard can’t be used: no clipboard.".to_owned()))
    );
    let shown = table.asked(Request::OpenSupport).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("cannot_open"));
    table.answer(|it| it.shell_refuses = None);
    assert_eq!(table.asked(Request::CopyMessage { message: Message::OldAdmin, language: None }).await.problem, None, "success clears it");
}

#[tokio::test(start_paused = true)]
async fn a_language_is_spoken_at_once_and_after_a_restart() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    let set = |language: &str| Request::SetLanguage { language: language.to_owned() };
    let german = table.asked(set("de")).await;
    assert_eq!((german.language.as_str(), german.settings.language.as_str()), ("de", "de"));
    assert_eq!(german.headline.text, "Nicht angemeldet");
    assert_eq!(table.backend.answers.lock().unwrap().spoken, Some(Language::De));
    let letter = table.asked(Request::CopyMessage { message: Message::Support, language: None }).await;
    assert_eq!(letter.language, "de");

    let again = Table::again(std::sync::Arc::clone(&table.backend));
    assert_eq!(again.shown().language, "de", "from the first overview on");
    let system = again.asked(set("system")).await;
    assert_eq!((system.language.as_str(), system.settings.language.as_str()), ("en", "system"));
    assert_eq!(system.headline.text, "Not signed in");
    assert_eq!(again.backend.answers.lock().unwrap().spoken, Some(Language::En));
}

fn choose(language: &str) -> Request {
    Request::SetLanguage { language: language.to_owned() }
}

/// What the service was told of languages since the last look.
fn mail_languages(table: &Table) -> Vec<String> {
    table.backend_calls().into_iter().filter(|it| it.starts_with("mails in")).collect()
}

#[tokio::test(start_paused = true)]
async fn a_chosen_language_is_that_of_mails_too() {
    let table = started(ana()).await;
    table.asked(choose("system")).await;
    table.asked(choose("en")).await;
    assert_eq!(mail_languages(&table), NOTHING, "the system's is no choice, and English it was");
    let mut german = ana();
    german.user.locale = "de".to_owned();
    table.answer(|it| it.me = Ok(german));
    assert_eq!(table.asked(choose("de")).await.problem, None);
    table.asked(Request::CheckAgain).await;
    table.asked(choose("de")).await;
    assert_eq!(mail_languages(&table), ["mails in de"], "once");
}

#[tokio::test(start_paused = true)]
async fn a_chosen_language_is_told_again_when_the_service_answers() {
    let table = started(ana()).await;
    table.answer(|it| it.update_me = Err(unreachable()));
    assert_eq!(table.asked(choose("de")).await.problem, None, "here it is spoken");
    assert_eq!(mail_languages(&table), ["mails in de"]);
    table.answer(|it| it.update_me = Ok(()));
    table.asked(Request::CheckAgain).await;
    assert_eq!(mail_languages(&table), ["mails in de"]);
    table.answer(|it| it.update_me = Err(refused(403, "limited_view")));
    table.asked(choose("es")).await;
    table.asked(Request::CheckAgain).await;
    assert_eq!(mail_languages(&table), ["mails in es"], "a no is a no");
}

#[tokio::test(start_paused = true)]
async fn of_two_languages_the_last_one_stands() {
    let table = started(ana()).await;
    table.ask(choose("de"));
    table.asked(choose("es")).await;
    assert_eq!(mail_languages(&table), ["mails in de", "mails in es"]);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_told_a_language_before_signing_in() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    table.asked(choose("de")).await;
    assert_eq!(mail_languages(&table), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn settings_take_effect_at_once() {
    let table = Table::set(answers(&ana(), false));
    table.pass(1).await;
    assert_eq!(table.asked(Request::SetTheme { theme: Theme::Dark }).await.settings.theme, Theme::Dark);
    let shown = table.asked(Request::SetServiceUrl { url: "https://other.example.com".to_owned() }).await;
    assert_eq!(shown.notice.as_deref(), Some("Service address saved."));
    table.answer(|it| it.set_url = Err(Failure::new(Cause::Managed { key: "service_url" })));
    let shown = table.asked(Request::SetServiceUrl { url: "https://other.example.com".to_owned() }).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("managed"));
    assert_eq!(table.backend_calls(), ["theme Dark", "service https://other.example.com", "service https://other.example.com"]);
}

#[tokio::test(start_paused = true)]
async fn what_helps_with_a_product_has_its_button() {
    let mut answers = answers(&ana(), true);
    answers.policy = why::trial_and_grace();
    let table = Table::set(answers);
    table.pass(5).await;
    let button = |shown: &Overview, id: &str| {
        let product = shown.licences.products.iter().find(|it| it.id == id).unwrap();
        product.explanation.fix.as_ref().and_then(|it| it.button.clone()).map(|it| it.request)
    };
    let shown = table.shown();
    assert_eq!(button(&shown, "terrain-viewer"), None, "nothing needs help");
    let copy = button(&shown, "rail-designer").unwrap();
    assert_eq!(copy, Request::CopyWhy { product: "rail-designer".to_owned(), language: None });
    table.shell_calls();
    let shown = table.asked(copy).await;
    assert!(shown.notice.is_some());
    let copied = table.shell_calls().concat();
    assert!(
        copied.starts_with("copy Hello,\n\nRail Designer does not run as it should for me (ana.costa@oldbridge.example.com in"),
        "{copied}"
    );
    assert!(copied.contains("Old Bridge Ltd has Rail Designer as a trial only"), "{copied}");
    assert!(copied.contains("This would help: Buy Rail Designer for Old Bridge Ltd: a full licence replaces the trial."), "{copied}");
    let german = Request::CopyWhy { product: "site-simulator".to_owned(), language: Some("de".to_owned()) };
    table.asked(german).await;
    assert!(table.shell_calls().concat().contains("Geben Sie Ana Costa eine Rolle oder Gruppe"), "in the reader's language");
    for nothing in ["terrain-viewer", "never-heard-of"] {
        table.asked(Request::CopyWhy { product: nothing.to_owned(), language: None }).await;
    }
    assert_eq!(table.shell_calls(), NOTHING);

    // What this program can do itself, for whoever is signed in or not.
    table.answer(|it| it.policy = why::explained(PolicySnapshot { condition: PolicyState::Expired, ..policy("old-bridge") }));
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!(button(&shown, "bridge-modeler"), Some(Request::RefreshPolicy));
    let shown = table.asked(Request::SignOut).await;
    assert!(matches!(button(&shown, "bridge-modeler"), Some(Request::SignIn { .. })), "{:?}", button(&shown, "bridge-modeler"));
}

#[tokio::test(start_paused = true)]
async fn the_welcome_at_the_end_of_a_move_is_put_away_for_good() {
    let mut asked = ana();
    asked.request = Some(request(&asked, RemovalState::Submitted));
    let table = started(asked).await;
    assert!(table.shown().journey.is_some_and(|it| it.from.as_deref() == Some("Old Bridge Ltd")));
    let arrived = ana_arrived();
    table.answer(|it| {
        it.me = Ok(arrived.me.known().unwrap().clone());
        it.policy = arrived.policy.clone();
    });
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!((shown.headline.text.as_str(), shown.arrival.is_some()), ("Welcome to Northwind Rail", true));
    let shown = table.asked(Request::DismissArrival).await;
    assert_eq!((shown.headline.text.as_str(), shown.arrival), ("You can work", None));
    assert!(shown.journey.is_some(), "the move can still be looked at");
    let again = Table::again_with(table.backend.clone(), None);
    again.pass(5).await;
    assert_eq!(
        (again.shown().headline.text.as_str(), again.shown().arrival),
        ("You can work", None),
        "a program that starts later knows it"
    );
}
