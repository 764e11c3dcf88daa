//! What an administrator asks for. One change at a time; after each, whatever came of it, what is shown is read anew: another
//! administrator may have answered meanwhile, and then their answer stands.

use super::account::{AccountRead, Wanted, do_it, read};
use super::rights::{rights, with_rights};
use super::{Controller, Event, Integration};
use crate::desk::Accounts;
use crate::failure::Failure;
use crate::messages::for_person;
use crate::present::state::{Card, FailedChange, Notice, PeopleNow, Session};
use crate::request::{AdminRequest, Screen};
use domicile_model::wire::{Member, RemovalPreflight, RemovalRequest};
use std::future::Future;
use std::pin::Pin;

/// A change that is under way.
#[derive(Debug)]
pub(super) struct Asked {
    /// Where.
    screen: Screen,
    /// What it says when it has worked, and the name in it.
    message: &'static str,
    name: String,
}

impl<I: Integration> Controller<I> {
    pub(super) fn administer(&mut self, request: AdminRequest) {
        let Some(account) = self.looks_after() else { return };
        match request {
            AdminRequest::Find { query } => self.find(account, query),
            AdminRequest::More => self.more(account),
            AdminRequest::OpenPerson { user } => {
                self.setup.shell.show_window(Screen::People);
                self.look(account, move |accounts, account| {
                    Box::pin(async move {
                        let (member, rights) = tokio::join!(accounts.member(&account, &user), rights(&*accounts, &account, &user));
                        Ok(Some(Card::Member { member: Box::new(member?), how: None, preview: None, rights }))
                    })
                });
            }
            AdminRequest::ClosePerson => self.state.administering.people.card = None,
            AdminRequest::PreviewRemoval { user } => self.preview(account, user),
            AdminRequest::OpenRequest { id } => self.open_request(account, id),
            AdminRequest::CopyWelcome { email, language } => {
                let words = self.words_in(language.as_deref());
                if let Some(letter) = for_person(&self.state, &email, &words) {
                    self.copy(&letter.text, Notice::MessageCopied);
                }
            }
            change => self.change(account, change),
        }
    }

    /// The account that the person looks after.
    pub(super) fn looks_after(&self) -> Option<String> {
        let me = self.state.me.known().filter(|_| self.state.session == Session::SignedIn)?;
        me.inbox.as_ref()?;
        me.affiliation.as_ref().map(|it| it.account.id.as_str().to_owned())
    }

    /// Reads the account again: its requests, and its people where somebody looks at them.
    pub(super) fn read_account(&mut self) {
        let Some(account) = self.looks_after() else {
            self.state.administering = Default::default();
            return;
        };
        if self.reading {
            self.read_again = true;
            return;
        }
        self.reading = true;
        self.state.administering.inbox.busy = !self.state.administering.inbox.loaded;
        let (person, look, wanted) = (self.person, self.looks, self.wanted(account));
        self.beside(|desk| async move {
            let result = match desk.accounts() {
                Ok(accounts) => Ok(Box::new(read(&*accounts, &wanted).await)),
                Err(failure) => Err(failure),
            };
            Event::AccountRead { person, look, result }
        });
    }

    fn wanted(&self, account: String) -> Wanted {
        let now = &self.state.administering;
        let looked_up = now.people.query.contains('@');
        Wanted {
            account,
            opened: now.inbox.opened.keys().cloned().collect(),
            query: self.visible.then(|| if looked_up { String::new() } else { now.people.query.clone() }),
            card: now.people.card.clone(),
        }
    }

    pub(super) fn account_read(&mut self, look: u64, result: Result<Box<AccountRead>, Failure>) {
        self.reading = false;
        self.state.administering.inbox.busy = false;
        match result {
            Ok(read) => {
                self.take_account(look, *read);
            }
            Err(failure) => self.quietly(&failure),
        }
        if std::mem::take(&mut self.read_again) {
            self.read_account();
        }
    }

