//! `domicile`: what the window and the tray can do, for terminals, scripts and machines without a display. Links no window library.
//!
//! What lives here: reading the command line, one file per noun, text and JSON. What does not: what a sentence about the person
//! says (`domicile_workstation::present`), and what really happens (`domicile_workstation::desk`).

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may"))]

mod account;
mod answer;
mod arguments;
mod check;
mod check_out;
mod exit;
mod facts;
mod help;
mod inbox;
mod journey;
mod licence;
mod limits;
mod logs;
mod looking_after;
mod message;
mod online;
mod open;
mod output;
mod person;
mod problem;
mod reasons;
mod refresh;
mod request;
mod session;
mod show;
mod speech;
mod status;
mod transfer;
mod version;
mod wishes;

use answer::Answer;
use arguments::{Arguments, Global, Verb};
use clap::Parser;
use clap::error::ErrorKind;
use domicile_words::Language;
use jiff::Timestamp;
use output::Output;
use problem::Problem;
use speech::Speech;
use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    let code = match Arguments::try_parse_from(&line) {
        Ok(arguments) => {
            let speech = Speech::new(arguments.global.lang, Timestamp::now());
            let output = Output::new(&arguments.global);
            show(run(arguments, &speech, &output), &speech, &output)
        }
        Err(error) => not_a_verb(&line, &error),
    };
    ExitCode::from(code)
}

fn run(arguments: Arguments, speech: &Speech, output: &Output) -> Result<Answer, Box<Problem>> {
    if arguments.version {
        return Ok(version::run(speech));
    }
    match arguments.verb.unwrap_or_else(|| Verb::Status(arguments::StatusArguments::default())) {
        // A licensed product asks this at its start: no runtime, no password store, hardly a message.
        Verb::Check(asked) => Ok(check::run(speech, &asked)),
        Verb::Version => Ok(version::run(speech)),
        Verb::Help { topic } => help::run(speech, &topic),
        Verb::Open { screen } => open::run(speech, screen),
        verb => {
            logs::start();
            online::run(verb, &arguments.global, speech, output)
        }
    }
}

fn show(result: Result<Answer, Box<Problem>>, speech: &Speech, output: &Output) -> u8 {
    match result {
        Ok(answer) => output.answer(&answer),
        Err(problem) => output.problem(&problem, speech),
    }
}

/// Help that was asked for, or wrong usage. The global arguments count as far as they can be made out.
fn not_a_verb(line: &[OsString], error: &clap::Error) -> u8 {
    let words: Vec<_> = line.iter().skip(1).map(|it| it.to_string_lossy()).take_while(|it| it != "--").collect();
    let has = |name: &str| words.iter().any(|it| it == name);
    let lang = words.iter().enumerate().find_map(|(at, it)| match it.strip_prefix("--lang=") {
        Some(tag) => Language::parse(tag),
        None if it == "--lang" => words.get(at + 1).and_then(|tag| Language::parse(tag)),
        None => None,
    });
    let global = Global { json: has("--json"), quiet: has("--quiet"), no_color: has("--no-color"), lang, ..Global::default() };
    let (speech, output) = (Speech::new(lang, Timestamp::now()), Output::new(&global));
    if error.kind() == ErrorKind::DisplayHelp {
        let page = help::page(&speech, line.iter().cloned());
        let answer = page.map(|text| Answer::new("help", Some(speech.now())).field("text", text.clone()).text(text));
        return show(answer.map_err(|error| help::wrong_usage(&speech, &error)), &speech, &output);
    }
    show(Err(help::wrong_usage(&speech, error)), &speech, &output)
}
