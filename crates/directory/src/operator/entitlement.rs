//! Entitlements: made so, ended. One that ended stays, so that people read “ended on …” and not “nothing here”.
//!
//! Several entitlements of an account to one product add up: whoever may run it by one of them may run it, the most helpful one is the one
//! that is told, and the seats of those in force together are the seats that the account has.

use super::{Change, Effect, Refusal, account, entitlement_record, shown};
use crate::store::audit_action::AuditAction;
use crate::store::columns::db_time;
use crate::store::groups;
use crate::store::sourced::{entitlements, products};
use domicile_model::entitlement::Entitlement;
use domicile_model::operator::{EntitlementRow, Fault, FaultCode};
use jiff::{SignedDuration, Timestamp};

/// Makes the entitlement so.
pub(crate) async fn put(change: &mut Change<'_, '_>, it: &EntitlementRow) -> Result<Effect, Refusal> {
    account::need_open(change, "account", &it.account).await?;
    let known = entitlements::get(change.ctx.tx, &it.id).await?;
    let Some(product) = products::get(change.ctx.tx, &it.product).await? else {
        return Err(Fault::of("product", FaultCode::UnknownProduct, format!("there is no product {}", it.product)).into());
    };
    for group in &it.right.restricted_to_groups {
        if groups::get(change.ctx.tx, &it.account, group).await?.is_none() {
            let message = format!("the account {} has no group {group}", it.account);
            return Err(Fault::of("groups", FaultCode::UnknownGroup, message).into());
        }
    }
    let wanted = EntitlementRow { usage_type: it.usage_type.or(Some(product.row.usage_type)), ..it.clone() };
    if let Some(known) = &known {
        if known.row.account != it.account {
            // Whose it is, whoever asks may not know.
            let message = format!("the entitlement {} is another account's: give this one an id of its own", it.id);
            return Err(Fault::of("id", FaultCode::OtherAccount, message).into());
        }
        change.check_source(&format!("the entitlement {}", it.id), known)?;
        if known.row == wanted && known.source.is_some() {
            return Ok(Effect::Unchanged);
        }
    }
    let source = change.by.name().to_owned();
    entitlements::put(change.ctx.tx, &wanted, wanted.usage_type.unwrap_or(product.row.usage_type), &source).await?;
    let before = known.as_ref().map(|it| shown(&entitlement_record(&it.row), it.source.as_deref()));
    let after = Some(shown(&entitlement_record(&wanted), Some(&source)));
    let action = if known.is_some() { AuditAction::EntitlementChanged } else { AuditAction::EntitlementGranted };
    change.record(Some(&it.account), action, &it.id, before, after).await?;
    change.touch(&it.account);
    Ok(if known.is_some() { Effect::Changed } else { Effect::Created })
}

/// Whether the entitlement counts at `now` or will.
pub(crate) fn is_live(right: &Entitlement, now: Timestamp) -> bool {
    let grace = SignedDuration::from_hours(i64::from(right.grace_days) * 24);
    right.ends.is_none_or(|it| it.saturating_add(grace).unwrap_or(Timestamp::MAX) >= now)
}

/// Ends the entitlement now, without grace. One that is over already stays as it was.
pub(crate) async fn end(change: &mut Change<'_, '_>, id: &str) -> Result<Effect, Refusal> {
    let Some(known) = entitlements::get(change.ctx.tx, id).await? else {
        return Err(Fault::of("id", FaultCode::Missing, format!("there is no entitlement {id}")).into());
    };
    change.lock(&known.row.account).await?;
    change.check_source(&format!("the entitlement {id}"), &known)?;
    let now = db_time(change.ctx.now);
    // Policies are dated in whole seconds: one of this very second must find it ended.
    let last = Timestamp::from_second(now.as_second() - 1).unwrap_or(now);
    if !is_live(&known.row.right, now) {
        return Ok(Effect::Unchanged);
    }
    let mut ended = known.row.clone();
    ended.right.ends = Some(known.row.right.ends.map_or(last, |it| it.min(last)));
    ended.right.starts = ended.right.starts.min(last);
    ended.right.grace_days = 0;
    let source = change.by.name().to_owned();
    let usage_type = ended.usage_type.unwrap_or(domicile_model::entitlement::UsageType::Production);
    entitlements::put(change.ctx.tx, &ended, usage_type, &source).await?;
    let before = Some(shown(&entitlement_record(&known.row), known.source.as_deref()));
    let after = Some(shown(&entitlement_record(&ended), Some(&source)));
    change.record(Some(&ended.account), AuditAction::EntitlementEnded, id, before, after).await?;
    change.touch(&ended.account);
    Ok(Effect::Ended)
}