    fn take_account(&mut self, look: u64, read: AccountRead) {
        let now = &mut self.state.administering;
        if let Some(account) = read.account {
            now.account = Some(account);
        }
        match read.inbox {
            Ok(inbox) => now.inbox = inbox,
            Err(failure) => self.quietly(&failure),
        }
        match read.people {
            // What was looked for meanwhile is newer.
            Some(Ok(people)) if look == self.looks => {
                let before = &self.state.administering.people;
                self.state.administering.people = PeopleNow { query: before.query.clone(), busy: before.busy, ..people };
            }
            Some(Err(failure)) => self.quietly(&failure),
            _ => {}
        }
    }

    /// What fails without having been asked for is no news, but tells about the connection.
    fn quietly(&mut self, failure: &Failure) {
        tracing::info!(%failure, "the account was not read");
        let now = self.now();
        self.state.learn_contact(failure, now);
    }

    fn find(&mut self, account: String, query: String) {
        let query = query.trim().to_owned();
        query.clone_into(&mut self.state.administering.people.query);
        self.state.administering.people.card = None;
        if query.contains('@') {
            self.look(account, move |accounts, account| {
                Box::pin(
                    async move { Ok(Some(with_rights(&*accounts, &account, Card::of(accounts.look_up(&account, &query).await?)).await)) },
                )
            });
        } else {
            self.list(account, query, None);
        }
    }

    fn more(&mut self, account: String) {
        let people = &self.state.administering.people;
        if let Some(cursor) = people.next.clone().filter(|_| !people.busy) {
            let query = if people.query.contains('@') { String::new() } else { people.query.clone() };
            self.list(account, query, Some(cursor));
        }
    }

    fn list(&mut self, account: String, query: String, cursor: Option<String>) {
        let (person, look) = (self.person, self.next_look());
        self.beside(|desk| async move {
            let result = match desk.accounts() {
                Ok(accounts) => accounts.members(&account, &query, cursor.as_deref()).await,
                Err(failure) => Err(failure),
            };
            Event::Listed { person, look, more: cursor.is_some(), result }
        });
    }

    fn next_look(&mut self) -> u64 {
        self.state.problem = None;
        self.state.administering.people.busy = true;
        self.looks += 1;
        self.looks
    }

    fn look<F>(&mut self, account: String, ask: F)
    where
        F: FnOnce(Box<dyn Accounts>, String) -> Pin<Box<dyn Future<Output = Result<Option<Card>, Failure>> + Send>> + Send + 'static,
    {
        let (person, look) = (self.person, self.next_look());
        self.beside(|desk| async move {
            let result = match desk.accounts() {
                Ok(accounts) => ask(accounts, account).await,
                Err(failure) => Err(failure),
            };
            Event::Looked { person, look, result }
        });
    }

    pub(super) fn looked(&mut self, look: u64, result: Result<Option<Card>, Failure>) {
        if look != self.looks {
            return;
        }
        self.state.administering.people.busy = false;
        match result {
            Ok(card) => self.state.administering.people.card = card,
            Err(failure) => self.failed(failure),
        }
    }

    pub(super) fn listed(&mut self, look: u64, more: bool, result: Result<domicile_model::wire::Members, Failure>) {
        if look != self.looks {
            return;
        }
        let people = &mut self.state.administering.people;
        people.busy = false;
        match result {
            Ok(page) => {
                if !more {
                    people.members.clear();
                }
                people.members.extend(page.items);
                people.next = page.next_cursor;
            }
            Err(failure) => self.failed(failure),
        }
    }

    fn preview(&mut self, account: String, user: String) {
        let how = match &self.state.administering.people.card {
            Some(Card::Member { how, member, .. }) if member.user.id.as_str() == user => *how,
            _ => None,
        };
        self.look(account, move |accounts, account| {
            Box::pin(async move {
                let (member, preflight, rights) = tokio::join!(
                    accounts.member(&account, &user),
                    accounts.preflight(&account, &user),
                    rights(&*accounts, &account, &user)
                );
                Ok(Some(Card::Member { member: Box::new(member?), how, preview: Some(preflight?), rights }))
            })
        });
    }

