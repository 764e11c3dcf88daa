//! `domicile licence …`: the verbs of the noun, and `list`: every product, its state, why, and until when, from the licence file on this
//! computer. The other verbs are in `show` and `check_out`.

use crate::answer::{Answer, time, time_or_unknown};
use crate::arguments::{LicenceVerb, Only};
use crate::facts::Facts;
use crate::online::Place;
use crate::output::table;
use crate::problem::Problem;
use crate::speech::Speech;
use crate::{check_out, show};
use domicile_workstation::overview::{ProductState, ProductView};
use domicile_workstation::present::USUAL_DAYS;
use jiff::Timestamp;
use serde_json::{Value, json};

/// One verb of the noun.
pub(crate) async fn run(place: &Place<'_>, verb: &LicenceVerb) -> Result<Answer, Box<Problem>> {
    match verb {
        LicenceVerb::List { only } => Ok(list(place.speech, &place.local_facts().await, *only)),
        LicenceVerb::Show { product } => show::run(place.speech, &place.local_facts().await, product),
        LicenceVerb::CheckOut { product, days, user, output } => {
            check_out::take(place, product, days.unwrap_or(USUAL_DAYS), user.as_deref(), output.as_deref()).await
        }
        LicenceVerb::Return { product, output } => check_out::give_back(place, product, output.as_deref()).await,
        LicenceVerb::Open { file } => check_out::open(place, file).await,
        LicenceVerb::Export { request, output } => check_out::export(place, request, output).await,
    }
}

fn is_problem(it: &ProductView) -> bool {
    matches!(it.state, ProductState::Denied | ProductState::Unknown)
}

/// The licences as a whole, for machines. *Not known* is said where there is no policy to tell.
pub(crate) fn summary(facts: &Facts) -> Value {
    let (licences, policy) = (&facts.overview.licences, facts.policy());
    let problems = licences.products.iter().filter(|it| is_problem(it)).count();
    let ready = licences.products.len() - problems;
    json!({
        "ready": ready,
        "problems": problems,
        "policyState": licences.policy_state,
        "policyVersion": policy.version,
        "policyValidUntil": time_or_unknown(policy.valid_until),
        "signInAgainBy": time_or_unknown(facts.sign_in_by()),
        "contractEnds": contract_ends(facts),
        "refreshed": time(policy.refreshed),
    })
}

/// The earliest contract end among what is ready: `null` is "no end", `"unknown"` is nothing to tell from.
fn contract_ends(facts: &Facts) -> Value {
    let ready: Vec<_> = facts.policy().products.iter().filter(|it| it.may_run()).collect();
    if ready.is_empty() {
        return time_or_unknown(None);
    }
    time(ready.iter().filter_map(|it| it.contract_ends).min())
}

fn list(speech: &Speech, facts: &Facts, only: Option<Only>) -> Answer {
    let licences = &facts.overview.licences;
    let shown: Vec<&ProductView> = licences.products.iter().filter(|it| only.is_none() || is_problem(it)).collect();
    let of = |id: &str| facts.policy().products.iter().find(|it| it.id == id);
    let ends = |id: &str| -> Option<Timestamp> { of(id)?.contract_ends };
    let items: Vec<Value> = shown
        .iter()
        .map(|it| {
            json!({
                "id": it.id, "name": it.name, "state": it.state, "code": it.code, "label": it.label, "why": it.why,
                "contractEnds": time(ends(&it.id)),
                "checkedOutUntil": time(of(&it.id).and_then(|it| it.checked_out_until)),
            })
        })
        .collect();
    let mut parts = vec![licences.headline.clone()];
    parts.extend(licences.detail.clone());
    if !shown.is_empty() {
        let head = ["cli-head-product", "cli-head-licence-state", "cli-head-until", "cli-head-why"].map(|it| speech.text(it));
        let rows = shown.iter().map(|it| vec![it.id.clone(), it.label.clone(), it.until.clone(), it.why.clone()]);
        parts.push(String::new());
        parts.push(table(&[head.to_vec()].into_iter().chain(rows).collect::<Vec<_>>()));
        parts.push(String::new());
    } else if !licences.products.is_empty() {
        parts.push(speech.text("cli-licences-no-problems"));
    }
    parts.extend(check_out::here_in_words(speech, facts));
    parts.push(speech.with("cli-policy-valid-until", &[("date", &licences.valid_until)]));
    parts.push(speech.with("cli-licences-sign-in-by", &[("date", &licences.sign_in_by)]));
    parts.push(speech.with("cli-contract-ends", &[("date", &licences.contract_ends)]));
    // What stands here is as old as the last refresh, whatever the service would say now.
    let answer = Answer::new("licence-list", facts.policy().refreshed).field("licences", summary(facts)).field("items", items);
    let answer = answer.field("checkOuts", check_out::here(facts));
    let answer = answer.text(parts.join("\n"));
    let fine = matches!(licences.policy_state.as_str(), "valid");
    if fine { answer } else { answer.note(speech.next("domicile refresh")) }
}
