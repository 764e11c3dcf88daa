//! What can be proved of the time.

use super::*;

const T: i64 = 1_780_272_000;

fn boot(id: Option<&str>, elapsed: i64) -> Option<Boot> {
    Some(Boot { id: id.map(Into::into), elapsed })
}

#[test]
fn the_latest_known_time_counts() {
    let none = SoftMarks::default();
    let taken_in = |boot| SoftMarks { signed_time: Some(T), signed_boot: boot, ..SoftMarks::default() };
    let at = |wall, boot| Clock { wall, boot };
    let table = [
        ("nothing known: the wall clock", at(T, None), None, none.clone(), (T, false)),
        ("a signature is later", at(T, None), Some(T + 50), none.clone(), (T + 50, false)),
        ("a day back is tolerated", at(T - DAY, None), Some(T), none.clone(), (T, false)),
        ("more is not", at(T - DAY - 1, None), Some(T), none, (T, true)),
        ("the date of what was taken in", at(T - 5, None), None, taken_in(None), (T, false)),
        ("ran on in the same run", at(T, boot(Some("a"), 900)), None, taken_in(boot(Some("a"), 400)), (T + 500, false)),
        ("restarted: it ran at least since", at(T, boot(Some("b"), 900)), None, taken_in(boot(Some("a"), 400)), (T + 900, false)),
        ("restarted, told by a smaller count", at(T, boot(None, 300)), None, taken_in(boot(None, 400)), (T + 300, false)),
        ("perhaps restarted: the smaller bound", at(T, boot(None, 900)), None, taken_in(boot(None, 400)), (T + 500, false)),
        ("wall clock stopped for two days", at(T, boot(Some("a"), 2 * DAY)), None, taken_in(boot(Some("a"), 0)), (T + 2 * DAY, true)),
        ("noted wall clock", at(T, None), None, SoftMarks { wall_seen: Some(T + 2 * DAY), ..SoftMarks::default() }, (T + 2 * DAY, true)),
    ];
    for (what, clock, signed, soft, (now, suspect)) in table {
        assert_eq!(provable(&clock, signed, &soft), Provable { now, suspect }, "{what}");
    }
}

/// Field case W01a, W01b, W01e: whatever the service says of time, now or to a build before this one, proves none.
#[test]
fn what_the_service_says_of_time_proves_nothing() {
    for said in [i64::MIN, 0, T - 3 * DAY, T + 23 * DAY, T + 3 * DAY, i64::MAX] {
        let mut soft = SoftMarks::after(T, Some(said), &Clock::wall(T));
        assert_eq!(provable(&Clock::wall(T), Some(T), &soft), Provable { now: T, suspect: false }, "{said}");
        soft.note_contact(Some(said), &Clock::wall(T + 60));
        assert_eq!((soft.last_contact(&Clock::wall(T + 90)), soft.service_ahead), (Some(T + 60), Some(said.saturating_sub(T + 60))));
        let before = SoftMarks { server_time: Some(said), ..SoftMarks::default() };
        assert_eq!(provable(&Clock::wall(T), Some(T), &before), Provable { now: T, suspect: false }, "{said}");
        assert_eq!(before.last_contact(&Clock::wall(T)), (said <= T).then_some(said), "a moment to come is not when it answered");
    }
}

#[test]
fn absurd_clocks_do_no_harm() {
    for wall in [i64::MIN, -1, 0, i64::MAX] {
        for other in [i64::MIN, 0, i64::MAX] {
            let soft = SoftMarks {
                signed_time: Some(other),
                signed_boot: boot(None, other),
                wall_seen: Some(other),
                service_ahead: Some(other),
                ..SoftMarks::default()
            };
            let judged = provable(&Clock { wall, boot: boot(None, wall) }, Some(other), &soft);
            assert!(judged.now >= wall && judged.now >= other);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_machines_clocks_can_be_read() {
    let (first, second) = (Clock::system(), Clock::system());
    assert!(first.wall > 1_700_000_000);
    let (first, second) = (first.boot.unwrap(), second.boot.unwrap());
    assert!(first.id.is_some() && first.id == second.id && first.elapsed > 0 && second.elapsed >= first.elapsed);
}
