//! What the person answers: offers, invitations, leaving; earlier requests.

use super::*;
use domicile_model::transfer::TransferState;

/// Field case W08a: what is wrong with the disk is said in the window that opened all the same.
#[tokio::test(start_paused = true)]
async fn what_was_found_wrong_before_the_start_is_shown_until_it_is_dismissed() {
    let before = started(ana()).await;
    let full = std::io::Error::from(std::io::ErrorKind::ReadOnlyFilesystem);
    let table = Table::again_with(before.backend.clone(), Some(Cause::cannot_write(std::path::Path::new("/home/ana"), &full).into()));
    table.pass(5).await;
    assert_eq!(table.shown().problem.map(|it| it.code).as_deref(), Some("cannot_write"));
    assert_eq!(table.asked(Request::Dismiss).await.problem, None);
}

#[tokio::test(start_paused = true)]
async fn every_answer_goes_to_the_service_once_and_is_confirmed() {
    let id = || "offer-1".to_owned();
    let cases = [
        (Request::AcceptOffer { id: id() }, "accept offer offer-1", "You accepted the offer of Northwind Rail."),
        (Request::DeclineOffer { id: id() }, "decline offer offer-1", "You declined the offer of Northwind Rail."),
        (Request::Leave, "leave", "You left Old Bridge Ltd."),
    ];
    for (request, call, notice) in cases {
        let mut me = ana();
        me.offers = vec![offer("northwind-rail")];
        let table = started(me).await;
        table.ask(request.clone());
        let shown = table.asked(request).await;
        assert_eq!(table.backend_calls(), [call, "me"]);
        assert_eq!(shown.notice.as_deref(), Some(notice));
    }
}

#[tokio::test(start_paused = true)]
async fn taking_an_acceptance_back_is_confirmed_as_that() {
    let mut me = ana();
    me.offers = vec![offer("northwind-rail")];
    me.offers[0].state = TransferState::Accepted.into();
    let table = started(me).await;
    let shown = table.asked(Request::DeclineOffer { id: "offer-1".to_owned() }).await;
    assert_eq!(table.backend_calls(), ["decline offer offer-1", "me"]);
    assert_eq!(shown.notice.as_deref(), Some("You undid your acceptance of the offer of Northwind Rail."));
}

#[tokio::test(start_paused = true)]
async fn an_invitation_is_accepted_or_declined() {
    let yara = sample::admin::yara_invited().me.known().cloned().unwrap();
    let id = || "invitation-1".to_owned();
    for (request, call, notice) in [
        (Request::AcceptInvitation { id: id() }, "accept invitation invitation-1", "You now belong to Northwind Rail."),
        (Request::DeclineInvitation { id: id() }, "decline invitation invitation-1", "You declined the invitation of Northwind Rail."),
    ] {
        let table = started(yara.clone()).await;
        let shown = table.asked(request).await;
        assert_eq!((table.backend_calls(), shown.notice.as_deref()), (vec![call.to_owned(), "me".to_owned()], Some(notice)));
    }
}

#[tokio::test(start_paused = true)]
async fn an_offer_that_was_revoked_meanwhile_is_told_and_gone() {
    let mut me = ana();
    me.offers = vec![offer("northwind-rail")];
    let table = started(me).await;
    table.answer(|it| {
        it.said = Err(refused(409, "offer_closed"));
        it.me = Ok(ana());
    });
    let shown = table.asked(Request::AcceptOffer { id: "offer-1".to_owned() }).await;
    assert_eq!(shown.problem.map(|it| it.code).as_deref(), Some("offer_closed"));
    assert_eq!((shown.offers, shown.headline.verdict), (vec![], Verdict::CanWork));
}

#[tokio::test(start_paused = true)]
async fn a_declined_offer_leaves_no_target_behind() {
    let mut me = ana();
    me.offers = vec![offer("northwind-rail")];
    let table = started(me).await;
    assert_eq!(table.shown().headline.verdict, Verdict::YourTurn);
    table.answer(|it| it.me = Ok(ana()));
    let shown = table.asked(Request::DeclineOffer { id: "offer-1".to_owned() }).await;
    assert_eq!(shown.headline.verdict, Verdict::CanWork);
}

#[tokio::test(start_paused = true)]
async fn earlier_requests_are_read_once_for_each_turn_of_the_newest() {
    let mut me = ana();
    me.request = Some(request(&me, RemovalState::Expired));
    let answers = {
        let mut it = answers(&me, true);
        it.removals = sample::admin::ana_twice_unanswered().history;
        it
    };
    let table = Table::set(answers);
    table.pass(2).await;
    let shown = table.shown();
    let states: Vec<&str> = shown.history.iter().map(|it| it.state.unwrap().as_str()).collect();
    assert_eq!(states, ["expired", "declined", "withdrawn"]);
    table.asked(Request::CheckAgain).await;
    let calls = table.backend_calls();
    assert_eq!(calls.iter().filter(|it| *it == "removals").count(), 1, "{calls:?}");
}
