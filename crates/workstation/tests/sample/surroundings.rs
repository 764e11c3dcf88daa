//! What is wrong around the app: settings, password store, proxy, sign-in service, mail.

use super::admin::{delivery, looked_up};
use super::*;
use domicile_model::adding::AddCode;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::removal::RemovalState;
use domicile_model::wire::{AddAnswer, Word};
use domicile_workstation::failure::{Cause, Failure, Obstacle, ProxyFault};
use domicile_workstation::state::{Refreshed, Session};
use domicile_workstation::vocabulary::RefreshOutcome;

/// Settings that name no service, for this reason. The licences stand.
pub fn without_service(why: Cause) -> State {
    let mut state = signed_in(ana());
    state.forget_person();
    state.session = Session::Unknown;
    state.service.url = None;
    state.service.problem = Some(why.into());
    state.settings.service_url = String::new();
    state
}

/// A slip in the settings file.
pub fn broken_settings() -> Cause {
    Cause::SettingsBroken {
        path: "/home/ana/.local/share/domicile/settings.toml".to_owned(),
        line: 2,
        reason: "invalid string, expected `\"`, `'`".into(),
    }
}

/// Ana, whose password store is locked.
pub fn locked_store() -> State {
    let mut state = signed_in(ana());
    state.session = Session::Locked(Cause::KeychainLocked { reason: "locked".to_owned() }.into());
    state.stale = true;
    state
}

/// Ana behind a proxy that lets nothing through.
pub fn behind_a_proxy(what: ProxyFault) -> State {
    let (host, proxy) = ("domicile.example.com".to_owned(), "http://proxy.oldbridge.example.com:3128".to_owned());
    met(Cause::Proxy { host, proxy, what })
}

/// The same on her first day, when nothing was ever answered.
pub fn behind_a_proxy_at_first() -> State {
    let mut state = behind_a_proxy(ProxyFault::Refused(403));
    state.me = Fact::Unknown;
    state.stale = false;
    state.policy = signed_out().policy;
    state
}

/// Ana pressed Refresh Policy, and her disk takes nothing.
pub fn on_a_read_only_disk() -> State {
    let path = "/home/ana/.local/share/domicile/policy".to_owned();
    let reason = "Read-only file system (os error 30)".into();
    let mut state = signed_in(ana());
    state.fail(Cause::CannotWrite { path, reason, obstacle: Box::new(Obstacle::ReadOnly) }.into());
    state.refreshed = Some(Refreshed {
        outcome: RefreshOutcome::CannotWrite,
        at: as_of(),
        before: Some(at("2026-05-14T05:10:00Z")),
        gained: vec![],
        lost: vec![],
    });
    state
}

/// Ana, whose session cannot be renewed: the sign-in service does not know the program any more.
pub fn refused_program() -> State {
    met(Cause::ProgramRefused { host: "id.example.com".to_owned(), reason: "invalid_client".to_owned() })
}

/// Ana, after the service was asked in vain.
fn met(cause: Cause) -> State {
    let mut state = signed_in(ana());
    state.learn_me(Err(&Failure::new(cause)), at("2026-05-14T09:15:00Z"));
    state
}

/// Ana asked, and this became of the mail to her administrator.
pub fn asked_by_mail(fate: DeliveryState) -> State {
    let mut state = ana_asks(RemovalState::Submitted);
    if let Fact::Known { value: me, .. } = &mut state.me
        && let Some(request) = &mut me.request
    {
        request.delivery = delivery(fate, (fate == DeliveryState::Refused).then_some(RefusalReason::MailboxFull));
    }
    state
}

/// Just added, and this became of the mail: a word of a newer service, too.
pub fn added_by_mail(fate: impl Into<Word<DeliveryState>>) -> State {
    let mut member = admin::ana_just_added();
    member.delivery = delivery(DeliveryState::Sent, None);
    if let Some(told) = &mut member.delivery {
        told.state = fate.into();
    }
    looked_up(AddAnswer { member: Some(member), ..admin::answer(AddCode::Added) })
}
