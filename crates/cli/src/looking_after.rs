//! What the verbs of administrators share: the account that somebody looks after, its people by address, the words of the window, and
//! the question before something that cannot simply be taken back.

use crate::arguments::Promise;
use crate::exit::Exit;
use crate::facts::Facts;
use crate::online::Place;
use crate::problem::Problem;
use crate::speech::Speech;
use domicile_model::country::CountryCode;
use domicile_model::person::Role;
use domicile_model::wire::Member;
use domicile_workstation::api::AdminApi;
use domicile_workstation::failure::Failure;
use domicile_workstation::overview::{AdminView, PersonCardView};
use domicile_workstation::state::{AdminState, Card, InboxState, PeopleState};
use std::io::{BufRead, IsTerminal};

type Result<T> = std::result::Result<T, Box<Problem>>;

/// An administrator at work.
pub(crate) struct Looking<'a> {
    pub(crate) place: &'a Place<'a>,
    pub(crate) accounts: Box<dyn AdminApi>,
    pub(crate) account: String,
    facts: Facts,
    admin: AdminState,
}

impl<'a> Looking<'a> {
    /// Asks who the person is; refused where they look after no account.
    pub(crate) async fn begin(place: &'a Place<'a>) -> Result<Self> {
        let me = place.me().await?;
        let refused = |exit, code| Err(Problem::ours(place.speech, exit, code, &[]));
        if me.limited_view {
            return refused(Exit::Locked, "limited_view");
        }
        let account = me.affiliation.as_ref().filter(|_| me.inbox.is_some()).map(|it| it.account.id.as_str().to_owned());
        let Some(account) = account else { return refused(Exit::NotAllowed, "not_an_administrator") };
        let accounts = place.desk.admin_api().map_err(|it| place.problem(&it))?;
        let details = accounts.account(&account).await.map_err(|it| place.problem(&it))?;
        let facts = place.facts_of(me).await;
        Ok(Self { place, accounts, account, facts, admin: AdminState { account: Some(details), ..AdminState::default() } })
    }

    /// A failure in the person's words.
    pub(crate) fn tell<T>(&self, result: std::result::Result<T, Failure>) -> Result<T> {
        result.map_err(|it| self.place.problem(&it))
    }

    /// The same, for what was named by its id: where there is nothing of that name, that is said instead of the service's 404.
    pub(crate) fn found<T>(&self, result: std::result::Result<T, Failure>, nothing: impl FnOnce() -> Box<Problem>) -> Result<T> {
        match result {
            Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Err(nothing()),
            result => self.tell(result),
        }
    }

    pub(crate) fn with_card(self, card: Card) -> Self {
        let people = PeopleState { card: Some(card), ..PeopleState::default() };
        self.with(|it| it.people = people)
    }

    pub(crate) fn with_inbox(self, inbox: InboxState) -> Self {
        self.with(|it| it.inbox = inbox)
    }

    fn with(mut self, change: impl FnOnce(&mut AdminState)) -> Self {
        change(&mut self.admin);
        self.facts = self.facts.looking_after(self.place, self.admin.clone());
        self
    }

    /// The screens in words.
    pub(crate) fn shown(&self) -> Option<&AdminView> {
        self.facts.overview.admin.as_ref()
    }

    pub(crate) fn card(&self) -> Option<&PersonCardView> {
        self.shown()?.people.card.as_ref()
    }

    /// Somebody of the account, by address or id.
    pub(crate) async fn member(&self, who: &str) -> Result<Member> {
        let nobody = || Problem::ours(self.place.speech, Exit::Blocked, "no_such_person", &[("who", who)]);
        if !who.contains('@') {
            return self.found(self.accounts.member(&self.account, who).await, nobody);
        }
        let found = self.tell(self.accounts.members(&self.account, who, None).await)?;
        found.items.into_iter().find(|it| it.user.email.eq_ignore_ascii_case(who)).ok_or_else(nobody)
    }
}

impl Promise {
    /// The roles by their names.
    pub(crate) fn roles(&self, speech: &Speech) -> Result<Vec<Role>> {
        let role = |it: &String| Role::parse(it).ok_or_else(|| Problem::ours(speech, Exit::Usage, "unknown_role", &[("role", it)]));
        self.role.iter().map(role).collect()
    }

    /// The country by its code.
    pub(crate) fn country(&self, speech: &Speech) -> Result<Option<String>> {
        self.country.as_deref().map(|it| country(speech, it)).transpose()
    }
}

/// A country by its code.
pub(crate) fn country(speech: &Speech, code: &str) -> Result<String> {
    let unknown = |_| Problem::ours(speech, Exit::Usage, "unknown_country", &[("country", code)]);
    CountryCode::parse(code).map(|it| it.as_str().to_owned()).map_err(unknown)
}

/// Asks before something that others feel: on a terminal; scripts say `--yes`.
pub(crate) fn confirmed(place: &Place<'_>, yes: bool, consequence: &str) -> Result<()> {
    if yes {
        return Ok(());
    }
    let needed = || Problem::ours(place.speech, Exit::Usage, "confirmation_needed", &[]);
    if !place.may_ask || !std::io::stdin().is_terminal() {
        return Err(needed());
    }
    place.output.must_know(consequence);
    place.output.must_know(&place.speech.text("cli-confirm"));
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let said = line.trim();
    if read.is_ok() && (said.eq_ignore_ascii_case(&place.speech.text("cli-confirm-yes")) || said.eq_ignore_ascii_case("yes")) {
        Ok(())
    } else {
        Err(Problem::ours(place.speech, Exit::Interrupted, "not_confirmed", &[]))
    }
}
