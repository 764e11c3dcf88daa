//! What an administrator asks for: one change at a time, everything read anew after it, and another administrator's answer told.

use super::*;
use domicile_model::adding::AddCode;
use domicile_model::id::{InvitationId, LicenceAssignmentId, RemovalId, RemovalRequestId, TransferId, UserId};
use domicile_model::person::{LockReason, Role};
use domicile_workstation::overview::CardCode;
use domicile_workstation::request::{AdminChange, AdminQuery, AdminRequest};

async fn maria() -> Table {
    let table = started(sample::admin::administrator_of("Maria Silva", "old-bridge", 1, 0)).await;
    table.asked(Request::WindowChanged { visible: true }).await;
    table.backend_calls();
    table
}

fn ask(request: impl Into<AdminRequest>) -> Request {
    Request::Administer { request: request.into() }
}

fn anas() -> RemovalRequestId {
    RemovalRequestId::new("request-of-ana-costa")
}

#[tokio::test(start_paused = true)]
async fn whoever_looks_sees_the_account_and_others_have_no_such_screens() {
    let shown = maria().await.shown().admin.unwrap();
    assert_eq!((shown.account_name.as_str(), shown.waiting), ("Old Bridge Ltd", 1));
    assert_eq!(shown.inbox.items.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["Ana Costa asks to leave Old Bridge Ltd"]);
    assert_eq!(shown.people.list.len(), 2);
    assert_eq!(started(ana()).await.asked(ask(AdminChange::Approve { id: anas() })).await.admin, None);
}

#[tokio::test(start_paused = true)]
async fn nobody_elses_screens_are_asked_for() {
    let table = started(ana()).await;
    table.asked(ask(AdminQuery::Find { query: "maria@example.com".to_owned() })).await;
    assert_eq!(table.backend_calls(), NOTHING);
}

#[tokio::test(start_paused = true)]
async fn opening_a_request_shows_what_stands_in_the_way() {
    let table = maria().await;
    table.answer(|it| {
        let user = it.account.preflight.user.clone();
        it.account.preflight = sample::admin::preflight(&user, &[domicile_model::preflight::Blocker::FulfilmentContact]);
    });
    let shown = table.asked(ask(AdminQuery::OpenRequest { id: anas() })).await;
    let item = &shown.admin.unwrap().inbox.items[0];
    assert_eq!((item.state.unwrap().as_str(), item.blocked), ("seen", true));
    assert_eq!(item.preflight.as_ref().unwrap()[0].code.unwrap().as_str(), "fulfilment_contact");
    assert_eq!(table.backend_calls(), ["open request-of-ana-costa"]);
    assert_eq!(table.shell_calls(), ["show Requests"]);
}

