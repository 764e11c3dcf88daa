//! Licences taken along, as the person and their administrator ask for it.

use super::*;
use domicile_model::check_out::CheckOutState;
use domicile_model::id::CheckOutId;
use domicile_workstation::offline_files::Imported;
use domicile_workstation::request::{AdminChange, CheckOutRequest};
use sample::check_outs::{HERE, mine, of, take_along};

fn ask(request: CheckOutRequest) -> Request {
    Request::CheckOut { request }
}

fn take(product: &str, days: u16) -> Request {
    ask(CheckOutRequest::Ask { product: product.to_owned(), days })
}

#[tokio::test(start_paused = true)]
async fn a_wish_is_sent_once_and_shown_as_waiting() {
    let table = started(ana()).await;
    assert!(table.shown().licences.check_outs.waiting.is_empty());
    table.answer(|it| it.check_outs = Ok(vec![mine("bridge-modeler", CheckOutState::Asked, HERE)]));
    table.ask(take("bridge-modeler", 14));
    let shown = table.asked(take("bridge-modeler", 7)).await;
    assert_eq!(table.backend_calls(), ["take bridge-modeler 14", "me"], "a second click sends nothing");
    assert_eq!(shown.notice.as_deref(), Some("Your request to check out Bridge Modeler was sent."));
    let waiting = &shown.licences.check_outs.waiting;
    assert_eq!(waiting.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Requested on Tue 12 May, waiting for Old Bridge Ltd."]);
    assert!(shown.licences.check_outs.offers.iter().all(|it| it.product != "bridge-modeler"), "what waits is not asked for again");
}

#[tokio::test(start_paused = true)]
async fn check_outs_are_read_when_the_persons_policy_changed_and_not_at_every_turn() {
    let table = started(ana()).await;
    let reads = || table.backend.check_outs_read();
    let before = reads();
    assert_eq!(before, 1);
    table.asked(Request::CheckAgain).await;
    assert_eq!(reads(), before, "nothing changed");
    table.answer(|it| it.me.as_mut().unwrap().policy_version += 1);
    table.asked(Request::CheckAgain).await;
    assert_eq!(reads(), before + 1);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_told_and_read_anew() {
    let table = started(ana()).await;
    table.answer(|it| it.check_out = Err(refused(409, "check_out_not_entitled")));
    let shown = table.asked(take("bridge-modeler", 14)).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("check_out_not_entitled"));
    assert_eq!(shown.notice, None);
    assert_eq!(table.backend.check_outs_read(), 2);
}

#[tokio::test(start_paused = true)]
async fn returning_and_taking_back_ask_the_service() {
    let table = started(ana()).await;
    let shown = table.asked(ask(CheckOutRequest::Return { id: "out-1".to_owned() })).await;
    assert_eq!(shown.notice.as_deref(), Some("Bridge Modeler was returned."));
    table.asked(ask(CheckOutRequest::Withdraw { id: "out-2".to_owned() })).await;
    assert_eq!(table.backend_calls(), ["give back out-1", "me", "take back out-2", "me"]);
}

#[tokio::test(start_paused = true)]
async fn without_anybody_signed_in_only_files_are_handled() {
    let mut answers = answers(&ana(), false);
    answers.opened = Ok(Imported::Licences { checked_out: vec!["Bridge Modeler".to_owned()], valid_until: None });
    let table = Table::set(answers);
    table.pass(2).await;
    table.backend_calls();
    let shown = table.asked(take("bridge-modeler", 14)).await;
    assert_eq!((table.backend_calls(), shown.problem.map(|it| it.code).as_deref()), (vec![], Some("sign_in_needed")));
    let shown = table.asked(ask(CheckOutRequest::OpenFile { text: "{}".to_owned() })).await;
    assert_eq!(shown.notice.as_deref(), Some("The licences from the file are now on this computer."));
    let shown = table.asked(ask(CheckOutRequest::SaveRequest { product: "bridge-modeler".to_owned(), days: 30 })).await;
    let saved = std::path::Path::new("/home/ana/Downloads").join("domicile-request-bridge-modeler.json");
    let told = format!("The request is in {}. Open it with Domicile on a computer that is online.", saved.display());
    assert_eq!(shown.notice.as_deref(), Some(told.as_str()));
    assert_eq!(table.backend_calls(), ["open {}", "request bridge-modeler 30", "save domicile-request-bridge-modeler.json false"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_given_back_by_file_is_gone_only_once_the_file_is_there() {
    let table = started(ana()).await;
    let back = || ask(CheckOutRequest::SaveReturn { id: "out-1".to_owned() });
    table
        .answer(|it| it.save = Err(Failure::new(Cause::cannot_write(std::path::Path::new("/x"), &std::io::ErrorKind::StorageFull.into()))));
    assert_eq!(table.asked(back()).await.problem.map(|it| it.code).as_deref(), Some("cannot_write"));
    assert_eq!(table.backend_calls(), ["return file out-1", "save domicile-return.json false", "me"]);
    table.answer(|it| it.save = Ok(()));
    table.asked(back()).await;
    assert_eq!(table.backend_calls(), ["return file out-1", "save domicile-return.json false", "given back out-1", "me"]);
}

#[tokio::test(start_paused = true)]
async fn licences_for_another_computer_are_saved_for_their_owner_alone() {
    let mut answers = answers(&ana(), true);
    answers.check_outs = Ok(vec![mine("bridge-modeler", CheckOutState::CheckedOut, "m-tower")]);
    let table = Table::set(answers);
    table.pass(2).await;
    table.backend_calls();
    let action = table.shown().licences.check_outs.elsewhere[0].actions[0].clone();
    table.asked(action.request).await;
    assert_eq!(table.backend_calls()[..2], ["licences for m-tower", "save domicile-licences-ana-tower.json true"]);
}

#[tokio::test(start_paused = true)]
async fn what_the_service_allowed_and_this_computer_lacks_waits_for_refresh_policy() {
    let mut answers = answers(&ana(), true);
    answers.check_outs = Ok(vec![mine("bridge-modeler", CheckOutState::CheckedOut, HERE)]);
    let table = Table::set(answers);
    table.pass(2).await;
    let waiting = table.shown().licences.check_outs.waiting;
    assert_eq!(waiting[0].text, "Allowed until Wed 27 May. Refresh Policy brings it to this computer.");
    assert_eq!(waiting[0].actions[0].request, Request::RefreshPolicy);
}

#[tokio::test(start_paused = true)]
async fn an_administrator_allows_declines_and_ends() {
    let cases = [
        (AdminChange::AllowCheckOut { id: CheckOutId::new("c1"), days: Some(7) }, "allow c1 7", "notice"),
        (AdminChange::DeclineCheckOut { id: CheckOutId::new("c1"), reason: "No.".to_owned() }, "decline check-out c1 No.", "notice"),
        (AdminChange::EndCheckOut { id: CheckOutId::new("c1") }, "end c1", "notice"),
    ];
    for (request, call, _) in cases {
        let table = started(sample::admin::administrator_of("Maria Silva", "old-bridge", 0, 0)).await;
        let shown = table.asked(Request::Administer { request: request.into() }).await;
        assert_eq!(table.backend_calls(), [call, "me"]);
        assert!(shown.notice.is_some() && shown.problem.is_none());
    }
}

#[tokio::test(start_paused = true)]
async fn a_wish_is_told_to_administrators_outside_the_window_and_its_answer_to_the_person() {
    let maria = sample::admin::administrator_of("Maria Silva", "old-bridge", 0, 0);
    let mut answers_of_maria = answers(&maria, true);
    answers_of_maria.account.requests = vec![];
    let table = Table::set(answers_of_maria);
    table.pass(90).await;
    table.shell_calls();
    table.answer(|it| {
        it.account.check_outs = vec![of("Ana Costa", "bridge-modeler", CheckOutState::Asked)];
        it.me.as_mut().unwrap().inbox.as_mut().unwrap().open_check_outs = 1;
    });
    table.asked(Request::CheckAgain).await;
    table.pass(1).await;
    assert_eq!(table.shell_calls(), ["notify Ana Costa asks to check out Bridge Modeler"]);

    let table = Table::set(answers(&ana(), true));
    table.pass(90).await;
    table.answer(|it| {
        it.check_outs = Ok(vec![mine("bridge-modeler", CheckOutState::Declined, HERE)]);
        it.me.as_mut().unwrap().policy_version += 1;
    });
    table.asked(Request::CheckAgain).await;
    table.pass(1).await;
    assert_eq!(table.shell_calls(), ["notify You can’t check out Bridge Modeler"]);
}

#[test]
fn leaving_warns_of_what_is_still_checked_out() {
    let mut state = signed_in(ana());
    let warned = |state: &State| shown(state).removal.unwrap().blockers;
    assert_eq!(warned(&state), NOTHING);
    take_along(&mut state, "bridge-modeler");
    assert_eq!(warned(&state), ["Return 1 licence before you leave: it is checked out to one of your computers."]);
    state.check_outs.push(mine("terrain-viewer", CheckOutState::CheckedOut, "m-tower"));
    assert_eq!(warned(&state), ["Return 2 licences before you leave: they are checked out to your computers."]);
}

#[test]
fn an_expired_licence_file_lets_what_was_taken_along_run() {
    let state = sample::check_outs::away_with_one();
    assert!(state.policy.can_work());
    assert_eq!(state.policy.ready(), 1);
    let shown = shown(&state);
    assert!(shown.headline.can_work);
    assert_eq!(shown.licences.headline, "1 product is checked out here");
    let product = shown.licences.products.iter().find(|it| it.id == "bridge-modeler").unwrap();
    assert_eq!((product.label.as_str(), product.code.as_str()), ("Checked out until 27 May", "checked_out"));
    assert!(shown.licences.check_outs.by_file);
    assert_eq!(shown.licences.check_outs.here[0].actions[0].label, "Return by file");
    let offered: Vec<_> = shown.licences.check_outs.offers.iter().map(|it| it.product.as_str()).collect();
    assert!(!offered.contains(&"bridge-modeler") && offered.contains(&"terrain-viewer"), "{offered:?}");
}
