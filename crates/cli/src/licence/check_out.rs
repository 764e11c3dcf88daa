//! `domicile licence check-out|return|open|export`: licences taken along for longer, with the service, or by file for computers without a
//! network.

use crate::answer::{Answer, time};
use crate::context::Context;
use crate::exit::Exit;
use crate::pick::{Candidate, pick};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::stdin;
use crate::suggest::closest;
use domicile_model::wire::{CheckOutMachine, MyCheckOut};
use domicile_workstation::downloads::{self, Readers};
use domicile_workstation::failure::{Cause, Failure, FailureKind};
use domicile_workstation::offline_files::{self, Imported};
use domicile_workstation::overview::DoView;
use domicile_workstation::present::Say;
use domicile_workstation::state::CheckedOutHere;
use serde_json::{Value, json};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<Problem>>;

/// A check-out for machines.
pub(crate) fn document(it: &MyCheckOut) -> Value {
    json!({
        "id": it.id,
        "state": it.state,
        "open": it.is_open(),
        "account": { "id": it.account.id, "name": it.account.name },
        "product": { "id": it.product.id, "name": it.product.name },
        "machine": { "id": it.machine.id, "name": it.machine.name },
        "days": it.days,
        "asked": time(Some(it.asked)),
        "answered": time(it.answered),
        "answeredBy": it.answered_by,
        "reason": it.reason,
        "until": time(Some(it.until)),
        "ended": time(it.ended),
    })
}

/// What is checked out on this computer, for machines.
pub(crate) fn here(snapshot: &Snapshot) -> Vec<Value> {
    let document = |it: &CheckedOutHere| json!({ "id": it.id, "product": it.product, "name": it.name, "account": it.account, "until": time(Some(it.until)) });
    snapshot.policy().check_outs.iter().map(document).collect()
}

/// The same for people, a line each.
pub(crate) fn here_lines(say: Say<'_>, snapshot: &Snapshot) -> Vec<String> {
    let all = &snapshot.overview().licences.check_outs.here;
    all.iter().map(|it| say.with("cli-checked-out", &[("product", &it.name), ("text", &it.text)])).collect()
}

/// The service cannot be asked, so a file has to do it.
fn is_offline(failure: &Failure) -> bool {
    failure.kind() == FailureKind::Offline
}

fn request_text(say: Say<'_>, it: &MyCheckOut) -> String {
    say.with_counts("cli-check-out-asked", &[("product", &it.product.name)], &[("days", it.days.into())])
}

pub(crate) async fn request(context: &Context<'_>, product: &str, days: u16, user: Option<&str>, output: Option<&Path>) -> Result<Answer> {
    let say = context.say;
    if output.is_none() && user.is_none() {
        match context.backend.request_check_out(product, days).await {
            Ok(it) => {
                let text = request_text(say, &it);
                let answer = Answer::new("licence-check-out", Some(say.now())).field("checkOut", document(&it));
                return Ok(answer.field("file", Value::Null).text(text).next(say, "domicile refresh"));
            }
            Err(failure) if is_offline(&failure) => context.output.note(&say.text("cli-by-file")),
            Err(failure) => return Err(refused(context, &failure, product)),
        }
    }
    let contents = context.backend.request_file(product, days, user).await.map_err(|it| refused(context, &it, product))?;
    let path = save(context, output, &format!("domicile-request-{product}.json"), &contents, Readers::Anyone)?;
    let text = say.with("notice-request-saved", &[("name", &path)]);
    let answer = Answer::new("licence-check-out", Some(say.now())).field("checkOut", Value::Null).field("file", path.clone());
    Ok(answer.text(text).next(say, &format!("domicile licence open {path}")))
}

/// A refusal; where the licence file here knows no product of that name, what may have been meant comes first.
fn refused(context: &Context<'_>, failure: &Failure, product: &str) -> Box<Problem> {
    let mut problem = context.problem(failure);
    let policy = context.backend.policy();
    let known = || policy.products.iter().map(|it| it.id.as_str());
    let meant = if known().any(|it| it == product) { Vec::new() } else { closest(product, known()) };
    if let [only] = meant.as_slice() {
        problem.view.next.insert(0, DoView::you(format!("domicile licence check-out {only}")));
    }
    problem
}

pub(crate) async fn return_(context: &Context<'_>, named: &str, output: Option<&Path>) -> Result<Answer> {
    let say = context.say;
    let answer = Answer::new("licence-return", Some(say.now()));
    let policy = context.backend.policy();
    let all = policy.check_outs.iter().map(|it| Candidate { id: &it.id, names: vec![&it.product, &it.name], line: it.name.clone() });
    let here = pick(say, named, &all.collect::<Vec<_>>())?.and_then(|at| policy.check_outs.get(at));
    let Some(here) = here else { return withdraw(context, named, answer).await };
    let ids = [here.id.clone()];
    if output.is_none() {
        match context.backend.return_check_out(&here.id).await {
            Ok(it) => {
                let text = say.with("notice-check-out-returned", &[("name", &it.product.name)]);
                return Ok(answer.field("checkOut", document(&it)).field("file", Value::Null).text(text));
            }
            Err(failure) if is_offline(&failure) => context.output.note(&say.text("cli-by-file")),
            Err(failure) => return Err(context.problem(&failure)),
        }
    }
    let contents = context.backend.return_file(&ids).await.map_err(|it| context.problem(&it))?;
    let path = save(context, output, "domicile-return.json", &contents, Readers::Anyone)?;
    // Only once the file is there: a check-out that is gone without it could be told to nobody.
    context.backend.mark_returned(&ids).await.map_err(|it| context.problem(&it))?;
    let text = say.with("notice-return-saved", &[("name", &path)]);
    Ok(answer.field("checkOut", Value::Null).field("file", path).text(text))
}

