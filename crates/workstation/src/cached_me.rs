//! The last answer of `/v1/me`, for showing something true while the service cannot be reached. Its `as_of` says when it was true.
//!
//! Other people's contact data is kept only while the person belongs to their account, and 30 days at most.

use crate::atomic_file;
use crate::data_dir::DataDir;
use crate::session::SessionInfo;
use domicile_model::wire::Me;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Url;

/// How long contact data of others is kept.
const CONTACTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The answer, with whose it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CachedMe {
    /// The service that answered.
    pub(crate) service: Url,
    /// Whom it was for.
    pub(crate) issuer: String,
    /// Whom it was for.
    pub(crate) subject: String,
    /// The answer.
    pub(crate) me: Me,
}

impl CachedMe {
    /// An answer that was just given.
    pub(crate) fn new(service: Url, who: &SessionInfo, me: Me) -> Self {
        Self { service, issuer: who.issuer.clone(), subject: who.subject.clone(), me }
    }

    /// Whether it is about this person at this service.
    pub(crate) fn is_of(&self, service: &Url, who: &SessionInfo) -> bool {
        self.service == *service && self.issuer == who.issuer && self.subject == who.subject
    }

    /// Reads what is kept; a damaged file is as good as none.
    pub(crate) fn load(data_dir: &DataDir, now: Timestamp) -> Option<Self> {
        let mut kept: Self = serde_json::from_slice(&atomic_file::read(&data_dir.cached_me()).ok()??).ok()?;
        if now.duration_since(kept.me.as_of) > CONTACTS {
            without_contacts(&mut kept.me);
        }
        Some(kept)
    }

    /// Keeps it. Failing to is no failure of the action that brought it.
    pub(crate) fn save(mut self, data_dir: &DataDir) {
        let left = |account: &_| self.me.affiliation.as_ref().is_none_or(|it| it.account.id != *account);
        if self.me.request.as_ref().is_some_and(|it| left(&it.account.id)) {
            forget_contact(&mut self.me);
        }
        let saved = data_dir.prepare().map_err(|e| e.to_string()).and_then(|()| {
            let bytes = serde_json::to_vec(&self).map_err(|e| e.to_string())?;
            atomic_file::replace(&data_dir.cached_me(), &bytes).map_err(|e| e.to_string())
        });
        if let Err(error) = saved {
            tracing::warn!(error, "the last known facts could not be saved");
        }
    }

    /// Forgets it.
    pub(crate) fn forget(data_dir: &DataDir) {
        if let Err(error) = atomic_file::remove(&data_dir.cached_me()) {
            tracing::warn!(%error, "the last known facts could not be deleted");
        }
    }
}

fn without_contacts(me: &mut Me) {
    me.administrators.clear();
    if let Some(affiliation) = &mut me.affiliation {
        affiliation.it_contact = None;
    }
    forget_contact(me);
}

/// Whom the request went to: the name stays, since the person wrote to them.
fn forget_contact(me: &mut Me) {
    if let Some(to) = me.request.as_mut().and_then(|it| it.to.as_mut()) {
        to.email.clear();
    }
}
