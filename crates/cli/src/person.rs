//! `domicile person`: who somebody is for the account, and what an administrator changes about them. The verdict is the window's.

use crate::answer::{Answer, time};
use crate::arguments::{PersonArguments, PersonVerb};
use crate::exit::Exit;
use crate::looking_after::{self, Looking, confirmed};
use crate::online::Place;
use crate::problem::{Problem, Step};
use crate::speech::Speech;
use domicile_model::adding::AddCode;
use domicile_model::id::UserId;
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{AddAction, AddUser, Member, Right, Rights};
use domicile_workstation::overview::{PersonCardView, RightView};
use domicile_workstation::state::Card;
use serde_json::{Map, Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

pub(crate) async fn run(place: &Place<'_>, asked: &PersonArguments) -> Result<Answer> {
    let looking = Looking::begin(place).await?;
    match (&asked.verb, &asked.email) {
        (Some(PersonVerb::Add { email, name }), _) => add(looking, email, name.clone()).await,
        (Some(PersonVerb::Invite { email, promise }), _) => {
            let action =
                AddUser { roles: promise.roles(place.speech)?, country: promise.country(place.speech)?, ..body(email, AddAction::Invite) };
            let answer = looking.tell(looking.accounts.add(&looking.account, action).await)?;
            let code = answer.code;
            Ok(looking.with_card(Card::of(answer)).said("person-change", code.as_str()))
        }
        (Some(PersonVerb::Undo { who }), _) => undo(looking, who).await,
        (Some(PersonVerb::Remove { who, yes }), _) => remove(looking, who, *yes).await,
        (Some(verb), _) => change(looking, verb).await,
        (None, Some(email)) => {
            let answer = looking.tell(looking.accounts.look_up(&looking.account, email).await)?;
            let code = answer.code.as_str();
            let (card, rights) = with_rights(&looking, Card::of(answer)).await;
            let looking = looking.with_card(card);
            let lines = looking.card().map(|it| rights_in_words(place.speech, it)).unwrap_or_default();
            let said = looking.said("person", code).field("rights", rights_of(rights.as_ref()));
            let text = [vec![said.text.clone()], lines].concat().join("\n");
            Ok(said.text(text))
        }
        (None, None) => Err(Problem::ours(place.speech, Exit::Usage, "person_missing", &[])),
    }
}

fn body(email: &str, action: AddAction) -> AddUser {
    AddUser { email: email.to_owned(), display_name: None, action: Some(action), roles: Vec::new(), country: None }
}

/// Creates or adds, as the answer allows; everything else is the state of things, with its own code.
async fn add(looking: Looking<'_>, email: &str, name: Option<String>) -> Result<Answer> {
    let found = looking.tell(looking.accounts.look_up(&looking.account, email).await)?;
    let action = match found.code {
        AddCode::CanCreate => AddUser { display_name: name, ..body(email, AddAction::Create) },
        AddCode::ExistsUnaffiliated => body(email, AddAction::AddToAccount),
        code => {
            let looking = looking.with_card(Card::of(found));
            return Err(looking.blocked(code));
        }
    };
    let answer = looking.tell(looking.accounts.add(&looking.account, action).await)?;
    let code = answer.code.as_str();
    Ok(looking.with_card(Card::of(answer)).said("person-change", code))
}

/// What changes a person of the account without a question.
async fn change(looking: Looking<'_>, verb: &PersonVerb) -> Result<Answer> {
    let (account, speech) = (looking.account.clone(), looking.place.speech);
    let who = match verb {
        PersonVerb::Unlock { who }
        | PersonVerb::Lock { who, .. }
        | PersonVerb::SetCountry { who, .. }
        | PersonVerb::SetRole { who, .. } => who,
        PersonVerb::Add { .. } | PersonVerb::Invite { .. } | PersonVerb::Remove { .. } | PersonVerb::Undo { .. } => "",
    };
    let member = looking.member(who).await?;
    let user = member.user.id.as_str();
    let accounts = &looking.accounts;
    let (done, result) = match verb {
        PersonVerb::Lock { because, .. } => ("locked", accounts.lock(&account, user, because.clone()).await),
        PersonVerb::SetCountry { country, .. } => {
            let default = country.eq_ignore_ascii_case("default");
            let country = if default { None } else { Some(looking_after::country(speech, country)?) };
            ("country_set", accounts.set_country(&account, user, country).await)
        }
        PersonVerb::SetRole { roles, .. } => {
            let roles: Vec<String> = roles.iter().filter(|it| *it != "none").cloned().collect();
            if let Some(unknown) = roles.iter().find(|it| Role::parse(it).is_none()) {
                return Err(Problem::ours(speech, Exit::Usage, "unknown_role", &[("role", unknown)]));
            }
            ("roles_set", accounts.set_roles(&account, user, &roles).await)
        }
        _ => {
            let Some(lock) = lock_to_lift(&member) else {
                let name = member.user.display_name.clone();
                let answer = looking.with_card(opened(member)).said("person-change", "not_locked");
                return Ok(answer.note(speech.with("cli-person-not-locked", &[("name", &name)])));
            };
            ("unlocked", accounts.unlock(&account, user, lock.as_str()).await)
        }
    };
    looking.tell(result)?;
    let member = looking.tell(looking.accounts.member(&account, user).await)?;
    Ok(looking.with_card(opened(member)).said("person-change", done))
}

/// The lock that an administrator can lift comes first; any other is the service's to refuse.
fn lock_to_lift(member: &Member) -> Option<LockReason> {
    let has = |reason| member.locks.iter().any(|it| it.reason == reason).then_some(reason);
    has(LockReason::RemovedFromAccount).or_else(|| has(LockReason::Administrator)).or_else(|| member.locks.first().map(|it| it.reason))
}

async fn remove(looking: Looking<'_>, who: &str, yes: bool) -> Result<Answer> {
    let (speech, account) = (looking.place.speech, looking.account.clone());
    let member = looking.member(who).await?;
    let user: &UserId = &member.user.id;
    let preflight = looking.tell(looking.accounts.preflight(&account, user.as_str()).await)?;
    let card = Card::Member { member: Box::new(member.clone()), how: None, preview: Some(preflight.clone()), rights: None };
    let looking = looking.with_card(card);
    let removal = looking.card().and_then(|it| it.removal.clone());
    for line in removal.iter().flat_map(|it| it.blockers.iter().map(|it| &it.text)) {
        looking.place.output.note(line);
    }
    if let Some(removal) = removal.as_ref().filter(|it| !it.blocked) {
        confirmed(looking.place, yes, &removal.consequence)?;
    }
    looking.tell(looking.accounts.remove(&account, user.as_str()).await)?;
    let text = speech.with("cli-person-removed", &[("name", &member.user.display_name)]);
    let answer = Answer::new("person-change", Some(speech.now())).field("code", "removed").field("person", Value::Null).text(text);
    Ok(answer.note(speech.next(&format!("domicile person undo {}", member.user.email))))
}

async fn undo(looking: Looking<'_>, who: &str) -> Result<Answer> {
    let speech = looking.place.speech;
    let removals = looking.tell(looking.accounts.removals(&looking.account).await)?;
    let is_it = |email: &str, id: &str, user: &str| email.eq_ignore_ascii_case(who) || id == who || user == who;
    let found = removals.iter().find(|it| is_it(&it.user.email, it.id.as_str(), it.user.id.as_str()));
    let Some(found) = found else { return Err(Problem::ours(speech, Exit::Blocked, "no_such_person", &[("who", who)])) };
    let undone = looking.tell(looking.accounts.undo(&looking.account, found.id.as_str()).await)?;
    let name = found.user.display_name.clone();
    match undone.member {
        Some(member) => Ok(looking.with_card(opened(member)).said("person-change", "undone")),
        None => {
            let text = speech.with("cli-person-asked-back", &[("name", &name)]);
            Ok(Answer::new("person-change", Some(speech.now())).field("code", "asked_back").field("person", Value::Null).text(text))
        }
    }
}

/// What the person may run, where they are of the account. Whatever fails about it costs these lines only.
async fn with_rights(looking: &Looking<'_>, card: Card) -> (Card, Option<Rights>) {
    let Card::Member { member, how, preview, .. } = card else { return (card, None) };
    let rights = looking.accounts.rights(&looking.account, member.user.id.as_str()).await.ok();
    (Card::Member { member, how, preview, rights: rights.clone().map(Box::new) }, rights)
}

/// The codes of the service as they came: `null` where it did not say.
fn rights_of(rights: Option<&Rights>) -> Value {
    let right = |it: &Right| {
        json!({
            "product": it.product.id, "name": it.product.name, "state": it.state, "mayRun": it.may_run, "reason": it.reason,
            "contractEnds": time(it.contract_ends), "graceEnds": time(it.grace_ends), "chain": it.chain, "fix": it.fix,
        })
    };
    rights.map_or(Value::Null, |it| it.items.iter().map(right).collect())
}

fn rights_in_words(speech: &Speech, card: &PersonCardView) -> Vec<String> {
    let head = card.name.as_ref().filter(|_| !card.rights.is_empty());
    let head = head.map(|name| speech.with("cli-person-rights", &[("name", name)]));
    let line = |it: &RightView| {
        let state = [&it.label, &it.until].into_iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let fix = it.explanation.fix.as_ref().map(|it| it.line.clone());
        let more = [Some(it.why.clone()), fix].into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        if more.is_empty() { format!("  {}: {state}", it.name) } else { format!("  {}: {state}. {more}", it.name) }
    };
    head.into_iter().chain(card.rights.iter().map(line)).collect()
}

fn opened(member: Member) -> Card {
    Card::Member { member: Box::new(member), how: None, preview: None, rights: None }
}

impl Looking<'_> {
    /// The card, with what was done or is the case.
    fn said(&self, schema: &'static str, code: &str) -> Answer {
        let answer = Answer::new(schema, Some(self.place.speech.now())).field("code", code);
        match self.card() {
            Some(card) => answer.field("person", document(card)).text(text(card)),
            None => answer.field("person", Value::Null),
        }
    }

    /// What stands against adding somebody, as a failure with the code of the verdict.
    fn blocked(&self, code: AddCode) -> Box<Problem> {
        let card = self.card();
        let next = card.map(|it| it.next.as_slice()).unwrap_or_default();
        let who = |who: &str| match who {
            "it" => "it",
            "admin" => "admin",
            "support" => "support",
            _ => "you",
        };
        let mut next: Vec<Step> = next.iter().map(|it| Step { who: who(&it.who), text: it.text.clone(), url: it.url.clone() }).collect();
        let email = card.map(|it| it.email.clone()).unwrap_or_default();
        let command = match code {
            AddCode::AffiliatedElsewhere => Some(format!("domicile transfer offer {email}")),
            AddCode::InvitationRequired => Some(format!("domicile person invite {email}")),
            AddCode::AlreadyMember => Some(format!("domicile person {email}")),
            AddCode::PendingApproval => Some("domicile open people".to_owned()),
            _ => None,
        };
        next.extend(command.map(|text| Step { who: "you", text, url: None }));
        Box::new(Problem {
            exit: Exit::Blocked,
            code: code.as_str().to_owned(),
            what: card.map(|it| it.verdict.clone()).unwrap_or_default(),
            why: card.and_then(|it| it.detail.clone()).unwrap_or_default(),
            next,
            request_id: None,
            facts: Map::new(),
        })
    }
}

/// A card for machines: codes and facts; its sentences are for people.
fn document(card: &PersonCardView) -> Value {
    json!({
        "id": card.user,
        "email": card.email,
        "name": card.name,
        "state": card.code,
        "verdict": card.verdict,
        "detail": card.detail,
        "lines": card.lines.iter().map(|it| json!({ "id": it.id, "state": it.state, "done": it.done })).collect::<Vec<_>>(),
        "roles": card.roles.iter().filter(|it| it.chosen).map(|it| it.id.clone()).collect::<Vec<_>>(),
    })
}

fn text(card: &PersonCardView) -> String {
    let who = match &card.name {
        Some(name) => format!("{name} ({})", card.email),
        None => card.email.clone(),
    };
    let lines = card.lines.iter().map(|it| format!("{}: {}", it.title, it.state));
    [Some(card.verdict.clone()), card.detail.clone(), Some(who)].into_iter().flatten().chain(lines).collect::<Vec<_>>().join("\n")
}