/// Nothing of that name is checked out here: one that waits for an answer is withdrawn.
async fn withdraw(context: &Context<'_>, named: &str, answer: Answer) -> Result<Answer> {
    let nothing = || context.problem(&Cause::NotCheckedOut { product: named.to_owned() }.into());
    let Ok(all) = context.backend.check_outs().await else { return Err(nothing()) };
    let waits: Vec<&MyCheckOut> = all.iter().filter(|it| it.state == domicile_model::check_out::CheckOutState::Asked).collect();
    let line = |it: &MyCheckOut| format!("{}, {}", it.product.name, it.machine.name);
    let named_as = waits.iter().map(|it| Candidate { id: it.id.as_str(), names: vec![&it.product.id, &it.product.name], line: line(it) });
    let found = pick(context.say, named, &named_as.collect::<Vec<_>>())?;
    let check_out = found.and_then(|at| waits.get(at)).ok_or_else(nothing)?;
    let it = context.backend.withdraw_check_out(check_out.id.as_str()).await.map_err(|it| context.problem(&it))?;
    let text = context.say.with("notice-check-out-withdrawn", &[("name", &it.product.name)]);
    Ok(answer.field("checkOut", document(&it)).field("file", Value::Null).text(text))
}

pub(crate) async fn import(context: &Context<'_>, file: &Path) -> Result<Answer> {
    let say = context.say;
    let contents = read(context, file).await?;
    let imported = context.backend.import_file(&contents).await.map_err(|it| context.problem(&it))?;
    let answer = Answer::new("licence-open", Some(say.now()));
    let (kind, check_outs, checked_out, valid_until, text, next) = match imported {
        Imported::Asked(it) => {
            let text = request_text(say, &it);
            let next = format!("domicile licence export --for {} -o licences.json", file.display());
            ("request", vec![document(&it)], Vec::new(), None, text, Some(next))
        }
        Imported::Licences { checked_out, valid_until } => {
            let next = Some("domicile licence list".to_owned());
            ("licences", Vec::new(), checked_out, valid_until, say.text("notice-licences-taken"), next)
        }
        Imported::Returned(all) => ("return", all.iter().map(document).collect(), Vec::new(), None, say.text("notice-returns-told"), None),
    };
    let answer = answer
        .field("kind", kind)
        .field("checkOuts", check_outs)
        .field("checkedOut", checked_out)
        .field("policyValidUntil", time(valid_until))
        .text(text);
    Ok(match next {
        Some(next) => answer.next(say, &next),
        None => answer,
    })
}

/// A licence file for the computer that a request names.
pub(crate) async fn export(context: &Context<'_>, request: &Path, output: &Path) -> Result<Answer> {
    let say = context.say;
    let machine: CheckOutMachine =
        offline_files::machine_of_request(&read(context, request).await?).map_err(|it| context.problem(&it.into()))?;
    let contents = context.backend.licence_file(&machine).await.map_err(|it| context.problem(&it))?;
    let path = save(context, Some(output), "", &contents, Readers::OwnerOnly)?;
    let text = say.with("notice-licences-saved", &[("name", &path)]);
    let answer = Answer::new("licence-export", Some(say.now())).field("file", path);
    Ok(answer.field("machine", json!({ "id": machine.id, "name": machine.name })).text(text))
}

/// The text of a file that was carried here; `-` is stdin.
async fn read(context: &Context<'_>, file: &Path) -> Result<String> {
    // One byte more than there may be, so that too much is noticed.
    let most = u64::try_from(offline_files::LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let got = if file == Path::new("-") {
        stdin::all(most).await
    } else {
        let mut bytes = Vec::new();
        std::fs::File::open(file).and_then(|it| it.take(most).read_to_end(&mut bytes)).map(|_| bytes)
    };
    let bytes = got.map_err(|it| context.problem(&Cause::cannot_read_given(file, &it).into()))?;
    String::from_utf8(bytes).map_err(|_| context.problem(&Cause::FileNotOurs.into()))
}

/// Writes a new file: where the person said, else into their folder for downloads.
fn save(context: &Context<'_>, output: Option<&Path>, name: &str, text: &str, readers: Readers) -> Result<String> {
    let saved: std::result::Result<PathBuf, Box<Problem>> = match output {
        None => context.backend.save_file(name, text, readers).map_err(|it| context.problem(&it)),
        Some(path) => downloads::write_new(path, text, readers).map_or_else(
            |error| {
                let shown = path.display().to_string();
                Err(if error.kind() == ErrorKind::AlreadyExists {
                    Problem::ours(context.say, Exit::Blocked, "file_exists", &[("path", &shown)])
                } else {
                    context.problem(&Cause::cannot_write(path, &error).into())
                })
            },
            |()| Ok(path.to_owned()),
        ),
    };
    saved.map(|it| it.display().to_string())
}
