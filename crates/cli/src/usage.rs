//! Wrong usage in the person's language: what was typed and is not understood, what was meant, and a command that goes on from there. What
//! the parser says itself is never shown: it speaks English only.

use crate::exit::Exit;
use crate::problem::Problem;
use crate::suggest::closest;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use domicile_workstation::overview::DoView;
use domicile_workstation::present::Say;
use serde_json::Value;
use std::ffi::OsString;

/// Words that other programs have for our verbs, and that are no slip of the finger.
const ALSO: [(&str, &str); 9] = [
    ("signin", "login"),
    ("sign-in", "login"),
    ("signout", "logout"),
    ("sign-out", "logout"),
    ("sync", "refresh"),
    ("user", "person"),
    ("users", "person"),
    ("people", "person"),
    ("admins", "admin-contact"),
];

/// A command line that cannot be understood. `root` is the whole grammar, `line` begins with the program.
pub(crate) fn wrong_usage(say: Say<'_>, mut root: Command, line: &[OsString], error: &clap::Error) -> Box<Problem> {
    root.build();
    let words: Vec<String> = line.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    let at = Place::of(&root, &words);
    let found = Found { say, words: &words, at, error };
    let told = match error.kind() {
        ErrorKind::InvalidSubcommand => found.command(&found.text(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => found.argument(),
        ErrorKind::MissingRequiredArgument => found.missing(),
        ErrorKind::InvalidValue if found.text(ContextKind::InvalidValue).is_empty() => found.without_value(),
        ErrorKind::NoEquals => found.without_value(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => found.value(),
        ErrorKind::ArgumentConflict => found.conflict(),
        ErrorKind::InvalidUtf8 => Told::of("not_text", say.text("cli-usage-not-text")),
        // None of our verbs takes a fixed number of values, and a noun alone lists what there is.
        _ => Told::of("other", say.text("cli-usage-other")),
    };
    found.problem(told)
}

/// A verb that a noun does not have; `None` where nothing comes near, so that it was no slip.
pub(crate) fn unknown_verb(say: Say<'_>, noun: Command, typed: &str) -> Option<Box<Problem>> {
    let words = ["domicile", noun.get_name(), typed].map(str::to_owned);
    let mut root = Command::new("domicile").subcommand(noun);
    root.build();
    let error = clap::Error::new(ErrorKind::InvalidSubcommand);
    let found = Found { say, words: &words, at: Place::of(&root, &words), error: &error };
    let told = found.command(typed);
    (!told.meant.is_empty()).then(|| found.problem(told))
}

/// The message that describes an argument: that of this verb, or the one of its name.
pub(crate) fn argument_id(say: Say<'_>, path: &str, name: &str) -> String {
    let name = name.replace('_', "-");
    let own = format!("help-arg-{path}-{name}");
    if say.words().has(&own) { own } else { format!("help-arg-{name}") }
}

/// How far a command line is understood.
struct Place<'a> {
    command: &'a Command,
    root: &'a Command,
    /// The verbs that were found, after the program's name.
    verbs: Vec<&'a str>,
    /// Where the next word stands that is neither a verb nor an option.
    next: usize,
}

impl<'a> Place<'a> {
    fn of(root: &'a Command, words: &[String]) -> Self {
        let (mut command, mut verbs, mut at) = (root, Vec::new(), 1);
        while let Some(word) = words.get(at) {
            if word == "--" {
                break;
            }
            if word.starts_with('-') {
                let has_value = option(command, root, word).is_some_and(|it| it.get_action().takes_values());
                at += if has_value && !word.contains('=') { 2 } else { 1 };
                continue;
            }
            let Some(inner) = command.find_subcommand(word) else { break };
            verbs.push(inner.get_name());
            command = inner;
            at += 1;
        }
        Self { command, root, verbs, next: at }
    }

    /// `domicile request new`
    fn spoken(&self) -> String {
        [&["domicile"], self.verbs.as_slice()].concat().join(" ")
    }

    /// `domicile help request new`
    fn help(&self) -> String {
        [&["domicile", "help"], self.verbs.as_slice()].concat().join(" ")
    }

    fn options(&self) -> impl Iterator<Item = String> + '_ {
        let all = self.command.get_arguments().chain(self.root.get_arguments().filter(|it| it.is_global_set()));
        all.filter_map(|it| it.get_long().map(|it| format!("--{it}")))
    }

    fn subcommands(&self) -> impl Iterator<Item = &'a str> + 'a {
        self.command.get_subcommands().map(Command::get_name)
    }

    /// An argument as the parser writes it: `--hint <EMAIL>` or `<PRODUCT>`.
    fn argument(&self, written: &str) -> Option<&'a Arg> {
        if written.starts_with('-') {
            return option(self.command, self.root, written.split([' ', '=']).next().unwrap_or(written));
        }
        let name = bare(written);
        self.command.get_positionals().find(|it| shown(it) == name)
    }
}

