//! What the verbs of administrators share: the account that somebody administers, its people by address, the words of the window, and
//! the question before something that others feel.

use crate::context::Context;
use crate::exit::Exit;
use crate::pick::{Candidate, pick};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::stdin;
use clap::Args;
use domicile_model::country::CountryCode;
use domicile_model::id::{AccountId, UserId};
use domicile_model::identifier::trimmed;
use domicile_model::pasted_address::address_in;
use domicile_model::person::Role;
use domicile_model::wire::{AccountDetails, CheckOut, Member};
use domicile_words::{Language, Words};
use domicile_workstation::api::AdminApi;
use domicile_workstation::failure::Failure;
use domicile_workstation::messages::Letter;
use domicile_workstation::overview::{AdminView, DoView, PersonCardView};
use domicile_workstation::present::Say;
use domicile_workstation::state::{AccountLicences, AdminState, Card, InboxState, PeopleState};
use std::io::IsTerminal;

type Result<T> = std::result::Result<T, Box<Problem>>;

/// What comes with an offer or an invitation.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct OfferedTerms {
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
}

/// An administrator at work.
pub(crate) struct AdminSession<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) accounts: Box<dyn AdminApi>,
    pub(crate) account: AccountId,
    snapshot: Snapshot,
    administering: AdminState,
}

impl<'a> AdminSession<'a> {
    /// Asks who the person is; refused where they administer no account.
    pub(crate) async fn begin(context: &'a Context<'a>) -> Result<Self> {
        let me = context.me().await?;
        let refused = |exit, code| Err(Problem::ours(context.say, exit, code, &[]));
        if me.limited_view {
            return refused(Exit::Locked, "limited_view");
        }
        let account = me.affiliation.as_ref().filter(|_| me.inbox.is_some()).map(|it| it.account.id.clone());
        let Some(account) = account else { return refused(Exit::NotAllowed, "not_an_administrator") };
        let accounts = context.backend.admin_api().map_err(|it| context.problem(&it))?;
        let details = accounts.account(&account).await.map_err(|it| context.problem(&it))?;
        let snapshot = Snapshot::fresh(context, me).await;
        Ok(Self { context, accounts, account, snapshot, administering: AdminState { account: Some(details), ..AdminState::default() } })
    }

    /// A failure as a problem, in the person's words.
    pub(crate) fn or_problem<T>(&self, result: std::result::Result<T, Failure>) -> Result<T> {
        result.map_err(|it| self.context.problem(&it))
    }

    /// The same, for what was named by its id: where there is nothing of that name, that is said instead of the service's 404.
    pub(crate) fn or_nothing<T>(&self, result: std::result::Result<T, Failure>, nothing: impl FnOnce() -> Box<Problem>) -> Result<T> {
        match result {
            Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Err(nothing()),
            result => self.or_problem(result),
        }
    }

    pub(crate) fn with_card(self, card: Card) -> Self {
        let people = PeopleState { card: Some(card), ..PeopleState::default() };
        self.with(|it| it.people = people)
    }

    pub(crate) fn with_inbox(self, inbox: InboxState) -> Self {
        self.with(|it| it.inbox = inbox)
    }

    pub(crate) fn with_people(self, people: PeopleState) -> Self {
        self.with(|it| it.people = people)
    }

    /// The same, with what the account owns and what of it is checked out.
    pub(crate) async fn with_licences(self) -> Result<Self> {
        let entitlements = self.or_problem(self.accounts.entitlements(&self.account).await)?;
        let assignments = self.or_problem(self.accounts.licence_assignments(&self.account).await)?;
        let check_outs = match self.accounts.check_outs(&self.account).await {
            // A service of a version that does not know any.
            Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => Vec::new(),
            answer => self.or_problem(answer)?,
        };
        let more = assignments.next_cursor.is_some();
        let licences = AccountLicences { read: self.context.say.now(), entitlements, assignments: assignments.items, more };
        Ok(self.with(|it| {
            it.licences = Some(licences);
            it.inbox.check_outs = check_outs;
        }))
    }

    /// What the account owns, once it was read.
    pub(crate) fn licences(&self) -> Option<&AccountLicences> {
        self.administering.licences.as_ref()
    }

