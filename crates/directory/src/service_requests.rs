//! Cases for support.

use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{Ids, Outcome, Service, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::service_requests;
use crate::store::users::{self, User};
use crate::text::cleaned_note;
use domicile_model::id::{ServiceRequestId, UserId};
use domicile_model::wire::{self, NewServiceRequest, ServiceRequest};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

/// How many cases a person may open in 24 hours.
const CASES_A_DAY: usize = 10;
/// How often a number is drawn that is taken already, before something must be wrong.
const DRAWS: usize = 5;

/// Opens a case in the person's own words.
pub(crate) struct OpenCase {
    pub(crate) user: UserId,
    pub(crate) body: NewServiceRequest,
}

impl UseCase for OpenCase {
    type Output = ServiceRequest;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<ServiceRequest>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let text = cleaned_note(Some(&self.body.text))?.ok_or_else(|| Problem::new(Code::TextRequired))?;
        let day = SignedDuration::from_hours(24);
        let since = ctx.now.saturating_sub(day).unwrap_or(Timestamp::MIN);
        let opened = service_requests::opened_since(ctx.tx, &user.id, since).await?;
        if opened.len() >= CASES_A_DAY {
            let free = opened.get(opened.len() - CASES_A_DAY).and_then(|it| it.saturating_add(day).ok()).unwrap_or(ctx.now);
            let wait = free.duration_since(ctx.now).as_secs() + 1;
            return Err(Problem::new(Code::TooManyServiceRequests).arg("most", CASES_A_DAY).retry_after(wait));
        }
        Ok(Outcome::Done(open(ctx, &user, &text).await?))
    }
}

/// Opens a case within a change.
pub(crate) async fn open(ctx: &mut WriteContext<'_>, user: &User, text: &str) -> Result<ServiceRequest, Problem> {
    let account = user.account.as_ref().map(|it| &it.id);
    for _ in 0..DRAWS {
        let id = ServiceRequestId::new(Ids::case_number());
        if !service_requests::open(ctx.tx, &id, &user.id, account, text, ctx.now).await? {
            continue;
        }
        ctx.record(Event {
            account,
            author: Author::User(&user.id),
            action: AuditAction::ServiceRequestOpened,
            subject: id.as_str(),
            before: None,
            after: Some(json!({"state": "open"})),
            because: Some(text),
        })
        .await?;
        return Ok(ServiceRequest {
            id,
            state: "open".to_owned(),
            text: text.to_owned(),
            opened: db_time(ctx.now),
            answer: None,
            answered: None,
        });
    }
    Err(Problem::internal(&"no free case number"))
}

/// The person's cases, newest first.
pub(crate) async fn list(service: &Service, user: &UserId, page: &PageRequest) -> Result<wire::ServiceRequests, Problem> {
    let mut tx = service.dependencies().store.read().await?;
    let mut items = service_requests::page(&mut tx, user, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut items, |it| (it.opened.as_millisecond(), it.id.as_str()));
    Ok(wire::ServiceRequests { items, next_cursor })
}