fn option<'a>(command: &'a Command, root: &'a Command, word: &str) -> Option<&'a Arg> {
    let name = word.split('=').next().unwrap_or(word);
    let is_it = |it: &&Arg| {
        it.get_long().is_some_and(|long| name.strip_prefix("--") == Some(long))
            || it.get_short().is_some_and(|short| name.strip_prefix('-') == Some(short.to_string().as_str()))
    };
    command.get_arguments().find(is_it).or_else(|| root.get_arguments().find(is_it))
}

/// `<ROLES>...` as people read it: `ROLES`.
fn bare(written: &str) -> &str {
    written.trim_matches(|it| matches!(it, '<' | '>' | '[' | ']' | '.'))
}

fn shown(argument: &Arg) -> String {
    argument.get_value_names().and_then(|it| it.first()).map_or_else(|| argument.get_id().as_str().to_uppercase(), ToString::to_string)
}

/// What there is to say.
struct Told {
    /// For machines.
    kind: &'static str,
    what: String,
    why: String,
    /// What may have been meant, best first.
    meant: Vec<String>,
    /// What to type.
    next: Vec<String>,
}

impl Told {
    fn of(kind: &'static str, what: String) -> Self {
        Self { kind, what, why: String::new(), meant: Vec::new(), next: Vec::new() }
    }
}

/// An error of the parser, and where it happened.
struct Found<'a> {
    say: Say<'a>,
    words: &'a [String],
    at: Place<'a>,
    error: &'a clap::Error,
}

