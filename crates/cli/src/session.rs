//! `domicile login`, `logout`, `whoami`.

use crate::account;
use crate::admin::is_yes;
use crate::answer::{Answer, time_or_unknown};
use crate::context::Context;
use crate::exit::Exit;
use crate::output::Output;
use crate::problem::Problem;
use crate::refresh;
use crate::snapshot::{MeSource, Snapshot};
use crate::stdin;
use clap::{Args, ValueEnum};
use domicile_workstation::failure::Cause;
use domicile_workstation::invitation::{InvitationCode, Invited};
use domicile_workstation::present::Say;
use domicile_workstation::present::problem::problem as describe;
use domicile_workstation::refresh::Outcome;
use domicile_workstation::session::OnPrompt;
use domicile_workstation::session::{Persistence, SessionInfo, SignInPrompt};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::IsTerminal as _;
use tokio_util::sync::CancellationToken;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoreName {
    Keychain,
    File,
}

/// Signs in, asks who the person is, and refreshes once: a session that cannot be kept has brought the licences at least.
pub(crate) async fn login(context: &Context<'_>, arguments: &LoginArguments) -> Result<Answer, Box<Problem>> {
    let (say, backend) = (context.say, context.backend);
    let (hint, cancel) = (arguments.hint.clone(), CancellationToken::new());
    let prompt = prompt(context, arguments.no_browser);
    let code = match arguments.invitation.as_deref() {
        Some(from) => Some(invitation_code(context, from).await?),
        None => None,
    };
    let who = if let Some(code) = code {
        backend.sign_in_invited(Invited { code, hint, elsewhere: arguments.device }, prompt, cancel).await
    } else if arguments.device {
        backend.sign_in_device(hint, prompt, cancel).await
    } else {
        backend.sign_in_browser(hint, prompt, cancel).await
    };
    let who = who.map_err(|it| context.problem(&it).never_locked())?;
    let me = backend.me().await.map_err(|it| context.problem(&it).never_locked())?;
    refresh::note_owner(context);
    let refreshed = refresh::run_once(context, CancellationToken::new()).await;
    let snapshot =
        Snapshot::of(context, Some(&who), MeSource::Fresh(Box::new(me))).after_refresh(context, &refreshed.outcome, refreshed.before);
    let me = snapshot.require_me()?;
    let (kept, not_kept) = match &who.persistence {
        Persistence::Keychain => ("keychain", None),
        Persistence::File => ("file", None),
        Persistence::ThisProcess(failure) => ("none", Some(failure)),
    };
    let mut lines = vec![say.with("cli-login-done", &[("name", &me.user.display_name), ("email", &me.user.email)])];
    lines.push(match &me.affiliation {
        Some(it) => say.with("cli-account", &[("account", &it.account.name)]),
        None => say.text("cli-account-none"),
    });
    lines.extend(snapshot.overview().refresh.outcome_text.clone());
    lines.extend(snapshot.overview().licences.service_clock.clone());
    let mut answer = snapshot
        .answer("login")
        .field("user", user(me))
        .field("account", account::document(&snapshot))
        .field("kept", kept)
        .field("notKeptBecause", not_kept.map(|it| it.code().to_owned()))
        .field("signInAgainBy", time_or_unknown(who.sign_in_by))
        .field("refresh", refreshed.document(&snapshot))
        .text(lines.join("\n"));
    // Where the issuer's own answer names nobody, the service's does.
    let hinted = arguments.hint.as_deref().filter(|it| who.email.is_none() && it.trim().to_lowercase() != me.user.email.to_lowercase());
    if let Some(hinted) = hinted {
        answer = answer.note(say.with("cli-login-not-as-hinted", &[("hinted", hinted), ("came", &me.user.email)]));
    }
    if let Some(failure) = not_kept {
        let shown = describe(failure, say);
        // What is here is what was read back, whatever was meant to be saved.
        let here = if snapshot.policy().can_work() { "cli-login-not-kept-do" } else { "cli-login-not-kept-again" };
        answer = answer.note(say.with("cli-login-not-kept", &[("why", &shown.why)])).note(say.text(here));
    }
    if let Outcome::CannotWrite(failure) = &refreshed.outcome {
        let shown = describe(failure, say);
        answer = shown.next.into_iter().fold(answer.note(shown.why), |answer, step| answer.note(step.text)).exit(Exit::Blocked);
    }
    Ok(answer.next(say, "domicile status"))
}

/// Longer is no code.
const LONGEST_CODE: u64 = 4096;

/// The code of an invitation, from where it leaves no trace: stdin (`-`), or the terminal.
async fn invitation_code(context: &Context<'_>, from: &str) -> Result<InvitationCode, Box<Problem>> {
    let refused = |code| Problem::ours(context.say, Exit::Usage, code, &[]);
    let bad = || context.problem(&Cause::BadInvitationCode.into());
    let text = match from {
        "-" => stdin::all(LONGEST_CODE).await.ok().and_then(|it| String::from_utf8(it).ok()),
        "" if context.may_ask && std::io::stdin().is_terminal() => {
            context.output.must_know(&context.say.text("cli-login-invitation"));
            stdin::line(LONGEST_CODE).await.ok()
        }
        "" => return Err(refused("no_terminal_for_code")),
        _ => return Err(refused("code_in_process_list")),
    };
    Ok(InvitationCode::new(&text.ok_or_else(bad)?))
}

