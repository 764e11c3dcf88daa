//! Reasons for the sample's answers: made by the policy's own rules from what the sample says, never by hand.

use super::{at, now, policy};
use domicile_model::country::{CountryCode, DecidedBy, EffectiveCountry};
use domicile_model::entitlement::UsageType as WireUsage;
use domicile_model::wire::{Fix, ProductRef, Right, Rights, RuleStep};
use domicile_policy::claims::{
    AUDIENCE, Account, Countries, Country, DAY, Entitlement, Machine, PolicyClaims, Reason, UsageType, Verdict, Withdrawn,
};
use domicile_policy::decide::{Decision, Outcome, Rule, State, right_of};
use domicile_workstation::state::Why;
use domicile_workstation::state::{LicenceState, PolicySnapshot, ProductSnapshot};
use domicile_workstation::vocabulary::PolicyState;
use jiff::Timestamp;

/// The same, with the reasons of every product.
pub fn explained(mut policy: PolicySnapshot) -> PolicySnapshot {
    let claims = claims(&policy);
    for it in &mut policy.products {
        let decision = Decision { policy_valid_until: policy.valid_until.map(Timestamp::as_second), ..decided(&claims, it) };
        it.why = on_this_machine(policy.condition, decision, &claims, &it.id);
    }
    policy
}

fn no(reason: &str) -> LicenceState {
    LicenceState::Denied(reason.to_owned())
}

/// Old Bridge where one contract runs out its grace, one product is a trial, and one is kept to some groups.
pub fn trial_and_grace() -> PolicySnapshot {
    let mut policy = policy("old-bridge");
    for it in &mut policy.products {
        match it.id.as_str() {
            "bridge-modeler" => {
                (it.standing, it.contract_ends, it.grace_days) = (LicenceState::Grace, Some(at("2026-05-05T23:59:59Z")), 14)
            }
            "rail-designer" => (it.standing, it.contract_ends) = (LicenceState::Trial, Some(at("2026-06-30T23:59:59Z"))),
            "site-simulator" => it.standing = no("restricted"),
            _ => {}
        }
    }
    explained(policy)
}

/// A signed licence file that grants nothing, since Ana is locked.
pub fn locked() -> PolicySnapshot {
    let mut policy = PolicySnapshot { withdrawn: Some("locked".to_owned()), ..policy("old-bridge") };
    policy.products.iter_mut().for_each(|it| it.standing = no("locked"));
    explained(policy)
}

/// Ana's licence country is one where Old Bridge owns something, but not everything.
pub fn abroad() -> PolicySnapshot {
    let mut policy = PolicySnapshot { country: Some("FR".to_owned()), decided_by: Some("explicit".to_owned()), ..policy("old-bridge") };
    for it in policy.products.iter_mut().filter(|it| it.id == "bridge-modeler") {
        it.standing = no("other_country");
        it.countries = Some(vec!["GB".to_owned(), "IE".to_owned()]);
    }
    explained(policy)
}

fn decided(claims: &PolicyClaims, it: &ProductSnapshot) -> Decision {
    right_of(claims, &it.id, now().as_second())
}

/// What the file as a whole is good for comes first.
fn on_this_machine(condition: PolicyState, decision: Decision, claims: &PolicyClaims, product: &str) -> Why {
    let stopped = match condition {
        PolicyState::Expired => Some((Rule::InDate, State::Expired)),
        PolicyState::ClockSuspect => Some((Rule::ClockPlausible, State::ClockSuspect)),
        PolicyState::RolledBack => Some((Rule::Newest, State::RolledBack)),
        PolicyState::WrongMachine => Some((Rule::ForThisMachine, State::WrongMachine)),
        _ => None,
    };
    let file = Rule::ALL.into_iter().take_while(|it| *it != Rule::Affiliated).map(|it| (it, Outcome::Passed));
    let Some((rule, state)) = stopped else {
        let why = Why::of(&decision, Some(claims), product, None);
        return Why { chain: file.chain(why.chain.clone()).collect(), ..why };
    };
    let why = Why::of(&Decision { state, reason: None, may_run: false, ..decision }, Some(claims), product, None);
    Why { chain: file.take_while(|(it, _)| *it != rule).chain([(rule, Outcome::Refused)]).collect(), ..why }
}

