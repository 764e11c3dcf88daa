//! `domicile licence show PRODUCT`: one product with its dates, and the rules behind the answer. From the licence file on this computer.

use crate::answer::{Answer, time};
use crate::exit::Exit;
use crate::explain;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::suggest::closest;
use domicile_workstation::overview::DoView;
use domicile_workstation::present::Say;
use serde_json::json;

pub(crate) fn run(say: Say<'_>, snapshot: &Snapshot, product: &str) -> Result<Answer, Box<Problem>> {
    let licences = &snapshot.overview().licences;
    let shown = licences.products.iter().find(|it| it.id == product);
    let now = snapshot.policy().products.iter().find(|it| it.id == product);
    let (Some(shown), Some(now)) = (shown, now) else { return Err(no_such_product(say, snapshot, product)) };
    let why = &now.why;
    let licence = json!({
        "id": shown.id, "name": shown.name, "state": shown.state, "code": shown.code, "label": shown.label, "why": shown.why,
        "mayRun": now.may_run(), "contractStarts": time(now.contract_starts), "contractEnds": time(now.contract_ends),
        "graceEnds": time(why.grace_ends), "checkedOutUntil": time(why.checked_out_until), "policyValidUntil": time(why.valid_until),
        "chain": explain::chain(why.chain.iter().copied()), "fix": explain::fix(why.fix),
    });
    let until = Some(shown.until.clone()).filter(|it| !it.is_empty());
    let mut lines =
        vec![format!("{}: {}", shown.name, [Some(shown.label.clone()), until].into_iter().flatten().collect::<Vec<_>>().join(", "))];
    lines.extend(explain::lines(&shown.explanation));
    lines.extend(licences.valid_until.as_ref().map(|date| say.with("cli-policy-valid-until", &[("date", date)])));
    Ok(Answer::new("licence-show", snapshot.policy().refreshed).field("licence", licence).text(lines.join("\n")))
}

/// The licence file does not name it, or there is none that could.
fn no_such_product(say: Say<'_>, snapshot: &Snapshot, product: &str) -> Box<Problem> {
    let licences = &snapshot.overview().licences;
    let meant = closest(product, licences.products.iter().map(|it| it.id.as_str()));
    let next = match meant.as_slice() {
        [only] => format!("domicile licence show {only}"),
        _ if licences.products.is_empty() => "domicile refresh".to_owned(),
        _ => "domicile licence list".to_owned(),
    };
    let why = match meant.as_slice() {
        [] => licences.headline.clone(),
        several => say.with("cli-usage-meant", &[("names", &several.join(", "))]),
    };
    let what = say.with("cli-error-no-such-product-what", &[("product", product)]);
    let mut problem = Problem::new(Exit::Blocked, "no_such_product", what, why, vec![DoView::you(next)]);
    problem.facts.insert("didYouMean".to_owned(), meant.into());
    problem
}
