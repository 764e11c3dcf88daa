//! `domicile check PRODUCT`: may it run here? From the cache alone: no network, no password store, no runtime. Exit 0 or 3, and 2 for a name
//! that the licence file, which lists every product that is sold, does not have: a slip, and no answer about a licence.

use crate::answer::{Answer, time};
use crate::exit::Exit;
use crate::explain;
use crate::suggest::closest;
use clap::Args;
use clap::builder::{NonEmptyStringValueParser, TypedValueParser as _};
use domicile_model::identifier::trimmed;
use domicile_policy::cache::Reading;
use domicile_policy::claims::Reason;
use domicile_policy::decide::{Decision, State};
use domicile_policy::root::{self, Root};
use domicile_policy::time::Clock;
use domicile_workstation::data_dir::{DataDir, Environment};
use domicile_workstation::present::Say;
use domicile_workstation::present::why::About;
use domicile_workstation::state::Why;
use jiff::Timestamp;
use serde_json::Value;

#[derive(Debug, Clone, Args)]
pub(crate) struct CheckArguments {
    #[arg(value_parser = NonEmptyStringValueParser::new().map(|it| trimmed(&it).to_owned()))]
    pub(crate) product: String,
    #[arg(long, value_name = "V")]
    pub(crate) version: Option<String>,
    #[arg(long)]
    pub(crate) explain: bool,
}

pub(crate) fn run(say: Say<'_>, arguments: &CheckArguments) -> Answer {
    let home = DataDir::locate(&Environment::of_process()).ok();
    // Without a place for files there is no licence file, and a product gets its plain answer all the same.
    let reading = home.map(|it| {
        let location = it.location();
        let cache = location.to_read();
        cache.read(&Root::compiled_in(), &Clock::system(), location.machine_id(&cache))
    });
    answer(say, arguments, reading.as_ref())
}

fn answer(say: Say<'_>, arguments: &CheckArguments, reading: Option<&Reading>) -> Answer {
    let policy = reading.and_then(|it| it.policy.as_ref());
    let version = arguments.version.as_deref();
    let decision = reading.map_or_else(Decision::no_policy, |it| it.decide(&arguments.product, version));
    let (state, may_run) = (decision.state, decision.may_run);
    let reason = decision.reason.map(|it| it.as_str());
    let name = policy.and_then(|it| it.entitlement(&arguments.product)).map(|it| it.name.as_str());
    let moment = |of: fn(&Decision) -> Option<i64>| of(&decision).and_then(|it| Timestamp::from_second(it).ok());
    let contract_ends = moment(|it| it.contract_ends);
    let grace_ends = moment(|it| it.grace_ends);
    let valid_until = moment(|it| it.policy_valid_until);
    let known = policy.map(|it| it.claims().entitlements.as_slice()).unwrap_or_default();
    // A file that lists nothing knows no names, and one that is over or withdrawn has its own reason.
    let unnamed = !known.is_empty() && !known.iter().any(|it| it.product == arguments.product);
    let unknown = unnamed && decision.reason == Some(Reason::NotOwned);
    let meant = if unnamed { closest(&arguments.product, known.iter().map(|it| it.product.as_str())) } else { Vec::new() };
    let answer = Answer::new("check", Some(say.now()))
        .by_exit_code()
        .field("product", arguments.product.as_str())
        .field("name", name)
        .field("version", version)
        .field("mayRun", may_run)
        .field("state", state.as_str())
        .field("reason", reason)
        .field("problem", reading.map_or(Some("no_home"), |_| unknown.then_some("no_such_product")))
        .field("didYouMean", meant.clone())
        .field("usageType", serde_json::json!(decision.usage_type))
        .field("contractStarts", time(moment(|it| it.contract_starts)))
        .field("contractEnds", time(contract_ends))
        .field("graceEnds", time(grace_ends))
        .field("policyValidUntil", time(valid_until))
        .field("checkedOutUntil", time(moment(|it| it.checked_out_until)))
        .field("chain", explain::chain(decision.trace.chain()))
        .field("fix", explain::fix(decision.fix()))
        .field("policyVersion", policy.map(|it| Value::from(it.claims().version)))
        .field("demoKeys", root::is_demo());
    let product = name.unwrap_or(&arguments.product);
    // Words that only this argument costs.
    let explained = || {
        let why = Why::of(&decision, policy.map(|it| it.claims()), &arguments.product, version);
        explain::lines(&why.explain(About::You { helpers: &[] }, say))
    };
    let explained = if arguments.explain { explained() } else { Vec::new() };
    let date = |moment: Option<Timestamp>| moment.map(|it| say.full_date(it)).unwrap_or_default();
    if unknown {
        let text = say.with("check-no-such-product", &[("product", product)]);
        return hints(answer.text(text).exit(Exit::Usage), say, &meant);
    }
    if !may_run {
        let why = reading.map_or("no_home", |_| reason.unwrap_or(state.as_str()));
        let why = say.text(&format!("check-why-{}", why.replace('_', "-")));
        let text = say.with("check-not", &[("product", product), ("why", &why)]);
        let text = [vec![text], explained].concat().join("\n");
        let answer = hints(answer.text(text).exit(Exit::CheckFailed), say, &meant);
        return match state {
            _ if reading.is_none() => answer.note(say.text("check-next-home")),
            State::ClockSuspect => answer.note(say.text("check-next-clock")),
            State::NotEntitled => answer,
            _ => answer.note(say.text("check-next-refresh")),
        };
    }
    let mut lines = vec![match state {
        State::Grace => say.with("check-grace", &[("product", product), ("until", &date(grace_ends)), ("ended", &date(contract_ends))]),
        State::Trial => say.with("check-trial", &[("product", product)]),
        State::RefreshDue => say.with("check-refresh-due", &[("product", product)]),
        _ => say.with("check-may", &[("product", product)]),
    }];
    if let Some(until) = valid_until {
        lines.push(say.with("check-valid-until", &[("date", &say.day(until))]));
    }
    if contract_ends.is_some() && state != State::Grace {
        lines.push(say.with("check-contract-ends", &[("date", &date(contract_ends))]));
    }
    lines.extend(explained);
    answer.text(lines.join("\n"))
}

/// What may have been meant.
fn hints(answer: Answer, say: Say<'_>, meant: &[&str]) -> Answer {
    match meant {
        [] => answer,
        [only] => {
            let answer = answer.note(say.with("check-meant", &[("names", only)]));
            answer.note(say.with("check-next-product", &[("product", only)]))
        }
        several => answer.note(say.with("check-meant", &[("names", &several.join(", "))])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domicile_words::{Language, Words};

    /// Field case W08d: without a home folder the answer says so, and what to do, as `status` does.
    #[test]
    fn without_a_home_folder_it_says_what_status_says() {
        for language in [Language::En, Language::De, Language::Es] {
            let words = Words::new(language);
            let say = Say::in_system_zone(&words, Timestamp::UNIX_EPOCH);
            let arguments = CheckArguments { product: "bridge-modeler".to_owned(), version: None, explain: false };
            let answer = answer(say, &arguments, None);
            assert_eq!(answer.exit, Exit::CheckFailed);
            assert!(answer.text.ends_with(&say.text("check-why-no-home")), "{}", answer.text);
            assert_eq!(answer.notes, [say.text("check-next-home")]);
            assert!(answer.notes.iter().any(|it| it.contains("DOMICILE_HOME")));
        }
    }
}
