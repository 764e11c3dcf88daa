//! Cases for support.

use crate::problem::{Code, Problem};
use crate::removal::file::{kept_text, whole_milliseconds};
use crate::service::{Act, Answer, Change, Ids};
use crate::store::audit::{Author, Event};
use crate::store::service_requests;
use crate::store::users::{self, User};
use axum::http::StatusCode;
use domicile_model::id::{ServiceRequestId, UserId};
use domicile_model::wire::{NewServiceRequest, ServiceRequest};
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

impl Change for OpenCase {
    async fn apply(&self, act: &mut Act<'_>) -> Result<Answer, Problem> {
        let user = users::get_for_change(act.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let text = kept_text(Some(&self.body.text))?.ok_or_else(|| Problem::new(Code::TextRequired))?;
        let day = SignedDuration::from_hours(24);
        let since = act.now.saturating_sub(day).unwrap_or(Timestamp::MIN);
        let opened = service_requests::opened_since(act.tx, &user.id, since).await?;
        if opened.len() >= CASES_A_DAY {
            let free = opened.get(opened.len() - CASES_A_DAY).and_then(|it| it.saturating_add(day).ok()).unwrap_or(act.now);
            let wait = free.duration_since(act.now).as_secs() + 1;
            return Err(Problem::new(Code::TooManyServiceRequests).blank("most", CASES_A_DAY).retry_after(wait));
        }
        Answer::done(StatusCode::CREATED, &open(act, &user, &text).await?)
    }
}

/// Opens a case within a change.
pub(crate) async fn open(act: &mut Act<'_>, user: &User, text: &str) -> Result<ServiceRequest, Problem> {
    let account = user.account.as_ref().map(|it| &it.id);
    for _ in 0..DRAWS {
        let id = ServiceRequestId::new(Ids::case_number());
        if !service_requests::open(act.tx, &id, &user.id, account, text, act.now).await? {
            continue;
        }
        act.record(Event {
            account,
            author: Author::User(&user.id),
            action: "service_request.opened",
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
            opened: whole_milliseconds(act.now),
            answer: None,
            answered: None,
        });
    }
    Err(Problem::internal(&"no free case number"))
}