#[tokio::test(start_paused = true)]
async fn a_list_that_was_read_meanwhile_does_not_hide_what_stands_in_the_way_of_an_opened_request() {
    // A change is heard of, and the account is read because of it, at every moment before and while the request is opened.
    for moment in 0..40 {
        let table = maria().await;
        table.backend.says(domicile_workstation::api::Changed { me: true, inbox: true });
        tokio::time::sleep(Duration::from_millis(moment * 50)).await;
        table.ask(ask(AdminQuery::OpenRequest { id: anas() }));
        table.pass(5).await;
        let inbox = table.shown().admin.unwrap().inbox;
        assert!(inbox.items[0].preflight.is_some(), "after {moment} x 50 ms it is still being looked up");
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_click_approves_nothing() {
    let table = maria().await;
    table.ask(ask(AdminChange::Approve { id: anas() }));
    table.ask(ask(AdminChange::Decline { id: anas(), reason: "No.".to_owned() }));
    let shown = table.asked(ask(AdminChange::Approve { id: anas() })).await;
    assert_eq!(table.backend_calls(), ["approve request-of-ana-costa", "me"]);
    assert_eq!(shown.notice.as_deref(), Some("Ana Costa was removed."));
}

#[tokio::test(start_paused = true)]
async fn the_other_administrators_answer_stands_and_is_told() {
    let table = maria().await;
    table.answer(|it| {
        it.account.change = Err(refused(409, "request_closed"));
        it.account.requests = vec![sample::admin::asks("Ana Costa", RemovalState::Declined)];
    });
    let shown = table.asked(ask(AdminChange::Approve { id: anas() })).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("request_closed"));
    let item = &shown.admin.unwrap().inbox.items[0];
    assert_eq!((item.state.unwrap().as_str(), item.open), ("declined", false), "the item is what the service says now");
    assert_eq!(shown.notice, None);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_fails_after_the_window_was_closed_is_said_outside_it() {
    let table = maria().await;
    table.pass(60).await;
    table.answer(|it| it.account.change = Err(refused(409, "request_closed")));
    table.ask(ask(AdminChange::Approve { id: anas() }));
    table.asked(Request::WindowChanged { visible: false }).await;
    assert_eq!(table.shell_calls(), ["notify That did not work"]);
    table.asked(Request::Dismiss).await;
    assert_eq!(table.shell_calls(), ["withdraw answer"]);
    table.asked(Request::WindowChanged { visible: true }).await;
    table.asked(ask(AdminChange::Approve { id: anas() })).await;
    assert_eq!(table.shell_calls(), NOTHING, "in front, the window says it");
}

#[tokio::test(start_paused = true)]
async fn an_address_is_looked_up_and_a_name_is_searched_for() {
    let table = maria().await;
    let shown = table.asked(ask(AdminQuery::Find { query: "\u{feff} yara@example.com\u{200b}\n".to_owned() })).await.admin.unwrap();
    assert_eq!(shown.people.card.map(|it| it.code), Some(CardCode::AffiliatedElsewhere));
    let shown = table.asked(ask(AdminQuery::Find { query: "piet".to_owned() })).await.admin.unwrap();
    assert_eq!((shown.people.card, shown.people.query.as_str(), shown.people.busy), (None, "piet", false));
    assert_eq!(table.backend_calls(), ["look up yara@example.com", "members piet "]);
}

#[tokio::test(start_paused = true)]
async fn only_the_newest_look_up_counts() {
    let table = maria().await;
    table.ask(ask(AdminQuery::Find { query: "yara@example.com".to_owned() }));
    let shown = table.asked(ask(AdminQuery::Find { query: "piet".to_owned() })).await.admin.unwrap();
    assert_eq!(shown.people.card, None, "the answer to the older question is not shown");
}

#[tokio::test(start_paused = true)]
async fn the_next_page_is_added_once() {
    let table = maria().await;
    table.answer(|it| it.account.next = Some("c2".to_owned()));
    table.asked(ask(AdminQuery::Find { query: String::new() })).await;
    table.ask(ask(AdminQuery::More));
    let shown = table.asked(ask(AdminQuery::More)).await.admin.unwrap();
    assert_eq!((shown.people.list.len(), shown.people.more), (4, false));
    assert_eq!(table.backend_calls(), ["members  c2"]);
}

#[tokio::test(start_paused = true)]
async fn every_change_asks_the_service_once_and_says_what_was_done() {
    let user = || UserId::new("ana-costa");
    let cases = [
        (
            AdminChange::Unlock { user: user(), lock: LockReason::Administrator },
            "unlock ana-costa administrator",
            "Ana Costa is now unlocked.",
        ),
        (AdminChange::Lock { user: user(), because: None }, "lock ana-costa", "Ana Costa is now locked."),
        (
            AdminChange::SetCountry { user: user(), country: Some("FR".to_owned()) },
            "country ana-costa FR",
            "The licence country of Ana Costa is set.",
        ),
        (AdminChange::SetRoles { user: user(), roles: vec![Role::Beta] }, "roles ana-costa beta", "The roles of Ana Costa are set."),
        (AdminChange::Designate { user: user(), country: None }, "designate ana-costa", "Ana Costa is now a Fulfilment Contact."),
        (AdminChange::EndDesignation { user: user() }, "end designation ana-costa", "Ana Costa is no longer a Fulfilment Contact."),
        (AdminChange::Remove { user: user() }, "remove ana-costa", "Ana Costa was removed. You can undo this for 90 days."),
        (AdminChange::ReturnLicence { id: LicenceAssignmentId::new("l1") }, "return l1", "The licence was taken back."),
        (
            AdminChange::ReassignLicence { id: LicenceAssignmentId::new("l1"), user: user() },
            "reassign l1 ana-costa",
            "The licence was given to somebody else.",
        ),
        (AdminChange::RevokeTransfer { id: TransferId::new("t1") }, "revoke offer t1", "The offer was withdrawn."),
        (AdminChange::RevokeInvitation { id: InvitationId::new("i1") }, "revoke invitation i1", "The invitation was withdrawn."),
        (
            AdminChange::Create { email: "new@example.com".to_owned(), name: None },
            "Create new@example.com",
            "new@example.com was created and added.",
        ),
        (AdminChange::AddToAccount { email: "y@example.com".to_owned() }, "AddToAccount y@example.com", "y@example.com was added."),
    ];
    for (request, call, notice) in cases {
        let table = maria().await;
        let shown = table.asked(ask(request)).await;
        assert_eq!((table.backend_calls(), shown.notice.as_deref()), (vec![call.to_owned(), "me".to_owned()], Some(notice)));
        assert_eq!(shown.admin.map(|it| it.people.busy), Some(false));
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_brought_back_is_back_or_asked_first() {
    let table = maria().await;
    let undo = || ask(AdminChange::Restore { removal: RemovalId::new("removal-rosa-klein") });
    assert_eq!(table.asked(undo()).await.notice.as_deref(), Some("Rosa Klein was asked to come back."));
    table.answer(|it| it.account.undone = Some(sample::admin::of_account("Rosa Klein", "old-bridge")));
    assert_eq!(table.asked(undo()).await.notice.as_deref(), Some("Rosa Klein is back."));
}

#[tokio::test(start_paused = true)]
async fn an_offer_shows_its_card_and_a_refusal_its_code() {
    let table = maria().await;
    let email = "ana.costa@oldbridge.example.com".to_owned();
    table.answer(|it| {
        let transfer = Some(sample::admin::transfer(domicile_model::transfer::TransferState::Offered));
        it.account.add = Ok(domicile_model::wire::AddAnswer { transfer, ..sample::admin::answer(AddCode::Offered) });
    });
    let offer = || ask(AdminChange::OfferTransfer { email: email.clone(), roles: vec![Role::Download], country: None });
    let shown = table.asked(offer()).await.admin.unwrap().people.card.unwrap();
    assert_eq!((shown.code, shown.verdict.as_str()), (CardCode::Offered, "Offer sent"));
    table.answer(|it| it.account.add = Err(refused(409, "offer_already_open")));
    assert_eq!(table.asked(offer()).await.problem.map(|it| it.code).as_deref(), Some("offer_already_open"));
}

#[tokio::test(start_paused = true)]
async fn the_text_for_a_person_is_copied_in_their_language() {
    let table = maria().await;
    table.asked(ask(AdminQuery::OpenPerson { user: UserId::new("ana-costa") })).await;
    table.shell_calls();
    let email = "ana.costa@oldbridge.example.com".to_owned();
    table.asked(ask(AdminQuery::CopyWelcome { email: email.clone(), language: Some("en".to_owned()) })).await;
    let copied = table.shell_calls();
    assert!(copied[0].starts_with("copy Hello Ana Costa,\n\nYou are in Old Bridge Ltd now."), "{copied:?}");
    assert!(copied[0].contains(&email) && copied[0].ends_with("Maria Silva\nmaria.silva@oldbridge.example.com"), "{copied:?}");
}

#[tokio::test(start_paused = true)]
async fn in_the_tray_the_account_is_read_only_when_more_wait() {
    let table = started(sample::admin::administrator_of("Maria Silva", "old-bridge", 1, 0)).await;
    table.pass(24 * 3600).await;
    let checks = table.backend_calls().iter().filter(|it| *it == "me").count();
    assert!(checks <= 6, "{checks} checks in a quiet day");
}

#[tokio::test(start_paused = true)]
async fn the_card_of_somebody_says_what_they_may_run_and_why() {
    let table = maria().await;
    let open = || ask(AdminQuery::OpenPerson { user: UserId::new("ana-costa") });
    let rights = |shown: &Overview| shown.admin.as_ref().unwrap().people.card.as_ref().unwrap().rights.clone();
    let shown = rights(&table.asked(open()).await);
    let rail = shown.iter().find(|it| it.product == "rail-designer").unwrap();
    assert_eq!((rail.code.as_str(), rail.why.as_str()), ("not_entitled", "Old Bridge Ltd does not own Rail Designer."));
    assert_eq!(rail.explanation.fix.as_ref().unwrap().text, "Buy Rail Designer for Old Bridge Ltd.");

    // Read again with everything else; a service that does not say costs these lines, not the card.
    table.answer(|it| it.account.rights = Err(refused(404, "not_found")));
    let shown = table.asked(ask(AdminQuery::PreviewRemoval { user: UserId::new("ana-costa") })).await;
    assert_eq!((rights(&shown).len(), shown.problem), (0, None));
    assert_eq!(rights(&table.asked(open()).await), []);
    table.answer(|it| it.account.rights = Ok(why::rights(&why::locked())));
    let shown = rights(&table.asked(ask(AdminChange::SetCountry { user: UserId::new("ana-costa"), country: None })).await);
    assert!(shown.iter().all(|it| it.reason.as_deref() == Some("locked")), "{shown:?}");
}

#[tokio::test(start_paused = true)]
async fn what_the_account_owns_is_read_for_whoever_looks_and_again_after_a_while_or_a_change() {
    let table = maria().await;
    let ends = |shown: &Overview| shown.admin.as_ref().and_then(|it| it.licences.as_ref()).map(|it| it.items.len());
    assert_eq!(ends(&table.shown()), Some(2));
    let renewed = vec![forecast::owned("bridge-modeler", None, None)];
    table.answer(|it| it.account.entitlements = Ok(renewed.clone()));
    assert_eq!(ends(&table.asked(Request::CheckAgain).await), Some(2), "contracts change seldom");
    table.asked(ask(AdminChange::Unlock { user: UserId::new("ana-costa"), lock: LockReason::Administrator })).await;
    assert_eq!(ends(&table.shown()), Some(0), "after a change everything is read anew");
    table.answer(|it| it.account.entitlements = Ok(forecast::licences().entitlements));
    table.pass(11 * 60).await;
    assert_eq!(ends(&table.asked(Request::CheckAgain).await), Some(2));
    // A service that cannot say it takes nothing away that is known.
    table.answer(|it| it.account.entitlements = Err(refused(404, "not_found")));
    table.pass(11 * 60).await;
    let shown = table.asked(Request::CheckAgain).await;
    assert_eq!((ends(&shown), shown.problem), (Some(2), None));
}

#[tokio::test(start_paused = true)]
async fn the_text_for_the_buyer_is_copied_in_the_language_of_the_buyer() {
    let table = maria().await;
    table.shell_calls();
    let shown = table.asked(ask(AdminQuery::CopyForBuyer { language: Some("de".to_owned()) })).await;
    let copied = table.shell_calls();
    assert!(copied[0].starts_with("copy Guten Tag,\n\ndiese Lizenzen des Kontos Old Bridge Ltd"), "{copied:?}");
    assert_eq!(shown.notice.as_deref(), Some("Message copied."));
    table.answer(|it| it.account.entitlements = Ok(vec![]));
    table.asked(ask(AdminChange::Unlock { user: UserId::new("ana-costa"), lock: LockReason::Administrator })).await;
    table.shell_calls();
    table.asked(ask(AdminQuery::CopyForBuyer { language: None })).await;
    assert_eq!(table.shell_calls(), NOTHING, "where nothing ends there is nothing to write");
}