    /// Opening a request makes it seen, and shows what stands in the way.
    fn open_request(&mut self, account: String, id: String) {
        self.setup.shell.show_window(Screen::Requests);
        let person = self.person;
        let known = self.state.administering.inbox.requests.iter().find(|it| it.id.as_str() == id).cloned();
        self.state.administering.inbox.busy = true;
        self.beside(|desk| async move {
            let ask = async || -> Result<(RemovalRequest, Option<RemovalPreflight>), Failure> {
                let accounts = desk.accounts()?;
                let request = match known.filter(|it| !it.state.is_open()) {
                    // One that was answered is only looked at.
                    Some(request) => return Ok((request, None)),
                    None => accounts.open_request(&account, &id).await?,
                };
                let preflight = accounts.preflight(&account, request.user.id.as_str()).await?;
                Ok((request, Some(preflight)))
            };
            Event::RequestOpened { person, result: ask().await.map(Box::new) }
        });
    }

    pub(super) fn request_opened(&mut self, result: Result<Box<(RemovalRequest, Option<RemovalPreflight>)>, Failure>) {
        let inbox = &mut self.state.administering.inbox;
        inbox.busy = false;
        match result {
            Ok(opened) => {
                let (request, preflight) = *opened;
                if let Some(preflight) = preflight {
                    inbox.opened.insert(request.id.as_str().to_owned(), preflight);
                }
                match inbox.requests.iter_mut().find(|it| it.id == request.id) {
                    Some(known) => *known = request,
                    None => inbox.requests.push(request),
                }
            }
            Err(failure) => {
                self.failed(failure);
                self.read_account();
            }
        }
    }

    fn change(&mut self, account: String, request: AdminRequest) {
        if !self.may_send() {
            return;
        }
        let mut asked = Asked { screen: asked_on(&request), message: said(&request), name: self.whom(&request) };
        self.state.administering.people.busy = true;
        let (person, mut wanted) = (self.person, self.wanted(account));
        self.beside(|desk| async move {
            let accounts = match desk.accounts() {
                Ok(accounts) => accounts,
                Err(failure) => return Event::Administered { person, asked, result: Err(failure), read: None },
            };
            let result = do_it(&*accounts, &wanted.account, &request).await;
            if let Ok(came) = &result {
                asked.message = came.message.unwrap_or(asked.message);
                if came.card.is_some() || matches!(request, AdminRequest::Remove { .. }) {
                    wanted.card.clone_from(&came.card);
                }
            }
            let read = Some(Box::new(read(&*accounts, &wanted).await));
            Event::Administered { person, asked, result: result.map(drop), read }
        });
    }

    pub(super) fn administered(&mut self, asked: Asked, result: Result<(), Failure>, read: Option<Box<AccountRead>>) {
        self.sending = false;
        self.state.administering.people.busy = false;
        if let Some(read) = read {
            let look = self.looks;
            self.take_account(look, *read);
        }
        match result {
            Ok(()) => self.state.confirm(Notice::Done { message: asked.message, name: asked.name }),
            Err(failure) => {
                self.state.administering.failed = Some(FailedChange { failure: failure.clone(), at: self.now(), screen: asked.screen });
                self.failed(failure);
            }
        }
        self.check();
    }

