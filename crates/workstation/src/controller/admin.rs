//! What an administrator asks for. One change at a time; after each, whatever came of it, what is shown is read anew: another
//! administrator may have answered meanwhile, and then their answer stands.

#![deny(clippy::wildcard_enum_match_arm, reason = "a forgotten request must not compile")]

use super::admin_changes::{CardAfter, ChangeRow, row};
use super::admin_io::{AccountRead, ReadGeneration, ReadPlan, execute, read};
use super::rights::{rights, with_rights};
use super::{Controller, Event, Integration};
use crate::api::AdminApi;
use crate::failure::Failure;
use crate::messages::{for_buyer, for_person};
use crate::present::Say;
use crate::request::{AdminChange, AdminQuery, AdminRequest};
use crate::state::{Card, FailedChange, Notice, PeopleState, Session};
use crate::vocabulary::Screen;
use domicile_model::adding::AddCode;
use domicile_model::id::{AccountId, RemovalRequestId, UserId};
use domicile_model::identifier::trimmed;
use domicile_model::wire::{RemovalPreflight, RemovalRequest, Word};
use jiff::SignedDuration;

/// Contracts change seldom: what the account owns is read again after so long, and after each change.
const LICENCES_FRESH: SignedDuration = SignedDuration::from_mins(10);

/// A change that is under way.
#[derive(Debug)]
pub(super) struct PendingChange {
    /// Where.
    screen: Screen,
    /// What it says when it has worked, and the name in it.
    message: &'static str,
    name: String,
}

/// What is read for the card.
enum Search {
    /// Whoever has this address.
    Address(String),
    /// Somebody of the account.
    Person(UserId),
    /// The same, and what stands in the way of removing them.
    Preview { user: UserId, how: Option<Word<AddCode>> },
}

async fn find_card(api: &dyn AdminApi, account: &AccountId, search: Search) -> Result<Card, Failure> {
    match search {
        Search::Address(email) => Ok(with_rights(api, account, Card::of(api.look_up(account, &email).await?)).await),
        Search::Person(user) => {
            let (member, rights) = tokio::join!(api.member(account, &user), rights(api, account, &user));
            Ok(Card::Member { member: Box::new(member?), how: None, preview: None, rights })
        }
        Search::Preview { user, how } => {
            let (member, preflight, rights) =
                tokio::join!(api.member(account, &user), api.preflight(account, &user), rights(api, account, &user));
            Ok(Card::Member { member: Box::new(member?), how, preview: Some(preflight?), rights })
        }
    }
}

impl<I: Integration> Controller<I> {
    pub(super) fn administer(&mut self, request: AdminRequest) {
        let Some(account) = self.looks_after() else { return };
        match request {
            AdminRequest::Query(query) => self.query(account, query),
            AdminRequest::Change(change) => self.change(account, change),
        }
    }

    fn query(&mut self, account: AccountId, query: AdminQuery) {
        match query {
            AdminQuery::Find { query } => self.find(account, query),
            AdminQuery::More => self.more(account),
            AdminQuery::OpenPerson { user } => {
                self.setup.shell.show_window(Screen::People);
                self.search(account, Search::Person(user));
            }
            AdminQuery::ClosePerson => self.state.admin.people.card = None,
            AdminQuery::PreviewRemoval { user } => self.preview(account, user),
            AdminQuery::OpenRequest { id } => self.open_request(account, id),
            AdminQuery::CopyWelcome { email, language } => {
                let words = self.words_in(language.as_deref());
                if let Some(letter) = for_person(&self.state, &email, &words) {
                    self.copy(&letter.text, Notice::MessageCopied);
                }
            }
            AdminQuery::CopyForBuyer { language } => {
                let words = self.words_in(language.as_deref());
                if let Some(letter) = for_buyer(&self.state, Say::new(&words, self.now(), &self.setup.zone)) {
                    self.copy(&letter.text, Notice::MessageCopied);
                }
            }
        }
    }

