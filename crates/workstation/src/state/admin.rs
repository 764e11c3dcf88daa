//! What an administrator's screens know: lists and answers of the service, and what was typed. Facts only; words are in `present::admin`.

use crate::failure::Failure;
use crate::vocabulary::Screen;
use domicile_model::adding::AddCode;
use domicile_model::wire::{
    AccountDetails, AddAnswer, Approval, CheckOut, Invitation, LicenceAssignment, Member, OwnedEntitlement, PersonRequest, Removal,
    RemovalPreflight, RemovalRequest, Rights, Transfer, Word,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Everything that the two screens are made of, for one account.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AdminState {
    /// The account itself, once it was read.
    pub account: Option<AccountDetails>,
    /// The screen *Requests*.
    pub inbox: InboxState,
    /// The screen *People*.
    pub people: PeopleState,
    /// What the account owns, once it was read.
    pub licences: Option<AccountLicences>,
    /// The last change that failed.
    pub failed: Option<FailedChange>,
}

/// What an account owns, and whose names stand on it.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountLicences {
    /// When it was read.
    pub read: Timestamp,
    /// What it owns.
    pub entitlements: Vec<OwnedEntitlement>,
    /// Its named licences, newest first.
    pub assignments: Vec<LicenceAssignment>,
    /// There are more named licences than were read, so that nobody can count them.
    pub more: bool,
}

/// A change that failed. It is news as long as the problem that says so stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedChange {
    /// What it came to.
    pub failure: Failure,
    /// When.
    pub at: Timestamp,
    /// Where it was asked for.
    pub screen: Screen,
}

/// What is known of the account's requests.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InboxState {
    /// The list was read once.
    pub loaded: bool,
    /// Being read, or being answered.
    pub busy: bool,
    /// The requests.
    pub requests: Vec<RemovalRequest>,
    /// Requests of other kinds than to leave.
    pub asks: Vec<PersonRequest>,
    /// Who waits for approval.
    pub approvals: Vec<Approval>,
    /// Check-outs of the account that are open: wishes, and what is checked out.
    pub check_outs: Vec<CheckOut>,
    /// What stands in the way, by request; there for those that were opened.
    pub opened: BTreeMap<String, RemovalPreflight>,
}

/// What is known of the account's people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PeopleState {
    /// What was typed last.
    pub query: String,
    /// Being looked up, or being changed.
    pub busy: bool,
    /// Who was looked up or opened.
    pub card: Option<Card>,
    /// People of the account that fit what was typed, as far as they were read.
    pub members: Vec<Member>,
    /// Reads the next ones.
    pub next: Option<String>,
    /// Offers of the account.
    pub transfers: Vec<Transfer>,
    /// Invitations of the account.
    pub invitations: Vec<Invitation>,
    /// Who was removed and can be brought back.
    pub removals: Vec<Removal>,
}

/// Who was looked up or opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Card {
    /// An address of somebody who does not belong to the account.
    Address(Box<AddAnswer>),
    /// Somebody of the account.
    Member {
        /// The person.
        member: Box<Member>,
        /// How they came onto the page, where by an address.
        how: Option<Word<AddCode>>,
        /// What stands in the way of removing them, once that was asked.
        preview: Option<RemovalPreflight>,
        /// What they may run and why, where the service says so.
        rights: Option<Box<Rights>>,
    },
}

impl Card {
    /// The card of an answer: people of the account are shown as such.
    pub fn of(answer: AddAnswer) -> Self {
        match answer.member {
            Some(member) => Self::Member { member: Box::new(member), how: Some(answer.code), preview: None, rights: None },
            None => Self::Address(Box::new(answer)),
        }
    }

    /// The person's id, where the account may know it.
    pub fn user(&self) -> Option<&str> {
        match self {
            Self::Address(answer) => answer.user.as_ref().map(|it| it.as_str()),
            Self::Member { member, .. } => Some(member.user.id.as_str()),
        }
    }
}
