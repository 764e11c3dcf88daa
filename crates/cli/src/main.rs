//! `domicile`: what the window and the tray can do, for terminals, scripts and machines without a display. Links no window library.
//!
//! What lives here: reading the command line, one file per noun, text and JSON. What does not: what a sentence about the person
//! says (`domicile_workstation::present`), and what really happens (`domicile_workstation::backend`).

mod account;
mod admin;
mod answer;
mod arguments;
mod check;
mod context;
mod deadline;
mod dispatch;
mod duration;
mod exit;
mod explain;
mod global;
mod help;
mod inbox;
mod journey;
mod language;
mod licence;
mod logs;
mod message;
mod open;
mod output;
mod person;
mod pick;
mod problem;
mod refresh;
mod request;
mod session;
mod snapshot;
mod status;
mod stdin;
mod suggest;
mod terms;
mod transfer;
mod usage;
mod version;

use answer::Answer;
use arguments::{Arguments, OfflineVerb, OnlineVerb, Verb};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use domicile_words::Language;
use domicile_workstation::present::Say;
use global::Global;
use language::speak;
use output::Output;
use problem::Problem;
use status::StatusArguments;
use std::ffi::OsString;
use std::process::ExitCode;
use usage::wrong_usage;

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let code = match Arguments::try_parse_from(&line) {
        Ok(arguments) => {
            let say = speak(arguments.global.lang);
            let output = Output::new(&arguments.global);
            run(arguments, say, &output)
        }
        Err(error) => show_parse_error(&line, &error),
    };
    ExitCode::from(code)
}

fn run(arguments: Arguments, say: Say<'static>, output: &Output) -> u8 {
    if arguments.version {
        return show(Ok(version::run(say)), say, output);
    }
    match arguments.verb.unwrap_or_else(|| Verb::Online(OnlineVerb::Status(StatusArguments::default()))) {
        Verb::Offline(verb) => show(run_offline(&verb, say), say, output),
        Verb::Online(verb) => {
            logs::start();
            dispatch::run(&verb, &arguments.global, say, output, |result| show(result, say, output))
        }
    }
}

/// No runtime, no password store and hardly a message: licensed products ask `check` at their start.
fn run_offline(verb: &OfflineVerb, say: Say<'_>) -> Result<Answer, Box<Problem>> {
    match verb {
        OfflineVerb::Check(arguments) => Ok(check::run(say, arguments)),
        OfflineVerb::Open { screen } => open::run(say, *screen),
        OfflineVerb::Version => Ok(version::run(say)),
        OfflineVerb::Help { topic } => help::run(say, topic),
    }
}

fn show(result: Result<Answer, Box<Problem>>, say: Say<'_>, output: &Output) -> u8 {
    match result {
        Ok(answer) => output.answer(&answer, say),
        Err(problem) => output.problem(&problem, say),
    }
}

/// Help that was asked for, or wrong usage. The global arguments count as far as they can be made out.
fn show_parse_error(line: &[OsString], error: &clap::Error) -> u8 {
    let words: Vec<_> = line.iter().skip(1).map(|it| it.to_string_lossy()).take_while(|it| it != "--").collect();
    let has = |name: &str| words.iter().any(|it| it == name);
    let lang = words.iter().enumerate().find_map(|(at, it)| match it.strip_prefix("--lang=") {
        Some(tag) => Language::parse(tag),
        None if it == "--lang" => words.get(at + 1).and_then(|tag| Language::parse(tag)),
        None => None,
    });
    let global = Global { json: has("--json"), quiet: has("--quiet"), no_color: has("--no-color"), lang, ..Global::default() };
    let (say, output) = (speak(lang), Output::new(&global));
    if error.kind() == ErrorKind::DisplayHelp {
        let page = help::page(say, line.iter().cloned());
        let answer = page.map(|text| Answer::new("help", Some(say.now())).field("text", text.clone()).text(text));
        return show(answer.map_err(|error| wrong_usage(say, Arguments::command(), line, &error)), say, &output);
    }
    show(Err(wrong_usage(say, Arguments::command(), line, error)), say, &output)
}
