//! `domicile message <for>`: ready text to carry to somebody, as the window's Copy gives it.

use crate::admin::AdminSession;
use crate::answer::Answer;
use crate::context::Context;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use clap::ValueEnum;
use domicile_workstation::present::Say;
use domicile_workstation::vocabulary::Message;
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Recipient {
    OldAdmin,
    OldIt,
    NewAdmin,
    Support,
    Buyer,
}

pub(crate) async fn run(context: &Context<'_>, to: Recipient) -> Result<Answer, Box<Problem>> {
    let message = match to {
        Recipient::OldAdmin => Message::OldAdmin,
        Recipient::OldIt => Message::OldIt,
        Recipient::NewAdmin => Message::NewAdmin,
        Recipient::Support => Message::Support,
        Recipient::Buyer => return for_buyer(context).await,
    };
    of_person(context.say, &Snapshot::current(context).await, message)
}

fn of_person(say: Say<'_>, snapshot: &Snapshot, message: Message) -> Result<Answer, Box<Problem>> {
    // Support can help just where nothing is known.
    let me = if message == Message::Support { snapshot.me.as_ref() } else { Some(snapshot.require_me()?) };
    let letter = snapshot.letter(message);
    let (subject, text) = letter.map(|it| (it.subject, it.text)).unwrap_or_default();
    let answer = snapshot.answer("message").field("for", json!(message)).field("subject", subject).field("text", text.as_str()).text(text);
    Ok(match message {
        Message::OldAdmin => match me.and_then(|it| it.administrators.first()) {
            Some(it) => answer.field("to", it.email.as_str()).note(say.with("cli-message-to", &[("email", &it.email)])),
            None => answer.field("to", Value::Null),
        },
        Message::OldIt => match me.and_then(|it| it.affiliation.as_ref()).and_then(|it| it.it_contact.as_deref()) {
            Some(email) => answer.field("to", email).note(say.with("cli-message-to", &[("email", email)])),
            None => answer.field("to", Value::Null),
        },
        Message::NewAdmin | Message::Support => answer.field("to", Value::Null),
    })
}

/// What an administrator sends to whoever buys; where nothing ends there is nothing to send, and that is said.
async fn for_buyer(context: &Context<'_>) -> Result<Answer, Box<Problem>> {
    let say = context.say;
    let admin = AdminSession::begin(context).await?.with_licences().await?;
    let nothing = || admin.view().and_then(|it| it.licences.as_ref()).map(|it| it.text.clone()).unwrap_or_default();
    let answer = Answer::new("message", Some(say.now())).field("for", "buyer").field("to", Value::Null);
    Ok(match admin.letter_for_buyer() {
        Some(letter) => answer.field("subject", letter.subject).field("text", letter.text.as_str()).text(letter.text),
        None => answer.field("subject", "").field("text", "").note(nothing()),
    })
}