    /// By what name the confirmation calls whom it is about.
    fn whom(&self, request: &AdminRequest) -> String {
        let now = &self.state.administering;
        let member = |user: &str| -> Option<String> {
            let opened = match &now.people.card {
                Some(Card::Member { member, .. }) => Some(&**member),
                _ => None,
            };
            let all = now.people.members.iter().chain(opened);
            all.map(|it: &Member| &it.user).find(|it| it.id.as_str() == user).map(|it| it.display_name.clone())
        };
        let found = match request {
            AdminRequest::Approve { id } | AdminRequest::Decline { id, .. } => {
                now.inbox.requests.iter().find(|it| it.id.as_str() == id).map(|it| it.user.display_name.clone())
            }
            AdminRequest::Create { email, .. }
            | AdminRequest::AddToAccount { email }
            | AdminRequest::Invite { email, .. }
            | AdminRequest::OfferTransfer { email, .. } => Some(email.clone()),
            AdminRequest::ApprovePerson { user } | AdminRequest::RejectPerson { user } => {
                now.inbox.approvals.iter().find(|it| it.user.as_str() == user).map(|it| it.email.clone())
            }
            AdminRequest::Lock { user, .. }
            | AdminRequest::Unlock { user, .. }
            | AdminRequest::SetCountry { user, .. }
            | AdminRequest::SetRoles { user, .. }
            | AdminRequest::Remove { user }
            | AdminRequest::Designate { user, .. }
            | AdminRequest::EndDesignation { user } => member(user)
                .or_else(|| now.inbox.opened.values().find(|it| it.user.id.as_str() == user).map(|it| it.user.display_name.clone())),
            AdminRequest::AllowCheckOut { id, .. } | AdminRequest::DeclineCheckOut { id, .. } | AdminRequest::EndCheckOut { id } => {
                now.inbox.check_outs.iter().find(|it| it.id.as_str() == id).map(|it| it.user.display_name.clone())
            }
            AdminRequest::Undo { removal } => {
                now.people.removals.iter().find(|it| it.id.as_str() == removal).map(|it| it.user.display_name.clone())
            }
            _ => None,
        };
        found.unwrap_or_default()
    }
}

/// Where a change is asked for, and where somebody looks after it has failed.
fn asked_on(request: &AdminRequest) -> Screen {
    match request {
        AdminRequest::Approve { .. }
        | AdminRequest::Decline { .. }
        | AdminRequest::ApprovePerson { .. }
        | AdminRequest::RejectPerson { .. }
        | AdminRequest::AllowCheckOut { .. }
        | AdminRequest::DeclineCheckOut { .. } => Screen::Requests,
        _ => Screen::People,
    }
}

/// What a change says when it has worked, where its answer does not say otherwise.
fn said(request: &AdminRequest) -> &'static str {
    match request {
        AdminRequest::Approve { .. } => "notice-request-approved",
        AdminRequest::Decline { .. } => "notice-request-declined",
        AdminRequest::Create { .. } => "notice-person-created",
        AdminRequest::AddToAccount { .. } => "notice-person-added",
        AdminRequest::Invite { .. } => "notice-person-invited",
        AdminRequest::OfferTransfer { .. } => "notice-transfer-offered",
        AdminRequest::RevokeTransfer { .. } => "notice-transfer-revoked",
        AdminRequest::RevokeInvitation { .. } => "notice-invitation-revoked",
        AdminRequest::ApprovePerson { .. } => "notice-person-let-in",
        AdminRequest::RejectPerson { .. } => "notice-person-rejected",
        AdminRequest::Lock { .. } => "notice-person-locked",
        AdminRequest::Unlock { .. } => "notice-person-unlocked",
        AdminRequest::SetCountry { .. } => "notice-country-set",
        AdminRequest::SetRoles { .. } => "notice-roles-set",
        AdminRequest::Remove { .. } => "notice-person-removed",
        AdminRequest::Undo { .. } => "notice-removal-undone",
        AdminRequest::Designate { .. } => "notice-contact-designated",
        AdminRequest::EndDesignation { .. } => "notice-contact-ended",
        AdminRequest::AllowCheckOut { .. } => "notice-check-out-allowed",
        AdminRequest::DeclineCheckOut { .. } => "notice-check-out-declined",
        AdminRequest::EndCheckOut { .. } => "notice-check-out-ended",
        AdminRequest::ReassignLicence { .. } => "notice-licence-reassigned",
        _ => "notice-licence-returned",
    }
}
