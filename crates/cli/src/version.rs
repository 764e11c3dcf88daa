//! `domicile version`: which build this is, and whose keys it trusts.

use crate::answer::Answer;
use crate::speech::Speech;

pub(crate) fn run(speech: &Speech) -> Answer {
    let (version, demo) = (env!("CARGO_PKG_VERSION"), domicile_policy::root::is_demo());
    let text = speech.with(if demo { "cli-version-demo" } else { "cli-version" }, &[("version", version)]);
    Answer::new("version", Some(speech.now())).field("version", version).field("demoKeys", demo).text(text)
}