/// What to open or type goes to stderr at once, also where little talk is wished: nobody could go on without it.
fn prompt(context: &Context<'_>, no_browser: bool) -> OnPrompt {
    let (output, say, may_ask) = (context.output.clone(), context.say, context.may_ask);
    Box::new(move |prompt| show_prompt(&output, say, prompt, no_browser, may_ask))
}

fn show_prompt(output: &Output, say: Say<'static>, prompt: SignInPrompt, no_browser: bool, may_ask: bool) {
    match prompt {
        SignInPrompt::Browser { url, opened } => {
            let id = if opened && !no_browser { "cli-login-open" } else { "cli-login-address" };
            output.must_know(&say.with(id, &[("url", &url)]));
            output.note(&say.text("cli-login-waiting"));
        }
        SignInPrompt::Code { url, url_complete, code, expires } => {
            output.must_know(&say.with("cli-login-code", &[("url", &url), ("code", &code)]));
            if let Some(url) = url_complete {
                output.must_know(&say.with("cli-login-code-direct", &[("url", &url)]));
            }
            output.note(&say.with("cli-login-code-until", &[("time", &say.moment(expires))]));
        }
        SignInPrompt::Unusable => output.must_know(&say.text("cli-login-unusable")),
        // Whoever cannot be asked said whom they meant.
        SignInPrompt::SomebodyElse { keep, .. } if !may_ask || !std::io::stdin().is_terminal() => drop(keep.send(false)),
        SignInPrompt::SomebodyElse { hinted, came, keep } => {
            output.must_know(&say.with("cli-login-somebody-else", &[("hinted", &hinted), ("came", &came)]));
            tokio::spawn(async move {
                let line = stdin::line(LONGEST_CODE).await.unwrap_or_default();
                // Nobody waits any more where the time is up.
                let _ = keep.send(is_yes(say, &line));
            });
        }
    }
}

pub(crate) async fn logout(context: &Context<'_>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let out = context.backend.sign_out().await.map_err(|it| context.problem(&it).never_locked())?;
    let answer = Answer::new("logout", Some(Timestamp::now())).field("wasSignedIn", out.was_signed_in).field("revoked", out.revoked);
    Ok(match (out.was_signed_in, out.revoked) {
        (false, _) => answer.note(say.text("cli-logout-nobody")),
        (true, true) => answer.text(say.text("cli-logout-done")).note(say.text("cli-logout-policy")),
        (true, false) => answer.text(say.text("cli-logout-done")).note(say.text("cli-logout-not-revoked")),
    })
}

pub(crate) fn whoami(context: &Context<'_>, snapshot: &Snapshot, who: Option<&SessionInfo>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let url = context.service_url();
    let issuer = who.map(|it| it.issuer.as_str());
    let mut lines = Vec::new();
    let answer = match snapshot.require_me() {
        Ok(me) => {
            lines.push(say.with("cli-whoami", &[("name", &me.user.display_name), ("email", &me.user.email)]));
            lines.push(say.with("cli-whoami-id", &[("id", me.user.id.as_str())]));
            lines.push(match &me.affiliation {
                Some(it) => say.with("cli-account", &[("account", &it.account.name)]),
                None => say.text("cli-account-none"),
            });
            if me.lock.is_some() {
                lines.push(say.text("cli-locked"));
            }
            snapshot.answer("whoami").field("user", user(me)).field("roles", json!(me.roles)).field("locked", me.lock.is_some())
        }
        // The service has never told, but the session knows whose it is.
        Err(problem) => {
            let Some(who) = who else { return Err(problem) };
            let email = who.email.as_deref().unwrap_or(&who.subject);
            lines.push(say.with("cli-whoami", &[("name", who.name.as_deref().unwrap_or(email)), ("email", email)]));
            lines.push(say.text("cli-account-unknown"));
            let user = json!({ "id": "unknown", "email": who.email, "name": who.name });
            snapshot.answer("whoami").field("user", user).field("roles", "unknown").field("locked", "unknown")
        }
    };
    if let Some(url) = &url {
        lines.push(say.with("cli-service", &[("url", url)]));
    }
    if let Some(issuer) = issuer {
        lines.push(say.with("cli-signed-in-by", &[("issuer", issuer)]));
    }
    let answer = answer.field("account", account::document(snapshot)).field("service", url).field("issuer", issuer);
    let answer = answer.field("signInAgainBy", time_or_unknown(snapshot.sign_in_by())).text(lines.join("\n"));
    Ok(answer)
}

fn user(me: &domicile_model::wire::Me) -> Value {
    json!({ "id": me.user.id, "email": me.user.email, "name": me.user.display_name })
}
