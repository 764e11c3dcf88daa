//! Products: made so, retired.

use super::{Change, Effect, Refusal, product_record, shown};
use crate::store::audit_action::AuditAction;
use crate::store::sourced::products;
use domicile_model::operator::{Fault, FaultCode, ProductRow};

/// Makes the product so.
pub(crate) async fn put(change: &mut Change<'_, '_>, it: &ProductRow) -> Result<Effect, Refusal> {
    let known = products::get(change.ctx.tx, &it.id).await?;
    if let Some(known) = &known {
        change.check_source(&format!("the product {}", it.id), known)?;
        if known.row == *it && known.source.is_some() {
            return Ok(Effect::Unchanged);
        }
    }
    let source = change.by.name().to_owned();
    products::put(change.ctx.tx, it, &source).await?;
    let before = known.as_ref().map(|it| shown(&product_record(&it.row), it.source.as_deref()));
    let after = Some(shown(&product_record(it), Some(&source)));
    let retires = it.retired && known.as_ref().is_some_and(|it| !it.row.retired);
    let action = if retires { AuditAction::ProductRetired } else { AuditAction::ProductChanged };
    change.record(None, action, &it.id, before, after).await?;
    change.touch_catalogue();
    Ok(match known {
        None => Effect::Created,
        Some(_) if retires => Effect::Ended,
        Some(_) => Effect::Changed,
    })
}

/// It is no longer sold: who owns it keeps it.
pub(crate) async fn retire(change: &mut Change<'_, '_>, id: &str) -> Result<Effect, Refusal> {
    let Some(known) = products::get(change.ctx.tx, id).await? else {
        return Err(Fault::of("id", FaultCode::UnknownProduct, format!("there is no product {id}")).into());
    };
    if known.row.retired {
        return Ok(Effect::Unchanged);
    }
    put(change, &ProductRow { retired: true, ..known.row }).await
}
