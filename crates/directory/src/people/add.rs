//! Adding somebody by their address. What is the case with an address is one code of `domicile_model::adding`; the step that was asked for
//! is taken where it fits that code, and refused with the code where it does not. Every look is counted and audited, since it says that an
//! address exists; and it reads the same whichever other account somebody belongs to.

use super::{actor, show};
use crate::invitation;
use crate::invitation::invite::{self, Promise};
use crate::invitation::sign_in::invite_to_sign_in;
use crate::membership::{How, join};
use crate::problem::{Code, Problem};
use crate::service::{Act, Answer, Change};
use crate::store::accounts::{self, Account};
use crate::store::audit::{Author, Event};
use crate::store::users::{self, User};
use crate::store::{approvals, look_ups, versions};
use crate::transfer::{self, offer::offer};
use axum::http::StatusCode;
use domicile_model::adding::{AddCode, AddFacts, Belongs, DomainOwner, look_up};
use domicile_model::email::{BadEmail, Email};
use domicile_model::id::{AccountId, UserId};
use domicile_model::text::{NAME_MAX, TooLong, clean_line};
use domicile_model::wire::{AddAction, AddAnswer, AddUser};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How long a look counts.
const SPAN: SignedDuration = SignedDuration::from_hours(1);
/// How many addresses one administrator may look up in that span.
const MOST_PER_ADMINISTRATOR: usize = 120;
/// How many all administrators of an account may look up together.
const MOST_PER_ACCOUNT: usize = 600;

/// Looks an address up, and takes the step that was asked for.
pub(crate) struct Add {
    pub(crate) actor: UserId,
    pub(crate) account: AccountId,
    pub(crate) body: AddUser,
}

/// What is the case with an address.
pub(crate) struct Looked {
    pub(crate) email: Email,
    pub(crate) code: AddCode,
    /// Who is registered with it; their row is locked.
    pub(crate) user: Option<UserId>,
}

impl Change for Add {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        hold(act, &self.body.email, &self.account).await?;
        let (actor, account) = actor(act, &self.actor, &self.account).await?;
        let looked = look(act, &actor, &account, &self.body.email).await?;
        match (self.body.action, looked.code) {
            (None, _) => Answer::done(StatusCode::OK, &answer(act, &actor, &account, &looked, looked.code).await?),
            (Some(AddAction::Create), AddCode::CanCreate) => self.create(act, &actor, &account, looked).await,
            (Some(AddAction::Invite), AddCode::InvitationRequired | AddCode::ExistsUnaffiliated) => {
                self.invite(act, &actor, &account, looked).await
            }
            (Some(AddAction::OfferTransfer), AddCode::AffiliatedElsewhere) => self.offer(act, &actor, &account, looked).await,
            (Some(AddAction::AddToAccount), AddCode::ExistsUnaffiliated) => self.add(act, &actor, &account, looked).await,
            (Some(_), _) => Ok(Answer::Refused(mismatch(&looked))),
        }
    }
}

impl Add {
    /// Registers the address and affiliates it.
    async fn create(&self, act: &mut Act<'_>, actor: &User, account: &Account, mut looked: Looked) -> Result<Answer, Problem> {
        if looked.email.mixes_alphabets() {
            return Ok(Answer::Refused(Problem::new(Code::LookAlikeAddress).blank("email", &looked.email)));
        }
        let too_long = |it: TooLong| Problem::new(Code::TextTooLong).blank("found", it.found).blank("most", it.most);
        let typed = clean_line(self.body.display_name.as_deref().unwrap_or_default(), NAME_MAX).map_err(too_long)?;
        let local = looked.email.as_str().split('@').next().unwrap_or_default();
        let name = if typed.is_empty() { local } else { &typed };
        let id = UserId::new(act.ids.next(act.now));
        if !users::create(act.tx, &id, &looked.email, name, act.now).await? {
            // Somebody registered the address a moment ago: on the next look it is known.
            return Err(Problem::new(Code::Busy).retry_after(1));
        }
        act.record(Event {
            account: Some(&account.id),
            author: Author::User(&actor.id),
            action: "user.created",
            subject: id.as_str(),
            before: None,
            after: Some(json!({"email": looked.email.as_str()})),
            because: None,
        })
        .await?;
        versions::touch_user(act.tx, &id, act.now).await?;
        looked.user = Some(id.clone());
        let answer = self.affiliate(act, actor, account, looked, AddCode::Created).await?;
        if let Some(user) = users::get(act.tx, &id).await? {
            invite_to_sign_in(act, actor, account, &user).await?;
        }
        Ok(answer)
    }

