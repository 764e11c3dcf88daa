//! Invitations: valid for 7 days, and only an open one runs out.

use domicile_model::invitation::{INVITATION_EXPIRES_AFTER, InvitationState as S};
use jiff::{SignedDuration, Timestamp};

#[test]
fn an_invitation_waits_seven_days() {
    let sent: Timestamp = "2026-06-03T09:00:00Z".parse().unwrap();
    let expires = sent + INVITATION_EXPIRES_AFTER;
    assert_eq!(expires, "2026-06-10T09:00:00Z".parse().unwrap());
    let moment = SignedDuration::from_nanos(1);
    for state in S::ALL {
        let afterwards = if state == S::Invited { S::Expired } else { state };
        assert_eq!(state.at(sent, expires), state);
        assert_eq!(state.at(expires - moment, expires), state, "{state:?}, to the last moment");
        assert_eq!(state.at(expires, expires), afterwards, "{state:?}");
        assert_eq!(state.at(expires + moment, expires), afterwards, "{state:?}");
    }
}

#[test]
fn only_what_nobody_answered_can_be_accepted() {
    assert_eq!(S::ALL.map(S::is_open), [true, false, false, false, false]);
}
