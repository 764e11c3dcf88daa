//! What is the case with an address that an administrator typed. Each look may say that an address exists, so looks are counted, limited
//! and written down, whatever the answer.

use crate::authorisation::Locked;
use crate::offered_terms::OfferedTerms;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, WriteContext};
use crate::store::accounts::{self, Account};
use crate::store::address_lookups::{self, AddressLookup};
use crate::store::approvals;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::users::{self, User};
use domicile_model::adding::{AddCode, AddFacts, AffiliationStatus, DomainOwner, look_up as rule};
use domicile_model::email::{Email, InvalidEmail};
use domicile_model::id::{AccountId, UserId};
use domicile_model::identifier::Unfit;
use domicile_model::wire::OfferTo;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// The span in which looks are counted.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How many addresses one administrator may look up in that span.
const MOST_OF_ONE: usize = 100;
/// How many all administrators of an account together may.
const MOST_OF_ALL: usize = 300;
/// How many people an account may register in that span. Looks that end so do not count as looks: a company that moves in is not refused.
const MOST_CREATED: usize = 500;

/// What a look brought.
pub(crate) struct Found {
    pub(crate) code: AddCode,
    /// Who is registered with the address.
    pub(crate) user: Option<User>,
}

/// Looks an address up for an account. Whoever calls has locked the rows, and keeps what is written here even where the answer is no.
pub(crate) async fn look_up(ctx: &mut WriteContext<'_>, actor: &User, account: &Account, email: &Email) -> Result<Found, Problem> {
    limit(ctx, actor, account).await?;
    let user = match users::id_by_email(ctx.tx, email).await? {
        Some(id) => users::get(ctx.tx, &id).await?,
        None => None,
    };
    let awaits = match &user {
        Some(user) => approvals::of_user(ctx.tx, &user.id).await?.is_some_and(|it| it == account.id),
        None => false,
    };
    let belongs = |user: &User| match &user.account {
        Some(at) if at.id == account.id => AffiliationStatus::Here,
        Some(_) => AffiliationStatus::Elsewhere,
        None => AffiliationStatus::Nowhere,
    };
    let facts = AddFacts {
        registered: user.as_ref().map(belongs),
        awaits_our_approval: awaits,
        federation: account.federation,
        has_domains: !accounts::domains(ctx.tx, &account.id).await?.is_empty(),
        domain: match accounts::of_domain(ctx.tx, email.domain()).await? {
            Some(id) if id == account.id => DomainOwner::Us,
            Some(_) => DomainOwner::Others,
            None => DomainOwner::Nobody,
        },
    };
    let code = rule(&facts);
    let id = ctx.ids.next(ctx.now);
    address_lookups::put(ctx.tx, &id, (&account.id, &actor.id), email.key(), ctx.now).await?;
    ctx.record(Event {
        account: Some(&account.id),
        author: Author::User(&actor.id),
        action: AuditAction::AddressLookedUp,
        subject: &id,
        before: None,
        after: Some(json!({"email": email.as_str(), "code": code})),
        because: None,
    })
    .await?;
    Ok(Found { code, user })
}

/// An address as it was typed; says what is wrong with one that is none.
pub(crate) fn address(typed: &str) -> Result<Email, Problem> {
    Email::parse(typed).map_err(|why| {
        let problem = Problem::new(Code::BadAddress);
        let (problem, id) = match why {
            InvalidEmail::Form => (problem, "bad-email-form"),
            InvalidEmail::TooLong => (problem, "bad-email-too-long"),
            InvalidEmail::Domain => (problem, "bad-email-domain"),
            InvalidEmail::Character(it) => {
                let id = match it.why() {
                    Unfit::Space => "bad-email-space",
                    Unfit::Invisible => "bad-email-invisible",
                    Unfit::Undefined => "bad-email-undefined",
                };
                (problem.arg_character("character", it).extension("character", &it.to_string()), id)
            }
        };
        problem.arg_messages("cause", vec![id.to_owned()])
    })
}

/// The step that was asked for does not fit what is the case with the address.
pub(crate) fn does_not_fit(email: &Email, found: &Found) -> Problem {
    let code = match found.code {
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
    let problem = Problem::new(code).arg("email", email).extension("email", &email.as_str());
    match (&found.user, found.code) {
        (Some(user), AddCode::AlreadyMember | AddCode::PendingApproval) => problem.extension("user", &user.id),
        _ => problem,
    }
}

async fn limit(ctx: &mut WriteContext<'_>, actor: &User, account: &Account) -> Result<(), Problem> {
    let since = ctx.now.saturating_sub(HOUR).unwrap_or(Timestamp::MIN);
    let looks = address_lookups::since(ctx.tx, &account.id, since).await?;
    let looks: Vec<_> = looks.into_iter().filter(|it| !it.created).collect();
    let own = looks.iter().filter(|it| it.user == actor.id).count();
    if own < MOST_OF_ONE && looks.len() < MOST_OF_ALL {
        return Ok(());
    }
    let first = if own < MOST_OF_ONE { looks.first() } else { looks.iter().find(|it| it.user == actor.id) };
    Err(Problem::new(Code::TooManyLookUps).arg("most", MOST_OF_ONE).retry_after(wait(first, ctx.now)))
}

/// Until this look is an hour old.
fn wait(look: Option<&AddressLookup>, now: Timestamp) -> i64 {
    let free = look.and_then(|it| it.at.saturating_add(HOUR).ok()).unwrap_or(now);
    free.duration_since(now).as_secs() + 1
}

/// Refuses where the account registered as many people in an hour as it may.
pub(crate) async fn may_create(ctx: &mut WriteContext<'_>, account: &Account) -> Result<(), Problem> {
    let since = ctx.now.saturating_sub(HOUR).unwrap_or(Timestamp::MIN);
    let looks = address_lookups::since(ctx.tx, &account.id, since).await?;
    let created: Vec<_> = looks.iter().filter(|it| it.created).collect();
    if created.len() < MOST_CREATED {
        return Ok(());
    }
    Err(Problem::new(Code::TooManyCreated).arg("most", MOST_CREATED).retry_after(wait(created.first().copied(), ctx.now)))
}

/// Somebody whom an administrator invites or offers to take over, by address.
pub(crate) struct Addressee {
    pub(crate) locked: Locked,
    pub(crate) email: Email,
    pub(crate) terms: OfferedTerms,
    pub(crate) found: Found,
}

/// Locks the rows of whoever is registered with the address, and looks it up.
pub(crate) async fn addressee(
    ctx: &mut WriteContext<'_>,
    actor: &UserId,
    account: &AccountId,
    body: &OfferTo,
) -> Result<Addressee, Problem> {
    let checked = ctx.as_administrator(actor, account).await?;
    let email = address(&body.email)?;
    let terms = OfferedTerms::read(&body.roles, body.country.as_deref())?;
    let locked = match users::id_by_email(ctx.tx, &email).await? {
        Some(id) => checked.lock_person(ctx, &id).await?.0,
        None => checked.lock_account(ctx).await?,
    };
    let found = look_up(ctx, &locked.actor, &locked.account, &email).await?;
    Ok(Addressee { locked, email, terms, found })
}

/// What came of a step after the look: where it is refused, nothing was written since, and the look stays.
pub(crate) fn keeping_the_look<T>(step: Result<T, Problem>) -> Result<Outcome<T>, Problem> {
    match step {
        Ok(it) => Ok(Outcome::Done(it)),
        // What the service could not do is no refusal: nothing is known to be written, and it may be tried again.
        Err(problem) if problem.code().status() >= 500 => Err(problem),
        Err(problem) => Ok(Outcome::Refused(problem)),
    }
}