    /// Affiliates who is registered and free; they stay locked, since unlocking is a step of its own.
    async fn add(&self, act: &mut Act<'_>, actor: &User, account: &Account, looked: Looked) -> Result<Answer, Problem> {
        self.affiliate(act, actor, account, looked, AddCode::Added).await
    }

    /// Who is looked up, with what is promised to them.
    async fn promised(&self, act: &mut Act<'_>, looked: &Looked) -> Result<(User, Promise), Problem> {
        let user = match &looked.user {
            Some(id) => users::get(act.tx, id).await?,
            None => None,
        };
        let user = user.ok_or_else(|| Problem::internal(&"who is to be asked is not there"))?;
        Ok((user, Promise::read(&self.body.roles, self.body.country.as_deref())?))
    }

    /// Invites who is registered and free.
    async fn invite(&self, act: &mut Act<'_>, actor: &User, account: &Account, looked: Looked) -> Result<Answer, Problem> {
        let (user, promise) = self.promised(act, &looked).await?;
        match invite::invite(act, actor, account, &user, looked.email.as_str(), promise, None).await {
            Ok(sent) => {
                let invitation = Some(invitation::to_wire(act.tx, sent).await?);
                let told = answer(act, actor, account, &looked, AddCode::Invited).await?;
                Answer::done(StatusCode::CREATED, &AddAnswer { invitation, ..told })
            }
            Err(problem) => refusal(problem),
        }
    }

    /// Offers to take over who belongs to another account.
    async fn offer(&self, act: &mut Act<'_>, actor: &User, account: &Account, looked: Looked) -> Result<Answer, Problem> {
        let (user, promise) = self.promised(act, &looked).await?;
        match offer(act, actor, account, &user, looked.email.as_str(), promise).await {
            Ok(made) => {
                let transfer = Some(transfer::to_wire(act.tx, made).await?);
                let told = answer(act, actor, account, &looked, AddCode::Offered).await?;
                Answer::done(StatusCode::CREATED, &AddAnswer { transfer, ..told })
            }
            Err(problem) => refusal(problem),
        }
    }

    async fn affiliate(
        &self,
        act: &mut Act<'_>,
        actor: &User,
        account: &Account,
        looked: Looked,
        done: AddCode,
    ) -> Result<Answer, Problem> {
        let user = match &looked.user {
            Some(id) => users::get(act.tx, id).await?,
            None => None,
        };
        let user = user.ok_or_else(|| Problem::internal(&"who is to be added is not there"))?;
        let how = if done == AddCode::Created { How::Created } else { How::Added };
        join(act, Author::User(&actor.id), &user, account, how, None).await?;
        Answer::done(StatusCode::CREATED, &answer(act, actor, account, &looked, done).await?)
    }
}

/// Holds the rows that a step about this address may come to concern, in their order; nothing where the address is nobody's or none.
pub(crate) async fn hold(act: &mut Act<'_>, typed: &str, account: &AccountId) -> Result<(), Problem> {
    let Ok(email) = Email::parse(typed) else { return Ok(()) };
    if let Some(id) = users::id_by_email(act.tx, &email).await? {
        users::get_for_change_among(act.tx, &id, std::slice::from_ref(account)).await?;
    }
    Ok(())
}

/// A refusal after the look, which stays; but for one that doing it again may cure.
pub(crate) fn refusal(problem: Problem) -> Result<Answer, Problem> {
    if problem.is_busy() { Err(problem) } else { Ok(Answer::Refused(problem)) }
}

