//! What is wrong around the app: settings, password store, proxy, sign-in service, mail.

use super::admin::{delivery, looked_up};
use super::*;
use domicile_model::adding::AddCode;
use domicile_model::delivery::{DeliveryState, RefusalReason};
use domicile_model::removal::RemovalState;
use domicile_model::wire::{AddAnswer, Word};
use domicile_workstation::failure::{Cause, Failure, ProxyFault};
use domicile_workstation::state::Session;

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
    Cause::SettingsBroken { path: "/home/ana/.local/share/domicile/settings.toml".to_owned(), reason: "line 2: string expected".to_owned() }
}

/// Ana, whose password store is locked.
pub fn locked_store() -> State {
    let mut state = signed_in(ana());
    state.session = Session::Locked(Cause::KeychainLocked { reason: "locked".to_owned() }.into());
    state.stale = true;
    state
}

/// Ana behind a proxy that lets nothing through.
pub fn behind_a_proxy() -> State {
    let (host, proxy) = ("domicile.example.com".to_owned(), "http://proxy.oldbridge.example.com:3128".to_owned());
    met(Cause::Proxy { host, proxy, what: ProxyFault::Refused(403) })
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

/// Just added; what became of the mail is told in a word of a newer service.
pub fn told_in_a_new_word() -> State {
    let mut member = admin::ana_just_added();
    member.delivery = delivery(DeliveryState::Sent, None);
    if let Some(told) = &mut member.delivery {
        told.state = Word::Unknown("read_aloud".to_owned());
    }
    looked_up(AddAnswer { member: Some(member), ..admin::answer(AddCode::Added) })
}
