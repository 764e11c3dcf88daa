//! How the state takes in what the backend tells: settings, session, answers, outcomes. Pure, so that the controller and a command
//! line that lives for one answer learn in the same way.

use super::{Connection, Fact, Identity, NoKeychain, Notice, Refreshed, SecretStore, Service, Session, SettingsFacts, State};
use crate::failure::{Cause, Failure, FailureKind, Responder};
use crate::refresh;
use crate::session::{self, Persistence};
use crate::settings::{Settings, StoreChoice};
use crate::vocabulary::ConnectionState;
use domicile_model::wire::Me;
use jiff::Timestamp;
use std::path::Path;

impl State {
    /// Takes in the settings in force.
    pub fn learn_settings(&mut self, settings: &Settings, data_folder: &Path) {
        let url = settings.service_url.value.as_ref().map(ToString::to_string);
        self.service = Service {
            url: url.clone(),
            problem: match (&url, &settings.problem) {
                (Some(_), _) => None,
                (None, Some(problem)) => Some(problem.clone()),
                (None, None) => Some(Cause::NoService.into()),
            },
            demo_keys: domicile_policy::root::is_demo(),
            support_url: settings.support_url.value.as_ref().map(ToString::to_string),
        };
        self.settings = SettingsFacts {
            theme: settings.theme.value,
            language: settings.language.value,
            language_managed: settings.language.is_managed(),
            service_url: url.unwrap_or_default(),
            service_url_managed: settings.service_url.is_managed(),
            data_folder: data_folder.display().to_string(),
            secret_store: match (self.settings.secret_store, settings.secret_store.value) {
                (SecretStore::NotKnown, StoreChoice::File) => SecretStore::File,
                (known, _) => known,
            },
            notifications: settings.notifications.value,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
    }

    /// Takes in whom a kept or new session belongs to; `None`: nobody is signed in.
    pub fn learn_session(&mut self, who: Option<&session::SessionInfo>) {
        let Some(who) = who else {
            self.forget_person();
            self.session = Session::SignedOut;
            return;
        };
        self.session = if who.ended { Session::Ended } else { Session::SignedIn };
        self.who = Some(Identity { email: who.email.clone(), name: who.name.clone() });
        self.sign_in_by = who.sign_in_by.map_or(Fact::Unknown, |value| Fact::Known { value, as_of: value });
        (self.this_session_only, self.settings.secret_store) = match &who.persistence {
            Persistence::Keychain => (None, SecretStore::System),
            Persistence::File => (None, SecretStore::File),
            Persistence::ThisProcess(why) => (Some(no_keychain(why)), SecretStore::Memory),
        };
    }

    /// Takes in that a kept session cannot be opened now. What is known of the person stays.
    pub fn learn_locked(&mut self, why: &Failure) {
        self.session = Session::Locked(why.clone());
    }

    /// Nothing of the person stays; the licence file does, until it ends.
    pub fn forget_person(&mut self) {
        let kept = Self {
            service: self.service.clone(),
            connection: Connection { checking: false, ..self.connection.clone() },
            policy: self.policy.clone(),
            settings: SettingsFacts { secret_store: SecretStore::NotKnown, ..self.settings.clone() },
            problem: self.problem.clone(),
            notice: self.notice.clone(),
            ..Self::default()
        };
        *self = kept;
    }

    /// Takes in the last answer of an earlier run.
    pub fn learn_cached_me(&mut self, me: Option<Me>) {
        if let Some(me) = me {
            self.stale = true;
            self.me = Fact::Known { as_of: me.as_of, value: me };
        }
    }

    /// Takes in the service's answer about the person, or that there was none.
    pub fn learn_me(&mut self, answer: Result<Me, &Failure>, now: Timestamp) {
        match answer {
            Ok(me) => {
                self.me = Fact::Known { as_of: me.as_of, value: me };
                self.stale = false;
                self.learn_connection(ConnectionState::Online, now);
            }
            Err(failure) if failure.kind() == FailureKind::Cancelled => {}
            Err(failure) => {
                self.stale = self.me.known().is_some();
                self.learn_contact(failure, now);
            }
        }
    }

    /// Takes in what a failure says about network, service and session.
    pub fn learn_contact(&mut self, failure: &Failure, now: Timestamp) {
        if let Some(state) = connection(failure) {
            self.learn_connection(state, now);
            let can_be_mended = matches!(failure.cause, Cause::Proxy { .. } | Cause::ProgramRefused { .. });
            self.connection.obstacle = can_be_mended.then(|| failure.clone());
        }
        if ends_session(failure) && self.session == Session::SignedIn {
            self.session = Session::Ended;
        }
    }

    fn learn_connection(&mut self, state: ConnectionState, now: Timestamp) {
        self.connection.obstacle = None;
        if self.connection.state != state {
            self.connection = Connection { state, since: Some(now), ..self.connection.clone() };
        }
    }

    /// Takes in how Refresh Policy ended; `before` is when the service had confirmed the licence file before. The licence file itself
    /// is read anew by whoever can.
    pub fn learn_refresh(&mut self, outcome: &refresh::Outcome, before: Option<Timestamp>, now: Timestamp) {
        use refresh::Outcome as O;
        let change = match outcome {
            O::Updated { change, .. } | O::Withdrawn { change, .. } => Some(change),
            O::Unchanged { .. }
            | O::SignInNeeded(_)
            | O::Refused(_)
            | O::Unreachable(_)
            | O::ClockSuspect(_)
            | O::SignatureInvalid(_)
            | O::RolledBack(_)
            | O::CannotWrite(_)
            | O::Cancelled => None,
        };
        let names = |all: &[refresh::Product]| all.iter().map(|it| it.name.clone()).collect();
        self.refreshing = None;
        self.refreshed = Some(Refreshed {
            outcome: outcome.kind(),
            at: now,
            before,
            gained: change.map(|it| names(&it.gained)).unwrap_or_default(),
            lost: change.map(|it| names(&it.lost)).unwrap_or_default(),
        });
        match outcome {
            O::SignInNeeded(failure) if failure.locks_session() => self.learn_locked(failure),
            O::SignInNeeded(failure) if ends_session(failure) && self.session == Session::SignedIn => self.session = Session::Ended,
            O::Unreachable(failure) => {
                self.stale = self.me.known().is_some();
                self.learn_contact(failure, now);
            }
            O::Updated { .. } | O::Unchanged { .. } | O::Withdrawn { .. } => self.learn_connection(ConnectionState::Online, now),
            O::Refused(failure) => self.learn_contact(failure, now),
            O::SignInNeeded(_) | O::ClockSuspect(_) | O::SignatureInvalid(_) | O::RolledBack(_) | O::CannotWrite(_) | O::Cancelled => {}
        }
    }

    /// An action worked: an older problem is no longer the news.
    pub fn confirm(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.problem = None;
    }

    /// An action failed: an older confirmation is no longer the news.
    pub fn fail(&mut self, failure: Failure) {
        if failure.kind() != FailureKind::Cancelled {
            self.problem = Some(failure);
            self.notice = None;
        }
    }
}

/// What a failure says of the way to the service: by who answered, so that the headline says the same as the details. `None`: nothing.
fn connection(failure: &Failure) -> Option<ConnectionState> {
    Some(match failure.cause.responder() {
        Responder::Nobody => ConnectionState::Offline,
        Responder::Between => ConnectionState::Intercepted,
        Responder::ServiceUnread => ConnectionState::NotUnderstood,
        Responder::Service if failure.kind() == FailureKind::ServiceTrouble => ConnectionState::ServiceTrouble,
        Responder::Service => ConnectionState::Online,
        Responder::Issuer if matches!(failure.kind(), FailureKind::ServiceTrouble | FailureKind::Refused) => ConnectionState::IssuerTrouble,
        Responder::Issuer | Responder::Here => return None,
    })
}

/// Whether the person must sign in again before anything else works: not where one action wants a recent sign-in (RFC 9470), and not where
/// the issuer or the password store only cannot say now.
fn ends_session(failure: &Failure) -> bool {
    match &failure.cause {
        Cause::SignInNeeded | Cause::RenewalCutOff => true,
        Cause::Problem(problem) => problem.status == 401 && problem.code != "insufficient_user_authentication",
        _ => false,
    }
}

fn no_keychain(why: &Failure) -> NoKeychain {
    match &why.cause {
        Cause::NoKeychain { .. } => NoKeychain::Missing,
        Cause::KeychainLocked { .. } => NoKeychain::Locked,
        _ => NoKeychain::Failed,
    }
}
