//! Which events of the record are about somebody, and which somebody brought about. About them is what happened to them, to something of
//! theirs (a request, an offer, a check-out, a report, a case), what they did for themselves, and whatever names them.

use super::traces::Traces;
use crate::store::audit_action::AuditAction;
use crate::store::audit_erasure::{self, EventText};
use crate::store::event_hash::Field;
use crate::store::{StoreError, Tx};
use domicile_model::id::UserId;
use std::collections::{BTreeMap, BTreeSet};

/// How an event concerns somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Concern {
    /// It is about them: everything that it says.
    About,
    /// It only names them, here.
    Names { before: bool, after: bool, because: bool },
    /// They did it, to somebody else. `reason`: they said why.
    By { reason: bool },
}

impl Concern {
    /// What erasing takes of it.
    pub(super) fn erased(self) -> Vec<Field> {
        match self {
            Self::About => Field::ALL.to_vec(),
            Self::Names { before, after, because } => {
                let named = [(Field::Before, before), (Field::After, after), (Field::Because, because)];
                named.into_iter().filter(|it| it.1).map(|it| it.0).collect()
            }
            // The words are theirs; what became of the other person is not.
            Self::By { reason: true } => vec![Field::Because],
            Self::By { reason: false } => Vec::new(),
        }
    }
}

/// Looks through the whole record, twice: what somebody's things are is known after the first time only.
pub(super) struct Search<'a> {
    user: &'a UserId,
    traces: &'a Traces,
    /// Ids of what is theirs.
    things: BTreeSet<String>,
}

impl<'a> Search<'a> {
    /// `things`: ids of what the tables still have of theirs.
    pub(super) fn new(user: &'a UserId, traces: &'a Traces, things: BTreeSet<String>) -> Self {
        Self { user, traces, things }
    }

    /// Whom it is for.
    pub(super) fn user(&self) -> &UserId {
        self.user
    }

    /// Every event that concerns them, by its chain and place.
    pub(super) async fn run(mut self, tx: &mut Tx) -> Result<Vec<(EventText, Concern)>, StoreError> {
        let mut things = BTreeSet::new();
        audit_erasure::each(tx, |it| {
            if self.is_about_a_thing_of_theirs(&it) {
                things.insert(it.subject);
            }
        })
        .await?;
        self.things.append(&mut things);
        let mut found = BTreeMap::new();
        audit_erasure::each(tx, |it| {
            if let Some(concern) = self.concern(&it) {
                found.insert((it.chain.clone(), it.sequence, it.id.clone()), (it, concern));
            }
        })
        .await?;
        Ok(found.into_values().collect())
    }

    /// What stood in the tables is gone after some time: the event that made it, by them or for their address, is not.
    fn is_about_a_thing_of_theirs(&self, it: &EventText) -> bool {
        let theirs = it.actor == self.user.as_str() && is_for_themselves(&it.action);
        theirs || (is_for_an_address(&it.action) && it.after.as_deref().is_some_and(|it| self.traces.are_in(it)))
    }

    fn concern(&self, it: &EventText) -> Option<Concern> {
        if is_evidence(&it.action) {
            // What these say holds the chain together; only their reasons are somebody's words.
            let because = it.because.as_deref().is_some_and(|it| self.traces.may_be_in(it));
            return because.then_some(Concern::Names { before: false, after: false, because });
        }
        if it.subject == self.user.as_str() || self.things.contains(&it.subject) {
            return Some(Concern::About);
        }
        let named = Field::ALL.map(|field| it.value(field).is_some_and(|it| self.traces.are_in(it)));
        let [before, after, because] = named;
        let (theirs, names_them) = (it.actor == self.user.as_str(), named.contains(&true));
        match (theirs, names_them) {
            // Where they did it and it names them, their words go as well.
            (true, true) => Some(Concern::Names { before, after, because: it.because.is_some() }),
            (true, false) => Some(Concern::By { reason: it.because.is_some() }),
            (false, true) => Some(Concern::Names { before, after, because }),
            (false, false) => None,
        }
    }
}

fn is(action: &str, any: &[AuditAction]) -> bool {
    any.iter().any(|it| it.as_str() == action)
}

/// Events that whoever verifies the chain needs as they are.
fn is_evidence(action: &str) -> bool {
    is(action, &[AuditAction::PersonErased, AuditAction::AuditSealed])
}

/// What people do for themselves only.
fn is_for_themselves(action: &str) -> bool {
    is(
        action,
        &[
            AuditAction::RemovalRequestFiled,
            AuditAction::RemovalRequestWithdrawn,
            AuditAction::PersonRequestFiled,
            AuditAction::PersonRequestWithdrawn,
            AuditAction::TransferAccepted,
            AuditAction::TransferDeclined,
            AuditAction::InvitationAccepted,
            AuditAction::InvitationDeclined,
            AuditAction::CheckOutAsked,
            AuditAction::CheckOutWithdrawn,
            AuditAction::CheckOutReturned,
            AuditAction::MachineReportSent,
            AuditAction::ServiceRequestOpened,
            AuditAction::UserProfileChanged,
        ],
    )
}

/// What is done for the address that the event names.
fn is_for_an_address(action: &str) -> bool {
    is(action, &[AuditAction::AddressLookedUp, AuditAction::InvitationSent, AuditAction::TransferOffered])
}
