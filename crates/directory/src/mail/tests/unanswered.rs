//! A server that gets the whole mail and does not say what became of it: every time may be one more copy in somebody's mailbox.

use super::scripted_server::{Answer, Script, ScriptedServer};
use super::{Mailer, Office, settings};
use crate::mail::sender::Limits;
use jiff::SignedDuration;
use std::time::Duration;

const TO: &str = "ana.costa@oldbridge.example.com";

impl Office {
    fn mailer_at(&self, server: &ScriptedServer) -> Mailer {
        self.mailer(settings(&format!("smtp://{}", server.address)))
    }
}

/// Field case S06a: An answer that comes late, but comes, is waited for: one mail, one copy.
#[tokio::test]
async fn a_server_that_looks_through_the_text_for_long_gets_it_once() {
    let office = Office::new().await;
    let server = ScriptedServer::start(Script { texts: &[Answer::WhenTold(b"250 queued\r\n")], ..Script::default() }).await;
    office.write(1, TO).await;
    // What may take long before the text is over is over long since when the answer comes.
    let until_the_text = Duration::from_millis(500);
    let mailer = office.mailer_at(&server).with_limits(Limits { until_the_text, ..Limits::default() });
    let sending = mailer.send_due();
    tokio::pin!(sending);
    assert!(tokio::time::timeout(until_the_text * 4, &mut sending).await.is_err(), "it waits");
    server.got(1).await;
    // Nobody else sends it in the meantime, whatever the clock says of an ordinary claim.
    office.pass(SignedDuration::from_mins(9));
    assert_eq!(office.mailer_at(&server).send_due().await, 0);
    server.go_on();
    assert_eq!((sending.await, server.count(), office.waiting().await.len()), (1, 1, 0));
}

#[test]
fn the_answer_to_a_text_is_waited_for_as_long_as_the_standard_says() {
    let Limits { until_the_text, after_the_text } = Limits::default();
    assert_eq!((until_the_text, after_the_text), (Duration::from_secs(30), Duration::from_secs(600)));
}

/// Field case S06b: Without an answer a mail is sent three times in all, over about an hour; then it is given up, and can be found.
#[tokio::test]
async fn a_mail_that_is_never_answered_is_sent_a_few_times_and_then_given_up() {
    for script in [
        Script { texts: &[Answer::Close], ..Script::default() },
        Script { texts: &[Answer::Say(b"what?\r\n"), Answer::Close], ..Script::default() },
        Script { texts: &[Answer::WhenTold(b"")], ..Script::default() },
    ] {
        let office = Office::new().await;
        let server = ScriptedServer::start(script).await;
        office.write(1, TO).await;
        let limits = Limits { after_the_text: Duration::from_millis(300), ..Limits::default() };
        let mailer = office.mailer_at(&server).with_limits(limits);
        let mut waits = Vec::new();
        for time in 1..=3 {
            assert_eq!(mailer.send_due().await, 0);
            let mail = office.waiting().await.remove(0);
            assert_eq!((server.count(), mail.unanswered.min(2)), (time, i64::try_from(time.min(2)).unwrap()));
            waits.push((mail.due_at - office.now().as_millisecond()) / 1000);
            office.pass(SignedDuration::from_hours(2));
        }
        assert!((8..=12).contains(&waits[0]) && (48 * 60..=72 * 60).contains(&waits[1]), "{waits:?}");
        office.pass(SignedDuration::from_hours(24));
        assert_eq!((mailer.send_due().await, server.count()), (0, 3), "{script:?}");
        let mail = office.waiting().await.remove(0);
        assert_eq!((mail.state.as_str(), mail.refusal.as_deref()), ("failed", Some("unanswered")));
        let texts = server.texts();
        assert!(texts.iter().all(|it| *it == texts[0]), "the same bytes, the same Message-ID");
    }
}

#[tokio::test]
async fn whoever_ends_while_an_answer_is_waited_for_has_sent_it_once_more() {
    let office = Office::new().await;
    let server = ScriptedServer::start(Script { texts: &[Answer::WhenTold(b"250 ok\r\n")], ..Script::default() }).await;
    office.write(1, TO).await;
    for time in 1..=3 {
        // The process is killed after the text went over: nothing more is written down.
        let mailer = office.mailer_at(&server);
        tokio::select! { _ = mailer.send_due() => panic!("nothing was answered"), () = server.got(time) => {} }
        office.pass(SignedDuration::from_hours(1));
    }
    assert_eq!((office.mailer_at(&server).send_due().await, server.count()), (0, 3));
    assert_eq!(office.waiting().await[0].refusal.as_deref(), Some("unanswered"));
}

#[tokio::test]
async fn a_server_that_breaks_off_before_the_text_is_down_and_costs_no_time_of_the_mail() {
    let office = Office::new().await;
    let server = ScriptedServer::start(Script { recipient: Answer::Close, ..Script::default() }).await;
    office.write(1, TO).await;
    let mailer = office.mailer_at(&server);
    for _ in 0..5 {
        assert_eq!(mailer.send_due().await, 0);
        office.pass(SignedDuration::from_hours(2));
    }
    assert_eq!((office.waiting().await[0].state.as_str(), office.waiting().await[0].unanswered, server.count()), ("waiting", 0, 0));
    // And then it recovers.
    server.change(Script::default());
    assert_eq!((mailer.send_due().await, server.count()), (1, 1));
}

#[tokio::test]
async fn a_bare_code_is_an_answer() {
    for (text, sent, state) in
        [(&b"250\r\n"[..], 1, None), (b"250\n", 1, None), (b"451\r\n", 0, Some("waiting")), (b"554\r\n", 0, Some("failed"))]
    {
        let office = Office::new().await;
        let texts = Box::leak(Box::new([Answer::Say(text)]));
        let server = ScriptedServer::start(Script { recipient: Answer::Say(b"250\r\n"), texts }).await;
        office.write(1, TO).await;
        assert_eq!((office.mailer_at(&server).send_due().await, server.count()), (sent, 1));
        let left = office.waiting().await.pop();
        assert_eq!(left.as_ref().map(|it| it.state.as_str()), state, "{text:?}");
        assert!(left.is_none_or(|it| it.state == "failed" || it.unanswered == 0), "it was answered");
    }
}

#[tokio::test]
async fn a_mail_that_is_put_off_for_days_is_given_up() {
    let office = Office::new().await;
    let script = Script { recipient: Answer::Say(b"451 4.7.1 greylisted\r\n"), ..Script::default() };
    let server = ScriptedServer::start(script).await;
    office.write(1, TO).await;
    let mailer = office.mailer_at(&server);
    for _ in 0..5 {
        assert_eq!(mailer.send_due().await, 0);
        assert_eq!(office.waiting().await[0].state, "waiting");
        office.pass(SignedDuration::from_hours(24));
    }
    office.pass(SignedDuration::from_hours(1));
    mailer.send_due().await;
    assert_eq!(office.waiting().await[0].refusal.as_deref(), Some("expired"));
}
