//! The arguments that every verb takes.

use crate::duration::parse_duration;
use clap::Args;
use domicile_words::Language;
use std::time::Duration;

#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Global {
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, global = true)]
    pub(crate) no_color: bool,
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_duration)]
    pub(crate) timeout: Option<Duration>,
    #[arg(long, global = true, value_name = "TAG", value_parser = parse_language)]
    pub(crate) lang: Option<Language>,
}

fn parse_language(tag: &str) -> Result<Language, String> {
    let all = || Language::ALL.iter().map(|it| it.tag()).collect::<Vec<_>>().join(", ");
    Language::parse(tag).ok_or_else(|| format!("one of: {}", all()))
}
