//! Filing a request.

use super::ending::bring_up_to_date;
use super::{to_wire, who_could_give, with_facts};
use crate::mail::{Letter, Occasion, Recipient};
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::service_requests;
use crate::store::accounts::{self, Account, Administrator};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::person_requests::{self, PersonRequestRecord};
use crate::store::users::{self, User};
use crate::text::cleaned_note;
use domicile_model::country::CountryCode;
use domicile_model::id::{PersonRequestId, UserId};
use domicile_model::person_request::{FILINGS_A_DAY, FilingRefusal, RequestedChange, may_file, route};
use domicile_model::removal::{EXPIRES_AFTER, RemovalState, Route};
use domicile_model::wire::{self, FilePersonRequest};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// The span in which filings are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Files a new request.
pub(crate) struct SubmitPersonRequest {
    pub(crate) user: UserId,
    pub(crate) body: FilePersonRequest,
}

/// Which account is asked, and how it knows the person.
struct Addressed {
    account: Account,
    /// Of whoever asks to be added; empty for the account's own people.
    email: String,
}

impl UseCase for SubmitPersonRequest {
    type Output = wire::PersonRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::PersonRequest>, Problem> {
        let asked = self.asked()?;
        let note = cleaned_note(self.body.note.as_deref())?;
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        bring_up_to_date(ctx, &self.user).await?;
        if let Some(open) = person_requests::open_of_user(ctx.tx, &user.id).await?.into_iter().find(|it| it.asked.kind() == asked.kind()) {
            let open = to_wire(ctx.tx, open).await?;
            return Err(Problem::new(Code::RequestAlreadyOpen).extension("request", &open));
        }
        let Addressed { account, email } = self.addressed(ctx, &user, asked).await?;
        with_facts(&user, &account.id, |facts| may_file(asked, facts)).map_err(|why| {
            Problem::new(match why {
                FilingRefusal::AlreadySo => Code::NothingToAsk,
                FilingRefusal::NotTheirs => Code::NotTheirsToGive,
            })
        })?;
        limit_filings(ctx, &user, asked).await?;
        let administrators = accounts::administrators(ctx.tx, &account.id).await?;
        let able = who_could_give(&administrators, &user, asked);
        if asked == RequestedChange::Add && self.body.to.is_some() {
            // Whoever does not belong to the account knows nobody there.
            return Err(Problem::new(Code::UnknownRecipient));
        }
        let (route, to) = choose_route(&able, self.body.to.as_ref())?;
        let service_request = match route {
            Route::Support => Some(open_case(ctx, &user, &account, asked, note.as_deref()).await?),
            Route::Administrator | Route::InternalIt => None,
        };
        let stored = PersonRequestRecord {
            id: PersonRequestId::new(ctx.ids.next(ctx.now)),
            user: user.id.clone(),
            account: account.id.clone(),
            email,
            asked,
            state: RemovalState::Submitted,
            route,
            to,
            note,
            submitted: db_time(ctx.now),
            seen: None,
            ended: None,
            expires: db_time(ctx.now).saturating_add(EXPIRES_AFTER).unwrap_or(Timestamp::MAX),
            answered_by: None,
            decline_reason: None,
            service_request,
            reminders: 0,
        };
        if !person_requests::file(ctx.tx, &stored).await? {
            // Another filing came between our look and our writing; on the next look it is there.
            return Err(Problem::busy());
        }
        ctx.record(Event {
            account: Some(&account.id),
            author: Author::User(&user.id),
            action: AuditAction::PersonRequestFiled,
            subject: stored.id.as_str(),
            before: None,
            after: Some(json!({
                "state": stored.state, "kind": asked.kind(), "country": asked.country(), "role": asked.role(), "route": route, "to": stored.to,
            })),
            because: stored.note.as_deref(),
        })
        .await?;
        notify(ctx, &user, &account, &stored, &able).await?;
        Ok(Outcome::Done(to_wire(ctx.tx, stored).await?))
    }
}

impl SubmitPersonRequest {
    /// What is asked for, with the parts of its kind.
    fn asked(&self) -> Result<RequestedChange, Problem> {
        let it = &self.body;
        let country = it.country.as_deref().map(CountryCode::parse).transpose().map_err(|_| Problem::new(Code::UnknownCountry))?;
        let unfit = |cause: String| Problem::new(Code::InvalidBody).arg("cause", cause);
        let asked = RequestedChange::of(it.kind, country, it.role).map_err(|error| unfit(error.to_string()))?;
        if it.account.is_some() != (asked == RequestedChange::Add) {
            return Err(unfit(format!("account does not fit a request of the kind {}", it.kind.as_str())));
        }
        Ok(asked)
    }

