//! `domicile licence show PRODUCT`: one product with its dates, and the rules behind the answer. From the licence file on this computer.

use crate::answer::{Answer, time};
use crate::exit::Exit;
use crate::facts::Facts;
use crate::problem::{Problem, Step};
use crate::reasons;
use crate::speech::Speech;
use serde_json::{Map, json};

pub(crate) fn run(speech: &Speech, facts: &Facts, product: &str) -> Result<Answer, Box<Problem>> {
    let licences = &facts.overview.licences;
    let shown = licences.products.iter().find(|it| it.id == product);
    let now = facts.policy().products.iter().find(|it| it.id == product);
    let (Some(shown), Some(now)) = (shown, now) else { return Err(not_there(speech, facts, product)) };
    let why = &now.why;
    let licence = json!({
        "id": shown.id, "name": shown.name, "state": shown.state, "code": shown.code, "label": shown.label, "why": shown.why,
        "mayRun": now.may_run(), "contractStarts": time(now.contract_starts), "contractEnds": time(now.contract_ends),
        "graceEnds": time(why.grace_ends), "checkedOutUntil": time(why.checked_out_until), "policyValidUntil": time(why.valid_until),
        "chain": reasons::chain(why.chain.iter().copied()), "fix": reasons::fix(why.fix),
    });
    let until = Some(shown.until.clone()).filter(|it| !it.is_empty());
    let mut lines =
        vec![format!("{}: {}", shown.name, [Some(shown.label.clone()), until].into_iter().flatten().collect::<Vec<_>>().join(", "))];
    lines.extend(reasons::lines(&shown.explanation));
    lines.push(speech.with("cli-policy-valid-until", &[("date", &licences.valid_until)]));
    Ok(Answer::new("licence-show", facts.policy().refreshed).field("licence", licence).text(lines.join("\n")))
}

/// The licence file does not name it, or there is none that could.
fn not_there(speech: &Speech, facts: &Facts, product: &str) -> Box<Problem> {
    let licences = &facts.overview.licences;
    let next = if licences.products.is_empty() { "domicile refresh" } else { "domicile licence list" };
    Box::new(Problem {
        exit: Exit::Blocked,
        code: "no_such_product".to_owned(),
        what: speech.with("cli-error-no-such-product-what", &[("product", product)]),
        why: licences.headline.clone(),
        next: vec![Step { who: "you", text: next.to_owned(), url: None }],
        request_id: None,
        facts: Map::new(),
    })
}
