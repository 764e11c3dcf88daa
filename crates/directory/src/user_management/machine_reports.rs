//! What people send about their computers, to the administrators of the account that they are in: claims, which nobody here has checked.

use crate::account_reader::AccountReader;
use crate::page::PageRequest;
use crate::problem::{Code, Problem};
use crate::service::{Outcome, UseCase, WriteContext};
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::{Author, Event};
use crate::store::columns::db_time;
use crate::store::machine_reports::{self, Report};
use crate::store::users;
use crate::text::{cleaned_name, cleaned_text};
use domicile_model::id::{MachineReportId, UserId};
use domicile_model::text::clean;
use domicile_model::wire::{self, SendMachineReport};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

/// The most bytes of facts.
const LARGEST: usize = 32 * 1024;
/// How many reports a person may send in 24 hours.
const MOST_A_DAY: usize = 20;

/// Sends a report.
pub(crate) struct Send {
    pub(crate) user: UserId,
    pub(crate) body: SendMachineReport,
}

/// A report as sender and administrators see it.
pub(crate) fn to_wire(it: Report, user: wire::Person) -> wire::MachineReport {
    wire::MachineReport {
        id: it.id,
        user,
        received: it.received,
        claimed: true,
        machine_name: it.machine_name,
        summary: it.summary,
        facts: it.facts,
    }
}

/// Whatever text is in it, without what could deceive.
fn cleaned(value: Value) -> Value {
    let text = |it: &str| clean(it, usize::MAX).unwrap_or_default();
    match value {
        Value::String(it) => Value::String(text(&it)),
        Value::Array(items) => Value::Array(items.into_iter().map(cleaned).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, it)| (text(&name), cleaned(it))).collect()),
        other => other,
    }
}

impl UseCase for Send {
    type Output = wire::MachineReport;

    async fn execute(&self, ctx: &mut WriteContext<'_>) -> Result<Outcome<wire::MachineReport>, Problem> {
        let user = users::get_for_change(ctx.tx, &self.user).await?.ok_or_else(|| Problem::new(Code::NotFound))?;
        let account = user.account.clone().ok_or_else(|| Problem::new(Code::NotAffiliated))?;
        if user.is_locked() {
            return Err(Problem::new(Code::LimitedView));
        }
        let machine_name = cleaned_name(&self.body.machine_name)?;
        let summary = cleaned_text(&self.body.summary)?;
        let facts: Map<String, Value> = match cleaned(Value::Object(self.body.facts.clone())) {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        if Value::Object(facts.clone()).to_string().len() > LARGEST {
            return Err(Problem::new(Code::ReportTooLarge));
        }
        let day = SignedDuration::from_hours(24);
        let sent = machine_reports::sent_since(ctx.tx, &user.id, ctx.now.saturating_sub(day).unwrap_or(Timestamp::MIN)).await?;
        if sent.len() >= MOST_A_DAY {
            let free = sent.get(sent.len() - MOST_A_DAY).and_then(|it| it.saturating_add(day).ok()).unwrap_or(ctx.now);
            return Err(Problem::new(Code::TooManyReports).arg("most", MOST_A_DAY).retry_after(free.duration_since(ctx.now).as_secs() + 1));
        }
        let id = MachineReportId::new(ctx.ids.next(ctx.now));
        let report = Report { id, user: user.id.clone(), received: db_time(ctx.now), machine_name, summary, facts };
        machine_reports::put(ctx.tx, &account.id, &report).await?;
        ctx.record(Event {
            account: Some(&account.id),
            author: Author::User(&user.id),
            action: AuditAction::MachineReportSent,
            subject: report.id.as_str(),
            before: None,
            after: Some(json!({"machineName": report.machine_name})),
            because: None,
        })
        .await?;
        ctx.tell_administrators(&account.id).await?;
        Ok(Outcome::Done(to_wire(report, user.to_person())))
    }
}

/// What the people of the account sent, newest first.
pub(crate) async fn list(reader: &mut AccountReader, page: &PageRequest) -> Result<wire::MachineReports, Problem> {
    let mut found = machine_reports::page(&mut reader.tx, &reader.account.id, &page.after, page.rows()).await?;
    let next_cursor = page.cut(&mut found, |it| (it.received.as_millisecond(), it.id.as_str()));
    let mut items = Vec::with_capacity(found.len());
    for report in found {
        let user = reader.member(&report.user).await?;
        items.push(to_wire(report, user.to_person()));
    }
    Ok(wire::MachineReports { items, next_cursor })
}