    /// The person's own account; to be added, one that has offered or invited. Of any other nobody learns that it is there.
    async fn addressed(&self, ctx: &mut WriteContext<'_>, user: &User, asked: RequestedChange) -> Result<Addressed, Problem> {
        if asked != RequestedChange::Add {
            let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
            return Ok(Addressed { account, email: String::new() });
        }
        if user.account.is_some() {
            return Err(Problem::new(Code::AlreadyAffiliated));
        }
        let not_found = || Problem::new(Code::NotFound);
        let known = person_requests::known_accounts(ctx.tx, &user.id).await?;
        let known = known.into_iter().find(|it| self.body.account.as_ref() == Some(&it.account)).ok_or_else(not_found)?;
        let account = accounts::get(ctx.tx, &known.account).await?.ok_or_else(not_found)?;
        Ok(Addressed { account, email: known.email })
    }
}

/// Whom it goes to.
fn choose_route(able: &[&Administrator], to: Option<&UserId>) -> Result<(Route, Option<UserId>), Problem> {
    match to {
        Some(to) if able.iter().any(|it| it.id == *to) => Ok((Route::Administrator, Some(to.clone()))),
        Some(_) => Err(Problem::new(Code::UnknownRecipient)),
        None => Ok((route(able.len()), None)),
    }
}

/// In the operator's language: support reads it.
async fn open_case(
    ctx: &mut WriteContext<'_>,
    user: &User,
    account: &Account,
    asked: RequestedChange,
    note: Option<&str>,
) -> Result<domicile_model::id::ServiceRequestId, Problem> {
    let what = match asked {
        RequestedChange::Add => "asks to be added".to_owned(),
        RequestedChange::Unlock => "asks to be unlocked".to_owned(),
        RequestedChange::Country(it) => format!("asks for the entitlement country {}", it.as_str()),
        RequestedChange::Role(it) => format!("asks for the role {}", it.as_str()),
    };
    let text = format!("{} ({}): {what}, and nobody there can answer.\n{}", account.name, account.id, note.unwrap_or("No note given."));
    Ok(service_requests::open(ctx, user, &text).await?.id)
}

/// Whoever can answer gets a letter.
async fn notify(
    ctx: &mut WriteContext<'_>,
    user: &User,
    account: &Account,
    it: &PersonRequestRecord,
    able: &[&Administrator],
) -> Result<(), Problem> {
    let (person, email) = match it.asked {
        RequestedChange::Add => (it.email.as_str(), it.email.as_str()),
        RequestedChange::Unlock | RequestedChange::Country(_) | RequestedChange::Role(_) => {
            (user.display_name.as_str(), user.email.as_str())
        }
    };
    let (note, expires) = (it.note.as_deref(), it.expires);
    let letter = Letter::PersonRequestReceived { person, email, account: &account.name, asked: it.asked, note, expires };
    for to in able.iter().filter(|admin| it.to.as_ref().is_none_or(|to| *to == admin.id)) {
        ctx.mail(&Recipient::administrator(to), letter, Occasion::of_person(&user.id, it.id.as_str())).await?;
    }
    ctx.tell(&user.id).await?;
    ctx.tell_administrators(&account.id).await
}

async fn limit_filings(ctx: &mut WriteContext<'_>, user: &User, asked: RequestedChange) -> Result<(), Problem> {
    let since = ctx.now.saturating_sub(DAY).unwrap_or(Timestamp::MIN);
    let filed = person_requests::filed_since(ctx.tx, &user.id, asked.kind(), since).await?;
    let most = FILINGS_A_DAY as usize;
    if filed.len() < most {
        return Ok(());
    }
    // The next one is free when the oldest of the last `most` is a day old.
    let free = filed.get(filed.len() - most).and_then(|it| it.saturating_add(DAY).ok()).unwrap_or(ctx.now);
    Err(Problem::new(Code::TooManyFilings).arg("most", most).retry_after(free.duration_since(ctx.now).as_secs() + 1))
}