/// What the service says of the same products.
pub fn rights(policy: &PolicySnapshot) -> Rights {
    let claims = claims(policy);
    let time = |it: Option<i64>| it.map(|it| Timestamp::from_second(it).unwrap());
    let right = |it: &ProductSnapshot| {
        let decision = decided(&claims, it);
        Right {
            product: ProductRef { id: it.id.clone(), name: it.name.clone() },
            state: decision.state.as_str().to_owned(),
            may_run: decision.may_run,
            reason: decision.reason.map(|it| it.as_str().to_owned()),
            usage_type: WireUsage::Production.into(),
            countries: it.countries.clone(),
            contract_starts: time(decision.contract_starts),
            contract_ends: time(decision.contract_ends),
            grace_ends: time(decision.grace_ends),
            chain: decision.trace.chain().map(|(rule, it)| RuleStep { rule: rule.as_str().into(), outcome: it.as_str().into() }).collect(),
            fix: decision.fix().map(|it| Fix { action: it.action.as_str().into(), who: it.who.as_str().into() }),
        }
    };
    Rights {
        as_of: now(),
        policy_version: policy.version.unwrap(),
        country: EffectiveCountry {
            code: policy.country.as_deref().map(|it| CountryCode::parse(it).unwrap()),
            decided_by: DecidedBy::Revenue,
        }
        .into(),
        withdrawn: policy.withdrawn.clone(),
        items: policy.products.iter().map(right).collect(),
    }
}

fn claims(policy: &PolicySnapshot) -> PolicyClaims {
    let issued = at("2026-05-14T00:00:00Z").as_second();
    let withdrawn = policy.withdrawn.as_ref().map(|it| serde_json::from_value::<Withdrawn>(it.as_str().into()).unwrap());
    PolicyClaims {
        iss: "domicile".to_owned(),
        sub: "ana-costa".to_owned(),
        aud: AUDIENCE.to_owned(),
        iat: issued,
        nbf: issued,
        exp: issued + 7 * DAY,
        jti: String::new(),
        epoch: 1,
        version: policy.version.unwrap_or_default(),
        account: policy.account.as_ref().map(|it| Account { id: it.id.clone(), name: it.name.clone() }),
        country: Country { code: policy.country.clone(), decided_by: policy.decided_by.clone().unwrap_or_default() },
        machine: Machine { id: "m".to_owned(), name: "ana-laptop".to_owned() },
        offline_days: 7,
        refresh_after: issued + DAY,
        withdrawn,
        entitlements: policy.products.iter().map(entitlement).collect(),
        check_outs: Vec::new(),
    }
}

fn entitlement(it: &ProductSnapshot) -> Entitlement {
    let reason = match &it.standing {
        // The file as a whole has expired; what it says of the product is another thing.
        LicenceState::Denied(code) if code == "expired" => None,
        LicenceState::Denied(code) => Some(serde_json::from_value::<Reason>(code.as_str().into()).unwrap()),
        _ => None,
    };
    Entitlement {
        product: it.id.clone(),
        name: it.name.clone(),
        edition: it.edition.clone(),
        usage_type: match it.standing {
            LicenceState::Trial => UsageType::Trial,
            _ if it.usage == "evaluation" => UsageType::Evaluation,
            _ => UsageType::Production,
        },
        verdict: if reason.is_some() { Verdict::Denied } else { Verdict::Allowed },
        reason,
        contract_starts: it.contract_starts.map(Timestamp::as_second),
        contract_ends: it.contract_ends.map(Timestamp::as_second),
        grace_days: it.grace_days,
        countries: it.countries.clone().map_or(Countries::Global, Countries::List),
        versions: None,
    }
}
