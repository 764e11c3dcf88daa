//! What an administrator asks for. One change at a time; after each, whatever came of it, what is shown is read anew: another
//! administrator may have answered meanwhile, and then their answer stands.

use super::admin_io::{AccountRead, ReadPlan, execute, read};
use super::rights::{rights, with_rights};
use super::{Controller, Event, Integration};
use crate::api::AdminApi;
use crate::failure::Failure;
use crate::messages::for_person;
use crate::request::AdminRequest;
use crate::state::{Card, FailedChange, Notice, PeopleState, Session};
use crate::vocabulary::Screen;
use domicile_model::wire::{Member, RemovalPreflight, RemovalRequest};
use std::future::Future;
use std::pin::Pin;

/// A change that is under way.
#[derive(Debug)]
pub(super) struct PendingChange {
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
                self.search(account, move |api, account| {
                    Box::pin(async move {
                        let (member, rights) = tokio::join!(api.member(&account, &user), rights(&*api, &account, &user));
                        Ok(Some(Card::Member { member: Box::new(member?), how: None, preview: None, rights }))
                    })
                });
            }
            AdminRequest::ClosePerson => self.state.admin.people.card = None,
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
            self.state.admin = Default::default();
            return;
        };
        if self.reading {
            self.read_again = true;
            return;
        }
        self.reading = true;
        self.state.admin.inbox.busy = !self.state.admin.inbox.loaded;
        let (person, generation, plan) = (self.person, self.search_generation, self.read_plan(account));
        self.beside(|backend| async move {
            let result = match backend.admin_api() {
                Ok(api) => Ok(Box::new(read(&*api, &plan).await)),
                Err(failure) => Err(failure),
            };
            Event::AccountRead { person, generation, result }
        });
    }

    fn read_plan(&self, account: String) -> ReadPlan {
        let now = &self.state.admin;
        let looked_up = now.people.query.contains('@');
        ReadPlan {
            account,
            opened: now.inbox.opened.keys().cloned().collect(),
            query: self.visible.then(|| if looked_up { String::new() } else { now.people.query.clone() }),
            card: now.people.card.clone(),
        }
    }

    pub(super) fn account_read(&mut self, generation: u64, result: Result<Box<AccountRead>, Failure>) {
        self.reading = false;
        self.state.admin.inbox.busy = false;
        match result {
            Ok(read) => {
                self.take_account(generation, *read);
            }
            Err(failure) => self.quietly(&failure),
        }
        if std::mem::take(&mut self.read_again) {
            self.read_account();
        }
    }

    fn take_account(&mut self, generation: u64, read: AccountRead) {
        let now = &mut self.state.admin;
        if let Some(account) = read.account {
            now.account = Some(account);
        }
        match read.inbox {
            Ok(inbox) => now.inbox = inbox,
            Err(failure) => self.quietly(&failure),
        }
        match read.people {
            // What was searched for meanwhile is newer.
            Some(Ok(people)) if generation == self.search_generation => {
                let before = &self.state.admin.people;
                self.state.admin.people = PeopleState { query: before.query.clone(), busy: before.busy, ..people };
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
        query.clone_into(&mut self.state.admin.people.query);
        self.state.admin.people.card = None;
        if query.contains('@') {
            self.search(account, move |api, account| {
                Box::pin(async move { Ok(Some(with_rights(&*api, &account, Card::of(api.look_up(&account, &query).await?)).await)) })
            });
        } else {
            self.list(account, query, None);
        }
    }

    fn more(&mut self, account: String) {
        let people = &self.state.admin.people;
        if let Some(cursor) = people.next.clone().filter(|_| !people.busy) {
            let query = if people.query.contains('@') { String::new() } else { people.query.clone() };
            self.list(account, query, Some(cursor));
        }
    }

    fn list(&mut self, account: String, query: String, cursor: Option<String>) {
        let (person, generation) = (self.person, self.next_search());
        self.beside(|backend| async move {
            let result = match backend.admin_api() {
                Ok(api) => api.members(&account, &query, cursor.as_deref()).await,
                Err(failure) => Err(failure),
            };
            Event::Listed { person, generation, more: cursor.is_some(), result }
        });
    }

    fn next_search(&mut self) -> u64 {
        self.state.problem = None;
        self.state.admin.people.busy = true;
        self.search_generation += 1;
        self.search_generation
    }

    fn search<F>(&mut self, account: String, ask: F)
    where
        F: FnOnce(Box<dyn AdminApi>, String) -> Pin<Box<dyn Future<Output = Result<Option<Card>, Failure>> + Send>> + Send + 'static,
    {
        let (person, generation) = (self.person, self.next_search());
        self.beside(|backend| async move {
            let result = match backend.admin_api() {
                Ok(api) => ask(api, account).await,
                Err(failure) => Err(failure),
            };
            Event::Searched { person, generation, result }
        });
    }

    pub(super) fn searched(&mut self, generation: u64, result: Result<Option<Card>, Failure>) {
        if generation != self.search_generation {
            return;
        }
        self.state.admin.people.busy = false;
        match result {
            Ok(card) => self.state.admin.people.card = card,
            Err(failure) => self.failed(failure),
        }
    }

    pub(super) fn listed(&mut self, generation: u64, more: bool, result: Result<domicile_model::wire::Members, Failure>) {
        if generation != self.search_generation {
            return;
        }
        let people = &mut self.state.admin.people;
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
        let how = match &self.state.admin.people.card {
            Some(Card::Member { how, member, .. }) if member.user.id.as_str() == user => *how,
            _ => None,
        };
        self.search(account, move |api, account| {
            Box::pin(async move {
                let (member, preflight, rights) =
                    tokio::join!(api.member(&account, &user), api.preflight(&account, &user), rights(&*api, &account, &user));
                Ok(Some(Card::Member { member: Box::new(member?), how, preview: Some(preflight?), rights }))
            })
        });
    }

    /// Opening a request makes it seen, and shows what stands in the way.
    fn open_request(&mut self, account: String, id: String) {
        self.setup.shell.show_window(Screen::Requests);
        let person = self.person;
        let known = self.state.admin.inbox.requests.iter().find(|it| it.id.as_str() == id).cloned();
        self.state.admin.inbox.busy = true;
        self.beside(|backend| async move {
            let ask = async || -> Result<(RemovalRequest, Option<RemovalPreflight>), Failure> {
                let api = backend.admin_api()?;
                let request = match known.filter(|it| !it.state.is_open()) {
                    // One that was answered is only searched at.
                    Some(request) => return Ok((request, None)),
                    None => api.open_request(&account, &id).await?,
                };
                let preflight = api.preflight(&account, request.user.id.as_str()).await?;
                Ok((request, Some(preflight)))
            };
            Event::RequestOpened { person, result: ask().await.map(Box::new) }
        });
    }

    pub(super) fn request_opened(&mut self, result: Result<Box<(RemovalRequest, Option<RemovalPreflight>)>, Failure>) {
        let inbox = &mut self.state.admin.inbox;
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
        let mut pending = PendingChange { screen: asked_on(&request), message: said(&request), name: self.whom(&request) };
        self.state.admin.people.busy = true;
        let (person, mut plan) = (self.person, self.read_plan(account));
        self.beside(|backend| async move {
            let api = match backend.admin_api() {
                Ok(api) => api,
                Err(failure) => return Event::Administered { person, pending, result: Err(failure), read: None },
            };
            let result = execute(&*api, &plan.account, &request).await;
            if let Ok(executed) = &result {
                pending.message = executed.message.unwrap_or(pending.message);
                if executed.card.is_some() || matches!(request, AdminRequest::Remove { .. }) {
                    plan.card.clone_from(&executed.card);
                }
            }
            let read = Some(Box::new(read(&*api, &plan).await));
            Event::Administered { person, pending, result: result.map(drop), read }
        });
    }

    pub(super) fn administered(&mut self, pending: PendingChange, result: Result<(), Failure>, read: Option<Box<AccountRead>>) {
        self.sending = false;
        self.state.admin.people.busy = false;
        if let Some(read) = read {
            let generation = self.search_generation;
            self.take_account(generation, *read);
        }
        match result {
            Ok(()) => self.state.confirm(Notice::Done { message: pending.message, name: pending.name }),
            Err(failure) => {
                self.state.admin.failed = Some(FailedChange { failure: failure.clone(), at: self.now(), screen: pending.screen });
                self.failed(failure);
            }
        }
        self.check();
    }

    /// By what name the confirmation calls whom it is about.
    fn whom(&self, request: &AdminRequest) -> String {
        let now = &self.state.admin;
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
