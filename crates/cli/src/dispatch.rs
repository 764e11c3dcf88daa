//! The verbs that need the session or the service: one runtime, one workstation, one limit of time, and Ctrl-C.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::answer::Answer;
use crate::arguments::OnlineVerb;
use crate::context::Context;
use crate::deadline::{Effect, finish, run_within};
use crate::global::Global;
use crate::licence::LicenceVerb;
use crate::output::Output;
use crate::problem::Problem;
use crate::request::RequestVerb;
use crate::session::StoreName;
use crate::snapshot::Snapshot;
use crate::transfer::{InvitationVerb, TransferVerb};
use crate::{account, inbox, journey, licence, message, person, refresh, request, session, status, transfer};
use domicile_workstation::failure::{Cause, Failure};
use domicile_workstation::present::Say;
use domicile_workstation::session::Browser;
use domicile_workstation::settings::StoreChoice;
use domicile_workstation::{Options, Workstation};
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// How long `status` waits for the service before it falls back to the last answer.
const STATUS: Duration = Duration::from_secs(2);
/// How long other verbs wait before they fall back to it.
const BEFORE_THE_LAST: Duration = Duration::from_secs(10);
/// How long a verb may take that asks the service something: longer than one request may, so that its failure is heard.
const ORDINARY: Duration = Duration::from_secs(90);
/// How long Refresh Policy may take.
const REFRESH: Duration = Duration::from_secs(120);
/// How long a person may take to sign in.
const SIGN_IN: Duration = Duration::from_secs(600);
/// Longer than anybody watches.
const UNLIMITED: Duration = Duration::from_secs(365 * 24 * 3600);

/// Runs the verb and shows what came of it. The answer is shown before a renewal of the session is waited for: nobody waits for both.
pub(crate) fn run(
    verb: &OnlineVerb,
    global: &Global,
    say: Say<'static>,
    output: &Output,
    show: impl Fn(Result<Answer, Box<Problem>>) -> u8,
) -> u8 {
    let problem = |failure: &Failure| Problem::of(say, failure).never_locked();
    let unexpected = |reason: String| problem(&Cause::Unexpected { reason }.into());
    let workstation = match open(verb, say) {
        Ok(workstation) => workstation,
        Err(failure) => return show(Err(problem(&failure))),
    };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return show(Err(unexpected(error.to_string()))),
    };
    let limits = time_limits(verb, global.timeout);
    let context = Context { say, output, backend: &workstation, may_ask: !global.no_input, patience: limits.patience };
    let code = runtime.block_on(async {
        let code = show(run_within(say, (limits.deadline, effect(verb)), answer(&context, verb)).await);
        finish(&workstation, say, output).await;
        code
    });
    // A password store that does not answer has a thread that waits for it; the person does not.
    runtime.shutdown_background();
    code
}

/// What a verb leaves where it is stopped.
fn effect(verb: &OnlineVerb) -> Effect {
    match verb {
        OnlineVerb::Status(_)
        | OnlineVerb::Whoami
        | OnlineVerb::Account
        | OnlineVerb::AdminContact
        | OnlineVerb::Journey(_)
        | OnlineVerb::Message { .. } => Effect::Reads,
        OnlineVerb::Login(_)
        | OnlineVerb::Logout
        | OnlineVerb::Request { .. }
        | OnlineVerb::Refresh(_)
        | OnlineVerb::Licence { .. }
        | OnlineVerb::Person(_)
        | OnlineVerb::Inbox { .. }
        | OnlineVerb::Transfer { .. }
        | OnlineVerb::Invitation { .. }
        | OnlineVerb::Leave { .. } => Effect::Changes,
    }
}

async fn answer(context: &Context<'_>, verb: &OnlineVerb) -> Result<Answer, Box<Problem>> {
    if asks_the_service(verb) {
        context.require_service()?;
    }
    match verb {
        OnlineVerb::Status(arguments) => status::run(context.say, &Snapshot::current(context).await, arguments),
        OnlineVerb::Login(arguments) => session::login(context, arguments).await,
        OnlineVerb::Logout => session::logout(context).await,
        OnlineVerb::Whoami => {
            let (snapshot, session) = Snapshot::current_with_session(context).await;
            session::whoami(context, &snapshot, session.as_ref())
        }
        OnlineVerb::Account => account::run(context.say, &Snapshot::current(context).await),
        OnlineVerb::AdminContact => account::administrators(context.say, &Snapshot::current(context).await),
        OnlineVerb::Journey(arguments) => journey::run(context, arguments).await,
        OnlineVerb::Request { verb } => request::run(context, verb.as_ref().unwrap_or(&RequestVerb::List)).await,
        OnlineVerb::Message { to } => message::run(context, *to).await,
        OnlineVerb::Refresh(arguments) => refresh::run(context, arguments).await,
        OnlineVerb::Licence { verb } => licence::run(context, verb.as_ref().unwrap_or(&LicenceVerb::List { only: None })).await,
        OnlineVerb::Person(arguments) => person::run(context, arguments).await,
        OnlineVerb::Inbox { verb } => inbox::run(context, verb.as_ref()).await,
        OnlineVerb::Transfer { verb } => transfer::transfer(context, verb.as_ref().unwrap_or(&TransferVerb::List)).await,
        OnlineVerb::Invitation { verb } => transfer::invitation(context, verb.as_ref().unwrap_or(&InvitationVerb::List)).await,
        OnlineVerb::Leave { yes } => transfer::leave(context, *yes).await,
    }
}

