//! What can be typed: verbs, their arguments, and the global ones. Parsing only; the words of the help come from `locales/`
//! (see `help`), which is why nothing here has a description.

use clap::{Args, Parser, Subcommand, ValueEnum};
use domicile_words::Language;
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Parser)]
#[command(name = "domicile", bin_name = "domicile", disable_help_subcommand = true, disable_version_flag = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[arg(short = 'V', long)]
    pub(crate) version: bool,
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,
}

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
    #[arg(long, global = true, value_name = "TIME", value_parser = duration)]
    pub(crate) timeout: Option<Duration>,
    #[arg(long, global = true, value_name = "TAG", value_parser = language)]
    pub(crate) lang: Option<Language>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum Verb {
    #[command(flatten)]
    Online(OnlineVerb),
    #[command(flatten)]
    Offline(OfflineVerb),
}

/// Verbs that need the session or the service.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OnlineVerb {
    Status(StatusArguments),
    Login(LoginArguments),
    Logout,
    Whoami,
    AdminContact,
    Journey,
    #[command(subcommand_required = true, arg_required_else_help = false)]
    Request {
        #[command(subcommand)]
        verb: RequestVerb,
    },
    Message {
        #[arg(value_enum)]
        to: Recipient,
    },
    Refresh(RefreshArguments),
    #[command(subcommand_required = true, arg_required_else_help = false)]
    Licence {
        #[command(subcommand)]
        verb: LicenceVerb,
    },
    Person(PersonArguments),
    Inbox {
        #[command(subcommand)]
        verb: Option<InboxVerb>,
    },
    #[command(subcommand_required = true, arg_required_else_help = false)]
    Transfer {
        #[command(subcommand)]
        verb: TransferVerb,
    },
    #[command(subcommand_required = true, arg_required_else_help = false)]
    Invitation {
        #[command(subcommand)]
        verb: InvitationVerb,
    },
    Leave {
        #[arg(long)]
        yes: bool,
    },
}

/// Verbs that need neither.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OfflineVerb {
    // Beside `licence` in the list of commands: the number that clap counts `person` by (global arguments come first), which stands
    // behind `check` by its name.
    #[command(display_order = 17)]
    Check(CheckArguments),
    Open {
        #[arg(value_enum, default_value = "home")]
        screen: ScreenName,
    },
    Version,
    Help {
        topic: Vec<String>,
    },
}

#[derive(Debug, Clone, Default, Args)]
pub(crate) struct StatusArguments {
    #[arg(long)]
    pub(crate) fresh: bool,
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct LoginArguments {
    #[arg(long, value_name = "EMAIL")]
    pub(crate) hint: Option<String>,
    #[arg(long)]
    pub(crate) device: bool,
    #[arg(long, value_enum)]
    pub(crate) store: Option<StoreName>,
    #[arg(long, conflicts_with = "device")]
    pub(crate) no_browser: bool,
    /// A value would stand in the process list: `-` is stdin, none asks on the terminal.
    #[arg(long, value_name = "-", num_args = 0..=1, default_missing_value = "")]
    pub(crate) invitation: Option<String>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum RequestVerb {
    New(NewRequest),
    List,
    Show {
        id: Option<String>,
    },
    #[command(name = "cancel")]
    Withdraw {
        id: Option<String>,
    },
    Resend {
        id: Option<String>,
        #[arg(long, value_name = "EMAIL|ID")]
        to: Option<String>,
    },
}

#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PersonArguments {
    pub(crate) email: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Option<PersonVerb>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum PersonVerb {
    Add {
        email: String,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    Invite {
        email: String,
        #[command(flatten)]
        terms: OfferedTerms,
    },
    Unlock {
        who: String,
    },
    Lock {
        who: String,
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
    },
    SetCountry {
        who: String,
        country: String,
    },
    SetRole {
        who: String,
        #[arg(required = true)]
        roles: Vec<String>,
    },
    Remove {
        who: String,
        #[arg(long)]
        yes: bool,
    },
    Undo {
        who: String,
    },
}

/// What comes with an offer or an invitation.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct OfferedTerms {
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Option<String>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum InboxVerb {
    List,
    Show {
        id: String,
    },
    Approve {
        id: String,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=30))]
        days: Option<u16>,
    },
    Decline {
        id: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum TransferVerb {
    Offer {
        email: String,
        #[command(flatten)]
        terms: OfferedTerms,
    },
    Accept {
        id: Option<String>,
    },
    Decline {
        id: Option<String>,
    },
    List,
    Revoke {
        id: String,
    },
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum InvitationVerb {
    Accept { id: Option<String> },
    Decline { id: Option<String> },
    List,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct NewRequest {
    #[arg(long, value_enum, default_value = "removal")]
    pub(crate) kind: RequestKind,
    #[arg(long, value_name = "EMAIL|ID")]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct RefreshArguments {
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) wait: Option<Duration>,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum LicenceVerb {
    List {
        #[arg(long, value_enum)]
        only: Option<Only>,
    },
    CheckOut {
        #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
        product: String,
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=30))]
        days: Option<u16>,
        #[arg(long, value_name = "ID")]
        user: Option<String>,
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Return {
        #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
        product: String,
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    #[command(name = "open")]
    Import {
        file: PathBuf,
    },
    Export {
        #[arg(long = "for", value_name = "FILE")]
        request: PathBuf,
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
    },
    Show {
        product: String,
    },
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CheckArguments {
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) product: String,
    #[arg(long, value_name = "V")]
    pub(crate) version: Option<String>,
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoreName {
    Keychain,
    File,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RequestKind {
    Removal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Recipient {
    OldAdmin,
    OldIt,
    NewAdmin,
    Support,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    Problems,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScreenName {
    Home,
    Licences,
    Requests,
    People,
    Settings,
}

fn language(tag: &str) -> Result<Language, String> {
    let all = || Language::ALL.iter().map(|it| it.tag()).collect::<Vec<_>>().join(", ");
    Language::parse(tag).ok_or_else(|| format!("one of: {}", all()))
}

/// `90`, `30s`, `2m`, `1h`, `500ms`: whole numbers, seconds where no unit stands.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<NonZeroU64>().map_err(|_| "a time such as 30s, 2m or 500ms".to_owned())?.get();
    let seconds = |each: u64| number.checked_mul(each).map(Duration::from_secs).filter(|it| it.as_secs() <= 24 * 3600);
    match unit {
        "ms" => Some(Duration::from_millis(number)).filter(|it| it.as_secs() <= 24 * 3600),
        "" | "s" => seconds(1),
        "m" => seconds(60),
        "h" => seconds(3600),
        _ => None,
    }
    .ok_or_else(|| "a time such as 30s, 2m or 500ms, at most 24h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn times_have_units() {
        assert_eq!(duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("1h"), Ok(Duration::from_secs(3600)));
        for wrong in ["", "0", "m", "2d", "-1", "25h", "99999999999999999999h", "1.5s"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}
