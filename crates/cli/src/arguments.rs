//! What can be typed: the verbs. The arguments of a noun stand beside what it does. Parsing only; the words of the help come from
//! `locales/` (see `help`), which is why nothing here has a description.

use crate::check::CheckArguments;
use crate::global::Global;
use crate::inbox::InboxVerb;
use crate::journey::JourneyArguments;
use crate::licence::LicenceVerb;
use crate::message::Recipient;
use crate::open::ScreenName;
use crate::person::PersonArguments;
use crate::refresh::RefreshArguments;
use crate::request::RequestVerb;
use crate::session::LoginArguments;
use crate::status::StatusArguments;
use crate::transfer::{InvitationVerb, TransferVerb};
use clap::{Parser, Subcommand};

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
    Account,
    AdminContact,
    Journey(JourneyArguments),
    // A noun alone lists what there is.
    Request {
        #[command(subcommand)]
        verb: Option<RequestVerb>,
    },
    Message {
        #[arg(value_enum)]
        to: Recipient,
    },
    Refresh(RefreshArguments),
    Licence {
        #[command(subcommand)]
        verb: Option<LicenceVerb>,
    },
    Person(PersonArguments),
    Inbox {
        #[command(subcommand)]
        verb: Option<InboxVerb>,
    },
    Transfer {
        #[command(subcommand)]
        verb: Option<TransferVerb>,
    },
    Invitation {
        #[command(subcommand)]
        verb: Option<InvitationVerb>,
    },
    Leave {
        #[arg(long)]
        yes: bool,
    },
}

/// Verbs that need neither.
#[derive(Debug, Clone, Subcommand)]
pub(crate) enum OfflineVerb {
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }
}