    /// What of it is checked out, once it was read.
    pub(crate) fn check_outs(&self) -> &[CheckOut] {
        &self.administering.inbox.check_outs
    }

    /// The text for whoever buys; `None` where nothing ends.
    pub(crate) fn letter_for_buyer(&self) -> Option<Letter> {
        self.snapshot.letter_for_buyer()
    }

    /// The account itself.
    pub(crate) fn details(&self) -> Option<&AccountDetails> {
        self.administering.account.as_ref()
    }

    fn with(mut self, change: impl FnOnce(&mut AdminState)) -> Self {
        change(&mut self.administering);
        self.snapshot = self.snapshot.with_admin(self.administering.clone());
        self
    }

    /// The screens in words.
    pub(crate) fn view(&self) -> Option<&AdminView> {
        self.snapshot.overview().admin.as_ref()
    }

    pub(crate) fn card(&self) -> Option<&PersonCardView> {
        self.view()?.people.card.as_ref()
    }

    /// Somebody of the account, by address, name or id.
    pub(crate) async fn member(&self, who: &str) -> Result<Member> {
        let say = self.context.say;
        let typed = trimmed(address_in(who)).to_owned();
        let hits = self.or_problem(self.accounts.members(&self.account, &typed, None).await)?.items;
        if let Some(found) = named(say, &typed, &hits)? {
            return Ok(found);
        }
        if !typed.contains('@') {
            match self.accounts.member(&self.account, &UserId::new(&typed)).await {
                Err(failure) if failure.problem().is_some_and(|it| it.status == 404) => {}
                answer => return self.or_problem(answer),
            }
            if let Some(found) = self.by_beginning(&typed).await? {
                return Ok(found);
            }
        }
        let mut problem = Problem::ours(say, Exit::Blocked, "no_such_person", &[("who", &typed)]);
        let near: Vec<&str> = hits.iter().take(3).map(|it| it.user.email.as_str()).collect();
        if !near.is_empty() {
            let meant = say.with("cli-usage-meant", &[("names", &near.join(", "))]);
            problem.view.why = format!("{}\n{meant}", problem.view.why);
        }
        Err(problem)
    }

    /// Somebody by the beginning of their id. People are searched by names, so this reads through the account.
    async fn by_beginning(&self, typed: &str) -> Result<Option<Member>> {
        if typed.len() < BEGINNING || !typed.chars().all(|it| it.is_ascii_hexdigit() || it == '-') {
            return Ok(None);
        }
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let page = self.or_problem(self.accounts.members(&self.account, "", cursor.as_deref()).await)?;
            all.extend(page.items.into_iter().filter(|it| it.user.id.as_str().starts_with(typed)));
            cursor = page.next_cursor;
            if cursor.is_none() {
                return named(self.context.say, typed, &all);
            }
        }
    }
}

/// From so many characters on, a word of hexadecimal digits is taken for the beginning of an id.
const BEGINNING: usize = 8;

/// The one of these people who is called that.
fn named(say: Say<'_>, typed: &str, people: &[Member]) -> Result<Option<Member>> {
    let all = people.iter().map(|it| {
        let user = &it.user;
        let line = format!("{} <{}>", user.display_name, user.email);
        Candidate { id: user.id.as_str(), names: vec![&user.email, &user.display_name], line }
    });
    Ok(pick(say, typed, &all.collect::<Vec<_>>())?.and_then(|at| people.get(at)).cloned())
}

impl OfferedTerms {
    /// The roles by their names.
    pub(crate) fn roles(&self, say: Say<'_>) -> Result<Vec<Role>> {
        let role = |it: &String| Role::parse(it).ok_or_else(|| Problem::ours(say, Exit::Usage, "unknown_role", &[("role", it)]));
        self.role.iter().map(role).collect()
    }

    /// The country by its code.
    pub(crate) fn country(&self, say: Say<'_>) -> Result<Option<String>> {
        self.country.as_deref().map(|it| country(say, it)).transpose()
    }
}

