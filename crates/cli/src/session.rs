//! `domicile login`, `logout`, `whoami`.

use crate::account::account;
use crate::answer::{Answer, time_or_unknown};
use crate::arguments::LoginArguments;
use crate::exit::Exit;
use crate::facts::{Asked, Facts};
use crate::online::Place;
use crate::output::Output;
use crate::problem::Problem;
use crate::refresh;
use crate::speech::Speech;
use domicile_workstation::failure::Cause;
use domicile_workstation::invitation::{InvitationCode, Invited};
use domicile_workstation::present::Say;
use domicile_workstation::present::problem::problem as describe;
use domicile_workstation::session::OnPrompt;
use domicile_workstation::session::{Persistence, SessionInfo, SignInPrompt};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{BufRead as _, IsTerminal as _, Read as _};
use tokio_util::sync::CancellationToken;

/// Signs in, asks who the person is, and refreshes once: a session that cannot be kept has brought the licences at least.
pub(crate) async fn login(place: &Place<'_>, asked: &LoginArguments) -> Result<Answer, Box<Problem>> {
    let (speech, desk) = (place.speech, place.desk);
    let (hint, cancel) = (asked.hint.clone(), CancellationToken::new());
    let prompt = prompt(place, asked.no_browser);
    let code = asked.invitation.as_deref().map(|from| invitation_code(place, from)).transpose()?;
    let who = if let Some(code) = code {
        desk.sign_in_invited(Invited { code, hint, elsewhere: asked.device }, prompt, cancel).await
    } else if asked.device {
        desk.sign_in_device(hint, prompt, cancel).await
    } else {
        desk.sign_in_browser(hint, prompt, cancel).await
    };
    let who = who.map_err(|it| place.problem(&it).never_locked())?;
    let me = desk.me().await.map_err(|it| place.problem(&it).never_locked())?;
    let refreshed = refresh::once(place, CancellationToken::new()).await;
    let facts = Facts::of(place, Some(&who), Asked::Fresh(Box::new(me))).await.after_refresh(place, &refreshed.outcome, refreshed.before);
    let me = facts.require_me(speech)?;
    let (kept, not_kept) = match &who.persistence {
        Persistence::Keychain => ("keychain", None),
        Persistence::File => ("file", None),
        Persistence::ThisProcess(failure) => ("none", Some(failure)),
    };
    let mut lines = vec![speech.with("cli-login-done", &[("name", &me.user.display_name), ("email", &me.user.email)])];
    lines.push(match &me.affiliation {
        Some(it) => speech.with("cli-account", &[("account", &it.account.name)]),
        None => speech.text("cli-account-none"),
    });
    lines.extend(facts.overview.refresh.outcome_text.clone());
    let mut answer = facts
        .answer(speech, "login")
        .field("user", user(me))
        .field("account", account(&facts))
        .field("kept", kept)
        .field("notKeptBecause", not_kept.map(|it| it.code().to_owned()))
        .field("signInAgainBy", time_or_unknown(who.sign_in_by))
        .field("refresh", refreshed.document(&facts))
        .text(lines.join("\n"));
    if let Some(failure) = not_kept {
        let shown = describe(failure, Say::new(speech.words(), speech.now(), speech.zone()));
        answer = answer.note(speech.with("cli-login-not-kept", &[("why", &shown.why)])).note(speech.text("cli-login-not-kept-do"));
    }
    Ok(answer.note(speech.next("domicile status")))
}

/// Longer is no code.
const LONGEST_CODE: u64 = 4096;

/// The code of an invitation, from where it leaves no trace: stdin (`-`), or the terminal.
fn invitation_code(place: &Place<'_>, from: &str) -> Result<InvitationCode, Box<Problem>> {
    let refused = |code| Problem::ours(place.speech, Exit::Usage, code, &[]);
    let stdin = std::io::stdin();
    let mut text = String::new();
    let read = match from {
        "-" => stdin.lock().take(LONGEST_CODE).read_to_string(&mut text),
        "" if place.may_ask && stdin.is_terminal() => {
            place.output.must_know(&place.speech.text("cli-login-invitation"));
            stdin.lock().take(LONGEST_CODE).read_line(&mut text)
        }
        "" => return Err(refused("no_terminal_for_code")),
        _ => return Err(refused("code_in_process_list")),
    };
    read.map_err(|_| place.problem(&Cause::BadInvitationCode.into()))?;
    Ok(InvitationCode::new(&text))
}

