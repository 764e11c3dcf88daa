//! `domicile version`: which build this is, whose, and whose keys it trusts.

use crate::answer::Answer;
use domicile_workstation::present::Say;

pub(crate) fn run(say: Say<'_>) -> Answer {
    let (version, demo) = (env!("CARGO_PKG_VERSION"), domicile_policy::root::is_demo());
    let text = say.with(if demo { "cli-version-demo" } else { "cli-version" }, &[("version", version)]);
    let operator = domicile_policy::operator::operator().map(|it| it.name);
    let text = match operator {
        Some(name) => format!("{text}\n{}", say.with("cli-version-operator", &[("operator", name)])),
        None => text,
    };
    Answer::new("version", Some(say.now())).field("version", version).field("demoKeys", demo).field("operator", operator).text(text)
}