/// Finds out what is the case with an address, within the limit, and writes down that somebody looked. After the account's row.
pub(crate) async fn look(act: &mut Act<'_>, actor: &User, account: &Account, typed: &str) -> Result<Looked, Problem> {
    let email = Email::parse(typed).map_err(bad_email)?;
    limit(act, actor, account).await?;
    let user = users::id_by_email(act.tx, &email).await?;
    let mut facts = AddFacts {
        registered: None,
        awaits_our_approval: false,
        federation: account.federation,
        has_domains: !accounts::domains(act.tx, &account.id).await?.is_empty(),
        domain: match accounts::of_domain(act.tx, email.domain()).await? {
            Some(owner) if owner == account.id => DomainOwner::Us,
            Some(_) => DomainOwner::Others,
            None => DomainOwner::Nobody,
        },
    };
    if let Some(id) = &user {
        users::lock_row(act.tx, id).await?;
        facts.registered = Some(match users::account_of(act.tx, id).await? {
            Some(at) if at == account.id => Belongs::Here,
            Some(_) => Belongs::Elsewhere,
            None => Belongs::Nowhere,
        });
        facts.awaits_our_approval = approvals::of_user(act.tx, id).await?.as_ref() == Some(&account.id);
    }
    let code = look_up(&facts);
    act.record(Event {
        account: Some(&account.id),
        author: Author::User(&actor.id),
        action: "address.looked_up",
        subject: email.as_str(),
        before: None,
        after: Some(json!({"code": code})),
        because: None,
    })
    .await?;
    Ok(Looked { email, code, user })
}

/// Counts the look against the administrator and the account.
async fn limit(act: &mut Act<'_>, actor: &User, account: &Account) -> Result<(), Problem> {
    let since = act.now.saturating_sub(SPAN).unwrap_or(Timestamp::MIN);
    let all = look_ups::since(act.tx, &account.id, since).await?;
    let own: Vec<Timestamp> = all.iter().filter(|it| it.0 == actor.id).map(|it| it.1).collect();
    let all: Vec<Timestamp> = all.into_iter().map(|it| it.1).collect();
    for (looks, most) in [(own, MOST_PER_ADMINISTRATOR), (all, MOST_PER_ACCOUNT)] {
        if looks.len() >= most {
            // The next one is free when the oldest of the last `most` does not count any more.
            let free = looks.get(looks.len() - most).and_then(|it| it.saturating_add(SPAN).ok()).unwrap_or(act.now);
            let wait = free.duration_since(act.now).as_secs() + 1;
            return Err(Problem::new(Code::TooManyLookUps).blank("most", most).retry_after(wait));
        }
    }
    let id = act.ids.next(act.now);
    Ok(look_ups::put(act.tx, &id, &account.id, &actor.id, act.now).await?)
}

/// What is said of an address: of a person who does not belong to the account, nothing but the address as it was typed.
pub(crate) async fn answer(
    act: &mut Act<'_>,
    actor: &User,
    account: &Account,
    looked: &Looked,
    code: AddCode,
) -> Result<AddAnswer, Problem> {
    let member = match (&looked.user, code) {
        (Some(id), AddCode::AlreadyMember | AddCode::Created | AddCode::Added) => {
            Some(show::member_now(act.tx, id, account, actor, act.now).await?)
        }
        _ => None,
    };
    let known = member.is_some() || code == AddCode::PendingApproval;
    let user = looked.user.clone().filter(|_| known);
    Ok(AddAnswer { code, email: looked.email.to_string(), user, member, invitation: None, transfer: None })
}

/// The step does not fit what is the case.
pub(crate) fn mismatch(looked: &Looked) -> Problem {
    let code = match looked.code {
        AddCode::AlreadyMember => Code::AlreadyMember,
        AddCode::AffiliatedElsewhere => Code::AffiliatedElsewhere,
        AddCode::PendingApproval => Code::PendingApproval,
        AddCode::FederatedSignIn => Code::FederatedSignIn,
        AddCode::DirectoryManaged => Code::DirectoryManaged,
        AddCode::InvitationRequired => Code::InvitationRequired,
        AddCode::ExistsUnaffiliated => Code::ExistsUnaffiliated,
        AddCode::DomainOwnedElsewhere => Code::DomainOwnedElsewhere,
        AddCode::CanCreate | AddCode::Created | AddCode::Added | AddCode::Invited | AddCode::Offered => Code::CanCreate,
    };
    let problem = Problem::new(code).blank("email", &looked.email).fact("email", &looked.email.as_str());
    match (&looked.user, looked.code) {
        (Some(user), AddCode::AlreadyMember | AddCode::PendingApproval) => problem.fact("user", user),
        _ => problem,
    }
}

/// Why an address is none.
pub(crate) fn bad_email(why: BadEmail) -> Problem {
    let id = match why {
        BadEmail::Form => "bad-email-form",
        BadEmail::TooLong => "bad-email-too-long",
        BadEmail::Character => "bad-email-character",
        BadEmail::Domain => "bad-email-domain",
    };
    Problem::new(Code::BadEmail).said("cause", vec![id.to_owned()])
}
