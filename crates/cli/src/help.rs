//! Help in the person's language: descriptions from `help-<verb>`, of arguments from `help-arg-<name>` (or
//! `help-arg-<verb>-<name>` where a name means different things), examples first; the verbs in groups. Also the table of exit codes, and what words mean (`terms`).

use crate::answer::Answer;
use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::output::table;
use crate::problem::Problem;
use crate::terms;
use crate::usage::{argument_id, wrong_usage};
use clap::{Command, CommandFactory, error::ErrorKind};
use domicile_workstation::present::Say;
use serde_json::json;
use std::ffi::OsString;

const TEMPLATE: &str = "{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}";
/// The verbs, by whom they are for. Each group's heading is `help-group-<name>`.
const GROUPS: [(&str, &[&str]); 4] = [
    ("you", &["status", "login", "logout", "whoami", "account", "admin-contact"]),
    ("move", &["journey", "request", "message", "transfer", "invitation", "leave"]),
    ("administrators", &["inbox", "person"]),
    ("computer", &["refresh", "licence", "check", "open", "version", "help"]),
];
/// What clap says itself, and our message for it.
const CLAP_SAYS: [(&str, &str); 6] = [
    ("\nUsage:", "cli-head-usage"),
    ("\nCommands:", "cli-head-commands"),
    ("\nArguments:", "cli-head-arguments"),
    ("\nOptions:", "cli-head-options"),
    ("Print help", "help-arg-help"),
    ("possible values:", "cli-possible-values"),
];
/// After the verb's own arguments.
const GLOBAL_LAST: usize = 100;

/// `domicile help [TOPIC]...`
pub(crate) fn run(say: Say<'_>, topic: &[String]) -> Result<Answer, Box<Problem>> {
    if topic == ["exit-codes"] {
        return Ok(exit_codes(say));
    }
    if let Some(answer) = terms::run(say, topic) {
        return Ok(answer);
    }
    let words = [OsString::from("domicile")].into_iter().chain(topic.iter().map(OsString::from)).chain([OsString::from("--help")]);
    let line: Vec<OsString> = words.collect();
    match page(say, line.iter().cloned()) {
        Ok(text) => Ok(Answer::new("help", Some(say.now())).field("text", text.clone()).text(text)),
        Err(error) => Err(wrong_usage(say, Arguments::command(), &line, &error)),
    }
}

/// The page of help that a command line asks for.
pub(crate) fn page(say: Say<'_>, line: impl IntoIterator<Item = OsString>) -> Result<String, clap::Error> {
    let asked = with_words(Arguments::command(), "", say).try_get_matches_from(line);
    match asked {
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            let page = error.render().to_string();
            Ok(CLAP_SAYS.iter().fold(page.trim_end().to_owned(), |page, (theirs, ours)| {
                let line = if theirs.starts_with('\n') { "\n" } else { "" };
                page.replace(theirs, &format!("{line}{}", say.text(ours)))
            }))
        }
        Err(error) => Err(error),
        Ok(_) => Ok(String::new()),
    }
}

fn exit_codes(say: Say<'_>) -> Answer {
    let meaning = |it: Exit| say.text(&format!("exit-{}", it.code()));
    let mut rows = vec![vec![say.text("cli-head-exit"), say.text("cli-head-meaning")]];
    rows.extend(Exit::ALL.map(|it| vec![it.code().to_string(), meaning(it)]));
    let codes: Vec<_> = Exit::ALL.iter().map(|it| json!({ "code": it.code(), "meaning": meaning(*it) })).collect();
    Answer::new("exit-codes", Some(say.now())).field("exitCodes", codes).text(table(&rows))
}

/// The page of the program itself: its verbs in groups, which the parser knows nothing of.
fn grouped(command: &Command, say: Say<'_>) -> String {
    let width = command.get_subcommands().map(|it| it.get_name().len()).max().unwrap_or(0);
    let line = |name: &&str| {
        let about = say.text(&format!("help-{name}"));
        // What follows an empty line is for the verb's own page.
        format!("  {name:width$}  {}", about.lines().next().unwrap_or_default())
    };
    let group = |(name, verbs): &(&str, &[&str])| {
        let heading = say.text(&format!("help-group-{name}"));
        [vec![heading], verbs.iter().map(line).collect()].concat().join("\n")
    };
    let groups = GROUPS.iter().map(group).collect::<Vec<_>>().join("\n\n");
    format!("{{about}}\n\n{{before-help}}{{usage-heading}} {{usage}}\n\n{groups}\n\n{}\n{{options}}", say.text("cli-head-options"))
}

/// Puts the words on a command and everything below it. `path` is `request-new` for `domicile request new`.
fn with_words(command: Command, path: &str, say: Say<'_>) -> Command {
    let own = if path.is_empty() { "domicile" } else { path };
    let about = say.text(&format!("help-{own}"));
    let template = if path.is_empty() { grouped(&command, say) } else { TEMPLATE.to_owned() };
    let command = command.about(about).help_template(template).mut_args(|arg| {
        let text = say.text(&argument_id(say, path, arg.get_id().as_str()));
        let arg = arg.help(text);
        if arg.is_global_set() { arg.display_order(GLOBAL_LAST) } else { arg }
    });
    let examples = format!("help-{own}-examples");
    let command = if say.words().has(&examples) {
        let lines: Vec<String> = say.text(&examples).lines().map(|it| format!("  {it}")).collect();
        command.before_help(format!("{}\n{}", say.text("cli-examples"), lines.join("\n")))
    } else {
        command
    };
    command.mut_subcommands(|inner| {
        let name = inner.get_name().to_owned();
        let path = if path.is_empty() { name } else { format!("{path}-{name}") };
        with_words(inner, &path, say)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::speak_in;

    fn walk(command: &Command, path: &str, say: Say<'_>, lacking: &mut Vec<String>) {
        let own = if path.is_empty() { "domicile" } else { path };
        let ids = [format!("help-{own}")].into_iter().chain(command.get_arguments().map(|it| argument_id(say, path, it.get_id().as_str())));
        lacking.extend(ids.filter(|it| !say.words().has(it)));
        for inner in command.get_subcommands() {
            let path = if path.is_empty() { inner.get_name().to_owned() } else { format!("{path}-{}", inner.get_name()) };
            walk(inner, &path, say, lacking);
        }
    }

    #[test]
    fn every_verb_is_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, verbs)| verbs.iter().copied()).collect();
        let command = Arguments::command();
        let mut verbs: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        grouped.sort_unstable();
        verbs.sort_unstable();
        assert_eq!(grouped, verbs);
    }

    #[test]
    fn every_verb_and_argument_is_explained_and_every_exit_code() {
        let say = speak_in(domicile_words::Language::En);
        let mut lacking = Vec::new();
        walk(&Arguments::command(), "", say, &mut lacking);
        lacking.extend(Exit::ALL.map(|it| format!("exit-{}", it.code())).into_iter().filter(|it| !say.words().has(it)));
        assert_eq!(lacking, Vec::<String>::new());
    }
}