/// What to open or type goes to stderr at once, also where little talk is wished: nobody could go on without it.
fn prompt(place: &Place<'_>, no_browser: bool) -> OnPrompt {
    let (output, words) = (place.output.clone(), place.speech.again());
    Box::new(move |prompt| say_prompt(&output, &words, &prompt, no_browser))
}

fn say_prompt(output: &Output, speech: &Speech, prompt: &SignInPrompt, no_browser: bool) {
    match prompt {
        SignInPrompt::Browser { url, opened } => {
            let id = if *opened && !no_browser { "cli-login-open" } else { "cli-login-address" };
            output.must_know(&speech.with(id, &[("url", url)]));
            output.note(&speech.text("cli-login-waiting"));
        }
        SignInPrompt::Code { url, url_complete, code, expires } => {
            output.must_know(&speech.with("cli-login-code", &[("url", url), ("code", code)]));
            if let Some(url) = url_complete {
                output.must_know(&speech.with("cli-login-code-direct", &[("url", url)]));
            }
            output.note(&speech.with("cli-login-code-until", &[("time", &speech.dates().moment(*expires))]));
        }
    }
}

pub(crate) async fn logout(place: &Place<'_>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let out = place.desk.sign_out().await.map_err(|it| place.problem(&it).never_locked())?;
    let answer = Answer::new("logout", Some(Timestamp::now())).field("wasSignedIn", out.was_signed_in).field("revoked", out.revoked);
    Ok(match (out.was_signed_in, out.revoked) {
        (false, _) => answer.note(speech.text("cli-logout-nobody")),
        (true, true) => answer.text(speech.text("cli-logout-done")).note(speech.text("cli-logout-policy")),
        (true, false) => answer.text(speech.text("cli-logout-done")).note(speech.text("cli-logout-not-revoked")),
    })
}

pub(crate) fn whoami(place: &Place<'_>, facts: &Facts, who: Option<&SessionInfo>) -> Result<Answer, Box<Problem>> {
    let speech = place.speech;
    let url = place.service_url();
    let issuer = who.map(|it| it.issuer.as_str());
    let mut lines = Vec::new();
    let answer = match facts.require_me(speech) {
        Ok(me) => {
            lines.push(speech.with("cli-whoami", &[("name", &me.user.display_name), ("email", &me.user.email)]));
            lines.push(speech.with("cli-whoami-id", &[("id", me.user.id.as_str())]));
            lines.push(match &me.affiliation {
                Some(it) => speech.with("cli-account", &[("account", &it.account.name)]),
                None => speech.text("cli-account-none"),
            });
            if me.lock.is_some() {
                lines.push(speech.text("cli-locked"));
            }
            facts.answer(speech, "whoami").field("user", user(me)).field("roles", json!(me.roles)).field("locked", me.lock.is_some())
        }
        // The service has never told, but the session knows whose it is.
        Err(problem) => {
            let Some(who) = who else { return Err(problem) };
            let email = who.email.as_deref().unwrap_or(&who.subject);
            lines.push(speech.with("cli-whoami", &[("name", who.name.as_deref().unwrap_or(email)), ("email", email)]));
            lines.push(speech.text("cli-account-unknown"));
            let user = json!({ "id": "unknown", "email": who.email, "name": who.name });
            facts.answer(speech, "whoami").field("user", user).field("roles", "unknown").field("locked", "unknown")
        }
    };
    if let Some(url) = &url {
        lines.push(speech.with("cli-service", &[("url", url)]));
    }
    if let Some(issuer) = issuer {
        lines.push(speech.with("cli-signed-in-by", &[("issuer", issuer)]));
    }
    let answer = answer.field("account", account(facts)).field("service", url).field("issuer", issuer);
    let answer = answer.field("signInAgainBy", time_or_unknown(facts.sign_in_by())).text(lines.join("\n"));
    Ok(answer)
}

fn user(me: &domicile_model::wire::Me) -> Value {
    json!({ "id": me.user.id, "email": me.user.email, "name": me.user.display_name })
}