    /// The account that the person looks after.
    pub(super) fn looks_after(&self) -> Option<AccountId> {
        let me = self.state.me.known().filter(|_| self.state.session == Session::SignedIn)?;
        me.inbox.as_ref()?;
        me.affiliation.as_ref().map(|it| it.account.id.clone())
    }

    /// Reads the account again: its requests, and its people where somebody looks at them.
    pub(super) fn read_account(&mut self) {
        let Some(account) = self.looks_after() else {
            self.state.admin = Default::default();
            return;
        };
        if self.account_poll.repeat_if_busy() {
            return;
        }
        self.account_poll.begin();
        self.state.admin.inbox.busy = !self.state.admin.inbox.loaded;
        let (person, generation, plan) = (self.person, self.read_generation(), self.read_plan(account));
        self.beside(|backend| async move {
            let result = match backend.admin_api() {
                Ok(api) => Ok(Box::new(read(&*api, &plan).await)),
                Err(failure) => Err(failure),
            };
            Event::AccountRead { person, generation, result }
        });
    }

    fn read_plan(&self, account: AccountId) -> ReadPlan {
        let now = &self.state.admin;
        let looked_up = now.people.query.contains('@');
        ReadPlan {
            account,
            opened: now.inbox.opened.keys().cloned().collect(),
            query: self.visible.then(|| if looked_up { String::new() } else { now.people.query.clone() }),
            card: now.people.card.clone(),
            licences: (self.visible && !self.knows_licences()).then(|| self.now()),
        }
    }

    /// Whether what the account owns was read a short while ago.
    fn knows_licences(&self) -> bool {
        let read = self.state.admin.licences.as_ref().map(|it| it.read);
        // A clock that was set back makes nothing fresh for ever.
        read.is_some_and(|it| (SignedDuration::ZERO..LICENCES_FRESH).contains(&self.now().duration_since(it)))
    }

    /// Which searches and openings a read knows of that begins now.
    fn read_generation(&self) -> ReadGeneration {
        ReadGeneration { search: self.search_generation, opening: self.opening_generation }
    }

    pub(super) fn account_read(&mut self, generation: ReadGeneration, result: Result<Box<AccountRead>, Failure>) {
        let again = self.account_poll.end();
        self.state.admin.inbox.busy = false;
        match result {
            Ok(read) => self.take_account(generation, *read),
            Err(failure) => self.quietly(&failure),
        }
        if again || generation.opening != self.opening_generation {
            self.read_account();
        }
    }

    /// Takes in what was read; what was searched for or opened since the read began is newer and stays.
    fn take_account(&mut self, generation: ReadGeneration, read: AccountRead) {
        let now = &mut self.state.admin;
        if let Some(account) = read.account {
            now.account = Some(account);
        }
        match read.inbox {
            Ok(inbox) if generation.opening == self.opening_generation => now.inbox = inbox,
            Ok(_) => {}
            Err(failure) => self.quietly(&failure),
        }
        match read.people {
            Some(Ok(people)) if generation.search == self.search_generation => {
                let before = &self.state.admin.people;
                self.state.admin.people = PeopleState { query: before.query.clone(), busy: before.busy, ..people };
            }
            Some(Err(failure)) => self.quietly(&failure),
            _ => {}
        }
        match read.licences {
            Some(Ok(licences)) => self.state.admin.licences = Some(licences),
            Some(Err(failure)) => self.quietly(&failure),
            None => {}
        }
    }

    /// What fails without having been asked for is no news, but tells about the connection.
    fn quietly(&mut self, failure: &Failure) {
        tracing::info!(%failure, "the account was not read");
        let now = self.now();
        self.state.learn_contact(failure, now);
    }

