//! `domicile licence check-out|return|open|export`: licences taken along for longer, with the service, or by file for computers without a
//! network.

use crate::answer::{Answer, time};
use crate::exit::Exit;
use crate::facts::Facts;
use crate::online::Place;
use crate::problem::Problem;
use crate::speech::Speech;
use domicile_model::wire::{CheckOutMachine, MyCheckOut};
use domicile_workstation::downloads;
use domicile_workstation::failure::{Cause, Failure, FailureKind};
use domicile_workstation::offline_files::{self, Imported};
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
        "open": it.state.is_open(),
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
pub(crate) fn here(facts: &Facts) -> Vec<Value> {
    let document = |it: &CheckedOutHere| json!({ "id": it.id, "product": it.product, "name": it.name, "account": it.account, "until": time(Some(it.until)) });
    facts.policy().check_outs.iter().map(document).collect()
}

/// The same for people, a line each.
pub(crate) fn here_in_words(speech: &Speech, facts: &Facts) -> Vec<String> {
    let all = &facts.overview.licences.check_outs.here;
    all.iter().map(|it| speech.with("cli-checked-out", &[("product", &it.name), ("text", &it.text)])).collect()
}

/// The service cannot be asked, so a file has to carry the word.
fn is_offline(failure: &Failure) -> bool {
    failure.kind() == FailureKind::Offline
}

fn asked(speech: &Speech, it: &MyCheckOut) -> String {
    let say = Say::new(speech.words(), speech.now(), speech.zone());
    say.with_counts("cli-check-out-asked", &[("product", &it.product.name)], &[("days", it.days.into())])
}

pub(crate) async fn take(place: &Place<'_>, product: &str, days: u16, user: Option<&str>, output: Option<&Path>) -> Result<Answer> {
    let speech = place.speech;
    if output.is_none() && user.is_none() {
        match place.desk.request_check_out(product, days).await {
            Ok(it) => {
                let text = asked(speech, &it);
                let answer = Answer::new("licence-check-out", Some(speech.now())).field("checkOut", document(&it));
                return Ok(answer.field("file", Value::Null).text(text).note(speech.next("domicile refresh")));
            }
            Err(failure) if is_offline(&failure) => place.output.note(&speech.text("cli-by-file")),
            Err(failure) => return Err(place.problem(&failure)),
        }
    }
    let text = place.desk.request_file(product, days, user).await.map_err(|it| place.problem(&it))?;
    let path = save(place, output, &format!("domicile-request-{product}.json"), &text, false)?;
    let said = speech.with("notice-request-saved", &[("name", &path)]);
    let answer = Answer::new("licence-check-out", Some(speech.now())).field("checkOut", Value::Null).field("file", path.clone());
    Ok(answer.text(said).note(speech.next(&format!("domicile licence open {path}"))))
}

pub(crate) async fn give_back(place: &Place<'_>, named: &str, output: Option<&Path>) -> Result<Answer> {
    let speech = place.speech;
    let answer = Answer::new("licence-return", Some(speech.now()));
    let policy = place.desk.policy();
    let here = policy.check_outs.iter().find(|it| it.product == named || it.id == named);
    let Some(here) = here else { return take_back(place, named, answer).await };
    let ids = [here.id.clone()];
    if output.is_none() {
        match place.desk.return_check_out(&here.id).await {
            Ok(it) => {
                let said = speech.with("notice-check-out-returned", &[("name", &it.product.name)]);
                return Ok(answer.field("checkOut", document(&it)).field("file", Value::Null).text(said));
            }
            Err(failure) if is_offline(&failure) => place.output.note(&speech.text("cli-by-file")),
            Err(failure) => return Err(place.problem(&failure)),
        }
    }
    let text = place.desk.return_file(&ids).await.map_err(|it| place.problem(&it))?;
    let path = save(place, output, "domicile-return.json", &text, false)?;
    // Only once the file is there: a check-out that is gone without it could be told to nobody.
    place.desk.mark_returned(&ids).await.map_err(|it| place.problem(&it))?;
    let said = speech.with("notice-return-saved", &[("name", &path)]);
    Ok(answer.field("checkOut", Value::Null).field("file", path).text(said))
}

