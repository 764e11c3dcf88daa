//! `domicile person`: who somebody is for the account, and what an administrator changes about them. The verdict is the window's. Alone it
//! lists the people (`list`); what somebody may run is in `rights`.

#![deny(clippy::wildcard_enum_match_arm)]

mod list;
mod rights;

use crate::admin::{AdminSession, OfferedTerms, confirm, country};
use crate::answer::{Answer, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::pick::{Candidate, pick};
use crate::problem::Problem;
use crate::usage::unknown_verb;
use clap::{Args, Command, Subcommand};
use domicile_model::adding::AddCode;
use domicile_model::delivery::DeliveryState;
use domicile_model::email::Email;
use domicile_model::id::UserId;
use domicile_model::identifier::trimmed;
use domicile_model::person::{LockReason, Role};
use domicile_model::wire::{AddAction, AddUser, Member, Removal, Right, Rights, Word};
use domicile_workstation::overview::{CardCode, CardLineId, DoView, PersonCardView};
use domicile_workstation::request::{AdminQuery, AdminRequest, Request};
use domicile_workstation::state::Card;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<Problem>>;

#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PersonArguments {
    pub(crate) email: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Option<PersonVerb>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum PersonVerb {
    Add {
        email: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    Invite {
        email: String,
        #[command(flatten)]
        terms: OfferedTerms,
    },
    Unlock {
        who: String,
    },
    Lock {
        who: String,
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
    },
    SetCountry {
        who: String,
        country: String,
    },
    SetRole {
        who: String,
        #[arg(required = true)]
        roles: Vec<String>,
    },
    Remove {
        who: String,
        #[arg(long)]
        yes: bool,
    },
    Undo {
        who: String,
    },
}

pub(crate) async fn run(context: &Context<'_>, arguments: &PersonArguments) -> Result<Answer> {
    let admin = AdminSession::begin(context).await?;
    match (&arguments.verb, &arguments.email) {
        (Some(verb), _) => change(admin, verb).await,
        (None, Some(email)) if email.contains('@') => look_up(admin, email).await,
        (None, Some(name)) => find(admin, name).await,
        (None, None) => list::run(admin, "").await,
    }
}

async fn change(admin: AdminSession<'_>, verb: &PersonVerb) -> Result<Answer> {
    match verb {
        PersonVerb::Add { email, name } => add(admin, email, name.clone()).await,
        PersonVerb::Invite { email, terms } => invite(admin, email, terms).await,
        PersonVerb::Unlock { who } => unlock(admin, who).await,
        PersonVerb::Lock { who, because } => lock(admin, who, because.clone()).await,
        PersonVerb::SetCountry { who, country } => set_country(admin, who, country).await,
        PersonVerb::SetRole { who, roles } => set_roles(admin, who, roles).await,
        PersonVerb::Remove { who, yes } => remove(admin, who, *yes).await,
        PersonVerb::Undo { who } => restore(admin, who).await,
    }
}

async fn look_up(admin: AdminSession<'_>, email: &str) -> Result<Answer> {
    let found = admin.or_problem(admin.accounts.look_up(&admin.account, email).await)?;
    let code = found.code.as_str().to_owned();
    opened(admin, Card::of(found), &code).await
}

/// Somebody who is named without their address: their card, or everybody who may be meant. A slip in a verb is no name.
async fn find(admin: AdminSession<'_>, name: &str) -> Result<Answer> {
    let say = admin.context.say;
    match admin.member(name).await {
        Ok(member) => opened(admin, member_card(member), "already_member").await,
        Err(problem) if problem.view.code == "no_such_person" => {
            let answer = list::run(admin, name).await?;
            if list::is_empty(&answer) {
                Err(unknown_verb(say, PersonVerb::augment_subcommands(Command::new("person")), name).unwrap_or(problem))
            } else {
                Ok(answer)
            }
        }
        Err(problem) => Err(problem),
    }
}

/// A card with what the person may run, and the command that goes on from there.
async fn opened(admin: AdminSession<'_>, card: Card, code: &str) -> Result<Answer> {
    let (card, rights) = with_rights(&admin, card).await;
    let admin = admin.with_card(card);
    let lines = match (&rights, admin.card()) {
        (Some(rights), Some(card)) => rights::lines(&admin, card, rights),
        _ => Vec::new(),
    };
    let answer = admin.card_answer("person", code).field("rights", rights_document(rights.as_ref()));
    let text = [vec![answer.text.clone()], lines].concat().join("\n");
    Ok(answer.text(text))
}

fn add_user(email: &str, action: AddAction) -> AddUser {
    AddUser { email: email.to_owned(), display_name: None, action: Some(action), roles: Vec::new(), country: None }
}

/// Creates or adds, as the answer allows; everything else is the state of things, with its own code.
async fn add(admin: AdminSession<'_>, email: &str, name: Option<String>) -> Result<Answer> {
    let found = admin.or_problem(admin.accounts.look_up(&admin.account, email).await)?;
    let request = match found.code.known() {
        Some(AddCode::CanCreate) => AddUser { display_name: name, ..add_user(email, AddAction::Create) },
        Some(AddCode::ExistsUnaffiliated) => add_user(email, AddAction::AddToAccount),
        Some(
            AddCode::AlreadyMember
            | AddCode::AffiliatedElsewhere
            | AddCode::PendingApproval
            | AddCode::FederatedSignIn
            | AddCode::DirectoryManaged
            | AddCode::InvitationRequired
            | AddCode::DomainOwnedElsewhere
            | AddCode::Created
            | AddCode::Added
            | AddCode::Invited
            | AddCode::Offered,
        )
        | None => {
            let code = found.code.clone();
            let admin = admin.with_card(Card::of(found));
            return Err(admin.cannot_add(&code));
        }
    };
    send_add_user(admin, request).await
}

async fn invite(admin: AdminSession<'_>, email: &str, terms: &OfferedTerms) -> Result<Answer> {
    let say = admin.context.say;
    let request = AddUser { roles: terms.roles(say)?, country: terms.country(say)?, ..add_user(email, AddAction::Invite) };
    send_add_user(admin, request).await
}

async fn send_add_user(admin: AdminSession<'_>, request: AddUser) -> Result<Answer> {
    let added = admin.or_problem(admin.accounts.add(&admin.account, request).await)?;
    let code = added.code.as_str().to_owned();
    Ok(admin.with_card(Card::of(added)).card_answer("person-change", &code))
}

async fn unlock(admin: AdminSession<'_>, who: &str) -> Result<Answer> {
    let member = admin.member(who).await?;
    let locks: Vec<LockReason> = member.locks.iter().filter_map(|it| it.reason.known()).collect();
    let Some(lock) = lock_to_lift(&locks) else {
        let note = admin.context.say.with("cli-person-not-locked", &[("name", &member.user.display_name)]);
        return Ok(admin.with_card(member_card(member)).card_answer("person-change", "not_locked").note(note));
    };
    admin.or_problem(admin.accounts.unlock(&admin.account, &member.user.id, lock).await)?;
    reload_card(admin, &member, "unlocked").await
}

async fn lock(admin: AdminSession<'_>, who: &str, because: Option<String>) -> Result<Answer> {
    let member = admin.member(who).await?;
    admin.or_problem(admin.accounts.lock(&admin.account, &member.user.id, because).await)?;
    reload_card(admin, &member, "locked").await
}

async fn set_country(admin: AdminSession<'_>, who: &str, code: &str) -> Result<Answer> {
    let member = admin.member(who).await?;
    let country = if trimmed(code).eq_ignore_ascii_case("default") { None } else { Some(country(admin.context.say, code)?) };
    admin.or_problem(admin.accounts.set_country(&admin.account, &member.user.id, country).await)?;
    reload_card(admin, &member, "country_set").await
}

async fn set_roles(admin: AdminSession<'_>, who: &str, roles: &[String]) -> Result<Answer> {
    let member = admin.member(who).await?;
    let unknown = |it: &str| Problem::ours(admin.context.say, Exit::Usage, "unknown_role", &[("role", it)]);
    let named = roles.iter().filter(|it| *it != "none");
    let roles: Vec<Role> = named.map(|it| Role::parse(it).ok_or_else(|| unknown(it))).collect::<Result<_>>()?;
    let roles = member.with_unknown_roles(&roles);
    admin.or_problem(admin.accounts.set_roles(&admin.account, &member.user.id, &roles).await)?;
    reload_card(admin, &member, "roles_set").await
}

/// The card as it is after a change.
async fn reload_card(admin: AdminSession<'_>, member: &Member, code: &str) -> Result<Answer> {
    let member = admin.or_problem(admin.accounts.member(&admin.account, &member.user.id).await)?;
    Ok(admin.with_card(member_card(member)).card_answer("person-change", code))
}

/// The lock that an administrator can lift comes first; any other is the service's to refuse.
fn lock_to_lift(locks: &[LockReason]) -> Option<LockReason> {
    let liftable = [LockReason::RemovedFromAccount, LockReason::Administrator];
    liftable.into_iter().find(|it| locks.contains(it)).or(locks.first().copied())
}

async fn remove(admin: AdminSession<'_>, who: &str, yes: bool) -> Result<Answer> {
    let (say, account) = (admin.context.say, admin.account.clone());
    let member = admin.member(who).await?;
    let user: &UserId = &member.user.id;
    let preflight = admin.or_problem(admin.accounts.preflight(&account, user).await)?;
    let card = Card::Member { member: Box::new(member.clone()), how: None, preview: Some(preflight.clone()), rights: None };
    let admin = admin.with_card(card);
    let removal = admin.card().and_then(|it| it.removal.clone());
    for line in removal.iter().flat_map(|it| it.blockers.iter().map(|it| &it.text)) {
        admin.context.output.note(line);
    }
    if let Some(removal) = removal.as_ref().filter(|it| !it.blocked) {
        confirm(admin.context, yes, &removal.consequence).await?;
    }
    admin.or_problem(admin.accounts.remove(&account, user).await)?;
    let text = say.with("cli-person-removed", &[("name", &member.user.display_name)]);
    let answer = Answer::new("person-change", Some(say.now())).field("code", "removed").field("person", Value::Null).text(text);
    Ok(answer.next(say, &format!("domicile person undo {}", member.user.email)))
}

async fn restore(admin: AdminSession<'_>, who: &str) -> Result<Answer> {
    let say = admin.context.say;
    let removals = admin.or_problem(admin.accounts.removals(&admin.account).await)?;
    let line = |it: &Removal| format!("{} <{}>, {}", it.user.display_name, it.user.email, say.day(it.removed));
    let all = removals.iter().map(|it| {
        let user = &it.user;
        Candidate { id: it.id.as_str(), names: vec![&user.email, &user.display_name, user.id.as_str()], line: line(it) }
    });
    // The newest comes first; of one person it is the one that counts.
    let all: Vec<Candidate<'_>> = all.collect();
    let same = removals.iter().position(|it| Email::means(who, &it.user.email));
    let found = match same {
        Some(newest) => Some(newest),
        None => pick(say, who, &all)?,
    };
    let Some(found) = found.and_then(|at| removals.get(at)) else {
        return Err(Problem::ours(say, Exit::Blocked, "no_such_person", &[("who", who)]));
    };
    let restored = admin.or_problem(admin.accounts.restore(&admin.account, &found.id).await)?;
    let name = found.user.display_name.clone();
    match restored.member {
        Some(member) => Ok(admin.with_card(member_card(member)).card_answer("person-change", "undone")),
        None => {
            let text = say.with("cli-person-asked-back", &[("name", &name)]);
            Ok(Answer::new("person-change", Some(say.now())).field("code", "asked_back").field("person", Value::Null).text(text))
        }
    }
}

/// What the person may run, where they are of the account. Whatever fails about it costs these lines only.
async fn with_rights(admin: &AdminSession<'_>, card: Card) -> (Card, Option<Rights>) {
    let Card::Member { member, how, preview, .. } = card else { return (card, None) };
    let rights = admin.accounts.rights(&admin.account, &member.user.id).await.ok();
    (Card::Member { member, how, preview, rights: rights.clone().map(Box::new) }, rights)
}

/// The codes of the service as they came: `null` where it did not say.
fn rights_document(rights: Option<&Rights>) -> Value {
    let right = |it: &Right| {
        json!({
            "product": it.product.id, "name": it.product.name, "state": it.state, "mayRun": it.may_run, "reason": it.reason,
            "contractEnds": time(it.contract_ends), "graceEnds": time(it.grace_ends), "chain": it.chain, "fix": it.fix,
        })
    };
    rights.map_or(Value::Null, |it| it.items.iter().map(right).collect())
}

fn member_card(member: Member) -> Card {
    Card::Member { member: Box::new(member), how: None, preview: None, rights: None }
}

impl AdminSession<'_> {
    /// The card, with what was done or is the case.
    fn card_answer(&self, schema: &'static str, code: &str) -> Answer {
        let answer = Answer::new(schema, Some(self.context.say.now())).field("code", code);
        let Some(card) = self.card() else { return answer.field("person", Value::Null) };
        let answer = answer.field("person", document(card)).text(text(card));
        // Whoever has just locked somebody does not want to unlock them next.
        match self.next_command(card).filter(|_| code != "locked") {
            Some(command) => answer.next(self.context.say, &command),
            None => answer,
        }
    }

    /// What to type next about somebody: what the card's first button does, or the first of its lines that is not done.
    fn next_command(&self, card: &PersonCardView) -> Option<String> {
        let email = &card.email;
        match card.code {
            CardCode::CanCreate | CardCode::ExistsUnaffiliated => Some(format!("domicile person add {email}")),
            CardCode::AffiliatedElsewhere => Some(format!("domicile transfer offer {email}")),
            CardCode::InvitationRequired => Some(format!("domicile person invite {email}")),
            CardCode::PendingApproval => Some("domicile open people".to_owned()),
            CardCode::Member | CardCode::AlreadyMember | CardCode::Created | CardCode::Added => {
                let opens =
                    |it: &Request| matches!(it, Request::Administer { request: AdminRequest::Query(AdminQuery::OpenRequest { .. }) });
                let asks = card.actions.iter().any(|it| opens(&it.request));
                let open = card.lines.iter().filter(|it| !it.done).find_map(|it| match it.id {
                    CardLineId::Unlock => it.action.as_ref().map(|_| format!("domicile person unlock {email}")),
                    CardLineId::Country => Some(format!("domicile person set-country {email} {}", self.country_that_counts())),
                    // Licences work without a role; who has just come may need one.
                    CardLineId::Roles if matches!(card.code, CardCode::Created | CardCode::Added) => {
                        Some(format!("domicile person set-role {email} download"))
                    }
                    CardLineId::Roles | CardLineId::Tell => None,
                });
                open.or_else(|| asks.then(|| format!("domicile inbox show {email}")))
            }
            CardCode::FederatedSignIn | CardCode::DirectoryManaged | CardCode::DomainOwnedElsewhere => None,
            CardCode::Invited | CardCode::Offered | CardCode::NotKnown => None,
        }
    }

    /// The country where the account has its licences, where it is only one; else the rule decides.
    fn country_that_counts(&self) -> &str {
        match self.details().map(|it| it.contract_countries.as_slice()) {
            Some([only]) => only.as_str(),
            _ => "default",
        }
    }

    /// What stands against adding somebody, as a failure with the code of the verdict.
    fn cannot_add(&self, code: &Word<AddCode>) -> Box<Problem> {
        let card = self.card();
        let mut next = card.map(|it| it.next.clone()).unwrap_or_default();
        let email = card.map(|it| it.email.as_str()).unwrap_or_default();
        next.extend(code.known().and_then(|it| command_instead(it, email)).map(DoView::you));
        let what = card.map(|it| it.verdict.clone()).unwrap_or_default();
        let why = card.and_then(|it| it.detail.clone()).unwrap_or_default();
        Problem::new(Exit::Blocked, code.as_str(), what, why, next)
    }
}

/// What to type instead, where a verb goes on from there.
fn command_instead(code: AddCode, email: &str) -> Option<String> {
    match code {
        AddCode::AffiliatedElsewhere => Some(format!("domicile transfer offer {email}")),
        AddCode::InvitationRequired => Some(format!("domicile person invite {email}")),
        AddCode::AlreadyMember => Some(format!("domicile person {email}")),
        AddCode::PendingApproval => Some("domicile open people".to_owned()),
        AddCode::FederatedSignIn | AddCode::DirectoryManaged | AddCode::DomainOwnedElsewhere => None,
        AddCode::ExistsUnaffiliated | AddCode::CanCreate => None,
        AddCode::Created | AddCode::Added | AddCode::Invited | AddCode::Offered => None,
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
        "delivery": card.delivery.as_ref().map(|it| json!({ "state": it.state.map_or("unknown", DeliveryState::as_str), "reason": it.reason })),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::Parser as _;

    #[test]
    fn the_lock_that_an_administrator_can_lift_comes_first() {
        use LockReason::{Administrator, DirectoryDisabled, RemovedFromAccount, Support};
        for (locks, lifted) in [
            (&[][..], None),
            (&[Administrator], Some(Administrator)),
            (&[Support, Administrator], Some(Administrator)),
            (&[Support, Administrator, RemovedFromAccount], Some(RemovedFromAccount)),
            (&[DirectoryDisabled, Support], Some(DirectoryDisabled)),
            (&[Support, DirectoryDisabled], Some(Support)),
        ] {
            assert_eq!(lock_to_lift(locks), lifted, "{locks:?}");
        }
    }

    #[test]
    fn whoever_cannot_be_added_is_pointed_at_a_verb_that_is_there() {
        let commands = AddCode::ALL.map(|code| (code.as_str(), command_instead(code, "a@b.example")));
        let named: Vec<_> = commands.iter().filter_map(|(code, command)| Some((*code, command.as_deref()?))).collect();
        let expected = [
            ("already_member", "domicile person a@b.example"),
            ("affiliated_elsewhere", "domicile transfer offer a@b.example"),
            ("pending_approval", "domicile open people"),
            ("invitation_required", "domicile person invite a@b.example"),
        ];
        assert_eq!(named, expected);
        for (code, command) in named {
            assert!(Arguments::try_parse_from(command.split_whitespace()).is_ok(), "{code}: {command}");
        }
    }
}
