//! Entitlements: made so, ended. One that ended stays, so that people read “ended on …” and not “nothing here”.
//!
//! Several entitlements of an account to one product add up: whoever may run it by one of them may run it, the most helpful one is the one
//! that is told, and the seats of those in force together are the seats that the account has.

use super::{Change, Effect, Refusal, account, entitlement_record, shown};
use crate::problem::Problem;
use crate::store::audit_action::AuditAction;
use crate::store::audit_events::Event;
use crate::store::columns::db_time;
use crate::store::groups;
use crate::store::sourced::{Sourced, entitlements, products};
use domicile_model::entitlement::{Entitlement, UsageType};
use domicile_model::id::{AccountId, GroupId};
use domicile_model::operator::{EntitlementRow, Fault, FaultCode};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeSet, HashMap};

/// Makes the entitlement so.
pub(crate) async fn put(change: &mut Change<'_, '_>, it: &EntitlementRow) -> Result<Effect, Refusal> {
    let effects = put_all(change, std::slice::from_ref(it)).await?;
    effects.into_iter().next().ok_or_else(|| Problem::internal(&"an entitlement that came to nothing").into())
}

/// Makes entitlements of one account so, none of them named twice; what became of each, in the same order.
pub(crate) async fn put_all(change: &mut Change<'_, '_>, rows: &[EntitlementRow]) -> Result<Vec<Effect>, Refusal> {
    let Some(account) = rows.first().map(|it| &it.account) else { return Ok(Vec::new()) };
    account::need_open(change, "account", account).await?;
    let ids: Vec<String> = rows.iter().map(|it| it.id.clone()).collect();
    let known = entitlements::among(change.ctx.tx, &ids).await?;
    let known: HashMap<&str, &Sourced<EntitlementRow>> = known.iter().map(|it| (it.row.id.as_str(), it)).collect();
    let usage_types = usage_types(change, rows).await?;
    need_groups(change, account, rows).await?;
    let (mut wanted, mut effects) = (Vec::new(), Vec::new());
    for it in rows {
        let Some(usual) = usage_types.get(&it.product) else {
            return Err(Fault::of("product", FaultCode::UnknownProduct, format!("there is no product {}", it.product)).into());
        };
        let usage_type = it.usage_type.unwrap_or(*usual);
        let row = EntitlementRow { usage_type: Some(usage_type), ..it.clone() };
        let effect = match known.get(it.id.as_str()) {
            Some(known) => effect_on(change, known, &row)?,
            None => Effect::Created,
        };
        effects.push(effect);
        if effect != Effect::Unchanged {
            wanted.push((row, usage_type));
        }
    }
    let (source, author, because) = (change.by.name(), change.by.author(), change.because);
    let events = wanted.iter().map(|(it, _)| {
        let known = known.get(it.id.as_str());
        let action = if known.is_some() { AuditAction::EntitlementChanged } else { AuditAction::EntitlementGranted };
        let before = known.map(|it| shown(&entitlement_record(&it.row), it.source.as_deref()));
        let after = Some(shown(&entitlement_record(it), Some(source)));
        Event { account: Some(account), author, action, subject: it.id.as_str(), before, after, because }
    });
    let events = events.collect();
    change.ctx.record_all(events).await?;
    if !entitlements::put_all(change.ctx.tx, &wanted, source).await? {
        // Somebody was quicker: on the next look it is known whose it is.
        return Err(Problem::busy().into());
    }
    if !wanted.is_empty() {
        change.touch(account);
    }
    Ok(effects)
}

/// What a row comes to that is here already.
fn effect_on(change: &Change<'_, '_>, known: &Sourced<EntitlementRow>, wanted: &EntitlementRow) -> Result<Effect, Refusal> {
    if known.row.account != wanted.account {
        // Whose it is, whoever asks may not know.
        let message = format!("the entitlement {} is another account's: give this one an id of its own", wanted.id);
        return Err(Fault::of("id", FaultCode::OtherAccount, message).into());
    }
    change.check_source(&format!("the entitlement {}", wanted.id), known)?;
    let is_so = known.row == *wanted && known.source.is_some();
    Ok(if is_so { Effect::Unchanged } else { Effect::Changed })
}

/// The usage types of the products that are named, by id; of those that there are.
async fn usage_types(change: &mut Change<'_, '_>, rows: &[EntitlementRow]) -> Result<HashMap<String, UsageType>, Problem> {
    let ids: BTreeSet<&str> = rows.iter().map(|it| it.product.as_str()).collect();
    let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    let known = products::among(change.ctx.tx, &ids).await?;
    Ok(known.into_iter().map(|it| (it.row.id, it.row.usage_type)).collect())
}

/// Every group that is named has to be one of the account.
async fn need_groups(change: &mut Change<'_, '_>, account: &AccountId, rows: &[EntitlementRow]) -> Result<(), Refusal> {
    let named: BTreeSet<&GroupId> = rows.iter().flat_map(|it| &it.right.restricted_to_groups).collect();
    for group in named {
        if groups::get(change.ctx.tx, account, group).await?.is_none() {
            let message = format!("the account {account} has no group {group}");
            return Err(Fault::of("groups", FaultCode::UnknownGroup, message).into());
        }
    }
    Ok(())
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
    let usage_type = ended.usage_type.unwrap_or(UsageType::Production);
    if !entitlements::put_all(change.ctx.tx, &[(ended.clone(), usage_type)], &source).await? {
        return Err(Problem::busy().into());
    }
    let before = Some(shown(&entitlement_record(&known.row), known.source.as_deref()));
    let after = Some(shown(&entitlement_record(&ended), Some(&source)));
    change.record(Some(&ended.account), AuditAction::EntitlementEnded, id, before, after).await?;
    change.touch(&ended.account);
    Ok(Effect::Ended)
}