/// Nothing of that name is checked out here: a wish may wait for an answer, and is taken back.
async fn take_back(place: &Place<'_>, named: &str, answer: Answer) -> Result<Answer> {
    let nothing = || place.problem(&Cause::NotCheckedOut { product: named.to_owned() }.into());
    let Ok(all) = place.desk.check_outs().await else { return Err(nothing()) };
    let asked = |it: &&MyCheckOut| it.state == domicile_model::check_out::CheckOutState::Asked;
    let wish = all.iter().filter(asked).find(|it| it.product.id == named || it.id.as_str() == named).ok_or_else(nothing)?;
    let it = place.desk.withdraw_check_out(wish.id.as_str()).await.map_err(|it| place.problem(&it))?;
    let said = place.speech.with("notice-check-out-withdrawn", &[("name", &it.product.name)]);
    Ok(answer.field("checkOut", document(&it)).field("file", Value::Null).text(said))
}

pub(crate) async fn open(place: &Place<'_>, file: &Path) -> Result<Answer> {
    let speech = place.speech;
    let text = read(place, file)?;
    let opened = place.desk.import_file(&text).await.map_err(|it| place.problem(&it))?;
    let answer = Answer::new("licence-open", Some(speech.now()));
    let (kind, check_outs, checked_out, valid_until, said, next) = match opened {
        Imported::Asked(it) => {
            let text = asked(speech, &it);
            let next = format!("domicile licence export --for {} -o FILE", file.display());
            ("request", vec![document(&it)], Vec::new(), None, text, Some(next))
        }
        Imported::Licences { checked_out, valid_until } => {
            let next = Some("domicile licence list".to_owned());
            ("licences", Vec::new(), checked_out, valid_until, speech.text("notice-licences-taken"), next)
        }
        Imported::Returned(all) => {
            ("return", all.iter().map(document).collect(), Vec::new(), None, speech.text("notice-returns-told"), None)
        }
    };
    let answer = answer
        .field("kind", kind)
        .field("checkOuts", check_outs)
        .field("checkedOut", checked_out)
        .field("policyValidUntil", time(valid_until))
        .text(said);
    Ok(match next {
        Some(next) => answer.note(speech.next(&next)),
        None => answer,
    })
}

/// A licence file for the computer that a request names.
pub(crate) async fn export(place: &Place<'_>, request: &Path, output: &Path) -> Result<Answer> {
    let speech = place.speech;
    let machine: CheckOutMachine = offline_files::machine_of_request(&read(place, request)?).map_err(|it| place.problem(&it.into()))?;
    let text = place.desk.licence_file(&machine).await.map_err(|it| place.problem(&it))?;
    let path = save(place, Some(output), "", &text, true)?;
    let said = speech.with("notice-licences-saved", &[("name", &path)]);
    let answer = Answer::new("licence-export", Some(speech.now())).field("file", path);
    Ok(answer.field("machine", json!({ "id": machine.id, "name": machine.name })).text(said))
}

/// The text of a file that was carried here; `-` is stdin.
fn read(place: &Place<'_>, file: &Path) -> Result<String> {
    let failed = |reason: String| place.problem(&Cause::CannotRead { path: file.display().to_string(), reason }.into());
    // One byte more than there may be, so that too much is noticed.
    let most = u64::try_from(offline_files::LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let got = if file == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|it| it.take(most).read_to_end(&mut bytes))
    };
    got.map_err(|it| failed(it.to_string()))?;
    String::from_utf8(bytes).map_err(|_| place.problem(&Cause::FileNotOurs.into()))
}

/// Writes a new file: where the person said, else into their folder for downloads.
fn save(place: &Place<'_>, output: Option<&Path>, name: &str, text: &str, private: bool) -> Result<String> {
    let saved: std::result::Result<PathBuf, Box<Problem>> = match output {
        None => place.desk.save_file(name, text, private).map_err(|it| place.problem(&it)),
        Some(path) => downloads::write_new(path, text, private).map_or_else(
            |error| {
                let shown = path.display().to_string();
                Err(match error.kind() {
                    ErrorKind::AlreadyExists => Problem::ours(place.speech, Exit::Blocked, "file_exists", &[("path", &shown)]),
                    _ => place.problem(&Cause::CannotWrite { path: shown, reason: error.to_string() }.into()),
                })
            },
            |()| Ok(path.to_owned()),
        ),
    };
    saved.map(|it| it.display().to_string())
}