impl Found<'_> {
    fn text(&self, kind: ContextKind) -> String {
        self.all(kind).into_iter().next().unwrap_or_default()
    }

    fn all(&self, kind: ContextKind) -> Vec<String> {
        match self.error.get(kind) {
            Some(ContextValue::String(one)) => vec![one.clone()],
            Some(ContextValue::Strings(all)) => all.clone(),
            _ => Vec::new(),
        }
    }

    /// A verb that is none.
    fn command(&self, typed: &str) -> Told {
        let spoken = format!("{} {typed}", self.at.spoken());
        let mut told = Told::of("unknown_command", self.say.with("cli-usage-command", &[("typed", &spoken)]));
        told.meant = closest(typed, self.at.subcommands()).into_iter().map(str::to_owned).collect();
        let also = ALSO.iter().find(|(theirs, _)| *theirs == typed.to_lowercase()).map(|(_, ours)| *ours);
        if let Some(ours) = also.filter(|it| self.at.subcommands().any(|there| there == *it) && !told.meant.iter().any(|there| there == it))
        {
            told.meant.insert(0, ours.to_owned());
        }
        if told.meant.is_empty() {
            told.meant = self.below(typed);
        }
        if told.meant.is_empty() && !self.at.verbs.is_empty() {
            let all: Vec<&str> = self.at.subcommands().collect();
            told.why = self.say.with("cli-usage-there-are", &[("names", &all.join(", "))]);
        }
        told.next = self.corrected(typed, &told.meant);
        told
    }

    /// Verbs of a noun that are asked for without it: `approve` is `inbox approve`.
    fn below(&self, typed: &str) -> Vec<String> {
        let inner = self.at.command.get_subcommands().flat_map(|noun| noun.get_subcommands().map(move |verb| (noun, verb)));
        let fits = inner.filter(|(_, verb)| verb.get_name() == typed.to_lowercase());
        fits.map(|(noun, verb)| format!("{} {}", noun.get_name(), verb.get_name())).take(3).collect()
    }

    /// An option that is none, or a word more than there may be.
    fn argument(&self) -> Told {
        let typed = self.text(ContextKind::InvalidArg);
        if typed.starts_with('-') {
            let name = typed.split('=').next().unwrap_or(&typed);
            let what = self.say.with("cli-usage-option", &[("command", &self.at.spoken()), ("typed", name)]);
            let mut told = Told::of("unknown_option", what);
            let all: Vec<String> = self.at.options().collect();
            told.meant = closest(name, all.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
            told.next = self.corrected(&typed, &told.meant);
            if told.meant.is_empty() {
                let deeper =
                    |it: &&Command| it.get_arguments().any(|it| it.get_long().is_some_and(|it| name.strip_prefix("--") == Some(it)));
                let verb = self.at.command.get_subcommands().find(deeper);
                told.next = verb.map(|it| format!("{} {} {name}", self.at.spoken(), it.get_name())).into_iter().collect();
            }
            return told;
        }
        self.word(&typed)
    }

    /// A word more than there may be. A noun that takes a word of its own takes a verb that is none for that word.
    fn word(&self, typed: &str) -> Told {
        let first = self.words.get(self.at.next).cloned().unwrap_or_default();
        if self.at.command.has_subcommands() && !closest(&first, self.at.subcommands()).is_empty() {
            return self.command(&first);
        }
        Told::of("unexpected_argument", self.say.with("cli-usage-extra", &[("command", &self.at.spoken()), ("typed", typed)]))
    }

    fn missing(&self) -> Told {
        let names = self.all(ContextKind::InvalidArg);
        let bare: Vec<&str> = names.iter().map(|it| bare(it)).collect();
        let what = self.say.with("cli-usage-missing", &[("command", &self.at.spoken()), ("argument", &bare.join(", "))]);
        let why = names.iter().filter_map(|it| self.about(it)).collect::<Vec<_>>().join("\n");
        let takes_product = names.iter().any(|it| it.contains("PRODUCT"));
        let next = takes_product.then(|| "domicile licence list".to_owned()).into_iter().chain(self.example()).take(1).collect();
        Told { why, next, ..Told::of("missing_argument", what) }
    }

    fn without_value(&self) -> Told {
        let written = self.text(ContextKind::InvalidArg);
        let name = self.name_of(&written);
        let why = [self.possible(), self.about(&written)].into_iter().flatten().next().unwrap_or_default();
        Told { why, ..Told::of("missing_value", self.say.with("cli-usage-no-value", &[("argument", &name)])) }
    }

    fn value(&self) -> Told {
        let (written, typed) = (self.text(ContextKind::InvalidArg), self.text(ContextKind::InvalidValue));
        let what = self.say.with("cli-usage-value", &[("argument", &self.name_of(&written)), ("typed", &typed)]);
        let mut told = Told::of("invalid_value", what);
        let possible = self.all(ContextKind::ValidValue);
        told.meant = closest(&typed, possible.iter().map(String::as_str)).into_iter().map(str::to_owned).collect();
        told.next = self.corrected(&typed, &told.meant);
        told.why =
            [self.possible().filter(|_| told.meant.is_empty()), self.about(&written)].into_iter().flatten().next().unwrap_or_default();
        told
    }

    fn conflict(&self) -> Told {
        let verb = self.text(ContextKind::InvalidSubcommand);
        if !verb.is_empty() {
            return self.word(&verb);
        }
        let (one, others) = (self.name_of(&self.text(ContextKind::InvalidArg)), self.all(ContextKind::PriorArg));
        let others: Vec<String> = others.iter().map(|it| self.name_of(it)).collect();
        if others.contains(&one) {
            return Told::of("repeated", self.say.with("cli-usage-twice", &[("argument", &one)]));
        }
        Told::of("conflict", self.say.with("cli-usage-conflict", &[("argument", &one), ("other", &others.join(", "))]))
    }

    /// `--hint` or `PRODUCT`.
    fn name_of(&self, written: &str) -> String {
        if written.starts_with('-') {
            written.split([' ', '=', '[']).next().unwrap_or(written).to_owned()
        } else {
            bare(written).to_owned()
        }
    }

    /// "There are: …", where only some values are possible.
    fn possible(&self) -> Option<String> {
        let all = self.all(ContextKind::ValidValue);
        (!all.is_empty()).then(|| self.say.with("cli-usage-there-are", &[("names", &all.join(", "))]))
    }

    /// What an argument is for.
    fn about(&self, written: &str) -> Option<String> {
        let argument = self.at.argument(written)?;
        let id = argument_id(self.say, &self.at.verbs.join("-"), argument.get_id().as_str());
        let about = self.say.words().has(&id).then(|| self.say.text(&id))?;
        Some(self.say.with("cli-usage-argument", &[("argument", &self.name_of(written)), ("about", &about)]))
    }

    fn example(&self) -> Option<String> {
        let id = format!("help-{}-examples", self.at.verbs.join("-"));
        let examples = self.say.words().has(&id).then(|| self.say.text(&id))?;
        examples.lines().map(str::trim).find(|it| it.starts_with(&self.at.spoken())).map(str::to_owned)
    }

    /// The same line with the word that was meant, where it is clear which.
    fn corrected(&self, typed: &str, meant: &[String]) -> Vec<String> {
        let [only] = meant else { return Vec::new() };
        // Codes are not repeated, and what a shell would read in its own way is not put into its mouth.
        let plain = |it: &String| it.chars().all(|c| c.is_alphanumeric() || "@._+:/=,-".contains(c)) && !it.starts_with("--invitation");
        if !self.words.iter().skip(1).all(plain) {
            return if typed.starts_with('-') { Vec::new() } else { vec![format!("{} {only}", self.at.spoken())] };
        }
        let swapped = self.words.iter().skip(1).map(|word| match word.split_once('=') {
            _ if word == typed => only.clone(),
            Some((name, value)) if name == typed.split('=').next().unwrap_or(typed) => format!("{only}={value}"),
            Some((name, value)) if value == typed => format!("{name}={only}"),
            _ => word.clone(),
        });
        vec![[String::from("domicile")].into_iter().chain(swapped).collect::<Vec<_>>().join(" ")]
    }

    fn problem(&self, told: Told) -> Box<Problem> {
        let Told { kind, what, mut why, meant, next } = told;
        if !meant.is_empty() {
            let meant = self.say.with("cli-usage-meant", &[("names", &meant.join(", "))]);
            why = [meant, why].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n");
        }
        if why.is_empty() {
            why = self.say.text("cli-usage-see-help");
        }
        let next = if next.is_empty() { vec![self.at.help()] } else { next };
        let mut problem = Problem::new(Exit::Usage, "usage", what, why, next.into_iter().map(DoView::you).collect());
        problem.facts.insert("kind".to_owned(), Value::from(kind));
        problem.facts.insert("didYouMean".to_owned(), meant.into());
        problem
    }
}
