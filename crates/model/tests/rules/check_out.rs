//! Check-outs: which step may follow which, and what time does to them.

use domicile_model::check_out::{
    CheckOutEvent, CheckOutState, CheckOutState as S, InvalidTransition, MAX_DAYS, REQUEST_EXPIRES_AFTER, apply,
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const STEPS: [CheckOutEvent; 6] = [
    CheckOutEvent::Allowed,
    CheckOutEvent::Declined,
    CheckOutEvent::Withdrawn,
    CheckOutEvent::Returned,
    CheckOutEvent::Ended,
    CheckOutEvent::PolicyWithdrawn,
];

#[test]
fn what_may_follow_what() {
    let follows = |state| STEPS.map(|it| apply(state, it).ok());
    assert_eq!(follows(S::Asked), [Some(S::CheckedOut), Some(S::Declined), Some(S::Withdrawn), None, None, Some(S::Cancelled)]);
    assert_eq!(follows(S::CheckedOut), [None, None, None, Some(S::Returned), Some(S::Ended), Some(S::Cancelled)]);
    for over in S::ALL.into_iter().filter(|it| !it.is_open()) {
        assert_eq!(follows(over), [None; 6], "{over:?}");
        assert_eq!(apply(over, CheckOutEvent::Allowed), Err(InvalidTransition(over)));
    }
    assert_eq!(S::ALL.map(S::is_open), [true, true, false, false, false, false, false, false]);
}

#[test]
fn time_ends_what_is_open_and_nothing_else() {
    let at = |second| Timestamp::from_second(second).unwrap();
    for state in S::ALL {
        let after = |now| apply(state, CheckOutEvent::TimePassed { now: at(now), until: at(100) }).unwrap();
        assert_eq!(after(99), state);
        assert_eq!(after(100), if state.is_open() { S::Expired } else { state });
        assert_eq!(after(101), if state.is_open() { S::Expired } else { state });
        assert_eq!(CheckOutState::parse(state.as_str()), Some(state));
    }
}

#[test]
fn nothing_lasts_longer_than_thirty_days() {
    assert_eq!(MAX_DAYS, 30);
    assert_eq!(REQUEST_EXPIRES_AFTER, SignedDuration::from_hours(30 * 24));
    assert_eq!(InvalidTransition(S::CheckedOut).to_string(), "the check-out is checked_out");
}

proptest! {
    #[test]
    fn nothing_is_checked_out_without_leave(steps in prop::collection::vec(prop::sample::select(STEPS.to_vec()), 0..12)) {
        let (mut state, mut allowed) = (S::Asked, false);
        for step in steps {
            let next = apply(state, step).unwrap_or(state);
            allowed |= step == CheckOutEvent::Allowed && state == S::Asked;
            prop_assert!(state.is_open() || next == state, "{state:?} came back to life as {next:?}");
            prop_assert!(allowed || !matches!(next, S::CheckedOut | S::Returned | S::Ended));
            state = next;
        }
    }
}
