//! What somebody of the account may run, and why: the claims of their policy, asked as their own machine would ask them. Administrators only:
//! who may but change group membership does not see contracts.

use crate::policy::{Machine, Stated, rights, state};
use crate::problem::Problem;
use crate::store::Tx;
use domicile_model::entitlement::UsageType;
use domicile_model::id::UserId;
use domicile_model::wire;
use domicile_policy::claims::{self, Countries, Entitlement};
use domicile_policy::decide::{Decision, right_of};
use jiff::Timestamp;

/// The person's rights at `now`. `issuer`: the operator's id.
pub(crate) async fn of(tx: &mut Tx, issuer: &str, user: &UserId, now: Timestamp) -> Result<wire::Rights, Problem> {
    let Stated { claims, user, now, .. } = state(tx, issuer, user, &Machine::none(), now).await?;
    let country = rights::basis(tx, &user).await?.country;
    let items = claims.entitlements.iter().map(|it| right(it, &right_of(&claims, &it.product, now.as_second())));
    Ok(wire::Rights {
        as_of: now,
        policy_version: claims.version,
        country: country.into(),
        withdrawn: claims.withdrawn.map(|it| it.as_str().to_owned()),
        items: items.collect(),
    })
}

fn right(it: &Entitlement, decision: &Decision) -> wire::Right {
    let time = |second: Option<i64>| second.and_then(|it| Timestamp::from_second(it).ok());
    wire::Right {
        product: wire::ProductRef { id: it.product.clone(), name: it.name.clone() },
        state: decision.state.as_str().to_owned(),
        may_run: decision.may_run,
        reason: decision.reason.map(|it| it.as_str().to_owned()),
        usage_type: match it.usage_type {
            // The service states no type that it does not know.
            claims::UsageType::Production | claims::UsageType::Other => UsageType::Production,
            claims::UsageType::Evaluation => UsageType::Evaluation,
            claims::UsageType::Trial => UsageType::Trial,
        }
        .into(),
        countries: match &it.countries {
            Countries::Global => None,
            Countries::List(codes) => Some(codes.clone()),
        },
        contract_starts: time(decision.contract_starts),
        contract_ends: time(decision.contract_ends),
        grace_ends: time(decision.grace_ends),
        chain: decision
            .trace
            .chain()
            .map(|(rule, outcome)| wire::RuleStep { rule: rule.as_str().to_owned(), outcome: outcome.as_str().to_owned() })
            .collect(),
        fix: decision.fix().map(|it| wire::Fix { action: it.action.as_str().to_owned(), who: it.who.as_str().to_owned() }),
    }
}
