//! What nobody signed takes nothing away: what the service says of time, what an earlier build noted of it, and lists beside the signed
//! documents.

use super::states::{BOTH, Home, standing};
use crate::cache::*;
use crate::claims::DAY;
use crate::decide::State;
use crate::test_fixture::{self, OS_ID, T};
use crate::time::{Boot, Clock};
use std::fs;

/// Everything that a header has been seen to say: days ahead and behind, near the limit, absurd, nothing.
const SAID: [Option<i64>; 9] = [
    Some(T + 3 * DAY),
    Some(T + 25 * DAY / 24),
    Some(T + DAY + 3600),
    Some(T + DAY - 3600),
    Some(T - 3 * DAY),
    Some(0),
    Some(253_402_300_799),
    Some(i64::MAX),
    None,
];

/// Field case W01a, W01b, W01e: whatever `Date` says, with a policy or without one, the rights stay, and the last contact is this machine's.
#[test]
fn a_date_that_is_wrong_takes_no_right_away() {
    for said in SAID {
        let home = Home::new();
        let (policy, keyset) = (test_fixture::policy(10, 0), test_fixture::keyset_bytes(1));
        let received = Received { policy: policy.as_bytes(), keyset: Some(keyset.as_bytes()), etag: Some("e"), server_time: said };
        let clock = |wall: i64, elapsed: i64| Clock { wall, boot: Some(Boot { id: Some("a".into()), elapsed }) };
        let read = |clock: &Clock| home.cache.read(&test_fixture::root(), clock, Some(OS_ID));
        let taken = home.cache.store(&test_fixture::root(), &test_fixture::expected(), &received, &clock(T + 60, 1000)).unwrap();
        assert_eq!((taken.reading.state, taken.reading.last_contact), (State::Valid, Some(T + 60)), "{said:?}");
        home.cache.note_contact(said, &clock(T + 120, 1060)).unwrap();
        let reading = read(&clock(T + 180, 1120));
        assert_eq!((reading.state, reading.last_contact), (State::Valid, Some(T + 120)), "{said:?}");
        assert_eq!(reading.service_ahead, said.map(|it| it.saturating_sub(T + 120)), "told, not counted");
        assert!(reading.decide("bridge-modeler", None).may_run && reading.etag.is_some(), "{said:?}");
        // Hours later, and after a restart, the same.
        assert_eq!(read(&clock(T + 6 * 3600, 22_600)).state, State::Valid, "{said:?}");
        assert_eq!(read(&clock(T + 6 * 3600, 30)).state, State::Valid, "{said:?}");
    }
}

/// Field case W01a: a mark from a wrong `Date`, left by the build before this one, holds nobody.
#[test]
fn a_mark_of_an_earlier_build_holds_nobody() {
    for said in SAID.into_iter().flatten() {
        let home = Home::new();
        home.store(&test_fixture::policy(10, 0)).unwrap();
        let mut state: serde_json::Value = serde_json::from_slice(&fs::read(home.file(STATE)).unwrap()).unwrap();
        state["soft"] = serde_json::json!({ "serverTime": said, "boot": { "id": "a", "elapsed": 5 } });
        fs::write(home.file(STATE), state.to_string()).unwrap();
        let clock = Clock { wall: T + 60, boot: Some(Boot { id: Some("a".into()), elapsed: 3 * DAY }) };
        let reading = home.cache.read(&test_fixture::root(), &clock, Some(OS_ID));
        assert_eq!((reading.state, reading.last_contact), (State::Valid, Some(said).filter(|it| *it <= T + 60)), "{said}");
        home.cache.note_contact(None, &clock).unwrap();
        let text = fs::read_to_string(home.file(STATE)).unwrap();
        assert!(!text.contains("serverTime"), "the next note leaves it out: {text}");
    }
}

/// Field case W01a: a list of check-outs that nobody signed as a whole ends none that is here.
#[test]
fn a_list_that_lacks_a_check_out_ends_none() {
    let here = |home: &Home| home.away();
    let stranger = crate::issue::PolicySigner::from_seed("key-1", &[9; 32]);
    let forged = stranger.sign_check_out(&test_fixture::check_out_claims("terrain-viewer", 30)).unwrap();
    for answer in [vec![], vec!["<html>".to_owned()], vec![forged], vec![test_fixture::check_out("bridge-modeler", 30)]] {
        let home = Home::taken_along();
        home.cache.add_check_outs(&test_fixture::root(), &answer, &Clock::wall(T + 60)).unwrap();
        assert_eq!(here(&home), BOTH, "{answer:?}");
    }
    // What is new is taken, whatever stands around it.
    let home = Home::new();
    home.store(&standing(10, 0, &BOTH)).unwrap();
    let answer = ["<html>".to_owned(), test_fixture::check_out("terrain-viewer", 30), String::new()];
    let reading = home.cache.add_check_outs(&test_fixture::root(), &answer, &Clock::wall(T + 60)).unwrap();
    assert_eq!((reading.check_outs.len(), here(&home)), (1, vec!["terrain-viewer"]));
    home.cache.add_check_outs(&test_fixture::root(), &[test_fixture::check_out("bridge-modeler", 30)], &Clock::wall(T + 60)).unwrap();
    assert_eq!(here(&home), BOTH);
}

/// Field case W02j: a list of check-outs with something of a later format among them still holds the others.
#[test]
fn an_odd_document_hides_no_other() {
    let home = Home::taken_along();
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(home.file(CHECK_OUTS)).unwrap()).unwrap();
    file["later"] = 1.into();
    file["documents"].as_array_mut().unwrap().insert(0, serde_json::json!({ "later": "form" }));
    fs::write(home.file(CHECK_OUTS), file.to_string()).unwrap();
    assert_eq!(home.away(), BOTH);
}