/// Whether a verb is of no use without a service that is known: whether somebody is signed in cannot even be told then.
fn asks_the_service(verb: &OnlineVerb) -> bool {
    match verb {
        // Signing in says itself what is missing; signing out and the licence file need no service.
        OnlineVerb::Login(_) | OnlineVerb::Logout | OnlineVerb::Licence { .. } => false,
        OnlineVerb::Status(_)
        | OnlineVerb::Whoami
        | OnlineVerb::Account
        | OnlineVerb::AdminContact
        | OnlineVerb::Journey(_)
        | OnlineVerb::Request { .. }
        | OnlineVerb::Message { .. }
        | OnlineVerb::Refresh(_)
        | OnlineVerb::Person(_)
        | OnlineVerb::Inbox { .. }
        | OnlineVerb::Transfer { .. }
        | OnlineVerb::Invitation { .. }
        | OnlineVerb::Leave { .. } => true,
    }
}

/// How long a verb may take.
#[derive(Debug, PartialEq, Eq)]
struct TimeLimits {
    /// After this long without an answer of the service the last one is taken.
    patience: Duration,
    /// After this long the verb is ended.
    deadline: Duration,
}

/// `timeout` is what the person asked for.
fn time_limits(verb: &OnlineVerb, timeout: Option<Duration>) -> TimeLimits {
    // Ends by itself when its patience does.
    let falls_back = |usual: Duration| {
        let patience = timeout.unwrap_or(usual);
        TimeLimits { patience, deadline: patience + ORDINARY }
    };
    let ends = |deadline: Duration| TimeLimits { patience: timeout.unwrap_or(ORDINARY), deadline: timeout.unwrap_or(deadline) };
    match verb {
        OnlineVerb::Status(_) => falls_back(STATUS),
        // Ends when the move does, or when nobody watches any more.
        OnlineVerb::Journey(arguments) if arguments.watch => {
            TimeLimits { patience: BEFORE_THE_LAST, deadline: timeout.unwrap_or(UNLIMITED) }
        }
        OnlineVerb::Whoami | OnlineVerb::Account | OnlineVerb::AdminContact | OnlineVerb::Journey(_) | OnlineVerb::Message { .. } => {
            falls_back(BEFORE_THE_LAST)
        }
        OnlineVerb::Login(_) => ends(SIGN_IN),
        // Ends by itself when its waiting is over.
        OnlineVerb::Refresh(arguments) => ends(arguments.wait.map_or(REFRESH, |it| it + ORDINARY)),
        OnlineVerb::Logout
        | OnlineVerb::Request { .. }
        | OnlineVerb::Licence { .. }
        | OnlineVerb::Person(_)
        | OnlineVerb::Inbox { .. }
        | OnlineVerb::Transfer { .. }
        | OnlineVerb::Invitation { .. }
        | OnlineVerb::Leave { .. } => ends(ORDINARY),
    }
}

/// Opens the workstation as the verb wants it.
fn open(verb: &OnlineVerb, say: Say<'_>) -> Result<Workstation, Failure> {
    let mut options = Options::of_process(say.words().language());
    if let OnlineVerb::Login(arguments) = verb {
        options.secret_store = arguments.store.map(|it| match it {
            StoreName::Keychain => StoreChoice::Keychain,
            StoreName::File => StoreChoice::File,
        });
        if arguments.no_browser {
            options.browser = Arc::new(NoBrowser);
        }
    }
    Workstation::open(options)
}

/// Opens nothing: the person gets the address.
struct NoBrowser;

impl Browser for NoBrowser {
    fn open(&self, _url: &str) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::NotFound, "--no-browser"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{Arguments, Verb};
    use clap::Parser;

    /// Patience and deadline, in seconds.
    fn limits(line: &str) -> (u64, u64) {
        let arguments = Arguments::try_parse_from(["domicile"].into_iter().chain(line.split_whitespace())).unwrap();
        let Some(Verb::Online(verb)) = arguments.verb else { panic!("{line} is no verb that needs the service") };
        let limits = time_limits(&verb, arguments.global.timeout);
        (limits.patience.as_secs(), limits.deadline.as_secs())
    }

    #[test]
    fn every_verb_ends_and_a_timeout_is_heeded() {
        for (line, usual, with_timeout_7) in [
            ("status", (2, 92), (7, 97)),
            ("whoami", (10, 100), (7, 97)),
            ("admin-contact", (10, 100), (7, 97)),
            ("account", (10, 100), (7, 97)),
            ("journey", (10, 100), (7, 97)),
            ("journey --watch", (10, 365 * 24 * 3600), (10, 7)),
            ("message support", (10, 100), (7, 97)),
            ("login", (90, 600), (7, 7)),
            ("refresh", (90, 120), (7, 7)),
            ("refresh --wait 20", (90, 110), (7, 7)),
            ("logout", (90, 90), (7, 7)),
            ("request", (90, 90), (7, 7)),
            ("request new", (90, 90), (7, 7)),
            ("licence list", (90, 90), (7, 7)),
            ("licence forecast", (90, 90), (7, 7)),
            ("person a@b.example", (90, 90), (7, 7)),
            ("inbox", (90, 90), (7, 7)),
            ("transfer list", (90, 90), (7, 7)),
            ("invitation list", (90, 90), (7, 7)),
            ("leave", (90, 90), (7, 7)),
        ] {
            assert_eq!((limits(line), limits(&format!("{line} --timeout 7"))), (usual, with_timeout_7), "{line}");
        }
    }
}
