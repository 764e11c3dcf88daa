//! `domicile licence …`: the verbs of the noun, and `list`: every product, its state, why, and until when, from the licence file on this
//! computer. The other verbs are in `show`, `forecast` and `check_out`.

#![deny(clippy::wildcard_enum_match_arm)]

mod check_out;
mod forecast;
mod show;

use crate::answer::{Answer, time, time_or_unknown};
use crate::context::Context;
use crate::output::table;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser as _};
use clap::{Subcommand, ValueEnum};
use domicile_model::identifier::trimmed;
use domicile_workstation::overview::{ProductState, ProductView};
use domicile_workstation::present::Say;
use domicile_workstation::present::{FORECAST_DAYS, USUAL_DAYS};
use domicile_workstation::vocabulary::PolicyState;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum LicenceVerb {
    List {
        #[arg(long, value_enum)]
        only: Option<Only>,
    },
    CheckOut {
        #[arg(value_parser = NonEmptyStringValueParser::new().map(|it| trimmed(&it).to_owned()))]
        product: String,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=30))]
        days: Option<u16>,
        #[arg(long, value_name = "ID")]
        user: Option<String>,
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Return {
        #[arg(value_parser = NonEmptyStringValueParser::new().map(|it| trimmed(&it).to_owned()))]
        product: String,
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    #[command(name = "open")]
    Import {
        file: PathBuf,
    },
    Export {
        #[arg(long = "for", value_name = "FILE")]
        request: PathBuf,
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    Show {
        product: String,
    },
    Forecast {
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=366))]
        days: Option<u16>,
        #[arg(long)]
        account: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    Problems,
}

/// One verb of the noun.
pub(crate) async fn run(context: &Context<'_>, verb: &LicenceVerb) -> Result<Answer, Box<Problem>> {
    match verb {
        LicenceVerb::List { only } => Ok(list(context.say, &Snapshot::local(context).await, *only)),
        LicenceVerb::Show { product } => show::run(context.say, &Snapshot::local(context).await, product),
        LicenceVerb::Forecast { days, account: true } => forecast::of_account(context, days.unwrap_or(FORECAST_DAYS)).await,
        LicenceVerb::Forecast { days, account: false } => {
            Ok(forecast::here(context.say, &Snapshot::local(context).await, days.unwrap_or(FORECAST_DAYS)))
        }
        LicenceVerb::CheckOut { product, days, user, output } => {
            check_out::request(context, product, days.unwrap_or(USUAL_DAYS), user.as_deref(), output.as_deref()).await
        }
        LicenceVerb::Return { product, output } => check_out::return_(context, product, output.as_deref()).await,
        LicenceVerb::Import { file } => check_out::import(context, file).await,
        LicenceVerb::Export { request, output } => check_out::export(context, request, output).await,
    }
}

fn is_problem(it: &ProductView) -> bool {
    matches!(it.state, ProductState::Denied | ProductState::Unknown)
}

/// The licences as a whole, for machines. *Not known* is said where there is no policy to tell.
pub(crate) fn summary(snapshot: &Snapshot) -> Value {
    let (licences, policy) = (&snapshot.overview().licences, snapshot.policy());
    let problems = licences.products.iter().filter(|it| is_problem(it)).count();
    let ready = licences.products.len() - problems;
    json!({
        "ready": ready,
        "problems": problems,
        "policyState": licences.policy_state,
        "policyVersion": policy.version,
        "policyValidUntil": time_or_unknown(policy.valid_until),
        "signInAgainBy": time_or_unknown(snapshot.sign_in_by()),
        "contractEnds": contract_ends(snapshot),
        "refreshed": time(policy.refreshed),
    })
}

/// The earliest contract end among what is ready: `null` is "no end", `"unknown"` is nothing to tell from.
fn contract_ends(snapshot: &Snapshot) -> Value {
    let ready: Vec<_> = snapshot.policy().products.iter().filter(|it| it.may_run()).collect();
    if ready.is_empty() {
        return time_or_unknown(None);
    }
    time(ready.iter().filter_map(|it| it.contract_ends).min())
}

fn list(say: Say<'_>, snapshot: &Snapshot, only: Option<Only>) -> Answer {
    let licences = &snapshot.overview().licences;
    let shown: Vec<&ProductView> = licences.products.iter().filter(|it| only.is_none() || is_problem(it)).collect();
    let of = |id: &str| snapshot.policy().products.iter().find(|it| it.id == id);
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
        let head = ["cli-head-product", "cli-head-licence-state", "cli-head-until", "cli-head-why"].map(|it| say.text(it));
        // The heading says "until", so the date stands alone, but for what only begins.
        let until = |it: &ProductView| {
            let there = of(&it.id).filter(|_| !it.until.is_empty() && it.code != "not_yet_started");
            let at = there.and_then(|there| if it.state == ProductState::Grace { there.why.grace_ends } else { there.contract_ends });
            at.map_or_else(|| it.until.clone(), |at| say.date(at))
        };
        let rows = shown.iter().map(|it| vec![it.id.clone(), it.label.clone(), until(it), it.why.clone()]);
        parts.push(String::new());
        parts.push(table(&[head.to_vec()].into_iter().chain(rows).collect::<Vec<_>>()));
        parts.push(String::new());
    } else if !licences.products.is_empty() {
        parts.push(say.text("cli-licences-no-problems"));
    }
    parts.extend(check_out::here_lines(say, snapshot));
    parts.extend(licences.valid_until.as_ref().map(|date| say.with("cli-policy-valid-until", &[("date", date)])));
    parts.extend(licences.sign_in_by.as_ref().map(|date| say.with("cli-licences-sign-in-by", &[("date", date)])));
    parts.extend(licences.contract_ends.as_ref().map(|date| say.with("cli-contract-ends", &[("date", date)])));
    // What stands here is as old as the last refresh, whatever the service would say now.
    let answer = Answer::new("licence-list", snapshot.policy().refreshed).field("licences", summary(snapshot)).field("items", items);
    let answer = answer.field("checkOuts", check_out::here(snapshot));
    let answer = answer.text(parts.join("\n"));
    let fine = licences.policy_state == PolicyState::Valid;
    if fine { answer } else { answer.next(say, "domicile refresh") }
}