/// A country by its code.
pub(crate) fn country(say: Say<'_>, code: &str) -> Result<String> {
    CountryCode::parse(code).map(|it| it.as_str().to_owned()).map_err(|_| {
        let mut problem = Problem::ours(say, Exit::Usage, "unknown_country", &[("country", code)]);
        if let Some(meant) = meant_country(code) {
            let name = say.country(meant.as_str());
            problem.view.next = vec![DoView::you(say.with("cli-country-meant", &[("code", meant.as_str()), ("name", &name)]))];
        }
        problem
    })
}

/// The country that somebody calls by its name, in any of our languages, or by another code that is in use for it.
fn meant_country(typed: &str) -> Option<CountryCode> {
    let typed = typed.trim().to_lowercase();
    match typed.as_str() {
        "uk" => return CountryCode::parse("GB").ok(),
        "el" => return CountryCode::parse("GR").ok(),
        _ => {}
    }
    let letters = || b'A'..=b'Z';
    let mut codes = letters().flat_map(|a| letters().filter_map(move |b| CountryCode::parse(std::str::from_utf8(&[a, b]).ok()?).ok()));
    let words: Vec<Words> = Language::ALL.iter().map(|it| Words::new(*it)).collect();
    codes.find(|code| {
        let called = |id: &str, words: &Words| words.format(id, &[("code", code.as_str().into())]).to_lowercase() == typed;
        words.iter().any(|it| called("country-label", it) || called("country-name", it))
    })
}

/// A yes is shorter.
const LONGEST_ANSWER: u64 = 1024;
/// What is longer is cut by nobody but the service, which says so.
const LONGEST_TEXT: u64 = 16 * 1024;

/// Asks before something that others feel: on a terminal; scripts say `--yes`.
pub(crate) async fn confirm(context: &Context<'_>, yes: bool, consequence: &str) -> Result<()> {
    if yes {
        return Ok(());
    }
    let needed = || Problem::ours(context.say, Exit::Usage, "confirmation_needed", &[]);
    if !context.may_ask || !std::io::stdin().is_terminal() {
        return Err(needed());
    }
    context.output.must_know(consequence);
    context.output.must_know(&context.say.text("cli-confirm"));
    let line = stdin::line(LONGEST_ANSWER).await.unwrap_or_default();
    if is_yes(context.say, &line) { Ok(()) } else { Err(Problem::ours(context.say, Exit::Interrupted, "not_confirmed", &[])) }
}

/// Asks for a text on a terminal; where nobody can be asked, the failure says how to give it.
pub(crate) async fn ask(context: &Context<'_>, question: &str, missing: &str) -> Result<String> {
    let needed = || Problem::ours(context.say, Exit::Usage, missing, &[]);
    if !context.may_ask || !std::io::stdin().is_terminal() {
        return Err(needed());
    }
    context.output.must_know(question);
    let line = stdin::line(LONGEST_TEXT).await.unwrap_or_default();
    let text = line.trim();
    if text.is_empty() { Err(needed()) } else { Ok(text.to_owned()) }
}

/// Whether a person said yes, in their language or in English.
pub(crate) fn is_yes(say: Say<'_>, line: &str) -> bool {
    let answer = line.trim();
    !answer.is_empty() && (answer.eq_ignore_ascii_case(&say.text("cli-confirm-yes")) || answer.eq_ignore_ascii_case("yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Field case W24: what people call a country leads to its code.
    #[test]
    fn what_people_call_a_country_leads_to_its_code() {
        for (typed, code) in [
            ("UK", "GB"),
            ("uk", "GB"),
            ("EL", "GR"),
            ("United Kingdom", "GB"),
            ("the United Kingdom", "GB"),
            ("Deutschland", "DE"),
            (" españa ", "ES"),
        ] {
            assert_eq!(meant_country(typed).map(|it| it.as_str().to_owned()).as_deref(), Some(code), "{typed}");
        }
        for typed in ["", "ZZ", "Atlantis"] {
            assert_eq!(meant_country(typed), None, "{typed}");
        }
        let words = Box::leak(Box::new(Words::new(Language::En)));
        let say = Say::in_system_zone(words, jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(country(say, "UK").unwrap_err().view.next[0].text, "Type GB, which stands for the United Kingdom.");
        assert_eq!(country(say, "gb").unwrap(), "GB");
    }
}
