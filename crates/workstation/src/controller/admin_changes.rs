//! What is known of each change of an administrator beside what it asks of the service: one row per change, in one table. A change without
//! a row does not compile.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten change must not compile")]

use crate::request::AdminChange;
use crate::state::{AdminState, Card};
use crate::vocabulary::Screen;
use domicile_model::id::{CheckOutId, PersonRequestId, RemovalId, RemovalRequestId, UserId};
use domicile_model::wire::PersonRequest;

/// The row of a change.
pub(super) struct ChangeRow<'a> {
    /// Where it is asked for, and where somebody looks after it has failed.
    pub(super) screen: Screen,
    /// The message that says that it worked, where the answer of the service says nothing else.
    pub(super) notice: &'static str,
    /// Whom it is about.
    pub(super) subject: Subject<'a>,
    /// What becomes of the open card.
    pub(super) card: CardAfter,
}

/// Whom a change is about, by the id that it names.
pub(super) enum Subject<'a> {
    /// Nobody whom the message names.
    Nobody,
    /// Whoever has this address.
    Email(&'a str),
    /// Whoever filed this removal request.
    Requester(&'a RemovalRequestId),
    /// Whoever filed this request of another kind.
    Asker(&'a PersonRequestId),
    /// Whoever waits for approval.
    Applicant(&'a UserId),
    /// Somebody of the account, or of a request that was opened.
    Member(&'a UserId),
    /// Whoever was removed so.
    Removed(&'a RemovalId),
    /// Whose check-out it is.
    CheckOut(&'a CheckOutId),
}

/// What becomes of the open card after a change that worked.
#[derive(Clone, Copy)]
pub(super) enum CardAfter {
    /// It is read again.
    Reload,
    /// The answer of the service takes its place.
    Answer,
    /// It is closed.
    Close,
}

/// The table.
pub(super) fn row(change: &AdminChange) -> ChangeRow<'_> {
    use AdminChange as C;
    use CardAfter::{Answer, Close, Reload};
    use Screen::{People, Requests};
    use Subject::{Applicant, Asker, CheckOut, Email, Member, Nobody, Removed, Requester};
    let (screen, notice, subject, card) = match change {
        C::Approve { id } => (Requests, "notice-request-approved", Requester(id), Reload),
        C::Decline { id, .. } => (Requests, "notice-request-declined", Requester(id), Reload),
        C::ApproveAsk { id } => (Requests, "notice-ask-approved", Asker(id), Reload),
        C::DeclineAsk { id, .. } => (Requests, "notice-request-declined", Asker(id), Reload),
        C::Create { email, .. } => (People, "notice-person-created", Email(email), Answer),
        C::AddToAccount { email } => (People, "notice-person-added", Email(email), Answer),
        C::Invite { email, .. } => (People, "notice-person-invited", Email(email), Answer),
        C::OfferTransfer { email, .. } => (People, "notice-transfer-offered", Email(email), Answer),
        C::RevokeTransfer { .. } => (People, "notice-transfer-revoked", Nobody, Reload),
        C::RevokeInvitation { .. } => (People, "notice-invitation-revoked", Nobody, Reload),
        C::ApprovePerson { user } => (Requests, "notice-person-let-in", Applicant(user), Reload),
        C::RejectPerson { user } => (Requests, "notice-person-rejected", Applicant(user), Reload),
        C::Lock { user, .. } => (People, "notice-person-locked", Member(user), Reload),
        C::Unlock { user, .. } => (People, "notice-person-unlocked", Member(user), Reload),
        C::SetCountry { user, .. } => (People, "notice-country-set", Member(user), Reload),
        C::SetRoles { user, .. } => (People, "notice-roles-set", Member(user), Reload),
        C::Remove { user } => (People, "notice-person-removed", Member(user), Close),
        C::Restore { removal } => (People, "notice-removal-undone", Removed(removal), Reload),
        C::Designate { user, .. } => (People, "notice-contact-designated", Member(user), Reload),
        C::EndDesignation { user } => (People, "notice-contact-ended", Member(user), Reload),
        C::ReassignLicence { .. } => (People, "notice-licence-reassigned", Nobody, Reload),
        C::ReturnLicence { .. } => (People, "notice-licence-returned", Nobody, Reload),
        C::AllowCheckOut { id, .. } => (Requests, "notice-check-out-allowed", CheckOut(id), Reload),
        C::DeclineCheckOut { id, .. } => (Requests, "notice-check-out-declined", CheckOut(id), Reload),
        C::EndCheckOut { id } => (People, "notice-check-out-ended", CheckOut(id), Reload),
    };
    ChangeRow { screen, notice, subject, card }
}

impl Subject<'_> {
    /// The name that the confirmation calls them by; empty where none is known.
    pub(super) fn name(&self, admin: &AdminState) -> String {
        let found = match self {
            Self::Nobody => None,
            Self::Email(email) => Some((*email).to_owned()),
            Self::Requester(id) => admin.inbox.requests.iter().find(|it| it.id == **id).map(|it| it.user.display_name.clone()),
            Self::Asker(id) => admin.inbox.asks.iter().find(|it| it.id == **id).map(asker_name),
            Self::Applicant(user) => admin.inbox.approvals.iter().find(|it| it.user == **user).map(|it| it.email.clone()),
            Self::Member(user) => member_name(admin, user),
            Self::Removed(removal) => admin.people.removals.iter().find(|it| it.id == **removal).map(|it| it.user.display_name.clone()),
            Self::CheckOut(id) => admin.inbox.check_outs.iter().find(|it| it.id == **id).map(|it| it.user.display_name.clone()),
        };
        found.unwrap_or_default()
    }
}

/// The name of whoever asks, or the address where the account knows no more.
fn asker_name(it: &PersonRequest) -> String {
    it.user.as_ref().map_or_else(|| it.email.clone(), |it| it.display_name.clone())
}

/// From the list, the open card, or a request that was opened.
fn member_name(admin: &AdminState, user: &UserId) -> Option<String> {
    let opened = match &admin.people.card {
        Some(Card::Member { member, .. }) => Some(&**member),
        Some(Card::Address(_)) | None => None,
    };
    let all = admin.people.members.iter().chain(opened).map(|it| &it.user);
    let requesters = admin.inbox.opened.values();
    all.clone()
        .find(|it| it.id == *user)
        .map(|it| it.display_name.clone())
        .or_else(|| requesters.clone().find(|it| it.user.id == *user).map(|it| it.user.display_name.clone()))
}