    fn find(&mut self, account: AccountId, query: String) {
        let query = trimmed(&query).to_owned();
        query.clone_into(&mut self.state.admin.people.query);
        self.state.admin.people.card = None;
        if query.contains('@') {
            self.search(account, Search::Address(query));
        } else {
            self.list(account, query, None);
        }
    }

    fn more(&mut self, account: AccountId) {
        let people = &self.state.admin.people;
        if let Some(cursor) = people.next.clone().filter(|_| !people.busy) {
            let query = if people.query.contains('@') { String::new() } else { people.query.clone() };
            self.list(account, query, Some(cursor));
        }
    }

    fn list(&mut self, account: AccountId, query: String, cursor: Option<String>) {
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

    fn search(&mut self, account: AccountId, search: Search) {
        let (person, generation) = (self.person, self.next_search());
        self.beside(|backend| async move {
            let result = match backend.admin_api() {
                Ok(api) => find_card(&*api, &account, search).await,
                Err(failure) => Err(failure),
            };
            Event::Searched { person, generation, result }
        });
    }

    pub(super) fn searched(&mut self, generation: u64, result: Result<Card, Failure>) {
        if generation != self.search_generation {
            return;
        }
        self.state.admin.people.busy = false;
        match result {
            Ok(card) => self.state.admin.people.card = Some(card),
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

    fn preview(&mut self, account: AccountId, user: UserId) {
        let how = match &self.state.admin.people.card {
            Some(Card::Member { how, member, .. }) if member.user.id == user => how.clone(),
            _ => None,
        };
        self.search(account, Search::Preview { user, how });
    }

    /// Opening a request makes it seen, and shows what stands in the way.
    fn open_request(&mut self, account: AccountId, id: RemovalRequestId) {
        self.setup.shell.show_window(Screen::Requests);
        let person = self.person;
        let known = self.state.admin.inbox.requests.iter().find(|it| it.id == id).cloned();
        self.state.admin.inbox.busy = true;
        self.beside(|backend| async move {
            let ask = async || -> Result<(RemovalRequest, Option<RemovalPreflight>), Failure> {
                let api = backend.admin_api()?;
                let request = match known.filter(|it| !it.is_open()) {
                    // One that was answered is only searched at.
                    Some(request) => return Ok((request, None)),
                    None => api.open_request(&account, &id).await?,
                };
                let preflight = api.preflight(&account, &request.user.id).await?;
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
                self.opening_generation += 1;
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

    fn change(&mut self, account: AccountId, change: AdminChange) {
        if !self.may_send() {
            return;
        }
        let ChangeRow { screen, notice, subject, card } = row(&change);
        let mut pending = PendingChange { screen, message: notice, name: subject.name(&self.state.admin) };
        self.state.admin.people.busy = true;
        let (person, generation, mut plan) = (self.person, self.read_generation(), self.read_plan(account));
        plan.licences = self.visible.then(|| self.now());
        self.beside(|backend| async move {
            let api = match backend.admin_api() {
                Ok(api) => api,
                Err(failure) => return Event::Administered { person, generation, pending, result: Err(failure), read: None },
            };
            let result = execute(&*api, &plan.account, &change).await;
            if let Ok(executed) = &result {
                pending.message = executed.message.unwrap_or(pending.message);
                match card {
                    CardAfter::Reload => {}
                    CardAfter::Answer => plan.card.clone_from(&executed.card),
                    CardAfter::Close => plan.card = None,
                }
            }
            let read = Some(Box::new(read(&*api, &plan).await));
            Event::Administered { person, generation, pending, result: result.map(drop), read }
        });
    }

    pub(super) fn administered(
        &mut self,
        generation: ReadGeneration,
        pending: PendingChange,
        result: Result<(), Failure>,
        read: Option<Box<AccountRead>>,
    ) {
        self.sending = false;
        self.state.admin.people.busy = false;
        if let Some(read) = read {
            self.take_account(generation, *read);
            if generation != self.read_generation() {
                self.read_account();
            }
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
}
